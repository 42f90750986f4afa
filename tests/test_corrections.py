"""Corrections: what a person may decide, and how a mistake is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.corrections import Correction, load
from onrecord.errors import ConfigurationError


def corrections(folder: Path, text: str) -> tuple[Correction, ...]:
    path = folder / "corrections.yaml"
    path.write_text(text, encoding="utf-8")
    return load(path)


def test_a_missing_file_holds_none(tmp_path: Path) -> None:
    assert load(tmp_path / "corrections.yaml") == ()


READ = [
    ("value: The bridge", "title", "The bridge", "a text"),
    ("value: 2016-05-03", "date", "2016-05-03", "a date stays a string"),
    ("value: 2015-03~", "date", "2015-03~", "about"),
    ("value: 2013-09-09/2018-09-09", "date_bounds", "2013-09-09/2018-09-09", "an interval"),
    ("value: [Clara Nyberg, Otto Falk]", "authors", ("Clara Nyberg", "Otto Falk"), "a list of authors"),
    ("value: []", "authors", (), "no authors"),
    ("value: null", "date", None, "the source does not state it"),
    ("value: '2016'", "date", "2016", "a year in quotation marks"),
]


@pytest.mark.parametrize(("value", "field", "expected", "why"), READ)
def test_is_read(tmp_path: Path, value: str, field: str, expected: object, why: str) -> None:
    found = corrections(
        tmp_path, f"- document: bridge\n  field: {field}\n  {value}\n  reason: seen in print\n  by: Clara Nyberg\n  on: 2020-01-02\n"
    )
    assert [(c.document, c.field, c.value, c.reason, c.by, c.on) for c in found] == [
        ("bridge", field, expected, "seen in print", "Clara Nyberg", "2020-01-02")
    ]


def test_decisions_about_statements_are_read_with_their_line(tmp_path: Path) -> None:
    text = "- {document: a, statement: The toll, field: delete, reason: a heading}\n\n- {document: a, statement: s-x, field: speaker, value: null, reason: r}\n"
    assert [(c.statement, c.field, c.value, c.line) for c in corrections(tmp_path, text)] == [
        ("The toll", "delete", None, 1),
        ("s-x", "speaker", None, 3),
    ]


def row(**values: str) -> str:
    fields = {"document": "bridge", "field": "title", "value": "The bridge", "reason": "seen"} | values
    return "- " + "\n  ".join(f"{key}: {value}" for key, value in fields.items() if value) + "\n"


MISTAKES = [
    (row() + row(value="Another"), "line 5: title of bridge is corrected in line 1 already", "two for one field"),
    (row(field="date", value="3 May 2016"), "line 1: '3 May 2016' is no EDTF date", "a date in words"),
    (row(field="date", value="2016-02-30"), "line 1: '2016-02-30' is no EDTF date", "no such day"),
    (row(field="date_bounds", value="2018/2013"), "line 1: '2018/2013' is no EDTF date", "an interval that ends before it begins"),
    (row(value="[a, b]"), "line 1: title takes one value, not a list", "a list for a title"),
    (row(value="''"), "line 1: a title cannot be empty", "an empty title"),
    (row(value="null"), "line 1: a title cannot be empty", "no title"),
    (row(reason=""), "line 1", "no reason"),
    (row(document=""), "line 1", "no document"),
    (row(field="colour"), "line 2", "a field that there is not"),
    (row(extra="x"), "line 1", "a key that there is not"),
    (row(field="date", value="2016"), "line 3", "a number for a date"),
    ("document: bridge\n", "line 1: expected a list of records", "no list"),
    (row(value=""), "line 1: there is no value; write null", "no value"),
    (row(field="speaker"), "line 1: speaker is said of a statement; add `statement:`", "a statement's field without a statement"),
    (row(statement="safe"), "line 1: a statement has no title", "a document's field with a statement"),
    (row(field="kind", statement="safe", value="said"), "line 1: a statement is direct, indirect or attitude, not 'said'", "no such kind"),
    (row(field="said_on", statement="safe", value="Monday"), "line 1: 'Monday' is no EDTF date", "a weekday"),
    (row(field="delete", statement="safe"), "line 1: `field: delete` takes no value", "a value to delete"),
    (row(field="kind", statement="safe", value="direct") * 2, "line 6: kind of bridge, “safe”, is corrected in line 1", "two for one"),
]


@pytest.mark.parametrize(("text", "message", "why"), MISTAKES)
def test_a_mistake_names_file_and_line(tmp_path: Path, text: str, message: str, why: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        corrections(tmp_path, text)
    assert str(caught.value).startswith(str(tmp_path / "corrections.yaml"))
    assert message in str(caught.value)


def test_the_starter_file_fits(root: Path) -> None:
    load(root / "content" / "corrections.yaml")
