"""The data with which a reader finds statements: an index of facets, the words, and the rows, as classic scripts.

A page opened from a folder may not fetch a file, but it may load a script: each file calls ``onrecord.receive`` with its name
and its content. The index holds a few numbers a statement and is loaded first; words are loaded when somebody looks for
words, rows when they are shown. So a reader of ten thousand statements loads what the answer needs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from onrecord.records import EntityKind
from onrecord.scripts import script
from onrecord.site import addresses
from onrecord.site.contexts import STATEMENT_WORDS, kind_of
from onrecord.site.corpus import Corpus, Key, Said
from onrecord.site.standing import STANDING_WORDS, Standing, standing

ROWS = 25
"""Rows in a file: about 40 KB."""
WORDS = 1000
"""Statements whose words are in a file: about 200 KB."""

FACETS: Mapping[str, str] = {"speaker": "Speaker", "kind": "Kind", "year": "Year", "topic": "Topic", "event": "Event"}
"""Facet, as it stands in the address of what was found → its label."""

FOLDER = "data/statements"


def files(corpus: Corpus, row: Callable[[Said], str]) -> Iterator[tuple[str, bytes]]:
    """(path, content) of every file; ``row`` gives a statement as HTML, with addresses from the site's root."""
    said = corpus.said
    yield _script("index", _index(corpus))
    for number, part in enumerate(_cut(said, WORDS)):
        yield _script(f"words-{number}", [_words(one) for one in part])
    for number, part in enumerate(_cut(said, ROWS)):
        yield _script(f"rows-{number}", [row(one) for one in part])


def _cut(said: Sequence[Said], size: int) -> Iterator[Sequence[Said]]:
    return (said[start : start + size] for start in range(0, len(said), size))


def _script(name: str, content: object) -> tuple[str, bytes]:
    return f"{FOLDER}/{name}.js", script(name, content)


def _words(said: Said) -> str:
    return " ".join((said.lead or "", *said.parts, said.statement.speaker_name or ""))


class _Facet:
    """The values of one facet, each with its label, numbered in order of first use; and the numbers of every statement."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._labels: list[str] = []
        self.of: list[list[int]] = []

    def add(self, values: Iterable[tuple[str, str]]) -> None:
        """The (value, label) pairs of the next statement."""
        found = []
        for value, label in dict.fromkeys(values):
            if value not in self._numbers:
                self._numbers[value] = len(self._labels)
                self._labels.append(label)
            found.append(self._numbers[value])
        self.of.append(found)

    def encoded(self) -> dict[str, object]:
        """A statement with one value has its number, one without any -1, one with several a list."""
        return {
            "values": [[value, label] for value, label in zip(self._numbers, self._labels, strict=True)],
            "of": [numbers[0] if len(numbers) == 1 else numbers or -1 for numbers in self.of],
        }


def _index(corpus: Corpus) -> dict[str, object]:
    facets = {name: _Facet() for name in FACETS}
    for said in corpus.said:
        kind = kind_of(said.statement)
        facets["speaker"].add([_speaker(corpus, said)])
        facets["kind"].add([(kind, STATEMENT_WORDS[kind])])
        facets["year"].add([(str(said.when.year), str(said.when.year)) if said.when.year else ("none", "not dated")])
        facets["topic"].add(_subjects(corpus, said, "topic"))
        facets["event"].add(_subjects(corpus, said, "event"))
    return {
        "count": len(corpus.said),
        "rows": ROWS,
        "words": WORDS,
        "facets": {name: facet.encoded() for name, facet in facets.items()},
    }


def _speaker(corpus: Corpus, said: Said) -> tuple[str, str]:
    """An identified speaker by id; the others by what is known of them, for their words are of one document."""
    key = said.speaker_key
    if key is not None:
        entry = corpus.entities.get(key)
        return addresses.speaker(*key), entry.name if entry else said.statement.speaker_name or key[1]
    how: Standing = standing(said.statement.speaker_name, identified=False)
    return f"~{how}", f"({STANDING_WORDS[how]})"


def _subjects(corpus: Corpus, said: Said, kind: EntityKind) -> Iterator[tuple[str, str]]:
    """What is spoken of in the paragraphs of a statement; for an event, also where it was said."""
    found: dict[Key, None] = {}
    if kind == "event" and said.statement.event:
        found["event", said.statement.event] = None
    for mention in said.document.mentions_between(*said.document.span(said.paragraphs)):
        if mention.kind == kind:
            found[mention.kind, mention.entity] = None
    for key in found:
        entry = corpus.entities.get(key)
        yield key[1], entry.name if entry else key[1]
