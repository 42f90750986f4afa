"""Which files of the lexicon hold words that end in some letters: the lexicon is in the order of first letters, and a query such as
``*port`` would need all of it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Any

import numpy as np

from onrecord.search.coding import NumberCode, pack
from onrecord.search.columns import numbers as counted
from onrecord.search.words import shared

LAST = 4
"""Letters of an ending: with more, the table grows faster than the files it leaves out."""
HELD = 1500
"""Endings of one file."""

Ending = tuple[str, list[int]]
"""The last letters of words, from the last to the first, and the files of the lexicon that hold such words, in order."""


def endings(folded: Sequence[str], parts: Sequence[range]) -> list[list[Ending]]:
    """The endings of all forms in the order of their letters, so many as belong in one file at a time."""
    held: dict[str, list[int]] = {}
    for number, part in enumerate(parts):
        for ending in {word[: -LAST - 1 : -1] for word in folded[part.start : part.stop]}:
            held.setdefault(ending, []).append(number)
    ordered = sorted(held.items())
    return [ordered[first : first + HELD] for first in range(0, len(ordered), HELD)]


def table(held: Sequence[Ending], parts: int) -> dict[str, Any]:
    """Some endings, each without what it shares with the one before it, and the numbers of their files."""
    told, last = [], ""
    for ending, _ in held:
        same = shared(last, ending)
        told.append(f"{same}{ending[same:]}")
        last = ending
    sizes = np.array([len(files) for _, files in held], dtype=np.int64)
    numbers = np.fromiter(chain.from_iterable(files for _, files in held), dtype=np.int64)
    first = np.zeros(len(numbers), dtype=bool)
    first[np.cumsum(sizes) - sizes] = True
    gaps = np.where(first, numbers, np.diff(numbers, prepend=0) - 1)
    expected = np.repeat(parts // (sizes + 1), sizes)
    code = NumberCode(NumberCode.count(gaps, expected))
    return {
        "endings": "\n".join(told),
        "counts": counted(sizes - 1),
        "code": code.table(),
        "files": pack(code.encode(gaps, expected), [0, len(gaps)])[0],
    }
