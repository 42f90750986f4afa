"""Pages that a browser saved into one file (.mhtml, .mht): an e-mail whose root part is the page."""

from __future__ import annotations

from dataclasses import replace
from email.message import EmailMessage

from onrecord.errors import SourceError
from onrecord.read import html
from onrecord.read.eml import date_of, parse, payload
from onrecord.read.plain import as_utf8, one_line
from onrecord.records import Markup, Source


def read(source: Source, data: bytes) -> Source:
    """Read the page. Raises :class:`SourceError` (``corrupt``) when no part of the file is a page."""
    message = parse(data)
    page = _root(message)
    if page is None:
        raise SourceError("corrupt", "no page was found in the file")
    content = payload(page)
    found = html.read(source, as_utf8(content) if isinstance(content, str) else content)
    address = message["snapshot-content-location"] or page["content-location"]
    values = {"address": one_line(str(address or "")), "captured": date_of(message)}
    return replace(found, markup=(*found.markup, *(Markup("mhtml", key, value) for key, value in values.items() if value)))


def _root(message: EmailMessage) -> EmailMessage | None:
    """The part that the others are pictures and styles of: the one the header names, else the first page."""
    pages = [part for part in message.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    start = message.get_param("start")
    return next((part for part in pages if start and part["content-id"] == start), pages[0] if pages else None)
