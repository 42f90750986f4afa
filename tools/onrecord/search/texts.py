"""The texts as codes of their words, for the lines that show a word in its context.

A text is a row of symbols: frequent words, and frequent signs between them, each of which has a symbol of its own; a space between
two words has none. The code of a symbol is that of its class behind the class before, then its own within the class. A rarer word
is spelt, each letter by a code that depends on the letter before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.search.classes import classes, transitions
from onrecord.search.coding import Codes, Contexts, Huffman, Numbers, below, pack, sign, signs, tally
from onrecord.search.numbering import Integers
from onrecord.search.reading import Words
from onrecord.search.words import shared

WORDS, GAPS = 7000, 200
"""Words, and gaps between words, that have a symbol: nine of ten in English news."""
CLASSES = 120
LETTERS = 100
"""Letters that have a code; any other is written out, in ``POINT`` bits."""
POINT = 21
_SPELT_GAP, _AGAIN, _KEPT = 3, 4, 5
"""The symbols that announce what is spelt: a word (0), one with a capital (1), one with a digit (2), a gap; and a word that was spelt
before in the same text, by its number among those that were. The last is how many these symbols are."""
SAMPLE = 1_000_000
"""Words from which the classes are learnt."""
BATCH = 200
"""Documents that are coded at a time."""


class Texts:
    """The codes of all texts. ``table`` is what a reader needs of them."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._firsts = np.concatenate(([0], np.cumsum(words.sizes)))
        self._space = words.gaps.index(" ") if " " in words.gaps else -1
        often, often_gaps = tally(words.form, len(words.forms)), self._count_gaps()
        known, known_gaps = _frequent(often, WORDS), _frequent(often_gaps, GAPS)
        # An item is the number of a form, or that of a gap behind all forms.
        items = np.concatenate((known, known_gaps + len(often)))
        self._symbol = np.array([*map(_kind, words.forms), *(_SPELT_GAP for _ in words.gaps)], dtype=np.int64)
        kinds = self._symbol.copy()
        self._symbol[items] = np.arange(len(items)) + _KEPT
        counts = np.concatenate((often, often_gaps))
        totals = np.bincount(self._symbol, weights=counts, minlength=len(items) + _KEPT).astype(np.int64)
        self._class, self._next, totals[:_KEPT] = self._learn(len(totals))
        self._values, self._lengths = _within(self._class, np.maximum(totals, 1))
        self._spelling = _Spelling([*words.forms, *words.gaps], kinds, np.where(self._symbol < _KEPT, counts, 0))
        self.table: dict[str, Any] = {
            "words": _fronted([words.forms[n] for n in known]),
            "gaps": [words.gaps[n] for n in known_gaps],
            "classes": self._class.tolist(),
            "lengths": signs(self._lengths),
            "after": self._next.table(),
            **self._spelling.table(),
        }

    def _count_gaps(self) -> Numbers:
        """How often each gap is written."""
        often = tally(self._words.gap, len(self._words.gaps))
        if self._space >= 0:
            firsts = self._words.gap[(self._firsts + np.arange(len(self._firsts)))[:-1]]
            often[self._space] = np.count_nonzero(firsts == self._space)
        return often

    def _learn(self, size: int) -> tuple[Numbers, Contexts, Numbers]:
        """The classes of symbols, the code of a class behind another, and how often each of the symbols is written that announce
        others: from documents here and there."""
        documents = len(self._words.sizes)
        step = len(self._words.form) // SAMPLE + 1
        parts = [np.zeros((2, 0), dtype=np.int32)]
        for first in range(0, documents, BATCH * step):
            symbols, before, _ = self._symbols(*self._items(first, min(first + BATCH, documents)))
            parts.append(np.stack((before, symbols)).astype(np.int32))
        before, symbols = np.concatenate(parts, axis=1)
        found = classes(before, symbols, size, CLASSES)
        return found, Contexts(transitions(before, symbols, found, CLASSES)), np.bincount(symbols, minlength=_KEPT)[:_KEPT] * step

    def _items(self, first: int, after: int) -> tuple[Numbers, NDArray[np.bool_]]:
        """The items of some documents, one after the other, and which of them begin a document."""
        words, sizes = self._words, self._words.sizes[first:after]
        form = words.form[self._firsts[first] : self._firsts[after]].astype(np.int64)
        gap = words.gap[self._firsts[first] + first : self._firsts[after] + after].astype(np.int64)
        places = 2 * np.arange(len(gap)) - np.repeat(np.arange(len(sizes)), sizes + 1)
        starts = np.zeros(len(form) + len(gap), dtype=bool)
        starts[np.cumsum(2 * sizes + 1) - 2 * sizes - 1] = True
        is_word = np.ones(len(starts), dtype=bool)
        is_word[places] = False
        items = np.empty(len(starts), dtype=np.int64)
        items[places], items[is_word] = gap + len(words.forms), form
        written = starts | (items != self._space + len(words.forms)) | (self._space < 0)
        return items[written], starts[written]

    def _symbols(self, items: Numbers, starts: NDArray[np.bool_]) -> tuple[Numbers, Numbers, Codes]:
        """The symbols of some items, the symbol before each, and what is written behind each that announces a word again: which it is."""
        symbols = self._symbol[items]
        spelt = np.flatnonzero(symbols < _SPELT_GAP)
        document = np.cumsum(starts)[spelt]
        _, first, kind = np.unique(document * len(self._symbol) + items[spelt], return_index=True, return_inverse=True)
        is_first = np.zeros(len(spelt), dtype=bool)
        is_first[first] = True
        so_far = np.cumsum(is_first)  # words spelt, of all the documents
        number = so_far - np.append(0, so_far)[np.searchsorted(document, document)]
        again = ~is_first
        symbols[spelt[again]] = _AGAIN
        codes = Codes(np.zeros_like(symbols), np.zeros_like(symbols))
        which = below(number[first][kind][again] - 1, number[again])
        codes.values[spelt[again]], codes.lengths[spelt[again]] = which.values, which.lengths
        return symbols, np.where(starts, 0, np.roll(symbols, 1)), codes

    def code(self) -> Iterator[str]:
        """Each text in base64: what stands before its first word, then the words, each with what follows it."""
        documents = len(self._words.sizes)
        for first in range(0, documents, BATCH):
            items, starts = self._items(first, min(first + BATCH, documents))
            symbols, before, again = self._symbols(items, starts)
            codes = self._next.encode(self._class[before], self._class[symbols]).then(Codes(self._values[symbols], self._lengths[symbols]))
            whole, places = self._spelling.insert(codes.then(again), np.where(symbols < _AGAIN, items, -1))
            yield from pack(whole, np.append(places[starts], len(whole.lengths)))


def _fronted(words: list[str]) -> str:
    """Sorted words, each without what it shares with the word before it, behind a sign for the size of that and for its case: 0 as it
    is written, 1 with a capital, 2 in capitals only."""
    told, last = [], ""
    for word in words:
        plain = word.lower() if word.isascii() else word
        case = next((n for n, written in enumerate((plain, plain.capitalize(), plain.upper())) if written == word), 0)
        plain = plain if case else word
        same = min(shared(last, plain), 20)
        told.append(sign(3 * same + case) + plain[same:])
        last = plain
    return "\n".join(told)


def _kind(form: str) -> int:
    """The symbol that announces a word when it is spelt."""
    return 2 if form[0].isdigit() else int(form[0].isupper())


def _frequent(often: Numbers, most: int) -> Numbers:
    """The most frequent, in their order; none that never occurs."""
    order = np.argsort(-often, kind="stable")[:most]
    return np.sort(order[often[order] > 0])


def _within(found: Numbers, totals: Numbers) -> tuple[Numbers, Numbers]:
    """The code of each symbol among those of its class: values and lengths."""
    values, lengths = np.zeros_like(totals), np.zeros_like(totals)
    for number in np.unique(found):
        held = np.flatnonzero(found == number)
        code = Huffman(totals[held])
        values[held], lengths[held] = code.values, code.lengths
    return values, lengths


class _Spelling:
    """Texts letter by letter, each with its end; ``often`` says how often each is spelt, ``kinds`` what announces it then."""

    def __init__(self, texts: list[str], kinds: Numbers, often: Numbers) -> None:
        spelt = np.flatnonzero(often)
        points, ends = _points([texts[n] for n in spelt])
        weights = np.repeat(often[spelt], np.diff(ends, prepend=-1))
        # The letters stand behind the kinds: a word begins as if its kind were the letter before it.
        self._letters = np.unique(np.append(_heaviest(points, weights), [_STOP, *range(_STOP - _KEPT, _STOP)]))
        other = len(self._letters)
        number = np.searchsorted(self._letters, points).astype(np.int32)
        number[(number == other) | (self._letters[np.minimum(number, other - 1)] != points)] = other
        before = np.append(np.int32(0), number)[:-1]
        before[np.append(0, ends + 1)[:-1]] = kinds[spelt]
        counts = np.bincount(before * (other + 1) + number, weights=weights, minlength=(other + 1) ** 2).astype(np.int64)
        del weights
        self._contexts = Contexts(counts.reshape(other + 1, other + 1))
        unknown = Codes(points.astype(np.int64), np.full(len(points), POINT, dtype=np.int64)).where(number == other)
        self._codes = self._contexts.encode(before, number).then(unknown)
        self._sizes = np.zeros(len(texts) + 1, dtype=np.int64)  # the last is for what is not spelt
        self._sizes[spelt] = np.diff(ends, prepend=-1)
        self._starts = np.cumsum(self._sizes) - self._sizes

    def insert(self, codes: Codes, items: Numbers) -> tuple[Codes, Numbers]:
        """Some codes with the letters behind those that announce them, and where each of the codes is then."""
        sizes = self._sizes[items] + 1
        places = np.cumsum(sizes) - sizes
        letter = np.ones(int(sizes.sum()), dtype=bool)
        letter[places] = False
        spelt = np.flatnonzero(sizes > 1)
        within = np.arange(int((sizes[spelt] - 1).sum())) - np.repeat(np.cumsum(sizes[spelt] - 1) - (sizes[spelt] - 1), sizes[spelt] - 1)
        source = np.repeat(self._starts[items[spelt]], sizes[spelt] - 1) + within
        values, lengths = np.empty(len(letter), dtype=np.int64), np.empty(len(letter), dtype=np.int64)
        values[places], lengths[places] = codes.values, codes.lengths
        values[letter], lengths[letter] = self._codes.values[source], self._codes.lengths[source]
        return Codes(values, lengths), places

    def table(self) -> dict[str, Any]:
        """The letters; and the code after each kind, the end, each letter and any other."""
        return {"letters": "".join(map(chr, self._letters[_KEPT + 1 :].tolist())), "spelling": self._contexts.table()}


_STOP = -1
"""The end of a text among code points."""


def _heaviest(points: Integers, weights: Numbers) -> Integers:
    """The letters that are spelt most."""
    letters = np.unique(points)
    often = np.bincount(np.searchsorted(letters, points), weights=weights, minlength=len(letters))
    return letters[np.argsort(-often, kind="stable")[: LETTERS + 1]]


def _points(texts: list[str]) -> tuple[Integers, Numbers]:
    """The code points of some texts, each with its end, and where these ends are."""
    sizes = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts)) + 1
    ends = np.cumsum(sizes) - 1
    points = np.full(int(sizes.sum()), _STOP, dtype=np.int32)
    letters = np.ones(len(points), dtype=bool)
    letters[ends] = False
    points[letters] = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    return points, ends
