"""Concordances written out: every mention of the most frequent names and terms, each in its line of text, for reading without scripts.

The lines are the mentions that the annotations have, under whatever form of the name, and not what a search for it would find.
A page stands at the address of its entity's page with ``concordance/`` before it. The number of pages has a limit that does not
grow with the corpus; what is rarer has none, and is found by the interactive concordance.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import quote, urlencode

from onrecord.records import BY_PARTICIPANTS, Block, EntityKind, Mention
from onrecord.rights.withholding import FILLER, GAP
from onrecord.search.words import pieces
from onrecord.site import addresses, figures, moved, paginate
from onrecord.site.contexts import KIND_LABELS, STATEMENT_WORDS, Base, Link, Speaker, kind_of
from onrecord.site.corpus import Corpus, Document, EntityEntry, Key
from onrecord.site.dates import When
from onrecord.site.rows import Rows, times
from onrecord.slugs import slug

PAGE = "concordance.html"
"""The interactive concordance."""
KINDS: tuple[EntityKind, ...] = ("person", "organization", "place", "event", "topic")
"""Kinds that are named in texts; an outlet publishes whole documents."""
MOST = 50
"""Names of one kind that have a concordance: what a reader looks through in a list."""
LEAST = 2
"""Documents that must have a name: of one in a single document the article itself is the context."""
LINES = 200
"""Lines of one name, two pages. With :data:`MOST` it holds the concordances of any corpus below 250 names, 50,000 lines in each
of two orders and some 40 MB; the names of a small corpus have them all."""
CONTEXT = 46
"""Characters of context on each side: about eight words of English, and what fits on one line beside a name on a wide screen."""
_FARTHEST = 2 * CONTEXT
"""Characters on each side of a line whose cut would fall between two spaces."""
_FORMS = 6
"""Forms of a name that its page counts; the page of the entity has all of them."""
_ASKED = 4
"""Forms that the query of the interactive concordance names: the rarest add a few lines and make it unreadable."""
_COMPARED = 2
"""Bars below which a figure has nothing to compare."""


@dataclass(frozen=True, slots=True)
class Line:
    """A mention in its context: the words before it, its own, those after it, with the spaces between them.

    ``said`` is the kind of the statement that it stands in, in words, and ``speaker`` who makes it.
    """

    left: str
    node: str
    right: str
    href: str
    paragraph: int
    title: str
    outlet: str | None
    when: When
    speaker: Speaker | None = None
    said: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LinesContext(Base):
    """``concordance_of.html``: one page of the lines of one name or term, in one of two orders.

    ``mentions`` and ``documents`` count all there are, ``page.total`` those that are shown. ``silent`` are documents of the entity
    that tell of it without naming it, ``withheld`` those whose words for it are not published. ``figure`` and ``forms`` stand on
    the first page by time alone.
    """

    kind_label: str
    entity: Link
    mentions: int
    documents: int
    silent: int
    withheld: int
    orders: tuple[Link, ...]
    ask: str
    """The interactive concordance, with its most frequent forms asked for in the documents that have it."""
    page: paginate.Page[Line]
    caption: str
    figure: figures.Histogram | None = None
    forms: tuple[tuple[str, int], ...] = ()
    other_forms: int = 0


Place = tuple[Document, Mention]
"""A mention in its document."""


class Concordances:
    """The concordances of one corpus."""

    def __init__(self, corpus: Corpus, rows: Rows) -> None:
        self._corpus = corpus
        self._rows = rows

    @cached_property
    def _places(self) -> Mapping[Key, Sequence[Place]]:
        """What has a concordance, the most frequent of each kind first, and its mentions in order of time."""
        frequent = [entry for kind in KINDS for entry in _most_frequent(self._corpus.of_kind(kind))]
        places = _mentions(frequent)
        return {key: places[key] for entry in frequent if (key := (entry.kind, entry.id)) in places}

    def link(self, entry: EntityEntry) -> Link | None:
        """The concordance of an entity, with the number of its mentions, where it has one."""
        return self._link(entry) if (entry.kind, entry.id) in self._places else None

    def _link(self, entry: EntityEntry) -> Link:
        return Link(entry.name, addresses.concordance(entry.url), len(self._places[entry.kind, entry.id]))

    @property
    def listed(self) -> tuple[tuple[str, tuple[Link, ...]], ...]:
        """(label of a kind, its concordances with the numbers of mentions), the most mentioned first."""
        links: defaultdict[EntityKind, list[Link]] = defaultdict(list)
        for kind, id_ in self._places:
            links[kind].append(self._link(self._corpus.entities[kind, id_]))
        return tuple((KIND_LABELS[kind][1], tuple(sorted(found, key=lambda link: -link.count))) for kind, found in links.items())

    def pages(self) -> Iterator[LinesContext]:
        """All pages of all concordances."""
        for key, places in self._places.items():
            yield from self._of(self._corpus.entities[key], places)

    def moved(self) -> Iterator[moved.MovedContext]:
        """Pages at the addresses that the concordance of an entity had while this had another id: they lead on."""
        written = {self._corpus.entities[key].url for key in self._places}
        for page in moved.pages(self._corpus):
            if page.to.href in written:
                yield replace(page, url=addresses.concordance(page.url), to=replace(page.to, href=addresses.concordance(page.to.href)))

    def _of(self, entry: EntityEntry, places: Sequence[Place]) -> Iterator[LinesContext]:
        lines = tuple(self._line(*place) for place in _spread(places, LINES))
        forms, documents = _forms(places), len({document.slug for document, _ in places})
        withheld = _withheld(entry, places)
        by_time = addresses.concordance(entry.url)
        orders = (Link("time", by_time), Link("the words that follow", addresses.in_order(by_time, "following")))
        ask = f"{PAGE}#{urlencode({'q': _asked(forms), entry.kind: entry.id}, quote_via=quote)}"
        shown = times(len(lines), "line")
        if len(lines) < len(places):
            shown += f", {len(lines):,} of {times(len(places), 'mention')} taken in equal steps,"
        over_time = figures.histogram(document.when for document, _ in places)
        for order, rows in zip(orders, (lines, _by_following(lines)), strict=True):
            for page in paginate.in_order(rows, order.href or ""):
                head = page.url == by_time
                yield LinesContext(
                    url=page.url,
                    title=page.titled(f"{entry.name} in context, by {order.text}"),
                    description=f"{times(len(places), 'mention')} of {entry.name} in {times(documents, 'document')}, in context.",
                    section=PAGE.removesuffix(".html"),
                    kind_label=KIND_LABELS[entry.kind][0],
                    entity=Link(entry.name, entry.url),
                    mentions=len(places),
                    documents=documents,
                    silent=len(entry.occurrences) - documents - withheld,
                    withheld=withheld,
                    orders=orders,
                    ask=ask,
                    page=page,
                    caption=f"{page.first:,} to {page.first + len(page.rows) - 1:,} of {shown} by {order.text}",
                    figure=over_time if head and len(over_time.bars) >= _COMPARED else None,
                    forms=forms[:_FORMS] if head else (),
                    other_forms=max(len(forms) - _FORMS, 0),
                )

    def _line(self, document: Document, mention: Mention) -> Line:
        body, number = document.article.body, document.paragraph(mention.start)
        first, last = context(body, mention.start, mention.end, document.blocks[number - 1])
        around = [said for said in self._corpus.said_in[document.slug] if said.covers(mention.start, mention.end)]
        said = min(around, key=lambda one: one.statement.end - one.statement.start, default=None)
        return Line(
            left=f"{GAP} " * (body[first - 1 : first] == FILLER) + _folded(body[first : mention.start]),
            node=_folded(body[mention.start : mention.end]),
            right=_folded(body[mention.end : last]) + f" {GAP}" * (body[last : last + 1] == FILLER),
            href=addresses.paragraph(document.slug, number),
            paragraph=number,
            title=document.title,
            outlet=document.article.front.outlet,
            when=document.when,
            speaker=self._rows.speaker(said) if said else None,
            said=STATEMENT_WORDS[kind_of(said.statement)] if said else None,
        )


def context(body: str, start: int, end: int, block: Block) -> tuple[int, int]:
    """Where the context of a mention begins and ends: words of at most :data:`CONTEXT` characters on each side, within its block.

    It ends at what is withheld. Each side begins and ends where a space stands, or letters that are written without spaces meet:
    what an apostrophe or a hyphen joins is whole (*didn't*), up to as many characters again.
    """
    lowest, highest = body.rfind(FILLER, block.start, start) + 1, body.find(FILLER, end, block.end)
    lowest, highest = max(lowest, block.start), highest if highest >= 0 else max(block.end, end)
    # One character more than can be reached tells whether there is more.
    before, behind = body[max(lowest, start - _FARTHEST - 1) : start], body[end : min(highest, end + _FARTHEST + 1)]
    first, last = start - _reach([piece[::-1] for piece in reversed(pieces(before))]), end + _reach(pieces(behind))
    while first < start and (body[first].isspace() or _hangs_on(body[first])):
        first += 1
    while last > end and body[last - 1].isspace():
        last -= 1
    return first, last


def _reach(outward: Sequence[str]) -> int:
    """How many characters of a side are shown, of which gap, word, …, gap are given from the mention outwards."""
    reached = 0
    for gap, word in zip(outward[:-1:2], outward[1::2], strict=True):
        # Where no gap is between the mention and a word, the mention is a part of that word.
        parting = bool(re.search(r"\s", gap)) or (not gap and reached > 0)
        if reached + len(gap + word) > (CONTEXT if parting else _FARTHEST):
            return min(reached + len(re.split(r"\s", gap, maxsplit=1)[0]), _FARTHEST)
        reached += len(gap + word)
    return min(reached + len(outward[-1]), _FARTHEST)


def _hangs_on(character: str) -> bool:
    """Whether a character is written onto the one before it (an accent, a vowel sign) or is none by itself."""
    return unicodedata.category(character) in ("Mn", "Mc", "Me", "Cf")


def _most_frequent(entries: Iterable[EntityEntry]) -> Sequence[EntityEntry]:
    named = (entry for entry in entries if len(entry.occurrences) >= LEAST)
    return sorted(named, key=lambda entry: (-len(entry.occurrences), entry.id))[:MOST]


def _mentions(entries: Iterable[EntityEntry]) -> Mapping[Key, Sequence[Place]]:
    """The mentions of some entities in the documents where they occur, in one pass. Where a paragraph tells of an event without
    naming it, no word of it is the name."""
    wanted: defaultdict[str, set[Key]] = defaultdict(set)
    documents: dict[str, Document] = {}
    for entry in entries:
        for occurrence in entry.occurrences:
            wanted[occurrence.document.slug].add((entry.kind, entry.id))
            documents[occurrence.document.slug] = occurrence.document
    places: defaultdict[Key, list[Place]] = defaultdict(list)
    for document in sorted(documents.values(), key=lambda d: (d.when.key, d.slug)):
        for mention in document.mentions:
            key = mention.kind, mention.entity
            if key in wanted[document.slug] and mention.rule != BY_PARTICIPANTS:
                places[key].append((document, mention))
    return places


def _withheld(entry: EntityEntry, places: Iterable[Place]) -> int:
    """The documents of which no mention is shown because not all of their words are."""
    shown = {document.slug for document, _ in places}
    publications = (o.document.article.publication for o in entry.occurrences if o.document.slug not in shown)
    return sum(publication is not None and publication.withheld for publication in publications)


def _spread(places: Sequence[Place], most: int) -> Sequence[Place]:
    """At most so many places, in equal steps through all of them, so that no time is left out."""
    return [places[number * len(places) // most] for number in range(most)] if len(places) > most else places


def _by_following(lines: Iterable[Line]) -> Sequence[Line]:
    """Lines by the words that follow the name; where these are the same, by time."""
    return sorted(lines, key=lambda line: slug(line.right, CONTEXT).split("-"))


def _forms(places: Iterable[Place]) -> tuple[tuple[str, int], ...]:
    """The forms of a name as they stand in the texts, each with its number, the most frequent first."""
    found = Counter(_folded(document.article.body[mention.start : mention.end]) for document, mention in places)
    return tuple(sorted(found.items(), key=lambda form: (-form[1], form[0])))


def _asked(forms: Iterable[tuple[str, int]]) -> str:
    """A query that finds the most frequent forms of a name; a form that holds another is found with it."""
    words = [" ".join(re.findall(r"[^\s\"]+", form)).lower() for form, _ in forms][:_ASKED]
    shortest = (one for one in dict.fromkeys(words) if not any(f" {other} " in f" {one} " for other in words if other != one))
    return " OR ".join(f'"{one}"' for one in shortest)


def _folded(text: str) -> str:
    return re.sub(r"\s+", " ", text)
