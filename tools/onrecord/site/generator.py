"""The generator that Pelican hosts: gathers the corpus, then writes every page of it.

Nothing is written before everything is known. Templates are compiled once, list rows rendered once, bytes written directly.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Template
from markupsafe import Markup
from pelican.generators import Generator

from onrecord import articles, authorities, refusals
from onrecord.errors import OnrecordError
from onrecord.records import PLURALS, EntityKind
from onrecord.rights import publishing
from onrecord.scripts import script
from onrecord.site import (
    curation,
    datapackage,
    datapage,
    dataset,
    downloads,
    feeds,
    finder,
    heads,
    indexes,
    moved,
    opensearch,
    parallels,
    searching,
    sitemap,
)
from onrecord.site.contexts import BASIS_WORDS, FIELD_LABELS, Base, DocumentRow, EntityRow, Link, StatementRow
from onrecord.site.corpus import gather
from onrecord.site.tei import files as tei
from onrecord.site.views import Views


@dataclass(frozen=True, slots=True)
class Site:
    """What every page says of the site as a whole."""

    name: str
    subtitle: str
    language: str
    url: str
    edition: str
    menu: tuple[Link, ...]
    footer: tuple[Link, ...]


_MENU = (
    ("Articles", "articles.html"),
    ("People", "people.html"),
    ("Organizations", "organizations.html"),
    ("Places", "places.html"),
    ("Events", "events.html"),
    ("Topics", "topics.html"),
    ("Outlets", "outlets.html"),
    ("Statements", "statements.html"),
    ("Parallels", parallels.PAGE),
    ("Timeline", "timeline.html"),
    ("Search", "search.html"),
    ("Concordance", "concordance.html"),
)
_TEMPLATES: Mapping[EntityKind, str] = {"person": "person", "event": "event"}
"""Kind of entity → its template, where it has one of its own."""
_FOOTER = (("Data", "data.html"),)
_CURATION = ("Open decisions", "curation.html")


class CorpusGenerator(Generator):
    """Renders the articles and authority records of a corpus."""

    def generate_context(self) -> None:
        """Read the border files and put what all templates need into Pelican's shared context."""
        base = Path(self.settings["PATH"])
        self._records = base / self.settings["ONRECORD_AUTHORITIES"]
        self._url = dataset.address(self.settings["ONRECORD_SITEURL"])
        records = authorities.load(self._records)
        # What is withheld is withheld here, before anything of the site sees it.
        withheld = publishing.withholds(self.settings)
        prepare = publishing.published if withheld else publishing.decided
        found = prepare(articles.load(base / self.settings["ONRECORD_ARTICLES"]), records, publishing.policy(self.settings))
        if withheld and (tell := self.settings.get("ONRECORD_TELL")):
            tell(f"Published: {publishing.totals(found)}.")
        self._corpus = gather(found, records)
        self._views = Views(self._corpus, self._url)
        self._curated = bool(self.settings["ONRECORD_CURATION"]) and not withheld
        self._moved = (*moved.pages(self._corpus), *self._views.concordances.moved())
        self._dataset = dataset.of(self.settings)
        self.heads = heads.Heads(self._corpus, self._views.citing, self._dataset)
        # Pelican has read the hand-kept pages by now: its own generators come before those of plugins.
        self.context.update(_globals(self.settings, self._url, self.context["pages"], (*_FOOTER, _CURATION) if self._curated else _FOOTER))

    def generate_output(self, writer: object) -> None:
        """Write every page and every file of the corpus."""
        del writer  # Pelican's writer builds a fresh context a page; these pages need none of it.
        renderer = _Renderer(self)
        urls = [renderer.write(template, context) for template, context in self._pages()]
        ours = set(urls)
        # Pages with `Status: hidden` are pages like the others; the footer alone leaves them out.
        by_hand = [*self.context["pages"], *self.context["hidden_pages"]]
        for page in by_hand:
            if page.save_as in ours:
                raise OnrecordError(f"{page.source_path}: the site has a page of its own at {page.save_as}; choose another slug")
        hand_kept = [page.url for page in by_hand]
        rows = finder.files(self._corpus, lambda said: str(renderer.row(self._views.rows.statement(said), "")))
        narrowing = ((indexes.path(kind), script(PLURALS[kind], indexes.table(self._corpus, kind))) for kind in PLURALS)
        former = self.settings.get("ONRECORD_FORMER")
        index = searching.files(self._corpus, Path(former) if former else None)
        for path, content in chain(self._files([*urls, *hand_kept]), rows, narrowing, index, self._views.citing.files()):
            _write(Path(self.output_path) / path, content)

    def _pages(self) -> Iterator[tuple[str, Base]]:
        views = self._views
        yield "home", views.home()
        yield from _as("articles", views.articles())
        for index in range(len(self._corpus.documents)):
            yield "article", views.article(index)
        for kind in PLURALS:
            yield from _as("index_of", views.index(kind))
        for entry in self._corpus.entities.values():
            yield from _as(_TEMPLATES.get(entry.kind, "entity"), views.entity(entry))
        yield from _as("concordance_of", views.concordances.pages())
        yield from _as("moved", self._moved)
        yield from _as("statements", views.statements())
        yield from _as("parallels", parallels.contexts(views.threads, self._corpus, views.rows))
        yield from _as("timeline", views.timeline())
        yield "search", views.search()
        yield "concordance", views.concordance()
        yield "data", self._data()
        yield "404", views.not_found()
        if self._curated:
            yield "curation", curation.page(self._corpus, self._corrections(), refusals.load(self._records))

    def _data(self) -> datapage.DataContext:
        """Write the files of the data set, and return the page that tells of them."""
        folder = Path(self.output_path) / downloads.FOLDER
        written = [*downloads.write(self._corpus, self._views.threads, folder)]
        written.append(downloads.described(tei.write(self._corpus, self._dataset, folder)))
        for path, content in self._views.citing.whole():
            _write(Path(self.output_path) / path, content)
            written.append(downloads.described(Path(self.output_path) / path))
        self._downloads = datapackage.write(self._dataset, self._corpus, written, folder)
        return datapage.context(self._dataset, self._downloads, folder)

    def _corrections(self) -> Path | None:
        """The corrections of the corpus that the settings speak of; of another one, it is not known here where they stand."""
        base = Path(self.settings["PATH"])
        own = (base / self.settings["ONRECORD_ARTICLES"]).resolve() == (base / "articles").resolve()
        return base / "corrections.yaml" if own else None

    def _files(self, urls: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        # Feeds, a map of the site and what browsers search it by hold absolute addresses, which only a published site has.
        if self._url:
            yield from feeds.Feeds(self._corpus, self._views.rows, self._url, self.settings["SITENAME"]).files()
            yield opensearch.ADDRESS, opensearch.description(self._url, self.settings["SITENAME"], self.settings["SITESUBTITLE"])
            unlisted = {"404.html", *(page.url for page in self._moved)}
            listed = [*(url for url in urls if url not in unlisted), *(f"{downloads.FOLDER}/{file.name}" for file in self._downloads)]
            yield "sitemap.xml", sitemap.sitemap(listed, self._url)
            if not urlsplit(self._url).path:
                yield "robots.txt", sitemap.robots(self._url)


class _Renderer:
    """Compiled templates, list rows rendered once, and the folders already made."""

    def __init__(self, generator: CorpusGenerator) -> None:
        self._output = Path(generator.output_path)
        self._templates: dict[str, Template] = {}
        self._get = generator.get_template
        self._heads = generator.heads
        self._made: set[Path] = set()
        self._rows: dict[tuple[str, str], Markup] = {}
        self._globals: dict[str, Any] = {**generator.context, "row": self.row}
        rows, entities = (generator.env.get_template(f"macros/{name}.html").module for name in ("rows", "entities"))
        self._row_macros = {DocumentRow: rows.document, StatementRow: rows.statement, EntityRow: entities.entity}

    def write(self, template: str, context: Base) -> str:
        """Render one page and write it; returns its address."""
        if template not in self._templates:
            self._templates[template] = self._get(template)
        text = self._templates[template].render(
            self._globals, page=context, root=context.root, section=context.section, head=self._heads.of(context)
        )
        _write(self._output / context.url, text.encode())
        return context.url

    def row(self, row: DocumentRow | StatementRow | EntityRow, root: str) -> Markup:
        """A list row as HTML, rendered once for each of the two depths at which lists stand."""
        key = (row.href, root)
        if key not in self._rows:
            self._rows[key] = self._row_macros[type(row)](row, root)
        return self._rows[key]


def _globals(settings: dict[str, Any], url: str, pages: Iterable[Any], own: Iterable[tuple[str, str]]) -> dict[str, Any]:
    hand_kept = tuple(Link(page.title, page.url) for page in pages)
    site = Site(
        name=settings["SITENAME"],
        subtitle=settings["SITESUBTITLE"],
        language=settings["DEFAULT_LANG"],
        url=url,
        edition=settings["ONRECORD_EDITION"],
        menu=tuple(Link(*entry) for entry in _MENU),
        footer=(*hand_kept, *(Link(*entry) for entry in own)),
    )
    return {
        "site": site,
        "basis_words": BASIS_WORDS,
        "field_labels": FIELD_LABELS,
        "facets": tuple(finder.FACETS.items()),
        "search_facets": tuple(searching.FACETS.items()),
        "search_folders": PLURALS,
    }


def _as(template: str, contexts: Iterable[Base]) -> Iterator[tuple[str, Base]]:
    return ((template, context) for context in contexts)


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
