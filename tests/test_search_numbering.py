"""Words found and numbered by the million: as the rule finds them one by one, and each string under one number."""

from __future__ import annotations

from itertools import accumulate, pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.search.numbering import Numbering
from onrecord.search.spans import points, spans
from onrecord.search.words import pieces

LETTERS = st.text("aZ9é_’ .東とกั့\u0301\u0903Ж٣\U00020000\U0001f6a2\0\ud800")


@given(st.one_of(LETTERS, st.text()))
def test_words_stand_where_the_rule_finds_them(text: str) -> None:
    cuts = [0, *accumulate(map(len, pieces(text)))]
    starts, ends = spans(text, points(text))
    assert list(zip(starts.tolist(), ends.tolist(), strict=True)) == list(pairwise(cuts))[1::2]


STRINGS = st.lists(st.one_of(st.sampled_from(["", "a", "b", "the", "\0", "\0\0", "Ж", "longer than any key of the table"]), st.text()))


@pytest.mark.parametrize("letter", [1, 2])
@given(st.lists(STRINGS))
def test_every_string_has_one_number(letter: int, texts: list[list[str]]) -> None:
    numbering = Numbering(letter)
    expected: dict[str, int] = {}
    for strings in texts:
        whole = "".join(strings)
        cuts = np.array([0, *accumulate(map(len, strings))], dtype=np.int64)
        found = numbering.number(whole + "…", points(whole + "…"), cuts[:-1], cuts[1:])
        assert found.tolist() == [expected.setdefault(string, len(expected)) for string in strings]
    assert numbering.numbers == expected
