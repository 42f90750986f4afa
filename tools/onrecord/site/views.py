"""From the corpus to the contexts of the templates: all sorting, grouping and counting happens here, never in a template."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any, TypeVar

from onrecord import edtf
from onrecord.articles import Article, StandOff
from onrecord.authorities import Event, Office, Organization, Outlet, Person, Place, Topic
from onrecord.copies import relation
from onrecord.problems import all_advice
from onrecord.records import PLURALS, BlockKind, EntityKind, Revision, StatementField
from onrecord.site import addresses, figures, marks, paginate, sources
from onrecord.site.contexts import (
    FIELD_LABELS,
    KIND_LABELS,
    ArticleContext,
    ArticlesContext,
    Base,
    CopyLink,
    DataContext,
    DocumentRow,
    DocumentSaid,
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
    Speaker,
    StatementRow,
    StatementsContext,
    TimelineContext,
    TimelineEntry,
    kind_of,
)
from onrecord.site.corpus import Corpus, Document, EntityEntry, Key, Said, said_key
from onrecord.site.dates import When, term, words
from onrecord.site.standing import STANDING_WORDS, standing
from onrecord.slugs import slug

T = TypeVar("T")
L = TypeVar("L", bound=Base)

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
        self._said: dict[tuple[str, int], StatementRow] = {}
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
        more = {"undated": len(undated), "copies": len(self._corpus.documents) - len(documents)}
        return _list(ArticlesContext, pages, "Articles", "Every document of the corpus, newest first.", lambda _: more)

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
            source=_source(standoff) if standoff else None,
            source_name=front.source,
            sha256=front.sha256,
            id=article.id,
            statements=len(standoff.statements) if standoff else 0,
            deleted=_deleted(article),
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
        pages = paginate.in_order([self._entity_row(entry) for entry in entries], f"{PLURALS[kind]}.html")

        def more(rows: Sequence[EntityRow]) -> dict[str, Any]:
            groups = (("", rows),) if kind == "event" else _by(rows, lambda row: slug(row.name)[:1].upper())
            return {"heading": label, "lead": _index_lead(entries), "groups": groups}

        return _list(IndexContext, pages, label, f"{label} named in the corpus.", more)

    def entity(self, entry: EntityEntry) -> tuple[EntityContext, ...]:
        """The pages of one entity: one, or more where its lists are long."""
        said = self._event_statements(entry) if entry.kind == "event" else entry.said
        pages: tuple[paginate.Page[None], ...] = paginate.in_order(
            [None] * max(len(said), len(entry.about), len(entry.occurrences)), entry.url
        )
        return tuple(self._entity_page(entry, said, page) for page in pages)

    def statements(self) -> tuple[StatementsContext, ...]:
        """All statements in order of time."""
        pages = paginate.in_order([self.statement_row(said) for said in self._corpus.said], "statements.html")
        return _list(
            StatementsContext,
            pages,
            "Statements",
            "Every statement of the corpus in order of time, with its speaker and its source.",
            lambda rows: {"groups": _by(rows, lambda row: str(row.when.year or "Not dated"))},
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

        def more(rows: Sequence[TimelineEntry | DocumentRow]) -> dict[str, Any]:
            return {
                "figure": figure if rows is pages[0].rows else None,
                "groups": _by((row for row in rows if isinstance(row, TimelineEntry)), lambda row: str(row.when.year)),
                "undated": tuple(row for row in rows if isinstance(row, DocumentRow)),
            }

        return _list(TimelineContext, pages, "Timeline", "Events and documents in order of time.", more)

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

    def statement_row(self, said: Said) -> StatementRow:
        """A statement for a list, made once."""
        key = said.url, len(said.also)  # on its own page a statement stands without its copies
        if key not in self._said:
            self._said[key] = self._statement_row(said)
        return self._said[key]

    def _statement_row(self, said: Said) -> StatementRow:
        speaker = self._speaker(said)
        own_day = said.when is not (said.first or said).document.when
        paragraph = said.paragraphs[0]
        event = said.statement.event
        return StatementRow(
            speaker=speaker,
            kind=kind_of(said.statement),
            lead=said.lead,
            named=_other_words(said.named, speaker.text),
            office=self._office_on(said),
            parts=_shown(said),
            when=said.when,
            published=said.document.when if own_day else None,
            first=Link(_carrier(said.first.document), said.first.url) if said.first else None,
            event=Link(self._name(("event", event)) or event, self._corpus.url(("event", event))) if event else None,
            document=_link(said.document),
            paragraph=paragraph,
            href=said.url,
            anchor=said.anchor,
            citation=_citation(said, speaker, paragraph, own_day=own_day),
            revised=tuple(_revised(revision) for revision in said.statement.revisions),
            also=tuple(Link(_carrier(copy.document), copy.url) for copy in said.also),
        )

    def _speaker(self, said: Said) -> Speaker:
        key = said.speaker_key
        words = said.statement.speaker_name
        if key is not None:
            return Speaker(self._name(key) or words or key[1], self._corpus.url(key), "identified")
        how = standing(words, identified=False)
        return Speaker(words or STANDING_WORDS[how], None, how)

    def _office_on(self, said: Said) -> str | None:
        """The offices that the speaker's record gives for the day of a statement; none for a date that is too coarse to tell."""
        record = self._corpus.authorities.people.get(said.statement.speaker or "")
        first, last = edtf.bounds(said.when.date) if said.when.dated and said.when.date else (None, None)
        if record is None or first is None or last is None or said.statement.speaker_kind not in (None, "person"):
            return None
        held = [office.office for office in record.offices if office.term and _covers(office.term, first, last)]
        return ", ".join(held) or None

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

        rows = {said.number: self.statement_row(said) for said in self._corpus.said_in.get(document.slug, ())}
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
        common: dict[str, Any] = {
            "url": page.url,
            "title": _numbered(entry.name, page),
            "description": f"{entry.name}: {_times(len(entry.occurrences), 'document')}, {_times(len(said), 'statement')}.",
            "section": PLURALS[entry.kind],
            "kind_label": KIND_LABELS[entry.kind][0],
            "id": entry.id,
            "name": entry.name,
            "known": entry.record is not None,
            "statement_count": len(said),
            "about_count": len(entry.about),
            "document_count": len(entry.occurrences),
            "statements_heading": "What the participants said in these documents" if entry.kind == "event" else "Statements",
            "about_heading": "What others said of them" if entry.kind == "person" else f"Statements that name {entry.name}",
            "documents_heading": _DOCUMENTS_HEADINGS.get(entry.kind, "Documents"),
            "page": page,
            "part": EntityPart(
                self._by_year(said[rows]),
                self._by_year(sorted(entry.about, key=said_key)[rows]),
                tuple(self._occurrence_row(o.document, o.paragraphs) for o in entry.occurrences[rows]),
            ),
        }
        head = self._head(entry) if page.number == 1 else {}
        if entry.kind == "person" and page.number == 1 and len(said) > 1:
            head["histogram"] = figures.histogram(s.when for s in said)
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

    def _by_year(self, said: Sequence[Said]) -> tuple[tuple[str, tuple[DocumentSaid, ...]], ...]:
        """Statements in order of time under their year and their document."""
        return tuple(
            (
                year,
                tuple(
                    DocumentSaid(
                        _link(document), document.article.front.outlet, document.when, tuple(self.statement_row(s) for s in in_document)
                    )
                    for document, in_document in _by_document(in_year)
                ),
            )
            for year, in_year in _by(said, lambda s: str(s.when.year or "Not dated"))
        )

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
        found = {said.url: said for person in people if person for said in person.said if said.document.slug in documents}
        found |= {said.url: said for said in self._corpus.said if said.statement.event == entry.id}
        return tuple(sorted(found.values(), key=said_key))

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


def _list(
    context: type[L], pages: Iterable[paginate.Page[T]], title: str, description: str, more: Callable[[tuple[T, ...]], Mapping[str, Any]]
) -> tuple[L, ...]:
    """The contexts of the pages of a list; ``more`` gives what a context has besides, from the rows of its page.

    The list's first address names its entry in the menu.
    """
    return tuple(
        context(
            url=page.url,
            title=_numbered(title, page),
            description=description,
            section=page.pages[0].removesuffix(".html"),
            page=page,  # type: ignore[call-arg]  # every list has one; its type is that of the rows
            **more(page.rows),
        )
        for page in pages
    )


def _source(standoff: StandOff) -> SourceView:
    return SourceView(sources.pieces(standoff.source, standoff.edits, standoff.fields), sources.cuts(standoff.source, standoff.edits))


def _deleted(article: Article) -> tuple[tuple[str, str], ...]:
    """(words, reason) of the statements that a person deleted."""
    deleted = article.standoff.deleted if article.standoff else ()
    return tuple((article.body[s.start : s.end], "; ".join(r.reason for r in s.revisions if r.field == "delete")) for s in deleted)


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
    by_speaker: dict[tuple[Speaker, When | None], dict[str, list[StatementRow]]] = {}
    for row in rows:
        said = by_speaker.setdefault((row.speaker, row.when if row.published else None), {})
        said.setdefault(row.words, []).append(row)
    return tuple(
        MarginNote(speaker, when, tuple((words, tuple(found)) for words, found in said.items()))
        for (speaker, when), said in by_speaker.items()
    )


def _other_words(named: str | None, label: str) -> str | None:
    """The words that name a speaker, where they say anything else than the label: an office, a pronoun, another spelling."""
    return named if named and not set(_folded(named)) <= set(_folded(label)) else None


def _folded(text: str) -> list[str]:
    return slug(text, len(text)).split("-")


_HOW = {"direct": "quoted", "indirect": "reported", "attitude": "view reported"}


def _citation(said: Said, speaker: Speaker, paragraph: int, *, own_day: bool) -> str:
    """What goes under a quotation: who, in which words of the source, in which document, and where in it. The address is put
    behind it by the page."""
    document = said.document
    who = speaker.text if speaker.standing == "identified" else f"{_marked(speaker.text)} ({speaker.words})"
    how = _HOW[kind_of(said.statement)] + (f" ({_marked(said.lead)})" if said.lead else "")
    parts = (
        f"{who if speaker.standing != 'none' else 'Speaker not stated'}, {how} in {_marked(document.title)}",
        document.article.front.outlet,
        document.when.words,
        f"said {said.when.words}" if own_day else None,
        f"¶ {paragraph}",
    )
    return ", ".join(part for part in parts if part)


_INNER = ((re.compile(r"[“„«]([^“”„«»]*)[”“»]"), r"‘\1’"), (re.compile(r'"([^"]*)"'), r"‘\1’"), (re.compile(r'[“”„«»"]'), "’"))
"""Pairs of double quotation marks, then those that stand alone."""


def _marked(text: str) -> str:
    """A text between quotation marks; those inside it become single ones."""
    for pattern, single in _INNER:
        text = pattern.sub(single, text)
    return f"“{text}”"


_DECIDED: Mapping[StatementField, str] = {"speaker": "speaker", "kind": "kind", "said_on": "day", "event": "event", "add": "added"}


def _revised(revision: Revision) -> str:
    """What a person decided about a statement, with the reason."""
    before = f" (was read as {revision.before})" if revision.before else ""
    return f"{_DECIDED[revision.field]}{before}: {revision.reason}"


def _covers(term_: str, first: date, last: date) -> bool:
    """Whether a term of office surely held through a stretch of days: an end that is not known covers nothing."""
    start, slash, end = term_.partition("/")
    return _last_start(start) <= first and last <= _first_end(end if slash else start)


def _last_start(start: str) -> date:
    """The latest day on which a term may have begun."""
    return date.min if start == ".." else (edtf.bounds(start)[1] if start else None) or date.max


def _first_end(end: str) -> date:
    """The earliest day on which it may have ended."""
    return date.max if end == ".." else (edtf.bounds(end)[0] if end else None) or date.min


def _by_document(said: Iterable[Said]) -> Iterator[tuple[Document, tuple[Said, ...]]]:
    for _, group in groupby(said, key=lambda s: s.document.slug):
        found = tuple(group)
        yield found[0].document, found


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
