"""``standOff``: whom and what a document names, what it tells of events, and what is known of its statements."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from onrecord.records import Account, Entity, EntityKind, Value
from onrecord.site.corpus import Corpus, Document, Said
from onrecord.site.dates import words
from onrecord.site.tei import dates
from onrecord.site.tei.body import entity, naming
from onrecord.xmltext import element, escaped

_LISTS: Mapping[str, tuple[str, tuple[EntityKind, ...]]] = {
    "listPerson": ("person", ("person",)),
    "listOrg": ("org", ("organization", "outlet")),
    "listPlace": ("place", ("place",)),
    "listEvent": ("event", ("event",)),
}
"""List → the element of its entries, and their kinds. Topics are the key words of the header."""
_LABELS: Mapping[str, str] = {"person": "persName", "org": "orgName", "place": "placeName", "event": "label"}

EVIDENCE = {"stated": "internal", "derived": "internal", "inferred": "conjecture", "editor": "external"}
"""How a value is known → TEI's ``evidence``: the text itself, an argument, or something outside the text."""

Address = Callable[[str], str]
"""Turns an address relative to the root of the site into one that works from the file."""


def ids(document: Document) -> set[str]:
    """The ids of the entities that the file of a document has entries for."""
    standoff = document.article.standoff
    return {entity(one.kind, one.id) for one in standoff.entities} if standoff else set()


def standoff(corpus: Corpus, document: Document, said: Sequence[Said], address: Address) -> str:
    """The element ``standOff``, or nothing where there is nothing to tell."""
    found = document.article.standoff
    if found is None:
        return ""
    known = ids(document)
    lists = [_list(name, [e for e in found.entities if e.kind in kinds], corpus, address) for name, (_, kinds) in _LISTS.items()]
    names = {(one.kind, one.id): one.name for one in found.entities}
    told = [_account(account, document, names, known) for account in found.accounts]
    notes = [note for one in said if (note := _statement(one, names, known))]
    content = [*(one for one in lists if one), *told, *notes]
    return f"{element('standOff', {}, chr(10), *content)}\n" if content else ""


def _list(name: str, found: Iterable[Entity], corpus: Corpus, address: Address) -> str:
    entries = "".join(_entry(_LISTS[name][0], one, corpus, address) for one in found)
    return f"{element(name, {}, chr(10), entries)}\n" if entries else ""


def _entry(name: str, one: Entity, corpus: Corpus, address: Address) -> str:
    entry = corpus.entities.get((one.kind, one.id))
    label = _LABELS[name]
    same = [element("idno", {"type": "URI"}, escaped(uri)) for uri in (entry.record.same_as if entry and entry.record else ())]
    labels = [element(label, {}, escaped(one.name))]
    labels += [element(label, {"type": "variant"}, escaped(form)) for form in one.variants if form != one.name]
    page = [element("ptr", {"type": "page", "target": address(entry.url)})] if entry else []
    attributes = {"xml:id": entity(one.kind, one.id), "type": "outlet" if one.kind == "outlet" else None}
    # The order is that of the content models: an event has its identifiers before its labels, a place behind them.
    content = [*same, *labels, *page] if name == "event" else [*labels, *same, *page]
    return f"{element(name, attributes, *content)}\n"


def _account(account: Account, document: Document, names: Mapping[tuple[EntityKind, str], str], known: set[str]) -> str:
    """What the document tells of an event: when, where and who."""

    def named(kind: EntityKind, value: Value) -> str:
        id_ = value.value or ""
        return naming(kind, id_, names.get((kind, id_), id_), known)

    content = [naming("event", account.event, names.get(("event", account.event), account.event), known)]
    if account.date.value:
        content.append(dated(account.date.value, {"evidence": EVIDENCE.get(account.date.basis)}))
    content += [named("place", place) for place in account.places if place.value]
    content += [named("person", who) for who in account.participants if who.value]
    target = f"#p{document.paragraph(account.start)}"
    return f"{element('note', {'type': 'account', 'target': target}, '; '.join(content))}\n"


def _statement(said: Said, names: Mapping[tuple[EntityKind, str], str], known: set[str]) -> str:
    """What is known of a statement and has no place at its words: an unresolved speaker, the day, the event."""
    statement, key = said.statement, said.speaker_key
    content: list[str] = []
    if statement.speaker_name and (key is None or entity(*key) not in known):
        content.append(element("rs", {"type": "speaker"}, escaped(statement.speaker_name)))
    if statement.said_on:
        content.append(dated(statement.said_on, {"type": "said", "evidence": EVIDENCE.get(statement.said_on_basis)}))
    if statement.event:
        content.append(naming("event", statement.event, names.get(("event", statement.event), statement.event), known))
    if not content:
        return ""
    return f"{element('note', {'type': 'statement', 'target': f'#{said.anchor}'}, '; '.join(content))}\n"


def dated(value: str, attributes: Mapping[str, str | None]) -> str:
    """A date in words with the attributes that say it for programs."""
    return element("date", {**attributes, **dates.happened(value)}, escaped(words(value)))


def topics(document: Document) -> Iterator[str]:
    """The topics of a document as key words."""
    for one in document.article.standoff.entities if document.article.standoff else ():
        if one.kind == "topic":
            yield element("term", {"xml:id": entity("topic", one.id)}, escaped(one.name))
