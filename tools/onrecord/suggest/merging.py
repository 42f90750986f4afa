"""Names that may be those of one: proposed to be joined, two at a time, never joined here.

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
from onrecord.annotate.fullnames import full_name
from onrecord.annotate.tokens import fold
from onrecord.articles import Article
from onrecord.authorities import Authorities, Record
from onrecord.decisions import Change
from onrecord.records import SINGULARS, Evidence
from onrecord.refusals import Refusals
from onrecord.relate.bearers import Document
from onrecord.relate.joining import likely
from onrecord.relate.people import RULES, contradict
from onrecord.suggest.drafts import draft, with_names
from onrecord.suggest.proposals import File, Ids, Suggestion, a, counted, some
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
    """Two to join at a time, each pair with its own reasons. Two with a record each were told apart by a person, and stay so."""
    found = _left_open(standings, articles, records)
    for file, known in standings.items():
        pairs = found[file]
        if file == "people":
            seen = {frozenset(pair.ids) for pair in pairs}
            pairs += [pair for pair in _alike(known, records) if frozenset(pair.ids) not in seen]
        for pair in pairs:
            first, second = (known[id_] for id_ in pair.ids)
            if _apart(first, second, refusals, records):
                continue
            main, other = sorted((first, second), key=lambda s: (not s.known, not s.full_names, -s.mentions, s.id))
            if other.full_names or _told_by_office(main, other):
                yield _merge(main, other, pair, records, ids)


def _told_by_office(main: Standing, other: Standing) -> bool:
    """Whether a record of somebody would find a surname alone as well: by the office beside it, never by the surname."""
    named = full_name(main.label)
    return named is not None and not main.known and fold(other.label) == named.family and bool(other.offices())


def _apart(first: Standing, second: Standing, refusals: Refusals, records: Authorities) -> bool:
    """Whether the two stay two: a person has told them apart or refused to join them, their names contradict, one paragraph has both."""
    if (first.known and second.known) or records.tell_apart(first.kind, first.id, second.id):
        return True
    held = getattr(records, first.kind)
    named = [(*standing.names, *_names(held.get(standing.id))) for standing in (first, second)]
    if refusals.merge(first.kind, *named):
        return True
    if first.kind != "people":
        return False
    return contradict(*named) or bool(set().union(*first.paragraphs.values()) & set().union(*second.paragraphs.values()))


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
            found[file].append(_pair(first, second, "; ".join(map(_told, pair.reasons)), doubtful=_doubtful(pair.reasons)))
    return found


def _doubtful(reasons: Sequence[Evidence]) -> bool:
    """Whether one reason is all there is, and not the surest: the same name but for a middle name or a short form."""
    return len(reasons) < _SEVERAL and reasons[0].rule not in (RULES["letters"], RULES["middle"], RULES["short"])


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


def _merge(main: Standing, other: Standing, pair: _Pair, records: Authorities, ids: Ids) -> Suggestion:
    what, both = SINGULARS[main.kind], (main, other)
    names = [name for standing in both for name in standing.full_names]
    known = getattr(records, main.kind).get(main.id)
    remarks = offices_to_check(both) if known is None else ()
    record = draft(main, names, records, ids) if known is None else with_names(known, names)
    asked = f"one {what} under several names?" if known is None else f"another name of {a(what)} with a record? In place of that record:"
    places = [f"{s.label}: {counted(s.mentions, 'mention')} in {some(s.documents)}" for s in both]
    return Suggestion(
        what="merge",
        file=main.kind,
        about=tuple(standing.id for standing in both),
        names=tuple(standing.label for standing in both),
        changes=(Change(main.kind, record, remarks),),
        reasons=(asked, pair.reason, *places, *(() if other.full_names else (_of_a_surname(other),))),
        documents=len(other.documents),
        statements=other.statements,
        evidence=tuple(quote for standing in both for quote in standing.passages(standing.full_names or standing.names)),
        apart=_told_apart(both, records, ids) if other.full_names else (),
        doubt=pair.doubt,
    )


def _of_a_surname(other: Standing) -> str:
    """Why a surname is no variant, and what finds it."""
    offices = ", ".join(sorted(other.offices()))
    return f"{other.label} alone is not written as a variant, for others bear it; with the office ({offices}) in the record it is found"


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
