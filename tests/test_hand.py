"""Hand-kept YAML: every mistake is told with its file and its line."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from onrecord.errors import ConfigurationError
from onrecord.hand import load_mapping, load_records


class Boat(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A record to read."""

    name: str
    built: str | None = None
    crew: tuple[str, ...] = ()
    log: tuple[dict[str, int], ...] = ()


def boats(folder: Path, text: str | bytes) -> list[tuple[Boat, int]]:
    path = folder / "boats.yaml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return list(load_records(path, Boat))


def test_records_come_with_their_lines(tmp_path: Path) -> None:
    assert boats(tmp_path, "# boats\n- name: Aurelia\n  crew: [Jonas, Otto]\n\n- name: Petrel\n  built: 1921-04-03\n") == [
        (Boat("Aurelia", crew=("Jonas", "Otto")), 2),
        (Boat("Petrel", built="1921-04-03"), 5),
    ]


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "---\n", "[]\n", "null\n"])
def test_an_empty_file_holds_no_records(tmp_path: Path, text: str) -> None:
    assert boats(tmp_path, text) == []


def test_a_missing_file_holds_no_records(tmp_path: Path) -> None:
    assert load_records(tmp_path / "none.yaml", Boat) == ()


MISTAKES = [
    ("- name: Aurelia\n- built: 1921\n", ["line 2", "name"], "a field is missing"),
    ("- name: Aurelia\n  mast: tall\n", ["line 1", "mast"], "a field nobody knows"),
    ("- name: Aurelia\n  built: 1921\n", ["line 2", "built"], "a number where words are expected"),
    ("- name: Aurelia\n  crew: Jonas\n", ["line 2", "crew"], "one value where a list is expected"),
    ("- name: Aurelia\n  crew:\n    - Jonas\n    - 7\n", ["line 4", "crew"], "deep inside: the line of the value itself"),
    ("- name: Aurelia\n  log:\n    - miles: far\n", ["line 3", "log"], "deeper"),
    ("- Aurelia\n", ["line 1"], "an item that is no record"),
    ("name: Aurelia\n", ["line 1", "list of records"], "a record outside a list"),
    ("Aurelia\n", ["line 1", "list of records"], "a word"),
    ("- name: Aurelia\n  crew: [Jonas\n", ["line 3"], "a bracket left open"),
    ("- name: The Aurelia: a boat\n", ["line 1"], "a colon that YAML takes for its own"),
    ("- name: Aurelia\n\tcrew: []\n", ["line 2"], "a tab"),
    ("- name: *boat\n", ["line 1"], "an alias of nothing"),
    ("- name: !!python/object:os.system x\n", ["line 1"], "a tag that builds objects"),
    ("- &a name: A\n- {name: B, name: C, built: 4}\n", ["line 2"], "an odd mapping"),
    (b"- name: \xe5lesund\n", ["not UTF-8 at byte 8"], "another encoding"),
    ("- name: A\x07\n", ["boats.yaml"], "a control character"),
]


@pytest.mark.parametrize(("text", "parts", "why"), MISTAKES)
def test_a_mistake_names_file_and_line(tmp_path: Path, text: str | bytes, parts: list[str], why: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        boats(tmp_path, text)
    message = str(caught.value)
    assert message.startswith(str(tmp_path / "boats.yaml"))
    for part in parts:
        assert part in message


def test_one_run_lists_every_bad_record(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError) as caught:
        boats(tmp_path, "- name: 1\n- name: Petrel\n- mast: tall\n")
    assert [line.partition(":")[0].rpartition(" ")[2] for line in str(caught.value).splitlines()] == ["1", "3"]


def test_dates_stay_strings() -> None:
    assert load_mapping("{date: 2021-03-03, month: 2021-03, year: 2021, time: 2021-03-03 10:00:00}", "x") == {
        "date": "2021-03-03",
        "month": "2021-03",
        "year": 2021,
        "time": "2021-03-03 10:00:00",
    }


def test_only_true_and_false_are_truth_values() -> None:
    """``on`` is a key of corrections, ``no`` the code of Norwegian, ``y`` an initial."""
    assert load_mapping("{on: no, yes: off, y: N, host: true, kept: false}", "x") == {
        "on": "no",
        "yes": "off",
        "y": "N",
        "host": True,
        "kept": False,
    }


def test_lines_are_counted_from_where_the_text_stands() -> None:
    with pytest.raises(ConfigurationError, match=r"a\.md, line 4: "):
        load_mapping("title: x\ndate: y\nnote: a: b\n", "a.md", first_line=2)
