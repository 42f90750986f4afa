"""What a web page states for machines: JSON-LD, ``meta``, microdata, ``link`` and ``lang``, each value with where it stands.

The table ``markup.tsv`` says which key speaks of which field, and how far it is trusted. Nothing is judged here, only told
apart: the article's own JSON-LD from that of the site and of related articles, an author who is a person from one that is not.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from onrecord.letters import letters
from onrecord.read import plain
from onrecord.records import Markup

Node = Mapping[str, Any]


def stated(origin: str, key: str, value: str | None) -> Iterator[Markup]:
    """The value on one line, unless there is none."""
    if key and value and (text := plain.one_line(html.unescape(value) if "&" in value else value)):
        yield Markup(origin, key, text)


def head(tree: Any) -> Iterator[Markup]:
    """JSON-LD, ``meta`` tags, the page's own address, its title and its language."""
    yield from _json_ld(tree)
    for meta in tree.iter("meta"):
        key = meta.get("property") or meta.get("name") or ""
        yield from stated("meta", key.strip().casefold(), meta.get("content"))
    for link in tree.xpath("//link[translate(@rel, 'CANOIL', 'canoil')='canonical']"):
        yield from stated("link", "canonical", link.get("href"))
    # Of links within the page, many are the licences of photographs.
    for link in tree.xpath("//link[translate(@rel, 'LICENS', 'licens')='license']"):
        yield from stated("link", "license", link.get("href"))
    for title in tree.xpath("//title[not(ancestor::svg)]")[:1]:
        yield from stated("element", "title", title.text_content())
    yield from stated("element", "lang", tree.get("lang") or tree.get("xml:lang"))


# ---- JSON-LD ----------------------------------------------------------------------------------------------------------

_ARTICLE = re.compile(r"(?:Article|BlogPosting|Posting|Report|Review|Reportage\w*|OpinionNews\w*|Question)$")
_SITE = re.compile(r"(?:WebSite|Organization|NewsMediaOrganization)$")
_FIELDS = ("headline", "datePublished", "dateCreated", "dateModified", "inLanguage")
_RIGHTS = ("license", "copyrightNotice")
_DEEPEST = 6
"""Levels of nesting that are followed; published pages need four."""


_PAGE = re.compile(r"WebPage$")
_BODY = re.compile(r"Organization|Corporation|Brand")


def _json_ld(tree: Any) -> Iterator[Markup]:
    nodes = [node for script in tree.iter("script") if _is_json_ld(script) for node in _nodes(_loaded(script.text_content()), 0)]
    known = {node["@id"]: node for node in reversed(nodes) if isinstance(node.get("@id"), str) and "name" in node}
    article = _main([node for node in nodes if _has_type(node, _ARTICLE)], tree)
    if article is not None:
        yield from _values(article, _FIELDS, "", known)
        yield from _agents(article.get("author"), "author", known)
        yield from _agents(article.get("creator"), "creator", known)
        yield from _values(article, ("publisher", *_RIGHTS), "", known)
    for node in nodes:
        if _has_type(node, _PAGE):
            yield from _values(node, ("datePublished", "dateModified", "inLanguage"), "webpage ", known)
        elif _has_type(node, _SITE):
            for name in (node.get("name"), node.get("legalName")):
                yield from stated("json-ld", "site name", name if isinstance(name, str) else None)


def _values(node: Node, fields: Sequence[str], before: str, known: Mapping[str, Node]) -> Iterator[Markup]:
    for field in fields:
        for name in _names(node.get(field), known, 0):
            yield from stated("json-ld", before + field.casefold(), name)


def _is_json_ld(script: Any) -> bool:
    return (script.get("type") or "").partition(";")[0].strip().lower() == "application/ld+json"


_WRAPPING = re.compile(r"^\s*(?:<!--|(?://|/\*)?\s*<!\[CDATA\[\s*(?:\*/)?)|(?:-->|(?://|/\*)?\s*\]\]>\s*(?:\*/)?)\s*;?\s*$")
_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")


def _loaded(text: str) -> Any:
    """JSON as pages write it: in a comment, with line breaks in strings, with a comma too many; ``None`` when it is none."""
    text = _WRAPPING.sub("", text)
    for attempt in (text, _TRAILING_COMMA.sub("", text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _nodes(data: Any, depth: int) -> Iterator[Node]:
    """The nodes that speak of this page: those of the top, of ``@graph`` and of ``mainEntity``; not those of lists of other pages."""
    if depth > _DEEPEST:
        return
    if isinstance(data, list):
        for item in data:
            yield from _nodes(item, depth + 1)
    elif isinstance(data, dict):
        yield data
        yield from _nodes(data.get("@graph"), depth + 1)
        yield from _nodes(data.get("mainEntity"), depth + 1)


def _has_type(node: Node, wanted: re.Pattern[str]) -> bool:
    kinds = node.get("@type")
    return any(isinstance(kind, str) and wanted.search(kind) is not None for kind in (kinds if isinstance(kinds, list) else [kinds]))


def _main(articles: list[Node], tree: Any) -> Node | None:
    """The article that the page is: the one whose headline stands in the page's title or in a first-level heading."""
    if len(articles) < 2:
        return articles[0] if articles else None
    shown = " ".join(letters(element.text_content()) for element in tree.xpath("//title | //h1"))
    named = [node for node in articles if (headline := letters(str(node.get("headline") or ""))) and headline in shown]
    return max(named or articles, key=lambda node: sum(field in node for field in (*_FIELDS, "author", "publisher")))


def _agents(value: Any, role: str, known: Mapping[str, Node]) -> Iterator[Markup]:
    """Who made the article: ``author`` for a person or a bare name, ``author organization`` for a body."""
    for item in value if isinstance(value, list) else [value]:
        node = known.get(str(item.get("@id")), item) if isinstance(item, dict) and "name" not in item else item
        body = isinstance(node, dict) and _has_type(node, _BODY)
        for name in _names(node, known, 0):
            yield from stated("json-ld", f"{role} organization" if body else role, name)


def _names(value: Any, known: Mapping[str, Node], depth: int) -> Iterator[str]:
    """The name or names that a value of JSON-LD gives: a string, an object with a name, a reference to one, or a list of them."""
    if depth > 3:
        return
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _names(item, known, depth + 1)
    elif isinstance(value, dict):
        target = value if "name" in value else known.get(str(value.get("@id")), {})
        yield from _names(target.get("name"), known, depth + 1)
