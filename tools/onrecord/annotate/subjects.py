"""Events and topics of a document, by authority records: their terms in the body, and for events who met on which day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from onrecord import dates
from onrecord.annotate.tokens import Token, fold, tokens
from onrecord.authorities import Authorities, Event
from onrecord.records import Block, Entity, EntityKind, Mention

GAP = 6
"""Words that `` … `` in a term may stand for, at most."""


def find(body: str, blocks: Sequence[Block], people: Sequence[Mention], published: str | None, authorities: Authorities) -> tuple[list[Entity], list[Mention]]:
    """The document's events and topics, and the words that earned each of them."""
    words = [tokens(body, block.start, block.end) for block in blocks]
    mentions: list[Mention] = []
    for event in authorities.events.values():
        spans = list(_spans(words, (event.label, *event.variants, *event.terms)))
        rule = "term of the event"
        if not spans:
            rule, spans = "participants on the day of the event", _meeting(body, blocks, event, people, published)
        mentions += [Mention(start, end, "event", event.id, rule) for start, end in spans]
    for topic in authorities.topics.values():
        spans = list(_spans(words, topic.terms))
        mentions += [Mention(start, end, "topic", topic.id, "term of the topic") for start, end in spans]
    entities = []
    for kind, records in (("event", authorities.events), ("topic", authorities.topics)):
        for id_ in dict.fromkeys(mention.entity for mention in mentions if mention.kind == kind):
            variants = dict.fromkeys(body[m.start : m.end] for m in mentions if (m.kind, m.entity) == (kind, id_) and m.rule != "participants on the day of the event")
            entities.append(Entity(_kind(kind), id_, records[id_].label, tuple(variants), True))  # type: ignore[attr-defined]  # both mappings hold records with a label
    return entities, sorted(mentions, key=lambda mention: (mention.start, mention.end, mention.kind, mention.entity))


def _kind(kind: str) -> EntityKind:
    return "event" if kind == "event" else "topic"


@lru_cache(maxsize=4096)
def _pattern(term: str) -> tuple[str | None, ...]:
    """The folded words of a term, without a plural ending; ``None`` stands for words left out."""
    return tuple(None if part in ("…", "...") else _stem(fold(word)) for part in term.split() for word in ([part] if part in ("…", "...") else [t.text for t in tokens(part, 0, len(part))]))


def _stem(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _spans(blocks: Sequence[Sequence[Token]], terms: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where any of the terms stands, from left to right, the longest first, without overlap."""
    patterns = sorted({_pattern(term) for term in terms if _pattern(term)}, key=lambda pattern: (-len(pattern), [p or "" for p in pattern]))
    starts = {pattern[0] for pattern in patterns}
    for words in blocks:
        stems = [_stem(word.folded) for word in words]
        index = 0
        while index < len(stems):
            after = next((a for p in patterns if (a := _match(stems, index, p))), 0) if stems[index] in starts else 0
            if after:
                yield words[index].start, words[after - 1].end
            index = max(after, index + 1)


def _match(stems: Sequence[str], index: int, pattern: Sequence[str | None]) -> int:
    """The index after a term that begins at a word; 0 when it does not."""
    for number, part in enumerate(pattern):
        if part is None:
            return next((a for skip in range(GAP + 1) if (a := _match(stems, index + skip, pattern[number + 1 :]))), 0)
        if index >= len(stems) or stems[index] != part:
            return 0
        index += 1
    return index


def _meeting(body: str, blocks: Sequence[Block], event: Event, people: Sequence[Mention], published: str | None) -> list[tuple[int, int]]:
    """The paragraphs that tell of an event by its participants: in a document of that day, or beside that date."""
    if not event.date or len(event.participants) < 2:
        return []
    named = {mention.entity for mention in people}
    if not set(event.participants) <= named:
        return []
    for block in blocks:
        here = {mention.entity for mention in people if block.start <= mention.start < block.end}
        if set(event.participants) <= here and (published == event.date or event.date in {m.edtf for m in dates.find(body, start=block.start, end=block.end)}):
            return [(block.start, block.end)]
    return []


