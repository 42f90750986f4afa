"""Spans that may overlap, as elements that nest: where two cross, one of them is written in fragments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of text that belongs to the annotation ``key``. Where two cross, the one of the higher ``rank`` is cut."""

    start: int
    end: int
    rank: int
    key: int


class Piece(NamedTuple):
    """A stretch of text that no span begins or ends within; ``keys`` are the annotations around it, the outermost first."""

    start: int
    end: int
    keys: tuple[int, ...]


def pieces(start: int, end: int, spans: Sequence[Span]) -> Iterator[Piece]:
    """Cut a stretch of text at every edge of the spans that lie in it; empty spans are passed over."""
    if not spans:
        yield Piece(start, end, ())
        return
    waiting = sorted((s for s in spans if s.start < s.end), key=lambda s: (s.start, -s.end, -s.rank, s.key), reverse=True)
    cuts = sorted({start, end, *(offset for span in waiting for offset in (span.start, span.end))})
    around: list[Span] = []
    for here, there in pairwise(cuts):
        around = [span for span in around if span.end > here]
        while waiting and waiting[-1].start == here:
            new = waiting.pop()
            cut = [span for span in around if span.rank > new.rank and span.end < new.end]
            around = [*(span for span in around if span not in cut), new, *cut]
        yield Piece(here, there, tuple(dict.fromkeys(span.key for span in around)))


class Event(NamedTuple):
    """Something in the stream of a marked-up text: the text from ``start`` to ``end``, or an element that opens or closes.

    ``fragment`` counts the elements of one annotation from 1.
    """

    kind: str
    start: int = 0
    end: int = 0
    key: int = -1
    fragment: int = 0


def events(found: Iterator[Piece], fragments: dict[int, int]) -> Iterator[Event]:
    """The elements and texts of one block; ``fragments`` counts those of each annotation and goes on from block to block."""
    opened: list[int] = []
    for piece in found:
        same = 0
        while same < min(len(opened), len(piece.keys)) and opened[same] == piece.keys[same]:
            same += 1
        for key in reversed(opened[same:]):
            yield Event("close", key=key)
        for key in piece.keys[same:]:
            fragments[key] = fragments.get(key, 0) + 1
            yield Event("open", key=key, fragment=fragments[key])
        opened = list(piece.keys)
        yield Event("text", piece.start, piece.end)
    for key in reversed(opened):
        yield Event("close", key=key)
