"""The tables of data and their fields: the one place where they are told (``vocabulary/tables.tsv``, ``vocabulary/fields.tsv``).

Labels on pages, columns of CSV and SQLite, keys of the JSON lines, the schemas of the data package, properties in schema.org and
places in TEI all follow from these two.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from onrecord.errors import ConfigurationError
from onrecord.vocabulary import table as rows_of
from onrecord.vocabulary import values

Type = Literal["string", "boolean", "integer", "list", "object", "objects", "edtf", "date", "uri"]
"""``list`` holds strings, ``objects`` objects; ``edtf`` is a date as ISO 8601-2 writes it, ``date`` a day, ``uri`` an address
relative to the root of the site."""
File = Literal["csv", "jsonl", "sqlite"]
FILES: tuple[File, ...] = get_args(File)


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a table. ``always`` says that it is never null; ``values`` are the only ones it may have, where it says any.

    ``refers`` is the table and field that its values are found in; ``shown`` its place among the values that the page of a
    document shows. ``schema`` is its property in schema.org, ``tei`` the XPath of its place in TEI P5; empty where it has none.
    """

    name: str
    type: Type
    label: str
    description: str
    files: tuple[File, ...]
    always: bool
    values: tuple[str, ...]
    primary: bool
    refers: tuple[str, str] | None
    schema: str
    tei: str
    shown: int | None


@dataclass(frozen=True, slots=True)
class Table:
    """A table of data with its fields in their order. ``schema`` is the type of a row in schema.org."""

    name: str
    label: str
    description: str
    schema: str
    facets: tuple[str, ...]
    fields: tuple[Field, ...]

    def names(self, file: File) -> tuple[str, ...]:
        """The names of the fields that files of one kind have."""
        return tuple(field.name for field in self.of(file))

    def of(self, file: File) -> tuple[Field, ...]:
        """The fields that files of one kind have."""
        return tuple(field for field in self.fields if file in field.files)

    @property
    def primary(self) -> tuple[str, ...]:
        """The fields that tell the rows apart; none where two rows may be alike."""
        return tuple(field.name for field in self.fields if field.primary)

    @property
    def foreign(self) -> Mapping[str, tuple[tuple[str, str], ...]]:
        """Table → (field here, field there) of the key that leads to it."""
        found: dict[str, tuple[tuple[str, str], ...]] = {}
        for field in self.fields:
            if field.refers is not None:
                found[field.refers[0]] = (*found.get(field.refers[0], ()), (field.name, field.refers[1]))
        return found


@cache
def tables() -> Mapping[str, Table]:
    """Name → table, in the order in which they are shown.

    Raises :class:`ConfigurationError` for a row that does not fit: an unknown table, type or kind of file.
    """
    found: dict[str, list[Field]] = {row["table"]: [] for row in rows_of("tables")}
    for row in rows_of("fields"):
        if row["table"] not in found:
            raise ConfigurationError(f"vocabulary/fields.tsv: {row['name']} is of a table '{row['table']}' that tables.tsv does not have")
        found[row["table"]].append(_field(row))
    return {
        row["table"]: Table(
            row["table"], row["label"], row["description"], row["schema"], values(row["facets"]), tuple(found[row["table"]])
        )
        for row in rows_of("tables")
    }


def labels() -> Mapping[str, str]:
    """Field of an article → its label, in the order in which the page of a document shows them."""
    shown = [(field.shown, field) for field in tables()["articles"].fields if field.shown is not None]
    return {field.name: field.label for _, field in sorted(shown, key=lambda pair: pair[0])}


@cache
def label(name: str) -> str:
    """The label of any field of an article; its name where the table does not have it."""
    return next((field.label for field in tables()["articles"].fields if field.name == name), name)


def _field(row: Mapping[str, str]) -> Field:
    where = f"vocabulary/fields.tsv: {row['table']}.{row['name']}"
    if row["type"] not in get_args(Type):
        raise ConfigurationError(f"{where}: there is no type '{row['type']}'; choose one of {', '.join(get_args(Type))}")
    files = values(row["files"]) or FILES
    if unknown := [file for file in files if file not in FILES]:
        raise ConfigurationError(f"{where}: there are no files '{unknown[0]}'; choose of {', '.join(FILES)}")
    key = row["key"]
    target, _, name = key.partition(".")
    return Field(
        name=row["name"],
        type=row["type"],  # type: ignore[arg-type]  # looked up above
        label=row["label"],
        description=row["description"],
        files=tuple(file for file in FILES if file in files),
        always=row["always"] == "yes",
        values=values(row["values"]),
        primary=key == "primary",
        refers=(target, name) if name else None,
        schema=row["schema"],
        tei=row["tei"],
        shown=int(row["shown"]) if row["shown"].isdigit() else None,
    )
