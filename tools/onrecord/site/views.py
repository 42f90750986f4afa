"""From the corpus to the contexts of the templates: all sorting, grouping and counting happens here, never in a template."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any, TypeVar

from onrecord.authorities import Event, Office, Organization, Outlet, Person, Place, Topic
from onrecord.copies import relation
from onrecord.problems import all_advice
from onrecord.records import PLURALS, BlockKind, EntityKind
from onrecord.site import addresses, figures, marks, paginate, sources
from onrecord.site.contexts import (
    FIELD_LABELS,
    KIND_LABELS,
    ArticleContext,
    ArticlesContext,
    CopyLink,
    DataContext,
    DocumentRow,
    EntityContext,
    EntityPart,
    EntityRow,
    EventContext,
    FieldRow,
    HomeContext,
    IndexContext,
    Link,
    MarginNote,
    NotFoundContext,
    OccurrenceRow,
    OfficeRow,
    PersonContext,
    ProblemRow,
    ShownParagraph,
    SourceView,
    StatementRow,
    StatementsContext,
    TimelineContext,
    TimelineEntry,
)
from onrecord.site.corpus import Corpus, Document, EntityEntry, Key, Said, said_key
from onrecord.site.dates import When, term, words
from onrecord.slugs import slug

T = TypeVar("T")

_PANEL: tuple[EntityKind, ...] = ("person", "organization", "place", "event", "topic")
_ONLY_WHEN_SET = frozenset({"date_bounds", "digest_of"})
"""Fields that most documents rightly lack, so that "not stated" would say nothing."""
_DOCUMENTS_HEADINGS: Mapping[EntityKind, str] = {"person": "Where they are mentioned", "outlet": "What it published"}
_NEWEST = 6
_MOST_FREQUENT = 12


class Views:
    """The contexts of one corpus. A document's row is built once and shared by all lists."""

    def __init__(self, corpus: Corpus, site_url: str = "") -> None:
        self._corpus = corpus
        self._site_url = site_url
        self._rows = {document.slug: self._document_row(document) for document in corpus.documents}

    def home(self) -> HomeContext:
        """The front page."""
        corpus = self._corpus
        dated = [d for d in corpus.originals if d.when.dated]
        undated = [d for d in corpus.originals if not d.when.dated]
        counts = (
            _tally(("document", "documents"), "articles.html", len(corpus.documents)),
            _tally(("statement", "statements"), "statements.html", len(corpus.said)),
        )
        kinds = tuple(_tally(KIND_LABELS[kind], f"{folder}.html", len(corpus.of_kind(kind))) for kind, folder in PLURALS.items())
        return HomeContext(
            url="index.html",
            title="",
            description=f"{len(corpus.documents)} documents, {len(corpus.said)} statements: who said what, when, where, and how we know.",
            documents=len(corpus.documents),
            copies=len(corpus.documents) - len(corpus.originals),
            counts=tuple(link for link in (*counts, *kinds) if link.count),
            range=_range(dated),
            histogram=figures.histogram(d.when for d in corpus.originals),
            newest=tuple(self._rows[d.slug] for d in (*reversed(dated[-_NEWEST:]), *undated)[:_NEWEST]),
            frequent=tuple(
                (KIND_LABELS[kind][1], Link("", f"{PLURALS[kind]}.html"), frequent)
                for kind in ("person", "event", "topic")
                if (frequent := self._frequent(kind))
            ),
        )

    def articles(self) -> tuple[ArticlesContext, ...]:
        """The list of documents, newest first, the undated last."""
        documents = self._corpus.originals
        undated = [d for d in documents if not d.when.dated]
        ordered = [*reversed([d for d in documents if d.when.dated]), *undated]
        pages = paginate.newest_first([self._rows[d.slug] for d in ordered], "articles.html")
        return tuple(
            ArticlesContext(
                url=p.url,
                title=_numbered("Articles", p),
                description="Every document of the corpus, newest first.",
                section="articles",
                page=p,
                undated=len(undated),
                copies=len(self._corpus.documents) - len(documents),
            )
            for p in pages
        )

    def article(self, index: int) -> ArticleContext:
        """The page of the document at a place in the order of time."""
        document = self._corpus.documents[index]
        article, front, standoff = document.article, document.article.front, document.article.standoff
        problems = standoff.problems if standoff else ()
        shown = self._paragraphs(document)
        headline = _first(shown, "title") if _says(document, "title", front.title) else None
        standfirst = _first(shown, "subtitle") if headline and _says(document, "subtitle", front.subtitle) else None
        return ArticleContext(
            url=document.url,
            title=front.title,
            description=_summary(document),
            section="articles",
            headline=headline,
            standfirst=standfirst,
            subtitle=front.subtitle,
            title_basis=article.basis("title"),
            when=document.when,
            outlet=Link(front.outlet, self._corpus.url(self._corpus.outlet_of.get(document.slug))) if front.outlet else None,
            outlet_basis=article.basis("outlet"),
            host=front.host,
            authors=front.authors,
            digest_of=front.digest_of,
            rights=front.rights,
            language=front.language,
            paragraphs=tuple(paragraph for paragraph in shown if paragraph not in (headline, standfirst)),
            body=None if standoff else marks.numbered(article.html),
            panel=self._panel(document),
            fields=_fields(document),
            source=SourceView(
                sources.pieces(standoff.source, standoff.edits, standoff.fields), sources.cuts(standoff.source, standoff.edits)
            )
            if standoff
            else None,
            source_name=front.source,
            sha256=front.sha256,
            id=article.id,
            problems=tuple(ProblemRow(problem, all_advice().get(problem.code)) for problem in problems),
            duplicate_of=self._rows[document.slug].copy_of,
            copies=self._rows[document.slug].copies,
            earlier=self._neighbour(index, -1),
            later=self._neighbour(index, 1),
        )

    def _neighbour(self, index: int, step: int) -> Link | None:
        """The document before or after another in time, where both are dated: the order of others is not known."""
        documents, other = self._corpus.documents, index + step
        known = 0 <= other < len(documents) and documents[index].when.dated and documents[other].when.dated
        return _link(documents[other]) if known else None

    def index(self, kind: EntityKind) -> tuple[IndexContext, ...]:
        """The index of one kind of entity: by name, events by date."""
        entries = self._corpus.of_kind(kind)
        if kind == "event":
            entries = tuple(sorted(entries, key=lambda e: (_event_when(e).key, slug(e.name), e.id)))
        label = KIND_LABELS[kind][1]
        folder = PLURALS[kind]
        pages = paginate.in_order([self._entity_row(entry) for entry in entries], f"{folder}.html")
        return tuple(
            IndexContext(
                url=p.url,
                title=_numbered(label, p),
                description=f"{label} named in the corpus.",
                section=folder,
                heading=label,
                lead=_index_lead(entries),
                page=p,
                groups=(("", p.rows),) if kind == "event" else _by(p.rows, lambda row: slug(row.name)[:1].upper()),
            )
            for p in pages
        )

    def entity(self, entry: EntityEntry) -> tuple[EntityContext, ...]:
        """The pages of one entity: one, or more where its lists are long."""
        said = self._event_statements(entry) if entry.kind == "event" else entry.said
        pages: tuple[paginate.Page[None], ...] = paginate.in_order([None] * max(len(said), len(entry.occurrences)), entry.url)
        return tuple(self._entity_page(entry, said, page) for page in pages)

    def statements(self) -> tuple[StatementsContext, ...]:
        """All statements in order of time."""
        pages = paginate.in_order([self._statement_row(said) for said in self._corpus.said], "statements.html")
        return tuple(
            StatementsContext(
                url=p.url,
                title=_numbered("Statements", p),
                description="Every statement of the corpus in order of time, with its speaker and its source.",
                section="statements",
                page=p,
                groups=_by(p.rows, lambda row: str(row.when.year or "Not dated")),
            )
            for p in pages
        )

    def timeline(self) -> tuple[TimelineContext, ...]:
        """Dated events and documents in order of time; undated documents as ranges."""
        events = [e for e in self._corpus.of_kind("event") if _event_when(e).dated]
        documents = self._corpus.originals
        entries = [
            *(TimelineEntry(_event_when(e), Link(e.name, e.url), "event", _times(len(e.occurrences), "document")) for e in events),
            *(
                TimelineEntry(d.when, _link(d), "document", _carried(d, len(self._corpus.copies.get(d.article.id, ()))))
                for d in documents
                if d.when.dated
            ),
        ]
        entries.sort(key=lambda e: (e.when.key, e.kind != "event", e.label.href or ""))
        figure = figures.time_line(
            [figures.Dated(e.name, e.url, _event_when(e)) for e in events], [figures.Dated(d.title, d.url, d.when) for d in documents]
        )
        undated = [self._rows[d.slug] for d in documents if not d.when.dated]
        pages: tuple[paginate.Page[TimelineEntry | DocumentRow], ...] = paginate.in_order([*entries, *undated], "timeline.html")
        return tuple(
            TimelineContext(
                url=p.url,
                title=_numbered("Timeline", p),
                description="Events and documents in order of time.",
                section="timeline",
                figure=figure if p.number == 1 else None,
                page=p,
                groups=_by((row for row in p.rows if isinstance(row, TimelineEntry)), lambda row: str(row.when.year)),
                undated=tuple(row for row in p.rows if isinstance(row, DocumentRow)),
            )
            for p in pages
        )

    def data(self, tables: tuple[tuple[str, tuple[Link, ...], tuple[str, ...]], ...]) -> DataContext:
        """The page of downloads."""
        return DataContext(url="data.html", title="Data", description="The corpus as open data.", section="data", tables=tables)

    def not_found(self) -> NotFoundContext:
        """The page for an address that does not exist."""
        prefix = f"{self._site_url.rstrip('/')}/" if self._site_url else ""
        return NotFoundContext(url="404.html", title="Page not found", description="There is no page at this address.", prefix=prefix)

    def _document_row(self, document: Document) -> DocumentRow:
        front = document.article.front
        copies = self._corpus.copies.get(document.article.id, ())
        fuller = self._corpus.fuller(document)
        return DocumentRow(
            title=front.title,
            derived=document.article.basis("title") == "derived",
            href=document.url,
            when=document.when,
            outlet=front.outlet,
            speakers=front.speakers,
            statements=len(document.article.standoff.statements) if document.article.standoff else 0,
            digest=front.digest_of is not None,
            filter=" ".join(_filtered(d) for d in (document, *copies)).lower(),
            copies=tuple(_copy_link(copy, document, copy) for copy in copies),
            copy_of=_copy_link(document, fuller, fuller) if fuller else None,
        )

    def _statement_row(self, said: Said) -> StatementRow:
        name = said.statement.speaker_name
        return StatementRow(
            speaker=Link(self._name(said.speaker_key) or name or "", self._corpus.url(said.speaker_key))
            if name or said.speaker_key
            else None,
            kind=said.statement.kind,
            cue=said.cue,
            parts=_shown(said),
            when=said.when,
            said_on=said.when is not (said.first or said).document.when,
            first=Link(_carrier(said.first.document), said.first.url) if said.first else None,
            document=_link(said.document),
            href=said.url,
            number=said.number,
            also=tuple(Link(_carrier(copy.document), copy.url) for copy in said.also),
        )

    def _name(self, key: Key | None) -> str | None:
        entry = self._corpus.entities.get(key) if key else None
        return entry.name if entry else None

    def _frequent(self, kind: EntityKind) -> tuple[Link, ...]:
        entries = sorted(self._corpus.of_kind(kind), key=lambda e: (-len(e.occurrences), -len(e.said)))
        return tuple(Link(e.name, e.url, len(e.occurrences)) for e in entries[:_MOST_FREQUENT])

    def _paragraphs(self, document: Document) -> tuple[ShownParagraph, ...]:
        standoff = document.article.standoff
        if standoff is None:
            return ()

        def link(kind: EntityKind, id_: str) -> str | None:
            url = self._corpus.url((kind, id_))
            return f"../{url}" if url else None

        rows = {said.number: self._statement_row(said) for said in self._corpus.said_in.get(document.slug, ())}
        # A page has one title: where the source's was corrected, its words stand in the body as a line of their own.
        tags = marks.TAGS if _says(document, "title", document.title) else {**marks.TAGS, "title": "p"}
        shown = marks.paragraphs(document.article.body, standoff.blocks, standoff.statements, standoff.mentions, link, tags)
        return tuple(ShownParagraph(p.kind, p.html, _notes([rows[number] for number in p.statements])) for p in shown)

    def _panel(self, document: Document) -> tuple[tuple[str, tuple[Link, ...]], ...]:
        standoff = document.article.standoff
        groups = []
        for kind in _PANEL:
            ids = [e.id for e in standoff.entities if e.kind == kind] if standoff else []
            links = tuple(Link(self._name((kind, id_)) or id_, self._corpus.url((kind, id_))) for id_ in dict.fromkeys(ids))
            if links:
                groups.append((KIND_LABELS[kind][1], links))
        return tuple(groups)

    def _entity_row(self, entry: EntityEntry) -> EntityRow:
        return EntityRow(entry.name, entry.url, len(entry.occurrences), len(entry.said), _detail(entry))

    def _entity_page(self, entry: EntityEntry, said: Sequence[Said], page: paginate.Page[None]) -> EntityContext:
        rows = slice(page.first - 1, page.first - 1 + paginate.ROWS)
        statements = [self._statement_row(s) for s in said[rows]]
        common: dict[str, Any] = {
            "url": page.url,
            "title": _numbered(entry.name, page),
            "description": f"{entry.name}: {_times(len(entry.occurrences), 'document')}, {_times(len(said), 'statement')}.",
            "section": PLURALS[entry.kind],
            "kind_label": KIND_LABELS[entry.kind][0],
            "name": entry.name,
            "known": entry.record is not None,
            "statement_count": len(said),
            "document_count": len(entry.occurrences),
            "statements_heading": "What the participants said in these documents" if entry.kind == "event" else "Statements",
            "documents_heading": _DOCUMENTS_HEADINGS.get(entry.kind, "Documents"),
            "page": page,
            "part": EntityPart(
                tuple(row for row in statements if row.when.dated),
                tuple(row for row in statements if not row.when.dated),
                tuple(self._occurrence_row(o.document, o.paragraphs) for o in entry.occurrences[rows]),
            ),
        }
        head = self._head(entry) if page.number == 1 else {}
        match entry.kind:
            case "person":
                return PersonContext(**common, **head)
            case "event":
                return EventContext(**common, **head, when=_event_when(entry))
            case _:
                return EntityContext(**common, **head)

    def _head(self, entry: EntityEntry) -> dict[str, Any]:
        """What the first page says of the entity itself."""
        record = entry.record
        head: dict[str, Any] = {
            "note": record.note if record else None,
            "facts": self._facts(entry),
            "variants": tuple(Link(name, None, count) for name, count in entry.variants),
            "same_as": record.same_as if record else (),
        }
        if isinstance(record, Person):
            head["offices"] = tuple(self._office_row(office) for office in record.offices)
        if isinstance(record, Event):
            found = {name.casefold() for name, _ in entry.variants}
            head["terms"] = tuple(term for term in record.terms if term.casefold() not in found)
        return head

    def _occurrence_row(self, document: Document, paragraphs: tuple[int, ...], most: int = 8) -> OccurrenceRow:
        shown = tuple(Link(f"¶{n}", addresses.paragraph(document.slug, n)) for n in paragraphs[:most])
        return OccurrenceRow(self._rows[document.slug], shown, max(len(paragraphs) - most, 0))

    def _office_row(self, office: Office) -> OfficeRow:
        return OfficeRow(
            office.office,
            term(office.term) if office.term and "/" in office.term else words(office.term) if office.term else None,
            self._known("organization", office.organization),
            self._known("place", office.place),
        )

    def _known(self, kind: EntityKind, id_: str | None) -> Link | None:
        """A link to an entity that a record names; plain words where no document mentions it."""
        if id_ is None:
            return None
        record = getattr(self._corpus.authorities, PLURALS[kind]).get(id_)
        return Link(record.label if record else id_, self._corpus.url((kind, id_)))

    def _event_statements(self, entry: EntityEntry) -> tuple[Said, ...]:
        """What the event's participants said in the documents that deal with it."""
        if not isinstance(entry.record, Event):
            return ()
        documents = {o.document.slug for o in entry.occurrences}
        people = (self._corpus.entities.get(("person", id_)) for id_ in entry.record.participants)
        found = [said for person in people if person for said in person.said if said.document.slug in documents]
        return tuple(sorted(found, key=said_key))

    def _facts(self, entry: EntityEntry) -> tuple[tuple[str, tuple[Link, ...]], ...]:
        facts: list[tuple[str, tuple[Link | None, ...]]] = []
        match entry.record:
            case Organization() as record if record.place:
                facts.append(("Place", (self._known("place", record.place),)))
            case Place() as record if record.country:
                facts.append(("Country", (self._known("place", record.country),)))
            case Event() as record:
                facts.append(("Participants", tuple(self._known("person", id_) for id_ in record.participants)))
                facts.append(("Places", tuple(self._known("place", id_) for id_ in record.places)))
            case Topic() as record:
                narrower = tuple(self._known("topic", t.id) for t in self._corpus.authorities.topics.values() if t.broader == entry.id)
                facts.extend((("Broader topic", (self._known("topic", record.broader),)), ("Narrower topics", narrower)))
                facts.append(("Found by the terms", tuple(Link(t) for t in record.terms)))
            case Outlet() as record:
                facts.extend(
                    (("Place", (Link(record.place),) if record.place else ()), ("Addresses", tuple(Link(d) for d in record.domains)))
                )
                facts.append(("Role", (Link("carries articles of other outlets"),) if record.host else ()))
        shown = [(label, tuple(link for link in links if link)) for label, links in facts]
        return tuple((label, links) for label, links in shown if links)


def _fields(document: Document) -> tuple[FieldRow, ...]:
    """Every field with its evidence, in the order of :data:`FIELD_LABELS`; by hand, what the front matter has."""
    article = document.article
    if article.standoff is None:
        return ()
    rows = []
    for name in (*FIELD_LABELS, *sorted(set(article.standoff.fields) - set(FIELD_LABELS))):
        for value in article.standoff.fields.get(name, ()):
            if value.value is None and name in _ONLY_WHEN_SET and not value.rivals:
                continue
            rivals = tuple((_in_words(name, rival.value), rival.evidence) for rival in value.rivals)
            rows.append(FieldRow(FIELD_LABELS.get(name, name), _in_words(name, value.value), value.basis, value.evidence, rivals))
    return tuple(rows)


def _in_words(name: str, value: str | None) -> str | None:
    if value is None or name not in ("date", "date_bounds"):
        return value
    return When(value).words if name == "date" else When(bounds=value).words


def _event_when(entry: EntityEntry) -> When:
    return When(entry.record.date, "editor") if isinstance(entry.record, Event) and entry.record.date else When()


def _detail(entry: EntityEntry) -> str:
    match entry.record:
        case Person() as person if person.offices:
            return person.offices[0].office
        case Event() as event if event.date:
            return words(event.date)
        case Outlet() as outlet if outlet.place:
            return outlet.place
        case _:
            return ""


def _tally(nouns: tuple[str, str], href: str, count: int) -> Link:
    return Link(nouns[count != 1].lower(), href, count)


def _index_lead(entries: tuple[EntityEntry, ...]) -> str:
    known = sum(entry.record is not None for entry in entries)
    return f"{len(entries):,} in the documents; {known:,} with an authority record."


def _link(document: Document) -> Link:
    return Link(document.title, document.url)


def _filtered(document: Document) -> str:
    front = document.article.front
    return " ".join((front.title, front.outlet or "", *front.speakers, document.when.words, front.date or ""))


def _copy_link(copy: Document, fuller: Document, shown: Document) -> CopyLink:
    """A copy and the fuller document, of which one is shown to the reader of the other."""
    standoff = copy.article.standoff
    kind = (standoff.duplicate_kind if standoff else None) or "same"
    words = relation(kind, copy.article.front.date, fuller.article.front.date)
    return CopyLink(words, _link(shown), shown.article.front.outlet, shown.when)


def _carried(document: Document, copies: int) -> str:
    """Who published a document, and how many copies of it there are."""
    outlet = document.article.front.outlet or "outlet not stated"
    return outlet if not copies else f"{outlet} · +1 copy" if copies == 1 else f"{outlet} · +{copies:,} copies"


def _carrier(document: Document) -> str:
    """What tells a copy from its like: the outlet that carried it, otherwise its title."""
    return document.article.front.outlet or document.title


def _shown(said: Said) -> tuple[str, ...]:
    """The words of a statement for a list, which puts a quotation between marks: a comma before the closing one is the
    sentence's that quotes, as in “the ferry left,” she said."""
    *before, last = said.parts
    return (*before, last.rstrip(", ") if said.statement.kind == "direct" else last)


def _notes(rows: Iterable[StatementRow]) -> tuple[MarginNote, ...]:
    """One note for each speaker and day of the utterance, in the order in which they speak."""
    by_speaker: dict[tuple[Link | None, str | None], dict[str, list[int]]] = {}
    for row in rows:
        said = by_speaker.setdefault((row.speaker, row.when.words if row.said_on else None), {})
        said.setdefault(row.words, []).append(row.number)
    return tuple(
        MarginNote(speaker, said_on, tuple((words, tuple(numbers)) for words, numbers in said.items()))
        for (speaker, said_on), said in by_speaker.items()
    )


def _numbered(title: str, page: paginate.Page[Any]) -> str:
    return title if page.number == 1 else f"{title}, page {page.number} of {len(page.pages)}"


def _times(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _range(dated: list[Document]) -> str:
    years = sorted({document.when.year for document in dated if document.when.year})
    if not years:
        return ""
    return str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"


def _summary(document: Document, width: int = 200) -> str:
    """The first words of the text, after its headline."""
    start = next((block.start for block in document.blocks if block.kind == "paragraph"), 0)
    line = " ".join(document.article.body[start : start + 2 * width].split())
    return line if len(line) <= width else line[: width - 1].rsplit(" ", 1)[0] + "…"


def _says(document: Document, kind: BlockKind, words: str | None) -> bool:
    """Whether the first block of a kind says just these words."""
    block = next((block for block in document.blocks if block.kind == kind), None)
    if block is None or words is None:
        return False
    # A headline that ends in a full stop gives a title without one.
    return document.article.body[block.start : block.end].rstrip(". ").split() == words.rstrip(". ").split()


def _first(shown: Iterable[ShownParagraph], kind: BlockKind) -> ShownParagraph | None:
    return next((paragraph for paragraph in shown if paragraph.kind == kind), None)


def _by(rows: Iterable[T], key: Callable[[T], str]) -> tuple[tuple[str, tuple[T, ...]], ...]:
    return tuple((label, tuple(group)) for label, group in groupby(rows, key))
