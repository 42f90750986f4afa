"""Texts that are speech from end to end: interviews, transcripts, speeches; and texts that only look like them."""

from __future__ import annotations

import pytest

from builders import MORE_PROSE, PROSE, annotated, statements

CN = "Clara Nyberg"
OB = "Otto Brandt"

TRANSCRIPTS = [
    (
        """Interview with Clara Nyberg

Q: Who pays for the bridge?

A: Everybody who eats. The bread comes over it.

Q: And the divers?

A: We pay them by the day.""",
        [(CN, "Everybody who eats. The bread comes over it."), (CN, "We pay them by the day.")],
        "Q and A: the answers are hers, the questions nobody's with a name",
    ),
    (
        """The toll, explained by Clara Nyberg

Question: Who pays for the bridge?

Answer: Everybody who eats.

Question: And the divers?

Answer: We pay them by the day.""",
        [(CN, "Everybody who eats."), (CN, "We pay them by the day.")],
        "labels written out; the title names one person",
    ),
    (
        """The mayor's radio hour

Clara Nyberg was the guest of Otto Brandt on Monday.

OTTO BRANDT: Who pays for the bridge?

CLARA NYBERG: Everybody who eats. The bread comes over it.

BRANDT: And the divers?

NYBERG: We pay them by the day.""",
        [
            (OB, "Who pays for the bridge?"),
            (CN, "Everybody who eats. The bread comes over it."),
            (OB, "And the divers?"),
            (CN, "We pay them by the day."),
        ],
        "names in capitals, surnames afterwards",
    ),
    (
        """The mayor's radio hour

Clara Nyberg was the guest of Otto Brandt on Monday.

OB: Who pays for the bridge?

CN: Everybody who eats. The bread comes over it.

OB: And the divers?

CN: We pay them by the day.""",
        [
            (OB, "Who pays for the bridge?"),
            (CN, "Everybody who eats. The bread comes over it."),
            (OB, "And the divers?"),
            (CN, "We pay them by the day."),
        ],
        "initials",
    ),
    (
        """A talk by the river

Clara Nyberg came to our office.

**Harbour Workers League:** Who pays for the bridge?

**Clara Nyberg:** Everybody who eats. The bread comes over it.

**Harbour Workers League:** And the divers?

**Clara Nyberg:** We pay them by the day.""",
        [
            ("Harbour Workers League", "Who pays for the bridge?"),
            (CN, "Everybody who eats. The bread comes over it."),
            ("Harbour Workers League", "And the divers?"),
            (CN, "We pay them by the day."),
        ],
        "an organization asks; labels in bold",
    ),
    (
        """Interview with Clara Nyberg

Q: Who pays for the bridge?

A: Everybody who eats.

The bread comes over it, and so does the “good salt” of the south.

Q: And the divers?

A: We pay them by the day.

Q: Is that all?

A: That is all.""",
        [
            (CN, "Everybody who eats. / The bread comes over it, and so does the “good salt” of the south."),
            (CN, "We pay them by the day."),
            (CN, "That is all."),
        ],
        "an answer of two paragraphs; what it quotes is part of it",
    ),
]


@pytest.mark.parametrize(("text", "expected", "why"), TRANSCRIPTS)
def test_turns_of_a_transcript(text: str, expected: list[tuple[str, str]], why: str) -> None:
    assert [(name, said) for kind, name, said in statements(text) if kind == "direct"] == expected


QUESTIONS = """Our paper interviews bridge builder Clara Nyberg

Clara Nyberg has built bridges for thirty years.

How did you begin?

I began as a diver. My father was one, and we lived by the river.

What was the hardest bridge?

The third one. I lost two boats there, and I still see them.

Will you build another?

No. We have enough bridges, and I have enough of the cold."""


def test_questions_and_answers_without_labels() -> None:
    """The title says who was interviewed; paragraphs that end in question marks alternate with answers in the first person."""
    found = [(name, said) for kind, name, said in statements(QUESTIONS) if kind == "direct"]
    assert found == [
        (CN, "I began as a diver. My father was one, and we lived by the river."),
        (CN, "The third one. I lost two boats there, and I still see them."),
        (CN, "No. We have enough bridges, and I have enough of the cold."),
    ]


SPEECH = (
    "I thank the council for the honour of opening this bridge, which we have awaited for nine long years of rain and of dispute.\n\n"
    "We owe it to the divers, and I want to name them all today, because nobody else will name them when the flags are gone again.\n\n"
    "Let us walk across it together now, and let us remember those of our friends who did not live to see this day of ours arrive."
)
HEADS = [
    ("Remarks by Mayor Clara Nyberg at the opening of the bridge", "remarks by"),
    ("Speech by Clara Nyberg", "speech by"),
    ("Address of H. E. Mrs. Clara Nyberg, Mayor of Brandholm, to the council", "address of, with forms of address"),
    ("Full text of Clara Nyberg’s speech at the bridge", "full text of somebody's speech"),
    ("Clara Nyberg’s opening remarks", "somebody's remarks"),
    ("Statement by Clara Nyberg on the bridge", "statement by"),
]


@pytest.mark.parametrize(("head", "why"), HEADS)
def test_a_speech_is_its_speakers_paragraph_by_paragraph(head: str, why: str) -> None:
    found = statements(f"{head}\n\nLadies and gentlemen,\n\n{SPEECH}")
    assert {(kind, name) for kind, name, _ in found} == {("direct", CN)}
    assert [said for _, _, said in found] == ["Ladies and gentlemen,", *SPEECH.split("\n\n")]


def test_a_speech_says_by_which_rule_it_is_one() -> None:
    found = annotated(f"Remarks by Clara Nyberg\n\n{SPEECH}")
    assert {statement.rule for statement in found.statements} == {"whole text is a speech"}


NO_SPEECH = [
    (f"Remarks by Clara Nyberg anger the south bank\n\n{PROSE}\n\n{MORE_PROSE}\n\n{PROSE}", "a report about remarks"),
    (f"Speech in support of the Clara Nyberg Prize\n\n{SPEECH}", "a name that another name holds"),
    (f"Speech at the opening of the bridge\n\n{SPEECH}", "a speech of nobody who is named"),
    ("Points\n\nNorth Bank: 12\n\nSouth Bank: 14\n\nNorth Bank: 7\n\nSouth Bank: 3", "a table of figures"),
    ("The Ferry\n\nFERRYMAN: Who goes there?\n\nGIRL: Only the wind.\n\nFERRYMAN: Then pay for the wind.", "a play: nobody in it is named"),
    (f"Is the bridge safe?\n\n{PROSE}\n\nWho will pay?\n\n{MORE_PROSE}\n\nWhat now?\n\n{PROSE}", "questions as headings of a report"),
]


@pytest.mark.parametrize(("text", "why"), NO_SPEECH)
def test_what_is_no_speech(text: str, why: str) -> None:
    assert [said for kind, _, said in statements(text) if kind == "direct"] == []
