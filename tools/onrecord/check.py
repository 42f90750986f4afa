"""What a person should look at before publishing: problems in sources, authority files and corrections.

Findings of severity ``note`` are worth knowing and nothing is wrong; ``problem`` is what ``--strict`` counts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

from onrecord import authorities, corrections, edtf, refusals
from onrecord.authorities import KINDS, Authorities, Person, Record
from onrecord.build import build
from onrecord.errors import ConfigurationError
from onrecord.hand import load_records
from onrecord.problems import advice
from onrecord.records import PLURALS, Problem
from onrecord.relate import Related

Severity = Literal["problem", "note"]


@dataclass(frozen=True, slots=True)
class Corpus:
    """Where a corpus keeps its files."""

    sources: Path
    authorities: Path
    corrections: Path
    cache: Path


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found. ``file`` is a source's name inside the sources folder, or the path of a hand-kept file."""

    file: str
    line: int | None
    code: str
    detail: str
    severity: Severity = "problem"

    @property
    def do(self) -> str:
        """The next step."""
        return advice(self.code).do


def check(
    corpus: Corpus, jobs: int | None = None, progress: Callable[[int, int], None] = lambda _done, _total: None
) -> tuple[Finding, ...]:
    """Everything that a build would find, and what only a look at all records together shows; nothing is written but the cache.

    Hand-kept files that do not fit are findings here: the sources are then read without them. Raises
    :class:`ConfigurationError` for a folder without sources.
    """
    found: list[Finding] = []
    with TemporaryDirectory(prefix="onrecord-") as folder:
        elsewhere = Path(folder)
        broken = _misfits(lambda: authorities.load(corpus.authorities), "authority-invalid")
        unfit = _misfits(lambda: corrections.load(corpus.corrections), "correction-invalid")
        report = build(
            corpus.sources,
            elsewhere / "articles",
            authorities_folder=elsewhere / "none" if broken else corpus.authorities,
            corrections_file=elsewhere / "none.yaml" if unfit else corpus.corrections,
            cache=corpus.cache,
            jobs=jobs,
            progress=progress,
        )
    found += [*broken, *_misfits(lambda: refusals.load(corpus.authorities), "refusal-invalid"), *unfit]
    found += [_finding(name, problem, corpus.corrections) for name, problem in report.problems]
    if not broken:
        records = _records(corpus.authorities)
        found += [*_shared_names(records), *_outside(records), *_unused(records, report.documents)]
    return tuple(found)


# ---- hand-kept files that do not fit -------------------------------------------------------------------------------------

_PLACE = re.compile(r"(?P<file>.+?)(?:, line (?P<line>\d+))?: (?P<detail>.*)", re.DOTALL)
"""How ``hand``, ``authorities`` and ``corrections`` begin every line of their errors."""


def _misfits(load: Callable[[], object], code: str) -> list[Finding]:
    try:
        load()
    except ConfigurationError as error:
        matches = [(line, _PLACE.fullmatch(line)) for line in str(error).splitlines()]
        return [
            Finding(m["file"], int(m["line"]) if m["line"] else None, code, m["detail"]) if m else Finding("", None, code, line)
            for line, m in matches
        ]
    return []


# ---- sources and corrections ---------------------------------------------------------------------------------------------


def _finding(name: str, problem: Problem, corrections_file: Path) -> Finding:
    """A problem of a build; one of the corrections has their line behind the name of the file."""
    file, _, line = name.rpartition(", line ")
    if file == str(corrections_file):
        return Finding(file, int(line), problem.code, problem.detail)
    return Finding(name, None, problem.code, problem.detail)


# ---- authority records ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Entry:
    """An authority record with its kind (``people``) and where it stands."""

    kind: str
    record: Record
    file: str
    line: int


def _records(folder: Path) -> list[_Entry]:
    entries = []
    for kind, record_type in KINDS.items():
        path = folder / f"{kind}.yaml"
        entries += [_Entry(kind, record, str(path), line) for record, line in load_records(path, record_type)]
    return entries


def _shared_names(entries: Sequence[_Entry]) -> Iterator[Finding]:
    """Names that two records of one kind claim: a text that has the name would go to the first of them without a word."""
    bearers: dict[tuple[str, str], list[_Entry]] = defaultdict(list)
    for entry in entries:
        for name in dict.fromkeys((entry.record.label, *entry.record.variants)):
            bearers[entry.kind, name].append(entry)
    for (_, name), claimed in bearers.items():
        for entry in claimed[1:]:
            first = claimed[0]
            yield Finding(
                entry.file,
                entry.line,
                "authority-name-shared",
                f"'{name}' names {entry.record.id} and, in line {first.line}, {first.record.id}",
            )


def _outside(entries: Sequence[_Entry]) -> Iterator[Finding]:
    """Offices held before birth or after death: one of the dates is wrong, or two people share a record."""
    for entry in entries:
        record = entry.record
        if not isinstance(record, Person) or record.dates is None:
            continue
        born, died = edtf.bounds(record.dates)
        for office in record.offices:
            began, ended = edtf.bounds(office.term) if office.term else (None, None)
            if (born and ended and ended < born) or (died and began and began > died):
                detail = f"{record.id} lived {record.dates} and was {office.office} {office.term}"
                yield Finding(entry.file, entry.line, "authority-dates-contradict", detail)


def _unused(entries: Sequence[_Entry], documents: Sequence[Related]) -> Iterator[Finding]:
    """Records that nothing mentions."""
    mentioned = {(PLURALS[entity.kind], entity.id) for document in documents for entity in document.entities}
    held: dict[str, dict[str, Any]] = {kind: {} for kind in KINDS}
    for entry in entries:
        held[entry.kind][entry.record.id] = entry.record
    found = {(kind, record.id) for kind, record in authorities.unused(Authorities(**held), mentioned)}
    for entry in entries:
        if (entry.kind, entry.record.id) in found:
            yield Finding(
                entry.file, entry.line, "authority-unused", f"no document mentions {entry.record.id} ({entry.record.label})", "note"
            )


def counts(findings: Sequence[Finding]) -> Mapping[Severity, int]:
    """How many findings there are of each severity."""
    return {"problem": sum(f.severity == "problem" for f in findings), "note": sum(f.severity == "note" for f in findings)}
