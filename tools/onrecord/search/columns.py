"""What is known of each document besides its words: how long it is, when it can have been published, and the values of its facets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import numpy as np

from onrecord.search.coding import NumberCode, pack
from onrecord.search.reading import Text, Words

OFFERED = 1000
"""Values of a facet that a reader can choose, the most frequent."""


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
    is known. ``facets`` has for each facet the (id, label) of its values.
    """

    url: str
    title: str
    text: Text
    carrier: str = ""
    """Who published it, and when, in words."""
    days: tuple[int | None, int | None] = (None, None)
    facets: Mapping[str, Sequence[tuple[str, str]]] = field(default_factory=dict)
    said: Sequence[Said] = ()


def numbers(values: Iterable[int]) -> list[Any]:
    """Some numbers from 0 in few bits: the code that fits them, and its codes."""
    array = np.array(list(values), dtype=np.int64)
    code = NumberCode(NumberCode.count(array, np.zeros_like(array)))
    return [code.table(), pack(code.encode(array, np.zeros_like(array)))]


def columns(documents: Sequence[Document], words: Words) -> dict[str, Any]:
    """How many words each document has and where its headlines end; its first day, as the step from that of the document before it
    (2n forward, 2n - 1 back), and 0 where its last day is not known, else 1 and the days until then."""
    first = [0, *((document.days[0] or 0) for document in documents)]
    steps = [2 * (b - a) if b >= a else 2 * (a - b) - 1 for a, b in pairwise(first)]
    spans = [0 if d.days[1] is None else d.days[1] - (d.days[0] or 0) + 1 for d in documents]
    titles = [sum(counts[: d.text.headlines]) + d.text.headlines for d, counts in zip(documents, words.blocks, strict=True)]
    return {
        "count": len(documents),
        "lengths": numbers(words.lengths.tolist()),
        "titles": numbers(titles),
        "first": numbers(steps),
        "spans": numbers(spans),
    }


def facet(documents: Sequence[Document], name: str) -> dict[str, Any]:
    """The values of a facet with their documents, the most frequent value first; ``left`` says how many more there are."""
    labels: dict[str, str] = {}
    held: defaultdict[str, list[int]] = defaultdict(list)
    for number, document in enumerate(documents):
        for id_, label in dict(document.facets.get(name, ())).items():
            labels.setdefault(id_, label)
            held[id_].append(number)
    order = sorted(held, key=lambda id_: (-len(held[id_]), labels[id_], id_))
    offered = order[:OFFERED]
    sizes = np.array([len(held[id_]) for id_ in offered], dtype=np.int64)
    places = np.array([n for id_ in offered for n in held[id_]], dtype=np.int64)
    gaps = np.concatenate([np.diff(held[id_], prepend=-1) - 1 for id_ in offered]) if offered else places
    expected = np.repeat(len(documents) // (sizes + 1), sizes)
    code = NumberCode(NumberCode.count(gaps, expected))
    return {
        "values": [[id_, labels[id_], len(held[id_])] for id_ in offered],
        "left": len(order) - len(offered),
        "code": code.table(),
        "documents": pack(code.encode(gaps, expected)),
    }


def statements(documents: Sequence[Document], said: Sequence[Sequence[tuple[int, int]]], speakers: Mapping[str, int]) -> dict[str, Any]:
    """Where statements stand in some documents: the spans of each in their order, each with its words left out since the span before
    it began, how many words it has, and twice the number of its speaker, from 1, plus one where it is quoted."""
    counts, steps, sizes, who = [], [], [], []
    for document, found in zip(documents, said, strict=True):
        spans = sorted(
            (*found[one.span], 2 * speakers.get(one.speaker, 0) + one.direct) for one in document.said if found[one.span][0] >= 0
        )
        counts.append(len(spans))
        steps += [b - a for a, b in pairwise([0, *(first for first, _, _ in spans)])]
        sizes += [last - first for first, last, _ in spans]
        who += [speaker for _, _, speaker in spans]
    return {"counts": numbers(counts), "steps": numbers(steps), "sizes": numbers(sizes), "who": numbers(who)}


def paragraphs(blocks: Sequence[Sequence[int]]) -> dict[str, Any]:
    """How many paragraphs each of some documents has, and how many words each of them."""
    return {"counts": numbers(map(len, blocks)), "words": numbers(size for sizes in blocks for size in sizes)}
