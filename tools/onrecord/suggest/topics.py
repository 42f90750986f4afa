"""Topics that a folder speaks of and that nobody has decided on yet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.articles import Article
from onrecord.authorities import Authorities
from onrecord.decisions import Change
from onrecord.refusals import Refusals
from onrecord.relate.topics import candidates
from onrecord.suggest.proposals import Suggestion, counted, some
from onrecord.suggest.standings import passage

_PASSAGES = 3
"""Passages shown, each of another document."""


def topics(articles: Sequence[Article], records: Authorities, refusals: Refusals) -> Iterator[Suggestion]:
    """Phrases that recur and are no topic yet; one whose words take a side says so: it needs a neutral label."""
    by_slug = {article.slug: article for article in articles}
    for candidate in candidates(articles, records):
        record = candidate.record
        names = tuple(dict.fromkeys((record.label, candidate.key)))
        if refusals.about("record", "topics", names):
            continue
        documents = sorted(candidate.places)
        times = sum(map(len, candidate.places.values()))
        side = ("its words take a side: give it a neutral label, and leave them among the terms",) if candidate.judging else ()
        yield Suggestion(
            what="record",
            file="topics",
            about=(record.id,),
            names=names,
            changes=(Change("topics", record),),
            reasons=(f"a topic without a record? Its words stand {counted(times, 'time')} in {some(documents)}", *side),
            documents=len(documents),
            statements=0,
            evidence=tuple(passage(by_slug[slug], *candidate.places[slug][0]) for slug in documents[:_PASSAGES]),
        )
