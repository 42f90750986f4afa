"""What counts as a word, and which words are compared as one.

A word is a run of letters, digits and the marks on them; apostrophes and hyphens divide words, so that *Brandt* is found in
*Brandt's*. In scripts that put no space between words (Han, kana, Thai, Lao, Khmer, Burmese) every letter is a word. The page
that searches divides a query by the same rule (``theme/static/js/search/words.js``) and folds it by the table that
:func:`foldings` gives it, so that both always agree.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from anyascii import anyascii

_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""The blocks of the scripts that are written without spaces, as a character class."""


def _marks() -> str:
    """The combining marks as a character class: for ``re`` they are no part of a word."""
    ranges: list[list[int]] = []
    for code in range(0x300, 0x1F000):
        if unicodedata.category(chr(code)).startswith("M"):
            if ranges and ranges[-1][1] == code - 1:
                ranges[-1][1] = code
            else:
                ranges.append([code, code])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges)


_MARKS = _marks()
WORD = re.compile(rf"([{_UNSPACED}][{_MARKS}]*|(?:(?![{_UNSPACED}])[^\W_][{_MARKS}]*)+)")
PLAIN = re.compile(r"([^\W_]+)")
"""A word; and a word where no marks and no letters of scripts without spaces stand."""
SPECIAL = [(ord(first), ord(last)) for first, last in re.findall("(.)-(.)", _UNSPACED + _MARKS)]
"""The code points of these, as the first and the last of each range."""
_MAY_BE_SPECIAL = re.compile("[\u0300-\u1fff\u20d0-\u20ff\u2c00-\U0010ffff]")
"""Where all marks and all letters of unspaced scripts lie, and no sign of Western punctuation: quick to look for."""


def pieces(text: str) -> list[str]:
    """A text as gap, word, gap, word, …, gap; the pieces joined are the text."""
    return (WORD if _MAY_BE_SPECIAL.search(text) else PLAIN).split(text)  # the plain pattern takes a fifth of the time


def shared(one: str, other: str) -> int:
    """The letters with which both begin."""
    for n, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return n
    return min(len(one), len(other))


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """A word without case and marks, in its own script: ``Øresund`` becomes ``oresund``, ``Орёл`` ``орел``, ``Όρος`` ``οροσ``.

    Letters on which a mark is no accent, as in ``й``, keep it.
    """
    return word.lower() if word.isascii() else "".join(map(_fold_letter, unicodedata.normalize("NFC", word)))


_ACCENTED = {"ё": "е", "ѐ": "е", "ѝ": "и"}
"""The Cyrillic letters whose mark is left out in many texts, or tells stress. Other marked letters are letters of their own, as *й*
and *ї* are in their alphabets."""


@lru_cache(maxsize=100_000)
def _fold_letter(letter: str) -> str:
    name = unicodedata.name(letter, "")
    if name.startswith(("LATIN", "MODIFIER")):
        return re.sub(r"[^a-z0-9]", "", anyascii(letter).lower()) or letter.lower()
    if name.startswith("CYRILLIC"):
        return _ACCENTED.get(letter.lower(), letter.lower())
    base = "".join(char for char in unicodedata.normalize("NFKD", letter) if not unicodedata.category(char).startswith("M"))
    return unicodedata.normalize(
        "NFC", base.casefold().lower()
    )  # Unicode folds Cherokee to its capitals, and the page that searches does not


def foldings(words: Iterable[str]) -> dict[str, str]:
    """Every character of some words that is not ASCII → what it folds to, in order."""
    return {letter: _fold_letter(letter) for letter in _letters(words)}


def romanize(folded: str) -> str:
    """A folded word in Latin letters, where its alphabet has them: ``алиев`` becomes ``aliev``. Only names are compared so."""
    return "".join(map(_romanize_letter, folded))


_ALPHABETS = ("CYRILLIC", "GREEK", "ARMENIAN", "GEORGIAN")


def _romanize_letter(letter: str) -> str:
    """What only tells how the letter before it sounds has no letter: ``ь`` is nothing."""
    return re.sub(r"[^a-z0-9]", "", anyascii(letter).lower()) if unicodedata.name(letter, "").startswith(_ALPHABETS) else letter


def romanizations(words: Iterable[str]) -> dict[str, str]:
    """Every letter of some folded words that is written otherwise in Latin letters → these, in order."""
    told = {letter: _romanize_letter(letter) for letter in _letters(words)}
    return {letter: latin for letter, latin in told.items() if latin != letter}


def _letters(words: Iterable[str]) -> list[str]:
    composed = (unicodedata.normalize("NFC", word) for word in words if not word.isascii())
    return sorted({letter for word in composed for letter in word if not letter.isascii()})
