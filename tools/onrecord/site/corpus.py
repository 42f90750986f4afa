"""The whole corpus, gathered before any page is written: documents in order of time, and what each entity occurs in.

One pass over the articles, one over the entities; nothing compares documents with each other.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from onrecord import edtf
from onrecord.articles import Article
from onrecord.authorities import Authorities, Record
from onrecord.records import Block, EntityKind, Statement
from onrecord.site import addresses
from onrecord.site.dates import When
from onrecord.slugs import slug

Key = tuple[EntityKind, str]
"""What identifies an entity: its kind and its id within the kind."""


@dataclass(frozen=True)
class Document:
    """An article in its place: its address and its time."""

    article: Article
    when: When

    @property
    def slug(self) -> str:
        """The last part of the document's address."""
        return self.article.slug

    @property
    def title(self) -> str:
        """The document's title, stated or derived."""
        return self.article.front.title

    @property
    def url(self) -> str:
        """The document's page."""
        return addresses.article(self.article.slug)

    @cached_property
    def _starts(self) -> list[int]:
        return [block.start for block in self.blocks]

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The paragraphs and headings of the body."""
        return self.article.standoff.blocks if self.article.standoff else self.article.blocks

    def paragraph(self, offset: int) -> int:
        """The number of the paragraph that holds an offset of the body, from 1."""
        return max(bisect_right(self._starts, offset), 1)


@dataclass(frozen=True, slots=True)
class Said:
    """A statement in its document. ``number`` counts the document's statements from 1; ``when`` is the day it was said,
    or where the text does not date the utterance, the document's own date."""

    document: Document
    number: int
    statement: Statement
    when: When

    @property
    def url(self) -> str:
        """Where the words of the statement begin."""
        return addresses.statement(self.document.slug, self.number)

    @property
    def parts(self) -> tuple[str, ...]:
        """The words of the statement, one string for each span of its content."""
        body = self.document.article.body
        spans = self.statement.parts or ((self.statement.start, self.statement.end),)
        return tuple(body[start:end] for start, end in spans)

    @property
    def cue(self) -> str | None:
        """The word that introduces the statement (``said``, ``noted``)."""
        return self.document.article.body[slice(*self.statement.cue)].strip() if self.statement.cue else None

    @property
    def speaker_key(self) -> Key | None:
        """The speaker as an entity, where it is known who speaks."""
        if self.statement.speaker is None:
            return None
        return self.statement.speaker_kind or "person", self.statement.speaker


@dataclass(frozen=True, slots=True)
class Occurrence:
    """An entity in a document: the paragraphs that mention it, in order."""

    document: Document
    paragraphs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class EntityEntry:
    """Everything the corpus has of one entity. Documents and statements stand in order of time."""

    kind: EntityKind
    id: str
    name: str
    record: Record | None
    variants: tuple[tuple[str, int], ...]
    """The forms that stand in the documents, each with the number of documents it stands in."""
    occurrences: tuple[Occurrence, ...]
    said: tuple[Said, ...]

    @property
    def url(self) -> str:
        """The entity's page."""
        return addresses.entity(self.kind, self.id)


@dataclass(frozen=True, slots=True)
class Corpus:
    """Documents in order of time (the undated last), entities of each kind by name, statements in order of time."""

    documents: tuple[Document, ...]
    entities: Mapping[Key, EntityEntry]
    by_kind: Mapping[EntityKind, tuple[EntityEntry, ...]]
    said: tuple[Said, ...]
    said_in: Mapping[str, tuple[Said, ...]]
    """Slug → the document's statements in its own order."""
    outlet_of: Mapping[str, Key]
    """Slug → the outlet that published the document, where it is stated."""
    by_id: Mapping[str, Document]
    copies: Mapping[str, tuple[Document, ...]]
    """Document id → the documents that are shorter copies of it."""
    authorities: Authorities

    def of_kind(self, kind: EntityKind) -> tuple[EntityEntry, ...]:
        """The entities of one kind, by name."""
        return self.by_kind.get(kind, ())

    def url(self, key: Key | None) -> str | None:
        """The page of an entity, where it has one."""
        entry = self.entities.get(key) if key else None
        return entry.url if entry else None


def gather(articles: Iterable[Article], authorities: Authorities) -> Corpus:
    """Build the indexes over all articles."""
    documents = sorted(
        (Document(a, When(a.front.date, a.basis("date"), a.front.date_bounds)) for a in articles),
        key=lambda d: (d.when.key, d.slug),
    )
    outlets = _OutletIds(authorities)
    gathered: defaultdict[Key, _Gathered] = defaultdict(_Gathered)
    said_in: dict[str, tuple[Said, ...]] = {}
    outlet_of = {d.slug: key for d in documents if (key := outlets.key(d.article)) is not None}
    for document in documents:
        _gather_entities(document, gathered, outlet_of.get(document.slug))
        said_in[document.slug] = tuple(_statements(document, gathered))
    entities = {key: _entry(key, gathered[key], authorities) for key in sorted(gathered)}
    return Corpus(
        documents=tuple(documents),
        entities=entities,
        by_kind=_by_kind(entities.values()),
        said=tuple(sorted((said for found in said_in.values() for said in found), key=said_key)),
        said_in=said_in,
        outlet_of=outlet_of,
        by_id={d.article.id: d for d in documents},
        copies=_copies(documents),
        authorities=authorities,
    )


def said_key(said: Said) -> tuple[object, ...]:
    """Orders statements by the day they were said, then by their document and their place in it."""
    return said.when.key, said.document.when.key, said.document.slug, said.number


class _Gathered:
    """What the pass over the articles collects for one entity."""

    __slots__ = ("names", "occurrences", "said", "variants")

    def __init__(self) -> None:
        self.names: Counter[str] = Counter()
        self.variants: Counter[str] = Counter()
        self.occurrences: list[Occurrence] = []
        self.said: list[Said] = []


class _OutletIds:
    """Finds the id of an outlet that an article names by its label."""

    def __init__(self, authorities: Authorities) -> None:
        self._known = {name: record.id for record in authorities.outlets.values() for name in (*record.variants, record.label)}

    def key(self, article: Article) -> Key | None:
        label = article.front.outlet
        if not label:
            return None
        found = (e.id for e in article.standoff.entities if e.kind == "outlet" and e.name == label) if article.standoff else iter(())
        return "outlet", next(found, None) or self._known.get(label) or slug(label) or "unnamed"


def _gather_entities(document: Document, gathered: defaultdict[Key, _Gathered], outlet: Key | None) -> None:
    standoff = document.article.standoff
    paragraphs: defaultdict[Key, dict[int, None]] = defaultdict(dict)
    for mention in standoff.mentions if standoff else ():
        paragraphs[mention.kind, mention.entity][document.paragraph(mention.start)] = None
    for entity in standoff.entities if standoff else ():
        entry = gathered[entity.kind, entity.id]
        entry.names[entity.name] += 1
        entry.variants.update(dict.fromkeys(entity.variants, 1))
        if entity.kind != "outlet":
            entry.occurrences.append(Occurrence(document, tuple(sorted(paragraphs[entity.kind, entity.id]))))
    if outlet is not None:
        gathered[outlet].names[document.article.front.outlet or ""] += 1
        gathered[outlet].occurrences.append(Occurrence(document, ()))


def _statements(document: Document, gathered: defaultdict[Key, _Gathered]) -> Iterable[Said]:
    standoff = document.article.standoff
    for number, statement in enumerate(standoff.statements if standoff else (), 1):
        when = When(statement.said_on, "stated") if statement.said_on and edtf.is_valid(statement.said_on) else document.when
        said = Said(document, number, statement, when)
        if said.speaker_key is not None:
            entry = gathered[said.speaker_key]
            entry.said.append(said)
            if statement.speaker_name:
                entry.names[statement.speaker_name] += 0
        yield said


def _entry(key: Key, gathered: _Gathered, authorities: Authorities) -> EntityEntry:
    kind, id_ = key
    record: Record | None = getattr(authorities, addresses.FOLDERS[kind]).get(id_)
    names = sorted(gathered.names, key=lambda name: (-gathered.names[name], name))
    return EntityEntry(
        kind=kind,
        id=id_,
        name=record.label if record else names[0] if names else id_,
        record=record,
        variants=tuple(sorted(gathered.variants.items(), key=lambda item: (-item[1], item[0]))),
        occurrences=tuple(gathered.occurrences),
        said=tuple(sorted(gathered.said, key=said_key)),
    )


def _by_kind(entries: Iterable[EntityEntry]) -> Mapping[EntityKind, tuple[EntityEntry, ...]]:
    kinds: defaultdict[EntityKind, list[EntityEntry]] = defaultdict(list)
    for entry in sorted(entries, key=lambda e: (slug(e.name), e.id)):
        kinds[entry.kind].append(entry)
    return {kind: tuple(found) for kind, found in kinds.items()}


def _copies(documents: Iterable[Document]) -> Mapping[str, tuple[Document, ...]]:
    copies: defaultdict[str, list[Document]] = defaultdict(list)
    for document in documents:
        if document.article.standoff and document.article.standoff.duplicate_of:
            copies[document.article.standoff.duplicate_of].append(document)
    return {id_: tuple(found) for id_, found in copies.items()}
