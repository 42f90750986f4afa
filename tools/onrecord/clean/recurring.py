"""Furniture learned from a folder: what stands in many of its pages, whatever they are about, is not their article.

Only lines that are no prose are learned, and copies of one article count once (files with the same longest line are copies),
so that neither a paragraph nor the headline of a text that was saved three times is taken for furniture.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from onrecord.clean.furniture import is_prose
from onrecord.errors import SourceError
from onrecord.read import LARGEST, plain

FEWEST_FILES = 3
"""Different articles of one folder in which a line must stand."""
FAIR_SHARE = 0.05
"""Share of the folder's pages in which it must stand."""
_FEWEST_LINES = 15
_LONGEST_MEAN = 400
"""Bytes; the mean line of a page with its menus is shorter."""


def line_key(line: str) -> str:
    """A line as it is compared between files: without regard to case and spacing."""
    return " ".join(line.split()).casefold()


def learn(paths: Iterable[Path]) -> Mapping[Path, frozenset[str]]:
    """Path → the recurring lines of its folder that stand in it. Files that cannot be read or are no pages are left out.

    A file's own share is all that its extraction depends on: a new file in the folder changes nothing for the others
    unless it makes one of their lines recur.
    """
    pages: dict[Path, list[str]] = {path: lines for path in paths if path.suffix.lower() == ".txt" and (lines := _page_lines(path))}
    folders: dict[Path, list[Path]] = defaultdict(list)
    for path in pages:
        folders[path.parent].append(path)
    found: dict[Path, frozenset[str]] = {}
    for inside in folders.values():
        recurring = _recurring([pages[path] for path in inside])
        found |= {path: frozenset(recurring.intersection(pages[path])) for path in inside}
    return found


def _page_lines(path: Path) -> list[str]:
    try:
        if path.stat().st_size > LARGEST:
            return []
        data = path.read_bytes()
    except OSError:
        return []
    breaks = data.count(b"\n")
    if breaks < _FEWEST_LINES or len(data) > breaks * _LONGEST_MEAN:
        return []
    try:
        text, _ = plain.decode(data)
    except SourceError:
        return []
    return [key for line in text.splitlines() if (key := line_key(line))]


def _recurring(pages: list[list[str]]) -> set[str]:
    if len(pages) < FEWEST_FILES:
        return set()
    articles: dict[str, set[str]] = defaultdict(set)
    for lines in pages:
        article = max(lines, key=len)
        for line in set(lines):
            articles[line].add(article)
    needed = max(FEWEST_FILES, FAIR_SHARE * len(pages))
    return {line for line, among in articles.items() if len(among) >= needed and not is_prose(line)}
