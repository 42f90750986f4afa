"""The whole corpus, gathered before any page is written: documents in order of time, and what each entity occurs in.

One pass over the articles, one over the entities; nothing compares documents with each other. A copy of a fuller document is
a document with a page of its own; lists and counts have the fuller one, and a statement that both hold once.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from onrecord import edtf
from onrecord.anchors import anchors
from onrecord.articles import Article
from onrecord.authorities import Authorities, Record
from onrecord.leads import lead
from onrecord.letters import letters
from onrecord.records import PLURALS, Account, Block, EntityKind, Joined, Mention, Statement
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

    @cached_property
    def mentions(self) -> list[Mention]:
        """What the body names, in order."""
        return sorted(self.article.standoff.mentions if self.article.standoff else (), key=lambda mention: mention.start)

    def mentions_between(self, start: int, end: int) -> list[Mention]:
        """The mentions that begin between two offsets, in their order."""
        first, last = (bisect_left(self.mentions, offset, key=lambda mention: mention.start) for offset in (start, end))
        return self.mentions[first:last]

    def span(self, paragraphs: range) -> tuple[int, int]:
        """Where some paragraphs, counted from 1, begin and end."""
        return self.blocks[paragraphs[0] - 1].start, self.blocks[paragraphs[-1] - 1].end

    def paragraph(self, offset: int) -> int:
        """The number of the paragraph that holds an offset of the body, from 1."""
        return max(bisect_right(self._starts, offset), 1)


@dataclass(frozen=True, slots=True)
class Said:
    """A statement in its document. ``number`` counts the document's statements from 1, ``anchor`` names it in its address;
    ``when`` is the day it was said, or where the text does not date the utterance, the document's own date. Words that an
    earlier copy of the document holds have the date that they have there, and ``first`` is the statement of that copy."""

    document: Document
    number: int
    anchor: str
    statement: Statement
    when: When
    also: tuple[Said, ...] = ()
    """The same words in copies of the document."""
    first: Said | None = None

    @property
    def url(self) -> str:
        """Where the words of the statement begin."""
        return addresses.statement(self.document.slug, self.anchor)

    @property
    def parts(self) -> tuple[str, ...]:
        """The words of the statement, one string for each span of its content."""
        body = self.document.article.body
        spans = self.statement.parts or ((self.statement.start, self.statement.end),)
        return tuple(body[start:end] for start, end in spans)

    @property
    def lead(self) -> str | None:
        """The words of the source that introduce the statement (``said``, ``has repeatedly refused``)."""
        return lead(self.document.article.body, self.statement)

    @property
    def paragraphs(self) -> range:
        """The numbers of the paragraphs in which its words stand."""
        return range(self.document.paragraph(self.statement.start), self.document.paragraph(max(self.statement.end - 1, 0)) + 1)

    def covers(self, start: int, end: int) -> bool:
        """Whether a span of the body lies within its words."""
        said = self.statement
        return said.start <= start and end <= said.end and any(f <= start and end <= t for f, t in said.parts or ((said.start, said.end),))

    @property
    def named(self) -> str | None:
        """The words of the text that name the speaker."""
        span = self.statement.speaker_span
        return " ".join(self.document.article.body[slice(*span)].split()) if span else None

    @property
    def speaker_key(self) -> Key | None:
        """The speaker as an entity, where it is known who speaks."""
        if self.statement.speaker is None:
            return None
        return self.statement.speaker_kind or "person", self.statement.speaker


@dataclass(frozen=True, slots=True)
class Occurrence:
    """An entity in a document: the paragraphs that mention it, in order, and the words that do; of an event what is told of it."""

    document: Document
    paragraphs: tuple[int, ...]
    words: tuple[str, ...] = ()
    accounts: tuple[Account, ...] = ()


class Variant(NamedTuple):
    """A form that stands in the documents, and those it stands in: in order of time, the fuller one in place of a copy."""

    name: str
    documents: tuple[Document, ...]


@dataclass(frozen=True, slots=True)
class EntityEntry:
    """Everything the corpus has of one entity. Documents and statements stand in order of time."""

    kind: EntityKind
    id: str
    name: str
    record: Record | None
    variants: tuple[Variant, ...]
    """The most frequent form first."""
    occurrences: tuple[Occurrence, ...]
    """A copy stands among them only where the fuller document does not."""
    said: tuple[Said, ...]
    about: tuple[Said, ...]
    """Statements of others whose words name it."""
    joined: tuple[tuple[Joined, Document], ...] = ()
    """Names that were found to be its own by what speaks for it, each with the document that has it, in order of time."""
    former: tuple[str, ...] = ()
    """Ids under which it was published before."""

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
    """What copies repeat stands once."""
    said_in: Mapping[str, tuple[Said, ...]]
    """Slug → all of the document's statements in its own order."""
    outlet_of: Mapping[str, Key]
    """Slug → the outlet that published the document, where it is stated."""
    by_id: Mapping[str, Document]
    by_slug: Mapping[str, Document]
    copies: Mapping[str, tuple[Document, ...]]
    """Document id → the documents that are copies of it."""
    authorities: Authorities

    @property
    def originals(self) -> tuple[Document, ...]:
        """The documents that are no copies of another, in order of time."""
        return tuple(document for document in self.documents if self.fuller(document) is None)

    def fuller(self, document: Document) -> Document | None:
        """The fullest document with the text of this one, where that is another."""
        return _fuller(document, self.by_id)

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
    by_id = {d.article.id: d for d in documents}
    gathered: defaultdict[Key, _Gathered] = defaultdict(_Gathered)
    outlet_of = {d.slug: key for d in documents if (key := outlets.key(d.article)) is not None}
    for document in documents:
        _gather_entities(document, _fuller(document, by_id) or document, gathered, outlet_of.get(document.slug))
    said_in = {document.slug: tuple(_statements(document)) for document in documents}
    copies = _copies(documents, by_id)
    said = _told_once(documents, said_in, by_id, copies)
    for one in said:
        if one.speaker_key is not None:
            gathered[one.speaker_key].said.append(one)
        for key in _named_in(one):
            gathered[key].about.append(one)
    entities = {key: _entry(key, gathered[key], authorities) for key in sorted(gathered)}
    return Corpus(
        documents=tuple(documents),
        entities=entities,
        by_kind=_by_kind(entities.values()),
        said=said,
        said_in=said_in,
        outlet_of=outlet_of,
        by_id=by_id,
        by_slug={d.slug: d for d in documents},
        copies=copies,
        authorities=authorities,
    )


def said_key(said: Said) -> tuple[object, ...]:
    """Orders statements by the day they were said, then by their document and their place in it."""
    return said.when.key, said.document.when.key, said.document.slug, said.number


class _Gathered:
    """What the pass over the articles collects for one entity."""

    __slots__ = ("about", "former", "joined", "names", "occurrences", "said", "variants")

    def __init__(self) -> None:
        self.names: Counter[str] = Counter()
        self.variants: defaultdict[str, dict[str, Document]] = defaultdict(dict)
        """Form → slug → the document it stands in; the fuller one where it stands in a copy."""
        self.occurrences: dict[str, tuple[Occurrence, str]] = {}
        """Slug → the occurrence, and the slug of the fullest document with the text."""
        self.said: list[Said] = []
        self.about: list[Said] = []
        self.joined: list[tuple[Joined, Document]] = []
        self.former: set[str] = set()


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


def _gather_entities(document: Document, fuller: Document, gathered: defaultdict[Key, _Gathered], outlet: Key | None) -> None:
    standoff = document.article.standoff
    paragraphs: defaultdict[Key, dict[int, None]] = defaultdict(dict)
    for mention in standoff.mentions if standoff else ():
        paragraphs[mention.kind, mention.entity][document.paragraph(mention.start)] = None
    accounts = standoff.accounts if standoff else ()
    for entity in standoff.entities if standoff else ():
        entry = gathered[entity.kind, entity.id]
        entry.names[entity.name] += 1
        for variant in entity.variants:
            entry.variants[variant][fuller.slug] = fuller
        entry.joined += ((joined, document) for joined in entity.joined)
        entry.former.update(entity.former)
        if entity.kind != "outlet":
            told = tuple(a for a in accounts if a.event == entity.id) if entity.kind == "event" else ()
            occurrence = Occurrence(document, tuple(sorted(paragraphs[entity.kind, entity.id])), entity.variants, told)
            entry.occurrences[document.slug] = occurrence, fuller.slug
    for statement in standoff.statements if standoff else ():
        if statement.speaker is not None and statement.speaker_name:
            gathered[statement.speaker_kind or "person", statement.speaker].names[statement.speaker_name] += 0
    if outlet is not None:
        gathered[outlet].names[document.article.front.outlet or ""] += 1
        gathered[outlet].occurrences[document.slug] = Occurrence(document, ()), fuller.slug


def _statements(document: Document) -> Iterable[Said]:
    standoff = document.article.standoff
    if standoff is None:
        return
    named = anchors(document.article.body, standoff.statements)
    for number, (anchor, statement) in enumerate(zip(named, standoff.statements, strict=True), 1):
        dated = statement.said_on and edtf.is_valid(statement.said_on)
        yield Said(document, number, anchor, statement, When(statement.said_on, statement.said_on_basis) if dated else document.when)


_SPOKEN_OF: frozenset[EntityKind] = frozenset({"person", "organization", "event", "topic"})
"""Kinds of which one asks what was said about them. Places are named in every other sentence."""


def _named_in(said: Said) -> Iterable[Key]:
    """What the words of a statement name, besides its speaker."""
    parts = said.statement.parts or ((said.statement.start, said.statement.end),)
    keys = (
        (mention.kind, mention.entity)
        for mention in said.document.mentions_between(said.statement.start, said.statement.end)
        if mention.kind in _SPOKEN_OF and any(start <= mention.start < end for start, end in parts)
    )
    return dict.fromkeys(key for key in keys if key != said.speaker_key)


def _told_once(
    documents: Iterable[Document],
    said_in: Mapping[str, tuple[Said, ...]],
    by_id: Mapping[str, Document],
    copies: Mapping[str, tuple[Document, ...]],
) -> tuple[Said, ...]:
    """All statements in order of time, those that copies repeat once: in the fullest document, with the copies beside it."""
    told: list[Said] = []
    for document in documents:
        if _fuller(document, by_id) is not None:
            continue
        group = (document, *copies.get(document.article.id, ()))
        told += _merged([said_in[member.slug] for member in group]) if len(group) > 1 else said_in[document.slug]
    return tuple(sorted(told, key=said_key))


def _merged(texts: Iterable[tuple[Said, ...]]) -> list[Said]:
    """The statements of a document and its copies; the same words of the same speaker are one, as often as one text says them.

    A copy that lost the words naming the speaker adds its place to the statement of the one who is known to have spoken.
    """
    merged: list[list[Said]] = []
    by_words: defaultdict[str, list[list[Said]]] = defaultdict(list)
    for text in texts:
        before = {words: tuple(found) for words, found in by_words.items()}
        used: set[int] = set()
        for said in text:
            words = letters("".join(said.parts))
            same = (s for s in before.get(words, ()) if id(s) not in used and said.speaker_key in (None, s[0].speaker_key))
            found = next(same, None)
            if found is None:
                found = []
                merged.append(found)
                by_words[words].append(found)
            used.add(id(found))
            found.append(said)
    return [_with_copies(*group) for group in merged]


def _with_copies(said: Said, *others: Said) -> Said:
    """A statement with the same words in copies, dated by the earliest of them: nobody said them later than they were printed."""
    earliest = min((said, *others), key=lambda one: one.when.key)
    if earliest.when.key == said.when.key:
        return replace(said, also=others)
    return replace(said, also=others, when=earliest.when, first=earliest)


def _entry(key: Key, gathered: _Gathered, authorities: Authorities) -> EntityEntry:
    kind, id_ = key
    record: Record | None = getattr(authorities, PLURALS[kind]).get(id_)
    names = sorted(gathered.names, key=lambda name: (-gathered.names[name], name))
    variants = [Variant(name, tuple(found.values())) for name, found in gathered.variants.items()]
    return EntityEntry(
        kind=kind,
        id=id_,
        name=record.label if record else names[0] if names else id_,
        record=record,
        variants=tuple(sorted(variants, key=lambda variant: (-len(variant.documents), variant.name))),
        occurrences=tuple(
            occurrence
            for slug_, (occurrence, fuller) in gathered.occurrences.items()
            if fuller == slug_ or fuller not in gathered.occurrences
        ),
        said=tuple(sorted(gathered.said, key=said_key)),
        about=tuple(gathered.about),
        joined=tuple(gathered.joined),
        former=tuple(sorted(gathered.former)),
    )


def _by_kind(entries: Iterable[EntityEntry]) -> Mapping[EntityKind, tuple[EntityEntry, ...]]:
    kinds: defaultdict[EntityKind, list[EntityEntry]] = defaultdict(list)
    for entry in sorted(entries, key=lambda e: (slug(e.name), e.id)):
        kinds[entry.kind].append(entry)
    return {kind: tuple(found) for kind, found in kinds.items()}


def _fuller(document: Document, by_id: Mapping[str, Document]) -> Document | None:
    standoff = document.article.standoff
    return by_id.get(standoff.duplicate_of) if standoff and standoff.duplicate_of else None


def _copies(documents: Iterable[Document], by_id: Mapping[str, Document]) -> Mapping[str, tuple[Document, ...]]:
    copies: defaultdict[str, list[Document]] = defaultdict(list)
    for document in documents:
        if fuller := _fuller(document, by_id):
            copies[fuller.article.id].append(document)
    return {id_: tuple(found) for id_, found in copies.items()}
