"""Citations on the pages: the box of a document and of its statements, and the files that give many at once.

A document has three small files beside its page, which the page names as its data too. The statements of a document would be tens
of thousands of files: their records stand in the links themselves (``data:``), on the page of the document alone. Both work without
scripts and from a folder.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.articles import OMITTED
from onrecord.cite import records, styles
from onrecord.cite.files import FORMATS, Format, written
from onrecord.cite.records import Item
from onrecord.site.contexts import CiteBox, Link, SaidCite
from onrecord.site.corpus import Corpus, Document, EntityEntry, Said
from onrecord.site.dates import words
from onrecord.site.rows import Rows, attributed

DOCUMENTS, STATEMENTS = "data/citations", "data/citations-statements"
"""Addresses of the files of all documents and of all statements, without their endings."""
_SEVERAL = 2
"""Documents from which on the page of an entity gives a file of them all: a single one has its own."""


class Citing:
    """The citations of one corpus. ``site_url`` is the address of a published site: only there has a page one that can be cited."""

    def __init__(self, corpus: Corpus, rows: Rows, site_url: str) -> None:
        self._corpus = corpus
        self._rows = rows
        self._site_url = site_url.rstrip("/")
        self._items: dict[str, Item] = {}

    def item(self, document: Document) -> Item:
        """The record of a document, made once."""
        if document.slug not in self._items:
            url = f"{self._site_url}/{document.url}" if self._site_url else None
            self._items[document.slug] = records.document(document.article, document.when.words, url)
        return self._items[document.slug]

    def statement(self, said: Said) -> Item:
        """The record of a statement."""
        attribution = attributed(said, self._rows.speaker(said))
        own_day = f", said {said.when.words}" if said.statement.said_on and said.when.date == said.statement.said_on else ""
        found = records.Words(said.anchor, attribution + own_day, OMITTED.join(self._rows.statement(said).parts), said.paragraphs.start)
        return records.statement(self.item(said.document), found)

    def box(self, document: Document) -> CiteBox:
        """What the page of a document offers."""
        item, date = self.item(document), document.article.front.date
        return CiteBox(
            styles.formatted(item, words(date) if date else ""),
            listed(document.url.removesuffix(".html")),
            tuple(self._said(said) for said in self._corpus.said_in.get(document.slug, ())),
        )

    def _said(self, said: Said) -> SaidCite:
        item = self.statement(said)
        downloads = tuple((format_.label, f"{item['id']}.{format_.ending}", _in_link(format_, item)) for format_ in _IN_LINKS)
        return SaidCite(said.anchor, item["abstract"], self._rows.statement(said).citation, downloads)

    def files(self) -> Iterator[tuple[str, bytes]]:
        """The files of citations: of each document, and of the documents of each entity."""
        corpus = self._corpus
        for document in corpus.documents:
            yield from written([self.item(document)], document.url.removesuffix(".html"))
        for entry in corpus.entities.values():
            for link in self.of_entity(entry):
                yield link.href or "", RIS.write(self.item(occurrence.document) for occurrence in entry.occurrences)

    def whole(self) -> Iterator[tuple[str, bytes]]:
        """The files of the citations of all documents and of all statements, which belong to the data set."""
        yield from written(map(self.item, self._corpus.documents), DOCUMENTS)
        yield from written(map(self.statement, self._corpus.said), STATEMENTS)

    def of_entity(self, entry: EntityEntry) -> tuple[Link, ...]:
        """The files of an entity's documents: RIS alone, which every reference manager reads."""
        several = len(entry.occurrences) >= _SEVERAL
        return (Link(RIS.label, f"{entry.url.removesuffix('.html')}.{RIS.ending}", len(entry.occurrences)),) if several else ()


RIS = next(format_ for format_ in FORMATS if format_.ending == "ris")
_IN_LINKS = tuple(format_ for format_ in FORMATS if format_.ending != "json")
"""The formats of a single statement. With CSL-JSON too, pages of documents were half as large again; the file of all statements has it."""


def listed(stem: str) -> tuple[Link, ...]:
    """The files in each format that stand at an address, given without its ending."""
    return tuple(Link(format_.label, f"{stem}.{format_.ending}") for format_ in FORMATS)


def beside(document: Document, format_: Format) -> str:
    """The address of the file of a document's citation, beside its page."""
    return f"{document.url.removesuffix('.html')}.{format_.ending}"


_NOT_IN_ADDRESSES = str.maketrans({chr(code): f"%{code:02X}" for code in (*range(0x21), *map(ord, '"#%<>[\\]^`{|}'), 0x7F)})
"""ASCII that stands for itself in no address (RFC 3987); browsers read other letters as UTF-8."""


def _in_link(format_: Format, item: Item) -> str:
    return f"data:{format_.media_type};charset=utf-8,{format_.write([item]).decode().translate(_NOT_IN_ADDRESSES)}"
