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
    taken: Counter[str] = Counter()
    found = []
    for statement in statements:
        wanted = _wanted(body[statement.start : statement.end])
        taken[wanted] += 1
        found.append(wanted if taken[wanted] == 1 else f"{wanted}-{taken[wanted]}")
    return tuple(found)


def _wanted(words: str) -> str:
    # Whether "that" belongs to a reported statement is a question of taste, and rules for it change.
    return f"s-{slug(words[: 4 * _LONGEST], _LONGEST).removeprefix('that-') or 'words'}"
