"""Events and topics of a document, by authority records: their terms in the body, and for events who met on which day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from onrecord import dates
from onrecord.annotate.stems import stem
from onrecord.annotate.tokens import Words, tokens
from onrecord.authorities import Authorities, Event
from onrecord.records import BY_PARTICIPANTS, Block, Entity, EntityKind, Mention

GAP = 6
"""Words that `` … `` in a term may stand for, at most."""


Pattern = tuple[str | None, ...]
"""The stems of a term; ``None`` stands for words left out."""


class Terms:
    """The terms of all events and topics by their first word, made once for a run."""

    def __init__(self, authorities: Authorities) -> None:
        self.authorities = authorities
        self._by_stem: dict[str, list[tuple[Pattern, frozenset[str], EntityKind, str]]] = defaultdict(list)
        """First stem → pattern, the stems that it needs, and what it is a term of."""
        for event in authorities.events.values():
            self._add("event", event.id, (event.label, *event.variants, *event.terms))
        for topic in authorities.topics.values():
            if not topic.off:
                self._add("topic", topic.id, topic.terms)
        self._firsts = frozenset(self._by_stem)
        for found in self._by_stem.values():
            found.sort(key=lambda item: (-len(item[0]), item[2], item[3]))

    def _add(self, kind: EntityKind, id_: str, terms: Sequence[str]) -> None:
        for pattern in dict.fromkeys(_pattern(term) for term in terms):
            if pattern and pattern[0]:
                self._by_stem[pattern[0]].append((pattern, frozenset(filter(None, pattern)), kind, id_))

    def find(self, words: Words, sentences: Sequence[tuple[int, int]]) -> list[Mention]:
        """Where terms stand, each within one sentence; the mentions of one event or topic do not overlap, the longest first."""
        found = []
        for sentence in sentences:
            stems = words.stems(*sentence)
            if self._firsts.isdisjoint(stems):
                continue
            here = words.between(*sentence)
            present = frozenset(stems)
            reached: dict[tuple[str, str], int] = {}
            for index, first in enumerate(stems):
                for pattern, needed, kind, id_ in self._by_stem.get(first, ()):
                    if needed <= present and reached.get((kind, id_), 0) <= index and (after := _match(stems, index, pattern)):
                        reached[kind, id_] = after
                        found.append(Mention(here[index].start, here[after - 1].end, kind, id_, f"term of the {kind}"))
        return found


def find(
    body: str,
    words: Words,
    sentences: Sequence[tuple[int, int]],
    terms: Terms,
    *,
    people: Sequence[Mention],
    published: str | None,
) -> tuple[list[Entity], list[Mention]]:
    """The document's events and topics, and the words that earned each of them."""
    mentions = terms.find(words, sentences)
    told = {mention.entity for mention in mentions if mention.kind == "event"}
    records = terms.authorities
    for event in records.events.values():
        if event.id not in told:
            mentions += [
                Mention(*span, "event", event.id, BY_PARTICIPANTS) for span in _meeting(body, words.spans, event, people, published)
            ]
    variants: dict[tuple[EntityKind, str], dict[str, None]] = defaultdict(dict)
    for mention in mentions:
        words_found = variants[mention.kind, mention.entity]
        if mention.rule != BY_PARTICIPANTS:
            words_found[body[mention.start : mention.end]] = None
    entities = [
        Entity(kind, id_, (records.events[id_] if kind == "event" else records.topics[id_]).label, tuple(found), True)
        for (kind, id_), found in variants.items()
    ]
    return entities, mentions


@lru_cache(maxsize=4096)
def _pattern(term: str) -> Pattern:
    parts: list[str | None] = []
    for part in term.split():
        parts += [None] if part in ("…", "...") else [stem(word.folded) for word in tokens(part)]
    return tuple(parts)


def _match(stems: Sequence[str], index: int, pattern: Pattern) -> int:
    """The index after a term that begins at a word; 0 when it does not."""
    for number, part in enumerate(pattern):
        if part is None:
            return next((after for skip in range(GAP + 1) if (after := _match(stems, index + skip, pattern[number + 1 :]))), 0)
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
        if set(event.participants) <= here and (
            published == event.date or event.date in {m.edtf for m in dates.find(body, start=block.start, end=block.end)}
        ):
            return [(block.start, block.end)]
    return []
