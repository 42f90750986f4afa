"""One entity whose documents show two people: names that do not go together, with different offices or side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from onrecord.alike import Likeness, names_alike
from onrecord.authorities import Authorities, Person
from onrecord.decisions import Change
from onrecord.refusals import Refusals
from onrecord.suggest.proposals import Ids, Suggestion, some
from onrecord.suggest.standings import Standing, offices_to_check


def splits(people: Iterable[Standing], records: Authorities, refusals: Refusals, ids: Ids) -> Iterator[Suggestion]:
    """People to part. A record that a person has written is only questioned where a writer names the two side by side."""
    for standing in people:
        main, *others = [standing.label, *(name for name in standing.full_names if name != standing.label)]
        for name in others:
            reason = _two(standing, main, name)
            if reason and not refusals.about("split", "people", [name]):
                yield _split(standing, main, [n for n in others if n == name or _nearer(n, name, main)], reason, records, ids)
                break


def _two(standing: Standing, first: str, second: str) -> str:
    """Why two names of one entity are two people's; empty where nothing says so."""
    if names_alike(first, second) is not Likeness.NONE or _part_of(first, second):
        return ""
    both = sorted(standing.paragraphs[first] & standing.paragraphs[second])
    if both:
        return f"{first} and {second} are named side by side in {some(list(dict.fromkeys(slug for slug, _ in both)))}"
    offices = standing.offices(first), standing.offices(second)
    if not standing.known and all(offices) and not offices[0] & offices[1]:
        told = [", ".join(sorted(found)) for found in offices]
        return f"beside {first} stands: {told[0]}; beside {second}: {told[1]}"
    return ""


def _part_of(first: str, second: str) -> bool:
    """Whether one name is the other with words left out."""
    shorter, longer = sorted((first.casefold().split(), second.casefold().split()), key=len)
    return set(shorter) <= set(longer)


def _nearer(name: str, first: str, second: str) -> bool:
    return names_alike(name, first) > names_alike(name, second)


def _split(standing: Standing, label: str, parted: Sequence[str], reason: str, records: Authorities, ids: Ids) -> Suggestion:
    other_id = ids.new("people", parted[0], "person")
    held = records.people.get(standing.id)
    if held is None:
        kept = [name for name in standing.full_names if name not in (label, *parted)]
        held = Person(id=ids.new("people", standing.id, "person"), label=label, variants=tuple(kept))
    stays = msgspec.structs.replace(
        held,
        variants=tuple(name for name in held.variants if name not in parted),
        not_same_as=tuple(dict.fromkeys([*held.not_same_as, other_id])),
    )
    goes = Person(id=other_id, label=parted[0], variants=tuple(parted[1:]), not_same_as=(held.id,))
    moved = {slug for name in parted for slug, _ in standing.paragraphs[name]}
    return Suggestion(
        what="split",
        file="people",
        about=(standing.id,),
        names=(parted[0], label),
        changes=(Change("people", stays), Change("people", goes, offices_to_check([standing], parted))),
        reasons=("two people under one record?" if standing.known else "two people taken for one?", reason),
        documents=len(moved),
        statements=0,
        evidence=(*standing.passages([label]), *standing.passages(parted)),
    )
