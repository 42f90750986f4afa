"""The object that ``extract --json`` prints: what other people's programs rely on, for good, odd and broken sources."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from builders import AUTHORITIES, MORE_PROSE, PROSE, contract, extractor
from onrecord.extract import Extractor, as_json
from onrecord.problems import all_advice
from onrecord.read import identify
from strategies import articles

KEYS = [
    *("id", "source", "sha256", "language", "title", "title_basis", "subtitle", "date", "date_basis", "date_bounds", "outlet", "host"),
    *("authors", "rights", "digest_of", "speakers", "people", "organizations", "places", "events", "topics"),
    *("statements", "body", "removed", "evidence", "problems"),
]
STATEMENT_KEYS = {
    *(
        "speaker",
        "kind",
        "attitude",
        "lead",
        "text",
        "start",
        "end",
        "parts",
        "cue",
        "said_on",
        "said_on_basis",
        "event",
        "speaker_evidence",
    ),
}

GOOD = (
    "Printer Friendly\n\nTitle: The bridge is open\nDate: 3 May 2016\nSource: Brandholm Courier\nAuthor: Otto Falk\n\n"
    f"{PROSE}\n\nPresident Marta Ekholm came. “The bridge is safe,” the head of state said.\n\n{MORE_PROSE}\n\nCopyright 2016 Paper Attic"
)


def of_bytes(folder: Path, data: bytes, name: str) -> dict[str, Any]:
    path = folder / name
    path.write_bytes(data)
    return as_json(extractor().extract(path, name, identify(name)), with_text=True)


SOURCES = [
    (GOOD.encode(), "good.txt", "stated"),
    (PROSE.encode(), "untitled.txt", "derived"),
    (f"---\ntitle: A bridge\n---\n\n{PROSE}\n".encode(), "front.md", "stated"),
    (
        f"<html><head><title>A bridge</title></head><body><article><h1>A bridge</h1><p>{PROSE}</p><p>{MORE_PROSE}</p></article></body></html>".encode(),
        "page.html",
        "stated",
    ),
    (b"Print\n\nShare\n", "furniture.txt", "derived"),
    (b"", "empty.txt", "none"),
    (bytes(range(256)) * 8, "binary.txt", "none"),
    (b"Text", "paper.xyz", "none"),
]


@pytest.mark.parametrize(("data", "name", "basis"), SOURCES, ids=[name for _, name, _ in SOURCES])
def test_every_key_is_always_there(tmp_path: Path, data: bytes, name: str, basis: str) -> None:
    record = of_bytes(tmp_path, data, name)
    assert [key for key in record if key != "source_text"] == KEYS
    assert record["title_basis"] == basis
    for key in ("authors", "speakers", "people", "organizations", "places", "events", "topics", "statements", "removed", "problems"):
        assert isinstance(record[key], list), key
    assert json.loads(json.dumps(record)) == record


@pytest.mark.parametrize(("data", "name", "basis"), SOURCES, ids=[name for _, name, _ in SOURCES])
def test_every_problem_has_advice(tmp_path: Path, data: bytes, name: str, basis: str) -> None:
    for problem in of_bytes(tmp_path, data, name)["problems"]:
        assert problem["code"] in all_advice()
        assert problem["detail"]


def test_what_a_good_source_gives() -> None:
    record = contract(GOOD)
    assert {
        key: record[key] for key in ("title", "title_basis", "date", "date_basis", "outlet", "host", "authors", "language", "speakers")
    } == {
        "title": "The bridge is open",
        "title_basis": "stated",
        "date": "2016-05-03",
        "date_basis": "stated",
        "outlet": "Brandholm Courier",
        "host": "Paper Attic",
        "authors": ["Otto Falk"],
        "language": "en",
        "speakers": ["Marta Ekholm"],
    }
    assert [line["rule"] for line in record["removed"]] == [
        "printer-friendly",
        "label “title”",
        "label “date”",
        "label “source”",
        "label “author”",
        "copyright",
    ]
    assert record["body"].startswith(PROSE)


def test_the_headline_is_no_part_of_the_body() -> None:
    assert contract(f"The bridge is open\n\n{PROSE}\n\n{MORE_PROSE}")["body"] == f"{PROSE}\n\n{MORE_PROSE}"


def check(record: dict[str, Any]) -> None:
    """All offsets of a record point at their words in the source's text."""
    text = record["source_text"]
    for evidence in record["evidence"].values():
        assert (evidence["start"] is None) == (evidence["end"] is None)
        if evidence["start"] is not None:
            assert text[evidence["start"] : evidence["end"]] == evidence["text"]
    for statement in record["statements"]:
        assert set(statement) == STATEMENT_KEYS
        assert statement["text"].strip()
        if statement["start"] is None:  # furniture was cut from between the words: they stand nowhere in one piece
            assert statement["end"] is None
            assert all(part in text for part in statement["text"].split("\n\n"))
        else:
            assert text[statement["start"] : statement["end"]] == statement["text"]
        assert statement["kind"] in ("direct", "indirect")
        if statement["speaker_evidence"]:
            assert text[statement["speaker_evidence"]["start"] : statement["speaker_evidence"]["end"]].strip()
    for cut in record["removed"]:
        assert cut["text"] in text


@pytest.mark.parametrize(
    ("data", "name"),
    [(data, name) for data, name, basis in SOURCES if basis != "none"],
    ids=[name for _, name, basis in SOURCES if basis != "none"],
)
def test_offsets_point_at_their_words(tmp_path: Path, data: bytes, name: str) -> None:
    check(of_bytes(tmp_path, data, name))


@given(articles())
def test_offsets_of_any_article_point_at_their_words(text: str) -> None:
    check(contract(text))


@given(articles())
def test_what_is_removed_and_what_is_kept_make_the_source(text: str) -> None:
    """Nothing disappears: every word of the source is in the body, in a headline, or listed as removed with its rule."""
    record = contract(text)
    shown = record["body"] + (record["title"] or "") + (record["subtitle"] or "") + "".join(cut["text"] for cut in record["removed"])
    letters = sorted(c for c in text if c.isalnum())
    assert len([c for c in shown if c.isalnum()]) >= len(letters)


def test_a_failure_of_a_rule_is_a_problem_of_that_source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a rule stumbles over, the run goes on and the problem names the cause."""

    def stumble(*_: object) -> None:
        raise RuntimeError("two piers and no bridge")

    monkeypatch.setattr("onrecord.extract.describe", stumble)
    path = tmp_path / "a.txt"
    path.write_text(PROSE, encoding="utf-8")
    found = Extractor(AUTHORITIES).extract(path, "a.txt", "a")
    assert (found.annotated, [(p.code, p.detail) for p in found.problems]) == (None, [("failed", "RuntimeError: two piers and no bridge")])


def test_the_command_prints_one_object_a_line_and_writes_nothing(tmp_path: Path, root: Path) -> None:
    (tmp_path / "one.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "two.txt").write_bytes(b"")
    done = subprocess.run(
        [sys.executable, "-m", "onrecord", "extract", "--json", "one.txt", "two.txt"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(root / "tools"), "PATH": "", "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(list(record) == KEYS, record["source"]) for record in records] == [(True, "one.txt"), (True, "two.txt")]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one.txt", "two.txt"]


def test_what_was_cut_is_not_put_into_anybodys_mouth() -> None:
    """A quotation that runs on behind a line of page furniture keeps its own words and says that they stand apart."""
    text = f"The bridge is open\n\n{PROSE}\n\n“The bridge is safe, said Clara Nyberg, and it will\n\nPrinter friendly\n\nstay safe,” she added.\n\n{MORE_PROSE}"
    for statement in contract(text)["statements"]:
        assert "Printer friendly" not in statement["text"]
