"""The frozen records that pass between the stages; each stage wraps the record of the one before.

Offsets count Unicode code points. ``start``/``end`` of evidence point into the source's text (the decoded file, or the
text as read for HTML); ``start``/``end`` of mentions and statements point into the body, and ``Cleaned.text`` maps one
to the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from onrecord.edits import EditedText

Basis = Literal["stated", "derived", "inferred", "editor", "none"]
"""How a value is known: its words stand in the source; it was built from such words; it was argued from other facts;
a person entered it; or it is not known."""

EntityKind = Literal["person", "organization", "place", "event", "topic", "outlet"]
PLURALS: Mapping[EntityKind, str] = {
    "person": "people",
    "organization": "organizations",
    "place": "places",
    "event": "events",
    "topic": "topics",
    "outlet": "outlets",
}
"""Kind of entity → its name in the plural: its file of authority records, its folder on the site, its key in the data."""

SINGULARS: Mapping[str, EntityKind] = {plural: kind for kind, plural in PLURALS.items()}
"""The same the other way round: file → kind."""
StatementKind = Literal["direct", "indirect"]
StatementField = Literal["speaker", "kind", "said_on", "event", "delete", "add"]
"""What a person may decide about a statement."""
HappeningKind = Literal["meeting", "call", "visit", "signing", "gathering"]
"""What an event is that a document describes without naming it."""
BlockKind = Literal["title", "subtitle", "heading", "paragraph"]
"""``title`` and ``subtitle`` are blocks of the body too: words are said in headlines."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words a value was read from.

    ``start`` and ``end`` are ``None`` when the words do not stand verbatim in the source's text (markup, file name).
    ``note`` is the argument, where the value does not simply stand in the words.
    """

    text: str
    rule: str
    start: int | None = None
    end: int | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """A value that was extracted: never a bare string. ``rivals`` are the candidates that lost, best first."""

    value: str | None
    basis: Basis
    evidence: tuple[Evidence, ...] = ()
    rivals: tuple[Value, ...] = ()


NOT_STATED = Value(None, "none")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a person should know about one source. ``code`` is a key of ``vocabulary/problems.yaml``."""

    code: str
    detail: str


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or heading; offsets into the text it belongs to."""

    start: int
    end: int
    kind: BlockKind = "paragraph"


@dataclass(frozen=True, slots=True)
class Markup:
    """A value that the file states for machines: ``origin`` is ``front-matter``, ``meta``, ``json-ld``, ``element`` …

    ``start`` and ``end`` are offsets into the source's text, for a value that stands there.
    """

    origin: str
    key: str
    value: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A source as read. ``name`` is its path inside the sources folder, with forward slashes.

    ``blocks`` is ``None`` for plain text, whose blocks are found by cleaning. ``markup`` is what machine-readable parts
    of the file say (front matter, HTML metadata), in order of appearance.
    """

    id: str
    name: str
    sha256: str
    format: str
    text: str
    blocks: tuple[Block, ...] | None = None
    markup: tuple[Markup, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A line set apart from the body because a rule knows what it is: a header, a signature, page furniture.

    ``label`` is what the line speaks of (``date``, ``outlet``, ``author``, ``title``, ``rights``, ``host`` …, or ``""`` for
    plain furniture); ``value_start``/``value_end`` delimit the value inside the source's text.
    """

    start: int
    end: int
    rule: str
    label: str = ""
    value_start: int = 0
    value_end: int = 0


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A source and its body: ``text.text`` is the body, blocks separated by one empty line; every cut is an edit."""

    source: Source
    text: EditedText
    blocks: tuple[Block, ...]
    lines: tuple[Line, ...] = ()

    @property
    def body(self) -> str:
        return self.text.text


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the document says of itself. ``authors`` has one value for each author."""

    title: Value
    subtitle: Value
    date: Value
    outlet: Value
    host: Value
    authors: tuple[Value, ...]
    rights: Value
    language: Value
    digest_of: Value
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Described:
    """A cleaned source with its metadata; ``blocks`` are the body's, now that title and subtitle are known."""

    cleaned: Cleaned
    metadata: Metadata
    blocks: tuple[Block, ...]


BY_PARTICIPANTS = "participants on the day of the event"
"""The rule of a mention that tells of an event without naming it: its span is the paragraph."""


RECURRING_PHRASE = "phrase that recurs in the folder"
"""The rule of a mention of a topic that neither a record nor the thesaurus has."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A span of the body that names an entity; ``entity`` is the entity's id within its kind."""

    start: int
    end: int
    kind: EntityKind
    entity: str
    rule: str


@dataclass(frozen=True, slots=True)
class Joined:
    """A name of this document that was found to be a name of the same entity as ``other``, which stands in other documents.

    ``evidence`` is what speaks for it: ``rule`` says of what sort, ``text`` are the words, ``note`` the documents they stand in.
    """

    name: str
    other: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase of the body that may recur in other documents; ``key`` is how it is compared: its words in the singular."""

    start: int
    end: int
    key: str


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, organization, place, event or topic as this document has it.

    ``name`` is the preferred label; ``variants`` are the forms that stand in the document; ``known`` says whether an
    authority record stands behind it. ``joined`` says why a name of this document is one of an entity that other documents
    call otherwise. ``former`` are ids under which it was published before: their addresses lead to it.
    """

    kind: EntityKind
    id: str
    name: str
    variants: tuple[str, ...] = ()
    known: bool = False
    joined: tuple[Joined, ...] = ()
    former: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """What one document tells of an event: when, where and who, each with the words that say so.

    ``event`` is the event's id; the values of ``places`` and ``participants`` are ids of places and people. ``start`` and
    ``end`` are the words of the body that tell of it. ``kind`` is that of an event which the document describes without
    naming it, and ``what`` the words for what was signed or attended: its label is built from them. ``lead`` says that the
    document opens with it: it is what the document reports.
    """

    event: str
    start: int
    end: int
    kind: HappeningKind | None = None
    what: str | None = None
    date: Value = NOT_STATED
    places: tuple[Value, ...] = ()
    participants: tuple[Value, ...] = ()
    lead: bool = False


@dataclass(frozen=True, slots=True)
class Revision:
    """What a person decided about a statement, why, and what the rules had read (``before``)."""

    field: StatementField
    before: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Statement:
    """An attributed utterance. Offsets point into the body.

    ``parts`` are the spans of the content (a quotation split by its cue has several; one that runs over paragraphs has
    one a paragraph), ``start``/``end`` their hull. ``rule`` says how the speaker was found; ``turn`` and ``interview`` are
    those of words that stand under a speaker's name and need no cue. ``speaker`` is the entity's id, ``speaker_name`` its
    label or, when the speaker is not resolved, the words that stand there. ``speaker_span`` are the words that name the
    source. ``said_on`` is EDTF, when the text dates the utterance itself; ``said_on_basis`` is ``inferred`` where its words
    ("on Monday") were completed from the date of the document. ``attitude`` marks what somebody believes, plans or hopes:
    an indirect statement that reports no speech. ``event`` is the id of the event at which it was said.
    """

    kind: StatementKind
    start: int
    end: int
    parts: tuple[tuple[int, int], ...]
    rule: str
    cue: tuple[int, int] | None = None
    speaker: str | None = None
    speaker_name: str | None = None
    speaker_kind: EntityKind | None = None
    speaker_span: tuple[int, int] | None = None
    said_on: str | None = None
    said_on_span: tuple[int, int] | None = None
    said_on_basis: Basis = "stated"
    attitude: bool = False
    event: str | None = None
    revisions: tuple[Revision, ...] = ()


@dataclass(frozen=True, slots=True)
class Parallel:
    """A passage of the body that says what other documents say too; ``thread`` is the id of the thread of all such passages."""

    start: int
    end: int
    thread: str


@dataclass(frozen=True, slots=True)
class Annotated:
    """A described document with the spans found in its body.

    ``bounds`` is the EDTF interval in which an undated document must lie, with the argument for each end; ``sentences`` are
    those of the body, none of which crosses a block.
    """

    described: Described
    entities: tuple[Entity, ...]
    mentions: tuple[Mention, ...]
    statements: tuple[Statement, ...]
    bounds: Value = NOT_STATED
    accounts: tuple[Account, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    sentences: tuple[tuple[int, int], ...] = ()
