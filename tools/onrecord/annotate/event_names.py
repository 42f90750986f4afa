"""How far the name of an event reaches, which names in small letters are names, and which forms are one event.

``names`` and the tagger find the capitalised part ("Summer Olympics", "World War"); here it gets the year or the number that
belongs to it, a complement ("Carnival of Magic"), and the events whose head a text writes small ("the 2004 Brandholm summit").
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from onrecord.annotate.gazetteer import Gazetteer
from onrecord.annotate.knowledge import vocabulary
from onrecord.annotate.names import Name
from onrecord.annotate.tokens import Token, Words, fold, tokens
from onrecord.records import Entity, Mention
from onrecord.slugs import slug
from onrecord.vocabulary import table
from onrecord.vocabulary import words as vocabulary_words

SMALL = "head in small letters"
"""The rule of an event whose head is written small."""
_YEAR = re.compile(r"1[4-9]\d\d|20\d\d")
_NUMBER = re.compile(r"[IVX]{1,5}|One|Two|Three|Four|Five|\d{1,3}|1[89]\d\d|20\d\d")
_ORDINAL = re.compile(r"\d{1,3}(?:st|nd|rd|th)|[IVXL]{1,6}")


@dataclass(frozen=True, slots=True)
class _Heads:
    """The heads of event-words.tsv by what they need, folded."""

    every: frozenset[str]
    documents: frozenset[str]
    """Heads that name a document as often as an event."""
    small: frozenset[str]
    """Heads that are written small behind what tells the event from others."""


@cache
def _heads() -> _Heads:
    def of(*notes: str) -> frozenset[str]:
        return frozenset(fold(row["head"]) for row in table("event-words") if row["note"] in notes)

    return _Heads(of("", "weak", "small", "document"), of("document"), of("small"))


def complete(found: Sequence[Name], words: Words, known: Gazetteer) -> list[Name]:
    """The names of a body with those of events at their full length; what is a title or a document and no event is left out.

    An event that is ``known`` by its full name has its id.
    """
    kept = []
    taken = {offset for name in found for offset in range(name.start, name.end)}
    for name in found:
        full = _with_id(_full(name, words, taken), known) if name.kind == "event" else name
        if full.kind != "event" or full.id or _is_event(full):
            kept.append(full)
    return _with_one_id(kept)


def _with_id(name: Name, known: Gazetteer) -> Name:
    own = tokens(name.text)
    entry = known.at(own, 0)
    return replace(name, id=entry[0].key[1]) if entry and entry[1] == len(own) and entry[0].key[0] == "event" else name


def _is_event(name: Name) -> bool:
    if fold(name.text) in vocabulary_words("not-events"):
        return False
    last = fold(name.text.split()[-1])
    return last not in _heads().documents or bool(_YEAR.search(name.text))


def _full(name: Name, words: Words, taken: set[int]) -> Name:
    """A name with the year or ordinal before it, and the number or the complement behind it."""
    block = words.block(name.start)
    first = bisect_left(block, name.start, key=lambda word: word.start)
    after = bisect_left(block, name.end, key=lambda word: word.start)
    if first and block[first].gap == " " and _YEAR.fullmatch(block[first - 1].text) and block[first - 1].start not in taken:
        first -= 1
    if after < len(block) and block[after].gap == " " and _NUMBER.fullmatch(block[after].text) and block[after].start not in taken:
        after += 1
    elif " of " not in name.text and name.rule == "word of an event":
        after = _complement(block, after, taken)
    start, end = block[first].start, block[after - 1].end
    if (start, end) == (name.start, name.end):
        return name
    return replace(name, start=start, end=end, text=words.line(start, end), id=None)  # one of a known series is no longer all of it


def _complement(block: Sequence[Token], after: int, taken: set[int]) -> int:
    """The index after ``of (the) Capitalised Words`` that no other name has; the index itself where none follows."""
    here = after
    if here >= len(block) or block[here].text != "of" or block[here].gap != " ":
        return after
    here += 1
    if here < len(block) and block[here].text == "the":
        here += 1
    first = here
    while here < len(block) and block[here].gap == " " and block[here].capital and block[here].start not in taken:
        here += 1
    return here if here > first else after


def _with_one_id(names: Sequence[Name]) -> list[Name]:
    """The short forms of an event under the id of the one longer form that they end: ``Reed War`` of ``Great Reed War``."""
    ids = {name.text: name.id or slug(name.text) for name in names if name.kind == "event"}
    events = {text: tuple(fold(text).split()) for text in ids}
    whole: dict[str, str] = {}
    for text, short in events.items():
        longer = {other for other, full in events.items() if len(full) > len(short) > 1 and _is_short_form(short, full)}
        longest = max(longer, key=lambda other: (len(events[other]), other), default=None)
        if longest and all(_is_short_form(events[other], events[longest]) for other in longer - {longest}):
            whole[text] = ids[longest]
    return [replace(name, id=whole[name.text]) if name.kind == "event" and not name.id and name.text in whole else name for name in names]


def _is_short_form(short: Sequence[str], full: Sequence[str]) -> bool:
    """Whether a name leaves out the beginning or the end of another: a year, a region, a complement."""
    return tuple(full[-len(short) :]) == tuple(short) or tuple(full[: len(short)]) == tuple(short)


# ---- heads in small letters ----------------------------------------------------------------------------------------------


def small(words: Words, names: Mapping[int, Name], known: Sequence[tuple[int, int]]) -> tuple[list[Entity], list[Mention]]:
    """Events whose head is written small: behind a year and a capitalised word, or behind one where the head says enough.

    ``the 2004 Brandholm summit``, ``the Holm earthquake``. The names inside stay what they are. ``names`` are those by offset;
    what overlaps with a ``known`` span is an event already.
    """
    found: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for block in words.blocks:
        for first, after in _in_block(block, names):
            start, end = block[first].start, block[after - 1].end
            if not any(start < last and begins < end for begins, last in known):
                found[words.line(start, end)].append((start, end))
    entities = [Entity("event", slug(text), text, (text,)) for text in found]
    mentions = [Mention(start, end, "event", slug(text), SMALL) for text, spans in found.items() for start, end in spans]
    return _once(entities), mentions


def _once(entities: Sequence[Entity]) -> list[Entity]:
    """Each event once, with the forms of its name."""
    found: dict[str, Entity] = {}
    for entity in entities:
        before = found.setdefault(entity.id, entity)
        found[entity.id] = replace(before, variants=tuple(dict.fromkeys((*before.variants, *entity.variants))))
    return list(found.values())


_FARTHEST = 5
"""Words before the head."""


def _in_block(block: Sequence[Token], names: Mapping[int, Name]) -> Iterator[tuple[int, int]]:
    for number, word in enumerate(block):
        if word.capital or word.folded not in _heads().every or not number or word.gap != " ":
            continue
        first = number
        while first > max(number - _FARTHEST, 0) and block[first].gap in (" ", "-", "–") and _is_part(block[first - 1]):
            first -= 1
        if first and block[first].gap == " " and _YEAR.fullmatch(block[first - 1].text):
            first -= 1
        dated = bool(_YEAR.fullmatch(block[first].text)) and number - first > 1
        if number == first or not (dated or (word.folded in _heads().small and _tells(block, first, names))):
            continue
        if number + 1 < len(block) and block[number + 1].gap == " " and block[number + 1].folded in _MORE:
            continue
        yield first, number + 1


_MORE = frozenset("crimes crime criminal criminals veteran veterans effort zone victims survivors relief memorial museum".split())
"""Words behind a head that make it a part of something else: war crimes, earthquake victims."""


def _is_part(word: Token) -> bool:
    return word.capital and word.folded not in vocabulary().function


def _tells(block: Sequence[Token], first: int, names: Mapping[int, Name]) -> bool:
    """Whether the capitalised words before a head tell which event it is: a place or a name, no word that begins the sentence."""
    word = block[first]
    name = names.get(word.start)
    if name is not None:
        return name.kind in ("place", "event")
    begins = first == 0 or any(mark in word.gap for mark in '.!?:“"')
    return not begins and not (word.folded in vocabulary().never and not _ORDINAL.fullmatch(word.text))
