"""Texts as they are compared where spelling, spacing and punctuation may differ."""

from __future__ import annotations


def letters(text: str) -> str:
    """The letters and digits of a text, without regard to case."""
    return "".join(filter(str.isalnum, text)).casefold()
