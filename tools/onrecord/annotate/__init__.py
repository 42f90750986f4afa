"""Body → mentions, statements, events and topics: spans into the body, each with the rule that found it."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace

from onrecord import dates
from onrecord.annotate import accounts, draft, event_names, naming, quotations, statements, subjects
from onrecord.annotate.bounds import bounds_of
from onrecord.annotate.entities import Cast, Member, gather
from onrecord.annotate.knowledge import Knowledge, person_id
from onrecord.annotate.noun_phrases import noun_phrases
from onrecord.annotate.speakers import Resolver
from onrecord.annotate.tokens import Words, sentences, tokens
from onrecord.clean.bylines import is_body
from onrecord.happenings import label
from onrecord.records import BY_PARTICIPANTS, NOT_STATED, Annotated, Described, Entity, EntityKind, Mention

__all__ = ["Knowledge", "annotate"]


def annotate(described: Described, knowledge: Knowledge) -> Annotated:
    """Find who and what a described document speaks of, and who said what in it."""
    body, blocks = described.cleaned.body, described.blocks
    published = described.metadata.date.value
    words = Words(body, blocks)
    found = event_names.complete(naming.find(body, blocks, words, knowledge), words, knowledge.names)
    cast = gather(found, knowledge)
    mentions = cast.mentions()
    people = [mention for mention in mentions if mention.kind == "person"]
    spans = sentences(body, blocks)
    terms = subjects.find(body, words, spans, knowledge.terms, people=people, published=published)
    topics, topical = knowledge.thesaurus.find(
        words,
        [mention for mention in mentions if mention.kind in ("person", "organization")],
        [mention for mention in terms[1] if mention.kind == "topic"],
    )
    text = draft.Text(
        body,
        blocks,
        words,
        sentences=tuple(spans),
        names={name.start: name for name in found},
        cast=cast,
        quotations=tuple(quotations.find(body, blocks)),
        dates=dates.find(body),
        outlet=described.metadata.outlet.value,
    )
    told = accounts.find(text, described, knowledge.authorities.events, terms[1])
    entities, about = _with_events(text, terms, told, knowledge)
    text = replace(text, events=tuple(mention for mention in about if mention.kind == "event"))
    spoken = statements.find(text, Resolver(cast, knowledge, published, blocks, words, text.quotations))
    bounds = NOT_STATED
    if published is None:
        bounds = bounds_of(described.cleaned.text, cast, [m for m in terms[1] if m.kind == "event"], spans, knowledge.authorities)
    outside = _outside(mentions, terms[1])
    named = {(mention.kind, mention.entity) for mention in outside}
    people_and_places = [entity for entity in map(Member.entity, cast.members) if (entity.kind, entity.id) in named]
    return Annotated(
        described,
        entities=(*people_and_places, *_authors(described, knowledge, named), *entities, *topics),
        mentions=tuple(sorted([*outside, *about, *topical], key=lambda m: (m.start, m.end, m.kind, m.entity))),
        statements=tuple(spoken),
        bounds=bounds,
        accounts=told.accounts,
        phrases=tuple(noun_phrases(body, blocks, [*mentions, *told.mentions])),
        sentences=tuple(spans),
    )


def _with_events(
    text: draft.Text, terms: tuple[list[Entity], list[Mention]], told: accounts.Happenings, knowledge: Knowledge
) -> tuple[list[Entity], list[Mention]]:
    """Events and topics by their terms, with the events that the document describes, and those whose name is written small.

    The mentions are in the order of the text.
    """
    entities = list(_with_described(told, text.cast, terms[0], knowledge))
    spans = [(mention.start, mention.end) for mention in terms[1] if mention.kind == "event" and mention.rule != BY_PARTICIPANTS]
    small = event_names.small(text.words, text.names, spans)
    known = {entity.id for entity in entities if entity.kind == "event"} | {m.id for m in text.cast.members if m.kind == "event"}
    entities += [entity for entity in small[0] if entity.id not in known]
    return entities, sorted([*terms[1], *told.mentions, *small[1]], key=lambda mention: mention.start)


def _with_described(told: accounts.Happenings, cast: Cast, named: Sequence[Entity], knowledge: Knowledge) -> Iterator[Entity]:
    """The named events and topics, those that are described too with the nouns for them, and the events that are only described."""
    names = {member.id: member.name for member in cast.members}
    for entity in named:
        nouns = told.called.get(entity.id, ()) if entity.kind == "event" else ()
        yield replace(entity, variants=tuple(dict.fromkeys((*entity.variants, *nouns)))) if nouns else entity
    before = {entity.id for entity in named if entity.kind == "event"}
    for account in told.accounts:
        if account.event not in before and account.kind is not None:
            record = knowledge.authorities.events.get(account.event)
            people, places = ([names[v.value or ""] for v in found] for found in (account.participants, account.places))
            name = record.label if record else label(account.kind, people, places, account.what, account.date.value)
            yield Entity("event", account.event, name, told.called[account.event], record is not None)


def _authors(described: Described, knowledge: Knowledge, named: Container[tuple[str, str]]) -> Iterator[Entity]:
    """The authors whom the body does not name: they belong to the people and organizations of the document, without a mention."""
    for author in described.metadata.authors:
        name = author.value or ""
        words = tokens(name)
        known = knowledge.names.at(words, 0) if words else None
        kind: EntityKind = "organization" if is_body(name) else "person"
        whole = known[0].key if known and known[1] == len(words) else None
        if whole and whole[0] in ("person", "organization"):
            kind = "person" if whole[0] == "person" else "organization"
        key = (kind, whole[1] if whole and whole[0] == kind else person_id(name))
        if words and key not in named:
            yield Entity(kind, key[1], knowledge.labels.get(key, name), (name,), key in knowledge.known)


def _outside(mentions: Sequence[Mention], about: Sequence[Mention]) -> list[Mention]:
    """The mentions but those inside the name of a known event: the war of a region is not the region, nor another event."""
    events = [(mention.start, mention.end) for mention in about if mention.kind == "event" and mention.rule != BY_PARTICIPANTS]
    return [m for m in mentions if m.kind not in ("place", "event") or not any(start < m.end and m.start < end for start, end in events)]
