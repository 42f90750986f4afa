"""What people decided about single statements, put into the statements of their document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from onrecord.anchors import anchors
from onrecord.authorities import Authorities
from onrecord.corrections import Correction
from onrecord.letters import letters
from onrecord.records import PLURALS, Block, Entity, EntityKind, Problem, Revision, Statement, StatementField, StatementKind
from onrecord.slugs import slug

RULE = "correction"
"""The rule of a statement that a person added."""

_SPEAKERS: tuple[EntityKind, ...] = ("person", "organization", "place")


class Cast:
    """Who can be named as a speaker, and which events there are: the authority records, then what the documents hold."""

    def __init__(self, records: Authorities, entities: Iterable[Entity]) -> None:
        self._by_id: dict[tuple[EntityKind, str], str] = {}
        for kind in (*_SPEAKERS, "event"):
            for record in getattr(records, PLURALS[kind]).values():
                self._by_id[kind, record.id] = record.label
        for entity in entities:
            if entity.kind in (*_SPEAKERS, "event"):
                self._by_id.setdefault((entity.kind, entity.id), entity.name)
        self._by_name: dict[str, tuple[EntityKind, str]] = {}
        for key, name in self._by_id.items():
            if key[0] != "event":
                self._by_name.setdefault(name, key)

    def speaker(self, value: str) -> tuple[EntityKind | None, str | None, str] | None:
        """(kind, id, name) of a speaker given by id or by name; ``None`` for an id that nobody has.

        A new name becomes a person. Words that begin in lower case ("an official of the port") describe somebody who
        stays unnamed.
        """
        keys: list[tuple[EntityKind, str]] = [(kind, value) for kind in _SPEAKERS]
        for key in (*keys, self._by_name.get(value, keys[0])):
            if key in self._by_id:
                return *key, self._by_id[key]
        if not value[:1].islower():
            return "person", slug(value), value
        return (None, None, value) if " " in value else None

    def has_event(self, id_: str) -> bool:
        """Whether an event of this id is known."""
        return ("event", id_) in self._by_id


@dataclass(frozen=True, slots=True)
class Revised:
    """The statements after the corrections, those that were deleted, and the corrections that meet nothing, with their line."""

    statements: tuple[Statement, ...]
    deleted: tuple[Statement, ...]
    unmatched: tuple[tuple[int, Problem], ...]


def revise(body: str, blocks: Sequence[Block], statements: Sequence[Statement], decided: Sequence[Correction], cast: Cast) -> Revised:
    """Apply corrections to the statements of one document: first what was added, then what was changed, then what was deleted."""
    found = list(statements)
    unmatched: list[tuple[int, Problem]] = []

    def refuse(correction: Correction, detail: str) -> None:
        unmatched.append((correction.line, Problem("correction-unmatched", f"{correction.document}: {detail}")))

    for correction in decided:
        if correction.field == "add":
            added = _added(body, blocks, correction)
            if isinstance(added, str):
                refuse(correction, added)
            else:
                found.append(added)
    found.sort(key=lambda statement: (statement.parts[0], statement.kind))
    named = anchors(body, found)
    for correction in decided:
        if correction.field == "add":
            continue
        place = _place(body, found, named, correction.statement or "")
        changed = place if isinstance(place, str) else _changed(found[place], correction, cast)
        if isinstance(changed, str):
            refuse(correction, changed)
        elif isinstance(place, int):
            found[place] = changed
    deleted = {id(s) for s in found if any(revision.field == "delete" for revision in s.revisions)}
    return Revised(tuple(s for s in found if id(s) not in deleted), tuple(s for s in found if id(s) in deleted), tuple(unmatched))


# ---- which statement is meant -------------------------------------------------------------------------------------------


def _place(body: str, statements: Sequence[Statement], named: Sequence[str], wanted: str) -> int | str:
    """The index of the statement that an anchor or (first) words mean, or what is wrong with them."""
    by_anchor = [i for i, name in enumerate(named) if name == wanted.removeprefix("#")]
    key = letters(wanted)
    words = [letters("".join(body[start:end] for start, end in s.parts)) for s in statements]
    whole = [i for i, said in enumerate(words) if said == key]
    begun = [i for i, said in enumerate(words) if key and said.startswith(key)]
    for matches in (by_anchor, whole, begun):
        if len(matches) == 1:
            return matches[0]
        if matches:
            return f"“{wanted}” begins {len(matches)} statements; give the anchor of one: {', '.join(named[i] for i in matches)}"
    near = get_close_matches(f"s-{slug(wanted)}", named, n=1, cutoff=0.4)
    return f"no statement begins with “{wanted}”" + (f"; the nearest is {near[0]}" if near else "")


def _added(body: str, blocks: Sequence[Block], correction: Correction) -> Statement | str:
    """A statement whose words stand in the body, or what is wrong with them."""
    wanted = (correction.statement or "").split()
    found = [match.span() for match in re.finditer(r"\s+".join(map(re.escape, wanted)), body)]
    if len(found) != 1:
        times = f"stand {len(found)} times in the text; give more of them" if found else "do not stand in the text"
        return f"the words “{' '.join(wanted)}” {times}"
    start, end = found[0]
    parts = tuple((max(start, b.start), min(end, b.end)) for b in blocks if b.start < end and start < b.end)
    kind, attitude = _kind(str(correction.value))
    return Statement(kind, start, end, parts or (found[0],), RULE, attitude=attitude, revisions=(Revision("add", None, correction.why),))


def _kind(value: str) -> tuple[StatementKind, bool]:
    return ("direct", False) if value == "direct" else ("indirect", value == "attitude")


# ---- what becomes of it -------------------------------------------------------------------------------------------------


def _changed(statement: Statement, correction: Correction, cast: Cast) -> Statement | str:
    """The statement after one decision, or why the decision cannot be followed."""
    value = correction.value if isinstance(correction.value, str) else None
    before: Mapping[str, str | None] = {
        "speaker": statement.speaker_name,
        "kind": "attitude" if statement.attitude else statement.kind,
        "said_on": statement.said_on,
        "event": statement.event,
    }
    field: StatementField = correction.field  # type: ignore[assignment]  # `load` holds fields and statements together
    kept = (*statement.revisions, Revision(field, before.get(field), correction.why))
    match field:
        case "speaker" if value is None:
            return replace(statement, speaker=None, speaker_name=None, speaker_kind=None, revisions=kept)
        case "speaker":
            who = cast.speaker(value or "")
            if who is None:
                return f"nobody has the id '{value}'; write the name, or add a record to the authority files"
            return replace(statement, speaker=who[1], speaker_name=who[2], speaker_kind=who[0], revisions=kept)
        case "kind":
            kind, attitude = _kind(value or "")
            return replace(statement, kind=kind, attitude=attitude, revisions=kept)
        case "said_on":
            return replace(statement, said_on=value, said_on_span=None, said_on_basis="editor", revisions=kept)
        case "event":
            if value is not None and not cast.has_event(value):
                return f"no event has the id '{value}'; add a record to the authority files"
            return replace(statement, event=value, revisions=kept)
    return replace(statement, revisions=kept)
