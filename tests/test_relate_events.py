"""Events described in several documents: which tellings are one event, and the id it keeps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import MORE_PROSE, PROSE, extracted
from onrecord.records import Annotated
from onrecord.relate.events import Named, join

MET = "Norvanian President Marta Ekholm met Ambassador Lotte Brandt in Brandholm{}."
RECEIVED = "Ambassador Lotte Brandt was received by President Marta Ekholm{}."


def told(*documents: tuple[str | None, str]) -> dict[str, Annotated]:
    """(date line, first paragraph) → the documents, named a, b, …"""
    return {id_: _document(id_, published, text) for id_, (published, text) in zip("abcdef", documents, strict=False)}


@lru_cache(maxsize=100)
def _document(id_: str, published: str | None, text: str) -> Annotated:
    head = f"Date: {published}\n\n" if published else ""
    found = extracted(f"{head}{text}\n\n{PROSE}\n\n{MORE_PROSE}", id_).annotated
    assert found is not None
    return found


def as_published(documents: Mapping[str, Annotated]) -> dict[str, Named]:
    """What a build writes of the documents."""
    return {id_: Named(document.entities, document.accounts) for id_, document in documents.items()}


def events(documents: Mapping[str, Annotated], published: Mapping[str, Named] | None = None) -> dict[str, list[str]]:
    """Id of each document → the ids of its described events after joining."""
    return {id_: [account.event for account in document.accounts] for id_, document in join(documents, published or {}).items()}


ONE = "meeting-of-lotte-brandt-and-marta-ekholm-2016-05-03"
CASES: list[tuple[Sequence[tuple[str | None, str]], list[list[str]], str]] = [
    (
        [("4 May 2016", MET.format(" on Tuesday")), ("9 May 2016", RECEIVED.format(" on 3 May 2016"))],
        [[ONE], [ONE]],
        "the same people on the same day, whoever comes first in the sentence",
    ),
    (
        [("4 May 2016", MET.format("")), ("9 May 2016", RECEIVED.format(" on 3 May 2016"))],
        [[ONE], [ONE]],
        "news without a day goes to the stated day it can mean",
    ),
    (
        [("4 May 2016", MET.format("")), ("9 May 2016", RECEIVED.format(" on 3 May 2016")), ("9 May 2016", MET.format(" on 5 May 2016"))],
        [["meeting-of-lotte-brandt-and-marta-ekholm-2016-05-04"], [ONE], ["meeting-of-lotte-brandt-and-marta-ekholm-2016-05-05"]],
        "and stays apart where it can mean two",
    ),
    (
        [("4 May 2016", MET.format(" on 2 May 2016")), ("9 May 2016", RECEIVED.format(" on 3 May 2016"))],
        [["meeting-of-lotte-brandt-and-marta-ekholm-2016-05-02"], [ONE]],
        "two days are two meetings",
    ),
    (
        [(None, MET.format("")), (None, MET.format(""))],
        [["meeting-of-lotte-brandt-and-marta-ekholm-a"], ["meeting-of-lotte-brandt-and-marta-ekholm-b"]],
        "without a date nothing is joined",
    ),
    (
        [("9 May 2016", MET.format(" on 3 May 2016")), ("9 May 2016", MET.format(" in May 2016"))],
        [[ONE], ["meeting-of-lotte-brandt-and-marta-ekholm-2016-05"]],
        "nor with a month, which may hold several",
    ),
]


@pytest.mark.parametrize(("documents", "expected", "why"), CASES)
def test_tellings_of_one_event(documents: Sequence[tuple[str | None, str]], expected: list[list[str]], why: str) -> None:
    assert list(events(told(*documents)).values()) == expected, why


def test_the_label_has_the_date_that_is_surest() -> None:
    documents = join(told(("4 May 2016", MET.format("")), ("9 May 2016", RECEIVED.format(" on 3 May 2016"))), {})
    labels = {entity.name for document in documents.values() for entity in document.entities if entity.kind == "event"}
    assert labels == {"Meeting of Marta Ekholm and Lotte Brandt (2016-05-03)"}


def test_mentions_statements_and_entities_follow_their_event() -> None:
    said = " At the meeting with Lotte Brandt, Marta Ekholm said that the harbour was open."
    documents = told(("4 May 2016", MET.format("") + said), ("9 May 2016", RECEIVED.format(" on 3 May 2016")))
    first = join(documents, {})["a"]
    assert {mention.entity for mention in first.mentions if mention.kind == "event"} == {ONE}
    assert {statement.event for statement in first.statements} == {ONE}
    assert [entity.id for entity in first.entities if entity.kind == "event"] == [ONE]


def test_an_event_keeps_the_id_under_which_it_was_published() -> None:
    """A document that states the day comes later: the address that people cite stays."""
    alone = join(told(("4 May 2016", MET.format(""))), {})
    grown = told(("4 May 2016", MET.format("")), ("9 May 2016", RECEIVED.format(" on 3 May 2016")))
    (before,) = events(alone)["a"]
    assert events(grown, as_published(alone)) == {"a": [before], "b": [before]}
    assert events(grown, {}) == {"a": [ONE], "b": [ONE]}


def test_the_address_of_an_event_that_became_part_of_another_leads_on() -> None:
    """Two that were apart are one once a third document states the day; what was left is remembered in the builds that follow."""
    apart = [
        ("4 May 2016", MET.format("")),
        ("9 May 2016", RECEIVED.format(" on 3 May 2016")),
        ("9 May 2016", MET.format(" on 5 May 2016")),
    ]
    first = join(told(*apart), {})
    grown = told(*apart[:2])
    (near,), (exact,), _ = events(first).values()
    second = join(grown, as_published(first))
    third = join(grown, as_published(second))
    for found in (second, third):
        assert {entity.id for document in found.values() for entity in document.entities if entity.kind == "event"} == {exact}
        assert {entity.former for document in found.values() for entity in document.entities if entity.kind == "event"} == {(near,)}


_DAYS = st.lists(st.tuples(st.sampled_from(["", " on Tuesday", " on 3 May 2016", " on 4 May 2016"]), st.booleans()), min_size=1, max_size=4)


@given(days=_DAYS, order=st.randoms(use_true_random=False))
def test_the_order_of_the_documents_changes_nothing(days: list[tuple[str, bool]], order: Random) -> None:
    documents = told(*(("5 May 2016", (MET if met else RECEIVED).format(day)) for day, met in days))
    items = list(documents.items())
    order.shuffle(items)
    assert join(dict(items), {}) == join(documents, {})


@given(days=_DAYS)
def test_an_id_once_published_leads_to_the_event_while_documents_are_added(days: list[tuple[str, bool]]) -> None:
    documents = told(*(("5 May 2016", (MET if met else RECEIVED).format(day)) for day, met in days))
    published: dict[str, Annotated] = {}
    ids: set[str] = set()
    for number in range(1, len(documents) + 1):
        published = join(dict(list(documents.items())[:number]), as_published(published))
        found = [entity for document in published.values() for entity in document.entities if entity.kind == "event"]
        assert ids <= {entity.id for entity in found} | {old for entity in found for old in entity.former}
        ids |= {entity.id for entity in found}
