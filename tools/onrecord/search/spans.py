"""Where the words of a long text stand, by the rule of :mod:`onrecord.search.words`.

Every character is looked up in a table. Only where marks or letters of scripts without spaces stand, the rule itself is asked.
"""

from __future__ import annotations

import sys
from functools import cache

import numpy as np
from numpy.typing import NDArray

from onrecord.search.words import PLAIN, SPECIAL, WORD

Places = NDArray[np.int64]
Points = NDArray[np.uint32]
"""The code points of a text."""

_LETTER, _SPECIAL = 1, 2


def points(text: str) -> Points:
    """The code points of a text."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")


def spans(text: str, coded: Points) -> tuple[Places, Places]:
    """Where each word of a text begins and where it ends; ``coded`` are the code points of the text."""
    kinds = _kinds()[coded]
    inside = np.zeros(len(kinds) + 2, dtype=bool)
    inside[1:-1] = kinds > 0
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    starts, ends = edges[::2], edges[1::2]
    special = np.unique(np.searchsorted(ends, np.flatnonzero(kinds == _SPECIAL), side="right"))
    if not len(special):
        return starts, ends
    words = [match.span() for run in special.tolist() for match in WORD.finditer(text, int(starts[run]), int(ends[run]))]
    found = np.array(words, dtype=np.int64).reshape(-1, 2)
    return np.sort(np.append(np.delete(starts, special), found[:, 0])), np.sort(np.append(np.delete(ends, special), found[:, 1]))


@cache
def _kinds() -> NDArray[np.uint8]:
    """For each code point whether it is a letter or digit by itself, or one that depends on those beside it."""
    every = np.arange(sys.maxunicode + 1, dtype="<u4").tobytes().decode("utf-32-le", "surrogatepass")
    kinds = np.zeros(len(every), dtype=np.uint8)
    for match in PLAIN.finditer(every):
        kinds[match.start() : match.end()] = _LETTER
    for first, last in SPECIAL:
        kinds[first : last + 1] = _SPECIAL
    return kinds
