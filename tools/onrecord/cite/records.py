"""The record of a document, and of a statement in it, in CSL-JSON: the one source of every citation in whatever format.

A statement is cited through the document that reports it, as the manuals have it for words that were read in a secondary source
(Chicago 14.260, APA 8.6, MLA 6.77): the list of references holds what was read, and its author is not the speaker. So its record is
that of the document, with the words as ``abstract``, who said them and where they stand in ``note``, and an address of its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from onrecord.articles import Article
from onrecord.cite import dates, names
from onrecord.rights.withholding import collapsed

Item = Mapping[str, Any]
"""A record in CSL-JSON. Its strings are single lines without control characters."""


@dataclass(frozen=True, slots=True)
class Words:
    """A statement as a citation tells of it. ``said`` is who says it and how, ``text`` its words, ``anchor`` its place on the page."""

    anchor: str
    said: str
    text: str
    paragraph: int


def document(article: Article, when: str, url: str | None) -> Item:
    """The record of a document. ``when`` are the words for its date or its bounds; ``url`` is its address, where it has one.

    A title that was built from the first words stands in square brackets, as catalogues mark what they supply.
    """
    front = article.front
    title = clean(front.title)
    issued = dates.csl(front.date)
    if issued and dates.is_uncertain(front.date):
        issued["literal"] = _bracketed(when)
    item: dict[str, Any] = {
        "id": article.slug,
        "type": "article-newspaper",
        "title": f"[{title}]" if article.basis("title") == "derived" else title,
        "author": [_author(author, front.outlet) for author in front.authors if clean(author)],
        "container-title": clean(front.outlet or ""),
        "issued": issued,
        "URL": url,
        "language": clean(front.language or ""),
        "source": clean(front.host or ""),
        "note": "; ".join(_notes(article, when, dated=issued is not None)),
    }
    return {key: value for key, value in item.items() if value}


def _author(author: str, outlet: str | None) -> names.Name:
    """An author; an outlet that signs its own article is no person, whatever it is called."""
    found = {"literal": author} if author == outlet else names.name(author)
    return {part: clean(text) for part, text in found.items()}


def statement(item: Item, words: Words) -> Item:
    """The record of a statement, from that of its document."""
    note = "; ".join(part for part in (f"{words.said}, ¶ {words.paragraph}", item.get("note", "")) if part)
    found = {**item, "id": f"{item['id']}.{words.anchor}", "abstract": clean(words.text), "note": clean(note)}
    return found | {"URL": f"{item['URL']}#{words.anchor}"} if "URL" in item else found


_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ue000-\uf8ff\ufffe\uffff\u2028\u2029\ud800-\udfff]")
"""What has no place in a line of text, and the private characters with which ``styles`` marks places."""


def clean(text: str) -> str:
    """A text as one line, with a sign for words that are withheld."""
    return " ".join(_CONTROL.sub(" ", collapsed(text)).split())


def _bracketed(when: str) -> str:
    """An uncertain date as the manuals write it: ``[2012?]``, and ``[ca. 2012?]`` for what is approximate too. An interval stays
    in words, which tell the end that is doubted. Source: The Chicago Manual of Style, 17th ed., 14.145."""
    plain = when.removesuffix(_UNCERTAIN)
    return f"[{plain.replace('about ', 'ca. ', 1)}?]" if when.endswith(_UNCERTAIN) and " to " not in plain else when


_UNCERTAIN = " (uncertain)"


def _notes(article: Article, when: str, *, dated: bool) -> list[str]:
    front = article.front
    basis = article.basis("date")
    notes = (
        f"Digest of {front.digest_of}" if front.digest_of else "",
        f"copy hosted by {front.host}" if front.host else "",
        f"date {'inferred' if basis == 'inferred' else 'entered by the editor'}"
        if dated and basis in ("inferred", "editor") and front.basis
        else "",
        f"date: {when}" if not dated and (front.date or front.date_bounds) else "",
    )
    found = [clean(note) for note in notes if note]
    return [found[0][0].upper() + found[0][1:], *found[1:]] if found else []
