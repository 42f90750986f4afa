"""Events without a name of their own: the label and the id that are built for them, and whether two dates can be one."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord import edtf
from onrecord.records import HappeningKind
from onrecord.slugs import slug


def label(kind: HappeningKind, people: Sequence[str], places: Sequence[str], what: str | None, date: str | None) -> str:
    """A neutral label from the names of who and where: ``Meeting of Marta Ekholm and Henrik Okafor (2016-10-04)``."""
    happening = _happening(kind, people, places, what)
    return f"{happening} ({'c. ' if date.endswith('~') else ''}{date.rstrip('~')})" if date else happening


def identify(kind: HappeningKind, people: Sequence[str], places: Sequence[str], what: str | None, date_or_source: str) -> str:
    """The id of an event, from what does not depend on the order of a text's words; an undated one is that of its source."""
    return f"{slug(_happening(kind, sorted(people), sorted(places), what), 120)}-{slug(date_or_source)}"


def _happening(kind: HappeningKind, people: Sequence[str], places: Sequence[str], what: str | None) -> str:
    match kind:
        case "visit":
            return f"Visit of {_and(people)} to {_and(places)}"
        case "signing":
            return f"Signing of the {what}"
        case "gathering":
            return f"{(what or '')[:1].upper()}{(what or '')[1:]} in {_and(places)}"
        case "call":
            return f"Telephone conversation of {_and(people)}"
        case "meeting":
            return f"Meeting of {_and(people)}"


def _and(names: Sequence[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


NEAR = 2
"""Days by which an approximate date (``~``) may be off: a report comes on the day or within two."""


def agree(one: str, other: str) -> bool:
    """Whether two EDTF dates can mean one day, each being stretched by :data:`NEAR` days where it is approximate."""
    (first, last), (begins, ends) = _stretched(one), _stretched(other)
    return first <= ends and begins <= last


def _stretched(value: str) -> tuple[int, int]:
    first, last = edtf.bounds(value)
    slack = NEAR if value.endswith("~") else 0
    return (first.toordinal() - slack if first else 0), (last.toordinal() + slack if last else 10**7)
