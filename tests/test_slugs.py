"""Slugs: what a title becomes in an address."""

from __future__ import annotations

import re

import pytest
from hypothesis import given

from onrecord.slugs import LONGEST, slug, unique
from strategies import texts

SLUGS = [
    ("A Bridge at Last", "a-bridge-at-last", "words and spaces"),
    ("Norvania’s bridge; the town's pride", "norvanias-bridge-the-towns-pride", "an apostrophe joins, other marks part"),
    ("Ölümsüz Dağ – Şəki", "olumsuz-dag-seki", "letters of other alphabets are folded, not dropped"),
    ("Мост открыт", "most-otkryt", "so is another script"),
    ("../../etc/passwd", "etc-passwd", "no path comes out of a name"),
    ("one\ntwo\x00three", "one-two-three", "nor a line break"),
    ("50 % of $9.99", "50-of-9-99", "digits stay"),
    ("***", "", "nothing to fold"),
    ("", "", "nothing at all"),
]


@pytest.mark.parametrize(("title", "expected", "why"), SLUGS)
def test_folds_a_title(title: str, expected: str, why: str) -> None:
    assert slug(title) == expected


@given(texts)
def test_is_safe_in_any_address(text: str) -> None:
    """Lower-case ASCII, hyphens between words only, never too long; a slug is its own slug."""
    folded = slug(text)
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", folded)
    assert len(folded) <= LONGEST
    assert slug(folded) == folded


def test_is_cut_at_a_word() -> None:
    folded = slug("bridge " * 40)
    assert folded == "-".join(["bridge"] * 10)


def test_one_word_that_is_too_long_is_cut_inside() -> None:
    assert slug("x" * 500) == "x" * LONGEST


COLLISIONS = [
    ("bridge", "doc-1", set(), "bridge"),
    ("bridge", "doc-1", {"bridge"}, "bridge-doc-1"),
    ("bridge", "doc-1", {"bridge", "bridge-doc-1"}, "bridge-doc-1-2"),
    ("bridge", "doc-1", {"bridge", "bridge-doc-1", "bridge-doc-1-2"}, "bridge-doc-1-3"),
    ("", "doc-1", set(), "doc-1"),
    ("", "doc-1", {"doc-1"}, "doc-1-2"),
    ("doc-1", "doc-1", {"doc-1"}, "doc-1-2"),
]


@pytest.mark.parametrize(("wanted", "fallback", "taken", "expected"), COLLISIONS)
def test_a_slug_that_is_taken_gets_the_id_and_then_a_number(wanted: str, fallback: str, taken: set[str], expected: str) -> None:
    assert unique(wanted, fallback, taken) == expected
