"""The words of all texts as numbers, in the order in which they stand: what every part of the index is made from."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import count

import numpy as np
from numpy.typing import NDArray

from onrecord.search.words import fold, pieces

IN_TITLE, IN_STATEMENT = 1, 2
END = "\0"
"""Ends a block, within the gap behind its last word. A text that holds this character gets another in its place, as in HTML."""

Small = NDArray[np.uint16] | NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Text:
    """A document to be indexed. ``blocks`` and ``said`` (the words of statements) are spans of the body, the blocks in their order;
    the first ``headlines`` blocks are its title and subtitle."""

    body: str
    blocks: Sequence[tuple[int, int]]
    headlines: int = 0
    said: Sequence[tuple[int, int]] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """All words of a corpus, and what stands between them.

    ``forms`` are the words as they stand, ordered by what they fold to, which ``folded`` tells. ``form``, ``position`` and ``flags``
    have an entry for each word of the corpus. Positions count the words of a document from 0; between two blocks one is left out, so
    that no phrase runs from one paragraph into the next. ``gap`` has an entry for what stands before the first word of each document,
    and behind each word. ``said`` has the first and the last position of each span of statements, -1 and -2 where it holds no word.
    """

    forms: list[str]
    folded: list[str]
    gaps: list[str]
    form: NDArray[np.int32]
    position: Small
    flags: NDArray[np.uint8]
    gap: Small
    sizes: NDArray[np.int32]
    """Words of each document."""
    blocks: NDArray[np.int32]
    """Blocks of each document."""
    titles: NDArray[np.int32]
    """The position at which the headlines of each document end."""
    paragraphs: NDArray[np.int32]
    """Words of each block, document by document."""
    said: list[NDArray[np.int32]]

    @property
    def lengths(self) -> NDArray[np.int32]:
        """Positions of each document."""
        return self.sizes + self.blocks


@dataclass(slots=True)
class _Heard:
    """What has been read of a corpus, in the order of its words."""

    forms: defaultdict[str, int] = field(default_factory=lambda: defaultdict(count().__next__))
    gaps: defaultdict[str, int] = field(default_factory=lambda: defaultdict(count().__next__))
    form: array[int] = field(default_factory=lambda: array("i"))
    gap: array[int] = field(default_factory=lambda: array("i"))
    sizes: array[int] = field(default_factory=lambda: array("i"))
    blocks: array[int] = field(default_factory=lambda: array("i"))
    headlines: array[int] = field(default_factory=lambda: array("i"))
    said: list[NDArray[np.int32]] = field(default_factory=list)
    stated: list[NDArray[np.int64]] = field(default_factory=list)
    """Spans of statements, as the number of the first word in the corpus and that of the word behind them."""

    def hear(self, text: Text) -> None:
        """Read one more text."""
        parts = pieces("".join([f"{text.body[start:end].replace(END, chr(0xFFFD))}{END}" for start, end in text.blocks]))
        if text.said:
            spans, places = _said(text, parts)
            self.stated.append(spans + len(self.form))
            self.said.append(places)
        else:
            self.said.append(np.zeros((0, 2), dtype=np.int32))
        self.form.extend(map(self.forms.__getitem__, parts[1::2]))
        self.gap.extend(map(self.gaps.__getitem__, parts[::2]))
        self.sizes.append(len(parts) // 2)
        self.blocks.append(len(text.blocks))
        self.headlines.append(text.headlines)


def _said(text: Text, parts: list[str]) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """The statements of a text: for each the number of its first word and of that behind it, and its first and last position."""
    starts, ends = np.array([*text.blocks, (len(text.body), len(text.body))], dtype=np.int64).T
    begins = np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(ends - starts + 1)[:-1]))  # of the blocks in the text that was read
    offsets = np.cumsum(np.fromiter(map(len, parts), dtype=np.int64, count=len(parts)))[:-1:2]
    spans = np.array(text.said, dtype=np.int64)
    block = np.minimum(np.searchsorted(ends[:-1], spans, side="right"), len(ends) - 1)
    found = np.searchsorted(offsets, begins[block] + np.maximum(spans - starts[block], 0))
    first, last = found[:, 0], found[:, 1] - 1
    held = last >= first
    safe = np.where(held, (first, last), 0).T if len(offsets) else np.zeros_like(found)
    places = safe + np.searchsorted(begins[1:], offsets[safe], side="right") if len(offsets) else safe
    return np.where(held[:, None], found, 0), np.where(held[:, None], places, (-1, -2)).astype(np.int32)


def read(texts: Iterable[Text]) -> Words:
    """The words of some texts."""
    heard = _Heard()
    for text in texts:
        heard.hear(text)
    folds = {word: fold(word) for word in heard.forms}
    forms = sorted(folds, key=lambda word: (folds[word], word))
    rank = np.zeros(len(forms), dtype=np.int32)
    rank[[heard.forms[word] for word in forms]] = np.arange(len(forms), dtype=np.int32)
    gaps, sizes, blocks = list(heard.gaps), np.array(heard.sizes, dtype=np.int32), np.array(heard.blocks, dtype=np.int32)
    gap = _small(np.frombuffer(heard.gap, dtype=np.int32))
    position, flags, titles, paragraphs = _places(gap, gaps, sizes, blocks, np.array(heard.headlines, dtype=np.int32))
    for spans in heard.stated:
        for first, after in spans.tolist():
            flags[first:after] |= IN_STATEMENT
    return Words(
        forms=forms,
        folded=[folds[word] for word in forms],
        gaps=gaps,
        form=rank[np.frombuffer(heard.form, dtype=np.int32)],
        position=position,
        flags=flags,
        gap=gap,
        sizes=sizes,
        blocks=blocks,
        titles=titles,
        paragraphs=paragraphs,
        said=heard.said,
    )


def _places(
    gap: Small, gaps: list[str], sizes: NDArray[np.int32], blocks: NDArray[np.int32], headlines: NDArray[np.int32]
) -> tuple[Small, NDArray[np.uint8], NDArray[np.int32], NDArray[np.int32]]:
    """The position of each word in its document, whether it stands in a headline, where the headlines of each document end, and the
    words of each paragraph."""
    has_word = np.ones(len(gap), dtype=bool)
    has_word[np.cumsum(sizes + 1) - 1] = False  # the last gap of a document
    ended = np.array([between.count(END) for between in gaps] or [0], dtype=np.int32)
    block = np.cumsum(ended[gap], dtype=np.int32)[has_word]
    paragraphs = np.bincount(block, minlength=int(blocks.sum())).astype(np.int32)
    block -= np.repeat(np.cumsum(blocks, dtype=np.int32) - blocks, sizes)
    first = np.cumsum(sizes, dtype=np.int32) - sizes
    in_title = block < np.repeat(headlines, sizes)
    before = np.concatenate(([0], np.cumsum(in_title, dtype=np.int32)))
    titles = before[first + sizes] - before[first] + np.minimum(headlines, blocks)
    block += np.arange(len(block), dtype=np.int32) - np.repeat(first, sizes)
    return _small(block), in_title.astype(np.uint8) * np.uint8(IN_TITLE), titles.astype(np.int32), paragraphs


def _small(numbers: NDArray[np.int32]) -> Small:
    """The same numbers in half the memory, where they are small enough."""
    return numbers.astype(np.uint16) if numbers.max(initial=0) < 2**16 else numbers
