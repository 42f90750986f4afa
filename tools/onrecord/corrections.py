"""Corrections: a person's word, kept apart from generated files, applied last, and final.

Kept by hand in ``corrections.yaml`` beside the folder of sources, a list of records: which document, which field, the right
value, why, who, when. A record that names the words of a ``statement`` is about that statement. They survive every rebuild; a
corrected value has the basis ``editor`` and keeps what the rules had read as a rival.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal, get_args

import msgspec

from onrecord import edtf
from onrecord.errors import ConfigurationError
from onrecord.hand import load_records
from onrecord.records import StatementField
from onrecord.rights.publication import LEVELS

Field = Literal["title", "subtitle", "date", "date_bounds", "outlet", "host", "authors", "rights", "language", "digest_of", "publish"]
Text = Annotated[str, msgspec.Meta(min_length=1)]
KINDS = ("direct", "indirect", "attitude")
"""What a person may say a statement is; an attitude is an indirect statement that reports no speech."""

_OF_STATEMENTS = frozenset(get_args(StatementField))


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One decision. ``document`` is the document's id; ``value`` ``None`` says that the source does not state it.

    ``statement`` holds the statement's anchor, its words, or the first of them; then ``field`` is a :data:`StatementField`.
    ``line`` is where the decision stands in its file.
    """

    document: str
    field: Field | StatementField
    value: str | tuple[str, ...] | None
    reason: str
    by: str | None = None
    on: str | None = None
    statement: str | None = None
    line: int = 0

    @property
    def why(self) -> str:
        """The reason, with who decided and when."""
        who = ", ".join(part for part in (self.by, self.on) if part)
        return f"{self.reason} ({who})" if who else self.reason


class _Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A decision as it stands in the file."""

    document: Text
    field: Field | StatementField
    value: str | tuple[str, ...] | msgspec.UnsetType | None = msgspec.UNSET
    reason: Text
    by: str | None = None
    on: str | None = None
    statement: Text | None = None


def beside(sources: Path) -> Path:
    """The corrections of a folder of sources: beside it, ``NAME.corrections.yaml`` for the folder ``NAME`` alone where there is
    such a file, otherwise ``corrections.yaml``, which folders that lie side by side share."""
    parent = sources.parent if sources.name not in ("", "..") else sources.resolve().parent
    own = parent / f"{sources.resolve().name}.corrections.yaml"
    return own if own.exists() else parent / _SHARED


_SHARED = "corrections.yaml"


def is_shared(path: Path, sources: Path) -> bool:
    """Whether a file holds the corrections of all folders beside the sources, and not of the sources alone."""
    return path.name == _SHARED and path.resolve().parent == sources.resolve().parent


def load(path: Path) -> tuple[Correction, ...]:
    """Read the corrections of a corpus; a missing file holds none.

    Raises :class:`ConfigurationError` with the line of each that does not fit: two for the same field of one document or
    statement, a list for a field that has one value, a date that is no EDTF, a statement's field without a statement.
    """
    errors: list[str] = []
    seen: dict[tuple[str, str | None, str], int] = {}
    corrections = []
    for record, line in load_records(path, _Record):
        key = record.document, record.statement, record.field
        if key in seen:
            what = f"{record.field} of {record.document}" + (f", “{record.statement}”," if record.statement else "")
            errors.append(f"{path}, line {line}: {what} is corrected in line {seen[key]} already")
        seen[key] = line
        errors += [f"{path}, line {line}: {mistake}" for mistake in _mistakes(record)]
        value = None if isinstance(record.value, msgspec.UnsetType) else record.value
        corrections.append(
            Correction(
                document=record.document,
                field=record.field,
                value=value,
                reason=record.reason,
                by=record.by,
                on=record.on,
                statement=record.statement,
                line=line,
            )
        )
    if errors:
        raise ConfigurationError("\n".join(errors))
    return tuple(corrections)


def _mistakes(record: _Record) -> Iterator[str]:
    """What does not fit in a record."""
    field, value = record.field, record.value
    if field in _OF_STATEMENTS and record.statement is None:
        yield f"{field} is said of a statement; add `statement:` with its first words or its anchor"
    if field not in _OF_STATEMENTS and record.statement is not None:
        yield f"a statement has no {field}; choose among {', '.join(get_args(StatementField))}"
    if isinstance(value, msgspec.UnsetType):
        if field != "delete":
            yield "there is no value; write null where the source does not state it"
        return
    yield from _misfit(field, value)


def _misfit(field: str, value: str | tuple[str, ...] | None) -> Iterator[str]:
    """Why a value is none for its field."""
    if field == "delete":
        yield "`field: delete` takes no value"
    if isinstance(value, tuple) and field != "authors":
        yield f"{field} takes one value, not a list"
    if field in ("date", "date_bounds", "said_on") and value and not edtf.is_valid(str(value)):
        yield f"'{value}' is no EDTF date; write 2021-03-03, 2021-03 or 2013-09-09/2018-09-09"
    if field in ("kind", "add") and value not in KINDS:
        yield f"a statement is {', '.join(KINDS[:-1])} or {KINDS[-1]}, not '{value}'"
    if field == "publish" and value not in LEVELS:
        yield f"a document is published as {', '.join(LEVELS[:-1])} or {LEVELS[-1]}, not '{value}'"
    if value == "":
        yield "the value is empty; write null where the source does not state it"
    if field == "title" and not value:
        yield "a title cannot be empty"
