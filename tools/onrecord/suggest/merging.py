"""Names that may be those of one: proposed to be joined, never joined here.

What the evidence of all documents leaves open (``relate.joining``) comes first; names of people that look or sound alike, with
or without an office in common, are added, for a person may know more than the documents say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import msgspec

from onrecord.alike import Likeness, name_words, names_alike, sound
from onrecord.annotate.tokens import fold
from onrecord.articles import Article
from onrecord.authorities import Authorities, Record
from onrecord.decisions import Change
from onrecord.records import SINGULARS, Evidence
from onrecord.refusals import Refusals
from onrecord.relate.bearers import Document
from onrecord.relate.joining import likely
from onrecord.suggest.drafts import draft, with_names
from onrecord.suggest.proposals import File, Ids, Suggestion, a, counted, in_all, some
from onrecord.suggest.standings import GATHERED, Standing, offices_to_check

_SEVERAL = 2
"""Reasons from which a pair is no longer in doubt."""
_WEAK, _TOGETHER = 2, 4
"""What doubt costs: where the names alone speak for it, it weighs half; where one document has both, a quarter."""


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two that may be one. ``doubt`` divides what joining them would improve."""

    ids: tuple[str, str]
    reason: str
    doubt: int


def merges(
    standings: Mapping[File, Mapping[str, Standing]], articles: Sequence[Article], records: Authorities, refusals: Refusals, ids: Ids
) -> Iterator[Suggestion]:
    """Groups to join. Two with a record each were told apart by a person, and stay so."""
    found = _left_open(standings, articles, records)
    for file, known in standings.items():
        pairs = found[file]
        if file == "people":
            seen = {frozenset(pair.ids) for pair in pairs}
            pairs += [pair for pair in _alike(known, records) if frozenset(pair.ids) not in seen]
        still_open = [pair for pair in pairs if not _apart(known[pair.ids[0]], known[pair.ids[1]], refusals, records)]
        yield from _groups(known, still_open, records, refusals, ids)


def _groups(
    standings: Mapping[str, Standing], pairs: Sequence[_Pair], records: Authorities, refusals: Refusals, ids: Ids
) -> Iterator[Suggestion]:
    """The pairs put together, the surest first, as long as nobody is in a group with whom he cannot be one."""
    group_of = {id_: {id_} for id_ in standings}
    kept = []
    for pair in sorted(pairs, key=lambda pair: (pair.doubt, pair.ids)):
        one, other = (group_of[id_] for id_ in pair.ids)
        if one is other:
            kept.append(pair)
            continue
        if sum(standings[id_].known for id_ in one | other) > 1:
            continue
        if any(_apart(standings[a], standings[b], refusals, records) for a in one for b in other):
            continue
        group_of.update(dict.fromkeys(one | other, one | other))
        kept.append(pair)
    for group in sorted({tuple(sorted(group)) for group in group_of.values() if len(group) > 1}):
        ordered = sorted(group, key=lambda id_: (not standings[id_].known, not standings[id_].full_names, -standings[id_].mentions, id_))
        yield _merge([standings[id_] for id_ in ordered], [pair for pair in kept if set(pair.ids) <= set(group)], records, ids)


def _apart(first: Standing, second: Standing, refusals: Refusals, records: Authorities) -> bool:
    """Whether a person has told the two apart, or refused to join them; or a writer names two people in one paragraph."""
    if records.tell_apart(first.kind, first.id, second.id):
        return True
    held = getattr(records, first.kind)
    named = [(*standing.names, *_names(held.get(standing.id))) for standing in (first, second)]
    if refusals.merge(first.kind, *named):
        return True
    return first.kind == "people" and bool(set().union(*first.paragraphs.values()) & set().union(*second.paragraphs.values()))


def _names(record: Record | None) -> tuple[str, ...]:
    return (record.label, *record.variants) if record is not None else ()


# ---- pairs ---------------------------------------------------------------------------------------------------------------


def _left_open(
    standings: Mapping[File, Mapping[str, Standing]], articles: Sequence[Article], records: Authorities
) -> dict[File, list[_Pair]]:
    """What the evidence of all documents was too weak to join."""
    documents = [Document(a.slug, a.body, a.front.date, a.standoff.entities, a.standoff.mentions) for a in articles if a.standoff]
    found: dict[File, list[_Pair]] = {file: [] for file in standings}
    for pair in likely(documents, records):
        file = GATHERED[pair.kind]
        first, second = standings[file].get(pair.first_id), standings[file].get(pair.second_id)
        if first is not None and second is not None:
            found[file].append(_pair(first, second, "; ".join(map(_told, pair.reasons)), doubtful=len(pair.reasons) < _SEVERAL))
    return found


def _told(reason: Evidence) -> str:
    where = f" ({reason.note})" if reason.note else ""
    return f"{reason.rule}: {reason.text}{where}"


def _alike(people: Mapping[str, Standing], records: Authorities) -> Iterator[_Pair]:
    """People with names that are alike enough; of weakly alike names only those with an office in common."""
    seen = set()
    for block in _blocks(people).values():
        for pair in combinations(sorted(block), 2):
            if pair in seen:
                continue
            seen.add(pair)
            first, second = people[pair[0]], people[pair[1]]
            likeness = max((names_alike(a, b) for a in _full(first, records) for b in _full(second, records)), default=Likeness.NONE)
            offices = sorted(first.offices() & second.offices())
            if likeness is Likeness.STRONG or (likeness is Likeness.WEAK and offices):
                said = "the same letters or sounds" if likeness is Likeness.STRONG else "like letters"
                beside = f"both stand beside: {', '.join(offices)}" if offices else "no office in common"
                reason = f"{first.label} and {second.label}: {said}; {beside}"
                yield _pair(first, second, reason, doubtful=likeness is Likeness.WEAK)


def _blocks(people: Mapping[str, Standing]) -> dict[tuple[str, str], set[str]]:
    """People who share the sound of a first or a last word: only they are compared."""
    blocks: dict[tuple[str, str], set[str]] = defaultdict(set)
    for id_, standing in people.items():
        for name in standing.full_names:
            words = name_words(name)
            for key in (("first", sound(words[0])), ("last", sound(words[-1])), ("all", " ".join(sorted(map(fold, words))))):
                blocks[key].add(id_)
    return blocks


def _full(standing: Standing, records: Authorities) -> list[str]:
    """The full names of somebody: those in the texts and, for a known person, those of the record."""
    names = [*standing.names, *_names(records.people.get(standing.id))]
    return [name for name in dict.fromkeys(names) if len(name_words(name)) > 1]


def _pair(first: Standing, second: Standing, reason: str, *, doubtful: bool) -> _Pair:
    both = sorted(set(first.documents) & set(second.documents))
    together = f"; both named in {some(both)}, so they may be two" if both else ""
    ids = (min(first.id, second.id), max(first.id, second.id))
    return _Pair(ids, reason + together, (_WEAK if doubtful else 1) * (_TOGETHER if both else 1))


# ---- the suggestion ------------------------------------------------------------------------------------------------------


def _merge(group: Sequence[Standing], pairs: Sequence[_Pair], records: Authorities, ids: Ids) -> Suggestion:
    main, *others = group
    what = SINGULARS[main.kind]
    names = [name for standing in group for name in standing.full_names or standing.names]
    known = getattr(records, main.kind).get(main.id)
    remarks = offices_to_check(group) if known is None else ()
    record = draft(main, names, records, ids) if known is None else with_names(known, names)
    asked = f"one {what} under several names?" if known is None else f"another name of {a(what)} with a record? In place of that record:"
    places = [f"{s.label}: {counted(s.mentions, 'mention')} in {some(s.documents)}" for s in group]
    return Suggestion(
        what="merge",
        file=main.kind,
        about=tuple(standing.id for standing in group),
        names=tuple(standing.label for standing in group),
        changes=(Change(main.kind, record, remarks),),
        reasons=(asked, *(pair.reason for pair in pairs), *places, *_of_surnames(others)),
        documents=in_all(standing.documents for standing in others),
        statements=sum(standing.statements for standing in others),
        evidence=tuple(quote for standing in group for quote in standing.passages(standing.full_names or standing.names)),
        apart=_told_apart(group, records, ids) if all(standing.full_names for standing in group) else (),
        doubt=max(pair.doubt for pair in pairs),
    )


def _of_surnames(others: Sequence[Standing]) -> tuple[str, ...]:
    """What it means to give a person a surname as a variant."""
    alone = [standing.label for standing in others if not standing.full_names]
    return (f"as a variant, {' or '.join(alone)} alone means this person in every document that names nobody else so",) if alone else ()


def _told_apart(group: Sequence[Standing], records: Authorities, ids: Ids) -> tuple[Change, ...]:
    """A record for each, which says that the others are somebody else."""
    held = [(s, getattr(records, s.kind).get(s.id)) for s in group]
    every = [(s, record or draft(s, s.full_names or s.names, records, ids), () if record else offices_to_check([s])) for s, record in held]
    return tuple(
        Change(standing.kind, _not_the_same(record, [other.id for _, other, _ in every]), remarks) for standing, record, remarks in every
    )


def _not_the_same(record: Record, ids: Iterable[str]) -> Record:
    others = [id_ for id_ in ids if id_ != record.id]
    return msgspec.structs.replace(record, not_same_as=tuple(dict.fromkeys([*record.not_same_as, *others])))
