"""The inverted lists: for every form of a word the documents that hold it, its positions in them, and the common words before it.

A phrase such as "the treaty of the north" would need the longest lists there are. So the run of common words right before each
rarer word, up to two, is written beside it, and the lists of common words are read only where no rarer word follows them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.search.coding import Codes, Huffman, NumberCode, Numbers
from onrecord.search.reading import Words
from onrecord.search.words import fold

COMMON = 12
"""Common words: about a third of the words of English news."""
MANY = 31
"""Occurrences in a document from which their number is written out, in ``COUNT`` bits."""
COUNT = 20
PART = 1000
"""Forms whose lists are made at a time: those of one file of the lexicon."""


@dataclass(frozen=True, slots=True)
class Coded:
    """Lists of one kind of some forms, side by side: those of form ``n`` of them lie between ``bounds`` n and n + 1."""

    codes: Codes
    bounds: Numbers


@dataclass(frozen=True, slots=True)
class _Entries:
    """What the lists of some forms hold: an entry for each document of a form, and one for each occurrence."""

    documents: Numbers
    """Documents of each form."""
    gaps: Numbers
    expected: Numbers
    symbols: Numbers
    counts: Numbers
    steps: Numbers
    expected_steps: Numbers
    before: Numbers
    rare: Numbers
    """Occurrences of each form that is not common."""


class Lists:
    """The lists of a corpus; ``documents`` and ``occurrences`` count those of each form."""

    def __init__(self, words: Words) -> None:
        self.common = _common(words)
        self._is_common = np.array([fold(word) in self.common for word in words.forms], dtype=bool)
        order = np.argsort(words.form, kind="stable")  # documents and positions rise already
        self._document, self._position, self._flags = words.document[order], words.position[order], words.flags[order]
        self._before = _before(words, self.common)[order]
        self._texts = len(words.lengths)
        self.mean = int(words.lengths.sum()) // max(1, self._texts)
        """Words of a document on average."""
        self.occurrences = np.bincount(words.form, minlength=len(words.forms))
        self._bounds = _bounds(self.occurrences)
        self._learn()

    @property
    def parts(self) -> list[range]:
        """The forms, a file of the lexicon at a time."""
        return [range(first, min(first + PART, len(self.occurrences))) for first in range(0, len(self.occurrences), PART)]

    def _learn(self) -> None:
        """Find the codes that fit the whole corpus."""
        documents = []
        gaps, steps = NumberCode.nothing(), NumberCode.nothing()
        symbols, before = np.zeros(4 * MANY + 4, dtype=np.int64), np.zeros((COMMON + 1) ** 2, dtype=np.int64)
        for part in self.parts:
            entries = self._entries(part)
            documents.append(entries.documents)
            gaps += NumberCode.count(entries.gaps, entries.expected)
            steps += NumberCode.count(entries.steps, entries.expected_steps)
            symbols += np.bincount(entries.symbols, minlength=len(symbols))
            before += np.bincount(entries.before, minlength=len(before))
        self.documents = np.concatenate(documents) if documents else np.zeros(0, dtype=np.int64)
        self._gaps, self._steps = NumberCode(gaps), NumberCode(steps)
        self._symbols, self._runs = Huffman(symbols), Huffman(before)

    def tables(self) -> dict[str, Any]:
        """The codes, for a reader."""
        return {
            "documents": self._gaps.table(),
            "counts": self._symbols.table(),
            "positions": self._steps.table(),
            "before": self._runs.table(),
        }

    def code(self, part: range) -> Mapping[str, Coded]:
        """The lists of some forms, by their kind."""
        entries = self._entries(part)
        many = entries.counts >= MANY
        documents = (
            self._gaps.encode(entries.gaps, entries.expected)
            .then(self._symbols.encode(entries.symbols))
            .then(Codes(np.where(many, entries.counts, 0), np.where(many, COUNT, 0)))
        )
        positions = self._steps.encode(entries.steps, entries.expected_steps)
        return {
            "documents": Coded(documents, _bounds(entries.documents)),
            "positions": Coded(positions, _bounds(self.occurrences[part.start : part.stop])),
            "before": Coded(self._runs.encode(entries.before), _bounds(entries.rare)),
        }

    def _entries(self, part: range) -> _Entries:
        here = slice(int(self._bounds[part.start]), int(self._bounds[part.stop]))
        occurrences = self.occurrences[part.start : part.stop]
        form = np.repeat(np.arange(len(part)), occurrences)
        document, position = self._document[here].astype(np.int64), self._position[here].astype(np.int64)
        starts = (np.diff(form, prepend=-1) != 0) | (np.diff(document, prepend=-1) != 0)
        first = np.flatnonzero(starts)
        counts = np.diff(first, append=len(form))
        form_of, document_of = form[first], document[first]
        documents = np.bincount(form_of, minlength=len(part))
        is_common = self._is_common[part.start : part.stop]
        return _Entries(
            documents=documents,
            gaps=_gaps(document_of, np.diff(form_of, prepend=-1) != 0),
            expected=self._texts // (documents[form_of] + 1),
            symbols=np.minimum(counts, MANY) * 4 + np.bitwise_or.reduceat(self._flags[here], first),
            counts=counts,
            steps=_gaps(position, starts),
            expected_steps=(self.mean * documents // (documents + occurrences))[form],
            before=self._before[here][~is_common[form]].astype(np.int64),
            rare=np.where(is_common, 0, occurrences),
        )


def _common(words: Words) -> list[str]:
    """The folded words that occur most, the most frequent first."""
    totals: dict[str, int] = {}
    for word, count in zip(words.forms, np.bincount(words.form, minlength=len(words.forms)).tolist(), strict=True):
        totals[fold(word)] = totals.get(fold(word), 0) + count
    return sorted(totals, key=lambda word: (-totals[word], word))[:COMMON]


def _before(words: Words, common: list[str]) -> NDArray[np.uint8]:
    """The common words right before each word: 0 for none, else the number of the nearest, counted from 1, times ``COMMON`` + 1,
    plus the number of the one before that."""
    number = np.array([common.index(folded) + 1 if (folded := fold(word)) in common else 0 for word in words.forms], dtype=np.uint8)
    touches = (np.diff(words.position, prepend=-2) == 1) & (np.diff(words.document, prepend=-1) == 0)
    one = np.where(touches, np.roll(number[words.form], 1), 0).astype(np.uint8)
    two = np.where(touches & (one > 0), np.roll(one, 1), 0).astype(np.uint8)
    return one * np.uint8(COMMON + 1) + two


def _gaps(numbers: Numbers, starts: NDArray[np.bool_]) -> Numbers:
    """The numbers left out before each number of rising lists; ``starts`` says where a list begins."""
    return np.where(starts, numbers, np.diff(numbers, prepend=-1) - 1)


def _bounds(counts: Numbers) -> Numbers:
    return np.concatenate(([0], np.cumsum(counts)))
