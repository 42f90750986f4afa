"""The indexes of entities: lists of names under their letters, of events under their dates."""

from __future__ import annotations

from onrecord.authorities import Event, Outlet, Person
from onrecord.records import PLURALS, EntityKind
from onrecord.site import paginate
from onrecord.site.contexts import KIND_LABELS, EntityRow, IndexContext
from onrecord.site.corpus import Corpus, EntityEntry
from onrecord.site.dates import words
from onrecord.site.rows import event_when, grouped
from onrecord.slugs import slug


class IndexPages:
    """The contexts of the indexes."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus

    def of(self, kind: EntityKind) -> tuple[IndexContext, ...]:
        """The index of one kind of entity: by name, events by date."""
        entries = self._corpus.of_kind(kind)
        if kind == "event":
            entries = tuple(sorted(entries, key=lambda e: (event_when(e).key, slug(e.name), e.id)))
        label = KIND_LABELS[kind][1]
        pages = paginate.in_order([self._entity_row(entry) for entry in entries], f"{PLURALS[kind]}.html")

        return tuple(
            IndexContext(
                url=page.url,
                title=page.titled(label),
                description=f"{label} named in the corpus.",
                section=PLURALS[kind],
                heading=label,
                lead=_index_lead(entries),
                page=page,
                groups=(("", page.rows),) if kind == "event" else grouped(page.rows, lambda row: slug(row.name)[:1].upper()),
            )
            for page in pages
        )

    def _entity_row(self, entry: EntityEntry) -> EntityRow:
        return EntityRow(entry.name, entry.url, len(entry.occurrences), len(entry.said), _detail(entry))


def _detail(entry: EntityEntry) -> str:
    match entry.record:
        case Person() as person if person.offices:
            return person.offices[0].office
        case Event() as event if event.date:
            return words(event.date)
        case Outlet() as outlet if outlet.place:
            return outlet.place
        case _:
            return ""


def _index_lead(entries: tuple[EntityEntry, ...]) -> str:
    known = sum(entry.record is not None for entry in entries)
    return f"{len(entries):,} in the documents; {known:,} with an authority record."
