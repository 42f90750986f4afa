"""What is known of a speaker: an entity with a page, somebody the text leaves unnamed, a document, or words not settled."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from onrecord.vocabulary import table

Standing = Literal["identified", "unidentified", "unnamed", "document", "none"]

STANDING_WORDS: dict[Standing, str] = {
    "identified": "",
    "unidentified": "not identified",
    "unnamed": "unnamed source",
    "document": "document",
    "none": "speaker not stated",
}

_ANONYMITY = re.compile(
    r"\b(?:anonym\w+|unnamed|unidentified|(?:not|n[’']t|declined|refused) to be (?:named|identified|quoted))\b",
    re.IGNORECASE,
)
_BEHIND_THE_NOUN = re.compile(r"[,(]|\b(?:of|in|at|from|with|who|that|which|close|familiar|on|for|by|to|and)\b", re.IGNORECASE)
_INDEFINITE = re.compile(r"(?:an?|one|another|some|several|many|most|few|two|three|four|five|other)\b", re.IGNORECASE)
_KNOWN_ALREADY = re.compile(r"(?:the|this|that|these|those|both)\b", re.IGNORECASE)
"""A person introduced so was spoken of before: who is meant may be settled yet."""


def standing(words: str | None, *, identified: bool) -> Standing:
    """The standing of a speaker from the words that name it."""
    if identified:
        return "identified"
    words = (words or "").strip()
    if not words:
        return "none"
    if _ANONYMITY.search(words):
        return "unnamed"
    noun = _noun(words)
    if noun == "document":
        return "document"
    return "unnamed" if _INDEFINITE.match(words) or (noun == "person" and not _KNOWN_ALREADY.match(words)) else "unidentified"


def _noun(words: str) -> str | None:
    """What the table says of the last noun before "of", "who" and the like."""
    head = _BEHIND_THE_NOUN.split(words, maxsplit=1)[0]
    found = re.findall(r"\w+", head.casefold())
    return _nouns().get(found[-1]) if found else None


@cache
def _nouns() -> dict[str, str]:
    return {row["word"]: row["is"] for row in table("unnamed-sources")}
