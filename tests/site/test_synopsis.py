"""The page of an event: what was said there, and the accounts of several documents side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import Draft

from onrecord.authorities import Authorities
from onrecord.records import Account, EntityKind, Evidence, StatementKind, Value
from onrecord.site.contexts import EventContext, SaidRow, Synopsis
from onrecord.site.corpus import gather
from onrecord.site.synopsis import MOST, sentences
from onrecord.site.views import Views

MEETING = "meeting-of-ada-and-lev-2019-05-13"
ADA: tuple[EntityKind, str, str] = ("person", "ada", "Ada")
LEV: tuple[EntityKind, str, str] = ("person", "lev", "Lev")
MET: tuple[EntityKind, str, str] = ("event", MEETING, "met")
OPENING = "Ada met Lev in the harbour office."
Quote = tuple[StatementKind, str, str]


def account(date: str = "2019-05-13", *, lead: bool = True) -> Account:
    participants = tuple(Value(name.lower(), "stated", (Evidence(name, "named with the event"),)) for name in ("Ada", "Lev"))
    return Account(MEETING, 0, len(OPENING), "meeting", None, Value(date, "stated", (Evidence(date, "date"),)), (), participants, lead)


def report(
    slug: str,
    *quotes: Quote,
    told: Account | None = None,
    details: Mapping[str, Mapping[str, object]] | None = None,
    before: Sequence[str] = (),
    **front: str,
) -> Draft:
    """A document that opens with the meeting and reports some words, each in a paragraph of its own."""
    return Draft(
        slug,
        (OPENING, *before, *(words for _, words, _ in quotes)),
        title=slug,
        names=(ADA, LEV, MET),
        quotes=[(kind, words, who, who.title()) for kind, words, who in quotes],
        details=details or {},
        accounts=(told or account(),),
        front=front,
    )


def page_of(*drafts: Draft) -> EventContext:
    corpus = gather((draft.article() for draft in drafts), Authorities())
    (page,) = Views(corpus).entity(corpus.entities["event", MEETING])
    assert isinstance(page, EventContext)
    return page


def synopsis(*drafts: Draft) -> Synopsis:
    found = page_of(*drafts).synopsis
    assert found is not None
    return found


def texts(row: SaidRow) -> list[str]:
    """The words in each cell of a row, marked ones in brackets."""
    return [
        " / ".join("".join(f"[{piece.text}]" if piece.own else piece.text for piece in entry.pieces) for entry in cell)
        for cell in row.cells
    ]


DIRECT: StatementKind = "direct"
INDIRECT: StatementKind = "indirect"


def test_what_one_speaker_says_in_two_documents_is_one_row_with_the_differing_words_marked() -> None:
    found = synopsis(
        report("courier", (DIRECT, "The old ferry will never leave the northern harbour again.", "ada"), date="2019-05-13"),
        report("gazette", (INDIRECT, "the old ferry would leave the northern harbour soon", "ada"), date="2019-05-14"),
    )
    (row,) = found.said
    assert (row.speaker.text, row.only, row.sources) == ("Ada", None, 2)
    assert texts(row) == [
        "The old ferry will [never] leave the northern harbour [again].",
        "the old ferry would leave the northern harbour [soon]",
    ]


def test_what_only_one_document_reports_is_said_to_stand_only_there() -> None:
    found = synopsis(
        report("courier", (DIRECT, "The tolls will fall.", "ada"), (DIRECT, "Fish is dear.", "ada"), date="2019-05-13", outlet="Courier"),
        report("gazette", (DIRECT, "Boats need paint.", "lev"), date="2019-05-14"),
    )
    assert [(row.speaker.text, row.only, texts(row)) for row in found.said] == [
        ("Ada", "Courier", ["The tolls will fall. / Fish is dear.", ""]),
        ("Lev", "gazette", ["", "Boats need paint."]),
    ]


def test_two_documents_of_one_outlet_are_told_apart_by_their_dates() -> None:
    found = synopsis(
        report("a", (DIRECT, "Fish is dear.", "ada"), date="2019-05-13", outlet="Courier"), report("b", date="2019-05-20", outlet="Courier")
    )
    assert [row.only for row in found.said] == ["Courier, 13 May 2019"]


def test_the_same_words_of_another_speaker_are_another_row() -> None:
    words = "The old ferry will never leave the northern harbour."
    found = synopsis(report("courier", (DIRECT, words, "ada")), report("gazette", (DIRECT, words, "lev")))
    assert [(row.speaker.text, row.sources) for row in found.said] == [("Ada", 1), ("Lev", 1)]


def test_sentences_of_a_long_statement_are_compared_one_by_one() -> None:
    long = "Fishing has a long history here. The northern harbour will get three new cranes. Nobody asked the gulls."
    found = synopsis(
        report("courier", (DIRECT, long, "ada"), date="2019-05-13"),
        report("gazette", (INDIRECT, "the northern harbour would get three cranes", "ada"), date="2019-05-14"),
    )
    assert [texts(row) for row in found.said] == [
        ["Fishing has a long history here.", ""],
        ["The northern harbour will get three [new] cranes.", "the northern harbour would get three cranes"],
        ["Nobody asked the gulls.", ""],
    ]


@pytest.mark.parametrize(("threads", "rows"), [(("toll", "toll"), 1), (("toll", "fish"), 2)])
def test_parallel_passages_are_one_row_in_whatever_words(threads: tuple[str, str], rows: int) -> None:
    words = "The toll on ferries will fall.", "Crossing by ferry is to be cheaper."
    drafts = [
        replace(report(slug, (DIRECT, said, "ada")), parallels=[(said, thread)])
        for slug, said, thread in zip(("courier", "gazette"), words, threads, strict=True)
    ]
    assert len(synopsis(*drafts).said) == rows


def test_documents_stand_in_order_of_publication_and_the_undated_last() -> None:
    found = synopsis(report("c"), report("b", date="2019-05-20", outlet="Courier"), report("a", date="2019-05-14"))
    assert [(column.source, column.outlet) for column in found.columns] == [("a", False), ("Courier", True), ("c", False)]


def test_facts_that_contradict_are_said_to_differ() -> None:
    same = synopsis(report("a"), report("b"))
    other = synopsis(report("a"), report("b", told=account("2019-05-14")))
    when = {found: next(row for row in found.facts if row.label == "When") for found in (same, other)}
    assert (when[same].differ, when[other].differ) == (False, True)
    assert [[told.text for told in cell] for cell in when[other].cells] == [["13 May 2019"], ["14 May 2019"]]


def test_a_name_in_another_spelling_stands_beside_the_label() -> None:
    lew = Value("lev", "stated", (Evidence("Lew", "named with the event"),))
    other = replace(account(), participants=(account().participants[0], lew))
    (who,) = (row for row in synopsis(report("a"), report("b", told=other)).facts if row.label == "Who")
    assert [[(told.text, told.note) for told in cell] for cell in who.cells] == [
        [("Ada", None), ("Lev", None)],
        [("Ada", None), ("Lew", "here Lev")],
    ]


BELONGS = [
    ({}, {}, True, "a participant speaks in a document that reports the meeting"),
    ({"said_on": "2019-05-13"}, {}, True, "on its day"),
    ({"said_on": "2019-06-01"}, {}, False, "on another day"),
    ({"event": "harbour-fair"}, {}, False, "at another event"),
    ({}, {"lead": False}, True, "next to where the meeting is told, in a document about something else"),
    ({}, {"lead": False, "far": True}, False, "far from there"),
    ({}, {"lead": False, "dated": True}, False, "in a paragraph that goes on to another day"),
    ({"event": MEETING}, {"lead": False, "far": True}, True, "but what the text says was said there, wherever it stands"),
]


@pytest.mark.parametrize(("details", "where", "expected", "why"), BELONGS)
def test_what_was_said_at_an_event(details: Mapping[str, object], where: Mapping[str, bool], expected: bool, why: str) -> None:
    words = "The tolls will fall on 3 June 2019." if where.get("dated") else "The tolls will fall."
    draft = report(
        "courier",
        (DIRECT, words, "ada"),
        told=account(lead=where.get("lead", True)),
        details={words: details},
        before=("It rained.", "It rained again.") if where.get("far") else (),
    )
    page = page_of(draft)
    assert page.synopsis is None, "one account has nothing to stand beside"
    assert [row.parts for _, said in page.part.said for one in said for row in one.statements] == ([(words,)] if expected else []), why


def test_a_crowd_of_documents_is_cut_and_says_so() -> None:
    drafts = [report(f"d{number:02}", date=f"2019-05-{number + 1:02}") for number in range(MOST + 3)]
    found = synopsis(*drafts)
    assert (len(found.columns), found.left_out, found.beside) == (MOST, 3, False)
    assert not page_of(*drafts).in_synopsis


def test_the_order_in_which_documents_are_read_changes_nothing() -> None:
    drafts = (
        report("a", (DIRECT, "The old ferry will never leave the northern harbour.", "ada"), date="2019-05-13"),
        report(
            "b",
            (INDIRECT, "the old ferry would leave the northern harbour", "ada"),
            (DIRECT, "Boats need paint.", "lev"),
            date="2019-05-13",
        ),
        report("c", (DIRECT, "The ferry never leaves the old harbour.", "ada")),
    )
    assert len({synopsis(*order) for order in permutations(drafts)}) == 1


_WORDS = st.lists(
    st.sampled_from("The ferry leaves the northern harbour. Boats need new paint! Nobody asked Mr. Brandt?".split()), min_size=1
)


@given(first=_WORDS, second=_WORDS)
def test_every_word_said_stands_once_in_its_column(first: list[str], second: list[str]) -> None:
    one, other = " ".join(first), " ".join(second)
    found = synopsis(report("a", (DIRECT, one, "ada"), date="2019-05-13"), report("b", (DIRECT, other, "ada"), date="2019-05-14"))
    for number, words in enumerate((one, other)):
        shown = " ".join("".join(piece.text for piece in entry.pieces) for row in found.said for entry in row.cells[number])
        assert shown == words
        assert all(entry.pieces for row in found.said for entry in row.cells[number])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It rained. Nobody minded.", ["It rained.", "Nobody minded."]),
        ("Mr. Brandt left. Gen. Holm stayed.", ["Mr. Brandt left.", "Gen. Holm stayed."]),
        ("It cost 3.5 crowns in 1946. Why?", ["It cost 3.5 crowns in 1946.", "Why?"]),
        ("No end", ["No end"]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text, 0, len(text))] == expected
