"""What pages tell machines: heads that reference managers read, JSON-LD, citations to take away, feeds, OpenSearch."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import feedparser
import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from invented import CORPUS, HOSTILE, RECORD, corpus
from pyld import jsonld
from rdflib import SDO, URIRef

from onrecord.site.build import Options, build

pytestmark = pytest.mark.site

SITE = "https://example.org/corpus"


class Page(HTMLParser):
    """The meta elements, the links, the JSON-LD and the downloads of a page."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.meta: list[tuple[str, str]] = []
        self.links: list[dict[str, str]] = []
        self.downloads: list[dict[str, str]] = []
        self._data: list[str] | None = None
        self.structured: list[str] = []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "meta" and (name := found.get("name") or found.get("property")):
            self.meta.append((name, found.get("content", "")))
        if tag == "link":
            self.links.append(found)
        if tag == "a" and "download" in found:
            self.downloads.append(found)
        if tag == "script" and found.get("type") == "application/ld+json":
            self._data = []

    def handle_data(self, data: str) -> None:
        if self._data is not None:
            self._data.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "script" and self._data is not None:
            self.structured.append("".join(self._data))
            self._data = None

    @property
    def nodes(self) -> list[dict[str, Any]]:
        """The nodes of the one block of JSON-LD; none where there is none."""
        assert len(self.structured) <= 1
        told = json.loads(self.structured[0]) if self.structured else {"@graph": []}
        return told.get("@graph", [told])  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    settings = corpus(tmp_path_factory.mktemp("published"), [*CORPUS, RECORD])
    text = settings.read_text(encoding="utf-8")
    settings.write_text(f'{text}ONRECORD_SITEURL = "{SITE}"\nONRECORD_PUBLISH = "full"\n', encoding="utf-8")
    return build(Options(settings))


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(Options(corpus(tmp_path_factory.mktemp("local"), [*CORPUS, RECORD])))


# ---- heads ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("slug", "tags"),
    [
        (
            "the-ferry-is-retired",
            {
                "citation_title": "The ferry is retired",
                "citation_author": "Brandt, Lev",
                "citation_publication_date": "2019/05/14",
                "DC.source": "Oster Courier",
                "citation_language": "en",
                "citation_public_url": f"{SITE}/articles/the-ferry-is-retired.html",
                "og:title": "The ferry is retired",
                "og:type": "article",
            },
        ),
        (
            "words-on-the-quay",
            {"citation_title": "[Ada Lindqvist spoke on the quay]", "citation_publication_date": None, "DC.date": None, "DC.source": None},
        ),
        ("by-hand", {"DC.date": "about October 2022", "citation_publication_date": None}),
        ("the-ferry-in-short", {"citation_publication_date": "2019/05"}),
        ("hostile", {"citation_title": HOSTILE, "DC.source": HOSTILE, "citation_publication_date": None, "DC.date": None}),
    ],
)
def test_reference_managers_find_an_article_of_the_outlet(published: Path, slug: str, tags: dict[str, str | None]) -> None:
    """The rules of Zotero's translator for embedded metadata: ``z:itemType`` decides, the source is the publication, and what is
    named like a journal would make it one."""
    found = Page(published / f"articles/{slug}.html").meta
    told = dict(found)
    assert (told["z:itemType"], told["DC.type"]) == ("newspaperArticle", "newspaperArticle")
    assert {name: told.get(name) for name in tags} == tags
    assert not {"citation_journal_title", "og:site_name"} & set(told)
    assert ("og:type", "website") not in found


def test_every_page_of_a_published_site_has_one_address(published: Path, local: Path) -> None:
    for path in published.rglob("*.html"):
        address = path.relative_to(published).as_posix()
        found = [link["href"] for link in Page(path).links if link.get("rel") == "canonical"]
        nowhere = address == "404.html" or "refresh" in path.read_text(encoding="utf-8")
        assert found == ([] if nowhere else [f"{SITE}/{'' if address == 'index.html' else address}"]), address
    assert not any(link.get("rel") == "canonical" for path in local.rglob("*.html") for link in Page(path).links)


def test_a_page_names_the_files_of_its_citation(local: Path) -> None:
    for path in (local / "articles").glob("*.html"):
        found = {link["type"]: link["href"] for link in Page(path).links if link.get("rel") == "alternate"}
        assert sorted(Path(href).suffix for href in found.values()) == [".bib", ".json", ".ris"]
        assert all((path.parent / href).resolve().is_file() for href in found.values())


# ---- citations to take away ------------------------------------------------------------------------------------------------


def test_downloads_work_without_scripts_and_are_read_back(local: Path) -> None:
    page = Page(local / "articles/what-the-harbour-thinks.html")
    assert [found["href"] for found in page.downloads[:3]] == [f"../articles/what-the-harbour-thinks.{e}" for e in ("bib", "ris", "json")]
    inside = [found for found in page.downloads if found["href"].startswith("data:")]
    assert len(inside) == 2 * 5
    for found in inside:
        text = unquote(found["href"].partition(",")[2])
        entries = rispy.loads(text) if found["download"].endswith(".ris") else parse_string(text).entries
        assert len(entries) == 1, found
    (first,) = rispy.loads(unquote(inside[1]["href"].partition(",")[2]))
    assert (first["title"], first["secondary_title"]) == ("What the harbour thinks", "Oster Courier")
    assert first["abstract"] == "the Oster Bay ferry would be missed"
    assert first["notes"] == ["Ada Lindqvist, reported (“said on Monday that”), said 3 June 2019, ¶ 1"]


@pytest.mark.parametrize(
    ("address", "records"),
    [
        ("data/citations.ris", 7),
        ("data/citations-statements.ris", 9),
        ("people/ada-lindqvist.ris", 3),
        ("outlets/oster-courier.ris", 2),
        ("articles/hostile.ris", 1),
    ],
)
def test_lists_give_many_at_once(local: Path, address: str, records: int) -> None:
    assert len(rispy.loads((local / address).read_text(encoding="utf-8"))) == records


def test_all_three_formats_hold_the_same_records(local: Path) -> None:
    for stem in ("data/citations", "data/citations-statements"):
        library = parse_string((local / f"{stem}.bib").read_text(encoding="utf-8"))
        assert not library.failed_blocks
        items = json.loads((local / f"{stem}.json").read_bytes())
        ids = [item["id"] for item in items]
        assert ids == [entry.key for entry in library.entries]
        assert ids == [entry["id"] for entry in rispy.loads((local / f"{stem}.ris").read_text(encoding="utf-8"))]
        assert len(set(ids)) == len(ids)


# ---- JSON-LD ---------------------------------------------------------------------------------------------------------------


def test_types_and_properties_are_those_of_schema_org(local: Path, published: Path) -> None:
    """Against the vocabulary that rdflib carries, and expanded without a term that gets lost; no network."""
    known = {str(term).removeprefix(str(SDO)) for term in dir(SDO)}
    for path in [*local.rglob("*.html"), *published.rglob("*.html")]:
        for node in Page(path).nodes:
            assert _terms(node) - known - {"query-input"} == set(), path
            assert node["@type"]
            expanded = jsonld.expand({**node, "@context": {"@vocab": str(SDO)}}, {"base": f"{SITE}/articles/"})
            assert len(expanded) == 1
            assert len(expanded[0]) == len([key for key, value in node.items() if key != "@context" and value not in (None, [])])
            assert URIRef(expanded[0]["@type"][0]).startswith(str(SDO))


def _terms(value: Any) -> set[str]:
    if isinstance(value, list):
        return {term for one in value for term in _terms(one)}
    if not isinstance(value, dict):
        return set()
    own = {key for key in value if not key.startswith("@")} | ({value["@type"]} if "@type" in value else set())
    return own | {term for one in value.values() for term in _terms(one)}


def test_an_article_and_its_quotations(published: Path) -> None:
    article, quotation = Page(published / "articles/the-ferry-is-retired.html").nodes
    url = f"{SITE}/articles/the-ferry-is-retired.html"
    ada = {"@type": "Person", "@id": f"{SITE}/people/ada-lindqvist.html", "name": "Ada Lindqvist"}
    assert (article["@type"], article["@id"], article["url"]) == ("NewsArticle", url, url)
    assert (article["headline"], article["datePublished"], article["inLanguage"]) == ("The ferry is retired", "2019-05-14", "en")
    assert article["publisher"] == {"@type": "Organization", "@id": f"{SITE}/outlets/oster-courier.html", "name": "Oster Courier"}
    assert (article["provider"]["name"], article["author"]) == ("Open Newsstand", [{"@type": "Person", "name": "Lev Brandt"}])
    assert ada in article["mentions"]
    assert article["about"] == [{"@type": "DefinedTerm", "@id": f"{SITE}/topics/ferries.html", "name": "Ferries"}]
    assert (quotation["@type"], quotation["spokenByCharacter"], quotation["isPartOf"]) == ("Quotation", ada, {"@id": url})
    assert quotation["text"] == "Nobody asked the ferry whether it wished to be a bridge"


def test_what_is_reported_in_other_words_is_no_quotation(local: Path) -> None:
    nodes = Page(local / "articles/what-the-harbour-thinks.html").nodes
    assert [node["text"] for node in nodes if node["@type"] == "Quotation"] == ["Nobody tells us anything"]
    assert "spokenByCharacter" not in nodes[-1]  # an official who asked not to be named is nobody that is known


@pytest.mark.parametrize("slug", ["words-on-the-quay", "by-hand", "hostile"])
def test_a_date_that_is_not_certain_is_no_date(local: Path, slug: str) -> None:
    assert "datePublished" not in Page(local / f"articles/{slug}.html").nodes[0]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("people/ada-lindqvist.html", {"@type": "Person", "name": "Ada Lindqvist", "sameAs": ["https://example.org/ada"]}),
        ("places/oster-bay.html", {"@type": "Place", "name": "Oster Bay"}),
        ("events/bridge.html", {"@type": "Event", "alternateName": ["bridge opening"], "startDate": "2019-05-14"}),
        ("topics/ferries.html", {"@type": "DefinedTerm", "name": "Ferries"}),
        ("outlets/oster-courier.html", {"@type": "NewsMediaOrganization", "name": "Oster Courier"}),
        ("data.html", {"@type": "Dataset", "name": "Ferries & bridges"}),
        ("index.html", {"@type": "WebSite", "url": f"{SITE}/"}),
    ],
)
def test_other_pages(published: Path, address: str, expected: dict[str, Any]) -> None:
    (node,) = Page(published / address).nodes
    assert {key: node.get(key) for key in expected} == expected


def test_nothing_ends_the_script(local: Path) -> None:
    page = Page(local / "articles/hostile.html")
    assert page.nodes[0]["headline"] == HOSTILE
    assert not re.search("[<>&]", page.structured[0])


# ---- feeds and search ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "titles"),
    [
        ("feeds/all.atom.xml", ["By hand", "A digest", "What the harbour thinks", "The ferry is retired", "The ferry, in short"]),
        ("feeds/people/ada-lindqvist.atom.xml", ["What the harbour thinks", "The ferry is retired"]),
        ("feeds/topics/ferries.atom.xml", ["What the harbour thinks", "The ferry is retired"]),
    ],
)
def test_feeds(published: Path, address: str, titles: list[str]) -> None:
    found = feedparser.parse((published / address).read_bytes())
    assert not found.bozo
    assert [entry.title for entry in found.entries] == titles
    assert all(entry.id.startswith(f"{SITE}/articles/") and entry.updated_parsed for entry in found.entries)
    assert f"{SITE}/{address}" in [link.href for link in found.feed.links if link.rel == "self"]


def test_an_entry_says_who_published_it_when_and_who_speaks(published: Path) -> None:
    found = feedparser.parse((published / "feeds/people/ada-lindqvist.atom.xml").read_bytes())
    assert [entry.summary for entry in found.entries] == [
        "Oster Courier. 5 June 2019. Ada Lindqvist: said on Monday that the Oster Bay ferry would be missed",
        "Oster Courier. 14 May 2019. Ada Lindqvist: “Nobody asked the ferry whether it wished to be a bridge”",
    ]


def test_pages_lead_to_their_feeds(published: Path) -> None:
    links = [link["href"] for link in Page(published / "people/ada-lindqvist.html").links if link.get("type") == "application/atom+xml"]
    assert sorted(links) == ["../feeds/all.atom.xml", "../feeds/people/ada-lindqvist.atom.xml"]
    named = {path.relative_to(published).as_posix() for path in published.rglob("*.atom.xml")}
    told = {
        (path.parent / link["href"]).resolve().relative_to(published.resolve()).as_posix()
        for path in published.rglob("*.html")
        if path.name != "404.html"  # its addresses are whole ones
        for link in Page(path).links
        if link.get("type") == "application/atom+xml"
    }
    assert told == named


def test_browsers_are_told_how_to_search(published: Path, local: Path) -> None:
    root = ET.parse(published / "opensearch.xml").getroot()  # noqa: S314  (written by the site itself)
    (url,) = root.findall("{http://a9.com/-/spec/opensearch/1.1/}Url")
    assert url.attrib == {"type": "text/html", "method": "get", "template": f"{SITE}/search.html?q={{searchTerms}}"}
    assert not (local / "opensearch.xml").exists()
