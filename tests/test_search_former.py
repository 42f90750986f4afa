"""An index is taken over only where it is the one that would be made."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).resolve().parent / "search"))
from searched import documents

from onrecord.search import Document, files, former, kept_or_made

DOCUMENTS = documents(20)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "search").mkdir()
    for path, content in kept_or_made(lambda: DOCUMENTS, ("outlet",), None):
        (tmp_path / path).write_bytes(content)
    return tmp_path


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that have been made, and not taken over."""
    made: list[str] = []

    def noted(given: list[Document], facets: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
        for path, content in files(given, facets):
            made.append(path)
            yield path, content

    monkeypatch.setattr(former, "files", noted)
    return made


def test_the_index_of_the_same_documents_is_taken_over(site: Path, made: list[str]) -> None:
    taken = dict(kept_or_made(lambda: DOCUMENTS, ("outlet",), site))
    assert made == []
    assert taken == {f"search/{path.name}": path.read_bytes() for path in (site / "search").iterdir()}


def test_files_of_others_beside_it_are_left_to_them(site: Path, made: list[str]) -> None:
    (site / "search" / "names.js").write_bytes(b"")
    assert "search/names.js" not in dict(kept_or_made(lambda: DOCUMENTS, ("outlet",), site))
    assert made == []


RENAMED, CARRIED = replace(DOCUMENTS[0], title="Another"), replace(DOCUMENTS[0], carrier="Another")


@pytest.mark.parametrize("given", [[RENAMED, *DOCUMENTS[1:]], [CARRIED, *DOCUMENTS[1:]], DOCUMENTS[1:], []])
def test_the_index_of_other_documents_is_made_anew(site: Path, made: list[str], given: list[Document]) -> None:
    assert dict(kept_or_made(lambda: given, ("outlet",), site)) == dict(kept_or_made(lambda: given, ("outlet",), None))
    assert made


@pytest.mark.parametrize("what", ["changed", "missing", "surplus", "unsigned"])
def test_an_index_whose_files_are_others_is_made_anew(site: Path, made: list[str], what: str) -> None:
    folder = site / "search"
    wanted = {f"search/{path.name}": path.read_bytes() for path in folder.iterdir()}
    if what == "changed":
        (folder / "words.js").write_bytes(b"")
    elif what == "missing":
        (folder / "text-0.js").unlink()
    elif what == "surplus":
        (folder / "text-999.js").write_bytes(b"")
    else:
        (folder / former.NAME).unlink()
    assert dict(kept_or_made(lambda: DOCUMENTS, ("outlet",), site)) == wanted
    assert made
