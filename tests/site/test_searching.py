"""What the index of a site holds: every headline once, the text as it stands, and documents under the outlets and days of copies."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from invented import Draft

from builders import MORE_PROSE, PROSE
from onrecord import markdown, search
from onrecord.articles import Article, FrontMatter, load
from onrecord.authorities import Authorities
from onrecord.build import build
from onrecord.records import Basis
from onrecord.rights.publication import Decision
from onrecord.rights.withholding import withhold
from onrecord.site import searching
from onrecord.site.corpus import gather

sys.path.append(str(Path(__file__).resolve().parents[1] / "search"))
from brute import within

SAID = "the quay is closed"


def indexed(articles: Sequence[Article]) -> list[search.Document]:
    return list(searching.documents(gather(articles, Authorities())))


def by_hand(text: str, title: str, basis: Basis = "editor", **front: str) -> Article:
    html, body, blocks = markdown.parse(text)
    known = {} if basis == "editor" else {"title": basis}
    matter = FrontMatter(title=title, basis=known, **front)  # type: ignore[arg-type]  # fields by name
    return Article(slug="by-hand", front=matter, body=body, html=html, blocks=blocks, standoff=None)


@pytest.mark.parametrize(
    ("article", "headlines", "above", "paragraphs"),
    [
        (by_hand("It left at noon.", "The ferry"), ["The ferry"], 1, ["It left at noon."]),
        (by_hand("It left at noon.", "The ferry", subtitle="Fog"), ["The ferry", "Fog"], 2, ["It left at noon."]),
        (by_hand("# The ferry\n\nIt left.", "The ferry"), ["The ferry"], 0, ["The ferry", "It left."]),
        (by_hand("# The ferry.\n\nIt left.", "The Ferry"), ["The ferry."], 0, ["The ferry.", "It left."]),
        (by_hand("# The ferry\n\nIt left.", "A ferry"), ["A ferry", "The ferry"], 1, ["The ferry", "It left."]),
        (by_hand("Oster.\n\n# The ferry\n\nIt left.", "The ferry"), ["The ferry"], 1, ["Oster.", "", "It left."]),  # counted once
        (by_hand("It left at noon.", "It left", basis="derived"), [], 0, ["It left at noon."]),
    ],
)
def test_every_headline_is_there_once_and_paragraphs_keep_their_numbers(
    article: Article, headlines: list[str], above: int, paragraphs: list[str]
) -> None:
    text = indexed([article])[0].text
    blocks = [text.body[start:end] for start, end in text.blocks]
    assert (blocks[: text.headlines], text.above, blocks[text.above :]) == (headlines, above, paragraphs)


def test_statements_stay_where_they_stand() -> None:
    draft = Draft("a", ("Fog came.", f"Ask said {SAID}."), title="Fog again", quotes=[("indirect", SAID, "ask", "Ask")])
    text = indexed([draft.article()])[0].text
    assert [text.body[start:end] for start, end in text.said] == [SAID]


def test_what_is_withheld_does_not_come_in_as_a_headline() -> None:
    """The title is told of every document; a standfirst is text."""
    draft = Draft("a", ("Fog came over the harbour.",), title="Fog again", front={"subtitle": "The pilot waits for the tide"})
    text = indexed([withhold(draft.article(), Decision("metadata", "default", "Nothing else is said."), 0)])[0].text
    assert [text.body[start:end] for start, end in text.blocks[: text.headlines]] == ["Fog again"]
    assert "pilot" not in text.body
    assert "harbour" not in text.body


def test_a_document_is_found_under_the_outlets_languages_and_days_of_its_copies() -> None:
    kept = Draft("kept", front={"outlet": "Daily A", "date": "2004-03-02", "language": "en"})
    copies = [
        Draft("b", front={"outlet": "Daily B", "date": "2005", "language": "fr"}, duplicate_of="kept", duplicate_kind="same"),
        Draft("c", front={"outlet": "Daily A", "date": "2004-03-02"}, duplicate_of="kept", duplicate_kind="same"),
        Draft("d", duplicate_of="kept", duplicate_kind="same"),
    ]
    (found,) = indexed([draft.article() for draft in (kept, *copies)])
    assert [label for _, label in found.facets["outlet"]] == ["Daily A", "Daily B"]
    assert [label for _, label in found.facets["language"]] == ["en", "fr"]
    assert found.also == ((dt.date(2005, 1, 1).toordinal(), dt.date(2005, 12, 31).toordinal(), False),)
    assert found.carrier == "Daily A, 2 March 2004 (also Daily B, 2005)"


@pytest.mark.parametrize(
    ("date", "copied", "unsure", "also"),
    [
        ("2018", "2018", False, []),
        ("2018?", "2018?", True, []),
        ("2018?", "2018", True, [False]),  # the copy is of that year for certain
        ("2018", "2019-03~", False, [True]),
        ("2018~/2019-03", "XXXX-03", True, []),
    ],
)
def test_days_of_dates_that_are_qualified_are_unsure(date: str, copied: str, unsure: bool, also: list[bool]) -> None:
    drafts = Draft("kept", front={"date": date}), Draft("b", front={"date": copied}, duplicate_of="kept", duplicate_kind="same")
    (found,) = indexed([draft.article() for draft in drafts])
    assert (found.unsure, [flag for *_, flag in found.also]) == (unsure, also)


@pytest.mark.parametrize(
    ("date", "copied", "yearly"),
    [
        ("XXXX-03-23", None, ((3, 23), (3, 23))),
        ("XXXX-03", "2018", ((3, 1), (3, 31))),
        ("XXXX-03", "XXXX-03", ((3, 1), (3, 31))),
        ("XXXX-03-23", "XXXX-05", None),  # the copy can be of another month
        ("2018", "XXXX-03", None),
        (None, None, None),
    ],
)
def test_a_date_without_its_year_has_days_of_the_year(
    date: str | None, copied: str | None, yearly: tuple[tuple[int, int], tuple[int, int]] | None
) -> None:
    drafts = Draft("kept", front={"date": date}), Draft("b", front={"date": copied}, duplicate_of="kept", duplicate_kind="same")
    (found,) = indexed([draft.article() for draft in drafts])
    assert found.yearly == yearly


YEAR = dt.date(2018, 1, 1).toordinal(), dt.date(2018, 12, 31).toordinal()
EARLIER = dt.date(2010, 1, 1).toordinal(), dt.date(2017, 12, 31).toordinal()


@pytest.mark.parametrize(
    ("label", "stretch", "certainly", "possibly"),
    [
        ("12 April 2018", YEAR, True, True),
        ("12 April 2018 (?)", YEAR, False, True),
        ("circa April 2018", YEAR, False, True),
        ("probably 2018", EARLIER, False, False),
        ("before 2018", YEAR, False, False),
        ("before 2018", EARLIER, False, True),
        ("until 2018", YEAR, False, True),
        ("since 2018", YEAR, False, True),
        ("since 2018", EARLIER, False, False),
    ],
)
def test_a_doubted_date_is_within_a_time_only_possibly_from_its_source_to_the_search(
    tmp_path: Path, label: str, stretch: tuple[int, int], certainly: bool, possibly: bool
) -> None:
    sources = tmp_path / "sources"
    sources.mkdir()
    (sources / "a.txt").write_text(f"The bridge is open\nDate: {label}\n\n{PROSE}\n\n{MORE_PROSE}\n", encoding="utf-8")
    folder = tmp_path / "articles"
    build(sources, folder, authorities_folder=tmp_path, corrections_file=tmp_path / "none.yaml", cache=tmp_path / "cache", jobs=1)
    (found,) = indexed(load(folder))
    assert within(found, *stretch, certainly=True) is certainly
    assert within(found, *stretch, certainly=False) is possibly
