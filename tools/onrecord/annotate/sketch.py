"""A sentence as a line of signs in which people, places and dates are single signs, so that short patterns can read it.

``President Marta Ekholm, who …, received the Foreign Minister of Sudland in Brandholm on Monday`` becomes
``P , who … , received P in L on D``: the titles and offices beside a name belong to its sign.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from onrecord.annotate.entities import Cast, Member
from onrecord.annotate.knowledge import vocabulary
from onrecord.annotate.names import Name
from onrecord.annotate.tokens import Token
from onrecord.dates import DateMention

PERSON, PLACE, BODY, EVENT, DATE = "P", "L", "O", "E", "D"
"""The signs of a person, a place, an organization, a named event and a date; any other word stands in small letters."""
_SIGNS = {"person": PERSON, "place": PLACE, "organization": BODY, "event": EVENT}
_SMALL = frozenset("of the for and in a an his her its their on to".split())
"""Words inside a title ("Minister of Trade and Industry"); they neither begin nor end one."""
_DETERMINERS = frozenset("the a an his her its their".split())
_AT = frozenset("in at near to from".split())
_PUNCTUATION = re.compile(r"[,;:()—–“”\"…?!]|\s-\s")
_LONGEST_TITLE = 22
"""Signs: "the Chairman of the Joint Committee of the Chiefs of Staff of the Republic of Norvania, General"."""


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign of a sketch, with the stretch of the body it stands for; a name's ``start`` is where its titles begin."""

    text: str
    start: int
    end: int
    member: Member | None = None
    date: DateMention | None = None
    name: tuple[int, int] | None = None
    """The name without its titles."""
    capital: bool = False
    office: bool = False
    """Whether a title or an office stands beside the name."""


class Sketch:
    """The signs of one sentence; patterns are matched against ``line``, in which a space follows every sign."""

    def __init__(self, signs: Sequence[Sign]) -> None:
        self.signs = signs
        self.line = "".join(f"{sign.text} " for sign in signs)
        ends = list(accumulate(len(sign.text) + 1 for sign in signs))
        self._starts = [0, *ends]
        self._at = {start: number for number, start in enumerate(self._starts)}

    def between(self, start: int, end: int) -> Sequence[Sign]:
        """The signs that a stretch of the line holds; both ends lie between signs."""
        return self.signs[self._at[start] : self._at[end]]

    def after(self, offset: int) -> int:
        """Where in the line the signs behind an offset of the body begin."""
        return self._starts[sum(sign.start < offset for sign in self.signs)]


def sketch(words: Sequence[Token], names: Mapping[int, Name], cast: Cast, dates: Sequence[DateMention]) -> Sketch:
    """The sketch of a sentence from its words; ``names`` are those of the body by offset, ``dates`` those that stand in it."""
    named = {word.start: (cast.by_name[word.start], names[word.start].end) for word in words if word.start in cast.by_name}
    return Sketch(_with_appositions(_with_titles(_signs(words, named, {date.start: date for date in dates}))))


def _signs(words: Sequence[Token], names: Mapping[int, tuple[Member, int]], dates: Mapping[int, DateMention]) -> list[Sign]:
    signs: list[Sign] = []
    covered = -1
    for number, word in enumerate(words):
        if word.start < covered:
            continue
        if number and "'" in word.gap.replace("’", "'") and word.folded == "s":
            signs.append(Sign("'s", word.start - 1, word.end))
            continue
        signs += [Sign(mark, word.start - 1, word.start) for mark in _PUNCTUATION.findall(word.gap)] if number else []
        if word.start in dates:
            covered = dates[word.start].end
            signs.append(Sign(DATE, word.start, covered, date=dates[word.start]))
        elif word.start in names:
            member, covered = names[word.start]
            signs.append(Sign(_SIGNS.get(member.kind, BODY), word.start, covered, member, name=(word.start, covered)))
        else:
            capital = word.capital and word.folded not in vocabulary().function
            signs.append(Sign(word.folded, word.start, word.end, capital=capital, office=_is_office(word.folded)))
    return signs


def _is_office(word: str) -> bool:
    known = vocabulary()
    return (word,) in known.offices or word in known.honorifics or word == "counterpart"


def _with_titles(signs: Sequence[Sign]) -> list[Sign]:
    """Each person with the titles before the name: ``the President of L , P``, ``Foreign Minister P`` are one sign."""
    found: list[Sign] = []
    for sign in signs:
        if sign.text != PERSON:
            found.append(sign)
            continue
        first = _title_before(found, len(found))
        if first and found[first - 1].text == "," and _is_whole(outer := found[_title_before(found, first - 1) : first - 1]):
            first -= len(outer) + 1
        titles = found[first:]
        office = any(title.office for title in titles)
        start = titles[0].start if titles else sign.start
        del found[first:]
        found.append(Sign(PERSON, start, sign.end, sign.member, name=sign.name, office=office))
    return found


def _is_whole(signs: Sequence[Sign]) -> bool:
    """Whether signs before a comma are an office that a name can follow: ``the mayor``, ``chairman of the Committee of L``."""
    return any(sign.office for sign in signs) and (signs[0].text in _DETERMINERS | {PLACE} or any(sign.text == "of" for sign in signs))


def _title_before(signs: Sequence[Sign], end: int) -> int:
    """The index of the first sign of the title that ends at an index; the index itself where none does."""
    first = end
    if end and signs[end - 1].text in _SMALL - _DETERMINERS:  # "the wife of P"
        return end
    while first > max(end - _LONGEST_TITLE, 0):
        sign = signs[first - 1]
        place = sign.text in (PLACE, BODY) and not (first > 1 and signs[first - 2].text in _AT)
        possessive = sign.text == "'s" and first > 1 and (signs[first - 2].text in (PLACE, BODY) or signs[first - 2].capital)
        if not (sign.capital or sign.office or place or possessive or sign.text in _SMALL):
            break
        first -= 1
    while first < end and signs[first].text in _SMALL - _DETERMINERS:
        first += 1
    while first + 1 < end and signs[first].text in _DETERMINERS and signs[first + 1].text in _SMALL:
        first += 1
    return end if first + 1 == end and signs[first].text in _DETERMINERS else first


def _with_appositions(signs: Sequence[Sign]) -> list[Sign]:
    """Each person without the office that stands between commas behind the name: ``P , the mayor of L , met`` is ``P met``."""
    found: list[Sign] = []
    index = 0
    while index < len(signs):
        sign = signs[index]
        index += 1
        if sign.text == PERSON and index < len(signs) and signs[index].text == ",":
            after = index + 1
            while after < len(signs) and (
                signs[after].capital or signs[after].office or signs[after].text in _SMALL | {PLACE, BODY, "'s", "former", "deputy"}
            ):
                after += 1
            offices = any(held.office for held in signs[index:after])
            if offices and after < len(signs) and signs[after].text == ",":
                sign = Sign(PERSON, sign.start, sign.end, sign.member, name=sign.name, office=True)
                index = after + 1
        found.append(sign)
    return found
