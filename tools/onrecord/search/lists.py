"""The inverted lists: for every form of a word the documents that hold it, and its positions in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.search.coding import Codes, Contexts, NumberCode, Numbers, below, bit_length, count, sums
from onrecord.search.lexicon import Lexicon
from onrecord.search.occurrences import in_order
from onrecord.search.reading import Words, stretches

MANY = 31
"""Occurrences in a document from which it is told by a number of its own how many there are more."""
OFTEN = 16
"""Entries are told apart by how often their form can be expected to occur in the document, in quarters, up to this many."""


@dataclass(frozen=True, slots=True)
class Coded:
    """Lists of one kind of some forms, side by side: those of form ``n`` of them lie between ``bounds`` n and n + 1."""

    codes: Codes
    bounds: Numbers

    def of(self, chosen: NDArray[np.bool_]) -> Coded:
        """The lists of some of the forms."""
        sizes = np.diff(self.bounds)
        kept = np.repeat(chosen, sizes)
        return Coded(Codes(self.codes.values[kept], self.codes.lengths[kept]), sums(sizes[chosen]))


@dataclass(frozen=True, slots=True)
class _Entries:
    """What the lists of some forms hold."""

    documents: Numbers
    """Documents of each form."""
    gaps: Numbers
    """An entry for each document: how many were left out before it, how many could be expected to be, …"""
    expected: Numbers
    often: Numbers
    symbols: Numbers
    counts: Numbers
    usual: Numbers
    """… of this form in a document on average."""
    steps: Numbers
    """An entry for each occurrence: how many words were left out before it, …"""
    room: Numbers
    left: Numbers


class Lists:
    """The lists of a corpus; ``documents`` and ``occurrences`` count those of each form."""

    def __init__(self, words: Words, lexicon: Lexicon) -> None:
        self.occurrences = lexicon.occurrences
        self._held = in_order(words, lexicon)
        self.lengths = rough(words.lengths.astype(np.int64))
        self.mean = max(1, int(self.lengths.sum()) // max(1, len(self.lengths)))
        """Positions of a document on average."""
        self._bounds = sums(self.occurrences)
        self._learn()

    def _learn(self) -> None:
        """Find the codes that fit the whole corpus."""
        documents = []
        gaps, steps, more = (NumberCode.nothing() for _ in range(3))
        symbols = np.zeros((OFTEN, 4 * MANY + 4), dtype=np.int64)
        for first, after in stretches(self._bounds):
            entries = self._entries(range(first, after))
            documents.append(entries.documents)
            gaps += NumberCode.count(entries.gaps, entries.expected)
            many, inner = entries.counts >= MANY, entries.left > 1
            more += NumberCode.count(entries.counts[many] - MANY, entries.usual[many])
            steps += NumberCode.count(entries.steps[inner], entries.room[inner] // (entries.left[inner] + 1))
            symbols += count(entries.often, entries.symbols, symbols.shape)
        self.documents = np.concatenate(documents) if documents else np.zeros(0, dtype=np.int64)
        self._gaps, self._steps, self._more = (NumberCode(counts) for counts in (gaps, steps, more))
        self._symbols = Contexts(symbols)

    def tables(self) -> dict[str, Any]:
        """What a reader needs to know of the codes."""
        return {
            "documents": self._gaps.table(),
            "counts": self._symbols.table(),
            "more": self._more.table(),
            "positions": self._steps.table(),
        }

    def code(self, part: range) -> Mapping[str, Coded]:
        """The lists of some forms: documents with counts and flags, and positions."""
        entries = self._entries(part)
        documents = (
            self._gaps.encode(entries.gaps, entries.expected)
            .then(self._symbols.encode(entries.often, entries.symbols))
            .then(self._more.encode(np.maximum(entries.counts - MANY, 0), entries.usual).where(entries.counts >= MANY))
        )
        last = entries.left == 1
        steps, ends = self._steps.encode(entries.steps, entries.room // (entries.left + 1)), below(entries.steps, entries.room)
        positions = Codes(np.where(last, ends.values, steps.values), np.where(last, ends.lengths, steps.lengths))
        return {
            "documents": Coded(documents, sums(entries.documents)),
            "positions": Coded(positions, sums(self.occurrences[part.start : part.stop])),
        }

    def _entries(self, part: range) -> _Entries:
        held, here = self._held, slice(int(self._bounds[part.start]), int(self._bounds[part.stop]))
        occurrences = self.occurrences[part.start : part.stop]
        form = np.repeat(np.arange(len(part)), occurrences)
        document, position = held.document[here].astype(np.int64), held.position[here].astype(np.int64)
        starts = (np.diff(form, prepend=-1) != 0) | (np.diff(document, prepend=-1) != 0)
        first = np.flatnonzero(starts)
        counts = np.diff(first, append=len(form))
        form_of, document_of = form[first], document[first]
        documents = np.bincount(form_of, minlength=len(part))
        usual = (occurrences // documents)[form_of]
        # As many more than one as there are in other documents of the form, in proportion to the length of this document.
        often = 4 * (occurrences - documents)[form_of] * self.lengths[document_of] // (documents[form_of] * self.mean)
        before = np.where(starts, -1, np.roll(position, 1))
        return _Entries(
            documents=documents,
            gaps=_gaps(document_of, np.diff(form_of, prepend=-1) != 0),
            expected=len(self.lengths) // (documents[form_of] + 1),
            often=np.minimum(often, OFTEN - 1),
            symbols=np.minimum(counts, MANY) * 4 + np.bitwise_or.reduceat(held.flags[here], first),
            counts=counts,
            usual=usual,
            steps=position - before - 1,
            room=self.lengths[document] - before - 1,
            left=np.repeat(first + counts, counts) - np.arange(len(form)),
        )


def rough(numbers: Numbers) -> Numbers:
    """Numbers made larger until they have no more than five bits that are not zeros at the end."""
    shift = np.maximum(bit_length(numbers) - 5, 0)
    return ((numbers + (np.int64(1) << shift) - 1) >> shift) << shift


def _gaps(numbers: Numbers, starts: NDArray[np.bool_]) -> Numbers:
    """The numbers left out before each number of rising lists; ``starts`` says where a list begins."""
    return np.where(starts, numbers, np.diff(numbers, prepend=-1) - 1)
