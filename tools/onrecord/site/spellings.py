"""The names of the corpus under their other spellings, for the page that searches: who asks for one finds the others too.

The index compares words without case and marks, each in its own script, so *Brandt* and *BRANDT* are one. *Aliev*, *Aliyev* and
*Алиев* are not: that they name one person is known from the authority records and from what the documents have been found to call
one entity. A reader who asks for a spelling is led to those that stand in the documents, and the page says so. Names of all scripts
are looked for by their Latin letters, so that who asks for *Алиев* is led to *Aliev* where no record has it in Cyrillic. Most names
stand in Latin letters and in one spelling only: they are kept apart, and are loaded where somebody asks in other letters.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from itertools import chain, product
from typing import NamedTuple

from rapidfuzz.fuzz import ratio

from onrecord.records import EntityKind
from onrecord.scripts import script
from onrecord.search.files import FOLDER
from onrecord.search.words import fold, foldings, pieces, romanizations, romanize
from onrecord.site.corpus import Corpus, EntityEntry

_KINDS: tuple[EntityKind, ...] = ("person", "organization", "place")
_ALIKE = 70.0
"""Words that are as like as this (0 to 100, the share of letters in common) may be spellings of one word: *Kyiv* and *Kiev* are
(75), *turkiye* and *turkey* (77); *turkey* and *turkish* (62) are not."""
_NAMED = 3
"""Entities that the page names when it says whose names they are."""
_FULL = 4_000
"""Characters of names from which a file holds no more: a query loads one of them for each of its words."""
_ASKED_IN = "".join(
    map(chr, chain(*(range(*ends) for ends in ((0x3B1, 0x3CA), (0x430, 0x460), (0x490, 0x492), (0x561, 0x587), (0x10D0, 0x10F1)))))
)
"""The folded letters of Greek, of today's most used Cyrillic alphabets, of Armenian and Georgian: no text and no record may hold them,
but a reader may ask for a name in them."""
Rows = Mapping[str, tuple[Sequence[str], Sequence[str]]]
"""Name or word of a name, folded and in Latin letters → its spellings as they stand in documents, and the labels of those so called."""


def files(corpus: Corpus) -> Iterator[tuple[str, bytes]]:
    """(path, content) of the table of the spellings of a corpus."""
    entities = corpus.entities.values()
    found = spellings(entities)
    return tables(found, in_latin(entities, found), _written(entities))


def tables(found: Rows, latin: Rows, written: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """(path, content): ``names.js`` tells with which name each of the files ``names-0.js``, ``names-1.js``, … begins, and what the
    letters of names fold to; ``letters.js`` the same of those for who asks in other than Latin letters, and which of these stand for
    the others. Names that are ``written`` may stand in no text."""
    names = [*written]
    starts = yield from _rows("names", found)
    yield _script("names", {"starts": starts, "foldings": foldings(names)})
    starts = yield from _rows("letters", latin)
    yield _script("letters", {"starts": starts, "latin": romanizations([_ASKED_IN, *map(fold, names)])})


def _rows(kind: str, found: Rows) -> Generator[tuple[str, bytes], None, list[str]]:
    """Files of a kind; returns with which name each begins."""
    starts: list[str] = []
    held: dict[str, object] = {}
    size = 0
    for number, (name, (others, whose)) in enumerate(found.items(), 1):
        if not held:
            starts.append(name)
        held[name] = [others, whose[:_NAMED], max(len(whose) - _NAMED, 0)]
        size += sum(map(len, (name, *others)))
        if size >= _FULL or number == len(found):
            yield _script(f"{kind}-{len(starts) - 1}", held)
            held, size = {}, 0
    return starts


def spellings(entities: Iterable[EntityEntry]) -> dict[str, tuple[list[str], list[str]]]:
    """The rows of names that have several spellings, a record, or other than Latin letters; in order.

    It does not matter which spelling is asked for: each leads to all that any of them leads to. But what two entities are both
    called by chance leads to the names of both, and these do not lead to each other.
    """
    pairs = [(entity, list(_pairs(entity))) for entity in _ordered(entities)]
    written: defaultdict[str, dict[str, str]] = defaultdict(dict)
    every = [pair for _, own in pairs for pair in own]
    for _, other, _ in every:
        written[other.key].setdefault(" ".join(other.folded), other.written)
    alike = _joined((one.key, other.key) for one, other, are_alike in every if are_alike)
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    whose: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for entity, own in pairs:
        steps = (_steps(alike[name.key]) for name, _, _ in own if name.key in alike)
        sets = _joined(chain(((one.key, other.key) for one, other, _ in own), *steps))
        for name, names in sets.items():
            found[name].update(dict.fromkeys(spelling for one in names for spelling in written.get(one, {}).values()))
            whose[name].setdefault(entity.name)
    return {name: (list(found[name]), list(whose[name])) for name in sorted(found)}


def in_latin(entities: Iterable[EntityEntry], known: Rows) -> dict[str, tuple[list[str], list[str]]]:
    """The rows of names that stand in Latin letters, and of each word of such a name of a person, with what is ``known`` of them
    already; in order. Who asks in Latin letters needs none of them. A letter alone is none: *I* is a word, and *и* another."""
    found: dict[str, tuple[list[str], list[str]]] = {}
    for entity in _ordered(entities):
        for name in (_named(variant.name) for variant in entity.variants):
            for one in (name, *name.words) if entity.kind == "person" else (name,):
                others, labels = known.get(one.key, ((), ()))
                if len(one.key) > 1 and one.folded == one.latin and one.folded not in (_named(other).folded for other in others):
                    whose = found.setdefault(one.key, ([one.written, *others], [*labels]))[1]
                    whose += [entity.name] if entity.name not in whose else []
    return {name: found[name] for name in sorted(found)}


def _ordered(entities: Iterable[EntityEntry]) -> list[EntityEntry]:
    """Those whose names are told, the most mentioned first."""
    return sorted((one for one in entities if one.kind in _KINDS), key=lambda one: (-len(one.occurrences), one.kind, one.id))


def _joined(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Each of some names → all that pairs lead to from it, itself among them, in the order in which they were met."""
    sets: dict[str, list[str]] = {}
    for one, other in pairs:
        a, b = (sets.setdefault(name, [name]) for name in (one, other))
        if a is not b:
            a += b
            sets.update(dict.fromkeys(b, a))
    return sets


def _steps(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    return ((names[0], name) for name in names[1:])


class _Name(NamedTuple):
    """A name as it is written, its words as they are compared, and these in Latin letters."""

    written: str
    folded: tuple[str, ...]
    latin: tuple[str, ...]

    @property
    def key(self) -> str:
        """The name as it is looked for."""
        return " ".join(self.latin)

    @property
    def words(self) -> list[_Name]:
        """Each word as a name of its own."""
        return [_named(word) for word in _words(self.written)]


def _pairs(entity: EntityEntry) -> Iterator[tuple[_Name, _Name, bool]]:
    """Names, and words of names, each with another spelling of it that stands in the documents; and whether these are alike.

    Names of a record that are not alike (*Bombay* and *Mumbai*) are spellings of one too, but the single name of a person names
    many others. A name that is a part of the other is none: who asks for it finds the other, or means more than it. Names that a
    record has, and names in other than Latin letters, are spellings of themselves: who asks in another script finds them.
    """
    there = [variant.name for variant in entity.variants]
    kept = {entity.record.label, *entity.record.variants} if entity.record else set()
    names = {name: _named(name) for name in (*there, entity.name, *sorted(kept))}
    for name, other in product(names.values(), map(names.__getitem__, there)):
        if name.folded == other.folded:
            if kept or name.folded != name.latin:
                yield name, other, True
                yield from ((one, one, True) for one in name.words[-1:] if entity.kind == "person")
        elif name.key != other.key and (_holds(name.latin, other.latin) or _holds(other.latin, name.latin)):
            continue
        elif _alike(name.latin, other.latin):
            yield name, other, True
            yield from ((one, another, True) for one, another in _single(entity.kind, name, other))
        elif {name.written, other.written} <= kept and (entity.kind != "person" or min(len(name.latin), len(other.latin)) > 1):
            yield name, other, False


def _written(entities: Iterable[EntityEntry]) -> Iterator[str]:
    """The names that authority records have, whether they stand in a document or not."""
    return (name for entity in entities if entity.record for name in (entity.record.label, *entity.record.variants))


def _holds(words: tuple[str, ...], others: tuple[str, ...]) -> bool:
    return any(words[at : at + len(others)] == others for at in range(len(words) - len(others) + 1))


def _alike(words: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Whether two names are the same word by word; what only adds an ending is another word and no spelling."""
    return len(words) == len(others) and all(
        a == b or (not a.startswith(b) and not b.startswith(a) and ratio(a, b) >= _ALIKE) for a, b in zip(words, others, strict=True)
    )


def _single(kind: EntityKind, name: _Name, other: _Name) -> Iterator[tuple[_Name, _Name]]:
    """The words that differ, where they may stand for the name alone: of people the last one."""
    if len(name.folded) > 1:
        pairs = list(zip(name.words, other.words, strict=True))
        yield from (pair for pair in (pairs[-1:] if kind == "person" else pairs) if pair[0].folded != pair[1].folded)


def _named(name: str) -> _Name:
    folded = tuple(map(fold, _words(name)))
    return _Name(name, folded, tuple(map(romanize, folded)))


def _words(name: str) -> list[str]:
    return pieces(name)[1::2]


def _script(name: str, content: object) -> tuple[str, bytes]:
    return f"{FOLDER}/{name}.js", script(name, content)
