"""Names that may be one person's: proposed to be joined, never joined here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import msgspec

from onrecord.alike import Likeness, name_words, names_alike, sound
from onrecord.annotate.tokens import fold
from onrecord.authorities import Authorities, Person
from onrecord.decisions import Change
from onrecord.refusals import Refusals
from onrecord.suggest.proposals import File, Ids, Suggestion, counted, in_all, some
from onrecord.suggest.standings import Standing, offices_to_check

_WEAK, _TOGETHER = 2, 4
"""What doubt costs: names that are only alike weigh half, those of one document a quarter."""


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two people who may be one. ``doubt`` divides what joining them would improve."""

    ids: frozenset[str]
    reason: str
    doubt: int


def merges(standings: Mapping[File, Mapping[str, Standing]], records: Authorities, refusals: Refusals, ids: Ids) -> Iterator[Suggestion]:
    """Groups of people to join. Two people with a record each were told apart by a person, and stay so."""
    people = standings["people"]
    group_of = {id_: {id_} for id_ in people}
    kept: list[_Pair] = []
    for pair in sorted(_pairs(people, records, refusals), key=lambda pair: (pair.doubt, sorted(pair.ids))):
        first, second = sorted(pair.ids)
        joined = group_of[first] | group_of[second]
        if sum(people[id_].known for id_ in joined) > 1 or _two_of(joined - group_of[first], group_of[first], people, refusals, records):
            continue
        group_of.update(dict.fromkeys(joined, joined))
        kept.append(pair)
    for group in sorted({tuple(sorted(ids)) for ids in group_of.values() if len(ids) > 1}):
        ordered = sorted(group, key=lambda id_: (not people[id_].known, -people[id_].mentions, id_))
        yield _merge([people[id_] for id_ in ordered], [pair for pair in kept if pair.ids <= set(group)], records, ids)


def _two_of(
    newcomers: Iterable[str], group: Iterable[str], people: Mapping[str, Standing], refusals: Refusals, records: Authorities
) -> bool:
    """Whether a group would hold two who are two."""
    others = list(group)
    return any(_apart(people[a], people[b], refusals, records) for a in newcomers for b in others)


def _pairs(people: Mapping[str, Standing], records: Authorities, refusals: Refusals) -> Iterator[_Pair]:
    """Pairs that are alike enough; of weakly alike names only those with an office in common."""
    seen = set()
    for block in _blocks(people).values():
        for ids in combinations(sorted(block), 2):
            if ids in seen:
                continue
            seen.add(ids)
            first, second = people[ids[0]], people[ids[1]]
            if (first.known and second.known) or _apart(first, second, refusals, records):
                continue
            likeness = max((names_alike(a, b) for a in _full(first, records) for b in _full(second, records)), default=Likeness.NONE)
            if likeness is Likeness.STRONG or (likeness is Likeness.WEAK and first.offices() & second.offices()):
                yield _pair(first, second, likeness)


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
    record = records.people.get(standing.id)
    names = [*standing.names, *((record.label, *record.variants) if record else ())]
    return [name for name in dict.fromkeys(names) if len(name_words(name)) > 1]


def _apart(first: Standing, second: Standing, refusals: Refusals, records: Authorities) -> bool:
    """Whether a person has told the two apart, or refused to join them, or a writer names them side by side in one paragraph."""
    pair = (first.id, second.id)
    told = [records.people.get(id_) for id_ in pair]
    if any(record is not None and other in record.not_same_as for record, other in zip(told, reversed(pair), strict=True)):
        return True
    if refusals.merge("people", _full(first, records), _full(second, records)):
        return True
    return bool(set().union(*first.paragraphs.values()) & set().union(*second.paragraphs.values()))


def _pair(first: Standing, second: Standing, likeness: Likeness) -> _Pair:
    offices = sorted(first.offices() & second.offices())
    both = sorted(set(first.documents) & set(second.documents))
    said = "the same letters or sounds" if likeness is Likeness.STRONG else "like letters"
    parts = [f"{first.label} and {second.label}: {said}"]
    parts.append(f"both stand beside: {', '.join(offices)}" if offices else "no office in common")
    if both:
        parts.append(f"both named in {some(both)}, so they may be two people")
    doubt = (1 if likeness is Likeness.STRONG else _WEAK) * (_TOGETHER if both else 1)
    return _Pair(frozenset((first.id, second.id)), "; ".join(parts), doubt)


def _merge(group: Sequence[Standing], pairs: Sequence[_Pair], records: Authorities, ids: Ids) -> Suggestion:
    main, *others = group
    names = [name for standing in group for name in standing.full_names]
    known = records.people.get(main.id)
    if known is not None:
        change = _with_variants(known, names)
        asked = "another spelling of a person with a record? In place of that record:"
    else:
        change = Change("people", _new(main, names, ids), offices_to_check(group))
        asked = "one person under several spellings?"
    places = [f"{s.label}: {counted(s.mentions, 'mention')} in {some(s.documents)}" for s in group]
    return Suggestion(
        what="merge",
        file="people",
        about=tuple(standing.id for standing in group),
        names=tuple(standing.label for standing in group),
        changes=(change,),
        reasons=(asked, *(pair.reason for pair in pairs), *places),
        documents=in_all(standing.documents for standing in others),
        statements=sum(standing.statements for standing in others),
        evidence=tuple(quote for standing in group for quote in standing.passages(standing.full_names)),
        apart=_told_apart(group, records, ids),
        doubt=max(pair.doubt for pair in pairs),
    )


def _with_variants(record: Person, names: Sequence[str]) -> Change:
    new = [name for name in dict.fromkeys(names) if name not in (record.label, *record.variants)]
    return Change("people", msgspec.structs.replace(record, variants=(*record.variants, *new)))


def _new(standing: Standing, names: Sequence[str], ids: Ids) -> Person:
    label = standing.label
    others = [name for name in dict.fromkeys(names) if name != label]
    return Person(id=ids.new("people", standing.id, "person"), label=label, variants=tuple(others))


def _told_apart(group: Sequence[Standing], records: Authorities, ids: Ids) -> tuple[Change, ...]:
    """A record for each, which says that the others are somebody else."""
    held = {s.id: records.people.get(s.id) or _new(s, s.full_names, ids) for s in group}
    every = [person.id for person in held.values()]
    return tuple(
        Change(
            "people",
            msgspec.structs.replace(
                person, not_same_as=tuple(dict.fromkeys([*person.not_same_as, *(other for other in every if other != person.id)]))
            ),
            () if standing.id in records.people else offices_to_check([standing]),
        )
        for standing, person in zip(group, held.values(), strict=True)
    )
