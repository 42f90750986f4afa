"""Topics by the thesaurus: what a text speaks of enough, in which words, and what only looks like it."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import AUTHORITIES, annotated, described
from onrecord.annotate import Knowledge, annotate
from onrecord.annotate.stems import stem
from onrecord.annotate.tokens import Words
from onrecord.annotate.topics import Thesaurus, enough, pattern_of
from onrecord.authorities import Authorities, Topic
from onrecord.records import Block, Mention
from onrecord.thesaurus import starters, topics
from onrecord.vocabulary import table, values

FILLER = " ".join(["The river runs slowly past the old mill and the road goes on behind the hill."] * 20)
"""Three hundred words about nothing that has a topic: what comes after it stands in no beginning."""
LONG = " ".join([FILLER] * 4)
SHORT = FILLER[: len(FILLER) // 3]


def found(text: str, *, title: str = "", names: tuple[Mention, ...] = (), records: dict[str, Topic] | None = None) -> list[str]:
    """The ids of the topics of a text under a headline."""
    body = f"{title}\n\n{text}" if title else text
    first = len(title) + 2 if title else 0
    blocks = [*([Block(0, len(title), "title")] if title else []), Block(first, len(body))]
    entities, _ = Thesaurus(records or {}).find(Words(body, blocks), names)
    return [entity.id for entity in entities]


ENOUGH = [
    ("Two towns sign a peace agreement", FILLER, ["peace-talks"], "a headline tells what the text is about"),
    ("", f"Talks on a minimum wage began. {SHORT}", ["employment-and-wages"], "so does the beginning of a notice"),
    ("", f"Talks on a minimum wage began. {FILLER}", [], "but not of a longer text by itself"),
    ("", f"Talks on a minimum wage began. Pay rises are rare. {FILLER}", ["employment-and-wages"], "only with more of it"),
    ("", f"Talks on a minimum wage began. Pay rises are rare. {LONG}", [], "and much more in a long text"),
    ("", f"{FILLER} They spoke of a minimum wage.", [], "one mention in passing is none"),
    ("", f"{FILLER} They spoke of a minimum wage. Unemployment is high.", ["employment-and-wages"], "two are"),
    ("", f"{FILLER} They stressed territorial integrity.", ["territorial-integrity"], "some terms are said once, and mean it"),
    ("", f"{LONG} They stressed territorial integrity.", [], "not in a long text"),
    ("", f"{FILLER} A worker got a job. A worker lost a job.", [], "words that belong to much else need company"),
    ("", f"{FILLER} A worker, an employer and a wage.", ["employment-and-wages"], "three different ones keep each other company"),
    ("", "", [], "an empty text"),
]


@pytest.mark.parametrize(("title", "text", "ids", "why"), ENOUGH)
def test_a_text_has_a_topic_that_it_speaks_of_enough(title: str, text: str, ids: list[str], why: str) -> None:
    assert found(text, title=title) == ids


WORDS = [
    ("They drew up a plan for mine clearance.", ["mine-clearance"], "a term of two words"),
    ("They drew up a plan for MINE CLEARANCE.", ["mine-clearance"], "in capitals"),
    ("They spoke of the defense industries.", ["defence-industry"], "plural and American spelling"),
    ("The privatisation of the mills; privatization again.", ["privatization"], "either spelling"),
    ("A treaty. Between peace, talks.", [], "no term over a comma"),
    ("They established good ties and an embassy there.", ["diplomatic-relations"], "a few words between"),
    ("They established a club. The embassy is far.", [], "not over the end of a sentence"),
    ("They expelled a Norvanian diplomat.", ["diplomatic-relations"], "in the form that stands there"),
    ("The Trade Union and the trade union again met the trade union.", ["trade-unions-and-labour-relations"], "a trade union is no trade"),
    ("An oil painting, an oil painting, olive oil and crude jokes about a barrel.", [], "nor is every oil crude"),
    ("The trade minister, the trade ministry and the trade secretary discussed an export.", [], "an office is no subject"),
    ("The women's rights of old, and women’s rights today.", ["womens-rights-and-gender-equality"], "either apostrophe"),
]


@pytest.mark.parametrize(("text", "ids", "why"), WORDS)
def test_in_which_words_a_topic_is_found(text: str, ids: list[str], why: str) -> None:
    assert found(text) == ids


NAMES = [("person", "Free Trade", False), ("organization", "Free Trade Front", False), ("organization", "Free Trade", True)]


@pytest.mark.parametrize(("kind", "name", "counts"), NAMES)
def test_what_stands_inside_a_name_is_no_subject(kind: str, name: str, counts: bool) -> None:
    """An organization whose whole name is a term is what the text is about; a part of a longer name is not."""
    text = f"{name} met. {SHORT}"
    mention = Mention(0, len(name), "person" if kind == "person" else "organization", "x", "")
    assert ("trade" in found(text, names=(mention,))) is counts


RECORDS = [
    (Topic(id="mine-clearance", label="minefields cleared"), "mine clearance", ["minefields cleared"], "a label alone renames"),
    (Topic(id="mine-clearance", label="mine clearance", off=True), "mine clearance", [], "off is off"),
    (Topic(id="mine-clearance", label="mines", terms=("sapper",)), "mine clearance", [], "own terms take the place of the thesaurus'"),
    (Topic(id="mine-clearance", label="mines", terms=("sapper",)), "a sapper", ["mines"], "and earn the topic"),
    (Topic(id="danger", label="danger", terms=("mine clearance",)), "mine clearance", ["danger"], "words that a record claims are its own"),
    (
        Topic(id="sappers", label="sappers", broader="mine-clearance"),
        "mine clearance",
        ["mine clearance"],
        "another record changes nothing",
    ),
]


@pytest.mark.parametrize(("record", "text", "labels", "why"), RECORDS)
def test_a_record_wins_over_the_thesaurus(record: Topic, text: str, labels: list[str], why: str) -> None:

    knowledge = Knowledge.of(Authorities(topics={record.id: record}))
    done = annotate(described(f"They spoke of {text} by the river.\n\n{FILLER}"), knowledge)
    assert [entity.name for entity in done.entities if entity.kind == "topic"] == labels


def test_every_topic_shows_the_words_that_earned_it() -> None:
    done = annotated(f"Talks on mine clearance\n\nDate: 3 May 2016\n\nA minefield lies behind the harbour.\n\n{FILLER}")
    body = done.described.cleaned.body
    assert [(body[m.start : m.end], m.rule) for m in done.mentions if m.kind == "topic"] == [
        ("mine clearance", "thesaurus: in the headline"),
        ("minefield", "thesaurus: in the beginning of the text"),
    ]
    assert next(entity.variants for entity in done.entities if entity.kind == "topic") == ("mine clearance", "minefield")


STEMS = [
    ("defenses", "defence"),
    ("organizations", "organization"),
    ("organisations", "organization"),
    ("countries", "country"),
    ("crises", "crisis"),
    ("women", "woman"),
    ("news", "news"),
    ("taxes", "tax"),
    ("crisis", "crisis"),
    ("gas", "gas"),
    ("buses", "bus"),
    ("labor", "labour"),
]


@pytest.mark.parametrize(("word", "expected"), STEMS)
def test_words_are_compared_in_the_singular_and_in_one_spelling(word: str, expected: str) -> None:
    assert stem(word) == expected


@given(st.text("abcdefghiklmnorstuvy", min_size=1, max_size=14))
def test_a_stem_is_its_own_stem(word: str) -> None:
    """But for what looks like a plural of a plural ("asss"), which no language has."""
    once = stem(word)
    assert stem(once) == once or once.endswith("s")


def test_a_longer_text_never_needs_less() -> None:
    needed = [enough(words) for words in range(5000)]
    assert needed == sorted(needed)
    assert (needed[0], needed[-1]) == (3, 9)


def test_topics_do_not_depend_on_the_order_of_the_paragraphs_of_a_text_beyond_its_beginning() -> None:
    paragraphs = ["A minimum wage.", "Unemployment.", "A payroll and a pay rise."]
    answers = {tuple(found(f"{FILLER} {' '.join(order)}")) for order in permutations(paragraphs)}
    assert answers == {("employment-and-wages",)}


class TestTable:
    """``vocabulary/topics.tsv``."""

    def test_ids_labels_and_broader_topics_fit(self) -> None:
        rows = table("topics")
        ids = [row["id"] for row in rows]
        assert len(set(ids)) == len(ids)
        assert len({row["label"] for row in rows}) == len(rows)
        assert {row["broader"] for row in rows} - {""} <= set(ids)
        assert {row["once"] for row in rows} == {"", "yes"}

    def test_every_topic_has_terms_in_small_letters_and_each_once(self) -> None:
        for row in table("topics"):
            terms = [*values(row["terms"]), *values(row["also"])]
            assert values(row["terms"]), row["id"]
            assert [term for term in terms if term != term.lower()] == [], row["id"]
            assert len({pattern_of(term) for term in terms}) > len(terms) / 2, row["id"]

    def test_no_topic_is_wider_than_itself(self) -> None:
        broader = {id_: starter.record.broader for id_, starter in starters().items()}
        for id_ in broader:
            seen = [id_]
            while (wider := broader[seen[-1]]) is not None:
                assert wider not in seen
                seen.append(wider)

    def test_the_records_of_a_corpus_stand_over_it(self) -> None:
        own = topics(AUTHORITIES.topics)
        assert own["harbour-trade"] == AUTHORITIES.topics["harbour-trade"]
        assert own["mine-clearance"] == starters()["mine-clearance"].record
