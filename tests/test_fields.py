"""The table of fields: what follows from it, and what it must keep."""

from __future__ import annotations

from typing import get_args

import pytest

from onrecord import edtf, fields
from onrecord.copies import CopyKind
from onrecord.fields import Field, Table, label, labels, tables
from onrecord.records import PLURALS, Basis, StatementKind
from onrecord.wordings import Closeness

EVERY = [(table, field) for table in tables().values() for field in table.fields]


@pytest.mark.parametrize(
    ("table", "file", "names"),
    [
        (
            "articles",
            "jsonl",
            "id source sha256 language title title_basis subtitle date date_basis date_bounds outlet host authors rights digest_of "
            "speakers people organizations places events topics statements evidence problems slug url duplicate_of duplicate_kind",
        ),
        (
            "articles",
            "csv",
            "id source sha256 language title title_basis subtitle date date_basis date_bounds outlet host authors rights digest_of "
            "speakers people organizations places events topics slug url duplicate_of duplicate_kind",
        ),
        (
            "statements",
            "jsonl",
            "article url speaker speaker_id kind attitude lead text parts cue said_on said_on_basis event published repeats",
        ),
        ("entities", "jsonl", "kind id name variants url documents statements"),
        ("parallels", "jsonl", "id passages"),
    ],
)
def test_fields_that_people_use_keep_their_names_and_their_order(table: str, file: fields.File, names: str) -> None:
    assert list(tables()[table].names(file))[: len(names.split())] == names.split()


@pytest.mark.parametrize(
    ("table", "field", "values"),
    [
        ("articles", "date_basis", get_args(Basis)),
        ("statements", "said_on_basis", get_args(Basis)),
        ("articles", "duplicate_kind", get_args(CopyKind)),
        ("statements", "kind", get_args(StatementKind)),
        ("statements", "speaker_kind", tuple(PLURALS)),
        ("entities", "kind", tuple(PLURALS)),
        ("mentions", "kind", tuple(PLURALS)),
        ("parallels", "closeness", get_args(Closeness)),
    ],
)
def test_the_values_of_a_field_are_those_of_the_program(table: str, field: str, values: tuple[str, ...]) -> None:
    assert next(f.values for f in tables()[table].fields if f.name == field) == values


@pytest.mark.parametrize(("table", "field"), EVERY, ids=[f"{table.name}.{field.name}" for table, field in EVERY])
def test_every_field_is_told(table: Table, field: Field) -> None:
    assert field.label
    assert field.description.endswith((".", ")"))
    if field.refers is not None:
        assert field.refers[1] in tables()[field.refers[0]].primary
    if field.type in ("object", "objects"):
        assert "csv" not in field.files, "a cell holds no record"
    if not (field.always or field.primary or field.type == "date"):
        assert "ull " in field.description or field.refers or field.name == "source", "what null means"


def test_names_are_unique_within_a_table() -> None:
    for table in tables().values():
        names = [field.name for field in table.fields]
        assert len(names) == len(set(names))
        assert set(table.facets) <= set(names)


def test_labels_stand_in_the_order_of_a_page() -> None:
    assert list(labels()) == "title subtitle date date_bounds outlet host authors rights language digest_of".split()
    assert labels()["date_bounds"] == label("date_bounds") == "Bounds of the date"
    assert [label(name) for name in ("publish", "unheard_of")] == ["What may be published", "unheard_of"]


def test_dates_in_descriptions_are_edtf() -> None:
    (date,) = (field for field in tables()["articles"].fields if field.name == "date")
    examples = date.description.partition("(")[2].partition(")")[0].split(", ")
    assert len(examples) == 3
    assert all(edtf.is_valid(example) for example in examples)
