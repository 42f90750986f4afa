"""Passages as they are compared: each sentence as the names in it and the stems of its telling words.

A name counts as the entity it stands for, so that two spellings of one person are one. What introduces a statement (its cue, the
words that name the speaker) says nothing of its matter and is left out.
"""

from __future__ import annotations

import math
import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from onrecord.annotate.tokens import Token, tokens
from onrecord.stems import joining, stem
from onrecord.vocabulary import table, values

LEAST_FEATURES, MOST_FEATURES = 3, 120
"""Names and telling words of a passage: fewer say nothing that could be said again, more are a list and no sentence."""

NAME = 0.7
"""The part of its weight that a name or an office has: that two passages speak of the same people and places makes them no parallel yet."""
FRAME = 0.3
"""The same for verbs of reporting, which tell how something was said and not what."""
BACKGROUND = 3000
"""Sentences of general English with which every folder begins: what is rare in five documents may be common in the language."""
COMMON, OFTEN = 0.05, 15
"""In a folder of another language, whose common words no table lists, the share of its sentences, and their number, from which a
word is one of them."""

CHANCE = 10
"""Passages in which two features may follow one another without being an expression: so few may be the very parallels sought."""

DENIALS = frozenset({"not", "no", "never", "cannot", "nor", "neither", "without"})


@dataclass(frozen=True, slots=True)
class Telling:
    """A document as the search for parallel passages sees it; offsets point into ``body``.

    ``names`` are the people, organizations, places and events with their keys, ``said`` the spans of statements, each with its
    speaker, ``frames`` the words that introduce statements. None of them need be in order. ``date`` is EDTF.
    """

    id: str
    body: str
    sentences: tuple[tuple[int, int], ...]
    names: tuple[tuple[int, int, str], ...] = ()
    said: tuple[tuple[int, int, str | None], ...] = ()
    frames: tuple[tuple[int, int], ...] = ()
    language: str | None = None
    date: str | None = None
    outlet: str | None = None


@dataclass(slots=True)  # not frozen: a folder has hundreds of thousands
class Passage:
    """A sentence of a document: its features in their order, and where a denial stands between them."""

    document: int
    start: int
    end: int
    features: array[int]
    denials: tuple[int, ...]
    """For each denial the number of features before it."""
    speakers: frozenset[str]


@dataclass(frozen=True, slots=True)
class Passages:
    """All passages of a folder, by document and place, and the weight of each feature: how rare it is, in nats."""

    all: tuple[Passage, ...]
    weights: Sequence[float]
    counts: Sequence[int]
    """Feature → in how many passages it stands."""
    together: _Together
    names: frozenset[int]
    """The features that are names, and among them the ``entities``; ``numbers`` are those that begin with a digit, ``offices`` those
    that name one."""
    entities: frozenset[int]
    numbers: frozenset[int]
    offices: frozenset[int]
    totals: Sequence[float]
    """The weight of all features of each passage."""
    size: float
    """How many sentences the weights were learned from, those of general English among them."""

    def after(self, first: int, second: int) -> float:
        """The weight of a feature right after another: little, where the two are an expression of the folder."""
        together = self.together.count(first, second) - CHANCE
        if together <= 0:
            return self.weights[second]
        expected = math.log(self.counts[first] / min(self.counts[first], together))
        return self.weights[second] * min(1.0, expected / math.log(self.size / self.counts[second]))


def read(documents: Sequence[Telling]) -> Passages:
    """The passages of some documents, weighed against one another and against general English."""
    features = _Features()
    found = [passage for number, document in enumerate(documents) for passage in _passages(number, document, features)]
    counts = [0] * len(features.ids)
    together = _Together(sum(len(passage.features) for passage in found))
    for passage in found:
        for feature in set(passage.features):
            counts[feature] += 1
        for pair in set(pairwise(passage.features)):
            together.add(*pair)
    english = sum(documents[passage.document].language in ("en", None) for passage in found)
    names = frozenset(features.names())
    weights = _weights(features, counts, len(found), names, listed=2 * english >= len(found))
    return Passages(
        tuple(found),
        weights,
        counts,
        together,
        names,
        frozenset(number for key, number in features.ids.items() if key.startswith("@")),
        frozenset(number for key, number in features.ids.items() if key[:1].isdigit()),
        frozenset(number for key, number in features.ids.items() if key in _of_offices()),
        [sum(weights[feature] for feature in set(passage.features)) for passage in found],
        len(found) + BACKGROUND,
    )


class _Features:
    """The numbers of names and stems, and how often the words of each stem are capitalized inside a sentence."""

    def __init__(self) -> None:
        self.ids: dict[str, int] = {}
        self._seen: list[int] = []
        self._capital: list[int] = []
        self._words: defaultdict[str, dict[str, int]] = defaultdict(dict)

    def _number(self, key: str) -> int:
        number = self.ids.setdefault(key, len(self.ids))
        if number == len(self._seen):
            self._seen.append(0)
            self._capital.append(0)
        return number

    def name(self, key: str) -> int:
        """The number of an entity."""
        number = self._number(f"@{key}")
        self._seen[number] = self._capital[number] = 1
        return number

    def words(self, found: Sequence[Token], language: str) -> list[int]:
        """The number of each word's stem; -1 for a word that joins others, -2 for a denial."""
        known = self._words[language]
        numbers = []
        for place, token in enumerate(found):
            number = known.get(token.text)
            if number is None:
                number = known[token.text] = self._new(token, language)
            if number >= 0 and place:
                self._seen[number] += 1
                self._capital[number] += token.capital
            numbers.append(number)
        return numbers

    def _new(self, token: Token, language: str) -> int:
        if token.folded in DENIALS or token.folded.endswith("n't"):
            return -2
        return -1 if token.folded in joining() else self._number(stem(token.text, language))

    def names(self) -> Iterator[int]:
        """The features that are names: entities, and stems that are mostly written with a capital letter."""
        return (n for n, (seen, capital) in enumerate(zip(self._seen, self._capital, strict=True)) if capital * 2 > seen)


def _passages(number: int, document: Telling, features: _Features) -> Iterator[Passage]:
    marks = _marks(document)
    ahead = 0
    for start, end in document.sentences:
        if _aside().search(document.body[start:end]):
            continue
        found = array("L")
        denials = []
        dateline = _DATELINE.match(document.body, start, end)
        words = _whole_numbers(tokens(document.body, dateline.end() if dateline else start, end))
        for token, feature in zip(words, features.words(words, document.language or "en"), strict=True):
            while ahead < len(marks) and marks[ahead][1] <= token.start:
                ahead += 1
            if ahead < len(marks) and marks[ahead][0] <= token.start:
                if (key := marks[ahead][2]) and (not found or found[-1] != features.name(key)):
                    found.append(features.name(key))
            elif feature >= 0:
                found.append(feature)
            elif feature == -2:
                denials.append(len(found))
        if len(set(found)) >= LEAST_FEATURES and len(found) <= MOST_FEATURES:
            speakers = frozenset(who for first, last, who in document.said if who and first < end and start < last)
            yield Passage(number, start, end, found, tuple(denials), speakers)


@cache
def _aside() -> re.Pattern[str]:
    """Matches in a sentence that stands in an article and is none of its own."""
    return re.compile("|".join(f"(?:{row['pattern']})" for row in table("asides")), re.IGNORECASE)


_DATELINE = re.compile(r"[A-Z][A-Z .'’-]+(?:, [A-Z][\w. ]+)?(?: \([^()\n]{2,20}\))? [-–—]+ ")
"""Where and when a report was written, before its first words: OSTER BAY, May 4 —"""


@cache
def _written_out() -> dict[str, str]:
    return {word: row["number"] for row in table("numerals") for word in values(row["words"])}


def _whole_numbers(found: Sequence[Token]) -> list[Token]:
    """Words as they are, but the parts of a number (3.4, 2,383, 15:30, 7-1/2) as one, and a number in words in digits."""
    whole: list[Token] = []
    for token in found:
        before = whole[-1] if whole else None
        if before and token.gap in (".", ",", ":", "-", "/") and token.text.isdigit() and before.text[-1].isdigit():
            text = f"{before.text}{token.gap}{token.text}"
            whole[-1] = Token(before.start, token.end, text, before.gap, text, capital=False)
        elif number := _written_out().get(token.folded):
            whole.append(Token(token.start, token.end, number, token.gap, number, capital=False))
        else:
            whole.append(token)
    return whole


def _marks(document: Telling) -> list[tuple[int, int, str]]:
    """The names of a document in their order, and with no key the words that introduce statements; none overlaps another."""
    wanted = [*((start, end, "") for start, end in document.frames), *sorted(document.names, key=lambda name: (name[0], -name[1], name[2]))]
    taken = bytearray(len(document.body) + 1)
    marks = []
    for start, end, key in wanted:
        if not any(taken[start:end]):
            taken[start:end] = b"\1" * (end - start)
            marks.append((start, end, key))
    return sorted(marks)


_FEWEST_SLOTS, _MOST_SLOTS = 1 << 16, 1 << 22
"""Counters for pairs of features: 16 MB at most, however large the folder; that two pairs may share one hardly matters."""


class _Together:
    """How often two features follow one another, for about so many pairs."""

    def __init__(self, pairs: int) -> None:
        self._counters = array("I", bytes(4 * max(_FEWEST_SLOTS, min(_MOST_SLOTS, 1 << pairs.bit_length()))))

    def add(self, first: int, second: int) -> None:
        self._counters[self._slot(first, second)] += 1

    def count(self, first: int, second: int) -> int:
        return self._counters[self._slot(first, second)]

    def _slot(self, first: int, second: int) -> int:
        # Odd numbers spread neighbours; the low bits of a product are the least mixed.
        return (first * 0x9E3779B1 ^ second * 0x85EBCA77) >> 7 & (len(self._counters) - 1)


# ---- weights ------------------------------------------------------------------------------------------------------------


@cache
def _of_reporting() -> frozenset[str]:
    return frozenset(stem(form) for row in table("cues") if row["kind"] == "speech" for form in values(row["forms"]) if " " not in form)


@cache
def _of_offices() -> frozenset[str]:
    return frozenset(stem(row["form"]) for row in table("offices") if " " not in row["form"])


@cache
def _general() -> tuple[dict[str, float], float]:
    """Stem → the share of the sentences of general English in which it stands; and the share of a word that is not listed."""
    shares: Counter[str] = Counter()
    for row in table("common-words"):
        shares[stem(row["word"])] += int(row["sentences"])
    return {key: count / PER for key, count in shares.items()}, UNLISTED / PER


PER, UNLISTED = 10_000, 1
"""The sentences to which the counts of ``common-words.tsv`` are reduced, and the count of a word that is not in it."""


def _weights(features: _Features, counts: Sequence[int], passages: int, names: frozenset[int], *, listed: bool) -> list[float]:
    """How much a feature tells: the negative logarithm of the share of sentences in which it stands.

    ``listed`` says whether the table of common words is of the language of the folder.
    """
    general, unlisted = _general()
    weights = []
    for key, number in features.ids.items():
        share = (counts[number] + BACKGROUND * general.get(key, unlisted)) / (passages + BACKGROUND)
        if not listed and counts[number] > max(OFTEN, COMMON * passages):
            share = counts[number] / passages
        part = NAME if number in names or key in _of_offices() else FRAME if key in _of_reporting() else 1.0
        weights.append(-math.log(share) * part)
    return weights
