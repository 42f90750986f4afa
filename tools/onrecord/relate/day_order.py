"""Numeric dates that can be read two ways, decided by how the same outlet writes the dates that can be read only one way.

``03/04/2021`` is 3 April or 4 March. Where other documents of the outlet are dated ``13/04/2021`` and none ``04/13/2021``, the
outlet writes the day first. Documents without an outlet are decided by the whole folder. The value is inferred: it carries
the argument and keeps the other reading.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from onrecord import dates
from onrecord.records import Evidence, Value

Order = Literal["day first", "month first"]
Fields = Mapping[str, tuple[Value, ...]]

ENOUGH = 2
"""Documents whose dates must agree; a single one may be a slip."""


@dataclass(frozen=True, slots=True)
class Settled:
    """The date of a document with an ambiguous one: decided, or left as it is with the reason in ``open``."""

    value: Value
    open: str | None = None


def settle(documents: Mapping[str, Fields]) -> dict[str, Settled]:
    """id → the date, for each document whose date was read from words that leave the order of day and month open.

    ``documents`` maps ids to their fields. A date that a person corrected is not touched.
    """
    ambiguous = {id_: readings for id_, fields in documents.items() if (readings := _readings(fields["date"][0]))}
    if not ambiguous:
        return {}
    habits: defaultdict[str, dict[Order, dict[str, str]]] = defaultdict(dict)
    for id_ in sorted(documents):
        for order, words in _orders(documents[id_]["date"][0]):
            for whose in dict.fromkeys((_outlet(documents[id_]), "")):
                habits[whose].setdefault(order, {}).setdefault(id_, words)
    return {
        id_: _settled(documents[id_]["date"][0], readings, _outlet(documents[id_]), habits[_outlet(documents[id_])])
        for id_, readings in ambiguous.items()
    }


def _outlet(fields: Fields) -> str:
    return (fields["outlet"][0].value or "") if fields["outlet"] else ""


def _readings(value: Value) -> tuple[str, str] | None:
    """The two readings of a date of which only the year was taken: day first, month first."""
    if value.basis != "stated" or not value.evidence or not re.fullmatch(r"\d{4}", value.value or ""):
        return None
    for mention in dates.find(value.evidence[0].text):
        if mention.rule == "numeric-ambiguous" and mention.edtf == value.value:
            return mention.alternatives[0], mention.alternatives[1]
    return None


_NUMERIC = re.compile(r"(\d{1,2})\s?[/-]\s?(\d{1,2})\s?[/-]\s?\d{2,4}", re.ASCII)


def _orders(value: Value) -> Iterator[tuple[Order, str]]:
    """The order of day and month in the numeric dates of a document's own header that can be read one way only.

    Dates between full stops are no witnesses: there the day comes first whatever the outlet does elsewhere.
    """
    for words in dict.fromkeys(evidence.text for one in (value, *value.rivals) for evidence in one.evidence):
        for mention in dates.find(words):
            written = _NUMERIC.search(words, mention.start, mention.end)
            if mention.rule == "numeric" and written and int(written[1]) != int(written[2]):
                yield ("day first" if int(written[1]) > 12 else "month first"), written[0]


def _settled(value: Value, readings: tuple[str, str], outlet: str, habit: Mapping[Order, Mapping[str, str]]) -> Settled:
    whose = outlet or "this folder"
    either = f"'{value.evidence[0].text}' is {readings[0]} or {readings[1]}"
    if len(habit) > 1:
        return Settled(value, f"{either}; {whose} writes dates both ways")
    order, witnesses = next(iter(habit.items()), (None, {}))
    if order is None or len(witnesses) < ENOUGH:
        return Settled(value, f"{either}; too few dates of {whose} tell in which order it writes them")
    chosen, other = readings if order == "day first" else readings[::-1]
    note = f"read {order}, as in {len(witnesses)} documents of {whose}: {', '.join(list(witnesses.values())[:3])}"
    rivals = (_reading(value, other), replace(value, rivals=()), *(rival for rival in value.rivals if rival.value != chosen))
    return Settled(replace(_reading(value, chosen, note), rivals=rivals))


def _reading(value: Value, date: str, note: str | None = None) -> Value:
    first, *others = value.evidence
    evidence: tuple[Evidence, ...] = (replace(first, note=note), *others) if note else (replace(first, note="the other reading"),)
    return Value(date, "inferred", evidence)
