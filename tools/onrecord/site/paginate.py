"""Lists of more than a hundred rows are cut into pages that stay put when the corpus grows; a hundred rows fill one page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from onrecord.site import addresses

T = TypeVar("T")

ROWS = 100
"""The most rows on a page."""
_AROUND = 2
"""Pages before and after the current one to which it links, beside the first and the last."""


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a list. ``pages`` are the addresses of all of them, in reading order; ``first`` counts rows from 1."""

    url: str
    rows: tuple[T, ...]
    number: int
    pages: tuple[str, ...]
    first: int
    total: int

    @property
    def near(self) -> tuple[tuple[int, str] | None, ...]:
        """The pages to link to, each with its number: the first, those around this one, the last; ``None`` is a gap."""
        last = len(self.pages)
        numbers = sorted({1, *range(max(1, self.number - _AROUND), min(last, self.number + _AROUND) + 1), last})
        found: list[tuple[int, str] | None] = []
        for before, number in zip([0, *numbers], numbers, strict=False):
            if number - before > 1:
                found.append(None)
            found.append((number, self.pages[number - 1]))
        return tuple(found)

    def titled(self, title: str) -> str:
        """The title of the list with the number of this page behind it, unless it is the first."""
        return title if self.number == 1 else f"{title}, page {self.number} of {len(self.pages)}"

    @property
    def previous(self) -> str | None:
        return self.pages[self.number - 2] if self.number > 1 else None

    @property
    def next(self) -> str | None:
        return self.pages[self.number] if self.number < len(self.pages) else None


def in_order(rows: Sequence[T], url: str, size: int = ROWS) -> tuple[Page[T], ...]:
    """Pages in the order of the rows: ``people.html``, ``people-2.html``. An empty list has one empty page."""
    chunks = [tuple(rows[i : i + size]) for i in range(0, len(rows), size)] or [()]
    urls = (url, *(addresses.part(url, n) for n in range(2, len(chunks) + 1)))
    return tuple(Page(urls[i], chunk, i + 1, urls, i * size + 1, len(rows)) for i, chunk in enumerate(chunks))


def newest_first(rows: Sequence[T], url: str, size: int = ROWS) -> tuple[Page[T], ...]:
    """Pages of rows given from the newest to the oldest, numbered from the oldest end.

    ``articles-1.html`` holds the oldest hundred for ever and is filled before ``articles-2.html`` begins; the newest
    rows stand on ``articles.html``. So a new document changes one page and not all of them.
    """
    if len(rows) <= size:
        return in_order(rows, url, size)
    head = len(rows) % size or size
    chunks = [tuple(rows[:head]), *(tuple(rows[i : i + size]) for i in range(head, len(rows), size))]
    urls = (url, *(addresses.part(url, n) for n in range(len(chunks) - 1, 0, -1)))
    firsts = [1, *(range(head + 1, len(rows) + 1, size))]
    return tuple(Page(urls[i], chunk, i + 1, urls, firsts[i], len(rows)) for i, chunk in enumerate(chunks))
