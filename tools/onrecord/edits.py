"""Text with its history: a list of edits applied in one loop that yields the new text and the offset map together.

Offsets are kept while cutting, never found again by searching. Two properties hold by construction and are tested:
the runs tile the new text, and every run maps back to identical characters of the source.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

LAYOUT = "layout"
"""The rule of edits that change only white space and invisible characters: they cut nothing a reader could see."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Characters ``start:end`` of the source are replaced by ``replacement``, because of ``rule``."""

    start: int
    end: int
    replacement: str
    rule: str


@dataclass(frozen=True, slots=True)
class Run:
    """``length`` characters from ``start`` in the new text are the same characters from ``source`` in the source's text."""

    start: int
    source: int
    length: int


@dataclass(frozen=True)
class EditedText:
    """A text, the edits made to it in their order, and what came out."""

    source: str
    text: str
    edits: tuple[Edit, ...]
    runs: tuple[Run, ...]

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """Map a non-empty span of the new text to the smallest span of the source that holds its kept characters."""
        first, last = self._run_at(start), self._run_at(end - 1)
        a = first.source + min(max(start - first.start, 0), first.length)
        b = last.source + min(max(end - last.start, 0), last.length)
        return a, max(a, b)

    def cut_within(self, start: int, end: int) -> bool:
        """Whether anything that a reader could see was changed inside a span of the source."""
        return bisect_right(self._cuts, start) < bisect_left(self._cuts, end)

    def _run_at(self, offset: int) -> Run:
        if not self.runs:
            return Run(0, 0, 0)
        return self.runs[max(bisect_right(self._starts, offset) - 1, 0)]

    @cached_property
    def _starts(self) -> list[int]:
        return [run.start for run in self.runs]

    @cached_property
    def _cuts(self) -> list[int]:
        return [edit.start for edit in self.edits if edit.rule != LAYOUT]


def apply(source: str, edits: Iterable[Edit]) -> EditedText:
    """Apply non-overlapping edits to a text.

    Raises ``ValueError`` when two edits overlap or one lies outside the text: that is a mistake of the caller.
    """
    ordered = tuple(sorted(edits, key=lambda edit: (edit.start, edit.end)))
    pieces: list[str] = []
    runs: list[Run] = []
    here = length = 0
    for edit in (*ordered, Edit(len(source), len(source), "", "end")):
        if edit.start < here or edit.end < edit.start or edit.end > len(source):
            raise ValueError(f"edit {edit.start}:{edit.end} ({edit.rule}) overlaps another or lies outside the text")
        if edit.start > here:
            runs.append(Run(length, here, edit.start - here))
            pieces.append(source[here : edit.start])
            length += edit.start - here
        pieces.append(edit.replacement)
        length += len(edit.replacement)
        here = edit.end
    return EditedText(source, "".join(pieces), ordered, tuple(runs))
