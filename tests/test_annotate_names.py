"""Names of people, organizations and places: what each rule knows a name by, and what is none."""

from __future__ import annotations

import pytest

from builders import annotated, described, found_at, names
from onrecord.annotate import Knowledge, annotate
from onrecord.authorities import Authorities, Person

PEOPLE = [
    ("Clara Nyberg opened the bridge.", ["Clara Nyberg"], "a given name"),
    ("The bridge was opened by Clara Nyberg and Otto Brandt.", ["Clara Nyberg", "Otto Brandt"], "two of them"),
    ("The prize went to General Zorvath Quell on Monday.", ["Zorvath Quell"], "a title before a name nobody knows"),
    ("Dr. Zorvath Quell spoke.", ["Zorvath Quell"], "an abbreviated title"),
    ("Prime Minister Zorvath Quell spoke.", ["Zorvath Quell"], "a title of two words"),
    ("Foreign Minister Clara Nyberg spoke.", ["Clara Nyberg"], "the title is no part of the name"),
    ("Clara van der Berg spoke.", ["Clara van der Berg"], "particles"),
    ("John Q. Falk spoke.", ["John Q. Falk"], "an initial"),
    ("Judge Richard A. Falk and John I. Brandt spoke.", ["Richard A. Falk", "John I. Brandt"], "initials like an article and a pronoun"),
    ("Mayor Don Quell spoke. Later Don Nyberg left.", ["Don Quell", "Don Nyberg"], "a title that is a given name before a surname"),
    ("Don Carlos Falk spoke.", ["Carlos Falk"], "but a title before a given name"),
    ("(Reporting by Clara Nyberg; Editing by Otto Brandt)", ["Clara Nyberg", "Otto Brandt"], "a credit line"),
    ("Covid closed the Hospitals. Medicaid paid, at 20 degrees Celsius.", [], "words that are no names"),
    ("Zorvath Quell, 51, a fisherman, said no.", ["Zorvath Quell"], "an age after the name"),
    ("The analyst Zorvath Quell said no.", ["Zorvath Quell"], "a role before it"),
    ("Zorvath Quell, a senior analyst at the bank, said no.", ["Zorvath Quell"], "a role after it"),
    ("Märta Ekholm spoke.", ["Marta Ekholm"], "a variant of an authority record has its label"),
    ("The April Fair was in May.", [], "months are no given names"),
    ("New Bridge Street is closed.", [], "a street"),
    ("On Monday the Mayor spoke.", [], "an office alone"),
    ("GRAND OPENING TODAY", [], "a line in capitals"),
]


@pytest.mark.parametrize(("text", "people", "why"), PEOPLE)
def test_people(text: str, people: list[str], why: str) -> None:
    assert names(text, "person") == people


def test_a_record_of_a_given_name_takes_it_out_of_no_other_name() -> None:
    records = Authorities(people={"otto-brandt": Person(id="otto-brandt", label="Otto Brandt", variants=("Otto", "Brandt"))})
    text = "Otto met Otto Falk, and Otto Nyberg met Otto Brandt. He left with Brandt Quellson."
    found = annotate(described(text), Knowledge.of(records))
    said = [(found.described.cleaned.body[m.start : m.end], m.entity) for m in found.mentions if m.kind == "person"]
    assert said == [
        ("Otto", "otto-brandt"),
        ("Otto Falk", "otto-falk"),
        ("Otto Nyberg", "otto-nyberg"),
        ("Otto Brandt", "otto-brandt"),
        ("Brandt Quellson", "brandt-quellson"),
    ]


ORGANIZATIONS = [
    ("The Harbour Workers League called a strike.", ["Harbour Workers League"], "an authority record"),
    ("The HWL called a strike.", ["Harbour Workers League"], "its variant"),
    ("The Brandholm Fisheries Ministry denied it.", ["Brandholm Fisheries Ministry"], "a closing word"),
    ("Quell Trading Corp. denied it.", ["Quell Trading Corp"], "a company"),
    ("The Ministry of Rivers and Lakes denied it.", ["Ministry of Rivers and Lakes"], "an opening word takes what follows"),
    ("The Bank of Brandholm denied it.", ["Bank of Brandholm"], "a place inside is part of it"),
    ("The Lantern Ferry Union (LFU) met. The LFU has 40 members.", ["Lantern Ferry Union"], "an acronym is bound to the name before it"),
    ("The Committee met on Monday.", [], "a closing word alone is no name"),
    ("Members of the Norway Rowing Club rowed.", ["Norway Rowing Club"], "a weak closing word behind a known place"),
    ("The General Assembly of the Northern Ferry Union met.", ["General Assembly of the Northern Ferry Union"], "what follows “of”"),
    ("Lantern Ferries Ltd of Norway was sold.", ["Lantern Ferries Ltd"], "a company's country is no part of its name"),
    ("Lantern Ferries AB was sold.", ["Lantern Ferries AB"], "a Swedish company"),
    ("The Museum of Norvanian History and Culture is open.", ["Museum of Norvanian History and Culture"], "two things it is of"),
    ("The Staff Committee of the Kingdom of Norway met.", ["Staff Committee of the Kingdom of Norway"], "a country in full"),
    ("Otto Missionary Baptist Church is open.", ["Otto Missionary Baptist Church"], "a church named after somebody"),
    ("A committee of the bank met.", [], "nor are small letters"),
]


@pytest.mark.parametrize(("text", "organizations", "why"), ORGANIZATIONS)
def test_organizations(text: str, organizations: list[str], why: str) -> None:
    assert names(text, "organization") == organizations


def test_an_acronym_points_to_the_name_it_was_bound_to() -> None:
    assert found_at("The Lantern Ferry Union (LFU) met. The LFU has 40 members.", "organization") == [
        ("Lantern Ferry Union", "Lantern Ferry Union"),
        ("LFU", "Lantern Ferry Union"),
        ("LFU", "Lantern Ferry Union"),
    ]


PLACES = [
    ("She left Norvania for Sudland.", ["Norvania", "Sudland"], "authority records"),
    ("The Republic of Norvania agreed.", ["Norvania"], "a longer variant"),
    ("Norvania’s fleet and Sudland's.", ["Norvania", "Sudland"], "possessives, with either apostrophe"),
    ("The norvania of my dreams.", [], "small letters"),
    ("He flew from Portugal to Peru.", ["Portugal", "Peru"], "countries of the vocabulary"),
    ("The Norvanian fleet left.", [], "a demonym names no place"),
    ("Clara Nyberg, R-Ga., met Otto Brandt (D-Texas).", [], "a legislator's state"),
    ("She left Calmar, N.H., for N.Y. on Monday.", ["Calmar", "New Hampshire", "New York"], "states in short"),
    ("He spoke in Derry, N.H., on Monday.", ["Derry", "New Hampshire"], "a town of a state is not its namesake elsewhere"),
    ("She left Derry on Monday.", ["Londonderry"], "without a state it is"),
    ("Cambridge Quellytica closed.", [], "a known place that begins another name"),
    ("The fair is in Atlantic City.", ["Atlantic City"], "a city named after a known place"),
]


@pytest.mark.parametrize(("text", "places", "why"), PLACES)
def test_places(text: str, places: list[str], why: str) -> None:
    assert names(text, "place") == places


LINKS = [
    (
        "Clara Nyberg opened the bridge. Nyberg was late.",
        [("Clara Nyberg", "Clara Nyberg"), ("Nyberg", "Clara Nyberg")],
        "a surname alone is the person named before",
    ),
    (
        "President Marta Ekholm spoke. Later President Ekholm left.",
        [("Marta Ekholm", "Marta Ekholm"), ("Ekholm", "Marta Ekholm")],
        "a title with the surname",
    ),
    (
        "Clara Nyberg met Otto Nyberg. Nyberg laughed.",
        [("Clara Nyberg", "Clara Nyberg"), ("Otto Nyberg", "Otto Nyberg"), ("Nyberg", "Otto Nyberg")],
        "two people of one surname: the one named last",
    ),
    (
        "John Q. Falk spoke. John Falk left.",
        [("John Q. Falk", "John Q. Falk"), ("John Falk", "John Q. Falk")],
        "with and without an initial",
    ),
    (
        "Clara O’Dwyer-D’Lind spoke. O'Dwyer-D'Lind left.",
        [("Clara O’Dwyer-D’Lind", "Clara O’Dwyer-D’Lind"), ("O'Dwyer-D'Lind", "Clara O’Dwyer-D’Lind")],
        "a surname of two halves is one name, whatever its apostrophes",
    ),
    (
        "Clara O’Dwyer spoke. O'Dwyer left.",
        [("Clara O’Dwyer", "Clara O’Dwyer"), ("O'Dwyer", "Clara O’Dwyer")],
        "what an apostrophe parts is one word",
    ),
    (
        "Jean-Luc d'Arvor-Lind spoke, and then d’Arvor-Lind left.",
        [("Jean-Luc d'Arvor-Lind", "Jean-Luc d'Arvor-Lind"), ("d’Arvor-Lind", "Jean-Luc d'Arvor-Lind")],
        "a particle that has lost its vowel belongs to the name",
    ),
    ("Norvanian President Ekholm spoke.", [("Ekholm", "Marta Ekholm")], "a surname whose title fits an office on record"),
]


@pytest.mark.parametrize(("text", "mentions", "why"), LINKS)
def test_which_names_are_one_person(text: str, mentions: list[tuple[str, str]], why: str) -> None:
    assert found_at(text, "person") == mentions


def test_forms_that_stand_in_the_document_are_kept_as_variants() -> None:
    found = annotated("Märta Ekholm met Clara Nyberg. Ekholm spoke first.")
    ekholm, nyberg = (entity for entity in found.entities if entity.kind == "person")
    assert (ekholm.id, ekholm.known, ekholm.variants) == ("marta-ekholm", True, ("Märta Ekholm", "Ekholm"))
    assert (nyberg.id, nyberg.known) == ("clara-nyberg", False)


def test_a_foundation_named_after_a_person_is_no_person() -> None:
    assert names("The Clara Nyberg Foundation paid for the boats.", "person") == []
    assert names("The Clara Nyberg Foundation paid for the boats.", "organization") == ["Clara Nyberg Foundation"]


def test_a_name_never_runs_over_a_sentence() -> None:
    assert names("She thanked Clara. Nyberg Bridge is closed.", "person") in ([], ["Clara"])


def test_a_place_inside_the_name_of_an_event_is_not_mentioned_by_it() -> None:
    """The war of a region is not the region."""
    found = annotated("The War of the Reeds ended; Norvania rebuilt.")
    assert [(m.kind, m.entity) for m in found.mentions if m.kind in ("place", "event")] == [("event", "reed-war"), ("place", "norvania")]


HEADLINES = [
    (
        "Clara Nyberg Slams Otto Brandt Over Bridge",
        "Clara Nyberg spoke of Otto Brandt.",
        ["Clara Nyberg", "Otto Brandt"],
        "two people of the text",
    ),
    ("Clara Nyberg Hats Are Back Again", "On Monday Clara Nyberg wore a hat.", ["Clara Nyberg"], "a noun behind a name of the text"),
    ("Otto Quell Arrested In Brandholm", "The man was found on Monday.", ["Otto Quell"], "a verb behind a name that the text has not"),
    ("Meeting Of Nyberg And Quell Prompts Talk", "Clara Nyberg met him on Monday.", ["Clara Nyberg"], "and no event"),
]


@pytest.mark.parametrize(("headline", "text", "found", "why"), HEADLINES)
def test_headlines(headline: str, text: str, found: list[str], why: str) -> None:
    body = f"{headline}\n\n{text}"
    assert [name for kind in ("person", "event") for name in names(body, kind)] == found
