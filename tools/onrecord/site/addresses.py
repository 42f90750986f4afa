"""Where everything stands: the addresses that people cite (the contract in the design), relative to the site's root."""

from __future__ import annotations

from onrecord.records import PLURALS, EntityKind

INDEXES = "data/indexes"
"""Folder of the rows with which a script narrows an index."""


def article(slug: str) -> str:
    """The page of a document."""
    return f"articles/{slug}.html"


def paragraph(slug: str, number: int) -> str:
    """A paragraph of a document; paragraphs are numbered from 1."""
    return f"articles/{slug}.html#p{number}"


def statement(slug: str, anchor: str) -> str:
    """A statement in its document, where its words begin."""
    return f"articles/{slug}.html#{anchor}"


def tei(slug: str) -> str:
    """A document in TEI."""
    return f"data/tei/{slug}.xml"


def entity(kind: EntityKind, id_: str) -> str:
    """The page of a person, organization, place, event, topic or outlet."""
    return f"{PLURALS[kind]}/{id_}.html"


def speaker(kind: EntityKind, id_: str) -> str:
    """A speaker as addresses ask for one: people by their id alone."""
    return id_ if kind == "person" else f"{kind}:{id_}"


def concordance(url: str) -> str:
    """The concordance of the entity that has a page at this address."""
    return f"concordance/{url}"


def in_order(url: str, order: str) -> str:
    """A list inside a folder in another order than its own: ``x.html`` → ``x.following.html``."""
    return f"{url.removesuffix('.html')}.{order}.html"


def part(url: str, number: int) -> str:
    """A further page of a list: ``people.html`` → ``people-2.html``; of an entity: ``people/x.html`` → ``people/x.2.html``.

    Ids hold hyphens but never a dot, so that a further page cannot take the address of another entity.
    """
    stem = url.removesuffix(".html")
    return f"{stem}.{number}.html" if "/" in stem else f"{stem}-{number}.html"
