"""The order of the forms, which decides what lies together in a file: those that begin alike as well as those that end alike.

The forms are cut into rows by their first letters; a row is in the order of the last letters and cut into parts (a grid file:
Nievergelt, Hinterberger and Sevcik, "The grid file", 1984). So ``ferr*`` needs the parts of one row, ``*port`` one part or two of
each row, and a word one part.

A form that stands in the texts very often is told as several, by the word before it: in a phrase that word is known and one of them
is enough.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import isqrt
from typing import Any

import numpy as np

from onrecord.search.coding import Numbers, bit_length, tally
from onrecord.search.numbering import Integers
from onrecord.search.reading import Words
from onrecord.search.words import shared

PART = 200
"""Forms of a part."""
OFTEN = 17
"""Bits of a number of occurrences that need not be told as several forms."""
COMMON = 12
"""Common words: about a quarter of the words of English news."""
LONGEST = 90
"""Letters that a form may share with the one before it, as many as there are signs to tell of."""


@dataclass(frozen=True, slots=True)
class Form:
    """A form, or one of the shares of its occurrences: ``share`` 0 stands behind no word or a common one, and the others behind a word
    whose letters, divided by the number of these others, leave ``share`` - 1."""

    written: str
    folded: str
    share: int = 0
    shares: int = 1

    @property
    def forwards(self) -> tuple[bytes, str, int]:
        """What it is ordered by among forms in the order of the first letters."""
        return _compared(self.folded), self.written, self.share

    @property
    def backwards(self) -> tuple[bytes, str, int]:
        """The same in the order of the last letters."""
        return _compared(self.folded[::-1]), self.written, self.share


@dataclass(frozen=True, slots=True)
class Part:
    """Some forms that follow each other, and what divides them from those before: how their row begins, and how they end in it."""

    forms: range
    row: str
    ending: str


class Lexicon:
    """The forms of a corpus in their order, with their ``occurrences``; ``common`` are the folded words that occur most, the most
    frequent first."""

    def __init__(self, words: Words) -> None:
        self._words = words
        occurrences = tally(words.form, len(words.forms))
        self.common = _common(words.folded, occurrences)
        bits = bit_length(np.maximum(occurrences - 1, 0) >> OFTEN)
        self._shares = np.where(bits > 0, np.int32(2) << bits, 1).astype(np.int32)
        self._first = np.cumsum(self._shares, dtype=np.int32) - self._shares
        self._letters = np.array([-1 if folded in self.common else len(folded) for folded in words.folded], dtype=np.int32)
        counts = np.zeros(int(self._shares.sum()), dtype=np.int64)
        for documents, here in words.stretches():
            counts += np.bincount(self._share(documents, here), minlength=len(counts))
        held = np.flatnonzero(counts)
        form = np.repeat(np.arange(len(self._shares)), self._shares)[held].tolist()
        of, number = self._shares.tolist(), (held - self._first[form]).tolist()
        forms = [Form(words.forms[n], words.folded[n], at, of[n]) for n, at in zip(form, number, strict=True)]
        rows = _rows(forms)
        order = [n for row in rows for n in row.forms]
        self.forms = [forms[n] for n in order]
        self.parts = list(_parts(self.forms, rows))
        self.occurrences = counts[held[order]]
        self._rank = np.zeros(len(counts), dtype=np.int32)
        self._rank[held[order]] = np.arange(len(order), dtype=np.int32)

    def numbers(self, documents: slice, words: slice) -> Integers:
        """For each of the words of some documents which of the forms it is."""
        return self._rank[self._share(documents, words)]

    def _share(self, documents: slice, words: slice) -> Integers:
        """The same before forms without occurrences are left out, and before they are in their order."""
        form = self._words.form[words]
        found = self._first[form]
        behind = np.flatnonzero((self._shares[form] > 1) & self._words.touching(documents, words))
        letters = self._letters[form[behind - 1]]
        found[behind] += np.where(letters < 0, 0, letters % np.maximum(self._shares[form[behind]] - 1, 1) + 1)
        return found

    def bounds(self) -> list[list[Any]]:
        """For each row how it begins, and how its parts end: the shortest strings that divide them from those before."""
        told: list[list[Any]] = []
        for part in self.parts:
            if not part.ending:
                told.append([part.row, []])
            told[-1][1].append(part.ending)
        return told


def _common(folded: Sequence[str], occurrences: Numbers) -> list[str]:
    totals: Counter[str] = Counter()
    for word, often in zip(folded, occurrences.tolist(), strict=True):
        totals[word] += often
    return sorted(totals, key=lambda word: (-totals[word], word))[:COMMON]


@dataclass(frozen=True, slots=True)
class _Row:
    """The numbers of forms in the order of a row, and what is the first and the last of them in the order of the first letters."""

    forms: list[int]
    least: str
    greatest: str


def _rows(forms: Sequence[Form]) -> list[_Row]:
    """All forms by row. There are as many rows as a row has parts."""
    order = sorted(range(len(forms)), key=lambda n: forms[n].forwards)
    count = isqrt(-(-len(forms) // PART)) or 1
    cuts = [len(forms) * n // count for n in range(count + 1)]
    return [
        _Row(sorted(order[first:after], key=lambda n: forms[n].backwards), forms[order[first]].folded, forms[order[after - 1]].folded)
        for first, after in pairwise(cuts)
        if first < after
    ]


def _compared(text: str) -> bytes:
    """What JavaScript compares of a string."""
    return text.encode("utf-16-be", "surrogatepass")


def _parts(forms: Sequence[Form], rows: Sequence[_Row]) -> Iterator[Part]:
    first, before = 0, ""
    for row in rows:
        begins, after = _divide(before, row.least), first + len(row.forms)
        for at in range(first, after, PART):
            ending = _divide(forms[at - 1].folded[::-1], forms[at].folded[::-1]) if at > first else ""
            yield Part(range(at, min(at + PART, after)), begins, ending)
        first, before = after, row.greatest


def _divide(last: str, first: str) -> str:
    """The shortest string that lies behind one string and not behind the next."""
    return first[: shared(last, first) + 1]


def told(forms: Sequence[Form]) -> str:
    """Forms from their last letters to their first, each without what it shares with the one before it."""
    lines, last = [], ""
    for form in forms:
        backwards = form.written[::-1]
        same = min(shared(last, backwards), LONGEST)
        lines.append(f"{chr(0x21 + same)}{backwards[same:]}")
        last = backwards
    return "\n".join(lines)
