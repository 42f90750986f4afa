"""The words of all texts as numbers, in the order in which they stand: what every part of the index is made from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.search.coding import sums
from onrecord.search.numbering import Integers, Numbering
from onrecord.search.spans import Places, points, spans
from onrecord.search.tapes import Column, Tape, tapes
from onrecord.search.words import fold

IN_TITLE, IN_STATEMENT = 1, 2
END = "\0"
"""Ends a block, within the gap behind its last word. A text that holds this character gets another in its place, as in HTML."""
BATCH = 400_000
"""Characters that are read at a time, roughly: few enough for memory that is used again and again."""
STRETCH = 100_000
"""The same of words."""

Small = NDArray[np.uint16] | Integers
_COLUMNS = ("form", "position", "flags", "gap", "sizes", "blocks", "titles", "paragraphs", "said", "spans")


@dataclass(frozen=True, slots=True)
class Text:
    """A document to be indexed. ``blocks`` and ``said`` (the words of statements) are spans of the body, the blocks in their order;
    the first ``headlines`` blocks are its title and subtitle, and the first ``above`` of these are no paragraphs of it: they stand
    over the text, and paragraphs are counted from the one behind them."""

    body: str
    blocks: Sequence[tuple[int, int]]
    headlines: int = 0
    said: Sequence[tuple[int, int]] = ()
    above: int = 0


@dataclass(frozen=True, slots=True)
class Words:
    """All words of a corpus, and what stands between them.

    ``forms`` are the words as they stand, ordered by what they fold to, which ``folded`` tells. ``form``, ``position`` and ``flags``
    have an entry for each word of the corpus. Positions count the words of a document from 0; between two blocks one is left out, so
    that no phrase runs from one paragraph into the next. ``gap`` has an entry for what stands before the first word of each document,
    and behind each word. ``said`` has the first and the last position of each span of statements, -1 and -2 where it holds no word.
    These columns are files of ``folder``.
    """

    folder: Path
    forms: list[str]
    folded: list[str]
    gaps: list[str]
    form: Integers
    position: Small
    flags: NDArray[np.uint8]
    gap: Small
    sizes: Integers
    """Words of each document."""
    blocks: Integers
    """Blocks of each document."""
    titles: Integers
    """The position at which the headlines of each document end."""
    paragraphs: Integers
    """Words of each block, document by document."""
    said: Integers
    spans: Integers
    """Spans of statements in each document."""

    @property
    def lengths(self) -> Integers:
        """Positions of each document."""
        return self.sizes + self.blocks

    def __reduce__(self) -> tuple[Any, ...]:
        """To another process words go without their columns, which it finds in the folder."""
        return _opened, (self.folder, self.forms, self.folded, self.gaps)

    def stretches(self) -> Iterator[tuple[slice, slice]]:
        """All documents and their words, so many at a time as there is plenty of room for."""
        bounds = sums(self.sizes)
        yield from ((slice(first, last), slice(int(bounds[first]), int(bounds[last]))) for first, last in stretches(bounds))

    def touching(self, documents: slice, words: slice) -> NDArray[np.bool_]:
        """Whether each of the words of some documents stands right behind another of its block."""
        touches: NDArray[np.bool_] = np.diff(self.position[words].astype(np.int32), prepend=-2) == 1
        sizes = self.sizes[documents]
        touches[(np.cumsum(sizes) - sizes)[sizes > 0]] = False
        return touches


def stretches(bounds: Places) -> Iterator[tuple[int, int]]:
    """Things that follow each other, so many at a time as have about ``STRETCH`` entries: those of one lie between its bound and the
    next."""
    cuts = np.unique(np.searchsorted(bounds, [*range(0, int(bounds[-1]), STRETCH), int(bounds[-1])])).tolist()
    yield from pairwise(cuts)


def read(texts: Iterable[Text], folder: Path) -> Words:
    """The words of some texts, with their columns in a folder that this makes."""
    folder.mkdir()
    columns = {name: Tape(folder, name) for name in _COLUMNS}
    forms, gaps = Numbering(letter=1), Numbering(letter=2)
    for batch in _batches(texts):
        for name, column in _laid_out(batch, forms, gaps).items():
            columns[name].add(column)
    ordered = sorted((fold(form), form) for form in forms.numbers)
    folded, ordered_forms = [folded for folded, _ in ordered], [form for _, form in ordered]
    ordered_gaps = sorted(gaps.numbers)  # so that it does not matter in what batches they were met
    columns["form"].replace(_ranks(forms.numbers, ordered_forms))
    columns["gap"].replace(_ranks(gaps.numbers, ordered_gaps))
    return _opened(folder, ordered_forms, folded, ordered_gaps)


def _opened(folder: Path, forms: list[str], folded: list[str], gaps: list[str]) -> Words:
    columns = tapes(folder)
    return Words(folder, forms, folded, gaps, **columns | {"said": columns["said"].reshape(-1, 2)})


def _batches(texts: Iterable[Text]) -> Iterator[list[Text]]:
    """The texts, as many at a time as :data:`BATCH` allows; one batch at least."""
    batch: list[Text] = []
    size = 0
    for text in texts:
        batch.append(text)
        size += len(text.body)
        if size >= BATCH:
            yield batch
            batch, size = [], 0
    yield batch


def _ranks(numbers: Mapping[str, int], ordered: Sequence[str]) -> Integers:
    """The place in an order of each of the strings that have some numbers."""
    ranks = np.zeros(len(ordered), dtype=np.int32)
    ranks[[numbers[string] for string in ordered]] = np.arange(len(ordered), dtype=np.int32)
    return ranks


def _laid_out(texts: Sequence[Text], forms: Numbering, gaps: Numbering) -> dict[str, Column]:
    """The columns of some documents, by their names in :class:`Words`."""
    bodies = [text.body.replace(END, "\ufffd") for text in texts]
    held = [f"{body[start:end]}{END}" for text, body in zip(texts, bodies, strict=True) for start, end in text.blocks]
    whole, places = "".join(held), sums(np.array([*map(len, held)], dtype=np.int64))
    coded = points(whole)
    starts, ends = spans(whole, coded)
    words = np.searchsorted(starts, places)  # before each block
    blocks = np.array([len(text.blocks) for text in texts], dtype=np.int64)
    first, after = sums(blocks)[:-1], sums(blocks)[1:]
    sizes, paragraphs = words[after] - words[first], np.diff(words)
    block = np.arange(len(held)) - np.repeat(first, blocks)  # counted in its document
    headlines = np.minimum(np.array([text.headlines for text in texts], dtype=np.int64), blocks)
    position = np.arange(len(starts)) - np.repeat(words[first], sizes) + np.repeat(block, paragraphs)
    in_title = np.repeat(block < np.repeat(headlines, blocks), paragraphs)
    said, in_statement = _statements(texts, bodies, places, starts, position)
    return {
        "form": forms.number(whole, coded, starts, ends),
        "position": _small(position),
        "flags": in_title * np.uint8(IN_TITLE) + in_statement * np.uint8(IN_STATEMENT),
        "gap": _small(gaps.number(whole, coded, *_between(starts, ends, sizes, places[first], places[after]))),
        "sizes": sizes.astype(np.int32),
        "blocks": blocks.astype(np.int32),
        "titles": (words[first + headlines] - words[first] + headlines).astype(np.int32),
        "paragraphs": paragraphs.astype(np.int32),
        "said": said,
        "spans": np.array([len(text.said) for text in texts], dtype=np.int32),
    }


def _between(starts: Places, ends: Places, sizes: Places, opens: Places, closes: Places) -> tuple[Places, Places]:
    """Where what stands before the first word of each document, and behind each word, begins and ends."""
    after = np.cumsum(sizes + 1)
    first, last = np.zeros((2, len(starts) + len(sizes)), dtype=bool)
    first[after - sizes - 1] = last[after - 1] = True
    since, until = np.empty((2, len(first)), dtype=np.int64)
    since[first], since[~first], until[last], until[~last] = opens, ends, closes, starts
    return since, until


def _statements(
    texts: Sequence[Text], bodies: Sequence[str], places: Places, starts: Places, position: Places
) -> tuple[Integers, NDArray[np.bool_]]:
    """The first and the last position of each span of statements, and whether each word stands in one; ``places`` has the first
    character of each block among those of all blocks, and the end of the last."""
    sizes = np.array([*map(len, bodies)], dtype=np.int64)
    offsets = sums(sizes + 1)[:-1]  # of the bodies, if one stood behind the other with a character between them
    blocks = _pairs([text.blocks for text in texts], offsets)
    spans_ = _pairs([text.said for text in texts], offsets)
    block = np.searchsorted(blocks[:, 1], spans_, side="right")
    opens = np.append(blocks[:, 0], np.iinfo(np.int64).max)
    words = np.searchsorted(starts, places[block] + np.maximum(spans_ - opens[block], 0))
    held = words[:, 0] < words[:, 1]
    said = np.full(words.shape, (-1, -2), dtype=np.int32)
    said[held] = position[words[held] - (0, 1)]
    begun, ended = (np.bincount(words[held, n], minlength=len(starts) + 1) for n in (0, 1))
    return said, np.cumsum(begun - ended)[:-1] > 0


def _pairs(spans: Sequence[Sequence[tuple[int, int]]], offsets: Places) -> Places:
    """All spans of some documents, each as far on as its document."""
    flat = np.fromiter(chain.from_iterable(chain.from_iterable(spans)), dtype=np.int64)
    return flat.reshape(-1, 2) + np.repeat(offsets, [*map(len, spans)])[:, None]


def _small(numbers: NDArray[np.signedinteger[Any]]) -> Small:
    """The same numbers in half the memory, where they are small enough."""
    return numbers.astype(np.uint16) if numbers.max(initial=0) < 2**16 else numbers.astype(np.int32)
