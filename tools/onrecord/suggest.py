"""What is worth a person's decision, from what was built: spellings to join, people, organizations and outlets without a record.

Everything here is a proposal with its evidence. Nothing is joined by itself, and a suggested record holds only what stands
in the documents: offices are given as the words beside the name, without a term, for somebody to check.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any, Literal

import msgspec

from onrecord.alike import Likeness, name_words, names_alike, sound
from onrecord.annotate.knowledge import vocabulary
from onrecord.annotate.tokens import fold
from onrecord.articles import Article
from onrecord.authorities import Authorities, Organization, Outlet, Person
from onrecord.offices import titles_beside
from onrecord.records import EntityKind
from onrecord.slugs import slug, unique

File = Literal["people", "organizations", "outlets"]

_FEW_DOCUMENTS = 2
"""An organization or a silent person that fewer documents name is left to the reader."""
_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A record to paste into an authority file, with the reason and the evidence, one line each; ``unsure`` lines follow it."""

    file: File
    record: Mapping[str, Any]
    reasons: tuple[str, ...]
    unsure: tuple[str, ...] = ()


def suggest(articles: Sequence[Article], authorities: Authorities, limit: int = 20) -> tuple[Suggestion, ...]:
    """At most ``limit`` suggestions of each kind, the best first: names to join, people, organizations, outlets."""
    people, organizations = _gather(articles, "person"), _gather(articles, "organization")
    merges = list(_merges(people, authorities))
    joined = {id_ for group in merges for id_ in group.ids}
    ids = {kind: _Ids(kept) for kind, kept in (("people", authorities.people), ("organizations", authorities.organizations))}
    return (
        *(_merge(group, people, authorities, ids["people"]) for group in merges[:limit]),
        *(_person(s, ids["people"]) for s in _worth_a_record(s for s in people.values() if s.id not in joined)[:limit]),
        *(_organization(s, ids["organizations"]) for s in _worth_a_record(organizations.values())[:limit]),
        *list(_outlets(articles, authorities))[:limit],
    )


class _Ids:
    """Ids for new records: the one the pages have already, or a longer one where a record has taken it."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = set(taken)

    def new(self, wanted: str, kind: str) -> str:
        id_ = unique(slug(wanted), kind, self._taken)
        self._taken.add(id_)
        return id_


# ---- what the documents say of each ------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Standing:
    """An entity across the corpus. ``names`` and ``titles`` count the words that stand in the texts."""

    id: str
    known: bool
    names: Counter[str] = field(default_factory=Counter)
    titles: Counter[str] = field(default_factory=Counter)
    documents: list[str] = field(default_factory=list)
    statements: int = 0

    @property
    def label(self) -> str:
        """The full name used most; among equals the longest. A name in capitals gives way to the same in mixed case."""
        mixed = {name.casefold() for name in self.names if not name.isupper()}
        fit = [name for name in self.names if not name.isupper() or name.casefold() not in mixed]
        return min(fit, key=lambda name: (-self.names[name] if " " in name else 0, -len(name), name))

    @property
    def mentions(self) -> int:
        return self.names.total()

    @property
    def offices(self) -> set[str]:
        """Folded words of offices beside the name: ``general``, ``minister``; forms of address tell nothing."""
        return {fold(word) for title in self.titles for word in title.split() if (fold(word),) in vocabulary().offices}


def _gather(articles: Iterable[Article], kind: EntityKind) -> dict[str, _Standing]:
    found: dict[str, _Standing] = {}
    for article in articles:
        standoff = article.standoff
        for entity in standoff.entities if standoff else ():
            if entity.kind == kind:
                found.setdefault(entity.id, _Standing(entity.id, entity.known)).documents.append(article.slug)
        named = [mention for mention in standoff.mentions if mention.kind == kind] if standoff else []
        for number, mention in enumerate(named):
            standing = found[mention.entity]
            standing.names[article.body[mention.start : mention.end]] += 1
            if kind == "person":
                left = named[number - 1].end if number else 0
                right = named[number + 1].start if number + 1 < len(named) else len(article.body)
                standing.titles.update(titles_beside(article.body[:right], mention.start, mention.end, left))
        for statement in standoff.statements if standoff else ():
            if statement.speaker_kind == kind and statement.speaker in found:
                found[statement.speaker].statements += 1
    return {id_: standing for id_, standing in found.items() if standing.names}


def _variants(standing: _Standing, label: str) -> tuple[str, ...]:
    """The other names, the most frequent first, without those that differ from a kept one in capitals only."""
    kept = {label.casefold(): label}
    for name, _ in standing.names.most_common():
        kept.setdefault(name.casefold(), name)
    return tuple(kept.values())[1:]


# ---- names to join -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Group:
    """People who may be one; ``ids[0]`` is the one with a record, or the one named most."""

    ids: tuple[str, ...]
    reasons: tuple[str, ...]
    rank: tuple[int, int]


def _merges(people: Mapping[str, _Standing], authorities: Authorities) -> Iterator[_Group]:
    """Groups of people to join, the surest first. Two people with a record each were told apart by a person, and stay so."""
    group_of = {id_: {id_} for id_ in people}
    reasons: dict[frozenset[str], list[str]] = defaultdict(list)
    strength: dict[str, int] = {}
    for likeness, first, second in sorted(_pairs(people, authorities), key=lambda pair: (-pair[0], pair[1], pair[2])):
        joined = group_of[first] | group_of[second]
        if sum(people[id_].known for id_ in joined) > 1:
            continue
        for id_ in joined:
            group_of[id_] = joined
            strength[id_] = min(likeness, strength.get(id_, likeness))
        reasons[frozenset((first, second))].append(_reason(people[first], people[second], likeness))
    groups = {frozenset(ids) for ids in group_of.values() if len(ids) > 1}
    found = []
    for ids in groups:
        ordered = sorted(ids, key=lambda id_: (not people[id_].known, -people[id_].mentions, id_))
        why = tuple(line for pair, lines in sorted(reasons.items(), key=lambda item: sorted(item[0])) if pair <= ids for line in lines)
        found.append(_Group(tuple(ordered), why, (-min(strength[id_] for id_ in ids), -sum(people[id_].mentions for id_ in ids))))
    yield from sorted(found, key=lambda group: (group.rank, group.ids))


def _pairs(people: Mapping[str, _Standing], authorities: Authorities) -> Iterator[tuple[Likeness, str, str]]:
    """Pairs that are alike enough; of weakly alike names only those with an office in common."""
    seen = set()
    for block in _blocks(people).values():
        for pair in combinations(sorted(block), 2):
            if pair in seen:
                continue
            seen.add(pair)
            first, second = people[pair[0]], people[pair[1]]
            if (first.known and second.known) or _told_apart(pair, authorities):
                continue
            likeness = max(
                (names_alike(a, b) for a in _full(first, authorities) for b in _full(second, authorities)), default=Likeness.NONE
            )
            if likeness is Likeness.STRONG or (likeness is Likeness.WEAK and first.offices & second.offices):
                yield likeness, *pair


def _blocks(people: Mapping[str, _Standing]) -> dict[tuple[str, str], set[str]]:
    """People who share the sound of a first or a last word: only they are compared."""
    blocks: dict[tuple[str, str], set[str]] = defaultdict(set)
    for id_, standing in people.items():
        for name in standing.names:
            words = name_words(name)
            if len(words) > 1:
                for key in (("first", sound(words[0])), ("last", sound(words[-1])), ("all", " ".join(sorted(map(fold, words))))):
                    blocks[key].add(id_)
    return blocks


def _full(standing: _Standing, authorities: Authorities) -> list[str]:
    """The full names of somebody: those in the texts and, for a known person, those of the record."""
    record = authorities.people.get(standing.id)
    names = [*standing.names, *((record.label, *record.variants) if record else ())]
    return [name for name in dict.fromkeys(names) if len(name_words(name)) > 1]


def _told_apart(pair: tuple[str, str], authorities: Authorities) -> bool:
    records = [authorities.people.get(id_) for id_ in pair]
    return any(record is not None and other in record.not_same_as for record, other in zip(records, reversed(pair), strict=True))


def _reason(first: _Standing, second: _Standing, likeness: Likeness) -> str:
    offices = sorted(first.offices & second.offices)
    both = sorted(set(first.documents) & set(second.documents))
    said = "the same letters or sounds" if likeness is Likeness.STRONG else "like letters"
    parts = [f"{first.label} and {second.label}: {said}"]
    parts.append(f"both stand beside: {', '.join(offices)}" if offices else "no office in common")
    if both:
        parts.append(f"named side by side in {_some(both)}, so they may be two people")
    return "; ".join(parts)


def _merge(group: _Group, people: Mapping[str, _Standing], authorities: Authorities, ids: _Ids) -> Suggestion:
    standings = [people[id_] for id_ in group.ids]
    places = tuple(f"{s.label}: {_count(s.mentions, 'mention')} in {_some(s.documents)}" for s in standings)
    found = [name for standing in standings for name, _ in standing.names.most_common() if len(name_words(name)) > 1]
    record = authorities.people.get(group.ids[0])
    if record is not None:
        new = tuple(name for name in dict.fromkeys(found) if name not in (record.label, *record.variants))
        changed = msgspec.structs.replace(record, variants=(*record.variants, *new))
        return Suggestion(
            "people", _plain(changed), ("another spelling of a person with a record? In place of that record:", *group.reasons, *places)
        )
    label = standings[0].label
    others = [name for name in dict.fromkeys(found) if name != label]
    new_record = Person(id=ids.new(group.ids[0], "person"), label=label, variants=tuple(others))
    return Suggestion("people", _plain(new_record), ("one person under several spellings?", *group.reasons, *places), _offices(standings))


def _plain(record: Any) -> dict[str, Any]:
    """A record as it is written by hand: without what is empty."""
    builtins = msgspec.to_builtins(record)
    return {key: [_trim(item) for item in value] if isinstance(value, list | tuple) else value for key, value in _trim(builtins).items()}


def _trim(value: Any) -> Any:
    return {key: held for key, held in value.items() if held not in (None, [], (), False)} if isinstance(value, dict) else value


# ---- without a record ----------------------------------------------------------------------------------------------------


def _worth_a_record(standings: Iterable[_Standing]) -> list[_Standing]:
    """Those without a record who speak, or whom several documents name; who speaks most comes first."""
    found = [s for s in standings if not s.known and (s.statements or len(s.documents) >= _FEW_DOCUMENTS)]
    return sorted(found, key=lambda s: (-s.statements, -len(s.documents), -s.mentions, s.id))


def _person(standing: _Standing, ids: _Ids) -> Suggestion:
    variants = tuple(name for name in _variants(standing, standing.label) if len(name_words(name)) > 1)
    record = Person(id=ids.new(standing.id, "person"), label=standing.label, variants=variants)
    return Suggestion("people", _plain(record), (_standing_reason("a person", standing),), _offices([standing]))


def _organization(standing: _Standing, ids: _Ids) -> Suggestion:
    record = Organization(id=ids.new(standing.id, "organization"), label=standing.label, variants=_variants(standing, standing.label))
    return Suggestion("organizations", _plain(record), (_standing_reason("an organization", standing),))


def _standing_reason(what: str, standing: _Standing) -> str:
    counts = [_count(standing.statements, "statement"), _count(standing.mentions, "mention")]
    return f"{what} without a record: {', '.join(counts)} in {_some(standing.documents)}"


def _offices(standings: Iterable[_Standing]) -> tuple[str, ...]:
    """Lines for ``offices``, to be uncommented once checked: the words beside the name, the most frequent first."""
    titles: Counter[str] = Counter()
    for standing in standings:
        titles.update(standing.titles)
    if not titles:
        return ()
    shown = sorted(titles.items(), key=lambda item: (-item[1], item[0]))[:_SHOWN]
    return (
        "what stands beside the name; once checked, with its term:",
        "offices:",
        *(f"  - office: {title}  # {_count(n, 'time')}" for title, n in shown),
    )


def _outlets(articles: Sequence[Article], authorities: Authorities) -> Iterator[Suggestion]:
    known = {name.casefold() for record in authorities.outlets.values() for name in (record.label, *record.variants, *record.domains)}
    found: dict[tuple[str, bool], list[str]] = defaultdict(list)
    for article in articles:
        for name, host in ((article.front.outlet, False), (article.front.host, True)):
            if name and name.casefold() not in known:
                found[name, host].append(article.slug)
    ids = _Ids(authorities.outlets)
    for (name, host), documents in sorted(found.items(), key=lambda item: (-len(item[1]), item[0])):
        record = Outlet(id=ids.new(name, "outlet"), label=name, host=host)
        yield Suggestion("outlets", _plain(record), (f"{'a host' if host else 'an outlet'} without a record: {_some(documents)}",))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _some(documents: Sequence[str]) -> str:
    shown = ", ".join(documents[:_SHOWN])
    return f"{_count(len(documents), 'document')} ({shown}{', …' if len(documents) > _SHOWN else ''})"
