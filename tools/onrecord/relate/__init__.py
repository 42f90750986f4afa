"""The one step that sees the whole corpus: addresses, copies of one text, dates that the rest of the corpus decides, labels, and
the corrections that people made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from onrecord.authorities import Authorities
from onrecord.copies import CopyKind, relation
from onrecord.corrections import Correction
from onrecord.extract import Extracted
from onrecord.records import NOT_STATED, Annotated, Entity, Evidence, Parallel, Problem, Statement, Value
from onrecord.relate import events
from onrecord.relate.day_order import settle
from onrecord.relate.duplicates import Copy, Text, find_copies
from onrecord.relate.entities import unite
from onrecord.relate.revising import Cast, Revised, revise
from onrecord.relate.topics import with_recurring
from onrecord.slugs import slug, unique

FIELDS = ("title", "subtitle", "date", "date_bounds", "outlet", "host", "authors", "rights", "language", "digest_of")


@dataclass(frozen=True, slots=True)
class Related:
    """A document with its place in the corpus. ``fields`` holds the final values; ``authors`` may have several."""

    slug: str
    annotated: Annotated
    fields: Mapping[str, tuple[Value, ...]]
    entities: tuple[Entity, ...]
    problems: tuple[Problem, ...]
    duplicate_of: str | None = None
    duplicate_kind: CopyKind | None = None
    deleted: tuple[Statement, ...] = ()
    """Statements that the rules found and a person deleted."""
    parallels: tuple[Parallel, ...] = ()
    """Passages that other documents repeat, in their order."""


_NO_RECORDS = Authorities()


def relate(
    extracted: Sequence[Extracted],
    corrections: Iterable[Correction],
    published: Mapping[str, str],
    by_hand: frozenset[str] = frozenset(),
    records: Authorities = _NO_RECORDS,
    named_before: Mapping[str, events.Named] = MappingProxyType({}),
) -> tuple[tuple[Related, ...], tuple[tuple[int, Problem], ...]]:
    """Relate the documents of a corpus, and list the corrections that meet nothing, each with its line.

    ``published`` maps the id of a document to the slug under which it was published before, which it keeps. ``by_hand``
    are the slugs of pages that somebody wrote, which no document gets. ``records`` say who and what a correction can name.
    ``named_before`` has what each document named under which ids, which are kept too.
    """
    united = unite(
        {item.id: item.annotated for item in extracted if item.annotated is not None},
        {id_: named.entities for id_, named in named_before.items()},
        records,
    )
    united = events.join(united, named_before)
    documents = {item.id: replace(item, annotated=united[item.id]) for item in extracted if item.id in united}
    decided, of_statements = _by_document(corrections)
    revised = _revised(documents, of_statements, records)
    fields = {id_: _fields(item.annotated, decided[id_]) for id_, item in documents.items() if item.annotated}
    slugs = _slugs({id_: _value(values["title"]) for id_, values in fields.items()}, published, by_hand)
    dated = _settle_dates(fields)
    copies = find_copies(_text(item.annotated, fields[id_]) for id_, item in documents.items() if item.annotated)
    topics = {entity.id: entity.name for found in named_before.values() for entity in found.entities if entity.kind == "topic"}
    documents = with_recurring(documents, copies, records, topics)
    related = tuple(
        Related(
            slug=slugs[id_],
            annotated=replace(item.annotated, statements=revised[id_].statements) if id_ in revised else item.annotated,
            fields=fields[id_] | _publish(decided[id_]),
            entities=item.annotated.entities,
            problems=(*_problems(item, fields[id_], dated.get(id_)), *_duplicate(id_, copies, fields)),
            duplicate_of=copies[id_].of if id_ in copies else None,
            duplicate_kind=copies[id_].kind if id_ in copies else None,
            deleted=revised[id_].deleted if id_ in revised else (),
        )
        for id_, item in documents.items()
        if item.annotated is not None
    )
    unused = _without_source(decided, of_statements, {item.id for item in extracted})
    unmatched = (found for document in revised.values() for found in document.unmatched)
    return related, tuple(sorted((*unused, *unmatched), key=lambda found: (found[0], found[1].detail)))


def _without_source(
    decided: Mapping[str, Mapping[str, Correction]], of_statements: Mapping[str, Sequence[Correction]], ids: Container[str]
) -> set[tuple[int, Problem]]:
    """The corrections of documents that no source has, each with its line."""
    return {
        (correction.line, Problem("correction-unused", f"no source has the id '{id_}'"))
        for id_ in (*decided, *of_statements)
        if id_ not in ids
        for correction in (*decided.get(id_, {}).values(), *of_statements.get(id_, ()))
    }


def _by_document(corrections: Iterable[Correction]) -> tuple[defaultdict[str, dict[str, Correction]], defaultdict[str, list[Correction]]]:
    """The corrections of each document by field, and those of its statements in the order of their file."""
    decided: defaultdict[str, dict[str, Correction]] = defaultdict(dict)
    of_statements: defaultdict[str, list[Correction]] = defaultdict(list)
    for correction in sorted(corrections, key=lambda correction: correction.line):
        if correction.statement is None:
            decided[correction.document][correction.field] = correction
        else:
            of_statements[correction.document].append(correction)
    return decided, of_statements


def _revised(
    documents: Mapping[str, Extracted], decided: Mapping[str, Sequence[Correction]], records: Authorities
) -> Mapping[str, Revised]:
    """id → the statements of each document of which somebody corrected one."""
    if not decided:
        return {}
    cast = Cast(records, (entity for item in documents.values() if item.annotated for entity in item.annotated.entities))
    annotated = {id_: item.annotated for id_ in decided if (item := documents.get(id_)) is not None and item.annotated is not None}
    return {
        id_: revise(found.described.cleaned.body, found.described.blocks, found.statements, decided[id_], cast)
        for id_, found in annotated.items()
    }


def _value(values: Sequence[Value]) -> str:
    return (values[0].value or "") if values else ""


def _fields(annotated: Annotated, decided: Mapping[str, Correction]) -> dict[str, tuple[Value, ...]]:
    """The values of a document after the corrections: an editor's value wins, and keeps what was read as its rivals."""
    metadata = annotated.described.metadata
    fields: dict[str, tuple[Value, ...]] = {}
    for name in FIELDS:
        read: tuple[Value, ...] = (
            metadata.authors if name == "authors" else (annotated.bounds,) if name == "date_bounds" else (getattr(metadata, name),)
        )
        fields[name] = _corrected(read, decided[name]) if name in decided else read
    if fields["date"][0].value and "date_bounds" not in decided:
        fields["date_bounds"] = (NOT_STATED,)
    return fields


def _publish(decided: Mapping[str, Correction]) -> dict[str, tuple[Value, ...]]:
    """What a person decided may be published; the source's own words about it are weighed when a site is built."""
    return {"publish": _corrected((), decided["publish"])} if "publish" in decided else {}


def _corrected(read: tuple[Value, ...], correction: Correction) -> tuple[Value, ...]:
    evidence = (Evidence("", "correction", note=correction.why),)
    lost = tuple(value for value in read if value.value is not None)
    if not isinstance(correction.value, tuple):
        return (Value(correction.value or None, "editor", evidence, lost),)
    return tuple(Value(name, "editor", evidence, lost) for name in correction.value) or (Value(None, "editor", evidence, lost),)


def _settle_dates(fields: dict[str, dict[str, tuple[Value, ...]]]) -> dict[str, tuple[Problem, ...]]:
    """Put the dates that the rest of the corpus decides into the fields; id → the problem of a date that was asked about."""
    settled = settle(fields)
    for id_, found in settled.items():
        fields[id_]["date"] = (found.value,)
    return {id_: (Problem("date-ambiguous", found.open),) if found.open else () for id_, found in settled.items()}


_SETTLED_BY = {"title-missing": "title"} | dict.fromkeys(("date-missing", "date-unreadable", "date-without-year", "date-ambiguous"), "date")
"""Problem → the field whose correction settles it."""


def _problems(item: Extracted, fields: Mapping[str, tuple[Value, ...]], dated: tuple[Problem, ...] | None) -> tuple[Problem, ...]:
    """The problems of a source that are left after the corrections and after its date was settled, where it was asked about."""
    left = (p for p in item.problems if p.code not in _SETTLED_BY or fields[_SETTLED_BY[p.code]][0].basis != "editor")
    return tuple(left) if dated is None else (*(p for p in left if p.code != "date-ambiguous"), *dated)


def _duplicate(id_: str, copies: Mapping[str, Copy], fields: Mapping[str, Mapping[str, tuple[Value, ...]]]) -> tuple[Problem, ...]:
    if id_ not in copies:
        return ()
    copy = copies[id_]
    how = relation(copy.kind, _value(fields[id_]["date"]), _value(fields[copy.of]["date"]))
    return (Problem("duplicate", f"{how} {copy.of}"),)


def _slugs(titles: Mapping[str, str], published: Mapping[str, str], by_hand: frozenset[str]) -> dict[str, str]:
    """id → slug. Published slugs are given first, so that a newcomer never takes the address of a page that is cited."""
    slugs = {id_: published[id_] for id_ in titles if id_ in published}
    taken = {*slugs.values(), *by_hand}
    for id_ in sorted(titles.keys() - slugs.keys()):
        slugs[id_] = unique(slug(titles[id_]), id_, taken)
        taken.add(slugs[id_])
    return slugs


def _text(item: Annotated, fields: Mapping[str, tuple[Value, ...]]) -> Text:
    """A document as the search for copies sees it."""
    described = item.described
    body = described.cleaned.body
    return Text(
        id=described.cleaned.source.id,
        title=_value(fields["title"]),
        paragraphs="\n".join(body[block.start : block.end] for block in described.blocks if block.kind not in ("title", "subtitle")),
        date=_value(fields["date"]) or None,
        stated=sum(bool(values) and values[0].basis in ("stated", "editor") for values in fields.values()),
    )
