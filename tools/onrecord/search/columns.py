"""What is known of each document besides its words: when it can have been published, the values of its facets, and who says what."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise
from typing import Any

import numpy as np

from onrecord.search.coding import Huffman, NumberCode, Numbers, bit_length, joined
from onrecord.search.lists import rough
from onrecord.search.reading import Text, Words
from onrecord.search.rows import Rows

OFFERED = 1000
"""Values of a facet that a reader can choose, the most frequent."""


Voices = Sequence[tuple[int, int]]
"""The speaker of each span of a document, and whether it is quoted."""


@dataclass(frozen=True, slots=True)
class Said:
    """Words of a statement: the number of their span in the text, the id of who says them, and whether they are quoted."""

    span: int
    speaker: str
    direct: bool


@dataclass(frozen=True, slots=True)
class Document:
    """A document as the index has it.

    ``days`` are the first and the last day, as ordinals of the calendar, on which it can have been published; ``None`` where nothing
    is known; ``unsure`` says that its date is uncertain or approximate, so that it may have been published on another day; ``yearly``
    has the first and the last (month, day) of a date whose year is not known. ``facets``
    has for each facet the (id, label) of its values. ``also`` has the days of the copies of the document that are left out, where these
    are known and others, and whether they are unsure.
    """

    url: str
    title: str
    text: Text
    carrier: str = ""
    """Who published it, and when, in words."""
    days: tuple[int | None, int | None] = (None, None)
    unsure: bool = False
    yearly: tuple[tuple[int, int], tuple[int, int]] | None = None
    facets: Mapping[str, Sequence[tuple[str, str]]] = field(default_factory=dict)
    said: Sequence[Said] = ()
    also: tuple[tuple[int | None, int | None, bool], ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """What is shown of a document above its lines, whether its title is its first block, and how many blocks are no paragraphs."""

    url: str
    title: str
    carrier: str
    first: bool
    above: int


class Facet:
    """The values of a facet, each with its label and its documents."""

    def __init__(self) -> None:
        self._labels: dict[str, str] = {}
        self._held: defaultdict[str, array[int]] = defaultdict(_integers)

    def add(self, number: int, values: Sequence[tuple[str, str]]) -> None:
        """Note the values of a document."""
        for id_, label in dict(values).items():
            self._labels.setdefault(id_, label)
            self._held[id_].append(number)

    def offered(self) -> list[str]:
        """The ids of the values that can be chosen, the most frequent first."""
        return sorted(self._held, key=lambda id_: (-len(self._held[id_]), self._labels[id_], id_))[:OFFERED]

    def table(self, documents: int) -> dict[str, Any]:
        """The values with their documents; ``left`` says how many more there are."""
        offered = self.offered()
        sizes = np.array([len(self._held[id_]) for id_ in offered], dtype=np.int64)
        gaps = np.concatenate([np.zeros(0, dtype=np.int64), *(np.diff(self._held[id_], prepend=-1) - 1 for id_ in offered)])
        expected = np.repeat(documents // (sizes + 1), sizes)
        code = NumberCode(NumberCode.count(gaps, expected))
        return {
            "values": [[id_, self._labels[id_], len(self._held[id_])] for id_ in offered],
            "left": len(self._held) - len(offered),
            "code": code.table(),
            "documents": joined(code.encode(gaps, expected)),
        }


class Columns:
    """Notes what is known of documents while their texts go by."""

    def __init__(self, facets: Sequence[str]) -> None:
        self.headings: list[Heading] = []
        self.facets = {name: Facet() for name in facets}
        self._first, self._spans = array("i"), array("i")
        self._unsure = array("i")
        self._yearly: list[tuple[int, int, int]] = []
        """For a date without a year: the document, the first day, and the days until the last."""
        self._also: list[tuple[int, int, int, bool]] = []
        """For the days of each copy: the document, the first day, the span, and whether they are unsure."""
        self._speakers: dict[str, int] = {}
        self._said: list[array[int]] = []
        """For each document and statement three numbers: the span, the speaker, and whether it is quoted."""

    def passing(self, documents: Iterable[Document]) -> Iterator[Text]:
        """The texts of the documents."""
        for number, document in enumerate(documents):
            text = document.text
            first = text.body[slice(*text.blocks[0])] if text.blocks else None
            self.headings.append(Heading(document.url, document.title, document.carrier, document.title == first, text.above))
            for name, facet in self.facets.items():
                facet.add(number, document.facets.get(name, ()))
            first_day, span = _span(document.days)
            self._first.append(first_day)
            self._spans.append(span)
            if document.unsure:
                self._unsure.append(number)
            if document.yearly:
                first_day, last_day = (32 * month + day for month, day in document.yearly)
                self._yearly.append((number, first_day, last_day - first_day))
            self._also += [(number, *_span((first, last)), unsure) for first, last, unsure in document.also]
            said = array("i")
            for one in document.said:
                said.extend((one.span, self._speakers.setdefault(one.speaker, len(self._speakers)), one.direct))
            self._said.append(said)
            yield text

    def table(self, words: Words) -> dict[str, Any]:
        """How many words each document has, roughly; its first day, as the step from that of the document before it (2n forward, 2n - 1
        back), and 0 where its last day is not known, else 1 and the days until then. The days of copies are told as they are. Which
        days are unsure is told by how many and by the steps between their numbers. Days of a year are told as 32 for each month and 1
        for each day."""
        steps = [2 * (b - a) if b >= a else 2 * (a - b) - 1 for a, b in pairwise([0, *self._first])]
        return {
            "count": len(self.headings),
            "lengths": lengths(words),
            "first": numbers(steps),
            "spans": numbers(self._spans),
            "unsure": _some(self._unsure),
            "yearly": {
                "documents": _some([document for document, _, _ in self._yearly]),
                "first": numbers(first for _, first, _ in self._yearly),
                "spans": numbers(span for _, _, span in self._yearly),
            },
            "also": {
                "count": len(self._also),
                "documents": numbers(b - a for a, b in pairwise([0, *(document for document, *_ in self._also)])),
                "first": numbers(first for _, first, _, _ in self._also),
                "spans": numbers(span for _, _, span, _ in self._also),
                "unsure": _some([number for number, (*_, unsure) in enumerate(self._also) if unsure]),
            },
        }

    def statements(self, words: Words, speakers: Sequence[str]) -> tuple[Rows, list[Voices]]:
        """Where statements stand: the spans of each document in their order, each with its words left out since the span before it
        began, and how many words it has. And who says them: the numbers of speakers are counted from 1."""
        number = {self._speakers[id_]: n for n, id_ in enumerate(speakers, 1) if id_ in self._speakers}
        counts, steps, sizes = [], [], []
        who: list[Voices] = []
        held = iter(words.said.tolist())
        for told, spans_ in zip(self._said, words.spans.tolist(), strict=True):
            places = list(islice(held, spans_))
            each = zip(*[iter(told)] * 3, strict=True)
            spans = sorted((*places[span], number.get(speaker, 0), direct) for span, speaker, direct in each if places[span][0] >= 0)
            counts.append(len(spans))
            steps += [b - a for a, b in pairwise([0, *(first for first, *_ in spans)])]
            sizes += [last - first for first, last, *_ in spans]
            who.append([(speaker, direct) for *_, speaker, direct in spans])
        return Rows(*(np.array(column, dtype=np.int64) for column in (counts, steps, sizes))), who


def voices(documents: Iterable[Voices]) -> dict[str, Any]:
    """The speaker of each span of some documents, and whether it is quoted. Few people speak in a document, so each is told by how many
    of those heard before in it have spoken since, counted from 1, or as 0 where it is a new one, whose number is told apart; twice
    that, plus one where the words are quoted (move to front: Bentley and others, "A locally adaptive data compression scheme", 1986).
    """
    told, new = [], []
    for voices in documents:
        heard: list[int] = []
        for speaker, direct in voices:
            back = heard.index(speaker) + 1 if speaker in heard else 0
            if back:
                del heard[back - 1]
            else:
                new.append(speaker)
            heard.insert(0, speaker)
            told.append(2 * back + direct)
    return {"told": small(np.array(told, dtype=np.int64)), "new": numbers(new)}


def _integers() -> array[int]:
    return array("i")


def _span(days: tuple[int | None, int | None]) -> tuple[int, int]:
    """The first day, 0 where it is not known; and 0 where the last day is not known, else 1 and the days until then."""
    first, last = days
    return first or 0, 0 if last is None else last - (first or 0) + 1


def _some(chosen: Sequence[int]) -> list[Any]:
    """Numbers that ascend from 0: how many they are, and the step to each."""
    return [len(chosen), *numbers(b - a for a, b in pairwise([0, *chosen]))]


def numbers(values: Iterable[int] | Numbers) -> list[Any]:
    """Some numbers from 0 in few bits: the code that fits them, and its codes."""
    array_ = np.fromiter(values, dtype=np.int64)
    code = NumberCode.of(array_)
    return [code.table()[0], joined(code.encode(array_))]


def lengths(words: Words) -> list[Any]:
    """The positions of each document as :func:`onrecord.search.lists.rough` makes them, which is enough to rank documents and to expect
    places in them: below 32 as it is, else 16 for each bit that was made zero, plus the number without these."""
    exact = rough(words.lengths.astype(np.int64))
    shift = np.maximum(bit_length(exact) - 5, 0)
    coded = 16 * shift + (exact >> shift)
    return small(coded)


def small(values: Numbers) -> list[Any]:
    """Some numbers from 0 of which few kinds occur: how many they are, the code that fits them, and its codes."""
    code = Huffman(np.bincount(values))
    return [len(values), code.table(), joined(code.encode(values))]
