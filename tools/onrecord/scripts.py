"""Data as classic scripts: a page opened from a folder may not fetch a file, but it may load a script."""

from __future__ import annotations

import msgspec


def script(name: str, content: object) -> bytes:
    """A classic script that hands a content to ``onrecord.receive`` under a name."""
    return f'onrecord.receive("{name}",{_literal(content)})\n'.encode()


def short(content: object) -> bytes:
    """The same where there are thousands of small ones: the name is that of the file, which the browser knows."""
    return f"got({_literal(content)})\n".encode()


def _literal(content: object) -> str:
    encoded = msgspec.json.encode(content).decode()
    # Two line ends that JSON allows in a string and old browsers do not; and no text of a source looks like markup.
    return encoded.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("<", "\\u003c")
