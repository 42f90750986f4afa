"""Which bearers of names, in all documents of a folder, are one person, organization, place or event.

Bearers are joined on strong evidence only, which is kept; what is weaker is left apart, as :class:`Likely`. Joining never
chains: every name of one side must fit every name of the other, and no two bearers of authority records, no two that a
record tells apart and no two people whom one document names as two come together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from onrecord.alike import name_words, sound
from onrecord.annotate.fullnames import full_forms, full_name
from onrecord.annotate.tokens import fold
from onrecord.authorities import Authorities
from onrecord.records import PLURALS, EntityKind, Evidence
from onrecord.relate import bodies, people
from onrecord.relate.bearers import IN, Bearer, Document, Key, gather, written_out

KINDS: frozenset[EntityKind] = frozenset({"person", "organization", "place", "event"})
"""What is joined across documents; topics and outlets are found by what their records list."""

_BOTH_IN_ONE = frozenset({"same", "letters", "middle", "short"})
"""How two names go together that one document may well have for one person."""
_MANY = 60
"""Bearers; a longer list of like names is not compared pair by pair: what it has in common tells nothing."""


@dataclass(frozen=True, slots=True)
class Bond:
    """Two bearers that are one, or may be, and what speaks for it."""

    first: Bearer
    second: Bearer
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Likely:
    """Two entities of one kind that may be one, for a person to decide, and what speaks for it."""

    kind: EntityKind
    first_id: str
    second_id: str
    reasons: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Bearers that are one entity. The first is the one the others were joined to; ``bonds`` say why, by the key of the bearer."""

    bearers: tuple[Bearer, ...]
    bonds: Mapping[Key, Bond]


@dataclass(frozen=True, slots=True)
class Found:
    """All bearers in their groups, most of them alone, and the pairs that were left apart."""

    groups: tuple[Group, ...]
    left: tuple[Bond, ...]


def likely(documents: Iterable[Document], records: Authorities) -> Iterator[Likely]:
    """The pairs of entities that may be one though the evidence is not strong enough to join them, in order of kind and id."""
    for bond in find(documents, records).left:
        yield Likely(bond.first.kind, bond.first.id, bond.second.id, bond.evidence)


def find(documents: Iterable[Document], records: Authorities) -> Found:
    """Join the bearers of the names of all documents. The answer does not depend on the order of the documents."""
    bearers = gather(documents := sorted(documents, key=lambda document: document.id), KINDS)
    joining = _Joining(records)
    ordered = [bearers[key] for key in sorted(bearers)]
    joining.bodies([bearer for bearer in ordered if bearer.kind != "person" and IN not in bearer.id])
    joining.shared_names([bearer for bearer in ordered if bearer.kind == "organization" and IN in bearer.id])
    joining.acronyms(documents, bearers)
    named = [bearer for bearer in ordered if bearer.kind == "person"]
    joining.full_names([bearer for bearer in named if any(full_name(name) for name in bearer.names)])
    joining.surnames(named)
    return joining.found(ordered)


class _Joining:
    """The groups while they grow."""

    def __init__(self, records: Authorities) -> None:
        self._records = records
        self._group: dict[Key, list[Bearer]] = {}
        self._bonds: defaultdict[int, list[Bond]] = defaultdict(list)
        self._left: dict[tuple[Key, Key], Bond] = {}

    # ---- organizations, places, events

    def bodies(self, bearers: Sequence[Bearer]) -> None:
        """Join those whose names are the same but for what may be left out or written otherwise."""
        for block in _blocks(bearers, lambda b: {(b.kind, *bodies.core(name, b.kind)) for name in b.names if written_out(b.kind, name)}):
            one = block[0].kind != "organization" or bodies.endings_fit(name for bearer in block for name in bearer.names)
            for first, second in combinations(block, 2):
                name = next((n for n in sorted(second.names) if bodies.core(n, second.kind) in _cores(first)), second.label)
                why = (Evidence(name, "the same name in another form", note=people.documents(list(second.documents))),)
                if one or _endings(first) == _endings(second):  # a name without an ending could be either's
                    self._join(first, second, why)
                else:
                    self._leave(first, second, why)

    def shared_names(self, bearers: Sequence[Bearer]) -> None:
        """Join national bodies with a name that many have ("Finance Ministry") where the same country, and no other, stands beside it."""
        for block in _blocks(bearers, _national, most=len(bearers)):
            for other in block[1:]:
                (country,) = other.countries
                note = people.documents(block[0].countries[country], other.countries[country])
                self._join(block[0], other, (Evidence(country, "the same name with the same country", note=note),))

    def acronyms(self, documents: Iterable[Document], bearers: Mapping[Key, Bearer]) -> None:
        """Join an acronym that stands alone to the one organization of the folder that it is bound to."""
        bound: dict[str, dict[Key, tuple[Bearer, Evidence]]] = defaultdict(dict)
        for document in documents:
            for acronym, id_, words in bodies.bindings(document):
                bearer = bearers["organization", id_]
                evidence = Evidence(words, "the name with its acronym behind it", note=document.id)
                bound[acronym].setdefault(self._of(bearer)[0].key, (bearer, evidence))
        for acronym, named in sorted(bound.items()):
            alone = bearers.get(("organization", fold(acronym)))
            if alone is None or any(written_out("organization", name) for name in alone.names):
                continue
            for bearer, evidence in named.values():
                (self._join if len(named) == 1 else self._leave)(bearer, alone, (evidence,))

    # ---- people

    def full_names(self, bearers: Sequence[Bearer]) -> None:
        """Join people whose full names go together and for whom the documents speak; the surest likeness first."""
        order = list(people.RULES)
        pairs = sorted(
            ((how, first, second) for first, second, how in _like(bearers)),
            key=lambda pair: (order.index(pair[0]), pair[1].key, pair[2].key),
        )
        by_family: dict[str, list[Bearer]] = defaultdict(list)
        for bearer in bearers:
            for family in people.surnames(bearer):
                by_family[family].append(bearer)
        for how, first, second in pairs:
            strong, found = people.evidence(first, second, how)
            why = (Evidence(f"{first.label}, {second.label}", people.RULES[how]), *found)
            if strong and not self._rivals(first, second, how, by_family):
                self._join(first, second, why)
            elif found or how in _BOTH_IN_ONE or how in ("second", "order"):
                self._leave(first, second, why)

    def _rivals(self, first: Bearer, second: Bearer, how: people.Relation, by_family: Mapping[str, Sequence[Bearer]]) -> bool:
        """Whether somebody else of that surname could as well be meant by one of two names."""
        pair = (first, second)
        others = [b for family in people.surnames(first) for b in by_family[family] if b not in pair]
        if how == "initial":
            given = {named.given for b in pair for name in b.names if (named := full_name(name))}
            initials = {name[0] for name in given}
            return any(n.given[0] in initials and n.given not in given for b in others for name in b.names if (n := full_name(name)))
        if how in ("middle", "short", "same", "second", "generation"):
            names = [name for bearer in pair for name in bearer.names]
            givens = {named.given for name in names if (named := full_name(name))}
            return any(
                people.contradict(bearer.names, names)
                for bearer in others
                if any((named := full_name(name)) and named.given in givens for name in bearer.names)
            )
        return False

    def surnames(self, bearers: Sequence[Bearer]) -> None:
        """Join a surname that stands alone in its document to the one person of the folder who bears it and has that office."""
        full: dict[str, dict[int, list[Bearer]]] = defaultdict(dict)
        alone: dict[str, list[Bearer]] = defaultdict(list)
        for bearer in bearers:
            if any(full_name(name) for name in bearer.names):
                for family in people.surnames(bearer):
                    group = self._of(bearer)
                    full[family][id(group)] = group
            else:
                for family in people.surnames(bearer):
                    alone[family].append(bearer)
        for family, bare in sorted(alone.items()):
            left = [bearer for bearer in bare if not self._by_office(bearer, list(full[family].values()))]
            self._by_surname_and_office(left, list(full[family].values()))

    def _by_office(self, bearer: Bearer, groups: Sequence[Sequence[Bearer]]) -> bool:
        """Join a surname to the only one of its bearers who has an office that stands beside it; otherwise note who is likely."""
        fitting = [group for group in groups if _same_gender(bearer, group)]
        holders = [(member, office) for group in fitting for member, office in _holding(bearer, group)]
        for member, offices in holders:
            (self._join if len(holders) == 1 else self._leave)(member, bearer, (_of_surname(bearer, member), *offices))
        if not holders and (likely := _most_named(fitting)):
            self._leave(likely[0], bearer, (_of_surname(bearer, likely[0]),))
        return len(holders) == 1

    def _by_surname_and_office(self, bearers: Sequence[Bearer], groups: Sequence[Sequence[Bearer]]) -> None:
        """Join surnames that stand beside one office, where no two people who are named in full have had it."""
        heads: list[Bearer] = []
        for bearer in bearers:
            for head in heads[:_MANY]:
                offices = people.by_office(head, bearer) if _same_gender(head, [bearer]) else []
                several = bool(offices) and sum(any(_holding(one, group) for one in (head, bearer)) for group in groups) > 1
                if offices and not several:
                    self._join(head, bearer, (_of_surname(head, bearer), *offices))
                    break
            else:
                heads.append(bearer)

    # ---- growing

    def _of(self, bearer: Bearer) -> list[Bearer]:
        return self._group.setdefault(bearer.key, [bearer])

    def _join(self, first: Bearer, second: Bearer, evidence: tuple[Evidence, ...]) -> None:
        one, other = self._of(first), self._of(second)
        if one is other:
            return
        if any(self._apart(a, b) for a in one for b in other):
            self._leave(first, second, evidence)
            return
        self._bonds[id(one)] += [Bond(first, second, evidence), *self._bonds.pop(id(other), ())]
        one += other
        for bearer in other:
            self._group[bearer.key] = one

    def _leave(self, first: Bearer, second: Bearer, evidence: tuple[Evidence, ...]) -> None:
        if first.key != second.key and not self._decided(first, second):
            self._left.setdefault((min(first.key, second.key), max(first.key, second.key)), Bond(first, second, evidence))

    def _apart(self, first: Bearer, second: Bearer) -> bool:
        """Whether two bearers must stay two."""
        if self._decided(first, second):
            return True
        if first.kind != "person":
            return False
        if people.contradict(first.names, second.names):
            return True
        return bool(first.documents.keys() & second.documents.keys()) and people.how(first, second) not in _BOTH_IN_ONE

    def _decided(self, first: Bearer, second: Bearer) -> bool:
        return self._records.tell_apart(PLURALS[first.kind], first.id, second.id)

    def found(self, bearers: Sequence[Bearer]) -> Found:
        """What came of it."""
        groups = {id(group): group for bearer in bearers if (group := self._of(bearer))}
        left = (bond for _, bond in sorted(self._left.items()) if self._of(bond.first) is not self._of(bond.second))
        return Found(tuple(sorted(map(self._grown, groups.values()), key=lambda group: group.bearers[0].key)), tuple(left))

    def _grown(self, group: Sequence[Bearer]) -> Group:
        """A group around the bearer that others are joined to: who has a record, or is named in full by most documents."""
        if len(group) == 1:
            return Group(tuple(group), {})
        records = getattr(self._records, PLURALS[group[0].kind])
        head, *others = sorted(group, key=lambda b: (b.id not in records, not written_out(b.kind, b.label), -len(b.documents), b.key))
        keys = {bearer.key for bearer in group}
        bonds = self._bonds[id(group)]
        reached = {head.key: head}
        why: dict[Key, Bond] = {}
        while len(reached) < len(keys):
            for bond in bonds:
                for one, other in ((bond.first, bond.second), (bond.second, bond.first)):
                    if one.key in reached and other.key not in reached:
                        reached[other.key] = other
                        why[other.key] = replace(bond, first=one, second=other)
        return Group((head, *others), why)


def _blocks(bearers: Sequence[Bearer], keys: Callable[[Bearer], Iterable[Hashable]], most: int = _MANY) -> Iterator[list[Bearer]]:
    """The bearers that share a key, where there are several and not more than can be compared pair by pair.

    The blocks come in the order of their bearers, for the order of keys in a set is another in every run.
    """
    found: dict[Hashable, list[Bearer]] = defaultdict(list)
    for bearer in bearers:
        for key in dict.fromkeys(keys(bearer)):
            found[key].append(bearer)
    blocks = (block for block in found.values() if 1 < len(block) <= most)
    yield from sorted(blocks, key=lambda block: [bearer.key for bearer in block])


def _national(bearer: Bearer) -> set[Hashable]:
    """The country that stands beside the names of a national body, with their words; nothing where there is another one."""
    if len(bearer.countries) != 1:
        return set()
    return {(country, bodies.core(name)) for country in bearer.countries for name in bearer.names if bodies.is_national(name)}


def _cores(bearer: Bearer) -> set[tuple[str, ...]]:
    return {bodies.core(name, bearer.kind) for name in bearer.names}


def _endings(bearer: Bearer) -> set[tuple[str, ...]]:
    return {bodies.ending(name) for name in bearer.names}


def _like(bearers: Sequence[Bearer]) -> Iterator[tuple[Bearer, Bearer, people.Relation]]:
    """The pairs of people whose full names can be one person's, each once, and how."""
    seen = set()
    for block in _blocks(bearers, _keys):
        for first, second in combinations(block, 2):
            if (pair := (first.key, second.key)) in seen:
                continue
            seen.add(pair)
            how = people.how(first, second)
            if how and _same_gender(first, [second]) and not people.contradict(first.names, second.names):
                yield first, second, how


def _keys(bearer: Bearer) -> Iterator[Hashable]:
    """By what people with like names are brought together: given name and surname by letters or sound, or all words of the name."""
    for name in bearer.names:
        named = full_name(name)
        if named is None:
            continue
        words = name_words(name)
        yield "initial", named.given[0], named.family
        yield from (("full", given, named.family) for given in (*full_forms(named.given), *named.middle) if len(given) > 1)
        yield from (("written", way) for way in people.written(name))
        yield "words", tuple(sorted(map(fold, words)))
        given, family = sound(words[0]), sound(words[-1])
        yield "given", given, family[:2]
        yield "family", given[:1], family


def _same_gender(bearer: Bearer, group: Iterable[Bearer]) -> bool:
    told = {people.gender(one) for one in (bearer, *group)} - {""}
    return len(told) < 2


def _holding(bearer: Bearer, group: Iterable[Bearer]) -> list[tuple[Bearer, list[Evidence]]]:
    """The first member of a group, named in full, who has an office that stands beside a surname alone; with the offices."""
    return [(member, offices) for member in group if not member.is_alone and (offices := people.by_office(bearer, member))][:1]


def _most_named(groups: Sequence[Sequence[Bearer]]) -> Sequence[Bearer]:
    """The group that more documents name than all the others together; none where there is no such group."""
    counted = sorted(((len({id_ for one in group for id_ in one.documents}), n) for n, group in enumerate(groups)), reverse=True)
    return groups[counted[0][1]] if counted and counted[0][0] > sum(number for number, _ in counted[1:]) else ()


def _of_surname(bearer: Bearer, full: Bearer) -> Evidence:
    return Evidence(f"{full.label}, {bearer.label}", "the same surname")
