"""The texts as codes of their words, for the lines that show a word in its context.

A text is a row of symbols: frequent words, and frequent signs between them, each of which has a symbol of its own; a space between
two words has none. The code of a symbol is that of its class behind the class before, then its own within the class. A rarer word
is spelt, each letter by a code that depends on the letters before it; when a text has it again, only how far back it stood is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.search.classes import classes, transitions
from onrecord.search.coding import Codes, Contexts, Huffman, NumberCode, Numbers, joined, magnitude, pack, sums, tally
from onrecord.search.columns import numbers, small
from onrecord.search.headings import Headings
from onrecord.search.numbering import Integers
from onrecord.search.reading import Words
from onrecord.search.words import shared

WORDS, GAPS = 8000, 200
"""Words, and gaps between words, that have a symbol: nine of ten in English news."""
USUAL = 600
"""The most frequent of these words; the others, and those that are spelt, are rarer words. A text that has a rarer word is likely to
have it again (a cache: Kuhn and De Mori, "A cache-based natural language model for speech recognition", 1990)."""
CLASSES, ALONE = 120, 50
"""Classes, and those of them that are one symbol each."""
LETTERS = 100
"""Letters that have a code; any other is written out, in ``POINT`` bits."""
POINT = 21
PAIR, PAIRS = 1000, 500
"""A pair of letters has a code for those behind it where these are so many, and one in so many of all letters."""
_SPELT_GAP, _AGAIN, _KEPT = 3, 4, 5
"""The symbols that announce what is spelt: a word (0), one with a capital (1), one with a digit (2), a gap; and a rarer word that the
text has had before, by how many rarer words stand between. The last is how many these symbols are."""
SAMPLE = 1_000_000
"""Words from which the classes are learnt."""
BATCH = 200
"""Documents that are coded at a time."""


@dataclass(frozen=True, slots=True)
class _Symbols:
    """What is written for some items, in their order, and the symbol of the item before each, 0 where a text begins. ``again`` are the
    places of the rarer words that their text has had before, ``between`` how many rarer words stand between, and ``most`` how many the
    text has had so far."""

    written: Numbers
    before: Numbers
    again: Numbers
    between: Numbers
    most: Numbers


class Texts:
    """The codes of all texts, and of their headings. ``table`` is what a reader needs of them."""

    def __init__(self, words: Words, headings: Headings) -> None:
        self._words, self._headings = words, headings
        self._firsts = sums(words.sizes)
        self._space = words.gaps.index(" ") if " " in words.gaps else -1
        often, often_gaps = tally(words.form, len(words.forms)), self._count_gaps()
        known, known_gaps = _frequent(often, WORDS), _frequent(often_gaps, GAPS)
        # An item is the number of a form, or that of a gap behind all forms.
        items = np.concatenate((known, known_gaps + len(often)))
        self._symbol = np.array([*map(_kind, words.forms), *(_SPELT_GAP for _ in words.gaps)], dtype=np.int64)
        kinds = self._symbol.copy()
        self._symbol[items] = np.arange(len(items)) + _KEPT
        usual = np.searchsorted(known, _frequent(often, USUAL))
        self._rarer = np.arange(len(items) + _KEPT) < len(known) + _KEPT
        self._rarer[[_SPELT_GAP, _AGAIN, *(usual + _KEPT)]] = False
        self._learn()
        pieces = np.array([_kind(piece) for piece in headings.pieces], dtype=np.int64)
        self._headed, heading_codes = headings.code(pieces)
        self._headed_items = np.where(headings.spelt[headings.found] > 0, headings.found + len(self._symbol), -1)
        plain, shapes = _front_coded([words.forms[n] for n in known])
        spelt = np.where(self._symbol < _KEPT, np.concatenate((often, often_gaps)), 0)
        self._spelling = _Spelling(
            [*words.forms, *words.gaps, *headings.pieces, *plain],
            np.concatenate((kinds, pieces, np.zeros_like(shapes))),
            np.concatenate((spelt, headings.spelt, np.ones_like(shapes))),
        )
        self.table: dict[str, Any] = {
            "words": self._told(shapes),
            "usual": [len(usual), numbers(np.diff(usual, prepend=-1) - 1)],
            "gaps": [words.gaps[n] for n in known_gaps],
            "classes": small(self._class),
            "lengths": small(self._lengths),
            "after": self._next.table(),
            "again": self._again.table(),
            **self._spelling.table(),
            "headings": heading_codes,
        }

    def _count_gaps(self) -> Numbers:
        """How often each gap is written."""
        often = tally(self._words.gap, len(self._words.gaps))
        if self._space >= 0:
            firsts = self._words.gap[(self._firsts + np.arange(len(self._firsts)))[:-1]]
            often[self._space] = np.count_nonzero(firsts == self._space)
        return often

    def _learn(self) -> None:
        """Find the classes of symbols, and the codes that fit, from documents here and there."""
        documents, size = len(self._words.sizes), len(self._rarer)
        step = len(self._words.form) // SAMPLE + 1
        parts = [np.zeros((2, 0), dtype=np.int32)]
        again = NumberCode.nothing()
        # Any number below that of the words of the longest document can follow, learnt or not.
        longest = int(magnitude(self._words.sizes.max(initial=0).astype(np.int64))) + 1
        again[:longest, 1:longest] += np.tri(longest, dtype=np.int64)[:, 1:]
        for first in range(0, documents, BATCH * step):
            symbols = self._symbols(*self._items(first, min(first + BATCH, documents)))
            parts.append(np.stack((symbols.before, symbols.written)).astype(np.int32))
            again += NumberCode.count(symbols.between, symbols.most)
        before, written = np.concatenate(parts, axis=1)
        self._class = classes(before, written, size, CLASSES, ALONE)
        self._next = Contexts(transitions(before, written, self._class, CLASSES))
        self._values, self._lengths = _within(self._class, np.maximum(np.bincount(written, minlength=size), 1))
        self._again = NumberCode(again)

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

    def _symbols(self, items: Numbers, starts: NDArray[np.bool_]) -> _Symbols:
        """The symbols of some items."""
        plain = self._symbol[items]
        rarer = np.flatnonzero(self._rarer[plain])
        document = np.cumsum(starts)[rarer]
        word = document * len(self._symbol) + items[rarer]
        order = np.argsort(word, kind="stable")
        later = np.flatnonzero(np.diff(word[order], prepend=-1) == 0)
        here, last = order[later], order[later - 1]
        written = plain.copy()
        written[rarer[here]] = _AGAIN
        before = np.where(starts, 0, np.roll(plain, 1))
        return _Symbols(written, before, rarer[here], here - last - 1, here - np.searchsorted(document, document[here]))

    def _told(self, shapes: Numbers) -> list[Any]:
        """The words that have a symbol: how many, the code of their shapes, and each as its shape and the letters it does not share."""
        code = Huffman(np.bincount(shapes))
        items = np.arange(len(shapes)) + len(self._symbol) + len(self._headings.pieces)
        whole, _ = self._spelling.insert(code.encode(shapes), items, shapes // 3)
        return [len(shapes), code.table(), joined(whole)]

    def code(self) -> Iterator[str]:
        """Each heading and text in base64: what stands before its first word, then the words, each with what follows it."""
        documents, bounds = len(self._words.sizes), self._headings.bounds
        for first in range(0, documents, BATCH):
            here = slice(first, min(first + BATCH, documents))
            items, starts = self._items(here.start, here.stop)
            symbols = self._symbols(items, starts)
            class_, written = self._class, symbols.written
            codes = self._next.encode(class_[symbols.before], class_[written]).then(Codes(self._values[written], self._lengths[written]))
            again, between = Codes(np.zeros_like(written), np.zeros_like(written)), self._again.encode(symbols.between, symbols.most)
            again.values[symbols.again], again.lengths[symbols.again] = between.values, between.lengths
            codes = codes.then(again)
            # A heading stands before the first symbol of its text.
            at = np.repeat(np.flatnonzero(starts), np.diff(bounds[first : here.stop + 1]))
            headed = slice(bounds[first], bounds[here.stop])
            codes = Codes(*(np.insert(getattr(codes, part), at, getattr(self._headed, part)[headed]) for part in ("values", "lengths")))
            spelt = np.insert(np.where(written < _AGAIN, items, -1), at, self._headed_items[headed])
            whole, places = self._spelling.insert(codes, spelt)
            cuts = np.flatnonzero(starts) + bounds[first : here.stop] - bounds[first]
            yield from pack(whole, np.append(places[cuts], len(whole.lengths)))


def _front_coded(words: list[str]) -> tuple[list[str], Numbers]:
    """Sorted words in small letters, where their case can be told, and the shape of each: how many letters it shares with the one
    before it, times three, and its case, 0 as it is written, 1 with a capital, 2 in capitals only."""
    told, shapes, last = [], [], ""
    for word in words:
        plain = word.lower() if word.isascii() else word
        case = next((n for n, written in enumerate((plain, plain.capitalize(), plain.upper())) if written == word), 0)
        plain = plain if case else word
        shapes.append(3 * min(shared(last, plain), _SHARED) + case)
        told.append(plain)
        last = plain
    return told, np.array(shapes, dtype=np.int64)


_SHARED = 20
"""Letters that a word can share with the one before it: few share more."""


def _kind(form: str) -> int:
    """The symbol that announces a word when it is spelt."""
    return 2 if form[:1].isdigit() else int(form[:1].isupper())


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
        starts, size = np.append(0, ends + 1)[:-1], other + 1
        before = np.roll(number, 1)
        before[starts] = kinds[spelt]
        pairs = np.roll(before, 1) * size + before
        pairs[starts] = kinds[spelt]  # behind no letter
        often = np.bincount(pairs, weights=weights, minlength=size * size).astype(np.int64)
        often[:_KEPT] = 0
        self._pairs = np.flatnonzero(often >= max(PAIR, int(often.sum()) // PAIRS))
        context = np.arange(size * size, dtype=np.int32) % size
        context[self._pairs] = np.arange(len(self._pairs)) + size
        context = context[pairs]
        counts = np.bincount(context * size + number, weights=weights, minlength=size * (size + len(self._pairs))).astype(np.int64)
        del weights
        self._contexts = Contexts(counts.reshape(-1, size))
        unknown = Codes(points.astype(np.int64), np.full(len(points), POINT, dtype=np.int64)).where(number == other)
        self._codes = self._contexts.encode(context, number).then(unknown)
        self._sizes = np.zeros(len(texts) + 1, dtype=np.int64)  # the last is for what is not spelt
        self._sizes[spelt] = np.diff(ends, prepend=-1)
        self._starts = np.cumsum(self._sizes) - self._sizes

    def insert(self, codes: Codes, items: Numbers, left_out: Numbers | int = 0) -> tuple[Codes, Numbers]:
        """Some codes with the letters behind those that announce them, without those ``left_out`` at the beginning, and where each of
        the codes is then."""
        letters = self._sizes[items] - left_out
        places = np.cumsum(letters + 1) - letters - 1
        letter = np.ones(int((letters + 1).sum()), dtype=bool)
        letter[places] = False
        within = np.arange(int(letters.sum())) - np.repeat(np.cumsum(letters) - letters, letters)
        source = np.repeat(self._starts[items] + left_out, letters) + within
        values, lengths = np.empty(len(letter), dtype=np.int64), np.empty(len(letter), dtype=np.int64)
        values[places], lengths[places] = codes.values, codes.lengths
        values[letter], lengths[letter] = self._codes.values[source], self._codes.lengths[source]
        return Codes(values, lengths), places

    def table(self) -> dict[str, Any]:
        """The letters; the pairs that have a code; and the code after each kind, the end, each letter and any other, and each pair."""
        return {
            "letters": "".join(map(chr, self._letters[_KEPT + 1 :].tolist())),
            "pairs": numbers(np.diff(self._pairs, prepend=-1) - 1),
            "spelling": self._contexts.table(),
        }


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
