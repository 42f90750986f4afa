"""What office programs write about a document: its properties, or “document information”.

They are often those of the template, of an older document or of the typist, so a title counts only where the text bears it out.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from onrecord.letters import letters
from onrecord.records import Block, Markup

_FIRST = 12
"""Blocks among which a headline is looked for: letterhead, date and place may stand before it."""


def title(origin: str, stated: str, text: str, blocks: Sequence[Block]) -> tuple[Markup, ...]:
    """The stated title: ``title``, with its place, where it is one of the first blocks, else ``title-not-in-text``."""
    wanted = letters(stated)
    if not wanted:
        return ()
    for block in islice(blocks, _FIRST):
        if letters(text[block.start : block.end]) == wanted:
            return (Markup(origin, "title", text[block.start : block.end], block.start, block.end),)
    return (Markup(origin, "title-not-in-text", stated),)
