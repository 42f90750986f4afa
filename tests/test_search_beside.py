"""A second process makes a part of the index: its files are the same, its errors are told, and it ends with the first."""

from __future__ import annotations

import importlib
import sys
import time
from collections.abc import Generator, Iterator
from functools import partial
from multiprocessing import active_children
from pathlib import Path

import pytest

from onrecord.errors import OnrecordError
from onrecord.search import Document, Text, files
from onrecord.search.beside import beside

DOCUMENTS = [
    Document(f"articles/{number}.html", "Ferry", Text(body, [(0, 5), (7, len(body))], 1, [(7, 12)]), facets={"outlet": [("a", "The Quay")]})
    for number, body in enumerate(
        ["Ferry\n\nThe ferry left the quay.", "Ferry\n\nNobody said when; паром 東京…", "Ferry\n\nThe quay was empty."]
    )
]
files_module = importlib.import_module("onrecord.search.files")  # its name in the package is that of its function


def two(path: Path, number: int) -> Generator[tuple[str, bytes], None, list[int]]:
    yield "a.js", b"a" * number
    yield "b.js", path.read_bytes()
    return [number]


def lasting(path: Path) -> Generator[tuple[str, bytes], None, None]:
    path.touch()
    time.sleep(60)
    yield "never.js", b""


def ending(status: int) -> Generator[tuple[str, bytes], None, None]:
    yield "a.js", b""
    sys.exit(status)


def test_a_second_process_gives_the_same_files(monkeypatch: pytest.MonkeyPatch) -> None:
    alone = dict(files(DOCUMENTS, ("outlet",)))
    monkeypatch.setattr(files_module, "MANY_WORDS", 1)
    assert dict(files(DOCUMENTS, ("outlet",))) == alone
    assert not active_children()


def test_what_was_made_is_given_in_order_and_returned(tmp_path: Path) -> None:
    (tmp_path / "b").write_bytes(b"b")
    told = []
    with beside(partial(two, tmp_path / "b", 3), tmp_path / "kept") as made:

        def asked() -> Iterator[tuple[str, bytes]]:
            told.append((yield from made()))

        assert list(asked()) == [("a.js", b"aaa"), ("b.js", b"b")]
    assert told == [[3]]


FAILURES = [
    (partial(two, Path("missing"), 3), 1, "an error"),
    (partial(ending, 3), 3, "an end in the midst of the work"),
]


@pytest.mark.parametrize(("make", "status", "why"), FAILURES)
def test_no_file_is_given_of_a_process_that_failed(
    make: partial[Generator[tuple[str, bytes], None, None]], status: int, why: str, tmp_path: Path
) -> None:
    with beside(make, tmp_path / "kept") as made, pytest.raises(OnrecordError, match=f"status {status}"):
        pytest.fail(f"{why} gave {next(made())}")
    assert not active_children()


def interrupted(begun: Path, kept: Path) -> None:
    with beside(partial(lasting, begun), kept):
        while not begun.exists():
            time.sleep(0.05)
        raise KeyboardInterrupt


def test_the_second_process_ends_when_the_first_is_interrupted(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        interrupted(tmp_path / "begun", tmp_path / "kept")
    assert not active_children()


def test_nothing_is_left_where_files_are_not_asked_for(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(files_module, "MANY_WORDS", 1)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    made = files(DOCUMENTS, ("outlet",))
    assert isinstance(made, Generator)
    assert next(made)
    assert list(tmp_path.iterdir())
    made.close()
    assert not active_children()
    assert not list(tmp_path.iterdir())
