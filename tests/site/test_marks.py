"""A marked body: its text is the body, its markup is well formed, whatever spans overlap."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import get_args
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord import markdown
from onrecord.anchors import anchors
from onrecord.records import Block, BlockKind, EntityKind, Mention, Statement
from onrecord.site.marks import numbered, paragraphs

KINDS = st.sampled_from(get_args(BlockKind))
TEXTS = st.lists(st.text(alphabet="ab <>&\"'“é", min_size=1, max_size=12).filter(str.strip), min_size=1, max_size=4)


@st.composite
def bodies(draw: st.DrawFn) -> tuple[str, tuple[Block, ...], list[Statement], list[Mention]]:
    body, blocks = markdown.join((text, draw(KINDS)) for text in draw(TEXTS))
    ends = st.lists(st.integers(0, len(body)), min_size=2, max_size=2, unique=True)
    spans = ends.map(lambda pair: (min(pair), max(pair)))
    statements = [
        Statement("direct", min(parts)[0], max(end for _, end in parts), tuple(sorted(parts)), "r", speaker_name='"A" <b>')
        for parts in draw(st.lists(st.lists(spans, min_size=1, max_size=3), max_size=4))
    ]
    mentions = [Mention(start, end, "person", "x", "r") for start, end in draw(st.lists(spans, max_size=5))]
    return body, blocks, statements, mentions


def no_page(kind: EntityKind, id_: str) -> None:
    """Nothing has a page."""


def link(kind: EntityKind, id_: str) -> str:
    return f'../{kind}/{id_}.html?"&<'


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""

    def handle_data(self, data: str) -> None:
        self.text += data


def text_of(html: str) -> str:
    parser = _Text()
    parser.feed(str(html))
    parser.close()
    return parser.text


@given(bodies())
def test_the_text_of_the_paragraphs_is_the_body(case: tuple[str, tuple[Block, ...], list[Statement], list[Mention]]) -> None:
    body, blocks, statements, mentions = case
    rendered = paragraphs(body, blocks, statements, mentions, link)
    assert [text_of(p.html) for p in rendered] == [body[b.start : b.end] for b in blocks]


@given(bodies())
def test_the_markup_is_well_formed_and_ids_are_unique(case: tuple[str, tuple[Block, ...], list[Statement], list[Mention]]) -> None:
    body, blocks, statements, mentions = case
    page = ET.fromstring("<div>" + "".join(p.html for p in paragraphs(body, blocks, statements, mentions, link)) + "</div>")  # noqa: S314  (our own markup)
    ids = [element.get("id") for element in page.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert [id_ for id_ in ids if id_ and id_[0] == "p"] == [f"p{number}" for number in range(1, len(blocks) + 1)]
    assert page.findall(".//a//a") == []


@given(bodies())
def test_a_statement_begins_once_where_its_first_words_stand(case: tuple[str, tuple[Block, ...], list[Statement], list[Mention]]) -> None:
    body, blocks, statements, mentions = case
    rendered = paragraphs(body, blocks, statements, mentions, link)
    visible = {n for n, s in enumerate(statements, 1) if any(start < b.end and b.start < end for start, end in s.parts for b in blocks)}
    assert sorted(number for p in rendered for number in p.statements) == sorted(visible)
    named = anchors(body, statements)
    assert all(f'id="{named[number - 1]}"' in p.html for p in rendered for number in p.statements)


BODY = "Ada Lindqvist said so."
BLOCK = (Block(0, len(BODY)),)


@pytest.mark.parametrize(
    ("mentions", "linked"),
    [
        ([(0, 13)], ["Ada Lindqvist"]),
        ([(0, 3), (0, 13)], ["Ada Lindqvist"]),
        ([(0, 13), (4, 18)], ["Ada Lindqvist"]),
        ([(0, 3), (4, 13)], ["Ada", "Lindqvist"]),
        ([], []),
    ],
)
def test_of_overlapping_mentions_the_earliest_and_longest_is_linked(mentions: list[tuple[int, int]], linked: list[str]) -> None:
    spans = [Mention(start, end, "person", "x", "r") for start, end in mentions]
    page = ET.fromstring(paragraphs(BODY, BLOCK, [], spans, link)[0].html)  # noqa: S314  (our own markup)
    assert [a.text for a in page.iter("a") if a.get("class") == "mention"] == linked


@pytest.mark.parametrize(
    ("body", "linked"),
    [
        ("Ada and Ada", ["Ada"]),
        ("Ada, the mayor, and Ada again; the mayor", ["Ada", "the mayor"]),
        ("Ada, the mayor, Ada", ["Ada", "the mayor"]),
        ("Ada\n\nAda", ["Ada", "Ada"]),
    ],
)
def test_the_same_words_are_linked_once_a_paragraph(body: str, linked: list[str]) -> None:
    mentions = [Mention(m.start(), m.end(), "person", "ada", "r") for m in re.finditer("Ada|the mayor", body)]
    _, blocks = markdown.join((text, "paragraph") for text in body.split("\n\n"))
    html = "".join(p.html for p in paragraphs(body, blocks, [], mentions, link))
    assert re.findall(r'class="mention"[^>]*>([^<]*)<', html) == linked


def test_a_mention_without_a_page_is_plain_text() -> None:
    html = paragraphs(BODY, BLOCK, [], [Mention(0, 13, "person", "x", "r")], no_page)[0].html
    assert "mention" not in html


def test_a_quotation_over_two_paragraphs_is_one_statement() -> None:
    body, blocks = markdown.join([("“First.", "paragraph"), ("“Second.”", "paragraph")])
    said = Statement("direct", 1, 17, ((1, 7), (10, 17)), "r", speaker_name="Ada Lindqvist")
    first, second = paragraphs(body, blocks, [said], [], link)
    assert 'id="s-first-second" data-speaker="Ada Lindqvist" data-kind="quoted" title="Ada Lindqvist: quoted"' in first.html
    assert 'data-part-of="s-first-second"' in second.html
    assert (first.statements, second.statements) == ((1,), ())


def test_what_is_nobodys_statement_is_the_rest() -> None:
    body, blocks = markdown.join([("Ada said it rained.", "paragraph"), ("It did.", "paragraph")])
    said = Statement("indirect", 9, 18, ((9, 18),), "r", speaker_name="Ada", attitude=True)
    first, second = paragraphs(body, blocks, [said], [], link)
    assert re.findall(r'<span class="rest">([^<]*)<', first.html) == ["Ada said ", "."]
    assert '<span class="statement attitude"' in first.html
    assert "rest" not in second.html


def test_a_page_written_by_hand_gets_its_paragraphs_numbered() -> None:
    html = numbered(markdown.parse("One <b>\n\n## Two\n\nThree")[0])
    assert [part in html for part in ('<p id="p1"', '<h2 id="p2"', '<p id="p3"', "<b>")] == [True, True, True, False]


def test_titles_and_headings_are_elements_of_their_own() -> None:
    body, blocks = markdown.join([("One", "title"), ("Two", "subtitle"), ("Three", "heading")])
    assert [p.html[: p.html.index(" id=")] for p in paragraphs(body, blocks, [], [], link)] == [
        '<h1 class="title"',
        '<p class="subtitle"',
        '<h2 class="heading"',
    ]
