"""How two wordings agree and differ, word by word."""

from __future__ import annotations

import pytest
from hypothesis import given

from onrecord.wordings import closeness, common_words, merged, own_words, pieces
from strategies import texts


@pytest.mark.parametrize(
    ("first", "second", "here", "there"),
    [
        ("The bridge is open.", "The bridge is open", [], []),
        ("We don’t know.", "“WE DON'T KNOW”", [], []),
        ("It cost 48 million crowns.", "It cost nearly 50 million crowns.", ["48"], ["nearly 50"]),
        ("She will not resign.", "She will resign.", ["not"], []),
        ("", "All of it.", [], ["All of it"]),
    ],
)
def test_own_words(first: str, second: str, here: list[str], there: list[str]) -> None:
    own = own_words(first, second)
    assert ([first[slice(*span)] for span in own[0]], [second[slice(*span)] for span in own[1]]) == (here, there)


@pytest.mark.parametrize(
    ("first", "second", "language", "common"),
    [
        ("They celebrated the victory.", "A victory for the celebrating towns.", "en", ["victory", "celebrating"]),
        ("The two of us.", "The two of them.", "en", ["two"]),
        ("Мост откроют весной.", "Весной моста не будет.", "ru", ["Весной", "моста"]),
        ("Sildefisket er slutt.", "Nå er sildefisket over.", "xx", ["er", "sildefisket"]),
    ],
)
def test_common_words(first: str, second: str, language: str, common: list[str]) -> None:
    assert [second[slice(*span)] for span in common_words(first, second, language)] == common


@pytest.mark.parametrize(
    ("first", "second", "near"),
    [
        ("The bridge is open at last, she said.", "The bridge is open at last.", "words"),
        ("The bridge is open at last.", "At last they opened the bridge to walkers.", "matter"),
    ],
)
def test_closeness(first: str, second: str, near: str) -> None:
    assert closeness(first, second) == closeness(second, first) == near


@given(texts, texts)
def test_pieces_make_up_the_text(first: str, second: str) -> None:
    for text, own in zip((first, second), own_words(first, second), strict=True):
        assert "".join(words for words, _ in pieces(text, own)) == text
        assert merged(own) == own
        assert [words for words, mark in pieces(text, own) if mark] == [text[slice(*span)] for span in own]
