"""The corpus as the search index has it: the documents in order of time, copies left out, each with what it can be chosen by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from onrecord import edtf, search
from onrecord.records import EntityKind
from onrecord.rights.withholding import Collapsed
from onrecord.site import addresses, spellings
from onrecord.site.contexts import STATEMENT_WORDS, kind_of
from onrecord.site.corpus import Corpus, Document

FACETS: Mapping[str, str] = {
    "outlet": "Outlet",
    "speaker": "Speaker",
    "person": "Person",
    "organization": "Organization",
    "place": "Place",
    "event": "Event",
    "topic": "Topic",
    "kind": "Statements",
    "language": "Language",
}
"""Facet, as it stands in the address of what was found → its label."""
_ENTITIES: tuple[EntityKind, ...] = ("person", "organization", "place", "event", "topic")


def files(corpus: Corpus, former: Path | None = None) -> Iterator[tuple[str, bytes]]:
    """(path, content) of every file of the search index, and of the spellings of names. ``former`` is the folder of the site that was
    built before, whose index is taken over where nothing that it is made of has changed."""

    def documents() -> Iterator[search.Document]:
        return (_document(corpus, document) for document in corpus.originals)

    yield from search.kept_or_made(documents, tuple(FACETS), former)
    yield from spellings.files(corpus)


def _document(corpus: Corpus, document: Document) -> search.Document:
    front = document.article.front
    extent = front.date if document.when.dated else front.date_bounds
    first, last = edtf.bounds(extent) if extent else (None, None)
    spans = [(part, one.statement) for one in corpus.said_in[document.slug] for part in one.statement.parts]
    text = Collapsed(document.article.body)
    return search.Document(
        url=document.url,
        title=front.title,
        carrier=", ".join(filter(None, (front.outlet, document.when.words))),
        text=search.Text(
            body=text.text,
            blocks=[(text.at(block.start), text.at(block.end)) for block in document.blocks],
            headlines=next((n for n, b in enumerate(document.blocks) if b.kind not in ("title", "subtitle")), len(document.blocks)),
            said=[(text.at(start), text.at(end)) for (start, end), _ in spans],
        ),
        days=(first.toordinal() if first else None, last.toordinal() if last else None),
        facets=_facets(corpus, document),
        said=[
            search.Said(number, addresses.speaker(statement.speaker_kind or "person", statement.speaker or ""), statement.kind == "direct")
            for number, (_, statement) in enumerate(spans)
        ],
    )


def _facets(corpus: Corpus, document: Document) -> dict[str, Sequence[tuple[str, str]]]:
    standoff, front = document.article.standoff, document.article.front
    said = corpus.said_in[document.slug]
    values: dict[str, Sequence[tuple[str, str]]] = {
        kind: [(entity.id, corpus.entities[kind, entity.id].name) for entity in standoff.entities if entity.kind == kind]
        if standoff
        else []
        for kind in _ENTITIES
    }
    outlet = corpus.outlet_of.get(document.slug)
    speakers = dict.fromkeys(one.speaker_key for one in said if one.speaker_key)
    return values | {
        "outlet": [(outlet[1], corpus.entities[outlet].name)] if outlet else [],
        "speaker": [(addresses.speaker(*key), corpus.entities[key].name) for key in speakers if key in corpus.entities],
        "kind": [(kind, STATEMENT_WORDS[kind]) for kind in dict.fromkeys(kind_of(one.statement) for one in said)],
        "language": [(front.language, front.language)] if front.language else [],
    }
