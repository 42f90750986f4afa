"""The words of all texts as numbers, in the order in which they stand: what every part of the index is made from."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from onrecord.search.words import fold, pieces

IN_TITLE, IN_STATEMENT = 1, 2


@dataclass(frozen=True, slots=True)
class Text:
    """A document to be indexed. ``blocks`` and ``said`` (the words of statements) are spans of the body; the first
    ``headlines`` blocks are its title and subtitle."""

    body: str
    blocks: Sequence[tuple[int, int]]
    headlines: int = 0
    said: Sequence[tuple[int, int]] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """All words of a corpus, and what stands between them.

    ``forms`` are the words as they stand, ordered by what they fold to. ``form``, ``document``, ``position`` and ``flags`` have an
    entry for each word of the corpus. Positions count the words of a document from 0; between two blocks one is left out, so that
    no phrase runs from one paragraph into the next. ``gap`` has an entry for what stands before the first word of each block,
    and behind each word. ``blocks`` are the numbers of words of each block, document by document, ``said`` the first and the last
    position of each span of statements, -1 and -2 where it holds no word.
    """

    forms: list[str]
    gaps: list[str]
    form: NDArray[np.int32]
    document: NDArray[np.int32]
    position: NDArray[np.int32]
    flags: NDArray[np.uint8]
    gap: NDArray[np.int32]
    lengths: NDArray[np.int32]
    """Positions of each document."""
    blocks: list[list[int]]
    said: list[list[tuple[int, int]]]


def read(texts: Iterable[Text]) -> Words:
    """The words of some texts."""
    numbers: dict[str, int] = {}
    gap_numbers: dict[str, int] = {}
    form, gap, position, flags = array("i"), array("i"), array("i"), bytearray()
    sizes, lengths, blocks, said = [], [], [], []
    for text in texts:
        here, first, offsets, counts = 0, len(form), array("I"), []
        for number, (start, end) in enumerate(text.blocks):
            parts = pieces(text.body[start:end])
            found = parts[1::2]
            form.extend([numbers.setdefault(word, len(numbers)) for word in found])
            gap.extend([gap_numbers.setdefault(between, len(gap_numbers)) for between in parts[::2]])
            position.extend(range(here, here + len(found)))
            flags.extend((IN_TITLE if number < text.headlines else 0).to_bytes() * len(found))
            offsets.extend(list(accumulate(map(len, parts), initial=start))[1 : len(parts) : 2])
            counts.append(len(found))
            here += len(found) + 1
        spans = np.searchsorted(np.array(offsets, dtype=np.int64), np.array(text.said, dtype=np.int64).reshape(-1, 2)) + first
        for a, b in spans.tolist():
            flags[a:b] = bytes(flag | IN_STATEMENT for flag in flags[a:b])
        said.append([(position[a], position[b - 1]) if b > a else (-1, -2) for a, b in spans.tolist()])
        sizes.append(len(form) - first)
        lengths.append(here)
        blocks.append(counts)
    forms = sorted(numbers, key=lambda word: (fold(word), word))
    rank = np.zeros(len(forms), dtype=np.int32)
    rank[[numbers[word] for word in forms]] = np.arange(len(forms), dtype=np.int32)
    return Words(
        forms=forms,
        gaps=list(gap_numbers),
        form=rank[np.array(form, dtype=np.int32)],
        document=np.repeat(np.arange(len(sizes), dtype=np.int32), sizes),
        position=np.array(position, dtype=np.int32),
        flags=np.frombuffer(flags, dtype=np.uint8),
        gap=np.array(gap, dtype=np.int32),
        lengths=np.array(lengths, dtype=np.int32),
        blocks=blocks,
        said=said,
    )
