"""``onrecord authorities``: out as tables or a thesaurus, and back without losing anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.authorities import load
from onrecord.cli import main

PEOPLE = (
    "# ours\n- id: nora  # first\n  label: Nora Whitcombe\n  variants: [N. Whitcombe]\n- {id: otto, label: Otto Brandt}  # as he signs\n"
)


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    (tmp_path / "authorities").mkdir()
    (tmp_path / "authorities" / "people.yaml").write_text(PEOPLE, encoding="utf-8")
    return tmp_path / "authorities"


def called(kept: Path, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    status = main(["authorities", *words, "--authorities", str(kept)])
    shown = capsys.readouterr()
    return status, shown.out + shown.err


@pytest.mark.parametrize("place", [("--csv", "tables"), ("--skos", "records.ttl"), ("--skos", "records.rdf")])
def test_what_went_out_changes_nothing_when_it_comes_back(
    kept: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], place: tuple[str, str]
) -> None:
    where = (place[0], str(tmp_path / place[1]))
    status, shown = called(kept, capsys, "export", *where)
    assert (status, str(tmp_path / place[1]) in shown) == (0, True)
    assert called(kept, capsys, "export", *where)[0] == 0  # the same again is no loss
    assert called(kept, capsys, "import", *where, "--apply") == (0, "nothing would change\n")
    assert (kept / "people.yaml").read_text(encoding="utf-8") == PEOPLE


def test_an_import_is_shown_first_and_then_written_beside_what_stands(
    kept: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tables = tmp_path / "tables"
    tables.mkdir()
    (tables / "people.csv").write_text("id,label,variants\nnora,Nora Whitcombe,N. Whitcombe|Nora W.\n", encoding="utf-8")
    status, shown = called(kept, capsys, "import", "--csv", str(tables))
    assert (status, shown) == (
        0,
        "people: nora (Nora Whitcombe)\n  variants: + “Nora W.”\n1 record would change; nothing was written, add --apply to write\n",
    )
    assert (kept / "people.yaml").read_text(encoding="utf-8") == PEOPLE
    assert called(kept, capsys, "import", "--csv", str(tables), "--apply")[0] == 0
    assert (kept / "people.yaml").read_text(encoding="utf-8") == PEOPLE.replace("[N. Whitcombe]", "[N. Whitcombe, Nora W.]")
    assert list(load(kept).people) == ["nora", "otto"]


def test_a_bad_row_writes_nothing(kept: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tables = tmp_path / "tables"
    tables.mkdir()
    (tables / "people.csv").write_text("id,label\nnora,N. W.\nOtto,Otto\n", encoding="utf-8")
    status, shown = called(kept, capsys, "import", "--csv", str(tables), "--apply")
    assert status == 2
    assert f"{tables / 'people.csv'}, line 3: id: must be" in shown
    assert (kept / "people.yaml").read_text(encoding="utf-8") == PEOPLE


def test_work_in_a_table_is_not_overwritten(kept: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "people.csv").write_text("id,label\nnora,Nora\n", encoding="utf-8")
    status, shown = called(kept, capsys, "export", "--csv", str(tmp_path))
    assert (status, "people.csv: exists and holds something else; name another place, or remove it" in shown) == (2, True)
    assert not (tmp_path / "outlets.csv").exists()


def test_concepts_can_bear_the_addresses_of_the_site(kept: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    called(kept, capsys, "export", "--skos", str(tmp_path / "x.ttl"), "--base", "https://example.org/corpus")
    assert "@prefix people: <https://example.org/corpus/people/> ." in (tmp_path / "x.ttl").read_text(encoding="utf-8")
