"""The words of dates in some languages, out of the tables in ``vocabulary/dates``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from onrecord import vocabulary


@dataclass(frozen=True, slots=True)
class Words:
    """What the grammar knows of one set of languages; every key is in lower case."""

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    by_role: Mapping[str, Mapping[str, str]]
    """role → word → the word's value, as described at the head of ``words.tsv``."""

    def month(self, name: str) -> int:
        """The number of a month by its name."""
        return self.months[key(name)]

    def value(self, role: str, word: str) -> str | None:
        """The value of a word in a role, ``None`` where it does not have that role."""
        return self.by_role.get(role, {}).get(key(word))

    def pattern(self, role: str) -> str:
        """A pattern for any word of a role; it never matches when the languages have none."""
        return one_of(self.by_role.get(role, {}))


@lru_cache(maxsize=64)
def words(languages: tuple[str, ...]) -> Words:
    """The words of these languages (ISO 639 codes); the first language that has a word says what it means."""
    return Words(_named("dates/months", "month", languages), _named("dates/weekdays", "weekday", languages), _roles(languages))


def _roles(languages: tuple[str, ...]) -> dict[str, dict[str, str]]:
    by_role: dict[str, dict[str, str]] = {}
    for row in _rows("dates/words", languages):
        by_role.setdefault(row["role"], {}).setdefault(key(row["word"]), row["value"])
    return by_role


def _named(table: str, role: str, languages: tuple[str, ...]) -> dict[str, int]:
    names: dict[str, int] = {}
    for row in _rows(table, languages):
        names.setdefault(key(row["name"]), int(row["number"]))
    for word, number in _roles(languages).get(role, {}).items():
        names.setdefault(word, int(number))
    return names


def _rows(table: str, languages: tuple[str, ...]) -> list[vocabulary.Row]:
    rows = vocabulary.table(table)
    return [row for language in languages for row in rows if row["language"] == language]


def key(word: str) -> str:
    """A word as it is looked up: lower case, one space between words; ``İ`` and ``ı`` count as ``i``."""
    return " ".join(word.replace("İ", "i").replace("I", "i").lower().replace("ı", "i").split())


def one_of(words: Iterable[str]) -> str:
    """A pattern for any of these words, the longest first; without words it never matches."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace("\\ ", r"\s+") for word in ordered) + ")" if ordered else r"(?!)"
