"""What the templates are given: indexes, orders and counts over a small invented corpus."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any
from xml.etree import ElementTree as ET

import msgspec
import pytest
from invented import AUTHORITIES, CORPUS, SPEECH, Draft, crowd

from onrecord.authorities import KINDS, Authorities
from onrecord.edits import Edit
from onrecord.records import EntityKind, Statement, StatementKind
from onrecord.site.contexts import EventContext, PersonContext
from onrecord.site.corpus import Corpus, gather
from onrecord.site.dates import When
from onrecord.site.exports import articles, cells, statements
from onrecord.site.feeds import Feeds
from onrecord.site.figures import Dated, histogram, time_line
from onrecord.site.rows import Rows
from onrecord.site.views import Views


def authorities(records: Mapping[str, Any] = AUTHORITIES) -> Authorities:
    return Authorities(**{kind: {r["id"]: msgspec.convert(r, KINDS[kind]) for r in found} for kind, found in records.items()})


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return gather((draft.article() for draft in CORPUS), authorities())


@pytest.fixture(scope="module")
def views(corpus: Corpus) -> Views:
    return Views(corpus)


def test_documents_stand_in_order_of_time_and_the_undated_last(corpus: Corpus) -> None:
    assert [d.slug for d in corpus.documents] == ["the-ferry-in-short", "the-ferry-is-retired", "a-digest", "words-on-the-quay", "hostile"]


def test_the_list_of_articles_is_newest_first_with_the_undated_at_its_end(views: Views) -> None:
    (page,) = views.articles()
    assert [row.href for row in page.page.rows][:2] == ["articles/a-digest.html", "articles/the-ferry-is-retired.html"]
    assert page.undated == 2


def test_a_person_says_things_in_order_of_time_and_undated_ones_apart(corpus: Corpus, views: Views) -> None:
    (page,) = views.entity(corpus.entities["person", "ada-lindqvist"])
    assert isinstance(page, PersonContext)
    assert [(year, d.document.href, row.parts, row.when.words) for year, said in page.part.said for d in said for row in d.statements] == [
        ("2019", "articles/the-ferry-is-retired.html", (SPEECH,), "13 May 2019"),
        ("Not dated", "articles/words-on-the-quay.html", ("the toll would fall",), "between 1 June 2017 and 31 May 2021"),
    ]
    assert page.over_time is None, "one month is nothing to compare"
    assert [(o.office, o.term) for o in page.offices] == [("Mayor of Oster Bay", "1 June 2017 to 31 May 2021")]
    assert [link.href for row in page.part.documents for link in row.paragraphs] == [
        "articles/the-ferry-is-retired.html#p1",
        "articles/words-on-the-quay.html#p1",
    ]


def test_an_event_has_a_neutral_label_and_the_terms_of_the_sources(corpus: Corpus, views: Views) -> None:
    (page,) = views.entity(corpus.entities["event", "bridge"])
    assert isinstance(page, EventContext)
    assert [link.text for link in page.variants] == ["bridge opening"]
    assert (page.name, page.terms, page.when.date) == ("Opening of the bridge", ("the Great Crossing",), "2019-05-14")
    assert page.part.said == (), "what a participant said the day before"


def test_a_speaker_who_is_not_identified_has_a_name_but_no_page(views: Views) -> None:
    rows = [row for page in views.statements() for row in page.page.rows]
    assert [(r.speaker.text, r.speaker.href, r.speaker.words) for r in rows if r.parts == ("a long goodbye",)] == [
        ("A sailor", None, "unnamed source")
    ]


def test_an_outlet_is_found_by_the_label_of_its_record(corpus: Corpus) -> None:
    assert [o.document.slug for o in corpus.entities["outlet", "oster-courier"].occurrences] == ["the-ferry-is-retired"]


def test_the_evidence_of_a_value_and_what_lost_against_it_are_shown(corpus: Corpus, views: Views) -> None:
    index = next(i for i, d in enumerate(corpus.documents) if d.slug == "the-ferry-is-retired")
    fields = {row.label: row for row in views.article(index).fields}
    assert (fields["Date"].value, fields["Date"].evidence[0].text, fields["Date"].rivals[0][0]) == ("14 May 2019", "Friday", "2019")


def test_copies_and_the_fuller_document_point_to_each_other(corpus: Corpus, views: Views) -> None:
    pages = {page.url: page for page in map(views.article, range(len(corpus.documents)))}
    fuller, copy = pages["articles/the-ferry-is-retired.html"], pages["articles/the-ferry-in-short.html"]
    assert copy.duplicate_of is not None
    assert (copy.duplicate_of.document.href, [link.document.href for link in fuller.copies]) == (fuller.url, [copy.url])


OSTER_BAY: tuple[EntityKind, str, str] = ("place", "oster-bay", "Oster Bay")


def test_long_lists_of_an_entity_are_cut_into_pages() -> None:
    drafts = [Draft(f"d{n:03}", ("Oster Bay.",), names=(OSTER_BAY,), front={"date": f"{1800 + n}"}) for n in range(205)]
    corpus = gather((draft.article() for draft in drafts), authorities())
    pages = Views(corpus).entity(corpus.entities["place", "oster-bay"])
    assert [(page.url, len(page.part.documents)) for page in pages] == [
        ("places/oster-bay.html", 100),
        ("places/oster-bay.2.html", 100),
        ("places/oster-bay.3.html", 5),
    ]


@pytest.mark.parametrize(("kind", "id_"), [("person", "ada-lindqvist"), ("event", "bridge"), ("place", "oster-bay")])
def test_only_the_first_page_of_an_entity_describes_it(kind: EntityKind, id_: str) -> None:
    name = {"person": "Ada Lindqvist", "event": "bridge opening", "place": "Oster Bay"}[kind]
    drafts = (Draft(f"d{n:03}", (f"{name}.",), names=((kind, id_, name),), front={"date": "2019"}) for n in range(101))
    records = {**AUTHORITIES, "places": [{"id": "oster-bay", "label": "Oster Bay", "country": "bay"}, {"id": "bay", "label": "Bay"}]}
    corpus = gather((draft.article() for draft in drafts), authorities(records))
    first, second = Views(corpus).entity(corpus.entities[kind, id_])
    described = [
        [field for field in ("note", "facts", "variants", "same_as", "offices", "terms") if getattr(page, field, None)]
        for page in (first, second)
    ]
    assert described == [
        {"person": ["note", "variants", "same_as", "offices"], "event": ["facts", "variants", "terms"], "place": ["facts", "variants"]}[
            kind
        ],
        [],
    ]
    assert (second.name, second.document_count, len(second.part.documents)) == (first.name, 101, 1)


def test_an_event_without_a_record_has_a_page_with_what_is_known() -> None:
    event: tuple[EntityKind, str, str] = ("event", "harbour-fair", "Harbour Fair")
    corpus = gather([Draft("fair", ("The Harbour Fair began.",), names=(event,), front={"date": "2019"}).article()], Authorities())
    (page,) = Views(corpus).entity(corpus.entities["event", "harbour-fair"])
    assert isinstance(page, EventContext)
    assert (page.known, page.name, page.when.dated, page.terms, page.facts) == (False, "Harbour Fair", False, (), ())
    assert [link.text for link in page.variants] == ["Harbour Fair"]
    assert len(page.part.documents) == 1


def test_undated_documents_follow_on_the_pages_of_the_timeline() -> None:
    dated = [Draft(f"d{n:03}", front={"date": f"{1800 + n}"}) for n in range(60)]
    undated = [Draft(f"u{n:03}") for n in range(145)]
    pages = Views(gather((draft.article() for draft in (*dated, *undated)), Authorities())).timeline()
    assert [(p.url, sum(len(rows) for _, rows in p.groups), len(p.undated), p.figure is not None) for p in pages] == [
        ("timeline.html", 60, 40, True),
        ("timeline-2.html", 0, 100, False),
        ("timeline-3.html", 0, 5, False),
    ]


def test_only_dated_documents_are_earlier_or_later_than_another(corpus: Corpus, views: Views) -> None:
    pages = map(views.article, range(len(corpus.documents)))
    assert [(page.id, page.earlier and page.earlier.href, page.later and page.later.href) for page in pages] == [
        ("the-ferry-in-short", None, "articles/the-ferry-is-retired.html"),
        ("the-ferry-is-retired", "articles/the-ferry-in-short.html", "articles/a-digest.html"),
        ("a-digest", "articles/the-ferry-is-retired.html", None),
        ("words-on-the-quay", None, None),
        ("hostile", None, None),
    ]


@pytest.mark.parametrize(
    ("kind", "words", "shown"),
    [
        ("direct", "The fog is ours,", "The fog is ours"),
        ("direct", "Why?", "Why?"),
        ("indirect", "the fog was theirs,", "the fog was theirs,"),
    ],
)
def test_a_quotation_in_a_list_ends_without_the_comma_of_its_sentence(kind: StatementKind, words: str, shown: str) -> None:
    views = Views(gather([Draft("d", (f"“{words}” she said.",), quotes=((kind, words, None, "Ada"),)).article()], Authorities()))
    assert [row.parts for page in views.statements() for row in page.page.rows] == [(shown,)]
    assert words in views.article(0).paragraphs[0].html


def test_the_notes_beside_a_paragraph_name_each_speaker_once() -> None:
    ada, lev = ("ada", "Ada Lindqvist"), ("lev", "Lev Brandt")
    quotes: list[tuple[StatementKind, str, str | None, str | None]] = [
        ("indirect", "one", *ada), ("direct", "two", *lev), ("indirect", "three", *ada), ("direct", "four", *ada), ("direct", "five", None, None),
    ]  # fmt: skip
    views = Views(gather([Draft("d", ("one two three four five", "six"), quotes=quotes).article()], Authorities()))
    first, second = views.article(0).paragraphs
    notes = [(n.speaker.text, [(words, [row.anchor for row in rows]) for words, rows in n.said]) for n in first.notes]
    assert notes == [
        ("Ada Lindqvist", [("reported", ["s-one", "s-three"]), ("quoted", ["s-four"])]),
        ("Lev Brandt", [("quoted", ["s-two"])]),
        ("speaker not stated", [("quoted", ["s-five"])]),
    ]
    assert second.notes == ()


def test_an_index_of_many_people_has_several_pages() -> None:
    corpus = gather([crowd(120).article()], Authorities())
    assert [(page.url, len(page.page.rows)) for page in Views(corpus).index("person")] == [
        ("people.html", 100),
        ("people-2.html", 20),
        ("people-by-frequency.html", 100),
        ("people-by-frequency-2.html", 20),
    ]


@pytest.mark.parametrize(
    ("dates", "unit", "counts", "undated", "coarse"),
    [
        (["2019-05-14", "2019-05-20", "2019-07", None], "month", [("May 2019", 2), ("June 2019", 0), ("July 2019", 1)], 1, 0),
        (["2018", "2019-05", "XXXX-03-23"], "year", [("2018", 1), ("2019", 1)], 1, 0),
        (["2010", "2010/2012", "2014"], "year", [("2010", 1), ("2011", 0), ("2012", 0), ("2013", 0), ("2014", 1)], 0, 1),
        (["1905", "1991"], "decade", [("1900s", 1), *((f"{d}s", 0) for d in range(1910, 1990, 10)), ("1990s", 1)], 0, 0),
        (["2019-05-14", "2019-05~", "2018?", "2017-01-02/2017-02%"], "month", [("May 2019", 1)], 0, 3),
        (["2018?", "2019-05~"], "year", [], 0, 2),
        ([None], "year", [], 1, 0),
    ],
)
def test_the_histogram_counts_dated_documents_and_the_others_apart(
    dates: list[str | None], unit: str, counts: list[tuple[str, int]], undated: int, coarse: int
) -> None:
    figure = histogram(When(date) for date in dates)
    assert (figure.unit, [(bar.label, bar.count) for bar in figure.bars], figure.undated, figure.coarse) == (unit, counts, undated, coarse)


def test_the_time_line_draws_undated_documents_as_ranges_and_leaves_out_what_has_no_place() -> None:
    documents = [
        Dated("dated", "a", When("2015-06-01")),
        Dated("undated", "b", When(None, "none", "2013/2018")),
        Dated("unknown", "c", When()),
    ]
    figure = time_line([], documents)
    assert figure is not None
    assert [(m.label, m.width < 5) for m in figure.documents] == [("dated", True)]
    assert [(m.label, m.x, m.width) for m in figure.ranges] == [("undated", 0.0, float(figure.width))]


def test_uncertain_and_approximate_dates_are_marks_of_their_own_that_say_so() -> None:
    dates = {"sure": "2018", "unsure": "2018?", "near": "2018~", "elsewhere": "2019-05-14%", "between": None}
    documents = [Dated(label, None, When(date, "none", None if date else "2017?/2019")) for label, date in dates.items()]
    figure = time_line(documents, documents)
    assert figure is not None
    told = {"sure": False, "unsure, 2018 (uncertain); near, about 2018": True, "elsewhere, about 14 May 2019 (uncertain)": True}
    assert {mark.label: mark.unsure for mark in figure.documents} == told
    assert [mark.unsure for mark in figure.events] == [False, True, True, True]
    assert [(mark.label, mark.unsure) for mark in figure.ranges] == [("between, between 2017 (uncertain) and 2019", True)]


@pytest.mark.parametrize(("events", "captions"), [(3, ["0", "1", "2"]), (17, [""] * 17)])
def test_a_few_events_are_named_beside_their_marks(events: int, captions: list[str]) -> None:
    figure = time_line([Dated(str(n), None, When(f"{2000 + n}-01-01")) for n in range(events)], [])
    assert figure is not None
    assert [mark.caption for mark in figure.events] == captions


def test_nothing_datable_has_no_time_line() -> None:
    assert time_line([], [Dated("unknown", None, When())]) is None


def test_marks_that_would_overlap_take_rows_of_their_own() -> None:
    figure = time_line([], [Dated(str(n), None, When(None, "none", f"201{n}/2018")) for n in range(3)])
    assert figure is not None
    assert sorted(mark.row for mark in figure.ranges) == [0, 1, 2]


def test_offsets_in_the_data_point_at_the_words_in_the_source(corpus: Corpus) -> None:
    sources = {d.article.id: d.article.standoff.source for d in corpus.documents if d.article.standoff}
    found = [(row["id"], said) for row in articles(corpus) for said in row["statements"]]
    assert found
    assert all(sources[id_][said["start"] : said["end"]] == said["text"] for id_, said in found)


def test_rows_of_statements_lead_to_their_words(corpus: Corpus) -> None:
    first = next(statements(corpus))
    assert (first["article"], first["url"], first["speaker_id"], first["published"]) == (
        "the-ferry-is-retired", "articles/the-ferry-is-retired.html#s-nobody-asked-the-ferry-whether-it-wished-to-be-a", "ada-lindqvist", "2019-05-14",
    )  # fmt: skip


def test_the_words_of_a_statement_are_the_speakers_alone() -> None:
    """What was cut between them is in nobody's mouth. In the article's row, as in ``extract --json``, the words from the first to
    the last stand as in the source, where they stand there in one piece."""
    source = "“One thing,” Ada said, “and another. Printer friendly And a third.”"
    cut = Edit(source.index("Printer"), source.index("And"), "", "footer")
    first, second = (source.index("One"), source.index("another.") + 8), (source.index("Printer"), source.index("third.") + 6 - 17)
    draft = Draft("d", (source[: cut.start] + source[cut.end :],)).stand_off()
    for parts, words, start in (((first,), source[slice(*first)], 1), ((first, second), f"{source[slice(*first)]}\n\nAnd a third.", None)):
        said = Statement("direct", parts[0][0], parts[-1][1], parts, "r", speaker_name="Ada")
        article = msgspec.structs.replace(
            Draft("d", (source[: cut.start] + source[cut.end :],)).article(),
            standoff=msgspec.structs.replace(draft, source=source, edits=(cut,), statements=(said,)),
        )
        corpus = gather([article], Authorities())
        in_article = next(articles(corpus))["statements"][0]
        assert (in_article["text"], in_article["start"]) == (words, start)
        row = next(statements(corpus))
        assert row["text"] == " … ".join(source[part["start"] : part["end"]] for part in row["parts"])
        assert len(row["parts"]) == len(parts)


def test_a_split_quotation_is_told_without_the_words_of_the_reporter() -> None:
    body = "“One thing,” Ada said on Monday, “and another.”"
    parts = tuple((body.index(words), body.index(words) + len(words)) for words in ("One thing,", "and another."))
    cue, named = ((body.index(word), body.index(word) + len(word)) for word in ("said", "Ada"))
    article = Draft("d", (body,), quotes=(("direct", "One thing,", None, "Ada"),)).article()
    assert article.standoff is not None
    (statement,) = article.standoff.statements
    statement = dataclasses.replace(statement, parts=parts, end=parts[-1][1], cue=cue, speaker_span=named)
    article = msgspec.structs.replace(article, standoff=msgspec.structs.replace(article.standoff, statements=(statement,)))
    corpus = gather([article], Authorities())
    (row,), in_article = statements(corpus), next(articles(corpus))["statements"][0]
    assert (row["lead"], row["text"]) == ("said on Monday", "One thing, … and another.")
    assert in_article["text"] == "One thing,” Ada said on Monday, “and another."
    assert [body[part["start"] : part["end"]] for part in in_article["parts"]] == ["One thing,", "and another."]


@pytest.mark.parametrize(
    ("title", "marked"),
    [
        ("The “old” ferry", "“The ‘old’ ferry”"),
        ('The "old" ferry', "“The ‘old’ ferry”"),
        ("Die „alte“ Fähre", "“Die ‘alte’ Fähre”"),
        ("Le «vieux» bac", "“Le ‘vieux’ bac”"),
        ("The ferry’s last day", "“The ferry’s last day”"),
        ('A 12" pipe', "“A 12’ pipe”"),
    ],
)
def test_marks_within_a_cited_title_are_single(title: str, marked: str) -> None:
    draft = Draft("d", ("The fog is ours.",), title=title, quotes=(("direct", "The fog is ours", None, "Ada"),))
    (page,) = Views(gather([draft.article()], Authorities())).statements()
    assert f"quoted in {marked}, " in page.page.rows[0].citation


def test_a_citation_says_in_which_words_a_view_was_reported() -> None:
    draft = Draft(
        "d",
        ("Ada Lindqvist refused to resign.",),
        quotes=(("indirect", "to resign", "ada", "Ada Lindqvist"),),
        details={"to resign": {"attitude": True, "cue": "refused", "speaker_span": "Ada Lindqvist"}},
    )
    (page,) = Views(gather([draft.article()], Authorities())).statements()
    (row,) = page.page.rows
    assert (row.lead, row.parts) == ("refused", ("to resign",))
    assert row.citation == "Ada Lindqvist, view reported (“refused”) in “The ferry”, not dated, ¶ 1"


@pytest.mark.parametrize(
    ("value", "cell"),
    [("=1+1", "'=1+1"), ("@x", "'@x"), ("a,b", "a,b"), (["a", "b"], "a | b"), (None, ""), (True, "True"), (0, "0")],
)
def test_cells_of_csv(value: object, cell: str) -> None:
    assert cells({"x": value, "y": 1}, ["x"]) == [cell]


def feed(corpus: Corpus, site_url: str, title: str) -> bytes:
    """The feed of the whole site."""
    return next(Feeds(corpus, Rows(corpus), site_url, title).files())[1]


def test_the_feed_holds_dated_documents_newest_first(corpus: Corpus) -> None:
    text = feed(corpus, "https://example.org/corpus", "A & B").decode()
    assert [text.index(f"{slug}.html") for slug in ("a-digest", "the-ferry-is-retired", "the-ferry-in-short")] == sorted(
        text.index(f"{slug}.html") for slug in ("a-digest", "the-ferry-is-retired", "the-ferry-in-short")
    )
    assert "words-on-the-quay" not in text
    assert "A &amp; B" in text


@pytest.mark.parametrize("character", ["\0", "\x1f", "\ufffe", "\uffff"])
def test_what_xml_forbids_is_not_in_the_feed(corpus: Corpus, character: str) -> None:
    text = feed(corpus, "https://example.org", f"A{character}B\t\U0001f6a2")
    assert "<title>A B \U0001f6a2</title>" in text.decode()
    ET.fromstring(text)  # noqa: S314  (our own feed)
