"""What the head of a page tells: its one address, what reference managers read, and where its data and its feed are.

Zotero's connector takes a page for an article of a newspaper when its type is named (``z:itemType``, ``DC.type``) and its outlet as
the source (``DC.source``); the tags of scholarly search engines alone make it an article of a journal, and without an outlet the
name of the site becomes the newspaper (measured against its translation server).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from onrecord.cite import dates
from onrecord.cite.files import FORMATS
from onrecord.cite.names import inverted
from onrecord.site import datapage, feeds
from onrecord.site.citing import DOCUMENTS, STATEMENTS, Citing, beside, listed
from onrecord.site.contexts import (
    ArticleContext,
    ArticlesContext,
    Base,
    EntityContext,
    HomeContext,
    Link,
    NotFoundContext,
    StatementsContext,
)
from onrecord.site.corpus import Corpus, Document
from onrecord.site.dataset import Dataset
from onrecord.site.structured import Structured

NEWSPAPER_ARTICLE = "newspaperArticle"
"""Zotero's name of the type."""


@dataclass(frozen=True, slots=True)
class Alternate:
    """Another form of a page: its media type, its address from the root of the site, and its name."""

    type: str
    href: str
    title: str


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a page. ``tags`` are (name, content) of meta elements, ``properties`` those of Open Graph."""

    canonical: str | None = None
    tags: tuple[tuple[str, str], ...] = ()
    properties: tuple[tuple[str, str], ...] = ()
    alternates: tuple[Alternate, ...] = ()
    structured: Markup | None = None
    citations: tuple[Link, ...] = ()
    """Files with the citations of what the page lists."""


class Heads:
    """The heads of the pages of one site."""

    def __init__(self, corpus: Corpus, citing: Citing, dataset: Dataset) -> None:
        self._corpus = corpus
        self._citing = citing
        self._dataset = dataset
        self._structured = Structured(corpus, dataset.url)
        self._by_url = {document.url: document for document in corpus.documents}
        self._entities = {entry.url: entry for entry in corpus.entities.values()}

    def of(self, page: Base) -> Head:
        """The head of a page."""
        site = self._dataset.url
        common: dict[str, Any] = {"canonical": f"{site}/{'' if page.url == 'index.html' else page.url}" if site else None}
        match page:
            case ArticleContext():
                return self._document(page, self._by_url[page.url], common)
            case EntityContext():
                return Head(**common, **self._entity(page))
            case ArticlesContext():
                return Head(**common, citations=listed(DOCUMENTS))
            case StatementsContext():
                return Head(**common, citations=listed(STATEMENTS))
            case datapage.DataContext():
                return Head(**common, structured=self._structured.dataset(self._dataset, page))
            case HomeContext():
                return Head(**common, structured=self._structured.site(self._dataset.title, self._dataset.subtitle))
            case NotFoundContext():
                return Head()
            case _:
                return Head(**common)

    def _document(self, page: ArticleContext, document: Document, common: Mapping[str, Any]) -> Head:
        item = self._citing.item(document)
        return Head(
            **common,
            tags=tuple(_tags(item, document)),
            properties=(("og:title", item["title"]), ("og:type", "article"), *((("og:url", item["URL"]),) if "URL" in item else ())),
            alternates=tuple(Alternate(format_.media_type, beside(document, format_), format_.label) for format_ in FORMATS),
            structured=self._structured.document(document, page.root),
        )

    def _entity(self, page: EntityContext) -> dict[str, Any]:
        if page.page.number != 1:
            return {}
        entry = self._entities[page.url]
        feed = Alternate(feeds.MEDIA_TYPE, feeds.address(entry), entry.name)
        published = bool(self._dataset.url and feeds.has_one(entry))
        return {"structured": self._structured.entity(entry, page.root), "alternates": (feed,) if published else ()}


def _tags(item: Mapping[str, Any], document: Document) -> Iterator[tuple[str, str]]:
    """What reference managers read. A date that is not certain stands in words, which they keep as they are."""
    outlet, language = item.get("container-title"), item.get("language")
    yield "z:itemType", NEWSPAPER_ARTICLE
    yield "DC.type", NEWSPAPER_ARTICLE
    yield "citation_title", item["title"]
    for author in item.get("author", ()):
        yield "citation_author", inverted(author)
    if day := dates.iso(document.article.front.date):
        yield "citation_publication_date", day.replace("-", "/")
    elif document.when.dated:
        yield "DC.date", document.when.words
    if outlet:
        yield "DC.source", outlet
    if language:
        yield "citation_language", language
    if "URL" in item:
        yield "citation_public_url", item["URL"]
