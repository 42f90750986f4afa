"""Words and sentences of a body, with their offsets. nupunkt finds the sentences; a word never crosses a hyphen."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii

from onrecord.records import Block

_WORD = re.compile(r"(?:[A-Z]\.){2,}|[^\W_]+(?:['’](?![sS]\b)[^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the body. ``gap`` is what stands between it and the word before it; ``folded`` is how it is compared."""

    start: int
    end: int
    text: str
    gap: str
    folded: str

    @property
    def capital(self) -> bool:
        """Whether the word begins with a capital letter."""
        return self.text[0].isupper()


@lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """A word without case, diacritics and full stops, in Latin letters: dotless ı and ə fold too, which Unicode leaves as they are."""
    return (word if word.isascii() else anyascii(word)).casefold().replace(".", "").replace("’", "'")


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The words of a text, or between two of its offsets."""
    found = []
    here = start
    for match in _WORD.finditer(text, start, len(text) if end is None else end):
        word = match[0]
        found.append(Token(match.start(), match.end(), word, text[here : match.start()], fold(word)))
        here = match.end()
    return found


class Words:
    """The words of a body, read once: each block's by its number, and those between any two offsets."""

    def __init__(self, body: str, blocks: Sequence[Block]) -> None:
        self.spans = tuple(blocks)
        self.blocks = [tokens(body, block.start, block.end) for block in blocks]
        self._all = [word for block in self.blocks for word in block]
        self._starts = [word.start for word in self._all]

    def between(self, start: int, end: int) -> list[Token]:
        """The words that lie between two offsets."""
        first, after = bisect_left(self._starts, start), bisect_left(self._starts, end)
        while after > first and self._all[after - 1].end > end:
            after -= 1
        return self._all[first:after]


_MISSED = re.compile(r"(?<![\w.])(?!(?:vs|etc|no|cf|ca|al|approx|resp)\.)[a-z]{2,}[.!?]\s+(?=[A-Z])")
"""A sentence end that nupunkt takes for an abbreviation: after a short word in lower case, before a capital."""


def sentences(body: str, blocks: Sequence[Block]) -> list[tuple[int, int]]:
    """The sentences of a body, as spans without the white space around them; none crosses a block."""
    from nupunkt import sent_spans  # imported late: its model takes a tenth of a second, and a cached build needs none

    found = []
    for block in blocks:
        text = body[block.start : block.end]
        for start, end in sent_spans(text):
            here = start
            for missed in _MISSED.finditer(text, start, end):
                found.append((block.start + here, block.start + len(text[: missed.end()].rstrip())))
                here = missed.end()
            lead = len(text[here:end]) - len(text[here:end].lstrip())
            if text[here:end].strip():
                found.append((block.start + here + lead, block.start + here + len(text[here:end].rstrip())))
    return found
