"""The trained tagger: what it adds to the rules, what it may not change, and that the rules need it not."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import annotated, described, knowledge
from onrecord.annotate import annotate, tagger
from onrecord.annotate.lists import vocabulary
from onrecord.annotate.tokens import fold, tokens
from onrecord.records import Annotated
from onrecord.vocabulary import table, values

OPEN = "Drenn argued that Tvorna Vosk was wrong, and Vosk agreed."


def rules_only(text: str) -> Annotated:
    """What is found where the file of weights is missing."""
    return annotate(described(text), replace(knowledge(), tagger=None))


def found(annotated_: Annotated, kind: str) -> list[str]:
    return [entity.name for entity in annotated_.entities if entity.kind == kind]


def test_the_tagger_finds_people_whom_no_rule_knows() -> None:
    assert "Tvorna Vosk" in found(annotated(OPEN), "person")
    assert "Tvorna Vosk" not in found(rules_only(OPEN), "person")


def test_a_name_by_the_tagger_says_how_sure_it_is() -> None:
    rules = {mention.rule for mention in annotated(OPEN).mentions if mention.kind == "person"}
    assert any(rule.startswith("tagger, ") and rule.endswith("% sure") for rule in rules)


def test_the_rules_work_without_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tagger, "has_table", lambda _: False)
    tagger.model.cache_clear()
    try:
        assert tagger.model() is None
    finally:
        tagger.model.cache_clear()
    assert found(rules_only("Clara Nyberg met General Zorvath Quell in Norway."), "person") == ["Clara Nyberg", "Zorvath Quell"]
    assert found(rules_only("Clara Nyberg met General Zorvath Quell in Norway."), "place") == ["Norway"]


NOT_NAMES = [
    ("The Head of the State thanked the Head of the Mission.", "organization", "an office is no organization"),
    ("Pakistani and Norwegian boats came. The Norwegian left.", "organization", "a nationality is none"),
    ("The Chief of Army Staff left, and the Chief of the Naval Staff came.", "organization", "part of an office"),
    ("The War was long, and the War was lost.", "event", "an event's word alone names no event"),
]


@pytest.mark.parametrize(("text", "kind", "why"), NOT_NAMES)
def test_what_the_tagger_may_not_name(text: str, kind: str, why: str) -> None:
    assert found(annotated(text), kind) == []


STRETCHES = [
    ("Then Clara Nyberg of Norway left.", ["Clara Nyberg of Norway"], "a particle between capitals belongs to the stretch"),
    ("Clara Nyberg, Otto Brandt", ["Clara Nyberg", "Otto Brandt"], "a comma parts"),
    ("she left. He stayed.", [], "a function word that opens a sentence is no stretch"),
    ("J. R. Falk met Dr. Brandt.", ["J. R. Falk", "Dr. Brandt"], "the full stop of an abbreviation does not part"),
    ("a letter of al-Tvorna and bin Vosk", ["al-Tvorna and bin Vosk"], "an Arabic article may begin a name"),
    ("the Harbour of the", ["Harbour"], "particles need a capital behind them"),
]


@pytest.mark.parametrize(("text", "expected", "why"), STRETCHES)
def test_stretches(text: str, expected: list[str], why: str) -> None:
    words = tokens(text)
    assert [text[words[a].start : words[b - 1].end] for a, b in tagger.stretches(words)] == expected


@given(st.lists(st.sampled_from("Clara Nyberg of the Norway met 12 Quell said. J. (Harbour) Bank, and ÉCOLE".split()), max_size=60))
def test_names_lie_in_order_without_overlap_and_are_probable(parts: list[str]) -> None:
    """Whatever the words, names follow each other, lie inside the block, and probabilities are probabilities."""
    words = tokens(" ".join(parts))
    model = tagger.model()
    assert model is not None
    names = list(model.tag(words, {}, tagger.Use([words], {})))
    reached = 0
    for name in names:
        assert reached <= name.first < name.after <= len(words)
        assert 0 < name.probability <= 1 + 1e-9
        reached = name.after


def test_only_words_of_several_texts_are_in_the_table() -> None:
    """The table is small, and is read without a loss: each feature once, in order."""
    model = tagger.model()
    assert model is not None
    assert 1000 < len(model.weights) < 20_000
    assert list(model.weights) == sorted(model.weights)
    assert vocabulary().given


ALIKE = [
    ("madrid", "berlin", "two capitals"),
    ("smith", "jones", "two surnames"),
    ("mohammed", "ahmed", "two given names of one culture"),
]


@pytest.mark.parametrize(("word", "other", "why"), ALIKE)
def test_words_of_like_company_share_a_broad_class(word: str, other: str, why: str) -> None:
    assert tagger.classes(word)[1] == tagger.classes(other)[1] != tagger.classes("harbour")[1]


def test_the_classes_of_a_word_lead_from_the_broadest_to_the_finest() -> None:
    names = tagger.classes("london")
    assert len(names) == 4
    assert all(finer.startswith(f"{broader}.") for broader, finer in itertools.pairwise(names))
    assert tagger.classes("tvornavosk") == ()


def test_a_word_is_of_one_class() -> None:
    words = [word for row in table("word-classes") for word in values(row["words"])]
    assert len(words) == len(set(words))
    assert all(word == fold(word) for word in words)
