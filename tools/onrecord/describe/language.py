"""The language of the text: as the file states it, otherwise inferred from the text by resiliparse."""

from __future__ import annotations

import re

from resiliparse.parse.lang import detect_fast

from onrecord.describe.witnesses import choose, stated
from onrecord.records import NOT_STATED, Cleaned, Evidence, Value

FARTHEST = 1000
"""resiliparse's distance from its language profiles; its documentation takes values above about 1,200 for a failure."""
_SHORTEST = 60


def language_of(cleaned: Cleaned) -> Value:
    """The language as an ISO 639-1 code."""
    candidates = [c for c in stated(cleaned, "language") if re.match(r"[A-Za-z]{2,3}(?![A-Za-z])", c.value)]
    if candidates:
        best = choose(candidates)
        return Value(re.split(r"[-_]", best.value or "")[0].lower(), "stated", best.evidence)
    if len(cleaned.body) < _SHORTEST:
        return NOT_STATED
    code, distance = detect_fast(cleaned.body)
    if distance > FARTHEST or code == "unknown":
        return NOT_STATED
    return Value(code, "inferred", (Evidence("", "letter statistics", note=f"resiliparse, distance {distance} of at most {FARTHEST}"),))
