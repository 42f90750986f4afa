"""Numbers and symbols as few bits: canonical Huffman codes, and numbers as the code of their length in bits, then these bits.

numpy packs millions of codes at once. What is written here is read by ``theme/static/js/search/bits.js``, each byte from its
highest bit on. Canonical Huffman codes: RFC 1951, section 3.2.2. How long a number is depends on what can be expected of it
(gaps are small in a list of many), so there is a code for each length of the expected number.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from bitarray.util import canonical_huffman
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


def pack(codes: Codes) -> str:
    """The strings one after the other, in base64; the last byte is filled with zeros."""
    ends = np.cumsum(codes.lengths)
    bits = np.zeros(int(ends[-1]) if len(ends) else 0, dtype=np.uint8)
    for place in range(int(codes.lengths.max(initial=0))):
        reaching = codes.lengths > place
        bits[ends[reaching] - 1 - place] = (codes.values[reaching] >> place) & 1
    return _base64(np.packbits(bits).tobytes())


def pack_string(bits: str) -> str:
    """A string of ``0`` and ``1`` in base64; the last byte is filled with zeros."""
    size = (len(bits) + 7) // 8
    return _base64((int(bits or "0", 2) << (size * 8 - len(bits))).to_bytes(size, "big"))


def _base64(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii").rstrip("=")


class Huffman:
    """A canonical code for the symbols 0 to n - 1. ``counts`` says how often each occurs; one that never does has no code."""

    def __init__(self, counts: Sequence[int] | Numbers) -> None:
        codes, self._counts, self._symbols = canonical_huffman({n: int(count) for n, count in enumerate(counts) if count} or {0: 1})
        self.strings: dict[int, str] = {symbol: code.to01() for symbol, code in codes.items()}
        self._values = np.zeros(max(len(counts), 1), dtype=np.int64)
        self._lengths = np.zeros(max(len(counts), 1), dtype=np.int64)
        for symbol, string in self.strings.items():
            self._values[symbol], self._lengths[symbol] = int(string, 2), len(string)

    def encode(self, symbols: Numbers) -> Codes:
        """The codes of some symbols."""
        return Codes(self._values[symbols], self._lengths[symbols])

    def table(self) -> list[list[int]]:
        """What a reader needs: how many codes there are of each length, from 0, and the symbols in the order of their codes."""
        return [list(self._counts), list(self._symbols)]


def bit_length(numbers: Numbers) -> Numbers:
    """How many bits each number from 0 has."""
    return np.frexp(numbers.astype(np.float64))[1].astype(np.int64)


_LENGTHS = 64


class NumberCode:
    """The code for numbers from 0, each with a number that could be expected in its place.

    ``counts`` is the sum of what :meth:`count` gives for all of them.
    """

    def __init__(self, counts: Numbers) -> None:
        self._codes = [Huffman(counts[first : first + _LENGTHS]) for first in range(0, len(counts), _LENGTHS)]

    @staticmethod
    def nothing() -> Numbers:
        """The sum of no counts."""
        return np.zeros(_LENGTHS * _LENGTHS, dtype=np.int64)

    @staticmethod
    def count(numbers: Numbers, expected: Numbers) -> Numbers:
        """How often a number of each length stands where one of each length was expected."""
        return np.bincount(bit_length(expected) * _LENGTHS + bit_length(numbers + 1), minlength=_LENGTHS * _LENGTHS)

    def encode(self, numbers: Numbers, expected: Numbers) -> Codes:
        """Some of the numbers."""
        lengths, classes = bit_length(numbers + 1), bit_length(expected)
        coded = Codes(np.zeros_like(lengths), np.zeros_like(lengths))
        for number in np.unique(classes):
            here = classes == number
            codes = self._codes[number].encode(lengths[here])
            coded.values[here], coded.lengths[here] = codes.values, codes.lengths
        return coded.then(Codes(numbers + 1 - (np.int64(1) << (lengths - 1)), lengths - 1))

    def table(self) -> list[list[list[int]]]:
        """For each length in bits of the expected number, the code of the lengths of numbers."""
        used = max((n for n, code in enumerate(self._codes) if len(code.strings) > 1 or 0 not in code.strings), default=0)
        return [code.table() for code in self._codes[: used + 1]]
