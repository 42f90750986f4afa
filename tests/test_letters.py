"""How texts are compared where their spelling may differ."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.letters import letters


@pytest.mark.parametrize(
    ("text", "expected"), [("The Brandholm_Post-Courier!", "thebrandholmpostcourier"), ("ÖLSTADT 24", "ölstadt24"), ("…", "")]
)
def test_letters(text: str, expected: str) -> None:
    assert letters(text) == expected


@given(st.text())
def test_nothing_but_letters_and_digits_is_left(text: str) -> None:
    assert all(character.isalnum() for character in letters(text).replace("\u0307", ""))
