"""What an EDTF date means."""

from __future__ import annotations

from datetime import date

import pytest
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord import edtf

DATES = [
    ("2021-03-03", date(2021, 3, 3), date(2021, 3, 3), "day"),
    ("2020-02", date(2020, 2, 1), date(2020, 2, 29), "month"),
    ("1992", date(1992, 1, 1), date(1992, 12, 31), "year"),
    ("2013-09-09/2018-09-09", date(2013, 9, 9), date(2018, 9, 9), "interval"),
    ("2020-09/2021", date(2020, 9, 1), date(2021, 12, 31), "interval"),
    ("2020/2020-03", date(2020, 1, 1), date(2020, 3, 31), "interval"),
    ("2020-11-10/..", date(2020, 11, 10), None, "interval"),
    ("../2020-01-01", None, date(2020, 1, 1), "interval"),
    ("/2020-01-01", None, date(2020, 1, 1), "interval"),
    ("2020-01-01/", date(2020, 1, 1), None, "interval"),
    ("1984~/2004-06", date(1984, 1, 1), date(2004, 6, 30), "interval"),
    ("199X", date(1990, 1, 1), date(1999, 12, 31), "decade"),
    ("2016-10~", date(2016, 10, 1), date(2016, 10, 31), "month"),
    ("1992?", date(1992, 1, 1), date(1992, 12, 31), "year"),
    ("XXXX-03-23", None, None, "no-year"),
    ("XXXX-09", None, None, "no-year"),
    ("XXXX-02-29", None, None, "no-year"),
    ("2021-21", date(2021, 3, 1), date(2021, 5, 31), "other"),
    ("0001", date(1, 1, 1), date(1, 12, 31), "year"),
]


@pytest.mark.parametrize(("text", "first", "last", "precision"), DATES)
def test_bounds_and_precision(text: str, first: date | None, last: date | None, precision: str) -> None:
    assert edtf.is_valid(text)
    assert edtf.bounds(text) == (first, last)
    assert edtf.precision(text) == precision


NO_EDTF = [
    "",
    " ",
    "2021-02-30",
    "2021-02-29",
    "2021-02-29~",
    "2021-13",
    "2021-00",
    "2021-3-3",
    "21-03-03",
    "2021-03-03 ",
    "2021-02-29/2021-03-01",
    "2021-11-10/2020-01-01",
    "2021/2020",
    "2021~/2019",
    "2020/2021/2022",
    "XXXX-02-30",
    "XXXX-04-31",
    "XXXX-03-00",
    "XXXX-13",
    "March 2021",
    "unknown",
    "/",
    "٢٠٢١",
]


@pytest.mark.parametrize("text", NO_EDTF)
def test_what_no_calendar_has_is_no_date(text: str) -> None:
    assert not edtf.is_valid(text)
    with pytest.raises(ValueError, match="is no EDTF date"):
        edtf.bounds(text)
    with pytest.raises(ValueError, match="is no EDTF date"):
        edtf.precision(text)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("XXXX-03-23", ((3, 23), (3, 23))),
        ("XXXX-02-29", ((2, 29), (2, 29))),
        ("XXXX-06", ((6, 1), (6, 31))),
        ("XXXX-02-30", None),
        ("XXXX-03-23~", None),
        ("2018-03-23", None),
        ("", None),
    ],
)
def test_days_of_the_year(text: str, days: tuple[tuple[int, int], tuple[int, int]] | None) -> None:
    assert edtf.days_of_year(text) == days


DAYS = st.dates(min_value=date(1000, 1, 1))


@settings(max_examples=40, deadline=None)
@given(DAYS, DAYS, st.sampled_from([4, 7, 10]), st.sampled_from([4, 7, 10]), st.booleans())
def test_the_calendar_and_the_package_agree(a: date, b: date, a_length: int, b_length: int, closed: bool) -> None:
    first, last = sorted((a, b))
    text = first.isoformat()[:a_length] + (f"/{last.isoformat()[:b_length]}" if closed else "")
    parsed = parse_edtf(text)
    by_package = tuple(date(*moment[:3]) for moment in (parsed.lower_strict(), parsed.upper_strict()))
    assert edtf.bounds(text) == by_package


@settings(max_examples=40, deadline=None)
@given(DAYS)
def test_decades_and_dates_without_a_year_agree_too(day: date) -> None:
    decade = f"{day.year:04}"[:3] + "X"
    parsed = parse_edtf(decade)
    assert edtf.bounds(decade) == (date(*parsed.lower_strict()[:3]), date(*parsed.upper_strict()[:3]))
    for partial in (f"XXXX-{day:%m}", f"XXXX-{day:%m-%d}"):
        parse_edtf(partial)
        assert edtf.bounds(partial) == (None, None)


@given(DAYS | st.none(), DAYS | st.none())
def test_an_interval_of_days_has_these_days_as_bounds(lower: date | None, upper: date | None) -> None:
    if (lower is None and upper is None) or (lower and upper and upper < lower):
        with pytest.raises(ValueError, match="interval"):
            edtf.interval(lower, upper)
    else:
        assert edtf.bounds(edtf.interval(lower, upper)) == (lower, upper)


@given(st.text(alphabet="0123456789-/X~?%. SY", max_size=24))
@settings(max_examples=60, deadline=None)
def test_bounds_of_any_valid_text_are_in_order(text: str) -> None:
    if edtf.is_valid(text):
        first, last = edtf.bounds(text)
        assert first is None or last is None or first <= last
