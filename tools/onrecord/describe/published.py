"""The publication date: stated in a labelled line, in markup, in page furniture or in the dateline. Never taken from the story.

A date that the article tells of something else (a meeting, a war, a copyright year) is not asked; a dateline without a year
gives a date without a year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from onrecord import dates
from onrecord.describe.witnesses import TEXT, WEAK, Candidate, choose, stated
from onrecord.records import Cleaned, Evidence, Value


DATELINE = re.compile(r"[A-Z][^a-z]{2,40}[^–—\n-]{0,50}?\s[-–—]{1,2}\s")
"""The head of a report, such as ``TOKYO, June 29 (Agency) -``."""


def date_of(cleaned: Cleaned) -> Value:
    """The day the document was published, as EDTF."""
    candidates = [dated for candidate in stated(cleaned, "date") if (dated := _dated(candidate))]
    candidates += [replace(dated, rank=WEAK) for candidate in stated(cleaned, "modified") if (dated := _dated(candidate))]
    candidates += _dateline(cleaned)
    full = [candidate for candidate in candidates if not candidate.value.startswith("XXXX")]
    best = choose(full or candidates)
    if best.evidence and best.evidence[0].rule.startswith(("label “updated", "label “modified", "label “last")):
        note = "the date of the last change; the day of publication is not stated"
        best = replace(best, evidence=(replace(best.evidence[0], note=note), *best.evidence[1:]))
    return best


def _dated(candidate: Candidate) -> Candidate | None:
    """The candidate with its words read as a date; ``None`` when they hold none. Of an ambiguous one only the year is taken."""
    words = candidate.evidence
    if re.fullmatch(r"[12]\d{3}", words.text.strip()):
        return replace(candidate, value=words.text.strip())
    found = [mention for mention in dates.find(words.text) if mention.edtf and not mention.relation]
    if not found:
        return None
    mention = next((mention for mention in found if not mention.edtf.startswith("X")), found[0])
    start = None if words.start is None else words.start + mention.start
    end = None if words.start is None else words.start + mention.end
    note = None
    if mention.rule == "numeric-ambiguous":
        note = f"either {' or '.join(mention.alternatives)}: only the year is certain"
    elif mention.alternatives:
        note = f"read day first; month first it would be {' or '.join(mention.alternatives)}"
    text = words.text[mention.start : mention.end]
    return replace(candidate, value=mention.edtf, evidence=Evidence(text, words.rule, start, end, note))


_PLACE = re.compile(r"(?:[A-Z][\w.'’-]*\s?(?:,\s|/)?){1,6},?\s*(?:\([^)]{2,40}\)\s*)?")
_DASH = re.compile(r",?\s*(?:\d{4}\s*)?(?:\([^)]{2,40}\)\s*)?(?:/[^/]{2,30}/\s*)?[-–—:]{1,2}")


def _dateline(cleaned: Cleaned) -> Iterator[Candidate]:
    """The date in a line such as ``TOKYO, June 29 (Agency) -`` at the head of one of the first blocks."""
    for block in cleaned.blocks[:4]:
        opening = cleaned.body[block.start : min(block.start + 120, block.end)]
        for mention in dates.find(opening):
            place, dash = _PLACE.fullmatch(opening, 0, mention.start), _DASH.match(opening, mention.end)
            if place and dash and mention.edtf and not mention.relation:
                start, end = cleaned.text.to_source(block.start + mention.start, block.start + mention.end)
                yield Candidate(mention.edtf, TEXT, Evidence(cleaned.source.text[start:end], "dateline", start, end))
                return
