"""Rows of lists: a document, a statement, and the words that several pages put beside them. Each row is built once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import TypeVar

from onrecord import edtf
from onrecord.authorities import Event
from onrecord.cite.styles import single_marks
from onrecord.copies import relation
from onrecord.records import Revision, StatementField
from onrecord.site.contexts import CopyLink, DocumentRow, DocumentSaid, Link, Speaker, StatementRow, kind_of
from onrecord.site.corpus import Corpus, Document, EntityEntry, Key, Said
from onrecord.site.dates import When
from onrecord.site.standing import STANDING_WORDS, standing
from onrecord.slugs import slug

T = TypeVar("T")


class Rows:
    """The rows of one corpus, shared by all lists."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._said: dict[tuple[str, int], StatementRow] = {}
        self._documents = {document.slug: self._document_row(document) for document in corpus.documents}

    def document(self, document: Document) -> DocumentRow:
        """A document for a list."""
        return self._documents[document.slug]

    def statement(self, said: Said) -> StatementRow:
        """A statement for a list, made once."""
        key = said.url, len(said.also)  # on its own page a statement stands without its copies
        if key not in self._said:
            self._said[key] = self._statement_row(said)
        return self._said[key]

    def by_year(self, said: Sequence[Said]) -> tuple[tuple[str, tuple[DocumentSaid, ...]], ...]:
        """Statements in order of time under their year and their document."""
        return tuple(
            (
                year,
                tuple(
                    DocumentSaid(document_link(document), document.article.front.outlet, document.when, tuple(map(self.statement, found)))
                    for document, found in _by_document(in_year)
                ),
            )
            for year, in_year in grouped(said, lambda s: str(s.when.year or "Not dated"))
        )

    def name(self, key: Key | None) -> str | None:
        """The label of an entity, where it has a page."""
        entry = self._corpus.entities.get(key) if key else None
        return entry.name if entry else None

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
        speaker = self.speaker(said)
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
            first=Link(carrier(said.first.document), said.first.url) if said.first else None,
            event=Link(self.name(("event", event)) or event, self._corpus.url(("event", event))) if event else None,
            document=document_link(said.document),
            paragraph=paragraph,
            href=said.url,
            anchor=said.anchor,
            citation=_citation(said, speaker, paragraph, own_day=own_day),
            revised=tuple(_revised(revision) for revision in said.statement.revisions),
            also=tuple(Link(carrier(copy.document), copy.url) for copy in said.also),
        )

    def speaker(self, said: Said) -> Speaker:
        """Who speaks, as far as it is known."""
        key = said.speaker_key
        words = said.statement.speaker_name
        if key is not None:
            return Speaker(self.name(key) or words or key[1], self._corpus.url(key), "identified")
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


def grouped(rows: Iterable[T], key: Callable[[T], str]) -> tuple[tuple[str, tuple[T, ...]], ...]:
    """Rows that follow each other and have one label, under this label."""
    return tuple((label, tuple(group)) for label, group in groupby(rows, key))


def document_link(document: Document) -> Link:
    """The title of a document and its page."""
    return Link(document.title, document.url)


def event_when(entry: EntityEntry) -> When:
    """The date of an event: as its record gives it, otherwise the surest of those that the documents give."""
    if isinstance(entry.record, Event) and entry.record.date:
        return When(entry.record.date, "editor")
    dates = [account.date for occurrence in entry.occurrences for account in occurrence.accounts if account.date.value]
    best = min(dates, key=lambda date: (date.basis != "stated", (date.value or "").endswith("~"), date.value), default=None)
    return When(best.value, best.basis) if best else When()


def times(number: int, noun: str) -> str:
    """A number with its noun."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _filtered(document: Document) -> str:
    front = document.article.front
    return " ".join((front.title, front.outlet or "", *front.speakers, document.when.words, front.date or ""))


def _copy_link(copy: Document, fuller: Document, shown: Document) -> CopyLink:
    """A copy and the fuller document, of which one is shown to the reader of the other."""
    standoff = copy.article.standoff
    kind = (standoff.duplicate_kind if standoff else None) or "same"
    words = relation(kind, copy.article.front.date, fuller.article.front.date)
    return CopyLink(words, document_link(shown), shown.article.front.outlet, shown.when)


def carrier(document: Document) -> str:
    """What tells a document from its like: the outlet that carried it, otherwise its title."""
    return document.article.front.outlet or document.title


def _shown(said: Said) -> tuple[str, ...]:
    """The words of a statement for a list, which puts a quotation between marks: a comma before the closing one is the
    sentence's that quotes, as in “the ferry left,” she said."""
    *before, last = said.parts
    return (*before, last.rstrip(", ") if said.statement.kind == "direct" else last)


def _other_words(named: str | None, label: str) -> str | None:
    """The words that name a speaker, where they say anything else than the label: an office, a pronoun, another spelling."""
    return named if named and not set(_folded(named)) <= set(_folded(label)) else None


def _folded(text: str) -> list[str]:
    return slug(text, len(text)).split("-")


_HOW = {"direct": "quoted", "indirect": "reported", "attitude": "view reported"}


def attributed(said: Said, speaker: Speaker) -> str:
    """Who says something and how, with the words of the source that introduce it: ``Ada Lindqvist, reported (“said that”)``."""
    who = speaker.text if speaker.standing == "identified" else f"{_marked(speaker.text)} ({speaker.words})"
    how = _HOW[kind_of(said.statement)] + (f" ({_marked(said.lead)})" if said.lead else "")
    return f"{who if speaker.standing != 'none' else 'Speaker not stated'}, {how}"


def _citation(said: Said, speaker: Speaker, paragraph: int, *, own_day: bool) -> str:
    """What goes under a quotation: who, in which words of the source, in which document, and where in it. The address is put
    behind it by the page."""
    document = said.document
    parts = (
        f"{attributed(said, speaker)} in {_marked(document.title)}",
        document.article.front.outlet,
        document.when.words,
        f"said {said.when.words}" if own_day else None,
        f"¶ {paragraph}",
    )
    return ", ".join(part for part in parts if part)


def _marked(text: str) -> str:
    """A text between quotation marks; those inside it become single ones."""
    return f"“{single_marks(text)}”"


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
