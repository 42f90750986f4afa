"""How much of an article's body was kept, and how little else: compared by paragraphs, and by lines."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import trafilatura
from rapidfuzz import fuzz, process

ALIKE = 90
"""Percent of letters that two paragraphs must share to be one; the scorer takes titles for equal at the same ratio."""
SHORT = 4
"""Words; a shorter paragraph must stand alone on the other side too: "Share" is a word of many a sentence."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Paragraphs: ``right`` among those ``given``, ``found`` among those that are ``there``."""

    right: int
    given: int
    found: int
    there: int


def compare(page: bytes, record: Mapping[str, Any], titles: Sequence[str]) -> Counts:
    """The body of a record against trafilatura's main text of the page it came from; neither is asked for the title."""
    reference = trafilatura.extract(page, include_comments=False) or ""
    ours = "\n".join(filter(None, (record.get("subtitle"), record.get("body"))))
    headings = [normal(title) for title in (*titles, record.get("title") or "") if title]
    given, there = (_without(paragraphs(text), headings) for text in (ours, reference))
    return Counts(_standing(given, there), len(given), _standing(there, given), len(there))


def lines_kept(text: str, record: Mapping[str, Any]) -> Counts:
    """The lines of a text that is an article from end to end, against title, subtitle and body of its record."""
    there = paragraphs(text)
    kept = "\n".join(record.get(field) or "" for field in ("title", "subtitle", "body"))
    found = _standing(there, paragraphs(kept))
    return Counts(found, found, found, len(there))


def paragraphs(text: str) -> list[str]:
    """The lines of a text in normal form; those without a letter or digit are left out."""
    return [line for line in map(normal, text.splitlines()) if line]


def normal(text: str) -> str:
    """Letters and digits in lower case, one space between words."""
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


def _without(lines: Sequence[str], headings: Sequence[str]) -> list[str]:
    return [line for line in lines if not _is_among(line, headings)]


def _standing(lines: Sequence[str], others: Sequence[str]) -> int:
    """How many of these lines stand among the others: as one of them, or within their text, however it is cut into lines."""
    whole = f" {' '.join(others)} "
    return sum((len(line.split()) >= SHORT and f" {line} " in whole) or _is_among(line, others) for line in lines)


def _is_among(line: str, others: Collection[str]) -> bool:
    return process.extractOne(line, others, scorer=fuzz.ratio, score_cutoff=ALIKE) is not None
