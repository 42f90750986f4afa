"""The publication date: stated in a labelled line, in markup, beside the headline, in the address or in the dateline.

A date that the article tells of something else (a meeting, a war, a copyright year) is not asked; a dateline without a year
gives a date without a year. Where day and month could change places, another witness decides, or the language; else only the
year is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial
from urllib.parse import unquote, urlsplit

from onrecord import dates, edtf
from onrecord.dates import Bound, DateMention, Hedge
from onrecord.describe.language import language_of, languages_of
from onrecord.describe.witnesses import FURNITURE, LABELLED, MARKUP, TEXT, WEAK, Candidate, choose, stated
from onrecord.records import Cleaned, Evidence, Value
from onrecord.vocabulary import table

DATELINE = re.compile(r"[A-Z][^a-z]{2,40}[^–—\n-]{0,50}?\s[-–—]{1,2}\s")
"""The head of a report, such as ``TOKYO, June 29 (Agency) -``."""

_DAY = re.compile(r"(?:\d{4}|XXXX)-\d\d-\d\d")

_ADDRESS = TEXT - 1
"""The rank of the date in the page's address: below what the page says of itself, above what the text shows."""

_PLACEHOLDERS = frozenset({"1970-01-01", "1900-01-01"})
"""What systems write into markup where they know no date; on a line for readers such a day is meant."""


@dataclass(frozen=True, slots=True)
class _Dated:
    """A candidate whose words hold a date; ``readings`` are the days it may be where day and month could change places."""

    candidate: Candidate
    readings: tuple[str, ...] = ()
    mark: str = ""
    """What the words say of the readings, too: EDTF's ``?``, ``~`` or ``%``."""


def date_of(cleaned: Cleaned) -> Value:
    """The day the document was published, as EDTF."""
    languages = languages_of(cleaned)
    found = [dated for candidate in map(partial(_by_its_line, cleaned), stated(cleaned, "date")) if (dated := _dated(candidate, languages))]
    found += _beside_the_headline(cleaned, languages)
    found += [replace(d, candidate=replace(d.candidate, rank=WEAK)) for c in stated(cleaned, "modified") if (d := _dated(c, languages))]
    found += [_Dated(candidate) for candidate in (*_addressed(cleaned), *_dateline(cleaned))]
    candidates = _local([_decided(dated, found, cleaned) for dated in found if not _placeholder(dated.candidate)])
    full = [candidate for candidate in candidates if not candidate.value.startswith("XXXX")]
    best = choose(_to_the_day(full) or candidates)
    if best.evidence and _of_a_change(best.evidence[0].rule):
        note = "the date of the last change; the day of publication is not stated"
        best = replace(best, evidence=(replace(best.evidence[0], note=note), *best.evidence[1:]))
    lost = (Value(candidate.value, candidate.basis, (candidate.evidence,)) for candidate in unread(cleaned))
    return replace(best, rivals=(*best.rivals, *lost))


def unread(cleaned: Cleaned) -> list[Candidate]:
    """The labelled lines and entries of front matter that state a date in words that cannot be read: “c. 1998”, “2011-02-30”."""
    languages = languages_of(cleaned)
    return [c for c in stated(cleaned, "date") if c.rank == LABELLED and c.value and _dated(c, languages) is None]


_PUBLISHED = re.compile(r"\b(?:published|posted|released)\b", re.IGNORECASE)
_CHANGED = re.compile(r"\b(?:updated|modified|revised)\b", re.IGNORECASE)


def _by_its_line(cleaned: Cleaned, candidate: Candidate) -> Candidate:
    """A date whose line says "published" goes before a bare one; one that says "updated" is the date of a change."""
    start = candidate.evidence.start
    if start is None or candidate.rank != FURNITURE:
        return candidate
    lead = cleaned.source.text[max(cleaned.source.text.rfind("\n", 0, start), start - 60) : start]
    if _PUBLISHED.search(lead):
        return replace(candidate, rank=FURNITURE - 1)
    if _CHANGED.search(lead):
        return replace(candidate, rank=WEAK, evidence=replace(candidate.evidence, rule="label “updated”"))
    return candidate


def _placeholder(candidate: Candidate) -> bool:
    return candidate.value in _PLACEHOLDERS and candidate.evidence.start is None


def _of_a_change(rule: str) -> bool:
    return rule.startswith(("label “updated", "label “modified", "label “last")) or "modified" in rule or "updated" in rule


def _dated(candidate: Candidate, languages: Sequence[str]) -> _Dated | None:
    """The candidate with its words read as a date; ``None`` when they hold none. Of an ambiguous one only the year is taken."""
    words = candidate.evidence
    if re.fullmatch(r"[12]\d{3}", words.text.strip()):
        return _Dated(replace(candidate, value=words.text.strip()))
    mention = _mention(words.text, languages, compact=words.start is None) or _doubted_year(words.text, languages)
    if candidate.rank == LABELLED and _is_edtf(words.text.strip()):
        return _Dated(replace(candidate, value=words.text.strip()))
    if mention is None:
        return None
    hedge = _hedge(words.text, mention, languages, labelled=candidate.rank == LABELLED)
    value = dates.hedged(mention.edtf, hedge)
    if not value:
        return None
    start = None if words.start is None else words.start + hedge.start
    end = None if words.start is None else words.start + hedge.end
    note: str | None = None
    readings: tuple[str, ...] = ()
    if hedge.bound:
        note = "an end of the time in which it was published, not its day"
    elif mention.rule == "numeric-ambiguous":
        note = f"either {' or '.join(mention.alternatives)}: only the year is certain"
        readings = mention.alternatives
    elif further := _further(words.text, mention, languages):
        note = f"the beginning of what is stated: “{further}”"
    elif mention.alternatives:
        note = f"read day first; month first it would be {' or '.join(mention.alternatives)}"
    text = words.text if start is None else words.text[hedge.start : hedge.end]
    return _Dated(replace(candidate, value=value, evidence=Evidence(text, words.rule, start, end, note)), readings, hedge.mark)


_UNLABELLED = frozenset({"by", "since"})
"""Bounds that say something else without a label: “By 3 May 2021” has lost its author, “Online since 3 May 2021” is the day."""
_INCLUSIVE: Mapping[Bound, Bound] = {"before": "until", "after": "since"}


def _hedge(text: str, mention: DateMention, languages: Sequence[str], *, labelled: bool) -> Hedge:
    """What is said beside a date; nothing, where no word doubts it. Of an ambiguous date the year is known, which may be within."""
    found = dates.hedge_beside(text, mention.start, mention.end, tuple(languages))
    if found.bound in _UNLABELLED and not labelled:
        return Hedge(mention.start, mention.end, found.mark)
    return replace(found, bound=_INCLUSIVE.get(found.bound, found.bound)) if mention.rule == "numeric-ambiguous" else found


def _doubted_year(text: str, languages: Sequence[str]) -> DateMention | None:
    """The year that a statement gives, where nothing but words of doubt stands beside it: “c. 1998”, “1998 (?)”."""
    for match in re.finditer(r"(?<![\w,/-])[12]\d{3}(?![\w/-])", text[:LONGEST], re.ASCII):
        hedge = dates.hedge_beside(text, *match.span(), tuple(languages))
        if (hedge.start, hedge.end) != match.span() and not (text[: hedge.start] + text[hedge.end :]).strip(" ()[].\n"):
            return DateMention(match.start(), match.end(), match[0], "year")
    return None


_END = r"[12]\d(?:\d\d|\dX|XX)(?:-(?:XX(?:-XX)?|(?:0[1-9]|1[0-2])(?:-(?:\d\d|XX))?))?[~?%]?"
_EDTF = re.compile(rf"{_END}(?:/(?:{_END}|\.\.)?)?|(?:\.\.)?/{_END}", re.ASCII)
"""Levels 0 and 1 without seasons: whoever writes 2021-22 mostly means two years."""


def _is_edtf(text: str) -> bool:
    """Whether a statement is written in EDTF already, as front matter of this program is: 199X, 1998~, 1996-05/1997-02."""
    return _EDTF.fullmatch(text) is not None and edtf.is_valid(text)


LONGEST = 400
"""Characters; what states a date says it sooner."""


def _mention(text: str, languages: Sequence[str], *, compact: bool) -> DateMention | None:
    """The date that a statement gives: its first full one that is not said to be the day of a change."""
    text = text[:LONGEST]
    found = [mention for mention in dates.find(text, languages) if mention.edtf and not mention.relation]
    if compact and not found:
        found = list(dates.find_compact(text.replace("T", " ")))
    told = [mention for mention in found if not _change().search(text[max(0, mention.start - 80) : mention.start])] or found
    return next((mention for mention in told if not mention.edtf.startswith("X")), told[0] if told else None)


def _further(text: str, first: DateMention, languages: Sequence[str]) -> str | None:
    """The other end of a range of which the grammar makes no interval: “13/3/2021 – 15/3/2021, and on”."""
    for mention in dates.find(text[:LONGEST], languages):
        if mention.start >= first.end and re.fullmatch(
            r"\W{0,3}(?:[-–—]|to|until|till|and|bis|au|al|a|hasta)\W{0,3}", text[first.end : mention.start]
        ):
            return text[first.start : mention.end]
    return None


@cache
def _change() -> re.Pattern[str]:
    """The words for a change that stand directly before a date, such as “Last updated:”."""
    words = [row["label"] for row in table("labels") if row["field"] == "modified"]
    words += [row["pattern"] for row in table("elements") if row["kind"] == "change"]
    return re.compile(rf"(?:{'|'.join(words)})(?:\s+(?:on|at|am|le|el|il))?\W*$", re.IGNORECASE)


# ---- beside the headline ----------------------------------------------------------------------------------------------

_STRANGE = 12
"""Letters beside a date in one piece of a line ("Posted on", a zone); with more of them the date is told, not stated."""


def _beside_the_headline(cleaned: Cleaned, languages: Sequence[str]) -> Iterator[_Dated]:
    """The dates of the lines around a page's headline that hold hardly anything else."""
    for line in stated(cleaned, "line"):
        above = "above" in line.evidence.rule
        for piece in re.split(r"\s*(?:;|\|| [/•·–—-] )\s*", line.value):
            mention = _mention(piece, languages, compact=False)
            if mention is None or not _alone(piece, mention) or len(mention.edtf) < len("2021"):
                continue
            rank = WEAK if _change().search(piece[: mention.start]) else TEXT - 10 + above
            dated = _dated(replace(line, value=piece, rank=rank, evidence=replace(line.evidence, text=piece)), languages)
            if dated and (dated.readings or _DAY.fullmatch(dated.candidate.value.removesuffix(dated.mark))):
                yield dated


_OPENS = re.compile(r"\W*(?:first\s+)?(?:published|posted|released|written|created)(?:\s+(?:on|at))?\W*", re.IGNORECASE)
_CLOSES = re.compile(r"\W*(?:(?:at\s+)?[\d:.]+\s*(?:[ap]\.?m\.?)?\W*)?(?:$|(?:by|in|under)\b.*)", re.IGNORECASE)


def _alone(piece: str, mention: DateMention) -> bool:
    """Whether a piece of a line states its date: with hardly a letter beside it, or as “Posted on … by Mara Holt”."""
    if _OPENS.fullmatch(piece, 0, mention.start) and _CLOSES.fullmatch(piece, mention.end):
        return True
    return len(re.findall(r"[^\W\d_]", piece[: mention.start] + piece[mention.end :])) <= _STRANGE


# ---- what decides between day and month -------------------------------------------------------------------------------

_MONTH_FIRST = frozenset({"en-us", "en_us", "en"})
"""Languages of which CLDR writes the month first in numbers, or that do not say from where they are."""
_AROUND = 7
"""Days; what a report tells of happened about when it was published."""


def _decided(dated: _Dated, others: Sequence[_Dated], cleaned: Cleaned) -> Candidate:
    """The candidate, with the reading of an ambiguous date that another witness of the same document decides for.

    Asked in turn: the other dates of the document's head and its address, the numeric dates anywhere in it that can be read one
    way only, its language, and the days that its article tells of.
    """
    if not dated.readings:
        return dated.candidate
    for decide in (partial(_by_witness, others=others), _by_habit, _by_language, _by_story):
        if found := decide(dated, cleaned):
            reading, note = found
            return replace(dated.candidate, value=reading + dated.mark, evidence=replace(dated.candidate.evidence, note=note))
    return dated.candidate


def _by_witness(dated: _Dated, cleaned: Cleaned, others: Sequence[_Dated]) -> tuple[str, str] | None:
    """The reading that another date of the head has, or that lies in the month of the page's address."""
    for other in sorted(others, key=lambda other: other.candidate.rank):
        if other.candidate.value in dated.readings:
            return other.candidate.value, f"day and month as in “{other.candidate.evidence.text}” ({other.candidate.evidence.rule})"
    for address in stated(cleaned, "address"):
        for match in re.finditer(r"/(20[0-3]\d|19[89]\d)[/-](0[1-9]|1[0-2])(?!\d)", urlsplit(address.value).path):
            within = [reading for reading in dated.readings if reading.startswith(f"{match[1]}-{match[2]}-")]
            if len(within) == 1:
                return within[0], f"the month as in the page’s address, “{match[0]}”"
    return None


def _by_habit(dated: _Dated, cleaned: Cleaned) -> tuple[str, str] | None:
    """The order in which the document writes the numeric dates that can be read one way only, where they agree."""
    first_above: list[str] = []
    last_above: list[str] = []
    for match in _NUMERIC.finditer(cleaned.source.text):
        left, right = int(match[1]), int(match[3])
        (first_above if left > 12 >= right else last_above if right > 12 >= left else []).append(match[0])
    if bool(first_above) == bool(last_above):
        return None
    reading = dated.readings[0] if first_above else dated.readings[-1]
    return reading, f"{'day' if first_above else 'month'} first, as the document writes “{(first_above or last_above)[0]}”"


_NUMERIC = re.compile(r"(?<![\w./-])([0-3]?\d)([/-])([0-3]?\d)\2(?:19|20)\d\d(?![\w/-])", re.ASCII)


def _by_language(dated: _Dated, cleaned: Cleaned) -> tuple[str, str] | None:
    """Day first, where the document's language writes it so; English does not say."""
    named = [candidate.value.casefold() for candidate in stated(cleaned, "language")] or [language_of(cleaned).value or "en"]
    return None if any(name in _MONTH_FIRST for name in named) else (dated.readings[0], f"day before month, as {named[0]} writes it")


def _by_story(dated: _Dated, cleaned: Cleaned) -> tuple[str, str] | None:
    """The reading beside which days lie that the article names with their year, where none lies beside the other reading."""
    told = [mention for mention in dates.find(cleaned.body) if re.fullmatch(r"\d{4}-\d\d-\d\d", mention.edtf)]
    beside = {reading: [mention for mention in told if abs(_day(mention.edtf) - _day(reading)) <= _AROUND] for reading in dated.readings}
    near = [(reading, mentions[0]) for reading, mentions in beside.items() if mentions]
    if len(near) != 1:
        return None
    reading, mention = near[0]
    return reading, f"beside “{cleaned.body[mention.start : mention.end]}”, of which the article tells"


def _day(edtf: str) -> int:
    return date.fromisoformat(edtf).toordinal()


def _to_the_day(candidates: Sequence[Candidate]) -> Sequence[Candidate]:
    """The candidates, the days alone when the most trusted of them has but a month or a year and another has a day within it."""
    best = min(candidates, key=lambda candidate: candidate.rank, default=None)
    days = [c for c in candidates if _DAY.fullmatch(c.value) and c.rank < WEAK]
    return days if best and len(best.value) < len("2021-03-03") and any(c.value.startswith(best.value) for c in days) else candidates


# ---- the day where the outlet is --------------------------------------------------------------------------------------

_FARTHEST_WEST = 10
"""Hours: Honolulu is ten behind UTC, so a day can be the one before only until ten o'clock; the one after, only from then on."""

_UTC = re.compile(r"(?P<hour>[01]\d|2[0-3]):?\d{2}(?::?\d{2}(?:\.\d+)?)?\s*(?:Z|UTC|GMT|[+-]00:?00)$")


def _local(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, with the day that the page shows or its address has before a time in UTC that falls on the day beside it.

    A shown day that is later than the one in UTC may be that of a change: it needs the address beside it.
    """
    dated = [candidate for candidate in candidates if _DAY.fullmatch(candidate.value) and not candidate.value.startswith("X")]
    best = min(dated, key=lambda candidate: candidate.rank, default=None)
    clock = _UTC.search(best.evidence.text) if best else None
    if best is None or clock is None or not MARKUP <= best.rank < TEXT:
        return list(candidates)
    day, possible = date.fromisoformat(best.value), -1 if int(clock["hour"]) < _FARTHEST_WEST else 1
    for other in dated:
        addressed = other.rank == _ADDRESS
        shown = other.evidence.rule.startswith("element") and other.rank < WEAK and not _UTC.search(other.evidence.text)
        apart = (date.fromisoformat(other.value) - day).days
        if apart == possible and (addressed or (shown and apart < 0)):
            note = f"the day as the page has it; {best.evidence.text} is in UTC"
            return [replace(other, rank=best.rank - 1, evidence=replace(other.evidence, note=note)), *candidates]
    return list(candidates)


# ---- the address ------------------------------------------------------------------------------------------------------

_IN_ADDRESS = re.compile(
    r"(?<!\d)(20[0-3]\d|19[89]\d)([-/_.]?)(0?[1-9]|1[0-2]|[a-z]{3})\2(0[1-9]|[12]\d|3[01]|[1-9](?=/))(?!\d)", re.IGNORECASE
)


def _addressed(cleaned: Cleaned) -> Iterator[Candidate]:
    """The day in an address such as ``/2019/10/22/title`` or ``/20191022/``."""
    for candidate in stated(cleaned, "address"):
        match = _IN_ADDRESS.search(unquote(urlsplit(candidate.value).path))
        if match is None or (not match[2] and not match[3].isdigit()):
            continue
        year, month, day = match[1], match[3], match[4]
        text = f"{year}-{int(month):02}-{int(day):02}" if month.isdigit() else f"{day} {month.capitalize()} {year}"
        for mention in dates.find(text):
            if len(mention.edtf) == 10:
                yield Candidate(mention.edtf, _ADDRESS, replace(candidate.evidence, text=match[0].strip("/")), "stated")


# ---- the dateline -----------------------------------------------------------------------------------------------------

_PLACE = re.compile(r"(?:[A-Z][\w.'’-]*\s?(?:,\s|/)?){1,6},?\s*(?:\([^)]{2,40}\)\s*)?(?:[-–—]{1,2}\s+)?")
_DASH = re.compile(r",?\s*(?:\d{4}\s*)?(?:\([^)]{2,40}\)\s*)?(?:/[^/]{2,30}/\s*)?[-–—:]{1,2}")


def _dateline(cleaned: Cleaned) -> Iterator[Candidate]:
    """The date in a line such as ``TOKYO, June 29 (Agency) -`` at the head of one of the first blocks."""
    for block in cleaned.blocks[:4]:
        opening = cleaned.body[block.start : min(block.start + 120, block.end)]
        for mention in dates.find(opening):
            place, dash = _PLACE.fullmatch(opening, 0, mention.start), _DASH.match(opening, mention.end)
            if place and dash and mention.edtf and not mention.relation:
                start, end = cleaned.text.to_source(block.start + mention.start, block.start + mention.end)
                yield Candidate(mention.edtf, TEXT, Evidence(cleaned.source.text[start:end], "dateline", start, end))
                return
