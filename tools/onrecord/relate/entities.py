"""One id and one label for each entity of a folder, in everything that refers to it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from onrecord.authorities import Authorities
from onrecord.records import Account, Annotated, Entity, Joined, Mention, Statement, Value
from onrecord.relate import event_names
from onrecord.relate.addresses import Address, assign
from onrecord.relate.bearers import IN, Document, Key, written_out
from onrecord.relate.bodies import is_shared
from onrecord.relate.joining import KINDS, Group, find
from onrecord.vocabulary import table


@dataclass(frozen=True, slots=True)
class _Named:
    """What an entity is called in the whole folder, and why a document's own name for it belongs to it."""

    id: str
    name: str
    former: tuple[str, ...]
    joined: tuple[Joined, ...]


def unite(documents: Mapping[str, Annotated], published: Mapping[str, Sequence[Entity]], records: Authorities) -> dict[str, Annotated]:
    """The documents with the names of one entity joined; the order of the documents changes nothing.

    ``published`` has the entities of each document as they were published last, whose ids are kept.
    """
    seen = {id_: _seen(id_, documents[id_]) for id_ in sorted(documents)}
    groups = find(seen.values(), records).groups
    named: dict[Key, _Named] = {}
    for group, address in zip(groups, assign(groups, tuple(seen.values()), published), strict=True):
        named |= _named(group, address)
    return {id_: _Renaming(id_, documents[id_], named).annotated() for id_ in documents}


def _seen(id_: str, document: Annotated) -> Document:
    """A document as the joining sees it. What its records list, and the events that it describes without naming, are left out."""
    alone, described = _alone(document), _described(document)
    meant = _meant(document, alone, described)
    return Document(
        id_,
        document.described.cleaned.body,
        document.described.metadata.date.value,
        tuple(
            replace(e, id=_apart(_key(e), id_, alone)) if _key(e) in alone else e
            for e in document.entities
            if e.kind in KINDS and not (e.kind == "event" and e.id in described) and _key(e) not in meant
        ),
        tuple(
            replace(m, entity=_apart((m.kind, m.entity), id_, alone)) if (m.kind, m.entity) in alone else m
            for m in document.mentions
            if m.kind in KINDS and not (m.kind == "event" and m.entity in described) and (m.kind, m.entity) not in meant
        ),
    )


def _key(entity: Entity) -> Key:
    return entity.kind, entity.id


def _alone(document: Annotated) -> frozenset[Key]:
    """Whose names may be another's in the next document: people never named in full, organizations and events by a name that many have."""
    return frozenset(_key(e) for e in document.entities if not e.known and _key(e) not in _listed() and _is_shared(e))


def _is_shared(entity: Entity) -> bool:
    names = (entity.name, *entity.variants)
    if entity.kind == "person":
        return not written_out("person", entity.name)
    if entity.kind == "event":
        return event_names.is_shared(entity)
    return entity.kind == "organization" and all(map(is_shared, names))


@cache
def _listed() -> frozenset[Key]:
    """The organizations of the vocabulary, each of which is one wherever it is named."""
    return frozenset(("organization", row["id"]) for row in table("organizations"))


def _described(document: Annotated) -> frozenset[str]:
    return frozenset(account.event for account in document.accounts if account.kind is not None)


def _apart(key: Key, document: str, alone: frozenset[Key]) -> str:
    return f"{key[1]}{IN}{document}" if key in alone else key[1]


def _named(group: Group, address: Address) -> dict[Key, _Named]:
    """What the bearers of a group are called from now on."""
    head = group.bearers[0]
    counts: Counter[str] = Counter()
    for bearer in group.bearers:
        counts.update(bearer.labels)
    name = head.label if head.known else min(counts, key=lambda n: (not written_out(head.kind, n), -counts[n], n.isupper(), n))
    found = {}
    for bearer in group.bearers:
        bond = group.bonds.get(bearer.key)
        joined = (Joined(bearer.label, bond.first.label, bond.evidence),) if bond else ()
        found[bearer.key] = _Named(address.id, name, address.former, joined)
    return found


def _meant(document: Annotated, alone: frozenset[Key], described: frozenset[str]) -> dict[Key, Key]:
    """The events that a document calls by a shared name → the one that it names in full and that they are."""
    named = [e for e in document.entities if e.kind == "event" and e.id not in described]
    found = ((e, event_names.fuller(e, named)) for e in named if _key(e) in alone)
    return {_key(event): _key(full) for event, full in found if full is not None}


class _Renaming:
    """One document, and what its entities are called in the whole folder."""

    def __init__(self, id_: str, document: Annotated, named: Mapping[Key, _Named]) -> None:
        alone, described = _alone(document), _described(document)
        meant = _meant(document, alone, described)
        self.document = document
        self.named: dict[Key, _Named] = {}
        for entity in document.entities:
            key = _key(entity)
            new = named.get((entity.kind, _apart(meant.get(key, key), id_, alone)))
            if new is not None and not (entity.kind == "event" and entity.id in described):
                self.named[key] = new

    def annotated(self) -> Annotated:
        """The document with the ids and labels of the folder."""
        return replace(
            self.document,
            entities=self._entities(),
            mentions=tuple(map(self._mention, self.document.mentions)),
            statements=tuple(map(self._statement, self.document.statements)),
            accounts=tuple(map(self._account, self.document.accounts)),
        )

    def _id(self, key: Key) -> str:
        return self.named[key].id if key in self.named else key[1]

    def _entities(self) -> tuple[Entity, ...]:
        """The entities, each once: two names of one document may turn out to be one's by what others say."""
        found: dict[Key, list[Entity]] = defaultdict(list)
        for entity in self.document.entities:
            new = self.named.get(_key(entity))
            called = replace(entity, id=new.id, name=new.name, joined=new.joined, former=new.former) if new else entity
            found[_key(called)].append(called)
        return tuple(map(_one, found.values()))

    def _mention(self, mention: Mention) -> Mention:
        id_ = self._id((mention.kind, mention.entity))
        return mention if id_ == mention.entity else replace(mention, entity=id_)

    def _statement(self, statement: Statement) -> Statement:
        event = self._id(("event", statement.event)) if statement.event else None
        new = self.named.get((statement.speaker_kind or "person", statement.speaker or ""))
        if new is None:
            return statement if event == statement.event else replace(statement, event=event)
        return replace(statement, event=event, speaker=new.id, speaker_name=new.name)

    def _account(self, account: Account) -> Account:
        return replace(
            account,
            event=self._id(("event", account.event)),
            places=tuple(replace(value, value=self._id(("place", value.value or ""))) for value in account.places),
            participants=self._each_once(account.participants),
        )

    def _each_once(self, people: Sequence[Value]) -> tuple[Value, ...]:
        found: dict[str, Value] = {}
        for value in people:
            id_ = self._id(("person", value.value or ""))
            found.setdefault(id_, replace(value, value=id_))
        return tuple(found.values())


def _one(entities: Sequence[Entity]) -> Entity:
    """Several entities of a document that are one."""
    first = entities[0]
    if len(entities) == 1:
        return first
    return replace(
        first,
        variants=tuple(dict.fromkeys(variant for entity in entities for variant in entity.variants)),
        known=any(entity.known for entity in entities),
        joined=tuple(joined for entity in entities for joined in entity.joined),
    )
