"""The name of a statement inside its document: the last part of the address under which people cite it.

It is made from the statement's first words, not from its number or its offsets: it stays when other statements are found
or lost, when a rule draws the end of the words elsewhere, and when somebody corrects the speaker.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from onrecord.records import Statement
from onrecord.slugs import slug

_LONGEST = 48
"""Characters: seven or eight words, enough to be unlike the others and to be read."""


def anchors(body: str, statements: Iterable[Statement]) -> tuple[str, ...]:
    """The anchors of a document's statements, in their order; where the first words are the same, they are numbered."""
    numbers: Counter[str] = Counter()
    found: dict[str, None] = {}
    for statement in statements:
        wanted = anchor = _wanted(body[statement.start : statement.end])
        numbers[wanted] += 1
        if numbers[wanted] > 1:
            anchor = f"{wanted}-{numbers[wanted]}"
        while anchor in found:  # the words of another statement end in that number: “phase”, “phase”, “phase 2”
            numbers[wanted] += 1
            anchor = f"{wanted}-{numbers[wanted]}"
        found[anchor] = None
    return tuple(found)


def _wanted(words: str) -> str:
    # Whether "that" belongs to a reported statement is a question of taste, and rules for it change.
    return f"s-{slug(words[: 4 * _LONGEST], _LONGEST).removeprefix('that-') or 'words'}"
