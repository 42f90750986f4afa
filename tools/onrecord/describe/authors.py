"""The authors: people named in a byline, a labelled line or markup; an agency or a desk where no person is named.

A byline holds more than names: "By", posts, places, addresses. ``bylines.tsv`` says which words are no part of a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import groupby
from unicodedata import combining, normalize

from onrecord.clean import bylines
from onrecord.describe.outlet import Outlets, site_names
from onrecord.describe.witnesses import LABELLED, MARKUP, Candidate, choose, stated
from onrecord.letters import letters
from onrecord.records import Cleaned, Evidence, Value
from onrecord.vocabulary import table, words

_BESIDE = MARKUP + 60
"""The rank of a byline that is only known by its words, beside the headline of a page."""

_ADDRESS = re.compile(r"https?:|www\.|@|\bemail\b|\.(?:com|info|net|org)\b", re.IGNORECASE)
_JOINED = re.compile(r"(?<=[a-z]{3})(?=[A-Z][a-z])")
"""Where a page's script has set two names without a space: "Ann ExampleStaff Writer"."""


def authors_of(cleaned: Cleaned, outlets: Outlets) -> tuple[Value, ...]:
    """One value for each author: what a label or front matter states, as it stands; else in the order of the most trusted witness that
    names a person; else its agencies and desks.

    Who sends a message counts as its author only where no byline is stated.
    """
    own = site_names(cleaned)
    if believed := _believed(cleaned, own, outlets):
        return believed
    signed = [*stated(cleaned, "author"), *_bylines(cleaned)]
    senders = [candidate for candidate in stated(cleaned, "sender") if _has_given_name(candidate.value)]
    candidates = sorted(signed or senders, key=lambda candidate: candidate.rank)
    groups = [list(group) for _, group in groupby(candidates, key=lambda c: (c.rank, c.evidence.rule))]
    for wanted in (_is_person, _is_agency, _is_desk):
        for group in groups:
            found: dict[str, Value] = {}
            for candidate in group:
                for name, evidence in _names(candidate):
                    if wanted(name) and _may_write(name, own, outlets):
                        found.setdefault(name.casefold(), choose([replace(candidate, value=name, evidence=evidence)]))
            if found:
                return tuple(_without_parts(found))
    return _as_shown(groups, own)


# ---- what is stated ---------------------------------------------------------------------------------------------------

_STATED = re.compile(r"front-matter .*|label “(?:auth?ors?|auteurs?|autore|byline|written by|müəllif|yazar|автор)”", re.IGNORECASE)
"""The witnesses that are believed as they stand; "By" and "Text" open sentences too."""
_MOST = 15
"""Words of a name; the long ones are those of ministries."""


def _believed(cleaned: Cleaned, own: frozenset[str], outlets: Outlets) -> tuple[Value, ...]:
    """The authors that a labelled line or front matter states: people, and organizations under their whole name.

    The label of a web page is furniture, which is read as bylines are.
    """
    candidates = [c for c in stated(cleaned, "author") if c.rank == LABELLED and _STATED.fullmatch(c.evidence.rule)]
    for rule in dict.fromkeys(c.evidence.rule for c in candidates if cleaned.source.format != "html"):
        found: dict[str, Value] = {}
        for candidate in (c for c in candidates if c.evidence.rule == rule):
            for piece in _pieces(candidate):
                for name, evidence in _stated_names(piece):
                    if _may_write(name, own, outlets):
                        found.setdefault(name.casefold(), choose([replace(candidate, value=name, evidence=evidence)]))
        if found:
            return tuple(found.values())
    return ()


def _pieces(candidate: Candidate) -> Iterator[Candidate]:
    """The parts of a statement between semicolons, and those around an “and” where one of them is a person."""
    if len(candidate.evidence.text) > LONGEST:
        return
    for start, end in _between_marks(candidate.evidence.text, _SEMICOLON):
        whole = _part(candidate, start, end)
        parts = [_part(whole, *span) for span in _between_marks(whole.evidence.text, _conjunction())]
        yield from parts if any(_has_given_name(p.value) or _turned(p.value) for p in parts) else [whole]


_SEMICOLON = re.compile(r"[;\n]")


@cache
def _conjunction() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:{_words('and')}|AND|UND|&)\s+")


def _between_marks(text: str, marks: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    here = 0
    for start, end in (*(match.span() for match in marks.finditer(text)), (len(text), len(text))):
        if text[here:start].strip():
            yield here, start
        here = end


def _part(candidate: Candidate, start: int, end: int) -> Candidate:
    """A stretch of a statement, without the white space around it and the “By” before it."""
    text, offset = candidate.evidence.text, candidate.evidence.start
    while opening := _opening().match(text, start, end):
        start = opening.end()
    named = text[start:end].strip(" \t.*_'\"")
    start = text.index(named, start)
    place = (None, None) if offset is None else (offset + start, offset + start + len(named))
    return replace(candidate, value=named, evidence=replace(candidate.evidence, text=named, start=place[0], end=place[1]))


def _stated_names(part: Candidate) -> Iterator[tuple[str, Evidence]]:
    """The names in one part of a statement: those of people and agencies in a list, else the whole."""
    text = part.value
    if turned := _turned(text):
        yield turned, part.evidence
        return
    listed = [(name, evidence) for name, evidence in _names(part) if _is_person(name) or _is_agency(name)]
    of_a_body = listed and re.search(r"\s(?:of|for|on)\s", text) and not _has_given_name(listed[0][0])
    if listed and not of_a_body:
        yield from listed
    elif _is_name(text):
        yield text, part.evidence


def _is_name(text: str) -> bool:
    """Whether words can be the whole name of an author: no address, no sentence, nobody's place."""
    sentence = len(text.split()) > _MOST or re.search(r"[.!?:]\s", text)
    return bool(re.search(r"[^\W\d_]", text)) and not (sentence or _ADDRESS.search(text) or _kind("nobody").search(text))


_TURNED = re.compile(r"(?P<family>(?:[^\W\d_]{1,4}\s){0,2}[^\W\d_][\w'’-]+),\s*(?P<given>[^\W\d_][\w'’.-]*(?:\s[^\W\d_][\w'’.-]*){0,2})")


def _turned(text: str) -> str | None:
    """A single name that is stated as “Family, Given”, in the order in which it is spoken."""
    match = _TURNED.fullmatch(text)
    if match is None:
        return None
    said = f"{match['given']} {match['family']}"
    particles = match["family"].split()[:-1]
    if not all(particle.casefold() in words("name-particles") for particle in particles) or _is_agency(match["family"]):
        return None
    return said if _is_person(said) and _plain(match["given"].split()[0]) in words("given-names") else None


def _plain(name: str) -> str:
    """A name without its accents, as the list of given names may have it."""
    return name if name in words("given-names") else "".join(c for c in normalize("NFD", name) if not combining(c))


# ---- what is shown ----------------------------------------------------------------------------------------------------


def _as_shown(groups: Sequence[Sequence[Candidate]], own: frozenset[str]) -> tuple[Value, ...]:
    """What a byline that readers see has behind its "By", person or not: the publication itself, initials."""
    for candidate in (candidate for group in groups for candidate in group if candidate.evidence.rule.startswith(("element", "byline"))):
        opened = candidate.evidence.rule == "byline" or _opening().match(candidate.evidence.text.replace(";", " ")) is not None
        for name, evidence in _names(candidate):
            named = letters(name) in own or (opened and len(name.split()) == 1 and name.isupper())
            if named and name[0].isupper() and not _kind("nobody").search(name):
                return (choose([replace(candidate, value=name, evidence=evidence)]),)
    return ()


def _may_write(name: str, own: frozenset[str], outlets: Outlets) -> bool:
    """An outlet is no author of what it carries; an agency is."""
    return letters(name) not in own and (_is_agency(name) or outlets.label(name) is None)


def _without_parts(found: dict[str, Value]) -> Iterator[Value]:
    """The values, without a name that is only a part of another ("Example" beside "Ann Example")."""
    for key, value in found.items():
        if not any(key != other and set(key.split()) < set(other.split()) for other in found):
            yield value


_NEAR = 4
"""Lines below the headline in which a name alone is a byline."""


def _bylines(cleaned: Cleaned) -> Iterator[Candidate]:
    """The lines beside the headline of a page that begin as a byline does, or are nothing but a name or an agency."""
    below = [line for line in stated(cleaned, "line") if "below" in line.evidence.rule]
    for number, line in enumerate(below):
        first = line.value.partition(";")[0].strip()
        if len(line.value) <= 120 and _opening().match(line.value.replace(";", " ")):
            yield replace(line, rank=_BESIDE)
        elif span := _within(line.value):
            named = line.value[slice(*span)]
            yield replace(line, value=named, rank=_BESIDE, evidence=replace(line.evidence, text=named))
        elif number < _NEAR and (_is_agency(first) or (_is_person(first) and _has_given_name(first) and len(line.value) <= 60)):
            yield replace(line, value=first, rank=_BESIDE + 1, evidence=replace(line.evidence, text=first))


_DATED = re.compile(r"(?:first\s+)?(?:posted|published|written|created)\b.{0,10}\d.{0,40}$", re.IGNORECASE)


def _within(line: str) -> tuple[int, int] | None:
    """The span of the names in a line such as “Posted on 9 July 2019 by Mara Holt”."""
    span = bylines.within(line)
    return span if span and _DATED.match(line[: span[0]]) and bylines.is_person(line[slice(*span)]) else None


# ---- the names in a byline --------------------------------------------------------------------------------------------


LONGEST = 1000
"""Characters; no byline is longer."""


def _names(candidate: Candidate) -> Iterator[tuple[str, Evidence]]:
    """What a byline may name, each part with its place."""
    text, offset = candidate.evidence.text, candidate.evidence.start
    if _ADDRESS.match(text) or len(text) > LONGEST:
        return
    here = 0
    for part in _parts(text):
        start = text.index(part, here)
        here = start + len(part)
        bare = part
        while opening := _opening().match(bare):
            bare = bare[opening.end() :]
        bare = _then().split(bare)[0].strip(" .:-–—*'\"") + ("." if re.search(r"\b[A-Z]\.$", bare.rstrip()) else "")
        if not 1 < len(bare) <= 60 or _ADDRESS.search(bare):
            continue
        first = text.find(bare, start)
        place = (None, None) if offset is None or first < 0 else (offset + first, offset + first + len(bare))
        yield (bare.title() if bare.isupper() and " " in bare else bare), Evidence(bare, candidate.evidence.rule, *place)


def _parts(text: str) -> list[str]:
    return [piece for part in _between().split(text) for piece in (_JOINED.split(part) if " " in part else [part]) if piece.strip()]


@cache
def _between() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:[,;|•·()\[\]\n&+]|/|\s[-–—]\s|\b(?:{_words('and')}|AND|UND)\b)\s*")


@cache
def _opening() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{_words('by')})\s*(?::\s*|\s+|$)(?=\S|$)", re.IGNORECASE)


@cache
def _then() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:{_words('then')})\s+", re.IGNORECASE)


def _words(kind: str) -> str:
    found = sorted((row["word"] for row in table("bylines") if row["kind"] == kind), key=len, reverse=True)
    return "|".join(re.escape(word) for word in found)


# ---- people, agencies, desks ------------------------------------------------------------------------------------------


@cache
def _kind(kind: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_words(kind)})(?!\w)", re.IGNORECASE)


@cache
def _agencies() -> frozenset[str]:
    return frozenset(letters(name) for name in words("agencies"))


@cache
def _organization_words() -> frozenset[str]:
    rows = table("organization-words")
    return frozenset(row["word"] for row in rows if row["position"] != "first" and not row["note"].startswith("weak"))


def _is_agency(name: str) -> bool:
    return letters(name) in _agencies() or letters(re.sub(r"^the\s+", "", name, flags=re.IGNORECASE)) in _agencies()


def _is_desk(name: str) -> bool:
    """A body of the newsroom: a name of several words with one such as "News" or "Online" in it."""
    named = _kind("desk").search(name) or _kind("role").search(name)
    return " " in name and name[0].isupper() and named is not None and not _kind("nobody").search(name)


def _is_person(name: str) -> bool:
    """Two to five words that begin as names do and hold no word of a post, a desk or a page; a single word only if it is a given name."""
    parts = name.split()
    if parts[-1] in _organization_words():
        return False
    if len(parts) > 5 or re.search(r"\d", name) or any(_kind(kind).search(name) for kind in ("role", "desk", "nobody")) or _is_agency(name):
        return False
    if len(parts) == 1:
        return name in words("given-names") or (not name.isascii() and not name[0].islower() and not name[0].isupper())
    return all(_begins_as_a_name(part) for part in parts) and any(part[0].isupper() or not part[0].isascii() for part in parts)


def _has_given_name(name: str) -> bool:
    first = name.split(maxsplit=1)[0]
    return " " in name and first in words("given-names") and first not in words("not-given-names")


def _begins_as_a_name(part: str) -> bool:
    return not part[0].islower() or part.casefold() in words("name-particles") or part[:2] in ("d'", "d’", "l'", "al", "el")
