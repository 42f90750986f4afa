"""Corrections: a person's word, kept apart from generated files, applied last, and final.

Kept by hand in ``content/corrections.yaml``, a list of records: which document, which field, the right value, why, who,
when. They survive every rebuild; a corrected value has the basis ``editor`` and keeps what the rules had read as a rival.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import msgspec

from onrecord import edtf
from onrecord.errors import ConfigurationError
from onrecord.hand import load_records

Field = Literal["title", "subtitle", "date", "date_bounds", "outlet", "host", "authors", "rights", "language", "digest_of"]


class Correction(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One decision. ``document`` is the document's id; ``value: null`` says that the source does not state it."""

    document: Annotated[str, msgspec.Meta(min_length=1)]
    field: Field
    value: str | tuple[str, ...] | None
    reason: Annotated[str, msgspec.Meta(min_length=1)]
    by: str | None = None
    on: str | None = None


def beside(sources: Path) -> Path:
    """The corrections of a folder of sources: ``corrections.yaml`` beside it, so that another corpus has its own."""
    parent = sources.parent if sources.name not in ("", "..") else sources.resolve().parent
    return parent / "corrections.yaml"


def load(path: Path) -> tuple[Correction, ...]:
    """Read the corrections of a corpus; a missing file holds none.

    Raises :class:`ConfigurationError` with the line of each that does not fit: two for the same field of one document, a
    list for a field that has one value, a date that is no EDTF.
    """
    errors: list[str] = []
    seen: dict[tuple[str, str], int] = {}
    records = load_records(path, Correction)
    for correction, line in records:
        key = correction.document, correction.field
        if key in seen:
            errors.append(f"{path}, line {line}: {key[1]} of {key[0]} is corrected in line {seen[key]} already")
        seen[key] = line
        if isinstance(correction.value, tuple) and correction.field != "authors":
            errors.append(f"{path}, line {line}: {correction.field} takes one value, not a list")
        if correction.field in ("date", "date_bounds") and correction.value and not edtf.is_valid(str(correction.value)):
            errors.append(f"{path}, line {line}: '{correction.value}' is no EDTF date; write 2021-03-03, 2021-03 or 2013-09-09/2018-09-09")
        if correction.value == "":
            errors.append(f"{path}, line {line}: the value is empty; write null where the source does not state it")
        if correction.field == "title" and not correction.value:
            errors.append(f"{path}, line {line}: a title cannot be empty")
    if errors:
        raise ConfigurationError("\n".join(errors))
    return tuple(correction for correction, _ in records)
