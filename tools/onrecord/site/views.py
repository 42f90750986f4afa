"""From the corpus to the contexts of the templates: all sorting, grouping and counting happens here, never in a template."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from markupsafe import Markup

from onrecord import edtf
from onrecord.articles import Article, StandOff
from onrecord.fields import label
from onrecord.problems import all_advice
from onrecord.records import PLURALS, BlockKind, EntityKind
from onrecord.site import addresses, figures, marks, paginate, sources, withheld
from onrecord.site.citing import Citing
from onrecord.site.concordance import Concordances
from onrecord.site.contexts import (
    FIELD_LABELS,
    KIND_LABELS,
    ArticleContext,
    ArticlesContext,
    Base,
    ConcordanceContext,
    DocumentRow,
    EntityContext,
    FieldRow,
    HomeContext,
    IndexContext,
    Link,
    MarginNote,
    NotFoundContext,
    ProblemRow,
    SearchContext,
    ShownParagraph,
    SourceView,
    Speaker,
    StatementRow,
    StatementsContext,
    TimelineContext,
    TimelineEntry,
)
from onrecord.site.corpus import Corpus, Document, EntityEntry
from onrecord.site.dates import When
from onrecord.site.entities import EntityPages
from onrecord.site.indexes import IndexPages
from onrecord.site.parallels import Threads
from onrecord.site.rows import Rows, document_link, event_when, grouped, times

T = TypeVar("T")
L = TypeVar("L", bound=Base)

_PANEL: tuple[EntityKind, ...] = ("person", "organization", "place", "event", "topic")
_ONLY_WHEN_SET = frozenset({"date_bounds", "digest_of"})
"""Fields that most documents rightly lack, so that "not stated" would say nothing."""
_NEWEST = 6
_MOST_FREQUENT = 12
_LISTS = (
    Link("Articles", "articles.html"),
    *(Link(KIND_LABELS[kind][1], f"{folder}.html") for kind, folder in PLURALS.items()),
    Link("Statements", "statements.html"),
    Link("Timeline", "timeline.html"),
    Link("Parallels", "parallels.html"),
    Link("Concordance", "concordance.html"),
)
"""What leads to everything where there are no scripts to search with."""


class Views:
    """The contexts of one corpus, with the rows and threads that its lists share."""

    def __init__(self, corpus: Corpus, site_url: str = "") -> None:
        self._corpus = corpus
        self._site_url = site_url
        self.rows = Rows(corpus)
        self.threads = Threads(corpus)
        self.concordances = Concordances(corpus, self.rows)
        self.citing = Citing(corpus, self.rows, site_url)
        self._entities = EntityPages(corpus, self.rows, self.concordances, self.citing)
        self._indexes = IndexPages(corpus)

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
            newest=tuple(self.rows.document(d) for d in (*reversed(dated[-_NEWEST:]), *undated)[:_NEWEST]),
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
        pages = paginate.newest_first([self.rows.document(d) for d in ordered], "articles.html")
        more = {"undated": len(undated), "copies": len(self._corpus.documents) - len(documents)}
        return _list(ArticlesContext, pages, "Articles", "Every document of the corpus, newest first.", lambda _: more)

    def article(self, index: int) -> ArticleContext:
        """The page of the document at a place in the order of time."""
        document = self._corpus.documents[index]
        article, front, standoff = document.article, document.article.front, document.article.standoff
        shown = self._paragraphs(document)
        headline, standfirst = _headings(document, shown)
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
            body=None if standoff else self._by_hand(article),
            rights_note=withheld.note(article.publication),
            panel=self._panel(document),
            fields=_fields(document),
            source=_source(standoff, whole=not _is_withheld(document)) if standoff else None,
            source_name=front.source,
            sha256=front.sha256,
            id=article.id,
            tei=addresses.tei(document.slug),
            statements=len(standoff.statements) if standoff else 0,
            deleted=_deleted(article),
            problems=_problems(article),
            duplicate_of=self.rows.document(document).copy_of,
            copies=self.rows.document(document).copies,
            earlier=self._neighbour(index, -1),
            later=self._neighbour(index, 1),
            cite=self.citing.box(document),
        )

    def _neighbour(self, index: int, step: int) -> Link | None:
        """The document before or after another in time, where both are dated: the order of others is not known."""
        documents, other = self._corpus.documents, index + step
        known = 0 <= other < len(documents) and documents[index].when.dated and documents[other].when.dated
        return document_link(documents[other]) if known else None

    def index(self, kind: EntityKind) -> tuple[IndexContext, ...]:
        """The index of one kind of entity."""
        return self._indexes.of(kind)

    def entity(self, entry: EntityEntry) -> tuple[EntityContext, ...]:
        """The pages of one entity: one, or more where its lists are long."""
        return self._entities.of(entry)

    def statements(self) -> tuple[StatementsContext, ...]:
        """All statements in order of time."""
        pages = paginate.in_order([self.rows.statement(said) for said in self._corpus.said], "statements.html")
        return _list(
            StatementsContext,
            pages,
            "Statements",
            "Every statement of the corpus in order of time, with its speaker and its source.",
            lambda rows: {"groups": grouped(rows, lambda row: str(row.when.year or "Not dated"))},
        )

    def timeline(self) -> tuple[TimelineContext, ...]:
        """Dated events and documents in order of time; undated documents as ranges."""
        events = [e for e in self._corpus.of_kind("event") if event_when(e).dated]
        documents = self._corpus.originals
        entries = [
            *(TimelineEntry(event_when(e), Link(e.name, e.url), "event", times(len(e.occurrences), "document")) for e in events),
            *(
                TimelineEntry(d.when, document_link(d), "document", _carried(d, len(self._corpus.copies.get(d.article.id, ()))))
                for d in documents
                if d.when.dated
            ),
        ]
        entries.sort(key=lambda e: (e.when.key, e.kind != "event", e.label.href or ""))
        figure = figures.time_line(
            [figures.Dated(e.name, e.url, event_when(e)) for e in events], [figures.Dated(d.title, d.url, d.when) for d in documents]
        )
        undated = [self.rows.document(d) for d in documents if not d.when.dated]
        pages: tuple[paginate.Page[TimelineEntry | DocumentRow], ...] = paginate.in_order([*entries, *undated], "timeline.html")

        def more(rows: Sequence[TimelineEntry | DocumentRow]) -> dict[str, Any]:
            return {
                "figure": figure if rows is pages[0].rows else None,
                "groups": grouped((row for row in rows if isinstance(row, TimelineEntry)), lambda row: str(row.when.year)),
                "undated": tuple(row for row in rows if isinstance(row, DocumentRow)),
            }

        return _list(TimelineContext, pages, "Timeline", "Events and documents in order of time.", more)

    def search(self) -> SearchContext:
        """The page that searches."""
        return SearchContext(
            url="search.html",
            title="Search",
            description="Search the words of every document of the corpus.",
            section="search",
            **self._searched(),
        )

    def concordance(self) -> ConcordanceContext:
        """The page of concordances."""
        return ConcordanceContext(
            url="concordance.html",
            title="Concordance",
            description="Every line that has a word or phrase in its context, over time, and the words around it.",
            section="concordance",
            **self._searched(),
            rendered=self.concordances.listed,
        )

    def _searched(self) -> dict[str, Any]:
        """What both pages that ask the index tell of it."""
        originals = self._corpus.originals
        return {
            "documents": len(originals),
            "copies": len(self._corpus.documents) - len(originals),
            "shown": withheld.searched(document.article.publication for document in originals),
            "lists": _LISTS,
        }

    def not_found(self) -> NotFoundContext:
        """The page for an address that does not exist."""
        prefix = f"{self._site_url.rstrip('/')}/" if self._site_url else ""
        return NotFoundContext(url="404.html", title="Page not found", description="There is no page at this address.", prefix=prefix)

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

        rows = {said.number: self.rows.statement(said) for said in self._corpus.said_in.get(document.slug, ())}
        # A page has one title: where the source's was corrected, its words stand in the body as a line of their own.
        tags = marks.TAGS if _says(document, "title", document.title) else {**marks.TAGS, "title": "p"}
        shown = marks.paragraphs(document.article.body, standoff.blocks, standoff.statements, standoff.mentions, link, tags)
        again = self.threads.again(document)
        found = tuple(
            ShownParagraph(p.kind, p.html, _notes([rows[number] for number in p.statements]), again.get(place, ()))
            for place, p in enumerate(shown, 1)
        )
        return withheld.paragraphs(found) if _is_withheld(document) else found

    def _by_hand(self, article: Article) -> Markup:
        html = marks.numbered(article.html)
        return withheld.by_hand(html) if article.publication and article.publication.withheld else html

    def _panel(self, document: Document) -> tuple[tuple[str, tuple[Link, ...]], ...]:
        standoff = document.article.standoff
        groups = []
        for kind in _PANEL:
            ids = [e.id for e in standoff.entities if e.kind == kind] if standoff else []
            links = tuple(Link(self.rows.name((kind, id_)) or id_, self._corpus.url((kind, id_))) for id_ in dict.fromkeys(ids))
            if links:
                groups.append((KIND_LABELS[kind][1], links))
        return tuple(groups)


def _list(
    context: type[L], pages: Iterable[paginate.Page[T]], title: str, description: str, more: Callable[[tuple[T, ...]], Mapping[str, Any]]
) -> tuple[L, ...]:
    """The contexts of the pages of a list; ``more`` gives what a context has besides, from the rows of its page.

    The list's first address names its entry in the menu.
    """
    return tuple(
        context(
            url=page.url,
            title=page.titled(title),
            description=description,
            section=page.pages[0].removesuffix(".html"),
            page=page,  # type: ignore[call-arg]  # every list has one; its type is that of the rows
            **more(page.rows),
        )
        for page in pages
    )


def _is_withheld(document: Document) -> bool:
    """Whether the page has less than the source."""
    publication = document.article.publication
    return publication is not None and publication.withheld


def _source(standoff: StandOff, *, whole: bool) -> SourceView:
    if not whole:
        return SourceView((), ())
    return SourceView(sources.pieces(standoff.source, standoff.edits, standoff.fields), sources.cuts(standoff.source, standoff.edits))


def _deleted(article: Article) -> tuple[tuple[str, str], ...]:
    """(words, reason) of the statements that a person deleted."""
    deleted = article.standoff.deleted if article.standoff else ()
    return tuple((article.body[s.start : s.end], "; ".join(r.reason for r in s.revisions if r.field == "delete")) for s in deleted)


def _problems(article: Article) -> tuple[ProblemRow, ...]:
    """What those who keep the corpus may want to mend; readers of a published site could do nothing about it."""
    is_published = article.publication is not None and article.publication.extent is not None
    if article.standoff is None or is_published:
        return ()
    return tuple(ProblemRow(problem, all_advice().get(problem.code)) for problem in article.standoff.problems)


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
            rows.append(FieldRow(label(name), _in_words(name, value.value), value.basis, value.evidence, rivals))
    return tuple(rows)


def _in_words(name: str, value: str | None) -> str | None:
    # What was stated of the date and could not be read is a rival in its own words.
    if value is None or name not in ("date", "date_bounds") or not edtf.is_valid(value):
        return value
    return When(value).words if name == "date" else When(bounds=value).words


def _tally(nouns: tuple[str, str], href: str, count: int) -> Link:
    return Link(nouns[count != 1].lower(), href, count)


def _carried(document: Document, copies: int) -> str:
    """Who published a document, and how many copies of it there are."""
    outlet = document.article.front.outlet or "outlet not stated"
    return outlet if not copies else f"{outlet} · +1 copy" if copies == 1 else f"{outlet} · +{copies:,} copies"


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


def _range(dated: list[Document]) -> str:
    years = sorted({document.when.year for document in dated if document.when.year})
    if not years:
        return ""
    return str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"


def _summary(document: Document, width: int = 200) -> str:
    """The first words of the text, after its headline; or how much of it is shown."""
    if _is_withheld(document):
        return withheld.extent(document.article.publication)
    start = next((block.start for block in document.blocks if block.kind == "paragraph"), 0)
    line = " ".join(document.article.body[start : start + 2 * width].split())
    return line if len(line) <= width else line[: width - 1].rsplit(" ", 1)[0] + "…"


def _headings(document: Document, shown: Sequence[ShownParagraph]) -> tuple[ShownParagraph | None, ShownParagraph | None]:
    """The headline and the standfirst among the paragraphs, where they say what the title and the subtitle say."""
    front = document.article.front
    headline = _first(shown, "title") if _says(document, "title", front.title) else None
    return headline, _first(shown, "subtitle") if headline and _says(document, "subtitle", front.subtitle) else None


def _says(document: Document, kind: BlockKind, words: str | None) -> bool:
    """Whether the first block of a kind says just these words."""
    block = next((block for block in document.blocks if block.kind == kind), None)
    if block is None or words is None:
        return False
    # A headline that ends in a full stop gives a title without one.
    return document.article.body[block.start : block.end].rstrip(". ").split() == words.rstrip(". ").split()


def _first(shown: Iterable[ShownParagraph], kind: BlockKind) -> ShownParagraph | None:
    return next((paragraph for paragraph in shown if paragraph.kind == kind), None)
