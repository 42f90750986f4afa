"""The data set: every table as CSV and JSON lines and in one SQLite file, written in one pass over its rows.

No table is held in memory: a row goes into all files as it comes. What was written is described by :class:`Download` records,
which ``datapackage.json`` and ``data.html`` tell.
"""

from __future__ import annotations

import csv
import hashlib
import io
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.errors import OnrecordError
from onrecord.fields import File, Table, tables
from onrecord.site import exports, parallels
from onrecord.site.corpus import Corpus
from onrecord.site.database import Database
from onrecord.site.exports import Row

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

FOLDER = "data"
DATABASE = "onrecord.sqlite"


@dataclass(frozen=True, slots=True)
class Download:
    """A file of the data set: its name in :data:`FOLDER`, its size in bytes, and the number of rows where it is a table."""

    name: str
    bytes: int
    sha256: str
    table: str | None = None
    rows: int = 0

    @property
    def format(self) -> str:
        """The ending of its name."""
        return self.name.rpartition(".")[2]


def write(corpus: Corpus, threads: parallels.Threads, folder: Path) -> tuple[Download, ...]:
    """Write the tables and the database into a folder, and say what was written."""
    folder.mkdir(parents=True, exist_ok=True)
    rows: Mapping[str, Callable[[], Iterable[Row]]] = {
        "articles": lambda: exports.articles(corpus),
        "statements": lambda: exports.statements(corpus),
        "entities": lambda: exports.entities(corpus),
        "mentions": lambda: exports.mentions(corpus),
        "parallels": lambda: parallels.table(threads.all),
    }
    path = folder / DATABASE
    written: list[Download] = []
    try:
        with Database(path) as database:
            for table in tables().values():
                written += _table(table, rows[table.name](), folder, database)
    except sqlite3.Error as error:
        raise OnrecordError(f"{path}: {error}") from error
    return *written, described(path)


def described(path: Path) -> Download:
    """A file that stands there already."""
    with path.open("rb") as file:
        return Download(path.name, path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest())


def _table(table: Table, rows: Iterable[Row], folder: Path, database: Database) -> Iterator[Download]:
    counts: dict[File, int] = {"csv": 0, "jsonl": 0}
    names = {file: table.names(file) for file in counts}
    with ExitStack() as stack:
        files = {file: _Hashed(folder / f"{table.name}.{file}") for file in counts}
        lines = stack.enter_context(io.BufferedWriter(files["jsonl"], _BLOCK))
        text = stack.enter_context(io.TextIOWrapper(io.BufferedWriter(files["csv"], _BLOCK), "utf-8", newline=""))
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(names["csv"])
        add = stack.enter_context(database.table(table))
        for row in rows:
            lines.write(exports.as_line(row, names["jsonl"]))
            counts["jsonl"] += 1
            for flat in _flat(row):
                writer.writerow(exports.cells(flat, names["csv"]))
                add(flat)
                counts["csv"] += 1
    return (Download(f"{table.name}.{file}", files[file].size, files[file].digest.hexdigest(), table.name, counts[file]) for file in counts)


def _flat(row: Row) -> Iterable[Row]:
    """A row as the rows of a flat table: a thread of parallel passages is one row a passage."""
    return (passage | {"id": row["id"]} for passage in row["passages"]) if "passages" in row else (row,)


_BLOCK = 1 << 20
"""Bytes that are collected before they are hashed and written."""


class _Hashed(io.FileIO):
    """A new file whose size and SHA-256 are known when it is closed."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "w")
        self.size = 0
        self.digest = hashlib.sha256()

    def write(self, data: ReadableBuffer, /) -> int:
        written = super().write(data)
        self.digest.update(memoryview(data)[:written])
        self.size += written
        return written
