"""Words and sentences of a body, with their offsets. nupunkt finds the sentences; a word never crosses a hyphen."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii

from onrecord.annotate.stems import stem
from onrecord.records import Block

_PART = r"[^\W_]+"
_APOSTROPHE = r"['’](?![sS]\b)"
# The empty branch lets `re` pass words without an apostrophe by their next character; a repetition takes twice the time.
_WORD = re.compile(rf"([A-Z]\.(?:[A-Z]\.)+|{_PART}(?:{_APOSTROPHE}{_PART}(?:{_APOSTROPHE}{_PART})*|))")


@dataclass(slots=True)  # not frozen: a body has a thousand, and each would take three times as long to make
class Token:
    """A word of the body. ``gap`` is what stands between it and the word before it; ``folded`` is how it is compared."""

    start: int
    end: int
    text: str
    gap: str
    folded: str
    capital: bool
    """Whether the word begins with a capital letter."""


@lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """A word without case, diacritics and full stops, in Latin letters: dotless ı and ə fold too, which Unicode leaves as they are."""
    return (word if word.isascii() else anyascii(word)).casefold().replace(".", "").replace("’", "'")


def parted(text: str) -> list[str]:
    """A text as gap, word, gap, word, …, gap: half the time of a match object for each word."""
    return _WORD.split(text)


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The words of a text, or between two of its offsets."""
    pieces = parted(text[start:end])
    found = []
    here = start
    for gap, word in zip(pieces[::2], pieces[1::2], strict=False):
        first = here + len(gap)
        here = first + len(word)
        found.append(Token(first, here, word, gap, fold(word), word[0].isupper()))
    return found


class Words:
    """The words of a body, read once: each block's by its number, and those between any two offsets."""

    def __init__(self, body: str, blocks: Sequence[Block]) -> None:
        self.text = body
        self.spans = tuple(blocks)
        self.blocks = [tokens(body, block.start, block.end) for block in blocks]
        self._all = [word for block in self.blocks for word in block]
        self._starts = [word.start for word in self._all]
        self._folded = [word.folded for word in self._all]
        self._stems = [stem(word) for word in self._folded]

    def line(self, start: int, end: int) -> str:
        """The words between two offsets as one line."""
        return " ".join(self.text[start:end].split())

    def block(self, offset: int) -> list[Token]:
        """The words of the block that holds an offset."""
        return self.blocks[max(bisect_right(self.spans, offset, key=lambda span: span.start) - 1, 0)]

    def between(self, start: int, end: int) -> list[Token]:
        """The words that lie between two offsets."""
        return self._all[self._range(start, end)]

    def stems(self, start: int, end: int) -> list[str]:
        """The stems of the words that lie between two offsets."""
        return self._stems[self._range(start, end)]

    def hold(self, start: int, end: int, forms: Set[str]) -> bool:
        """Whether a word between two offsets is one of some folded words; the words themselves are not looked at."""
        return not forms.isdisjoint(self._folded[self._range(start, end)])

    def _range(self, start: int, end: int) -> slice:
        first, after = bisect_left(self._starts, start), bisect_left(self._starts, end)
        while after > first and self._all[after - 1].end > end:
            after -= 1
        return slice(first, after)


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
