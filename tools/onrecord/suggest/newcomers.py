"""Who and what has no record yet and is worth one: those who speak, and those whom several documents name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from onrecord.articles import Article
from onrecord.authorities import Authorities, Outlet, Record
from onrecord.decisions import Change
from onrecord.records import SINGULARS
from onrecord.refusals import Refusals
from onrecord.suggest.drafts import can_be_found, draft
from onrecord.suggest.proposals import File, Ids, Suggestion, a, counted, some
from onrecord.suggest.standings import UNNAMED, Standing, initials_alone, offices_to_check
from onrecord.vocabulary import table

_FEW_DOCUMENTS = 2
"""An organization or a silent person that fewer documents name is left to the reader."""
_PLACES = 3
"""The same for a place that no table has: most of the well known are there, and a word taken for a place stands in few documents."""


def newcomers(
    standings: Mapping[File, Mapping[str, Standing]], articles: Sequence[Article], records: Authorities, refusals: Refusals, ids: Ids
) -> Iterator[Suggestion]:
    """Records to make: of people, organizations, places and events that the texts name, and of outlets."""
    for file, found in standings.items():
        for standing in found.values():
            if _worth_a_record(standing) and not refusals.about("record", file, (standing.label, *standing.names)):
                names = standing.full_names if file == "people" else [name for name, _ in standing.names.most_common()]
                record = draft(standing, names, records, ids)
                if can_be_found(record):
                    yield _suggested(standing, record)
    yield from _outlets(articles, records, refusals, ids)


def _worth_a_record(standing: Standing) -> bool:
    if standing.kind == "people" and all(map(initials_alone, standing.names)):
        return False  # N.H. is a state
    named = standing.statements or len(standing.documents) >= (_PLACES if standing.kind == "places" else _FEW_DOCUMENTS)
    return bool(named) and not standing.known and (standing.kind, standing.id) not in _of_the_vocabulary()


@cache
def _of_the_vocabulary() -> frozenset[tuple[File, str]]:
    """Places that need no record to be known: their label and other names are in the tables."""
    return frozenset(("places", row["id"]) for name in ("countries", "places") for row in table(name))


def _suggested(standing: Standing, record: Record) -> Suggestion:
    counts = [counted(standing.statements, "statement"), counted(standing.mentions, "mention")]
    unsure = offices_to_check([standing]) if standing.kind == "people" else ()
    return Suggestion(
        what="record",
        file=standing.kind,
        about=(standing.id,),
        names=(standing.label,),
        changes=(Change(standing.kind, record, unsure),),
        reasons=(f"{a(SINGULARS[standing.kind])} without a record: {', '.join(counts)} in {some(standing.documents)}",),
        documents=len(standing.documents),
        statements=standing.statements,
        evidence=standing.passages((*standing.full_names, *standing.names, UNNAMED)),
    )


def _outlets(articles: Sequence[Article], records: Authorities, refusals: Refusals, ids: Ids) -> Iterator[Suggestion]:
    """Outlets and hosts; one that is written in capitals here and there is one, under its most frequent name."""
    known = {name.casefold() for record in records.outlets.values() for name in (record.label, *record.variants, *record.domains)}
    found: dict[tuple[str, bool], list[str]] = defaultdict(list)
    names: dict[tuple[str, bool], Counter[str]] = defaultdict(Counter)
    for article in articles:
        for name, host in ((article.front.outlet, False), (article.front.host, True)):
            if name and name.casefold() not in known and not refusals.about("record", "outlets", [name]):
                found[name.casefold(), host].append(article.slug)
                names[name.casefold(), host][name] += 1
    for (key, host), documents in sorted(found.items()):
        label, *others = [name for name, _ in sorted(names[key, host].items(), key=lambda item: (-item[1], item[0].isupper(), item[0]))]
        record = Outlet(id=ids.new("outlets", label, "outlet"), label=label, variants=tuple(others), host=host)
        yield Suggestion(
            what="record",
            file="outlets",
            about=(f"{key} (host)" if host else key,),
            names=(label, *others),
            changes=(Change("outlets", record),),
            reasons=(f"{'a host' if host else 'an outlet'} without a record: {some(documents)}",),
            documents=len(documents),
            statements=0,
        )
