"""``data.html``: what can be downloaded, what each field means, how to cite it and how to use it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from onrecord.fields import Field, tables
from onrecord.site.contexts import Base
from onrecord.site.database import VIEWS
from onrecord.site.datapackage import DESCRIPTIONS, DESCRIPTOR
from onrecord.site.dataset import Dataset
from onrecord.site.downloads import DATABASE, FOLDER, Download

TYPE_WORDS = {
    "string": "text",
    "boolean": "true or false",
    "integer": "whole number",
    "list": "list of texts",
    "object": "object",
    "objects": "list of objects",
    "edtf": "date (EDTF)",
    "date": "day",
    "uri": "address",
}
"""Type of a field → what a reader is told."""
_FILE_WORDS = {"csv": "CSV", "jsonl": "JSON lines", "sqlite": "SQLite"}


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file with its size in words; ``rows`` is ``None`` where it is no table."""

    name: str
    href: str
    size: str
    what: str
    rows: int | None = None


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A field as its table describes it; ``only`` names the files that have it, where not all do."""

    field: Field
    type: str
    only: str


@dataclass(frozen=True, slots=True)
class TableRow:
    """A table with its files and its fields."""

    name: str
    label: str
    description: str
    files: tuple[FileRow, ...]
    fields: tuple[FieldRow, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """A way to use the data: what to type, and what it answers where that is known."""

    heading: str
    typed: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DataContext(Base):
    """``data.html``. ``checksum`` is that of the data package, which has those of all files: it names the exact state."""

    whole: tuple[FileRow, ...]
    tables: tuple[TableRow, ...]
    views: tuple[tuple[str, str], ...]
    examples: tuple[Example, ...]
    citation: str
    licence: str
    checksum: str


def context(dataset: Dataset, downloads: Sequence[Download], folder: Path) -> DataContext:
    """The page of files that were written into a folder; its examples are answered by them."""
    package = next(download for download in downloads if download.name == DESCRIPTOR)
    return DataContext(
        url="data.html",
        title="Data",
        description="The corpus as open data.",
        section="data",
        whole=tuple(_file(download) for download in downloads if download.table is None),
        tables=tuple(_tables(downloads)),
        views=tuple((name, description) for name, (description, _) in VIEWS.items()),
        examples=tuple(_examples(folder / DATABASE)),
        citation=dataset.citation,
        licence=dataset.licence,
        checksum=package.sha256,
    )


def _tables(downloads: Iterable[Download]) -> Iterator[TableRow]:
    downloads = list(downloads)
    for table in tables().values():
        files = tuple(_file(download) for download in downloads if download.table == table.name)
        fields = tuple(FieldRow(field, TYPE_WORDS[field.type], _only(field)) for field in table.fields)
        yield TableRow(table.name, table.label, table.description, files, fields)


def _only(field: Field) -> str:
    return "" if len(field.files) == len(_FILE_WORDS) else " and ".join(_FILE_WORDS[file] for file in field.files)


def _file(download: Download) -> FileRow:
    rows = download.rows if download.table else None
    return FileRow(download.name, f"{FOLDER}/{download.name}", size(download.bytes), DESCRIPTIONS.get(download.name, ""), rows)


def size(count: int) -> str:
    """A number of bytes in words, in powers of ten: ``1,234,567`` → ``1.2 MB``."""
    for unit, factor in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if count >= factor:
            return f"{count / factor:.1f} {unit}" if count < 10 * factor else f"{count / factor:,.0f} {unit}"
    return f"{count} bytes"


_QUERY = "SELECT name, statements FROM speakers WHERE kind = 'person' LIMIT 3"
PANDAS = """import pandas as pd
said = pd.read_json("statements.jsonl", lines=True)
said["speaker"].value_counts().head(3)"""


def _examples(database: Path) -> Iterator[Example]:
    with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        answer = connection.execute(_QUERY).fetchall()
    yield Example("Ask the database", f'sqlite3 {DATABASE} "{_QUERY}"', "\n".join(f"{name}|{count}" for name, count in answer))
    yield Example("Browse and search it", f"datasette {DATABASE} --metadata metadata.json", "")
    yield Example("Count in a notebook", PANDAS, "")
