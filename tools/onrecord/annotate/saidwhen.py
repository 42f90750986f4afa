"""The day on which something was said, from the words of the reporting clause: "said on Monday", "told reporters in May 2019".

A date dates the utterance only where it stands with the reporting verb: nothing but the place or the hearers between them,
and no word that makes it part of something else ("Monday's vote", "the 2019 war", "who resigned on Monday", "by Friday").
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

from onrecord import edtf
from onrecord.dates import DateMention, resolve
from onrecord.records import Basis
from onrecord.vocabulary import table, values

Span = tuple[int, int]

_FARTHEST = 90
"""Characters between verb and date: "in an interview with the evening programme of a state broadcaster on" has 75."""
_FRONTED = 12
"""Characters before a date that opens its clause ("Later on", "Early on"): it holds for all of it, however long the subject is."""
_ELSEWHERE = re.compile(
    r"[.;:!?“”\"]|\b(?:who|whom|whose|which|that|where|when|while|because|if|though|although|whether|will|would|had|has|have|was|were|is|are)\b",
    re.IGNORECASE,
)
"""What opens another clause: the date behind it is that clause's own."""
_NOT_BEFORE = re.compile(
    r"\b(?:the|an?|its?|his|her|their|our|my|your|by|since|until|till|from|for|before|after|between|of|than|next)\s+$", re.IGNORECASE
)
"""Words before a date that make it a part of something else, or the limit of a stretch of time."""
_NOT_AFTER = re.compile(r"\s*['’]s?\b|-\w|\s+(?:to|until|through|of)\b|\s*(?:\([^)]*\)\s*)?(?:[–—]|-+\s)")
"""Words behind it that do; a dash closes a dateline, whose date is that of the report."""
_LONGEST_LEAD = 8
"""Words before a date that opens the sentence: "Speaking at a meeting with students in Brandholm yesterday, …"."""

_OPENING = re.compile(r"\W*(?:(?:but|and|late|early|earlier)\s+)*(?:on|in|late|early)?\s*", re.IGNORECASE)
"""What stands before a date that opens its sentence: "On 3 May she said", "Last month the council announced"."""
_COMMA = re.compile(r"\s*,(?!\s*(?:with|while|as|after|when|and|but)\b)", re.IGNORECASE)
_CONTENT = re.compile(r"\s*(?:of|about|for)\b", re.IGNORECASE)
"""Words behind the verb that say what was spoken about: "said of the plans for 2017"."""


@dataclass(frozen=True, slots=True)
class SaidOn:
    """EDTF, the words that say so, and whether they say it all (``stated``) or need the document's date (``inferred``)."""

    value: str
    span: Span
    basis: Basis


def said_on(
    body: str, dates: Sequence[DateMention], clause: Span, cue: Span, parts: Iterable[Span], published: str | None
) -> SaidOn | None:
    """When the words of a statement were said, or ``None`` where its clause does not say so.

    ``dates`` are those of the whole body, in order; ``parts`` are the spans of the content, whose dates are the speaker's
    own. ``published`` is the document's date as EDTF: it completes what is relative, and nothing was said after it.
    """
    number = bisect_left(dates, clause[0], key=lambda mention: mention.start)
    inside = takewhile(lambda mention: mention.end <= clause[1], dates[number:])
    content = tuple(parts)
    outside = [mention for mention in inside if all(mention.end <= start or mention.start >= end for start, end in content)]
    for mention in sorted(outside, key=lambda mention: (_distance(mention, cue), mention.start)):
        if not _with_verb(body, mention, clause, cue, content):
            continue
        whole = resolve(mention, published)
        if whole is None or not edtf.is_valid(whole.edtf) or not _past(whole.edtf, published):
            continue
        basis: Basis = "stated" if whole is mention else "inferred"
        return SaidOn(_until(whole.edtf, published), (mention.start, mention.end), basis)
    return None


def _distance(mention: DateMention, cue: Span) -> int:
    return mention.start - cue[1] if mention.start >= cue[1] else cue[0] - mention.end


def _with_verb(body: str, mention: DateMention, clause: Span, cue: Span, parts: Sequence[Span]) -> bool:
    """Whether a date stands with the reporting verb."""
    if _NOT_BEFORE.search(body[clause[0] : mention.start]) or _NOT_AFTER.match(body, mention.end):
        return False
    first, last = (cue[1], mention.start) if mention.start >= cue[1] else (mention.end, cue[0])
    fronted = mention.start - clause[0] <= _FRONTED
    if (last - first > _FARTHEST and not fronted) or any(start < last and first < end for start, end in parts):
        return False
    between = body[first:last]
    if mention.start >= cue[1]:
        return not (_CONTENT.match(between) or _ELSEWHERE.search(between) or _verbs(between))
    lead = body[clause[0] : mention.start]
    beside = re.fullmatch(r"\s*(?:[a-z]+\s+)?", between)
    opening = _OPENING.fullmatch(lead) or (len(lead.split()) <= _LONGEST_LEAD and _COMMA.match(between))
    return bool(beside or opening) and not (_ELSEWHERE.search(lead + between) or _verbs(between))


def _verbs(text: str) -> bool:
    """Whether another reporting verb stands in a stretch of text: a date behind it is that verb's."""
    return any(word in _past_forms() for word in re.findall(r"\w+", text.casefold()))


@cache
def _past_forms() -> frozenset[str]:
    """The forms of reporting verbs that are no nouns as well."""
    forms = (form for row in table("cues") for form in values(row["forms"]))
    return frozenset(form for form in forms if form.endswith("ed") or form in ("said", "says", "told", "tells", "wrote"))


def _until(value: str, published: str | None) -> str:
    """A stretch of days ("this week") without those after the document's own."""
    begins, slash, ends = value.partition("/")
    day = published is not None and edtf.precision(published) == "day"
    return f"{begins}/{published}" if slash and day and begins < str(published) < ends else value


def _past(value: str, published: str | None) -> bool:
    """Whether a date lies, or at least begins, no later than the document's last day."""
    begins = edtf.bounds(value)[0]
    ends = edtf.bounds(published)[1] if published and edtf.is_valid(published) else None
    return begins is not None and (ends is None or begins <= ends)
