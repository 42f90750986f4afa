"""Answers to queries without an index: every text is read, word by word. The index and its reader must agree with this, always."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from onrecord.search import Document
from onrecord.search.words import fold, pieces


@dataclass(frozen=True)
class Phrase:
    """Words in this order; ``field`` is ``title``, ``said`` or nothing."""

    words: tuple[str, ...]
    exact: bool = False
    field: str = ""

    def __str__(self) -> str:
        quoted = f'"{" ".join(self.words)}"' if len(self.words) > 1 else self.words[0]
        return f"{self.field + ':' if self.field else ''}{'=' if self.exact else ''}{quoted}"


@dataclass(frozen=True)
class Read:
    """A document read word by word: position → the word and its place in the body; and where its headlines end."""

    document: Document

    @cached_property
    def words(self) -> dict[int, tuple[str, int]]:
        found, position = {}, 0
        for start, end in self.document.text.blocks:
            offset = start
            for number, piece in enumerate(pieces(self.document.text.body[start:end])):
                if number % 2:
                    found[position] = piece, offset
                    position += 1
                offset += len(piece)
            position += 1
        return found

    @cached_property
    def title_end(self) -> int:
        text = self.document.text
        return sum(len(pieces(text.body[a:b])) // 2 + 1 for a, b in text.blocks[: text.headlines])

    def places(self, phrase: Phrase) -> list[int]:
        """The positions at which a phrase begins."""
        fits = [_pattern(word, exact=phrase.exact) for word in phrase.words]
        return [at for at in self.words if self._stands(at, fits, exact=phrase.exact) and self._within(at, phrase)]

    def _stands(self, at: int, fits: Sequence[re.Pattern[str]], *, exact: bool) -> bool:
        for step, fit in enumerate(fits):
            word = self.words.get(at + step, ("", 0))[0]
            if not word or not fit.fullmatch(word if exact else fold(word)):
                return False
        return True

    def _within(self, at: int, phrase: Phrase) -> bool:
        last = at + len(phrase.words) - 1
        if phrase.field == "title":
            return last < self.title_end
        if phrase.field == "said":
            return any(a <= self.words[at][1] and self.words[last][1] < b for a, b in self.document.text.said)
        return True

    def near(self, first: Phrase, second: Phrase, within: int) -> list[int]:
        """The places of the first phrase at most ``within`` words apart from the other, on either side: side by side is one."""
        others = self.places(second)
        return [a for a in self.places(first) if any(0 <= _apart(a, len(first.words), b, len(second.words)) < within for b in others)]


def within(document: Document, since: int | None, until: int | None, *, certainly: bool) -> bool:
    """Whether a document or a copy of it was certainly, or only possibly, published between two days."""
    if certainly and document.unsure and (since or until):
        own = False
    else:
        own = _lies(*document.days, since, until, certainly=certainly) and (certainly or _recurs(document, since, until))
    copies = (_lies(first, last, since, until, certainly=certainly) for first, last, unsure in document.also if not (certainly and unsure))
    return own or any(copies)


def _lies(first: int | None, last: int | None, since: int | None, until: int | None, *, certainly: bool) -> bool:
    if certainly:
        return (since is None or (first or 0) >= since) and (until is None or (last is not None and last <= until))
    return (since is None or last is None or last >= since) and (until is None or first is None or first <= until)


def _recurs(document: Document, since: int | None, until: int | None) -> bool:
    """Whether a day of the year that a document can be of lies in a time, and between the limits of the document."""
    first = max(document.days[0] or 1, since or 1)
    last = min(document.days[1] or date.max.toordinal(), until or date.max.toordinal())
    if document.yearly is None or last - first > 20 * 366:
        return True
    days = map(date.fromordinal, range(first, last + 1))
    return any(document.yearly[0] <= (day.month, day.day) <= document.yearly[1] for day in days)


def widest(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans, each as its first position and how many words it has, in order; those that lie within another are left out."""
    every = set(spans)
    ends = {(a, a + size) for a, size in every}
    return sorted((a, size) for a, size in every if not any(b <= a and a + size <= end and (b, end) != (a, a + size) for b, end in ends))


def _apart(a: int, size_a: int, b: int, size_b: int) -> int:
    return b - a - size_a if b >= a else a - b - size_b


def _pattern(word: str, *, exact: bool) -> re.Pattern[str]:
    return re.compile(".*".join(re.escape(part if exact else fold(part)) for part in word.split("*")), re.DOTALL)
