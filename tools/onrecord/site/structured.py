"""What a page tells machines in JSON-LD, in the words of schema.org.

Properties and types are those of the tables of fields (``vocabulary/fields.tsv``, ``vocabulary/tables.tsv``); what is not known is
left out, and a date stands there only where it is a day, a month or a year that is certain. Words of a statement are given
where they are quoted: what a document reports in its own words is no quotation.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from markupsafe import Markup

from onrecord.articles import OMITTED
from onrecord.cite import dates
from onrecord.cite.names import name as parsed
from onrecord.cite.records import clean
from onrecord.fields import Field, tables
from onrecord.records import SINGULARS, EntityKind
from onrecord.site import exports
from onrecord.site.corpus import Corpus, Document, EntityEntry, Key, Said
from onrecord.site.datapackage import MEDIA_TYPES
from onrecord.site.datapage import DataContext, FileRow
from onrecord.site.dataset import Dataset
from onrecord.site.rows import event_when

Node = dict[str, Any]
_Address = Callable[[str], str]
"""An address relative to the root of the site → as it stands on a page."""

TYPES: Mapping[EntityKind, str] = {
    "person": "Person",
    "organization": "Organization",
    "place": "Place",
    "event": "Event",
    "topic": "DefinedTerm",
    "outlet": "NewsMediaOrganization",
}
_NOT_HERE = frozenset({"sha256", "hasPart", "articleBody", "sameAs", "copyrightNotice"})
"""Properties of the table that the page does not repeat: the checksum is the source's, the text stands on the page, a copy is another
page of this site; statements have nodes of their own."""


class Structured:
    """The JSON-LD of one corpus. Addresses are absolute on a published site, and otherwise relative to the page."""

    def __init__(self, corpus: Corpus, site_url: str) -> None:
        self._corpus = corpus
        self._site_url = site_url.rstrip("/")

    def document(self, document: Document, root: str) -> Markup:
        """A document with the quotations in it."""
        address = self._addresses(root)
        row = exports.article(self._corpus, document)
        node: Node = {"@type": _table_type("articles"), "@id": address(document.url)}
        for field in tables()["articles"].fields:
            if field.schema and field.schema not in _NOT_HERE and (value := self._value(field, row, document, address)):
                found = node.get(field.schema, [])
                node[field.schema] = [*found, *value] if isinstance(value, list) else value
        said = self._corpus.said_in.get(document.slug, ())
        return script([node, *(self._quotation(one, address) for one in said if one.statement.kind == "direct")])

    def _value(self, field: Field, row: Mapping[str, Any], document: Document, address: _Address) -> Any:
        """The value of a field of a document as schema.org has it; ``None`` where there is nothing to tell."""
        value: Any = row.get(field.name)
        match field.name:
            case "date":
                return dates.iso(value)
            case "url":
                return address(value)
            case "outlet":
                outlet = self._corpus.outlet_of.get(document.slug)
                return value and (self._known(outlet, "Organization", address) or {"@type": "Organization", "name": clean(value)})
            case "host":
                return value and {"@type": "Organization", "name": clean(value)}
            case "authors":
                return [{"@type": "Organization" if "literal" in parsed(author) else "Person", "name": clean(author)} for author in value]
            case "digest_of":
                return value and {"@type": "CreativeWork", "name": clean(value)}
            case name if name in SINGULARS:
                kind = SINGULARS[name]
                named = document.article.standoff.entities if document.article.standoff else ()
                found = dict.fromkeys((e.kind, e.id) for e in named if e.kind == kind)
                return [node for key in found if (node := self._known(key, TYPES[kind], address))]
            case _:
                return clean(value) if isinstance(value, str) else value

    def _quotation(self, said: Said, address: _Address) -> Node:
        node: Node = {
            "@type": _table_type("statements"),
            "@id": address(said.url),
            "text": clean(OMITTED.join(said.parts).rstrip(", ")),
            "isPartOf": {"@id": address(said.document.url)},
            "spokenByCharacter": self._speaker(said.speaker_key, address),
            "dateCreated": dates.iso(said.statement.said_on),
            "recordedAt": self._known(("event", said.statement.event), "Event", address) if said.statement.event else None,
        }
        return {key: value for key, value in node.items() if value}

    def _speaker(self, key: Key | None, address: _Address) -> Node | None:
        return self._known(key, "Person" if key[0] == "person" else "Organization", address) if key else None

    def _known(self, key: Key | None, type_: str, address: _Address) -> Node | None:
        entry = self._corpus.entities.get(key) if key else None
        return {"@type": type_, "@id": address(entry.url), "name": clean(entry.name)} if entry else None

    def entity(self, entry: EntityEntry, root: str) -> Markup:
        """A person, organization, place, event, topic or outlet."""
        address = self._addresses(root)
        node: Node = {
            "@type": TYPES[entry.kind],
            "@id": address(entry.url),
            "url": address(entry.url),
            "identifier": entry.id,
            "name": clean(entry.name),
            "alternateName": [clean(variant.name) for variant in entry.variants if variant.name != entry.name],
            "sameAs": list(entry.record.same_as) if entry.record else [],
            "description": clean(entry.record.note) if entry.record and entry.record.note else None,
            "startDate": dates.iso(event_when(entry).date) if entry.kind == "event" else None,
        }
        return script([{key: value for key, value in node.items() if value}])

    def dataset(self, dataset: Dataset, page: DataContext) -> Markup:
        """The data of the corpus, with its files."""
        address = self._addresses(page.root)
        files = [*page.whole, *(file for table in page.tables for file in table.files)]
        node: Node = {
            "@type": "Dataset",
            "@id": address(page.url),
            "url": address(page.url),
            "name": dataset.title,
            "description": dataset.description,
            "creator": [_keeper(keeper.name, keeper.orcid, person=bool(keeper.family or keeper.orcid)) for keeper in dataset.keepers],
            "license": f"https://spdx.org/licenses/{dataset.licence}" if dataset.licence else None,
            "isAccessibleForFree": True,
            "distribution": [_download(file, address) for file in files],
        }
        return script([{key: value for key, value in node.items() if value}])

    def site(self, name: str, subtitle: str) -> Markup | None:
        """The site, and how it is searched; nothing without an address."""
        if not self._site_url:
            return None
        search = {"@type": "EntryPoint", "urlTemplate": f"{self._site_url}/search.html?q={{search_term_string}}"}
        action = {"@type": "SearchAction", "target": search, "query-input": "required name=search_term_string"}
        node: Node = {"@type": "WebSite", "@id": f"{self._site_url}/", "url": f"{self._site_url}/", "name": name}
        return script([node | ({"alternativeHeadline": subtitle} if subtitle else {}) | {"potentialAction": action}])

    def _addresses(self, root: str) -> _Address:
        return lambda url: f"{self._site_url}/{url}" if self._site_url else root + url


def script(nodes: Iterable[Node]) -> Markup:
    """Nodes as the content of a script element: no ``<``, ``>`` or ``&`` can end it or be read as markup."""
    graph = list(nodes)
    told = graph[0] if len(graph) == 1 else {"@graph": graph}
    text = json.dumps({"@context": "https://schema.org", **told}, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)  # noqa: S704  (escaped above)


def _table_type(name: str) -> str:
    return tables()[name].schema


def _keeper(name: str, orcid: str | None, *, person: bool) -> Node:
    return {"@type": "Person" if person else "Organization", "name": name, **({"sameAs": orcid} if orcid else {})}


def _download(file: FileRow, address: _Address) -> Node:
    return {
        "@type": "DataDownload",
        "name": file.name,
        "contentUrl": address(file.href),
        "contentSize": file.size,
        "encodingFormat": MEDIA_TYPES[file.name.rpartition(".")[2]],
    }
