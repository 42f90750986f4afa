"""Which of the things that a web page says of its article is believed: one table of pages for each field."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import MORE_PROSE, PROSE, extractor
from onrecord.clean import clean
from onrecord.describe import describe
from onrecord.read import read
from onrecord.records import Metadata

TEXT = f"<p>{PROSE} {MORE_PROSE}</p><p>{MORE_PROSE} {PROSE}</p>"
HEADLINE = "<h1>The bridge is open</h1>"


def page(tmp_path: Path, beside: str = "", head: str = "", lang: str = "en", text: str = TEXT) -> Metadata:
    path = tmp_path / "page.html"
    path.write_text(
        f'<!DOCTYPE html><html lang="{lang}"><head><title>The bridge is open</title>{head}</head>'
        f"<body><article>{HEADLINE}{beside}{text}</article></body></html>",
        encoding="utf-8",
    )
    return describe(clean(read(path, "page.html", "page")), extractor().outlets).metadata


def meta(**values: str) -> str:
    return "".join(f'<meta property="{key.replace("__", ":")}" content="{value}">' for key, value in values.items())


def at(address: str) -> str:
    return f'<link rel="canonical" href="{address}">'


class TestDate:
    CASES = [
        ("", meta(article__published_time="2016-05-03T08:00:00+02:00"), "2016-05-03", "meta article:published_time", "machine-readable"),
        ("", meta(bt__pubdate="20160503T09:51:53Z"), "2016-05-03", "meta bt:pubdate", "eight digits"),
        ("<p>By Clara Nyberg</p><p>May 3, 2016</p>", "", "2016-05-03", None, "a line below the headline"),
        ("<p>Clara Nyberg | 3 May 2016 | News</p>", "", "2016-05-03", "element line below", "one part of such a line"),
        ("<p class='x'>Published On May 3, 2016 01:52 PM</p>", "", "2016-05-03", None, "with a word before it"),
        ("", at("https://lantern.example/2016/05/03/bridge"), "2016-05-03", "link canonical", "the address"),
        ("", at("https://lantern.example/2016/may/03/bridge"), "2016-05-03", "link canonical", "the address, with a name"),
        ("", at("https://lantern.example/news/20160503/bridge"), "2016-05-03", "link canonical", "the address, in eight digits"),
        ("<p class='date'>Written: 2016-05-03 Updated: 2016-05-04</p>", "", "2016-05-03", "element date", "before its change"),
        ("<p class='date'>Updated: May 4, 2016 Published: May 3, 2016</p>", "", "2016-05-03", "element date", "behind its change"),
        ("<p>The bridge was begun on 3 May 2007, in the rain, by the mayor</p>", "", None, None, "a date that is told"),
        (
            "",
            meta(pubdate="May 2016") + at("https://lantern.example/2016/05/03/a"),
            "2016-05-03",
            None,
            "a day within a month that is stated",
        ),
        ("", meta(article__published_time="1970-01-01T00:00:00Z"), None, None, "what a system writes that knows none"),
        ("", at("https://lantern.example/2016/05/bridge-23"), None, None, "an address without a day"),
        ("<p>© 2016 Lantern</p>", "", None, None, "a copyright year"),
    ]

    @pytest.mark.parametrize(("beside", "head", "date", "rule", "why"), CASES)
    def test_is_read(self, tmp_path: Path, beside: str, head: str, date: str | None, rule: str | None, why: str) -> None:
        value = page(tmp_path, beside, head).date
        assert value.value == date
        assert rule is None or value.evidence[0].rule == rule

    LANGUAGES = [
        ("es", "martes 3 de mayo de 2016"),
        ("de", "3. Mai 2016"),
        ("fr", "3 mai 2016"),
        ("nl", "3 mei 2016"),
        ("it", "3 maggio 2016"),
        ("ru", "3 мая 2016"),
        ("tr", "3 Mayıs 2016"),
    ]

    @pytest.mark.parametrize(("language", "date"), LANGUAGES)
    def test_is_read_in_the_language_of_the_page(self, tmp_path: Path, language: str, date: str) -> None:
        assert page(tmp_path, f'<p class="date">{date}</p>', lang=language).date.value == "2016-05-03"

    AMBIGUOUS = [
        ("", "en", "2016", "nothing decides"),
        (at("https://lantern.example/2016/04/03/bridge"), "en", "2016-04-03", "the address decides"),
        (meta(article__modified_time="2016-03-04"), "en", "2016-03-04", "the day of a change decides"),
        ("", "en-GB", "2016-04-03", "so does a language that has the day first"),
        ("", "de", "2016-04-03", "or one that never has the month first"),
    ]

    @pytest.mark.parametrize(("head", "language", "date", "why"), AMBIGUOUS)
    def test_day_and_month_are_told_apart_by_evidence(self, tmp_path: Path, head: str, language: str, date: str, why: str) -> None:
        value = page(tmp_path, '<p class="date">03/04/2016</p>', head, language).date
        assert value.value is not None
        assert value.value.startswith(date) if date == "2016" else value.value == date
        assert value.value != "2016-03-04" or "modified" in head

    UTC = [
        ("2016-05-04T02:38:07Z", "May 3, 2016", "2016-05-03", "the evening before, west of Greenwich"),
        ("2016-05-04T15:38:07Z", "May 3, 2016", "2016-05-04", "in the afternoon no place has the day before"),
        ("2016-05-03T02:38:07Z", "May 4, 2016", "2016-05-03", "a later day is that of a change"),
        ("2016-05-04T02:38:07+02:00", "May 3, 2016", "2016-05-04", "a time of a place is believed"),
    ]

    @pytest.mark.parametrize(("stated", "shown", "date", "why"), UTC)
    def test_the_day_is_the_outlets_own(self, tmp_path: Path, stated: str, shown: str, date: str, why: str) -> None:
        assert page(tmp_path, f'<p class="date">{shown}</p>', meta(article__published_time=stated)).date.value == date


class TestOutlet:
    CASES = [
        (meta(og__site_name="The Marsh Lantern"), "The Marsh Lantern", "what the page calls its site"),
        (meta(og__site_name="Marsh Lantern | News, Weather, Sports") + at("https://marshlantern.example/a"), "Marsh Lantern", "without a tagline"),
        (meta(og__title="The bridge is open - The Marsh Lantern") + at("https://marshlantern.example/a"), "The Marsh Lantern", "the end of its title"),
        (meta(og__title="The bridge is open - Clara Nyberg") + at("https://marshlantern.example/a"), "marshlantern.example", "an end that the address does not confirm"),
        (meta(og__site_name="https://www.marshlantern.example"), "marshlantern.example", "an address as name"),
        (meta(citation_publisher="Lantern Group") + meta(og__site_name="Marsh Lantern") + at("https://marshlantern.example/a"), "Marsh Lantern", "the publication, not its company"),
        (meta(og__site_name="Marsh Lantern") + at("https://www.courier.example/a"), "Marsh Lantern", "the copy’s site, whatever the address of the original"),
        (at("https://www.courier.example/a"), "Brandholm Courier", "a known domain"),
        (at("https://news.marshlantern.example/a"), "news.marshlantern.example", "the host, where nothing is stated"),
        (meta(twitter__site="@marshlantern"), "marshlantern", "the account, where there is no address"),
        ("", None, "nothing"),
    ]  # fmt: skip

    @pytest.mark.parametrize(("head", "outlet", "why"), CASES)
    def test_is_read(self, tmp_path: Path, head: str, outlet: str | None, why: str) -> None:
        assert page(tmp_path, head=head).outlet.value == outlet

    def test_a_host_that_stands_for_a_name_is_derived_and_says_so(self, tmp_path: Path) -> None:
        value = page(tmp_path, head=at("https://marshlantern.example/a")).outlet
        assert (value.basis, value.evidence[0].note) == ("derived", "the host of the page’s address; no name is stated")


class TestAuthors:
    CASES = [
        ("", meta(author="Clara Nyberg"), ["Clara Nyberg"], "meta"),
        ("<p class='byline'>By <a>Clara Nyberg</a><span>Staff Writer</span></p>", "", ["Clara Nyberg"], "a post beside the name"),
        ("<p>By Clara Nyberg, May 3, 2016 2:30 pm</p>", "", ["Clara Nyberg"], "a line with a date"),
        ("<p>By CLARA NYBERG and OTTO BRANDT</p>", "", ["Clara Nyberg", "Otto Brandt"], "in capitals"),
        ("<p>Von Clara Nyberg und Otto Brandt</p>", "", ["Clara Nyberg", "Otto Brandt"], "in German"),
        ("<p>Clara Nyberg</p>", "", ["Clara Nyberg"], "a name alone below the headline"),
        ("<p>By Clara Nyberg in Brandholm</p>", "", ["Clara Nyberg"], "a place"),
        ("", meta(author="Clara NybergStaff Writer"), ["Clara Nyberg"], "set without a space by a script"),
        ("", meta(author="admin"), [], "no person"),
        ("", meta(article__author="https://social.example/clara"), [], "an address"),
        ("", meta(article__author="@clara"), [], "an account"),
        ("<p class='byline'>By Clara Nyberg</p>", meta(author="Web Desk"), ["Clara Nyberg"], "a person goes before a desk"),
        ("", meta(author="Web Desk"), ["Web Desk"], "a desk where nobody is named"),
        ("<p>PTI</p>", "", ["PTI"], "an agency alone below the headline"),
        ("", meta(author="Marsh Lantern", og__site_name="Marsh Lantern"), [], "the site itself"),
        ("<p class='byline'>By Marsh Lantern</p>", meta(og__site_name="Marsh Lantern"), ["Marsh Lantern"], "unless readers see it so"),
        ("<p class='byline'>by MLX</p>", "", ["MLX"], "initials"),
        ("<p class='byline'>Share Edit</p>", "", [], "buttons"),
        ("<p>Town and river</p>", "", [], "a line that is no byline"),
    ]

    @pytest.mark.parametrize(("beside", "head", "authors", "why"), CASES)
    def test_are_read(self, tmp_path: Path, beside: str, head: str, authors: list[str], why: str) -> None:
        assert [author.value for author in page(tmp_path, beside, head).authors] == authors


class TestLanguage:
    SPANISH = (
        "El ayuntamiento abrió el puente nuevo del puerto el lunes, después de nueve años de trabajo, y varios miles de personas lo "
        "cruzaron bajo la lluvia. Los comerciantes de la orilla sur esperan caminos más cortos hasta el mercado, mientras que los "
        "pescadores temen que los pilares cambien la corriente donde el río se encuentra con el mar."
    )

    def test_letter_statistics_overrule_the_template_of_a_page(self, tmp_path: Path) -> None:
        value = page(tmp_path, text=f"<p>{self.SPANISH}</p><p>{self.SPANISH[50:]}</p>").language
        assert (value.value, value.basis, [rival.value for rival in value.rivals]) == ("es", "inferred", ["en"])

    def test_a_page_in_the_language_it_states_is_believed(self, tmp_path: Path) -> None:
        assert (page(tmp_path).language.value, page(tmp_path).language.basis) == ("en", "stated")
