"""Words and sentences of a body, with their offsets. nupunkt finds the sentences; a word never crosses a hyphen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii

from onrecord.records import Block

_WORD = re.compile(r"(?:[A-Z]\.){2,}|[^\W_]+(?:['’](?![sS]\b)[^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the body. ``gap`` is what stands between it and the word before it in its block."""

    start: int
    end: int
    text: str
    gap: str

    @property
    def capital(self) -> bool:
        """Whether the word begins with a capital letter, or is in a script without them."""
        return self.text[0].isupper()

    @property
    def folded(self) -> str:
        """The word as it is compared."""
        return fold(self.text)


@lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """A word without case, diacritics and full stops, in Latin letters: dotless ı and ə fold too, which Unicode leaves as they are."""
    return (word if word.isascii() else anyascii(word)).casefold().replace(".", "").replace("’", "'")


def tokens(text: str, start: int, end: int) -> list[Token]:
    """The words between two offsets of a text."""
    found = []
    here = start
    for match in _WORD.finditer(text, start, end):
        found.append(Token(match.start(), match.end(), match[0], text[here : match.start()]))
        here = match.end()
    return found


def sentences(body: str, blocks: Sequence[Block]) -> list[tuple[int, int]]:
    """The sentences of a body, as spans without the white space around them; none crosses a block."""
    from nupunkt import sent_spans  # imported late: its model takes a tenth of a second, and a cached build needs none

    found = []
    for block in blocks:
        text = body[block.start : block.end]
        for start, end in sent_spans(text):
            stripped = text[start:end].strip()
            if stripped:
                first = block.start + start + text[start:end].index(stripped[0])
                found.append((first, first + len(stripped)))
    return found
