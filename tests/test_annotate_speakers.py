"""Whose words these are: attribution of quotations, and whom names, descriptions and pronouns mean."""

from __future__ import annotations

import pytest

from builders import MORE_PROSE, PROSE, annotated, statements

CN = "Clara Nyberg"
OB = "Otto Brandt"
ME = "Marta Ekholm"


def said(text: str) -> list[tuple[str | None, str]]:
    """(speaker, words) of the direct statements of a text between two paragraphs of prose."""
    return [(name, words.rstrip(",")) for kind, name, words in statements(f"{PROSE}\n\n{text}\n\n{MORE_PROSE}") if kind == "direct"]


ATTRIBUTED = [
    ("“How wide it is!” beamed Clara Nyberg of the council.", CN, "a verb of no table, before the name"),
    ("“How wide it is!” Clara Nyberg beamed.", CN, "a verb of no table, after the name"),
    ("Clara Nyberg held firm: “We shall not sell the bridge to anyone.”", CN, "a colon after a sentence about the speaker"),
    ("Clara Nyberg took the stand last.\n\nShe went on:\n\n“We shall not sell it.”", CN, "the line before ends with a colon"),
    ("“We shall not sell the bridge.”\n\n— Clara Nyberg, chairwoman", CN, "a signature under it"),
    ("According to Clara Nyberg, “The bridge will never be sold to anyone.”", CN, "according to, with a comma"),
    ("Clara Nyberg said in spring, when the toll was raised for all carts, “We shall not sell it.”", CN, "circumstances before it"),
    ("“We shall not sell it,” Clara Nyberg, the head of the council, told the Marsh Lantern.", CN, "not the paper that was told"),
    ("“We shall not sell it,” said Harbour Workers League chairwoman Clara Nyberg.", CN, "not the body she presides over"),
    ("“We shall not sell it,” said Brandt campaign manager Clara Nyberg.\n\nOtto Brandt was silent.", CN, "not whom she works for"),
    ("Clara Nyberg, 49, a veteran of the Harbour Workers League, said: “We shall not sell it.”", CN, "not what an apposition names"),
    ("As Clara Nyberg, a friend of Otto Brandt, put it, “We shall not sell the bridge.”", CN, "“as X put it”"),
    ("“We shall not sell it,” said a woman in the crowd.", "a woman in the crowd", "nobody with a name"),
    ("“We shall not sell it,” an official who asked not to be named said.", "an official who asked not to be named", "an anonymous source"),
    ("“Never sell it!” the crowd shouted back.", "the crowd", "a crowd"),
    ("The poster said, “Never sell the bridge.”", "The poster", "a thing that can be read"),
    ("She held up a sign reading “Never sell the bridge.”", "a sign", "what is written on it"),
    ("From the report: “No bridge of this length was ever sold.”", "the report", "a document"),
    ("Clara Nyberg said in a statement. “We shall not sell the bridge.”", CN, "an attribution as a sentence before it"),
    ("But, Clara Nyberg told the pilots who had come to the old harbour hall, “We shall not sell it.”", CN, "a long hearer"),
    ("Clara Nyberg spoke of the toll, of salt and of drive: “We shall not sell it,” she said.", CN, "the verb attributes what it touches"),
    ("“We shall not sell it,” Clara Nyberg shot back.", CN, "a verb with a particle"),
    ("According to the harbour office, “The bridge is not for sale.”", "the harbour office", "an office without a name"),
    ("“No bridge was ever sold,” the ministry said in a statement.", "the ministry", "an office without a name"),
]


@pytest.mark.parametrize(("text", "speaker", "why"), ATTRIBUTED)
def test_whose_a_quotation_is(text: str, speaker: str, why: str) -> None:
    assert [name for name, _ in said(text)] == [speaker]


IN_PIECES = [
    ("“We waited,” said Clara Nyberg, “for nine years.”", [(CN, "We waited, / for nine years.")], "split in a sentence"),
    ("“We waited,” said Clara Nyberg. “It was long.”", [(CN, "We waited, / It was long.")], "split between sentences"),
    ("“We waited,” said Clara Nyberg. “Long.”", [(CN, "We waited, / Long.")], "one word is enough behind the attribution"),
    (
        "“We waited,” said Clara Nyberg. She added, “It was long.”",
        [(CN, "We waited"), (CN, "It was long.")],
        "the second has an attribution of its own",
    ),
    (
        "“We waited,” said Clara Nyberg. “We paid,” said Otto Brandt.",
        [(CN, "We waited"), (OB, "We paid")],
        "and here another speaker",
    ),
]


@pytest.mark.parametrize(("text", "expected", "why"), IN_PIECES)
def test_a_quotation_split_by_its_attribution_is_one_statement(text: str, expected: list[tuple[str, str]], why: str) -> None:
    assert said(text) == expected


def test_words_before_a_quotation_in_its_sentence_are_reported_with_it() -> None:
    found = statements("Most of the old piers “are safe for carts,” Clara Nyberg said.")
    assert found == [("indirect", CN, "Most of the old piers “are safe for carts")]


NOT_SPEECH = [
    ("The host of “Evening Harbour,” Clara Nyberg left early.", "a title of a programme"),
    ("In the film “Bridge of Reeds,” which Otto Brandt liked, nobody speaks.", "a title of a film"),
    ("The “provisional” role of Otto Brandt in the council was agreed.", "scare quotes"),
    ("A road well-kept, an ill-advised toll and a well-stated aim were the themes.", "hyphens before words like verbs"),
]


@pytest.mark.parametrize(("text", "why"), NOT_SPEECH)
def test_words_in_marks_that_nobody_said(text: str, why: str) -> None:
    assert said(text) == []


WHOM = [
    ("Clara Nyberg met Otto Brandt.\n\n“It is safe,” she said.", CN, "a given name tells"),
    ("Clara Nyberg met Otto Brandt.\n\n“It is safe,” he said.", OB, "and the other one"),
    ("Sample Nyberg spoke first. She was calm.\n\nOtto Brandt listened.\n\n“It is safe,” he said.", OB, "the last of that gender"),
    (
        "Mr. Otto Brandt and Mrs. Ida Brandt came.\n\n“It is safe,” Mrs. Brandt said.",
        "Ida Brandt",
        "a surname of two, with the title of one",
    ),
    (
        "Otto Brandt praised the plan of Jonas Quell.\n\n“It is safe,” he said.",
        OB,
        "the subject, not who is named after a preposition",
    ),
    ("Otto Brandt came.\n\n“Jonas Quell built it, and it is safe,” he said.", OB, "nobody named within the quotation"),
    (
        "Clara Nyberg of the council came.\n\n“It is safe,” said a diver. “Quite safe,” she added.",
        "she",
        "after somebody without a name it is nobody before",
    ),
    (
        "Minister Otto Brandt met Minister Jonas Quell.\n\n“It is safe,” the minister said.",
        "the minister",
        "one of two who stand near: not resolved",
    ),
    (
        "Clara Nyberg and Otto Brandt came.\n\n“It is safe,” Nyberg and Brandt said.",
        "Nyberg and Brandt",
        "two who speak are neither of them",
    ),
    ("The Harbour Workers League said it was safe. “It is safe for carts,” it said.", "Harbour Workers League", "an organization goes on"),
]


@pytest.mark.parametrize(("text", "speaker", "why"), WHOM)
def test_whom_a_phrase_means(text: str, speaker: str, why: str) -> None:
    assert said(text)[-1][0] == speaker


def test_the_pronouns_of_a_document_go_before_lists_of_given_names() -> None:
    """Clara is a woman's name to every list; this document says four times and more that its Clara is a man."""
    story = "Clara Nyberg took his hat. He put it on his head, and then he went to see his boat. He was late."
    assert said(f"{story}\n\nOtto Brandt waited.\n\nClara Nyberg came.\n\n“It is safe,” he said.")[-1][0] == CN


def test_the_words_that_name_the_speaker_are_kept() -> None:
    found = annotated("Clara Nyberg came.\n\n“The bridge is safe,” she said.")
    start, end = found.statements[0].speaker_span or (0, 0)
    assert found.described.cleaned.body[start:end] == "she"
