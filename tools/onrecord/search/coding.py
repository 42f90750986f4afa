"""Numbers and symbols as few bits: canonical Huffman codes, and numbers as the code of their magnitude, then the bits behind it.

numpy makes and packs millions of codes at once. What is written here is read by ``theme/static/js/search/bits.js``, each byte from
its highest bit on. Canonical Huffman codes: RFC 1951, section 3.2.2. How large a number is depends on what can be expected of it
(gaps are small in a list of many), so there is a code for each magnitude of the expected number (Moffat and Turpin, *Compression
and Coding Algorithms*, 2002, section 3.3, has codes of lengths in bits and rests; a magnitude is half as wide).
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from bitarray.util import huffman_code
from numpy.typing import NDArray

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Codes:
    """Bit strings side by side: the value of each, of at most 63 bits, and its length."""

    values: Numbers
    lengths: Numbers

    def then(self, other: Codes) -> Codes:
        """Each string continued by that of another sequence of the same size."""
        return Codes((self.values << other.lengths) | other.values, self.lengths + other.lengths)

    def beside(self, *others: Codes) -> Codes:
        """These strings, and behind them those of other sequences."""
        every = (self, *others)
        return Codes(np.concatenate([codes.values for codes in every]), np.concatenate([codes.lengths for codes in every]))

    def where(self, chosen: NDArray[np.bool_]) -> Codes:
        """The strings as they are where they are chosen, and empty elsewhere."""
        return Codes(np.where(chosen, self.values, 0), np.where(chosen, self.lengths, 0))


def sums(sizes: NDArray[np.integer[Any]]) -> Numbers:
    """Where each of some things begins that stand one behind the other, and where the last ends."""
    return np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(sizes, dtype=np.int64)))


def pack(codes: Codes, cuts: Sequence[int] | Numbers) -> list[str]:
    """The strings between each cut and the next one after the other, in base64."""
    return [written(packed) for packed in packs(codes, cuts)]


def joined(codes: Codes) -> str:
    """All the strings one after the other, in base64."""
    return pack(codes, [0, len(codes.lengths)])[0]


def written(packed: bytes | bytearray) -> str:
    """Bytes in base64."""
    return base64.b64encode(packed).decode("ascii").rstrip("=")


def packs(codes: Codes, cuts: Sequence[int] | Numbers) -> list[bytes]:
    """The strings between each cut and the next one after the other; the last byte is filled with zeros."""
    bounds, cuts = sums(codes.lengths), np.asarray(cuts, dtype=np.int64)
    sizes = (np.diff(bounds[cuts]) + 7) // 8
    bytes_ = sums(sizes)
    at = bounds[:-1] + np.repeat(bytes_[:-1] * 8 - bounds[cuts[:-1]], np.diff(cuts))
    word, room = at >> 6, 64 - (at & 63) - codes.lengths
    values = codes.values.astype(np.uint64)
    words = np.zeros(int(bytes_[-1]) // 8 + 2, dtype=np.uint64)
    firsts = np.flatnonzero(np.diff(word, prepend=-1))
    if len(firsts):
        shifted = np.where(room >= 0, values << np.maximum(room, 0).astype(np.uint64), values >> np.maximum(-room, 0).astype(np.uint64))
        words[word[firsts]] = np.bitwise_or.reduceat(shifted, firsts)
    over = np.flatnonzero(room < 0)  # a code that reaches into the next word; no other does at the same place
    words[word[over] + 1] |= values[over] << (64 + room[over]).astype(np.uint64)
    packed = words.astype(">u8").tobytes()
    return [packed[a:b] for a, b in pairwise(bytes_.tolist())]


_SIGNS = "?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~"
"""A sign for each number below 63; none of them would have to be escaped in JSON or in a script."""


def signs(numbers: Numbers) -> str:
    """Small numbers as a sign each."""
    return "".join(map(_SIGNS.__getitem__, numbers.tolist()))


class Huffman:
    """A canonical code for the symbols 0 to n - 1. ``counts`` says how often each occurs; one that never does has no code.

    Where there is only one symbol, its code is empty.
    """

    def __init__(self, counts: Sequence[int] | Numbers) -> None:
        used = {n: count for n, count in enumerate(np.asarray(counts).tolist()) if count} or {0: 1}
        self.values = np.zeros(max(len(counts), 1), dtype=np.int64)
        self.lengths = np.zeros(max(len(counts), 1), dtype=np.int64)
        self._only: int | None = next(iter(used)) if len(used) == 1 else None
        if self._only is None:
            for symbol, code in huffman_code(used).items():
                self.lengths[symbol] = len(code)
            order = np.lexsort((np.arange(len(self.lengths)), self.lengths))[-len(used) :]
            # A code begins where those before it end, as if all were as long as the longest.
            longest = self.lengths[order[-1]]
            room = np.int64(1) << (longest - self.lengths[order])
            self.values[order] = (np.cumsum(room) - room) >> (longest - self.lengths[order])

    def encode(self, symbols: Numbers) -> Codes:
        """The codes of some symbols."""
        return Codes(self.values[symbols], self.lengths[symbols])

    def table(self) -> str:
        """What a reader needs: a sign for each symbol that tells how long its code is; those at the end that have none are left out."""
        if self._only is not None:
            return _SIGNS[0] * self._only + _SIGNS[1]
        return signs(self.lengths).rstrip(_SIGNS[0])


class Contexts:
    """A Huffman code for each of some contexts. ``counts`` has a row for each, and a column for each symbol."""

    def __init__(self, counts: Numbers) -> None:
        self._codes = [Huffman(row) for row in counts]
        self._values, self._lengths = (np.stack([getattr(code, part) for code in self._codes]) for part in ("values", "lengths"))

    def encode(self, contexts: NDArray[np.integer[Any]], symbols: NDArray[np.integer[Any]]) -> Codes:
        """The codes of some symbols, each in its context."""
        return Codes(self._values[contexts, symbols], self._lengths[contexts, symbols])

    def table(self) -> list[str]:
        """The table of each code."""
        return [code.table() for code in self._codes]


def count(contexts: Numbers, symbols: Numbers, shape: tuple[int, int]) -> Numbers:
    """How often each symbol stands in each context."""
    return np.bincount(contexts * shape[1] + symbols, minlength=shape[0] * shape[1]).reshape(shape)


_TALLIED = 2**20
"""Numbers that are counted at a time."""


def tally(numbers: NDArray[np.integer[Any]], size: int) -> Numbers:
    """How often each number below a size occurs: ``np.bincount`` for more numbers than should be copied to wide ones at once."""
    counts = np.zeros(size, dtype=np.int64)
    for first in range(0, len(numbers), _TALLIED):
        counts += np.bincount(numbers[first : first + _TALLIED], minlength=size)
    return counts


def bit_length(numbers: Numbers) -> Numbers:
    """How many bits each number from 0 has."""
    return np.frexp(numbers.astype(np.float64))[1].astype(np.int64)


def magnitude(numbers: Numbers) -> Numbers:
    """Where each number from 0 lies among 0, 1, 2, 3, 4 to 5, 6 to 7, 8 to 11, 12 to 15, …: its length in bits and its second bit."""
    bits = bit_length(numbers)
    return np.where(numbers < 2, numbers, 2 * (bits - 1) + (numbers >> np.maximum(bits - 2, 0) & 1))


_MAGNITUDES = 80
"""Numbers have fewer than 40 bits."""


class NumberCode:
    """The code for numbers from 0, each with a number that could be expected in its place.

    ``counts`` is the sum of what :meth:`count` gives for all of them.
    """

    def __init__(self, counts: Numbers) -> None:
        self._magnitudes = Contexts(counts)

    @classmethod
    def of(cls, numbers: Numbers) -> NumberCode:
        """The code that fits some numbers of which nothing is expected."""
        return cls(cls.count(numbers, np.zeros_like(numbers))[:1])

    @staticmethod
    def nothing() -> Numbers:
        """The sum of no counts."""
        return np.zeros((_MAGNITUDES, _MAGNITUDES), dtype=np.int64)

    @staticmethod
    def count(numbers: Numbers, expected: Numbers) -> Numbers:
        """How often a number, and one more, of each magnitude stands where one of each magnitude was expected."""
        return count(magnitude(expected), magnitude(numbers + 1), (_MAGNITUDES, _MAGNITUDES))

    def encode(self, numbers: Numbers, expected: Numbers | int = 0) -> Codes:
        """Some of the numbers."""
        found = magnitude(numbers + 1)
        lengths = np.maximum((found >> 1) - 1, 0)
        rest = Codes((numbers + 1) & ((np.int64(1) << lengths) - 1), lengths)
        return self._magnitudes.encode(magnitude(np.broadcast_to(expected, numbers.shape)), found).then(rest)

    def table(self) -> list[str]:
        """For each magnitude of the expected number, the code of the magnitudes."""
        return self._magnitudes.table()


def below(numbers: Numbers, limits: Numbers) -> Codes:
    """Numbers from 0 each of which is less than a limit, all equally likely: a phase-in code (truncated binary; Salomon, *Data
    Compression*, 2007, section 2.9). The first of them have a bit less than the others."""
    lengths = bit_length(limits) - 1
    short = (np.int64(2) << lengths) - limits
    longer = numbers >= short
    return Codes(np.where(longer, numbers + short, numbers), lengths + longer)
