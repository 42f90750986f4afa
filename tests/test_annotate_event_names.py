"""Names of events: how far they reach, heads in small letters, and forms that are one event."""

from __future__ import annotations

import pytest

from builders import MORE_PROSE, PROSE, annotated, found_at

NAMES = [
    ("They met after the Great Eel War of the coast.", ["Great Eel War"], "the capitalised part"),
    ("They met at the 2012 Lantern Games in spring.", ["2012 Lantern Games"], "with its year"),
    ("They met at Lantern Expo 2012 in spring.", ["Lantern Expo 2012"], "or behind"),
    ("It was built after World War II by sailors.", ["World War II"], "with its number"),
    ("It was built after World War Two by sailors.", ["World War Two"], "with its number in words"),
    ("They sang at the Winter Carnival of Lamps there.", ["Winter Carnival of Lamps"], "with its complement"),
    ("They met at the 2012 Brandholm summit there.", ["2012 Brandholm summit"], "a head in small letters behind a year"),
    ("Many left after the Brandholm earthquake that year.", ["Brandholm earthquake"], "or behind a place, where the head says enough"),
    ("They met at the Brandholm summit there.", [], "of a summit there are many"),
    ("Many left after the earthquake that year.", [], "a head alone names nothing"),
    ("The court heard of Brandholm war crimes then.", [], "part of something else"),
    ("They read the Lantern Declaration aloud.", [], "a paper"),
    ("They saw Star Wars in the harbour.", [], "the title of a work"),
    ("They met at the Olympics in spring.", ["Olympics"], "a name of one word that everybody knows"),
]


@pytest.mark.parametrize(("text", "names", "why"), NAMES)
def test_how_far_the_name_of_an_event_reaches(text: str, names: list[str], why: str) -> None:
    assert [words for words, _ in found_at(f"{PROSE}\n\n{text}\n\n{MORE_PROSE}", "event")] == names, why


ONE = [
    ("The Northern Reed Revolt was long. The Reed Revolt ended.", ["Northern Reed Revolt"], "what leaves out the beginning"),
    ("The 2012 Lantern Games were short. The Lantern Games ended.", ["2012 Lantern Games"], "what leaves out the year"),
    (
        "The 2012 Lantern Games were short. The 2016 Lantern Games were long.",
        ["2012 Lantern Games", "2016 Lantern Games"],
        "two years are two",
    ),
    (
        "The 2012 Lantern Games were short. The 2016 Lantern Games were long. The Lantern Games are dear.",
        ["2012 Lantern Games", "2016 Lantern Games", "Lantern Games"],
        "what could be either is neither",
    ),
    ("It ended with the Second World War. World War II was long.", ["Second World War"], "two names of one event that the table knows"),
]


@pytest.mark.parametrize(("text", "names", "why"), ONE)
def test_forms_of_one_event(text: str, names: list[str], why: str) -> None:
    found = [entity for entity in annotated(f"{PROSE}\n\n{text}\n\n{MORE_PROSE}").entities if entity.kind == "event"]
    assert [entity.name for entity in found] == names, why


def test_the_place_within_the_name_of_an_event_stays_a_place() -> None:
    text = f"{PROSE}\n\nMany left after the Sudland earthquake that year.\n\n{MORE_PROSE}"
    assert [words for words, _ in found_at(text, "place") if words == "Sudland"] == ["Sudland"]
