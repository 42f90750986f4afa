"""Addresses of entities that were found to be others: they lead on."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.articles import load
from onrecord.authorities import Authorities
from onrecord.build import build
from onrecord.records import EntityKind
from onrecord.site import build as site
from onrecord.site import moved
from onrecord.site.corpus import EntityEntry, gather
from onrecord.site.views import Views

ROOT = Path(__file__).resolve().parents[2]
TEXTS = (
    "Title: The ferry\nDate: 3 May 2016\n\nPresident Whitcombe said that the ferry was late.\n",
    "Title: The bridge\nDate: 4 May 2016\n\nNora Whitcombe walked across the bridge in the rain.\n",
    "Title: The flag\nDate: 5 May 2016\n\nPresident Nora Whitcombe said that the bridge was open.\n",
)
"""The third brings the two together whom the first and the second name."""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus that was built anew after each of its documents came."""
    folder = tmp_path_factory.mktemp("moved")
    (folder / "sources").mkdir()
    for number, text in enumerate(TEXTS):
        (folder / "sources" / f"{number}.txt").write_text(text, encoding="utf-8")
        build(
            folder / "sources",
            folder / "articles",
            authorities_folder=folder / "authorities",
            corrections_file=folder / "none.yaml",
            cache=folder / "cache",
            jobs=1,
        )
    return folder


def entry(corpus: Path, kind: EntityKind, id_: str) -> EntityEntry:
    return gather(load(corpus / "articles"), Authorities()).entities[kind, id_]


def test_an_entity_knows_where_it_stood_and_why_its_names_are_its_own(corpus: Path) -> None:
    found = entry(corpus, "person", "nora-whitcombe")
    assert (found.name, found.former, len(found.occurrences)) == ("Nora Whitcombe", ("whitcombe",), 3)
    assert [(joined.name, joined.other, document.slug) for joined, document in found.joined] == [
        ("Whitcombe", "Nora Whitcombe", "the-ferry")
    ]


def test_the_former_address_leads_on(corpus: Path) -> None:
    (page,) = moved.pages(gather(load(corpus / "articles"), Authorities()))
    assert (page.url, page.way) == ("people/whitcombe.html", "../people/nora-whitcombe.html")


def test_so_does_that_of_its_concordance(corpus: Path) -> None:
    (page,) = Views(gather(load(corpus / "articles"), Authorities())).concordances.moved()
    assert (page.url, page.way) == ("concordance/people/whitcombe.html", "../../concordance/people/nora-whitcombe.html")


def test_it_does_so_by_itself_and_by_a_link_and_no_list_has_it(corpus: Path) -> None:
    output = corpus / "output"
    options = site.Options(ROOT / "pelicanconf.py", corpus / "articles", corpus / "authorities", output, "Ferries")
    site.build(options)
    page = (output / "people" / "whitcombe.html").read_text(encoding="utf-8")
    assert '<meta http-equiv="refresh" content="0; url=../people/nora-whitcombe.html">' in page
    assert '<a href="../people/nora-whitcombe.html">Nora Whitcombe</a>' in page
    assert "whitcombe.html" in (output / "people.html").read_text(encoding="utf-8")
    assert '"people/whitcombe.html"' not in (output / "people.html").read_text(encoding="utf-8")
