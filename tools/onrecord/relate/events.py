"""Events that several documents describe without naming them: the same people on the same day are one event.

Two tellings are one event where kind, people, places and what was signed or attended are the same and their dates agree. A
date that is only near (``~``) or a stretch of a few days goes to the one exact date that it can mean, and stays apart where
there are two. What has no date is never joined.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord import edtf
from onrecord.happenings import agree, identify, label
from onrecord.records import Account, Annotated, Basis, Entity, HappeningKind
from onrecord.relate.addresses import kept
from onrecord.slugs import unique


@dataclass(frozen=True, slots=True)
class Named:
    """Whom and what a document named when it was published last, and its accounts of events."""

    entities: tuple[Entity, ...] = ()
    accounts: tuple[Account, ...] = ()


_STRETCH = 7
"""Days; a longer interval ("in March") may hold several meetings of the same people."""


@dataclass(frozen=True, slots=True)
class _Told:
    """An account in its document."""

    document: str
    account: Account
    kind: HappeningKind

    @property
    def date(self) -> str:
        return self.account.date.value or ""


def join(documents: Mapping[str, Annotated], published: Mapping[str, Named]) -> dict[str, Annotated]:
    """The documents with one id and one label for each event that they describe; the order of the documents changes nothing.

    ``published`` has what each document named under which ids before: an event keeps its id as the corpus grows, and what was
    published under another leads to it.
    """
    names = _names(documents)
    told: defaultdict[tuple[object, ...], list[_Told]] = defaultdict(list)
    for id_ in sorted(documents):
        for account in documents[id_].accounts:
            if account.kind is not None and account.date.value and not _is_known(documents[id_], account.event):
                told[_matter(account)].append(_Told(id_, account, account.kind))
    groups = [group for key in sorted(told, key=repr) for group in _one_each(told[key])]
    renamed: defaultdict[str, dict[str, Entity]] = defaultdict(dict)
    before = [_before(group, published) for group in groups]
    ids = _ids(groups, names, [counted for counted, _ in before])
    given = set(ids)
    for group, id_, (counted, former) in zip(groups, ids, before, strict=True):
        left = (former | counted.keys()) - given
        event = Entity("event", id_, _label(group, names), former=tuple(sorted(left)))
        for one in group:
            renamed[one.document][one.account.event] = event
    return {id_: _renamed(document, renamed[id_]) if id_ in renamed else document for id_, document in documents.items()}


def _names(documents: Mapping[str, Annotated]) -> dict[tuple[str, str], str]:
    """(kind, id) → the name that most documents use."""
    counts: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for document in documents.values():
        for entity in document.entities:
            counts[entity.kind, entity.id][entity.name] += 1
    return {key: min(found, key=lambda name: (-found[name], name)) for key, found in counts.items()}


def _is_known(document: Annotated, event: str) -> bool:
    return any(entity.known for entity in document.entities if (entity.kind, entity.id) == ("event", event))


def _matter(account: Account) -> tuple[object, ...]:
    """What must be the same for two accounts to tell of one event, besides the date."""
    people = tuple(sorted(value.value or "" for value in account.participants))
    places = tuple(sorted(value.value or "" for value in account.places)) if account.kind in ("visit", "gathering") else ()
    return account.kind, people if account.kind != "gathering" else (), places, (account.what or "").casefold()


_SURE: Mapping[Basis, int] = {"stated": 0, "inferred": 1}


def _one_each(told: Sequence[_Told]) -> list[list[_Told]]:
    """The accounts of one matter by event: exact dates first, then what can mean only one of them."""
    groups: dict[str, list[_Told]] = {}
    for one in sorted(told, key=lambda one: (edtf.precision(one.date) != "day" or one.date.endswith("~"), one.date, one.document)):
        exact = edtf.precision(one.date) == "day" and not one.date.endswith("~")
        fitting = [date for date in groups if agree(date, one.date)] if not exact and _is_short(one.date) else []
        groups.setdefault(fitting[0] if len(fitting) == 1 else one.date, []).append(one)
    return [groups[date] for date in sorted(groups)]


def _is_short(date: str) -> bool:
    first, last = edtf.bounds(date)
    return first is not None and last is not None and (last - first).days < _STRETCH


def _best(group: Iterable[_Told]) -> _Told:
    """The account whose date is the surest."""
    return min(group, key=lambda one: (one.date.endswith("~"), _SURE.get(one.account.date.basis, 2), one.date, one.document))


def _label(group: Sequence[_Told], names: Mapping[tuple[str, str], str]) -> str:
    best = _best(group)
    people, places = _people_and_places(best.account, names)
    return label(best.kind, people, places, best.account.what, best.date)


def _people_and_places(account: Account, names: Mapping[tuple[str, str], str]) -> tuple[list[str], list[str]]:
    people = [names.get(("person", value.value or ""), value.value or "") for value in account.participants]
    return people, [names.get(("place", value.value or ""), value.value or "") for value in account.places]


def _before(group: Sequence[_Told], published: Mapping[str, Named]) -> tuple[Counter[str], set[str]]:
    """Under which ids the accounts of a group were published, how often, and the former ids of those events."""
    counted: Counter[str] = Counter()
    former: set[str] = set()
    for one in group:
        named = published.get(one.document, Named())
        for id_ in {account.event for account in named.accounts if account.start == one.account.start}:
            counted[id_] += 1
            former.update(old for entity in named.entities if (entity.kind, entity.id) == ("event", id_) for old in entity.former)
    return counted, former


def _ids(groups: Sequence[Sequence[_Told]], names: Mapping[tuple[str, str], str], before: Sequence[Counter[str]]) -> list[str]:
    """The id of each group: the one under which most of its accounts were published, else a new one. No two have the same."""
    ids = kept(before)
    taken = set(ids.values())
    for number, group in enumerate(groups):
        if number not in ids:
            best = _best(group)
            people, places = _people_and_places(best.account, names)
            new = identify(best.kind, people, places, best.account.what, best.date)
            ids[number] = unique(new, best.document, taken)
            taken.add(ids[number])
    return [ids[number] for number in range(len(groups))]


def _renamed(document: Annotated, events: Mapping[str, Entity]) -> Annotated:
    """A document with other ids and labels for its events, in everything that refers to them."""

    def id_of(event: str) -> str:
        return events[event].id if event in events else event

    return replace(
        document,
        entities=_entities(document, events),
        mentions=tuple(
            replace(mention, entity=id_of(mention.entity)) if mention.kind == "event" else mention for mention in document.mentions
        ),
        statements=tuple(
            replace(statement, event=id_of(statement.event)) if statement.event else statement for statement in document.statements
        ),
        accounts=tuple(replace(account, event=id_of(account.event)) for account in document.accounts),
    )


def _entities(document: Annotated, events: Mapping[str, Entity]) -> tuple[Entity, ...]:
    """The entities of a document with the new ids and labels of its events, each event once."""
    found: dict[tuple[str, str], Entity] = {}
    for read in document.entities:
        event = events.get(read.id) if read.kind == "event" else None
        entity = replace(read, id=event.id, name=event.name, former=event.former) if event else read
        before = found.get((entity.kind, entity.id))
        variants = dict.fromkeys((*before.variants, *entity.variants)) if before else entity.variants
        found[entity.kind, entity.id] = replace(entity, variants=tuple(variants))
    return tuple(found.values())
