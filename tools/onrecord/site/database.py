"""The data set as one SQLite file, ready for Datasette: tables with keys and indexes, full-text tables, and views.

The same rows give the same bytes with the same version of SQLite (its number stands in the header of the file). The rows come in
order and nothing is ever deleted, so that the file holds no free pages and needs no ``VACUUM``, which may number rows anew: the
full-text tables keep no text of their own and find it by the number of its row.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import msgspec

from onrecord.fields import Field, Table, tables
from onrecord.site.exports import Row

_PAGE = 4096
"""Bytes: SQLite's own default, fixed so that a build of SQLite with another makes the same file."""
_BATCH = 1000
"""Rows that are handed over at once."""

FULL_TEXT: Mapping[str, tuple[str, ...]] = {"articles": ("title", "body"), "statements": ("speaker", "text")}
"""Table → the columns whose words can be searched, in the table of its name and ``_fts``."""
_INDEXES: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "articles": (("earliest",), ("outlet",)),
    "statements": (("article",), ("speaker_kind", "speaker_id"), ("earliest",), ("repeats",)),
    "mentions": (("article",), ("kind", "entity")),
    "parallels": (("id",), ("article",)),
}

VIEWS: Mapping[str, tuple[str, str]] = {
    "statements_with_sources": (
        "Every statement with the document that reports it, its outlet, and the days between which it was said; copies left out.",
        """SELECT s.speaker, s.lead, s.text, s.kind, s.said_on, s.earliest, s.latest, a.outlet, a.title, a.date, s.speaker_id, s.url
FROM statements AS s JOIN articles AS a ON a.slug = s.article
WHERE s.repeats IS NULL""",
    ),
    "speakers": (
        "The people, organizations and others who speak, those with the most statements first.",
        """SELECT name, kind, id, statements, documents, url
FROM entities WHERE statements > 0
ORDER BY statements DESC, kind, id""",
    ),
    "documents_by_year": (
        "How many documents are dated to each year (the first of several), how many of them not surely, how many to none; copies left out.",
        """SELECT CASE WHEN date IS NOT NULL THEN CAST(substr(earliest, 1, 4) AS INTEGER) END AS year, count(*) AS documents,
  count(*) FILTER (WHERE date GLOB '*[?~%]*') AS unsure
FROM articles WHERE duplicate_of IS NULL
GROUP BY 1 ORDER BY 1""",
    ),
}
"""View → what it shows, and how."""


class Database:
    """A new database at a path, whole and checked when the block that uses it is left."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> Self:
        self._path.unlink(missing_ok=True)
        self._connection = sqlite3.connect(self._path, isolation_level=None)
        for pragma in (f"page_size = {_PAGE}", "encoding = 'UTF-8'", "journal_mode = OFF", "synchronous = OFF", "foreign_keys = OFF"):
            self._connection.execute(f"PRAGMA {pragma}")
        self._connection.execute("BEGIN")
        for table in tables().values():
            self._connection.execute(_create(table))
        return self

    def __exit__(self, error: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        try:
            if error is None:
                self._finish()
        finally:
            self._connection.close()

    @contextmanager
    def table(self, table: Table) -> Iterator[Callable[[Row], None]]:
        """What adds a row to a table; all have been added when the block is left."""
        columns = table.of("sqlite")
        names = [field.name for field in columns]
        nested = [place for place, field in enumerate(columns) if field.type in _NESTED]
        insert = f"INSERT INTO {table.name} VALUES ({', '.join('?' * len(columns))})"  # noqa: S608  (names of the table of fields)
        batch: list[list[Any]] = []

        def add(row: Row) -> None:
            values = [row[name] for name in names]
            for place in nested:
                values[place] = msgspec.json.encode(values[place]).decode()
            batch.append(values)
            if len(batch) == _BATCH:
                self._connection.executemany(insert, batch)
                batch.clear()

        yield add
        self._connection.executemany(insert, batch)

    def _finish(self) -> None:
        for table, keys in _INDEXES.items():
            for columns in keys:
                self._connection.execute(f"CREATE INDEX {table}_{'_'.join(columns)} ON {table} ({', '.join(columns)})")
        for table, words in FULL_TEXT.items():
            self._connection.execute(
                f"""CREATE VIRTUAL TABLE {table}_fts USING fts5({", ".join(words)}, content="{table}", """
                "tokenize='unicode61 remove_diacritics 2')"
            )
            self._connection.execute(f"INSERT INTO {table}_fts ({table}_fts) VALUES ('rebuild')")  # noqa: S608  (a name of ours)
        for name, (_, query) in VIEWS.items():
            self._connection.execute(f"CREATE VIEW {name} AS\n{query}")
        self._connection.execute("COMMIT")


def _create(table: Table) -> str:
    columns = [_column(field) for field in table.of("sqlite")]
    if table.primary:
        columns.append(f"PRIMARY KEY ({', '.join(table.primary)})")
    for target, pairs in table.foreign.items():
        here, there = (", ".join(names) for names in zip(*pairs, strict=True))
        columns.append(f"FOREIGN KEY ({here}) REFERENCES {target} ({there})")
    return f"CREATE TABLE {table.name} (\n  " + ",\n  ".join(columns) + "\n)"


_STORED = {"integer": "INTEGER", "boolean": "INTEGER"}
"""Type of a field → type of its column; all others are text."""
_NESTED = ("list", "object", "objects")
"""Types that are stored as JSON."""


def _column(field: Field) -> str:
    values = ", ".join(f"'{value}'" for value in field.values)
    return " ".join(
        filter(
            None,
            (
                f'"{field.name}"',
                _STORED.get(field.type, "TEXT"),
                "NOT NULL" if field.always else "",
                f'CHECK ("{field.name}" IN ({values}))' if values else "",
            ),
        )
    )
