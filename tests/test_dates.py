"""Dates in text: tables of observed ways of writing, and what holds for every text."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord import edtf
from onrecord.dates import DateMention, find, find_compact, hedge_beside, resolve
from onrecord.vocabulary import table

ENGLISH = [
    ("March 3, 2021", "2021-03-03"),
    ("Mar. 3 2021", "2021-03-03"),
    ("March 3 2021", "2021-03-03"),
    ("MARCH 3, 2021", "2021-03-03"),
    ("Sept. 9, 2018", "2018-09-09"),
    ("3 March 2021", "2021-03-03"),
    ("03 March 2021", "2021-03-03"),
    ("3 march 2021", "2021-03-03"),
    ("3rd of March, 2021", "2021-03-03"),
    ("3\u00a0March\u00a02021", "2021-03-03"),
    ("3 March\n2021", "2021-03-03"),
    ("Wednesday, March 3rd, 2021", "2021-03-03"),
    ("Wed, 3 Mar 2021", "2021-03-03"),
    ("March\n3, 2021", "2021-03-03"),
    ("2021-03-03", "2021-03-03"),
    ("2021/03/03", "2021-03-03"),
    ("2021.03.03", "2021-03-03"),
    ("03.03.2021", "2021-03-03"),
    ("13/4/2021", "2021-04-13"),
    ("04/13/2021", "2021-04-13"),
    ("13-APR-1987", "1987-04-13"),
    ("13-Apr-1987", "1987-04-13"),
    ("29 February 2020", "2020-02-29"),
    ("12 October 1492", "1492-10-12"),
    ("March 2021", "2021-03"),
    ("September of 2020", "2020-09"),
    ("Oct., 2019", "2019-10"),
    ("2021-03", "2021-03"),
    ("27-30 September 2020", "2020-09-27/2020-09-30"),
    ("27th to 30th of September 2020", "2020-09-27/2020-09-30"),
    ("September 27–30, 2020", "2020-09-27/2020-09-30"),
    ("27 September to 10 November 2020", "2020-09-27/2020-11-10"),
    ("September 27–November 10, 2020", "2020-09-27/2020-11-10"),
    ("September 27-November 10, 2020", "2020-09-27/2020-11-10"),
    ("30 December 2020 – 2 January 2021", "2020-12-30/2021-01-02"),
    ("March–May 2021", "2021-03/2021-05"),
    ("January 2015 to December 2019", "2015-01/2019-12"),
    ("27-30 September", "XXXX-09-27/XXXX-09-30"),
    ("27 September to 10 November", "XXXX-09-27/XXXX-11-10"),
    ("30 September", "XXXX-09-30"),
    ("Sept. 30", "XXXX-09-30"),
    ("29 February", "XXXX-02-29"),
]


@pytest.mark.parametrize(("words", "expected"), ENGLISH)
@pytest.mark.parametrize("frame", ["{}", "The bridge opened on {}, they said.", "Date:{}\nNext", "({})", "RIVERTON, {} - The"])
def test_reads_a_date_whatever_stands_around_it(words: str, expected: str, frame: str) -> None:
    text = frame.format(words)
    assert [(text[m.start : m.end], m.edtf) for m in find(text)] == [(words, expected)]


IN_CONTEXT = [
    (" date 2019-07-12 + ↺ − 16 px", [("2019-07-12", "2019-07-12")]),
    ("from 27 September to 10 November 2020", [("27 September to 10 November 2020", "2020-09-27/2020-11-10")]),
    ("between 3 March and 5 April 2021", [("3 March and 5 April 2021", "2021-03-03/2021-04-05")]),
    ("open on 3 March and 5 April 2021", [("3 March", "XXXX-03-03"), ("5 April 2021", "2021-04-05")]),
    ("ties since 1992, when", [("1992", "1992")]),
    ("founded in\n1992.", [("1992", "1992")]),
    ("the treaty of 1921 and", [("1921", "1921")]),
    ("the summit (1992) ended", [("1992", "1992")]),
    ("in office (1990-2000)", [("1990-2000", "1990/2000")]),
    ("in 1992-94", [("1992-94", "1992/1994")]),
    ("in 2008 to 60 people", [("2008", "2008")]),
    ("from 1992 to 1994", [("1992 to 1994", "1992/1994")]),
    ("between 1992 and 1994", [("1992 and 1994", "1992/1994")]),
    ("in 1992, 1994 and 1999.", [("1992", "1992"), ("1994", "1994"), ("1999", "1999")]),
    ("after the 2020 war ended", [("2020", "2020")]),
    ("by mid-2020", [("2020", "2020")]),
    ("in the 1990s", [("1990s", "199X")]),
    ("1990s music", [("1990s", "199X")]),
    ("in the 90s", [("90s", "199X")]),
    ("a song of the ’90s", [("’90s", "199X")]),
    ("late 80s", [("80s", "198X")]),
    ("August 2, 2019August 2, 2019", [("August 2, 2019", "2019-08-02")] * 2),
    ("RIVERTON, June 29 - 10 ministers met", [("June 29", "XXXX-06-29")]),
    ("June 29-30", [("June 29-30", "XXXX-06-29/XXXX-06-30")]),
    ("Room 25 May 9, 2019", [("May 9, 2019", "2019-05-09")]),
    ("ended on March 31. Then", [("March 31", "XXXX-03-31")]),
    ("March 18 of last year", [("March 18 of last year", "XXXX-03-18")]),
    ("in September this year", [("September this year", "XXXX-09")]),
]


@pytest.mark.parametrize(("text", "expected"), IN_CONTEXT)
def test_reads_a_date_by_the_words_around_it(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(text[m.start : m.end], m.edtf) for m in find(text)] == expected


LANGUAGES = [
    ("de", "am 3. März 2021", "2021-03-03"),
    ("de", "27. bis 30. September 2020", "2020-09-27/2020-09-30"),
    ("de", "am 3. Mai", "XXXX-05-03"),
    ("de", "3. Jänner 2021", "2021-01-03"),
    ("fr", "le 3 mars 2021", "2021-03-03"),
    ("fr", "le 1er mai 2020", "2020-05-01"),
    ("fr", "du 3 au 5 août 2021", "2021-08-03/2021-08-05"),
    ("es", "el 3 de marzo de 2021", "2021-03-03"),
    ("es", "marzo de 2021", "2021-03"),
    ("it", "3 marzo 2021", "2021-03-03"),
    ("pt", "3 de março de 2021", "2021-03-03"),
    ("nl", "3 maart 2021", "2021-03-03"),
    ("pl", "3 marca 2021 r.", "2021-03-03"),
    ("ru", "3 марта 2021 г.", "2021-03-03"),
    ("ru", "3 мая", "XXXX-05-03"),
    ("ru", "в марте и мае 1992, в 1994", "1994"),
    ("ru", "с 27 сентября по 10 ноября 2020 года", "2020-09-27/2020-11-10"),
    ("uk", "3 березня 2021 р.", "2021-03-03"),
    ("tr", "03 Mart 2021", "2021-03-03"),
    ("tr", "3 KASIM 2020", "2020-11-03"),
    ("tr", "3 Aralık 2020 Perşembe", "2020-12-03"),
    ("az", "3 mart 2021-ci il", "2021-03-03"),
    ("az", "5 İyun 2021", "2021-06-05"),
    ("ar", "3 مارس 2021", "2021-03-03"),
    ("ar", "٣ آذار ٢٠٢١", "2021-03-03"),
    ("fa", "۳ مارس ۲۰۲۱", "2021-03-03"),
    ("hi", "3 मार्च 2021", "2021-03-03"),
    ("sv", "den 3 mars 2021", "2021-03-03"),
    ("no", "3. mars 2021", "2021-03-03"),
    ("da", "3. marts 2021", "2021-03-03"),
    ("fi", "3. maaliskuuta 2021", "2021-03-03"),
    ("cs", "3. března 2021", "2021-03-03"),
    ("ro", "3 martie 2021", "2021-03-03"),
    ("hu", "2021. március 3.", "2021-03-03"),
    ("el", "3 Μαρτίου 2021", "2021-03-03"),
    ("id", "3 Maret 2021", "2021-03-03"),
    ("zh", "会议于2021年3月3日在", "2021-03-03"),
    ("zh", "3月3日", "XXXX-03-03"),
    ("zh", "2021年", "2021"),
    ("ja", "2021年3月", "2021-03"),
    ("ko", "2021년 3월 3일", "2021-03-03"),
    ("ru", "В 1992 году", "1992"),
    ("uk", "у 1992 році", "1992"),
    ("pl", "w 1992 roku", "1992"),
    ("tr", "1992 yılında", "1992"),
    ("az", "1992-ci ildə", "1992"),
    ("az", "noyabrın 10-da", "XXXX-11-10"),
    ("az", "2020-ci il noyabrın 10-da", "2020-11-10"),
    ("az", "2020-ci ilin noyabrında", "2020-11"),
    ("ru", "on 3 March 2021", "2021-03-03"),
]


@pytest.mark.parametrize(("language", "text", "expected"), LANGUAGES)
def test_reads_the_dates_of_a_language_and_english_besides(language: str, text: str, expected: str) -> None:
    assert [mention.edtf for mention in find(text, [language])] == [expected]


@pytest.mark.parametrize(
    "row", [row for row in table("dates/months") if row["language"] != "ja"], ids=lambda row: f"{row['language']}-{row['name']}"
)
def test_every_month_name_of_the_tables_is_read(row: dict[str, str]) -> None:
    found = find(f"7 {row['name']} 2019", [row["language"]])
    assert [mention.edtf for mention in found] == [f"2019-{int(row['number']):02}-07"]


NO_DATES = [
    "We may go; we may 5 of us go",
    "He sat down and the sun rose on sun and sand",
    "the March on Washington",
    "They march 10 miles",
    "in 2000 people",
    "by 2000 votes",
    "of 1500 soldiers",
    "to 2021 voters",
    "some 2000 people",
    "in 2000 metres",
    "$2021 and in $2021",
    "in 2,021 villages",
    "1.5 million, 1.2.3 and 2-1",
    "the S-300 and S-2000, a Boeing 747",
    "call +994 12 2021 1992 or 555-1992",
    "Pages 1992-1994, p. 2021",
    "1992 Main Street",
    "10-12 people",
    "version 3.4.2021",
    "16 px",
    "31 June 2021",
    "29 February 2021",
    "2021-02-30 or 2021-13-01",
    "30 February",
    "May 45, 2021",
    "Marchand 3, 2021",
    "in her 90s, at 90s",
    "2020's bob",
    "https://example.org/2021/03/03/bridge",
    "this may be, this sun",
    "2010-12",
    "in 3021",
    "March 10,000",
    "on Sundays",
    "Bloody Sunday",
    "Wed to his work",
    "the 2000 soldiers",
    "03-Mar-21",
]

NO_DATES_BESIDES = [
    ("ru", "в 2000 человек"),
    ("pl", "w 2000 osób"),
    ("de", "So 12 Mal"),
    ("it", "ha vinto 3 set a 1"),
    ("es", "con 2 mar y 5 ríos"),
]


@pytest.mark.parametrize("text", NO_DATES)
def test_finds_no_date_where_there_is_none(text: str) -> None:
    assert find(text) == ()


@pytest.mark.parametrize(("language", "text"), NO_DATES_BESIDES)
def test_finds_no_date_in_the_common_words_of_a_language(language: str, text: str) -> None:
    assert find(text, [language]) == ()


ORDERS = [
    ("03/04/2021", "2021", "numeric-ambiguous", ("2021-04-03", "2021-03-04")),
    ("03-04-2021", "2021", "numeric-ambiguous", ("2021-04-03", "2021-03-04")),
    ("03.04.2021", "2021-04-03", "numeric", ("2021-03-04",)),
    ("03/03/2021", "2021-03-03", "numeric", ()),
    ("13/04/2021", "2021-04-13", "numeric", ()),
    ("04/13/2021", "2021-04-13", "numeric", ()),
]


@pytest.mark.parametrize(("text", "expected", "rule", "alternatives"), ORDERS)
def test_an_open_order_of_day_and_month_is_shown(text: str, expected: str, rule: str, alternatives: tuple[str, ...]) -> None:
    (mention,) = find(text)
    assert (mention.edtf, mention.rule, mention.alternatives) == (expected, rule, alternatives)


def test_an_inferred_century_is_named_by_the_rule() -> None:
    assert [mention.rule for mention in find("in the 90s and the 1980s")] == ["decade-century-inferred", "decade"]


TIMES = [
    ("13-APR-1987 05:49:36", "13-APR-1987 05:49:36", "05:49"),
    ("18 Jul 2021, 10:30 GMT.", "18 Jul 2021, 10:30 GMT", "10:30"),
    ("2021-03-03T10:20:30+04:00", "2021-03-03T10:20:30+04:00", "10:20"),
    ("2021-03-03T10:20:30.125Z", "2021-03-03T10:20:30.125Z", "10:20"),
    ("August 5, 2019 at 8:28 pm", "August 5, 2019 at 8:28 pm", "20:28"),
    ("12:05 a.m. on March 3, 2021", "March 3, 2021", "00:05"),
    ("14:20 (UTC+04:00) 3 March 2021", "3 March 2021", "14:20"),
    ("March 3, 2021 | 14:20", "March 3, 2021 | 14:20", "14:20"),
    ("March 3, 2021. 10:30 is late", "March 3, 2021", None),
    ("March 3, 2021 10.30 million", "March 3, 2021", None),
]


@pytest.mark.parametrize(("text", "words", "time"), TIMES)
def test_a_time_of_day_belongs_to_the_date_it_stands_beside(text: str, words: str, time: str | None) -> None:
    (mention,) = find(text)
    assert (text[mention.start : mention.end], mention.time) == (words, time)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("riverton_20210303_bridge.txt", ["2021-03-03"]),
        ("2021-03-03-bridge.html", ["2021-03-03"]),
        ("20211303.txt", []),
        ("120210303.txt", []),
        ("a_2021_03_03", ["2021-03-03"]),
    ],
)
def test_file_names_may_hold_compact_dates(name: str, expected: list[str]) -> None:
    assert [mention.edtf for mention in find_compact(name)] == expected


RESOLVED = [
    ("in September this year", "2023-11-01", "2023-09"),
    ("in September last year", "2023-11-01", "2022-09"),
    ("on 30 September this year", "2023-11-01", "2023-09-30"),
    ("on 30 September", "2023-11-01", "2023-09-30"),
    ("on 30 September", "2023", "2023-09-30"),
    ("on December 20", "2023-01-05", "2022-12-20"),
    ("on January 5", "2022-12-20", "2023-01-05"),
    ("on 29 February", "2021-03-03", "2020-02-29"),
    ("on 29 February", "2021", None),
    ("on 27-30 December", "2023-01-05", "2022-12-27/2022-12-30"),
    ("last March", "2023-11-01", "2023-03"),
    ("last March", "2023-03-15", "2022-03"),
    ("next March", "2023-03-15", "2024-03"),
    ("this March", "2023-11", "2023-03"),
    ("last March", "2023", None),
    ("yesterday", "2021-03-01", "2021-02-28"),
    ("today", "2021-03-01", "2021-03-01"),
    ("tomorrow", "2020-12-31", "2021-01-01"),
    ("yesterday", "2021-03", None),
    ("on Tuesday", "2021-03-03", "2021-03-02"),
    ("on Wednesday", "2021-03-03", "2021-03-03"),
    ("last Wednesday", "2021-03-03", "2021-02-24"),
    ("next Wednesday", "2021-03-03", "2021-03-10"),
    ("next Friday", "2021-03-03", "2021-03-05"),
    ("last week", "2021-03-03", "2021-02-22/2021-02-28"),
    ("last month", "2021-01-15", "2020-12"),
    ("next month", "2020-12", "2021-01"),
    ("last year", "2021", "2020"),
    ("on 3 March 2021", None, "2021-03-03"),
    ("on 30 September", None, None),
    ("on 30 September", "sometime", None),
    ("on 30 September", "2020/2021", None),
    ("yesterday", "0001-01-01", None),
    ("yesterday", "2021-03-01?", "2021-02-28?"),  # as uncertain as what it is reckoned from
    ("last week", "2021-03-03~", "2021-02-22~/2021-02-28~"),
    ("yesterday", "../2021-03-01", None),
]


@pytest.mark.parametrize(("text", "reference", "expected"), RESOLVED)
def test_what_the_words_leave_open_is_completed_from_a_reference(text: str, reference: str | None, expected: str | None) -> None:
    (mention,) = find(text)
    resolved = resolve(mention, reference)
    assert (resolved.edtf if resolved else None) == expected


HEDGED_LINES = [
    ("c. 12 April 2018", "c. 12 April 2018", "~", ""),
    ("probably about 12 April 2018 (?)", "probably about 12 April 2018 (?)", "%", ""),
    ("Brandholm, not before 12 April 2018, noon", "not before 12 April 2018", "", "since"),
    ("12 April 2018 (at the latest)", "12 April 2018 (at the latest)", "", "until"),
    ("11 or 12 April 2018", "or 12 April 2018", "", "either"),
    ("around\n12 April 2018\n(?)", "around\n12 April 2018", "~", ""),
]


@pytest.mark.parametrize(("text", "words", "mark", "bound"), HEDGED_LINES)
def test_words_of_doubt_beside_a_date(text: str, words: str, mark: str, bound: str) -> None:
    mention = find(text)[-1]
    hedge = hedge_beside(text, mention.start, mention.end, ("en",))
    assert hedge is not None
    assert (text[hedge.start : hedge.end], hedge.mark, hedge.bound) == (words, mark, bound)


def test_a_completed_date_says_so() -> None:
    text = "on 30 September"
    (mention,) = find(text)
    assert resolve(mention, "2023-11-01") == DateMention(3, 15, "2023-09-30", "month-day-resolved")


def test_only_the_span_asked_for_is_read() -> None:
    text = "3 March 2021, 4 March 2021, 5 March 2021"
    assert [mention.edtf for mention in find(text, start=13, end=27)] == ["2021-03-04"]


WORDS = [
    *[
        "in",
        "on",
        "of",
        "the",
        "last",
        "next",
        "this",
        "from",
        "between",
        "and",
        "to",
        "since",
        "by",
        "year",
        "people",
        "km",
        "s",
        "st",
        "T",
    ],
    *["(", ")", ",", ".", "-", "–", "/", "'", ":", "\n", "March", "May", "may", "Sept", "Tuesday", "yesterday", "10:30", "pm"],
    *[
        "3",
        "30",
        "31",
        "90",
        "1990",
        "1992",
        "2021",
        "2021-02-29",
        "03/04/2021",
        "мая",
        "марта",
        "г.",
        "年",
        "月",
        "3日",
        "مارس",
        "۳",
        "İyun",
    ],
]
TEXTS = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join),
    st.lists(st.sampled_from(WORDS), max_size=14).map("".join),
)


@given(
    TEXTS, st.sampled_from([("en",), ("ru", "az"), ("de", "fr"), ("zh", "ar", "fa")]), st.sampled_from(["2020-02-29", "2021-03", "1992"])
)
def test_whatever_the_text_mentions_are_ordered_spans_with_valid_dates(text: str, languages: tuple[str, ...], reference: str) -> None:
    mentions = find(text, languages)
    assert mentions == find(text, languages)
    last = 0
    for mention in mentions:
        assert last <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end].strip() == text[mention.start : mention.end]
        assert edtf.is_valid(mention.edtf) or (mention.edtf == "" and mention.relation)
        assert all(edtf.is_valid(other) for other in mention.alternatives)
        resolved = resolve(mention, reference)
        assert resolved is None or (edtf.is_valid(resolved.edtf) and resolved.relation is None)
        last = mention.end


@settings(deadline=None)
@given(st.dates(min_value=date(1000, 1, 1), max_value=date(2099, 12, 31)))
def test_every_day_is_read_back_from_every_common_form(day: date) -> None:
    iso = f"{day:%Y-%m-%d}"
    for form in ("%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%b. %d, %Y", "%d-%b-%Y", "%A, %d %B %Y", "%Y/%m/%d"):
        assert [mention.edtf for mention in find(format(day, form))] == [iso]


def test_a_long_run_of_spaces_is_read_in_linear_time() -> None:
    """A pattern that took quadratic time would run for hours here."""
    assert [mention.edtf for mention in find("3 March" + " " * 200_000 + "2021", ["de"])] == ["XXXX-03-03"]
