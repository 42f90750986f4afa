"""The headline of an article on a page: the line above its first paragraph that is set and worded like one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.clean.credits import is_credit
from onrecord.clean.pageline import PageLine, folded
from onrecord.vocabulary import words

_FARTHEST = 60
"""Lines; a headline does not stand farther above the first paragraph than buttons and pictures can push it."""
_SHORTEST, _LONGEST = 2, 32
"""Words of a headline."""
_STANDFIRST, _CLOSE = 4, 1.0
"""Of lines that stand this near to each other and score about the same, the first is the headline: a standfirst repeats its words."""
_SOME = 0.2
"""Share of its words that a headline has in common with the article below it."""

_CAPTION = re.compile(
    r"\b(?:photo|getty|pictured|file\s+image|credits?:|courtesy)\b|©|https?:|opens\s+in|^[(\[@#•&]"
    r"|^(?:[\w-]+\s+){0,3}(?:reporter|editor|correspondent|professor|columnist|writer|contributor)\b",
    re.IGNORECASE,
)
_PATH = re.compile(r"\s[/•|]\s")
"""Signs between the names of sections."""
_OPEN = re.compile(r"[,;:…]$|\.\.\.$")


def headline_of(lines: Sequence[PageLine], first: int, last: int) -> int | None:
    """The number of the line that is the headline, or ``None``."""
    said = _words(" ".join(line.text for line in lines[first : last + 1] if line.part == "prose"))
    page = [folded(line.text) for line in lines]
    asked = range(max(0, first - _FARTHEST), min(first + 9, len(lines)))
    scores = {index: _score(lines, index, first, said, page) for index in asked if _can_be(lines, index, first)}
    best = max(scores, key=lambda index: scores[index], default=None)
    if best is None or scores[best] <= 0:
        return None
    above = [index for index in scores if best - _STANDFIRST <= index < best and _rivals(lines[index])]
    over = lines[best - 1]
    if above and above[-1] == best - 1 and over.part == "short" and not over.sentence and _shared(over, said) >= _SOME:
        best -= 1
    return next((index for index in above if index < best and scores[index] >= scores[best] - _CLOSE), best)


def _shared(line: PageLine, said: set[str]) -> float:
    """The share of a line's words that the article says too."""
    own = _words(line.text)
    return len(own & said) / len(own) if own else 0.0


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text.casefold()) if len(word) > 2 and word not in words("function-words")}


def _can_be(lines: Sequence[PageLine], index: int, first: int) -> bool:
    line = lines[index]
    if line.part not in ("prose", "short") or not _SHORTEST <= line.words <= _LONGEST or is_credit(line.text):
        return False
    return index <= first or (line.part == "short" and any(is_credit(other.text) for other in lines[index + 1 : index + 3]))


def _score(lines: Sequence[PageLine], index: int, first: int, said: set[str], page: Sequence[str]) -> float:
    """How much a line looks like the headline; the terms were set on pages of a hundred news sites."""
    line = lines[index]
    score = 6 * _shared(line, said)
    score += {1: -4.0, 2: -4.0, 3: -2.0, 4: -0.5}.get(line.words, 2.0 if line.words <= 18 else 0.0)
    score -= 5.0 if line.text.endswith((".", ".”", '."', ".’")) and line.words > 4 else 0.0
    score -= 5.0 if _CAPTION.search(line.text) or _OPEN.search(line.text) else 0.0
    score -= sum(_rivals(other) for other in lines[index + 1 : first]) * 0.3 + 0.02 * abs(first - index)
    score += 3.0 if _is_followed_by_credit(lines, index) else 0.0
    score -= 2.5 if index and _rivals(lines[index - 1]) and lines[index - 1].text != line.text else 0.0
    key = page[index]
    return score + (2.5 if line.words > 3 and len(key) > 12 and sum(key in other for other in page) > 1 else 0.0)


def _rivals(line: PageLine) -> bool:
    """Whether a line could be a headline too: it is no button, no date, and no name of a section."""
    return line.part in ("prose", "short") and line.words >= 5 and not _PATH.search(line.text) and not is_credit(line.text)


def _is_followed_by_credit(lines: Sequence[PageLine], index: int) -> bool:
    """Whether a byline or date stands below, with at most two lines that are neither it nor furniture between them."""
    between = 0
    for other in lines[index + 1 : index + 15]:
        if is_credit(other.text):
            return True
        between += other.part in ("prose", "short") and other.text != lines[index].text
        if between > 2:
            return False
    return False
