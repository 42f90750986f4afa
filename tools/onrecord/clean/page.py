"""A whole web page as text, copied with its menus, teasers and comments: where in it the article stands.

:mod:`onrecord.clean.article` finds the run of lines that is the article; here its headline, standfirst, byline and date are
added, and every other line is cut with the rule that cut it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from onrecord.clean.article import Article, find_article
from onrecord.clean.brand import outlet_line
from onrecord.clean.credits import credit_lines
from onrecord.clean.headline import headline_of
from onrecord.clean.imprint import glued_date
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


def read_page(text: str, spans: Sequence[Span], known: Mapping[Span, Line], recurring: Set[str] = frozenset()) -> Page | None:
    """The article of a page dump set apart; ``None`` for a text that does not show itself as such a page."""
    if len(spans) < _FEWEST_LINES:
        return None
    lines = classify(text, spans, known, recurring)
    article = find_article(lines) if _is_dump(lines) else None
    return _page(text, lines, article) if article else None


def _is_dump(lines: Sequence[PageLine]) -> bool:
    kinds = {line.rule for line in lines if line.part not in ("prose", "short") and line.rule not in _NOT_OF_PAGES}
    menu = sum(line.part == "short" and line.words <= _LONGEST_MENU and not line.sentence for line in lines)
    repeated = sum(line.part == "short" and line.copies > 1 for line in lines)
    return (len(kinds) >= _KINDS and len(kinds) + menu >= 2 * _KINDS) or (menu >= _MENU and (len(kinds) > 1 or repeated >= 2 * _KINDS))


def _page(text: str, lines: Sequence[PageLine], article: Article) -> Page:
    first, last = article.first, article.last
    title = headline_of(lines, first, last)
    kept = set(article.kept)
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
    cut += [glued for index in sorted(kept) if index <= first and (glued := glued_date(text, lines[index].span))]
    return Page(tuple(cut), None if title is None else lines[title].span)


def _outside(index: int, first: int, last: int) -> str:
    return "before the article" if index < first else "after the article" if index > last else "short line within the article"


def _standfirst(lines: Sequence[PageLine], title: int, first: int) -> list[int]:
    """The lines between the headline and the article that say what it is about."""
    return [index for index in range(title + 1, min(title + 3, first)) if lines[index].part == "prose" and lines[index].copies <= 2][:1]
