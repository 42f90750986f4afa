"""Source → body: what stands around the article is cut, each cut with the rule that made it.

The tables ``furniture.tsv`` and ``labels.tsv`` say what page furniture looks like; here is only where they apply. A cut line
that says something about the document ("Date: 3 March 2021") is kept as a ``Line`` for ``describe`` to read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from statistics import median

from onrecord import dates
from onrecord.edits import Edit, apply
from onrecord.markdown import BETWEEN_BLOCKS
from onrecord.read.markdown import FRONT_MATTER
from onrecord.records import Block, BlockKind, Cleaned, Line, Source
from onrecord.vocabulary import table

LAYOUT = "layout"
"""The rule of edits that change only white space and invisible characters: they cut nothing a reader could see."""


@dataclass(frozen=True, slots=True)
class _Span:
    """A line or block of the source, trimmed; ``indent`` counts the white space before it."""

    start: int
    end: int
    indent: int = 0
    kind: BlockKind = "paragraph"


def clean(source: Source, outlets: frozenset[str] = frozenset()) -> Cleaned:
    """Set the body of a source apart from its furniture. ``outlets`` are known outlet names, for signature lines."""
    front = FRONT_MATTER.match(source.text) if source.format == "markdown" else None
    first = front.end() if front else 0
    groups = _html_groups(source) if source.blocks is not None else list(_groups(source.text, first))
    lines = _furniture(source.text, groups, outlets)
    if front:
        lines.insert(0, Line(0, front.end(), "front-matter"))
    cut = {(line.start, line.end) for line in lines}
    # A line that is cut parts what stands before and after it: no paragraph runs across furniture.
    runs = (groupby(group, key=lambda span: (span.start, span.end) in cut) for group in groups)
    kept = [list(spans) for group in runs for gone, spans in group if not gone]
    may_wrap = _may_wrap([span for group in kept for span in group])
    paragraphs = [p for group in kept for p in _paragraphs(group, source, may_wrap=may_wrap)]
    edits = [Edit(line.start, line.end, "", line.rule) for line in lines]
    edits += _layout(source, paragraphs, lines)
    text = apply(source.text, edits)
    return Cleaned(source, text, tuple(_blocks(text.text, paragraphs)), tuple(lines))


# ---- lines ------------------------------------------------------------------------------------------------------------

_LINE = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_INVISIBLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def _groups(text: str, first: int) -> Iterator[list[_Span]]:
    """The lines of a text in groups: an empty line ends a group."""
    group: list[_Span] = []
    here = first
    for match in _LINE.finditer(text, first):
        breaks = text[here : match.start()]
        stripped = _trim(text, match.start(), match.end())
        if group and (breaks.count("\n") > 1 or breaks.count("\r") > 1 or stripped is None):
            yield group
            group = []
        here = match.end()
        if stripped is not None:
            group.append(_Span(*stripped, indent=stripped[0] - match.start()))
    if group:
        yield group


def _html_groups(source: Source) -> list[list[_Span]]:
    return [[_Span(block.start, block.end, kind=block.kind)] for block in source.blocks or ()]


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The span without white space and invisible characters at its ends; ``None`` when nothing is left."""
    while start < end and (text[start].isspace() or _INVISIBLE.match(text[start])):
        start += 1
    while end > start and (text[end - 1].isspace() or _INVISIBLE.match(text[end - 1])):
        end -= 1
    return (start, end) if start < end else None


# ---- furniture --------------------------------------------------------------------------------------------------------


def _furniture(text: str, groups: Sequence[Sequence[_Span]], outlets: frozenset[str]) -> list[Line]:
    """The lines that are no article: first those that are furniture wherever they stand, then those of head and tail."""
    spans = [span for group in groups for span in group]
    wrapped = {span for group in groups if _is_wrapped(group) for span in group}
    found = {span: line for span in spans if (line := _anywhere(text, span))}
    for span in spans:  # a header: labelled lines from the first line on, however long
        if span in found:
            continue
        if (line := _labelled(text, span)) is None:
            break
        found[span] = line
    prose = [index for index, span in enumerate(spans) if span not in found and _is_prose(text[span.start : span.end])]
    head, tail = (prose[0], prose[-1]) if prose else (len(spans), -1)
    for index, span in enumerate(spans):
        zone = "head" if index < head else "tail" if index > tail else ""
        if span not in found and (line := _at_edge(text, span, zone, wrapped=span in wrapped)):
            found[span] = line
    rest = [span for span in spans if span not in found]
    if len(rest) > 1 and (line := _signature(text, rest[-1], outlets)):
        found[rest[-1]] = line
    return [found[span] for span in spans if span in found]


_ENDS_SENTENCE = re.compile(r"[.!?…][\"'”’»)\]]*$")


def _is_prose(line: str) -> bool:
    """A line that can only be article: twenty words, or eight that end as a sentence."""
    count = len(line.split())
    return count >= 20 or (count >= 8 and bool(_ENDS_SENTENCE.search(line)))


@cache
def _patterns(zone: str) -> tuple[tuple[re.Pattern[str], str, str], ...]:
    flags = re.IGNORECASE if zone == "any" else re.NOFLAG
    return tuple(
        (re.compile(row["pattern"], flags), row["rule"], row["field"].replace("-", "")) for row in table("furniture") if row["zone"] == zone
    )


def _match(text: str, span: _Span, zone: str) -> Line | None:
    for pattern, rule, field in _patterns(zone):
        if match := pattern.fullmatch(text, span.start, span.end):
            start, end = match.span("value") if "value" in pattern.groupindex else (span.start, span.start)
            return Line(span.start, span.end, rule, field, start, end)
    return None


_LONGEST_FURNITURE = 400
"""Characters; a longer line is article, whatever it begins with."""


_NO_WORD = re.compile(r"(?:!\[[^\]\n]*\]\([^)\n]*\)|[\W_])+")


def _anywhere(text: str, span: _Span) -> Line | None:
    if _NO_WORD.fullmatch(text, span.start, span.end):
        return Line(span.start, span.end, "separator")
    return _match(text, span, "any") if span.end - span.start <= _LONGEST_FURNITURE else None


def _at_edge(text: str, span: _Span, zone: str, *, wrapped: bool) -> Line | None:
    """The line as furniture of the head or tail; a date on a line of a wrapped paragraph is part of a sentence."""
    if not zone or span.end - span.start > _LONGEST_FURNITURE:
        return None
    return _labelled(text, span) or (None if wrapped else _date_line(text, span)) or _match(text, span, zone)


@cache
def _labels() -> dict[str, str]:
    return {row["label"]: row["field"].replace("-", "") for row in table("labels")}


_LABEL = re.compile(r"[*_]*([^\W\d_][^:：\n]{1,30}?)[*_]*\s*[:：][*_]*\s*")


def _labelled(text: str, span: _Span) -> Line | None:
    match = _LABEL.match(text, span.start, span.end)
    if match is None:
        return None
    label = " ".join(match[1].casefold().split())
    if label not in _labels():
        return None
    return Line(span.start, span.end, f"label “{label}”", _labels()[label], match.end(), span.end)


def _date_line(text: str, span: _Span) -> Line | None:
    """A line that holds a date and hardly another letter."""
    if span.end - span.start > 60:
        return None
    found = dates.find(text, start=span.start, end=span.end)
    if len(found) != 1:
        return None
    rest = text[span.start : found[0].start] + text[found[0].end : span.end]
    if (
        len(
            re.findall(
                r"[^\W\d_]", re.sub(r"\b(?:published|posted|updated|on|at|am|pm|gmt|utc|est|edt|date)\b", "", rest, flags=re.IGNORECASE)
            )
        )
        > 3
    ):
        return None
    return Line(span.start, span.end, "date-line", "date", found[0].start, found[0].end)


_DOMAIN = re.compile(r"(?:www\.)?[A-Za-z][\w-]*(?:\.[\w-]+)*\.[A-Za-z]{2,6}")


def _signature(text: str, span: _Span, outlets: frozenset[str]) -> Line | None:
    """The last line, when it is nothing but the name or the domain of an outlet."""
    line = text[span.start : span.end].strip("()[]–—-. ")
    if line.casefold() in outlets or _DOMAIN.fullmatch(line):
        start = text.index(line, span.start, span.end)
        return Line(span.start, span.end, "signature", "outlet", start, start + len(line))
    return None


# ---- paragraphs -------------------------------------------------------------------------------------------------------

_HEADING = re.compile(r"#{1,6}[ \t]+")
_LIST_MARK = re.compile(r"(?:[-*+•>]|\d{1,3}[.)])[ \t]+")


_WIDEST = 100
"""Characters; the widest lines of hard-wrapped text are those of wire services, mail and teletype: 60 to 80."""


def _may_wrap(spans: Sequence[_Span]) -> bool:
    """Whether a text can be hard-wrapped: not when most of it stands in lines longer than any such line.

    Two lines of a headline are as much alike as two lines of wrapped prose; how the rest is set tells them apart.
    """
    lengths = [span.end - span.start for span in spans]
    return 2 * sum(length for length in lengths if length > _WIDEST) < sum(lengths)


def _paragraphs(group: Sequence[_Span], source: Source, *, may_wrap: bool) -> list[list[_Span]]:
    """The lines of a group as paragraphs, each a list of lines: hard-wrapped lines are joined, others stand alone."""
    if len(group) < 2:
        return [list(group)] if group else []
    if source.format == "markdown":
        starts = [bool(_HEADING.match(source.text, s.start) or _LIST_MARK.match(source.text, s.start)) for s in group]
        after_heading = [False, *(bool(_HEADING.match(source.text, s.start)) for s in group[:-1])]
        return _split(group, [a or b for a, b in zip(starts, after_heading, strict=True)])
    if not may_wrap or not _is_wrapped(group):
        return [[span] for span in group]
    margin = min(span.indent for span in group)
    return _split(group, [span.indent >= margin + 2 for span in group])


def _is_wrapped(group: Sequence[_Span]) -> bool:
    """Whether the lines of a group were broken at a fixed width: most are nearly as long as the longest, and none is long."""
    lengths = [span.end - span.start for span in group]
    return len(lengths) > 1 and 40 <= max(lengths) <= _WIDEST and median(lengths[:-1]) >= 0.75 * max(lengths)


def _split(group: Sequence[_Span], starts: Sequence[bool]) -> list[list[_Span]]:
    paragraphs: list[list[_Span]] = []
    for span, begins in zip(group, starts, strict=True):
        if begins or not paragraphs:
            paragraphs.append([])
        paragraphs[-1].append(span)
    return paragraphs


_SPACE = re.compile(rf"(?P<space>(?:\s|{_INVISIBLE.pattern})+(?:(?<=\n)>[ \t]*)?)")
_MARKDOWN = re.compile(
    r"(?P<image>\s*!\[[^\]\n]*\]\([^)\n]*\)\s*)"
    r"|(?P<sign>\[(?=[^\]\n]+\]\([^)\n]*\))|(?<=[^\\\s])\]\([^)\n]*\)|\*\*(?=\S)|(?<=\S)\*\*"
    r"|(?<!\w)[*_]{1,2}(?=\w)|(?<=[\w.,!?”\"])[*_]{1,2}(?!\w)|`+(?=\S)|(?<=\S)`+|\\(?=[^\w\s]))"
    r"|" + _SPACE.pattern
)


def _layout(source: Source, paragraphs: Sequence[Sequence[_Span]], lines: Sequence[Line]) -> list[Edit]:
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


def _blocks(body: str, paragraphs: Sequence[Sequence[_Span]]) -> Iterator[Block]:
    """The blocks of the body, in the order of the paragraphs they were made from."""
    start = 0
    for paragraph in paragraphs:
        end = body.find(BETWEEN_BLOCKS, start)
        end = len(body) if end < 0 else end
        yield Block(start, end, paragraph[0].kind)
        start = end + len(BETWEEN_BLOCKS)
