"""Whether two names may be one person's under two spellings: compared word by word, by letters and by sound.

String distance alone cannot tell (one letter parts two spellings of one man in one pair, and two men in another), so the
words that differ must sound alike, and where the sound says little, something else must speak for it: an office shared.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import IntEnum
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from onrecord.annotate.knowledge import vocabulary
from onrecord.annotate.tokens import fold


class Likeness(IntEnum):
    """How well two names go together: ``WEAK`` asks for other evidence, ``STRONG`` stands by itself."""

    NONE = 0
    WEAK = 1
    STRONG = 2


_SAME_SOUND = (
    ("tch", "C"),
    ("sch", "s"),
    ("ch", "C"),
    ("sh", "s"),
    ("zh", "z"),
    ("kh", "h"),
    ("gh", "g"),
    ("dh", "d"),
    ("th", "t"),
    ("ph", "f"),
    ("ts", "C"),
    ("tz", "C"),
    ("ck", "k"),
    ("q", "k"),
    ("w", "v"),
    ("x", "ks"),
)
"""Letters that stand for one sound in one romanization or another (ISO 233, BGN/PCGN, and what newspapers write)."""

_VOWELS = "aeiouy"


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """The consonants of a word, each class of them as one letter; a vowel at the head counts, whichever it is.

    Vowels differ most between romanizations (Nadim, Nadeem), and double letters say nothing (Zelensky, Zelenskyy).
    """
    letters = fold(word)
    for written, heard in _SAME_SOUND:
        letters = letters.replace(written, heard)
    letters = re.sub(r"c(?![eiy])", "k", letters).replace("c", "s")
    head = "a" if letters[:1] and letters[0] in _VOWELS else ""
    return head + re.sub(rf"[{_VOWELS}'-]+", "", re.sub(r"(.)\1+", r"\1", letters))


def words_alike(first: str, second: str) -> Likeness:
    """Whether two words of names may be one word under two spellings."""
    a, b = fold(first), fold(second)
    if a == b:
        return Likeness.STRONG
    if len(a) == 1 or len(b) == 1:
        return Likeness.WEAK if a[:1] == b[:1] else Likeness.NONE
    if f"{a}a" == b or a == f"{b}a":
        return Likeness.NONE  # Petrov and Petrova are two people
    distance = Levenshtein.distance(a, b)
    if sound(first) == sound(second) and distance <= 2 + min(len(a), len(b)) // 5:
        return Likeness.STRONG if len(sound(first)) > 2 else Likeness.WEAK
    return Likeness.WEAK if distance == 1 and min(len(a), len(b)) >= 4 and (a.startswith(b) or b.startswith(a)) else Likeness.NONE


def names_alike(first: str, second: str) -> Likeness:
    """Whether two full names may be one person's. A surname alone, the same or not, is never enough."""
    a, b = name_words(first), name_words(second)
    if len(a) < 2 or len(b) < 2 or _suffixes(first) != _suffixes(second):
        return Likeness.NONE
    folded = [fold(word) for word in a], [fold(word) for word in b]
    if folded[0] != folded[1] and sorted(folded[0]) == sorted(folded[1]):
        return Likeness.STRONG  # family name first
    if not _middle_fits(a[1:-1], b[1:-1]):
        return Likeness.NONE
    given, family = words_alike(a[0], b[0]), words_alike(a[-1], b[-1])
    return Likeness.NONE if max(given, family) < Likeness.STRONG else min(given, family)


def _middle_fits(first: Sequence[str], second: Sequence[str]) -> bool:
    """Middle names may be left out from the last on, or shortened, and may not contradict one another; particles tell nothing."""
    told = ([word for word in middle if fold(word) not in vocabulary().particles] for middle in (first, second))
    return all(words_alike(word, other) for word, other in zip(*told, strict=False))


def name_words(name: str) -> tuple[str, ...]:
    """The words of a name, without a suffix such as Jr. at its end."""
    return _split(name)[0]


def _suffixes(name: str) -> frozenset[str]:
    return _split(name)[1]


@lru_cache(maxsize=50_000)
def _split(name: str) -> tuple[tuple[str, ...], frozenset[str]]:
    words = re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)*", name)
    suffixes: set[str] = set()
    while len(words) > 2 and fold(words[-1]) in vocabulary().suffixes:
        suffixes.add(fold(words.pop()))
    return tuple(words), frozenset(suffixes)
