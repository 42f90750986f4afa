"""Data as classic scripts: a page opened from a folder may not fetch a file, but it may load a script."""

from __future__ import annotations

import msgspec


def script(name: str, content: object) -> bytes:
    """A classic script that hands a content to ``onrecord.receive`` under a name."""
    encoded = msgspec.json.encode(content).decode()
    # Two line ends that JSON allows in a string and old browsers do not; and no text of a source looks like markup.
    safe = encoded.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("<", "\\u003c")
    return f'onrecord.receive("{name}",{safe})\n'.encode()
