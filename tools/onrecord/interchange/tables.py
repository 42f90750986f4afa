r"""Authority records as tables: one CSV file a kind, one row a record, for OpenRefine or a spreadsheet.

Several values in one cell are separated by ``|``; a ``|`` or ``\`` of a value, and a space at its end or beginning, has a ``\``
before it. Offices are rows of a table of their own. A row without id and label continues the one above, as OpenRefine leaves it
when cells with several values are split. A cell that a spreadsheet would take for a formula has a ``'`` before it, which is taken
off again.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from onrecord.authorities import KINDS, Authorities, Office, plain
from onrecord.errors import ConfigurationError
from onrecord.interchange import Incoming
from onrecord.slugs import slug

OFFICES = "offices"
"""The table of offices: its first column is the person's id."""

_SEPARATOR = "|"
_ESCAPED = re.compile(r"[|\\]|\A\s|\s\Z")
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
"""The beginning of a cell that a spreadsheet would run (=1+1), or of one that was made safe before. Source: OWASP, CSV injection."""
_DELIMITERS = ",;\t"


def columns(kind: str) -> tuple[str, ...]:
    """The columns of a kind's table, in order; those of records without their offices."""
    if kind == OFFICES:
        return ("person", *Office.__struct_fields__)
    fields = [name for name in KINDS[kind].__struct_fields__ if name != OFFICES]
    last = ("same_as", "not_same_as", "note")
    return (*(name for name in fields if name not in last), *last)


def write(records: Authorities) -> dict[str, str]:
    """Name of a file → its text, for all kinds and the offices of people; an empty table has its header."""
    rows = {kind: [plain(record) for record in getattr(records, kind).values()] for kind in KINDS}
    rows[OFFICES] = [{"person": row["id"], **office} for row in rows["people"] for office in row.get(OFFICES, ())]
    return {f"{kind}.csv": _table(columns(kind), held) for kind, held in rows.items()}


def _table(names: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text)  # ends lines with CRLF, as RFC 4180 has it: a lone CR in a value is quoted then
    writer.writerow(names)
    writer.writerows([_cell(row.get(name)) for name in names] for row in rows)
    return text.getvalue()


def _cell(value: Any) -> str:
    if isinstance(value, list):
        words = _SEPARATOR.join(_ESCAPED.sub(lambda found: f"\\{found[0]}", item) for item in value)
    else:
        words = "" if value is None else "true" if value is True else str(value)
    return f"'{words}" if _FORMULA.match(words) else words


# ---- back ----------------------------------------------------------------------------------------------------------------


def read(folder: Path, records: Authorities) -> list[Incoming]:
    """The records of the tables in a folder; a kind whose table is not there is not spoken of.

    A row without an id gets one from its label; whoever has no row among the offices keeps those that are known. Raises
    :class:`ConfigurationError` for tables that cannot be read, with file and line, and for a folder without any.
    """
    paths = {kind: folder / f"{kind}.csv" for kind in (*KINDS, OFFICES)}
    if not any(path.exists() for path in paths.values()):
        raise ConfigurationError(f"{folder}: no table there; it may hold {', '.join(path.name for path in paths.values())}")
    offices: dict[str, list[dict[str, Any]]] = {}
    origins: dict[str, str] = {}
    for row in _rows(paths[OFFICES], OFFICES):
        person = str(row.values.pop("person"))
        origins.setdefault(person, row.origin)
        offices.setdefault(person, []).append({key: value for key, value in row.values.items() if value is not None})
    found = []
    for kind in KINDS:
        for row in _rows(paths[kind], kind):
            id_ = str(row.values.pop("id"))
            held = {OFFICES: offices.pop(id_)} if kind == "people" and id_ in offices else {}
            found.append(Incoming(kind, id_, row.values | held, row.origin))
    strangers = [f"{origins[id_]}: nobody has the id '{id_}'; add a row to people.csv" for id_ in offices if id_ not in records.people]
    if strangers:
        raise ConfigurationError("\n".join(strangers))
    return [*found, *(Incoming("people", id_, {OFFICES: held}, origins[id_]) for id_, held in offices.items())]


@dataclass(slots=True)
class _Row:
    """A row of a table with the file and line where it begins; rows that continue it are taken into it."""

    origin: str
    values: dict[str, Any]


def _rows(path: Path, kind: str) -> list[_Row]:
    """The rows of a table, if it is there."""
    lines = _lines(path) if path.exists() else []
    if not lines:
        return []
    names = _header(lines[0], kind)
    key, label = ("person", "office") if kind == OFFICES else ("id", "label")
    rows: list[_Row] = []
    for origin, cells in lines[1:]:
        if len(cells) > len(names) and any(cells[len(names) :]):
            raise ConfigurationError(f"{origin}: {len(cells)} cells for {len(names)} columns; put a value that holds a comma into quotes")
        values = {name: _value(kind, name, _unguarded(cell)) for name, cell in zip(names, (*cells, *[""] * len(names)), strict=False)}
        if all(value is None for value in values.values()):
            continue
        if values.get(key) is None and values.get(label) is None:
            _continue(rows, values, origin)
            continue
        if values.get(key) is None:
            values[key] = rows[-1].values[key] if kind == OFFICES and rows else slug(str(values[label]))
        rows.append(_Row(origin, values))
    return rows


def _continue(rows: list[_Row], values: Mapping[str, Any], origin: str) -> None:
    """Add the values of a row that has neither id nor label to the lists of the row above."""
    for name, value in values.items():
        if value is None:
            continue
        if not rows or not isinstance(value, list):
            raise ConfigurationError(f"{origin}: neither an id nor a label, and '{name}' takes one value; fill in the id, or clear the row")
        rows[-1].values[name] = [*(rows[-1].values[name] or ()), *value]


def _lines(path: Path) -> list[tuple[str, list[str]]]:
    """The lines of a table that hold something, each with its origin; commas, semicolons or tabs between the cells."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigurationError(f"{path}: not UTF-8 at byte {error.start}; save the table as CSV in UTF-8") from error
    head = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    found, line = [], 1
    try:
        for cells in reader:
            found.append((f"{path}, line {line}", cells))
            line = reader.line_num + 1
    except csv.Error as error:
        raise ConfigurationError(f"{path}, line {line}: {error}; a quotation mark inside a value is written twice") from error
    return [(origin, cells) for origin, cells in found if any(cells)]


def _header(line: tuple[str, list[str]], kind: str) -> list[str]:
    origin, cells = line
    names = [cell.strip() for cell in cells]
    unknown = [name for name in names if name not in columns(kind)]
    if unknown:
        known = ", ".join(columns(kind))
        raise ConfigurationError(f"{origin}: there is no column '{unknown[0]}'; remove it, or name it one of {known}")
    key = "person" if kind == OFFICES else "id"
    if len(set(names)) < len(names) or key not in names:
        raise ConfigurationError(f"{origin}: a column stands there twice, or '{key}' is missing; keep the header of the export")
    return names


def _value(kind: str, name: str, cell: str) -> Any:
    """What a cell holds; ``None`` where it is empty."""
    default = next((field.default for field in msgspec.structs.fields(KINDS.get(kind, Office)) if field.name == name), None)
    if default == ():
        return _several(cell) or None
    if default is False:
        return {"true": True, "false": None, "": None}.get(cell.strip().casefold(), cell)
    return cell or None


def _several(cell: str) -> list[str]:
    """The values of a cell; white space around them counts only where it is escaped."""
    found = []
    for part, _ in re.findall(r"((?:\\.|[^|])*)(\||\Z)", cell, re.DOTALL):
        words = part.strip()
        if (len(words) - len(words.rstrip("\\"))) % 2:  # what was stripped from the end was escaped
            words = part.lstrip()[: len(words) + 1]
        if words:
            found.append(re.sub(r"\\([|\\\s])", r"\1", words))
    return found


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
