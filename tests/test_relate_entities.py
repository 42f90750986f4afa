"""One id and one label for each entity of a folder: in everything that refers to it, and as the folder grows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import AUTHORITIES, annotated
from onrecord.records import Annotated, Entity
from onrecord.relate.entities import unite

Published = dict[str, tuple[Entity, ...]]


def united(texts: Mapping[str, str], published: Mapping[str, Sequence[Entity]] | None = None) -> dict[str, Annotated]:
    """The documents of some texts, by id, after their names were joined."""
    return unite({id_: annotated(text) for id_, text in texts.items()}, published or {}, AUTHORITIES)


def published(documents: Mapping[str, Annotated]) -> Published:
    """What the next build reads of this one."""
    return {id_: document.entities for id_, document in documents.items()}


def people(document: Annotated) -> list[tuple[str, str]]:
    """(id, label) of each person."""
    return [(entity.id, entity.name) for entity in document.entities if entity.kind == "person"]


SURNAME = "President Whitcombe said that the ferry was late."
FULL = "President Nora Whitcombe said on 3 May 2016 that the ferry was late."
OTHER = "President Otto Whitcombe said that the ferry was early."


class TestWhatFollows:
    """Ids and labels go through the whole document."""

    @pytest.fixture
    def document(self) -> Annotated:
        return united({"a": SURNAME, "b": FULL})["a"]

    def test_the_entity_has_the_full_name_and_the_variant_as_found(self, document: Annotated) -> None:
        (entity,) = (entity for entity in document.entities if entity.kind == "person")
        assert (entity.id, entity.name, entity.variants) == ("nora-whitcombe", "Nora Whitcombe", ("Whitcombe",))

    def test_it_says_why(self, document: Annotated) -> None:
        (joined,) = (joined for entity in document.entities for joined in entity.joined)
        assert (joined.name, joined.other) == ("Whitcombe", "Nora Whitcombe")
        assert [(e.rule, e.text, e.note) for e in joined.evidence] == [
            ("the same surname", "Nora Whitcombe, Whitcombe", None),
            ("office in common", "president", "a, b"),
        ]

    def test_mentions(self, document: Annotated) -> None:
        assert {mention.entity for mention in document.mentions if mention.kind == "person"} == {"nora-whitcombe"}

    def test_statements(self, document: Annotated) -> None:
        assert {(s.speaker, s.speaker_name) for s in document.statements} == {("nora-whitcombe", "Nora Whitcombe")}

    def test_accounts_of_events(self) -> None:
        meeting = "On 3 May 2016, President Nora Q. Whitcombe met with General Otto Falk in Brandholm."
        (account,) = united({"a": meeting, "b": FULL, "c": FULL})["a"].accounts
        assert {value.value for value in account.participants} == {"nora-whitcombe", "otto-falk"}

    def test_the_document_that_has_the_name_itself_needs_no_reason(self) -> None:
        assert [entity.joined for entity in united({"a": SURNAME, "b": FULL})["b"].entities if entity.kind == "person"] == [()]


def test_a_surname_alone_is_another_in_another_document() -> None:
    """Nothing says that two documents that name nobody in full mean the same person."""
    found = united({"a": "Mr. Whitcombe said that it rained.", "b": "Mr. Whitcombe said that it snowed."})
    assert [people(document) for document in found.values()] == [[("whitcombe", "Whitcombe")], [("whitcombe-b", "Whitcombe")]]


def test_the_label_is_the_name_of_most_documents_and_written_out() -> None:
    texts = {"a": "Foreign Minister Nora Q. Whitcombe came.", "b": "Foreign Minister Nora Whitcombe came.", "c": "Nora Whitcombe came."}
    assert {name for document in united(texts).values() for _, name in people(document)} == {"Nora Whitcombe"}


def test_joining_twice_changes_nothing() -> None:
    once = united({"a": SURNAME, "b": FULL})
    twice = unite(once, published(once), AUTHORITIES)
    assert [people(document) for document in twice.values()] == [people(document) for document in once.values()]


class TestGrowth:
    """An address that people cite stays, or leads on."""

    def test_an_entity_keeps_its_id_when_a_better_name_comes(self) -> None:
        before = united({"a": "Foreign Minister Nora Q. Whitcombe came."})
        texts = {"a": "Foreign Minister Nora Q. Whitcombe came.", "b": "Foreign Minister Nora Whitcombe came.", "c": "Nora Whitcombe left."}
        assert {id_ for document in united(texts, published(before)).values() for id_, _ in people(document)} == {"nora-q-whitcombe"}
        assert {id_ for document in united(texts).values() for id_, _ in people(document)} == {"nora-whitcombe"}

    def test_of_two_published_entities_that_are_one_the_other_address_leads_on(self) -> None:
        one, two = united({"a": SURNAME}), united({"b": FULL})
        found = united({"a": SURNAME, "b": FULL}, published(one) | published(two))
        entities = [entity for document in found.values() for entity in document.entities if entity.kind == "person"]
        assert [(entity.id, entity.former) for entity in entities] == [("nora-whitcombe", ("whitcombe",))] * 2

    def test_and_goes_on_to_do_so(self) -> None:
        first = united({"a": SURNAME, "b": FULL}, published(united({"a": SURNAME})) | published(united({"b": FULL})))
        again = united({"a": SURNAME, "b": FULL, "c": OTHER.replace("President", "Mayor")}, published(first))
        assert ("nora-whitcombe", ("whitcombe",)) in {(e.id, e.former) for e in again["a"].entities}

    def test_a_newcomer_never_takes_a_published_address(self) -> None:
        before = published(united({"b": "Mr. Whitcombe said that it rained."}))
        found = united({"a": "Mr. Whitcombe said that it snowed.", "b": "Mr. Whitcombe said that it rained."}, before)
        assert [people(document) for document in found.values()] == [[("whitcombe-a", "Whitcombe")], [("whitcombe", "Whitcombe")]]

    def test_an_entity_that_comes_apart_leaves_the_address_to_who_bears_the_name(self) -> None:
        before = published(united({"a": SURNAME, "b": FULL}))
        found = united({"a": SURNAME, "b": FULL, "c": OTHER}, before)
        assert [id_ for document in found.values() for id_, _ in people(document)] == ["whitcombe", "nora-whitcombe", "otto-whitcombe"]

    def test_the_address_of_somebody_who_gets_a_record_leads_to_it(self) -> None:
        text = "Märta Eckholm, president of Norvania, met Tomas Lindkvist."
        before = {"a": (Entity("person", "the-president", "Marta Ekholm", ("Marta Ekholm",)),)}
        found = united({"a": "President Marta Ekholm met nobody.", "b": text}, before)
        (entity,) = (entity for entity in found["a"].entities if entity.kind == "person")
        assert (entity.id, entity.former, entity.known) == ("marta-ekholm", ("the-president",), True)


TEXTS = (
    SURNAME,
    FULL,
    OTHER,
    "Mr. Whitcombe said that it rained.",
    "President Nora Q. Whitcombe opened the bridge.",
    "Nora Whitcombe swam.",
    "President Marta Ekholm met Nora R. Whitcombe.",
    "The Whitcombe administration said nothing.",
    "The Harbour Pilots Association (HPA) asked President Whitcombe for a bridge.",
    "The Harbor Pilots Association and Ellery Shipping Co asked for nothing.",
    "Ellery Shipping Co Ltd asked Tom Hale. Chairman Thomas Hale said no.",
    "Chairman Tom Hale of Ellery Shipping said yes.",
)


@settings(max_examples=40)
@given(st.permutations(range(len(TEXTS))), st.integers(1, 3))
def test_no_published_address_is_lost_as_documents_come_one_by_one(order: Sequence[int], step: int) -> None:
    """After each build every id of the builds before is a page or leads to one; no page has two owners."""
    known = {n: annotated(TEXTS[n]) for n in order}
    ever: set[tuple[str, str]] = set()
    last: Published = {}
    for first in range(0, len(order), step):
        found = unite({f"d{n}": known[n] for n in order[: first + step]}, last, AUTHORITIES)
        entities = [entity for document in found.values() for entity in document.entities]
        pages = {(entity.kind, entity.id): entity.name for entity in entities}
        leading = {(entity.kind, id_): entity.id for entity in entities for id_ in entity.former}
        assert all(pages[entity.kind, entity.id] == entity.name for entity in entities)
        assert ever <= pages.keys() | leading.keys()
        assert pages.keys().isdisjoint(leading.keys())
        ever |= pages.keys()
        last = published(found)


@settings(max_examples=40)
@given(st.permutations(range(len(TEXTS))))
def test_the_order_of_documents_changes_no_id(order: Sequence[int]) -> None:
    found = united({f"d{n}": TEXTS[n] for n in order})
    assert found == united({f"d{n}": TEXTS[n] for n in range(len(TEXTS))})


def named_events(documents: Mapping[str, Annotated]) -> dict[str, list[tuple[str, str]]]:
    """Id of each document → (id, label) of its events."""
    return {id_: sorted((e.id, e.name) for e in document.entities if e.kind == "event") for id_, document in documents.items()}


TOKYO = "The Tokyo Olympics were put off. The ferry to the Olympics is late, and Olympics stamps are sold out."
EVENTS: list[tuple[Sequence[str], list[list[tuple[str, str]]], str]] = [
    (
        ["The medal of the Olympics was sold.", "She swam at the Olympics in May."],
        [[("olympic-games", "Olympics")], [("olympic-games-b", "Olympics")]],
        "a name that many events have is each document's own",
    ),
    (
        [TOKYO, "The Rio Olympics were long ago, and the Olympics were costly."],
        [[("tokyo-olympics", "Tokyo Olympics")], [("rio-olympics", "Rio Olympics")]],
        "and stands for the one that the document names in full",
    ),
    (
        ["The lamps went out in the Winter War.", "Nobody spoke of the Winter War."],
        [[("winter-war", "Winter War")], [("winter-war", "Winter War")]],
        "a name of one event is one everywhere",
    ),
]


@pytest.mark.parametrize(("texts", "expected", "why"), EVENTS, ids=[case[2] for case in EVENTS])
def test_events_of_several_documents(texts: Sequence[str], expected: list[list[tuple[str, str]]], why: str) -> None:
    found = named_events(united(dict(zip("ab", texts, strict=True))))
    assert [found["a"], found["b"]] == expected
