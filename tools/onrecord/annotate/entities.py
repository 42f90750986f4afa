"""Names → entities of the document: which names mean the same person, organization or place.

Within a document a full name is the same person wherever it stands, and a surname alone is the last person named with it.
Across documents only ids join: two documents that name a person in the same words name the same id.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

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
    people: dict[str, list[Member]] = defaultdict(list)
    ids = _ids_of_people(names, knowledge)
    for name in names:
        id_ = ids.get(name.text) if name.kind == "person" else name.id
        if name.kind == "person" and id_ is None:
            bearers = people.get(surname(name.text), [])
            id_ = bearers[-1].id if bearers else person_id(name.text)
        key = name.kind, id_ or slug(name.text)
        member = members.get(key)
        if member is None:
            label = knowledge.labels.get(key, name.text)
            member = members[key] = Member(name.kind, key[1], label, key in knowledge.known)
        if name.kind == "person" and (not people[surname(name.text)] or people[surname(name.text)][-1] is not member):
            people[surname(name.text)].append(member)
        member.mentions.append(name)
        member.titles |= name.titles
        member.gender = member.gender or name.gender or _gender(name)
        by_name[name.start] = member
    return Cast(tuple(members.values()), by_name)


def _gender(name: Name) -> str:
    """What a given name tells, when it is a woman's or a man's only: it decides whom "she" and "he" can mean, nothing else."""
    first = fold(name.text.split()[0]) if name.kind == "person" and " " in name.text else ""
    return "f" if first in vocabulary().female else "m" if first in vocabulary().male else ""


def _ids_of_people(names: Sequence[Name], knowledge: Knowledge) -> dict[str, str]:
    """Name as it stands → id, for full names, and for a title with a surname that an authority record's office explains."""
    found: dict[str, str] = {}
    fuller: dict[tuple[str, str], str] = {}
    for name in names:
        if name.kind != "person" or name.text in found:
            continue
        words = name.text.split()
        if name.id:
            found[name.text] = name.id
        elif len(words) > 1:
            # "John Q. Public" and "John Public" are one person; the form named first gives the id.
            found[name.text] = fuller.setdefault((fold(words[0]), surname(name.text)), person_id(name.text))
        elif name.rule == "title before the name" and (known := _by_office(name, knowledge)):
            found[name.text] = known
    return found


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
