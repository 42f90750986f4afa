"""What each template gets: one frozen record a template; ``views`` fills them.

Addresses in these records are relative to the site's root; a template puts ``page.root`` before them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from onrecord.cite.styles import Citation
from onrecord.fields import labels
from onrecord.problems import Advice
from onrecord.records import Basis, BlockKind, EntityKind, Evidence, Problem, Statement
from onrecord.rights.publication import Level
from onrecord.site import figures, paginate, sources
from onrecord.site.dates import When
from onrecord.site.standing import STANDING_WORDS, Standing

BASIS_WORDS: Mapping[Basis, str] = {
    "stated": "stated",
    "derived": "derived",
    "inferred": "inferred",
    "editor": "editor’s",
    "none": "not stated",
}

FIELD_LABELS = labels()
"""Field of the front matter → its label, in the order in which fields are shown."""

KIND_LABELS: Mapping[EntityKind, tuple[str, str]] = {
    "person": ("Person", "People"),
    "organization": ("Organization", "Organizations"),
    "place": ("Place", "Places"),
    "event": ("Event", "Events"),
    "topic": ("Topic", "Topics"),
    "outlet": ("Outlet", "Outlets"),
}

StatementClass = Literal["direct", "indirect", "attitude"]
"""Kind of a statement as readers tell them apart; the name of its style, its facet, and its value in corrections."""

STATEMENT_WORDS: Mapping[StatementClass, str] = {"direct": "quoted", "indirect": "reported", "attitude": "attitude"}


def kind_of(statement: Statement) -> StatementClass:
    """The kind of a statement as readers tell them apart."""
    return "attitude" if statement.attitude else statement.kind


@dataclass(frozen=True, slots=True)
class Link:
    """Words and where they lead; ``href`` is ``None`` where there is no page."""

    text: str
    href: str | None = None
    count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """What ``base.html`` needs of every page. ``section`` is the entry of the menu that the page belongs to."""

    url: str
    title: str
    description: str
    section: str = ""

    @property
    def root(self) -> str:
        """The way from this page to the site's root: empty or ``../``."""
        return "../" * self.url.count("/")


@dataclass(frozen=True, slots=True)
class CopyLink:
    """A document that is related to another by its text; ``relation`` goes before the title of the fuller one."""

    relation: str
    document: Link
    outlet: str | None
    when: When


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document in a list. ``copies`` are the other documents with its text; a copy says of what it is one (``copy_of``)."""

    title: str
    derived: bool
    href: str
    when: When
    outlet: str | None
    speakers: tuple[str, ...]
    statements: int
    digest: bool
    filter: str
    """What the filter of the list looks in: title, outlet, speakers and date in lower case, those of copies too."""
    copies: tuple[CopyLink, ...] = ()
    copy_of: CopyLink | None = None


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: a name with a page, or the words that stand there, and what is known of them."""

    text: str
    href: str | None
    standing: Standing

    @property
    def words(self) -> str:
        """What is known of a speaker who is not identified."""
        return STANDING_WORDS[self.standing]


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A statement in a list.

    ``lead`` are the words of the source that introduce it: they stand before its words wherever these are shown. ``named`` are
    the words of the text that name the speaker, where they are not the name itself; ``office`` is what the
    speaker was on that day, as the authority record has it. ``published`` is the date of the document where the statement
    has one of its own (``when``). ``citation`` can be put under a quotation as it is.
    """

    speaker: Speaker
    kind: StatementClass
    lead: str | None
    named: str | None
    office: str | None
    parts: tuple[str, ...]
    when: When
    published: When | None
    event: Link | None
    document: Link
    paragraph: int
    href: str
    anchor: str
    citation: str
    revised: tuple[str, ...] = ()
    """What a person decided about it, in words with the reason."""
    also: tuple[Link, ...] = ()
    """The same words in copies of the document."""
    first: Link | None = None
    """The copy that held the words first, where it is not this document: ``when`` is its date."""

    @property
    def words(self) -> str:
        """The kind of the statement in words."""
        return STATEMENT_WORDS[self.kind]


@dataclass(frozen=True, slots=True)
class DocumentSaid:
    """The statements of one document in a list that groups them."""

    document: Link
    outlet: str | None
    when: When
    statements: tuple[StatementRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeContext(Base):
    """``home.html``."""

    documents: int
    copies: int
    """How many of the documents are copies of others."""
    counts: tuple[Link, ...]
    range: str
    histogram: figures.Histogram
    newest: tuple[DocumentRow, ...]
    frequent: tuple[tuple[str, Link, tuple[Link, ...]], ...]
    """(label, link to the index, its most frequent entries) for people, events and topics."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlesContext(Base):
    """``articles.html``: one page of the list of documents, newest first."""

    page: paginate.Page[DocumentRow]
    undated: int
    copies: int
    """Documents that are copies of one that stands in the list."""


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A value with its evidence, as the table of the source view shows it."""

    label: str
    value: str | None
    basis: Basis
    evidence: tuple[Evidence, ...]
    rivals: tuple[tuple[str | None, tuple[Evidence, ...]], ...]
    """The values that lost, each with the words it came from."""


@dataclass(frozen=True, slots=True)
class MarginNote:
    """What one speaker says in a paragraph. ``said`` has the statements, by "quoted", "reported" and "attitude"."""

    speaker: Speaker
    when: When | None
    """The day of the utterance, where the text gives one."""
    said: tuple[tuple[str, tuple[StatementRow, ...]], ...]


@dataclass(frozen=True, slots=True)
class ShownParagraph:
    """A paragraph with notes on the statements that begin in it, and where else passages that begin in it are said."""

    kind: BlockKind
    html: Markup
    notes: tuple[MarginNote, ...]
    again: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class RightsNote:
    """What the page of a document says of its publication. ``published`` is false on a site for local reading; ``extent``
    tells how much is shown, where something is withheld."""

    level: Level
    shown: str
    published: bool
    extent: str | None
    reason: str
    words: tuple[str, ...]
    statement: Link | None


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """A problem of the document, with what it means and what a person can do about it where the table of problems says so."""

    problem: Problem
    advice: Advice | None


@dataclass(frozen=True, slots=True)
class SourceView:
    """The source's whole text with its cuts, and the table of values."""

    pieces: tuple[sources.Piece, ...]
    cuts: tuple[sources.Cut, ...]


@dataclass(frozen=True, slots=True)
class SaidCite:
    """How a statement is cited: its words, the citation, and (format, file name, address) of each download."""

    anchor: str
    text: str
    citation: str
    downloads: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class CiteBox:
    """How a document is cited, in each style; its files for reference managers; and how its statements are."""

    citations: tuple[Citation, ...]
    downloads: tuple[Link, ...]
    statements: tuple[SaidCite, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleContext(Base):
    """``article.html``. ``body`` is set instead of ``paragraphs`` for a page somebody wrote by hand.

    ``headline`` is the block of the body that holds the title, where the source has one and nobody corrected it.
    ``earlier`` and ``later`` are the neighbours in time; a document without a date has none and is none.
    """

    headline: ShownParagraph | None
    standfirst: ShownParagraph | None
    subtitle: str | None
    title_basis: Basis
    when: When
    outlet: Link | None
    outlet_basis: Basis
    host: str | None
    authors: tuple[str, ...]
    digest_of: str | None
    rights: str | None
    rights_note: RightsNote | None
    language: str | None
    paragraphs: tuple[ShownParagraph, ...]
    body: Markup | None
    panel: tuple[tuple[str, tuple[Link, ...]], ...]
    fields: tuple[FieldRow, ...]
    source: SourceView | None
    source_name: str | None
    sha256: str | None
    id: str
    tei: str
    """The file of the document in TEI."""
    problems: tuple[ProblemRow, ...]
    statements: int
    deleted: tuple[tuple[str, str], ...]
    """(words, reason) of what a person took out of the statements."""
    duplicate_of: CopyLink | None
    copies: tuple[CopyLink, ...]
    earlier: Link | None
    later: Link | None
    cite: CiteBox


_AT_A_GLANCE = 25
"""Names that a reader looks over faster than any finder."""


@dataclass(frozen=True, slots=True)
class EntityRow:
    """An entity in its index; the second part of its name is what it is filed under."""

    name: tuple[str, str, str]
    href: str
    documents: int
    statements: int
    detail: str


@dataclass(frozen=True, slots=True)
class IndexGroup:
    """The entries of one page under one heading (a letter, a year, a number of documents); ``anchor`` is the heading's id."""

    heading: str
    anchor: str
    rows: tuple[EntityRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexContext(Base):
    """``index_of.html``: one page of a list of entities of one kind: all of them in some order, or those with something in common.

    ``address`` is that of the list's first page, ``name`` that of the kind in addresses. ``jumps`` lead to each heading of the
    list, on whichever page it begins.
    """

    heading: str
    total: int
    known: int
    """How many of the list have an authority record."""
    address: str
    name: str
    order: str
    """``by-name``, ``by-date`` or ``by-frequency``: the name of its style."""
    orders: tuple[Link, ...]
    facets: tuple[Link, ...]
    everything: Link
    jumps: tuple[Link, ...]
    page: paginate.Page[tuple[str, EntityRow]]
    groups: tuple[IndexGroup, ...]

    @property
    def long(self) -> bool:
        """Whether the index is more than a reader sees at a glance: a short one needs no means to find a name in it."""
        return self.everything.count > _AT_A_GLANCE


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """An office with its term in words."""

    office: str
    term: str | None
    organization: Link | None
    place: Link | None


@dataclass(frozen=True, slots=True)
class OccurrenceRow:
    """A document in which an entity occurs, with the paragraphs that mention it; ``words`` say by what words it is found there."""

    document: DocumentRow
    paragraphs: tuple[Link, ...]
    more: int
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Places:
    """Documents to which a row leads, at most a few of them; ``more`` is the number of the others."""

    links: tuple[Link, ...]
    more: int = 0

    @property
    def count(self) -> int:
        """The number of all documents."""
        return len(self.links) + self.more


@dataclass(frozen=True, slots=True)
class VariantRow:
    """A form of a name as documents have it. ``everywhere`` is set where all documents that name the entity have it."""

    text: str
    documents: Places
    everywhere: bool


@dataclass(frozen=True, slots=True)
class JoinRow:
    """Two names that were found to be of one, and each thing that speaks for it, with the documents where it stands."""

    name: str
    other: str
    reasons: tuple[tuple[str, Places], ...]


@dataclass(frozen=True, slots=True)
class CompanionRow:
    """An entity named in the same paragraphs: in how many, in how many chance would have put both, and the documents."""

    label: Link
    paragraphs: int
    expected: str
    documents: Places


@dataclass(frozen=True, slots=True)
class EntityPart:
    """The rows on one page of an entity's list of statements and documents."""

    said: tuple[tuple[str, tuple[DocumentSaid, ...]], ...]
    """(year, its documents with what is said in them), the undated last."""
    about: tuple[tuple[str, tuple[DocumentSaid, ...]], ...]
    """The same of what others said about it."""
    documents: tuple[OccurrenceRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityContext(Base):
    """``entity.html``, and what the pages of people and events add to.

    ``page`` cuts long lists. What describes the entity itself (``note``, ``facts`` from the authority record, ``variants``,
    ``same_as`` and what the templates of a kind add) stands on the first page alone and is empty on the others.
    """

    kind_label: str
    id: str
    name: str
    known: bool
    statement_count: int
    about_count: int
    document_count: int
    statements_heading: str
    about_heading: str
    documents_heading: str
    page: paginate.Page[None]
    part: EntityPart
    note: str | None = None
    concordance: Link | None = None
    """Its mentions in their context, where it is among the most frequent."""
    facts: tuple[tuple[str, tuple[Link, ...]], ...] = ()
    variants: tuple[VariantRow, ...] = ()
    joins: tuple[JoinRow, ...] = ()
    """Why names of different documents were taken for one entity's."""
    same_as: tuple[str, ...] = ()
    over_time: figures.OverTime | None = None
    """The documents that name it and what it said, over time."""
    citations: tuple[Link, ...] = ()
    """Files with the citations of its documents."""
    companions: tuple[tuple[str, tuple[CompanionRow, ...]], ...] = ()
    """(label of a kind, what is named together with it, the closest first)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonContext(EntityContext):
    """``person.html``."""

    offices: tuple[OfficeRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A document whose account of an event is set beside others; ``source`` is its outlet, or its title where none is stated.

    ``label`` is the source, with its date where another document has the same.
    """

    source: str
    label: str
    document: Link
    when: When
    outlet: bool


@dataclass(frozen=True, slots=True)
class Told:
    """What a document says of one fact of an event: its words, how they were understood, and where they lead."""

    text: str
    href: str | None = None
    when: When | None = None
    note: str | None = None
    words: str | None = None
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class FactRow:
    """One fact of an event as each document has it; ``differ`` where what they state contradicts."""

    label: str
    cells: tuple[tuple[Told, ...], ...]
    differ: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the words of a statement; ``own`` where no other document of the row has them."""

    text: str
    own: bool


@dataclass(frozen=True, slots=True)
class SaidCell:
    """The words of one statement, or of some of its sentences, in one document."""

    pieces: tuple[Piece, ...]
    kind: StatementClass
    lead: str | None
    href: str
    paragraph: int

    @property
    def words(self) -> str:
        """The kind of the statement in words."""
        return STATEMENT_WORDS[self.kind]


@dataclass(frozen=True, slots=True)
class SaidRow:
    """One thing said, in each document that reports it; ``only`` is the source where that is one."""

    speaker: Speaker
    cells: tuple[tuple[SaidCell, ...], ...]
    only: str | None
    sources: int


@dataclass(frozen=True, slots=True)
class Synopsis:
    """The accounts of an event side by side, in order of publication; ``beside`` where each has room for a column."""

    columns: tuple[Column, ...]
    facts: tuple[FactRow, ...]
    said: tuple[SaidRow, ...]
    left_out: int
    beside: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EventContext(EntityContext):
    """``event.html``: a neutral label, and the sources' own terms beside it; ``terms`` are those that stand in no document here.

    An event without an authority record is called by the sources' words for it, or, where they only describe it, by a label built
    from who, where and when (``built``). ``synopsis`` sets the accounts of several documents side by side.
    """

    when: When
    built: bool = False
    terms: tuple[str, ...] = ()
    synopsis: Synopsis | None = None

    @property
    def in_synopsis(self) -> bool:
        """Whether the synopsis has all that was said, so that no list of it need follow."""
        return self.synopsis is not None and not self.synopsis.left_out


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementsContext(Base):
    """``statements.html``: one page of all statements in order of time."""

    page: paginate.Page[StatementRow]
    groups: tuple[tuple[str, tuple[StatementRow, ...]], ...]


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """A dated event or document."""

    when: When
    label: Link
    kind: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineContext(Base):
    """``timeline.html``: one page of dated entries in order of time and, after them, of undated documents.

    The figure stands on the first page.
    """

    figure: figures.TimeLine | None
    page: paginate.Page[TimelineEntry | DocumentRow]
    groups: tuple[tuple[str, tuple[TimelineEntry, ...]], ...]
    undated: tuple[DocumentRow, ...]


@dataclass(frozen=True, slots=True)
class Paste:
    """The exact text to paste and the file where it goes; ``condition`` is set where it holds one of several answers."""

    file: str
    text: str
    condition: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a document in their context, and where they stand."""

    before: str
    words: str
    after: str
    where: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Something for a person to decide: why, where it can be looked at, what to do, and how much it touches."""

    title: str
    evidence: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    more: int = 0
    """Documents besides those that are linked."""
    places: tuple[str, ...] = ()
    """Hand-kept files to look at."""
    pastes: tuple[Paste, ...] = ()
    passages: tuple[Passage, ...] = ()
    commands: tuple[str, ...] = ()
    statements: int = 0
    documents: int = 0
    doubt: int = 1

    @property
    def gain(self) -> float:
        """The statements and documents that the decision would settle, less where there is doubt: by this it is ranked."""
        return (self.statements + self.documents) / self.doubt


@dataclass(frozen=True, slots=True)
class Stack:
    """Decisions of one sort, those that would improve most first; ``more`` are not shown."""

    id: str
    heading: str
    lead: str
    decisions: tuple[Decision, ...]
    more: int
    gain: float
    command: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CurationContext(Base):
    """``curation.html``, which local builds alone have: what needs a decision, by sort."""

    stacks: tuple[Stack, ...]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchContext(Base):
    """The page that searches. ``copies`` of the documents are left out; ``shown`` says how much of the others can be searched, where that
    is not everything; ``lists`` are where a reader without scripts can look instead."""

    documents: int
    copies: int
    shown: str | None
    lists: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcordanceContext(SearchContext):
    """The page of concordances. ``rendered`` are those that stand on pages of their own: for each kind its label and its names."""

    rendered: tuple[tuple[str, tuple[Link, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFoundContext(Base):
    """``404.html``; ``prefix`` is the site's absolute address when that is known, for the page is shown at any depth."""

    prefix: str

    @property
    def root(self) -> str:
        return self.prefix
