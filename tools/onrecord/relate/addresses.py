"""The ids of entities, which are the last part of their addresses: kept as the folder grows, and never lost.

The last build says which names of which document were published under which id. An entity keeps the id under which most of
its documents were published; where two published entities turn out to be one, the other id becomes a former one, whose
address leads on. Each published id goes to one entity: to the one that would have it by its name, or else to the one that has
most of its documents. A new entity takes the id its name gives, unless another has it.

What cannot be held: an entity that is no longer found anywhere has no page, and a folder that is built anew without what was
built before gives ids by names alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.records import Entity, EntityKind
from onrecord.relate.bearers import Document, Key
from onrecord.relate.joining import Group
from onrecord.slugs import unique


@dataclass(frozen=True, slots=True)
class Address:
    """The id of an entity, and those it was published under before."""

    id: str
    former: tuple[str, ...] = ()


def kept(before: Iterable[Mapping[str, int]]) -> dict[int, str]:
    """Number of a thing → the id it keeps: the one under which most of its parts were published, ``before``; no two keep the same."""
    claims = sorted((-count, id_, number) for number, counted in enumerate(before) for id_, count in counted.items())
    ids: dict[int, str] = {}
    taken: set[str] = set()
    for _, id_, number in claims:
        if number not in ids and id_ not in taken:
            ids[number] = id_
            taken.add(id_)
    return ids


def assign(groups: Sequence[Group], documents: Sequence[Document], published: Mapping[str, Sequence[Entity]]) -> list[Address]:
    """The address of each group. ``published`` has the entities of each document as they were published last."""
    natural = [[bearer.own_id for bearer in group.bearers] for group in groups]
    votes = _votes(groups, documents, published)
    owner = _owners(natural, votes)
    owned: defaultdict[int, list[str]] = defaultdict(list)
    for (_, id_), number in owner.items():
        owned[number].append(id_)
    ids: dict[int, str] = {}
    taken: defaultdict[EntityKind, set[str]] = defaultdict(set)
    for kind, id_ in owner:
        taken[kind].add(id_)
    for number, group in enumerate(groups):  # who is known, and who was published, come first
        head = group.bearers[0]
        pages = [id_ for id_ in owned[number] if votes[number][0][head.kind, id_]]
        if head.known:
            ids[number] = head.id
        elif pages:
            ids[number] = min(pages, key=lambda id_: (-votes[number][0][head.kind, id_], id_ != head.own_id, id_))
        if number in ids:
            taken[head.kind].add(ids[number])
    for number, group in enumerate(groups):
        if number not in ids:
            head = group.bearers[0]
            free = [id_ for id_ in natural[number] if id_ not in taken[head.kind] or id_ in owned[number]]
            ids[number] = free[0] if free else unique(f"{natural[number][0]}-{min(head.documents)}", head.kind, taken[head.kind])
            taken[head.kind].add(ids[number])
    return [Address(ids[n], tuple(sorted(set(owned[n]) - {ids[n]}))) for n in range(len(groups))]


def _owners(natural: Sequence[Sequence[str]], votes: Sequence[tuple[Counter[Key], Counter[Key]]]) -> dict[Key, int]:
    """The number of the group that has each id published before: one whose own name gives it, then the one with most votes."""
    wanting: defaultdict[Key, list[int]] = defaultdict(list)
    for number, (pages, former) in enumerate(votes):
        for key in pages | former:
            wanting[key].append(number)
    return {
        key: min(wanting[key], key=lambda n: (key[1] not in natural[n], -votes[n][0][key], -votes[n][1][key], n)) for key in sorted(wanting)
    }


def _votes(
    groups: Sequence[Group], documents: Sequence[Document], published: Mapping[str, Sequence[Entity]]
) -> list[tuple[Counter[Key], Counter[Key]]]:
    """For each group how many of its documents were published under which ids, and had which former ones: by the names in them."""
    number_of = {bearer.key: number for number, group in enumerate(groups) for bearer in group.bearers}
    votes: list[tuple[Counter[Key], Counter[Key]]] = [(Counter(), Counter()) for _ in groups]
    for document in documents:
        before: defaultdict[tuple[EntityKind, str], list[Entity]] = defaultdict(list)
        for entity in published.get(document.id, ()):
            for name in dict.fromkeys((*entity.variants, entity.name)):
                before[entity.kind, name].append(entity)
        for entity in document.entities if before else ():
            same = {old.id: old for name in (*entity.variants, entity.name) for old in before[entity.kind, name]}
            pages, former = votes[number_of[entity.kind, entity.id]]
            pages.update((entity.kind, id_) for id_ in same)
            former.update({(entity.kind, id_) for old in same.values() for id_ in old.former})
    return votes
