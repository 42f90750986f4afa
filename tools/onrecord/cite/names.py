"""Authors as reference lists sort them: a person by the family name, with particles and suffixes told apart; a body as it is."""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.clean.bylines import is_body, is_person

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
    if len(parts) < 2 or not is_person(" ".join(parts)) or is_body(" ".join(parts)):
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
