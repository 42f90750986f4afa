"""From the matches of the grammar to mentions: what each rule's words mean, and what is no date after all."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from onrecord.dates.grammar import Grammar, Hit, grammar
from onrecord.dates.mention import DateMention, calendar_date, interval
from onrecord.dates.words import key


def find(text: str, languages: Sequence[str] = ("en",), start: int = 0, end: int | None = None) -> tuple[DateMention, ...]:
    """Every date between two offsets, in order and without overlap; English names are tried besides ``languages``."""
    last = len(text) if end is None else min(end, len(text))
    known = grammar(tuple(dict.fromkeys([*languages, "en"])))
    mentions: list[DateMention] = []
    for hit in known.hits(text, start, last):
        previous = mentions[-1] if mentions else None
        mention = _mention(hit, text, known, last) or _listed_year(hit, previous, text, known)
        if mention is None:
            continue
        joined = _interval(previous, mention, text, known) if previous else None
        if joined is None:
            mentions.append(mention)
        else:
            mentions[-1] = joined
    return tuple(mentions)


_COMPACT = re.compile(r"(?<!\d)(\d{4})([-_.]?)([01]\d)\2([0-3]\d)(?!\d)", re.ASCII)


def find_compact(text: str) -> tuple[DateMention, ...]:
    """Dates written as eight digits (``20210303``, ``2021_03_03``): for file names, where digits seldom mean anything else."""
    found = []
    for match in _COMPACT.finditer(text):
        day = calendar_date(int(match[1]), int(match[3]), int(match[4]))
        if day:
            found.append(DateMention(match.start(), match.end(), day, "compact"))
    return tuple(found)


def _mention(hit: Hit, text: str, known: Grammar, end: int) -> DateMention | None:
    """The mention that a hit amounts to, with a time of day beside it, or ``None`` when it is no date after all."""
    mention = _READERS.get(hit.rule, _read_named)(hit, text, known)
    if mention is None or len(mention.edtf) < len("XXXX-MM-DD") or "/" in mention.edtf:
        return mention
    return _with_time(mention, text, end)


def _read_named(hit: Hit, _text: str, known: Grammar) -> DateMention | None:
    """A date whose month is named or whose parts stand in an order that is fixed."""
    parts = hit.parts
    if _is_common_word(hit, known):
        return None
    month = int(parts["n"]) if "n" in parts else known.words.month(parts["m"])
    year, day = (int(parts[part]) if part in parts else None for part in "yd")
    first = calendar_date(year, month, day)
    if "d2" in parts:
        return _mentioned(hit, interval(first, calendar_date(year, month, int(parts["d2"]))))
    if "m2" in parts:
        return _mentioned(hit, interval(first, calendar_date(year, known.words.month(parts["m2"]), None)))
    return _mentioned(hit, first)


def _mentioned(hit: Hit, edtf: str) -> DateMention | None:
    return DateMention(hit.start, hit.end, edtf, "interval" if "/" in edtf else hit.rule) if edtf else None


def _read_iso_month(hit: Hit, _text: str, _known: Grammar) -> DateMention | None:
    """``2021-03``; not ``2010-12``, which may be the years 2010 to 2012."""
    year, month = int(hit.parts["y"]), int(hit.parts["n"])
    return _mentioned(hit, calendar_date(year, month, None)) if month <= year % 100 else None


def _is_common_word(hit: Hit, known: Grammar) -> bool:
    """Whether the name in lower case may be a common word: "may 5 of them", "this sun"."""
    parts = hit.parts
    name = parts.get("m") or parts.get("w") or ""
    if ("y" in parts and "d" in parts) or not name[:1].islower():
        return False
    return known.words.value("shy", name) is not None


def _read_numeric(hit: Hit, text: str, known: Grammar) -> DateMention | None:
    """``13/4/2021``: day and month tell themselves apart only when one of them is above 12 or both are the same.

    Between full stops the day comes first: no locale of CLDR writes month.day.year. The other reading stays beside it.
    """
    if known.version.search(text, max(0, hit.start - 12), hit.start):
        return None
    a, b, year = (int(hit.parts[part]) for part in ("a", "b", "y"))
    readings = tuple(dict.fromkeys(day for day in (calendar_date(year, b, a), calendar_date(year, a, b)) if day))
    if not readings:
        return None
    if len(readings) == 1 or hit.parts["sep"] == ".":
        return DateMention(hit.start, hit.end, readings[0], "numeric", readings[1:])
    return DateMention(hit.start, hit.end, f"{year:04}", "numeric-ambiguous", readings)


def _read_year(hit: Hit, text: str, known: Grammar) -> DateMention | None:
    """A bare number is a year only after a word that says so, or alone in parentheses."""
    parts, year = hit.parts, int(hit.parts["y"])
    if not 1500 <= year <= 2099:
        return None
    last = parts.get("y2")
    edtf = interval(f"{year:04}", f"{year // 100:02}{int(last):02}" if len(last) == 2 else f"{int(last):04}") if last else f"{year:04}"
    if not edtf or not ("u" in parts or _says_year(hit, text, known)):
        return None
    return DateMention(hit.start, hit.end, edtf, "interval" if last else "year")


def _listed_year(hit: Hit, previous: DateMention | None, text: str, known: Grammar) -> DateMention | None:
    """A bare number is a year, too, when it goes on with a list of years: "in 1992, 1994 and 1999"."""
    if hit.rule != "year" or previous is None or previous.rule not in ("year", "decade"):
        return None
    listed = known.list.fullmatch(text, previous.end, hit.start) and "y2" not in hit.parts and "1500" <= hit.parts["y"] <= "2099"
    return DateMention(hit.start, hit.end, hit.parts["y"], "year") if listed and _stands_alone(hit, text, known, "weak") else None


def _says_year(hit: Hit, text: str, known: Grammar) -> bool:
    if text[max(0, hit.start - 1) : hit.start] == "(" and text[hit.end : hit.end + 1] in (")", ",", ";"):
        return True
    cue = known.year_cue.search(text, max(0, hit.start - 24), hit.start)
    return cue is not None and _stands_alone(hit, text, known, known.words.value("year", cue[1]) or "")


_NEXT_WORD = re.compile(r"[^\S\n]{0,8}\n?[^\S\n]{0,8}([^\W\d_]+|[%$€£])")


def _stands_alone(hit: Hit, text: str, known: Grammar, cue: str) -> bool:
    """Whether the number does not count what follows it, as far as its cue (a value of the role ``year``) asks for that."""
    following = _NEXT_WORD.match(text, hit.end)
    word = following[1] if following else ""
    if cue == "dated":
        return known.words.value("dated", word) is not None
    if known.words.value("counted", word) is not None or word in ("%", "$", "€", "£"):
        return False
    return cue != "weak" or not word[:1].islower() or known.words.value("after-weak", word) is not None


def _read_decade(hit: Hit, text: str, known: Grammar) -> DateMention | None:
    """``the 1990s`` → ``199X``; ``the 90s`` has its century inferred, and its rule says so."""
    digits = f"{int(hit.parts['c']):02}"
    cued = known.century.search(text, max(0, hit.start - 12), hit.start)
    if len(digits) == 4:
        if not cued and set(text[hit.start : hit.end]) & set("'’"):
            return None  # "2020's" alone is a possessive
        return DateMention(hit.start, hit.end, digits[:3] + "X", hit.rule) if "1500" <= digits < "2100" else None
    if not cued and text[hit.start] not in "'’":
        return None
    return DateMention(hit.start, hit.end, f"19{digits[0]}X", hit.rule)


def _read_relative(hit: Hit, text: str, known: Grammar) -> DateMention | None:
    """``yesterday``, ``last March``, ``on Tuesday``, ``in September this year``: what it needs from a reference."""
    parts = hit.parts
    if _is_common_word(hit, known):
        return None
    if "w" in parts:
        cued = "s" in parts or known.weekday_cue.search(text, max(0, hit.start - 16), hit.start)
        shift = known.words.value("which", parts["s"]) if "s" in parts else "0"
        weekday = f"weekday-{known.words.weekdays[key(parts['w'])]} {shift}"
        return DateMention(hit.start, hit.end, "", hit.rule, relation=weekday) if cued else None
    if "m" not in parts:
        return DateMention(hit.start, hit.end, "", hit.rule, relation=known.words.value("relative", parts["r"]))
    edtf = calendar_date(None, known.words.month(parts["m"]), int(parts["d"]) if "d" in parts else None)
    relation = known.words.value("relative", parts["r"]) if "r" in parts else f"month {known.words.value('which', parts['s'])}"
    return DateMention(hit.start, hit.end, edtf, hit.rule, relation=relation) if edtf else None


_CLOCK = r"([01]?\d|2[0-3])(?::|\.(?=\d\d\s?[AaPp]\.?[Mm]))([0-5]\d)(?::[0-5]\d(?:[.,]\d+)?)?(?:\s?([AaPp])\.?[Mm]\b\.?)?"
_ZONE = r"(?:\s?(?:Z|UTC|GMT|[A-Z]{2,4}T)\b)?(?:\s?\(?(?:UTC|GMT)?\s?[+\-−]\d\d:?\d\d\)?)?"
_TIME_AFTER = re.compile(rf"(?:T|,?\s+(?:at\s+)?|,\s*|\s*[|•·/–—-]\s*){_CLOCK}{_ZONE}(?![\w:])")
_TIME_BEFORE = re.compile(rf"(?<![\w:.,]){_CLOCK}{_ZONE}(?:,\s*|\s*[|•·/–—-]\s*|\s+(?:on\s+)?)\Z")


def _with_time(mention: DateMention, text: str, end: int) -> DateMention:
    """The mention with the time of day that stands directly behind or before it; one that stands behind is part of it."""
    after = _TIME_AFTER.match(text, mention.end, end)
    if after:
        return replace(mention, end=after.end(), time=_clock(after))
    before = _TIME_BEFORE.search(text, max(0, mention.start - 32), mention.start)
    return replace(mention, time=_clock(before)) if before else mention


def _clock(match: re.Match[str]) -> str | None:
    hour, half = int(match[1]), (match[3] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"{hour:02}:{int(match[2]):02}"


def _interval(first: DateMention, last: DateMention, text: str, known: Grammar) -> DateMention | None:
    """Two mentions as one interval when nothing but "to" or a dash stands between them; the first may borrow the year.

    "Between" joins them with "and".
    """
    if first.relation or last.relation or "/" in first.edtf + last.edtf or first.time or last.time:
        return None
    if not known.joins(text, first.start, first.end, last.start):
        return None
    lower = last.edtf[:4] + first.edtf[4:] if first.edtf.startswith("XXXX") else first.edtf
    edtf = interval(lower, last.edtf) if len(lower) == len(last.edtf) else ""
    return DateMention(first.start, last.end, edtf, "interval") if edtf else None


_READERS: Mapping[str, Callable[[Hit, str, Grammar], DateMention | None]] = {
    "iso-month": _read_iso_month,
    "numeric": _read_numeric,
    "year": _read_year,
    "decade": _read_decade,
    "decade-century-inferred": _read_decade,
    "relative": _read_relative,
}
