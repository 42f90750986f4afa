"""Lines that are page furniture by themselves: what they say (the tables) and where they stand, whatever the text is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cache

from onrecord.clean.imprint import ENDS_SENTENCE, date_line, glued_date, outlet_alone, outlet_beside_date, within_wrapped
from onrecord.clean.lines import Span
from onrecord.records import Line
from onrecord.vocabulary import table


def furniture(text: str, groups: Sequence[Sequence[Span]], known: Mapping[Span, Line], outlets: Set[str]) -> list[Line]:
    """The lines that are no article: first those ``known`` that are furniture wherever they stand, then those of head and tail."""
    spans = [span for group in groups for span in group]
    wrapped = within_wrapped(text, groups)
    found = dict(known)
    for span in spans:  # a header: labelled lines from the first line on, however long
        if span in found:
            continue
        if (line := labelled(text, span)) is None:
            break
        found[span] = line
    prose = [index for index, span in enumerate(spans) if span not in found and is_prose(text[span.start : span.end])]
    head, tail = (prose[0], prose[-1]) if prose else (len(spans), -1)
    for index, span in enumerate(spans):
        zone = "head" if index < head else "tail" if index > tail else ""
        if span not in found and (line := _at_edge(text, span, zone, wrapped=span in wrapped, first=index == 0)):
            found[span] = line
    found.update(filter(None, [outlet_alone(text, [span for span in spans[:head] if span not in wrapped], found, outlets)]))
    found.update((span, line) for span, line in closing(text, spans) if span not in found)
    rest = [span for span in spans if span not in found]
    if len(rest) > 1 and (line := signature(text, rest[-1], outlets)):
        found[rest[-1]] = line
    lines = [found[span] for span in spans if span in found]
    beside = (outlet_beside_date(text, line, outlets) for line in lines if line.rule == "date-line")
    glued = (glued_date(text, span) for span in spans[: head + 1] if span not in found and span not in wrapped)
    return [*lines, *filter(None, (*beside, *glued))]


def is_prose(line: str) -> bool:
    """A line that can only be article: twenty words, or eight that end as a sentence."""
    count = len(line.split())
    return count >= 20 or (count >= 8 and bool(ENDS_SENTENCE.search(line)))


@cache
def _patterns(zone: str) -> tuple[tuple[re.Pattern[str], str, str], ...]:
    flags = re.IGNORECASE if zone == "any" else re.NOFLAG
    return tuple(
        (re.compile(row["pattern"], flags), row["rule"], row["field"].replace("-", "")) for row in table("furniture") if row["zone"] == zone
    )


def match_zone(text: str, span: Span, zone: str) -> Line | None:
    for pattern, rule, field in _patterns(zone):
        if match := pattern.fullmatch(text, span.start, span.end):
            start, end = match.span("value") if "value" in pattern.groupindex else (span.start, span.start)
            return Line(span.start, span.end, rule, field, start, end)
    return None


_LONGEST_FURNITURE = 400
"""Characters; a longer line is article, whatever it begins with."""


_IMAGE = r"!\[[^\[\]\n]*\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)"
_NO_WORD = re.compile(rf"(?:{_IMAGE}|[\W_])++")


def anywhere(text: str, spans: Sequence[Span]) -> dict[Span, Line]:
    """The lines that are furniture wherever they stand."""
    return {span: line for span in spans if (line := _anywhere(text, span))}


def _anywhere(text: str, span: Span) -> Line | None:
    if _NO_WORD.fullmatch(text, span.start, span.end):
        return Line(span.start, span.end, "separator")
    return match_zone(text, span, "any") if span.end - span.start <= _LONGEST_FURNITURE else None


def _at_edge(text: str, span: Span, zone: str, *, wrapped: bool, first: bool) -> Line | None:
    """The line as furniture of the head or tail; a date on a line of a wrapped paragraph is part of a sentence."""
    if not zone or span.end - span.start > _LONGEST_FURNITURE:
        return None
    return (
        labelled(text, span)
        or (None if wrapped else date_line(text, span, below=zone == "head" and not first))
        or match_zone(text, span, zone)
    )


@cache
def _labels() -> dict[str, str]:
    return {row["label"]: row["field"].replace("-", "") for row in table("labels")}


_LABEL = re.compile(r"[*_]*([^\W\d_][^:：\n]{1,30}?)[*_]*\s*[:：][*_]*\s*")


def labelled(text: str, span: Span) -> Line | None:
    match = _LABEL.match(text, span.start, span.end)
    if match is None:
        return None
    label = " ".join(match[1].casefold().split())
    if label not in _labels():
        return None
    return Line(span.start, span.end, f"label “{label}”", _labels()[label], match.end(), span.end)


_CLOSING_LINES, _CLOSING_PART = 14, 0.4
"""How many lines, and which part of a text, what a press release says of its sender is at most."""
_REACHED = re.compile(r"@[\w-]+\.|\+?\(?\d[\d\s().-]{5,}\d|https?:|www\.")
"""A mail address, a telephone number, an address of the web."""


def closing(text: str, spans: Sequence[Span]) -> list[tuple[Span, Line]]:
    """What a press release says at its end of the company it tells of, and whom journalists may call; nothing for other texts."""
    if not spans:
        return []
    length = spans[-1].end - spans[0].start
    for number in range(max(1, len(spans) - _CLOSING_LINES), len(spans)):
        span = spans[number]
        if spans[-1].end - span.start > _CLOSING_PART * length or (heading := match_zone(text, span, "closing")) is None:
            continue
        name = text[heading.value_start : heading.value_end]
        if name in text[: span.start] and number + 1 < len(spans) if name else _REACHED.search(text, span.start):
            return list(_by_heading(text, spans[number:], heading.rule))
    return []


def _by_heading(text: str, spans: Sequence[Span], rule: str) -> Iterator[tuple[Span, Line]]:
    """Each line with the rule of the last heading above it."""
    for span in spans:
        heading = match_zone(text, span, "closing")
        rule = heading.rule if heading else rule
        yield span, Line(span.start, span.end, rule)


_DOMAIN = re.compile(r"(?:www\.)?[A-Za-z][\w-]*(?:\.[\w-]+)*\.[A-Za-z]{2,6}")


def signature(text: str, span: Span, outlets: Set[str]) -> Line | None:
    """The last line, when it is nothing but the name or the domain of an outlet."""
    line = text[span.start : span.end].strip("()[]–—-. ")
    if line.casefold() in outlets or _DOMAIN.fullmatch(line):
        start = text.index(line, span.start, span.end)
        return Line(span.start, span.end, "signature", "outlet", start, start + len(line))
    return None
