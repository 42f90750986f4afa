"""Witnesses that serve every field: labelled lines, page furniture and the file's markup; and how one value is chosen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from onrecord.records import NOT_STATED, Basis, Cleaned, Evidence, Value
from onrecord.vocabulary import table


@dataclass(frozen=True, slots=True)
class Candidate:
    """A value that one witness proposes. The lowest ``rank`` wins; among equals, the one proposed first."""

    value: str
    rank: int
    evidence: Evidence
    basis: Basis = "stated"


LABELLED, MARKUP, FURNITURE, TEXT, WEAK = 0, 10, 100, 200, 300
"""Ranks: a labelled line, machine-readable markup (plus its row in ``markup.tsv``), a furniture line, the text itself, a hint."""


@cache
def _markup_ranks() -> Mapping[tuple[str, str], tuple[str, int]]:
    rows = table("markup")
    fields = dict.fromkeys(row["field"] for row in rows)
    ranked = {field: [row for row in rows if row["field"] == field] for field in fields}
    return {(row["origin"], row["key"]): (field, rank) for field in fields for rank, row in enumerate(ranked[field])}


def stated(cleaned: Cleaned, field: str) -> list[Candidate]:
    """What labelled lines, furniture and markup state about a field, in the order of the file."""
    source = cleaned.source
    found = []
    for line in cleaned.lines:
        if line.label == field and line.value_end > line.value_start:
            text = source.text[line.value_start : line.value_end]
            rank = LABELLED if line.rule.startswith("label") else FURNITURE
            found.append(Candidate(tidy(text), rank, Evidence(text, line.rule, line.value_start, line.value_end)))
    for item in source.markup:
        known, rank = _markup_ranks().get((item.origin, item.key), ("", 0))
        if known == field:
            rank = LABELLED if item.origin == "front-matter" else MARKUP + rank
            found.append(Candidate(item.value, rank, Evidence(item.value, f"{item.origin} {item.key}", item.start, item.end)))
    return found


def choose(candidates: Iterable[Candidate]) -> Value:
    """The value of the most trusted candidate; other values that were proposed are its rivals, best first."""
    first: dict[str, Candidate] = {}
    evidence: dict[str, dict[Evidence, None]] = {}
    for candidate in sorted(candidates, key=lambda candidate: candidate.rank):
        first.setdefault(candidate.value, candidate)
        evidence.setdefault(candidate.value, {})[candidate.evidence] = None
    if not first:
        return NOT_STATED
    best, *rest = (Value(value, candidate.basis, tuple(evidence[value])) for value, candidate in first.items())
    return replace(best, rivals=tuple(rest))


def joined(*groups: Sequence[Candidate]) -> Value:
    """One value from several statements that belong together, such as the lines that reserve rights."""
    candidates = sorted((candidate for group in groups for candidate in group), key=lambda candidate: candidate.evidence.start or 0)
    if not candidates:
        return NOT_STATED
    parts = dict.fromkeys(candidate.value for candidate in candidates)
    return Value(" ".join(parts), "stated", tuple(candidate.evidence for candidate in candidates))


def tidy(text: str) -> str:
    """White space collapsed, and the quotation marks and Markdown signs around a value removed."""
    return re.sub(r"^[*_\s]+|[*_\s]+$", "", " ".join(text.split()))
