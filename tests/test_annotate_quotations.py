"""Where quotations begin and end: every kind of mark, over paragraphs, and with a mark missing."""

from __future__ import annotations

import pytest
from hypothesis import given

from builders import PROSE, source
from onrecord.annotate import quotations
from onrecord.clean import clean
from strategies import articles, texts


def quoted(text: str) -> list[list[str]]:
    """The words of each quotation, one string for each paragraph."""
    done = clean(source(text))
    return [[done.body[start:end] for start, end in q.parts] for q in quotations.find(done.body, done.blocks)]


ONE_PARAGRAPH = [
    ("“We waited,” she said.", ["We waited,"], "curly"),
    ('"We waited," she said.', ["We waited,"], "straight"),
    ("‘We waited,’ she said.", ["We waited,"], "single curly, in a text without double marks"),
    ("'We waited,' she said.", ["We waited,"], "single straight"),
    ("«We waited», she said.", ["We waited"], "guillemets"),
    ("„We waited“, she said.", ["We waited"], "German"),
    ("„We waited”, she said.", ["We waited"], "Polish"),
    ("”We waited”, she said.", ["We waited"], "Swedish and Finnish"),
    ("“We waited“ was all she said.", ["We waited"], "an opening mark that closes"),
    ("''We waited,'' she said.", ["We waited,"], "two single marks, from a teletype"),
    ("``We waited,'' she said.", ["We waited,"], "TeX and old wires"),
    ("「We waited」 she said.", ["We waited"], "corner brackets"),
    ("She said: “We waited.”", ["We waited."], "after a colon"),
    ("“We waited,” she said, “for years.”", ["We waited,", "for years."], "in two pieces"),
    ("“Even when “your side” needs it, we wait,” she said.", ["Even when “your side” needs it, we wait,"], "the same marks inside"),
    ("“We waited, she said. “It was long,” she said.", ["We waited, she said. “It was long,"], "never closed and opened again"),
    ("“He said ‘no’ to me,” she said.", ["He said ‘no’ to me,"], "one inside another"),
    ("'They don't know and it's late,' she said.", ["They don't know and it's late,"], "apostrophes inside single marks"),
    (
        "'We waited years for the fishermen's bridge,' she said.",
        ["We waited years for the fishermen's bridge,"],
        "a possessive before the closing mark",
    ),
    ("The fishermen's nets and the towns' boats don't mix.", [], "apostrophes alone"),
    ("It was the '90s when the piers' stones were laid.", [], "a decade"),
    ("A board of 6'2\" by 4 was used.", [], "feet and inches"),
    ("(“We waited.”)", ["We waited."], "in brackets"),
    ("“”", [], "empty"),
    ("", [], "nothing"),
]


@pytest.mark.parametrize(("text", "expected", "why"), ONE_PARAGRAPH)
def test_in_one_paragraph(text: str, expected: list[str], why: str) -> None:
    assert quoted(text or PROSE) == [[words] for words in expected]


PARAGRAPHS = [
    ("“One.\n\n“Two.\n\n“Three,” she said.", [["One.", "Two.", "Three,"]], "each paragraph opens its own mark, the last closes"),
    ("“One.\n\nTwo.\n\nThree,” she said.", [["One.", "Two.", "Three,"]], "only the first opens"),
    ("“One.\n\nTwo.\n\n“Three,” she said.", [["One.", "Two.", "Three,"]], "a paragraph inside it opens its own mark"),
    ('"One.\n\n"Two," she said.', [["One.", "Two,"]], "straight marks"),
    ("'One.\n\n'Two,' she said.", [["One.", "Two,"]], "single marks"),
    ("«One.\n\n«Two», she said.", [["One.", "Two"]], "guillemets"),
    ("She said: “One.\n\nTwo.”", [["One.", "Two."]], "begins inside a paragraph"),
    ("“One,” she said. “Two.\n\n“Three.”", [["One,"], ["Two.", "Three."]], "a second one runs on"),
    (f"“One.\n\n{PROSE}\n\n{PROSE}", [["One."]], "never closed: it ends with its paragraph"),
    (f"“One,” she said.\n\n“Two.\n\n{PROSE}", [["One,"], ["Two."]], "the last one never closed"),
    ("“One.”\n\n“Two.”", [["One."], ["Two."]], "two, each whole"),
    (
        f"Those who are “fairly sure, as it says.\n\n{PROSE}\n\nA sign was read.”",
        [["fairly sure, as it says."]],
        "words in the middle of a sentence do not run on",
    ),
]


@pytest.mark.parametrize(("text", "expected", "why"), PARAGRAPHS)
def test_over_paragraphs(text: str, expected: list[list[str]], why: str) -> None:
    assert quoted(text) == expected


MISSING = [
    ("Mayor Clara Nyberg: We waited for nine years.”", ["We waited for nine years."], "never opened, after a name and a colon"),
    ("Clara Nyberg: We waited for nine years.'", ["We waited for nine years."], "the same with a single mark"),
    ("We waited for nine years,” the mayor said.", ["We waited for nine years,"], "never opened, at the start of a paragraph"),
    (
        "“We waited for nine years, – said the mayor of the town.",
        ["We waited for nine years"],
        "never closed: a dash before the reporting verb",
    ),
    ("“It was ill-advised, and well-said it was not,” she said.", ["It was ill-advised, and well-said it was not,"], "a hyphen is no dash"),
    ("“We waited for nine years, — added the mayor.", ["We waited for nine years"], "with a long dash"),
]


@pytest.mark.parametrize(("text", "expected", "why"), MISSING)
def test_with_a_mark_missing(text: str, expected: list[str], why: str) -> None:
    assert [[words.rstrip(",")] for found in quoted(text) for words in found] == [[words.rstrip(",")] for words in expected]


def test_single_marks_do_not_count_where_there_are_double_ones() -> None:
    """In a text with double marks a single one is an apostrophe, a nested quotation or a nickname."""
    assert quoted("“We waited,” she said.\n\nThe 'old' bridge stood.") == [["We waited,"]]


@given(articles())
def test_quotations_lie_in_their_paragraphs_in_order(text: str) -> None:
    done = clean(source(text))
    here = 0
    for quotation in quotations.find(done.body, done.blocks):
        for start, end in quotation.parts:
            assert here <= start < end
            assert any(block.start <= start and end <= block.end for block in done.blocks)
            assert done.body[start:end] == done.body[start:end].strip()
            here = end


@given(texts)
def test_any_text_can_be_read(text: str) -> None:
    quoted(text)
