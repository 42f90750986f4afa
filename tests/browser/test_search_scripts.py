"""Words are found in their own script only; names are found in all."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

sys.path.append(str(Path(__file__).resolve().parents[1] / "site"))
from invented import Draft, corpus

from onrecord.site.build import Options, build

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.site]

RECORDS = {
    "people": [
        {"id": "oleg-marin", "label": "Oleg Marin", "variants": ["Олег Марин"]},
        {"id": "vera-holm", "label": "Vera Holm", "variants": ["Вера Хольм"]},
        {"id": "nina-osk", "label": "Nina Osk"},
    ]
}
DRAFTS = [
    Draft("cyrillic", ("Олег Марин ждал. Потом он ушёл.",), title="Паром", names=[("person", "oleg-marin", "Олег Марин")]),
    Draft("latin", ("Vera Holm waited on the quay.",), title="Quay", names=[("person", "vera-holm", "Vera Holm")]),
    Draft(
        "gathered",
        ("Ivan Morel and the Port of Sarga waited in Osk Street.",),
        title="Pier",
        names=[
            ("person", "ivan-morel", "Ivan Morel"),
            ("organization", "port-of-sarga", "Port of Sarga"),
            ("place", "osk-street", "Osk Street"),
        ],
    ),
    Draft("unrecorded", ("Nina Osk left.",), title="Fog", names=[("person", "nina-osk", "Nina Osk")]),
]
ASKED = [
    # what is typed, titles that are found, what the page says was added
    ("Oleg Marin", ["Паром"], "Олег Марин"),
    ('"oleg marin"', ["Паром"], "Олег Марин"),
    ("Marin", ["Паром"], "Марин"),
    ("Марин", ["Паром"], ""),
    ("=Marin", [], ""),
    ("Вера Хольм", ["Quay"], "Vera Holm"),
    ("Хольм", ["Quay"], "Holm"),
    ("Holm", ["Quay"], ""),
    ("Нина Оск", ["Fog"], "Nina Osk"),  # the record has no such variant
    ("Иван Морел", ["Pier"], "Ivan Morel"),  # no record, and one spelling
    ('"Иван Морел"', ["Pier"], "Ivan Morel"),
    ("Морел", ["Pier"], "Morel"),
    ("Иван", ["Pier"], "Ivan"),
    ("Μορελ", ["Pier"], "Morel"),
    ("Մորել", ["Pier"], "Morel"),
    ("მორელ", ["Pier"], "Morel"),
    ("=Морел", [], ""),
    ("Порт оф Сарга", ["Pier"], "Port of Sarga"),
    ("Сарга", [], ""),  # a word of an organization
    ("пиер", [], ""),  # a word, but no name
    ("он", ["Паром"], ""),
    ("on", ["Quay"], ""),
    ("ушел", ["Паром"], ""),
    ("parom", [], ""),
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Its address."""
    folder = tmp_path_factory.mktemp("site")
    settings = corpus(folder, DRAFTS, RECORDS)
    (folder / "content/articles/by-hand.md").unlink()
    return build(Options(settings)).as_uri()


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    yield (page := browser.new_page())
    page.close()


@pytest.mark.parametrize(("typed", "titles", "added"), ASKED)
def test_names_and_only_names_are_found_across_scripts(page: Page, site: str, typed: str, titles: list[str], added: str) -> None:
    page.goto("about:blank")
    page.goto(f"{site}/search.html#q={typed}")
    page.wait_for_function("/^[0-9]/.test(document.querySelector('.filter-result').textContent) && !document.querySelector('[aria-busy]')")
    assert page.locator(".search-found h2").all_inner_texts() == titles
    notes = page.locator(".search-notes").inner_text()
    assert notes.startswith(f"Also found under: {added} ") if added else "Also found" not in notes
    assert "stands in no document" not in notes
