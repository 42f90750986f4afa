"""Who said what: quotations with the words that attribute them, and the common forms of reported speech.

First every quotation and every reporting verb proposes a draft: its content, its cue and the phrase that names who speaks.
Then the drafts are read in the order of the text, because a pronoun or a bare quotation means whoever spoke before.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import takewhile

from onrecord.annotate import attribution, reports
from onrecord.annotate.draft import Draft, Text
from onrecord.annotate.speakers import Resolver
from onrecord.records import Statement


def find(text: Text, resolver: Resolver) -> list[Statement]:
    """The statements of a document, in the order of the text."""
    indirect = list(reports.reported(text))
    reports_at = [part for draft in indirect for part in draft.parts]
    direct = [
        draft
        for quotation in text.quotations
        if not any(start <= quotation.start and quotation.end <= end for start, end in reports_at)
        and (draft := attribution.attribute(text, quotation))
    ]
    found: list[Statement] = []
    for draft in sorted([*direct, *indirect], key=lambda draft: (draft.parts[0], draft.kind)):
        found.append(_statement(text, draft, resolver, found[-1] if found else None))
    return found


def _statement(text: Text, draft: Draft, resolver: Resolver, before: Statement | None) -> Statement:
    start, end = draft.parts[0][0], draft.parts[-1][1]
    speaker = name = kind = span = None
    if draft.phrase is not None:
        member = resolver.resolve(draft.phrase)
        span = draft.phrase.start, draft.phrase.end
        name = member.name if member else text.body[span[0] : span[1]]
        speaker, kind = (member.id, member.kind) if member else (None, None)
        resolver.spoke(member, start)
    elif draft.inherits and before is not None and text.block(start) - text.block(before.end) <= 1:
        speaker, name, kind, span = before.speaker, before.speaker_name, before.speaker_kind, before.speaker_span
    said_on, said_span = _said_on(text, draft)
    return Statement(draft.kind, start, end, draft.parts, draft.rule, draft.cue, speaker, name, kind, span, said_on, said_span)


def _said_on(text: Text, draft: Draft) -> tuple[str | None, tuple[int, int] | None]:
    """The day that the reporting clause gives for the utterance: a full date, outside the content."""
    if draft.cue is None or draft.clause is None:
        return None, None
    first, last = draft.clause
    number = bisect_left(text.dates, first, key=lambda mention: mention.start)
    for mention in takewhile(lambda mention: mention.end <= last, text.dates[number:]):
        outside = all(mention.end <= start or mention.start >= end for start, end in draft.parts)
        if outside and re.fullmatch(r"\d{4}-\d\d-\d\d", mention.edtf):
            return mention.edtf, (mention.start, mention.end)
    return None, None
