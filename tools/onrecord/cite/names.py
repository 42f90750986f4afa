"""Authors as reference lists sort them: a person by the family name, with particles and suffixes told apart; a body as it is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from onrecord.clean.bylines import is_body, is_person
from onrecord.vocabulary import table, words

Name = Mapping[str, str]
"""A CSL name: ``literal``, or ``family`` and ``given`` with ``non-dropping-particle`` and ``suffix``."""

_GENERATIONS = ("Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV")


def name(text: str) -> Name:
    """An author of a byline. What is not surely a person's name in Latin letters with its family name last stays as it is."""
    given, comma, rest = text.partition(", ")
    if comma and rest in _GENERATIONS:
        text = f"{given} {rest}"
    elif comma:
        return {"literal": text}
    parts = text.split()
    suffix = parts.pop() if len(parts) > 2 and parts[-1] in _GENERATIONS else ""
    if len(parts) < 2 or _is_known_body(" ".join(parts)) or not (is_person(" ".join(parts)) or _could_be_a_person(parts)):
        return {"literal": text}
    first = len(parts) - 1
    while first > 1 and parts[first - 1][0].islower():
        first -= 1
    found = {
        "family": parts[-1],
        "given": " ".join(parts[:first]),
        "non-dropping-particle": " ".join(parts[first:-1]),
        "suffix": suffix,
    }
    return {key: value for key, value in found.items() if value}


def inverted(name: Name) -> str:
    """A name as one line that begins with what it is sorted by: ``van den Berg, Anna``; what is no person's stays as it is."""
    if "literal" in name:
        return name["literal"]
    last = " ".join(part for part in (name.get("non-dropping-particle"), name["family"]) if part)
    return ", ".join(part for part in (last, name.get("given"), name.get("suffix")) if part)


_LATIN = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-ɏ](?:[’'-]?[A-Za-zÀ-ɏ])*[a-zß-ÿ]")


def _could_be_a_person(parts: Sequence[str]) -> bool:
    """Whether two words are a given name and a family name that are in no list: in Latin letters, neither of them a word of
    the language, of the newsroom or of the names of bodies and outlets."""
    return len(parts) == 2 and all(_LATIN.fullmatch(part) and part.lower() not in _ordinary_words() for part in parts)


@cache
def _ordinary_words() -> frozenset[str]:
    listed = (
        ("common-words", "word"),
        ("organization-words", "word"),
        ("outlet-words", "word"),
        ("bylines", "word"),
        ("places", "label"),
        ("countries", "label"),
    )
    found = {part.lower() for name, column in listed for row in table(name) for part in row[column].split()}
    return frozenset(found | words("not-names") | {part for name in words("agencies") for part in name.split()})


def _is_known_body(name: str) -> bool:
    return is_body(name) or name in _known_bodies()


@cache
def _known_bodies() -> frozenset[str]:
    return frozenset(name for row in table("organizations") for name in (row["label"], *row["variants"].split("|")))
