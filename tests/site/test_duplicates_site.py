"""Copies on the site: every one has its page; lists and counts have the fullest document once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from invented import Draft, corpus

from onrecord.authorities import Authorities
from onrecord.copies import CopyKind
from onrecord.records import EntityKind
from onrecord.site.build import Options, build
from onrecord.site.contexts import ArticleContext
from onrecord.site.corpus import gather
from onrecord.site.exports import articles, entities, statements
from onrecord.site.views import Views

WORDS, MORE = "The ferry was never late", "I shall miss the fog"
ADA: tuple[EntityKind, str, str] = ("person", "ada", "Ada Lindqvist")
LEV: tuple[EntityKind, str, str] = ("person", "lev", "Lev Brandt")


def draft(
    slug: str,
    paragraphs: Sequence[str],
    *,
    names: Sequence[tuple[EntityKind, str, str]] = (ADA,),
    quotes: Sequence[tuple[str, str | None]] = ((WORDS, "ada"),),
    copy: CopyKind | None = None,
    date: str = "2019-05-14",
    outlet: str | None = None,
) -> Draft:
    return Draft(
        slug,
        paragraphs,
        title=slug,
        names=names,
        quotes=[("direct", words, speaker, "Ada Lindqvist" if speaker else "the mayor") for words, speaker in quotes],
        duplicate_of="full" if copy else None,
        duplicate_kind=copy,
        front={"date": date} | ({"outlet": outlet} if outlet else {}),
    )


SAID = f"“{WORDS},” Ada Lindqvist said."
GROUP = (
    draft("full", (SAID, f"“{MORE},” she said.", "The crew waved."), quotes=((WORDS, "ada"), (MORE, "ada")), outlet="Oster Courier"),
    draft("excerpt", (SAID,), copy="excerpt", date="2019-05-20", outlet="Quay Notes"),
    draft(
        "earlier",
        (f"“{WORDS},” the mayor said.", "Lev Brandt rang a bell."),
        names=(LEV,),
        quotes=((WORDS, None),),
        copy="update",
        date="2019-05-13",
    ),
    draft("other", ("Ada Lindqvist came. Lev Brandt did not.",), names=(ADA, LEV), quotes=()),
)


@pytest.fixture(scope="module")
def views() -> Views:
    return Views(gather((d.article() for d in GROUP), Authorities()))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(Options(corpus(tmp_path_factory.mktemp("copies"), GROUP, {})))


def article(views: Views, slug: str) -> ArticleContext:
    return next(page for page in map(views.article, range(len(GROUP))) if page.id == slug)


def test_the_list_of_articles_has_the_fullest_once_with_its_copies(views: Views) -> None:
    (page,) = views.articles()
    assert [(row.title, [(c.relation, c.document.text) for c in row.copies]) for row in page.page.rows] == [
        ("other", []),
        ("full", [("an earlier version of", "earlier"), ("an excerpt of", "excerpt")]),
    ]
    assert page.copies == 2


def test_a_row_is_found_by_the_outlet_of_a_copy(views: Views) -> None:
    (page,) = views.articles()
    assert [row.title for row in page.page.rows if "quay notes" in row.filter] == ["full"]


def test_the_front_page_counts_copies_apart(views: Views) -> None:
    home = views.home()
    assert (home.documents, home.copies) == (4, 2)
    assert {link.text: link.count for link in home.counts}["statements"] == 2
    assert sum(bar.count for bar in home.histogram.bars) == 2


@pytest.mark.parametrize(
    ("slug", "relation"),
    [("excerpt", "an excerpt of"), ("earlier", "an earlier version of"), ("full", None), ("other", None)],
)
def test_the_page_of_a_copy_says_what_it_is(views: Views, slug: str, relation: str | None) -> None:
    found = article(views, slug).duplicate_of
    assert (found.relation if found else None) == relation
    assert found is None or found.document.text == "full"


def test_the_fuller_page_lists_its_copies(views: Views) -> None:
    assert [(c.document.text, c.outlet) for c in article(views, "full").copies] == [("earlier", None), ("excerpt", "Quay Notes")]


def test_a_person_says_the_words_once_and_the_copies_stand_beside_them(views: Views) -> None:
    (page,) = views.entity(views._corpus.entities["person", "ada"])
    rows = [row for _, said in page.part.said for document in said for row in document.statements]
    assert [(row.parts, row.document.text) for row in rows] == [((WORDS,), "full"), ((MORE,), "full")]
    assert [(link.text, link.href) for link in rows[0].also] == [
        ("earlier", f"articles/earlier.html#{rows[0].anchor}"),
        ("Quay Notes", f"articles/excerpt.html#{rows[0].anchor}"),
    ]
    assert page.statement_count == 2


def test_words_are_dated_by_the_earliest_copy_that_holds_them(views: Views) -> None:
    """Its own date stays with what only the later version has; the copy that dates the words is named and linked."""
    (page,) = views.entity(views._corpus.entities["person", "ada"])
    rows = [row for _, said in page.part.said for document in said for row in document.statements]
    assert [(row.parts, row.when.date, row.first and (row.first.text, row.first.href)) for row in rows] == [
        ((WORDS,), "2019-05-13", ("earlier", f"articles/earlier.html#{rows[0].anchor}")),
        ((MORE,), "2019-05-14", None),
    ]


def test_a_copy_without_a_date_dates_nothing() -> None:
    undated = Draft("copy", (SAID,), names=(ADA,), quotes=(("direct", WORDS, "ada", "Ada Lindqvist"),), duplicate_of="full")
    views = Views(gather([GROUP[0].article(), undated.article()], Authorities()))
    rows = [row for page in views.statements() for row in page.page.rows if row.parts == (WORDS,)]
    assert [(row.when.date, row.first) for row in rows] == [("2019-05-14", None)]


def test_a_copy_stands_in_a_list_where_the_fuller_document_does_not(views: Views) -> None:
    (page,) = views.entity(views._corpus.entities["person", "lev"])
    assert [(o.document.title, o.document.copy_of.relation if o.document.copy_of else None) for o in page.part.documents] == [
        ("earlier", "an earlier version of"),
        ("other", None),
    ]


def test_words_said_twice_in_one_text_stay_two() -> None:
    twice = draft("full", (SAID, f"Again: {SAID}"), quotes=((WORDS, "ada"),))
    standoff = twice.article().standoff
    assert standoff is not None
    views = Views(gather([twice.article(), draft("copy", (SAID,), copy="excerpt").article()], Authorities()))
    assert sum(len(page.page.rows) for page in views.statements()) == len(standoff.statements)


def test_another_speaker_of_the_same_words_is_kept() -> None:
    other = Draft("copy", (SAID,), names=(LEV,), quotes=(("direct", WORDS, "lev", "Lev Brandt"),), duplicate_of="full")
    views = Views(gather([GROUP[0].article(), other.article()], Authorities()))
    rows = [row for page in views.statements() for row in page.page.rows if row.parts == (WORDS,)]
    assert {row.speaker.text for row in rows} == {"Lev Brandt", "Ada Lindqvist"}


def test_the_data_keep_every_copy_and_say_so() -> None:
    gathered = gather((d.article() for d in GROUP), Authorities())
    assert {row["slug"]: (row["duplicate_of"], row["duplicate_kind"]) for row in articles(gathered)} == {
        "full": (None, None),
        "other": (None, None),
        "excerpt": ("full", "excerpt"),
        "earlier": ("full", "update"),
    }
    assert [(row["article"], row["repeats"]) for row in statements(gathered)] == [
        ("earlier", "articles/full.html#s-the-ferry-was-never-late"),
        ("full", None),
        ("full", None),
        ("excerpt", "articles/full.html#s-the-ferry-was-never-late"),
    ]
    assert {row["id"]: (row["documents"], row["statements"]) for row in entities(gathered) if row["kind"] == "person"} == {
        "ada": (2, 2),
        "lev": (2, 0),
    }


@pytest.mark.site
@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("index.html", "of which 2 are copies of another"),
        ("articles.html", "and 2 copies of them"),
        ("search.html", "; 2 copies of them not counted"),
        ("concordance.html", "2 copies of fuller documents are left out"),
        ("articles.html", "<summary>+2 copies</summary>"),
        ("articles.html", '<a href="articles/excerpt.html">excerpt</a> <span class="detail">an excerpt · Quay Notes'),
        ("articles/excerpt.html", '<strong>An excerpt of</strong> <a href="../articles/full.html">full</a>, Oster Courier.'),
        ("articles/full.html", "Copies of this text"),
        (
            "people/ada.html",
            'also in <a href="../articles/earlier.html#s-the-ferry-was-never-late">earlier</a> and <a href="../articles/excerpt.html#s-the-ferry-was-never-late">',
        ),
        ("people/lev.html", 'An earlier version of <a href="../articles/full.html">full</a>'),
    ],
)
def test_what_a_page_says_of_copies(site: Path, address: str, shown: str) -> None:
    assert shown in (site / address).read_text(encoding="utf-8")


@pytest.mark.site
def test_every_copy_has_its_page(site: Path) -> None:
    assert {path.stem for path in (site / "articles").glob("*.html")} == {"full", "excerpt", "earlier", "other", "by-hand"}
