"""The language that a text seems to be in, by the letter statistics of resiliparse.

Of a short text they are not sure: Portuguese of two sentences looks like Galician, and names like anything. There only the
languages of many newspapers are asked, and a language that is hardly nearer than the next one is not known.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from resiliparse.parse.lang import detect_fast

FARTHEST = 1000
"""resiliparse's distance from its language profiles; its documentation takes values above about 1,200 for a failure."""
LONG = 400
"""Characters from which a text is told from all languages that resiliparse knows."""
_SHORTEST = 60
"""Characters; less says nothing."""
_PARTED = ((150, 25), (LONG, 15))
"""Characters below which a language must be so much nearer than the next one. Of 1,416 cuttings of 60 to 300 characters from news in
ten languages, 9 are wrong with this and 317 not known; the nearest of all languages is wrong for 130, and says so of none."""
_PRESS = (
    "ar az be bg bn cs da de el en es et fa fi fr he hi hr hu hy id is it ja ka kk ko ky lt lv mk mn nl no pl pt ro ru sk sl sq sr sv ta "
    "th tr uk ur uz vi zh"
).split()
"""Languages of many newspapers, ISO 639-1; the others that resiliparse knows are told from them only in longer texts."""


@lru_cache(maxsize=2)  # the language of a body is asked for by whoever reads its dates
def nearest(text: str) -> Sequence[tuple[str, int]]:
    """The two nearest languages, each with its distance; none for a text that is too short or too far from all."""
    if len(text) < _SHORTEST:
        return ()
    found: Any = detect_fast(text, cutoff=FARTHEST, n_results=2, langs=_PRESS if len(text) < LONG else None)
    return tuple((code, distance) for code, distance in found if code != "unknown")


def detect(text: str) -> tuple[str | None, int]:
    """The language as an ISO 639-1 code, ``None`` where none is near enough or clearly nearest, and the text's distance from it."""
    found = nearest(text)
    apart = found[1][1] - found[0][1] if len(found) > 1 else FARTHEST
    if not found or any(len(text) < length and apart < least for length, least in _PARTED):
        return None, FARTHEST
    return found[0]
