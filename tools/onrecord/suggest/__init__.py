"""What is worth a person's decision, from what was built: names to join or to part, and records to make.

Everything here is a proposal with its evidence. Nothing is joined by itself, and a suggested record holds only what stands
in the documents: offices are given as the words beside the name, without a term, for somebody to check. The records and the
refusals are those of this moment: what was decided since the last build is not asked again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from onrecord.articles import Article
from onrecord.authorities import Authorities
from onrecord.refusals import Refusals
from onrecord.suggest.merging import merges
from onrecord.suggest.namesakes import namesakes
from onrecord.suggest.newcomers import newcomers
from onrecord.suggest.proposals import Ids, Suggestion
from onrecord.suggest.splitting import splits
from onrecord.suggest.standings import gather
from onrecord.suggest.topics import topics

__all__ = ["Suggestion", "best", "suggest"]

_NONE = Refusals()


def suggest(articles: Sequence[Article], records: Authorities, refusals: Refusals = _NONE) -> tuple[Suggestion, ...]:
    """All suggestions: first what mends a mistake (splits and merges), then records to make.

    Of each sort those come first that would improve most: that touch most statements and documents.
    """
    standings = gather(articles, records)
    ids = Ids(records)
    parted = list(splits(standings["people"].values(), records, refusals, ids))
    questioned = {suggestion.about for suggestion in parted}
    parted += [
        found for found in namesakes(standings["people"].values(), articles, records, refusals, ids) if found.about not in questioned
    ]
    joined = list(merges(standings, articles, records, refusals, ids))
    settled = {(suggestion.file, id_) for suggestion in joined for id_ in suggestion.about}
    made = (*newcomers(standings, articles, records, refusals, ids), *topics(articles, records, refusals))
    new = [suggestion for suggestion in made if (suggestion.file, suggestion.about[0]) not in settled]
    return (*_ranked(parted), *_one_each(_ranked(joined)), *_ranked(new))


def _one_each(joined: Iterable[Suggestion]) -> Iterator[Suggestion]:
    """The merges of which none has somebody of another: a record is written once, and the next name is asked about after it."""
    asked: set[tuple[str, str]] = set()
    for suggestion in joined:
        both = {(suggestion.file, id_) for id_ in suggestion.about}
        if not both & asked:
            asked |= both
            yield suggestion


def _ranked(suggestions: Iterable[Suggestion]) -> list[Suggestion]:
    return sorted(suggestions, key=lambda suggestion: (-suggestion.gain, suggestion.file, suggestion.names, suggestion.id))


def best(suggestions: Iterable[Suggestion], limit: int) -> Iterator[Suggestion]:
    """At most ``limit`` suggestions of each sort and file, in their order."""
    numbers: dict[tuple[str, str], int] = {}
    for suggestion in suggestions:
        key = suggestion.what, suggestion.file
        numbers[key] = numbers.get(key, 0) + 1
        if numbers[key] <= limit:
            yield suggestion
