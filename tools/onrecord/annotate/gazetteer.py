"""Names that are known beforehand: found in a text word by word, the longest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.annotate.tokens import Token, tokens


@dataclass(frozen=True, slots=True)
class Entry:
    """A name and the ``key`` of what it names. ``words`` are the name's words as written; ``exact`` asks for the same case."""

    words: tuple[Token, ...]
    key: tuple[str, str]
    exact: bool


class Gazetteer:
    """Names by their first folded word. A name whose words begin with capitals is found only where they do."""

    def __init__(self, names: Iterable[tuple[str, tuple[str, str]]], *, any_case: bool = False) -> None:
        """``names`` are (name, key) pairs; of two keys for one name the first counts. ``any_case`` ignores case altogether."""
        self._any_case = any_case
        self._entries: dict[str, list[tuple[tuple[str, ...], Entry]]] = defaultdict(list)
        seen = set()
        for name, key in names:
            words = tokens(name)
            folded = tuple(word.folded for word in words)
            if folded and (folded, key[0]) not in seen:
                seen.add((folded, key[0]))
                short = len(words) == 1 and name.replace(".", "").isupper() and len(name) <= 6
                self._entries[folded[0]].append((folded, Entry(tuple(words), key, short)))
        self.firsts = frozenset(self._entries)
        """The folded first words of all names: a look that dismisses nearly every word before :meth:`at` reads on."""
        for entries in self._entries.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def at(self, words: Sequence[Token], index: int) -> tuple[Entry, int] | None:
        """The longest name that begins at a word, and the index after its last word."""
        second = words[index + 1].folded if index + 1 < len(words) else ""
        for folded, entry in self._entries.get(words[index].folded, ()):
            if len(folded) > 1 and folded[1] != second:
                continue
            after = index + len(folded)
            if after <= len(words) and self._fits(words[index:after], folded, entry):
                return entry, after
        return None

    def find(self, words: Sequence[Token]) -> list[tuple[Entry, int, int]]:
        """(name, index of its first word, index after its last) for every name, from left to right without overlap."""
        found = []
        index = 0
        while index < len(words):
            match = self.at(words, index) if words[index].folded in self.firsts else None
            if match is None:
                index += 1
                continue
            found.append((match[0], index, match[1]))
            index = match[1]
        return found

    def _fits(self, words: Sequence[Token], folded: Sequence[str], entry: Entry) -> bool:
        for number, (word, part, written) in enumerate(zip(words, folded, entry.words, strict=True)):
            if word.folded != part or (number and word.gap not in _JOINTS and word.gap != written.gap):
                return False
            if self._any_case:
                continue
            if entry.exact and word.text.replace(".", "") != written.text.replace(".", ""):
                return False
            if written.capital and not word.capital:
                return False
        return True


_JOINTS = frozenset({" ", "\u00a0", "-", "–", "‑", "'", "’", ""})
"""What may stand between two words of one name, besides what stands there in the table."""
