"""Reads documents from a folder and writes the search index into another: what ``run_search.py`` measures as a whole process."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from zipf import FACETS, read_documents

from onrecord import search
from onrecord.search import Document
from onrecord.search.words import fold
from onrecord.site import spellings

SPELT_TWICE = 4
"""Every so many-th person is known under another spelling."""


def build(documents: Path, output: Path) -> None:
    """Write the index of the documents in one folder into another."""
    (output / "search").mkdir(parents=True)
    people: dict[str, None] = {}
    found = search.files(_noting(read_documents(documents), people), FACETS)
    for path, content in chain(found, _names(people)):
        (output / path).write_bytes(content)


def _noting(documents: Iterable[Document], people: dict[str, None]) -> Iterator[Document]:
    """The documents; the names of the people in them are noted as they pass."""
    for document in documents:
        people.update((label, None) for _, label in document.facets["person"])
        yield document


def _names(people: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """The tables of other spellings, which the page reads for every query. None of these stands in a text, so they find nothing."""
    held = {fold(name): ([f"{name}eff"], [name]) for name in list(people)[::SPELT_TWICE]}
    yield from spellings.tables(dict(sorted(held.items())), {}, ())


if __name__ == "__main__":
    build(Path(sys.argv[1]), Path(sys.argv[2]))
