"""Markdown as a transparent wrapping: what is escaped is read back to the character, and nothing hostile comes through."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from onrecord.markdown import BETWEEN_BLOCKS, escape, join, parse
from onrecord.records import Block, BlockKind
from strategies import lines

KINDS: tuple[BlockKind, ...] = ("title", "subtitle", "heading", "paragraph")


@given(st.lists(st.tuples(lines(), st.sampled_from(KINDS)), min_size=1, max_size=4))
@example([("# no heading", "paragraph"), ("1. no list", "paragraph"), ("- nor this", "paragraph")])
@example([("---", "paragraph"), ("===", "paragraph"), ("***", "heading")])
@example([("ends in #", "title"), ("ends in \\##", "heading"), ("#", "subtitle"), ("####", "title")])
@example([("<script>alert(1)</script>", "paragraph"), ("&amp; &#60; &lt;b&gt;", "paragraph")])
@example([("[a](javascript:alert(1))", "paragraph"), ("![x](y) <http://a.example> https://b.example", "paragraph")])
@example([("a|b", "paragraph"), ("|a|b|", "paragraph"), ("|-|-|", "paragraph"), (": term", "paragraph"), ("~~~", "paragraph")])
@example([("`code` ``", "paragraph"), ("_under_ __score__", "title"), ("a\\b \\", "paragraph"), ("\\", "heading")])
@example([("10) ten", "paragraph"), ("1234567890. long", "paragraph"), ("+", "paragraph"), ("-", "subtitle"), ("> said", "paragraph")])
def test_what_is_escaped_is_read_back_to_the_character(blocks: list[tuple[str, BlockKind]]) -> None:
    """Text, order and kind of every block survive; a body is what the page shows."""
    markdown = BETWEEN_BLOCKS.join(escape(text, kind) for text, kind in blocks)
    _, body, parsed = parse(markdown)
    assert body == BETWEEN_BLOCKS.join(text for text, _ in blocks)
    assert [(body[block.start : block.end], block.kind) for block in parsed] == blocks


@given(lines(), st.sampled_from(KINDS))
def test_escaped_text_is_one_line(text: str, kind: BlockKind) -> None:
    assert "\n" not in escape(text, kind)


HOSTILE = [
    "<script>alert(1)</script>",
    "a <b onclick=x>bold</b> word",
    "<img src=x onerror=alert(1)>",
    "<iframe src=//evil.example></iframe>",
    "<style>body{display:none}</style>",
    "<!-- hidden -->",
    "<a href='javascript:alert(1)'>x</a>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](vbscript:msgbox)",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "<javascript:alert(1)>",
    "![x](javascript:alert(1))",
    "[x]: javascript:alert(1)\n\n[x]",
    "```<script>\nalert(1)\n```",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
]


@pytest.mark.parametrize("markdown", HOSTILE)
def test_raw_html_and_scripts_never_come_through(markdown: str) -> None:
    """Hand-written or corrected Markdown may hold anything: no element but Markdown's own, and no address that runs."""
    html, _, _ = parse(markdown)
    assert not re.search(r"<(?!/?(?:p|h[1-6]|a|img|em|strong|code|pre|ul|ol|li|blockquote|hr|br)\b|!-- raw HTML omitted -->)", html)
    assert not re.search(r"(?:href|src)\s*=\s*[\"']?\s*(?:javascript|vbscript|data):", html, re.IGNORECASE)
    assert not re.search(r"<[^>]+\son\w+\s*=", html)


BY_HAND = [
    ("One *two* **three**.", ["One two three."]),
    ("# Title\n\nText.", ["Title", "Text."]),
    ("- one\n- two", ["one", "two"]),
    ("> said\n> he", ["said\nhe"]),
    ("A [link](https://a.example).", ["A link."]),
    ("1 < 2 &amp; 3", ["1 < 2 & 3"]),
    ("Text  \nbreak", ["Text\nbreak"]),
    ("One\n\n---\n\nTwo", ["One", "Two"]),
    ("", []),
]


@pytest.mark.parametrize(("markdown", "texts"), BY_HAND)
def test_the_text_of_a_page_written_by_hand_is_what_it_shows(markdown: str, texts: list[str]) -> None:
    _, body, blocks = parse(markdown)
    assert [body[block.start : block.end] for block in blocks] == texts


def test_empty_texts_are_passed_over_when_a_body_is_joined() -> None:
    assert join([("", "paragraph"), ("One", "heading"), (" ", "paragraph"), ("Two", "paragraph")]) == (
        "One\n\nTwo",
        (Block(0, 3, "heading"), Block(5, 8, "paragraph")),
    )
