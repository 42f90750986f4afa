"""Authority records on their way to other programs and back: tables for OpenRefine (CSV) and thesauri (SKOS).

What comes back is read as :class:`Incoming` records, compared with those that are there, and becomes changes to be written; a
record that does not come back is left as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from onrecord.authorities import KINDS, Authorities, Record, bad_dates, bad_references, plain
from onrecord.decisions import Change
from onrecord.errors import ConfigurationError
from onrecord.hand import plainly


@dataclass(frozen=True, slots=True)
class Incoming:
    """A record as another program gives it. ``fields`` are those it speaks of, empty ones as ``None``; ``origin`` is where it stands."""

    kind: str
    id: str
    fields: Mapping[str, Any]
    origin: str


def compare(incoming: Iterable[Incoming], records: Authorities) -> tuple[Change, ...]:
    """What has to be written so that the records are as they came in.

    Raises :class:`ConfigurationError` with one line for each that does not fit; then nothing should be written.
    """
    errors: list[str] = []
    seen: dict[tuple[str, str], str] = {}
    every: dict[str, dict[str, Record]] = {kind: dict(getattr(records, kind)) for kind in KINDS}
    changed: list[tuple[str, Change]] = []
    for item in incoming:
        if (first := seen.setdefault((item.kind, item.id), item.origin)) != item.origin:
            errors.append(f"{item.origin}: the id '{item.id}' stands in {first} already; give one of them another id")
            continue
        try:
            record = _record(item, every[item.kind].get(item.id))
        except msgspec.ValidationError as error:
            errors.append(f"{item.origin}: {_readable(error)}; correct it there")
            continue
        errors += [f"{item.origin}: {reason}" for reason in bad_dates(record)]
        if record != every[item.kind].get(item.id):
            changed.append((item.origin, Change(item.kind, record)))
        every[item.kind][item.id] = record
    errors += [f"{origin}: {reason}" for origin, change in changed for reason in bad_references(change.kind, change.record, every)]
    if errors:
        raise ConfigurationError("\n".join((*errors, "nothing was written; correct what is listed and import again")))
    return tuple(change for _, change in changed)


def _record(item: Incoming, held: Record | None) -> Record:
    fields = {**(plain(held) if held is not None else {}), **item.fields, "id": item.id}
    record: Record = msgspec.convert({key: value for key, value in fields.items() if value is not None}, KINDS[item.kind])
    return record


def _readable(error: msgspec.ValidationError) -> str:
    message, _, where = plainly(error).partition(" - at `$.")
    return f"{where.rstrip('`')}: {message}" if where else message


def described(changes: Iterable[Change], records: Authorities) -> Iterator[str]:
    """What the changes would do, for people: one line a record and one a field."""
    for change in changes:
        held = getattr(records, change.kind).get(change.record.id)
        yield f"{change.kind}: {change.record.id} ({change.record.label}){'' if held is not None else ', a new record'}"
        old, new = plain(held) if held is not None else {}, plain(change.record)
        for key in dict.fromkeys((*new, *old)):
            if key != "id" and old.get(key) != new.get(key):
                yield f"  {key}: {_difference(old.get(key), new.get(key))}"


def _difference(old: Any, new: Any) -> str:
    if isinstance(old, list) or isinstance(new, list):
        before, after = [_shown(item) for item in old or ()], [_shown(item) for item in new or ()]
        parts = [*(f"+ {item}" for item in after if item not in before), *(f"− {item}" for item in before if item not in after)]
        return "; ".join(parts) or "another order"
    if old is None:
        return f"+ {_shown(new)}"
    return f"{_shown(old)} → {_shown(new)}" if new is not None else f"− {_shown(old)}"


def _shown(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(map(_shown, value.values()))
    return " / ".join(map(_shown, value)) if isinstance(value, Sequence) and not isinstance(value, str) else f"“{value}”"
