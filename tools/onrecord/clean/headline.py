"""The headline of an article on a page: of the lines above its first paragraph, the one that the page agrees on.

The words of a headline come back in the paragraphs below it, a byline or a date stands beside it, and it is worded like one.
A line that has only some of this is a teaser, the name of a section, a caption or the standfirst.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import accumulate

from onrecord.clean.credits import is_credit
from onrecord.clean.pageline import PageLine
from onrecord.letters import letters
from onrecord.vocabulary import words

_FARTHEST = 160
"""Lines; a headline does not stand farther above the first paragraph than buttons, players and pictures can push it."""
_SHORTEST, _LONGEST = 2, 32
"""Words of a headline."""
_INTO = 8
"""Lines of the article among which a headline may stand, where a byline follows it there."""
_LEAD = 5
"""Paragraphs that say what a headline says."""
_CREDIT_WITHIN = 17
"""Lines below a headline within which its byline or date stands."""
_STANDFIRST = 3
"""Lines of a standfirst, which repeats the words of the headline above it."""
_NEAR = 3.0
"""Of two lines that follow each other and score about the same, the first is the headline."""

_CAPTION = re.compile(
    r"\b(?:photo|getty|pictured|file\s+image|credits?:|courtesy)\b|©|https?:|www\.|opens\s+in|^[(\[@#•&]"
    r"|^(?:[\w-]+\s+){0,3}(?:reporter|editor|correspondent|professor|columnist|writer|contributor)\b",
    re.IGNORECASE,
)
_PATH = re.compile(r"\s[/•|]\s")
"""Signs between the names of sections."""
_OPEN = re.compile(r"[,;:…]$|\.\.\.$")
_CLOSED = (".", ".”", '."', ".’")


@dataclass(frozen=True, slots=True)
class _Page:
    """The lines of a page and what is asked of each: ``said`` and ``lead`` are the words of the article and of its beginning,
    ``elsewhere`` counts the lines outside the article in which a word stands, ``rivals`` the rivals above each line."""

    lines: Sequence[PageLine]
    first: int
    said: Set[str]
    lead: Set[str]
    elsewhere: Mapping[str, int]
    rivals: Sequence[int]
    joined: str

    @classmethod
    def of(cls, lines: Sequence[PageLine], first: int, last: int) -> _Page:
        prose = [line.text for line in lines[first : last + 1] if line.part == "prose"]
        outside = (line for index, line in enumerate(lines) if not first <= index <= last)
        return cls(
            lines,
            first,
            _words(" ".join(prose)),
            _words(" ".join(prose[:_LEAD])),
            Counter(word for line in outside for word in _words(line.text)),
            list(accumulate(map(_rivals, lines), initial=0)),
            "\n".join(letters(line.text) for line in lines),
        )


def headline_of(lines: Sequence[PageLine], first: int, last: int) -> int | None:
    """The number of the line that is the headline, or ``None``."""
    asked = range(max(0, first - _FARTHEST), min(first + _INTO + 1, len(lines)))
    possible = [index for index in asked if _can_be(lines, index, first)]
    if not possible:
        return None
    page = _Page.of(lines, first, last)
    scores = {index: _score(page, index) for index in possible}
    best = max(scores, key=lambda index: scores[index])
    best = _best_copy(page, best, scores)
    if scores[best] <= _LEAST:
        return None
    for _ in range(_STANDFIRST):
        if scores.get(best - 1, -math.inf) < scores[best] - _NEAR or not _heads(page, best - 1, best):
            break
        best -= 1
    return best


def _best_copy(page: _Page, best: int, scores: Mapping[int, float]) -> int:
    """Of the lines that say the same, the one with a byline or date nearest below it, and among these the last: a teaser goes before."""
    wanted = letters(page.lines[best].text)
    copies = [index for index in scores if letters(page.lines[index].text) == wanted]
    return min(copies, key=lambda index: (min(_lines_to_credit(page.lines, index), 4), -index))


def _heads(page: _Page, index: int, below: int) -> bool:
    """Whether a line is the headline of the one below it, which reads like a headline too: the standfirst."""
    line = page.lines[index]
    if not _rivals(line) or line.text.endswith(".") or _CAPTION.search(line.text) or _OPEN.search(line.text):
        return False
    recurs = _rivals(page.lines[below]) and page.lines[below].copies > line.copies
    return bool(_words(line.text) & page.said) and not recurs


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text.casefold()) if len(word) > 2 and word not in words("function-words")}


def _can_be(lines: Sequence[PageLine], index: int, first: int) -> bool:
    line = lines[index]
    if line.part not in ("prose", "short") or not _SHORTEST <= line.words <= _LONGEST or is_credit(line.text):
        return False
    if any(_ends_in(line.text, other.text) for other in lines[max(0, index - 3) : index + 4]):
        return False
    return index <= first or (line.part == "short" and any(is_credit(other.text) for other in lines[index + 1 : index + 3]))


def _ends_in(text: str, headline: str) -> bool:
    """Whether a line is the path to the headline, with the headline at its end: “Home News Bridge opens again”."""
    own, end = letters(text), letters(headline)
    return len(end) > 12 and own != end and own.endswith(end) and len(text.split()) <= len(headline.split()) + 4


_LEAST = -1.0
"""The score from which on a line is taken for the headline."""
_BY_LENGTH = {2: -3.8, 3: -3.6, 4: -1.7, 5: 0.0, 6: 0.0}
"""Score of a line by its number of words: names of sections have few."""


def _score(page: _Page, index: int) -> float:
    """How much a line looks like the headline: the terms of a linear model, fitted to the pages of 140 news sites (conditional
    logit, one choice a page) and rounded. In ten-fold cross-validation it chose the right line on 93 of 100 pages."""
    line, first = page.lines[index], page.first
    own = _words(line.text)
    weight = {word: 1 / (1 + math.log1p(page.elsewhere.get(word, 0))) for word in own}
    score = 0.64 * min(len(own & page.said), 5)
    score += 2.4 * sum(weight[word] for word in sorted(own & page.lead)) / sum(weight[word] for word in sorted(own)) if own else 0.0
    by_length = _BY_LENGTH.get(line.words, 1.1 if line.words <= 9 else -1.2 if 20 < line.words <= 26 else 0.0)
    score += 0.0 if by_length < 0 and _tells(line) else by_length
    score -= 2.0 if line.text.endswith(_CLOSED) and line.words > 4 else 0.0
    score -= 2.2 if _CAPTION.search(line.text) else 0.0
    score -= 1.2 if _OPEN.search(line.text) else 0.0
    score -= 2.9 if index >= first else 0.0
    score += 1.8 * math.log1p(max(0, page.rivals[first] - page.rivals[min(index + 1, first)])) - 1.1 * math.log1p(abs(first - index))
    score += {0: 3.3, 1: 3.3, 2: 1.5, 3: 1.5}.get(_lines_to_credit(page.lines, index), 0.0)
    score -= 0.8 if line.part == "prose" else 0.0
    score += 1.1 if index + 1 < first and any(other.part == "prose" for other in page.lines[index + 1 : index + 3]) else 0.0
    key = letters(line.text)
    return score + (0.4 if line.words > 3 and len(key) > 12 and page.joined.count(key) > 1 else 0.0)


def _rivals(line: PageLine) -> bool:
    """Whether a line could be a headline too: it is no button, no date, and no name of a section."""
    return (
        line.part in ("prose", "short") and (line.words >= 5 or _tells(line)) and not _PATH.search(line.text) and not is_credit(line.text)
    )


def _tells(line: PageLine) -> bool:
    """Whether a line of three or four words tells something, as no name of a section does: two of them are written small."""
    small = [word for word in line.text.split() if word.isalpha() and word.islower() and word not in words("function-words")]
    return line.words in (3, 4) and len(small) > 1 and line.text[0].isupper()


def _lines_to_credit(lines: Sequence[PageLine], index: int) -> int:
    """How many lines that are neither furniture nor a label stand between a line and the byline or date below it."""
    between = 0
    for other in lines[index + 1 : index + 1 + _CREDIT_WITHIN]:
        if is_credit(other.text):
            return between
        told = other.part in ("prose", "short") and other.words > 2 and other.text != lines[index].text
        between += told and not _CAPTION.search(other.text)
    return _CREDIT_WITHIN
