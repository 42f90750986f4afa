"""The source view: the whole text of a source, with what was cut and where each value was read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.edits import Edit
from onrecord.records import Value


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the source. ``cut`` is the rule that removed it; ``fields`` are those whose value was read in it.

    ``replacement`` stands in the body where this piece ended. Where a cut ends, its rule should be named (``ends_cut``);
    where the words of a value end, its field (``ends``).
    """

    text: str
    cut: str | None = None
    fields: tuple[str, ...] = ()
    replacement: str = ""
    ends_cut: bool = False
    ends: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cut:
    """What one rule removed, all in all."""

    rule: str
    times: int
    characters: int
    sample: str


def pieces(source: str, edits: Sequence[Edit], fields: Mapping[str, Sequence[Value]]) -> tuple[Piece, ...]:
    """Split the source at every boundary of a cut or of a value's words. The texts of the pieces add up to the source."""
    read = _read(source, fields)
    cuts = sorted({0, len(source), *(o for e in edits for o in (e.start, e.end)), *(o for start, end, _ in read for o in (start, end))})
    return tuple(_pieces(source, cuts, sorted(edits, key=lambda e: (e.start, e.end)), read))


def cuts(source: str, edits: Sequence[Edit]) -> tuple[Cut, ...]:
    """What each rule cut, in order of first appearance; rules that only changed white space are left out."""
    found: dict[str, list[str]] = {}
    for edit in sorted(edits, key=lambda e: (e.start, e.end)):
        text = source[edit.start : edit.end]
        if text.strip():
            found.setdefault(edit.rule, []).append(text.strip())
    return tuple(Cut(rule, len(texts), sum(map(len, texts)), _sample(texts[0])) for rule, texts in found.items())


def _sample(text: str, width: int = 80) -> str:
    line = " ".join(text.split())
    return line if len(line) <= width else line[: width - 1].rstrip() + "…"


def _read(source: str, fields: Mapping[str, Sequence[Value]]) -> list[tuple[int, int, str]]:
    found = {
        (evidence.start, evidence.end, field)
        for field, values in fields.items()
        for value in values
        for evidence in value.evidence
        if evidence.start is not None and evidence.end is not None and 0 <= evidence.start < evidence.end <= len(source)
    }
    return sorted(found)


def _pieces(source: str, cuts: Sequence[int], edits: Sequence[Edit], read: Sequence[tuple[int, int, str]]) -> Iterator[Piece]:
    upcoming = list(reversed(edits))
    active: list[tuple[int, int, str]] = []
    waiting = list(reversed(read))
    for start, end in pairwise(cuts):
        while upcoming and upcoming[-1].end <= start:
            upcoming.pop()
        active = [span for span in active if span[1] > start]
        while waiting and waiting[-1][0] <= start:
            active.append(waiting.pop())
        edit = upcoming[-1] if upcoming and upcoming[-1].start <= start else None
        text = source[start:end]
        yield Piece(
            text=text,
            cut=edit.rule if edit and text.strip() else None,
            fields=tuple(dict.fromkeys(field for _, _, field in active)),
            replacement=edit.replacement.strip() if edit and end == edit.end else "",
            ends_cut=edit is not None and end == edit.end and bool(source[edit.start : edit.end].strip()),
            ends=tuple(dict.fromkeys(field for _, last, field in active if last == end)),
        )
