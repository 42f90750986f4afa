"""The paragraphs of the body and the edits of white space and Markdown signs that make one line of each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from statistics import median

from onrecord.clean.lines import INVISIBLE, Span
from onrecord.edits import LAYOUT, Edit
from onrecord.markdown import BETWEEN_BLOCKS
from onrecord.records import Block, Line, Source

_HEADING = re.compile(r"#{1,6}[ \t]+")
_LIST_MARK = re.compile(r"(?:[-*+•>]|\d{1,3}[.)])[ \t]+")


_WIDEST = 100
"""Characters; the widest lines of hard-wrapped text are those of wire services, mail and teletype: 60 to 80."""


def can_wrap(spans: Sequence[Span]) -> bool:
    """Whether a text can be hard-wrapped: not when most of it stands in lines longer than any such line.

    Two lines of a headline are as much alike as two lines of wrapped prose; how the rest is set tells them apart.
    """
    lengths = [span.end - span.start for span in spans]
    return 2 * sum(length for length in lengths if length > _WIDEST) < sum(lengths)


def paragraphs_of(group: Sequence[Span], source: Source, *, may_wrap: bool) -> list[list[Span]]:
    """The lines of a group as paragraphs, each a list of lines: hard-wrapped lines are joined, others stand alone."""
    if len(group) < 2:
        return [list(group)] if group else []
    if source.format == "markdown":
        starts = [bool(_HEADING.match(source.text, s.start) or _LIST_MARK.match(source.text, s.start)) for s in group]
        after_heading = [False, *(bool(_HEADING.match(source.text, s.start)) for s in group[:-1])]
        return _split(group, [a or b for a, b in zip(starts, after_heading, strict=True)])
    if not may_wrap or not is_wrapped(group):
        return [[span] for span in group]
    margin = min(span.indent for span in group)
    labels = [_LABELLED_NAME.fullmatch(source.text, span.start, span.end) is not None for span in group]
    below = [False, *labels[:-1]]
    return _split(group, [span.indent >= margin + 2 or labels[number] or below[number] for number, span in enumerate(group)])


_LABELLED_NAME = re.compile(r"[A-Z][\w-]*(?:[ \t][a-z][\w-]*){0,2}:(?:[ \t]+[^\W\d_a-zß-öø-ÿ][\w.'’-]*){2,5}")
"""A line such as “Moderator: Mara Holt”, nothing but a label and a name: no line of prose breaks at both of its ends."""


def is_wrapped(group: Sequence[Span]) -> bool:
    """Whether the lines of a group were broken at a fixed width: most are nearly as long as the longest, and none is long."""
    lengths = [span.end - span.start for span in group]
    return len(lengths) > 1 and 40 <= max(lengths) <= _WIDEST and median(lengths[:-1]) >= 0.75 * max(lengths)


def _split(group: Sequence[Span], starts: Sequence[bool]) -> list[list[Span]]:
    paragraphs: list[list[Span]] = []
    for span, begins in zip(group, starts, strict=True):
        if begins or not paragraphs:
            paragraphs.append([])
        paragraphs[-1].append(span)
    return paragraphs


_QUOTED = re.compile(r"(?:>[ \t]*)+")
"""What mail programs set before the lines of another message."""
_SPACE = re.compile(rf"(?P<space>(?:\s|{INVISIBLE.pattern})+(?:(?<=\n)>[ \t]*)?)")
_UNUSUAL_SPACE = re.compile(rf"[^\S \u00a0]|[ \u00a0]{{2}}|{INVISIBLE.pattern}")
"""What is no single space between two words: most paragraphs have none, and one look is faster than one at each space."""
_MARKDOWN = re.compile(
    r"(?P<image>\s*!\[[^\[\]\n]{0,500}\]\([^()\n]{0,2000}\)\s*)"
    r"|(?P<sign>\[(?=[^\[\]\n]{1,500}\]\([^()\n]{0,2000}\))|(?<=[^\\\s])\]\([^()\n]{0,2000}\)|\*\*(?=\S)|(?<=\S)\*\*"
    r"|(?<!\w)[*_]{1,2}(?=\w)|(?<=[\w.,!?”\"])[*_]{1,2}(?!\w)|`+(?=\S)|(?<=\S)`+|\\(?=[^\w\s]))"
    r"|" + _SPACE.pattern
)


def layout(source: Source, paragraphs: Sequence[Sequence[Span]], lines: Sequence[Line]) -> list[Edit]:
    """The edits that make one line of each paragraph, and one empty line between two of them."""
    edits: list[Edit] = []
    held = sorted([(p[0].start, p[-1].end) for p in paragraphs] + [(line.start, line.end) for line in lines])
    here = 0
    for start, end in [*held, (len(source.text), len(source.text))]:
        if start > here:
            edits.append(Edit(here, start, "", LAYOUT))
        here = end
    edits += [Edit(p[0].start, p[0].start, BETWEEN_BLOCKS, LAYOUT) for p in paragraphs[1:]]
    for paragraph in paragraphs:
        edits += _inside(source, paragraph[0].start, paragraph[-1].end)
    return edits


def _inside(source: Source, start: int, end: int) -> Iterator[Edit]:
    """The edits within one paragraph: white space collapsed, invisible characters and Markdown's own signs removed."""
    markdown = source.format == "markdown"
    if markdown and (mark := _HEADING.match(source.text, start, end) or _LIST_MARK.match(source.text, start, end)):
        yield Edit(start, mark.end(), "", "markdown")
        start = mark.end()
    elif source.format == "eml" and (quoted := _QUOTED.match(source.text, start, end)):
        yield Edit(start, quoted.end(), "", LAYOUT)
        start = quoted.end()
    if not markdown and not _UNUSUAL_SPACE.search(source.text, start, end):
        return
    for match in (_MARKDOWN if markdown else _SPACE).finditer(source.text, start, end):
        if match["space"] is None:
            inner = match.lastgroup == "image" and start < match.start() and match.end() < end
            yield Edit(match.start(), match.end(), " " if inner else "", "markdown")
        elif match[0] not in (" ", "\u00a0"):
            yield Edit(match.start(), match.end(), _space(source.text, match), LAYOUT)


def _space(text: str, match: re.Match[str]) -> str:
    """One space for white space, none for invisible characters or where a hyphenated word was broken."""
    broken_word = "\n" in match[0] and re.match(r"\w-", text[max(match.start() - 2, 0) : match.start()])
    return "" if broken_word or not any(character.isspace() for character in match[0]) else " "


def blocks_of(body: str, paragraphs: Sequence[Sequence[Span]]) -> Iterator[Block]:
    """The blocks of the body, in the order of the paragraphs they were made from."""
    start = 0
    for paragraph in paragraphs:
        end = body.find(BETWEEN_BLOCKS, start)
        end = len(body) if end < 0 else end
        yield Block(start, end, paragraph[0].kind)
        start = end + len(BETWEEN_BLOCKS)
