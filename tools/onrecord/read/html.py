"""Saved web pages: the main text as trafilatura finds it, and every value that the page states for machines.

The text as read is the blocks joined by one empty line; offsets point into it. Values of the markup have no offsets.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from onrecord.markdown import join
from onrecord.read import plain
from onrecord.records import BlockKind, Markup, Problem, Source

_BLOCKS = frozenset({"p", "head", "item", "quote", "list", "table", "row", "cell", "code", "lb"})
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)


def read(source: Source, data: bytes) -> Source:
    """Read a page. Raises :class:`SourceError` when the bytes are no text; a page without an article reads as its visible text."""
    import trafilatura  # imported late: it takes most of a second, and a folder of plain text needs none

    page, problems = _decode(data)
    try:
        tree = lxml_html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", page))
    except (etree.ParserError, ValueError):
        return replace(source, text="", problems=(*problems, Problem("page-without-article", "the file holds no HTML element")))
    found = trafilatura.bare_extraction(page, include_comments=False, include_tables=False, with_metadata=False)
    main: Any = getattr(found, "body", None)
    if main is not None and len(main):
        text, blocks = join(_blocks(main))
    else:
        problems = (*problems, Problem("page-without-article", "no main text was recognized; all visible text was taken"))
        text, blocks = join((" ".join(line.split()), "paragraph") for line in trafilatura.html2txt(page).splitlines())
    return replace(source, text=text, blocks=blocks, markup=tuple(_markup(tree)), problems=source.problems + problems)


def _decode(data: bytes) -> tuple[str, tuple[Problem, ...]]:
    declared = _CHARSET.search(data[:4096])
    if declared:
        try:
            return data.decode(declared[1].decode("ascii")), ()
        except (LookupError, UnicodeDecodeError):
            pass
    return plain.decode(data)


def _blocks(element: Any) -> Iterator[tuple[str, BlockKind]]:
    """The blocks of trafilatura's document tree, in order; text around inner blocks is a block of its own."""
    loose: list[str] = [element.text or ""]
    for child in element:
        if child.tag in _BLOCKS:
            yield _one_line("".join(loose)), _kind(element)
            loose = [child.tail or ""]
            yield from _blocks(child)
        else:
            loose += [*child.itertext(), child.tail or ""]
    yield _one_line("".join(loose)), _kind(element)


def _kind(element: Any) -> BlockKind:
    return "heading" if element.tag == "head" else "paragraph"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _markup(tree: Any) -> Iterator[Markup]:
    """Everything the page states for machines, by where it stands."""
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower() == "application/ld+json":
            yield from _json_ld(script.text_content())
    for meta in tree.iter("meta"):
        key = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        yield from _stated("meta", key.strip().casefold(), meta.get("content"))
    for link in tree.xpath("//link[translate(@rel, 'CANOIL', 'canoil')='canonical']"):
        yield from _stated("link", "canonical", link.get("href"))
    for tag in ("h1", "title"):
        for element in tree.xpath(f"//{tag}[not(ancestor::svg)]"):
            yield from _stated("element", tag, element.text_content())
    for element in tree.iter("time"):
        yield from _stated("element", "time", element.get("datetime"))
    for element in tree.xpath("//a[@rel='author'] | //*[@itemprop='author']"):
        yield from _stated("element", "author", element.text_content())
    yield from _stated("element", "lang", tree.get("lang") or tree.get("xml:lang"))


def _stated(origin: str, key: str, value: str | None) -> Iterator[Markup]:
    if key and value and (text := _one_line(value)):
        yield Markup(origin, key, text)


_ARTICLE_TYPES = re.compile(r"Article|BlogPosting|Report|WebPage$")


def _json_ld(text: str) -> Iterator[Markup]:
    try:
        data = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return
    for node in _nodes(data, 0):
        kind = node.get("@type")
        kinds = kind if isinstance(kind, list) else [kind]
        if not any(isinstance(name, str) and _ARTICLE_TYPES.search(name) for name in kinds):
            continue
        for key in ("headline", "datePublished", "dateModified", "inLanguage", "author", "publisher"):
            for value in _names(node.get(key), 0):
                yield Markup("json-ld", key.casefold(), value)


def _nodes(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > 4:
        return
    if isinstance(data, list):
        for item in data:
            yield from _nodes(item, depth + 1)
    elif isinstance(data, dict):
        yield data
        yield from _nodes(data.get("@graph"), depth + 1)


def _names(value: Any, depth: int) -> Iterator[str]:
    if isinstance(value, str) and value.strip():
        yield _one_line(value)
    elif isinstance(value, list) and depth < 2:
        for item in value:
            yield from _names(item, depth + 1)
    elif isinstance(value, dict):
        yield from _names(value.get("name"), depth + 1)
