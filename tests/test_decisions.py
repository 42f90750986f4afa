"""What is decided is written as a whole or not at all; what is refused is remembered."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord import decisions, refusals
from onrecord.authorities import Person, Topic, load
from onrecord.decisions import Change, put
from onrecord.errors import ConfigurationError
from onrecord.refusals import Refusal, Refusals

NORA = Change("people", Person(id="nora", label="Nora Whitcombe"), ("offices:",))
TRADE = Change("topics", Topic(id="trade", label="trade", broader="holm-matters"))


def test_records_go_into_the_files_of_their_kinds(tmp_path: Path) -> None:
    matters = Change("topics", Topic(id="holm-matters", label="holm-matters"))
    assert put(tmp_path / "new", [NORA, matters, TRADE]) == (tmp_path / "new" / "people.yaml", tmp_path / "new" / "topics.yaml")
    assert (tmp_path / "new" / "people.yaml").read_text(encoding="utf-8") == "- id: nora\n  label: Nora Whitcombe\n  # offices:\n"
    assert list(load(tmp_path / "new").topics) == ["holm-matters", "trade"]
    assert put(tmp_path / "new", [NORA, matters, TRADE]) == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- {id: nora\n", "people.yaml, line 2"),
        ("- {id: nora, name: Nora}\n", "people.yaml, line 1"),
        ("", "topics.yaml, line 1: broader names 'holm-matters', which topics.yaml does not have"),
    ],
)
def test_nothing_is_written_where_something_would_not_fit(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "people.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError) as caught:
        put(tmp_path, [NORA, TRADE])
    assert message in str(caught.value)
    assert [(path.name, path.read_text(encoding="utf-8")) for path in tmp_path.iterdir()] == [("people.yaml", text)]


def test_a_file_that_somebody_saved_meanwhile_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "people.yaml"
    path.write_bytes(b"- {id: nora, label: Nora}\n")
    with pytest.raises(ConfigurationError, match=r"people\.yaml: changed meanwhile; nothing was written"):
        decisions.replace_files({path: b"new", tmp_path / "topics.yaml": b"new"}, {path: b"old", tmp_path / "topics.yaml": None})
    assert [file.read_bytes() for file in tmp_path.iterdir()] == [b"- {id: nora, label: Nora}\n"]


def test_a_link_stays_a_link_and_a_file_keeps_its_mode(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.mkdir()
    (kept / "ours.yaml").write_text("# ours\n", encoding="utf-8")
    (kept / "ours.yaml").chmod(0o640)
    link = tmp_path / "people.yaml"
    link.symlink_to(kept / "ours.yaml")
    put(tmp_path, [NORA])
    assert link.is_symlink()
    assert (kept / "ours.yaml").read_text(encoding="utf-8").startswith("# ours\n\n- id: nora\n")
    assert (kept / "ours.yaml").stat().st_mode & 0o777 == 0o640
    assert [path.name for path in kept.iterdir()] == ["ours.yaml"]


MERGE = Refusal(what="merge", kind="people", names=("Nora Whitcombe", "Norah Whitcomb"), why="asked the press office")


def test_refusals_are_added_under_a_head_that_explains_them(tmp_path: Path) -> None:
    path = refusals.remember(tmp_path, MERGE)
    first = path.read_text(encoding="utf-8")
    assert first.startswith("# Suggestions of `onrecord suggest` that were refused")
    refusals.remember(tmp_path, MERGE)
    assert path.read_text(encoding="utf-8") == first
    refusals.remember(tmp_path, Refusal(what="record", kind="outlets", names=("The Post",)))
    assert path.read_text(encoding="utf-8") == f"{first}\n- what: record\n  kind: outlets\n  names: [The Post]\n"
    assert len(refusals.load(tmp_path).refused) == 2


@pytest.mark.parametrize(
    ("first", "second", "refused"),
    [
        (["Nora Whitcombe"], ["NORAH WHITCOMB", "Norah"], True),
        (["Norah Whitcomb"], ["Nora Whitcombe"], True),
        (["Nora Whitcombe"], ["Nora Whitcombe"], True),
        (["Nora Whitcombe"], ["Greta Whitcombe"], False),
    ],
)
def test_a_refused_merge_is_known_by_names_of_both(first: list[str], second: list[str], refused: bool) -> None:
    assert Refusals((MERGE,)).merge("people", first, second) is refused
    assert not Refusals((MERGE,)).merge("organizations", first, second)
    assert not Refusals((MERGE,)).about("record", "people", first)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- {what: merge, kind: boats, names: [A]}\n", "line 1: there is no kind 'boats'; choose among people, organizations"),
        ("- {what: merge, kind: people, names: []}\n", "line 1"),
        ("- {what: perhaps, kind: people, names: [A]}\n", "line 1"),
    ],
)
def test_refusals_that_do_not_fit_are_told(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "refused.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"refused\.yaml") as caught:
        refusals.remember(tmp_path, MERGE)
    assert message in str(caught.value)
    assert (tmp_path / "refused.yaml").read_text(encoding="utf-8") == text
