"""The language of the text: as the file states it, otherwise inferred from the text.

A page's template often says ``en`` whatever the text; letter statistics overrule it where they are sure of a different language.
"""

from __future__ import annotations

import re

from onrecord.describe.witnesses import choose, stated
from onrecord.language import FARTHEST, LONG, detect, nearest
from onrecord.records import NOT_STATED, Cleaned, Evidence, Value

_SURE = 500
"""The distance below which it overrules a page's ``lang``, for texts of at least ``LONG`` characters. On pages of news in
a dozen languages the right one had a distance of 160 to 490."""


def language_of(cleaned: Cleaned) -> Value:
    """The language as an ISO 639-1 code."""
    candidates = [c for c in stated(cleaned, "language") if re.match(r"[A-Za-z]{2,3}(?![A-Za-z])", c.value)]
    inferred, distance = _inferred(cleaned.body)
    if candidates:
        best = choose(candidates)
        code = re.split(r"[-_]", best.value or "")[0].lower()
        value = Value(code, "stated", best.evidence)
        by_template = best.evidence[0].rule == "element lang" and code == "en" and len(cleaned.body) >= LONG
        if by_template and inferred.value not in (None, "en") and distance < _SURE:
            return Value(inferred.value, "inferred", inferred.evidence, (value,))
        return value
    return inferred


def languages_of(cleaned: Cleaned) -> tuple[str, ...]:
    """The languages in which the page may write its dates: its own and the two that its text is nearest to."""
    found = (language_of(cleaned).value, *(code for code, _ in nearest(cleaned.body)))
    return tuple(dict.fromkeys(code for code in found if code))


def _inferred(text: str) -> tuple[Value, int]:
    code, distance = detect(text)
    if code is None:
        return NOT_STATED, distance
    note = f"resiliparse, distance {distance} of at most {FARTHEST}"
    return Value(code, "inferred", (Evidence("", "letter statistics", note=note),)), distance
