"""What the page of an entity adds to lists: forms of its name, companions, and its time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import isclose
from typing import Any

import msgspec
import pytest
from invented import AUTHORITIES, Draft
from test_views import authorities

from onrecord.articles import Article
from onrecord.authorities import Authorities
from onrecord.records import EntityKind, Evidence, Joined
from onrecord.site.companions import LONGEST, Companions, log_likelihood
from onrecord.site.corpus import Corpus, gather
from onrecord.site.dates import When
from onrecord.site.figures import over_time
from onrecord.site.views import Views

ADA: tuple[EntityKind, str, str] = ("person", "ada", "Ada")
LEV: tuple[EntityKind, str, str] = ("person", "lev", "Lev")
MIA: tuple[EntityKind, str, str] = ("person", "mia", "Mia")
QUAY: tuple[EntityKind, str, str] = ("place", "quay", "the quay")


def corpus(*paragraphs: Sequence[str], names: Sequence[tuple[EntityKind, str, str]] = (ADA, LEV, MIA, QUAY)) -> Corpus:
    drafts = (
        Draft(
            f"d{n}",
            text,
            title=f"D{n}",
            names=[name for name in names if any(name[2] in line for line in text)],
            front={"date": f"{2001 + n}"},
        )
        for n, text in enumerate(paragraphs)
    )
    return gather((draft.article() for draft in drafts), Authorities())


@pytest.mark.parametrize(
    ("both", "first", "second", "total", "ratio"),
    [
        (1, 1, 1, 4, 4.498681156950466),  # 2 (ln 4 + 3 ln (4/3)), by hand
        (1, 2, 2, 4, 0.0),  # just as often as chance would have it
        (110, 2552, 221, 31777, 270.72),  # "the swiss" in the table of the article that proposed the measure
    ],
)
def test_the_ratio_is_that_of_the_literature(both: int, first: int, second: int, total: int, ratio: float) -> None:
    assert isclose(log_likelihood(both, first, second, total), ratio, rel_tol=1e-4, abs_tol=1e-9)


def test_companions_share_paragraphs_and_what_is_named_everywhere_is_none() -> None:
    found = corpus(
        ("Ada met Lev on the quay.", "Ada and Lev left the quay."),
        ("Ada wrote to Lev from the quay.", "Mia was on the quay."),
        ("Mia saw the quay.",),
    )
    companions = Companions(found).of(found.entities["person", "ada"], 5)
    (lev,) = companions["person"]
    assert (lev.entry.name, lev.paragraphs, [(d.slug, n) for d, n in lev.documents]) == ("Lev", 3, [("d0", 1), ("d1", 1)])
    assert isclose(lev.expected, 3 * 3 / 5)
    assert "place" not in companions, "each paragraph names the quay"


def test_a_long_list_of_names_makes_no_companions() -> None:
    guests: list[tuple[EntityKind, str, str]] = [("person", f"g{n:02}", f"Guest{n:02}") for n in range(LONGEST + 1)]
    found = corpus((", ".join(name for *_, name in guests), "Nobody."), ("Guest00 and Guest01 danced.",), ("Guest02.",), names=guests)
    assert [c.entry.id for c in Companions(found).of(found.entities["person", "g00"], 5)["person"]] == ["g01"]
    assert Companions(found).of(found.entities["person", "g05"], 5) == {}


def test_each_form_of_a_name_leads_to_the_documents_that_have_it() -> None:
    found = corpus(("Ada.",), ("Ada and Adah.",), ("Adah.",), names=(("person", "ada", "Ada"),))
    other = corpus(("Mister Lev, Lev.",), ("Lev.",), names=(LEV, ("person", "lev", "Mister Lev")))
    (page,) = Views(found).entity(found.entities["person", "ada"])
    assert [(row.text, row.documents.count, row.everywhere) for row in page.variants] == [("Ada", 3, True)]
    (page,) = Views(other).entity(other.entities["person", "lev"])
    assert [(row.text, [link.text for link in row.documents.links], row.everywhere) for row in page.variants] == [
        ("Lev", ["D0", "D1"], True),
        ("Mister Lev", ["D0"], False),
    ]


def test_a_topic_says_by_which_words_each_document_has_it() -> None:
    ferries: tuple[EntityKind, str, str] = ("topic", "ferries", "the ferry")
    found = gather([Draft("d", ("Then the ferry left.",), names=(ferries,)).article()], authorities(AUTHORITIES))
    (page,) = Views(found).entity(found.entities["topic", "ferries"])
    assert [row.words for row in page.part.documents] == [("the ferry",)]


@pytest.mark.parametrize(
    ("documents", "statements", "table"),
    [
        (
            ["2019-05-14", "2019-07", None],
            ["2019-07-02", "2019-07-03"],
            [("May 2019", 1, 0), ("July 2019", 1, 2), ("Not dated", 1, 0)],
        ),
        (["2018", "2020/2021", "2021-03"], [], [("2018", 1, 0), ("2021", 1, 0), ("Dated roughly", 1, 0)]),
        (["2018", "2020?", "2021-03"], ["2021-03~"], [("2018", 1, 0), ("2021", 1, 0), ("Dated roughly", 1, 1)]),
        (["2018-01-02", "2018-01-30"], ["2018-01-02"], None),
        ([None], [], None),
    ],
)
def test_documents_and_statements_share_an_axis_and_what_is_not_drawn_is_counted(
    documents: list[str | None], statements: list[str | None], table: list[tuple[str, int, int]] | None
) -> None:
    figure = over_time(map(When, documents), map(When, statements))
    assert (None if figure is None else list(figure.table)) == table


def test_names_joined_across_documents_say_why_once() -> None:
    evidence = Evidence("mayor", "office in common", note="d0, d1")
    joined = [Joined("Lindqvist", "Ada Lindqvist", (evidence,)), Joined("Lindqvist", "Ada Lindqvist", (replace(evidence, note="d1, d2"),))]
    found = [with_entity(Draft(f"d{n}", ("Ada.",), title=f"D{n}", names=(ADA,)).article(), joined=(joined[n % 2],)) for n in range(3)]
    views = Views(gather(found, Authorities()))
    (page,) = views.entity(views._corpus.entities["person", "ada"])
    ((name, other, reasons),) = [(row.name, row.other, row.reasons) for row in page.joins]
    assert (name, other) == ("Lindqvist", "Ada Lindqvist")
    assert [(words, [link.text for link in places.links]) for words, places in reasons] == [
        ("office in common: “mayor”", ["D0", "D1", "D2"])
    ]


def with_entity(article: Article, **changes: Any) -> Article:
    """The article with its first entity changed."""
    assert article.standoff is not None
    first, *others = article.standoff.entities
    return msgspec.structs.replace(
        article, standoff=msgspec.structs.replace(article.standoff, entities=(replace(first, **changes), *others))
    )
