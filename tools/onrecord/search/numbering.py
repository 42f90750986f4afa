"""Strings as numbers, where millions of them stand in a text and most are short and are met again and again.

A short string fits into a key of sixteen bytes. numpy finds the keys of all of them in a table at once; what it does not find there is
looked up one by one.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import count

import numpy as np
from numpy.typing import NDArray

from onrecord.search.spans import Places, Points

Integers = NDArray[np.int32]

_PLACES = 2**20
"""Places of the table: some ten for each word of a large corpus."""
_HALF = 8
"""Bytes in half of a key."""
_MIX = np.uint64(0x9E3779B97F4A7C15)
"""Spreads keys over the table: 2**64 divided by the golden ratio (Knuth, *The Art of Computer Programming*, section 6.4)."""


class Numbering:
    """Numbers the strings it is given from 0, in the order in which it meets them first: ``numbers`` tells them.

    ``letter`` is how many bytes of a key a letter takes; a string with one that needs more is never found in the table.
    """

    def __init__(self, letter: int) -> None:
        self.numbers: defaultdict[str, int] = defaultdict(count().__next__)
        self._letter, self._half = letter, _HALF // letter
        self._masks = np.array([2 ** (8 * letter * size) - 1 for size in range(self._half + 1)], dtype=np.uint64)
        self._keys = np.zeros((2, _PLACES), dtype=np.uint64)
        self._held = np.full(_PLACES, -1, dtype=np.int32)

    def number(self, text: str, coded: Points, starts: Places, ends: Places) -> Integers:
        """The numbers of the strings of a text between some places; ``coded`` are its code points."""
        one, two, fits = self._keyed(coded, starts, ends)
        place = ((one * _MIX + two) * _MIX >> np.uint64(64 - _PLACES.bit_length() + 1)).astype(np.int64)
        found = self._held.take(place)
        known = fits & (found >= 0) & (self._keys[0].take(place) == one) & (self._keys[1].take(place) == two)
        others = np.flatnonzero(~known)
        strings = map(text.__getitem__, map(slice, starts[others].tolist(), ends[others].tolist()))
        found[others] = np.fromiter(map(self.numbers.__getitem__, strings), dtype=np.int32, count=len(others))
        new = others[fits[others] & (self._held[place[others]] < 0)]
        self._held[place[new]], self._keys[0, place[new]], self._keys[1, place[new]] = found[new], one[new], two[new]
        return found

    def _keyed(self, coded: Points, starts: Places, ends: Places) -> tuple[NDArray[np.uint64], NDArray[np.uint64], NDArray[np.bool_]]:
        """Both halves of the key of each string, and whether it fits into them. A letter is one more than its code point: 0 is none."""
        letters = np.zeros(len(coded) + 2 * self._half, dtype=f"<u{self._letter}")
        letters[: len(coded)] = coded + 1
        # What would be half a key from each letter on; copied, because numpy is slow to find numbers that overlap.
        halves = np.ndarray((len(coded) + self._half + 1,), "<u8", letters, strides=(self._letter,)).copy()
        sizes = ends - starts
        first = np.minimum(sizes, self._half)
        second = np.minimum(sizes - first, self._half)
        one, two = halves.take(starts) & self._masks.take(first), halves.take(starts + first) & self._masks.take(second)
        fits = sizes <= 2 * self._half
        wide = np.flatnonzero(coded >= 2 ** (8 * self._letter) - 1)
        after = np.searchsorted(starts, wide, side="right")  # of the string that may hold it
        holder, wide = after[after > 0] - 1, wide[after > 0]
        fits[holder[wide < ends[holder]]] = False
        return one, two, fits
