"""Saved web pages: the main text as trafilatura finds it, and every value that the page states for machines.

The text as read is the blocks joined by one empty line; offsets point into it. Values of the markup have no offsets.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from onrecord.markdown import join
from onrecord.read import markup, plain, surroundings
from onrecord.records import BlockKind, Markup, Problem, Source

_BLOCKS = frozenset({"p", "head", "item", "quote", "list", "table", "row", "cell", "code", "lb"})
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)


def read(source: Source, data: bytes) -> Source:
    """Read a page. Raises :class:`SourceError` when the bytes are no text; a page without an article reads as its visible text."""
    import trafilatura  # imported late: it takes most of a second, and a folder of plain text needs none

    page, problems = _decode(data)
    page = _LONG_CLASS.sub(r'\1=""', _REFERENCE.sub(_allowed, page))
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
        text, blocks = join((_one_line(line), "paragraph") for line in (trafilatura.html2txt(page) or _visible(tree)).splitlines())
    return replace(source, text=text, blocks=blocks, markup=_markup(tree), problems=source.problems + problems)


_LONG_CLASS = re.compile(r"""\b(class|id)\s*=\s*(?:"[^"]{5000,}"|'[^']{5000,}')""", re.IGNORECASE)
"""A class of more than a thousand words, which no page has and every reader would search again and again."""
_REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]{1,8})|([0-9]{1,10}));?")


def _allowed(match: re.Match[str]) -> str:
    """A numeric reference as it stands, or U+FFFD for a character that no document may hold, as the HTML standard has it."""
    code = int(match[1], 16) if match[1] else int(match[2])
    refused = code > 0x10FFFF or 0xD800 <= code <= 0xDFFF or (code < 32 and code not in (9, 10, 13)) or code & 0xFFFE == 0xFFFE
    return plain.UNREADABLE if refused else match[0]


def _visible(tree: Any) -> str:
    return "\n".join(tree.xpath("//body//text()[not(ancestor::script or ancestor::style)]"))


def _decode(data: bytes) -> tuple[str, tuple[Problem, ...]]:
    declared = _CHARSET.search(data[:4096])
    if declared and not data.startswith(codecs.BOM_UTF8) and not declared[1].lower().startswith(b"utf-16"):  # read as ASCII, so it is none
        try:
            return plain.settle(plain.decode_as(data, declared[1].decode("ascii")))
        except (LookupError, UnicodeError):
            pass
    return plain.decode(data)


def _blocks(element: Any) -> Iterator[tuple[str, BlockKind]]:
    """The blocks of trafilatura's document tree, in order; text around inner blocks is a block of its own."""
    loose: list[str] = [element.text or ""]
    for child in element:
        if child.tag in _BLOCKS and not (child.tag == "code" and "\n" not in "".join(child.itertext())):
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


_MOST = 200
"""Values of one kind that are read; a page of many hands names some dozens of authors."""
_TITLES = frozenset({("json-ld", "headline"), ("meta", "og:title"), ("element", "title")})


def _markup(tree: Any) -> tuple[Markup, ...]:
    """What the page states for machines in its head, and what stands around its headline for readers."""
    seen: Counter[tuple[str, str]] = Counter()
    head = []
    for item in markup.head(tree):
        seen[item.origin, item.key] += 1
        if seen[item.origin, item.key] <= _MOST:
            head.append(item)
    return *head, *surroundings.around(tree, [item.value for item in head if (item.origin, item.key) in _TITLES])
