"""Lists of several pages: every row once, in order, at addresses that stay put."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.site.addresses import part
from onrecord.site.paginate import in_order, newest_first


@pytest.mark.parametrize(
    ("url", "number", "expected"),
    [("people.html", 2, "people-2.html"), ("people/ada.html", 2, "people/ada.2.html"), ("people/ada-2.html", 3, "people/ada-2.3.html")],
)
def test_addresses_of_further_pages(url: str, number: int, expected: str) -> None:
    assert part(url, number) == expected


@pytest.mark.parametrize(
    ("rows", "urls"),
    [
        (0, ["people.html"]),
        (3, ["people.html"]),
        (4, ["people.html", "people-2.html"]),
        (7, ["people.html", "people-2.html", "people-3.html"]),
    ],
)
def test_pages_in_order(rows: int, urls: list[str]) -> None:
    assert [page.url for page in in_order(range(rows), "people.html", 3)] == urls


@pytest.mark.parametrize(("rows", "pages"), [(99, 1), (100, 1), (101, 2), (200, 2), (201, 3)])
def test_a_hundred_rows_fill_a_page_and_one_more_begins_another(rows: int, pages: int) -> None:
    assert (len(in_order(range(rows), "a.html")), len(newest_first(range(rows), "a.html"))) == (pages, pages)


@pytest.mark.parametrize(
    ("pages", "number", "near"),
    [
        (1, 1, "1"),
        (5, 3, "1 2 3 4 5"),
        (9, 1, "1 2 3 … 9"),
        (9, 4, "1 2 3 4 5 6 … 9"),
        (9, 5, "1 … 3 4 5 6 7 … 9"),
        (9, 9, "1 … 7 8 9"),
    ],
)
def test_a_page_links_to_those_around_it_and_to_the_ends(pages: int, number: int, near: str) -> None:
    page = in_order(range(pages), "a.html", 1)[number - 1]
    assert " ".join(str(entry[0]) if entry else "…" for entry in page.near) == near
    assert all(page.pages[entry[0] - 1] == entry[1] for entry in page.near if entry)


@given(st.integers(0, 40), st.integers(1, 7))
def test_every_row_stands_on_one_page_in_order(rows: int, size: int) -> None:
    for pages in (in_order(range(rows), "a.html", size), newest_first(range(rows), "a.html", size)):
        assert [row for page in pages for row in page.rows] == list(range(rows))
        assert [page.first for page in pages] == [page.rows[0] + 1 if page.rows else 1 for page in pages]
        assert len({page.url for page in pages}) == len(pages)
        assert all(len(page.rows) <= size for page in pages)


@given(st.integers(0, 40), st.integers(1, 7))
def test_a_new_document_changes_no_page_of_old_ones(rows: int, size: int) -> None:
    """Rows run from the newest to the oldest; a new one goes to the head."""
    before = {page.url: page.rows for page in newest_first(range(rows, 0, -1), "a.html", size)}
    after = {page.url: page.rows for page in newest_first(range(rows + 1, 0, -1), "a.html", size)}
    assert {url for url in before if url != "a.html" and before[url] != after[url]} == set()


def test_neighbours() -> None:
    first, second = in_order(range(4), "a.html", 3)
    assert (first.previous, first.next, second.previous, second.next) == (None, "a-2.html", "a.html", None)
