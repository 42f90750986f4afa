"""Corrections of single statements: which one is meant, what becomes of it, and how one that meets nothing is told."""

from __future__ import annotations

from typing import Any

import pytest

from builders import AUTHORITIES
from onrecord.corrections import Correction
from onrecord.records import Block, Statement
from onrecord.relate.revising import Cast, Revised, revise

FIRST = "The bridge is safe, said Clara Nyberg. She added that the toll would fall. The bridge is safe, she repeated."
BODY = f"{FIRST}\n\nA sailor called it a long goodbye."
BLOCKS = (Block(0, len(FIRST)), Block(len(FIRST) + 2, len(BODY)))
CAST = Cast(AUTHORITIES, ())


def statement(words: str, occurrence: int = 1) -> Statement:
    start = -1
    for _ in range(occurrence):
        start = BODY.index(words, start + 1)
    span = start, start + len(words)
    return Statement("direct", *span, (span,), "r", speaker="clara-nyberg", speaker_name="Clara Nyberg", speaker_kind="person")


STATEMENTS = (statement("The bridge is safe"), statement("the toll would fall"), statement("The bridge is safe", 2))


def decide(field: str, statement: str, value: str | None = None, line: int = 1) -> Correction:
    return Correction(document="d", field=field, value=value, reason="heard", by="N. N.", statement=statement, line=line)  # type: ignore[arg-type]


def revised(*decisions: Correction) -> Revised:
    return revise(BODY, BLOCKS, STATEMENTS, decisions, CAST)


CHANGES: list[tuple[str, str | None, dict[str, Any]]] = [
    ("speaker", "marta-ekholm", {"speaker": "marta-ekholm", "speaker_name": "Marta Ekholm", "speaker_kind": "person"}),
    ("speaker", "Marta Ekholm", {"speaker": "marta-ekholm"}),
    ("speaker", "harbour-workers-league", {"speaker_kind": "organization", "speaker_name": "Harbour Workers League"}),
    ("speaker", "Otto Falk", {"speaker": "otto-falk", "speaker_name": "Otto Falk", "speaker_kind": "person"}),
    ("speaker", "an official of the port", {"speaker": None, "speaker_name": "an official of the port"}),
    ("speaker", None, {"speaker": None, "speaker_name": None}),
    ("kind", "indirect", {"kind": "indirect", "attitude": False}),
    ("kind", "attitude", {"kind": "indirect", "attitude": True}),
    ("said_on", "2019-05-13", {"said_on": "2019-05-13", "said_on_basis": "editor"}),
    ("said_on", None, {"said_on": None}),
    ("event", "reed-war", {"event": "reed-war"}),
]


@pytest.mark.parametrize(("field", "value", "expected"), CHANGES)
def test_a_decision_wins_and_is_kept_with_its_reason(field: str, value: str | None, expected: dict[str, Any]) -> None:
    found = revised(decide(field, "the toll", value))
    after = found.statements[1]
    assert {name: getattr(after, name) for name in expected} == expected
    assert [(r.field, r.reason) for r in after.revisions] == [(field, "heard (N. N.)")]
    assert (found.statements[0], found.statements[2], found.unmatched) == (STATEMENTS[0], STATEMENTS[2], ())


@pytest.mark.parametrize(
    "meant", ["the toll would fall", "The toll", "s-the-toll-would-fall", "#s-the-toll-would-fall", "the  toll\nwould “fall”"]
)
def test_a_statement_is_meant_by_its_words_or_its_anchor(meant: str) -> None:
    assert revised(decide("kind", meant, "indirect")).statements[1].kind == "indirect"


def test_two_decisions_about_one_statement() -> None:
    after = revised(decide("kind", "the toll", "indirect"), decide("speaker", "the toll", "marta-ekholm")).statements[1]
    assert (after.kind, after.speaker, [r.before for r in after.revisions]) == ("indirect", "marta-ekholm", ["direct", "Clara Nyberg"])


def test_a_deleted_statement_is_kept_apart() -> None:
    found = revised(decide("delete", "the toll"))
    assert found.statements == (STATEMENTS[0], STATEMENTS[2])
    assert [(s.start, [r.field for r in s.revisions]) for s in found.deleted] == [(STATEMENTS[1].start, ["delete"])]


def test_an_added_statement_takes_its_place_and_can_be_given_a_speaker() -> None:
    found = revised(decide("speaker", "a long goodbye", "a sailor"), decide("add", "a long  goodbye", "direct"))
    last = found.statements[-1]
    assert (BODY[last.start : last.end], last.speaker_name, last.rule, found.unmatched) == ("a long goodbye", "a sailor", "correction", ())


def test_added_words_that_run_over_paragraphs_are_two_parts() -> None:
    added = revised(decide("add", "she repeated. A sailor", "direct")).statements[-1]
    assert [BODY[start:end] for start, end in added.parts] == ["she repeated.", "A sailor"]


@pytest.mark.parametrize(
    ("decision", "detail"),
    [
        (decide("kind", "the tolls", "direct"), "no statement begins with “the tolls”; the nearest is s-the-toll-would-fall"),
        (
            decide("kind", "The bridge", "direct"),
            "begins 2 statements; give the anchor of one: s-the-bridge-is-safe, s-the-bridge-is-safe-2",
        ),
        (decide("speaker", "the toll", "nobody-here"), "nobody has the id 'nobody-here'"),
        (decide("event", "the toll", "no-such-war"), "no event has the id 'no-such-war'"),
        (decide("add", "a short goodbye", "direct"), "the words “a short goodbye” do not stand in the text"),
        (decide("add", "is safe", "direct"), "the words “is safe” stand 2 times in the text"),
    ],
)
def test_what_meets_nothing_is_told_with_its_line_and_changes_nothing(decision: Correction, detail: str) -> None:
    found = revised(decision)
    assert found.statements == STATEMENTS
    ((line, problem),) = found.unmatched
    assert (line, problem.code) == (1, "correction-unmatched")
    assert detail in problem.detail
