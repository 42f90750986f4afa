"""When an undated document must have been written: between facts that its words take for granted.

An office named beside a name gives its term; an event of the authority file gives its first day, unless the sentence speaks of
it as still to come. Each end carries its argument; the interval is never taken for a date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord import edtf
from onrecord.annotate.entities import Cast, Member
from onrecord.annotate.tokens import tokens
from onrecord.authorities import Authorities, Office
from onrecord.edits import EditedText
from onrecord.records import NOT_STATED, Evidence, Mention, Value


@dataclass(frozen=True, slots=True)
class _Argument:
    first: date | None
    last: date | None
    span: tuple[int, int]
    rule: str
    note: str


def bounds_of(
    text: EditedText, cast: Cast, events: Sequence[Mention], sentences: Sequence[tuple[int, int]], authorities: Authorities
) -> Value:
    """The interval in which all arguments agree; nothing when there is none, or when they contradict one another."""
    arguments = [*_terms(text.text, cast, authorities), *_events(text.text, events, sentences, authorities)]
    firsts = [argument for argument in arguments if argument.first]
    lasts = [argument for argument in arguments if argument.last]
    first = max(firsts, key=lambda argument: argument.first or date.min, default=None)
    last = min(lasts, key=lambda argument: argument.last or date.max, default=None)
    lower, upper = first.first if first else None, last.last if last else None
    if (lower is None and upper is None) or (lower and upper and lower > upper):
        return NOT_STATED
    used = dict.fromkeys(argument for argument in (first, last) if argument is not None)
    return Value(edtf.interval(lower, upper), "inferred", tuple(_evidence(text, argument) for argument in used))


def _evidence(text: EditedText, argument: _Argument) -> Evidence:
    start, end = text.to_source(*argument.span)
    return Evidence(text.source[start:end], argument.rule, start, end, argument.note)


def _terms(body: str, cast: Cast, authorities: Authorities) -> Iterator[_Argument]:
    for member in cast.people():
        if not member.known:
            continue
        for office in authorities.people[member.id].offices:
            if office.term and (span := _office_beside_name(body, member, office)):
                first, last = edtf.bounds(office.term)
                yield _Argument(
                    first,
                    last,
                    span,
                    "term of office",
                    f"{member.name} is named as {office.office}, and held that office {_words(first, last)}",
                )


_ANOTHER_OFFICE = frozenset("acting assistant deputy designate elect ex former future late next onetime outgoing past then vice".split())
"""Words before a title that make it another office, or another time."""


def _office_beside_name(body: str, member: Member, office: Office) -> tuple[int, int] | None:
    """The span of a title of the office with the name right after it, and nothing before it that says "deputy" or "former"."""
    for title in (office.office, *office.titles):
        wanted = [word.folded for word in tokens(title) if word.folded != "the"]
        for name in member.mentions:
            before = [word for word in tokens(body, max(0, name.start - 160), name.start) if word.folded != "the"]
            tail, lead = before[-len(wanted) :], before[-len(wanted) - 4 : -len(wanted)]
            if not wanted or [word.folded for word in tail] != wanted or body[tail[-1].end : name.start].strip(" ,"):
                continue
            if not {word.folded for word in lead} & _ANOTHER_OFFICE:
                return tail[0].start, name.end
    return None


_TO_COME = re.compile(
    r"\b(?:will|shall|upcoming|forthcoming|next|planned|plans?|scheduled|expected|to\s+be\s+held|ahead\s+of)\b", re.IGNORECASE
)


def _events(body: str, events: Sequence[Mention], sentences: Sequence[tuple[int, int]], authorities: Authorities) -> Iterator[_Argument]:
    for mention in events:
        event = authorities.events[mention.entity]
        first = edtf.bounds(event.date)[0] if event.date else None
        told = next((body[start:end] for start, end in sentences if start <= mention.start < end), "")
        if first and not _TO_COME.search(told):
            note = f"the text speaks of “{event.label}”, which began on {first.isoformat()}"
            yield _Argument(first, None, (mention.start, mention.end), "event told", note)


def _words(first: date | None, last: date | None) -> str:
    if first and last:
        return f"from {first.isoformat()} to {last.isoformat()}"
    return f"from {first.isoformat()} on" if first else f"until {last.isoformat() if last else ''}"
