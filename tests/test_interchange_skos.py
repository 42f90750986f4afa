"""Authority records as a thesaurus and back; other people's thesauri as records."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from rdflib import OWL, RDF, SKOS, Graph, Literal, URIRef

from onrecord.authorities import Authorities, Event, Person, Place, Topic, load
from onrecord.errors import ConfigurationError
from onrecord.interchange import compare, described, skos
from strategies import people_of

TRADE = Topic(id="trade", label="trade", variants=("commerce",), same_as=("https://vocabulary.example/c_7",))
RECORDS = Authorities(
    people={
        "clara": Person(id="clara", label="Clara Nyberg", variants=("K. Nyberg", "C. Nyberg"), not_same_as=("klara",), dates="1961/.."),
        "klara": Person(id="klara", label="Klara Nyberg", note="“Of Holm”, 'she' says\nand writes \\o/"),
    },
    places={"norvania": Place(id="norvania", label="Norvania"), "holm": Place(id="holm", label="Holm", country="norvania")},
    events={"fair": Event(id="fair", label="Fair", date="2016-05", terms=("the Holm fair",))},
    topics={"trade": TRADE, "harbours": Topic(id="harbours", label="harbours", broader="trade", terms=("harbour … dues",))},
)
BASE = "https://example.org/corpus/"


def back(path: Path, records: Authorities = RECORDS, kind: str = "topics") -> list[str]:
    return list(described(compare(skos.read(path, records, kind), records), records))


@pytest.mark.parametrize("name", ["records.ttl", "records.rdf", "records.xml"])
@pytest.mark.parametrize("base", [skos.BASE, BASE])
def test_records_come_back_as_they_went(tmp_path: Path, name: str, base: str) -> None:
    path = tmp_path / name
    path.write_text(skos.write(RECORDS, path, base), encoding="utf-8")
    assert back(path) == []
    new = {change.record.id: change.record for change in compare(skos.read(path, Authorities()), Authorities())}
    assert new["harbours"] == RECORDS.topics["harbours"]
    assert new["klara"] == RECORDS.people["klara"]
    assert new["clara"].variants == ("C. Nyberg", "K. Nyberg")  # a graph has no order
    assert new["holm"] == RECORDS.places["holm"]


def test_others_find_what_skos_says(tmp_path: Path) -> None:
    graph = Graph().parse(data=skos.write(RECORDS, Path("x.ttl"), BASE), format="turtle")
    harbours, trade = URIRef(f"{BASE}topics/harbours"), URIRef(f"{BASE}topics/trade")
    assert (harbours, SKOS.broader, trade) in graph
    assert (trade, SKOS.exactMatch, URIRef("https://vocabulary.example/c_7")) in graph
    assert (trade, SKOS.altLabel, Literal("commerce")) in graph
    assert (URIRef(f"{BASE}people/clara"), OWL.differentFrom, URIRef(f"{BASE}people/klara")) in graph
    assert set(graph.subjects(RDF.type, SKOS.ConceptScheme)) == {
        URIRef(f"{BASE}{kind}") for kind in ("people", "places", "events", "topics")
    }
    assert all(graph.value(concept, SKOS.inScheme) for concept in graph.subjects(RDF.type, SKOS.Concept))


def test_the_same_records_are_the_same_bytes(root: Path) -> None:
    records = load(root / "content" / "authorities")
    texts = {skos.write(records, Path("x.ttl")) for _ in range(3)}
    turned = Authorities(people=dict(reversed(list(records.people.items()))))
    assert len(texts) == 1
    assert skos.write(Authorities(people=records.people), Path("x.ttl")) == skos.write(turned, Path("x.ttl"))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(people_of(["a", "b"]))
def test_whatever_names_hold_comes_back(tmp_path: Path, people: tuple[Person, ...]) -> None:
    assume(all(len({p.label, *p.variants}) == 1 + len(p.variants) and len(set(p.same_as)) == len(p.same_as) for p in people))
    records = Authorities(people={person.id: person for person in people})
    path = tmp_path / "records.ttl"
    path.write_text(skos.write(records, path), encoding="utf-8", newline="")
    assert back(path, records) == []


FOREIGN = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix v: <https://vocabulary.example/> .
v:c_7 a skos:Concept ; skos:prefLabel "Handel"@de, "trade"@en ; skos:altLabel "barter"@en .
v:c_8 a skos:Concept ; skos:prefLabel "river trade" ; skos:broader v:c_7 ; skos:exactMatch <https://other.example/8> .
v:c_9 a skos:Concept ; skos:prefLabel "Trade" ; skos:broader v:c_404 .
"""


def test_the_concepts_of_another_thesaurus_are_taken_in(tmp_path: Path) -> None:
    path = tmp_path / "vocabulary.ttl"
    path.write_text(FOREIGN, encoding="utf-8")
    assert back(path) == [
        "topics: trade (trade)",
        "  variants: + “Handel”; + “barter”",
        "topics: river-trade (river trade), a new record",
        "  label: + “river trade”",
        "  broader: + “trade”",
        "  same_as: + “https://other.example/8”; + “https://vocabulary.example/c_8”",
        "topics: trade-concept (Trade), a new record",
        "  label: + “Trade”",
        "  same_as: + “https://vocabulary.example/c_9”",
    ]


def test_the_kind_of_anothers_concepts_can_be_named(tmp_path: Path) -> None:
    path = tmp_path / "vocabulary.ttl"
    path.write_text(FOREIGN, encoding="utf-8")
    assert {line.partition(":")[0] for line in back(path, kind="places") if line[0] != " "} == {"places"}


BOMB = """<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:skos="http://www.w3.org/2004/02/skos/core#">
<skos:Concept rdf:about="urn:onrecord:topics/x"><skos:prefLabel>x&a;</skos:prefLabel></skos:Concept></rdf:RDF>"""


def test_a_file_cannot_have_others_read(tmp_path: Path) -> None:
    path = tmp_path / "bomb.rdf"
    path.write_text(BOMB, encoding="utf-8")
    assert back(path) == ["topics: x (x), a new record", "  label: + “x”"]


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("x.ttl", "topics:a a", r"x\.ttl: .*; correct the file, or export it anew"),
        ("x.rdf", "<rdf", r"x\.rdf: .*; correct the file, or export it anew"),
        ("x.json", "{}", r"x\.json: name a file that ends in \.ttl, \.rdf, \.xml"),
        ("x.ttl", FOREIGN.replace('"river trade"', '""'), r"c_8: label: Expected `str` of length >= 1; correct it there"),
    ],
)
def test_what_cannot_be_read_is_told(tmp_path: Path, name: str, text: str, message: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=message):
        back(tmp_path / name)
