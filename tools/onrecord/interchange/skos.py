"""Authority records as a thesaurus in SKOS (W3C, 2009) and back: Turtle, or RDF/XML where the file's name ends so.

One concept scheme a kind. Label, variants and same-as addresses are prefLabel, altLabel and exactMatch; the sources' terms are
hiddenLabel, because texts are searched for them; a topic's broader topic and a place's country are broader. SKOS has no word for
offices, participants and places of events: they are told in the W3C's organization ontology (org:Membership), the Simple Event
Model and Dublin Core, for others to use; they are not read back. Demonyms and domains are left out: tables hold everything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from onrecord.authorities import KINDS, UPWARD, Authorities, Event, Office, Organization, Record
from onrecord.errors import ConfigurationError
from onrecord.interchange import Incoming
from onrecord.slugs import slug, unique

if TYPE_CHECKING:
    from rdflib import Graph, URIRef
    from rdflib.term import Node

BASE = "urn:onrecord:"
"""What concepts are called where no site is named: their addresses are BASE + kind + / + id."""
FORMATS = {".ttl": "turtle", ".rdf": "xml", ".xml": "xml"}
"""Ending of a file → its format. JSON-LD is left out: reading it may fetch what it names from the web."""

_DATES = {"people": "dates", "organizations": "dates", "events": "date"}
_EDTF = "http://id.loc.gov/datatypes/edtf/EDTF"
"""The datatype of the Library of Congress for EDTF."""
_PREFIXES = {
    "dcterms": "http://purl.org/dc/terms/",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
}


def write(records: Authorities, path: Path, base: str = BASE) -> str:
    """The text of a file with all records; ``base`` is the address of the site, whose pages the concepts then are called after.

    Raises :class:`ConfigurationError` for a name whose ending is no format of :data:`FORMATS`.
    """
    text, format_ = turtle(records, base), _format(path)
    return text if format_ == "turtle" else str(_graph().parse(data=text, format="turtle").serialize(format=format_))


def turtle(records: Authorities, base: str = BASE) -> str:
    """All records as Turtle, each kind by its ids.

    It is written without the library, which takes half a second to be loaded and to sort a small graph: every site has this file,
    and ids, escaped addresses and texts escaped as in JSON are all that Turtle is asked to hold.
    """
    prefixes = {**_PREFIXES, **{kind: f"{base}{kind}/" for kind in KINDS}}
    parts = ["".join(f"@prefix {name}: {_address(address)} .\n" for name, address in prefixes.items())]
    for kind in KINDS:
        held: Mapping[str, Record] = getattr(records, kind)
        if held:
            parts.append(_node(_address(f"{base}{kind}"), [("a", "skos:ConceptScheme"), ("dcterms:title", _text(kind))]))
        for record in sorted(held.values(), key=lambda record: record.id):
            concept = [("a", "skos:Concept"), ("skos:inScheme", _address(f"{base}{kind}"))]
            offices = [(_address(f"{base}{kind}/{record.id}#office-{n}"), o) for n, o in enumerate(getattr(record, "offices", ()), 1)]
            held_by = [("org:hasMembership", office) for office, _ in offices]
            parts.append(_node(f"{kind}:{record.id}", [*concept, *_facts(kind, record), *held_by]))
            parts += [_node(name, [*_membership(office), ("org:member", f"{kind}:{record.id}")]) for name, office in offices]
    return "\n".join(parts)


def _facts(kind: str, record: Record) -> Iterator[tuple[str, str]]:
    """What a record says, as properties and values in Turtle."""
    yield "skos:prefLabel", _text(record.label)
    yield from (("skos:altLabel", _text(name)) for name in record.variants)
    yield from (("skos:hiddenLabel", _text(name)) for name in getattr(record, "terms", ()))
    yield from (("skos:exactMatch", _address(address)) for address in record.same_as)
    yield from (("owl:differentFrom", f"{kind}:{other}") for other in record.not_same_as)
    if above := getattr(record, UPWARD.get(kind, ""), None):
        yield "skos:broader", f"{kind}:{above}"
    if isinstance(record, Event):
        yield from (("sem:hasActor", f"people:{id_}") for id_ in record.participants)
        yield from (("sem:hasPlace", f"places:{id_}") for id_ in record.places)
    if isinstance(record, Organization) and record.place:
        yield "dcterms:spatial", f"places:{record.place}"
    if date := getattr(record, _DATES.get(kind, ""), None):
        yield "dcterms:date", _date(date)
    if record.note:
        yield "skos:note", _text(record.note)


def _membership(office: Office) -> Iterator[tuple[str, str]]:
    """An office that a person held, as the W3C's organization ontology tells it."""
    yield "a", "org:Membership"
    yield "skos:prefLabel", _text(office.office)
    yield from (("skos:hiddenLabel", _text(title)) for title in office.titles)
    if office.organization:
        yield "org:organization", f"organizations:{office.organization}"
    if office.place:
        yield "dcterms:spatial", f"places:{office.place}"
    if office.term:
        yield "dcterms:date", _date(office.term)


def _node(name: str, facts: Iterable[tuple[str, str]]) -> str:
    return f"{name} " + " ;\n  ".join(f"{property_} {value}" for property_, value in facts) + " .\n"


def _text(words: str) -> str:
    """A text as Turtle writes it: the escapes of JSON are escapes of Turtle."""
    return msgspec.json.encode(words).decode()


def _date(value: str) -> str:
    return f"{_text(value)}^^{_address(_EDTF)}"


_NOT_IN_ADDRESSES = re.compile(r'[\x00-\x20<>"{}|^`\\]')
"""What an address in Turtle cannot hold (Turtle 1.1, section 6.5, IRIREF)."""


def _address(address: str) -> str:
    return f"<{_NOT_IN_ADDRESSES.sub(lambda match: f'%{ord(match[0]):02X}', address)}>"


def _graph() -> Graph:
    try:
        from rdflib import Graph
    except ImportError as error:
        raise ConfigurationError("SKOS needs the library rdflib; install it with: pip install 'onrecord[skos]'") from error
    return Graph()


def _format(path: Path) -> str:
    if path.suffix.lower() not in FORMATS:
        raise ConfigurationError(f"{path}: name a file that ends in {', '.join(FORMATS)}")
    return FORMATS[path.suffix.lower()]


# ---- back ----------------------------------------------------------------------------------------------------------------


def read(path: Path, records: Authorities, kind: str = "topics") -> list[Incoming]:
    """The concepts of a file: of our own schemes under their ids, those of any other thesaurus as records of ``kind``.

    A concept of another thesaurus is the record that has its address among ``same_as``, or a new one, which gets it; the names
    it has are added to those that are there. Raises :class:`ConfigurationError` for a file that cannot be read.
    """
    graph = _graph()
    from rdflib import RDF, SKOS, URIRef

    data, format_ = path.read_bytes(), _format(path)
    try:
        graph.parse(data=data, format=format_, publicID=BASE)
    except Exception as error:  # each of the library's parsers has errors of its own
        raise ConfigurationError(f"{path}: {' '.join(str(error).split())[:300]}; correct the file, or export it anew") from error
    concepts = sorted(node for node in graph.subjects(RDF.type, SKOS.Concept) if isinstance(node, URIRef))
    found = _Concepts(graph, records, kind, concepts)
    return [found.incoming(concept, str(path)) for concept in concepts]


class _Concepts:
    """The concepts of a graph, with the kind and the id of each."""

    def __init__(self, graph: Graph, records: Authorities, kind: str, concepts: Sequence[URIRef]) -> None:
        self._graph = graph
        self._records = records
        self._place: dict[Node, tuple[str, str, bool]] = {}
        taken = {known: set(getattr(records, known)) for known in KINDS}
        for concept in concepts:
            own = _own(str(concept))
            if own is not None:
                self._place[concept] = (*own, True)
                taken[own[0]].add(own[1])
        matched = {address: id_ for id_, record in getattr(records, kind).items() for address in record.same_as}
        for concept in concepts:
            if concept not in self._place:
                id_ = matched.get(str(concept)) or unique(slug(self._label(concept)), "concept", taken[kind])
                taken[kind].add(id_)
                self._place[concept] = kind, id_, False

    def incoming(self, concept: URIRef, origin: str) -> Incoming:
        """The record of a concept."""
        from rdflib import DCTERMS, OWL, SKOS

        kind, id_, own = self._place[concept]
        held = getattr(self._records, kind).get(id_)
        label = self._label(concept) if own or held is None else held.label
        names = [name for p in (SKOS.prefLabel, SKOS.altLabel) for name in self._words(concept, p) if name != label]
        addresses = [*self._words(concept, SKOS.exactMatch), *([] if own or not str(concept).startswith("http") else [str(concept)])]
        fields: dict[str, Any] = {
            "label": label,
            "variants": self._list(held, "variants", names, own),
            "same_as": self._list(held, "same_as", [address for address in addresses if address.startswith("http")], own),
            "not_same_as": self._list(held, "not_same_as", self._ids(concept, OWL.differentFrom, kind), own),
        }
        if "terms" in KINDS[kind].__struct_fields__:
            fields["terms"] = self._list(held, "terms", self._words(concept, SKOS.hiddenLabel), own)
        single = {"note": self._words(concept, SKOS.note), _DATES.get(kind, ""): self._words(concept, DCTERMS.date)}
        single[UPWARD.get(kind, "")] = self._ids(concept, SKOS.broader, kind)
        fields |= {field: words[0] if words else None for field, words in single.items() if field and (own or words)}
        return Incoming(kind, id_, fields, f"{origin}, {concept}")

    def _label(self, concept: URIRef) -> str:
        """The preferred label: the one without a language, then the English one, then the first by language."""
        from rdflib import SKOS, Literal

        labels = [label for label in self._graph.objects(concept, SKOS.prefLabel) if isinstance(label, Literal)]
        labels.sort(key=lambda label: (label.language is not None, label.language != "en", label.language or "", str(label)))
        return str(labels[0]) if labels else ""

    def _words(self, concept: URIRef, property_: URIRef) -> list[str]:
        return sorted({str(value) for value in self._graph.objects(concept, property_)} - {""})

    def _ids(self, concept: URIRef, property_: URIRef, kind: str) -> list[str]:
        """The ids of the records of this kind that the concepts named are."""
        found = []
        for other in self._graph.objects(concept, property_):
            place = self._place.get(other, (*(_own(str(other)) or ("", "")), True))
            found += [place[1]] if place[0] == kind else []
        return sorted(found)

    @staticmethod
    def _list(held: Record | None, field: str, words: Sequence[str], own: bool) -> list[str] | None:
        """Values in the order in which the record has them, new ones behind; another thesaurus takes none away."""
        before = list(getattr(held, field, ()))
        kept = [word for word in before if not own or word in words]
        return [*kept, *(word for word in words if word not in before)] or None


def _own(address: str) -> tuple[str, str] | None:
    """Kind and id of a concept of ours: the last two parts of its address."""
    front, _, id_ = address.rpartition("/")
    kind = front.replace(":", "/").rpartition("/")[2]
    return (kind, id_) if kind in KINDS and id_ == slug(id_, len(id_)) and id_ else None
