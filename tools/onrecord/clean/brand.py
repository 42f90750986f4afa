"""The outlet of a page, from the frame around the article: the name that its copyright line, buttons and addresses agree on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from onrecord.clean.bylines import is_person
from onrecord.clean.credits import is_credit
from onrecord.clean.pageline import PageLine
from onrecord.letters import letters
from onrecord.records import Line
from onrecord.vocabulary import table, words

_LONGEST = 300
"""Characters of a line that is asked."""
_ENOUGH, _AGREED = 4.0, 4.5
"""The weight from which on a name is taken for the outlet's: one copyright line, or two lesser witnesses."""
_WEAK = {"masthead", "repeated"}
"""Rules that say little alone: sections stand at the head of pages and recur too."""
_LONG = 7
"""Letters; a shorter word at the head of a page that recurs is a section."""
_COMPANY = re.compile(
    r"(?:[\s,]+(?:inc|llc|ltd|limited|gmbh|ag|plc|corp(?:oration)?|co|company|pty|pte|l\.?p|group|media\s+group|digital|newspapers?|"
    r"online|publishing|publications)\b\.?|-TV)+$",
    re.IGNORECASE,
)

_NAME = re.compile(
    r"(?:(?:[A-Z0-9À-Þ&][\w.'’&!+-]*|[a-z]+[A-Z]\w*|of|the|and|for|de|la|el|in|on|&|-|–)(?:\s+|$)){1,6}|(?:[\w-]+\.)+[a-z]{2,6}(?:/.*)?"
)
"""A name as outlets have one: capitalised words; or a domain."""


@dataclass(slots=True)
class _Name:
    """A name with the weight of the lines that give it, and the most telling of them."""

    weight: float = 0.0
    rules: set[str] = field(default_factory=set)
    best: float = 0.0
    line: int = 0
    span: tuple[int, int] = (0, 0)


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str, float], ...]:
    return tuple((re.compile(row["pattern"], re.IGNORECASE), row["rule"], float(row["weight"])) for row in table("outlet-lines"))


def outlet_line(lines: Sequence[PageLine], title: int | None, first: int, last: int) -> tuple[int, Line] | None:
    """The line that names the outlet best, with its number; ``None`` when the frame agrees on no name."""
    names = _names(lines, title, first, last)
    frame = [letters(line.text) for index, line in enumerate(lines) if not first <= index <= last and len(line.text) <= _LONGEST]
    said = _lower_words(lines)
    agreed = {key: entry for key, entry in names.items() if entry.rules - _WEAK or (entry.rules >= _WEAK and _is_told_of(key, frame))}
    scores = {
        key: entry.weight + _told(key, entry, frame) - (_PHRASE if _is_phrase(lines, entry, said) else 0.0) for key, entry in agreed.items()
    }
    best = max(scores, key=lambda key: scores[key], default=None)
    if best is None or scores[best] < (_ENOUGH if "copyright" in names[best].rules else _AGREED):
        return None
    entry = names[_in_full(best, names)]
    whole, (start, end) = lines[entry.line].span, entry.span
    return entry.line, Line(whole.start, whole.end, "name in the page's frame", "outlet", whole.start + start, whole.start + end)


_OFTEN, _TOLD = 8, 0.6
"""Lines of the frame in which the name stands that count, and the weight of each."""
_PHRASE = 2.5
"""Taken from a name whose words the page writes in lower case too: “Full Story”, “Free”."""


def _is_told_of(key: str, frame: Sequence[str]) -> bool:
    """Whether a name stands within other lines too; a section does not: it is a word of the menu, here and there."""
    return len(key) > _LONG and any(key in other and key != other for other in frame)


def _names(lines: Sequence[PageLine], title: int | None, first: int, last: int) -> dict[str, _Name]:
    """Every name that a line of the frame gives, by its letters, with the weight of its witnesses: each rule counts once."""
    names: dict[str, _Name] = {}
    for number, rule, weight, span in _named(lines, title, first, last):
        name = lines[number].text[slice(*span)]
        if (
            (key := _key(name)) is None
            or is_credit(name)
            or not _NAME.fullmatch(name.strip())
            or (rule != "copyright" and len(name.split()) <= 3 and is_person(name))
        ):
            continue
        entry = names.setdefault(key, _Name())
        if rule not in entry.rules:
            entry.rules.add(rule)
            entry.weight += weight
        worth = weight - (2.0 if rule in ("e-mail", "domain") else 0.0)
        if worth > entry.best:
            entry.best, entry.line, entry.span = worth, number, span
    return names


def _lower_words(lines: Sequence[PageLine]) -> set[str]:
    """The words that the page's paragraphs write in lower case."""
    return {word for line in lines if line.part == "prose" for word in re.findall(r"(?<!\w)[^\W\d_A-Z]\w+", line.text)}


def _is_phrase(lines: Sequence[PageLine], entry: _Name, said: set[str]) -> bool:
    """Whether one line alone gives the name, and its words are such as the article uses: a section or a button."""
    found = [word.casefold() for word in re.findall(r"[^\W\d_]{3,}", lines[entry.line].text[slice(*entry.span)])]
    return len(entry.rules - _WEAK) < 2 and not entry.rules & _SURE and bool(found) and all(word in said for word in found)


_SURE = {"copyright", "part-of", "address", "e-mail", "domain"}
"""Rules whose names are no section's, whatever words they consist of."""
_ADDRESSES = {"e-mail", "domain"}
"""Rules that a list of other people's addresses matches line by line."""


def _told(key: str, entry: _Name, frame: Sequence[str]) -> float:
    most = 3 if entry.rules <= _ADDRESSES else _OFTEN
    return min(sum(key in other for other in frame), most) * _TOLD


def _in_full(key: str, names: dict[str, _Name]) -> str:
    """The name in full, where the first line of the page or an author's place of work gives it beside a shorter form."""
    longer = [other for other in names if other.startswith(key) and (names[other].line == 0 or "staff" in names[other].rules)]
    return max(longer, key=lambda other: (names[other].weight, other), default=key)


_PIECES = re.compile(r"(?<=[.!?])\s+(?=[A-Z©])|\s+[|•·]\s+")
_RUN_TOGETHER = re.compile(r"(?<=[a-z\d])(?=[A-Z][a-z]|[A-Z]{2})")
_MENU = 3
"""Places in a line where a small letter meets a capital; with as many of them it is a menu that has been run together."""


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """(offset, words) of a line as a whole, and of the sentences and menu items that it consists of."""
    if len(text) <= _LONGEST:
        yield 0, text
    signs = _RUN_TOGETHER if len(_RUN_TOGETHER.findall(text)) >= _MENU else _PIECES
    start = 0
    for gap in [*signs.finditer(text), None]:
        end = gap.start() if gap else len(text)
        if (start or gap) and 2 < end - start <= _LONGEST:
            yield start, text[start:end]
        start = gap.end() if gap else end


def _named(lines: Sequence[PageLine], title: int | None, first: int, last: int) -> Iterator[tuple[int, str, float, tuple[int, int]]]:
    """(line, rule, weight, span of the name) for every line of the frame that names something as outlets are named."""
    ends = (number for number in range(len(lines)) if number < _ASKED or number >= len(lines) - _ASKED)
    for number in (number for number in ends if number != title and not first <= number <= last):
        line = lines[number]
        if len(line.text) > _FARTHEST or line.part == "comment":
            continue
        if line.words <= _LONGEST_NAME and line.part == "short":
            if number < _MASTHEAD:
                yield number, "masthead", 2.0, (0, len(line.text))
            if line.copies > 1:
                yield number, "repeated", 1.0, (0, len(line.text))
        for offset, text in _pieces(line.text):
            for pattern, rule, weight in _patterns():
                if rule == "motto" and _MASTHEAD <= number < len(lines) - _FOOT:
                    continue
                if match := pattern.fullmatch(text):
                    start, end = match.span("value")
                    end -= len(match["value"]) - len(_COMPANY.sub("", match["value"]).rstrip(" .,-–"))
                    yield number, rule, weight, (offset + start, offset + end)


_FOOT = 15
"""Lines at the end of a page; a name with a motto elsewhere is a teaser."""
_ASKED = 700
"""Lines at either end of a page that are asked: every pattern is tried on each, and what lies deeper is no frame."""
_FARTHEST = 1500
"""Characters; a longer line is the article of another page."""
_LONGEST_NAME = 5
"""Words of a name that is a line of its own."""
_MASTHEAD = 10
"""Lines; the name at the head of the page stands among the first."""


def _key(name: str) -> str | None:
    """A name as it is compared: without article and domain ending; ``None`` for what cannot be an outlet's name."""
    the = re.match(r"The\s", name.strip()) is not None
    bare = re.sub(r"^(?:https?://)?(?:www\.|the\s+)?", "", name.strip().casefold())
    bare = re.sub(r"\.(?:com|org|net|co|news|info|tv|[a-z]{2})(?:\.[a-z]{2})?$", "", bare)
    if (
        (bare in words("not-outlets") and not the)
        or name.casefold() in words("not-outlets")
        or re.search(r"\b(?:19|20)\d\d\b|^\d+\b(?!news)|^inc$", bare)
    ):
        return None
    key = letters(bare)
    if key in _places():
        return None
    return key if len(key) > 2 and not all(word in words("function-words") for word in bare.split()) else None


@cache
def _places() -> frozenset[str]:
    """Countries and places, folded: names of sections and editions."""
    return frozenset(letters(row["label"]) for name in ("countries", "places") for row in table(name))
