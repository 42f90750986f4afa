"""E-mail (.eml): the message's text, and what its header states. Attachments are not read; a problem names them.

The plain text of the message is preferred; where there is none, its HTML goes the way of a saved page. A message that is
passed on has its own header within the text (see :mod:`onrecord.read.forwarded`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage, MIMEPart
from email.policy import EmailPolicy
from email.utils import parseaddr
from typing import Any

from onrecord.errors import SourceError
from onrecord.read import forwarded, html, plain
from onrecord.records import Markup, Problem, Source

_PASSED_ON = re.compile(r"\s*(?:fwd?|re|aw|wg|tr|rv|i|yml|ynt|i̇lt|ha|пер|отв)\s*(?:\[\d+\])?\s*:", re.IGNORECASE)
"""What mail programs put before the subject of a message that is passed on or answered."""


_LONGEST_HEADER = 4000
"""Characters. The standard library takes time and memory quadratic in the length of a header that is set to provoke it."""


_NAMED = 20
"""Attachments that the problem names; it counts the rest."""
_PART = re.compile(rb"^content-type[ \t]*:", re.IGNORECASE | re.MULTILINE)
_MOST_PARTS = 10_000
"""A saved page has as many parts as pictures, styles and scripts."""


class _Policy(EmailPolicy):
    """The library's own policy, which reads a header as none where it is too long or makes the library stumble."""

    def header_fetch_parse(self, name: str, value: str) -> Any:
        try:
            return super().header_fetch_parse(name, value if len(value) <= _LONGEST_HEADER else "")
        except (ValueError, IndexError, LookupError, AttributeError, TypeError, RecursionError):  # for hostile headers
            return super().header_fetch_parse(name, "")


def parse(data: bytes) -> EmailMessage:
    """The message that the bytes are; any bytes are one, perhaps without headers.

    Raises :class:`SourceError` (``too-large``) for one of more parts than any, and ``RecursionError`` for parts in parts in parts.
    """
    if (parts := len(_PART.findall(data))) > _MOST_PARTS:
        raise SourceError("too-large", f"{parts:,} parts, and a message or a saved page has at most {_MOST_PARTS:,}")
    return message_from_bytes(data, policy=_Policy())  # type: ignore[arg-type]  # it makes an EmailMessage, as EmailPolicy does


def read(source: Source, data: bytes) -> Source:
    """Read a message. Raises :class:`SourceError` (``corrupt``, ``empty``) for bytes that are no message and for one without text."""
    try:
        message = parse(data)
        part = message.get_body(("plain", "html"))
    except RecursionError as error:
        raise SourceError("corrupt", "its parts are nested too deeply") from error
    if not any(name in message for name in ("from", "subject", "date")):
        raise SourceError("corrupt", "no header of a message (From, Subject, Date) was found")
    if part is None:
        raise SourceError("empty", "the message has no text")
    content = payload(part)
    if part.get_content_subtype() == "html":
        found = html.read(source, plain.as_utf8(content) if isinstance(content, str) else content)
    else:
        text, problems = plain.settle(content) if isinstance(content, str) else plain.decode(content)
        found = replace(source, text=text, problems=source.problems + problems)
    names = [plain.one_line(item.get_filename() or item.get_content_type()) for item in message.iter_attachments()]
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    ignored = [Problem("attachments-ignored", ", ".join(names[:_NAMED]) + more)] if names else []
    inner, passed_on = forwarded.headers(found.text)
    markup = (*_header(message, passed_on=passed_on), *inner, *_signature(found.text), *found.markup)
    return replace(found, markup=markup, problems=(*found.problems, *ignored))


_SIGN = re.compile(r"^-- ?\r?$", re.MULTILINE)
"""The line that begins the sender's signature (RFC 3676, 4.3)."""
_LONGEST_SIGNATURE = 15
"""Lines, that one among them; what is longer below it is text."""


def _signature(text: str) -> Iterator[Markup]:
    """The lines of the sender's signature, which are furniture."""
    for last in list(_SIGN.finditer(text))[-1:]:
        lines = list(re.finditer(r"\S(?:[^\n]*\S)?", text[last.start() :]))
        if len(lines) <= _LONGEST_SIGNATURE:
            for line in lines:
                start, end = last.start() + line.start(), last.start() + line.end()
                yield Markup("layout", "mail-signature", text[start:end], start, end)


def payload(part: MIMEPart) -> str | bytes:
    """The content of a part: decoded as it declares, or its bytes where it declares nothing or nothing that fits."""
    content = part.get_payload(decode=True)
    data = content if isinstance(content, bytes) else b""
    charset = part.get_content_charset()
    try:
        return plain.decode_as(data, charset) if charset and charset != "us-ascii" else data
    except (LookupError, UnicodeError):
        return data


def _header(message: EmailMessage, *, passed_on: bool) -> Iterator[Markup]:
    """Subject, date and sender. Those of a message that passes another on are not the text's own: their keys say so."""
    subject = _value(message, "subject")
    mark = "passed-on-" if passed_on or _PASSED_ON.match(subject) else ""
    while match := _PASSED_ON.match(subject):
        subject = subject[match.end() :].strip()
    bulk = "list-" if any(name in message for name in ("list-id", "list-unsubscribe")) else ""
    name, address = parseaddr(_value(message, "from"))
    values = {"subject": subject, f"{mark}date": date_of(message), f"{mark}{bulk}from": plain.one_line(name) or address}
    yield from (Markup("eml", key, value) for key, value in values.items() if value)


def date_of(message: EmailMessage) -> str:
    """The date of a message in ISO 8601, or as it stands where it is none."""
    try:
        return str(message["date"].datetime.isoformat())
    except (AttributeError, ValueError, TypeError, IndexError):
        return _value(message, "date")


def _value(message: EmailMessage, name: str) -> str:
    return plain.one_line(str(message[name] or ""))
