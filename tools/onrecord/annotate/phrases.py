"""The phrases of a sentence that can name a speaker: names, pronouns, descriptions ("the foreign minister"), capitalised words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from onrecord.annotate.entities import Cast, Member
from onrecord.annotate.knowledge import vocabulary
from onrecord.annotate.names import Name
from onrecord.annotate.tokens import Token

_NO_BREAK = frozenset(" -–—’'/&\u00a0\n\t…!?[]*")
"""What may stand between the words of one description."""
PRONOUNS = frozenset({"he", "she", "they", "i", "we"})
CLAUSE_WORDS = frozenset("that he she they it we i you is was are were be been will would can could has have had do does did not".split())
"""Words that no noun phrase before a name holds: what stands there is a clause of its own."""
DETERMINERS = frozenset({"the", "a", "an", "one", "another", "his", "her", "their", "its", "some", "several", "two", "three", "other"})
PREPOSITIONS = frozenset(
    "of to for with by from in at on about against than between under over into through during after before as near like".split()
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that can name a speaker. ``head`` are the folded words of a description; empty for names and pronouns."""

    start: int
    end: int
    kind: str
    member: Member | None = None
    head: tuple[str, ...] = ()
    governed: bool = False
    """A preposition stands before it: it belongs to another phrase."""


def phrases(words: Sequence[Token], names: Mapping[int, Name], cast: Cast) -> list[Phrase]:
    """The phrases among the words of a sentence that can name a speaker, in order. ``names`` are the names by offset."""
    found = []
    index = 0
    title: int | None = None
    inside = {word.start: names[word.start] for word in words if word.start in names and names[word.start].end <= words[-1].end}
    speakers = {start: name for start, name in inside.items() if name.kind in ("person", "organization")}
    while index < len(words):
        word = words[index]
        name = inside.get(word.start)
        if name is not None and word.start not in speakers:
            index = next((n for n in range(index, len(words)) if words[n].start >= name.end), len(words))  # a place or an event speaks not
        elif name is not None:
            first = title if title is not None else _with_title(words, index)
            index = next((n for n in range(index, len(words)) if words[n].start >= name.end), len(words))
            title = None
            if after := _title_of_next(words, index, name, speakers):
                title, index = first, after
                continue
            if after := _group_of(words, index, name):
                head = tuple(word.folded for word in words[first:after])
                found.append(Phrase(words[first].start, words[after - 1].end, "description", head=head, governed=governed_at(words, first)))
                index = after
                continue
            owner = index < len(words) and words[index].folded == "s" and words[index].gap in ("'", "’")
            governed = owner or governed_at(words, first)
            found.append(Phrase(name.start, name.end, name.kind, cast.by_name.get(name.start), governed=governed))
        elif word.folded in PRONOUNS:
            found.append(Phrase(word.start, word.end, "pronoun", head=(word.folded,), governed=governed_at(words, index)))
            index += 1
        elif word.capital or word.folded in DETERMINERS:
            kind, after = _without_name(words, index, inside, speakers)
            if index < after < len(words) and words[after].start in speakers and words[after].gap in (" ", ". "):
                title, index = index, after  # the title, or a given name of no list, before the name that follows
                continue
            if after > index:
                head = tuple(w.folded for w in words[index:after] if w.folded not in DETERMINERS) if kind == "description" else ()
                found.append(Phrase(word.start, words[after - 1].end, kind, head=head, governed=governed_at(words, index)))
            index = max(after, index + 1)
        else:
            index += 1
    return found


def _without_name(words: Sequence[Token], index: int, names: Mapping[int, Name], speakers: Mapping[int, Name]) -> tuple[str, int]:
    """(kind, index after) of the description or the capitalised words that begin at a word; index 0 for none."""
    after = _description(words, index, speakers)
    return ("description", after) if after else ("words", _capitals(words, index, names))


def _title_of_next(words: Sequence[Token], index: int, name: Name, speakers: Mapping[int, Name]) -> int:
    """The index of the person's name that a name only introduces (``Harbour Board chairwoman Clara Nyberg``); 0 for none.

    Before an organization's person any office may stand between, before a person's ("Nyberg campaign manager Otto Brandt") one
    must.
    """
    office, unknown = name.kind == "organization", 0
    number = index
    while number < min(index + 6, len(words)) and words[number].gap in (" ", ". ", "-"):
        word = words[number]
        if word.start in speakers:
            return number if speakers[word.start].kind == "person" and office and number > index else 0
        length = _office(words, number)
        if length:
            office = True
        elif not word.capital:
            unknown += 1
            if unknown > 1 or word.folded in vocabulary().function or word.folded.endswith(("ed", "s", "old", "aid")):
                return 0
        number += length or 1
    return 0


_GROUPS = frozenset("administration camp campaign estate family foundation government team".split())


def _group_of(words: Sequence[Token], index: int, name: Name) -> int:
    """The index after ``Brandt campaign`` and ``Brandt campaign spokesman``, which are not Brandt; 0 for none."""
    after = index
    while after < len(words) and words[after].gap == " " and (words[after].folded in _GROUPS or (after > index and _office(words, after))):
        after += 1
    return after if name.kind == "person" and after > index else 0


def _capitals(words: Sequence[Token], index: int, names: Mapping[int, Name]) -> int:
    """The index after a run of capitalised words that no rule could name, such as a surname alone; 0 for none."""
    after = index
    while after < len(words) and words[after].capital and words[after].start not in names and (after == index or words[after].gap == " "):
        after += 1
    first = words[index].folded
    shouted = words[index].text.isupper() and len(words[index].text) > 3  # a dateline or a headline, more often than a name
    return 0 if after == index or shouted or first in vocabulary().never or first in vocabulary().function else after


def _with_title(words: Sequence[Token], index: int) -> int:
    """The index of the first word of the titles, offices and adjectives before a name."""
    known = vocabulary()
    while (
        index
        and (words[index - 1].capital or (words[index - 1].folded,) in known.offices or words[index - 1].folded in known.honorifics)
        and words[index].gap in (" ", ". ")
    ):
        index -= 1
    return index


def governed_at(words: Sequence[Token], index: int) -> bool:
    before = index - 1
    while before >= 0 and words[before].folded in DETERMINERS:
        before -= 1
    return before >= 0 and words[before].folded in PREPOSITIONS and not any(mark in words[before + 1].gap for mark in ",;:")


def _description(words: Sequence[Token], index: int, names: Mapping[int, Name]) -> int:
    """The index after a description of an office holder that begins here (``the Foreign Minister of …``); 0 for none.

    It begins with a determiner or a capital letter.
    """
    first = words[index]
    if first.folded not in DETERMINERS and first.folded in vocabulary().never and (first.folded,) not in vocabulary().offices:
        return 0
    for number in range(index, min(index + 7, len(words))):
        word = words[number]
        if number > index and (word.start in names or not _NO_BREAK.issuperset(word.gap)):
            return 0
        if length := _office(words, number):
            return _complement(words, number + length, names)
        if word.folded in PREPOSITIONS and word.folded != "of":
            return 0
    return 0


@lru_cache(maxsize=1)
def _offices() -> dict[str, list[tuple[str, ...]]]:
    """The words of each office, in the singular and the plural, by the first of them, the longest before the others."""
    found: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for office in vocabulary().offices:
        for form in (office, (*office[:-1], f"{office[-1]}s")):
            found[form[0]].add(form)
    return {first: sorted(forms, key=lambda form: (-len(form), form)) for first, forms in found.items()}


def _office(words: Sequence[Token], index: int) -> int:
    """How many words the office or role that begins at a word has; 0 for none."""
    for form in _offices().get(words[index].folded, ()):
        if len(form) == 1 or form == tuple(word.folded for word in words[index : index + len(form)]):
            return len(form)
    return 0


def _complement(words: Sequence[Token], after: int, names: Mapping[int, Name]) -> int:
    """The index after ``of (the) X`` or ``’s X Y`` behind an office."""
    while after + 1 < len(words) and words[after].gap in (" ", "’", "'") and words[after].start not in names:
        if (
            (words[after].folded == "of" and (words[after + 1].capital or words[after + 1].folded == "the"))
            or words[after].folded == "the"
            or words[after].folded == "s"
            or (words[after].capital and words[after].gap == " ")
        ):
            after += 1
        else:
            break
    if after < len(words) and words[after].capital and words[after].gap in (" ", "-") and words[after - 1].folded in ("of", "the", "s"):
        after += 1
    while words[after - 1].folded in ("of", "the", "s"):
        after -= 1
    return after
