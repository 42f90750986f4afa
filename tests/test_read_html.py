"""What a saved web page states, for machines and for readers, and what stands on it without being the article's."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from builders import MORE_PROSE, PROSE
from onrecord.read import markup, read, surroundings
from onrecord.records import Markup

TEXT = f"<p>{PROSE} {MORE_PROSE}</p><p>{MORE_PROSE} {PROSE}</p>"


def found(tmp_path: Path, body: str, head: str = "") -> tuple[Markup, ...]:
    path = tmp_path / "page.html"
    path.write_text(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>", encoding="utf-8")
    return read(path, "page.html", "page").markup


def values(items: tuple[Markup, ...], origin: str, key: str) -> list[str]:
    return [item.value for item in items if (item.origin, item.key) == (origin, key)]


def json_ld(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


class TestJsonLd:
    ARTICLE = '"@type": "NewsArticle", "headline": "The bridge is open"'
    CASES = [
        (f'{{{ARTICLE}, "author": "Clara Nyberg"}}', "author", ["Clara Nyberg"], "a bare name"),
        (
            f'{{{ARTICLE}, "author": ["Clara Nyberg", {{"name": "Otto Brandt"}}]}}',
            "author",
            ["Clara Nyberg", "Otto Brandt"],
            "a mixed list",
        ),
        (f'{{{ARTICLE}, "author": {{"@type": "Person", "name": ["Clara Nyberg"]}}}}', "author", ["Clara Nyberg"], "a list of names"),
        (
            f'{{{ARTICLE}, "author": {{"@type": "Organization", "name": "Courier"}}}}',
            "author organization",
            ["Courier"],
            "a body is told apart",
        ),
        (
            f'{{"@graph": [{{{ARTICLE}, "author": {{"@id": "#p"}}}}, {{"@id": "#p", "@type": "Person", "name": "Clara Nyberg"}}]}}',
            "author",
            ["Clara Nyberg"],
            "a reference within the graph",
        ),
        (f'[[{{{ARTICLE}, "datePublished": "2016-05-03"}}]]', "datepublished", ["2016-05-03"], "arrays in arrays"),
        (f'{{"@type": "WebPage", "mainEntity": {{{ARTICLE}}}}}', "headline", ["The bridge is open"], "the main entity of a page"),
        ('{"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle", "headline": "Other"}]}', "headline", [], "a list of others"),
        ('{"@type": "BreadcrumbList", "name": "News"}', "headline", [], "no article"),
        ('{"@type": "WebSite", "name": "Brandholm Courier"}', "site name", ["Brandholm Courier"], "the site’s own name"),
        (f"<!-- {{{ARTICLE}}} -->", "headline", ["The bridge is open"], "in a comment"),
        (f"/*<![CDATA[*/ {{{ARTICLE}}} /*]]>*/", "headline", ["The bridge is open"], "in a CDATA section"),
        (f"{{{ARTICLE},}}", "headline", ["The bridge is open"], "a comma too many"),
        ('{"@type": "Article", "headline": "Town &amp; river"}', "headline", ["Town & river"], "escaped twice"),
    ]

    @pytest.mark.parametrize(("text", "key", "expected", "why"), CASES)
    def test_is_read_in_every_shape(self, tmp_path: Path, text: str, key: str, expected: list[str], why: str) -> None:
        assert values(found(tmp_path, TEXT, json_ld(text)), "json-ld", key) == expected

    def test_of_several_articles_the_one_with_the_pages_title_is_it(self, tmp_path: Path) -> None:
        head = json_ld(
            '[{"@type": "Article", "headline": "Floods", "author": "A B"}, {"@type": "Article", "headline": "The bridge is open"}]'
        )
        items = found(tmp_path, f"<h1>The bridge is open</h1>{TEXT}", head)
        assert (values(items, "json-ld", "headline"), values(items, "json-ld", "author")) == (["The bridge is open"], [])


class TestHeadline:
    CASES = [
        ("<h1>Courier</h1><h1>The bridge is open</h1>", "The bridge is open", "the heading that the title repeats"),
        (
            '<h1><a href="/">The bridge</a></h1><h2 class="entry-title">The bridge is open</h2>',
            "The bridge is open",
            "a heading that leads home is the site’s",
        ),
        (
            '<div class="site-header"><h1>Courier of Brandholm</h1></div><h2 class="post-title">The bridge is open</h2>',
            "The bridge is open",
            "a logo set as heading",
        ),
        ('<h1><span class="kicker">Traffic: </span><span>The bridge is open</span></h1>', "The bridge is open", "an overline inside it"),
        ("<h1><b>Nine years</b> <i>The bridge is open</i></h1>", "The bridge is open", "a part that the page’s titles leave out"),
        ("<h1>Brandholm opens its bridge at last</h1>", "Brandholm opens its bridge at last", "put another way in the title"),
    ]

    @pytest.mark.parametrize(("body", "expected", "why"), CASES)
    def test_is_the_articles_own(self, tmp_path: Path, body: str, expected: str, why: str) -> None:
        head = '<title>The bridge is open | Courier</title><meta property="og:title" content="The bridge is open">'
        items = found(tmp_path, f"{body}{TEXT}", head)
        assert [*values(items, "element", "h1"), *values(items, "element", "headline")] == [expected]


class TestBesideTheHeadline:
    CASES = [
        ('<time datetime="2016-05-03">3 May</time>', "time", ["2016-05-03"], "an element for it"),
        ('<span class="entry-date">3 May 2016</span>', "published", ["3 May 2016"], "a class"),
        ('<p class="date">3 May 2016</p>', "date", ["3 May 2016"], "a plain class"),
        ('<p class="updated">4 May 2016</p>', "modified", ["4 May 2016"], "a change"),
        ('<p class="byline">By <a>Clara Nyberg</a></p>', "byline", ["By; Clara Nyberg"], "a byline, its parts kept apart"),
        ('<a rel="author">Clara Nyberg</a>', "rel author", ["Clara Nyberg"], "a link to its author"),
        ('<div class="comment"><p class="byline">Otto Brandt</p></div>', "byline", [], "a comment"),
        ('<aside><span class="entry-date">1 May 2016</span></aside>', "published", [], "a side column"),
        ('<div class="related-stories"><time datetime="2016-05-01"></time></div>', "time", [], "another article"),
        ('<div class="related-stories"><p>3 May 2016</p></div>', "line below", [], "a line of another article"),
        ("<p>BRANDHOLM</p>", "line below", ["BRANDHOLM"], "a line without a name"),
    ]

    @pytest.mark.parametrize(("element", "key", "expected", "why"), CASES)
    def test_is_told_by_element_class_and_place(self, tmp_path: Path, element: str, key: str, expected: list[str], why: str) -> None:
        items = found(tmp_path, f"<main><h1>The bridge is open</h1>{element}{TEXT}</main>", "<title>The bridge is open</title>")
        assert values(items, "element", key)[:1] == expected

    def test_a_region_that_holds_the_headline_holds_the_article_whatever_its_name(self, tmp_path: Path) -> None:
        body = f'<div class="content-with-sidebar"><h1>The bridge is open</h1><p class="date">3 May 2016</p>{TEXT}</div>'
        assert values(found(tmp_path, body), "element", "date") == ["3 May 2016"]

    def test_the_day_of_the_visit_above_the_headline_is_no_date_of_the_article(self, tmp_path: Path) -> None:
        items = found(tmp_path, f'<p class="date">9 May 2016</p><h1>The bridge is open</h1>{TEXT}')
        assert values(items, "element", "date") == []

    def test_the_byline_of_a_teaser_below_the_text_is_not_taken(self, tmp_path: Path) -> None:
        body = f'<h1>The bridge is open</h1><div><div><div><p class="byline">Clara Nyberg</p></div></div></div>{TEXT}'
        body += '<section><div><div><div><h3>Floods</h3><p class="byline">Otto Brandt</p></div></div></div></section>'
        assert values(found(tmp_path, body), "element", "byline") == ["Clara Nyberg"]

    def test_microdata_gives_the_name_inside_an_item(self, tmp_path: Path) -> None:
        body = f'<h1>The bridge is open</h1><div itemprop="author"><span itemprop="name">Clara Nyberg</span> of the Courier</div>{TEXT}'
        assert values(found(tmp_path, body), "microdata", "author") == ["Clara Nyberg"]


TAGS = ("h1", "h2", "div", "p", "span", "time", "a", "article", "nav", "aside", "script", "b")
NAMES = ("", "date", "byline", "entry-title", "related", "comment", "logo")
PAGES = st.recursive(
    st.text(alphabet="ab 123&;<>", max_size=12),
    lambda inner: st.builds(
        lambda tag, name, parts: f'<{tag} class="{name}">{"".join(parts)}</{tag}>',
        st.sampled_from(TAGS),
        st.sampled_from(NAMES),
        st.lists(inner, max_size=4),
    ),
    max_leaves=25,
)


@given(PAGES)
@settings(max_examples=60, deadline=None)
def test_any_page_is_read_twice_alike_and_every_value_is_one_line(page: str) -> None:
    def once() -> list[Markup]:
        tree = html.document_fromstring(f"<html><body>{page}<p>end</p></body></html>")
        return [*markup.head(tree), *surroundings.around(tree, ["a title"])]

    first = once()
    assert first == once()
    assert all(item.value == " ".join(item.value.split()) and item.value for item in first)
