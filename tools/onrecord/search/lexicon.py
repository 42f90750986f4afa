"""The order of the forms, which decides what lies together in a file: those that begin alike as well as those that end alike.

The forms are cut into rows by their first letters; a row is in the order of the last letters and cut into parts (a grid file:
Nievergelt, Hinterberger and Sevcik, "The grid file", 1984). So ``ferr*`` needs the parts of one row, ``*port`` one part or two of
each row, and a word one part.

A form that stands in the texts very often is told as several, by the words before and behind it: in a phrase one of these is known,
mostly both, and a row or a column of them is enough, or a single one. So "the treaty of the north" needs a little of each of the
longest lists there are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import isqrt
from typing import Any

import numpy as np

from onrecord.search.coding import tally
from onrecord.search.numbering import Integers
from onrecord.search.reading import Words
from onrecord.search.words import shared

PART = 200
"""Forms of a part."""
WHOLE = 120_000
"""Occurrences that a form has at most without being told as several; a row or a column of these has about as many."""
LONGEST = 90
"""Letters that a form may share with the one before it, as many as there are signs to tell of."""


@dataclass(frozen=True, slots=True)
class Form:
    """A form, or one of the shares of its occurrences, of which there are as many for each kind of word before it as there are kinds of
    word behind it: ``kinds``. The kind of a word is what the code points of its folded letters, added and divided by ``kinds``, leave;
    0 where there is no word. ``share`` is the kind of the word before, times ``kinds``, plus that of the word behind."""

    written: str
    folded: str
    share: int = 0
    kinds: int = 1

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
    """The forms of a corpus in their order, with their ``occurrences``."""

    def __init__(self, words: Words) -> None:
        self._words = words
        occurrences = tally(words.form, len(words.forms))
        self._kinds = np.maximum(-(-occurrences // WHOLE), 1).astype(np.int32)
        shares = self._kinds * self._kinds
        self._first = np.cumsum(shares, dtype=np.int32) - shares
        self._letters = np.array([sum(map(ord, folded)) for folded in words.folded], dtype=np.int32)
        counts = np.zeros(int(shares.sum()), dtype=np.int64)
        for documents, here in words.stretches():
            counts += np.bincount(self._share(documents, here), minlength=len(counts))
        held = np.flatnonzero(counts)
        form = np.repeat(np.arange(len(shares)), shares)[held].tolist()
        kinds, share = self._kinds.tolist(), (held - self._first[form]).tolist()
        forms = [Form(words.forms[n], words.folded[n], at, kinds[n]) for n, at in zip(form, share, strict=True)]
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
        found, kinds, touches = self._first[form], self._kinds[form], self._words.touching(documents, words)
        several = np.flatnonzero(kinds > 1)
        kinds = kinds[several]
        before = np.where(touches[several], self._letters[form[several - 1]], 0)
        behind = np.where(np.append(touches, False)[several + 1], self._letters[np.append(form, 0)[several + 1]], 0)
        found[several] += before % kinds * kinds + behind % kinds
        return found

    def bounds(self) -> list[list[Any]]:
        """For each row how it begins, and how its parts end: the shortest strings that divide them from those before."""
        told: list[list[Any]] = []
        for part in self.parts:
            if not part.ending:
                told.append([part.row, []])
            told[-1][1].append(part.ending)
        return told


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


def front_coded(forms: Sequence[Form]) -> str:
    """Forms from their last letters to their first, each without what it shares with the one before it."""
    lines, last = [], ""
    for form in forms:
        backwards = form.written[::-1]
        same = min(shared(last, backwards), LONGEST)
        lines.append(f"{chr(0x21 + same)}{backwards[same:]}")
        last = backwards
    return "\n".join(lines)
