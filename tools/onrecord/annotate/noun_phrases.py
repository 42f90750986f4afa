"""Noun phrases that may recur across a folder: two or three words in a row, found by what they are not.

No tagger is asked. A phrase ends at a function word, a form of a verb, an adverb, a name, a number or a mark, and at words too
general to name a topic; what is left between two such words is nearly always nouns and adjectives. The rest is left to
recurrence: what stands in several documents is rarely an accident.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache

from onrecord.annotate.knowledge import vocabulary
from onrecord.annotate.stems import stem
from onrecord.annotate.tokens import Token, Words, fold
from onrecord.records import Mention, Phrase
from onrecord.vocabulary import table, values
from onrecord.vocabulary import words as listed

LONGEST = 3
"""Words of a phrase, "of" not counted."""
_DETERMINERS = frozenset("a an the this that these those its his her their our my your of and".split())
_NO_ADVERBS = frozenset("ally anomaly assembly family monopoly reply supply".split())


def noun_phrases(words: Words, names: Sequence[Mention]) -> list[Phrase]:
    """The phrases of a body in the order of the text, those inside longer ones included; ``names`` are the mentions of entities."""
    inside = _Inside(names)
    found = []
    for block, here in zip(words.spans, words.blocks, strict=True):
        titled = block.kind in ("title", "subtitle", "heading")
        stems = words.stems(block.start, block.end)
        fit = [
            _fits(word.folded) and (not word.capital or _is_lower(word, index, titled)) and not inside(word.start)
            for index, word in enumerate(here)
        ]
        for first, after in _stretches(here, fit):
            found.append(Phrase(here[first].start, here[after - 1].end, " ".join(stems[first:after])))
    return found


def _stretches(here: Sequence[Token], fit: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """First word and the word after each phrase: two or three content words in a row, or two joined by "of"."""
    for first, fits in enumerate(fit):
        if not fits or _is_dangling(here, first):
            continue
        after = first + 1
        while after < len(here) and after - first < LONGEST and fit[after] and _joined(here[after]):
            after += 1
            yield first, after
        of = first + 1
        if of + 1 < len(here) and here[of].folded == "of" and fit[of + 1] and _joined(here[of]) and _joined(here[of + 1]):
            yield first, of + 2


def _joined(word: Token) -> bool:
    return word.gap.strip() in ("", "-")


def _is_dangling(here: Sequence[Token], first: int) -> bool:
    """Whether a participle begins the phrase without an article: "promoting trade" is no noun phrase, "a working paper" is."""
    word = here[first].folded
    if not word.endswith(("ing", "ed")) or word in ("armed", "united"):
        return False
    return not first or here[first - 1].folded not in _DETERMINERS


def _is_lower(word: Token, index: int, titled: bool) -> bool:
    """Whether a word with a capital is no name that nobody has told yet: it counts only inside a sentence, not in a headline."""
    return titled or not index or word.gap.strip().endswith((".", "!", "?", "“", '"'))


@lru_cache(maxsize=100_000)
def _fits(folded: str) -> bool:
    """Whether a word may be part of a phrase."""
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
