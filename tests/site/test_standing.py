"""What is known of a speaker without a name: somebody unnamed, a document, or somebody who could not be settled."""

from __future__ import annotations

import pytest

from onrecord.site.standing import standing


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("an official who asked not to be named", "unnamed"),
        ("A sailor", "unnamed"),
        ("one banker", "unnamed"),
        ("officials", "unnamed"),
        ("port officials", "unnamed"),
        ("sources close to the talks", "unnamed"),
        ("the officer, who spoke on condition of anonymity", "unnamed"),
        ("the report", "document"),
        ("a court filing", "document"),
        ("a letter to the mayor", "document"),
        ("the report’s author", "unidentified"),
        ("the official", "unidentified"),
        ("the head of state", "unidentified"),
        ("he", "unidentified"),
        ("Lindqvist", "unidentified"),
        (None, "none"),
        ("  ", "none"),
    ],
)
def test_the_words_say_what_is_known(words: str | None, expected: str) -> None:
    assert standing(words, identified=False) == expected


def test_an_identified_speaker_needs_no_words() -> None:
    assert standing("he", identified=True) == "identified"
