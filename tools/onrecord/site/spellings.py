"""The names of the corpus under their other spellings, for the page that searches: who asks for one finds the others too.

The index compares words without case and marks and in Latin letters, so *Brandt* and *BRANDT* are one. *Aliev* and *Aliyev*
are not: that they name one person is known from the authority records and from what the documents have been found to call
one entity. A reader who asks for a spelling is led to those that stand in the documents, and the page says so.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, product
from typing import NamedTuple

from rapidfuzz.fuzz import ratio

from onrecord.records import EntityKind
from onrecord.scripts import script
from onrecord.search.files import FOLDER
from onrecord.search.words import fold, foldings, pieces
from onrecord.site.corpus import Corpus, EntityEntry

_KINDS: tuple[EntityKind, ...] = ("person", "organization", "place")
_ALIKE = 70.0
"""Words that are as like as this (0 to 100, the share of letters in common) may be spellings of one word: *Kyiv* and *Kiev* are
(75), *turkiye* and *turkey* (77); *turkey* and *turkish* (62) are not."""
_NAMED = 3
"""Entities that the page names when it says whose names they are."""
_FULL = 4_000
"""Characters of names from which a file holds no more: a query loads one of them for each of its words."""
_CYRILLIC = "".join(map(chr, range(0x400, 0x460)))
"""The letters of today's Cyrillic alphabets: who asks in them may not find them in any text, but the names they stand for."""


def files(corpus: Corpus) -> Iterator[tuple[str, bytes]]:
    """(path, content) of the table of the spellings of a corpus."""
    entities = corpus.entities.values()
    return tables(spellings(entities), _written(entities))


def tables(found: Mapping[str, tuple[Sequence[str], Sequence[str]]], written: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """(path, content): ``names.js`` tells with which name each of the files ``names-0.js``, ``names-1.js``, … begins, and what the
    letters of names fold to; those that are written may stand in no text."""
    starts: list[str] = []
    held: dict[str, object] = {}
    size = 0
    for number, (name, (others, whose)) in enumerate(found.items(), 1):
        if not held:
            starts.append(name)
        held[name] = [others, whose[:_NAMED], max(len(whose) - _NAMED, 0)]
        size += sum(map(len, (name, *others)))
        if size >= _FULL or number == len(found):
            yield _script(f"names-{len(starts) - 1}", held)
            held, size = {}, 0
    yield _script("names", {"starts": starts, "foldings": foldings([_CYRILLIC, *written])})


def spellings(entities: Iterable[EntityEntry]) -> dict[str, tuple[list[str], list[str]]]:
    """Name or word of a name, folded → its spellings as they stand in documents, and the labels of those so called; in order.

    It does not matter which spelling is asked for: each leads to all that any of them leads to. But what two entities are both
    called by chance leads to the names of both, and these do not lead to each other.
    """
    ordered = sorted((one for one in entities if one.kind in _KINDS), key=lambda one: (-len(one.occurrences), one.kind, one.id))
    pairs = [(entity, list(_pairs(entity))) for entity in ordered]
    written: defaultdict[str, dict[str, str]] = defaultdict(dict)
    every = [pair for _, own in pairs for pair in own]
    for _, other, _ in every:
        written[other.key].setdefault(_bare(other.written), other.written)
    alike = _joined((one.key, other.key) for one, other, are_alike in every if are_alike)
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    whose: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for entity, own in pairs:
        steps = (_steps(alike[name.key]) for name, _, _ in own if name.key in alike)
        sets = _joined(chain(((one.key, other.key) for one, other, _ in own), *steps))
        for name, names in sets.items():
            found[name].update(dict.fromkeys(spelling for one in names for spelling in written.get(one, {}).values()))
            whose[name].setdefault(entity.name)
    told = sorted(name for name in found if len(found[name]) > 1 or name not in written)
    return {name: (list(found[name]), list(whose[name])) for name in told}


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
    """A name as it is written, and its words as they are compared."""

    written: str
    folded: tuple[str, ...]

    @property
    def key(self) -> str:
        """The name as it is looked for."""
        return " ".join(self.folded)

    @property
    def words(self) -> list[_Name]:
        """Each word as a name of its own."""
        return [_Name(word, (folded,)) for word, folded in zip(_words(self.written), self.folded, strict=True)]


def _pairs(entity: EntityEntry) -> Iterator[tuple[_Name, _Name, bool]]:
    """Names, and words of names, each with another spelling of it that stands in the documents; and whether these are alike.

    Names of a record that are not alike (*Bombay* and *Mumbai*) are spellings of one too, but the single name of a person names
    many others. A name that is a part of the other is none: who asks for it finds the other, or means more than it.
    """
    there = [variant.name for variant in entity.variants]
    kept = {entity.record.label, *entity.record.variants} if entity.record else set()
    names = {name: _Name(name, tuple(map(fold, _words(name)))) for name in (*there, entity.name, *sorted(kept))}
    for name, other in product(names.values(), map(names.__getitem__, there)):
        same = name.folded == other.folded
        if _bare(name.written) == _bare(other.written) if same else _holds(name.folded, other.folded) or _holds(other.folded, name.folded):
            continue
        if _alike(name.folded, other.folded):
            yield name, other, True
            yield from ((one, another, True) for one, another in _single(entity.kind, name, other))
        elif {name.written, other.written} <= kept and (entity.kind != "person" or min(len(name.folded), len(other.folded)) > 1):
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
        yield from (pair for pair in (pairs[-1:] if kind == "person" else pairs) if _bare(pair[0].written) != _bare(pair[1].written))


def _bare(name: str) -> str:
    """A name without case and marks, in its own letters: *Алиев* is written otherwise than *Aliev*, though both are compared as one."""
    return "".join(letter for letter in unicodedata.normalize("NFKD", name).casefold() if not unicodedata.combining(letter))


def _words(name: str) -> list[str]:
    return pieces(name)[1::2]


def _script(name: str, content: object) -> tuple[str, bytes]:
    return f"{FOLDER}/{name}.js", script(name, content)
