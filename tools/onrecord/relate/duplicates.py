"""Copies of one text: the same text again, an excerpt of it, another version of it.

Texts are compared by their shingles (runs of five words). What counts is containment, the share of the shorter text that
stands in the fuller one: resemblance, which MinHash estimates, calls a short excerpt of a long article unlike it. Candidates
come from an inverted index of winnowed fingerprints (Schleimer, Wilkerson and Aiken, 2003), which is sure to meet every
shared run of twelve words. Texts are taken from the fullest to the shortest and only one that copies no other is indexed, so
a thousand copies of one press release cost a thousand lookups; a fingerprint of many texts is a stock phrase and not looked up.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from rapidfuzz import fuzz, process

from onrecord.copies import CopyKind, days_between

SHINGLE = 5
"""Words."""
WINDOW = 8
"""Shingles of which the least is kept as a fingerprint."""
STOCK = 5
"""Texts that are no copies of one another; a fingerprint of more than these is a stock phrase of the folder."""

LEAST_WORDS, LEAST_WORDS_OF_A_PART = 12, 40
"""Below the first even equal texts are no copies (captions, "Photo: AFP"); below the second a part proves nothing."""
RELATED, MOSTLY, WHOLLY = 0.46, 0.8, 0.9
"""Containment. Measured on news texts: unrelated ones reach .05, excerpts and edits begin at .46; an excerpt with a line of its
own stays above .8, and a text that was only reset or retitled above .9 in both directions."""
LARGER_PART = 0.5
"""Share of the fuller text: who quotes more than half of it, with words of their own or on an earlier day, has another version."""
OTHER_NAMES = 0.2
"""Share of a text's names that stand exchanged in the other: beyond it the two are one form filled in twice."""
MORE_NAMES = 0.1
"""Share of its names by which a version may lose more names than words: what is new in it is told of new people."""
RESPELLED = 80
"""Likeness of two spellings of one name, of 100: Razan and Raza have 89, Karland and Breland 71."""
UNBROKEN = 100
"""Words. A shared passage of this length is no boilerplate: notes about an agency or a company are shorter."""
A_WEEK, A_MONTH = 7, 30
"""Days between a report and its later versions."""


@dataclass(frozen=True)
class Text:
    """A document as it is compared. ``paragraphs`` leave out the headline, which every publisher changes.

    ``date`` is EDTF; ``stated`` counts the fields of metadata that the document states.
    """

    id: str
    title: str
    paragraphs: str
    date: str | None = None
    stated: int = 0

    @property
    def words(self) -> list[str]:
        """The words as written. A letter of a script without spaces between words counts as a word."""
        return _WORD.findall(self.paragraphs)

    @cached_property
    def shingles(self) -> Sequence[int]:
        """A number for each run of five words, in order; a text of fewer words has one for the whole of it."""
        words = list(map(_number, self.words))
        if not words:
            return array("Q")
        words += [0] * (SHINGLE - len(words))
        first, second, third, fourth, fifth = _FACTORS
        runs = zip(*(words[n:] for n in range(SHINGLE)), strict=False)
        return array("Q", [a * first + b * second + c * third + d * fourth + e * fifth for a, b, c, d, e in runs])


_WORD = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]|[^\W_]+")
_FACTORS = (433_494_437, 370_248_451, 479_001_599, 492_876_847, 331_777_777)
"""Odd numbers below 2²⁹: five 32-bit numbers times these add up to less than 2⁶⁴."""


@lru_cache(maxsize=65536)
def _number(word: str) -> int:
    """A number for a word, the same on every machine, which Python's own hash is not."""
    return zlib.crc32(word.casefold().encode("utf-8", "surrogatepass"))


@dataclass(frozen=True, slots=True)
class Copy:
    """What a document is a copy of, by id, and in which way."""

    of: str
    kind: CopyKind


def find_copies(texts: Iterable[Text]) -> dict[str, Copy]:
    """id of a copy → the fullest document with its text. A document that others copy is itself no copy of any.

    Of the texts that are the same, the one whose document states most of itself is shown first, then the longest, then the
    first by id. The order of ``texts`` makes no difference.
    """
    found: dict[str, tuple[Text, list[tuple[Text, CopyKind]]]] = {}
    index = _Index()
    for text in sorted(texts, key=lambda text: (-len(text.shingles), -text.stated, text.id)):
        match = index.match(text)
        if match is None:
            index.add(text)
            found[text.id] = (text, [])
        else:
            found[match[0].id][1].append((text, match[1]))
    return {copy: relation for fullest, copies in found.values() for copy, relation in _around_the_best(fullest, copies)}


def _around_the_best(fullest: Text, copies: Sequence[tuple[Text, CopyKind]]) -> Iterator[tuple[str, Copy]]:
    """The copies of a group, each with its relation to the document that states most of itself."""
    same = [fullest, *(text for text, kind in copies if kind == "same")]
    best = min(same, key=lambda text: (-text.stated, -len(text.shingles), text.id))
    for text, kind in [(fullest, "same"), *copies]:
        if text is not best:
            yield text.id, Copy(best.id, kind if best is fullest else _relation(text, best) or kind)


@dataclass(frozen=True, slots=True)
class Overlap:
    """What a text has in common with another: how many of its words stand in passages of both, and the longest such passage,
    in characters of ``paragraphs``."""

    words: int
    shared: int
    start: int
    end: int


def overlap(text: Text, other: Text) -> Overlap:
    """What two texts have in common, as the first has it."""
    common = _common(text, set(text.shingles) & set(other.shingles))[: len(text.words)]
    first, last = max(_runs(common, 1), key=lambda run: run[1] - run[0], default=(0, 0))
    places = [match.span() for match in _WORD.finditer(text.paragraphs)]
    start, end = (places[first][0], places[last - 1][1]) if last > first else (0, 0)
    return Overlap(len(places), sum(common), start, end)


class _Index:
    """The texts that copy no other, by their fingerprints."""

    def __init__(self) -> None:
        self._texts: list[Text] = []
        self._by_fingerprint: dict[int, list[int]] = {}
        self._whole: dict[bytes, Text] = {}

    def add(self, text: Text) -> None:
        """Make a text known as one that others may copy."""
        for fingerprint in _fingerprints(text.shingles):
            holders = self._by_fingerprint.setdefault(fingerprint, [])
            if len(holders) <= STOCK:
                holders.append(len(self._texts))
        self._texts.append(text)
        self._whole.setdefault(_digest(text.shingles), text)

    def match(self, text: Text) -> tuple[Text, CopyKind] | None:
        """The text that this one copies, the one that holds most of it first."""
        if len(text.shingles) <= LEAST_WORDS - SHINGLE:
            return None
        whole = self._whole.get(_digest(text.shingles))
        if whole is not None:
            return whole, "same"
        holders = [self._by_fingerprint.get(fingerprint, []) for fingerprint in _fingerprints(text.shingles)]
        telling = [numbers for numbers in holders if len(numbers) <= STOCK]
        hits = Counter(number for numbers in telling for number in numbers)
        enough = len(telling) * RELATED / 2  # a sample: the shingles themselves decide
        for number, count in sorted(hits.items(), key=lambda hit: (-hit[1], hit[0]))[:STOCK]:
            kind = _relation(text, self._texts[number]) if count >= enough else None
            if kind:
                return self._texts[number], kind
        return None


def _fingerprints(shingles: Sequence[int]) -> set[int]:
    """The least of every eight shingles in a row."""
    if len(shingles) <= WINDOW:
        return {min(shingles)} if shingles else set()
    return set(map(min, *(shingles[n : len(shingles) - WINDOW + 1 + n] for n in range(WINDOW))))


def _digest(shingles: Sequence[int]) -> bytes:
    return hashlib.blake2b(array("Q", shingles).tobytes(), digest_size=16).digest()


# ---- how two texts are related ------------------------------------------------------------------------------------------


def _relation(copy: Text, fuller: Text) -> CopyKind | None:
    """In which way the shorter text copies the fuller one; ``None`` when it does not."""
    own, others = set(copy.shingles), set(fuller.shingles)
    if not own or len(copy.shingles) <= LEAST_WORDS_OF_A_PART - SHINGLE:
        return None
    shared = own & others
    contained, covers = len(shared) / len(own), len(shared) / len(others)
    if contained < RELATED:
        return None
    compared = _Compared(copy, fuller, shared)
    if _one_form_filled_in_twice(compared, _Compared(fuller, copy, shared)):
        return None
    if contained < MOSTLY:
        return "update" if compared.versions_of_one_report(contained) else None
    if contained >= WHOLLY <= covers:
        return "same" if _figures(copy) == _figures(fuller) else "update"
    told_anew = contained < WHOLLY or days_between(copy.date, fuller.date) > 0
    return "update" if told_anew and covers >= LARGER_PART else "excerpt"


_DENIALS = frozenset({"not", "no", "never", "cannot"})


def _figures(text: Text) -> Counter[str]:
    """The numbers and the denials of a text: where they differ, two texts say something else, however alike they are."""
    words = (word.casefold() for word in text.words)
    return Counter(word for word in words if word in _DENIALS or word.endswith(("n't", "n’t")) or any(map(str.isdigit, word)))


def _common(text: Text, shared: set[int]) -> bytearray:
    """For each word of a text whether it lies in one of the shared runs of words."""
    common = bytearray(len(text.words))
    for number, shingle in enumerate(text.shingles):
        if shingle in shared:
            common[number : number + SHINGLE] = b"\1" * SHINGLE
    return common


class _Compared:
    """One text held against another; ``shared`` are the shingles that stand in both."""

    def __init__(self, text: Text, other: Text, shared: set[int]) -> None:
        self.words = text.words
        self.days_apart = abs(days_between(text.date, other.date))
        self._titles = text.title.casefold(), other.title.casefold()
        self._common = _common(text, shared)
        others = other.words
        self._known = {word.casefold() for word in others}
        self._known_names = [word for word in set(others) if word[0].isupper()]

    @property
    def exchanged(self) -> set[str]:
        """The names and numbers that the other lacks in sentences that it has."""
        return self._foreign(word for start, end in self._gaps() for word in self.words[start:end])

    def versions_of_one_report(self, contained: float) -> bool:
        """Whether two texts that have much in common, and each much of its own, are one report at two times.

        Shared words alone do not tell: stories share the paragraph on what went before, and press releases the one on who
        sends them. So the headlines must be alike, or the first words, or a passage too long for boilerplate; the days must lie
        near; and the names must stay about as well as the words do.
        """
        if self.days_apart > A_MONTH or len(self._foreign(self.words)) > (1 - contained + MORE_NAMES) * len(_names(self.words)):
            return False
        lead = self._common[:LEAST_WORDS_OF_A_PART]
        return (
            fuzz.token_sort_ratio(*self._titles) >= 75
            or sum(lead) >= len(lead) / 2
            or any(end - start >= UNBROKEN for start, end in _runs(self._common, 1))
        )

    def _gaps(self) -> Iterator[tuple[int, int]]:
        """The short stretches of the copy's own words between words that stand in both."""
        for start, end in _runs(self._common, 0):
            if start > 0 and end < len(self._common) and end - start <= LEAST_WORDS:
                yield start, end

    def _foreign(self, words: Iterable[str]) -> set[str]:
        """The names and numbers among the words that stand nowhere in the other text, in no spelling of it either."""
        missing = (name for name in _names(words) if name.casefold() not in self._known)
        return {
            n for n in missing if n[0].isdigit() or not process.extractOne(n, self._known_names, scorer=fuzz.ratio, score_cutoff=RESPELLED)
        }


def _one_form_filled_in_twice(copy: _Compared, fuller: _Compared) -> bool:
    """Whether names and numbers are exchanged inside sentences that are the same: serial readouts, bulletins, forms."""
    exchanged = copy.exchanged
    if copy.days_apart > A_WEEK:
        return len(exchanged | fuller.exchanged) > 1
    return len(exchanged) > max(1, OTHER_NAMES * len(_names(copy.words)))


def _names(words: Iterable[str]) -> set[str]:
    return {word for word in words if word[0].isupper() or word[0].isdigit()}


def _runs(mask: Sequence[int], kind: int) -> Iterator[tuple[int, int]]:
    start = 0
    for number in range(1, len(mask) + 1):
        if number == len(mask) or mask[number] != mask[start]:
            if mask[start] == kind:
                yield start, number
            start = number
