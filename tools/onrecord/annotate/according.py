"""``According to X``: the one way of attributing words that needs no verb."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.annotate.clauses import word_class
from onrecord.annotate.draft import Text
from onrecord.annotate.phrases import Phrase

ACCORDING = re.compile(r"\b[Aa]ccording to\s+")
OF = re.compile(r"\b(?:of|for|from|at|in|with|by|to)\b")


def accorded(text: Text, start: int, end: int, found: Sequence[Phrase]) -> Phrase | None:
    """Whom "according to" names: a pronoun, a name within the noun phrase, or the noun phrase as it stands."""
    if match := re.compile(r"(him|her)\b").match(text.body, start, end):
        return Phrase(start, match.end(), "pronoun", head=("he" if match[1] == "him" else "she",))
    noun = _NOUN.match(text.body, start, end)
    if noun is None:
        return None
    inside = [phrase for phrase in found if start <= phrase.start and phrase.end <= noun.end()]
    named = next((phrase for phrase in inside if phrase.member is not None and not OF.search(text.body, start, phrase.start)), None)
    if named is not None and not _GROUP.match(text.body, named.end, end):
        return named
    head = text.words.between(start, noun.end())
    nouns = tuple(word.folded for word in head if word.folded not in word_class("determiner"))
    if not nouns or not word_class("measure").isdisjoint(nouns):
        return None
    return Phrase(start, start + len(noun[0].rstrip()), "description", head=nouns)


_NOUN = re.compile(r"(?:[^,.;:()“”\"—–]|\.(?=\w)){2,90}")
_GROUP = re.compile(
    r"\s(?:administration|aides|allies|camp|campaign|estate|family|foundation|government|lawyers|office|staff|supporters|team)\b"
)
"""What makes a name before it somebody else's than the bearer's: ``the Brandt campaign``."""
