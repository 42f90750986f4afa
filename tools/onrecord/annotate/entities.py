"""Names → entities of the document: which names mean the same person, organization or place.

Within a document a full name is the same person wherever it stands, and a surname alone is the last person named with it.
Across documents only ids join: two documents that name a person in the same words name the same id.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from onrecord.annotate.fullnames import FullName, contradict, full_forms, full_name
from onrecord.annotate.knowledge import Knowledge, person_id, vocabulary
from onrecord.annotate.names import Name, surname
from onrecord.annotate.tokens import fold
from onrecord.records import Entity, EntityKind, Mention
from onrecord.slugs import slug


@dataclass(slots=True)
class Member:
    """A person, organization or place while the document is read: its names so far, and the offices that stood beside them."""

    kind: EntityKind
    id: str
    name: str
    known: bool
    mentions: list[Name] = field(default_factory=list)
    titles: set[str] = field(default_factory=set)
    gender: str = ""

    def entity(self) -> Entity:
        """The frozen record."""
        variants = dict.fromkeys(mention.text for mention in self.mentions)
        return Entity(self.kind, self.id, self.name, tuple(variants), self.known)


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody and everything a document names, in order of appearance."""

    members: tuple[Member, ...]
    by_name: dict[int, Member]
    """Offset of a name → whom or what it names."""

    def mentions(self) -> list[Mention]:
        """One mention for each name, in the order of the text."""
        found = [Mention(n.start, n.end, m.kind, m.id, n.rule) for m in self.members for n in m.mentions]
        return sorted(found, key=lambda mention: mention.start)

    def people(self) -> list[Member]:
        """The people."""
        return [member for member in self.members if member.kind == "person"]


def gather(names: Sequence[Name], knowledge: Knowledge) -> Cast:
    """Join the names of a document into its cast."""
    members: dict[tuple[str, str], Member] = {}
    by_name: dict[int, Member] = {}
    names = _settled(names)
    ids = _ids_of_people(names, knowledge)
    for name in names:
        key = name.kind, ids[name.start] if name.kind == "person" else name.id or slug(name.text) or name.kind
        member = members.get(key)
        if member is None:
            label = knowledge.labels.get(key, name.text) if name.kind == "place" or key in knowledge.known else name.text
            member = members[key] = Member(name.kind, key[1], label, key in knowledge.known)
        if not member.known and " " not in member.name and " " in name.text:
            member.name = name.text  # the headline may have the surname alone
        if name.kind == "event" and not member.known and member.name not in knowledge.labels.values() and len(name.text) > len(member.name):
            member.name = name.text
        member.mentions.append(name)
        member.titles |= name.titles
        member.gender = member.gender or name.gender or _gender(name)
        by_name[name.start] = member
    return Cast(tuple(members.values()), by_name)


def _settled(names: Sequence[Name]) -> list[Name]:
    """The names with their kinds settled by the whole document.

    What looks like a person but begins the name of an organization ("Sample Example" of "Sample Example and Co") is that
    organization; a place of one word that is the surname of somebody named in full is that person.
    """
    firms = {name.text: name for name in names if name.kind == "organization"}
    begun: dict[str, Name] = {}
    for text, firm in firms.items():
        for space in re.finditer(" ", text):
            begun.setdefault(text[: space.start()], firm)
    surnames = {surname(name.text) for name in names if name.kind == "person" and " " in name.text}
    settled = []
    for name in names:
        whole = begun.get(name.text) if name.kind == "person" and " " in name.text else None
        if whole is not None and not name.titles:
            settled.append(replace(name, kind="organization", id=whole.id or slug(whole.text), rule="begins the name of an organization"))
        elif name.kind == "place" and " " not in name.text and fold(name.text) in surnames:
            settled.append(replace(name, kind="person", id=None, rule="surname"))
        else:
            settled.append(name)
    return settled


def _gender(name: Name) -> str:
    """What a given name tells, when it is a woman's or a man's only: it decides whom "she" and "he" can mean, nothing else."""
    first = fold(name.text.split()[0]) if name.kind == "person" and " " in name.text else ""
    return "f" if first in vocabulary().female else "m" if first in vocabulary().male else ""


def _ids_of_people(names: Sequence[Name], knowledge: Knowledge) -> dict[int, str]:
    """Offset of each person's name → id.

    A full name is the same person everywhere in the document. A surname alone is the last of its bearers named before, one
    whose title stands with it before all; where none was named before, the one who is named in full later, or the known
    holder of the office that stands with it. A given name alone is the only one who bears it.
    """
    people = [name for name in names if name.kind == "person"]
    found = _ids_of_full_names(people)
    bearers: dict[str, dict[tuple[str, frozenset[str]], None]] = defaultdict(dict)  # the one named last comes last, each once
    genders: dict[str, str] = {}
    later = {surname(name.text): found[name.start] for name in reversed(people) if name.start in found}
    given = _by_given_name(people, found)
    for name in people:
        same = list(bearers[surname(name.text)])
        if name.start not in found:
            fitting = [bearer for bearer in same if not name.gender or genders.get(bearer[0], "") in ("", name.gender)]
            same = fitting or same  # "Mrs. Brandt" is not the Mr. Brandt named last
            titled = [id_ for id_, titles in same if titles & name.titles]
            known = None if same else later.get(surname(name.text)) or _by_office(name, knowledge) or given.get(fold(name.text))
            found[name.start] = titled[-1] if titled else same[-1][0] if same else known or person_id(name.text)
        genders.setdefault(found[name.start], name.gender or _gender(name))
        bearer = found[name.start], name.titles
        bearers[surname(name.text)].pop(bearer, None)
        bearers[surname(name.text)][bearer] = None
    return found


def _ids_of_full_names(people: Iterable[Name]) -> dict[int, str]:
    """Offset of each full name → id; the form named first gives it.

    "John Q. Public", "John Public" and "Johnny Public" are one person, unless the document also has a John R. Public: then
    each form is its own, as is John Public Jr.
    """
    full = {name.text: parsed for name in people if not name.id and (parsed := full_name(name.text))}
    by_family: dict[tuple[str, str], list[FullName]] = defaultdict(list)
    for parsed in dict.fromkeys(full.values()):
        by_family[parsed.family, parsed.generation].append(parsed)
    first: dict[FullName, str] = {}
    found = {}
    for name in people:
        parsed = full.get(name.text)
        if name.id or parsed is None:
            if name.id or len(name.text.split()) > 1:
                found[name.start] = name.id or person_id(name.text)
            continue
        like = _like(parsed, by_family[parsed.family, parsed.generation])
        rivals = any(contradict(one, other) for one, other in combinations(like, 2))
        key = parsed if rivals else like[0]
        found[name.start] = first.setdefault(key, person_id(name.text))
    return found


def _like(name: FullName, others: Sequence[FullName]) -> list[FullName]:
    """The full names of one surname that may be one person's by their given names, in the order of the text."""
    forms, reached = full_forms(name.given), 0
    while reached < len(forms):
        reached = len(forms)
        forms |= {form for other in others if not forms.isdisjoint(full_forms(other.given)) for form in full_forms(other.given)}
    return [other for other in others if other.given in forms]


def _by_given_name(people: Iterable[Name], found: Mapping[int, str]) -> dict[str, str]:
    """Given name, folded → id of the only person of the document who is named in full with it."""
    bearers: dict[str, set[str]] = defaultdict(set)
    for name in people:
        if name.start in found and (parsed := full_name(name.text)):
            bearers[parsed.given].add(found[name.start])
    return {given: next(iter(ids)) for given, ids in bearers.items() if len(ids) == 1}


def _by_office(name: Name, knowledge: Knowledge) -> str | None:
    """The one known person of this surname whose offices share a word with the title that stands before it."""
    bearers = []
    for id_ in knowledge.surnames.get(surname(name.text), ()):
        words = {
            fold(word)
            for office in knowledge.authorities.people[id_].offices
            for word in (*office.office.split(), *" ".join(office.titles).split())
        }
        if words & name.titles:
            bearers.append(id_)
    return bearers[0] if len(bearers) == 1 else None
