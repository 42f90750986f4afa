"""Topics of a document by the thesaurus: what it speaks of enough, and the words that earned each topic.

A term counts more than a word that belongs to much else, several words more than one, the headline and the beginning more
than the rest; a long document needs more than a short one. The numbers were settled by reading what they gave on newswire of
1987, political news of 2015-16 and official readouts.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.annotate.stems import stem
from onrecord.annotate.tokens import Token, Words, tokens
from onrecord.authorities import Topic
from onrecord.records import Entity, Mention
from onrecord.thesaurus import by_thesaurus

ONCE, TERM, RELATED = 4, 2, 1
"""What a term of a topic that is earned ``once``, another term, and a word that stands elsewhere too count in the running text."""
Part = Literal["headline", "beginning", "text"]
WEIGHTS: Mapping[Part, int] = {"headline": 3, "beginning": 2, "text": 1}
"""How many times as much they count by where they stand; the subtitle is as good as the headline."""
BEGINNING = 60
"""Words of the running text: the first paragraph of a report, by and large."""
NOTICE = 150
"""Words of a text that is so short that one mention in its beginning is a good part of it."""
RELATED_ALONE = 3
"""How many different related words can make a topic of which no term stands in the text."""
RULES: Mapping[Part, str] = {
    "headline": "thesaurus: in the headline",
    "beginning": "thesaurus: in the beginning of the text",
    "text": "thesaurus: in the text",
}

_OFFICES = frozenset(("minister", "ministry", "secretary", "department", "commissioner"))
"""What behind a word makes it an office or its holder ("the trade minister"): that tells who acts, not what the text is about."""

GAP = 6
"""Words that `` … `` in a term may stand for, at most."""
Pattern = tuple[str | None, ...]
"""The stems of a term; ``None`` stands for words left out."""
_JOINED = frozenset(("", "-", "'", "’", "–"))
"""What may stand between two words of a term, besides white space."""


def enough(words: int) -> int:
    """What a topic needs in a text of so many words: 3 in fewer than 350, one more for every further 100, at most 9."""
    return 3 + min(max(words - 250, 0) // 100, 6)


@dataclass(frozen=True, slots=True)
class _Term:
    """A term as it is compared, with the topics it counts for and how much; no topics where it counts for nothing."""

    pattern: Pattern
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class _Hit:
    """Words that count for a topic."""

    start: int
    end: int
    part: Part
    pattern: Pattern
    count: int


class Thesaurus:
    """The terms of the thesaurus by their first words, made once for a run; ``labels`` are those of its topics by id."""

    def __init__(self, records: Mapping[str, Topic]) -> None:
        starters = by_thesaurus(records)
        self.labels = {id_: starter.record.label for id_, starter in starters.items()}
        self._known = frozenset(records)
        counts: dict[Pattern, dict[str, int]] = {}
        for id_, starter in starters.items():
            for pattern in map(pattern_of, starter.record.terms):
                counts.setdefault(pattern, {})[id_] = ONCE if starter.once else TERM
            for pattern in map(pattern_of, starter.also):
                counts.setdefault(pattern, {}).setdefault(id_, RELATED)
            for pattern in map(pattern_of, starter.excluded):
                counts.setdefault(pattern, {})
        self._by_first: dict[str, list[_Term]] = defaultdict(list)
        for pattern, counted in counts.items():
            self._by_first[pattern[0] or ""].append(_Term(pattern, tuple(counted.items())))
        for terms in self._by_first.values():
            terms.sort(key=lambda term: (-len(term.pattern), [part or "" for part in term.pattern]))

    def find(self, words: Words, names: Sequence[Mention], claimed: Sequence[Mention] = ()) -> tuple[list[Entity], list[Mention]]:
        """The topics of a document, by id, and the words that earned each.

        ``names`` are the mentions of people and organizations, in the order of the text: what stands inside a longer name
        ("Ministry of Trade") tells who acts, not what the text is about. Words ``claimed`` by a record's topic count for
        that one alone.
        """
        hits: dict[str, list[_Hit]] = defaultdict(list)
        inside = _Inside(names, claimed)
        length = 0
        for block, here in zip(words.spans, words.blocks, strict=True):
            titled = block.kind in ("title", "subtitle")
            for first, after, term in self._terms(here, words.stems(block.start, block.end)):
                start, end = here[first].start, here[after - 1].end
                named = after < len(here) and stem(here[after].folded) in _OFFICES
                if term.counts and not named and not inside(start, end):
                    part: Part = "headline" if titled else "beginning" if length + first < BEGINNING else "text"
                    for id_, count in term.counts:
                        hits[id_].append(_Hit(start, end, part, term.pattern, count * WEIGHTS[part]))
            length += 0 if titled else len(here)
        earned = {id_: found for id_, found in sorted(hits.items()) if _is_earned(found, length)}
        body = words.text
        entities = [
            Entity("topic", id_, self.labels[id_], tuple(dict.fromkeys(body[hit.start : hit.end] for hit in found)), id_ in self._known)
            for id_, found in earned.items()
        ]
        return entities, [Mention(hit.start, hit.end, "topic", id_, RULES[hit.part]) for id_, found in earned.items() for hit in found]

    def _terms(self, here: Sequence[Token], stems: Sequence[str]) -> Iterator[tuple[int, int, _Term]]:
        """The terms that stand in a block, each with its first word and the word after it; the first and longest where two overlap."""
        reached = 0
        for index, first in enumerate(stems):
            if index < reached or first not in self._by_first:
                continue
            for term in self._by_first[first]:
                after = _match(here, stems, index, term.pattern)
                if after:
                    yield index, after, term
                    reached = after
                    break


def pattern_of(term: str) -> Pattern:
    """A term as it is compared."""
    parts: list[str | None] = []
    for part in term.split():
        parts += [None] if part in ("…", "...") else [stem(word.folded) for word in tokens(part)]
    return tuple(parts)


def _match(here: Sequence[Token], stems: Sequence[str], index: int, pattern: Pattern) -> int:
    """The index after a term that begins at a word; 0 when it does not."""
    for number, part in enumerate(pattern):
        if part is None:
            return _match_after_gap(here, stems, index, pattern[number + 1 :])
        if index >= len(stems) or stems[index] != part or (number and here[index].gap.strip() not in _JOINED):
            return 0
        index += 1
    return index


def _match_after_gap(here: Sequence[Token], stems: Sequence[str], index: int, rest: Pattern) -> int:
    """The index after the rest of a term that begins at most six words on, in the same sentence."""
    for begin in range(index, min(index + GAP + 1, len(stems))):
        if not frozenset(".!?;:").isdisjoint(here[begin].gap):
            return 0
        if after := _match(here, stems, begin, rest):
            return after
    return 0


def _is_earned(hits: Sequence[_Hit], length: int) -> bool:
    """Whether the words of a topic suffice: enough in all, a term of its own among them or several different words.

    One mention alone is in passing, but in a headline or a short notice, and for the topics of which one mention tells much.
    """
    if sum(hit.count for hit in hits) < enough(length):
        return False
    best = max(hit.count // WEIGHTS[hit.part] for hit in hits)
    if best == RELATED:
        return len({hit.pattern for hit in hits}) >= RELATED_ALONE
    return best == ONCE or len(hits) > 1 or hits[0].part == "headline" or length <= NOTICE


class _Inside:
    """Whether words are spoken for: they stand in the name of a person, in the longer name of an organization, or are claimed."""

    def __init__(self, names: Sequence[Mention], claimed: Sequence[Mention]) -> None:
        self._names = names
        self._starts = [name.start for name in names]
        self._claimed = [(mention.start, mention.end) for mention in claimed]

    def __call__(self, start: int, end: int) -> bool:
        if any(first < end and start < after for first, after in self._claimed):
            return True
        number = bisect_right(self._starts, start) - 1
        if number < 0 or self._names[number].end < end:
            return False
        name = self._names[number]
        return name.kind == "person" or (name.start, name.end) != (start, end)
