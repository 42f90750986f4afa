"""Parallel passages on the site: the threads of the corpus, their page, their notes beside paragraphs, and their table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.articles import as_said
from onrecord.records import Statement
from onrecord.site import addresses, paginate
from onrecord.site.contexts import Base, Link, Speaker
from onrecord.site.corpus import Corpus, Document
from onrecord.site.dates import When
from onrecord.site.rows import Rows, document_link
from onrecord.wordings import Closeness, Span, closeness, common_words, merged, own_words, pieces

PAGE = "parallels.html"
ROWS = 50
"""Threads on a page: each has several passages."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage in its document."""

    document: Document
    start: int
    end: int

    @property
    def text(self) -> str:
        """Its words, as the body has them."""
        return self.document.article.body[self.start : self.end]

    @property
    def paragraph(self) -> int:
        """The number of the paragraph in which it begins."""
        return self.document.paragraph(self.start)

    @property
    def url(self) -> str:
        """Its paragraph."""
        return addresses.paragraph(self.document.slug, self.paragraph)


@dataclass(frozen=True, slots=True)
class Thread:
    """Passages of at least two documents that say the same thing, in order of time."""

    id: str
    passages: tuple[Passage, ...]

    @property
    def documents(self) -> tuple[Document, ...]:
        """Their documents, each once."""
        return tuple({passage.document.slug: passage.document for passage in self.passages}.values())

    @property
    def outlets(self) -> int:
        """How many outlets carried them; documents without a stated outlet count as one."""
        return len({document.article.front.outlet for document in self.documents})

    def closeness(self, passage: Passage) -> Closeness:
        """How a passage repeats the earliest of the thread."""
        return closeness(self.passages[0].text, passage.text)


class Threads:
    """The threads of a corpus, those of most outlets and documents first, and where each is shown."""

    def __init__(self, corpus: Corpus) -> None:
        found: defaultdict[str, list[Passage]] = defaultdict(list)
        for document in corpus.documents:
            for parallel in document.article.standoff.parallels if document.article.standoff else ():
                found[parallel.thread].append(Passage(document, parallel.start, parallel.end))
        threads = (Thread(id_, tuple(passages)) for id_, passages in found.items())
        self.all = tuple(sorted((thread for thread in threads if len(thread.documents) > 1), key=_most_told))
        self.pages = paginate.in_order(self.all, PAGE, ROWS)
        self._urls = {thread.id: f"{page.url}#{thread.id}" for page in self.pages for thread in page.rows}
        self._by_document: defaultdict[str, list[tuple[Passage, Thread]]] = defaultdict(list)
        for thread in self.all:
            for passage in thread.passages:
                self._by_document[passage.document.slug].append((passage, thread))

    def url(self, thread: Thread) -> str:
        """Where a thread is shown."""
        return self._urls[thread.id]

    def within(self, document: Document, start: int, end: int) -> list[tuple[Passage, Thread]]:
        """The passages of a document that begin between two offsets, in their order, each with its thread."""
        found = (pair for pair in self._by_document[document.slug] if start <= pair[0].start < end)
        return sorted(found, key=lambda pair: (pair[0].start, pair[0].end, pair[1].id))

    def again(self, document: Document) -> dict[int, tuple[Link, ...]]:
        """The number of each paragraph of a document in which parallel passages begin → where else they are said."""
        notes: defaultdict[int, list[Link]] = defaultdict(list)
        for passage, thread in self.within(document, 0, len(document.article.body)):
            others = [other for other in thread.documents if other is not document]
            words = _carrier(others[0]) if len(others) == 1 else f"{len(others):,} documents"
            notes[passage.paragraph].append(Link(words, self.url(thread)))
        return {number: tuple(dict.fromkeys(links)) for number, links in notes.items()}


def _most_told(thread: Thread) -> tuple[object, ...]:
    first = thread.passages[0].document
    return -thread.outlets, -len(thread.documents), -len(thread.passages), first.when.key, thread.id


def _carrier(document: Document) -> str:
    outlet = document.article.front.outlet
    return f"{outlet}, {document.when.words}" if outlet and document.when.dated else outlet or "another document"


# ---- the page -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PassageRow:
    """A passage on the page of its thread. ``words`` are pieces of its text, each with whether it is marked."""

    when: When
    outlet: str | None
    document: Link
    paragraph: Link
    speakers: tuple[Speaker, ...]
    closeness: Closeness
    words: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class ThreadRow:
    """A thread: its number in the list, and its passages, the earliest first."""

    id: str
    number: int
    documents: int
    outlets: int
    passages: tuple[PassageRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ParallelsContext(Base):
    """``parallels.html``."""

    page: paginate.Page[Thread]
    threads: tuple[ThreadRow, ...]


def contexts(threads: Threads, corpus: Corpus, rows: Rows) -> Iterator[ParallelsContext]:
    """The pages of all threads."""
    for page in threads.pages:
        yield ParallelsContext(
            url=page.url,
            title=page.titled("Parallel passages"),
            description="What is said in one document and again, in the same or other words, in others.",
            section="parallels",
            page=page,
            threads=tuple(_thread_row(thread, number, corpus, rows) for number, thread in enumerate(page.rows, page.first)),
        )


def _thread_row(thread: Thread, number: int, corpus: Corpus, rows: Rows) -> ThreadRow:
    near = [thread.closeness(passage) for passage in thread.passages]
    marked = _marked(thread.passages, near)
    shown = (_passage_row(*found, corpus, rows) for found in zip(thread.passages, near, marked, strict=True))
    return ThreadRow(thread.id, number, len(thread.documents), thread.outlets, tuple(shown))


def _marked(passages: Sequence[Passage], near: Sequence[Closeness]) -> list[tuple[Span, ...]]:
    """What is marked in each passage of a thread.

    In one of the same words, the words that the earliest lacks, and in the earliest those that one of these lacks; in one of
    other words, the telling words that it shares with the earliest.
    """
    first, *others = passages
    lacking: list[Span] = []
    marked: list[tuple[Span, ...]] = []
    for passage, how in zip(others, near[1:], strict=True):
        if how == "words":
            here, there = own_words(first.text, passage.text)
            lacking += here
            marked.append(there)
        else:
            marked.append(common_words(first.text, passage.text, passage.document.article.front.language))
    return [merged(lacking), *marked]


def _passage_row(passage: Passage, near: Closeness, marks: Sequence[Span], corpus: Corpus, rows: Rows) -> PassageRow:
    document = passage.document
    speakers = (rows.statement(said).speaker for said in corpus.said_in.get(document.slug, ()) if _overlap(said.statement, passage))
    return PassageRow(
        when=document.when,
        outlet=document.article.front.outlet,
        document=document_link(document),
        paragraph=Link(f"¶ {passage.paragraph}", passage.url),
        speakers=tuple(speaker for speaker in dict.fromkeys(speakers) if speaker.standing != "none"),
        closeness=near,
        words=tuple(pieces(passage.text, marks)),
    )


def _overlap(statement: Statement, passage: Passage) -> bool:
    return statement.start < passage.end and passage.start < statement.end


# ---- the table ----------------------------------------------------------------------------------------------------------


def table(threads: Iterable[Thread]) -> Iterator[Mapping[str, Any]]:
    """One row a thread, by its id; offsets count characters of the source's text, as everywhere in the data."""
    return (
        {"id": thread.id, "passages": [_row(passage, thread.closeness(passage)) for passage in thread.passages]}
        for thread in sorted(threads, key=lambda t: t.id)
    )


def _row(passage: Passage, near: Closeness) -> Mapping[str, Any]:
    article = passage.document.article
    text = article.text
    assert text is not None, "only a document with annotations has parallel passages"  # noqa: S101  (narrows the type)
    words, start, end = as_said(text, passage.start, passage.end)
    return {
        "article": article.slug,
        "source": article.front.source,
        "url": passage.url,
        "start": start,
        "end": end,
        "text": words,
        "closeness": near,
    }
