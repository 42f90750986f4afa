"""Records as they are suggested: with what stands in the documents, and nothing else."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence

import msgspec

from onrecord.authorities import Authorities, Event, Organization, Person, Place, Record
from onrecord.records import SINGULARS, Value
from onrecord.suggest.proposals import Ids
from onrecord.suggest.standings import Standing, in_full


def draft(standing: Standing, names: Iterable[str], records: Authorities, ids: Ids) -> Record:
    """A new record for somebody or something, with these names."""
    label, kind = standing.label, standing.kind
    id_ = ids.new(kind, standing.id, SINGULARS[kind])
    if kind == "events":
        return _event(standing, id_, tuple(dict.fromkeys(names)), records)
    variants = others(names, label)
    if kind == "people":
        return Person(id=id_, label=label, variants=tuple(filter(in_full, variants)))
    return (
        Organization(id=id_, label=label, variants=variants) if kind == "organizations" else Place(id=id_, label=label, variants=variants)
    )


def others(names: Iterable[str], label: str) -> tuple[str, ...]:
    """The names besides the label, without those that differ from a kept one in capitals only."""
    kept = {label.casefold(): label}
    for name in names:
        kept.setdefault(name.casefold(), name)
    return tuple(kept.values())[1:]


def with_names(record: Record, names: Sequence[str]) -> Record:
    """A record with more names: an event's are what sources call it, and a person's are full names."""
    field = "terms" if isinstance(record, Event) else "variants"
    held: tuple[str, ...] = getattr(record, field)
    new = [name for name in dict.fromkeys(names) if name not in (record.label, *held)]
    if isinstance(record, Person):
        new = list(filter(in_full, new))
    return msgspec.structs.replace(record, **{field: (*held, *new)})


def _event(standing: Standing, id_: str, terms: tuple[str, ...], records: Authorities) -> Event:
    """An event with the day, people and places that documents state; people and places without a record cannot be named in one."""
    dates = {account.date.value for account in standing.accounts if account.date.basis == "stated"}
    people = _recorded((value for account in standing.accounts for value in account.participants), records.people)
    places = _recorded((value for account in standing.accounts for value in account.places), records.places)
    day = dates.pop() if len(dates) == 1 else None
    return Event(id=id_, label=standing.label, date=day, terms=terms, participants=people, places=places)


def can_be_found(record: Record) -> bool:
    """Whether texts can be searched for what a record describes: an event needs words, or a day with two people or more."""
    return not isinstance(record, Event) or bool(record.terms) or bool(record.date and len(record.participants) > 1)


def _recorded(values: Iterable[Value], records: Container[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value.value for value in values if value.value is not None and value.value in records))
