"""The words with which a source introduces a statement: without "refused", "denied" or "no longer believes", what a text reports
turns into its opposite."""

from __future__ import annotations

import re

from onrecord.records import Statement

_BEFORE = 40
"""Characters between the name and the verb: room for "has repeatedly and publicly", none for a clause of its own."""
_AFTER = 60
"""Characters between the verb and the statement: room for hearers and places ("told reporters in Oster Bay that")."""

_JOINING = frozenset({"and", "but"})
_PARTED = re.compile(r".*[,;:.!?()“”„«»\"\n–—]", re.DOTALL)
_RUNS_ON = re.compile(r"[^.;!?()“”„«»\"\n]*[\s,:]*[“„«\"‘']?\s*")


def lead(body: str, statement: Statement) -> str | None:
    """The source's own words that introduce a statement, as one line: from the name of the speaker, where that stands beside the
    verb, to the statement, where that follows it; in any case the verb. ``None`` for words that need none, such as a turn.
    """
    if statement.cue is None or not body[slice(*statement.cue)].strip():
        return None
    start, end = statement.cue
    parts = statement.parts or ((statement.start, statement.end),)
    named = statement.speaker_span[1] if statement.speaker_span else start
    between = body[max((named, *(last for _, last in parts if last <= start))) : start] if named < start else ""
    close = _PARTED.sub("", between)
    if len(close) <= _BEFORE and close.strip() not in _JOINING:
        start -= len(close)
    first = next((first for first, _ in parts if first >= end), None)
    if first is not None and first - end <= _AFTER and _RUNS_ON.fullmatch(body, end, first):
        end = first
    return " ".join(body[start:end].split()).rstrip(" ,:“„«\"‘'") or None
