"""Text as XML 1.0 has it: escaped, and without the characters that have no place in XML, not even escaped (section 2.2)."""

from __future__ import annotations

import re
from collections.abc import Mapping

_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# A reader turns a carriage return into a line end, and white space in attributes into spaces, unless they are escaped.
_IN_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_IN_ATTRIBUTE = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#9;"})
_SPECIAL = re.compile(r"[^\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[&<>\"]")


def legal(text: str) -> str:
    """A text with U+FFFD in place of each character that XML does not allow."""
    return _NOT_XML.sub("\ufffd", text)


def escaped(text: str) -> str:
    """A text as the content of an element; a reader gets it back to the character, but for what XML does not allow."""
    return legal(text).translate(_IN_TEXT) if _SPECIAL.search(text) else text


def _value(text: str) -> str:
    return legal(text).translate(_IN_ATTRIBUTE) if _SPECIAL.search(text) else text


def opening(name: str, attributes: Mapping[str, str | None]) -> str:
    """The start tag of an element, with those attributes that have a value."""
    written = "".join(f' {key}="{_value(value)}"' for key, value in attributes.items() if value is not None)
    return f"<{name}{written}>"


def element(name: str, attributes: Mapping[str, str | None], *content: str) -> str:
    """An element; its content is markup already."""
    start, inner = opening(name, attributes), "".join(content)
    return f"{start}{inner}</{name}>" if inner else f"{start[:-1]}/>"
