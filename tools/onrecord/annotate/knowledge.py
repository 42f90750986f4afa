"""What is known before a document is opened: authority records first, then the vocabulary, ready to be looked up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from onrecord.annotate.gazetteer import Gazetteer
from onrecord.annotate.subjects import Terms
from onrecord.annotate.tokens import fold
from onrecord.authorities import Authorities
from onrecord.slugs import slug
from onrecord.vocabulary import table, values, words

_KINDS = {"person": "people", "organization": "organizations", "place": "places"}


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Authority records and vocabulary as the annotators use them; built once for a run.

    ``labels`` maps (kind, id) to the preferred label; ``known`` holds the (kind, id) that have an authority record.
    """

    authorities: Authorities
    names: Gazetteer
    labels: Mapping[tuple[str, str], str]
    known: frozenset[tuple[str, str]]
    demonyms: Mapping[str, str]
    """Folded demonym → id of the place."""
    surnames: Mapping[str, tuple[str, ...]]
    """Folded last word of a known person's names → ids of the people."""
    terms: Terms

    @classmethod
    def of(cls, authorities: Authorities) -> Knowledge:
        """Prepare the authority records of a corpus, with the vocabulary's places and organizations behind them."""
        labels: dict[tuple[str, str], str] = {}
        surnames: dict[str, set[str]] = defaultdict(set)
        for kind, plural in _KINDS.items():
            for record in getattr(authorities, plural).values():
                labels[kind, record.id] = record.label
        known = frozenset(labels)
        for person in authorities.people.values():
            for name in (person.label, *person.variants):
                surnames[fold(name.split()[-1])].add(person.id)
        names = [*_authority_names(authorities), *_vocabulary_names(labels)]
        return cls(
            authorities,
            Gazetteer(names),
            labels,
            known,
            _demonyms(authorities),
            {k: tuple(sorted(v)) for k, v in surnames.items()},
            Terms(authorities),
        )


def _authority_names(authorities: Authorities) -> Iterator[tuple[str, tuple[str, str]]]:
    for kind, plural in _KINDS.items():
        for record in getattr(authorities, plural).values():
            for name in (record.label, *record.variants):
                yield name, (kind, record.id)


def _vocabulary_names(labels: dict[tuple[str, str], str]) -> list[tuple[str, tuple[str, str]]]:
    """Names from the tables. A record that has the id already, or one of the names as its label, takes them over."""
    found = []
    ids = {(kind, fold(label)): id_ for (kind, id_), label in labels.items()}
    for kind, name in (("place", "countries"), ("place", "places"), ("organization", "organizations")):
        for row in table(name):
            names = (row["label"], *values(row["variants"]))
            id_ = next((ids[kind, fold(form)] for form in names if (kind, fold(form)) in ids), row["id"])
            labels.setdefault((kind, id_), row["label"])
            found += [(form, (kind, id_)) for form in names]
    return found


def _demonyms(authorities: Authorities) -> dict[str, str]:
    found = {fold(demonym): row["id"] for row in table("countries") for demonym in values(row["demonyms"])}
    found.update({fold(demonym): place.id for place in authorities.places.values() for demonym in place.demonyms})
    return found


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The word lists of the rules, folded."""

    given: frozenset[str]
    female: frozenset[str]
    male: frozenset[str]
    particles: frozenset[str]
    suffixes: frozenset[str]
    never: frozenset[str]
    """Words that are no part of a person's name."""
    function: frozenset[str]
    honorifics: Mapping[str, str]
    """Folded title before a name → gender (``m``, ``f`` or empty)."""
    offices: frozenset[tuple[str, ...]]
    """Folded words of each office or role."""
    closing: frozenset[str]
    opening: frozenset[str]
    anywhere: frozenset[str]
    events: frozenset[str]
    honorifics_begin: frozenset[str]
    """The first words of titles; those of ``opening`` and the last of ``closing`` and ``anywhere`` follow. Nearly all words are none."""
    opening_begins: frozenset[str]
    closing_ends: frozenset[str]


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The word lists, read once."""
    organization = {
        position: frozenset(fold(r["word"]) for r in table("organization-words") if r["position"] == position and r["note"] != "weak")
        for position in ("last", "first", "any")
    }
    honorifics = {fold(row["form"]): row["gender"] for row in table("honorifics")}
    return Vocabulary(
        given=frozenset(fold(name) for name in words("given-names") | words("given-names-more"))
        - frozenset(fold(w) for w in words("not-given-names")),
        female=frozenset(fold(name) for name in words("given-names-female")),
        male=frozenset(fold(name) for name in words("given-names-male")),
        particles=frozenset(fold(word) for word in words("name-particles")),
        suffixes=frozenset(fold(word) for word in words("name-suffixes")),
        never=frozenset(fold(word) for word in words("not-names")),
        function=words("function-words"),
        honorifics=honorifics,
        offices=frozenset(tuple(fold(word) for word in row["form"].replace("-", " ").split()) for row in table("offices")),
        closing=organization["last"],
        opening=organization["first"],
        anywhere=organization["any"],
        events=frozenset(fold(row["head"]) for row in table("event-words") if row["note"] != "weak"),
        honorifics_begin=frozenset(form.split()[0] for form in honorifics),
        opening_begins=frozenset(form.split()[0] for form in organization["first"]),
        closing_ends=frozenset(form.split()[-1] for form in organization["last"] | organization["any"]),
    )


def person_id(name: str) -> str:
    """The id of a person without an authority record: stable as long as the name is."""
    return slug(name) or "person"
