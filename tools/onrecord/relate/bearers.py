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
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for document, mention, before in self._read():
            body = document.body
            if counts(body[mention.start : mention.end]):
                titles = titles_beside(body, mention.start, mention.end, before)
                for office in (office for title in titles for office in offices_in(title)):
                    found[office][document.id] = None
                if _ADMINISTRATION.match(body, mention.end):
                    found["president"][document.id] = None
        return {office: list(ids) for office, ids in found.items()}

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
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for document, mention, _ in self._read():
            for other in _around(document, mention, "organization"):
                between = document.body[min(mention.end, other.end) : max(mention.start, other.start)]
                if len(between) <= _NEAR and "\n" not in between:
                    found[document.body[other.start : other.end]][document.id] = None
        return {name: list(ids) for name, ids in found.items()}

    @cached_property
    def countries(self) -> dict[str, list[str]]:
        """Country that stands right before its name (``Norvania's``, ``Norvanian``) or behind it (``of Norvania``) → the documents."""
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for document, mention, _ in self._read():
            before = tokens(document.body, max(0, mention.start - 40), mention.start)[-2:]
            behind = tokens(document.body, mention.end, mention.end + 40)[:3]
            told = [word for word in before if document.body[word.end : mention.start] in (" ", "'s ", "’s ")]
            told += [word for word in behind if document.body[mention.end : word.start] in (" of ", " of the ")]
            for word in told:
                if country := _countries().get(word.folded):
                    found[country][document.id] = None
        return {country: list(ids) for country, ids in found.items()}

    @cached_property
    def days(self) -> dict[str, list[str]]:
        """Day of a paragraph that names it, or of its document → the documents."""
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for document, mention, _ in self._read():
            told = [date.edtf for date in dates.find(document.body, (), *_paragraph(document, mention))]
            for day in (*told, document.date or ""):
                if len(day) == len("2000-01-01") and day.replace("-", "").isdigit():
                    found[day][document.id] = None
        return {day: list(ids) for day, ids in found.items()}

    @cached_property
    def company(self) -> dict[str, list[str]]:
        """Id of another person named in the same paragraph → the documents."""
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for document, mention, _ in self._read():
            start, end = _paragraph(document, mention)
            for other in _around(document, mention, "person"):
                if start <= other.start < end and other.entity != self.id:
                    found[other.entity][document.id] = None
        return {id_: list(ids) for id_, ids in found.items()}

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
