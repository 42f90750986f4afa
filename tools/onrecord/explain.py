"""Why a value is what it is: for each field of one document its rule, its words in the source, its rivals, its corrections."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

from onrecord import articles
from onrecord.anchors import anchors
from onrecord.articles import Article
from onrecord.copies import relation
from onrecord.edits import EditedText
from onrecord.errors import ConfigurationError
from onrecord.read import identify
from onrecord.records import PLURALS, Entity, EntityKind, Joined, Mention, Statement, Value
from onrecord.relate import FIELDS as METADATA
from onrecord.relate.duplicates import Text, overlap
from onrecord.write import written

_ENTITIES: Mapping[str, EntityKind] = {plural: kind for kind, plural in PLURALS.items() if kind != "outlet"}
CORRECTION = "correction"
"""The rule of a reading that is a person's word."""

FIELDS = (*METADATA, "copy_of", "speakers", *_ENTITIES, "statements")
"""What can be explained, in the order in which it is shown."""

_CONTEXT = 60
"""Characters shown on either side of the words, where a line of the source is longer: a line of a usual terminal."""
_LONGEST = 160
"""Characters of the words themselves that are shown before the middle is left out."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A line of the source, cut to what stands around the words; ``start`` and ``end`` mark them within ``text``."""

    line: int
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """Words that earned a value, and how. No ``passages``: the words do not stand in the source's text as they are."""

    words: str
    rule: str
    note: str | None = None
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """A value, how it is known, what it was read from, and what lost against it."""

    value: str | None
    known: str
    readings: tuple[Reading, ...] = ()
    rivals: tuple[Account, ...] = ()


def find(folder: Path, name: str) -> Article:
    """The document with this id, slug or source file name.

    Raises :class:`ConfigurationError` with the names that come near, when there is none.
    """
    slugs = documents(folder)
    name = name.removeprefix("./")
    stem = Path(name).name.removesuffix(".md").removesuffix(".json")
    for slug in (slugs.get(name), name, stem):
        if slug is not None and _names_a_file(slug) and (folder / f"{slug}.md").exists():
            return articles.read(folder / f"{slug}.md")
    by_id = slugs.get(identify(Path(name).name))
    guesses = [articles.read(folder / f"{by_id}.md")] if by_id else []
    for article in (*guesses, *(articles.read(path) for path in sorted(folder.glob("*.md")))):
        source = article.front.source
        if source and (source == name or name.endswith(f"/{source}") or Path(source).name == name):
            return article
    raise ConfigurationError(f"{folder}: no document has the id, slug or file name '{name}'; {_near(name, slugs)}")


def copied_by(folder: Path, article: Article) -> Article | None:
    """The fullest document with the text of this one, where it is a copy."""
    slug = documents(folder).get(article.standoff.duplicate_of or "") if article.standoff else None
    return articles.read(folder / f"{slug}.md") if slug else None


def documents(folder: Path) -> dict[str, str]:
    """id → slug of every document of a corpus; a page written by hand is known by its slug.

    Raises :class:`ConfigurationError` when nothing has been built yet.
    """
    found = {document.id: document.slug for document in written(folder)}
    slugs = set(found.values())
    found |= {path.stem: path.stem for path in sorted(folder.glob("*.md")) if path.stem not in slugs}
    if not found:
        raise ConfigurationError(
            f"{folder}: no documents there yet; run `onrecord build` first, or name what they were built of with --sources"
        )
    return found


def _names_a_file(slug: str) -> bool:
    """Whether a text can be the name of a file in a folder, and of no other place."""
    return slug not in ("", ".", "..") and len(slug) < 200 and not set(slug) & {"/", "\\", "\0"}


def _near(name: str, slugs: Mapping[str, str]) -> str:
    stem = identify(Path(name).name)
    names = sorted({*slugs, *slugs.values()})
    near = [*[known for known in names if known.startswith(stem)][:5], *get_close_matches(stem, names, n=5, cutoff=0.5)]
    return f"near it: {', '.join(dict.fromkeys(near))}" if near else "`onrecord explain` alone lists them"


def explain(article: Article, fields: Sequence[str] = FIELDS, fuller: Article | None = None) -> dict[str, tuple[Account, ...]]:
    """Field → its accounts; several for fields with several values, one that says ``none`` for a value that is not known.

    ``fuller`` is the document that this one copies, where it copies one (see :func:`copied_by`). Raises ``KeyError`` for a
    name that is not among ``FIELDS``.
    """
    reader = _Reader(article)
    ways: dict[str, Callable[[], Iterator[Account]]] = {
        **{field: lambda field=field: reader.metadata(field) for field in METADATA},  # type: ignore[misc]  # mypy: a default of a lambda
        **{field: lambda kind=kind: reader.entities(kind) for field, kind in _ENTITIES.items()},  # type: ignore[misc]
        "copy_of": lambda: reader.copy_of(fuller),
        "speakers": reader.speakers,
        "statements": reader.statements,
    }
    return {field: tuple(ways[field]()) or (Account(None, "none"),) for field in fields}


class _Reader:
    """Reads the accounts of one document out of its annotations."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.text: EditedText | None = article.text

    # ---- metadata

    def metadata(self, field: str) -> Iterator[Account]:
        if self.article.standoff is not None:
            yield from map(self._value, self.article.standoff.fields.get(field, ()))
            return
        held = getattr(self.article.front, field)
        for value in held if isinstance(held, tuple) else (held,):
            yield Account(value, self.article.basis(field))

    def _value(self, value: Value) -> Account:
        readings = tuple(Reading(e.text, e.rule, e.note, self._passages(e.start, e.end)) for e in value.evidence)
        return Account(value.value, value.basis, readings, tuple(map(self._value, value.rivals)))

    # ---- copies

    def copy_of(self, fuller: Article | None) -> Iterator[Account]:
        standoff = self.article.standoff
        if standoff is None or standoff.duplicate_kind is None or fuller is None:
            return
        (own, first), (other, _) = _compared(self.article), _compared(fuller)
        found, there = overlap(own, other), overlap(other, own)
        note = (
            f"{found.shared:,} of its {found.words:,} words stand in {fuller.id} in the same order, "
            f"as {there.shared:,} of the {there.words:,} words there; the longest passage in both:"
        )
        passage = self._in_body((first + found.start, first + found.end), "words in common")
        how = relation(standoff.duplicate_kind, self.article.front.date, fuller.front.date)
        yield Account(f"{how} {fuller.id}", standoff.duplicate_kind, (replace(passage, note=note),))

    # ---- entities and statements

    def entities(self, kind: EntityKind) -> Iterator[Account]:
        standoff = self.article.standoff
        for entity in standoff.entities if standoff else ():
            if entity.kind == kind:
                readings = (*self._mentions(entity), *map(_joined, entity.joined))
                yield Account(f"{entity.name} ({entity.id})", _known(entity), readings)

    def _mentions(self, entity: Entity) -> Iterator[Reading]:
        standoff = self.article.standoff
        mentions: tuple[Mention, ...] = standoff.mentions if standoff else ()
        for mention in mentions:
            if (mention.kind, mention.entity) == (entity.kind, entity.id):
                yield self._in_body((mention.start, mention.end), mention.rule)

    def speakers(self) -> Iterator[Account]:
        standoff = self.article.standoff
        spoken: dict[str, list[Statement]] = {}
        for statement in standoff.statements if standoff else ():
            if statement.speaker is not None and statement.speaker_name:
                spoken.setdefault(f"{statement.speaker_name} ({statement.speaker})", []).append(statement)
        for name, statements in spoken.items():
            readings = tuple(self._in_body(s.speaker_span, f"names who speaks; {s.rule}") for s in statements if s.speaker_span)
            yield Account(name, f"statements: {len(statements)}", readings)

    def statements(self) -> Iterator[Account]:
        standoff = self.article.standoff
        found = standoff.statements if standoff else ()
        for statement, anchor in zip(found, anchors(self.article.body, found), strict=True):
            kind = "attitude" if statement.attitude else statement.kind
            yield Account(statement.speaker_name, f"{kind}, {anchor}", tuple(self._statement(statement)))
        for statement in standoff.deleted if standoff else ():
            yield Account(statement.speaker_name, "deleted by the editor", tuple(self._statement(statement)))

    def _statement(self, statement: Statement) -> Iterator[Reading]:
        """The words of a statement, those that attribute and date it, and what a person decided about it."""
        for part in statement.parts:
            yield self._in_body(part, statement.rule)
        if statement.speaker_span:
            yield self._in_body(statement.speaker_span, "names who speaks")
        if statement.cue:
            yield self._in_body(statement.cue, "cue")
        if statement.said_on_span:
            yield self._in_body(statement.said_on_span, f"dates what was said: {statement.said_on} ({statement.said_on_basis})")
        for revision in statement.revisions:
            before = f"; was read as {revision.before}" if revision.before else ""
            yield Reading("", CORRECTION, f"{revision.field}{before}: {revision.reason}")

    def _in_body(self, span: tuple[int, int], rule: str) -> Reading:
        """A reading whose words are a span of the body."""
        source = self.text.to_source(*span) if self.text and span[0] < span[1] else (None, None)
        return Reading(self.article.body[slice(*span)], rule, None, self._passages(*source))

    def _passages(self, start: int | None, end: int | None) -> tuple[Passage, ...]:
        if self.text is None or start is None or end is None:
            return ()
        return passages(self.text.source, start, end)


def _compared(article: Article) -> tuple[Text, int]:
    """A document as the search for copies sees it, without its headline, and where in the body that begins."""
    blocks = article.standoff.blocks if article.standoff else article.blocks
    first = next((block.start for block in blocks if block.kind not in ("title", "subtitle")), len(article.body))
    return Text(article.id, article.front.title, article.body[first:], article.front.date), first


def _joined(joined: Joined) -> Reading:
    """Why a name is one of an entity that other documents call otherwise, in one line: what speaks for it, and where."""
    parts = (f"{e.rule}: {e.text} ({e.note})" if e.note else f"{e.rule} ({e.text})" for e in joined.evidence)
    return Reading("", f"{joined.name} is a name of {joined.other}", "; ".join(parts))


def _known(entity: Entity) -> str:
    return "authority record" if entity.known or entity.kind == "event" else "no authority record"


def passages(source: str, start: int, end: int) -> tuple[Passage, ...]:
    """The lines of a source that hold a span, with the span's place in each; long lines are cut around it.

    Lines are counted from 1 and end with a line feed.
    """
    found: list[Passage] = []
    number = source.count("\n", 0, start) + 1
    first = source.rfind("\n", 0, start) + 1
    while first <= end and first <= len(source):
        last = source.find("\n", first)
        last = len(source) if last < 0 else last
        inside = max(start, first), min(end, last)
        if inside[0] < inside[1]:
            found.append(_passage(number, source[first:last], inside[0] - first, inside[1] - first))
        number, first = number + 1, last + 1
    return tuple(found)


def _passage(number: int, line: str, start: int, end: int) -> Passage:
    left, right = max(0, start - _CONTEXT), min(len(line), end + _CONTEXT)
    before = ("…" if left else "") + line[left:start]
    words = line[start:end]
    if len(words) > _LONGEST:
        words = f"{words[: _LONGEST // 2]} … {words[-_LONGEST // 2 :]}"
    after = line[end:right] + ("…" if right < len(line) else "")
    return Passage(number, visible(before + words + after), len(before), len(before) + len(words))


def visible(text: str) -> str:
    """A text that a terminal shows and does not obey: every character that cannot be seen becomes one that can."""
    return "".join(c if c.isprintable() else " " if c.isspace() else "\N{REPLACEMENT CHARACTER}" for c in text)
