"""Slugs: the last part of an address, in lower-case ASCII letters, digits and hyphens."""

from __future__ import annotations

import re
from collections.abc import Container

from anyascii import anyascii

LONGEST = 72
"""Characters; a file name and an address stay readable, and no file system refuses them."""


def slug(text: str, longest: int = LONGEST) -> str:
    """Fold a text to a slug, cut at a word; empty when it has no letter or digit that can be folded."""
    words = re.findall(r"[a-z0-9]+", re.sub(r"['’ʼ`]", "", anyascii(text)).lower())
    kept: list[str] = []
    for word in words:
        if kept and len("-".join([*kept, word])) > longest:
            break
        kept.append(word[:longest])
    return "-".join(kept)


def unique(wanted: str, fallback: str, taken: Container[str]) -> str:
    """The wanted slug, with ``fallback`` appended on a collision, and a number where that is taken too."""
    base = wanted or fallback
    if base not in taken:
        return base
    longer = f"{base}-{fallback}" if base != fallback else base
    number, candidate = 2, longer
    while candidate in taken:
        candidate, number = f"{longer}-{number}", number + 1
    return candidate
