"""The authors: people named in a byline, a labelled line or markup. Agencies are told apart from people by their table."""

from __future__ import annotations

import re
from dataclasses import replace

from onrecord.describe.outlet import Outlets
from onrecord.describe.witnesses import Candidate, choose, stated
from onrecord.records import Cleaned, Evidence, Value

_BETWEEN = re.compile(r"\s*(?:,|;|\||/|&|\band\b|\bund\b|\bet\b|\by\b|\bи\b)\s*")
_BY = re.compile(r"^(?:by|von|par|por|de)\s+", re.IGNORECASE)
_ADDRESS = re.compile(r"https?:|www\.|@")
_NO_NAME = re.compile(r"\d|^(?:admin|editor|editors|staff|reporter|reporters|correspondent|desk|team)$", re.IGNORECASE)


def authors_of(cleaned: Cleaned, outlets: Outlets) -> tuple[Value, ...]:
    """One value for each author, in the order of the most trusted witness."""
    candidates = sorted(stated(cleaned, "author"), key=lambda candidate: candidate.rank)
    if not candidates:
        return ()
    best = [candidate for candidate in candidates if _same_witness(candidate, candidates[0])]
    found: dict[str, Value] = {}
    for candidate in best:
        for name, evidence in _names(candidate, outlets):
            found.setdefault(name.casefold(), choose([replace(candidate, value=name, evidence=evidence)]))
    return tuple(found.values())


def _same_witness(one: Candidate, other: Candidate) -> bool:
    return (one.rank, one.evidence.rule) == (other.rank, other.evidence.rule)


def _names(candidate: Candidate, outlets: Outlets) -> list[tuple[str, Evidence]]:
    """The people among the names of a byline, each with its place."""
    found = []
    text, here = candidate.evidence.text, 0
    if _ADDRESS.search(text):
        return []
    for part in _BETWEEN.split(text):
        start = text.index(part, here)
        here = start + len(part)
        bare = _BY.sub("", part.strip())
        name = bare.title() if bare.isupper() else bare
        if not 1 < len(name) <= 60 or len(name.split()) > 5 or _NO_NAME.search(name) or outlets.label(name):
            continue
        offset = candidate.evidence.start
        place = (None, None) if offset is None else (offset + start + part.index(bare), offset + start + part.index(bare) + len(bare))
        found.append((name, Evidence(bare, candidate.evidence.rule, *place)))
    return found
