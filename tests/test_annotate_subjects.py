"""Events and topics by authority records, and the interval in which an undated document must lie."""

from __future__ import annotations

import pytest

from builders import MORE_PROSE, PROSE, annotated, found_at
from onrecord.annotate.speakers import holds

TERMS = [
    ("event", "They met after the Reed War ended.", [("Reed War", "Reed War")], "a term, as written"),
    ("event", "They met after the reed war ended.", [("reed war", "Reed War")], "case does not matter"),
    ("event", "They met after the War of the Reeds.", [("War of the Reeds", "Reed War")], "the longest term that stands there"),
    ("event", "The 35-day war ended in March.", [("35-day war", "Reed War")], "a number and a hyphen"),
    ("event", "The reed warbler nests here.", [], "no part of a word"),
    ("topic", "They spoke of fishing rights at sea.", [("fishing rights", "fishing rights")], "the plural of a term"),
    ("topic", "Each has the right to fish here.", [("right to fish", "fishing rights")], "another term"),
    (
        "topic",
        "They do not hold a valid fishing licence.",
        [("not hold a valid fishing licence", "fishing rights")],
        "words left out in the middle",
    ),
    ("topic", "They do not know who in the town hall wrote each fishing licence.", [], "but never more than six"),
    ("topic", "It is not so. A fishing licence is dear.", [], "nor over the end of a sentence"),
    ("topic", "They fish.", [], "no term"),
]


@pytest.mark.parametrize(("kind", "text", "mentions", "why"), TERMS)
def test_an_event_or_topic_stands_where_one_of_its_terms_stands(kind: str, text: str, mentions: list[tuple[str, str]], why: str) -> None:
    assert found_at(f"{PROSE}\n\n{text}\n\n{MORE_PROSE}", kind) == mentions


MEETING = "Meeting of Marta Ekholm and Henrik Okafor (2016-10-04)"
MEETINGS = [
    (
        f"Date: 4 October 2016\n\nMarta Ekholm received Henrik Okafor in the harbour of Brandholm.\n\n{PROSE}",
        [MEETING],
        "both are named in a document of that day",
    ),
    (
        f"Marta Ekholm received Henrik Okafor on 4 October 2016 in the harbour of Brandholm.\n\n{PROSE}",
        [MEETING],
        "or in a paragraph with that day",
    ),
    (
        f"Date: 5 October 2016\n\nMarta Ekholm received Henrik Okafor in the harbour of Brandholm.\n\n{PROSE}",
        [MEETING],
        "or in the news of the next day, which gives no day of its own",
    ),
    (
        f"Date: 9 October 2016\n\nMarta Ekholm received Henrik Okafor in the harbour of Brandholm.\n\n{PROSE}",
        ["Meeting of Marta Ekholm and Henrik Okafor (c. 2016-10-09)"],
        "news of another day is another meeting",
    ),
    (f"Date: 4 October 2016\n\nMarta Ekholm came to the harbour of Brandholm.\n\n{PROSE}", [], "not when one is missing"),
    (
        f"Marta Ekholm received Henrik Okafor in the harbour of Brandholm.\n\nOn 4 October 2016 it rained on the whole coast of the country.\n\n{PROSE}",
        [],
        "nor when the day stands elsewhere",
    ),
]


@pytest.mark.parametrize(("text", "events", "why"), MEETINGS)
def test_a_meeting_is_found_by_who_met_on_which_day(text: str, events: list[str], why: str) -> None:
    assert [entity.name for entity in annotated(text).entities if entity.kind == "event"] == events


BOUNDS = [
    ("President of Norvania Marta Ekholm opened the bridge.", "2014-05-01/2019-04-30", "an office beside the name gives its term"),
    ("President of the Republic of Norvania, Marta Ekholm, opened the bridge.", "2014-05-01/2019-04-30", "with a comma"),
    ("President of Norvania Marta Ekholm recalled the Reed War.", "2015-02-03/2019-04-30", "an event that is told of gives its first day"),
    (
        "President of Norvania Marta Ekholm received the Prime Minister of Sudland Henrik Okafor.",
        "2014-05-01/2017-08-31",
        "two terms are cut to what they share",
    ),
    ("Former President of Norvania Marta Ekholm opened the bridge.", None, "a former holder says nothing"),
    ("The ex-President of Norvania Marta Ekholm opened the bridge.", None, "nor does an ex-president"),
    ("Marta Ekholm opened the bridge.", None, "nor a name alone"),
    ("Foreign Minister of Norvania Tomas Lindqvist opened the bridge.", "2016-01-01/..", "an office still held leaves the end open"),
    ("The Reed War was long ago.", "2015-02-03/..", "an event alone"),
]


@pytest.mark.parametrize(("text", "bounds", "why"), BOUNDS)
def test_bounds_of_an_undated_document(text: str, bounds: str | None, why: str) -> None:
    value = annotated(f"{PROSE}\n\n{text}\n\n{MORE_PROSE}").bounds
    assert (value.value, value.basis) == (bounds, "inferred" if bounds else "none")


def test_each_end_carries_its_argument_and_its_words() -> None:
    text = f"{PROSE}\n\nPresident of Norvania Marta Ekholm recalled the Reed War."
    value = annotated(text).bounds
    assert [(e.rule, e.text) for e in value.evidence] == [
        ("event told", "Reed War"),
        ("term of office", "President of Norvania Marta Ekholm"),
    ]
    assert all(text[e.start : e.end] == e.text and e.note for e in value.evidence)


def test_a_dated_document_has_no_bounds() -> None:
    """A stated date needs no argument, and is never merged with one."""
    assert annotated(f"Date: 3 May 2016\n\nPresident of Norvania Marta Ekholm opened the bridge.\n\n{PROSE}").bounds.value is None


def test_arguments_that_contradict_one_another_give_nothing() -> None:
    """She left office in 2019, and the congress was in 2020: one of the premises is wrong, and the text does not say which."""
    assert annotated(f"President of Norvania Marta Ekholm recalled the Lantern Congress of the ferrymen.\n\n{PROSE}").bounds.value is None


HOLDS = [
    ("2014-05-01/2019-04-30", "2016-05-03", True),
    ("2014-05-01/2019-04-30", "2019-05", False),
    ("2014-05-01/2019-04-30", "2019", True),
    ("2014-05-01/2019-04-30", "2014-04-30", False),
    ("2016-01-01/..", "2030-01-01", True),
    ("2016-01-01/..", "2015", False),
    ("../2010", "1950", True),
    ("2014", "XXXX-05-03", True),
]


@pytest.mark.parametrize(("term", "day", "expected"), HOLDS)
def test_whether_an_office_was_held_on_a_day(term: str, day: str, expected: bool) -> None:
    assert holds(term, day) is expected
