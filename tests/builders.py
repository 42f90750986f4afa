"""Short ways to bring an invented text as far along the road as a test needs it; and the small invented world of the tests.

Nobody and nothing in it exists: the people of Norvania and its neighbour Sudland, their offices, papers and wars.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from functools import lru_cache
from typing import Any

from onrecord.annotate import Knowledge, annotate
from onrecord.authorities import Authorities, Event, Office, Organization, Outlet, Person, Place, Topic
from onrecord.clean import clean
from onrecord.describe import describe
from onrecord.extract import Extracted, Extractor, as_json
from onrecord.records import Annotated, Block, Cleaned, Described, Markup, Problem, Source, Statement

PROSE = (
    "The council of Brandholm opened the new harbour bridge on Monday after nine years of work, "
    "and several thousand people walked across it in the rain."
)
"""A paragraph that can only be article."""

MORE_PROSE = (
    "Traders on the south bank have shorter ways to the market now, while the wide piers "
    "change the current where the river meets the sea and the boats come in."
)

AUTHORITIES = Authorities(
    people={
        "marta-ekholm": Person(
            id="marta-ekholm",
            label="Marta Ekholm",
            variants=("Märta Ekholm",),
            offices=(
                Office(
                    office="President of Norvania",
                    term="2014-05-01/2019-04-30",
                    titles=("President of the Republic of Norvania", "Norvanian president", "head of state"),
                    place="norvania",
                ),
            ),
        ),
        "tomas-lindqvist": Person(
            id="tomas-lindqvist",
            label="Tomas Lindqvist",
            offices=(
                Office(
                    office="Foreign Minister of Norvania", term="2016-01-01/..", titles=("Norvanian foreign minister",), place="norvania"
                ),
            ),
        ),
        "henrik-okafor": Person(
            id="henrik-okafor",
            label="Henrik Okafor",
            offices=(Office(office="Prime Minister of Sudland", term="2012-06-01/2017-08-31", place="sudland"),),
        ),
    },
    organizations={
        "harbour-workers-league": Organization(id="harbour-workers-league", label="Harbour Workers League", variants=("HWL",)),
    },
    places={
        "norvania": Place(id="norvania", label="Norvania", variants=("Republic of Norvania",), demonyms=("Norvanian", "Norvanians")),
        "sudland": Place(id="sudland", label="Sudland", demonyms=("Sudlander", "Sudlanders")),
        "brandholm": Place(id="brandholm", label="Brandholm", country="norvania"),
    },
    events={
        "reed-war": Event(
            id="reed-war", label="Reed War", date="2015-02-03/2015-03-09", terms=("Reed War", "War of the Reeds", "35-day war")
        ),
        "lantern-congress": Event(id="lantern-congress", label="Lantern Congress", date="2020-06", terms=("Lantern Congress",)),
        "brandholm-meeting-2016": Event(
            id="brandholm-meeting-2016",
            label="Meeting of Marta Ekholm and Henrik Okafor (2016-10-04)",
            date="2016-10-04",
            participants=("marta-ekholm", "henrik-okafor"),
        ),
    },
    topics={
        "fishing-rights": Topic(
            id="fishing-rights", label="fishing rights", terms=("fishing right", "right to fish", "not … fishing licence")
        ),
        "harbour-trade": Topic(id="harbour-trade", label="harbour trade", terms=("harbour trade",)),
    },
    outlets={
        "brandholm-courier": Outlet(
            id="brandholm-courier",
            label="Brandholm Courier",
            variants=("The Brandholm Courier", "Courier.Nv"),
            domains=("courier.example",),
            place="Brandholm, Norvania",
        ),
        "paper-attic": Outlet(id="paper-attic", label="Paper Attic", domains=("paperattic.example",), host=True),
    },
)


def source(
    text: str, name: str = "sample.txt", *, format_: str = "plain", markup: tuple[Markup, ...] = (), blocks: tuple[Block, ...] | None = None
) -> Source:
    """A source as ``read`` would hand it over."""
    return Source("sample", name, hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(), format_, text, blocks, markup)


def cleaned(
    text: str, *, format_: str = "plain", markup: tuple[Markup, ...] = (), outlets: frozenset[str] = frozenset({"brandholm courier"})
) -> Cleaned:
    """A text with its furniture cut."""
    return clean(source(text, format_=format_, markup=markup), outlets)


def described(text: str, *, format_: str = "plain", markup: tuple[Markup, ...] = ()) -> Described:
    """A text with its metadata."""
    return describe(cleaned(text, format_=format_, markup=markup), extractor().outlets)


@lru_cache(maxsize=1)
def knowledge() -> Knowledge:
    """What the annotators know of the invented world, prepared once."""
    return Knowledge.of(AUTHORITIES)


@lru_cache(maxsize=1)
def extractor() -> Extractor:
    """All per-document stages, with the invented authority file."""
    return Extractor(AUTHORITIES)


def annotated(text: str, *, markup: tuple[Markup, ...] = ()) -> Annotated:
    """A text with everything that was found in it."""
    return annotate(described(text, markup=markup), knowledge())


def statements(text: str) -> list[tuple[str, str | None, str]]:
    """(kind, speaker, words) for every statement found in a text."""
    found = annotated(text)
    return [(s.kind, s.speaker_name, words(found, s)) for s in found.statements]


def words(found: Annotated, statement: Statement) -> str:
    """The words of a statement's parts, a slash between two of them."""
    return " / ".join(found.described.cleaned.body[start:end] for start, end in statement.parts)


def names(text: str, kind: str) -> list[str]:
    """The names of the entities of one kind that were found in a text."""
    return [entity.name for entity in annotated(text).entities if entity.kind == kind]


def found_at(text: str, kind: str) -> list[tuple[str, str]]:
    """(words, name of the entity) for every mention of one kind."""
    found = annotated(text)
    labels = {(entity.kind, entity.id): entity.name for entity in found.entities}
    return [(found.described.cleaned.body[m.start : m.end], labels[m.kind, m.entity]) for m in found.mentions if m.kind == kind]


def extracted(text: str, id_: str = "sample") -> Extracted:
    """A text as the whole per-document road hands it to ``relate``."""
    raw = replace(source(text, f"{id_}.txt"), id=id_)
    done = annotate(describe(clean(raw, extractor().outlets.signatures), extractor().outlets), knowledge())
    problems: tuple[Problem, ...] = done.described.metadata.problems
    return Extracted(id_, raw.name, done, problems)


def contract(text: str) -> dict[str, Any]:
    """The object of ``extract --json --with-text`` for a text."""
    return as_json(extracted(text), with_text=True)
