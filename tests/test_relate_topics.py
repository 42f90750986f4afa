"""Topics of a folder: phrases that recur in it, without names, rubrics and words that take a side, and stable as it grows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import extracted
from onrecord.annotate.noun_phrases import noun_phrases
from onrecord.articles import load
from onrecord.authorities import Authorities, Topic
from onrecord.records import RECURRING_PHRASE, Block, Mention
from onrecord.refusals import Refusal, Refusals
from onrecord.relate import relate
from onrecord.relate.topics import Recurring, Spoken, candidates, recurring
from onrecord.suggest import suggest
from onrecord.write import write

PHRASES = [
    ("They spoke of ferry subsidies.", ["ferry subsidy"], "two nouns, in the singular"),
    ("They spoke of the salt marsh.", ["salt marsh"], "behind an article"),
    ("They spoke of salt marsh grazing.", ["salt marsh", "salt marsh grazing", "marsh grazing"], "what stands inside longer ones too"),
    ("The right of passage is old.", [], "nothing with a word too general for a topic"),
    ("The law of salvage is old.", ["law of salvage"], "two nouns joined by of"),
    ("They spoke of ferry, subsidies.", [], "not over a comma"),
    ("Ferry subsidies rose.", ["ferry subsidy"], "the first word of a sentence"),
    ("They spoke of the Salt Marsh.", [], "what has a capital is a name"),
    ("They began promoting ferry subsidies.", ["ferry subsidy"], "a participle begins a clause"),
    ("This is a working harbour.", ["working harbour"], "but behind an article a phrase"),
    ("A large ferry slowly sank.", [], "adverbs and general words end a phrase"),
    ("They spoke of Norvanian ferry subsidies.", ["ferry subsidy"], "no adjectives of places"),
]


def spoken(id_: str, body: str, title: str = "") -> Spoken:
    """A document as the search sees it."""
    whole = f"{title}\n\n{body}" if title else body
    first = len(title) + 2 if title else 0
    blocks = (*([Block(0, len(title), "title")] if title else []), Block(first, len(whole)))
    return Spoken.of(id_, whole, blocks, noun_phrases(whole, blocks, []))


@pytest.mark.parametrize(("text", "keys", "why"), PHRASES)
def test_noun_phrases_are_what_is_left_between_other_words(text: str, keys: list[str], why: str) -> None:
    names = [Mention(text.index("Norvanian"), text.index("Norvanian") + 9, "place", "norvania", "")] if "Norvanian" in text else []
    found = noun_phrases(text, [Block(0, len(text))], names)
    assert [phrase.key for phrase in found] == keys


def folder(*texts: str) -> list[Spoken]:
    """Documents about other things, and then those with the texts."""
    others = [spoken(f"other-{n}", f"The {word} went by and nobody saw it.") for n, word in enumerate(("heron", "otter", "badger"))]
    return [*others, *(spoken(f"text-{n}", text) for n, text in enumerate(texts))]


def labels(documents: Sequence[Spoken], records: Authorities | None = None, published: Mapping[str, str] | None = None) -> list[str]:
    """The labels of the topics that recur in a folder."""
    return [topic.label for topic in recurring(documents, (), records or Authorities(), published or {})]


MARSH = ("Sheep like the salt marsh here.", "A dyke before the salt marsh broke.", "Nobody walks on a salt marsh at night.")
RECUR = [
    (MARSH, ["salt marsh"], "three documents, in different words"),
    (MARSH[:2], [], "two are too few"),
    (("Salt marsh: sheep.", "Salt marsh: geese.", "Salt marsh: dykes."), [], "always behind the same word: a rubric"),
    (tuple(text.replace("salt marsh", "press conference") for text in MARSH), [], "a phrase that recurs anywhere"),
    (tuple(text.replace("salt marsh", "village voter") for text in MARSH), [], "somebody is no subject"),
    (tuple(text.replace("salt marsh", "bird coastal") for text in MARSH), [], "nothing ends in an adjective"),
    (tuple(text.replace("salt marsh", "occupied marsh") for text in MARSH), [], "words that take a side"),
    (tuple(text.replace("salt marsh", "mine clearance") for text in MARSH), [], "what the thesaurus has"),
    (tuple(text.replace("salt marsh", "northern salt marsh") for text in MARSH), ["northern salt marsh"], "the longest that recurs"),
    ((*MARSH[:2], MARSH[2].replace("marsh", "marshes")), ["salt marsh"], "plural and singular are one, under the form that most have"),
]


@pytest.mark.parametrize(("texts", "expected", "why"), RECUR)
def test_a_phrase_becomes_a_topic_when_it_recurs(texts: tuple[str, ...], expected: list[str], why: str) -> None:
    assert labels(folder(*texts)) == expected


def test_a_copy_counts_for_nothing_but_has_the_topic() -> None:
    documents = folder(*MARSH)
    assert recurring(documents, {"text-2"}, Authorities(), {}) == []
    (topic,) = recurring([*documents, spoken("text-3", "The salt marsh, again.")], {"text-3"}, Authorities(), {})
    assert sorted(topic.places) == ["text-0", "text-1", "text-2", "text-3"]


def test_what_stands_nearly_everywhere_tells_nothing() -> None:
    """In a folder about nothing else, that is; in a handful of documents it may be what they are all about."""
    many = [spoken(f"text-{n}", f"There the salt marsh {word}ville has is wet.") for n, word in enumerate("abcdefghijklmnop")]
    assert labels(many) == []
    assert labels(many[:5]) == ["salt marsh"]


@pytest.mark.parametrize(
    "record",
    [
        Topic(id="salt-marsh", label="wetlands", terms=("bog",)),
        Topic(id="salt-marsh", label="x", off=True),
        Topic(id="wetlands", label="wetlands", terms=("salt marsh",)),
    ],
    ids=["its id", "its id, off", "its words"],
)
def test_a_record_with_its_id_or_its_words_takes_its_place(record: Topic) -> None:
    assert labels(folder(*MARSH), Authorities(topics={record.id: record})) == []


class TestStability:
    """One document more or less neither renames nor reshuffles the topics."""

    def test_a_topic_published_before_stays_while_it_nearly_recurs(self) -> None:
        assert labels(folder(*MARSH[:2]), published={"salt-marsh": "salt marshes"}) == ["salt marshes"]
        assert labels(folder(*MARSH[:1]), published={"salt-marsh": "salt marshes"}) == []

    def test_it_keeps_its_label(self) -> None:
        assert labels(folder(*MARSH), published={"salt-marsh": "salt marshes"}) == ["salt marshes"]

    @settings(max_examples=30)
    @given(st.permutations(range(6)))
    def test_the_order_of_the_documents_is_no_matter(self, order: list[int]) -> None:
        documents = folder(*MARSH)
        assert _plain(recurring([documents[n] for n in order], (), Authorities(), {})) == _plain(
            recurring(documents, (), Authorities(), {})
        )

    @settings(max_examples=30)
    @given(st.integers(0, 6), st.sampled_from(["An otter by the salt marsh.", "A heron by the mill.", "The tide table of the mill."]))
    def test_one_more_or_less_keeps_the_ids(self, gone: int, text: str) -> None:
        documents = folder(*MARSH, "Reeds grow around every salt marsh of the coast.")
        before = recurring(documents, (), Authorities(), {})
        published = {topic.id: topic.label for topic in before}
        less = [document for number, document in enumerate(documents) if number != gone]
        for changed in (less, [*documents, spoken("new", text)]):
            after = recurring(changed, (), Authorities(), published)
            assert [(topic.id, topic.label) for topic in after] == [(topic.id, topic.label) for topic in before]

    def test_building_again_changes_nothing(self) -> None:
        first = recurring(folder(*MARSH), (), Authorities(), {})
        again = recurring(folder(*MARSH), (), Authorities(), {topic.id: topic.label for topic in first})
        assert _plain(first) == _plain(again)


def _plain(found: Sequence[Recurring]) -> list[tuple[str, str, list[tuple[str, tuple[tuple[int, int], ...]]]]]:
    return [(topic.id, topic.label, sorted(topic.places.items())) for topic in found]


def test_documents_get_the_topic_with_the_words_that_earned_it() -> None:
    items = [extracted(f"The keeper of the birds wrote a letter to the council. {text}", f"text-{n}") for n, text in enumerate(MARSH)]
    related, _ = relate(items, (), {})
    for document in related:
        body = document.annotated.described.cleaned.body
        assert [entity.name for entity in document.entities if entity.kind == "topic"] == ["salt marsh"]
        assert [body[m.start : m.end] for m in document.annotated.mentions if m.rule == RECURRING_PHRASE] == ["salt marsh"]


CANDIDATES = [
    (MARSH[:2], ["salt marsh"], "two documents"),
    (MARSH, [], "three make a topic, which needs no decision"),
    (
        tuple(text.replace("salt marsh", "occupied marsh") for text in MARSH),
        ["occupied marsh"],
        "what takes a side is for a person to name",
    ),
    (tuple(text.replace("salt marsh", "mine clearance") for text in MARSH), [], "not what the thesaurus has"),
]


@pytest.mark.parametrize(("texts", "expected", "why"), CANDIDATES)
def test_what_is_less_sure_is_a_candidate(texts: tuple[str, ...], expected: list[str], why: str, tmp_path: Path) -> None:
    items = [extracted(f"The keeper of the birds wrote a letter to the council. {text}", f"text-{n}") for n, text in enumerate(texts)]
    write(relate(items, (), {})[0], tmp_path)
    found = candidates(load(tmp_path), Authorities())
    assert [candidate.record.label for candidate in found] == expected
    assert [candidate.judging for candidate in found] == ["occupied" in label for label in expected]
    bodies = {article.slug: article.body for article in load(tmp_path)}
    assert all(bodies[slug][a:b] == c.record.label for c in found for slug, spans in c.places.items() for a, b in spans)


def test_a_decided_candidate_is_offered_no_more(tmp_path: Path) -> None:
    items = [extracted(f"The keeper of the birds wrote a letter to the council. {text}", f"text-{n}") for n, text in enumerate(MARSH[:2])]
    write(relate(items, (), {})[0], tmp_path)
    articles = load(tmp_path)
    (suggestion,) = (found for found in suggest(articles, Authorities()) if found.file == "topics")
    assert suggestion.records == [{"id": "salt-marsh", "label": "salt marsh", "terms": ["salt marsh"]}]
    assert [quote.words for quote in suggestion.evidence] == ["salt marsh", "salt marsh"]
    switched_off = Authorities(topics={"salt-marsh": Topic(id="salt-marsh", label="salt marsh", off=True)})
    assert candidates(articles, switched_off) == ()
    refused = Refusals((Refusal(what="record", kind="topics", names=suggestion.names),))
    assert [found for found in suggest(articles, Authorities(), refused) if found.file == "topics"] == []
