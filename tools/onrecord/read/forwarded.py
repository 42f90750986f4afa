"""The header that a mail program sets into the text above a message that is passed on: “From: … Date: … Subject: …”.

Its lines are furniture (``Markup`` with origin ``layout``). Where most of the text stands below one, the text is that message:
its subject, date and sender are then the text's own, and those of the mail around it are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.records import Markup
from onrecord.vocabulary import table

RULE = "forwarded-header"
"""The rule of the cut."""

_LINE = re.compile(r"[^\n]*\n?")
_QUOTED = re.compile(r"[\s>|*_]*")
_LABEL = re.compile(r"(?P<label>[^\W\d_][^\W\d_ -]*(?:[ -][^\W\d_]+)?)[*_]*\s?[:：][*_]*\s*(?P<value>\S.{0,1000})?$")
_DIVIDER = re.compile(r"[\s>|]*(?:[-_=]{5,}[\w\s.’'-]{0,60}|begin forwarded message\s*:)\s*$", re.IGNORECASE)
_LONGEST = 2000
"""Characters; a header line that names many receivers is long, and one beyond this is none."""
_FEWEST = 3
"""Lines that make a header: the sender, and two more of which one is the date or the subject."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the text without the white space at its ends; ``field`` is what it states in a mail header, ``""`` for nothing."""

    start: int
    end: int
    label: bool
    field: str = ""
    value: tuple[int, int] = (0, 0)


def headers(text: str) -> tuple[tuple[Markup, ...], bool]:
    """What the headers within a mail's text state, and whether most of the text stands below one of them."""
    lines = [line for match in _LINE.finditer(text) if (line := _read(text, match.start(), match.end()))]
    runs = list(_runs(text, lines))
    if not runs:
        return (), False
    cut = [Markup("layout", RULE, text[line.start : line.end], line.start, line.end) for first, last in runs for line in lines[first:last]]
    ends = [*(lines[first].start for first, _ in runs[1:]), len(text)]
    below = [end - lines[last - 1].end for (_, last), end in zip(runs, ends, strict=True)]
    longest = max(range(len(runs)), key=lambda number: below[number])
    if below[longest] <= lines[runs[0][0]].start:
        return tuple(cut), False
    first, last = runs[longest]
    stated = {line.field: line.value for line in reversed(lines[first:last]) if line.field and line.value[1] > line.value[0]}
    told = [Markup("eml", f"forwarded-{field}", text[slice(*value)], *value) for field, value in stated.items()]
    return (*told, *cut), True


def _read(text: str, start: int, end: int) -> _Line | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start == end or end - start > _LONGEST:
        return _Line(start, end, label=False) if start < end else None
    match = _LABEL.match(text, _QUOTED.match(text, start, end).end(), end)  # type: ignore[union-attr]  # it matches nothing, too
    field = _fields().get(" ".join(match["label"].casefold().split())) if match else None
    if match is None or field is None:
        return _Line(start, end, label=False)
    value = _AFTER_NAME.split(match["value"] or "")[0] if field == "from" else match["value"] or ""
    place = match.start("value")
    return _Line(start, end, label=True, field=field, value=(place, place + len(value.rstrip(" *_"))))


_AFTER_NAME = re.compile(r"\s+[<\[(]")
"""Where the sender's address begins."""


@cache
def _fields() -> dict[str, str]:
    return {row["label"]: row["field"].replace("-", "") for row in table("mail-headers")}


def _runs(text: str, lines: Sequence[_Line]) -> Iterator[tuple[int, int]]:
    """(first, last) of the lines of each header, the dividing line above it included; ``last`` is the first that is none of it."""
    number = 0
    while number < len(lines):
        if not lines[number].label:
            number += 1
            continue
        last = number + 1
        while last < len(lines) and (lines[last].label or _more_receivers(text, lines[last - 1], lines[last])):
            last += 1
        fields = {line.field for line in lines[number:last]}
        if last - number >= _FEWEST and "from" in fields and fields & {"date", "subject"}:
            yield _divided(text, lines, number), last
        number = last


def _divided(text: str, lines: Sequence[_Line], first: int) -> int:
    """The number of the dividing line above a header, over lines that hold nothing but a sign of quoting, or of its own first line."""
    above = first - 1
    while above >= 0 and not text[lines[above].start : lines[above].end].strip("> \t"):
        above -= 1
    return above if above >= 0 and _DIVIDER.match(text[lines[above].start : lines[above].end]) else first


def _more_receivers(text: str, before: _Line, line: _Line) -> bool:
    """Whether a line goes on with the receivers that the one before it began to name."""
    return before.field == "" and text[before.end - 1] in ",;" and "@" in text[line.start : line.end]
