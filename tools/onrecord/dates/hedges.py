"""How certain a date is by the words directly beside it: “probably April 2018”, “12 April 2018 (?)”, “c. 2018”, “before 2018”.

Only a statement of a date is asked, such as the value of a label: in running prose “about” and “since” mean too many things.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal, get_args

from onrecord import edtf
from onrecord.dates.words import Words, key, one_of, words

Bound = Literal["", "either", "before", "by", "until", "since", "after"]
"""Which end of a time the date is; ``by`` is ``until`` in a word that may also open a byline, ``either`` one of several dates."""


@dataclass(frozen=True, slots=True)
class Hedge:
    """What is said beside a date. ``start`` and ``end`` hold the date and these words; ``mark`` is EDTF's ``?``, ``~``, ``%`` or empty."""

    start: int
    end: int
    mark: str = ""
    bound: Bound = ""


def hedge_beside(text: str, start: int, end: int, languages: tuple[str, ...], first: int = 0) -> Hedge:
    """The words of doubt directly before and behind the date at ``start:end``; the date alone when nothing there doubts it.

    ``first`` is where the statement begins; it ends with its line.
    """
    known = _hedging(languages)
    values: list[str] = []
    while (lead := known.before(text, start, first)) is not None:
        start, value = lead
        values.append(value)
    while (tail := known.behind(text, end)) is not None:
        end, value = tail
        values.append(value)
    mark = "%" if {"?", "~"} <= set(values) else next((value for value in values if value in "?~"), "")
    bounds: tuple[Bound, ...] = get_args(Bound)
    bound = next((bound for bound in bounds if bound in values), bounds[0])
    return Hedge(start, end, mark, bound)


def hedged(value: str, hedge: Hedge) -> str:
    """An EDTF date with what is said beside it, ``""`` where EDTF has no way to say so: a day without a year, a bound of an interval,
    one of two dates.

    ``before 2018`` is ``../2017``, ``since 2018`` is ``2018/..``.
    """
    if hedge.bound:
        value = _open(value, hedge.bound, hedge.mark)
    elif hedge.mark:
        value = "/".join(side + hedge.mark for side in value.split("/"))
    return value if value and edtf.is_valid(value) else ""


def _open(value: str, bound: Bound, mark: str) -> str:
    if bound == "either" or "/" in value or value.startswith("X"):
        return ""
    if bound == "before":
        return f"../{_beside(value, -1)}{mark}"
    if bound == "after":
        return f"{_beside(value, 1)}{mark}/.."
    return f"{value}{mark}/.." if bound == "since" else f"../{value}{mark}"


def _beside(value: str, step: int) -> str:
    """The day, month or year before or after one; beside a decade, a year."""
    first, last = edtf.bounds(value)
    near: date | None = first if step < 0 else last
    day = (near or date.min.replace(year=2)) + timedelta(step)
    return day.isoformat()[: 4 if value.endswith("X") else len(value)]


_SIGNS = {"?": "?", "？": "?", "~": "~", "≈": "~"}
_LONGEST = 60
"""Characters before or behind a date in which words of doubt are looked for."""


class _Hedging:
    """The patterns of one set of languages."""

    def __init__(self, known: Words) -> None:
        self._words = known
        before, behind = known.by_role.get("hedge", {}), known.by_role.get("hedge-behind", {})
        link = rf"(?:{known.pattern('hedge-link')}(?:\s+|(?<=['’])))"
        flags = re.IGNORECASE
        self._before = re.compile(rf"(?:(?<!\w)(?P<word>{one_of(before)})(?!\w)\.?|(?P<sign>[~≈]))(?P<gap>[\s,:]*){link}{{0,3}}\Z", flags)
        self._sign = re.compile(r"[^\S\n]?([?？~])")
        self._bracket = re.compile(r"[^\S\n]*[(\[]([^()\[\]\n]{1,60})[)\]]")
        self._behind = re.compile(rf"(?:[^\S\n]*[,;–—-])?[^\S\n]*(?<!\w)({one_of(behind)})\.?(?=[^\S\n]*(?:[,;|()\[\]\n]|\.?$))", flags)
        either = one_of(word for word, value in before.items() if value == "either")
        self._other = re.compile(rf",?\s+{either}\s+\w", flags)
        self._said = re.compile(rf"\s*({one_of([*before, *behind])})\.?\s*", flags)
        doubts = one_of(word for word, value in behind.items() if value == "?")
        self._doubt = re.compile(rf"(?<!\w){doubts}(?!\w)", flags)

    def before(self, text: str, start: int, begin: int) -> tuple[int, str] | None:
        """Where the hedge that stands directly before a place begins, and its value."""
        first = max(begin, start - _LONGEST)
        match = self._before.search(text[first:start])
        if match is None:
            return None
        word = match["word"] or ""
        value = _SIGNS[match["sign"]] if match["sign"] else self._words.value("hedge", word) or ""
        if word[:1].isupper() and _is_name(word, text[begin : first + match.start()].rstrip(" ([")):
            return None
        return None if value != "?" and match["gap"].strip() else (first + match.start(), value)

    def behind(self, text: str, end: int) -> tuple[int, str] | None:
        """Where the hedge that stands directly behind a place ends, and its value."""
        if sign := self._sign.match(text, end):
            return sign.end(), _SIGNS[sign[1]]
        if bracket := self._bracket.match(text, end):
            value = self._in_brackets(bracket[1])
            return (bracket.end(), value) if value else None
        word = self._behind.match(text[: end + _LONGEST], end)
        if word:
            return word.end(), self._words.value("hedge-behind", word[1]) or ""
        other = self._other.match(text, end)
        return (other.end(), "either") if other else None

    def _in_brackets(self, said: str) -> str | None:
        if said.strip() in _SIGNS:
            return _SIGNS[said.strip()]
        if match := self._said.fullmatch(said):
            return self._words.value("hedge-behind", key(match[1])) or self._words.value("hedge", match[1])
        return "?" if self._doubt.search(said) else None


def _is_name(word: str, lead: str) -> bool:
    """Whether a word with a capital belongs to what stands before it: “Fresno, CA 12 April”, “Mara C. 12 April”, “The Look Around”."""
    if len(word) == 2 and word.isupper():
        return True
    return bool(lead) and lead[-1] not in ":;|•·–—" and (len(word) == 1 or not word.isupper())


@lru_cache(maxsize=64)
def _hedging(languages: tuple[str, ...]) -> _Hedging:
    return _Hedging(words(tuple(dict.fromkeys([*languages, "en"]))))
