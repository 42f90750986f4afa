"""Atom feeds (RFC 4287) of a published site: of all documents, and of those of each entity, newest first.

An entry is dated by the first day that the document's date can mean; undated documents are in no feed. Its text is what anybody may
know of the document: the outlet, the date, and the first words in it that are somebody's.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

from feedgenerator import Atom1Feed

from onrecord import edtf
from onrecord.articles import OMITTED
from onrecord.cite.records import clean
from onrecord.records import PLURALS
from onrecord.site.corpus import Corpus, Document, EntityEntry
from onrecord.site.rows import Rows

MEDIA_TYPE = "application/atom+xml"
ALL = "feeds/all.atom.xml"
_ENTRIES, _OF_ENTITY = 100, 30
_SEVERAL = 2
"""Dated documents from which on an entity has a feed: what was named once is hardly followed."""


def address(entry: EntityEntry) -> str:
    """The feed of an entity."""
    return f"feeds/{PLURALS[entry.kind]}/{entry.id}.atom.xml"


def has_one(entry: EntityEntry) -> bool:
    """Whether an entity has a feed."""
    return sum(occurrence.document.when.dated for occurrence in entry.occurrences) >= _SEVERAL


class Feeds:
    """The feeds of one site."""

    def __init__(self, corpus: Corpus, rows: Rows, site_url: str, title: str) -> None:
        self._corpus = corpus
        self._rows = rows
        self._site_url = site_url
        self._title = title

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Every feed with its address."""
        yield ALL, self._feed(self._title, "", ALL, self._corpus.documents, _ENTRIES)
        for entry in self._corpus.entities.values():
            if has_one(entry):
                documents = [occurrence.document for occurrence in entry.occurrences]
                yield address(entry), self._feed(f"{entry.name} · {self._title}", entry.url, address(entry), documents, _OF_ENTITY)

    def _feed(self, title: str, page: str, own: str, documents: Iterable[Document], most: int) -> bytes:
        dated = [document for document in documents if document.when.dated]
        newest = dated[: -most - 1 : -1]
        feed = _Feed(
            title=clean(title),
            link=f"{self._site_url}/{page}",
            description=None,
            feed_url=f"{self._site_url}/{own}",
            author_name=clean(self._title),
            feed_guid=f"{self._site_url}/{own if page else ''}",
        )
        for document in newest:
            self._add(feed, document)
        out = BytesIO()
        feed.write(out, "utf-8")
        return out.getvalue() + b"\n"

    def _add(self, feed: Atom1Feed, document: Document) -> None:
        front = document.article.front
        url = f"{self._site_url}/{document.url}"
        parts = (front.outlet or "Outlet not stated", document.when.words, self._said(document))
        feed.add_item(
            title=clean(front.title),
            link=url,
            description=None,
            unique_id=url,
            updateddate=_first_day(document),
            content=None,
            summary=clean(". ".join(part for part in parts if part)),
        )

    def _said(self, document: Document) -> str:
        """The first words that are somebody's: who is known."""
        said = next((one for one in self._corpus.said_in.get(document.slug, ()) if one.speaker_key), None)
        if said is None:
            return ""
        words = OMITTED.join(said.parts).rstrip(", ")
        lead = f"{said.lead} " if said.lead else ""
        return f"{self._rows.speaker(said).text}: {lead}{f'“{words}”' if said.statement.kind == 'direct' else words}"


class _Feed(Atom1Feed):
    """A feed without the time at which it was written, and with plain text for its summaries."""

    def latest_post_date(self) -> dt.datetime:
        return max((item["updateddate"] for item in self.items), default=dt.datetime(1970, 1, 1, tzinfo=dt.UTC))

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("summary", item["summary"], {"type": "text"})


def _first_day(document: Document) -> dt.datetime:
    first = edtf.bounds(document.when.date or "")[0]
    return dt.datetime.combine(first or dt.date(1970, 1, 1), dt.time(), dt.UTC)
