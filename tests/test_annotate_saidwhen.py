"""When something was said: the dates that stand with the reporting verb, and those that belong to something else."""

from __future__ import annotations

import re

import pytest

from onrecord import dates
from onrecord.annotate.saidwhen import said_on

PUBLISHED = "2021-03-05"
"""A Friday."""


def read(sentence: str, published: str | None = PUBLISHED) -> tuple[str, str, str] | None:
    """(EDTF, words, basis) of a sentence whose reporting verb stands in braces and whose content in brackets."""
    body = re.sub(r"[{}\[\]]", "", sentence)

    def span(opening: str, closing: str) -> tuple[int, int]:
        before = re.split(re.escape(opening), sentence)[0]
        start = len(re.sub(r"[{}\[\]]", "", before))
        inner = sentence[sentence.index(opening) + 1 : sentence.index(closing)]
        return start, start + len(re.sub(r"[{}\[\]]", "", inner))

    found = said_on(body, dates.find(body), (0, len(body)), span("{", "}"), [span("[", "]")], published)
    return (found.value, body[slice(*found.span)], found.basis) if found else None


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Ekholm {said} on Monday that [the bridge was safe].", ("2021-03-01", "on Monday", "inferred")),
        ("“[The bridge is safe],” Ekholm {told} reporters in Brandholm yesterday.", ("2021-03-04", "yesterday", "inferred")),
        ("Ekholm {said} during her speech on April 13, 2020 that [the bridge was safe].", ("2020-04-13", "April 13, 2020", "stated")),
        ("On 2 March 2021, Ekholm {said} [the bridge was safe].", ("2021-03-02", "2 March 2021", "stated")),
        ("Speaking yesterday, Ekholm {said} [the bridge was safe].", ("2021-03-04", "yesterday", "inferred")),
        ("Ekholm {said} in a statement on Tuesday [the bridge was safe].", ("2021-03-02", "on Tuesday", "inferred")),
        ("Ekholm {said} in September 2020 that [the bridge was safe].", ("2020-09", "September 2020", "stated")),
        ("Ekholm {said} in January this year that [the bridge was safe].", ("2021-01", "January this year", "inferred")),
        ("On 3 March 2021 Ekholm {said} [the bridge was safe].", ("2021-03-03", "3 March 2021", "stated")),
        ("Last month the council {announced} [that the bridge was safe].", ("2021-02", "Last month", "inferred")),
        ("Ekholm {told} reporters this week [the bridge was safe].", ("2021-03-01/2021-03-05", "this week", "inferred")),
        ("Ekholm {told} reporters last week [the bridge was safe].", ("2021-02-22/2021-02-28", "last week", "inferred")),
        ("Ministers today {declared} [the bridge safe].", ("2021-03-05", "today", "inferred")),
        (
            "Speaking at a meeting with students in Brandholm yesterday, Ekholm {said} [the bridge was safe].",
            ("2021-03-04", "yesterday", "inferred"),
        ),
        ("Ekholm {said} in a statement released on Monday that [the bridge was safe].", ("2021-03-01", "on Monday", "inferred")),
        ("Ekholm {said} on 3 March that [the bridge was safe].", ("2021-03-03", "3 March", "inferred")),
    ],
)
def test_a_date_with_the_verb_dates_the_words(sentence: str, expected: tuple[str, str, str]) -> None:
    found = read(sentence)
    assert found is not None
    assert (found[0], found[2]) == (expected[0], expected[2])
    assert found[1] in (expected[1], expected[1].removeprefix("on "))


@pytest.mark.parametrize(
    "sentence",
    [
        "Ekholm {said} [the bridge would open on Monday].",
        "Ekholm {said} after Monday’s vote that [the bridge was safe].",
        "Ekholm, who resigned on Monday, {said} [the bridge was safe].",
        "Ekholm {said} by Monday that [the bridge was safe].",
        "Ekholm {said} the 2019 war showed that [the bridge was safe].",
        "Ekholm {said} [the bridge was safe], which was built in 2019.",
        "BRANDHOLM, March 4 - Marta Ekholm {said} [the bridge was safe].",
        "BRANDHOLM, March 4 (River Press) — Marta Ekholm {said} [the bridge was safe].",
        "[The bridge was safe] and Ekholm had met the minister last week Falk {said}.",
        "Ekholm {said} of the plans for 2017 [that they were safe].",
        "Sources {said} that Ekholm told ministers today [the bridge was safe].",
        "Sources {said} Ekholm told ministers today [the bridge was safe].",
        "The pier closed in very heavy weather yesterday, with captains {saying} [the bridge was safe].",
        "It told of the opening last October of a bridge, and Ekholm {said} [the bridge was safe].",
        "Ekholm {said} on 9 March 2022 that [the bridge was safe].",
        "Ekholm {said} [the bridge was safe]. It had opened on 1 March 2021.",
        "Ekholm {said} the bridge was opened in haste and that it had been closed on Monday, [a mistake].",
    ],
)
def test_a_date_of_something_else_does_not(sentence: str) -> None:
    assert read(sentence) is None


@pytest.mark.parametrize(("published", "day"), [(None, None), ("2021", None), ("2021-03", None), ("2021-03-01", "2021-03-01")])
def test_a_weekday_needs_a_day_of_publication(published: str | None, day: str | None) -> None:
    found = read("Ekholm {said} on Monday that [the bridge was safe].", published)
    assert (found[0] if found else None) == day
