"""What is known before a document is opened: authority records first, then the vocabulary, ready to be looked up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from onrecord.annotate import tagger
from onrecord.annotate.gazetteer import Gazetteer
from onrecord.annotate.lists import Vocabulary, vocabulary
from onrecord.annotate.subjects import Terms
from onrecord.annotate.tokens import fold
from onrecord.annotate.topics import Thesaurus
from onrecord.authorities import Authorities
from onrecord.slugs import slug
from onrecord.vocabulary import table, values

__all__ = ["Knowledge", "Vocabulary", "person_id", "vocabulary"]

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
    thesaurus: Thesaurus
    tagger: tagger.Model | None = None
    """The trained tagger; without it the rules work alone."""

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
            Thesaurus(authorities.topics),
            tagger.model(),
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
    for kind, name in (("place", "countries"), ("place", "places"), ("organization", "organizations"), ("event", "events")):
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


def person_id(name: str) -> str:
    """The id of a person without an authority record: stable as long as the name is."""
    return slug(name) or "person"
