"""Parallel passages: what is said in one document and again, in the same or other words, in another.

Two sentences are held against each other when they share two of their rarest names and words; an index of those alone, with a
bound on how many sentences each may meet, keeps the cost of a folder in proportion to its size. What decides is the evidence
that their best stretches share: each shared name or stem weighs as much as it is rare in the folder and in the language, and
each that stands between the shared ones takes some of it away again (the local alignment of Smith and Waterman, 1981, without
their demand for the same order). So an idle formula weighs little and a name alone is no parallel.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import chain, pairwise

from onrecord.relate.passages import Passage, Passages, Telling, read

MEETINGS = 600
"""Passages that may hold the rarest features of a passage, taken together: commoner features find nothing, and count all the same."""
LOOKED_AT = 40
"""Passages to which one is held at most: those that share most of its rarest features."""
GAP = 0.3
"""The part of its weight that a feature takes away which stands between shared ones and is not shared."""
BASE, SLOPE = -22.8, 5.7
"""Evidence in nats: two passages are parallel from ``BASE`` and ``SLOPE`` times the logarithm of the number of sentences on, since
the more sentences a folder has, the more of them are alike by chance."""
LEAST, LEAST_OF_ONE = 4.7, 4.0
"""The same slope for what is asked of the stretch alone, and where one speaker says both."""
COVERED = 20.0
"""What it counts that the stretch is the whole of the shorter passage."""
SAME_SPEAKER, NAMELESS, OTHER_NAMES = 5.0, 8.0, 8.0
"""What it counts that one speaker says both; what more is asked where they share no name and no number, and where each names
somebody or something and they share none of it. These and the constants above were set by reading some 450 pairs, from five
documents on one matter and from 840 on the news of a year."""
QUOTED = 6
"""Features one after the other in both passages: a quotation, for no expression is as long."""
LINKED = 0.5
"""The share of the others in its thread; to more than these each passage must be parallel itself."""
REFRAIN = 3
"""Documents of one outlet from which the same words, said by nobody, are a note of its own."""
MOST = 60
"""Passages of a thread; what stands in more is the refrain of a folder, and a list of sixty shows it."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a passage stands: the id of its document and its offsets in the body."""

    document: str
    start: int
    end: int


Thread = tuple[Place, ...]
"""Places that say the same thing, by document and offset."""


def find_threads(documents: Iterable[Telling]) -> tuple[Thread, ...]:
    """The threads of parallel passages in some documents, none of which copies another. Their order makes no difference.

    Threads of passages that follow one another, one by one, in the same documents are one. What one outlet repeats in many
    articles in its own words is its refrain, and no thread.
    """
    ordered = sorted(documents, key=lambda document: document.id)
    passages = read(ordered)
    clusters = {c for c in _clusters(passages.all, _links(passages)) if not _refrain([passages.all[number] for number in c], ordered)}
    return tuple(
        tuple(Place(ordered[passages.all[first].document].id, passages.all[first].start, passages.all[last].end) for first, last in thread)
        for thread in _runs(clusters, passages.all)
    )


def _refrain(cluster: Sequence[Passage], documents: Sequence[Telling]) -> bool:
    """Whether passages are a note of one outlet, the same each time: who writes here, where to subscribe."""
    own = {passage.document for passage in cluster}
    outlets = {documents[number].outlet for number in own}
    same = len(own) >= REFRAIN and len(outlets) == 1 and None not in outlets and len({tuple(p.features) for p in cluster}) == 1
    return same and not any(_is_said(passage, documents[passage.document]) for passage in cluster)


def _is_said(passage: Passage, document: Telling) -> bool:
    return any(start < passage.end and passage.start < end for start, end, _ in document.said)


# ---- which passages are parallel ----------------------------------------------------------------------------------------


def _links(passages: Passages) -> list[tuple[float, int, int]]:
    """The pairs of passages that are parallel, by their numbers, each with its evidence."""
    links = []
    for number, others in _candidates(passages):
        own = frozenset(passages.all[number].features)
        for other in others:
            evidence = _evidence(number, own, other, passages)
            if evidence:
                links.append((evidence, other, number))
    return links


def _candidates(passages: Passages) -> Iterator[tuple[int, list[int]]]:
    """Each passage with those before it, in other documents, that share two of its rarest features."""
    holders: defaultdict[int, list[int]] = defaultdict(list)
    ends = _first_of_document(passages.all)
    for number, passage in enumerate(passages.all):
        rarest = _rarest(passage, passages.counts)
        # The rarest two are always asked, but in a folder of formulas even these are held by very many.
        shared = Counter(chain.from_iterable(holders[feature][-MEETINGS:] for feature in rarest))
        before = ends[passage.document]
        met = [(count, -other) for other, count in shared.items() if count > 1 and other < before]
        yield number, [-other for _, other in (met if len(met) <= LOOKED_AT else nlargest(LOOKED_AT, met))]
        for feature in rarest:
            holders[feature].append(number)


def _first_of_document(passages: Sequence[Passage]) -> dict[int, int]:
    """Document → the number of its first passage."""
    return {passage.document: number for number, passage in reversed(list(enumerate(passages)))}


def _rarest(passage: Passage, counts: Sequence[int]) -> list[int]:
    """The features of a passage from the rarest on, as long as few enough passages hold them."""
    left = MEETINGS
    rarest: list[int] = []
    for feature in sorted(set(passage.features), key=lambda feature: (counts[feature], feature)):
        left -= counts[feature]
        if left < 0 and len(rarest) > 1:
            break
        if counts[feature] > 1:
            rarest.append(feature)
    return rarest


def _evidence(number: int, features: frozenset[int], other: int, passages: Passages) -> float:
    """How strongly two passages are parallel; 0.0 when they are not."""
    first, second = passages.all[number], passages.all[other]
    shared = features.intersection(second.features)
    whole = min(passages.totals[number], passages.totals[other])
    same_speaker = bool(first.speakers & second.speakers)
    unit = math.log(passages.size)
    enough = BASE + SLOPE * unit - (SAME_SPEAKER if same_speaker else 0.0)
    least = BASE + (LEAST_OF_ONE if same_speaker else LEAST) * unit
    most = sum(passages.weights[feature] for feature in shared)
    if most < least or most + COVERED * most / whole < enough:
        return 0.0
    follow = frozenset(pairwise(first.features)).intersection(pairwise(second.features))
    quoted = _longest_run(first.features, follow) >= QUOTED
    here, there = (_stretch(passage, shared, frozenset() if quoted else follow, passages) for passage in (first, second))
    evidence = min(here.evidence, there.evidence)
    common = here.features & there.features
    matter = len(common - passages.names - passages.numbers - passages.offices)
    if evidence < least or matter < (2 if matter < len(common) else 3) or _contradict(here, there, passages.numbers, quoted):
        return 0.0
    strength = evidence + COVERED * evidence / whole
    if not same_speaker:
        strength -= NAMELESS * common.isdisjoint(passages.entities | passages.numbers) + OTHER_NAMES * _name_others(
            first, second, passages.entities
        )
    return strength if strength >= enough else 0.0


@dataclass(frozen=True, slots=True)
class _Stretch:
    evidence: float
    features: frozenset[int]
    denied: bool


def _stretch(passage: Passage, shared: frozenset[int], follow: frozenset[tuple[int, int]], passages: Passages) -> _Stretch:
    """The stretch of a passage with the most evidence: what is shared counts once, what is not counts against it.

    Of an expression that both passages have, each word is expected after the one before it; ``follow`` are such pairs.
    """
    weights = passages.weights
    best = (0.0, 0, 0)
    start, evidence, before = 0, 0.0, -1
    met: set[int] = set()
    for place, feature in enumerate(passage.features):
        if feature not in shared:
            evidence -= GAP * weights[feature]
        elif feature not in met:
            evidence += weights[feature] if (before, feature) not in follow else passages.after(before, feature)
            met.add(feature)
        before = feature
        if evidence <= 0:
            start, evidence = place + 1, 0.0
            met.clear()
        elif evidence > best[0]:
            best = (evidence, start, place + 1)
    evidence, start, end = best
    return _Stretch(evidence, frozenset(passage.features[start:end]), any(start <= denial <= end for denial in passage.denials))


def _longest_run(features: Sequence[int], follow: frozenset[tuple[int, int]]) -> int:
    """How many features stand one after the other as they do in another passage."""
    longest = run = 1
    for pair in pairwise(features):
        run = run + 1 if pair in follow else 1
        longest = max(longest, run)
    return longest


def _contradict(here: _Stretch, there: _Stretch, numbers: frozenset[int], quoted: bool) -> bool:
    """Whether two stretches tell of two things in the same words: both give numbers and most of these differ; or one denies what
    the other says, unless the denial stands in a long quotation, where it is a variant worth seeing."""
    own, other = here.features & numbers, there.features & numbers
    if own and other and len(own & other) < 0.5 * len(own | other):
        return True
    return here.denied != there.denied and not quoted


def _name_others(first: Passage, second: Passage, entities: frozenset[int]) -> bool:
    """Whether two passages both name people, bodies or places and none in common."""
    own, other = entities.intersection(first.features), entities.intersection(second.features)
    return bool(own and other) and own.isdisjoint(other)


# ---- from pairs to threads ----------------------------------------------------------------------------------------------


def _clusters(passages: Sequence[Passage], links: Sequence[tuple[float, int, int]]) -> set[tuple[int, ...]]:
    """Passages gathered from the strongest link on; two clusters become one only if each passage is then parallel to more than
    half of the others, so that a chain, each near the next and none to the last, does not become a thread.

    A passage that tells of two matters is in the clusters of both, where no other passage of its document is.
    """
    network = _Network(passages, links)
    cluster_of: dict[int, list[int]] = {}
    for _, first, second in sorted(links, key=lambda link: (-link[0], link[1], link[2])):
        one, other = (cluster_of.setdefault(number, [number]) for number in (first, second))
        if one is not other and len(one) + len(other) <= MOST and network.hold_together([*one, *other]):
            one.extend(other)
            cluster_of.update(dict.fromkeys(other, one))
    clusters = {number: tuple(sorted(cluster)) for number, cluster in cluster_of.items() if len(cluster) > 1}
    joining: defaultdict[tuple[int, ...], list[int]] = defaultdict(list)
    for number in sorted(cluster_of):
        for cluster in sorted({clusters[other] for other in network.neighbours[number] if other in clusters}):
            alone = passages[number].document not in {passages[other].document for other in cluster}
            if alone and network.share(number, cluster) > LINKED:
                joining[cluster].append(number)
    return {tuple(sorted((*cluster, *joining[cluster][: MOST - len(cluster)]))) for cluster in set(clusters.values())}


class _Network:
    """Which passages are parallel to which."""

    def __init__(self, passages: Sequence[Passage], links: Iterable[tuple[float, int, int]]) -> None:
        self._passages = passages
        self.neighbours: defaultdict[int, set[int]] = defaultdict(set)
        for _, first, second in links:
            self.neighbours[first].add(second)
            self.neighbours[second].add(first)

    def hold_together(self, cluster: Sequence[int]) -> bool:
        """Whether each passage is parallel to more than half of the others, and so none is there for the sake of one other."""
        return all(self.share(number, cluster) > LINKED for number in cluster)

    def share(self, number: int, cluster: Sequence[int]) -> float:
        """The share of the passages of other documents in a cluster to which a passage is parallel."""
        others = [other for other in cluster if self._passages[other].document != self._passages[number].document]
        return sum(other in self.neighbours[number] for other in others) / max(1, len(others))


def _runs(clusters: Collection[tuple[int, ...]], passages: Sequence[Passage]) -> list[tuple[tuple[int, int], ...]]:
    """Clusters as threads of (first passage, last passage); those that follow one another in all their documents are joined."""
    joined: set[tuple[int, ...]] = set()
    threads = []
    for cluster in sorted(clusters):
        last = cluster
        while cluster not in joined and (after := _next(last, passages)) in clusters:
            joined.add(after)
            last = after
        if cluster not in joined:
            threads.append(tuple(zip(cluster, last, strict=True)))
    return threads


def _next(cluster: tuple[int, ...], passages: Sequence[Passage]) -> tuple[int, ...]:
    """The passages that come right after those of a cluster, one by one; none where a document has two of them or ends."""
    after = tuple(number + 1 for number in cluster)
    documents = [passages[number].document for number in cluster]
    alone = len(set(documents)) == len(documents) and after[-1] < len(passages)
    return after if alone and documents == [passages[number].document for number in after] else ()
