"""The one step that sees the whole corpus: addresses, copies of one text, labels, and the corrections that people made."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.corrections import Correction
from onrecord.extract import Extracted
from onrecord.records import NOT_STATED, Annotated, Entity, Evidence, Problem, Value
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
    duplicate_of: str | None


def relate(
    extracted: Sequence[Extracted],
    corrections: Iterable[Correction],
    published: Mapping[str, str],
    by_hand: frozenset[str] = frozenset(),
) -> tuple[tuple[Related, ...], tuple[Problem, ...]]:
    """Relate the documents of a corpus, and list the corrections that meet no document.

    ``published`` maps the id of a document to the slug under which it was published before, which it keeps. ``by_hand``
    are the slugs of pages that somebody wrote, which no document gets.
    """
    documents = {item.id: item for item in extracted if item.annotated is not None}
    decided: dict[str, dict[str, Correction]] = defaultdict(dict)
    for correction in corrections:
        decided[correction.document][correction.field] = correction
    fields = {id_: _fields(item.annotated, decided[id_]) for id_, item in documents.items() if item.annotated}
    slugs = _slugs({id_: _value(values["title"]) for id_, values in fields.items()}, published, by_hand)
    fuller, labels = _duplicates(documents), _labels(documents.values())
    related = tuple(
        Related(
            slug=slugs[id_],
            annotated=item.annotated,
            fields=fields[id_],
            entities=tuple(
                entity if entity.known else replace(entity, name=labels[entity.kind, entity.id]) for entity in item.annotated.entities
            ),
            problems=_problems(item, fields[id_], fuller.get(id_)),
            duplicate_of=fuller.get(id_),
        )
        for id_, item in documents.items()
        if item.annotated is not None
    )
    unused = tuple(
        Problem("correction-unused", f"no source has the id '{id_}'")
        for id_ in sorted(set(decided) - set(documents) - {item.id for item in extracted})
    )
    return related, unused


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


def _corrected(read: tuple[Value, ...], correction: Correction) -> tuple[Value, ...]:
    who = ", ".join(part for part in (correction.by, correction.on) if part)
    evidence = (Evidence("", "correction", note=f"{correction.reason}{f' ({who})' if who else ''}"),)
    lost = tuple(value for value in read if value.value is not None)
    if isinstance(correction.value, tuple):
        return tuple(Value(name, "editor", evidence, lost) for name in correction.value)
    return (Value(correction.value, "editor", evidence, lost),)


def _problems(item: Extracted, fields: Mapping[str, tuple[Value, ...]], fuller: str | None) -> tuple[Problem, ...]:
    """The problems that are left after the corrections."""
    settled = {"title-missing": "title", "date-missing": "date", "date-without-year": "date", "date-ambiguous": "date"}
    left = [p for p in item.problems if p.code not in settled or fields[settled[p.code]][0].basis != "editor"]
    return (*left, *([Problem("duplicate", f"the same text as {fuller}")] if fuller else []))


def _slugs(titles: Mapping[str, str], published: Mapping[str, str], by_hand: frozenset[str]) -> dict[str, str]:
    """id → slug. Published slugs are given first, so that a newcomer never takes the address of a page that is cited."""
    slugs = {id_: published[id_] for id_ in titles if id_ in published}
    taken = {*slugs.values(), *by_hand}
    for id_ in sorted(titles.keys() - slugs.keys()):
        slugs[id_] = unique(slug(titles[id_]), id_, taken)
        taken.add(slugs[id_])
    return slugs


def _duplicates(documents: Mapping[str, Extracted]) -> dict[str, str]:
    """id of a copy → id of the document whose text it repeats: the one with the most metadata, and among equals the first."""
    groups: dict[str, list[str]] = defaultdict(list)
    for id_, item in documents.items():
        if item.annotated is not None:
            letters = re.sub(r"\W", "", item.annotated.described.cleaned.body).casefold()
            if letters:
                groups[letters].append(id_)
    found = {}
    for ids in groups.values():
        if len(ids) > 1:
            first = min(ids, key=lambda id_: (len(documents[id_].problems), id_))
            found.update({id_: first for id_ in ids if id_ != first})
    return found


def _labels(documents: Iterable[Extracted]) -> dict[tuple[str, str], str]:
    """(kind, id) → the name most documents use, so that an entity without a record has one label everywhere."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for item in documents:
        for entity in item.annotated.entities if item.annotated else ():
            counts[entity.kind, entity.id][entity.name] += 1
    return {key: min(names, key=lambda name: (-names[name], name)) for key, names in counts.items()}
