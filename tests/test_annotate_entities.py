"""Which names of one document are one person's."""

from __future__ import annotations

import pytest

from builders import MORE_PROSE, PROSE, annotated, found_at


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Nora Whitcombe came. Then Nora left.", {"Nora": "Nora Whitcombe"}, id="a given name alone"),
        pytest.param(
            "Foreign Minister Nora Q. Whitcombe came. Nora Whitcombe left.", {"Nora Whitcombe": "Nora Q. Whitcombe"}, id="a middle name"
        ),
        pytest.param("Thomas Hartley came. Then Tom Hartley left.", {"Tom Hartley": "Thomas Hartley"}, id="a short form"),
        pytest.param("Thomas Hartley came. Thomas Hartley Jr. left.", {"Thomas Hartley Jr": "Thomas Hartley Jr"}, id="his son"),
        pytest.param(
            "George D. Hartley came. George B. Hartley left. George Hartley slept.",
            {"George B. Hartley": "George B. Hartley", "George Hartley": "George Hartley"},
            id="two of one name, and whoever is meant",
        ),
        pytest.param("Albert Hartley came. Alan Hartley left.", {"Alan Hartley": "Alan Hartley"}, id="given names with one short form"),
        pytest.param("Albert Hartley and Alan Hartley came. Al Hartley left.", {"Al Hartley": "Al Hartley"}, id="a short form of two"),
        pytest.param("Mrs. Nora Brandt and Mr. Otto Brandt came. Mrs. Brandt left.", {"Brandt": "Nora Brandt"}, id="a form of address"),
    ],
)
def test_names_in_one_document(text: str, expected: dict[str, str]) -> None:
    found = dict(found_at(text, "person"))
    assert {name: found.get(name) for name in expected} == expected


@pytest.mark.parametrize(
    ("author", "kind"),
    [
        ("Ministry of Tides of the Republic of Norvania", "organization"),
        ("Lantern Union", "organization"),
        ("Harbour Workers League", "organization"),
        ("Clara Nyberg", "person"),
        ("Epiktet", "person"),
    ],
)
def test_an_author_whom_the_body_does_not_name_is_a_person_or_a_body(author: str, kind: str) -> None:
    found = annotated(f"The bridge\nAuthor: {author}\n\n{PROSE}\n\n{MORE_PROSE}")
    assert [entity.kind for entity in found.entities if entity.name == author] == [kind]
