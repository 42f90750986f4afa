"""The page of an entity: what its record says, what the documents call it, what it said, and where it is named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any

from onrecord.authorities import Event, Office, Organization, Outlet, Person, Place, Topic
from onrecord.records import PLURALS, EntityKind
from onrecord.site import addresses, figures, paginate
from onrecord.site.citing import Citing
from onrecord.site.companions import Companion, Companions
from onrecord.site.concordance import Concordances
from onrecord.site.contexts import (
    KIND_LABELS,
    CompanionRow,
    EntityContext,
    EntityPart,
    EventContext,
    JoinRow,
    Link,
    OccurrenceRow,
    OfficeRow,
    PersonContext,
    Places,
    VariantRow,
)
from onrecord.site.corpus import Corpus, Document, EntityEntry, Occurrence, Said, Variant, said_key
from onrecord.site.dates import term, words
from onrecord.site.rows import Rows, document_link, event_when, times
from onrecord.site.synopsis import Synopses
from onrecord.thesaurus import topics

_CLOSEST = 6
"""Companions of a kind that a page shows."""
_FEW = 5
"""Documents to which a variant or a companion leads; all of them stand in the list of documents."""
_PARAGRAPHS = 8
"""Paragraphs of one document to which the list of documents leads."""
_COUNTABLE = 0.1
"""An expected number below this is shown as less than it."""
_FOUND_BY_WORDS: frozenset[EntityKind] = frozenset({"topic", "event"})
"""Kinds that a document may have without naming them by their label: one asks by which words."""
_DOCUMENTS_HEADINGS: Mapping[EntityKind, str] = {"person": "Where they are mentioned", "outlet": "What it published"}


class EntityPages:
    """The contexts of the pages of entities."""

    def __init__(self, corpus: Corpus, rows: Rows, concordances: Concordances, citing: Citing) -> None:
        self._corpus = corpus
        self._rows = rows
        self._concordances = concordances
        self._citing = citing
        self._companions = Companions(corpus)
        self._topics = topics(corpus.authorities.topics)
        self._synopses = Synopses(corpus, rows)

    def of(self, entry: EntityEntry) -> tuple[EntityContext, ...]:
        """The pages of one entity: one, or more where its lists are long."""
        said = self._synopses.said_at(entry) if entry.kind == "event" else entry.said
        pages: tuple[paginate.Page[None], ...] = paginate.in_order(
            [None] * max(len(said), len(entry.about), len(entry.occurrences)), entry.url
        )
        return tuple(self._entity_page(entry, said, page) for page in pages)

    def _entity_page(self, entry: EntityEntry, said: Sequence[Said], page: paginate.Page[None]) -> EntityContext:
        rows = slice(page.first - 1, page.first - 1 + paginate.ROWS)
        common: dict[str, Any] = {
            "url": page.url,
            "title": page.titled(entry.name),
            "description": f"{entry.name}: {times(len(entry.occurrences), 'document')}, {times(len(said), 'statement')}.",
            "section": PLURALS[entry.kind],
            "kind_label": KIND_LABELS[entry.kind][0],
            "id": entry.id,
            "name": entry.name,
            "known": entry.record is not None,
            "statement_count": len(said),
            "about_count": len(entry.about),
            "document_count": len(entry.occurrences),
            "statements_heading": "What was said there" if entry.kind == "event" else "Statements",
            "about_heading": "What others said of them" if entry.kind == "person" else f"Statements that name {entry.name}",
            "documents_heading": _DOCUMENTS_HEADINGS.get(entry.kind, "Documents"),
            "page": page,
            "part": EntityPart(
                self._rows.by_year(said[rows]),
                self._rows.by_year(sorted(entry.about, key=said_key)[rows]),
                tuple(self._occurrence_row(entry, o) for o in entry.occurrences[rows]),
            ),
        }
        head = self._head(entry, said) if page.number == 1 else {}
        match entry.kind:
            case "person":
                return PersonContext(**common, **head)
            case "event":
                return EventContext(**common, **head, when=event_when(entry), built=_is_built(entry))
            case _:
                return EntityContext(**common, **head)

    def _head(self, entry: EntityEntry, said: Sequence[Said]) -> dict[str, Any]:
        """What the first page says of the entity itself."""
        record = entry.record
        head: dict[str, Any] = {
            "note": record.note if record else None,
            "concordance": self._concordances.link(entry),
            "facts": self._facts(entry),
            "variants": tuple(_variant_row(variant, len(entry.occurrences)) for variant in entry.variants),
            "joins": self._joins(entry),
            "citations": self._citing.of_entity(entry),
            "same_as": record.same_as if record else (),
            "over_time": figures.over_time([o.document.when for o in entry.occurrences], [s.when for s in said]),
            "companions": tuple(
                (KIND_LABELS[kind][1], tuple(map(_companion_row, found))) for kind, found in self._companions.of(entry, _CLOSEST).items()
            ),
        }
        if isinstance(record, Person):
            head["offices"] = tuple(self._office_row(office) for office in record.offices)
        if entry.kind == "event":
            head["synopsis"] = self._synopses.of(entry, (*said, *entry.about))
        if isinstance(record, Event):
            found = {name.casefold() for name, _ in entry.variants}
            head["terms"] = tuple(term for term in record.terms if term.casefold() not in found)
        return head

    def _joins(self, entry: EntityEntry) -> tuple[JoinRow, ...]:
        """Each pair of names once, with all that speaks for them in whatever document."""
        pairs: defaultdict[tuple[str, str], defaultdict[str, dict[str, Document]]] = defaultdict(lambda: defaultdict(dict))
        for joined, _ in entry.joined:
            for evidence in joined.evidence:
                documents = pairs[joined.name, joined.other][f"{evidence.rule}: “{evidence.text}”"]
                found = (self._corpus.by_id.get(id_) for id_ in (evidence.note or "").split(", "))
                documents.update((document.slug, document) for document in found if document)
        return tuple(
            JoinRow(*names, tuple((words, _places(map(document_link, at.values()), len(at))) for words, at in reasons.items()))
            for names, reasons in pairs.items()
        )

    def _occurrence_row(self, entry: EntityEntry, occurrence: Occurrence) -> OccurrenceRow:
        document, paragraphs = occurrence.document, occurrence.paragraphs
        shown = tuple(Link(f"¶{n}", addresses.paragraph(document.slug, n)) for n in paragraphs[:_PARAGRAPHS])
        words = occurrence.words if entry.kind in _FOUND_BY_WORDS else ()
        return OccurrenceRow(self._rows.document(document), shown, max(len(paragraphs) - _PARAGRAPHS, 0), words)

    def _office_row(self, office: Office) -> OfficeRow:
        return OfficeRow(
            office.office,
            term(office.term) if office.term and "/" in office.term else words(office.term) if office.term else None,
            self._known("organization", office.organization),
            self._known("place", office.place),
        )

    def _known(self, kind: EntityKind, id_: str | None) -> Link | None:
        """A link to an entity that a record names; plain words where no document mentions it."""
        if id_ is None:
            return None
        record = getattr(self._corpus.authorities, PLURALS[kind]).get(id_)
        return Link(record.label if record else self._rows.name((kind, id_)) or id_, self._corpus.url((kind, id_)))

    def _facts(self, entry: EntityEntry) -> tuple[tuple[str, tuple[Link, ...]], ...]:
        facts: list[tuple[str, tuple[Link | None, ...]]] = list(self._around(entry.id)) if entry.kind == "topic" else []
        match entry.record:
            case Organization() as record if record.place:
                facts.append(("Place", (self._known("place", record.place),)))
            case Place() as record if record.country:
                facts.append(("Country", (self._known("place", record.country),)))
            case Topic() as record:
                facts.append(("Found by the terms", tuple(Link(t) for t in record.terms)))
            case Outlet() as record:
                facts.extend(
                    (("Place", (Link(record.place),) if record.place else ()), ("Addresses", tuple(Link(d) for d in record.domains)))
                )
                facts.append(("Role", (Link("carries articles of other outlets"),) if record.host else ()))
        if entry.kind == "event":
            facts.append(("Participants", tuple(self._known("person", id_) for id_ in self._synopses.participants(entry))))
            facts.append(("Places", tuple(self._known("place", id_) for id_ in self._synopses.places(entry))))
        shown = [(label, tuple(link for link in links if link)) for label, links in facts]
        return tuple((label, links) for label, links in shown if links)

    def _around(self, id_: str) -> tuple[tuple[str, tuple[Link, ...]], ...]:
        """The wider topic of a topic, and the narrower ones that documents have."""
        broader = self._topics.get(self._topics[id_].broader or "") if id_ in self._topics else None
        wider = (Link(broader.label, self._corpus.url(("topic", broader.id))),) if broader else ()
        narrower = (topic for topic in self._topics.values() if topic.broader == id_ and self._corpus.url(("topic", topic.id)))
        return (("Broader topic", wider), ("Narrower topics", tuple(Link(t.label, self._corpus.url(("topic", t.id))) for t in narrower)))


def _is_built(entry: EntityEntry) -> bool:
    """Whether the label of an event was built, because the documents describe the event and do not name it."""
    return entry.record is None and any(account.kind for occurrence in entry.occurrences for account in occurrence.accounts)


def _variant_row(variant: Variant, documents: int) -> VariantRow:
    places = _places(map(document_link, variant.documents), len(variant.documents))
    return VariantRow(variant.name, places, places.count == documents)


def _companion_row(companion: Companion) -> CompanionRow:
    entry = companion.entry
    links = (Link(document.title, addresses.paragraph(document.slug, number)) for document, number in companion.documents)
    expected = f"{companion.expected:.1f}" if companion.expected >= _COUNTABLE else f"<{_COUNTABLE}"
    return CompanionRow(Link(entry.name, entry.url), companion.paragraphs, expected, _places(links, len(companion.documents)))


def _places(links: Iterable[Link], count: int) -> Places:
    shown = tuple(islice(links, _FEW))
    return Places(shown, count - len(shown))
