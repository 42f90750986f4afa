"""What is shown of documents above their lines, in few bits: address, title and carrier, and how many blocks they have.

Each of these is cut behind its spaces, points and slashes, up to an empty piece that ends it. A frequent piece has a symbol, whose
code depends on what it is a piece of and on how many come before it there. Any other is spelt like a rare word of a text.
"""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from collections.abc import Iterable
from itertools import count as counter
from typing import Any

import numpy as np

from onrecord.search.coding import Codes, Contexts, Numbers, count, sums
from onrecord.search.columns import Heading
from onrecord.search.words import shared

SPELT = 3
"""Symbols that announce a piece that is spelt, one for each kind of words: as in :mod:`onrecord.search.texts`."""
FREQUENT, PIECES = 8, 1000
"""A piece has a symbol where it occurs so often, and once in so many documents."""
_FIELDS, _PLACES = 7, 6
"""What a heading consists of; and pieces of each before all others are taken for one more of the last of these."""
_PIECE = re.compile(r"[^ ./]*[ ./]*")


class Headings:
    """The headings of a corpus as symbols. ``pieces`` are all that occur, and ``spelt`` says how often each of them is spelt."""

    def __init__(self, headings: Iterable[Heading], blocks: Iterable[int]) -> None:
        number: defaultdict[str, int] = defaultdict(counter(1).__next__, {"": 0})
        found, contexts, sizes = array("i"), array("i"), array("i")
        for heading, size in zip(headings, blocks, strict=True):
            before = len(found)
            for field, text in enumerate(_fields(heading, size)):
                pieces = _PIECE.findall(text)
                found.extend(map(number.__getitem__, pieces))
                contexts.extend(_PLACES * field + min(place, _PLACES - 1) for place in range(len(pieces)))
            sizes.append(len(found) - before)
        self.pieces = list(number)
        self.found, self._contexts = np.array(found, dtype=np.int64), np.array(contexts, dtype=np.int64)
        self.bounds = sums(np.array(sizes, dtype=np.int64))
        often = np.bincount(self.found, minlength=len(self.pieces))
        self._known = self._frequent(often, max(FREQUENT, len(sizes) // PIECES))
        self.spelt = often.copy()
        self.spelt[self._known] = 0

    def _frequent(self, often: Numbers, least: int) -> Numbers:
        """The pieces that have a symbol: next to each other those that are met first in the same place, which makes a small table."""
        known = np.flatnonzero(often >= least)
        place = np.zeros(len(often), dtype=np.int64)
        place[self.found[::-1]] = self._contexts[::-1]
        return np.append(0, known[known > 0][np.argsort(place[known[known > 0]], kind="stable")])

    def code(self, kinds: Numbers) -> tuple[Codes, dict[str, Any]]:
        """The codes of all pieces one after the other, and what a reader needs besides the code of letters; ``kinds`` are the symbols
        that announce each piece when it is spelt."""
        symbol = kinds.copy()
        symbol[self._known] = np.arange(len(self._known)) + SPELT
        code = Contexts(count(self._contexts, symbol[self.found], (_FIELDS * _PLACES, len(self._known) + SPELT)))
        table = {"pieces": [self.pieces[n] for n in self._known], "places": _PLACES, "codes": code.table()}
        return code.encode(self._contexts, symbol[self.found]), table


def _fields(heading: Heading, blocks: int) -> list[str]:
    """What a heading consists of. A title that is the first block is not told again."""
    title = "" if heading.first else f" {heading.title}"
    return [*_address(heading), title, heading.carrier, str(blocks), str(heading.above)]


def _address(heading: Heading) -> list[str]:
    """An address is mostly the title in small letters: what stands before that, how much of it the address has, and what is behind."""
    folder, slash, name = heading.url.rpartition("/")
    plain = re.sub("['’ʼ`]", "", heading.title)
    slug = "-".join(re.findall("[a-z0-9]+", plain.lower())) if plain.isascii() else ""
    same = shared(name, slug)
    return [folder + slash, str(same), name[same:]]
