"""Markdown as a transparent wrapping of plain text: what ``escape`` writes, ``parse`` reads back to the character.

CommonMark (cmark, raw HTML off) is the one parser of article bodies. The text of the rendered page is the body to which
annotations point: its blocks, joined by one empty line.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping

import cmarkgfm

from onrecord.records import Block, BlockKind

BETWEEN_BLOCKS = "\n\n"

_SPECIAL = re.compile(r"[\\`*_\[\]<>~]|&(?=#?\w+;)")
_CLOSING = re.compile(r"(?<!\\)#(?=#*$)")
_LEVELS: Mapping[str, int] = {"title": 1, "subtitle": 2, "heading": 3}
_KINDS: Mapping[str, BlockKind] = {"h1": "title", "h2": "subtitle", "h3": "heading", "h4": "heading", "h5": "heading", "h6": "heading"}
_AT_START = re.compile(r"^(?:([#+\-=|:])|(\d{1,9})([.)]))")


def escape(text: str, kind: BlockKind = "paragraph") -> str:
    """Write one block of plain text, without line breaks, as Markdown that shows just these characters."""
    escaped = _AT_START.sub(_escape_start, _SPECIAL.sub(r"\\\g<0>", text))
    if kind in _LEVELS:
        # A run of # at the end would be taken for the end of the heading.
        return "#" * _LEVELS[kind] + " " + _CLOSING.sub(r"\\#", escaped)
    return escaped


def _escape_start(match: re.Match[str]) -> str:
    return f"\\{match[1]}" if match[1] else f"{match[2]}\\{match[3]}"


def parse(markdown: str) -> tuple[str, str, tuple[Block, ...]]:
    """Render Markdown; return its HTML, its plain text, and the blocks of that text."""
    rendered = cmarkgfm.markdown_to_html(markdown)
    return rendered, *_plain(rendered)


_TOKEN = re.compile(r"<!--.*?-->|<(/?)([a-z][a-z0-9]*)[^>]*>|([^<]+)", re.DOTALL)
_LEAVES = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "pre"})


def _plain(rendered: str) -> tuple[str, tuple[Block, ...]]:
    return join(_leaves(rendered))


def join(texts: Iterable[tuple[str, BlockKind]]) -> tuple[str, tuple[Block, ...]]:
    """Join texts into a body and its blocks; empty texts are passed over."""
    body: list[str] = []
    blocks: list[Block] = []
    length = 0
    for text, kind in texts:
        if not text.strip():
            continue
        if body:
            length += len(BETWEEN_BLOCKS)
        body.append(text)
        blocks.append(Block(length, length + len(text), kind))
        length += len(text)
    return BETWEEN_BLOCKS.join(body), tuple(blocks)


def _leaves(rendered: str) -> Iterable[tuple[str, BlockKind]]:
    text: list[str] = []
    kind: BlockKind = "paragraph"
    for match in _TOKEN.finditer(rendered):
        closing, tag, characters = match.groups()
        if characters is not None:
            text.append(html.unescape(characters))
        elif tag in _LEAVES:
            yield "".join(text).strip("\n"), kind
            text, kind = [], "paragraph" if closing else _KINDS.get(tag, "paragraph")
    yield "".join(text).strip("\n"), kind
