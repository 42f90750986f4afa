"""How two wordings of one thing agree and differ, word by word. Spans are offsets into the text they belong to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from rapidfuzz.distance import Indel, LCSseq

from onrecord.stems import joining, stem

Span = tuple[int, int]
Closeness = Literal["words", "matter"]
"""How one wording repeats another: in the same words, but for some, or the same matter in other words."""

NEAR = 0.7
"""The share of the shorter wording's words that stand in the longer one in the same order, from which they are the same words."""

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
"""A word as wordings are compared: letters and digits, with the apostrophes inside."""


def closeness(first: str, second: str) -> Closeness:
    """Whether two wordings of one thing are the same words, but for some, or other words."""
    here, there = _folded(first), _folded(second)
    return "words" if LCSseq.similarity(here, there) >= NEAR * min(len(here), len(there)) else "matter"


def own_words(first: str, second: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """The words that only the first and only the second of two wordings has, each in the order of its text.

    Case, punctuation and the kind of apostrophe make no difference. Words that follow one another are one span.
    """
    here, there = _spans(first), _spans(second)
    own: tuple[list[Span], list[Span]] = [], []
    for change in Indel.opcodes(_folded(first), _folded(second)):
        if change.tag == "delete":
            own[0].append((here[change.src_start][0], here[change.src_end - 1][1]))
        elif change.tag == "insert":
            own[1].append((there[change.dest_start][0], there[change.dest_end - 1][1]))
    return tuple(own[0]), tuple(own[1])


def common_words(first: str, second: str, language: str | None = None) -> tuple[Span, ...]:
    """The telling words of the second wording that the first has too, in any order and form."""
    known = {stem(word, language or "en") for word in _folded(first)}
    return tuple(
        (start, end)
        for (start, end), word in zip(_spans(second), _folded(second), strict=True)
        if word not in joining() and stem(word, language or "en") in known
    )


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in order, those that touch or overlap as one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return tuple(found)


def pieces(text: str, marked: Sequence[Span]) -> Iterator[tuple[str, bool]]:
    """A text cut at the bounds of some spans, which are in order and do not overlap: each piece, and whether it is one of them."""
    here = 0
    for start, end in marked:
        if here < start:
            yield text[here:start], False
        yield text[start:end], True
        here = end
    if here < len(text):
        yield text[here:], False


def _spans(text: str) -> list[Span]:
    return [match.span() for match in WORD.finditer(text)]


def _folded(text: str) -> list[str]:
    return [match[0].casefold().replace("’", "'") for match in WORD.finditer(text)]
