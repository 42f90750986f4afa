"""Documents whose date a person corrected, annotated anew: what a text says of days ("on Tuesday") is read from the right one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from onrecord.annotate import Knowledge, annotate
from onrecord.authorities import Authorities
from onrecord.corrections import Correction
from onrecord.extract import Extracted
from onrecord.records import Annotated, Value


def redated(extracted: Sequence[Extracted], corrections: Iterable[Correction], records: Authorities) -> list[Extracted]:
    """The documents, those of a corrected date with the annotations that this date gives. What the rules read as the date stays."""
    dates = {c.document: c.value for c in corrections if c.field == "date" and c.statement is None and not isinstance(c.value, tuple)}
    wrong = {item.id: item.annotated for item in extracted if item.annotated and item.id in dates and _date(item) != dates[item.id]}
    if not wrong:
        return list(extracted)
    knowledge = Knowledge.of(records)
    right = {id_: _annotated(annotated, dates[id_], knowledge) for id_, annotated in wrong.items()}
    return [replace(item, annotated=right[item.id]) if item.id in right else item for item in extracted]


def _date(item: Extracted) -> str | None:
    return item.annotated.described.metadata.date.value if item.annotated else None


def _annotated(annotated: Annotated, date: str | None, knowledge: Knowledge) -> Annotated:
    read = annotated.described
    metadata = replace(read.metadata, date=Value(date, "editor" if date else "none"))
    return replace(annotate(replace(read, metadata=metadata), knowledge), described=read)
