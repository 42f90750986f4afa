"""The corpus as open data. Keys and columns are a contract with users: ``vocabulary/fields.tsv`` has them.

A row of ``articles.jsonl`` has the keys that ``onrecord extract --json`` prints, less the body and what was removed, plus
``slug`` and ``url``, and for a copy the slug of the fullest document with its text (``duplicate_of``) and in which way it
copies it (``duplicate_kind``). Offsets count code points of the source's text.

A row of ``statements`` has the speaker's words alone as ``text``: where a reporter's words part them, the parts are joined by
`` … ``, and ``parts`` (in the JSON lines) are their offsets. ``lead`` are the source's words that introduce them, without which
``text`` can mean its opposite (``refused``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from onrecord import edtf
from onrecord.articles import OMITTED, as_said, evidence_row, parts_as_said, statement_row
from onrecord.edits import EditedText
from onrecord.records import PLURALS
from onrecord.rights.withholding import collapsed
from onrecord.site import addresses
from onrecord.site.corpus import Corpus, Document, Said, said_key
from onrecord.site.dates import When

Row = Mapping[str, Any]
"""A row with all fields that any kind of file has of it."""

JOINED = " | "
"""What joins the values of a list in a cell."""


def articles(corpus: Corpus) -> Iterator[Row]:
    """One row a document, in order of time."""
    return (article(corpus, document) for document in corpus.documents)


def statements(corpus: Corpus) -> Iterator[Row]:
    """One row a statement, in order of time. A row that copies another document's statement names its address in ``repeats``."""
    first = {copy.url: said.url for said in corpus.said for copy in said.also}
    everything = (said for found in corpus.said_in.values() for said in found)
    return (_statement(said, first.get(said.url)) for said in sorted(everything, key=said_key))


def entities(corpus: Corpus) -> Iterator[Row]:
    """One row an entity: kind by kind, each by its id. Copies are counted with the document that they copy."""
    return (
        {
            "kind": entry.kind,
            "id": entry.id,
            "name": entry.name,
            "variants": [name for name, _ in entry.variants],
            "url": entry.url,
            "documents": len(entry.occurrences),
            "statements": len(entry.said),
            "known": entry.record is not None,
            "same_as": entry.record.same_as if entry.record else (),
        }
        for entry in sorted(corpus.entities.values(), key=lambda e: (list(PLURALS).index(e.kind), e.id))
    )


def mentions(corpus: Corpus) -> Iterator[Row]:
    """One row a mention, in the order of the documents and of their text."""
    for document in corpus.documents:
        text = document.article.text
        if text is None:
            continue
        for mention in document.mentions_between(0, len(document.article.body)):
            words, start, end = as_said(text, mention.start, mention.end)
            paragraph = document.paragraph(mention.start)
            yield {
                "article": document.slug,
                "url": addresses.paragraph(document.slug, paragraph),
                "kind": mention.kind,
                "entity": mention.entity,
                "text": words,
                "start": start,
                "end": end,
                "paragraph": paragraph,
            }


def as_line(row: Row, names: Sequence[str]) -> bytes:
    """A row as a line of JSON lines: an object with the fields of these names."""
    return msgspec.json.encode({name: row[name] for name in names}) + b"\n"


def cells(row: Row, names: Sequence[str]) -> list[str]:
    """A row as cells of a CSV file. Lists are joined with `` | ``, so that values with this sign stand apart in the JSON lines alone.

    A cell that a spreadsheet would take for a formula is shown with a leading apostrophe.
    """
    return [_cell(row[name]) for name in names]


_FORMULA = frozenset("=+-@\t\r")
"""What a spreadsheet takes for the beginning of a formula. Source: OWASP, CSV injection."""


def _cell(value: Any) -> str:
    if isinstance(value, str):
        return f"'{value}" if value[:1] in _FORMULA else value
    if value is None:
        return ""
    return _cell(JOINED.join(value)) if isinstance(value, list | tuple) else str(value)


def article(corpus: Corpus, document: Document) -> Row:
    """The row of a document."""
    article, front = document.article, document.article.front
    names = {kind: [e.name for e in article.standoff.entities if e.kind == kind] if article.standoff else [] for kind in PLURALS}
    return {
        "id": article.id,
        "source": front.source,
        "sha256": front.sha256,
        "language": front.language,
        "title": front.title,
        "title_basis": article.basis("title"),
        "subtitle": front.subtitle,
        "date": front.date,
        "date_basis": article.basis("date"),
        "date_bounds": front.date_bounds,
        "outlet": front.outlet,
        "host": front.host,
        "authors": front.authors,
        "rights": front.rights,
        "digest_of": front.digest_of,
        "speakers": front.speakers,
        "people": names["person"],
        "organizations": names["organization"],
        "places": names["place"],
        "events": names["event"],
        "topics": names["topic"],
        "statements": [_in_source(said) for said in corpus.said_in.get(document.slug, ())],
        "evidence": evidence_row(article.standoff.fields if article.standoff else {}),
        "problems": [{"code": p.code, "detail": p.detail} for p in article.standoff.problems] if article.standoff else [],
        "slug": document.slug,
        "url": document.url,
        "duplicate_of": fuller.slug if (fuller := corpus.fuller(document)) else None,
        "duplicate_kind": article.standoff.duplicate_kind if article.standoff else None,
        "publish": article.publication.decision.level if article.publication else None,
        "rights_uri": article.publication.decision.uri if article.publication else None,
        "body": collapsed(article.body),
    } | _extent(document.when)


def _in_source(said: Said) -> dict[str, Any]:
    row = statement_row(_text(said), said.statement)
    return row | {"text": collapsed(row["text"]), "lead": row["lead"] and collapsed(row["lead"])}


def _text(said: Said) -> EditedText:
    text = said.document.article.text
    assert text is not None, "only a document with annotations has statements"  # noqa: S101  (narrows the type)
    return text


def _statement(said: Said, repeats: str | None) -> Row:
    row = _in_source(said)
    if len(row["parts"]) > 1:
        row["text"] = OMITTED.join(words for words, _, _ in parts_as_said(_text(said), said.statement))
    row |= {
        "article": said.document.slug,
        "url": said.url,
        "speaker": said.statement.speaker_name,
        "speaker_id": said.statement.speaker,
        "published": said.document.when.date,
        "repeats": repeats,
        "speaker_kind": said.speaker_key[0] if said.speaker_key else None,
        "paragraph": said.paragraphs.start,
    }
    return row | _extent(said.when)


def _extent(when: When) -> dict[str, Any]:
    """The first and the last day that a date, or the bounds of what is not dated, can mean."""
    extent = when.date if when.dated else when.bounds
    first, last = edtf.bounds(extent) if extent else (None, None)
    return {"earliest": first and first.isoformat(), "latest": last and last.isoformat()}
