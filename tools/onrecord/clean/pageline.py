"""The lines of a whole page, each with what it is to the article: prose, a short line, or known page furniture."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from typing import Literal

from onrecord.clean.furniture import is_prose
from onrecord.clean.imprint import ENDS_SENTENCE
from onrecord.clean.lines import Span
from onrecord.clean.recurring import line_key
from onrecord.letters import letters
from onrecord.records import Line
from onrecord.vocabulary import table

Part = Literal["prose", "short", "inside", "end", "comments", "comment"]
"""``inside`` furniture may stand within an article too; ``end`` and ``comments`` begin what follows an article."""

_PARTS: dict[str, Part] = {"inside": "inside", "end": "end", "comments": "comments", "comment": "comment"}
_LONGEST_FURNITURE = 400
"""Characters; a longer line is article, whatever it begins with."""


@dataclass(frozen=True, slots=True)
class PageLine:
    """One line of a page. ``known`` is the line as furniture that a rule of ``furniture.tsv`` read; ``copies`` counts equal lines."""

    span: Span
    text: str
    part: Part
    rule: str
    words: int
    copies: int
    known: Line | None = None

    @property
    def sentence(self) -> bool:
        """Whether the line ends as a sentence."""
        return bool(ENDS_SENTENCE.search(self.text))


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], Part, str], ...]:
    return tuple((re.compile(row["pattern"], re.IGNORECASE), _PARTS[row["part"]], row["rule"]) for row in table("page-lines"))


@cache
def _any_pattern() -> re.Pattern[str]:
    """All patterns as one: few lines fit any, and one pattern finds that out in two thirds of the time of 27."""
    return re.compile("|".join(f"(?:{pattern.pattern})" for pattern, _, _ in _patterns()), re.IGNORECASE)


def classify(text: str, spans: Sequence[Span], known: Mapping[Span, Line], recurring: Set[str] = frozenset()) -> list[PageLine]:
    """Every line with its part in the page.

    ``known`` are the lines that are furniture anywhere, ``recurring`` the keys of lines known from many sources of one folder.
    """
    texts = [text[span.start : span.end] for span in spans]
    keys = list(map(letters, texts))
    copies = Counter(keys)
    found = []
    for span, line, key in zip(spans, texts, keys, strict=True):
        part, rule, told = _part(known.get(span), line, recurring)
        found.append(PageLine(span, line, part, rule, len(line.split()), copies[key], told))
    return found


def _part(known: Line | None, line: str, recurring: Set[str]) -> tuple[Part, str, Line | None]:
    if known and known.label:
        return "inside", known.rule, known
    if len(line) <= _LONGEST_FURNITURE and _any_pattern().fullmatch(line):
        for pattern, part, rule in _patterns():
            if pattern.fullmatch(line):
                return part, rule, None
    if known:
        return "inside", known.rule, known
    if recurring and line_key(line) in recurring:
        return "inside", "recurs in this folder", None
    return ("prose" if is_prose(line) else "short"), "", None
