"""Two people of one full name: proposed as a remark for readers, where the documents say things of the name that do not go together.

A record cannot say which document means whom, so nothing is parted: its note tells readers that the page may hold two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from onrecord.annotate.tokens import tokens
from onrecord.articles import Article
from onrecord.authorities import Authorities, Person
from onrecord.decisions import Change
from onrecord.offices import kinds_in
from onrecord.refusals import Refusals
from onrecord.relate.bearers import Key
from onrecord.suggest.drafts import draft
from onrecord.suggest.proposals import SHOWN, Ids, Quote, Suggestion, in_all, some
from onrecord.suggest.standings import Standing

_COMPANY = frozenset({"person", "organization"})
"""Who and what two documents on one person are likely to have in common."""


def namesakes(
    people: Iterable[Standing], articles: Sequence[Article], records: Authorities, refusals: Refusals, ids: Ids
) -> Iterator[Suggestion]:
    """Names whose documents fall into groups with other offices, of another kind, and nobody and nothing else in common."""
    around = {a.slug: {(e.kind, e.id) for e in a.standoff.entities if e.kind in _COMPANY} for a in articles if a.standoff}
    for standing in people:
        held = records.people.get(standing.id)
        if len(standing.held) < 2 or (held and held.note) or refusals.about("split", "people", [standing.label]):
            continue
        main, *others = _groups(standing, around)
        other = next((group for group in others if not _kinds(standing, group) & _kinds(standing, main)), None)
        if other:
            yield _suggestion(standing, held, (main, other), records, ids)


def _groups(standing: Standing, around: Mapping[str, set[Key]]) -> list[list[str]]:
    """The documents that tell an office, those together that share its words or whom and what they name; the largest group first."""
    own: set[Key] = {("person", standing.id)}
    groups: list[tuple[list[str], set[object]]] = []
    for document, offices in sorted(standing.held.items()):
        words = {word.folded for office in offices for word in tokens(office) if len(word.text) > len("the")}
        marks: set[object] = {*words, *(around.get(document, set()) - own)}
        joined = [group for group in groups if group[1] & marks]
        groups = [group for group in groups if group not in joined]
        groups.append((sorted([document, *(id_ for ids, _ in joined for id_ in ids)]), marks.union(*(known for _, known in joined))))
    return sorted((ids for ids, _ in groups), key=lambda group: (-len(group), group))


def _kinds(standing: Standing, group: Iterable[str]) -> set[str]:
    return {kind for document in group for office in standing.held[document] for kind in kinds_in(office)}


def _suggestion(standing: Standing, held: Person | None, groups: Sequence[Sequence[str]], records: Authorities, ids: Ids) -> Suggestion:
    said = [f"{_offices(standing, group)} in {some(group)}" for group in groups]
    record = held or draft(standing, standing.full_names, records, ids)
    told = "; ".join(_offices(standing, group) for group in groups)
    note = f"The documents say different things of this name: {told}. They may be two people."
    return Suggestion(
        what="split",
        file="people",
        about=(standing.id,),
        names=(standing.label,),
        changes=(Change("people", msgspec.structs.replace(record, note=note)),),
        reasons=(
            "two people of one name? The record can say so to readers:",
            f"beside {standing.label} stands: {'; '.join(said)}; nobody and nothing else is named in both",
        ),
        documents=in_all(groups),
        statements=0,
        evidence=tuple(quote for group in groups for quote in _first(standing, group)),
    )


def _offices(standing: Standing, group: Iterable[str]) -> str:
    return ", ".join(sorted({office for document in group for office in standing.held[document]})[:SHOWN])


def _first(standing: Standing, group: Sequence[str]) -> list[Quote]:
    return [quote for name in standing.full_names for quote in standing.quotes.get(name, ()) if quote.document in group][:1]
