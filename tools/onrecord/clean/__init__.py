"""Source → body: what stands around the article is cut, each cut with the rule that made it.

The tables ``furniture.tsv``, ``labels.tsv`` and ``page-lines.tsv`` say what page furniture looks like; here is only where they
apply. A cut line that says something about the document ("Date: 3 March 2021") is kept as a ``Line`` for ``describe`` to read.

A text is cleaned in one of two ways. Most are an article with little around it: only lines that a rule knows are cut
(``furniture``). A text that shows itself as a whole page, copied with menus and teasers, is searched for the article
first (``page``), and what lies outside goes.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace
from itertools import groupby

from onrecord.clean.furniture import anywhere, furniture
from onrecord.clean.layout import blocks_of, can_wrap, layout, paragraphs_of
from onrecord.clean.lines import Span, groups, groups_of_blocks
from onrecord.clean.page import read_page
from onrecord.edits import Edit, apply
from onrecord.read import forwarded
from onrecord.read.markdown import FRONT_MATTER
from onrecord.records import Cleaned, Line, Source


def clean(source: Source, outlets: Set[str] = frozenset(), recurring: Set[str] = frozenset()) -> Cleaned:
    """Set the body of a source apart from its furniture.

    ``outlets`` are known outlet names, for signature lines; ``recurring`` the lines that stand in many sources of the same
    folder (see :mod:`onrecord.clean.recurring`).
    """
    front = FRONT_MATTER.match(source.text) if source.format == "markdown" else None
    first = front.end() if front else 0
    parts = groups_of_blocks(source) if source.blocks is not None else list(groups(source.text, first))
    spans = [span for group in parts for span in group]
    known = anywhere(source.text, spans)
    page = read_page(source.text, spans, known, recurring) if source.blocks is None else None
    lines = list(page.lines) if page else furniture(source.text, parts, known, outlets)
    lines = _set_apart(source, lines, spans)
    if front:
        lines.insert(0, Line(0, front.end(), "front-matter"))
    cut = {(line.start, line.end) for line in lines}
    # A line that is cut parts what stands before and after it: no paragraph runs across furniture.
    runs = (groupby(group, key=lambda span: (span.start, span.end) in cut) for group in parts)
    kept = [list(spans) for group in runs for gone, spans in group if not gone]
    if page:
        paragraphs = [[_titled(span, page.headline)] for group in kept for span in group]
    else:
        may_wrap = can_wrap([span for group in kept for span in group])
        paragraphs = [p for group in kept for p in paragraphs_of(group, source, may_wrap=may_wrap)]
    edits = [Edit(start, end, "", rule) for (start, end), rule in {(line.start, line.end): line.rule for line in reversed(lines)}.items()]
    edits += layout(source, paragraphs, lines)
    text = apply(source.text, edits)
    return Cleaned(source, text, tuple(blocks_of(text.text, paragraphs)), tuple(lines))


def _titled(span: Span, headline: Span | None) -> Span:
    return replace(span, kind="title") if span == headline else span


def _set_apart(source: Source, lines: Sequence[Line], spans: Sequence[Span]) -> list[Line]:
    """The lines, with those that the reader knows for furniture from the layout of the file, where no rule says more of them.

    What a header within a message says is for the reader to judge: it may be another message's.
    """
    known = {item.start: item.key for item in source.markup if item.origin == "layout" and item.start is not None}
    lines = [line for line in lines if known.get(line.start) != forwarded.RULE]
    cut = {line.start for line in lines}
    ends = {span.start: span.end for span in spans}
    return [*lines, *(Line(start, ends[start], rule) for start, rule in known.items() if start in ends and start not in cut)]
