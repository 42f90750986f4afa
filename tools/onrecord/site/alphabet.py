"""Under which letter of an index a name stands, and in which order: as a reader who looks it up expects.

Marks above and below a Latin letter do not part it from its base (Ç stands with C, Ş with S, Ø with O), and Ə, which has no base,
follows E: so the Unicode collation orders them for readers of every language (UTS 10, the default table). Other alphabets keep
letters of their own, after Z. People stand under the surname.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from anyascii import anyascii

from onrecord.annotate.knowledge import vocabulary
from onrecord.annotate.tokens import fold

Key = tuple[int, str, str]

_OPEN_E = "əƏ"
_AFTER_E = "e\x7f"
"""Sorts behind every word in E, before F."""
_LATIN, _OTHER_ALPHABET, _DIGITS, _REST = range(4)
DIGITS, REST = "0–9", "…"
_SIGNS = {"CJK": "漢", "HANGUL": "한", "HIRAGANA": "あ", "KATAKANA": "あ"}
"""Scripts with too many signs to be headings: one heading for all, a sign of the script."""


def letter(name: str) -> str:
    """The heading under which a name stands."""
    first = _first(name)
    if not first:
        return REST
    if first.isdigit():
        return DIGITS
    script = _script(first)
    if script == "LATIN":
        return "Ə" if first in _OPEN_E else anyascii(first)[:1].upper() or REST
    return _SIGNS.get(script) or unicodedata.normalize("NFC", first).upper()


def key(name: str) -> Key:
    """Orders names by their headings, and under a heading by letters without regard to case and marks."""
    heading = letter(name)
    if heading in (DIGITS, REST):
        return _DIGITS if heading == DIGITS else _REST, "", name.casefold()
    if heading.isascii() or heading in _OPEN_E:
        order = _AFTER_E if heading in _OPEN_E else heading.lower()
        return _LATIN, order, "".join(map(_folded, _NOT_SPOKEN.sub("", name))).strip()
    return _OTHER_ALPHABET, heading, name.casefold()


_NOT_SPOKEN = re.compile(r"[^\w\s-]|_|(?<!\w)-")


@lru_cache(maxsize=4096)
def _folded(character: str) -> str:
    return _AFTER_E if character in _OPEN_E else " " if character == "-" else anyascii(character).lower()


def _first(name: str) -> str:
    """The first letter or digit; what stands before it (quotation marks, ʿayn) is not looked up."""
    return next((c for c in name if c.isalnum() and not unicodedata.category(c).startswith("Lm")), "")


@lru_cache(maxsize=4096)
def _script(character: str) -> str:
    return unicodedata.name(character, "").split(" ")[0].split("-")[0]


def surname(name: str, forms: Iterable[str] = ()) -> tuple[int, int]:
    """Where in a person's name the word stands under which it is filed.

    That is the last word, without a suffix (Jr., MP) and without the article or particle that a hyphen joins to it (al-, el-).
    A name whose surname comes first (Kim, Nguyen) shows in the texts: they call the person by the first word alone, and never
    by the last. ``forms`` are the names as found.
    """
    words = [match.span() for match in re.finditer(r"[^\s,]+", name)]
    while len(words) > 1 and fold(name[slice(*words[-1])]) in vocabulary().suffixes:
        words.pop()
    if not words:
        return 0, len(name)
    alone = {fold(form) for form in forms if " " not in form.strip()}
    first, last = (name[slice(*words[index])] for index in (0, -1))
    start, end = words[0] if fold(first) in alone and fold(last) not in alone else words[-1]
    particle, hyphen, rest = name[start:end].partition("-")
    return (start + len(particle) + 1 if hyphen and rest and fold(particle) in vocabulary().particles else start), end
