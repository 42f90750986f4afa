"""Where a name stands in an index, and which lists an index has."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import CORPUS, RECORD, Draft
from test_views import authorities

from onrecord.authorities import Authorities
from onrecord.records import EntityKind
from onrecord.site import alphabet
from onrecord.site.corpus import gather
from onrecord.site.indexes import table
from onrecord.site.views import Views


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("Çelik", "C"),
        ("Şahin", "S"),
        ("Əhmədov", "Ə"),
        ("İsmayıl", "I"),
        ("ılıca", "I"),
        ("Øster", "O"),
        ("Łoza", "L"),
        ("Ñandú", "N"),
        ("“The Quay”", "T"),
        ("ʿAyn", "A"),
        ("Щукин", "Щ"),
        ("йод", "Й"),
        ("Ωmega", "Ω"),
        ("12th of May", "0–9"),
        ("漢字", "漢"),
        ("…", "…"),
        ("", "…"),
    ],
)
def test_a_name_stands_under_the_letter_where_it_is_looked_up(name: str, heading: str) -> None:
    assert alphabet.letter(name) == heading


@pytest.mark.parametrize(
    "ordered",
    [
        ["Cabot", "Çelik", "Cetin", "Dal"],
        ["Ekholm", "Ezer", "Əhmədov", "Falk"],
        ["Sahin", "Şahin Bay", "Sahinoglu"],
        ["Zola", "Ωmega", "Авдеев", "Щукин", "12th of May", "…"],
        ["de Wit", "De Witte", "Dewolf"],
        ["Al-Noor", "Alnoor"],
    ],
)
def test_names_stand_in_the_order_of_letters_without_regard_to_marks(ordered: list[str]) -> None:
    assert sorted(set(ordered), key=alphabet.key) == ordered


@given(st.lists(st.text(max_size=8), max_size=8))
def test_names_under_one_heading_stand_together(names: Sequence[str]) -> None:
    headings = [alphabet.letter(name) for name in sorted(names, key=alphabet.key)]
    runs = [heading for before, heading in zip([None, *headings], headings, strict=False) if heading != before]
    assert len(runs) == len(set(runs))


@pytest.mark.parametrize(
    ("name", "forms", "filed"),
    [
        ("Ada Lindqvist", [], "Lindqvist"),
        ("Ada Lindqvist", ["Ada", "Lindqvist"], "Lindqvist"),
        ("Oona Marsh Jr.", [], "Marsh"),
        ("Harun al-Noor", [], "Noor"),
        ("Pieter van der Zee", ["van der Zee"], "Zee"),
        ("Ines Brandt-Ekholm", [], "Brandt-Ekholm"),
        ("Quon Minsu", ["Quon Minsu", "Quon"], "Quon"),
        ("Quon Minsu", ["Quon", "Minsu"], "Minsu"),
        ("Lindqvist", ["Lindqvist"], "Lindqvist"),
        ("", [], ""),
    ],
)
def test_a_person_is_filed_under_the_surname(name: str, forms: list[str], filed: str) -> None:
    assert name[slice(*alphabet.surname(name, forms))] == filed


def crew() -> Views:
    ask: tuple[EntityKind, str, str] = ("person", "lev-ask", "Lev Ask")
    quote = ("“The fog is ours,” Lev Ask said. Oona Çelik left.",)
    drafts = (
        Draft("d0", ("Ada Falk and Lev Ask.",), names=(("person", "ada-falk", "Ada Falk"), ask), front={"date": "2001-04"}),
        Draft(
            "d1",
            quote,
            names=(ask, ("person", "oona-celik", "Oona Çelik")),
            quotes=(("direct", "The fog is ours", "lev-ask", "Lev Ask"),),
            front={"date": "2004"},
        ),
    )
    records = {"people": [{"id": "ada-falk", "label": "Ada Falk"}]}
    return Views(gather((draft.article() for draft in drafts), authorities(records)))


@pytest.mark.parametrize(
    ("address", "names"),
    [
        ("people.html", [("A", ["Lev Ask"]), ("C", ["Oona Çelik"]), ("F", ["Ada Falk"])]),
        ("people-by-frequency.html", [("2 documents", ["Lev Ask"]), ("1 document", ["Oona Çelik", "Ada Falk"])]),
        ("people-who-speak.html", [("A", ["Lev Ask"])]),
        ("people-only-named.html", [("C", ["Oona Çelik"]), ("F", ["Ada Falk"])]),
        ("people-with-record.html", [("F", ["Ada Falk"])]),
        ("people-without-record.html", [("A", ["Lev Ask"]), ("C", ["Oona Çelik"])]),
    ],
)
def test_every_order_and_facet_is_a_list_of_its_own(address: str, names: list[tuple[str, list[str]]]) -> None:
    pages = {page.url: page for page in crew().index("person")}
    assert [(group.heading, ["".join(row.name) for row in group.rows]) for group in pages[address].groups] == names


def test_lists_lead_to_each_other_with_their_numbers() -> None:
    page, *_ = crew().index("person")
    assert [(link.text, link.href) for link in page.orders] == [("name", "people.html"), ("frequency", "people-by-frequency.html")]
    assert [(link.text, link.count) for link in page.facets] == [
        ("who speak", 1),
        ("only named", 2),
        ("with a record", 1),
        ("without a record", 2),
    ]
    assert [(link.text, link.href, link.count) for link in page.jumps] == [
        ("A", "people.html#at-a", 1),
        ("C", "people.html#at-c", 1),
        ("F", "people.html#at-f", 1),
    ]


def test_a_facet_that_holds_for_all_or_none_is_no_list() -> None:
    views = Views(gather([Draft("d", ("Ada.",), names=(("person", "ada", "Ada"),)).article()], Authorities()))
    assert [page.url for page in views.index("person")] == ["people.html", "people-by-frequency.html"]
    assert [page.url for page in views.index("place")] == ["places.html"]


def test_a_letter_is_reached_on_the_page_where_it_begins() -> None:
    names: list[tuple[EntityKind, str, str]] = [("place", f"p{n:03}", f"{'A' if n < 130 else 'Ə'}bay{n:03}") for n in range(150)]
    draft = Draft("d", (", ".join(name for *_, name in names),), names=names)
    pages = Views(gather([draft.article()], Authorities())).index("place")
    assert [(link.text, link.href, link.count) for link in pages[0].jumps] == [
        ("A", "places.html#at-a", 130),
        ("Ə", "places-2.html#at-18f", 20),
    ]


def test_events_stand_by_date() -> None:
    (first, *_) = Views(gather([draft.article() for draft in (*CORPUS, RECORD)], authorities())).index("event")
    assert [(group.heading, ["".join(row.name) for row in group.rows]) for group in first.groups] == [
        ("2019", ["Opening of the bridge"]),
        ("Not dated", ["a long goodbye"]),
    ]


def test_the_rows_for_the_script_hold_what_facets_ask() -> None:
    assert table(crew()._corpus, "person") == [
        ["lev-ask", "Lev Ask", "", 2, 1, 0, 2001, 2004],
        ["oona-celik", "Oona Çelik", "", 1, 0, 0, 2004, 2004],
        ["ada-falk", "Ada Falk", "", 1, 0, 1, 2001, 2001],
    ]
