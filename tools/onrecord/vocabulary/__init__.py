"""The vocabulary: words and names as tables that a person can edit without touching a program.

A word list (``name.txt``) has one entry a line. A table (``name.tsv``) has cells separated by tabs under a header line that
names the columns; a cell that holds several values separates them with ``|``. In both, lines that begin with ``#`` are
comments and empty lines mean nothing. SOURCES.md says where each table comes from.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType

from onrecord.errors import ConfigurationError

Row = Mapping[str, str]
"""Column → cell; an empty cell is ``""``."""


@cache
def words(name: str) -> frozenset[str]:
    """The entries of the word list ``name.txt``, as written there.

    Raises :class:`ConfigurationError` for a line with a tab, or with spaces around its entry.
    """
    file = f"{name}.txt"
    return frozenset(_cell(line, file, number) for number, line in _lines(file))


@cache
def table(name: str) -> tuple[Row, ...]:
    """The rows of the table ``name.tsv``, in the order of the file.

    Empty cells at the end of a row may be left out, because editors trim them; the first two cells may not.
    Raises :class:`ConfigurationError` for a row whose cells do not fit the header, or with spaces around a cell.
    """
    file = f"{name}.tsv"
    lines = _lines(file)
    number, header = next(lines, (1, ""))
    columns = tuple(_cell(cell, file, number) for cell in header.split("\t"))
    if "" in columns or len(set(columns)) < len(columns):
        raise ConfigurationError(f"vocabulary/{file}, line {number}: the header must name every column, each once")
    return tuple(_row(columns, line, file, number) for number, line in lines)


def has_table(name: str) -> bool:
    """Whether there is a table ``name.tsv``."""
    return resources.files(__name__).joinpath(f"{name}.tsv").is_file()


def values(cell: str) -> tuple[str, ...]:
    """The values of a cell that may hold several: ``"Turkish|Turk"`` → ``("Turkish", "Turk")``; none for an empty cell."""
    return tuple(cell.split("|")) if cell else ()


def _lines(file: str) -> Iterator[tuple[int, str]]:
    """(line number, line) for every line of a table that is neither empty nor a comment."""
    try:
        text = resources.files(__name__).joinpath(file).read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise ConfigurationError(f"vocabulary/{file}: there is no such table") from error
    except UnicodeDecodeError as error:
        raise ConfigurationError(f"vocabulary/{file}: not UTF-8 at byte {error.start}; save the file as UTF-8") from error
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip() and not line.startswith("#"):
            yield number, line.removesuffix("\r")


def _row(columns: tuple[str, ...], line: str, file: str, number: int) -> Row:
    cells = [_cell(cell, file, number) for cell in line.split("\t")]
    if not min(2, len(columns)) <= len(cells) <= len(columns):
        raise ConfigurationError(f"vocabulary/{file}, line {number}: {len(cells)} cells where the header names {len(columns)} columns")
    if not cells[0]:
        raise ConfigurationError(f"vocabulary/{file}, line {number}: the first cell ({columns[0]}) is empty")
    cells += [""] * (len(columns) - len(cells))
    return MappingProxyType(dict(zip(columns, cells, strict=True)))


def _cell(cell: str, file: str, number: int) -> str:
    if cell != cell.strip() or "\t" in cell:
        raise ConfigurationError(f"vocabulary/{file}, line {number}: a stray tab or space in '{cell}'")
    return cell
