"""The lines of a source as spans: trimmed, in groups that an empty line ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.records import BlockKind, Source


@dataclass(frozen=True, slots=True)
class Span:
    """A line or block of the source, trimmed; ``indent`` counts the white space before it."""

    start: int
    end: int
    indent: int = 0
    kind: BlockKind = "paragraph"


_LINE = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
INVISIBLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def groups(text: str, first: int) -> Iterator[list[Span]]:
    """The lines of a text in groups: an empty line ends a group."""
    group: list[Span] = []
    here = first
    for match in _LINE.finditer(text, first):
        breaks = text[here : match.start()]
        stripped = _trim(text, match.start(), match.end())
        if group and (breaks.count("\n") > 1 or breaks.count("\r") > 1 or stripped is None):
            yield group
            group = []
        here = match.end()
        if stripped is not None:
            group.append(Span(*stripped, indent=stripped[0] - match.start()))
    if group:
        yield group


def groups_of_blocks(source: Source) -> list[list[Span]]:
    return [[Span(block.start, block.end, kind=block.kind)] for block in source.blocks or ()]


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The span without white space and invisible characters at its ends; ``None`` when nothing is left."""
    while start < end and (text[start].isspace() or INVISIBLE.match(text[start])):
        start += 1
    while end > start and (text[end - 1].isspace() or INVISIBLE.match(text[end - 1])):
        end -= 1
    return (start, end) if start < end else None
