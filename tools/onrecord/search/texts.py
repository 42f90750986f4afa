"""The texts as codes of their words, for the lines that show a word in its context.

Between two words of a block stands a space, unless a sign for something else comes behind the first. Frequent words and signs
have a code of their own; any other is spelt, each letter by a code that depends on the letter before it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np

from onrecord.search.coding import Huffman
from onrecord.search.reading import Words

WORDS, GAPS = 6000, 200
"""Words, and gaps between words, that have a code: nine of ten in English news."""
_END = "\0"
_WORD, _GAP = 0, 1
"""The symbols that announce a spelt word, and a spelt gap."""


class Texts:
    """The codes of all texts. ``table`` is what a reader needs of them."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._space = words.gaps.index(" ") if " " in words.gaps else -1
        often = np.bincount(words.form, minlength=len(words.forms))
        often_gaps = np.bincount(words.gap, minlength=len(words.gaps))
        if self._space >= 0:
            often_gaps[self._space] = 1  # it is written at the edges of blocks only
        known, rare = _split(often, WORDS)
        known_gaps, rare_gaps = _split(often_gaps, GAPS)
        symbols = Huffman([max(1, often[rare].sum()), max(1, often_gaps[rare_gaps].sum()), *often[known], *often_gaps[known_gaps]])
        self._spelling = _Spelling(
            [*((words.forms[n], int(often[n])) for n in rare), *((words.gaps[n], int(often_gaps[n])) for n in rare_gaps)]
        )
        place = {n: at for at, n in enumerate(known, 2)}
        place_of_gap = {n: at for at, n in enumerate(known_gaps, 2 + len(known))}
        codes = symbols.strings
        self._forms = [codes[place[n]] if n in place else codes[_WORD] + self._spelling.spell(form) for n, form in enumerate(words.forms)]
        self._edges = [
            codes[place_of_gap[n]] if n in place_of_gap else codes[_GAP] + self._spelling.spell(gap) for n, gap in enumerate(words.gaps)
        ]
        self._gaps = ["" if n == self._space else code for n, code in enumerate(self._edges)]
        self.table: dict[str, Any] = {
            "words": [words.forms[n] for n in known],
            "gaps": [words.gaps[n] for n in known_gaps],
            "symbols": symbols.table(),
            "letters": self._spelling.table(),
        }

    def code(self) -> Iterator[str]:
        """The bits of each text: for each block what stands before its first word, then the words, each with what follows it."""
        forms, gaps, edges = self._forms, self._gaps, self._edges
        form, gap = self._words.form.tolist(), self._words.gap.tolist()
        at = between = 0
        for blocks in self._words.blocks:
            bits = []
            for count in blocks:
                bits.append(edges[gap[between]])
                for word, behind in zip(form[at : at + max(0, count - 1)], gap[between + 1 : between + count], strict=True):
                    bits += (forms[word], gaps[behind])
                if count:
                    bits += (forms[form[at + count - 1]], edges[gap[between + count]])
                at, between = at + count, between + count + 1
            yield "".join(bits)


def _split(often: Any, most: int) -> tuple[list[int], list[int]]:
    """The most frequent, and the others; what never occurs is neither."""
    order = np.argsort(-often, kind="stable").tolist()
    return sorted(n for n in order[:most] if often[n]), [n for n in order[most:] if often[n]]


class _Spelling:
    """A code for letters after each letter."""

    def __init__(self, counted: Iterable[tuple[str, int]]) -> None:
        following: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for text, count in counted:
            for first, second in zip(_END + text, text + _END, strict=True):
                following[first][second] += count
        self._letters = sorted(following)
        number = {letter: n for n, letter in enumerate(self._letters)}
        self._codes = [Huffman([following[letter][other] for other in self._letters]) for letter in self._letters]
        self._number = number

    def spell(self, text: str) -> str:
        """A text letter by letter, and its end."""
        number = self._number
        return "".join(self._codes[number[first]].strings[number[second]] for first, second in zip(_END + text, text + _END, strict=True))

    def table(self) -> dict[str, Any]:
        """The letters, and the code after each of them."""
        return {"letters": self._letters, "after": [code.table() for code in self._codes]}
