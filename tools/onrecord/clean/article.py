"""Where on a whole page the article stands: the run of lines with the greatest sum of weights.

Each line has marks (``marks.py``), and the table ``page-marks.tsv`` says what each mark counts for, as four weights: that the
line lies within the article, that it is the article's first line, that it is its last, and that it is the article's own text and
no button, caption or pointer that stands between two paragraphs. The weights are log-odds of logistic regressions. The article is
the run of lines whose weights, with those of its ends, have the greatest sum: maximum subsequence segmentation as Pasternack and
Roth described it (Extracting article text from the web with maximum subsequence segmentation, WWW 2009), with local weights from
shape instead of words.

A long foreign piece between two paragraphs, such as a player with its play list, cannot outweigh what follows it: a gap in the
run costs what :data:`_GAP` and :data:`_GAP_LINE` say, and its lines are no article.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.clean.credits import is_credit
from onrecord.clean.marks import marks_of
from onrecord.clean.pageline import PageLine
from onrecord.vocabulary import table

EVERY = "every line"
"""The mark that every line bears; its weights are what is expected of a line of which nothing is known."""
_LARGEST, _LEAST, _RAREST = 3.0, -2.0, -8.0
"""The weights of one line are held between these, and those of an end above the last: no single line decides."""
_LEAN = 0.35
"""What every line gets besides: an article that lost a line is worse than one with a line too many."""
_GAP, _GAP_LINE = 8.0, 0.2
"""What a gap in the article costs, and each of its lines."""
_LISTS = ("related", "most-read", "about-author")
_LONGEST_TITLE = 40
"""Words; the title of another article with its summary is not longer."""
_AFTER = ("end", "comments", "comment")
_PARTED = 5
"""Lines; the next paragraph of an article is not farther below."""
_KEPT = 0.0
"""The weight above which a line within the article is its own text."""


@dataclass(frozen=True, slots=True)
class Article:
    """The first and the last line of the article, and the lines between them that are its own text."""

    first: int
    last: int
    kept: frozenset[int]


@dataclass(frozen=True, slots=True)
class Weight:
    """What a mark, or all marks of a line, count for."""

    within: float
    first: float
    last: float
    text: float


@cache
def weights() -> Mapping[str, Weight]:
    """Mark → weights, from the table."""
    return {row["mark"]: Weight(*(float(row[name]) for name in ("within", "first", "last", "text"))) for row in table("page-marks")}


def find_article(lines: Sequence[PageLine]) -> Article | None:
    """The article of a page; ``None`` when no run of lines looks like one."""
    found = [_sum(marks) for marks in marks_of(lines)]
    run = _best_run(found)
    kept = frozenset(index for index in run if found[index].text > _KEPT) - _listed(lines)
    if not kept:
        return None
    kept |= _closing(lines, max(kept))
    return Article(min(kept), max(kept), kept)


def _closing(lines: Sequence[PageLine], last: int) -> set[int]:
    """What follows the last line and is of the article too: short sentences, and paragraphs that a button or heading parts from it."""
    closing: set[int] = set()
    here = last
    for index in range(last + 1, len(lines)):
        line = lines[index]
        if index - here > _PARTED or line.part in _AFTER or line.copies > 1 or is_credit(line.text):
            break
        paragraph = line.part == "prose" and line.sentence and not line.text.endswith(("?", "…", "..."))
        if paragraph or (line.part == "short" and line.sentence and index == here + 1):
            closing.update(between for between in range(here + 1, index + 1) if lines[between].part in ("prose", "short"))
            here = index
    return closing


def _listed(lines: Sequence[PageLine]) -> set[int]:
    """The headings of other articles, and the lines below each up to the next that ends as a sentence."""
    listed: set[int] = set()
    within = False
    for index, line in enumerate(lines):
        within = line.rule in _LISTS or (within and not line.sentence and line.words <= _LONGEST_TITLE)
        if within:
            listed.add(index)
    return listed


def _sum(marks: Iterable[str]) -> Weight:
    known = weights()
    found = [known[mark] for mark in (EVERY, *marks) if mark in known]
    within = sum(weight.within for weight in found) + _LEAN
    first, last, text = (sum(getattr(weight, name) for weight in found) for name in ("first", "last", "text"))
    return Weight(min(max(within, _LEAST), _LARGEST), max(first, _RAREST), max(last, _RAREST), text)


def _best_run(found: Sequence[Weight]) -> list[int]:
    """The lines of the run with the greatest sum, in linear time, by the Viterbi algorithm.

    Each line lies either in the run or in a gap of it; ``before`` holds where the best way to each of the two came from.
    """
    within, gap = float("-inf"), float("-inf")
    best, end = float("-inf"), -1
    before: list[tuple[str, str]] = []
    for index, weight in enumerate(found):
        into = max((weight.first, "start"), (within, "run"), (gap, "gap"))
        past = max((within - _GAP, "run"), (gap, "gap"))
        before.append((into[1], past[1]))
        within, gap = into[0] + weight.within, past[0] - _GAP_LINE
        if within + weight.last > best:
            best, end = within + weight.last, index
    run: list[int] = []
    state, index = "run", end
    while index >= 0 and state != "start":
        if state == "run":
            run.append(index)
        state = before[index][0 if state == "run" else 1]
        index -= 1
    return run
