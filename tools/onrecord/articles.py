"""The border: what stands in ``content/articles``, written by ``write`` and read by everything after it.

One document is two files. ``<slug>.md`` has YAML front matter and the body as Markdown, for people to read and diff;
``<slug>.json`` holds the stand-off annotations: evidence, edits, mentions, statements. A Markdown file without its JSON
is a page somebody wrote by hand: it needs ``title``, everything else may be left out.

Offsets in an :class:`Article` point into ``body``; ``source_text`` and the edits map them to the source.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec

from onrecord import edtf
from onrecord.copies import CopyKind
from onrecord.edits import Edit, EditedText, apply
from onrecord.errors import ConfigurationError
from onrecord.hand import load_mapping
from onrecord.leads import lead
from onrecord.markdown import BETWEEN_BLOCKS, parse
from onrecord.records import Account, Basis, Block, Entity, Mention, Parallel, Problem, Statement, Value
from onrecord.rights.publication import Level, Publication

FORMAT = 1
"""Version of the stand-off file; raised when its meaning changes."""

SITE_MARK = ".onrecord-site"
"""A file that says that a folder is a built site: neither read as sources nor replaced unless it has one."""


class FrontMatter(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The YAML block at the head of an article's Markdown file, in the order in which it is written."""

    title: str
    subtitle: str | None = None
    date: str | None = None
    date_bounds: str | None = None
    outlet: str | None = None
    host: str | None = None
    authors: tuple[str, ...] = ()
    rights: str | None = None
    language: str | None = None
    speakers: tuple[str, ...] = ()
    digest_of: str | None = None
    publish: Level | None = None
    """What may be published of the document, where a person decided it."""
    basis: Mapping[str, Basis] = {}
    """field → how its value is known; a field that has a value and stands not here was entered by hand."""
    id: str | None = None
    source: str | None = None
    sha256: str | None = None


class StandOff(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The JSON file beside an article. ``source`` is the source's whole text; the body is that text after ``edits``."""

    format: int = FORMAT
    id: str
    name: str
    """The source's path inside the sources folder."""
    sha256: str
    fields: Mapping[str, tuple[Value, ...]]
    """field → its value with evidence and rivals; ``authors`` may have several, every other field has one."""
    entities: tuple[Entity, ...]
    mentions: tuple[Mention, ...]
    accounts: tuple[Account, ...] = ()
    """What the document tells of events: when, where and who."""
    statements: tuple[Statement, ...]
    deleted: tuple[Statement, ...] = ()
    """What the rules took for statements and a person deleted."""
    blocks: tuple[Block, ...]
    problems: tuple[Problem, ...]
    duplicate_of: str | None = None
    """The id of the fullest document with this text, where there is one, and in which way this one copies it."""
    duplicate_kind: CopyKind | None = None
    parallels: tuple[Parallel, ...] = ()
    """The passages of the body that other documents repeat, in their order."""
    edits: tuple[Edit, ...]
    source: str


class Article(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """One document as the site sees it. ``html`` is the body without annotations, one element a block.

    ``publication`` says what may be published of it, and, where that was followed, that the rest is gone.
    """

    slug: str
    front: FrontMatter
    body: str
    html: str
    blocks: tuple[Block, ...]
    standoff: StandOff | None
    publication: Publication | None = None

    @property
    def id(self) -> str:
        """The document's id; a page written by hand is known by its slug."""
        return self.front.id or self.slug

    def basis(self, field: str) -> Basis:
        """How the value of a front-matter field is known."""
        if getattr(self.front, field) in (None, ()):
            return "none"
        return self.front.basis.get(field, "editor")

    @cached_property
    def text(self) -> EditedText | None:
        """The body with its history, or ``None`` for a page written by hand."""
        return apply(self.standoff.source, self.standoff.edits) if self.standoff else None


OMITTED = " … "
"""What joins the parts of a statement where its words are given alone: the reporter's words between them are not the speaker's."""


def as_said(text: EditedText, start: int, end: int) -> tuple[str, int | None, int | None]:
    """The words of a span of the body as the source has them, and where they stand.

    Where page furniture was cut from between them, the words stand nowhere in one piece: they have no offsets then, and
    nothing that was cut is put into the speaker's mouth.
    """
    first, last = text.to_source(start, end)
    if text.cut_within(first, last):
        return text.text[start:end], None, None
    return text.source[first:last], first, last


def parts_as_said(text: EditedText, statement: Statement) -> list[tuple[str, int | None, int | None]]:
    """The words of each part of a statement, without those that stand between two parts."""
    return [as_said(text, *part) for part in statement.parts or ((statement.start, statement.end),)]


def statement_row(text: EditedText, statement: Statement) -> dict[str, Any]:
    """A statement as the JSON contract has it. Offsets point into the source's text.

    ``text`` runs from the first word to the last, with what a reporter put between two parts ("…, she said, …"): it is what
    stands in the source. ``parts`` are the offsets of the speaker's words alone, ``lead`` the words that introduce them.
    """
    parts = parts_as_said(text, statement)
    words, start, end = parts[0] if len(parts) == 1 else as_said(text, statement.start, statement.end)
    if start is None:
        words = BETWEEN_BLOCKS.join(part for part, _, _ in parts)
    named = statement.speaker_span and text.to_source(*statement.speaker_span)
    return {
        "speaker": statement.speaker_name,
        "kind": statement.kind,
        "attitude": statement.attitude,
        "text": words,
        "start": start,
        "end": end,
        "parts": [{"start": first, "end": last} for _, first, last in parts],
        "cue": text.text[slice(*statement.cue)].strip() if statement.cue else None,
        "lead": lead(text.text, statement),
        "said_on": statement.said_on,
        "said_on_basis": statement.said_on_basis if statement.said_on else "none",
        "event": statement.event,
        "speaker_evidence": {"start": named[0], "end": named[1]} if named else None,
    }


def evidence_row(fields: Mapping[str, Sequence[Value]]) -> dict[str, Any]:
    """Field → the words that its value was read from, as the JSON contract has it: the most trusted witness for each field."""
    first = {name: next((e for value in values for e in value.evidence), None) for name, values in fields.items()}
    return {
        name: {"text": e.text, "start": e.start, "end": e.end, "rule": e.rule} | ({"note": e.note} if e.note else {})
        for name, e in first.items()
        if e is not None
    }


def load(folder: Path) -> tuple[Article, ...]:
    """Read every article in a folder, by slug.

    Raises :class:`ConfigurationError` when a file does not fit: what stands behind the border must be whole.
    """
    return tuple(read(path) for path in sorted(folder.glob("*.md")))


def read(path: Path) -> Article:
    """Read one article from its Markdown file and, where there is one, the JSON beside it."""
    front, markdown = _split(path)
    beside = path.with_suffix(".json")
    standoff = None
    if beside.exists():
        try:
            standoff = msgspec.json.decode(beside.read_bytes(), type=StandOff)
        except msgspec.MsgspecError as error:
            raise ConfigurationError(f"{beside}: {error}; run `onrecord build` to write it anew") from error
        if standoff.format != FORMAT:
            raise ConfigurationError(f"{beside}: format {standoff.format}, not {FORMAT}; run `onrecord build` to write it anew")
    html, body, blocks = parse(markdown)
    if standoff is not None and body != apply(standoff.source, standoff.edits).text:
        raise ConfigurationError(
            f"{path}: the body was edited, so its annotations no longer fit; "
            "put the change into the source or into the corrections (corrections.yaml beside the sources) and run `onrecord build`"
        )
    return Article(slug=path.stem, front=front, body=body, html=html, blocks=blocks, standoff=standoff)


_FRONT = re.compile(r"\A---\n(.*?\n)---\n", re.DOTALL)


def _split(path: Path) -> tuple[FrontMatter, str]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigurationError(f"{path}: not UTF-8 at byte {error.start}; save the file as UTF-8") from error
    match = _FRONT.match(text)
    if match is None:
        raise ConfigurationError(f"{path}, line 1: no front matter; begin the file with a line '---'")
    values: Any = load_mapping(match[1], str(path), first_line=2)
    try:
        front = msgspec.convert(values, FrontMatter)
    except msgspec.ValidationError as error:
        raise ConfigurationError(f"{path}: {error}") from error
    for field in ("date", "date_bounds"):
        date = getattr(front, field)
        if date is not None and not edtf.is_valid(date):
            raise ConfigurationError(f"{path}: {field} '{date}' is no EDTF date; write 2021-03-03, 2021-03, 2021 or 2013-09-09/2018-09-09")
    return front, text[match.end() :]
