"""Who and what the documents of a folder name: for each bearer of a name the places where it stands, and what stands beside it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property

from onrecord import dates
from onrecord.annotate.knowledge import vocabulary
from onrecord.annotate.tokens import fold, tokens
from onrecord.offices import offices_in, titles_beside
from onrecord.records import Entity, EntityKind, Mention
from onrecord.vocabulary import table, values

Key = tuple[EntityKind, str]
"""What identifies a bearer: its kind and its id within the kind."""

IN = "\0"
"""What parts an id from that of its document, where the name may be another's in the next: a surname alone, "Finance Ministry"."""

_NEAR = 120
"""Characters between a name and an organization that is named with it."""
_ADMINISTRATION = re.compile(r"(?:[’']s)?\s+(?:administration|presidency)\b", re.IGNORECASE)
"""What makes a president of the one whose name stands before it."""
_REACH = 800
"""Characters before and after a name in which others are looked for: a long paragraph."""
_READ = 4
"""Mentions of one bearer in one document that are looked at: a title stands beside the first ones."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document as the search for one entity under several names sees it."""

    id: str
    body: str
    date: str | None
    entities: Sequence[Entity]
    mentions: Sequence[Mention]


@dataclass(eq=False)
class Bearer:
    """A bearer of names. ``documents`` holds, for each document that names it, the mentions there in order."""

    kind: EntityKind
    id: str
    known: bool = False
    names: Counter[str] = field(default_factory=Counter)
    """Name, as it stands in texts or as a record has it → the number of documents."""
    labels: Counter[str] = field(default_factory=Counter)
    """What the documents call it → their number."""
    documents: dict[str, tuple[Document, list[Mention]]] = field(default_factory=dict)

    @property
    def key(self) -> Key:
        """Its kind and id."""
        return self.kind, self.id

    @property
    def own_id(self) -> str:
        """The id that its name gives."""
        return self.id.partition(IN)[0]

    @property
    def is_alone(self) -> bool:
        """Whether it is somebody whom no document names in full."""
        return self.kind == "person" and not any(written_out("person", name) for name in self.names)

    @cached_property
    def label(self) -> str:
        """The name most documents have: of a person a full one, of others one written out; a name in mixed case before capitals."""
        return min(self.labels, key=lambda name: (not written_out(self.kind, name), -self.labels[name], name.isupper(), name))

    @cached_property
    def offices(self) -> dict[str, list[str]]:
        """Office that stands beside any of its names → the ids of the documents; roles that many people have are left out."""
        return self._offices(lambda _: True)

    @cached_property
    def offices_in_full(self) -> dict[str, list[str]]:
        """The same for its full names alone: whose surname it is that stands beside an office may have been misread."""
        return self._offices(lambda name: written_out(self.kind, name))

    def _offices(self, counts: Callable[[str], bool]) -> dict[str, list[str]]:
        return _by_what_they_show(
            (office, document)
            for document, mention, before in self._read()
            if counts(document.body[mention.start : mention.end])
            for office in _offices(document.body, mention, before)
        )

    @cached_property
    def gender(self) -> str:
        """``m`` or ``f`` where a title before the name tells (Mr., Mrs.); empty where none does or two disagree."""
        told = set()
        for document, mention, _ in self._read():
            last = tokens(document.body, max(0, mention.start - 12), mention.start)[-1:]
            told |= {vocabulary().honorifics.get(word.folded, "") for word in last} - {""}
        return told.pop() if len(told) == 1 else ""

    @cached_property
    def beside(self) -> dict[str, list[str]]:
        """Organization, as named → the documents in which its name stands near this one's, in the same paragraph."""
        return _by_what_they_show(
            (document.body[other.start : other.end], document)
            for document, mention, _ in self._read()
            for other in _around(document, mention, "organization")
            if _is_near(document.body, mention, other)
        )

    @cached_property
    def countries(self) -> dict[str, list[str]]:
        """Country that stands right before its name (``Norvania's``, ``Norvanian``) or behind it (``of Norvania``) → the documents."""
        return _by_what_they_show(
            (country, document) for document, mention, _ in self._read() for country in _countries_beside(document.body, mention)
        )

    @cached_property
    def days(self) -> dict[str, list[str]]:
        """Day of a paragraph that names it, or of its document → the documents."""
        return _by_what_they_show(
            (day, document)
            for document, mention, _ in self._read()
            for day in (*(date.edtf for date in dates.find(document.body, (), *_paragraph(document, mention))), document.date or "")
            if len(day) == len("2000-01-01") and day.replace("-", "").isdigit()
        )

    @cached_property
    def company(self) -> dict[str, list[str]]:
        """Id of another person named in the same paragraph → the documents."""
        return _by_what_they_show(
            (other.entity, document)
            for document, mention, _ in self._read()
            for start, end in (_paragraph(document, mention),)
            for other in _around(document, mention, "person")
            if start <= other.start < end and other.entity != self.id
        )

    def called(self, kind: EntityKind, id_: str) -> str:
        """The name of somebody or something else in the documents of this bearer."""
        entities = (entity for document, _ in self.documents.values() for entity in document.entities)
        return next((entity.name for entity in entities if (entity.kind, entity.id) == (kind, id_)), id_)

    def _read(self) -> Iterator[tuple[Document, Mention, int]]:
        """The mentions that are looked at, each with where the person's name before it ends."""
        for document, mentions in self.documents.values():
            for mention in mentions[:_READ]:
                before = max((other.end for other in _around(document, mention, self.kind) if other.end <= mention.start), default=0)
                yield document, mention, before


def _by_what_they_show(found: Iterable[tuple[str, Document]]) -> dict[str, list[str]]:
    """What documents show → the ids of the documents, each once and in order."""
    ids: dict[str, dict[str, None]] = defaultdict(dict)
    for shown, document in found:
        ids[shown][document.id] = None
    return {shown: list(those) for shown, those in ids.items()}


def _offices(body: str, mention: Mention, before: int) -> Iterator[str]:
    """The offices beside a name; ``before`` is where the name before it ends."""
    for title in titles_beside(body, mention.start, mention.end, before):
        yield from offices_in(title)
    if _ADMINISTRATION.match(body, mention.end):
        yield "president"


def _is_near(body: str, first: Mention, second: Mention) -> bool:
    between = body[min(first.end, second.end) : max(first.start, second.start)]
    return len(between) <= _NEAR and "\n" not in between


def _countries_beside(body: str, mention: Mention) -> Iterator[str]:
    before, behind = tokens(body, max(0, mention.start - 40), mention.start)[-2:], tokens(body, mention.end, mention.end + 40)[:3]
    told = [word for word in before if body[word.end : mention.start] in (" ", "'s ", "’s ")]
    told += [word for word in behind if body[mention.end : word.start] in (" of ", " of the ")]
    yield from (_countries()[word.folded] for word in told if word.folded in _countries())


@cache
def _countries() -> dict[str, str]:
    """Name or demonym of one word, folded → the country's usual name."""
    return {
        fold(form): row["label"]
        for row in table("countries")
        for form in (row["label"], *values(row["variants"]), *values(row["demonyms"]))
        if " " not in form
    }


def gather(documents: Iterable[Document], kinds: frozenset[EntityKind]) -> dict[Key, Bearer]:
    """The bearers of names of some kinds in all documents, by key."""
    found: dict[Key, Bearer] = {}
    for document in documents:
        for entity in document.entities:
            if entity.kind not in kinds:
                continue
            bearer = found.setdefault((entity.kind, entity.id), Bearer(entity.kind, entity.id, entity.known))
            bearer.names.update(sorted({entity.name, *entity.variants}))  # in one order in every run
            bearer.labels[entity.name] += 1
            bearer.documents[document.id] = document, []
        for mention in document.mentions:
            if (held := found.get((mention.kind, mention.entity))) is not None and document.id in held.documents:
                held.documents[document.id][1].append(mention)
    return found


def written_out(kind: EntityKind, name: str) -> bool:
    """Whether a name is more than a surname or an acronym."""
    return " " in name if kind == "person" else not name.replace(".", "").replace("&", "").isupper()


def _around(document: Document, mention: Mention, kind: EntityKind) -> Iterator[Mention]:
    """The mentions of a kind within reach of another one, without itself."""
    first = bisect_left(document.mentions, mention.start - _REACH, key=_start)
    for other in document.mentions[first : bisect_left(document.mentions, mention.end + _REACH, key=_start)]:
        if other.kind == kind and other is not mention:
            yield other


def _start(mention: Mention) -> int:
    return mention.start


def _paragraph(document: Document, mention: Mention) -> tuple[int, int]:
    end = document.body.find("\n", mention.end)
    return document.body.rfind("\n", 0, mention.start) + 1, len(document.body) if end < 0 else end
