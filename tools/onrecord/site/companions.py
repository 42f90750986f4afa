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
    rows, columns = (first, total - first), (second, total - second)
    expected = [row * column / total for row in rows for column in columns]
    return 2 * sum(seen * log(seen / chance) for seen, chance in zip(table, expected, strict=True) if seen)


class Companions:
    """What is named together in one corpus; one pass over its paragraphs, then one over those of each entity."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus

    def of(self, entry: EntityEntry, most: int) -> Mapping[EntityKind, Sequence[Companion]]:
        """The closest companions of an entity, at most so many of each kind; only those it meets more often than by chance."""
        spots = self._spots(entry)
        together = Counter(chain.from_iterable(self._named[spot] for _, spot in spots))
        own, total = len(spots), len(self._named)
        ranked: defaultdict[EntityKind, list[tuple[float, int, Key]]] = defaultdict(list)
        for key, both in together.items():
            second = self._frequency[key]
            if key != (entry.kind, entry.id) and both * total > own * second:
                ranked[key[0]].append((-log_likelihood(both, own, second, total), -both, key))
        chosen = {kind: [key for *_, key in sorted(ranked[kind])[:most]] for kind in KINDS if ranked[kind]}
        shared = self._shared(spots, {key for keys in chosen.values() for key in keys})
        return {
            kind: [
                Companion(self._corpus.entities[key], together[key], own * self._frequency[key] / total, tuple(shared[key].values()))
                for key in keys
            ]
            for kind, keys in chosen.items()
        }

    @cached_property
    def _named(self) -> Mapping[Spot, Sequence[Key]]:
        """The entities that each paragraph names, of all paragraphs that name any and are no mere list."""
        named: defaultdict[Spot, list[Key]] = defaultdict(list)
        for key, entry in self._corpus.entities.items():
            if entry.kind in KINDS:
                for occurrence in entry.occurrences:
                    for number in occurrence.paragraphs:
                        named[occurrence.document.slug, number].append(key)
        return {spot: keys for spot, keys in named.items() if len(keys) <= LONGEST}

    @cached_property
    def _frequency(self) -> Mapping[Key, int]:
        return Counter(chain.from_iterable(self._named.values()))

    def _spots(self, entry: EntityEntry) -> Sequence[tuple[Document, Spot]]:
        """The paragraphs that count and name an entity, in order of time."""
        found = ((o.document, (o.document.slug, number)) for o in entry.occurrences for number in o.paragraphs)
        return [(document, spot) for document, spot in found if spot in self._named]

    def _shared(self, spots: Iterable[tuple[Document, Spot]], chosen: set[Key]) -> Mapping[Key, dict[str, tuple[Document, int]]]:
        """Companion → slug → the document and the first of its paragraphs that names both."""
        shared: defaultdict[Key, dict[str, tuple[Document, int]]] = defaultdict(dict)
        for document, spot in spots:
            for key in chosen.intersection(self._named[spot]):
                shared[key].setdefault(document.slug, (document, spot[1]))
        return shared
