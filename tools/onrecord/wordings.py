"""How two wordings of one thing differ, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import Indel, LCSseq

from onrecord.records import Closeness

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")

NEAR = 0.7
"""The share of the shorter wording's words that stand in the longer one in the same order, from which it is the same words."""


def closeness(first: str, second: str) -> Closeness:
    """Whether two wordings of one thing are the same words, but for some, or other words."""
    here, there = _folded(first), _folded(second)
    return "words" if LCSseq.similarity(here, there) >= NEAR * min(len(here), len(there)) else "matter"


def own_words(first: str, second: str) -> tuple[tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]]:
    """The spans of the words that only the first and only the second of two wordings has, in the order of each text.

    Case, punctuation and the kind of apostrophe make no difference. Words that follow one another are one span.
    """
    here, there = _spans(first), _spans(second)
    own: tuple[list[tuple[int, int]], list[tuple[int, int]]] = [], []
    for change in Indel.opcodes(_folded(first), _folded(second)):
        if change.tag == "delete":
            own[0].append((here[change.src_start][0], here[change.src_end - 1][1]))
        elif change.tag == "insert":
            own[1].append((there[change.dest_start][0], there[change.dest_end - 1][1]))
    return tuple(own[0]), tuple(own[1])


def _spans(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in _WORD.finditer(text)]


def _folded(text: str) -> list[str]:
    return [text[start:end].casefold().replace("’", "'") for start, end in _spans(text)]


def pieces(text: str, own: Sequence[tuple[int, int]]) -> Iterator[tuple[str, bool]]:
    """A text cut at the bounds of some spans in order: each piece, and whether it lies in one of them."""
    here = 0
    for start, end in own:
        if here < start:
            yield text[here:start], False
        yield text[start:end], True
        here = end
    if here < len(text):
        yield text[here:], False
