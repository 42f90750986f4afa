"""Topics that a folder has of itself: noun phrases that recur across its documents and that the thesaurus does not have.

A phrase becomes a topic by itself only when enough documents speak of it enough, in different surroundings; what is less sure,
or takes a side, is a candidate for a person to decide on (:func:`candidates`). A topic that was published before stays while
it would still be a candidate: one document more or less neither renames nor reshuffles the topics of a folder. Its id is made
from the words in the singular, so it never changes.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations, islice

from onrecord.annotate.knowledge import vocabulary
from onrecord.annotate.noun_phrases import noun_phrases
from onrecord.annotate.stems import stem
from onrecord.annotate.topics import BEGINNING, ONCE, WEIGHTS, Part, Pattern, enough, pattern_of
from onrecord.articles import Article
from onrecord.authorities import Authorities, Topic
from onrecord.extract import Extracted
from onrecord.records import RECURRING_PHRASE, Annotated, Block, Entity, Mention, Phrase
from onrecord.slugs import slug
from onrecord.thesaurus import starters, topics
from onrecord.vocabulary import words as listed

_FEWEST, _BY_ROOT = 3, 0.25
"""A topic needs three documents, and in a large folder so many times the square root of its size: 5 of 400, 25 of 10,000."""
_KEPT = 2 / 3
"""A topic published before needs only so much of that."""
_CANDIDATE = 2
"""Documents that a candidate needs."""
_SHOWN = 50
"""Candidates that are offered at a time, those in most documents first."""
_EVERYWHERE, _SOME = 0.5, 12
"""In a folder of 12 documents or more a phrase that stands in more than half of them tells nothing about any."""
_WORD = re.compile(r"\S+")
_NESTED = 0.7
"""A phrase that stands inside a longer one in so many of its documents is that one's part."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A document as the search sees it: its body, the noun phrases in it, and what a topic needs in it.

    ``text`` and ``rest`` are the offsets where its running text begins, and where that text's beginning ends.
    """

    id: str
    body: str
    phrases: tuple[Phrase, ...]
    needed: int
    text: int
    rest: int

    @classmethod
    def of(cls, id_: str, body: str, blocks: Sequence[Block], phrases: Iterable[Phrase]) -> Spoken:
        """A document with its measures taken."""
        text = next((block.start for block in blocks if block.kind not in ("title", "subtitle")), len(body))
        after = next(islice(_WORD.finditer(body, text), BEGINNING, None), None)
        return cls(id_, body, tuple(phrases), enough(len(body[text:].split())), text, after.start() if after else len(body))

    def weight(self, spans: Iterable[tuple[int, int]]) -> int:
        """What the places of a phrase count, as those of a term of the thesaurus of which one mention tells much."""
        parts: Iterator[Part] = ("headline" if start < self.text else "beginning" if start < self.rest else "text" for start, _ in spans)
        return sum(ONCE * WEIGHTS[part] for part in parts)


@dataclass(frozen=True, slots=True)
class Recurring:
    """A phrase and the documents that speak of it enough, with the places where it stands in each."""

    key: str
    label: str
    places: Mapping[str, tuple[tuple[int, int], ...]]

    @property
    def id(self) -> str:
        """The id of the topic it is or can become."""
        return slug(self.key)


def with_recurring(
    documents: Mapping[str, Extracted], copies: Container[str], records: Authorities, published: Mapping[str, str]
) -> dict[str, Extracted]:
    """The documents by id, each with the topics that recur in the folder and of which it speaks enough.

    ``copies`` are the ids of documents whose text another has: they get topics, and count for none. ``published`` are the
    topics of this kind that documents had before, id → label.
    """
    spoken = [_spoken(item.annotated) for item in documents.values() if item.annotated is not None]
    found: dict[str, list[Recurring]] = defaultdict(list)
    for topic in recurring(spoken, copies, records, published):
        for id_ in topic.places:
            found[id_].append(topic)
    return {id_: _with_topics(item, found[id_]) if id_ in found else item for id_, item in documents.items()}


def recurring(spoken: Sequence[Spoken], copies: Container[str], records: Authorities, published: Mapping[str, str]) -> list[Recurring]:
    """The topics of a folder that no record and no topic of the thesaurus has, by id. The order of the documents is no matter."""
    counted = sum(document.id not in copies for document in spoken)
    needed = max(_FEWEST, _BY_ROOT * counted**0.5)
    fixed = {*starters(), *records.topics}
    known = _Known(records)
    found = []
    for phrase in _outermost(_phrases(spoken, copies)):
        support = sum(id_ not in copies for id_ in phrase.places)
        before = phrase.id in published
        enough_of_them = support >= (max(_CANDIDATE, needed * _KEPT) if before else needed)
        everywhere = counted >= _SOME and support > counted * _EVERYWHERE
        if phrase.id not in fixed and enough_of_them and not everywhere and not _judges(phrase.key) and not known.covers(phrase.key):
            found.append(replace(phrase, label=published[phrase.id]) if before else phrase)
    return sorted(found, key=lambda phrase: phrase.id)


# ---- candidates ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Candidate:
    """A topic that a person may want: a record to begin with, the documents, and where its words stand in each."""

    key: str
    """The words in the singular: the same whatever form most documents have."""
    record: Topic
    judging: bool
    """Whether its words take a side, so that it needs a neutral label."""
    places: Mapping[str, tuple[tuple[int, int], ...]]
    """Slug of a document → spans of its body."""


def candidates(articles: Sequence[Article], records: Authorities) -> tuple[Candidate, ...]:
    """Phrases that recur in the written articles and are no topic yet, those in most documents first.

    A phrase that holds a longer term of the thesaurus or of a record is left out; one with a topic of one word in it may be a
    narrower topic. A record of its id, also one that is off, says that somebody has decided.
    """
    spoken = [_from_article(article) for article in articles if article.standoff is not None]
    copies = {a.slug for a in articles if a.standoff is not None and a.standoff.duplicate_of}
    has = {e.id for a in articles if a.standoff is not None for e in a.standoff.entities if e.kind == "topic"}
    fixed = {*has, *starters(), *records.topics}
    known = _Known(records)
    found = [p for p in _outermost(_phrases(spoken, copies)) if p.id not in fixed and not known.covers(p.key, words=2)]
    found = [phrase for phrase in found if sum(id_ not in copies for id_ in phrase.places) >= _CANDIDATE]
    found.sort(key=lambda phrase: (-len(phrase.places), -sum(map(len, phrase.places.values())), phrase.id))
    return tuple(
        Candidate(phrase.key, Topic(id=phrase.id, label=phrase.label, terms=(phrase.label,)), _judges(phrase.key), phrase.places)
        for phrase in found[:_SHOWN]
    )


def _from_article(article: Article) -> Spoken:
    standoff = article.standoff
    blocks = standoff.blocks if standoff else article.blocks
    names = [mention for mention in standoff.mentions if mention.kind != "topic"] if standoff else []
    return Spoken.of(article.slug, article.body, blocks, noun_phrases(article.body, blocks, names))


# ---- what recurs --------------------------------------------------------------------------------------------------------


def _spoken(annotated: Annotated) -> Spoken:
    described = annotated.described
    return Spoken.of(described.cleaned.source.id, described.cleaned.body, described.blocks, annotated.phrases)


def _phrases(spoken: Sequence[Spoken], copies: Container[str]) -> list[Recurring]:
    """The phrases that two documents or more speak of enough, in more than one surrounding, that can be a topic at all."""
    standing: dict[str, dict[int, list[tuple[int, int]]]] = defaultdict(lambda: defaultdict(list))
    for number, document in enumerate(spoken):
        for phrase in document.phrases:
            standing[phrase.key][number].append((phrase.start, phrase.end))
    found = []
    for key, documents in standing.items():
        if len(documents) < _CANDIDATE or not _can_be_a_topic(key):
            continue
        standing_in = [(spoken[number], spans) for number, spans in documents.items()]
        places = {text.id: tuple(spans) for text, spans in standing_in if text.weight(spans) >= text.needed}
        originals = [(text, spans) for text, spans in standing_in if text.id not in copies]
        if len(places) >= _CANDIDATE and _surroundings(originals) >= _CANDIDATE:
            found.append(Recurring(key, _label(originals or standing_in), places))
    return found


@cache
def _can_be_a_topic(key: str) -> bool:
    """Whether words are no general phrase ("press conference") and end in a noun that means nobody (not "presidential candidate")."""
    *_, before, head = key.split()
    adjective = head.endswith(_ADJECTIVE) and head not in listed("nouns-like-adjectives")
    return not adjective and head != before and head not in _actors() and key not in listed("general-phrases")


@cache
def _actors() -> frozenset[str]:
    """Nouns for people and bodies, by office, role or trade, in the singular."""
    return frozenset(stem(office[0]) for office in vocabulary().offices if len(office) == 1) | listed("actor-nouns")


def _judges(key: str) -> bool:
    return not listed("judging-words").isdisjoint(key.split())


_ADJECTIVE = ("al", "ic", "ive", "ous", "ful", "less", "able", "ible", "ary", "ed")
_BEFORE = re.compile(r"(\w+)\W*$")
_AFTER = re.compile(r"\W*(\w+)")
_REACH = 30
"""Characters in which the neighbouring word is looked for."""


def _surroundings(standing: Iterable[tuple[Spoken, Iterable[tuple[int, int]]]]) -> int:
    """Between how many different pairs of words a phrase stands: in furniture that was missed it is always the same.

    The beginning of a block does not count: what stands nowhere else is the name of a column ("Harbour notes: …").
    """
    pairs = set()
    for document, spans in standing:
        for start, end in spans:
            before, after = _BEFORE.search(document.body[max(start - _REACH, 0) : start]), _AFTER.match(document.body[end : end + _REACH])
            if before and "\n\n" not in before[0]:
                pairs.add((before[1].casefold(), after[1].casefold() if after else ""))
    return len(pairs)


def _label(standing: Iterable[tuple[Spoken, Iterable[tuple[int, int]]]]) -> str:
    """The form in which most documents have the phrase, in small letters."""
    forms = Counter(
        form for document, spans in standing for form in {" ".join(document.body[start:end].lower().split()) for start, end in spans}
    )
    return min(forms, key=lambda form: (-forms[form], form))


def _outermost(found: Sequence[Recurring]) -> list[Recurring]:
    """The phrases but those that nearly always stand inside a longer one of them."""
    longer: dict[str, list[Recurring]] = defaultdict(list)
    for phrase in found:
        words = phrase.key.split()
        for first, after in combinations(range(len(words) + 1), 2):
            if after - first < len(words):
                longer[" ".join(words[first:after])].append(phrase)
    return [
        phrase
        for phrase in found
        if not any(len(phrase.places.keys() & other.places.keys()) >= _NESTED * len(phrase.places) for other in longer[phrase.key])
    ]


class _Known:
    """Whether a phrase is a subject already: it holds a term of the thesaurus, or of a record."""

    def __init__(self, records: Authorities) -> None:
        self._patterns: set[Pattern] = {pattern_of(term) for topic in topics(records.topics).values() for term in topic.terms}
        related = {pattern_of(word) for starter in starters().values() for word in starter.also}
        self._patterns |= {pattern for pattern in related if len(pattern) > 1}

    def covers(self, key: str, words: int = 1) -> bool:
        """Whether a phrase holds a term of at least so many words."""
        parts = key.split()
        spans = combinations(range(len(parts) + 1), 2)
        return any(after - first >= words and tuple(parts[first:after]) in self._patterns for first, after in spans)


def _with_topics(item: Extracted, found: Sequence[Recurring]) -> Extracted:
    """A document with topics of the folder, and the words that earned them."""
    annotated = item.annotated
    if annotated is None:
        return item
    body, id_ = annotated.described.cleaned.body, annotated.described.cleaned.source.id
    entities = [
        Entity("topic", topic.id, topic.label, tuple(dict.fromkeys(body[start:end] for start, end in topic.places[id_]))) for topic in found
    ]
    mentions = [Mention(start, end, "topic", topic.id, RECURRING_PHRASE) for topic in found for start, end in topic.places[id_]]
    together = tuple(sorted([*annotated.mentions, *mentions], key=lambda m: (m.start, m.end, m.kind, m.entity)))
    return replace(item, annotated=replace(annotated, entities=(*annotated.entities, *entities), mentions=together))
