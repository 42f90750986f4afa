"""The names of statements inside their document: what they survive, and how like ones are told apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.anchors import anchors
from onrecord.records import Statement


def of(body: str, *words: str) -> tuple[str, ...]:
    """The anchors of statements given by their words, each found after the one before."""
    found, start = [], 0
    for said in words:
        start = body.index(said, start)
        found.append(Statement("direct", start, start + len(said), ((start, start + len(said)),), "r", speaker_name="Ada"))
        start += 1
    return anchors(body, found)


@pytest.mark.parametrize(
    ("words", "anchor"),
    [
        ("The bridge is safe", "s-the-bridge-is-safe"),
        ("that the bridge is safe", "s-the-bridge-is-safe"),
        ("Мост открыт", "s-most-otkryt"),
        ("… !", "s-words"),
        (
            "The bridge is safe, and it will stay safe for as long as anybody walks across it",
            "s-the-bridge-is-safe-and-it-will-stay-safe-for-as",
        ),
    ],
)
def test_an_anchor_is_made_from_the_first_words(words: str, anchor: str) -> None:
    assert of(f"“{words}” she said.", words) == (anchor,)


BODY = "The mayor said that the bridge is safe and that the toll will fall, in time. “The bridge is safe,” she said twice. “The bridge is safe!”"


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        (("the toll will fall",), ("the bridge is safe", "the toll will fall"), "another statement is found before it"),
        (("the toll will fall", "The bridge is safe"), ("the toll will fall",), "another one is lost"),
        (("the toll will fall",), ("that the toll will fall",), "the conjunction is counted in"),
    ],
)
def test_an_anchor_stays_when_rules_change(before: tuple[str, ...], after: tuple[str, ...], why: str) -> None:
    assert "s-the-toll-will-fall" in of(BODY, *before)
    assert "s-the-toll-will-fall" in of(BODY, *after), why


def test_the_same_first_words_are_numbered() -> None:
    assert of(BODY, "The bridge is safe", "The bridge is safe") == ("s-the-bridge-is-safe", "s-the-bridge-is-safe-2")


def test_words_that_end_in_a_number_take_no_others_place() -> None:
    assert of("phase, phase, phase, phase 2", "phase", "phase", "phase", "phase 2") == ("s-phase", "s-phase-2", "s-phase-3", "s-phase-2-2")


@given(
    st.lists(
        st.sampled_from(["a", "a 2", "a 2 2", "a 3", "“a”"]) | st.text(alphabet="ab 1-2“", min_size=1, max_size=9), min_size=1, max_size=6
    )
)
def test_no_two_statements_share_an_anchor(words: list[str]) -> None:
    found = of(" ".join(words), *words)
    assert len(set(found)) == len(found)
