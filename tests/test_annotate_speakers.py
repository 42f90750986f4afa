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
    ("“We shall not sell it,” another friend, Clara Nyberg, told the Marsh Lantern.", CN, "who somebody is, before the name"),
    ("“We shall not sell it,” the harbour spokesman, Josh Brandt, said.", "Josh Brandt", "a name that is a verb in small letters"),
    ("“We shall not sell it,” Clara Nyberg, legal director for the group Harbour Rights, said.", CN, "an office behind the name"),
    ("“We shall not sell it,” Clara Nyberg, wearing a hat and “Save It” pins, said calmly.", CN, "words in marks between name and verb"),
    ("Clara Nyberg, herself a pilot, drew a wave of boos upon saying, “We shall sell the bridge.”", CN, "the subject of the sentence"),
    ("Clara Nyberg asked the harbour crowd “Shall we sell the bridge to them?”", CN, "a hearer and no comma"),
    ("Otto Brandt ran.\n\nAccording to the Brandt campaign, “We shall never sell it.”", "the Brandt campaign", "not who leads it"),
    ("Otto Brandt ran.\n\n“We shall not sell it,” the Brandt campaign said.", "Brandt campaign", "nor as a subject"),
    ("The plan met scorn (“I want my bridge back,” said Clara Nyberg).", CN, "in brackets"),
    ("Otto Brandt was asked, “Is the old bridge safe?”", None, "who asks is not stated"),
]


@pytest.mark.parametrize(("text", "speaker", "why"), ATTRIBUTED)
def test_whose_a_quotation_is(text: str, speaker: str | None, why: str) -> None:
    assert [name for name, _ in said(text)] == [speaker]


IN_PIECES = [
    (
        "Otto Brandt said the bridge was “old,” adding, “We shall not sell it to anyone.”",
        [(OB, "We shall not sell it to anyone.")],
        "a participle behind a closing mark goes on with the same speaker",
    ),
    (
        "“We waited,” said Clara Nyberg, whose “old bridge” stood. Otto Brandt said, “It was long.”",
        [(CN, "We waited"), (OB, "It was long.")],
        "a name in marks behind the attribution",
    ),
    (
        "“Is it safe?” Clara Nyberg asked. Otto Brandt answered, “It is safe.”",
        [(CN, "Is it safe?"), (OB, "It is safe.")],
        "a question and its answer",
    ),
    (
        "Clara Nyberg asked, “Is it safe?” Otto Brandt answered, “It is safe.”",
        [(CN, "Is it safe?"), (OB, "It is safe.")],
        "the sentence between two quotations attributes the one it leads to",
    ),
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


def test_words_that_lead_in_to_marks_are_reported_with_them() -> None:
    text = "Clara Nyberg said he was “truly concerned about the bridge, and the harbour too. It is old and it is very weak.”"
    found = statements(f"{PROSE}\n\n{text}\n\n{MORE_PROSE}")
    assert ("indirect", CN, text[text.index("he was") : -2]) in found


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
    ("Otto Brandt came.\n\nMost pilots said it was safe.\n\n“It is safe,” he said.", OB, "a group is no “he”"),
    ("Clara O’Dwyer-D’Lind came.\n\n“It is safe,” O'Dwyer-D'Lind said.", "Clara O’Dwyer-D’Lind", "a surname with hyphen and apostrophes"),
    ("Fahlgren spoke first. Fahlgren said it was old.\n\n“It is safe,” he said.", "Fahlgren", "a surname that no list knows"),
    ("Police said it was old. The police said so.\n\n“It is safe,” he said.", "he", "but no word that is written small as well"),
    ("Otto Brandt met Jonas Quell. Brandt asked, “Is it safe?” The latter replied, “It is safe.”", "Jonas Quell", "the second of two"),
    ("Otto Brandt met Jonas Quell. “It is safe,” the former replied.", OB, "the first of two"),
    ("Clara Nyberg met Otto Brandt. “It is safe,” Brandt said. “Not yet,” the other replied.", CN, "the one who did not speak last"),
    ("Clara Nyberg met Otto Brandt. “It is safe,” Brandt said. “Not yet,” his counterpart replied.", CN, "the same by another word"),
    ("Otto Brandt, Jonas Quell and Clara Nyberg met. “It is safe,” the latter said.", "the latter", "one of three: not resolved"),
    ("General Otto Brandt, in turn, said, “It is safe.”", OB, "in turn"),
    (
        "Clara Nyberg will meet pilots. A spokesman for Nyberg said that it is late.\n\n“We shall not sell it,” the spokesman said.",
        "the spokesman",
        "whoever speaks for somebody is somebody else",
    ),
    (
        "Norvanian mayor Clara Nyberg came.\n\n“It is safe,” said a Norvanian mayor.",
        "a Norvanian mayor",
        "“a” brings in somebody new, whoever bears the title",
    ),
    ("Mayor Clara Nyberg came.\n\n“It is safe,” some mayor said.", "some mayor", "so does “some”"),
    ("Clara Nyberg, a retired mayor of the old harbour town, said: “It is safe.”", CN, "but not in apposition to a name"),
    (
        "An aide to Senator Clara Nyberg told pilots that it is late.\n\n“We shall not sell it,” the aide said.",
        "the aide",
        "an aide to somebody",
    ),
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


def test_a_person_bears_the_full_name_also_where_the_headline_has_the_surname_alone() -> None:
    found = annotated(f"Nyberg opens the bridge\n\n{PROSE}\n\nClara Nyberg said that she was glad.\n\n{MORE_PROSE}")
    assert [entity.name for entity in found.entities if entity.kind == "person"] == ["Clara Nyberg"]
