"""The lines around an article on a page that say who wrote it and when: byline and date line.

They count only beside the headline or directly after the article: the dates of teasers, of comments and of the page's own
masthead stand elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import takewhile

from onrecord import dates
from onrecord.clean import bylines
from onrecord.clean.pageline import PageLine
from onrecord.dates import DateMention
from onrecord.language import detect
from onrecord.records import Line
from onrecord.vocabulary import table

_ABOVE, _INTO, _BELOW = 8, 6, 14
"""Lines: how far above the headline, into the article and below it a byline or date may stand."""
_SHORT = 20
"""Words; a line with a byline is not longer."""

_DATED = re.compile(r"\W*(?:first\s+|last\s+)?(?:published|posted|updated|created|modified|written|release|date|online)", re.IGNORECASE)
_GLUED = re.compile(r"[^\W\d_](?=\d{4}-\d\d-\d\d|\d\d?/\d\d?/\d{4})|[a-z](?=[A-Z][a-z]{2,8}\.?\s\d\d?,\s\d{4})|(?<=\d{4}),(?=\d\d?:)")
"""The character that a page's script has set without a space before a date, or before its time of day."""
_EMBEDDED = re.compile(r"\s*[—–-]+\s.*\(@\w+\)")
"""The signature of a post of a social network that the article quotes."""


# ---- what a line says -----------------------------------------------------------------------------------------------------


@lru_cache(maxsize=8192)
def is_credit(text: str) -> bool:
    """Whether a line is a byline or a date and says nothing else."""
    return len(text) <= bylines.LONGEST and (bylines.after_by(text) is not None or _is_date(text))


def _is_date(text: str) -> bool:
    """Whether a line holds a day with its year and little else."""
    found = _days(text)
    told = sum(mention.end - mention.start for mention in found)
    return bool(found) and (told * 5 >= len(text) * 2 or bool(_DATED.match(text)))


@cache
def _languages() -> tuple[str, ...]:
    """Every language with names of months: where a date stands is asked before the language of the page is known."""
    return tuple(dict.fromkeys(row["language"] for row in table("dates/months")))


@lru_cache(maxsize=8192)
def _days(text: str) -> tuple[DateMention, ...]:
    """The days with their year that a short line names, in any language."""
    if len(text) > bylines.LONGEST or not any(character.isdigit() for character in text) or _EMBEDDED.match(text):
        return ()
    found = (mention for mention in dates.find(_GLUED.sub(" ", text), _languages()) if not mention.relation)
    return tuple(mention for mention in found if (len(mention.edtf) == 10 and not mention.edtf.startswith("X")) or mention.alternatives)


# ---- where it stands ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Places:
    """The numbers of the lines where a credit may stand: between headline and article, above, at the article's end, below."""

    near: Sequence[int]
    above: Sequence[int]
    within: Sequence[int]
    below: Sequence[int]


def credit_lines(lines: Sequence[PageLine], title: int | None, first: int, last: int) -> list[tuple[int, Line]]:
    """The lines that name the author or the day, most trusted first, each with its number on the page."""
    places = _places(lines, title, first, last)
    language, _ = detect("\n".join(line.text for line in lines[first : last + 1] if line.part == "prose"))
    return [*_authors(lines, places, language), *_dates(lines, places), *_own_address(lines, title)]


def _places(lines: Sequence[PageLine], title: int | None, first: int, last: int) -> _Places:
    top = first - 1 - _ABOVE if title is None else title
    near = [i for i in range(max(0, top + 1), min(max(first, top + 1) + _INTO, last + 1)) if i < first or lines[i].words <= _SHORT]
    above = list(range(top - 1, max(-1, top - 1 - _ABOVE), -1))
    below = list(range(last + 1, min(last + 1 + _BELOW, len(lines))))
    below = list(takewhile(lambda i: lines[i].part not in ("comments", "comment") and lines[i].rule not in ("related", "most-read"), below))
    within = [i for i in range(max(first, last - 3), last + 1) if lines[i].words <= _SHORT and i not in near and i != title]
    return _Places(near, above, within, below)


def _said(line: PageLine, rule: str, label: str, span: tuple[int, int]) -> Line:
    return Line(line.span.start, line.span.end, rule, label, line.span.start + span[0], line.span.start + span[1])


_APART = 3
"""Lines between the parts of one byline."""


def _authors(lines: Sequence[PageLine], places: _Places, language: str | None) -> Iterator[tuple[int, Line]]:
    """The authors by the best form of byline that the page has: “By …”, a name, an agency or a desk beside the headline, the box
    below the article."""
    stated = [
        (i, span)
        for i in (*places.near, *places.above, *places.within, *places.below)
        if lines[i].rule != "credit" and (span := _stated_author(lines, i, language, lenient=i in places.near))
    ]
    if stated:
        top = next((i for i, span in stated if bylines.is_person(lines[i].text[slice(*span)])), stated[0][0])
        yield from ((i, _said(lines[i], "byline", "author", span)) for i, span in stated if abs(i - top) <= _APART)
        yield from _going_on(lines, places, top, "byline", {i for i, _ in stated})
        return
    for index in (*places.near, *places.above):
        if span := _named(lines, index, dated=index in places.above):
            yield index, _said(lines[index], "name above the article", "author", span)
            yield from _going_on(lines, places, index, "name above the article", {index})
            return
    for index in places.near:
        if span := bylines.agency(lines[index].text) or bylines.desk(lines[index].text):
            yield index, _said(lines[index], "agency or desk above the article", "author", span)
            return
    for index in (*places.within, *places.below):
        if span := bylines.box(lines[index].text):
            yield index, _said(lines[index], "author box", "author", span)
            return


def _stated_author(lines: Sequence[PageLine], index: int, language: str | None, *, lenient: bool) -> tuple[int, int] | None:
    text = lines[index].text
    if index and bylines.opens_alone(lines[index - 1].text) and len(text) <= bylines.LONGEST:
        return bylines.names_at(text, 0)
    if span := bylines.after_by(text, language if lines[index].words <= _SHORT else None):
        return span
    return bylines.within(text) if lenient and lines[index].words <= _SHORT else None


def _going_on(lines: Sequence[PageLine], places: _Places, top: int, rule: str, known: set[int]) -> Iterator[tuple[int, Line]]:
    """The names on the lines below the first: “Mara Holt / and / Kofi Lindqvist”, each on a line of its own."""
    gap = 0
    for index in range(top + 1, max(places.near, default=top) + 1):
        text = re.sub(r"^(?:&|and\b|,)\s*", "", lines[index].text, flags=re.IGNORECASE)
        span = bylines.alone(text) if index not in known and index in places.near else None
        if span is None:
            gap += 1
            if gap > 1 and not (index in known or lines[index].part == "inside"):
                return
            continue
        gap, shift = 0, len(lines[index].text) - len(text)
        yield index, _said(lines[index], rule, "author", (span[0] + shift, span[1] + shift))


def _named(lines: Sequence[PageLine], index: int, *, dated: bool) -> tuple[int, int] | None:
    """The span of a person's name beside the headline: alone, in the line of the date, or told again in the box of the author.

    ``dated`` asks for a date beside it.
    """
    line = lines[index]
    if line.words > _SHORT or line.part in ("comments", "comment", "end") or line.rule == "credit":
        return None
    beside = any(_days(other.text) for other in lines[max(0, index - 2) : index + 3])
    if dated and not beside:
        return None
    if span := bylines.alone(line.text):
        return span
    for mention in _days(line.text):
        if span := bylines.beside_date(line.text, (mention.start, mention.end)):
            return span
    if beside and bylines.unknown_name(line.text):
        again = re.compile(rf"\b(?:from|by|about)\s+{re.escape(line.text)}\b", re.IGNORECASE)
        return (0, len(line.text)) if any(again.search(other.text) for other in lines[index + 1 :]) else None
    return None


_ADDRESS = re.compile(r"https?://[\w.-]+\.[a-z]{2,12}/\S{8,400}")
_IN_COMMON = 3
"""Words of the headline that the page's own address repeats."""


def _own_address(lines: Sequence[PageLine], title: int | None) -> Iterator[tuple[int, Line]]:
    """The address of the page, where it is printed on it: its path repeats words of the headline."""
    said = set(re.findall(r"[^\W_]{4,}", lines[title].text.casefold())) if title is not None else set()
    for index, line in enumerate(lines):
        match = _ADDRESS.search(line.text)
        if match and len(said.intersection(re.findall(r"[^\W_]{4,}", match[0].casefold()))) >= _IN_COMMON:
            yield index, _said(line, "the page’s address", "address", match.span())
            return


@cache
def _changed() -> re.Pattern[str]:
    """The words for a change that stand right before a date, with the time of day between them."""
    found = [re.escape(row["label"]) for row in table("labels") if row["field"] == "modified"]
    found += [row["pattern"] for row in table("elements") if row["kind"] == "change"]
    time = r"(?:[\d:.]+\s*(?:[ap]\.?m\.?)?\W*)?(?:\w{2,4}\W+)?"
    return re.compile(rf"(?:{'|'.join(found)}|update|revised)\W*(?:on|at|am|le|à|el|a|il)?[^\w]*{time}$", re.IGNORECASE)


def _dates(lines: Sequence[PageLine], places: _Places) -> Iterator[tuple[int, Line]]:
    """The days that stand beside the headline or after the article, nearest first; a day of change is told apart."""
    found = False
    for index in (*places.near, *places.above, *places.within, *places.below):
        line = lines[index]
        if found and index in places.below:
            return
        if line.part in ("comments", "comment") or not (line.part != "prose" or is_credit(line.text)):
            continue
        for mention in _days(line.text):
            run_on = re.search(r"(?<=\d{4}),(?=\d)", line.text[mention.start : mention.end])
            end = mention.start + run_on.start() if run_on else mention.end
            hedge = dates.hedge_beside(line.text, mention.start, end, _languages())
            if hedge.bound not in ("", "by", "since"):
                continue
            changed = _changed().search(line.text[: mention.start]) or (index and _changed().fullmatch(lines[index - 1].text))
            found = True
            yield index, _said(line, "date-line", "modified" if changed else "date", (hedge.start, hedge.end))
