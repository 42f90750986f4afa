"""The words of all texts as numbers, in the order in which they stand: what every part of the index is made from.

A text is cut at its spaces first. What lies between two spaces is met again and again, and divided into words only once.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, count, pairwise

import numpy as np
from numpy.typing import NDArray

from onrecord.search.words import fold, pieces

IN_TITLE, IN_STATEMENT = 1, 2
END = "\0"
"""Ends a block, within the gap behind its last word. A text that holds this character gets another in its place, as in HTML."""
BATCH = 1_000_000
"""Runs between spaces that are laid out at a time, roughly."""

Integers = NDArray[np.int32]
Small = NDArray[np.uint16] | Integers


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
    """

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


def read(texts: Iterable[Text]) -> Words:
    """The words of some texts."""
    heard = _Heard()
    for text in texts:
        heard.hear(text)
    runs = heard.runs
    runs.clear()
    folds = {word: fold(word) for word in runs.words}
    forms = sorted(folds, key=lambda word: (folds[word], word))
    rank = np.zeros(len(forms), dtype=np.int32)
    rank[[runs.words[word] for word in forms]] = np.arange(len(forms), dtype=np.int32)
    laid, spans = _laid_out(heard, rank)
    sizes, form, gap, position, flags, titles, paragraphs = laid
    for first, after in spans.tolist():
        flags[first:after] |= IN_STATEMENT
    held = spans[:, 0] < spans[:, 1]
    said = np.full(spans.shape, (-1, -2), dtype=np.int32)
    said[held] = position[spans[held] - (0, 1)]
    return Words(
        forms=forms,
        folded=[folds[word] for word in forms],
        gaps=list(runs.gaps),
        form=form,
        position=position,
        flags=flags,
        gap=gap,
        sizes=sizes,
        blocks=np.array(heard.blocks, dtype=np.int32),
        titles=titles,
        paragraphs=paragraphs,
        said=said,
        spans=np.array(heard.spans, dtype=np.int32),
    )


def _numbered() -> defaultdict[str, int]:
    return defaultdict(count().__next__)


def _integers() -> array[int]:
    return array("i")


class _Runs(dict[str, int]):
    """What stands between spaces → its number; a new one is divided into words.

    For each, ``sizes`` has its words, ``first`` the place of the first of them in ``form``, ``before`` (the gap between it and the
    word before it in the run) and ``offset``; ``lead`` and ``trail`` are what stands before and behind the words, ``length`` is in
    characters.
    """

    def __init__(self) -> None:
        super().__init__()
        self.words, self.gaps, self.edges = _numbered(), _numbered(), [""]
        self.sizes, self.first, self.lead, self.trail, self.length = (array("i") for _ in range(5))
        self.form, self.before, self.offset = (array("i") for _ in range(3))
        self._edge = {"": 0}

    def __missing__(self, run: str) -> int:
        parts = pieces(run)
        words = parts[1::2]
        self.sizes.append(len(words))
        self.first.append(len(self.form))
        self.length.append(len(run))
        self.lead.append(self._number(parts[0]))
        self.trail.append(self._number(parts[-1] if words else ""))
        self.form.extend(map(self.words.__getitem__, words))
        at = 0
        for number, (between, word) in enumerate(zip(parts[::2], words, strict=False)):
            at += len(between)
            self.before.append(self.gaps[between] if number else 0)
            self.offset.append(at)
            at += len(word)
        self[run] = len(self)
        return len(self) - 1

    def _number(self, edge: str) -> int:
        if edge not in self._edge:
            self._edge[edge] = len(self.edges)
            self.edges.append(edge)
        return self._edge[edge]


@dataclass(slots=True)
class _Heard:
    """What has been read of a corpus, in its order."""

    runs: _Runs = field(default_factory=_Runs)
    run: array[int] = field(default_factory=_integers)
    counts: array[int] = field(default_factory=_integers)
    """Runs of each document."""
    blocks: array[int] = field(default_factory=_integers)
    headlines: array[int] = field(default_factory=_integers)
    spans: array[int] = field(default_factory=_integers)
    sizes: array[int] = field(default_factory=_integers)
    """Characters of each document."""
    places: array[int] = field(default_factory=_integers)
    """Start and end of each block."""
    said: array[int] = field(default_factory=_integers)
    """Start and end of each span of statements."""

    def hear(self, text: Text) -> None:
        """Read one more text."""
        body = text.body.replace(END, "\ufffd")
        runs = "".join([f"{body[start:end]}{END}" for start, end in text.blocks]).split(" ")
        self.run.extend(map(self.runs.__getitem__, runs))
        self.counts.append(len(runs))
        self.blocks.append(len(text.blocks))
        self.headlines.append(text.headlines)
        self.spans.append(len(text.said))
        self.sizes.append(len(body))
        self.places.extend(chain.from_iterable(text.blocks))
        self.said.extend(chain.from_iterable(text.said))

    def batches(self) -> Iterator[slice]:
        """The documents, as many at a time as :data:`BATCH` allows."""
        after = np.cumsum(self.counts)
        cuts = np.searchsorted(after, np.arange(0, int(after[-1]) if len(after) else 0, BATCH)).tolist()
        yield from (slice(a, b) for a, b in pairwise([*dict.fromkeys(cuts), len(after)]) if b > a)

    def statements(self) -> NDArray[np.int64]:
        """Start and end of each span of statements, counted in characters of all that was read, blocks and nothing else."""
        body = np.cumsum(np.array(self.sizes, dtype=np.int64) + 1) - np.array(self.sizes) - 1
        places = np.array(self.places, dtype=np.int64).reshape(-1, 2)
        lengths = np.append(places[:, 1] - places[:, 0] + 1, 0)
        number = np.arange(len(self.blocks))
        # Documents are a character apart, as if there were a space behind each.
        begins = np.cumsum(lengths) - lengths + np.append(np.repeat(number, self.blocks), len(number))
        places += np.repeat(body, self.blocks)[:, None]
        said = np.array(self.said, dtype=np.int64).reshape(-1, 2) + np.repeat(body, self.spans)[:, None]
        block = np.searchsorted(places[:, 1], said, side="right")
        starts = np.append(places[:, 0], np.iinfo(np.int64).max)
        found: NDArray[np.int64] = begins[block] + np.maximum(said - starts[block], 0)
        return found


_Laid = tuple[Integers, Integers, Small, Small, NDArray[np.uint8], Integers, Integers]
"""Words of each document, the number of each word, the gaps, and what :func:`_places` gives."""


def _laid_out(heard: _Heard, rank: Integers) -> tuple[_Laid, NDArray[np.int64]]:
    """All words, and for each span of statements the number of its first word and that of the word behind it."""
    layout = _Layout(heard.runs)
    run, counts = np.frombuffer(heard.run, dtype=np.int32), np.array(heard.counts, dtype=np.int64)
    blocks, headlines = np.array(heard.blocks, dtype=np.int32), np.array(heard.headlines, dtype=np.int32)
    after, after_spans = np.cumsum(counts), np.cumsum(heard.spans)
    said, found = heard.statements(), [np.zeros((0, 2), dtype=np.int64)]
    none, small, flags = np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.uint16), np.zeros(0, dtype=np.uint8)
    parts: list[_Laid] = [(none, none, small, small, flags, none, none)]
    characters = words = 0
    for here in heard.batches():
        runs = run[after[here.start] - counts[here.start] : after[here.stop - 1]]
        form, gap, sizes, offsets = layout.lay(runs, counts[here])
        spans = said[after_spans[here.start] - heard.spans[here.start] : after_spans[here.stop - 1]]
        found.append(np.searchsorted(offsets, spans - characters) + words)
        characters += int(layout.length[runs].sum()) + len(runs)
        words += len(form)
        parts.append((sizes, rank[form], _small(gap), *_places(gap, layout.ends(), sizes, blocks[here], headlines[here])))
    columns = [list(column) for column in zip(*parts, strict=True)]
    parts.clear()  # and each column when it is one: there is never room for all of them twice
    sizes, form, gap, position, flags, titles, paragraphs = (np.concatenate(columns.pop(0)) for _ in range(len(columns)))
    return (sizes, form, gap, position, flags, titles, paragraphs), np.concatenate(found)


class _Layout:
    """Lays runs out as words and gaps."""

    def __init__(self, runs: _Runs) -> None:
        self._gaps, self._edges, self._space = runs.gaps, runs.edges, runs.gaps[" "]
        self._sizes, self._first, self._lead, self._trail = (np.array(a) for a in (runs.sizes, runs.first, runs.lead, runs.trail))
        self._form, self._before, self._offset = (np.array(a) for a in (runs.form, runs.before, runs.offset))
        self.length = np.array(runs.length)

    def lay(self, runs: Integers, counts: NDArray[np.int64]) -> tuple[Integers, Integers, Integers, NDArray[np.int64]]:
        """The words, the gaps, the number of words of each document, and at which character each word begins."""
        sizes = self._sizes[runs]
        first = np.cumsum(sizes) - sizes
        within = np.arange(int(sizes.sum())) - np.repeat(first, sizes)
        places = within + np.repeat(self._first[runs], sizes)
        characters = np.cumsum(self.length[runs] + 1, dtype=np.int64) - self.length[runs] - 1
        document = np.repeat(np.arange(len(counts)), counts)
        joints = self._joints(runs, counts, sizes == 0)
        before = self._before[places]
        before[first[sizes > 0]] = joints[(np.arange(len(runs)) + document)[sizes > 0]]
        words = np.bincount(document, weights=sizes, minlength=len(counts)).astype(np.int32)
        gaps = np.empty(len(places) + len(counts), dtype=np.int32)
        last = np.zeros(len(gaps), dtype=bool)
        last[np.cumsum(words + 1) - 1] = True
        gaps[last], gaps[~last] = joints[np.cumsum(counts + 1) - 1], before
        return self._form[places], gaps, words, np.repeat(characters, sizes) + self._offset[places]

    def ends(self) -> Integers:
        """How many blocks end in each gap."""
        return np.array([between.count(END) for between in self._gaps], dtype=np.int32)

    def _joints(self, runs: Integers, counts: NDArray[np.int64], wordless: NDArray[np.bool_]) -> Integers:
        """The gap before each run of a document, and behind the last: that before a run without words is part of the next."""
        size = len(self._edges) + 1  # 0 is for no run
        inner = np.ones(len(runs) + len(counts), dtype=bool)
        inner[np.cumsum(counts + 1) - 1] = False
        behind = np.zeros(len(inner), dtype=np.int64)
        before = np.zeros(len(inner), dtype=np.int64)
        behind[inner] = self._lead[runs] + 1
        before[np.flatnonzero(inner) + 1] = self._trail[runs] + 1
        joints = np.full(len(inner), self._space, dtype=np.int32)
        special = np.flatnonzero((before != 1) | (behind != 1))
        pairs, kind = np.unique(before[special] * size + behind[special], return_inverse=True)
        joints[special] = np.array([self._joint(*divmod(pair, size)) for pair in pairs.tolist()], dtype=np.int32)[kind]
        texts = list(self._gaps)
        for at in np.flatnonzero(inner)[wordless].tolist():
            joined = texts[joints[at]] + texts[joints[at + 1]]
            joints[at + 1] = self._gaps[joined]
            if joints[at + 1] == len(texts):
                texts.append(joined)
        return joints

    def _joint(self, before: int, behind: int) -> int:
        return self._gaps[" ".join(self._edges[edge - 1] for edge in (before, behind) if edge)]


def _places(
    gap: Integers, ended: Integers, sizes: Integers, blocks: Integers, headlines: Integers
) -> tuple[Small, NDArray[np.uint8], Integers, Integers]:
    """The position of each word in its document, whether it stands in a headline, where the headlines of each document end, and the
    words of each paragraph."""
    has_word = np.ones(len(gap), dtype=bool)
    has_word[np.cumsum(sizes + 1) - 1] = False  # the last gap of a document
    block = np.cumsum(ended[gap], dtype=np.int32)[has_word]
    paragraphs = np.bincount(block, minlength=int(blocks.sum())).astype(np.int32)
    block -= np.repeat(np.cumsum(blocks, dtype=np.int32) - blocks, sizes)
    first = np.cumsum(sizes, dtype=np.int32) - sizes
    in_title = block < np.repeat(headlines, sizes)
    before = np.concatenate(([0], np.cumsum(in_title, dtype=np.int32)))
    titles = before[first + sizes] - before[first] + np.minimum(headlines, blocks)
    block += np.arange(len(block), dtype=np.int32) - np.repeat(first, sizes)
    return _small(block), in_title.astype(np.uint8) * np.uint8(IN_TITLE), titles.astype(np.int32), paragraphs


def _small(numbers: Integers) -> Small:
    """The same numbers in half the memory, where they are small enough."""
    return numbers.astype(np.uint16) if numbers.max(initial=0) < 2**16 else numbers
