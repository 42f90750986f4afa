"""What is suggested of what stands in the documents: drafts of records, topics, and what is left to the reader."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from onrecord.authorities import Authorities, Event, Person, Place, plain
from onrecord.records import Account, Value
from onrecord.refusals import Refusal, Refusals
from onrecord.suggest.drafts import can_be_found, draft, with_names
from onrecord.suggest.newcomers import newcomers
from onrecord.suggest.proposals import File, Ids
from onrecord.suggest.splitting import splits
from onrecord.suggest.standings import Standing, offices_to_check

NONE = Authorities()
KNOWN = Authorities(
    people={id_: Person(id=id_, label=id_.title()) for id_ in ("marta", "henrik")}, places={"holm": Place(id="holm", label="Holm")}
)


def standing(kind: File, id_: str, names: dict[str, int], **held: Any) -> Standing:
    found = Standing(kind, id_, known=False, names=Counter(names))
    for name, value in held.items():
        setattr(found, name, value)
    return found


def account(date: str | None, people: tuple[str, ...], places: tuple[str, ...] = (), basis: Any = "stated") -> Account:
    told = Value(date, basis)
    return Account(
        "e", 0, 1, date=told, places=tuple(Value(p, "stated") for p in places), participants=tuple(Value(p, "stated") for p in people)
    )


MEETING = [account("2016-05-03", ("marta", "henrik", "nobody")), account("2016-05-03", ("marta",), ("holm", "nowhere"))]


@pytest.mark.parametrize(
    ("found", "records", "expected"),
    [
        (
            standing("people", "nora-whitcombe", {"Nora Whitcombe": 3, "NORA WHITCOMBE": 1, "N. Whitcombe": 1, "Whitcombe": 5}),
            NONE,
            {"id": "nora-whitcombe", "label": "Nora Whitcombe", "variants": ["N. Whitcombe"]},
        ),
        (
            standing("organizations", "harbour-guild", {"Harbour Guild": 2, "HG": 1}),
            NONE,
            {"id": "harbour-guild", "label": "Harbour Guild", "variants": ["HG"]},
        ),
        (standing("places", "osk", {"Osk": 4}), NONE, {"id": "osk", "label": "Osk"}),
        (
            standing("events", "e", {}, given="Meeting of Marta and Henrik", accounts=MEETING),
            KNOWN,
            {"id": "e", "label": "Meeting of Marta and Henrik", "date": "2016-05-03", "participants": ["marta", "henrik"], "places": ["holm"]},
        ),
        (
            standing("events", "e", {"Holm fair": 2}, given="Holm fair", accounts=[account("2016-05-03", ()), account("2016-05-04", ())]),
            KNOWN,
            {"id": "e", "label": "Holm fair", "terms": ["Holm fair"]},  # two days told: a person decides
        ),
        (
            standing("events", "e", {"Holm fair": 2}, given="Holm fair", accounts=[account("2016-05-03", (), basis="inferred")]),
            KNOWN,
            {"id": "e", "label": "Holm fair", "terms": ["Holm fair"]},
        ),
    ],
)  # fmt: skip
def test_a_draft_holds_what_stands_in_the_documents(found: Standing, records: Authorities, expected: dict[str, Any]) -> None:
    assert plain(draft(found, found.full_names, records, Ids(records))) == expected


def test_an_id_that_a_record_has_taken_is_not_given_again() -> None:
    ids = Ids(KNOWN)
    assert [ids.new("people", "marta", "person"), ids.new("people", "marta", "person"), ids.new("people", "…", "person")] == [
        "marta-person",
        "marta-person",
        "person",
    ]


@pytest.mark.parametrize(
    ("record", "found"),
    [
        (Event(id="e", label="A", terms=("A",)), True),
        (Event(id="e", label="A", date="2016", participants=("marta", "henrik")), True),
        (Event(id="e", label="A", date="2016", participants=("marta",)), False),
        (Event(id="e", label="A", participants=("marta", "henrik")), False),
        (Person(id="p", label="P"), True),
    ],
)
def test_an_event_by_which_nothing_is_found_is_not_worth_a_record(record: Event | Person, found: bool) -> None:
    assert can_be_found(record) is found


def test_what_an_event_is_called_goes_among_its_terms() -> None:
    assert with_names(Event(id="e", label="Fair", terms=("fair",)), ["Fair", "fair", "Holm fair"]) == Event(
        id="e", label="Fair", terms=("fair", "Holm fair")
    )


@pytest.mark.parametrize(
    ("titles", "lines"),
    [
        ({"Finance Minister": 2, "minister": 5, "West German Finance Minister": 1}, ["  - office: West German Finance Minister  # 1 time"]),
        ({"Minister: Trade": 2}, ["  - office: Minister  # 2 times"]),
        ({"saying she was a stronger minister than the last": 2, "Dr.": 1}, []),
        ({"Ellery's Minister": 1}, ["  - office: 'Ellery''s Minister'  # 1 time"]),
        ({}, []),
    ],
)
def test_the_fullest_words_of_an_office_stand_beside_the_record(titles: dict[str, int], lines: list[str]) -> None:
    found = standing("people", "x", {"X Y": 1}, titles={"X Y": Counter(titles)})
    assert list(offices_to_check([found]))[2:] == lines


@pytest.mark.parametrize(
    ("kind", "documents", "statements", "offered"),
    [
        ("people", 1, 0, False),
        ("people", 2, 0, True),
        ("people", 1, 1, True),
        ("places", 2, 0, False),
        ("places", 3, 0, True),
        ("organizations", 2, 0, True),
    ],
)
def test_who_is_named_once_is_left_to_the_reader(kind: File, documents: int, statements: int, offered: bool) -> None:
    found = standing(kind, "osk-lom", {"Osk Lom": 1}, documents=[f"d{n}" for n in range(documents)], statements=statements)
    suggested = list(newcomers({kind: {"osk-lom": found}}, (), NONE, Refusals(), Ids(NONE)))
    assert [s.names for s in suggested] == ([("Osk Lom",)] if offered else [])
    refused = Refusals((Refusal(what="record", kind=kind, names=("osk lom",)),))
    assert list(newcomers({kind: {"osk-lom": found}}, (), NONE, refused, Ids(NONE))) == []


def test_a_place_that_every_atlas_has_needs_no_record() -> None:
    found = standing("places", "pakistan", {"Pakistan": 9}, documents=["a", "b", "c"])
    assert list(newcomers({"places": {"pakistan": found}}, (), NONE, Refusals(), Ids(NONE))) == []


def anton(**changes: Any) -> Standing:
    """Somebody named Anton Belov in one document and, in another, by a name that does not go with it."""
    held: dict[str, Any] = {
        "names": Counter({"Anton Belov": 2, "Igor Stahl": 1}),
        "paragraphs": {"Anton Belov": {("a", 1)}, "Igor Stahl": {("b", 2)}},
        "titles": {"Anton Belov": Counter({"Minister of Trade": 1}), "Igor Stahl": Counter({"General": 1})},
        "documents": ["a", "b"],
    }
    held |= changes
    return standing("people", "anton-belov", held.pop("names"), **held)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({}, "beside Anton Belov stands: minister; beside Igor Stahl: general"),
        ({"titles": {"Anton Belov": Counter({"Minister": 1}), "Igor Stahl": Counter({"Minister": 1})}}, ""),
        ({"titles": {}}, ""),
        ({"titles": {}, "paragraphs": {"Anton Belov": {("a", 1)}, "Igor Stahl": {("a", 1)}}}, "Anton Belov and Igor Stahl are named side by side in 1 document (a)"),
        ({"known": True}, ""),
        ({"names": Counter({"Anton Belov": 2, "Anton Petrovich Belov": 1})}, ""),
    ],
)  # fmt: skip
def test_one_entity_of_two_people_is_to_be_parted(changes: dict[str, Any], reason: str) -> None:
    found = list(splits([anton(**changes)], NONE, Refusals(), Ids(NONE)))
    assert [suggestion.reasons[1] for suggestion in found] == ([reason] if reason else [])
    for suggestion in found:
        stays, goes = suggestion.records
        assert (stays["label"], stays["not_same_as"]) == ("Anton Belov", ["igor-stahl"])
        assert (goes["label"], goes["not_same_as"]) == ("Igor Stahl", ["anton-belov"])
    refused = Refusals((Refusal(what="split", kind="people", names=("Igor Stahl",)),))
    assert list(splits([anton(**changes)], NONE, refused, Ids(NONE))) == []
