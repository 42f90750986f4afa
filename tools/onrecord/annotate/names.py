"""Names of people, organizations, places and events in a body: known names first, then what titles, given names and endings tell.

The rules read runs of capitalised words. A run gives up what it is known by: a title before it ("General …") or a given name
makes a person, a closing word ("… Ministry", "… Corp") or an opening one ("Bank of …") an organization. What no rule knows
stays unnamed: a missing name is found by the reader, a wrong one misleads.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from onrecord.annotate.knowledge import Knowledge, Vocabulary, vocabulary
from onrecord.annotate.tokens import Token, Words, fold
from onrecord.records import EntityKind
from onrecord.slugs import slug


@dataclass(frozen=True, slots=True)
class Name:
    """A span of the body that names something. ``id`` is set for known names; ``titles`` are folded words of offices beside it."""

    start: int
    end: int
    text: str
    kind: EntityKind
    rule: str
    id: str | None = None
    titles: frozenset[str] = frozenset()
    gender: str = ""


def by_rules(body: str, words: Words, knowledge: Knowledge) -> list[Name]:
    """Every name that a rule is sure of, in the order of the text and without overlap."""
    return [name for block in words.blocks for name in _Scan(block, body, knowledge, vocabulary()).names()]


_AND_COMPANY = frozenset({"co", "company", "sons", "brothers", "partners", "associates"})
LONGEST = 14
"""Words; no name is longer, and a page of capitals would otherwise be read over and over."""
_JOINTS = frozenset({" ", "-", "\u00a0", "‑"})


class _Scan:
    """One block's words, read from left to right."""

    def __init__(self, words: Sequence[Token], body: str, knowledge: Knowledge, vocabulary: Vocabulary) -> None:
        self.words = words
        self.body = body
        self.knowledge = knowledge
        self.vocabulary = vocabulary
        letters = "".join(word.text for word in words)
        self.headline = is_headline(words)
        self.shouts = letters.isupper() and len(words) > 2

    def names(self) -> Iterator[Name]:
        index = 0
        known = self.knowledge.names
        while index < len(self.words):
            word = self.words[index]
            if not word.capital and word.folded not in known.firsts:
                index += 1
                continue
            name, index = self._at(index)
            if name is not None:
                yield name

    def _at(self, index: int) -> tuple[Name | None, int]:
        """The name that begins at a word, if one does, and the index to go on from."""
        if is_party(self.words, index):
            return None, index + 2
        known = self._known(index)
        if known and known[0].kind == "person" and not self.shouts and (longer := self._longer_person(index, known[1])):
            return longer
        if known is None and (not self.words[index].capital or self.shouts):
            return None, index + 1
        if known and (known[0].kind == "person" or self.shouts):
            return known
        end = self._run(index)
        if known and known[0].kind == "organization":
            recorded = ("organization", known[0].id) in self.knowledge.known  # a record is final
            return known if recorded else self._longer(index, end, known[1]) or known
        if event := self._event(index, end):
            return event
        organization = self._organization(index, end, known[1] if known else 0)
        if organization and (known is None or organization[1] > known[1] or organization[0].rule == "opening word"):
            return organization
        if known and self._begins_another(index, known[1]):
            return None, known[1]
        if known:
            return self._person_called_like_a_place(index, end, known[1]) or known
        return self._titled(index) or self._person(index, end) or (None, index + 1)

    def _known(self, index: int) -> tuple[Name, int] | None:
        """A name of the authority file or the vocabulary.

        <ECO> is a ticker; in a line of capitals any word looks like an acronym, but one with full stops (U.S.).
        """
        found = self.knowledge.names.at(self.words, index)
        if found is None:
            return None
        word = self.words[index]
        if found[0].exact and (word.gap.endswith("<") or (self.shouts and "." not in word.text)):
            return None
        entry, after = found
        if entry.key[0] == "place" and entry.key not in self.knowledge.known and self._is_elsewhere(entry.key[1], after):
            return None
        return self._name(index, after, entry.key[0], "known name", entry.key[1]), after

    def _is_elsewhere(self, place: str, after: int) -> bool:
        """``Derry, N.H.``: whether a known place stands with the abbreviation of a region that another country has."""
        if after >= len(self.words) or self.words[after].gap != ", ":
            return False
        region = self.words[after]
        stop = "." in region.text or self.body[region.end : region.end + 1] == "."
        country = self.vocabulary.abbreviated.get(region.folded) if stop and region.capital else None
        return country is not None and self.vocabulary.countries.get(place, country) != country

    def _organization(self, index: int, end: int, known: int) -> tuple[Name, int] | None:
        """An organization by a word of its name; ``known`` is the index after a known name that begins at the word, 0 for none."""
        if opened := self._opened(index):
            return self._name(index, opened, "organization", "opening word"), opened
        if known and (longer := self._longer(index, end, known)):
            return longer
        if closed := self._closed(index, end):
            closed = self._of_what(closed)
            return self._name(index, closed, "organization", "closing word"), closed
        return None

    def _longer(self, index: int, end: int, known: int) -> tuple[Name, int] | None:
        """An organization that is longer than the known name it begins with, which makes a weak closing word evidence enough."""
        last = self.words[known - 1].folded
        bare = known if last in self.vocabulary.closing or last in self.vocabulary.weak else 0  # "General Assembly of …"
        closed = self._of_what(max(self._closed(index, end), self._closed_weakly(known, end), bare))
        if closed <= known:
            return None
        return self._name(index, closed, "organization", "closing word"), closed

    def _closed_weakly(self, known: int, end: int) -> int:
        """``Brandholm Rowing Club``: the index after the last weak closing word of a run behind a known name in it; 0 for none."""
        return next((after for after in range(end, known, -1) if self.words[after - 1].folded in self.vocabulary.weak), 0)

    def _of_what(self, after: int) -> int:
        """The index after what belongs to a name behind its closing word: ``University of Brandholm``, ``Assembly of the Union``.

        Behind a company it only tells where the company is from: ``Sample Ltd of Brandholm``.
        """
        behind = after
        if self.words[after - 1].folded in self.vocabulary.companies:
            return after
        if behind < len(self.words) and self.words[behind].folded == "of" and self.words[behind].gap == " ":
            behind += 1
            if behind < len(self.words) and self.words[behind].text == "the":
                behind += 1
            if behind < len(self.words) and self.words[behind].capital and self.words[behind].gap == " ":
                whose = self.knowledge.names.at(self.words, behind)
                if whose and whose[0].key[0] == "organization":
                    return after
                return self._and_what(behind, max(self._run(behind), whose[1] if whose else 0))
        return after

    def _and_what(self, first: int, after: int) -> int:
        """``Museum of Rivers and Lakes``: the index after a second thing, which no name begins; ``after`` itself where there is none."""
        second = after + 1
        if second >= len(self.words) or self.words[after].text != "and" or not self.words[second].capital:
            return after
        word = self.words[second].folded
        thing = word in self.vocabulary.common or (word.endswith("s") and self.words[after - 1].folded.endswith("s"))
        if not thing or self.words[after].gap != " " or self.words[second].gap != " " or word in self.vocabulary.closing_ends:
            return after
        named = word in self.vocabulary.given or self._is_title(second) or self.knowledge.names.at(self.words, second)
        whose = self.knowledge.names.at(self.words, first)
        return after if named or (whose and whose[1] == after) else second + 1

    def _event(self, index: int, end: int) -> tuple[Name, int] | None:
        """``Winter War``, ``Treaty of Sample``: a run that closes with an event's word, or opens with one before "of"."""
        first = self.words[index].folded
        if first in self.vocabulary.function:
            return None
        after = next((a for a in range(end, index + 1, -1) if self.words[a - 1].folded in self.vocabulary.events), 0)
        if not after and first in self.vocabulary.events and index + 2 < len(self.words) and self.words[index + 1].folded == "of":
            after = (
                self._run(index + 2)
                if self.words[index + 2].capital and self.words[index + 1].gap == self.words[index + 2].gap == " "
                else 0
            )
        return (self._name(index, after, "event", "word of an event"), after) if after else None

    def _begins_another(self, index: int, after: int) -> bool:
        """``Cambridge Analytica``: whether a place of the tables is only the beginning of a name."""
        known = self.knowledge.names.at(self.words, index)
        if known is None or known[0].key in self.knowledge.known or known[0].key[1] not in self.vocabulary.countries:
            return False
        return self._goes_on(after)

    def _goes_on(self, after: int) -> bool:
        """Whether a word carries on the name before it: it has a capital, outside a headline, and is no common word, name or title."""
        if self.headline or after >= len(self.words) or self.words[after].gap != " " or not self.words[after].capital:
            return False
        word = self.words[after]
        ordinary = word.folded in self.vocabulary.common or word.folded in self.vocabulary.given or word.folded in self.vocabulary.function
        titled = self._is_title(after) or (word.folded,) in self.vocabulary.offices or self._never(after)
        return word.text[1:].islower() and not ordinary and not titled and self.knowledge.names.at(self.words, after) is None

    def _person_called_like_a_place(self, index: int, end: int, place_end: int) -> tuple[Name, int] | None:
        """``Sydney Carton``: a given name that is a place's too, with a surname after it."""
        given = self.words[index].folded in self.vocabulary.given
        return self._person(index, end) if given and end > place_end and not self._is_title(place_end) else None

    def _longer_person(self, index: int, after: int) -> tuple[Name | None, int] | None:
        """``George Orwell`` where a record has ``George``: another's name that begins with a known one of a single word."""
        if after > index + 1 or after >= len(self.words):
            return None
        if self.words[index].folded not in self.vocabulary.given:
            return (None, after) if self._goes_on(after) else None
        nobody = self._never(after) or self._is_title(after) or self.knowledge.names.at(self.words, after)
        return None if nobody else self._person(index, self._run(index))

    def _titled(self, index: int) -> tuple[Name | None, int] | None:
        """The person after a title; a title alone names nobody, and is passed over."""
        titled = self._title(index)
        if titled is None:
            return None
        after, gender = titled
        end = self._name_end(after)
        if end == after or self.knowledge.names.at(self.words, after):
            return None, after
        return replace(self._name(after, end, "person", "title before the name"), gender=gender), end

    def _name(self, first: int, after: int, kind: str, rule: str, id_: str | None = None) -> Name:
        start, end = self.words[first].start, self.words[after - 1].end
        return Name(start, end, self.body[start:end], kind, rule, id_)  # type: ignore[arg-type]  # a key's kind is an EntityKind

    def _joined(self, index: int) -> bool:
        """Whether a word continues the run of the word before it."""
        word, before = self.words[index], self.words[index - 1]
        if word.gap == ". ":
            return len(before.text) == 1 or before.folded in self.vocabulary.honorifics or before.folded in ("st", "jr")
        return word.gap in _JOINTS or word.gap == " & "

    def _run(self, index: int) -> int:
        """The index after the run of capitalised words that begins at a word; particles count between two of them."""
        after = index + 1
        while after < min(len(self.words), index + LONGEST) and self._joined(after):
            word = self.words[after]
            if _begins_with_capital(word) or word.text[0].isdigit():
                after += 1
            elif (beyond := self._beyond_particles(after)) > after:
                after = beyond
            elif word.folded == "and" and after + 1 < len(self.words) and self.words[after + 1].folded in _AND_COMPANY:
                after += 2
            else:
                break
        return after

    def _beyond_particles(self, index: int) -> int:
        """The index after particles ("van der") and the capitalised word they lead to; ``index`` itself when they lead to none."""
        after = index
        while (
            after < len(self.words)
            and self._joined(after)
            and self.words[after].folded in self.vocabulary.particles
            and not self.words[after].capital
        ):
            after += 1
        found = after > index and after < len(self.words) and self._joined(after) and self.words[after].capital
        return after + 1 if found else index

    # ---- organizations

    def _closed(self, index: int, end: int) -> int:
        """The index after the longest part of a run that ends in an organization's closing word; 0 for none.

        A closing word alone, or after a word such as "The", names nothing.
        """
        if self.words[index].folded in self.vocabulary.function:
            return 0
        for after in range(end, index, -1):
            if self.words[after - 1].folded not in self.vocabulary.closing_ends:
                continue
            for length in (1, 2):
                tail = " ".join(word.folded for word in self.words[max(after - length, index) : after])
                alone = after - length <= index
                if tail in self.vocabulary.anywhere or (tail in self.vocabulary.closing and not alone):
                    return 0 if all(word.folded in self.vocabulary.closing for word in self.words[index:after]) else after
        return 0

    def _opened(self, index: int) -> int:
        """The index after an organization such as ``Bank of …`` or ``Ministry of … and …`` that begins here; 0 for none."""
        if self.words[index].folded not in self.vocabulary.opening_begins:
            return 0
        for length in (3, 2):
            opening = " ".join(word.folded for word in self.words[index : index + length])
            if opening not in self.vocabulary.opening:
                continue
            after = index + length
            if after < len(self.words) and self.words[after].folded == "the":
                after += 1
            if after >= len(self.words) or not self.words[after].capital or self.words[after].gap != " ":
                return 0
            after = self._run(after)
            while (
                after + 1 < len(self.words)
                and self.words[after].folded in ("and", "of", "for")
                and self.words[after].gap == " "
                and self.words[after + 1].capital
            ):
                if self.words[after].folded == "and" and self.knowledge.names.at(self.words, after + 1):
                    break
                after = self._run(after + 1)
            return after
        return 0

    # ---- people

    def _title(self, index: int) -> tuple[int, str] | None:
        """(index after the titles that begin here, gender); a title takes up to four words, and several may follow."""
        after, gender = index, ""
        while after < len(self.words) and self.words[after].folded in self.vocabulary.honorifics_begin:
            if self._is_given(after):
                break
            for length in (4, 3, 2, 1):
                part = self.words[after : after + length]
                form = " ".join(word.folded for word in part)
                if (
                    len(part) == length
                    and form in self.vocabulary.honorifics
                    and all(self._near(word) for word in part[1:])
                    and (after == index or self._near(part[0]))
                ):
                    gender = gender or self.vocabulary.honorifics[form]
                    after += length
                    break
            else:
                break
        return (after, gender) if after > index else None

    def _is_given(self, index: int) -> bool:
        """``Don Falk``: a title that is a given name too is one before a surname, but a title before a given name."""
        if self.words[index].folded not in self.vocabulary.given or index + 1 >= len(self.words):
            return False
        word = self.words[index + 1]
        return word.capital and word.gap == " " and word.folded not in self.vocabulary.given

    @staticmethod
    def _near(word: Token) -> bool:
        return word.gap in (" ", ". ", "-", ", ")

    def _is_title(self, index: int) -> bool:
        return index < len(self.words) and self.words[index].folded in self.vocabulary.honorifics

    def _name_end(self, index: int) -> int:
        """The index after the words of a person's name behind a title; ``index`` itself when no name begins there."""
        if index >= len(self.words) or not self.words[index].capital or self.words[index].gap not in (" ", ". ", "-"):
            return index
        return index if self._never(index) else self._last_word(index, self._run(index))

    def _never(self, index: int) -> bool:
        """Whether a word is part of nobody's name."""
        return self.words[index].folded in self.vocabulary.never or self.words[index].folded in self.knowledge.demonyms

    def _last_word(self, index: int, end: int) -> int:
        """The index after the last word of a name that begins a run: at most five words, none that is no part of a name."""
        after = index + 1
        while after < min(end, index + 5) and not self.words[after].text[0].isdigit():
            if self.words[after].folded in self.vocabulary.never and not is_initial(self.words, after):
                break
            after += 1
        while after > index + 1 and not _begins_with_capital(self.words[after - 1]):
            after -= 1
        return after

    def _person(self, index: int, end: int) -> tuple[Name, int] | None:
        """A run of two words or more that begins with a given name or an initial, or that stands where only a person can."""
        first, after = self.words[index], self._last_word(index, end)
        if self._never(index) or after - index < 2:
            return None
        name = self.words[index:after]
        if all(word.text.isupper() for word in name) and len(first.text) > 2:
            return None
        if len(name) > 2 and name[-1].folded in self.vocabulary.houses:
            return self._name(index, after, "organization", "closing word"), after
        if name[-1].folded in self.vocabulary.closing or " ".join(word.folded for word in name) in self.vocabulary.anywhere:
            return None
        initial = len(first.text) == 1 and (len(name) > 2 or name[1].gap == ". ")
        if first.folded in self.vocabulary.given or initial:
            return self._name(index, after, "person", "given name"), after
        if self._beside_role(index, after):
            return self._name(index, after, "person", "role beside the name"), after
        return None

    _AGE = re.compile(r",\s+\d{1,3}\b|,\s+(?:an?|the|who|whose|his|her|former|ex-)\b")

    def _beside_role(self, index: int, after: int) -> bool:
        """``analyst First Last``, ``First Last, 51,`` or ``First Last, a …`` with a role in the next words."""
        for length in (1, 2, 3):
            if (
                index >= length
                and self.words[index].gap == " "
                and tuple(w.folded for w in self.words[index - length : index]) in self.vocabulary.offices
            ):
                return not self.words[index - 1].capital or index - length > 0
        match = self._AGE.match(self.body, self.words[after - 1].end)
        if match is None:
            return False
        if match[0][-1].isdigit():
            return True
        following = [word.folded for word in self.words[after : after + 7]]
        return any((word,) in self.vocabulary.offices for word in following)


def _begins_with_capital(word: Token) -> bool:
    """Whether a word, or what follows its elided particle, begins with a capital letter: ``d’Artois``."""
    return word.capital or (word.text[1:2] in _APOSTROPHES and word.text[2:3].isupper())


_APOSTROPHES = ("'", "’")
_SHORT = 4
"""Letters; shorter words are written small in many headlines, whatever they are."""


def is_headline(block: Sequence[Token]) -> bool:
    """Whether all words of a block begin with a capital, but for the small words that join others."""
    if len(block) < _SHORT:
        return False
    known = vocabulary().function
    small = [word for word in block if not word.capital and len(word.text) >= _SHORT and word.text.isalpha() and word.folded not in known]
    return not small and sum(word.capital for word in block) > len(block) / 2


def is_party(words: Sequence[Token], index: int) -> bool:
    """``R-Texas``: whether a word is the letter of a legislator's party, with the state behind a hyphen. Both together name nothing."""
    return words[index].text in _PARTIES and index + 1 < len(words) and words[index + 1].gap == "-" and words[index + 1].capital


_PARTIES = frozenset({"R", "D", "I"})
"""Republican, Democrat, Independent."""


def is_initial(words: Sequence[Token], index: int) -> bool:
    """Whether a word is the initial of a middle name, which may look like an article or a pronoun: ``Zorvath A. Quell``."""
    return len(words[index].text) == 1 and index + 1 < len(words) and words[index + 1].gap == ". " and words[index + 1].capital


# ---- the document's own short forms ------------------------------------------------------------------------------------

_ACRONYM = re.compile(r"\s+\(([A-Z][A-Z&.-]{1,9})\)")


def short_forms(found: Sequence[Name], body: str, text: Words) -> list[Name]:
    """The surnames of people named in full and the acronyms of organizations, where they stand alone; ``found`` is in order."""
    people = [name.text for name in found if name.kind == "person" and " " in name.text]
    surnames = {_last_name(name) for name in people}
    doubled = {fold(name.split()[-1]) for name in people if "-" in name.split()[-1]}
    organizations = [name for name in found if name.kind == "organization"]
    acronyms = {initials: name for name in organizations if len(initials := _initials(name.text)) > 2}
    acronyms |= {match[1]: name for name in organizations if (match := _ACRONYM.match(body, name.end))}
    ends = [name.end for name in found]
    short = []
    sought = surnames | acronyms.keys()
    for words in text.blocks if sought else ():
        for index, word in [(index, word) for index, word in enumerate(words) if word.text.replace("’", "'") in sought]:
            full = acronyms.get(word.text)
            first = _first_half(words, index) if doubled else index
            start = words[first].start
            if fold(body[start : word.end]) not in doubled:
                first, start = index, word.start
            if _continues(words, first, index):
                continue
            after = bisect_right(ends, start)
            if after < len(found) and found[after].start <= word.start:
                continue
            if full is None:  # whose surname it is, is decided where it stands: two people may share it
                short.append(Name(start, word.end, body[start : word.end], "person", "surname"))
            else:
                short.append(Name(word.start, word.end, word.text, "organization", "acronym", full.id or slug(full.text)))
    return short


@lru_cache(maxsize=50_000)
def _initials(name: str) -> str:
    """The first letters of a name's words: ``NBU`` of the North Brandholm Union."""
    return "".join(word[0] for word in name.replace("-", " ").split() if word[0].isupper())


def _first_half(words: Sequence[Token], index: int) -> int:
    """The index of the first word that hyphens join to a word: ``Lind-Okafor``."""
    while index and words[index].gap == "-" and _begins_with_capital(words[index - 1]):
        index -= 1
    return index


def _continues(words: Sequence[Token], first: int, index: int) -> bool:
    """Whether the capitalised words from ``first`` to ``index`` belong to a longer run, so that they are no surname standing alone."""
    before = first > 1 and words[first].gap in _JOINTS and words[first - 1].capital and len(words[first - 1].text) > 3
    after = index + 1 < len(words) and words[index + 1].gap in _JOINTS and words[index + 1].capital
    return before or after


# ---- titles and offices beside a name ----------------------------------------------------------------------------------

_SMALL = frozenset({"of", "the", "for", "and", "to", "in"})
_SERVES = frozenset({"to", "for"})
_APPOSITION = re.compile(r",\s+(?:(?:an?|the)\s+)?([^,.;:“”\"]{3,90})")


def with_titles(name: Name, body: str, first: int, text: Words) -> Name:
    """The name with the folded words of the offices that stand right before it, and in an apposition right after it.

    ``first`` is where the name's block begins.
    """
    if name.kind != "person":
        return name
    kept: list[str] = []
    for word in reversed(text.between(max(first, name.start - 200), name.start)):
        if body[word.end] in ".!?;:" and len(word.text) > 4:
            break
        if not word.capital and word.folded not in _SMALL and (word.folded,) not in vocabulary().offices:
            break
        if word.folded in _SMALL and not kept:
            break  # "a friend of X"
        if word.folded in _SERVES and all((title,) in vocabulary().offices or title in vocabulary().honorifics for title in kept):
            break  # "an aide to Secretary X": whoever serves somebody is somebody else
        kept.append(word.folded)
    if after := _APPOSITION.match(body, name.end):
        kept += [word.folded for word in text.between(*after.span(1))]
    titles = frozenset(word for word in kept if word not in _SMALL)
    return replace(name, titles=titles) if titles else name


def surname(name: str) -> str:
    """The folded last word of a person's name, without a suffix such as Jr."""
    return fold(_last_name(name))


_PARTS = re.compile(r"[^\W_]+(?:['’](?![sS]\b)[^\W_]+)*")


@lru_cache(maxsize=50_000)
def _last_name(name: str) -> str:
    parts = _PARTS.findall(name)
    while len(parts) > 1 and fold(parts[-1]) in vocabulary().suffixes:
        parts.pop()
    return parts[-1].replace("’", "'") if parts else ""
