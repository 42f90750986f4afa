"""Who said what: quotations with the words that attribute them, and the common forms of reported speech.

First every quotation and every reporting verb proposes a draft: its content, its cue and the phrase that names who speaks.
Then the drafts are read in the order of the text, because a pronoun or a bare quotation means whoever spoke before.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import takewhile

from onrecord.annotate import attribution, reports, turns
from onrecord.annotate.draft import Draft, Text
from onrecord.annotate.saidwhen import said_on
from onrecord.annotate.speakers import Resolver, stands_in
from onrecord.records import Statement


def find(text: Text, resolver: Resolver) -> list[Statement]:
    """The statements of a document, in the order of the text."""
    spoken = turns.find(text)
    turns_at = [part for draft in spoken for part in draft.parts]
    indirect = [
        draft
        for draft in reports.reported(text)
        if not stands_in(draft.parts[0][0], turns_at) and not attribution.stands_apart(text, draft)
    ]
    direct = attribution.drafts(text, [*turns_at, *(part for draft in indirect for part in draft.parts)])
    found: list[Statement] = []
    for draft in sorted([*spoken, *direct, *indirect], key=lambda draft: (draft.parts[0], draft.kind)):
        found.append(_statement(text, draft, resolver, found[-1] if found else None))
    return found


def _statement(text: Text, draft: Draft, resolver: Resolver, before: Statement | None) -> Statement:
    start, end = draft.parts[0][0], draft.parts[-1][1]
    speaker = name = kind = span = None
    if draft.phrase is not None:
        member = resolver.resolve(draft.phrase)
        span = draft.phrase.start, draft.phrase.end
        name = member.name if member else text.body[span[0] : span[1]]
        speaker, kind = (member.id, member.kind) if member and member.id else (None, None)
        if member is not None or not draft.attitude:
            resolver.spoke(member, draft.phrase, start)
    elif draft.inherits and before is not None and text.block(start) - text.block(before.end) <= 1:
        speaker, name, kind, span = before.speaker, before.speaker_name, before.speaker_kind, before.speaker_span
    said = None
    if draft.cue is not None and draft.clause is not None:
        said = said_on(text.body, text.dates, draft.clause, draft.cue, draft.parts, resolver.published)
    return Statement(
        draft.kind,
        start,
        end,
        draft.parts,
        draft.rule,
        draft.cue,
        speaker,
        name,
        kind,
        span,
        said.value if said else None,
        said.span if said else None,
        said.basis if said else "stated",
        attitude=draft.attitude,
        event=_said_at(text, draft),
    )


def _said_at(text: Text, draft: Draft) -> str | None:
    """The event that the reporting clause names, outside the content: ``said at the Aral Summit that …``."""
    if draft.cue is None or draft.clause is None:
        return None
    first, last = draft.clause
    number = bisect_left(text.events, first, key=lambda mention: mention.start)
    inside = takewhile(lambda mention: mention.end <= last, text.events[number:])
    outside = (m for m in inside if all(m.end <= start or m.start >= end for start, end in draft.parts))
    return next((m.entity for m in outside if _AT.search(text.body, first, m.start)), None)


_AT = re.compile(r"\b(?i:at|during|on the margins of|on the sidelines of)\s+(?:the\s+|a\s+)?(?:[\w-]+\s+){0,2}$")
