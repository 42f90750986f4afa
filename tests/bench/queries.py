"""The queries that the search is measured with, drawn from a corpus by a fixed rule, and their true answers, read from the texts."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from random import Random
from urllib.parse import urlencode

sys.path.append(str(Path(__file__).resolve().parents[1] / "search"))
from brute import Phrase, Read

from onrecord.search import Document
from onrecord.search.words import fold, pieces

COMMON = 12
"""The commonest words: about a quarter of the words of English news."""
FREQUENT, MIDDLING, RARE = (0, 0.24, 0.33, 0.4, 0.48), (0.55, 0.6, 0.65, 0.7, 0.75), (0.8, 0.85, 0.9, 0.94, 0.98)
"""The ranks of words to ask for, as powers of the number of different words: of 90,000 the words 1, 15, 43, … 71,000."""
NEAR = 8


class Plain:
    """A document as strings in which every word stands between two signs, so that a phrase is found as one string."""

    def __init__(self, document: Document) -> None:
        self.document = document
        body = document.text.body
        self._parts = {
            "": [body[a:b] for a, b in document.text.blocks],
            "title": [body[a:b] for a, b in document.text.blocks[: document.text.headlines]],
            "said": [body[a:b] for a, b in document.text.said],
        }
        self._strings: dict[tuple[str, bool], str] = {}

    @cached_property
    def read(self) -> Read:
        return Read(self.document)

    def string(self, where: str = "", *, exact: bool = False) -> str:
        """The words of a field, folded or as they stand; no phrase runs over the end of a line."""
        if (where, exact) not in self._strings:
            lines = (pieces(part)[1::2] for part in self._parts[where])
            self._strings[where, exact] = "\n".join("".join(f"<{word if exact else fold(word)}>" for word in line) for line in lines)
        return self._strings[where, exact]

    def count(self, phrase: Phrase) -> int:
        """The places at which a phrase stands."""
        text = self.string(phrase.field, exact=phrase.exact)
        sought = "".join(f"<{word if phrase.exact else '*'.join(map(fold, word.split('*')))}>" for word in phrase.words)
        if "*" in sought:
            return len(re.findall(re.escape(sought).replace(r"\*", "[^<>]*"), text))
        # A phrase may begin again before it ends: "bye bye" stands twice in "bye bye bye".
        return len(re.findall(f"(?={re.escape(sought)})", text)) if len(phrase.words) > 1 and sought in text else text.count(sought)


def _all(phrases: Sequence[Phrase]) -> Callable[[Plain], int]:
    def places(plain: Plain) -> int:
        counts = [plain.count(phrase) for phrase in phrases]
        return sum(counts) if all(counts) else 0

    return places


@dataclass(frozen=True, slots=True)
class Query:
    """Something to ask: what is typed, and what is chosen in the other fields of the form.

    ``places`` counts the places in a document, 0 where it does not answer; without it every document answers. ``fits`` says whether
    a document has what is chosen. ``plain`` holds the same for an engine that knows words and one phrase only.
    """

    kind: str
    typed: str = ""
    places: Callable[[Plain], int] | None = None
    chosen: Mapping[str, str] = field(default_factory=dict)
    fits: Callable[[Document], bool] = lambda _: True
    plain: bool = False

    @property
    def fields(self) -> dict[str, str]:
        return {**({"q": self.typed} if self.typed else {}), **self.chosen}

    @property
    def address(self) -> str:
        """As the page has it behind ``#``."""
        return urlencode(self.fields)

    def __str__(self) -> str:
        return " ".join((self.typed, *(f"{name}={value}" for name, value in self.chosen.items()))).strip()


def answers(queries: Sequence[Query], documents: Iterable[Document]) -> list[tuple[int, int]]:
    """For each query its (places, documents), found by reading every text."""
    places, found = [0] * len(queries), [0] * len(queries)
    for document in documents:
        plain = Plain(document)
        for number, query in enumerate(queries):
            if not query.fits(document):
                continue
            count = query.places(plain) if query.places else 0
            places[number] += count
            found[number] += 1 if count or not query.places else 0
    return list(zip(places, found, strict=True))


class _Source:
    """What queries are drawn from: how frequent each word is, and documents at random."""

    def __init__(self, documents: Iterable[Document], count: int) -> None:
        self.random = Random(1)
        chosen = set(self.random.sample(range(count), min(count, 400)))
        often: Counter[str] = Counter()
        self.documents = []
        for number, document in enumerate(documents):
            often.update(word for a, b in document.text.blocks for word in pieces(document.text.body[a:b])[1::2])
            if number in chosen:
                self.documents.append(document)
        folded: Counter[str] = Counter()
        for word, times in often.items():
            folded[fold(word)] += times
        self.ranked = sorted(folded, key=lambda word: (-folded[word], word))
        self.rank = {word: rank for rank, word in enumerate(self.ranked)}

    def words(self, powers: Sequence[float]) -> list[str]:
        """The words of some ranks."""
        return [self.ranked[int(len(self.ranked) ** power) - 1] for power in powers]

    def text(self, where: str = "") -> list[str]:
        """The words of one part of a document: of a block, of a headline, of a statement."""
        while True:
            document = self.random.choice(self.documents)
            text = document.text
            spans = {"": text.blocks[text.headlines :], "title": text.blocks[: text.headlines], "said": text.said}[where]
            if spans:
                start, end = self.random.choice(spans)
                return pieces(text.body[start:end])[1::2]

    def phrase(self, size: int, *, common: bool | None = None, where: str = "", exact: bool = False) -> Phrase:
        """So many words that stand side by side, with common words among them, without, or either."""
        while True:
            words = self.text(where)
            start = self.random.randrange(max(1, len(words) - size + 1))
            words = words[start : start + size]
            if len(words) == size and (common is None or common == any(self.rank[fold(word)] < COMMON for word in words)):
                return Phrase(tuple(words if exact else map(fold, words)), exact=exact, field=where)

    def some(self, count: int, within: int = 60) -> list[Phrase]:
        """So many different words that are not common, the first and the last of them so near each other in one paragraph."""
        while True:
            words = self.text()[:within]
            rarer = list(dict.fromkeys(folded for word in words if self.rank[folded := fold(word)] >= 10 * COMMON))
            if len(rarer) >= count:
                return [Phrase((word,)) for word in (rarer[0], *rarer[len(rarer) - count + 1 :])]


def draw(documents: Iterable[Document], count: int) -> list[Query]:
    """Some seventy queries of every kind. Nobody chose the words: only their rank, or that they stand together in some text."""
    source = _Source(documents, count)
    return [*_of_words(source), *_of_phrases(source), *_of_parts(source), *_combined(source), *_in_fields(source), *_chosen(source)]


def _one(kind: str, phrase: Phrase, *, plain: bool = False) -> Query:
    return Query(kind, str(phrase), _all([phrase]), plain=plain)


def _of_words(source: _Source) -> Iterator[Query]:
    for kind, powers in (("frequent word", FREQUENT), ("middling word", MIDDLING), ("rare word", RARE)):
        for word in source.words(powers):
            yield _one(kind, Phrase((word,)), plain=True)


def _of_phrases(source: _Source) -> Iterator[Query]:
    for size in (2, 2, 3, 3, 4, 5):
        yield _one("phrase", source.phrase(size, common=False), plain=True)
    for size in (2, 2, 3, 3, 4, 4, 5, 5):
        yield _one("phrase with common words", source.phrase(size, common=True), plain=True)


def _of_parts(source: _Source) -> Iterator[Query]:
    long = [word for word in source.words([0.5 + 0.01 * n for n in range(40)]) if len(word) > 5]
    words = source.random.sample(long, 10)
    for kind, parts in (
        ("prefix*", [f"{word[:4]}*" for word in words[:4]]),
        ("in*side", [f"{word[:2]}*{word[-2:]}" for word in words[4:7]]),
        ("*ending", [f"*{word[-4:]}" for word in words[7:]]),
    ):
        for part in parts:
            yield _one(kind, Phrase((part,)))


def _combined(source: _Source) -> Iterator[Query]:
    for count in (2, 2, 3, 4):
        phrases = source.some(count)
        yield Query("AND", " ".join(map(str, phrases)), _all(phrases), plain=True)
    for powers in ((0.6, 0.7), (0.45, 0.9), (0.65, 0.75, 0.85)):
        phrases = [Phrase((word,)) for word in source.words(powers)]
        yield Query("OR", " OR ".join(map(str, phrases)), lambda plain, phrases=phrases: sum(map(plain.count, phrases)))  # type: ignore[misc]
    for powers in ((0.6, 0.4), (0.7, 0.0), (0.8, 0.5)):
        wanted, unwanted = (Phrase((word,)) for word in source.words(powers))
        yield Query("NOT", f"{wanted} NOT {unwanted}", _without(wanted, unwanted))
    for _ in range(4):
        first, second = source.some(2, within=NEAR)
        yield Query("NEAR", f"{first} NEAR/{NEAR} {second}", _near(first, second))


def _without(wanted: Phrase, unwanted: Phrase) -> Callable[[Plain], int]:
    return lambda plain: 0 if plain.count(unwanted) else plain.count(wanted)


def _near(first: Phrase, second: Phrase) -> Callable[[Plain], int]:
    return lambda plain: len(plain.read.near(first, second, NEAR)) if plain.count(first) and plain.count(second) else 0


def _in_fields(source: _Source) -> Iterator[Query]:
    for size in (1, 1, 2):
        yield _one("title:", source.phrase(size, common=False, where="title"))
    for size in (1, 1, 2, 3):
        yield _one("said:", source.phrase(size, common=False if size < 3 else None, where="said"))
    for size in (1, 1, 2):
        yield _one("=As written", source.phrase(size, common=False, exact=True))
    yield _one("=As written", source.phrase(3, common=True, exact=True))


def _chosen(source: _Source) -> Iterator[Query]:
    word, other = source.words((0.6, 0.5))
    for name, typed in (("outlet", word), ("person", other), ("speaker", "")):
        value = next(document.facets[name][0] for document in source.documents if document.facets[name])
        yield Query(
            "facet",
            typed,
            _all([Phrase((typed,))]) if typed else None,
            {name: value[0]},
            lambda document, name=name, value=value: value in document.facets[name],  # type: ignore[misc]
        )
    days = sorted(document.days[0] for document in source.documents if document.days[0])
    first, last = (date.fromordinal(days[len(days) * n // 3]) for n in (1, 2))
    for typed, how in ((word, "possibly"), (other, "certainly"), ("", "possibly")):
        yield Query(
            "dates",
            typed,
            _all([Phrase((typed,))]) if typed else None,
            {"from": first.isoformat(), "to": last.isoformat(), **({"dates": how} if how == "certainly" else {})},
            lambda document, how=how: _within(document.days, first.toordinal(), last.toordinal(), certainly=how == "certainly"),  # type: ignore[misc]
        )


def _within(days: tuple[int | None, int | None], since: int, until: int, *, certainly: bool) -> bool:
    first, last = days
    if certainly:
        return first is not None and first >= since and last is not None and last <= until
    return (last is None or last >= since) and (first is None or first <= until)
