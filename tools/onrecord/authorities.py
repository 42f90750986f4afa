"""The authority file: one record for each person, organization, place, event, topic and outlet a person has decided on.

Kept by hand in ``content/authorities/*.yaml``, one file a kind. The types below are the schema: an unknown key, a missing
label or a term that is no EDTF is an error with its file and line.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any

import msgspec

from onrecord import edtf
from onrecord.errors import ConfigurationError
from onrecord.hand import load_records, parse_records
from onrecord.rights.publication import Level
from onrecord.vocabulary import table

Id = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
"""Lower-case letters, digits and hyphens: the last part of the record's address, never changed once published."""
Text = Annotated[str, msgspec.Meta(min_length=1)]
Address = Annotated[str, msgspec.Meta(pattern=r"^https?://[^\s<>\"{}|\\^`]+$")]
"""An address on the web: it becomes a link, so nothing that a browser would run, and no character that no address has."""


class _Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    id: Id
    label: Text
    """The preferred label (skos:prefLabel)."""
    variants: tuple[Text, ...] = ()
    """Other names of the same (skos:altLabel), as they stand in texts; matched whole-word, case as written."""
    same_as: tuple[Address, ...] = ()
    """Addresses of the same thing elsewhere (Wikidata and others), only as entered by a person."""
    not_same_as: tuple[Id, ...] = ()
    """Ids of records of this kind with a like name that are something else: the two are never joined."""
    note: str | None = None
    """A remark for readers, shown on the page."""


class Office(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An office a person held; ``term`` is an EDTF interval (``2013-09-09/2018-09-09``, ``2003-10-31/..``)."""

    office: Text
    term: Text | None = None
    titles: tuple[Text, ...] = ()
    """Descriptions that name the holder in a text while the term lasts: ``head of state``, ``Azerbaijani leader``."""
    organization: Id | None = None
    place: Id | None = None


class Person(_Record, frozen=True, kw_only=True):
    """A person, with the offices held. ``dates`` is the life as an EDTF interval: ``1923-05-10/2003-12-12``, ``1961/..``."""

    offices: tuple[Office, ...] = ()
    dates: Text | None = None


class Organization(_Record, frozen=True, kw_only=True):
    """A body that acts or speaks: a ministry, an army, an international organization. ``dates`` says when it existed (EDTF)."""

    place: Id | None = None
    dates: Text | None = None


class Place(_Record, frozen=True, kw_only=True):
    """A country, region or town. ``demonyms`` (``Azerbaijani``) point to it without naming it."""

    demonyms: tuple[Text, ...] = ()
    country: Id | None = None


class Event(_Record, frozen=True, kw_only=True):
    """An event under a neutral label; ``terms`` are what sources call it, shown as theirs and matched in texts.

    ``participants`` with ``date`` find the event where no term stands: in a document that names all of them and is of
    that date, or in a paragraph that names all of them and that date.
    """

    date: Text | None = None
    terms: tuple[Text, ...] = ()
    participants: tuple[Id, ...] = ()
    places: tuple[Id, ...] = ()


class Topic(_Record, frozen=True, kw_only=True):
    """A subject under a neutral label; a document has it when one of the ``terms`` stands in its body.

    A term is words in order, compared without regard to case and plural; `` … `` between words allows up to six others. A
    record with the id of a topic of the thesaurus (``vocabulary/topics.tsv``) takes its place; without terms it renames it.
    """

    terms: tuple[Text, ...] = ()
    broader: Id | None = None
    off: bool = False
    """No document gets this topic."""


class Outlet(_Record, frozen=True, kw_only=True):
    """A publication. ``domains`` are its addresses; ``host`` marks an aggregator that carries others' articles.

    ``publish`` says what may be published of its articles, ``rights_uri`` under which licence or statement of rights.
    """

    domains: tuple[Text, ...] = ()
    place: str | None = None
    host: bool = False
    publish: Level | None = None
    rights_uri: Address | None = None


Record = Person | Organization | Place | Event | Topic | Outlet


class Authorities(msgspec.Struct, frozen=True, kw_only=True):
    """All authority records, each kind by id."""

    people: Mapping[str, Person] = {}
    organizations: Mapping[str, Organization] = {}
    places: Mapping[str, Place] = {}
    events: Mapping[str, Event] = {}
    topics: Mapping[str, Topic] = {}
    outlets: Mapping[str, Outlet] = {}

    def tell_apart(self, kind: str, first: str, second: str) -> bool:
        """Whether a person told two ids of one kind (``people``) apart: each has a record, or the record of one names the other."""
        held = getattr(self, kind)
        one, other = held.get(first), held.get(second)
        if one is not None and other is not None:
            return True
        return second in getattr(one, "not_same_as", ()) or first in getattr(other, "not_same_as", ())


KINDS: Mapping[str, type[Any]] = {
    "people": Person,
    "organizations": Organization,
    "places": Place,
    "events": Event,
    "topics": Topic,
    "outlets": Outlet,
}


def load(folder: Path, instead: Mapping[str, str] | None = None) -> Authorities:
    """Read the authority files of a corpus. A missing folder or file means that nothing has been decided yet.

    ``instead`` holds, by kind, texts to read in place of what stands in a file: what a change would make of it. Raises
    :class:`ConfigurationError` with one line for each record that does not fit.
    """
    errors: list[str] = []
    found: dict[str, dict[str, Any]] = {kind: {} for kind in KINDS}
    lines: dict[tuple[str, str], int] = {}
    texts = instead or {}
    for kind, record_type in KINDS.items():
        path = folder / f"{kind}.yaml"
        try:
            records = parse_records(texts[kind], str(path), record_type) if kind in texts else load_records(path, record_type)
        except ConfigurationError as error:
            errors.append(str(error))
            continue
        for record, line in records:
            if record.id in found[kind]:
                errors.append(f"{path}, line {line}: the id '{record.id}' is taken by the record in line {lines[kind, record.id]}")
            found[kind][record.id] = record
            lines[kind, record.id] = line
            errors.extend(f"{path}, line {line}: {reason}" for reason in bad_dates(record))
    if not errors:
        errors = [
            f"{folder / f'{kind}.yaml'}, line {lines[kind, id_]}: {reason}"
            for kind, records in found.items()
            for id_, record in records.items()
            for reason in bad_references(kind, record, found)
        ]
    if errors:
        raise ConfigurationError("\n".join(errors))
    return Authorities(**found)


def plain(record: Record) -> dict[str, Any]:
    """A record as it is written by hand: without what is empty, the name first and the remark last."""
    held = _filled(msgspec.to_builtins(record))
    last = [key for key in ("same_as", "not_same_as", "note") if key in held]
    return {key: held[key] for key in (*(key for key in held if key not in last), *last)}


def _filled(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _filled(held) for key, held in value.items() if held is not None and held is not False and held not in ([], ())}
    return [_filled(item) for item in value] if isinstance(value, list | tuple) else value


def bad_dates(record: Record) -> list[str]:
    """What a record gives as a date and is none."""
    match record:
        case Event():
            dates = [record.date]
        case Person():
            dates = [record.dates, *(office.term for office in record.offices)]
        case Organization():
            dates = [record.dates]
        case _:
            dates = []
    return [
        f"'{date}' is no EDTF date; write 2021-03-03, 2021-03, 2021 or 2013-09-09/2018-09-09"
        for date in dates
        if date and not edtf.is_valid(date)
    ]


UPWARD = {"places": "country", "topics": "broader"}
"""The field that leads from a record to the larger one of its kind."""


def bad_references(kind: str, record: Record, found: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Ids that no record has, a record that is told apart from itself, and topics or places that contain themselves."""
    starters = {row["id"] for row in table("topics")}
    reasons = [
        f"{field} names '{target}', which {other}.yaml does not have"
        for field, other, target in _references(kind, record)
        if target not in found[other] and not (other == "topics" and target in starters)
    ]
    if record.id in record.not_same_as:
        reasons.append(f"not_same_as names '{record.id}' itself; name the other record")
    seen, above = [record.id], _above(kind, record)
    while above in found[kind] and above not in seen:
        seen.append(above)
        above = _above(kind, found[kind][above])
    if above == record.id:
        reasons.append(f"{UPWARD[kind]} leads back to '{record.id}' ({' → '.join([*seen, record.id])}); leave it out of one of them")
    return reasons


def _above(kind: str, record: Record) -> str:
    return getattr(record, UPWARD[kind], None) or "" if kind in UPWARD else ""


def unused(records: Authorities, mentioned: Container[tuple[str, str]]) -> Iterator[tuple[str, Record]]:
    """(kind, record) of the records that no document mentions and no other record names; ``mentioned`` are (kind, id).

    Outlets are left out, for their file is kept for articles to come, and topics that are off.
    """
    held = [(kind, record) for kind in KINDS if kind != "outlets" for record in getattr(records, kind).values()]
    named = {(other, id_) for _, record in held for _, other, id_ in _to_others(record)}
    for kind, record in held:
        off = isinstance(record, Topic) and record.off
        if not off and (kind, record.id) not in mentioned and (kind, record.id) not in named:
            yield kind, record


def _references(kind: str, record: Record) -> list[tuple[str, str, str]]:
    """(field, the file it points into, id) for every id that a record mentions."""
    return [*_to_others(record), *(("not_same_as", kind, id_) for id_ in record.not_same_as)]


def _to_others(record: Record) -> list[tuple[str, str, str]]:
    match record:
        case Person():
            places = [("place", "places", o.place) for o in record.offices if o.place]
            bodies = [("organization", "organizations", o.organization) for o in record.offices if o.organization]
            return [*places, *bodies]
        case Organization():
            return [("place", "places", record.place)] if record.place else []
        case Place():
            return [("country", "places", record.country)] if record.country else []
        case Event():
            people = [("participants", "people", id_) for id_ in record.participants]
            return [*people, *(("places", "places", id_) for id_ in record.places)]
        case Topic():
            return [("broader", "topics", record.broader)] if record.broader else []
        case _:
            return []
