"""When an undated document must have been written: between facts that its words take for granted.

An office named beside a name gives its term; an event of the authority file that the text speaks of gives its last day. Each
end carries its argument; the interval is never taken for a date.
"""

from __future__ import annotations

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


def bounds_of(text: EditedText, cast: Cast, events: Sequence[Mention], authorities: Authorities) -> Value:
    """The interval in which all arguments agree; nothing when there is none, or when they contradict one another."""
    arguments = [*_terms(text.text, cast, authorities), *_events(events, authorities)]
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


def _office_beside_name(body: str, member: Member, office: Office) -> tuple[int, int] | None:
    """The span of a title of the office with the name right after it; "former" before it would say the contrary."""
    for title in (office.office, *office.titles):
        wanted = [word.folded for word in tokens(title) if word.folded != "the"]
        for name in member.mentions:
            before = tokens(body, max(0, name.start - 120), name.start)
            tail = [word for word in before if word.folded != "the"][-len(wanted) :]
            if wanted and [word.folded for word in tail] == wanted and body[tail[-1].end : name.start].strip(" ,") == "":
                lead = body[max(0, tail[0].start - 12) : tail[0].start].casefold()
                if "former" not in lead and "ex-" not in lead:
                    return tail[0].start, name.end
    return None


def _events(events: Sequence[Mention], authorities: Authorities) -> Iterator[_Argument]:
    for mention in events:
        event = authorities.events[mention.entity]
        if event.date and not event.date.startswith("X"):
            first = edtf.bounds(event.date)[0]
            if first:
                yield _Argument(
                    first,
                    None,
                    (mention.start, mention.end),
                    "event told",
                    f"the text speaks of “{event.label}”, which began on {first.isoformat()}",
                )


def _words(first: date | None, last: date | None) -> str:
    if first and last:
        return f"from {first.isoformat()} to {last.isoformat()}"
    return f"from {first.isoformat()} on" if first else f"until {last.isoformat() if last else ''}"
