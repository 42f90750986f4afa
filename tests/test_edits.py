"""Text with its history: what holds for every text and every list of edits, and the cases that are mistakes."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from onrecord.edits import Edit, EditedText, apply
from strategies import edited, texts


def test_yields_the_text_and_the_runs_together() -> None:
    """Cut, replaced and inserted: the new text holds what is left, each run knows where it comes from."""
    done = apply("Print | The bridge,  open.", [Edit(0, 8, "", "furniture"), Edit(19, 21, " ", "layout"), Edit(26, 26, " Yes.", "insert")])
    assert done.text == "The bridge, open. Yes."
    assert [(run.start, run.source, run.length) for run in done.runs] == [(0, 8, 11), (12, 21, 5)]


@given(edited())
def test_runs_tile_the_new_text(drawn: tuple[str, tuple[Edit, ...]]) -> None:
    """Between two runs of the new text there are replacements and nothing else, in order."""
    text, edits = drawn
    done = apply(text, edits)
    built = []
    here = 0
    for run in done.runs:
        assert run.length > 0
        assert run.start >= here
        built.append(done.text[here : run.start])
        here = run.start + run.length
    built.append(done.text[here:])
    assert "".join(built) == "".join(edit.replacement for edit in done.edits)


@given(edited())
def test_every_run_maps_back_to_identical_characters(drawn: tuple[str, tuple[Edit, ...]]) -> None:
    done = apply(*drawn)
    for run in done.runs:
        assert done.text[run.start : run.start + run.length] == done.source[run.source : run.source + run.length]


@given(edited())
def test_what_was_removed_adds_up(drawn: tuple[str, tuple[Edit, ...]]) -> None:
    """Kept and cut characters together are the source, none twice and none lost."""
    done = apply(*drawn)
    pieces = sorted([(run.source, run.source + run.length) for run in done.runs] + [(edit.start, edit.end) for edit in done.edits])
    assert "".join(done.source[start:end] for start, end in pieces) == done.source
    assert len(done.text) == len(done.source) - sum(e.end - e.start for e in done.edits) + sum(len(e.replacement) for e in done.edits)


@given(edited(), st.data())
def test_a_kept_span_goes_to_the_source(drawn: tuple[str, tuple[Edit, ...]], data: st.DataObject) -> None:
    """Any span that begins and ends with kept characters begins and ends with the same in the source."""
    done = apply(*drawn)
    assume(done.runs)
    kept = [run.start + offset for run in done.runs for offset in range(run.length)]
    first, last = sorted((data.draw(st.sampled_from(kept)), data.draw(st.sampled_from(kept))))
    start, end = done.to_source(first, last + 1)
    assert done.source[start] == done.text[first]
    assert done.source[end - 1] == done.text[last]


@given(edited(), st.data())
def test_every_span_of_the_new_text_has_a_place_in_the_source(drawn: tuple[str, tuple[Edit, ...]], data: st.DataObject) -> None:
    """Also a span that lies in a replacement: it maps into the source, never outside, and never backwards."""
    done = apply(*drawn)
    assume(done.text)
    start = data.draw(st.integers(0, len(done.text) - 1))
    end = data.draw(st.integers(start + 1, len(done.text)))
    a, b = done.to_source(start, end)
    assert 0 <= a <= b <= len(done.source)


@given(texts)
def test_no_edits_change_nothing(text: str) -> None:
    assert apply(text, []).text == text


@given(edited())
def test_the_order_of_the_edits_does_not_matter(drawn: tuple[str, tuple[Edit, ...]]) -> None:
    text, edits = drawn
    spans = [(edit.start, edit.end) for edit in edits]
    assume(len(set(spans)) == len(spans))
    assert apply(text, edits) == apply(text, reversed(edits))


MISTAKES = [
    ([Edit(0, 5, "", "a"), Edit(4, 6, "", "b")], "overlap"),
    ([Edit(0, 9, "", "a"), Edit(2, 3, "", "b")], "one inside the other"),
    ([Edit(2, 4, "", "a"), Edit(3, 3, "x", "b")], "an insertion inside a cut"),
    ([Edit(0, 11, "", "a")], "beyond the end"),
    ([Edit(-1, 2, "", "a")], "before the beginning"),
    ([Edit(5, 3, "", "a")], "ends before it begins"),
]


@pytest.mark.parametrize(("edits", "why"), MISTAKES)
def test_edits_that_contradict_one_another_are_refused(edits: list[Edit], why: str) -> None:
    with pytest.raises(ValueError, match=r"overlaps another or lies outside"):
        apply("0123456789", edits)


def test_an_empty_text_maps_nowhere() -> None:
    assert apply("gone", [Edit(0, 4, "", "cut")]) == EditedText("gone", "", (Edit(0, 4, "", "cut"),), ())
