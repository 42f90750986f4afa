"""Texts as they are compared where spelling, spacing and punctuation may differ."""

from __future__ import annotations

import re


def letters(text: str) -> str:
    """The letters and digits of a text, without regard to case."""
    return re.sub(r"[\W_]+", "", text).casefold()
