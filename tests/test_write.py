"""What is written to content/articles: whole files, only when they change, and nothing that is not ours is touched."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pytest
import yaml
from hypothesis import given

from builders import MORE_PROSE, PROSE, extracted
from onrecord import articles as border
from onrecord.corrections import Correction
from onrecord.relate import Related, relate
from onrecord.write import write, written
from strategies import articles, texts

TEXT = f"The bridge is open\n\nDate: 3 May 2016\nAuthor: Otto Falk\n\n{PROSE}\n\n“It is safe,” said Clara Nyberg.\n\n{MORE_PROSE}"


def documents(*texts: str, corrections: tuple[Correction, ...] = ()) -> tuple[Related, ...]:
    return relate([extracted(text, f"doc-{number}") for number, text in enumerate(texts)], corrections, {})[0]


def snapshot(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_a_document_is_two_files(tmp_path: Path) -> None:
    assert write(documents(TEXT), tmp_path) == 2
    assert sorted(snapshot(tmp_path)) == ["the-bridge-is-open.json", "the-bridge-is-open.md"]


def test_what_is_unchanged_is_not_written_again(tmp_path: Path) -> None:
    """Same bytes, same file: times stay, so that nothing after it does its work again."""
    write(documents(TEXT), tmp_path)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    assert write(documents(TEXT), tmp_path) == 0
    assert {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == before


def test_documents_that_are_gone_are_removed(tmp_path: Path) -> None:
    write(documents(TEXT, TEXT.replace("The bridge is open", "The ferry is closed")), tmp_path)
    write(documents(TEXT), tmp_path)
    assert sorted(snapshot(tmp_path)) == ["the-bridge-is-open.json", "the-bridge-is-open.md"]


def test_a_page_written_by_hand_is_never_touched(tmp_path: Path) -> None:
    (tmp_path / "by-hand.md").write_text("---\ntitle: By hand\n---\n\nText.\n", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("notes", encoding="utf-8")
    write(documents(TEXT), tmp_path)
    write((), tmp_path)
    assert sorted(snapshot(tmp_path)) == ["by-hand.md", "notes.txt"]


def test_a_file_is_replaced_as_a_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The last step is a rename: when it fails, the old file still stands."""
    write(documents(TEXT), tmp_path)
    before = snapshot(tmp_path)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError, match="No space left"):
        write(documents(TEXT.replace("safe", "wide")), tmp_path)
    assert {name: data for name, data in snapshot(tmp_path).items() if not name.startswith(".")} == before


def test_a_document_that_cannot_be_written_leaves_all_old_articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All bytes are made before the first file is written."""
    write(documents(TEXT), tmp_path)
    before = snapshot(tmp_path)
    monkeypatch.setattr("onrecord.write.escape", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        write(documents(TEXT.replace("safe", "wide")), tmp_path)
    assert snapshot(tmp_path) == before


def test_ids_of_what_was_published(tmp_path: Path) -> None:
    write(documents(TEXT), tmp_path)
    (tmp_path / "broken.json").write_text("{", encoding="utf-8")
    (tmp_path / "other.json").write_text("[1]", encoding="utf-8")
    assert [(document.id, document.slug) for document in written(tmp_path)] == [("doc-0", "the-bridge-is-open")]
    assert written(tmp_path / "none") == ()


def test_front_matter_has_no_empty_keys_and_says_how_each_value_is_known(tmp_path: Path) -> None:
    write(documents(TEXT), tmp_path)
    text = (tmp_path / "the-bridge-is-open.md").read_text(encoding="utf-8")
    front = yaml.safe_load(text.split("---\n")[1])
    assert list(front) == ["title", "date", "authors", "language", "speakers", "basis", "id", "source", "sha256"]
    assert front["basis"] == {"title": "stated", "date": "stated", "authors": "stated", "language": "inferred"}


def test_the_annotations_are_one_a_line(tmp_path: Path) -> None:
    """A change of one statement is a diff of one line."""
    write(documents(TEXT), tmp_path)
    lines = (tmp_path / "the-bridge-is-open.json").read_text(encoding="utf-8").splitlines()
    assert sum(line.startswith('{"kind":"direct"') or '"statements":[{"kind"' in line for line in lines) == 1
    assert msgspec.json.decode("\n".join(lines))["id"] == "doc-0"


@given(articles())
def test_what_is_written_is_read_back(text: str) -> None:
    """The page's text is the body to which the annotations point; a record that would not fit is never written."""
    (document,) = documents(text)
    with TemporaryDirectory() as folder:
        write((document,), Path(folder))
        (article,) = border.load(Path(folder))
    cleaned = document.annotated.described.cleaned
    assert article.body == cleaned.body
    assert article.blocks == document.annotated.described.blocks
    assert article.standoff is not None and article.text == cleaned.text
    assert article.standoff.statements == document.annotated.statements
    assert article.front.title == (document.fields["title"][0].value or cleaned.source.name)


@given(texts.filter(str.strip))
def test_any_title_survives(title: str) -> None:
    """Colons, quotation marks, line breaks, signs of YAML: a title is read back as it was entered."""
    (document,) = documents(TEXT, corrections=(Correction(document="doc-0", field="title", value=title, reason="test"),))
    with TemporaryDirectory() as folder:
        write((document,), Path(folder))
        (article,) = border.load(Path(folder))
    assert article.front.title == title


def test_json_that_is_not_ours_is_never_removed(tmp_path: Path) -> None:
    """A folder may hold other files, and a mistyped --articles may name anybody's."""
    others = {"package.json": '{"name": "x", "id": "y"}', "results.json": "[1, 2]", "notes.json": "no json", "package.md": "# Notes"}
    for name, text in others.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    write((), tmp_path)
    assert {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()} == others
