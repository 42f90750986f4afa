"""Dates in words: nothing is added that the value does not say."""

from __future__ import annotations

import pytest

from onrecord.site.dates import When, between, term, words


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2021-03-03", "3 March 2021"),
        ("2021-12-31", "31 December 2021"),
        ("2023-09", "September 2023"),
        ("1946", "1946"),
        ("198X", "1980s"),
        ("19XX", "1900s"),
        ("2016-10~", "about October 2016"),
        ("2016?", "2016 (uncertain)"),
        ("2016-10%", "about October 2016 (uncertain)"),
        ("2021-21", "spring 2021"),
        ("XXXX-03-23", "23 March, year not stated"),
        ("XXXX-03", "March, year not stated"),
        ("2021-03-XX", "March 2021, day not stated"),
        ("2021-XX", "2021, month not stated"),
        ("2021-XX-XX", "2021, day not stated"),
        ("2013-09-09/2018-09-09", "9 September 2013 to 9 September 2018"),
        ("2003-10-31/..", "since 31 October 2003"),
        ("../2018", "until 2018"),
        ("Y170000002", "Y170000002"),
    ],
)
def test_words(value: str, expected: str) -> None:
    assert words(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2013-09-09/2018-09-09", "between 9 September 2013 and 9 September 2018"),
        ("2013/..", "not before 2013"),
        ("../2019-05-14", "not after 14 May 2019"),
        ("2013/2013", "2013"),
        ("2013", "2013"),
        ("../..", "not dated"),
    ],
)
def test_bounds(value: str, expected: str) -> None:
    assert between(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2009/2013", "2009 to 2013"),
        ("2016-02/..", "since February 2016"),
        ("2016/", "from 2016"),
        ("1992-02-25/1992-02-26", "25–26 February 1992"),
        ("2020-09-27/2020-11-10", "27 September to 10 November 2020"),
        ("2020-12-27/2021-01-02", "27 December 2020 to 2 January 2021"),
        ("2020-03/2020-05", "March 2020 to May 2020"),
        ("../2018", "until 2018"),
        ("../..", "dates not known"),
    ],
)
def test_terms(value: str, expected: str) -> None:
    assert term(value) == expected


@pytest.mark.parametrize(
    ("when", "machine"),
    [
        (When("2021-03-03"), "2021-03-03"),
        (When("2021-03"), "2021-03"),
        (When("2021"), "2021"),
        (When("2021-21"), None),
        (When("2016-10~"), None),
        (When("2013/2018"), None),
        (When(None, "none", "2013/2018"), None),
    ],
)
def test_only_exact_dates_are_given_to_machines(when: When, machine: str | None) -> None:
    assert when.machine == machine


def test_dated_things_come_in_order_of_time_and_undated_ones_after_them() -> None:
    ordered = [
        When("1946"),
        When("2019-05"),
        When("2019-05-14"),
        When("2019-05-15"),
        When(None, "none", "2013/2018"),
        When(None, "none", "../2019"),
        When("XXXX-03-23"),
        When(),
    ]
    assert sorted([*reversed(ordered)], key=lambda when: when.key)[:6] == ordered[:6]
    assert [when.dated for when in ordered] == [True] * 4 + [False] * 4


def test_an_undated_document_is_shown_as_undated() -> None:
    assert When().words == "not dated"
    assert When(None, "none", "2013/2018").words == "between 2013 and 2018"


@pytest.mark.parametrize(
    ("date", "said", "dated", "year"),
    [
        ("../2017", "not after 2017", False, None),
        ("2018-05/..", "not before May 2018", False, None),
        ("2018~", "about 2018", True, 2018),
        ("1996-03~/1997-05~", "about March 1996 to about May 1997", True, 1996),
    ],
)
def test_a_date_that_is_but_a_limit_falls_in_no_year(date: str, said: str, dated: bool, year: int | None) -> None:
    when = When(date, "stated")
    assert (when.words, when.dated, when.year) == (said, dated, year)
