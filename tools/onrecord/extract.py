"""One source through every per-document stage, and what was found as the JSON contract has it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.annotate import Knowledge, annotate
from onrecord.articles import evidence_row, statement_row
from onrecord.authorities import Authorities
from onrecord.clean import clean
from onrecord.describe import describe
from onrecord.describe.outlet import Outlets
from onrecord.edits import LAYOUT
from onrecord.errors import SourceError
from onrecord.read import read
from onrecord.records import PLURALS, Annotated, Problem, Value


@dataclass(frozen=True, slots=True)
class Extracted:
    """What one source gave: an annotated document, or ``None`` and the problem that prevented it."""

    id: str
    name: str
    annotated: Annotated | None
    problems: tuple[Problem, ...]


class Extractor:
    """The per-document stages with what they need to know. Pure: the same source gives the same record."""

    def __init__(self, authorities: Authorities) -> None:
        self.authorities = authorities
        self.knowledge = Knowledge.of(authorities)
        self.outlets = Outlets.of(authorities)

    def extract(self, path: Path, name: str, id_: str, recurring: frozenset[str] = frozenset()) -> Extracted:
        """Read, clean, describe and annotate one source. Whatever goes wrong is a problem of this source alone.

        ``recurring`` are the lines of the source that stand in many sources of its folder.
        """
        try:
            source = read(path, name, id_)
            annotated = annotate(describe(clean(source, self.outlets.signatures, recurring), self.outlets), self.knowledge)
        except SourceError as error:
            return Extracted(id_, name, None, (Problem(error.code, error.detail),))
        except Exception as error:  # noqa: BLE001  (the per-document boundary: a bad source never stops the others)
            return Extracted(id_, name, None, (Problem("failed", f"{type(error).__name__}: {error}"),))
        problems = (*source.problems, *annotated.described.metadata.problems)
        return Extracted(id_, name, annotated, problems)


_KINDS = {kind: plural for kind, plural in PLURALS.items() if kind != "outlet"}


def as_json(extracted: Extracted, *, with_text: bool = False) -> dict[str, Any]:
    """The object that ``onrecord extract --json`` prints for one source: every key present, unknown is ``null`` or ``[]``."""
    record: dict[str, Any] = dict.fromkeys(
        ("id", "source", "sha256", "language", "title", "title_basis", "subtitle", "date", "date_basis", "date_bounds", "outlet", "host")
    )
    record |= {
        "id": extracted.id,
        "source": extracted.name,
        "title_basis": "none",
        "date_basis": "none",
        "authors": [],
        "rights": None,
        "digest_of": None,
    }
    record |= {key: [] for key in ("speakers", *_KINDS.values(), "statements")} | {"body": "", "removed": [], "evidence": {}}
    if extracted.annotated is not None:
        record |= _document(extracted.annotated)
        if with_text:
            record["source_text"] = extracted.annotated.described.cleaned.source.text
    record["problems"] = [{"code": problem.code, "detail": problem.detail} for problem in extracted.problems]
    return record


def _document(annotated: Annotated) -> dict[str, Any]:
    cleaned, metadata = annotated.described.cleaned, annotated.described.metadata
    fields: dict[str, Value] = {
        name: getattr(metadata, name) for name in ("title", "subtitle", "date", "outlet", "host", "rights", "language", "digest_of")
    }
    record: dict[str, Any] = {name: value.value for name, value in fields.items()}
    first = next((block.start for block in annotated.described.blocks if block.kind not in ("title", "subtitle")), len(cleaned.body))
    speakers = dict.fromkeys(s.speaker_name for s in annotated.statements if s.speaker is not None)
    return record | {
        "sha256": cleaned.source.sha256,
        "title_basis": metadata.title.basis,
        "date_basis": metadata.date.basis,
        "date_bounds": annotated.bounds.value,
        "authors": [author.value for author in metadata.authors],
        "speakers": list(speakers),
        **{plural: [e.name for e in annotated.entities if e.kind == kind] for kind, plural in _KINDS.items()},
        "statements": [statement_row(cleaned.text, statement) for statement in annotated.statements],
        "body": cleaned.body[first:],
        "removed": [{"text": cleaned.source.text[e.start : e.end], "rule": e.rule} for e in cleaned.text.edits if e.rule != LAYOUT],
        "evidence": evidence_row(
            {name: (v,) for name, v in fields.items()} | {"date_bounds": (annotated.bounds,), "authors": metadata.authors}
        ),
    }
