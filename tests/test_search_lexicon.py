"""A word that stands very often is told as several forms, by the words before and behind it in its block."""

from __future__ import annotations

from collections import Counter
from itertools import accumulate
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from onrecord.search import lexicon, reading
from onrecord.search.lexicon import Form, Lexicon
from onrecord.search.reading import Text, read
from onrecord.search.words import fold

WORDS = ["the", "The", "of", "Älv", "он", "Ёлка", "東", "𠀁", "ᏣᎳᎩ"]

Blocks = list[list[str]]


def _text(blocks: Blocks) -> Text:
    parts = [" ".join(words) for words in blocks]
    ends = [*accumulate(len(part) + 2 for part in parts)]
    return Text("\n\n".join(parts), [(end - 2 - len(part), end - 2) for part, end in zip(parts, ends, strict=True)])


def _told(word: str, before: str, behind: str, kinds: int) -> Form:
    one, other = (sum(map(ord, fold(beside))) % kinds for beside in (before, behind))
    return Form(word, fold(word), one * kinds + other, kinds)


@example([[["the"]], [[], ["the"]]], 1, 20)
@given(st.lists(st.lists(st.lists(st.sampled_from(WORDS), max_size=5), max_size=3), max_size=5), st.integers(1, 6), st.integers(1, 20))
def test_each_word_is_of_the_form_that_the_words_beside_it_tell(documents: list[Blocks], whole: int, stretch: int) -> None:
    blocks = [words for document in documents for words in document]
    often = Counter(word for words in blocks for word in words)
    expected = [
        _told(word, before, behind, -(-often[word] // whole))
        for words in blocks
        for before, word, behind in zip(["", *words], words, [*words[1:], ""], strict=False)
    ]
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patched:
        patched.setattr(lexicon, "WHOLE", whole)
        patched.setattr(reading, "STRETCH", stretch)
        words = read(map(_text, documents), Path(folder) / "words")
        made = Lexicon(words)
        found = [made.forms[n] for stretch_ in words.stretches() for n in made.numbers(*stretch_)]
    assert found == expected
    assert dict(zip(made.forms, made.occurrences.tolist(), strict=True)) == Counter(expected)
