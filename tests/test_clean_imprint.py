"""What stands between a headline and its article: place, date, outlet, byline; and what a press release says below its text."""

from __future__ import annotations

from typing import Any

import pytest

from builders import MORE_PROSE, PROSE, cleaned, described, source
from onrecord.records import Markup, Metadata

BODY = f"{PROSE}\n\n{MORE_PROSE}"
SHORT = "The ferry is late. Nobody is surprised."


def meta(text: str, **kwargs: Any) -> Metadata:
    return described(text, **kwargs).metadata


def rules(text: str) -> dict[str, str]:
    """The lines that are cut, each with its last rule."""
    found = cleaned(text)
    return {found.source.text[line.start : line.end]: line.rule for line in found.lines}


class TestBelowAHeadline:
    HEADS = [
        ("Ferry pilots ask for better pay at the congress\n5 June 2021", "2021-06-05", None, "a date: both lines look like wrapped prose"),
        ("Address by the harbour minister to the Assembly of Pilots\nBrandholm, 21 June 2021", "2021-06-21", None, "place and date"),
        ("Ferry pilots ask for pay\nBrandholm - 5 June 2021", "2021-06-05", None, "place and date, parted by a dash"),
        ("Ferry pilots ask for pay\nThe Norvane Courier, 5 June 2021", "2021-06-05", "The Norvane Courier", "outlet and date"),
        (
            "Ferry pilots ask for pay\nby Mara Ekholm\nSunday Mirror of Brandholm - June 5th, 2021",
            "2021-06-05",
            "Sunday Mirror of Brandholm",
            "with a dash, an ordinal, the month first",
        ),
        ("Ferry pilots ask for pay\n\nHarbour News Desk | 5 June 2021", "2021-06-05", "Harbour News Desk", "the word of the outlet in it"),
        ("Ferry pilots ask for pay\n\n5 June 2021 | Brandholm Gazette", "2021-06-05", "Brandholm Gazette", "the date first"),
        ("Ferry pilots ask for pay\n\nBrandholm, The Sudland Herald, 5 June 2021", "2021-06-05", "The Sudland Herald", "place and outlet"),
        (
            "Ferry pilots ask for pay\nBy Mara Ekholm\n5 June 2021\nSudland Standard",
            "2021-06-05",
            "Sudland Standard",
            "the outlet alone, beside the date",
        ),
    ]

    @pytest.mark.parametrize("body", [BODY, SHORT])
    @pytest.mark.parametrize(("head", "date", "outlet", "why"), HEADS)
    def test_is_no_part_of_it(self, head: str, date: str, outlet: str | None, why: str, body: str) -> None:
        found = meta(f"{head}\n\n{body}")
        assert (found.title.value, found.subtitle.value) == (head.split("\n", maxsplit=1)[0], None)
        assert (found.date.value, found.outlet.value) == (date, outlet)
        assert described(f"{head}\n\n{body}").cleaned.body.endswith(body)

    def test_a_label_and_a_name_stand_alone(self) -> None:
        head = "“The sea never asked me”: an evening with Marta Ekholm\nInterviewer: Tomas Lindqvist\nPublished: 2021-06-05"
        found = meta(f"{head}\nThe Review of Harbour Letters\n\n{SHORT}")
        assert found.title.value == "“The sea never asked me”: an evening with Marta Ekholm"
        assert [author.value for author in found.authors] == ["Tomas Lindqvist"]
        assert (found.date.value, found.outlet.value) == ("2021-06-05", "The Review of Harbour Letters")

    def test_nor_does_an_unknown_label(self) -> None:
        found = meta(f"An evening with the oldest pilot of the northern harbour\nModerator: Tomas Lindqvist\n\n{SHORT}")
        assert found.title.value == "An evening with the oldest pilot of the northern harbour"

    NOT = [
        ("HARBOUR BORROWING REACHES A RECORD IN 1986", "a headline with a year, and a word that newspapers have too"),
        ("Harbour Record", "a first line is the headline, even where a date follows"),
        ("Herald wins the prize of the guild, 5 June 2021", "a sentence with a date"),
    ]

    @pytest.mark.parametrize(("line", "why"), NOT)
    def test_a_headline_is_no_outlet(self, line: str, why: str) -> None:
        found = meta(f"{line}\n5 June 2021\n\n{BODY}")
        assert (found.title.value, found.outlet.value) == (line, None)

    def test_a_date_that_ends_a_wrapped_paragraph_stays(self) -> None:
        text = (
            "    The harbour board said on Monday that the next bridge would open in\n"
            "1987.\n"
            "    Traders on the south bank expect a shorter way to the market from the\n"
            "second year on, and fewer boats below the wide stone piers of the bridge.\n"
        )
        assert "would open in 1987." in cleaned(text).body

    def test_a_note_on_the_text_of_a_speech_is_no_subtitle(self) -> None:
        assert meta(f"Address to the pilots\n\nCheck against delivery\n\n{BODY}").subtitle.value is None

    def test_a_date_set_after_a_standfirst_without_a_space(self) -> None:
        text = f"The bridge is open\n\nNine years of work are over, and the market is near. Who will come?Monday, 6 January 2020\n\n{BODY}"
        assert meta(text).date.value == "2020-01-06"
        assert "Who will come?\n\n" in cleaned(text).body

    def test_a_dateline_with_a_dash_before_its_date(self) -> None:
        assert meta(f"The bridge is open\n\nBRANDHOLM, Norvania – 9 January 2020 – {BODY}").date.value == "2020-01-09"


class TestPage:
    def test_posted_on_and_by(self) -> None:
        line = Markup("element", "line below", "Posted on July 9, 2019 by Joyce Ekholm")
        found = meta(BODY, format_="html", markup=(Markup("element", "h1", "The bridge is open"), line))
        assert (found.date.value, [author.value for author in found.authors]) == ("2019-07-09", ["Joyce Ekholm"])

    def test_the_end_of_the_title_is_an_outlet_by_its_words(self) -> None:
        title = (Markup("meta", "og:title", "The bridge is open"), Markup("element", "title", "Bridge opens after years - Sudland Tribune"))
        assert meta(BODY, format_="html", markup=title).outlet.value == "Sudland Tribune"

    def test_a_title_ends_in_no_outlet(self) -> None:
        title = (Markup("meta", "og:title", "The bridge is open"), Markup("element", "title", "Bridge opens after years - a short history"))
        assert meta(BODY, format_="html", markup=title).outlet.value is None


class TestPressRelease:
    RELEASE = (
        f"Quay Freight buys a harbour\n\n{BODY}\n\nQuay Freight expects to earn more next year, and its founder will stay on the board."
    )

    def test_its_end_is_set_apart(self) -> None:
        end = "About Quay Freight\nQuay Freight carries goods on the northern route.\n\nMedia contact:\nGreta Ekholm\n+46 555 0100"
        found = rules(f"{self.RELEASE}\n\n{end}")
        assert found["Quay Freight carries goods on the northern route."] == "about-company"
        assert found["Greta Ekholm"] == found["+46 555 0100"] == "press-contact"
        assert cleaned(f"{self.RELEASE}\n\n{end}").body.endswith("stay on the board.")

    KEPT = [
        ("About Sudland\nNobody had asked.", "of whom the text has said nothing"),
        ("Press contact\nNobody had asked.", "no number and no address"),
        (f"About Quay Freight\n{PROSE}\n{PROSE}\n{MORE_PROSE}", "a section as long as the rest"),
    ]

    @pytest.mark.parametrize(("end", "why"), KEPT)
    def test_a_section_of_an_article_stays(self, end: str, why: str) -> None:
        assert end.rsplit("\n", maxsplit=1)[-1] in cleaned(f"{self.RELEASE}\n\n{end}").body


MENU = "Skip to content\nHome\nNews\nPolitics\nSport\nOpinion\nSubscribe\nSign in\nSearch\n\nThe Sudland Herald\n\nPolitics"
FOOT = "Related articles\nPilots want more pay\nMost read\nStorm closes the quay\n\nAbout us\nContact\nTerms and conditions"


def test_a_headline_of_four_words_stands_above_its_standfirst() -> None:
    head = "Ekholm rejects harbour bill\n\nPresident says the law would have “sold the quays”\n\nPublished 17 Aug 2018 09.14\nShare on Facebook"
    text = (
        "President Marta Ekholm on Friday rejected a harbour bill that would have allowed companies to own quays, saying it would have"
        " “sold the quays to strangers”.\n\nThe bill goes back to parliament, where the speaker said that he was disappointed by the president."
    )
    page = f"{MENU}\n\n{head}\n\n{text}\n\n{FOOT}\n© 2018 The Sudland Herald. All rights reserved."
    assert meta(page).title.value == "Ekholm rejects harbour bill"


def test_every_cut_line_stands_in_the_source() -> None:
    text = f"The bridge is open\nThe Brandholm Courier, 5 June 2021\n\n{BODY}"
    assert "The Brandholm Courier, 5 June 2021" in source(text).text
    assert rules(text)["The Brandholm Courier, 5 June 2021"] == "outlet beside the date"
