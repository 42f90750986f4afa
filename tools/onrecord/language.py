"""The language that a text seems to be in, by the letter statistics of resiliparse."""

from __future__ import annotations

from resiliparse.parse.lang import detect_fast

FARTHEST = 1000
"""resiliparse's distance from its language profiles; its documentation takes values above about 1,200 for a failure."""
_SHORTEST = 60
"""Characters; less says nothing."""


def detect(text: str) -> tuple[str | None, int]:
    """The language as an ISO 639-1 code, ``None`` where none is near enough, and the text's distance from it."""
    if len(text) < _SHORTEST:
        return None, FARTHEST
    code, distance = detect_fast(text)
    return (None if distance > FARTHEST or code == "unknown" else code), distance
