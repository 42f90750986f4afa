"""The corpus as the search index has it: the documents in order of time, each with what it can be chosen by. Copies are left out; the
document that is kept is found under their outlets, languages and days too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from pathlib import Path

from onrecord import edtf, search
from onrecord.records import EntityKind
from onrecord.rights.withholding import Collapsed, collapsed, words
from onrecord.site import addresses, spellings
from onrecord.site.contexts import STATEMENT_WORDS, kind_of
from onrecord.site.corpus import Corpus, Document
from onrecord.site.dates import When

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
_HEADLINES = ("title", "subtitle")
_FEW = 3
"""Copies whose outlets and dates stand with a document that is found."""
_ENTITIES: tuple[EntityKind, ...] = ("person", "organization", "place", "event", "topic")


def files(corpus: Corpus, former: Path | None = None) -> Iterator[tuple[str, bytes]]:
    """(path, content) of every file of the search index, and of the spellings of names. ``former`` is the folder of the site that was
    built before, whose index is taken over where nothing that it is made of has changed."""
    yield from search.kept_or_made(lambda: documents(corpus), tuple(FACETS), former)
    yield from spellings.files(corpus)


def documents(corpus: Corpus) -> Iterator[search.Document]:
    """The documents of the index, in order of time."""
    return (_document(corpus, document) for document in corpus.originals)


def _document(corpus: Corpus, document: Document) -> search.Document:
    spans = [(part, one.statement) for one in corpus.said_in[document.slug] for part in one.statement.parts]
    copies = corpus.copies.get(document.article.id, ())
    first, last, unsure = own = _days(document)
    return search.Document(
        url=document.url,
        title=document.article.front.title,
        carrier=_carriers(document, copies),
        text=_text(document, [part for part, _ in spans]),
        days=(first, last),
        unsure=unsure,
        yearly=_yearly(document, copies),
        facets=_facets(corpus, document, copies),
        said=[
            search.Said(number, addresses.speaker(statement.speaker_kind or "person", statement.speaker or ""), statement.kind == "direct")
            for number, (_, statement) in enumerate(spans)
        ],
        also=tuple(other for other in dict.fromkeys(map(_days, copies)) if other not in (own, (None, None, False))),
    )


def _text(document: Document, said: Sequence[tuple[int, int]]) -> search.Text:
    """The text with the headlines that are shown above it and stand nowhere in its own."""
    text = Collapsed(document.article.body)
    blocks = [(text.at(block.start), text.at(block.end)) for block in document.blocks]
    own = next((n for n, block in enumerate(document.blocks) if block.kind not in _HEADLINES), len(blocks))
    told = {tuple(words(text.text[slice(*block)])) for block in blocks[:own]}
    above = [headline for headline in _headlines(document) if tuple(words(headline)) not in told]
    head = "".join(f"{headline}\n\n" for headline in above)
    starts = list(accumulate((len(headline) + 2 for headline in above), initial=0))
    # What is counted above the text is not counted again where a headline stands further down: that paragraph has no words then.
    again = {tuple(words(headline)) for headline in above}
    kinds = [block.kind for block in document.blocks]
    kept = [
        (start, start if kind in _HEADLINES and tuple(words(text.text[start:end])) in again else end)
        for kind, (start, end) in zip(kinds, blocks, strict=True)
    ]
    return search.Text(
        body=head + text.text,
        blocks=[(start, start + len(headline)) for start, headline in zip(starts, above, strict=False)]
        + [(len(head) + start, len(head) + end) for start, end in kept],
        headlines=len(above) + own,
        said=[(len(head) + text.at(start), len(head) + text.at(end)) for start, end in said],
        above=len(above),
    )


def _headlines(document: Document) -> list[str]:
    """The title, unless it was made of the first words, and the subtitle, as they are shown."""
    article = document.article
    title = None if article.basis("title") == "derived" else article.front.title
    return list(dict.fromkeys(collapsed(headline) for headline in (title, article.front.subtitle) if headline))


def _days(document: Document) -> tuple[int | None, int | None, bool]:
    """The first and the last day on which a document can have been published, and whether these are uncertain or approximate."""
    extent = document.when.extent
    first, last = edtf.bounds(extent) if extent else (None, None)
    known = first.toordinal() if first else None, last.toordinal() if last else None
    return *known, any(known) and edtf.is_qualified(extent or "")


def _yearly(document: Document, copies: Sequence[Document]) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """The days of the year that a date without its year can mean, where no copy has others."""
    own, *others = (edtf.days_of_year(one.article.front.date or "") for one in (document, *copies))
    return own if {own, None}.issuperset(others) else None


def _carriers(document: Document, copies: Sequence[Document]) -> str:
    """Who published a document and when, and the same of the first few of its copies of which either is known."""
    own = _carrier(document)
    others = [other for other in dict.fromkeys(map(_carrier, copies)) if other not in (own, When().words)]
    more = f" and {len(others) - _FEW} more" if len(others) > _FEW else ""
    return f"{own} (also {'; '.join(others[:_FEW])}{more})" if others else own


def _carrier(document: Document) -> str:
    return ", ".join(filter(None, (document.article.front.outlet, document.when.words)))


def _facets(corpus: Corpus, document: Document, copies: Sequence[Document]) -> dict[str, Sequence[tuple[str, str]]]:
    standoff, printed = document.article.standoff, (document, *copies)
    said = corpus.said_in[document.slug]
    values: dict[str, Sequence[tuple[str, str]]] = {
        kind: [(entity.id, corpus.entities[kind, entity.id].name) for entity in standoff.entities if entity.kind == kind]
        if standoff
        else []
        for kind in _ENTITIES
    }
    outlets = [outlet for one in printed if (outlet := corpus.outlet_of.get(one.slug))]
    languages = dict.fromkeys(one.article.front.language for one in printed)
    speakers = dict.fromkeys(one.speaker_key for one in said if one.speaker_key)
    return values | {
        "outlet": [(outlet[1], corpus.entities[outlet].name) for outlet in dict.fromkeys(outlets)],
        "speaker": [(addresses.speaker(*key), corpus.entities[key].name) for key in speakers if key in corpus.entities],
        "kind": [(kind, STATEMENT_WORDS[kind]) for kind in dict.fromkeys(kind_of(one.statement) for one in said)],
        "language": [(language, language) for language in languages if language],
    }
