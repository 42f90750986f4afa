"""Who and what is named together: entities ranked by how much more often they share a paragraph than chance would have it.

The measure is the log-likelihood ratio of the two-by-two table of paragraphs (T. Dunning, "Accurate methods for the statistics
of surprise and coincidence", Computational Linguistics 19(1), 1993): unlike a plain count it does not put first what is named
everywhere, and unlike mutual information it does not put first what is named once.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import nsmallest
from itertools import chain
from math import log

from onrecord.records import EntityKind
from onrecord.site.corpus import Corpus, Document, EntityEntry, Key

KINDS: tuple[EntityKind, ...] = ("person", "organization", "place", "event", "topic")
"""Kinds that are named in paragraphs; an outlet publishes whole documents."""

LONGEST = 40
"""Names in a paragraph up to which it counts. One that names more is a list, which tells little of any two of its names; and
so the work grows with the corpus, never with the square of it."""

Spot = tuple[str, int]
"""A paragraph: the slug of its document and its number."""


@dataclass(frozen=True, slots=True)
class Companion:
    """An entity named together with another: in which paragraphs of which documents, and in how many chance would have it."""

    entry: EntityEntry
    paragraphs: int
    expected: float
    documents: tuple[tuple[Document, int], ...]
    """Each document with the first paragraph that names both, in order of time."""


def log_likelihood(both: int, first: int, second: int, total: int) -> float:
    """The ratio G² for two things that stand in ``first`` and ``second`` of ``total`` paragraphs, and together in ``both``."""
    table = (both, first - both, second - both, total - first - second + both)
    terms = (*table, total), (first, total - first, second, total - second)
    gained, lost = (sum(count * log(count) for count in counts if count) for counts in terms)
    return 2 * (gained - lost)


class Companions:
    """What is named together in one corpus; one pass over its paragraphs, then one over those of each entity."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus

    def of(self, entry: EntityEntry, most: int) -> Mapping[EntityKind, Sequence[Companion]]:
        """The closest companions of an entity, at most so many of each kind; only those it meets more often than by chance."""
        spots = self._spots(entry)
        together = Counter(chain.from_iterable(self._named[spot] for _, spot in spots))
        together.pop(self._numbers.get((entry.kind, entry.id), -1), None)
        own, total = len(spots), len(self._named)
        ranked: defaultdict[EntityKind, list[tuple[float, int, Key, int]]] = defaultdict(list)
        for number, both in together.items():
            second = self._frequency[number]
            if both * total > own * second:
                key = self._keys[number]
                ranked[key[0]].append((-log_likelihood(both, own, second, total), -both, key, number))
        chosen = {kind: [number for *_, number in nsmallest(most, ranked[kind])] for kind in KINDS if ranked[kind]}
        shared = self._shared(spots, {number for numbers in chosen.values() for number in numbers})
        return {
            kind: [
                Companion(self._corpus.entities[self._keys[n]], together[n], own * self._frequency[n] / total, tuple(shared[n].values()))
                for n in numbers
            ]
            for kind, numbers in chosen.items()
        }

    @cached_property
    def _keys(self) -> Sequence[Key]:
        """The entities that can be companions; a place in this list stands for each, for numbers are counted faster than keys."""
        return [key for key, entry in self._corpus.entities.items() if entry.kind in KINDS]

    @cached_property
    def _numbers(self) -> Mapping[Key, int]:
        return {key: number for number, key in enumerate(self._keys)}

    @cached_property
    def _named(self) -> Mapping[Spot, Sequence[int]]:
        """The entities that each paragraph names, of all paragraphs that name any and are no mere list."""
        named: defaultdict[Spot, list[int]] = defaultdict(list)
        for number, key in enumerate(self._keys):
            for occurrence in self._corpus.entities[key].occurrences:
                for paragraph in occurrence.paragraphs:
                    named[occurrence.document.slug, paragraph].append(number)
        return {spot: numbers for spot, numbers in named.items() if len(numbers) <= LONGEST}

    @cached_property
    def _frequency(self) -> Mapping[int, int]:
        return Counter(chain.from_iterable(self._named.values()))

    def _spots(self, entry: EntityEntry) -> Sequence[tuple[Document, Spot]]:
        """The paragraphs that count and name an entity, in order of time."""
        found = ((o.document, (o.document.slug, number)) for o in entry.occurrences for number in o.paragraphs)
        return [(document, spot) for document, spot in found if spot in self._named]

    def _shared(self, spots: Iterable[tuple[Document, Spot]], chosen: set[int]) -> Mapping[int, dict[str, tuple[Document, int]]]:
        """Companion → slug → the document and the first of its paragraphs that names both."""
        shared: defaultdict[int, dict[str, tuple[Document, int]]] = defaultdict(dict)
        for document, spot in spots:
            for number in chosen.intersection(self._named[spot]):
                shared[number].setdefault(document.slug, (document, spot[1]))
        return shared
