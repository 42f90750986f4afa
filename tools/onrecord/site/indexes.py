"""The indexes of entities: by letter (events by date), by frequency, and by letter those alone that have something in common.

Each is a list of static pages, so that a reader without JavaScript has every order and facet as a link; for the others
:func:`table` gives the rows that a script narrows at once, over all pages together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from onrecord.authorities import Outlet, Person
from onrecord.records import PLURALS, EntityKind
from onrecord.site import addresses, alphabet, paginate
from onrecord.site.contexts import KIND_LABELS, EntityRow, IndexContext, IndexGroup, Link
from onrecord.site.corpus import Corpus, EntityEntry
from onrecord.site.rows import event_when
from onrecord.slugs import slug


@dataclass(frozen=True, slots=True)
class _Order:
    """An order of an index: its words, the end of its address, what it sorts by, and the heading of each entry."""

    words: str
    address: str
    key: Callable[[EntityEntry], tuple[object, ...]]
    heading: Callable[[EntityEntry], str]


@dataclass(frozen=True, slots=True)
class _Facet:
    """Entities with something in common: its words, the end of its address, and the test."""

    words: str
    address: str
    kinds: frozenset[EntityKind]
    holds: Callable[[EntityEntry], bool]


_BANDS = {
    100: "100 documents or more",
    50: "50 to 99 documents",
    20: "20 to 49 documents",
    10: "10 to 19 documents",
    5: "5 to 9 documents",
    3: "3 or 4 documents",
    2: "2 documents",
    1: "1 document",
    0: "No document",
}
"""The headings of the index by frequency, each with the number of documents from which it counts."""


def _band(entry: EntityEntry) -> str:
    return next(heading for least, heading in _BANDS.items() if len(entry.occurrences) >= least)


def _filed(entry: EntityEntry) -> str:
    """The words by which a name is looked up: a person's from the surname on, others' without an article."""
    if entry.kind != "person":
        return entry.name.removeprefix("The ").removeprefix("the ")
    start, end = alphabet.surname(entry.name, (form.name for form in entry.variants))
    return f"{entry.name[start:end]} {entry.name[:start]}"


def _name_key(entry: EntityEntry) -> tuple[object, ...]:
    return alphabet.key(_filed(entry)), alphabet.key(entry.name), entry.id


_BY_NAME = _Order("name", "", _name_key, lambda entry: alphabet.letter(_filed(entry)))
_BY_DATE = _Order("date", "", lambda e: (event_when(e).key, *_name_key(e)), lambda e: str(event_when(e).year or "Not dated"))
_BY_FREQUENCY = _Order("frequency", "-by-frequency", lambda e: (-len(e.occurrences), -len(e.said), *_name_key(e)), _band)

_SPEAK: frozenset[EntityKind] = frozenset({"person", "organization"})
_FACETS = (
    _Facet("who speak", "-who-speak", _SPEAK, lambda entry: bool(entry.said)),
    _Facet("only named", "-only-named", _SPEAK, lambda entry: not entry.said),
    _Facet("with a record", "-with-record", frozenset(PLURALS), lambda entry: entry.record is not None),
    _Facet("without a record", "-without-record", frozenset(PLURALS), lambda entry: entry.record is None),
)


class IndexPages:
    """The contexts of the indexes."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus

    def of(self, kind: EntityKind) -> tuple[IndexContext, ...]:
        """All pages of the index of a kind; those in its first order have the addresses that people cite."""
        entries = self._corpus.of_kind(kind)
        first = _BY_DATE if kind == "event" else _BY_NAME
        facets = [(facet, tuple(filter(facet.holds, entries))) for facet in _FACETS if kind in facet.kinds]
        facets = [(facet, found) for facet, found in facets if 0 < len(found) < len(entries)]
        index = _Index(
            kind,
            {entry.id: _row(entry) for entry in entries},
            orders=tuple(Link(order.words, _address(kind, order.address)) for order in (first, _BY_FREQUENCY)),
            facets=tuple(Link(facet.words, _address(kind, facet.address), len(found)) for facet, found in facets),
        )
        return (
            *index.pages(first, entries),
            *(index.pages(_BY_FREQUENCY, entries) if entries else ()),
            *(page for facet, found in facets for page in index.pages(first, found, facet)),
        )


@dataclass(frozen=True, slots=True)
class _Index:
    """What all lists of an index share: the rows, made once, and the links from each list to the others."""

    kind: EntityKind
    rows: Mapping[str, EntityRow]
    orders: tuple[Link, ...]
    facets: tuple[Link, ...]

    def pages(self, order: _Order, entries: Sequence[EntityEntry], facet: _Facet | None = None) -> Iterator[IndexContext]:
        """The pages of one list."""
        address = _address(self.kind, facet.address if facet else order.address)
        label = KIND_LABELS[self.kind][1]
        title = f"{label} {facet.words}" if facet else label if order.address == "" else f"{label} by {order.words}"
        headed = [(order.heading(entry), self.rows[entry.id]) for entry in sorted(entries, key=order.key)]
        pages = paginate.in_order(headed, address)
        jumps = _jumps(pages)
        for page in pages:
            groups = ((heading, tuple(row for _, row in found)) for heading, found in groupby(page.rows, key=lambda item: item[0]))
            yield IndexContext(
                url=page.url,
                title=page.titled(title),
                description=f"{title}: {len(entries):,} named in the corpus.",
                section=PLURALS[self.kind],
                heading=f"{label} {facet.words}" if facet else label,
                total=len(entries),
                known=sum(entry.record is not None for entry in entries),
                address=address,
                name=PLURALS[self.kind],
                order=f"by-{order.words}",
                orders=self.orders,
                facets=self.facets,
                everything=Link("all", _address(self.kind, ""), len(self.rows)),
                jumps=jumps,
                page=page,
                groups=tuple(IndexGroup(heading, _anchor(heading), rows) for heading, rows in groups),
            )


def _address(kind: EntityKind, end: str) -> str:
    return f"{PLURALS[kind]}{end}.html"


def _jumps(pages: Sequence[paginate.Page[tuple[str, EntityRow]]]) -> tuple[Link, ...]:
    """A link to where each heading begins, with the number of entries under it."""
    counts = Counter(heading for page in pages for heading, _ in page.rows)
    begins: dict[str, str] = {}
    for page in pages:
        for heading, _ in page.rows:
            begins.setdefault(heading, f"{page.url}#{_anchor(heading)}")
    return tuple(Link(heading, begins[heading], count) for heading, count in counts.items())


def _anchor(heading: str) -> str:
    """The id of a heading: ``at-s``, ``at-2019``; that of a letter which has no Latin one is its number in Unicode."""
    plain = slug(heading) if heading.isascii() else ""
    return f"at-{plain or '-'.join(f'{ord(character):x}' for character in heading)}"


def _row(entry: EntityEntry) -> EntityRow:
    start, end = alphabet.surname(entry.name, (form.name for form in entry.variants)) if entry.kind == "person" else (0, len(entry.name))
    name = (entry.name[:start], entry.name[start:end], entry.name[end:])
    return EntityRow(name, entry.url, len(entry.occurrences), len(entry.said), _detail(entry))


def _detail(entry: EntityEntry) -> str:
    if entry.kind == "event":
        when = event_when(entry)
        return when.words if when.dated else ""
    match entry.record:
        case Person() as person if person.offices:
            return person.offices[0].office
        case Outlet() as outlet if outlet.place:
            return outlet.place
        case _:
            return ""


def table(corpus: Corpus, kind: EntityKind) -> list[list[object]]:
    """The rows of an index for the script, by name: address, label, what stands beside it, numbers of documents and statements,
    whether it has a record, and the first and the last year of its documents and statements (0 where none is known)."""
    found = []
    for entry in sorted(corpus.of_kind(kind), key=_name_key):
        years = {when.year for when in (*(o.document.when for o in entry.occurrences), *(s.when for s in entry.said)) if when.year}
        span = min(years, default=0), max(years, default=0)
        found.append([entry.id, entry.name, _detail(entry), len(entry.occurrences), len(entry.said), int(entry.record is not None), *span])
    return found


def path(kind: EntityKind) -> str:
    """Where the rows for the script stand."""
    return f"{addresses.INDEXES}/{PLURALS[kind]}.js"
