"""Parallel passages on the site: their page, their notes beside paragraphs, and their table."""

from __future__ import annotations

import pytest
from invented import Draft

from onrecord.authorities import Authorities
from onrecord.site.corpus import gather
from onrecord.site.parallels import ROWS, ParallelsContext, Threads, contexts, table
from onrecord.site.rows import Rows
from onrecord.site.views import Views

LATE, SAME, RETOLD = (
    "The ferry was never late, not even in fog.",
    "The ferry was never late, except in fog.",
    "Lateness was unknown to this ferry.",
)
DRAFTS = (
    Draft(
        "retold", ("A bell rang.", RETOLD), title="Retold", parallels=((RETOLD, "late"),), front={"date": "2021", "outlet": "Quay Notes"}
    ),
    Draft(
        "first",
        (LATE, "The crew waved."),
        title="First",
        quotes=(("direct", "never late", "ada", "Ada Lindqvist"),),
        parallels=((LATE, "late"), ("The crew waved.", "crew")),
        front={"date": "2019-05-14", "outlet": "Oster Courier"},
    ),
    Draft("same", (SAME, "The crew waved."), title="Same", parallels=((SAME, "late"), ("The crew waved.", "crew")), front={"date": "2020"}),
    Draft("alone", ("Nobody waved.",), title="Alone", parallels=(("Nobody waved.", "gone"),)),
)


def pages(*drafts: Draft) -> list[ParallelsContext]:
    corpus = gather((draft.article() for draft in drafts), Authorities())
    return list(contexts(Threads(corpus), corpus, Rows(corpus)))


def test_threads_of_most_outlets_come_first_and_passages_in_order_of_time() -> None:
    (page,) = pages(*DRAFTS)
    assert [(thread.id, thread.documents, thread.outlets) for thread in page.threads] == [("late", 3, 3), ("crew", 2, 2)]
    assert [passage.document.text for passage in page.threads[0].passages] == ["First", "Same", "Retold"]
    assert [passage.paragraph.href for passage in page.threads[0].passages][-1] == "articles/retold.html#p2"
    assert [who.text for who in page.threads[0].passages[0].speakers] == ["Ada Lindqvist"]


def test_a_thread_of_which_one_document_is_left_is_not_shown() -> None:
    assert [thread.id for page in pages(*DRAFTS) for thread in page.threads if thread.id == "gone"] == []


@pytest.mark.parametrize(
    ("place", "closeness", "marked"),
    [
        (0, "words", ["not even"]),
        (1, "words", ["except"]),
        (2, "matter", ["Lateness", "ferry"]),
    ],
)
def test_words_are_marked(place: int, closeness: str, marked: list[str]) -> None:
    """In the same words what one of two lacks, in other words what they share; the text itself is whole."""
    passage = pages(*DRAFTS)[0].threads[0].passages[place]
    assert passage.closeness == closeness
    assert [words for words, mark in passage.words if mark] == marked
    assert "".join(words for words, _ in passage.words) == (LATE, SAME, RETOLD)[place]


def test_a_paragraph_says_where_else_its_words_are() -> None:
    views = Views(gather((draft.article() for draft in DRAFTS), Authorities()))
    notes = {
        page.url: [(note.text, note.href) for paragraph in page.paragraphs for note in paragraph.again]
        for page in map(views.article, range(len(DRAFTS)))
    }
    assert notes == {
        "articles/first.html": [("2 documents", "parallels.html#late"), ("another document", "parallels.html#crew")],
        "articles/same.html": [("2 documents", "parallels.html#late"), ("Oster Courier, 14 May 2019", "parallels.html#crew")],
        "articles/retold.html": [("2 documents", "parallels.html#late")],
        "articles/alone.html": [],
    }


def test_long_lists_are_cut_into_pages_and_notes_lead_to_the_right_one() -> None:
    many = [(f"Boat {number} sank.", f"boat-{number:03}") for number in range(ROWS + 1)]
    drafts = [Draft(slug, tuple(words for words, _ in many), title=slug, parallels=many) for slug in ("one", "other")]
    assert [(page.url, len(page.threads)) for page in pages(*drafts)] == [("parallels.html", ROWS), ("parallels-2.html", 1)]
    threads = Threads(gather((draft.article() for draft in drafts), Authorities()))
    assert threads.url(threads.all[-1]) == f"parallels-2.html#boat-{ROWS:03}"


def test_the_table_has_the_words_of_the_source_at_their_offsets() -> None:
    corpus = gather((draft.article() for draft in DRAFTS), Authorities())
    *_, late = table(Threads(corpus).all)
    assert late["id"] == "late"
    assert [set(passage) >= {"article", "source", "url", "start", "end", "text"} for passage in late["passages"]] == [True] * 3
    for passage in late["passages"]:
        article = next(document.article for document in corpus.documents if document.slug == passage["article"])
        assert article.standoff is not None
        assert article.standoff.source[passage["start"] : passage["end"]] == passage["text"]
        assert passage["source"] == f"{article.slug}.txt"
