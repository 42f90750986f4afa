"""Authority records as tables and back: nothing is lost, and what does not fit is told with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.authorities import KINDS, Authorities, Office, Organization, Outlet, Person, Place, load
from onrecord.errors import ConfigurationError
from onrecord.interchange import Incoming, compare, described, tables
from strategies import people_of

HELD = Authorities(
    people={
        "clara": Person(id="clara", label="Clara Nyberg", variants=("C. Nyberg",), offices=(Office(office="Mayor", term="2010/.."),)),
        "otto": Person(id="otto", label="Otto Brandt", note="Of the guard."),
    },
    places={"holm": Place(id="holm", label="Holm")},
)


def folder_of(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8", newline="")
    return folder


def told(folder: Path) -> list[str]:
    return list(described(compare(tables.read(folder, HELD), HELD), HELD))


def test_every_field_of_every_kind_has_a_column() -> None:
    for kind, record in KINDS.items():
        held = {*tables.columns(kind), *({"offices"} if kind == "people" else ())}
        assert held == set(record.__struct_fields__)


def test_the_starter_files_come_back_as_they_went(root: Path, tmp_path: Path) -> None:
    records = load(root / "content" / "authorities")
    folder_of(tmp_path, **{name.removesuffix(".csv"): text for name, text in tables.write(records).items()})
    assert compare(tables.read(tmp_path, records), records) == ()
    again = compare(tables.read(tmp_path, Authorities()), Authorities())
    assert {kind: {c.record.id: c.record for c in again if c.kind == kind} for kind in KINDS} == {
        kind: dict(getattr(records, kind)) for kind in KINDS
    }


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(people_of(["a", "b", "c"]), st.booleans())
def test_whatever_a_record_holds_comes_back(tmp_path: Path, people: tuple[Person, ...], spreadsheet: bool) -> None:
    records = Authorities(people={person.id: person for person in people})
    for name, text in tables.write(records).items():
        (tmp_path / name).write_bytes(text.encode("utf-8-sig" if spreadsheet else "utf-8"))
    assert tuple(change.record for change in compare(tables.read(tmp_path, Authorities()), Authorities())) == people


@pytest.mark.parametrize(
    ("name", "cell"),
    [("=1+1", "'=1+1"), ("@home", "'@home"), ("-5", "'-5"), ("'=x", "''=x"), ("'Ndrangheta", "'Ndrangheta"), ("1-2", "1-2"), ("\tx", "'\tx")],
)  # fmt: skip
def test_no_cell_is_a_formula(name: str, cell: str) -> None:
    assert tables._cell(name) == cell
    assert tables._unguarded(cell) == name


@pytest.mark.parametrize(
    ("cell", "values"),
    [
        ("A|B", ["A", "B"]),
        (" A | B ", ["A", "B"]),
        (r"A\|B", ["A|B"]),
        (r"A\\|B", ["A\\", "B"]),
        (r"\ A\ ", [" A "]),
        (r"C:\dir", [r"C:\dir"]),
        ("A||", ["A"]),
        ("", []),
    ],
)
def test_several_values_stand_in_one_cell(cell: str, values: list[str]) -> None:
    assert tables._several(cell) == values


CHANGES = [
    (
        {"people": "id,label,variants\nclara,Clara Nyberg,C. Nyberg|K. Nyberg\n"},
        ["people: clara (Clara Nyberg)", "  variants: + “K. Nyberg”"],
        "a column that is not there is not spoken of",
    ),
    ({"people": "id,label,note\notto,Otto Brandt,\n"}, ["people: otto (Otto Brandt)", "  note: − “Of the guard.”"], "an empty cell empties the field"),
    (
        {"people": "id;label\n;Nora Whitcombe\n"},
        ["people: nora-whitcombe (Nora Whitcombe), a new record", "  label: + “Nora Whitcombe”"],
        "semicolons; an id from the label",
    ),
    (
        {"people": "id,label,variants\nclara,Clara Nyberg,C. Nyberg\n,,K. Nyberg\n,,Nyberg C.\n"},
        ["people: clara (Clara Nyberg)", "  variants: + “K. Nyberg”; + “Nyberg C.”"],
        "rows that continue the one above, as OpenRefine leaves them",
    ),
    (
        {"offices": "person,office,term\nclara,Mayor,2010/2014\nclara,Minister,\n"},
        ["people: clara (Clara Nyberg)", "  offices: + “Mayor”, “2010/2014”; + “Minister”; − “Mayor”, “2010/..”"],
        "the offices of those who are named are those of the table",
    ),
    ({"people": "id,label\nclara,Clara Nyberg\notto,Otto Brandt\n", "places": ""}, [], "nothing changed; an empty table says nothing"),
    (
        {"outlets": "id,label,host\ndb,Database,TRUE\n", "organizations": "id,label,place\nguild,Guild,holm\n"},
        ["organizations: guild (Guild), a new record", "  label: + “Guild”", "  place: + “holm”", "outlets: db (Database), a new record", "  label: + “Database”", "  host: + “True”"],
        "other kinds",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("files", "lines", "why"), CHANGES, ids=[why for *_, why in CHANGES])
def test_what_would_change_is_told(tmp_path: Path, files: dict[str, str], lines: list[str], why: str) -> None:
    assert told(folder_of(tmp_path, **files)) == lines


MISTAKES = [
    ({"people": "id,label\nclara,Clara\nClara N,Clara\n"}, "people.csv, line 3: id: must be small Latin letters and digits"),
    ({"people": 'id,label,note\nx,X,"two\nlines"\nclara,\n'}, "people.csv, line 4: Object missing required field `label`"),
    ({"people": "id,label\nclara,Clara\nclara,Klara\n"}, "people.csv, line 3: the id 'clara' stands in"),
    ({"people": "id,label,dates\nclara,Clara,long ago\n"}, "people.csv, line 2: 'long ago' is no EDTF date; write 2021-03-03"),
    (
        {"people": "id,label,not_same_as\nclara,Clara,karla\n"},
        "people.csv, line 2: not_same_as names 'karla', which people.yaml does not have",
    ),
    ({"people": "id,label,colour\n"}, "people.csv, line 1: there is no column 'colour'; remove it, or name it one of id, label"),
    ({"people": "name\nx\n"}, "people.csv, line 1: there is no column 'name'"),
    ({"people": "label\nx\n"}, "people.csv, line 1: a column stands there twice, or 'id' is missing"),
    ({"people": "id,label\nclara,Clara, Mayor\n"}, "people.csv, line 2: 3 cells for 2 columns"),
    ({"people": 'id,label\nclara,"Clara\n'}, "people.csv, line 2: unexpected end of data; a quotation mark"),
    ({"people": "id,label,note\n,,lost\n"}, "people.csv, line 2: neither an id nor a label, and 'note' takes one value"),
    ({"outlets": "id,label,host\ndb,Database,perhaps\n"}, "outlets.csv, line 2: host: Expected `bool`, got `str`"),
    ({"offices": "person,office\nnobody,Mayor\n"}, "offices.csv, line 2: nobody has the id 'nobody'; add a row to people.csv"),
    ({}, "no table there; it may hold people.csv"),
]


@pytest.mark.parametrize(("files", "message"), MISTAKES)
def test_what_does_not_fit_is_told(tmp_path: Path, files: dict[str, str], message: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        told(folder_of(tmp_path, **files))
    assert message in str(caught.value)


def test_every_bad_row_is_listed() -> None:
    fields = ({"label": ""}, {"label": "B", "place": "nowhere"})
    incoming = [Incoming("organizations", id_, held, id_) for id_, held in zip("ab", fields, strict=True)]
    with pytest.raises(ConfigurationError) as caught:
        compare(incoming, Authorities())
    assert [line.partition(":")[0] for line in str(caught.value).splitlines()] == [
        "a",
        "b",
        "nothing was written; correct what is listed and import again",
    ]


def test_another_encoding_is_told(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_bytes(b"id,label\nx,\xc5lesund\n")
    with pytest.raises(ConfigurationError, match=r"people\.csv: not UTF-8 at byte 11; save the table as CSV in UTF-8"):
        told(tmp_path)


def test_records_of_other_kinds_have_their_fields_in_the_table() -> None:
    records = Authorities(
        organizations={"guild": Organization(id="guild", label="Guild", place="holm")},
        outlets={"db": Outlet(id="db", label="DB", host=True)},
    )
    written = tables.write(records)
    assert written["organizations.csv"] == "id,label,variants,place,dates,same_as,not_same_as,note\r\nguild,Guild,,holm,,,,\r\n"
    assert written["outlets.csv"].splitlines()[1] == "db,DB,,,,true,,,,,"
