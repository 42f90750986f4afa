"""Whether two bearers of names are one person: how their names go together, and what else the documents say for it.

A likeness of names is never enough by itself, but for the same name in other letters (Əliyev, Алиев, Aliyev). A middle name
more or less, a short form of the given name, another spelling or a surname alone need something beside the names: an office,
an organization, a day and company in common. Names that contradict one another (other middle names, Jr.) are two people's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Literal

from onrecord.alike import Likeness, names_alike
from onrecord.annotate import fullnames
from onrecord.annotate.fullnames import full_forms, full_name, middle_fits
from onrecord.annotate.knowledge import vocabulary
from onrecord.annotate.tokens import fold
from onrecord.offices import is_public
from onrecord.records import Evidence
from onrecord.relate.bearers import Bearer
from onrecord.relate.bodies import core

Relation = Literal["same", "letters", "middle", "short", "generation", "initial", "second", "order", "spelling", "like"]
"""How two full names can be one person's, the surest first: the same, which a document has beside another; in other letters; less
a middle name; with a short form of the given name; less the Jr. behind it; with an initial for the given name; by the
second given name; with the family name first; in another spelling; only alike."""

RULES: dict[Relation, str] = {
    "same": "the same name, which one document has beside another",
    "letters": "the same name in other letters",
    "middle": "the same name, a middle name more or less",
    "short": "the same name with a short form of the given name",
    "generation": "the same name with Jr. or the like behind one",
    "initial": "the same name with an initial for the given name",
    "second": "the same name without the first given name",
    "order": "the same name, the family name first",
    "spelling": "the same name in another spelling",
    "like": "names that are like each other",
}


def relation(first: str, second: str) -> Relation | None:
    """How two full names can be one person's; ``None`` where they cannot, or where one is no full name."""
    a, b = full_name(first), full_name(second)
    if a is None or b is None or (a.generation and b.generation and a.generation != b.generation):
        return None
    if a.generation != b.generation:
        return "generation" if a.family == b.family and not fullnames.contradict(a, b) else None
    if a == b:
        return "same"
    if not (first.isascii() and second.isascii()) and written(first) & written(second):
        return "letters"
    if a.family == b.family and ((b.given, *b.middle) == a.middle or (a.given, *a.middle) == b.middle):
        return "second"
    if not middle_fits(a.middle, b.middle):
        return None
    if a.family == b.family and (found := _of_given(a.given, b.given)):
        return found
    if a.given != b.given and sorted((a.given, *a.middle, a.family)) == sorted((b.given, *b.middle, b.family)):
        return "order"
    return _BY_SOUND.get(names_alike(first, second))


_BY_SOUND: Mapping[Likeness, Relation] = {Likeness.STRONG: "spelling", Likeness.WEAK: "like"}


def _of_given(first: str, second: str) -> Relation | None:
    """How two names of one surname go together by their given names."""
    if first == second:
        return "middle"
    if 1 in (len(first), len(second)):
        return "initial" if first[0] == second[0] else None
    return "short" if full_forms(first) & full_forms(second) else None


def how(first: Bearer, second: Bearer) -> Relation | None:
    """How the names of two people go together, in the surest way."""
    found = {relation(a, b) for a in first.names for b in second.names}
    return next((way for way in RULES if way in found), None)


def contradict(first: Iterable[str], second: Iterable[str]) -> bool:
    """Whether among the names of two bearers are two that cannot be one person's, for their middle names or the Jr. behind one."""
    others = [named for name in second if (named := full_name(name))]
    return any(
        a.given == b.given and a.family == b.family and fullnames.contradict(a, b)
        for a in filter(None, map(full_name, first))
        for b in others
    )


_SPELLED = (
    ("sch", "sh"),
    ("kh", "h"),
    ("dzh", "j"),
    ("zh", "j"),
    ("ph", "f"),
    ("ck", "k"),
    ("q", "k"),
    ("w", "v"),
    ("x", "ks"),
    ("ou", "u"),
    ("oo", "u"),
    ("ee", "i"),
    ("ij", "i"),
    ("iy", "i"),
    ("y", "i"),
    ("j", "i"),
    ("'", ""),
)
"""What the romanizations of one name differ in (ISO 9, BGN/PCGN, and what newspapers write)."""

_OTHER_LETTERS: tuple[dict[str, str | int | None], ...] = (
    {"ə": "a", "Ə": "A"},
    {"ö": "oe", "ü": "ue", "ä": "ae", "ø": "oe", "å": "aa", "Ö": "Oe", "Ü": "Ue", "Ä": "Ae", "Ø": "Oe"},
)
"""Letters with a second usual romanization besides that of anyascii."""


@lru_cache(maxsize=65536)
def written(name: str) -> frozenset[str]:
    """A name as it can be written in plain Latin letters, each spelling reduced to what romanizations agree on."""
    ways = {name, *(name.translate(str.maketrans(letters)) for letters in _OTHER_LETTERS)} if not name.isascii() else {name}
    found = set()
    for way in ways:
        text = fold(way)
        for one, other in _SPELLED:
            text = text.replace(one, other)
        found.add(re.sub(r"(.)\1+", r"\1", text))
    return frozenset(found)


# ---- what else speaks for it ---------------------------------------------------------------------------------------------

_FAR = 8
"""Years; who is called by an office without a given name is hardly the one who is known to have held it longer before or after."""


def shared_offices(first: Bearer, second: Bearer) -> list[Evidence]:
    """The offices that stand beside both names."""
    return _in_common("office in common", first.offices, second.offices)


def _in_common(rule: str, first: Mapping[str, Sequence[str]], second: Mapping[str, Sequence[str]]) -> list[Evidence]:
    return [Evidence(one, rule, note=documents(first[one], second[one])) for one in sorted(first.keys() & second.keys())]


def shared_organizations(first: Bearer, second: Bearer) -> list[Evidence]:
    """The organizations that are named near both names."""
    own, others = ({core(name): name for name in sorted(bearer.beside, reverse=True)} for bearer in (first, second))
    return [
        Evidence(own[key], "organization in common", note=documents(first.beside[own[key]], second.beside[others[key]]))
        for key in sorted(own.keys() & others.keys())
    ]


def shared_days(first: Bearer, second: Bearer) -> list[Evidence]:
    """The days on which both are named, each with somebody else in common."""
    company = sorted(first.company.keys() & second.company.keys())
    days = sorted(first.days.keys() & second.days.keys())
    if not company or not days:
        return []
    return [
        Evidence(days[0], "named on the same day", note=documents(first.days[days[0]], second.days[days[0]])),
        Evidence(
            first.called("person", company[0]),
            "named with the same person",
            note=documents(first.company[company[0]], second.company[company[0]]),
        ),
    ]


def evidence(first: Bearer, second: Bearer, how: Relation) -> tuple[bool, tuple[Evidence, ...]]:
    """Whether what the documents say of two bearers makes them one person, and what they say; ``how`` their names go together."""
    offices, organizations = shared_offices(first, second), shared_organizations(first, second)
    found = (*offices, *organizations)
    public = any(is_public(office.text) for office in offices)
    match how:
        case "same" | "letters":
            return True, found
        case "middle" | "short":
            return bool(public or organizations), found
        case "generation":
            return public, found
        case "initial" | "second" | "order":
            return bool(public or (offices and organizations)), found
        case _:
            days = shared_days(first, second)
            return bool(offices and organizations and days), (*found, *days)


def by_office(surname: Bearer, other: Bearer) -> list[Evidence]:
    """The public offices beside a surname alone and beside another bearer's name, in documents of about the same years.

    Of who is named in full, only what stands beside the full name counts.
    """
    offices = other.offices if other.is_alone else other.offices_in_full
    found = [office for office in _in_common("office in common", surname.offices, offices) if is_public(office.text)]
    years, others = (_years(surname), _years(other)) if found else (set(), set())
    far = years and others and not any(abs(year - other) <= _FAR for year in years for other in others)
    return [] if far else found


def _years(bearer: Bearer) -> set[int]:
    dated = (document.date or "" for document, _ in bearer.documents.values())
    return {int(date[:4]) for date in dated if date[:4].isdigit()}


def documents(*ids: Sequence[str]) -> str:
    """The documents that evidence stands in, the first of each side."""
    return ", ".join(dict.fromkeys(side[0] for side in ids if side))


def gender(bearer: Bearer) -> str:
    """``m`` or ``f`` by the titles before the name or by the given name; empty where neither tells."""
    if bearer.gender:
        return bearer.gender
    given = {named.given for name in bearer.names if (named := full_name(name))}
    told = {"f" if name in vocabulary().female else "m" if name in vocabulary().male else "" for name in given}
    return told.pop() if len(told) == 1 else ""


def surnames(bearer: Bearer) -> Iterator[str]:
    """The folded surnames of a bearer."""
    yield from dict.fromkeys(named.family if (named := full_name(name)) else fold(name) for name in bearer.names)
