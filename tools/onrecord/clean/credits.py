"""The lines around an article on a page that say who wrote it and when: byline and date line.

They count only beside the headline or directly after the article: the dates of teasers, of comments and of the page's own
masthead stand elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import takewhile

from onrecord import dates
from onrecord.clean.pageline import PageLine
from onrecord.dates import DateMention
from onrecord.records import Line
from onrecord.vocabulary import table, words

_ABOVE, _INTO, _BELOW = 8, 3, 14
"""Lines: how far above the headline, into the article and below it a byline or date may stand."""
_LONGEST = 200
"""Characters of a credit line."""

_WORD = r"[^\W\d_a-zß-öø-ÿ][\w.'’-]*"
_PARTICLE = r"(?:(?:de|del|della|da|di|van|von|der|den|bin|ibn|al|el|la|le|ter|ten|du|dos|y|e)\s+)*"
_NAME = rf"{_WORD}(?:\s+(?!(?:and|AND|on|for|in|FOR|ON|IN)\b){_PARTICLE}{_WORD}){{0,3}}"
_AND = r"\s*(?:,\s*(?:and\s+|AND\s+)?|\band\b|\bAND\b|&|\bwith\b)\s*"
_NAMES = re.compile(rf"{_NAME}(?:{_AND}{_NAME}){{0,7}}")
_BY = re.compile(
    r"\W*(?:(?i:(?:(?:story|text|words|article|report|published|posted|written|reported|words\s+written|review(?:ed)?)\s+)?by)\b|"
    r"By(?=[A-Z])|(?:Author|Writer|Reporter|Text|Words)\b\s*:)\s*:?\s*"
)
_BY_ALONE = re.compile(r"\W*(?:(?:written|posted|published|reported|words|story)\s+)?(?:by|author|authors)\s*:?\W*", re.IGNORECASE)
_BY_WITHIN = re.compile(r"(?:\b[Ww]ritten\s+by|\b[Pp]osted\s+by|(?<=[\s|•·,–-])[Bb]y|\bAuthor)\s*:?\s+")
_CHANGED = re.compile(
    r"(?:updated?|modified|edited|revised|änder\w*|actualizad\w*|mis\s+à\s+jour|aggiornat\w*)\W*(?:on|at|:|le|am)?[^\w]*(?:[\d:.]+\s*(?:[ap]\.?m\.?)?\W*)?(?:\w{2,4}\W+)?$",
    re.IGNORECASE,
)
_DATED = re.compile(r"\W*(?:first\s+|last\s+)?(?:published|posted|updated|created|modified|written|release|date|online)", re.IGNORECASE)


@cache
def _roles() -> re.Pattern[str]:
    """The words at which a byline's name ends: an office, a verb, the name of a day."""
    return re.compile(r"(?:(?<=[a-z])(?=[A-Z\d])|(?<![\w-]))(?:" + "|".join(row["pattern"] for row in table("byline-ends")) + r")(?![a-z])")


# ---- what a line says -----------------------------------------------------------------------------------------------------


def is_credit(text: str) -> bool:
    """Whether a line is a byline or a date and says nothing else."""
    return len(text) <= _LONGEST and (_byline(text) is not None or _is_date(text))


def _is_date(text: str) -> bool:
    """Whether a line holds a day with its year and little else."""
    found = _days(text)
    told = sum(mention.end - mention.start for mention in found)
    return bool(found) and (told * 5 >= len(text) * 2 or bool(_DATED.match(text)))


def _days(text: str) -> list[DateMention]:
    """The days with their year that a short line names."""
    if len(text) > _LONGEST or not any(character.isdigit() for character in text):
        return []
    found = [mention for mention in dates.find(re.sub(r"(?<=\d{4}),(?=\d\d?:)", " ", text)) if not mention.relation]
    return [mention for mention in found if (len(mention.edtf) == 10 and not mention.edtf.startswith("X")) or mention.alternatives]


def _byline(text: str) -> tuple[int, int] | None:
    """The span of the names in a line such as “By Mara Holt, Staff Writer”."""
    if len(text) > _LONGEST or (match := _BY.match(text)) is None:
        return None
    return _names_at(text, match.end())


def _names_at(text: str, start: int) -> tuple[int, int] | None:
    """The span of one or more names from ``start`` on, without what follows them in a byline."""
    stop = next((found.start() for found in _roles().finditer(text, start) if found.start() > start), len(text))
    match = _NAMES.match(text, start, stop)
    if match is None:
        return None
    end = match.end()
    for gap in re.finditer(_AND, match[0]):  # after the first name only what is a person's: no town, no newspaper
        following = re.split(_AND, match[0][gap.end() :])[0].split()
        if len(following) < 2 or not _is_given_name(following[0]):
            end = start + gap.start()
            break
    end = start + len(re.sub(r"(?:[\s,;|&–-]|\band)+$", "", text[start:end]))
    return (start, end) if end > start + 1 else None


@cache
def _is_given_name(word: str) -> bool:
    name = word.strip(".").capitalize() if word.isupper() else word.strip(".")
    return (
        name in words("given-names")
        or name.partition("-")[0] in words("given-names")
        or re.fullmatch(r"(?:[A-Z]\.){1,2}", word) is not None
    )


def _name_alone(text: str) -> tuple[int, int] | None:
    """The span of a name that is a line of its own, or stands before a role or an agency."""
    if len(text) > 90 or (span := _names_at(text, 0)) is None:
        return None
    rest = text[span[1] :]
    names = re.split(_AND, text[: span[1]])
    if rest.strip() and not (re.match(r"\s*[,|•·(@–-]", rest) or _roles().match(text, span[1]) or _roles().match(text, span[1] + 1)):
        return None
    known = words("not-names")
    people = [name for name in names if len(name.split()) > 1 and _is_given_name(name.split()[0]) and name.split()[-1].lower() not in known]
    return (0, span[1]) if people and people[0] == names[0] else None


# ---- where it stands ------------------------------------------------------------------------------------------------------


def credit_lines(lines: Sequence[PageLine], title: int | None, first: int, last: int) -> list[tuple[int, Line]]:
    """The lines that name the author or the day, most trusted first, each with its number on the page."""
    places = _places(lines, title, first, last)
    return [*_authors(lines, places, title, first, last), *_dates(lines, places, last)]


def _places(lines: Sequence[PageLine], title: int | None, first: int, last: int) -> list[int]:
    """The numbers of the lines where a credit may stand, the likeliest first."""
    top = first - 1 - _ABOVE if title is None else title
    near = [i for i in range(max(0, top + 1), min(first + _INTO, last + 1)) if i < first or lines[i].words <= 20]
    above = list(range(top - 1, max(-1, top - 1 - _ABOVE), -1))
    below = list(range(last + 1, min(last + 1 + _BELOW, len(lines))))
    below = list(takewhile(lambda i: lines[i].part not in ("comments", "comment"), below))
    within = [i for i in range(max(first, last - 3), last + 1) if lines[i].words <= 20 and i not in near]
    return [*near, *above, *within, *below]


def _said(line: PageLine, rule: str, label: str, span: tuple[int, int]) -> Line:
    return Line(line.span.start, line.span.end, rule, label, line.span.start + span[0], line.span.start + span[1])


def _authors(lines: Sequence[PageLine], places: Sequence[int], title: int | None, first: int, last: int) -> Iterator[tuple[int, Line]]:
    """The authors by the best form of byline that the page has: “By …”, a name above the article, the box below it."""
    found = [(i, span) for i in places if i != title and (span := _stated_author(lines, i))]
    if found:
        top = found[0][0]
        yield from ((i, _said(lines[i], "byline", "author", span)) for i, span in found if abs(i - top) <= 3)
        return
    head = [i for i in places if i < first]
    for index in head:
        if index != title and (span := _name_alone(lines[index].text)):
            yield index, _said(lines[index], "name above the article", "author", span)
            return
    for index in range(last, min(last + _BELOW, len(lines))):
        if span := _author_box(lines[index].text):
            yield index, _said(lines[index], "author box", "author", span)
            return


def _stated_author(lines: Sequence[PageLine], index: int) -> tuple[int, int] | None:
    text = lines[index].text
    if len(text) > _LONGEST:
        return None
    if index and _BY_ALONE.fullmatch(lines[index - 1].text):
        return _names_at(text, 0)
    if span := _byline(text):
        return span
    match = _BY_WITHIN.search(text)
    return _names_at(text, match.end()) if match and lines[index].words <= 20 else None


_BOX = re.compile(
    rf"(?:(?i:view|see|read|find|more)\s+(?i:all|more)?\s*(?i:posts?|articles?|stories|work|content)?\s*(?i:by|from)\s+(?P<after>{_NAME})\W*"
    rf"|(?P<before>{_NAME})\s+(?:is|was|covers|writes|has|reports|joined)\s+(?:an?|the|our|for|about|on|been|in)\b.*)"
)


def _author_box(text: str) -> tuple[int, int] | None:
    match = _BOX.match(text)
    if match is None:
        return None
    group = "after" if match["after"] else "before"
    return match.span(group) if _is_given_name(match[group].split()[0]) and len(match[group].split()) > 1 else None


def _dates(lines: Sequence[PageLine], places: Sequence[int], last: int) -> Iterator[tuple[int, Line]]:
    """The days that stand beside the headline or after the article, nearest first; a day of change is told apart."""
    found = False
    for index in places:
        line = lines[index]
        if found and index > last:
            return
        if line.part in ("comments", "comment") or not (line.part != "prose" or is_credit(line.text)):
            continue
        for mention in _days(line.text):
            changed = _CHANGED.search(line.text[: mention.start]) or (index and _CHANGED.fullmatch(lines[index - 1].text))
            found = True
            label = "modified" if changed else "date"
            run_on = re.search(r"(?<=\d{4}),(?=\d)", line.text[mention.start : mention.end])
            end = mention.start + run_on.start() if run_on else mention.end
            yield index, _said(line, "date-line", label, (mention.start, end))
