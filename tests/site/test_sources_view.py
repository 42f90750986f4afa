"""The source view shows every character of the source, with what was cut and what was read."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.edits import Edit
from onrecord.records import Evidence, Value
from onrecord.site.sources import Cut, cuts, pieces

SOURCE = "date 2021-03-03\n\nThe ferry left.\nPrinter friendly"


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, list[Edit], dict[str, list[Value]]]:
    source = draw(st.text(alphabet="ab \n", max_size=30))
    offsets = sorted(draw(st.lists(st.integers(0, len(source)), max_size=8)))
    edits = [Edit(start, end, "-", "rule") for start, end in zip(offsets[::2], offsets[1::2], strict=False)]
    spans = draw(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 40)), max_size=4))
    return source, edits, {"date": [Value("x", "stated", tuple(Evidence("x", "r", start, end) for start, end in spans))]}


@given(edited())
def test_the_pieces_add_up_to_the_source(case: tuple[str, list[Edit], dict[str, list[Value]]]) -> None:
    source, edits, fields = case
    assert "".join(piece.text for piece in pieces(source, edits, fields)) == source


@given(edited())
def test_just_what_was_cut_is_shown_as_cut(case: tuple[str, list[Edit], dict[str, list[Value]]]) -> None:
    source, edits, fields = case
    shown = "".join(piece.text for piece in pieces(source, edits, fields) if piece.cut)
    assert "".join(shown.split()) == "".join("".join(source[e.start : e.end] for e in edits).split())


def test_the_words_of_a_value_are_marked_even_where_they_were_cut() -> None:
    fields = {"date": [Value("2021-03-03", "stated", (Evidence("2021-03-03", "header", 5, 15),))]}
    shown = pieces(SOURCE, [Edit(0, 17, "", "header-line")], fields)
    assert [(piece.text, piece.cut, piece.fields, piece.ends) for piece in shown[:2]] == [
        ("date ", "header-line", (), ()),
        ("2021-03-03", "header-line", ("date",), ("date",)),
    ]


def test_cuts_are_summed_up_by_rule_and_white_space_is_not_worth_a_word() -> None:
    edits = [Edit(0, 17, "", "header"), Edit(32, 33, " ", "join"), Edit(33, 49, "", "footer")]
    assert cuts(SOURCE, edits) == (Cut("header", 1, 15, "date 2021-03-03"), Cut("footer", 1, 16, "Printer friendly"))
