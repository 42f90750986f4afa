"""Noun phrases that may recur across a folder: two or three words in a row, found by what they are not.

No tagger is asked. A phrase ends at a function word, a form of a verb, an adverb, a name, a number or a mark, and at words too
general to name a topic; what is left between two such words is nearly always nouns and adjectives. The rest is left to
recurrence: what stands in several documents is rarely an accident.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate

from onrecord.annotate.knowledge import vocabulary
from onrecord.annotate.stems import stem
from onrecord.annotate.tokens import fold, parted
from onrecord.records import Block, Mention, Phrase
from onrecord.vocabulary import table, values
from onrecord.vocabulary import words as listed

LONGEST = 3
"""Words of a phrase, "of" not counted."""
_DETERMINERS = frozenset("a an the this that these those its his her their our my your of and".split())
_NO_ADVERBS = frozenset("ally anomaly assembly family monopoly reply supply".split())


def noun_phrases(body: str, blocks: Iterable[Block], names: Sequence[Mention]) -> list[Phrase]:
    """The phrases of a body in the order of the text, those inside longer ones included; ``names`` are the mentions of entities."""
    inside = _Inside(names)
    found = []
    for block in blocks:
        titled = block.kind in ("title", "subtitle", "heading")
        pieces = parted(body[block.start : block.end])
        gaps, words = pieces[::2], pieces[1::2]
        starts = list(accumulate(map(len, pieces), initial=block.start))[1::2]
        fit = list(map(_fits, words))
        for index in [index for index, fits in enumerate(fit) if fits]:
            capital = words[index][0].isupper() and not (titled or not index or _begins(gaps[index]))
            fit[index] = not capital and not inside(starts[index])
        for first, after in _stretches(words, gaps, fit):
            key = " ".join(stem(fold(word)) for word in words[first:after])
            found.append(Phrase(starts[first], starts[after - 1] + len(words[after - 1]), key))
    return found


def _stretches(words: Sequence[str], gaps: Sequence[str], fit: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """First word and the word after each phrase: two or three content words in a row, or two joined by "of"."""
    for first in [index for index, fits in enumerate(fit) if fits]:
        if _is_dangling(words, first):
            continue
        after = first + 1
        while after < len(words) and after - first < LONGEST and fit[after] and _joined(gaps[after]):
            after += 1
            yield first, after
        of = first + 1
        if of + 1 < len(words) and fit[of + 1] and fold(words[of]) == "of" and _joined(gaps[of]) and _joined(gaps[of + 1]):
            yield first, of + 2


def _joined(gap: str) -> bool:
    return gap.strip() in ("", "-")


def _is_dangling(words: Sequence[str], first: int) -> bool:
    """Whether a participle begins the phrase without an article: "promoting trade" is no noun phrase, "a working paper" is."""
    word = fold(words[first])
    if not word.endswith(("ing", "ed")) or word in ("armed", "united"):
        return False
    return not first or fold(words[first - 1]) not in _DETERMINERS


def _begins(gap: str) -> bool:
    """Whether a sentence begins behind a gap: a capital there makes no name, as in a headline."""
    return gap.strip().endswith((".", "!", "?", "“", '"'))


@lru_cache(maxsize=100_000)
def _fits(word: str) -> bool:
    """Whether a word may be part of a phrase."""
    folded = fold(word)
    if len(folded) < 3 or not folded.isalpha() or folded in vocabulary().function or folded in listed("common-verbs"):
        return False
    if folded.endswith("ly") and len(folded) > 4 and folded not in _NO_ADVERBS:
        return False
    return folded not in listed("general-words") and stem(folded) not in listed("general-words") and folded not in _demonyms()


@lru_cache(maxsize=1)
def _demonyms() -> frozenset[str]:
    return frozenset(fold(demonym) for row in table("countries") for demonym in values(row["demonyms"]))


class _Inside:
    """Whether a word that begins at an offset stands inside a name."""

    def __init__(self, names: Sequence[Mention]) -> None:
        spans = sorted((name.start, name.end) for name in names)
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]

    def __call__(self, offset: int) -> bool:
        number = bisect_right(self._starts, offset) - 1
        return number >= 0 and offset < self._ends[number]
