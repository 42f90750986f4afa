"""What the rules for statements read, and what they propose: a body with its annotations, and drafts of statements."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import takewhile

from onrecord.annotate.cues import Cue, cues, first_words
from onrecord.annotate.entities import Cast
from onrecord.annotate.names import Name
from onrecord.annotate.phrases import Phrase, phrases
from onrecord.annotate.quotations import Quotation
from onrecord.annotate.tokens import Words
from onrecord.dates import DateMention
from onrecord.records import Block, Mention, StatementKind

LONGEST_SENTENCE = 2500
"""Characters; what is longer is a list or no text at all, and reading it for reporting verbs would take for ever."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement before its speaker is resolved. ``inherits``: it is whoever spoke last, in the same or the last paragraph."""

    kind: StatementKind
    parts: tuple[tuple[int, int], ...]
    rule: str
    cue: tuple[int, int] | None = None
    phrase: Phrase | None = None
    clause: tuple[int, int] | None = None
    inherits: bool = False
    attitude: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """A body with everything that the rules for statements read."""

    body: str
    blocks: tuple[Block, ...]
    words: Words
    sentences: tuple[tuple[int, int], ...]
    names: Mapping[int, Name]
    """The people and organizations named, by offset."""
    cast: Cast
    quotations: tuple[Quotation, ...]
    dates: tuple[DateMention, ...]
    events: tuple[Mention, ...] = ()
    """The mentions of events, in the order of the text."""
    outlet: str | None = None
    """The publication that carried the text."""

    def block(self, offset: int) -> int:
        """The number of the block that holds an offset."""
        return max(bisect_right(self.blocks, offset, key=lambda block: block.start) - 1, 0)

    def sentence(self, offset: int) -> tuple[int, int]:
        """The sentence that holds an offset, or the whole block where none does."""
        number = bisect_right(self.sentences, offset, key=lambda sentence: sentence[0]) - 1
        if number >= 0 and offset < self.sentences[number][1]:
            return self.sentences[number]
        block = self.blocks[self.block(offset)]
        return block.start, block.end

    def quoted(self, start: int, end: int) -> list[tuple[int, int]]:
        """The parts of quotations that overlap a stretch of the body."""
        number = max(bisect_right(self.quotations, start, key=lambda quotation: quotation.start) - 1, 0)
        overlapping = takewhile(lambda quotation: quotation.start < end, self.quotations[number:])
        return [(a, b) for quotation in overlapping for a, b in quotation.parts if a < end and b > start]

    def phrases(self, start: int, end: int) -> list[Phrase]:
        """The phrases between two offsets that can name a speaker."""
        words = self.words.between(start, end)
        return phrases(words, self.names, self.cast) if words else []

    def cues(self, start: int, end: int) -> list[Cue]:
        """The reporting verbs between two offsets."""
        return cues(self.words.between(start, end)) if self.words.hold(start, end, first_words()) else []
