"""A whole web page as text, copied with its menus, teasers and comments: where in it the article stands.

Each line gets a weight: prose counts for the article by its length, menus, repeated lines and known page furniture count
against it, and a heading of comments or of other articles counts heavily. The article is the run of lines with the greatest
sum, so that a heading or a button between two paragraphs does not end it and a teaser far from any other prose does not
begin it.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

from onrecord.clean.brand import outlet_line
from onrecord.clean.credits import credit_lines, is_credit
from onrecord.clean.headline import headline_of
from onrecord.clean.lines import Span
from onrecord.clean.pageline import PageLine, classify
from onrecord.records import Line

_FEWEST_LINES = 15
"""Lines; a page with its menus has more."""
_KINDS, _MENU = 3, 20
"""Kinds of buttons and headings that only pages have, and short lines that end as no sentence: three of the one, or two of it and
twenty of the other, show that a text is a whole page. An article with a few lines of furniture stays below, and so does verse."""
_NOT_OF_PAGES = {
    "separator",
    "rights",
    "copyright",
    "printer-friendly",
    "article-details",
    "print",
    "end-mark",
    "date-line",
    "related",
    "tags",
}
"""Rules of lines that databases and single articles have too."""
_LONGEST_MENU = 7
"""Words; a menu item or a teaser's section is not longer."""


@dataclass(frozen=True, slots=True)
class Page:
    """What stands around the article, each line with its rule, and the line that is its headline."""

    lines: tuple[Line, ...]
    headline: Span | None


def read_page(text: str, spans: Sequence[Span], recurring: Set[str] = frozenset()) -> Page | None:
    """The article of a page dump set apart; ``None`` for a text that does not show itself as such a page."""
    if len(spans) < _FEWEST_LINES:
        return None
    lines = classify(text, spans, recurring)
    block = main_block(lines) if _is_dump(lines) else None
    return _page(lines, *block) if block else None


def _is_dump(lines: Sequence[PageLine]) -> bool:
    kinds = {line.rule for line in lines if line.part not in ("prose", "short") and line.rule not in _NOT_OF_PAGES}
    menu = sum(line.part == "short" and line.words <= _LONGEST_MENU and not line.sentence for line in lines)
    repeated = sum(line.part == "short" and line.copies > 1 for line in lines)
    return (len(kinds) >= _KINDS and len(kinds) + menu >= 2 * _KINDS) or (menu >= _MENU and (len(kinds) > 1 or repeated >= 2 * _KINDS))


# ---- the article --------------------------------------------------------------------------------------------------------

_MOST_WORDS = 40
"""Words of one line that count; a longer paragraph is no stronger evidence."""
_LONGEST_CREDIT = 25
"""Words; a byline or the date of a teaser is not longer."""
_WEIGHT = {"short": -5.0, "inside": -5.0, "end": -30.0, "comments": -60.0, "comment": -30.0}


def _weight(line: PageLine) -> float:
    if line.copies > 1 and line.part in ("prose", "short") and line.words < _MOST_WORDS:
        return -8.0
    if line.words <= _LONGEST_CREDIT and is_credit(line.text):
        return -15.0
    if line.part != "prose":
        return _WEIGHT[line.part]
    return min(line.words, _MOST_WORDS) - 5.0 if line.sentence else 0.0


def main_block(lines: Sequence[PageLine]) -> tuple[int, int] | None:
    """The first and the last line of the run with the greatest weight (the maximum-subarray problem, Kadane's algorithm)."""
    best, span = 0.0, None
    total, first = 0.0, 0
    for index, line in enumerate(lines):
        if total <= 0:
            total, first = 0.0, index
        total += _weight(line)
        if total > best:
            best, span = total, (first, index)
    return None if span is None else (span[0], _without_teasers(lines, *span))


def _without_teasers(lines: Sequence[PageLine], first: int, last: int) -> int:
    """The last line before a heading of other articles or comments after which hardly two paragraphs follow each other."""
    paired = {
        number
        for index in range(first, last)
        if _is_paragraph(lines[index]) and _is_paragraph(lines[index + 1])
        for number in (index, index + 1)
    }
    for index in range(first + 1, last + 1):
        after = range(index + 1, last + 1)
        if lines[index].part in _STOPS and 2 * sum(number in paired for number in after) <= len(after):
            last = index - 1
            break
    while last > first and lines[last].part != "prose":
        last -= 1
    return last


_STOPS = ("end", "comments", "comment")


def _is_paragraph(line: PageLine) -> bool:
    return line.part == "prose" and line.sentence and not line.text.endswith("?")


def _page(lines: Sequence[PageLine], first: int, last: int) -> Page:
    last = _closing(lines, last)
    title = headline_of(lines, first, last)
    kept = {index for index in range(first, last + 1) if _is_article(lines, index)}
    if title is not None:
        kept = {title, *(index for index in kept if index > title), *_standfirst(lines, title, first)}
    said = credit_lines(lines, title, first, last)
    if outlet := outlet_line(lines, title, first, last):
        said.append(outlet)
    cut: list[Line] = []
    spoken = {index for index, _ in said}
    for index, line in enumerate(lines):
        if index in spoken:
            cut += [found for number, found in said if number == index]
            kept.discard(index)
        elif index not in kept:
            cut.append(line.known or Line(line.span.start, line.span.end, line.rule or _outside(index, first, last)))
    return Page(tuple(cut), None if title is None else lines[title].span)


def _outside(index: int, first: int, last: int) -> str:
    return "before the article" if index < first else "after the article" if index > last else "short line within the article"


def _closing(lines: Sequence[PageLine], last: int) -> int:
    """The last line of the article: short sentences that follow the last paragraph belong to it."""
    while last + 1 < len(lines) and lines[last + 1].part == "short" and lines[last + 1].sentence and lines[last + 1].copies == 1:
        last += 1
    return last


def _standfirst(lines: Sequence[PageLine], title: int, first: int) -> list[int]:
    """The lines between the headline and the article that say what it is about."""
    return [index for index in range(title + 1, min(title + 3, first)) if lines[index].part == "prose" and lines[index].copies <= 2][:1]


def _is_article(lines: Sequence[PageLine], index: int) -> bool:
    line = lines[index]
    if line.part != "short":
        return line.part == "prose"
    return line.sentence or (line.copies == 1 and not _is_listed_teaser(lines, index))


def _is_listed_teaser(lines: Sequence[PageLine], index: int) -> bool:
    """Whether a line belongs to a list under a heading of other articles."""
    while index and lines[index].part == "short" and not lines[index].sentence:
        index -= 1
    return lines[index].part == "end" and lines[index].rule in ("related", "most-read")
