"""Body → mentions, statements, events and topics: spans into the body, each with the rule that found it."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.annotate import names, quotations, statements, subjects
from onrecord.annotate.bounds import bounds_of
from onrecord.annotate.entities import Member, gather
from onrecord.annotate.knowledge import Knowledge
from onrecord.annotate.speakers import Resolver
from onrecord.annotate.tokens import sentences
from onrecord.records import NOT_STATED, Annotated, Described, Mention

__all__ = ["Knowledge", "annotate"]


def annotate(described: Described, knowledge: Knowledge) -> Annotated:
    """Find who and what a described document speaks of, and who said what in it."""
    body, blocks = described.cleaned.body, described.blocks
    published = described.metadata.date.value
    found = names.find(body, blocks, knowledge)
    cast = gather(found, knowledge)
    mentions = cast.mentions()
    people = [mention for mention in mentions if mention.kind == "person"]
    entities, about = subjects.find(body, blocks, people, published, knowledge.authorities)
    text = statements.Text(body, blocks, tuple(sentences(body, blocks)), tuple(found), cast, tuple(quotations.find(body, blocks)))
    spoken = statements.find(text, Resolver(cast, knowledge, published))
    bounds = NOT_STATED
    if published is None:
        bounds = bounds_of(described.cleaned.text, cast, [m for m in about if m.kind == "event"], knowledge.authorities)
    outside = _outside(mentions, about)
    named = {(mention.kind, mention.entity) for mention in outside}
    return Annotated(
        described,
        entities=(*(entity for entity in map(Member.entity, cast.members) if (entity.kind, entity.id) in named), *entities),
        mentions=tuple(sorted([*outside, *about], key=lambda m: (m.start, m.end, m.kind, m.entity))),
        statements=tuple(spoken),
        bounds=bounds,
    )


def _outside(mentions: Sequence[Mention], about: Sequence[Mention]) -> list[Mention]:
    """The mentions but those of places inside the name of an event: the war of a region is not the region."""
    events = [(mention.start, mention.end) for mention in about if mention.kind == "event" and mention.rule.startswith("term")]
    return [m for m in mentions if m.kind != "place" or not any(start <= m.start and m.end <= end for start, end in events)]
