"""What a document says of itself: which witness each value was read from, which rivals lost, and what stays unsaid."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from builders import MORE_PROSE, PROSE, cleaned, described
from onrecord import edtf
from onrecord.records import Markup, Metadata, Value
from strategies import articles

BODY = f"{PROSE}\n\n{MORE_PROSE}"


def meta(text: str, **kwargs: Any) -> Metadata:
    return described(text, **kwargs).metadata


def witness(value: Value) -> str | None:
    """The rule of the most trusted evidence."""
    return value.evidence[0].rule if value.evidence else None


class TestTitle:
    STATED = [
        (f"The bridge is open\n\n{BODY}", "The bridge is open", "headline", "a short first line"),
        (f"Friendship of two towns.\n\n{BODY}", "Friendship of two towns", "headline", "some databases set a full stop after a headline"),
        (f"Mayor: “We have waited long enough”\n\n{BODY}", "Mayor: “We have waited long enough”", "headline", "a quotation in it"),
        (f"Will the bridge hold?\n\n{BODY}", "Will the bridge hold?", "headline", "a question"),
        (f"Title: The bridge: a history\n\n{BODY}", "The bridge: a history", "label “title”", "a labelled line, with a colon in the value"),
        (
            f"Headline: Open at last\n\nThe bridge is open\n\n{BODY}",
            "Open at last",
            "label “headline”",
            "a labelled line goes before the first line",
        ),
        (f"Printer Friendly\n\nThe bridge is open\n\n{BODY}", "The bridge is open", "headline", "furniture before it"),
        (f"3 May 2016\n\nThe bridge is open\n\n{BODY}", "The bridge is open", "headline", "a date line before it"),
        (f"THE BRIDGE IS OPEN\n\n{BODY}", "THE BRIDGE IS OPEN", "headline", "in capitals, kept as it stands"),
    ]

    @pytest.mark.parametrize(("text", "title", "rule", "why"), STATED)
    def test_is_stated(self, text: str, title: str, rule: str, why: str) -> None:
        value = meta(text).title
        assert (value.value, value.basis, witness(value)) == (title, "stated", rule)

    DERIVED = [
        (BODY, "the first paragraph is prose"),
        (f"“We have waited nine years,” the mayor said.\n\n{BODY}", "a sentence of the report"),
        (
            f"The mayor spoke first and the council listened to her for an hour without a word.\n\n{BODY}",
            "a sentence that ends in a full stop",
        ),
        (f"BRANDHOLM, May 3 (Courier) - The bridge is open\n\n{BODY}", "a dateline opens the report, not a headline"),
        (f"Q: Who pays?\n\nA: {PROSE}\n\n{BODY}", "a turn of an interview"),
        (f"On Monday the mayor said,\n\n{BODY}", "a line that goes on"),
        (f"said the mayor\n\n{BODY}", "a line that begins in the middle"),
        (f"“We have waited\n\n{BODY}", "a quotation left open"),
        (PROSE, "a text of one paragraph"),
        ("The bridge is open", "a single line has nothing it could be the title of"),
    ]

    @pytest.mark.parametrize(("text", "why"), DERIVED)
    def test_is_derived_and_shown_as_derived(self, text: str, why: str) -> None:
        """Without a headline a title is built from the first words; its evidence is where they stand."""
        done = described(text)
        title = done.metadata.title
        assert title.basis == "derived"
        assert title.value
        evidence = title.evidence[0]
        assert evidence.start is not None and evidence.end is not None
        assert text[evidence.start : evidence.end] == evidence.text
        assert evidence.text.startswith(title.value.rstrip("…").rstrip())
        assert [block.kind for block in done.blocks] == ["paragraph"] * len(done.blocks)
        assert "title-missing" in [problem.code for problem in done.metadata.problems]

    def test_a_derived_title_is_the_first_sentence_when_that_is_short(self) -> None:
        assert meta(f"The bridge opened on Monday morning. {PROSE}\n\n{BODY}").title.value == "The bridge opened on Monday morning"

    def test_a_derived_title_is_cut_at_a_word(self) -> None:
        title = meta(BODY).title.value
        assert title and title.endswith("…") and len(title) <= 101
        assert PROSE.startswith(title[:-1]) and PROSE[len(title) - 1] in " ,"

    def test_a_text_of_furniture_has_the_name_of_its_file(self) -> None:
        title = meta("Print\n\nShare").title
        assert (title.value, title.basis, witness(title)) == ("sample.txt", "derived", "file name")

    def test_markup_of_a_page_goes_before_its_words_and_rivals_are_kept(self) -> None:
        markup = (
            Markup("element", "h1", "The bridge is open"),
            Markup("meta", "og:title", "Bridge open!"),
            Markup("element", "title", "The bridge is open | Brandholm Courier"),
        )
        title = meta(f"The bridge is open\n\n{BODY}", markup=markup).title
        assert title.value == "The bridge is open"
        assert [rival.value for rival in title.rivals] == ["Bridge open!"]
        assert {evidence.rule for evidence in title.evidence} >= {"element h1", "element title"}

    def test_the_headline_that_markup_names_is_found_in_the_body(self) -> None:
        done = described(f"The bridge is open\n\n{BODY}", markup=(Markup("meta", "og:title", "The Bridge is Open"),))
        assert [block.kind for block in done.blocks] == ["title", "paragraph", "paragraph"]

    def test_front_matter_says_it(self) -> None:
        text = f"---\ntitle: The bridge\n---\n\n{BODY}"
        title = meta(text, format_="markdown", markup=(Markup("front-matter", "title", "The bridge", 11, 21),)).title
        assert (title.value, title.basis) == ("The bridge", "stated")
        assert (title.evidence[0].start, title.evidence[0].end) == (11, 21)


class TestSubtitle:
    CASES = [
        (
            f"The bridge is open\n\nNine years of work, four mayors and one flood\n\n{BODY}",
            "Nine years of work, four mayors and one flood",
            "the line after the headline",
        ),
        (f"Title: Open\nSubtitle: Nine years of work\n\n{BODY}", "Nine years of work", "a labelled line"),
        (f"The bridge is open\n\n{BODY}", None, "none"),
        (f"The bridge is open\n\nThe mayor cut the ribbon.\n\n{BODY}", None, "a short sentence is article"),
        (BODY, None, "no headline, so no line after it"),
        ("Title: The bridge is open\n\nThe bridge is open", None, "nothing after the headline"),
        (f"The bridge is open\n\nThe Ellery Gazette\n\n{BODY}", None, "nothing but a name: an outlet, or who wrote it"),
    ]

    @pytest.mark.parametrize(("text", "subtitle", "why"), CASES)
    def test_is_read(self, text: str, subtitle: str | None, why: str) -> None:
        assert meta(text).subtitle.value == subtitle

    def test_is_a_block_of_its_own_kind(self) -> None:
        done = described(f"The bridge is open\n\nNine years of work, four mayors and one flood\n\n{BODY}")
        assert [block.kind for block in done.blocks] == ["title", "subtitle", "paragraph", "paragraph"]


class TestDate:
    CASES = [
        (f"Date: 3 May 2016\n\n{BODY}", "2016-05-03", "label “date”", "a labelled line"),
        (f"{BODY}\n\nDate:May 3, 2016", "2016-05-03", "label “date”", "after the article, as databases have it"),
        (f"Published: May 2016\n\n{BODY}", "2016-05", "label “published”", "a month is a month"),
        (f"Date: 2016\n\n{BODY}", "2016", "label “date”", "and a year a year"),
        (f" date 2016-05-03 + ↺ − 16 px\n\n{BODY}", "2016-05-03", "font-size", "a text-size control that begins with it"),
        (f"The bridge is open\n\n3 May 2016\n\n{BODY}", "2016-05-03", "date-line", "a line of its own"),
        (f"Language: fr\n\nLe Courrier d'Ellery, le 2 juin 2016\n\n{BODY}", "2016-06-02", "date-line", "in another language"),
        (f"Language: ru\n\nМост открыт\n\n3 июня 2016\n\n{BODY}", "2016-06-03", "date-line", "in another script"),
        (f"BRANDHOLM, May 3, 2016 (Courier) - {BODY}", "2016-05-03", "dateline", "the dateline"),
        (f"BRANDHOLM, May 3 (Courier) - {BODY}", "XXXX-05-03", "dateline", "a dateline without a year invents none"),
        (f"BRANDHOLM. May 3 (Interfax) -- {BODY}", "XXXX-05-03", "dateline", "another agency's form"),
        (f"Brandholm, 3 May 2016 – {BODY}", "2016-05-03", "dateline", "in small letters"),
        (f"Last updated: 4 May 2016\n\n{BODY}", "2016-05-04", "label “last updated”", "the day of a change, when nothing else is known"),
    ]

    @pytest.mark.parametrize(("text", "date", "rule", "why"), CASES)
    def test_is_read_from(self, text: str, date: str, rule: str, why: str) -> None:
        value = meta(text).date
        assert (value.value, value.basis, witness(value)) == (date, "stated", rule)
        evidence = value.evidence[0]
        assert text[evidence.start : evidence.end] == evidence.text

    UNDATED = [
        (
            f"{PROSE}\n\nOn 3 May 2016 the council met and spoke of nothing but the river and its old bridges all day.",
            "a date in the story",
        ),
        (f"On 3 May 2016 the council met and spoke of nothing but the river and its bridges.\n\n{BODY}", "even in its first words"),
        (f"{BODY}\n\nCopyright 2016 Brandholm Courier", "a copyright year"),
        (f"{BODY}\n\n© 2016–2017 Paper Attic, Inc. All rights reserved.", "or a range of them"),
        (f"The war of 2015\n\n{BODY}", "a year in the headline"),
        (
            f"{PROSE}\n\n“We began in 2007,” the mayor told the crowd of the first of May, and the crowd cheered her loudly.",
            "a year in a quotation",
        ),
        (BODY, "no date at all"),
    ]

    @pytest.mark.parametrize(("text", "why"), UNDATED)
    def test_is_never_read_from_the_story(self, text: str, why: str) -> None:
        """An undated article is undated, and says so."""
        found = meta(text)
        assert (found.date.value, found.date.basis) == (None, "none")
        assert "date-missing" in [problem.code for problem in found.problems]

    def test_a_date_without_its_year_is_a_problem_that_is_listed(self) -> None:
        problems = meta(f"BRANDHOLM, March 23 (Courier) - {BODY}").problems
        assert ("date-without-year", "the dateline states 03-23 and no year") in [(p.code, p.detail) for p in problems]

    def test_a_full_date_goes_before_a_dateline_without_a_year(self) -> None:
        value = meta(f"BRANDHOLM, May 3 (Courier) - {BODY}\n\nDate: 4 May 2016").date
        assert value.value == "2016-05-04"

    def test_publication_goes_before_change_whatever_their_order(self) -> None:
        value = meta(f"Updated: 5 May 2016\nPublished: 3 May 2016\n\n{BODY}").date
        assert (value.value, [rival.value for rival in value.rivals]) == ("2016-05-03", ["2016-05-05"])

    def test_witnesses_that_agree_stand_together_and_those_that_do_not_are_rivals(self) -> None:
        markup = (
            Markup("meta", "article:published_time", "2016-05-03T08:00:00+02:00"),
            Markup("element", "time", "2016-05-01"),
            Markup("meta", "article:modified_time", "2016-05-09"),
        )
        value = meta(f"Date: 3 May 2016\n\n{BODY}", markup=markup).date
        assert value.value == "2016-05-03"
        assert witness(value) == "label “date”"
        assert len(value.evidence) == 2
        assert [rival.value for rival in value.rivals] == ["2016-05-01", "2016-05-09"]

    def test_a_date_that_can_be_read_in_two_ways_keeps_what_is_certain(self) -> None:
        """3 April or 4 March: only the year is sure, and the note says why."""
        value = meta(f"Date: 03/04/2016\n\n{BODY}").date
        assert value.value is None or value.value.startswith("2016")
        assert value.value not in ("2016-04-03", "2016-03-04")

    FRENCH = "Le bac a repris lundi son service sur la rivière, cinq mois après la rupture de son gouvernail, selon le bureau du port. "
    DECIDED = [
        (f"The boat had been laid up since 25/10/2015. {BODY}", "2016-04-03", "day first", "a numeric date that can be read one way only"),
        (f"The boat had been laid up since 10/25/2015. {BODY}", "2016-03-04", "month first", "the same, month first"),
        (f"{BODY}\n\nThe boat was laid up on 25/10/2015 and again on 10/26/2015.", "2016", "only the year", "a document that writes both"),
        (f"The ice broke on 1 April 2016. {BODY}", "2016-04-03", "the article tells", "a day that it tells of lies beside one reading"),
        (f"The ice broke on 1 April 2016 and froze on 2 March 2016. {BODY}", "2016", "only the year", "days beside both readings"),
        (FRENCH * 4, "2016-04-03", "as fr writes it", "a language that writes the day first"),
    ]

    @pytest.mark.parametrize(("text", "date", "note", "why"), DECIDED)
    def test_day_and_month_are_told_apart_by_the_document_itself(self, text: str, date: str, note: str, why: str) -> None:
        value = meta(f"Date: 03/04/2016\n\n{text}").date
        assert value.value == date, why
        assert note in (value.evidence[0].note or ""), why

    def test_the_month_in_the_address_decides(self) -> None:
        markup = (Markup("link", "canonical", "https://courier.example/2016/04/ferry-returns"),)
        assert meta(f"Date: 03/04/2016\n\n{BODY}", markup=markup).date.value == "2016-04-03"

    WRITTEN = [
        "199X",
        "19XX",
        "1998~",
        "1998?",
        "1996/2003",
        "1996-05/1997-02",
        "1990~/1992",
        "../2003",
        "1996/..",
        "1985-XX-XX",
        "1985-04-XX",
    ]

    @pytest.mark.parametrize("written", WRITTEN)
    def test_edtf_is_read_as_it_is_written(self, written: str) -> None:
        assert meta(f"Date: {written}\n\n{BODY}").date.value == written
        value = meta(BODY, format_="markdown", markup=(Markup("front-matter", "date", written, None, None),)).date
        assert (value.value, value.basis) == (written, "stated")

    NOT_WRITTEN = ["2003/04", "1996-2003", "2003/1996", "2021-22", "1985-13-XX", "about 1990 pages", "12/1990~"]

    @pytest.mark.parametrize("written", NOT_WRITTEN)
    def test_what_only_looks_like_edtf_is_no_date(self, written: str) -> None:
        """2003/04 and 2021-22 are years that follow each other, as readers write them."""
        assert meta(f"Date: {written}\n\n{BODY}").date.value is None

    @pytest.mark.parametrize(
        "written",
        [
            "c. 31 June 1998",
            "about noon",
            "2011-02-30",
            "a spring day",
            "12 or 13 April 2018",
            "April 2017 or May 2018",
            "perhaps 12 April",
            "before 3-5 March 2016",
        ],
    )
    def test_a_label_that_cannot_be_read_is_told_where_another_date_is_taken(self, written: str) -> None:
        found = meta(f"The bridge\nDate: {written}\n\nBRANDHOLM, May 3, 2016 (Courier) - {BODY}")
        assert (found.date.value, witness(found.date)) == ("2016-05-03", "dateline")
        assert [(rival.value, witness(rival)) for rival in found.date.rivals] == [(written, "label “date”")]
        assert [(problem.code, problem.detail) for problem in found.problems] == [
            ("date-unreadable", f"“{written}” is no date that could be read; 2016-05-03 was taken in its place (dateline)")
        ]

    @pytest.mark.parametrize("written", ["2012?", "1998~", "199X", "3 May 1998"])
    def test_a_label_that_can_be_read_goes_before_the_dateline(self, written: str) -> None:
        found = meta(f"The bridge\nDate: {written}\n\nBRANDHOLM, May 3, 2016 (Courier) - {BODY}")
        assert (witness(found.date), found.problems) == ("label “date”", ())

    HEDGED = [
        # bounds
        ("before 2018", "../2017"),
        ("after 2018", "2019/.."),
        ("until 2018", "../2018"),
        ("by 2018", "../2018"),
        ("since 2018", "2018/.."),
        ("prior to 1 March 2016", "../2016-02-29"),
        ("after December 2017", "2018-01/.."),
        ("no later than 12 April 2018", "../2018-04-12"),
        ("not before April 2018", "2018-04/.."),
        ("2018 or earlier", "../2018"),
        ("probably before 2018", "../2017?"),
        ("before 3/4/2018", "../2018"),  # 3 April or 4 March: some day of 2018
        # uncertain
        ("April 2018?", "2018-04?"),
        ("12 April 2018?", "2018-04-12?"),
        ("12 April 2018 (?)", "2018-04-12?"),
        ("2018 [?]", "2018?"),
        ("[2018?]", "2018?"),
        ("probably April 2018", "2018-04?"),
        ("Possibly on 12 April 2018", "2018-04-12?"),
        ("perhaps in 2018", "2018?"),
        ("April 2018 (uncertain)", "2018-04?"),
        ("April 2018 (uncertain, from the postmark)", "2018-04?"),
        ("12 April 2018, date uncertain", "2018-04-12?"),
        # approximate
        ("circa 2018", "2018~"),
        ("c. 2018", "2018~"),
        ("c.2018", "2018~"),
        ("ca. 12 April 2018", "2018-04-12~"),
        ("about the year 2018", "2018~"),
        ("around April 2018", "2018-04~"),
        ("approx. 2018", "2018~"),
        ("April 2018 (approx.)", "2018-04~"),
        ("~2018", "2018~"),
        ("c. 2018?", "2018%"),
        ("c. March 1996 to May 1997", "1996-03~/1997-05~"),
        ("c. 3/4/2018", "2018~"),
    ]

    @pytest.mark.parametrize(("label", "date"), HEDGED)
    def test_what_is_said_of_how_certain_it_is_counts(self, label: str, date: str) -> None:
        text = f"The bridge is open\nDate: {label}\n\n{BODY}"
        value = meta(text).date
        assert (value.value, witness(value)) == (date, "label “date”")
        assert value.evidence[0].text == label.strip("[]") or "[?]" in label  # the words of doubt are part of the evidence
        assert edtf.is_valid(date)

    NOT_HEDGED = [
        ("around 5 pm 12 April 2018", "2018-04-12"),
        ("before dawn on 12 April 2018", "2018-04-12"),
        ("12 April 2018 around 5 pm", "2018-04-12"),
        ("12 April 2018, before noon", "2018-04-12"),
        ("12 April 2018 (about 5 pm)", "2018-04-12"),
        ("after 17:00, 12 April 2018", "2018-04-12"),
        ("Brandholm, CA 12 April 2018", "2018-04-12"),
        ("Mara C. 12 April 2018", "2018-04-12"),
        ("The Look Around 12 April 2018", "2018-04-12"),
        ("Marsh Lantern, section c, 12 April 2018", "2018-04-12"),
        ("before dawn", None),
    ]

    @pytest.mark.parametrize(("label", "date"), NOT_HEDGED)
    def test_what_is_said_of_something_else_does_not(self, label: str, date: str | None) -> None:
        assert meta(f"The bridge is open\nPublished: {label}\n\n{BODY}").date.value == date

    LINES = [
        ("12 April 2018 (?)", "2018-04-12?"),
        ("circa April 2018", "2018-04~"),
        ("Marsh Courier, probably 12 April 2018", "2018-04-12?"),
        ("Brandholm, 12 April 2018?", "2018-04-12?"),
        ("By 12 April 2018", "2018-04-12"),  # an author is missing
        ("Before 12 April 2018", None),
        ("Brandholm, 12 April 2018", "2018-04-12"),
    ]

    @pytest.mark.parametrize(("line", "date"), LINES)
    def test_a_line_that_is_a_date_says_how_certain_it_is(self, line: str, date: str | None) -> None:
        assert meta(f"The bridge is open\n\n{line}\n\n{BODY}").date.value == date

    IN_LANGUAGES = [
        ("de", "um 1998", "1998~"),
        ("de", "vermutlich April 1998", "1998-04?"),
        ("de", "vor 1998", "../1997"),
        ("fr", "vers avril 1998", "1998-04~"),
        ("fr", "avant l’année 1998", "../1997"),
        ("es", "hacia 1998", "1998~"),
        ("it", "aprile 1998 (data incerta)", "1998-04?"),
        ("nl", "omstreeks april 1998", "1998-04~"),
        ("ru", "около 1998", "1998~"),
        ("tr", "muhtemelen Nisan 1998", "1998-04?"),
    ]

    @pytest.mark.parametrize(("language", "label", "date"), IN_LANGUAGES)
    def test_in_other_languages(self, language: str, label: str, date: str) -> None:
        assert meta(f"The bridge is open\nLanguage: {language}\nDate: {label}\n\n{BODY}").date.value == date

    RANGES = [
        ("3-5 March 2016", "2016-03-03/2016-03-05", None),
        ("13/03/2016 to 15/03/2016", "2016-03-13/2016-03-15", None),
        ("March 2016 – 5 May 2016", "2016-03", "March 2016 – 5 May 2016"),
    ]

    @pytest.mark.parametrize(("label", "date", "note"), RANGES)
    def test_a_range_is_kept_or_said_to_be_cut(self, label: str, date: str, note: str | None) -> None:
        value = meta(f"Date: {label}\n\n{BODY}").date
        assert value.value == date
        assert (note or "") in (value.evidence[0].note or "")


class TestOutletAndHost:
    CASES = [
        (f"Source: Brandholm Courier\n\n{BODY}", "Brandholm Courier", None, "a labelled line"),
        (f"{BODY}\n\nPublication:Brandholm Courier (Brandholm, Norvania)", "Brandholm Courier", None, "with a place in brackets"),
        (f"{BODY}\n\nBrandholm Courier", "Brandholm Courier", None, "the signature"),
        (f"Outlet: Courier.Nv\n\n{BODY}", "Brandholm Courier", None, "one outlet has one name, whatever the spelling"),
        (f"{PROSE.rstrip('.')}, Courier.Nv reports.\n\n{MORE_PROSE}", "Brandholm Courier", None, "“…, X reports”"),
        (f"Newspaper: The Marsh Lantern\n\n{BODY}", "The Marsh Lantern", None, "an outlet nobody has a record of"),
        (
            f"{BODY}\n\nPublication: Brandholm Courier\n\nTerms of use | Copyright © 2017 Paper Attic, Inc. | Feedback",
            "Brandholm Courier",
            "Paper Attic",
            "an aggregator's footer",
        ),
        (
            f"{BODY}\n\nCopyright 2016 Paper Attic. All rights reserved.",
            None,
            "Paper Attic",
            "an aggregator is the host and never the outlet",
        ),
        (f"Database: Paper Attic\n\n{BODY}", None, "Paper Attic", "a labelled line for the host"),
        (f"Source: Paper Attic\n\n{BODY}", None, "Paper Attic", "also where a page calls it the source"),
        (BODY, None, None, "nobody is named"),
        (f"{PROSE.rstrip('.')}, the mayor reports.\n\n{MORE_PROSE}", None, None, "who reports here is no outlet"),
    ]

    @pytest.mark.parametrize(("text", "outlet", "host", "why"), CASES)
    def test_are_told_apart(self, text: str, outlet: str | None, host: str | None, why: str) -> None:
        found = meta(text)
        assert (found.outlet.value, found.host.value) == (outlet, host)

    def test_the_address_of_the_page_names_the_outlet_of_that_domain(self) -> None:
        found = meta(BODY, markup=(Markup("link", "canonical", "https://www.courier.example/2016/bridge.html"),))
        assert found.outlet.value == "Brandholm Courier"

    def test_an_outlet_with_evidence_points_at_its_words(self) -> None:
        text = f"{BODY}\n\nPublication:Brandholm Courier (Brandholm, Norvania)"
        evidence = meta(text).outlet.evidence[0]
        assert text[evidence.start : evidence.end] == evidence.text


class TestAuthors:
    CASES = [
        (f"Byline: Clara Nyberg\n\n{BODY}", ["Clara Nyberg"], "one"),
        (f"By Clara Nyberg and Otto Brandt\n\n{BODY}", ["Clara Nyberg", "Otto Brandt"], "two, with “and”"),
        (f"Authors: Clara Nyberg, Otto Brandt & Jonas Falk\n\n{BODY}", ["Clara Nyberg", "Otto Brandt", "Jonas Falk"], "three"),
        (f"Die Brücke ist offen\n\nVon Jörg Küster\n\n{BODY}", ["Jörg Küster"], "in German"),
        (f"Le pont est ouvert\n\nPar Hélène de la Tour\n\n{BODY}", ["Hélène de la Tour"], "in French, with particles"),
        (f"Author: CLARA NYBERG\n\n{BODY}", ["Clara Nyberg"], "capitals are typography"),
        (f"Author: By Clara Nyberg\n\n{BODY}", ["Clara Nyberg"], "“By” in the value"),
        (f"Author: admin\n\n{BODY}", [], "no person"),
        (f"Author: https://courier.example/clara\n\n{BODY}", [], "an address"),
        (f"Author: Brandholm Courier\n\n{BODY}", [], "an outlet is no author"),
        (BODY, [], "none"),
        (f"Author: Ministry of Trade and Industry\n\n{BODY}", ["Ministry of Trade and Industry"], "a body with “and” in its name"),
        (
            f"Author: Ministry of Foreign Affairs of the Republic of Norvania\n\n{BODY}",
            ["Ministry of Foreign Affairs of the Republic of Norvania"],
            "a long name",
        ),
        (f"Authors: Northern Union\n\n{BODY}", ["Northern Union"], "a union"),
        (f"Author: Press Service of the President\n\n{BODY}", ["Press Service of the President"], "not cut"),
        (f"Author: O'Dowd, Séamus\n\n{BODY}", ["Séamus O'Dowd"], "the family name first"),
        (f"Author: Falk, Otto; Nyberg, Clara\n\n{BODY}", ["Otto Falk", "Clara Nyberg"], "two of them"),
        (f"Author: van der Berg, Clara and Falk, Otto\n\n{BODY}", ["Clara van der Berg", "Otto Falk"], "with particles"),
        (f"Author: Otto Falk and Northern Union\n\n{BODY}", ["Otto Falk", "Northern Union"], "a person and a body"),
        (f"Author: Brandholm, Norvania\n\n{BODY}", ["Brandholm, Norvania"], "what cannot be told apart stays together"),
        (f"Author: Otto Falk, Foreign Editor\n\n{BODY}", ["Otto Falk"], "a post is no author"),
        (f"Author: Epiktet\n\n{BODY}", ["Epiktet"], "one name"),
    ]

    def test_every_item_of_front_matter_is_an_author(self) -> None:
        stated = ("Clara van Holm", "Epiktet", "Northern Union")
        markup = tuple(Markup("front-matter", "authors", name, None, None) for name in stated)
        assert tuple(author.value for author in meta(BODY, format_="markdown", markup=markup).authors) == stated

    @pytest.mark.parametrize(("text", "authors", "why"), CASES)
    def test_are_read(self, text: str, authors: list[str], why: str) -> None:
        found = meta(text).authors
        assert [author.value for author in found] == authors
        for author in found:
            evidence = author.evidence[0]
            assert text[evidence.start : evidence.end] == evidence.text


class TestRights:
    def test_all_reservations_stand_together_in_the_order_of_the_page(self) -> None:
        text = f"{BODY}\n\nCOPYRIGHT 2016 Marsh Bylines\nNo part of this report may be printed again unpermitted.\nCopyright 2016 Paper Attic. All rights reserved."
        rights = meta(text).rights
        assert (
            rights.value
            == "COPYRIGHT 2016 Marsh Bylines No part of this report may be printed again unpermitted. Copyright 2016 Paper Attic. All rights reserved."
        )
        assert [text[e.start : e.end] for e in rights.evidence] == [e.text for e in rights.evidence]

    def test_a_licence_is_read_from_its_label(self) -> None:
        assert meta(f"License: CC BY 4.0\n\n{BODY}").rights.value == "CC BY 4.0"

    def test_nothing_is_said(self) -> None:
        assert meta(BODY).rights.basis == "none"


class TestLanguage:
    CASES = [
        (f"Language: de\n\n{BODY}", (), "de", "stated", "a labelled line goes before the letters"),
        (BODY, (Markup("element", "lang", "en-GB"),), "en", "stated", "the page's own attribute, without the region"),
        (BODY, (Markup("meta", "og:locale", "pt_BR"),), "pt", "stated", ""),
        (BODY, (), "en", "inferred", "from the letters"),
        (
            "Мост через реку был открыт в понедельник, и тысячи людей перешли его под дождём, потому что ждали девять лет.",
            (),
            "ru",
            "inferred",
            "",
        ),
        ("Yes.", (), None, "none", "too short to tell"),
        (
            "A nova ponte do porto abriu na segunda-feira, nove anos depois, e milhares de pessoas passaram por ela à chuva, "
            "disse a presidente da câmara.",
            (),
            "pt",
            "inferred",
            "Galician, which is as near, is not asked for a text so short",
        ),
        (
            "Le président déclare que l'accord ne change pas la position du pays",
            (),
            None,
            "none",
            "French, Spanish and Italian are as near",
        ),
        ("Clara Nyberg, Otto Brandt, Jonas Falk, Marta Ekholm, Tomas Lindqvist, Henrik Okafor", (), None, "none", "names alone"),
    ]

    @pytest.mark.parametrize(("text", "markup", "language", "basis", "why"), CASES)
    def test_is(self, text: str, markup: tuple[Markup, ...], language: str | None, basis: str, why: str) -> None:
        value = meta(text, markup=markup).language
        assert (value.value, value.basis) == (language, basis)


def test_a_digest_names_what_it_digests() -> None:
    value = meta(f"Digest of: “The bridge”, Brandholm Courier, 3 May 2016\n\n{BODY}").digest_of
    assert (value.value, value.basis) == ("“The bridge”, Brandholm Courier, 3 May 2016", "stated")


@given(articles())
def test_every_value_has_evidence_and_every_offset_points_at_its_words(text: str) -> None:
    done = described(text)
    found = done.metadata
    values = [
        found.title,
        found.subtitle,
        found.date,
        found.outlet,
        found.host,
        *found.authors,
        found.rights,
        found.language,
        found.digest_of,
    ]
    for value in values:
        assert (value.value is None) == (value.basis == "none")
        assert bool(value.evidence) == (value.value is not None)
        for evidence in value.evidence:
            assert evidence.start is None or text[evidence.start : evidence.end] == evidence.text


@given(articles())
def test_a_title_is_never_empty_and_never_runs_over_lines(text: str) -> None:
    title = described(text).metadata.title.value
    assert title and title.strip() and "\n" not in title


@given(articles())
def test_blocks_stay_where_they_were(text: str) -> None:
    """Describing gives a block another kind, never another place."""
    before, after = cleaned(text).blocks, described(text).blocks
    assert [(b.start, b.end) for b in before] == [(b.start, b.end) for b in after]
