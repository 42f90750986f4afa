"""The words of a corpus as numbers: the texts can be made from them again, and every word stands where it stood."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from onrecord.search.reading import END, IN_STATEMENT, IN_TITLE, Text, read
from onrecord.search.words import fold, pieces

LETTERS = "ab Éə東กи𝔸\u0301’-.,  –\n\t\0"


@st.composite
def texts(draw: st.DrawFn) -> Text:
    """Blocks with something between them, and spans of statements anywhere."""
    parts = draw(st.lists(st.tuples(st.text(LETTERS, max_size=12), st.text(" \n", max_size=3)), max_size=5))
    body, blocks = "", []
    for block, between in parts:
        blocks.append((len(body), len(body) + len(block)))
        body += block + between
    place = st.integers(0, len(body))
    said = draw(st.lists(st.tuples(place, place).map(lambda span: (min(span), max(span))), max_size=3))
    return Text(body, blocks, draw(st.integers(0, 2)), said)


def _plainly(text: Text) -> list[tuple[str, int, int, int]]:
    """Each word with its position, its place in the body, and its block."""
    found, position = [], 0
    for block, (start, end) in enumerate(text.blocks):
        at = start
        for number, piece in enumerate(pieces(text.body[start:end].replace(END, "\ufffd"))):
            if number % 2:
                found.append((piece, position, at, block))
                position += 1
            at += len(piece)
        position += 1
    return found


@given(st.lists(texts(), max_size=4))
def test_words_gaps_positions_and_statements(given_texts: list[Text]) -> None:
    with TemporaryDirectory() as folder:
        words = read(given_texts, Path(folder) / "words")
    assert words.forms == sorted(words.forms, key=lambda form: (fold(form), form))
    word, gap, said, sizes = 0, 0, iter(words.said.tolist()), iter(words.paragraphs.tolist())
    for number, text in enumerate(given_texts):
        expected = _plainly(text)
        here = range(word, word + len(expected))
        assert words.sizes[number] == len(expected)
        assert [(words.forms[words.form[at]], int(words.position[at])) for at in here] == [(form, at) for form, at, _, _ in expected]
        gaps = [words.gaps[one] for one in words.gap[gap : gap + len(expected) + 1]]
        whole = gaps[0] + "".join(form + after for (form, *_), after in zip(expected, gaps[1:], strict=True))
        assert whole == "".join(text.body[a:b].replace(END, "\ufffd") + END for a, b in text.blocks)
        assert [next(sizes) for _ in text.blocks] == [sum(block == one for *_, block in expected) for one in range(len(text.blocks))]
        for at, (_, _, offset, block) in zip(here, expected, strict=True):
            assert bool(words.flags[at] & IN_TITLE) == (block < text.headlines)
            assert bool(words.flags[at] & IN_STATEMENT) == any(a <= offset < b for a, b in text.said)
        for a, b in text.said:
            inside = [position for _, position, offset, _ in expected if a <= offset < b]
            assert next(said) == ([inside[0], inside[-1]] if inside else [-1, -2])
        word, gap = word + len(expected), gap + len(expected) + 1
