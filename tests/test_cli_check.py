"""``onrecord check``: what it finds in a small corpus with one thing wrong at a time, and what it leaves alone."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from onrecord.cli import main

DATED = "Title: The ferry returns\nOutlet: The Ellery Courier\nDate: 2024-05-14\n\nMayor Tomas Hartley said that the ferry was late.\n"
UNDATED = DATED.replace("Date: 2024-05-14\n", "")
Check = Callable[..., tuple[int, list[dict[str, Any]]]]


@pytest.fixture
def check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Check:
    """Runs the command over the files given by name; returns its exit status and its findings."""

    def run(files: Mapping[str, str | bytes], *options: str) -> tuple[int, list[dict[str, Any]]]:
        for name, content in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        places = {"--authorities": "authorities", "--corrections": "corrections.yaml", "--cache": "cache"}
        placed = [part for option, name in places.items() for part in (option, str(tmp_path / name))]
        status = main(["check", str(tmp_path / "sources"), *placed, "--jobs", "1", "--json", *options])
        return status, [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return run


def people(*records: str) -> str:
    return "".join(f"- {{{record}}}\n" for record in records)


HARTLEY = "id: tomas-hartley, label: Tomas Hartley"
CASES = [
    ({}, []),
    ({"sources/b.txt": UNDATED}, [("b.txt", None, "date-missing", "problem")]),
    ({"sources/b.txt": b""}, [("b.txt", None, "empty", "problem")]),
    ({"sources/b.txt": b"\x00\x01\x02\xff" * 50}, [("b.txt", None, "binary", "problem")]),
    ({"sources/b.xyz": b"x"}, [("b.xyz", None, "unknown-kind", "problem")]),
    ({"authorities/people.yaml": people(HARTLEY)}, []),
    (
        {"authorities/people.yaml": people(HARTLEY, "id: nobody, label: Nobody Known")},
        [("people.yaml", 2, "authority-unused", "note")],
    ),
    (
        {"authorities/people.yaml": people(HARTLEY, "id: other, label: Other Hartley, variants: [Tomas Hartley]")},
        [("people.yaml", 2, "authority-name-shared", "problem"), ("people.yaml", 2, "authority-unused", "note")],
    ),
    (
        {"authorities/people.yaml": people(f"{HARTLEY}, dates: 1950/2001-04, offices: [{{office: Mayor, term: 2001-05/2004}}]")},
        [("people.yaml", 1, "authority-dates-contradict", "problem")],
    ),
    ({"authorities/people.yaml": people(f"{HARTLEY}, dates: 1950/.., offices: [{{office: Mayor, term: 2001/..}}, {{office: Guard}}]")}, []),
    ({"authorities/refused.yaml": people("what: merge, names: [A, B]")}, [("refused.yaml", 1, "refusal-invalid", "problem")]),
    ({"authorities/outlets.yaml": people("id: far-away, label: The Far Away Times")}, []),
    (
        {"authorities/places.yaml": people("id: marrow, label: Marrow, country: osk", "id: osk, label: Osk")},
        [("places.yaml", 1, "authority-unused", "note")],
    ),
    (
        {"authorities/people.yaml": "# two mistakes\n- {id: A b, label: x}\n- {id: c, lable: d}\n"},
        [("people.yaml", 2, "authority-invalid", "problem"), ("people.yaml", 3, "authority-invalid", "problem")],
    ),
    (
        {"authorities/people.yaml": "- [", "corrections.yaml": people("document: a, field: colour, value: red, reason: x")},
        [("people.yaml", 2, "authority-invalid", "problem"), ("corrections.yaml", 1, "correction-invalid", "problem")],
    ),
    (
        {"corrections.yaml": people("document: a, statement: No such words, field: delete, reason: x")},
        [("corrections.yaml", 1, "correction-unmatched", "problem")],
    ),
    (
        {"corrections.yaml": people("document: a, field: title, value: T, reason: x", "document: z, field: title, value: T, reason: x")},
        [("corrections.yaml", 2, "correction-unused", "problem")],
    ),
    (
        {
            "sources/b.txt": UNDATED.replace("late", "early"),
            "corrections.yaml": people("document: b, field: date, value: '2024', reason: x"),
        },
        [],
    ),
    (
        {"sources/b.txt": UNDATED, "authorities/people.yaml": "- 1"},
        [("people.yaml", 1, "authority-invalid", "problem"), ("b.txt", None, "date-missing", "problem")],
    ),
]


@pytest.mark.parametrize(("files", "expected"), CASES)
def test_findings(check: Check, files: dict[str, str | bytes], expected: list[tuple[str, int | None, str, str]]) -> None:
    found = check({"sources/a.txt": DATED} | files)[1]
    kept = [(Path(f["file"]).name, f["line"], f["code"], f["severity"]) for f in found if f["code"] != "duplicate"]
    assert kept == expected
    assert all(f["detail"] and f["do"] for f in found)


@pytest.mark.parametrize(
    ("files", "options", "status"),
    [
        ({"sources/a.txt": DATED}, ["--strict"], 0),
        ({"sources/a.txt": UNDATED}, ["--strict"], 1),
        ({"sources/a.txt": UNDATED}, [], 0),
        ({"sources/a.txt": DATED, "authorities/people.yaml": people("id: nobody, label: Nobody Known")}, ["--strict"], 0),
        ({"sources/a.txt": DATED, "authorities/people.yaml": "- 1"}, ["--strict"], 1),
        ({"sources/a.txt": DATED, "authorities/people.yaml": "- 1"}, [], 0),
        ({"authorities/people.yaml": ""}, [], 2),
    ],
    ids=["nothing", "a problem", "a problem, not strict", "a note", "a misfit", "a misfit, not strict", "no sources"],
)
def test_exit_status(check: Check, files: dict[str, str], options: list[str], status: int) -> None:
    assert check(files, *options)[0] == status


def test_nothing_is_written_but_the_cache(check: Check, tmp_path: Path) -> None:
    check({"sources/a.txt": DATED})
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cache", "sources"]


def test_table_names_file_line_and_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "[bold]b.txt").write_text(UNDATED, encoding="utf-8")
    (tmp_path / "corrections.yaml").write_text("\n- {document: zz, field: title, value: T, reason: x}\n", encoding="utf-8")
    places = [
        "--authorities",
        str(tmp_path / "none"),
        "--corrections",
        str(tmp_path / "corrections.yaml"),
        "--cache",
        str(tmp_path / "cache"),
    ]
    assert main(["check", str(tmp_path / "sources"), *places, "--jobs", "1"]) == 0
    out = capsys.readouterr().out
    rows = [line.split() for line in out.splitlines()]
    assert rows[0] == ["file", "line", "code", "detail"]
    assert rows[1][:2] == ["[bold]b.txt", "date-missing"]
    assert rows[2][:3] == [str(tmp_path / "corrections.yaml"), "2", "correction-unused"]
    assert "date-missing: The document does not state when it was published" in out
    assert out.endswith("2 problems, 0 notes\n")


NOTHING = "".join(f"On day {n} the boats of the north bank stayed at home and nobody came to the quay. " for n in range(12))
SOURCES = {
    "sources/a.txt": f"{DATED}\n{NOTHING}\n\nThis article is licensed under CC BY 4.0.\n",
    "sources/b.txt": DATED.replace("ferry returns", "ferry stays") + f"\n{NOTHING}\n\n© 2024 The Ellery Courier. All rights reserved.\n",
    "sources/c.txt": f"{UNDATED}\n{NOTHING}\n",
    "sources/d.txt": f"Digest of: The ferry, The Ellery Courier\n{DATED}",
    "authorities/people.yaml": people(HARTLEY),
    "publishconf.py": "from onrecord.site.settings import *\nONRECORD_PUBLISH = 'metadata'\n",
}


def test_publish_lists_every_document_with_its_level_and_what_decides(check: Check, tmp_path: Path) -> None:
    files = {**SOURCES, "corrections.yaml": "- {document: c, field: publish, value: full, reason: the writer agreed}\n"}
    status, rows = check(files, "--publish", "--settings", str(tmp_path / "publishconf.py"))
    assert status == 0
    assert {row["document"]: (row["level"], row["ground"], row["label"]) for row in rows} == {
        "a": ("full", "source", "CC BY 4.0"),
        "b": ("excerpt", "source", "In Copyright"),
        "c": ("full", "correction", None),
        "d": ("full", "own", None),
    }
    b = next(row for row in rows if row["document"] == "b")
    assert b["words"] == ["All rights reserved."]
    assert (b["words_shown"], b["statements_shown"], b["statements_all"]) == (9, 1, 1)
    assert "field: publish" in b["do"]


def test_publish_goes_by_the_setting_where_nothing_is_known(check: Check, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, rows = check({**SOURCES, "corrections.yaml": ""}, "--publish", "--settings", str(tmp_path / "publishconf.py"))
    assert next((row["level"], row["ground"]) for row in rows if row["document"] == "c") == ("metadata", "default")
    places = ["--authorities", str(tmp_path / "authorities"), "--cache", str(tmp_path / "cache"), "--jobs", "1"]
    main(["check", str(tmp_path / "sources"), *places, "--publish", "--settings", str(tmp_path / "publishconf.py")])
    lines = capsys.readouterr().out.splitlines()
    assert lines[-1].startswith("4 documents: 2 in full, 1 as excerpts, 1 as metadata alone; ")


def test_publish_asks_for_settings_that_exist(check: Check, tmp_path: Path) -> None:
    status, rows = check(SOURCES, "--publish", "--settings", str(tmp_path / "none.py"))
    assert (status, rows) == (2, [])
