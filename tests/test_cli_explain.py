"""``onrecord explain``: the words, their place and their rule for every value of an invented document."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from onrecord.articles import read
from onrecord.cli import explain as cli_explain
from onrecord.cli import main
from onrecord.explain import FIELDS, Passage, Reading, explain, find, passages, visible

ARTICLE = """\
Title: The ferry returns
Outlet: The Ellery Courier
Date: 2024-05-14

PORT ELLERY – The ferry sailed again on Tuesday.

“We have waited long enough for this morning,” Mayor Tomas Hartley said at the pier.

Harbour master Greta Lindqvist said that the repairs had taken four months. Hartley agreed.
"""
COPY = """\
Title: Ferry back in service

PORT ELLERY – The ferry sailed again on Tuesday.

“We have waited long enough for this morning,” Mayor Tomas Hartley said at the pier.

Harbour master Greta Lindqvist said that the repairs had taken four months. Hartley agreed.
"""
CORRECTIONS = """\
- {document: the-ferry, field: outlet, value: The Courier, reason: the masthead of that year, by: N. W., "on": 2024-06-01}
- {document: the-ferry, field: language, value: null, reason: two languages}
"""
AUTHORITIES = "- {id: tomas-hartley, label: Tomas Hartley}\n"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built corpus with one document in a subfolder, a correction, and a page that somebody wrote by hand."""
    folder = tmp_path_factory.mktemp("corpus")
    for name, text in (
        ("sources/may/the-ferry.txt", ARTICLE),
        ("sources/quay.txt", COPY),
        ("authorities/people.yaml", AUTHORITIES),
        ("corrections.yaml", CORRECTIONS.replace("the-ferry", "may-the-ferry")),
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    places = ["--authorities", "authorities", "--corrections", "corrections.yaml", "--cache", "cache", "--articles", "articles"]
    placed = [part if part.startswith("--") else str(folder / part) for part in places]
    assert main(["build", str(folder / "sources"), *placed, "--jobs", "1"]) == 0
    (folder / "articles" / "by-hand.md").write_text("---\ntitle: By hand\ndate: '2020'\n---\n\nA page.\n", encoding="utf-8")
    return folder


@pytest.fixture
def shown(corpus: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """What the command prints about the whole document."""
    capsys.readouterr()
    assert main(["explain", "may-the-ferry", "--articles", str(corpus / "articles")]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize(
    ("source", "span", "expected"),
    [
        ("one\ntwo words\n", (4, 7), [Passage(2, "two words", 0, 3)]),
        ("one\ntwo words\n", (8, 13), [Passage(2, "two words", 4, 9)]),
        ("one\ntwo", (2, 5), [Passage(1, "one", 2, 3), Passage(2, "two", 0, 1)]),
        ("a\n\nb", (0, 4), [Passage(1, "a", 0, 1), Passage(3, "b", 0, 1)]),
        ("a\x1b[31mb\tc", (0, 1), [Passage(1, "a\N{REPLACEMENT CHARACTER}[31mb c", 0, 1)]),
        ("x" * 100 + "word" + "y" * 100, (100, 104), [Passage(1, f"…{'x' * 60}word{'y' * 60}…", 61, 65)]),
        ("w" * 400, (0, 400), [Passage(1, f"{'w' * 80} … {'w' * 80}", 0, 163)]),
        ("", (0, 0), []),
    ],
)
def test_passages_show_the_line_and_mark_the_words(source: str, span: tuple[int, int], expected: list[Passage]) -> None:
    assert list(passages(source, *span)) == expected


def test_a_long_span_shows_its_first_lines_and_counts_the_others() -> None:
    reading = Reading("words", "rule", None, passages("a\nb\nc\nd\ne", 0, 9))
    shown = [line.plain for line in cli_explain._reading(reading)]
    assert [line[:11] for line in shown if "│" in line and "^" not in line] == ["        1 │", "        2 │", "        3 │"]
    assert shown[-1].strip() == "… and 2 more lines"


def test_what_a_terminal_would_obey_is_shown_instead() -> None:
    assert visible("a\x1b\u202e\u00a0b") == "a\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER} b"


@pytest.mark.parametrize(
    "name", ["may-the-ferry", "the-ferry-returns", "the-ferry-returns.md", "may/the-ferry.txt", "the-ferry.txt", "/x/may/the-ferry.txt"]
)
def test_a_document_is_found_by(corpus: Path, name: str) -> None:
    assert find(corpus / "articles", name).id == "may-the-ferry"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["may-the-fery"], "near it: may-the-ferry"),
        (["may"], "near it: may-the-ferry"),
        (["../articles/the-ferry-returns-x"], "near it: the-ferry-returns"),
        (["zzz"], "`onrecord explain` alone lists them"),
        (["a" * 5000], "no document has the id"),
        (["may-the-ferry", "colour"], "'colour' is no field; choose one of title, subtitle"),
    ],
)
def test_an_unknown_name_exits_2_with_what_comes_near(
    corpus: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    assert main(["explain", *arguments, "--articles", str(corpus / "articles")]) == 2
    assert message in capsys.readouterr().err


def test_a_folder_without_documents_exits_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "--articles", str(tmp_path)]) == 2
    assert "run `onrecord build` first" in capsys.readouterr().err


def test_without_a_document_all_are_listed(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "--articles", str(corpus / "articles")]) == 0
    assert capsys.readouterr().out.splitlines()[-3:] == [
        "by-hand",
        "may-the-ferry  the-ferry-returns",
        "quay  ferry-back-in-service",
    ]


def test_without_a_document_json_has_ids_and_slugs(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "--json", "--articles", str(corpus / "articles")]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "by-hand": "by-hand",
        "may-the-ferry": "the-ferry-returns",
        "quay": "ferry-back-in-service",
    }


@pytest.mark.parametrize("command", ["explain", "suggest"])
def test_articles_are_found_by_the_sources_they_were_built_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "my own").mkdir()
    (tmp_path / "my own" / "pier.txt").write_text("The pier\n\nThe pier was closed on Monday.\n", encoding="utf-8")
    assert main([command, "--sources", "my own"]) == 2
    assert "my own: no articles were built of this folder" in capsys.readouterr().err
    assert main(["build", "my own", "--articles", "elsewhere", "--jobs", "1"]) == 0
    assert "explain --sources 'my own' DOC" in capsys.readouterr().out
    assert main([command, "--sources", "my own/"]) == 0
    assert ("pier" if command == "explain" else "nothing to suggest") in capsys.readouterr().out


def test_every_field_is_accounted_for(shown: str) -> None:
    assert [field for field in FIELDS if f"\n{field}" not in shown] == []


@pytest.mark.parametrize(
    "expected",
    [
        "title         The ferry returns  [stated]",
        "        3 │ Date: 2024-05-14\n          │       ^^^^^^^^^^",
        "outlet        The Courier  [editor]",
        "correction: the masthead of that year (N. W., 2024-06-01)",
        "lost: The Ellery Courier  [stated]  rule: label “outlet”",
        "language      not stated  [editor]",
        "Tomas Hartley (tomas-hartley)  [authority record]",
        "Greta Lindqvist (greta-lindqvist)  [no authority record]",
        "host          not stated",
        f"│ {' ' * 53}^^^^^^^^^^^^^\n",
    ],
)
def test_the_account_shows(shown: str, expected: str) -> None:
    assert expected in shown


def test_one_field_shows_nothing_of_the_others(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "may-the-ferry", "people", "--articles", str(corpus / "articles")]) == 0
    out = capsys.readouterr().out
    assert "Greta Lindqvist" in out
    assert "\ndate " not in out


def test_marked_words_are_the_words_that_were_read(corpus: Path) -> None:
    accounts = explain(read(corpus / "articles" / "the-ferry-returns.md"), ["people", "statements", "speakers", "title", "date"])
    readings = [reading for found in accounts.values() for account in found for reading in account.readings]
    marked = [
        ["".join(p.text[p.start : p.end] for p in reading.passages), reading.words] for reading in readings if len(reading.words) < 100
    ]
    assert len(marked) >= 8
    assert [pair for pair in marked if pair[0] != pair[1]] == []


def test_a_copy_says_of_what_and_what_stands_in_both(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "quay", "copy_of", "--articles", str(corpus / "articles")]) == 0
    out = capsys.readouterr().out
    assert "copy_of       the same text as may-the-ferry  [same]" in out
    assert "37 of its 37 words stand in may-the-ferry in the same order, as 37 of the 37 words there" in out
    assert "The ferry sailed again on Tuesday.\n          │ ^^^^" in out


def test_what_is_no_copy_says_so(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "may-the-ferry", "copy_of", "--articles", str(corpus / "articles")]) == 0
    assert "copy_of       no other document" in capsys.readouterr().out


def test_json_has_the_same_accounts(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "may-the-ferry", "outlet", "--json", "--articles", str(corpus / "articles")]) == 0
    (account,) = json.loads(capsys.readouterr().out.splitlines()[-1])["outlet"]
    assert (account["value"], account["known"], account["rivals"][0]["value"]) == ("The Courier", "editor", "The Ellery Courier")


def test_a_page_written_by_hand_has_values_and_no_evidence(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "by-hand", "--articles", str(corpus / "articles")]) == 0
    out = capsys.readouterr().out
    assert "a page written by hand" in out
    assert "date          2020  [editor]" in out
    assert "statements    not stated" in out


def test_a_page_of_another_folder_is_not_read(corpus: Path, tmp_path: Path) -> None:
    articles = tmp_path / "articles"
    shutil.copytree(corpus / "articles", articles)
    (tmp_path / "secret.md").write_text("---\ntitle: Secret\n---\n\nText.\n", encoding="utf-8")
    assert main(["explain", "../secret", "--articles", str(articles)]) == 2
