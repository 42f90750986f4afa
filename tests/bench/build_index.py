"""Reads documents from a folder and writes the search index into another: what ``run_search.py`` measures as a whole process."""

from __future__ import annotations

import sys
from pathlib import Path

from zipf import read_documents

from onrecord import search
from onrecord.site.searching import FACETS


def build(documents: Path, output: Path) -> None:
    """Write the index of the documents in one folder into another."""
    (output / "search").mkdir(parents=True)
    for path, content in search.files(list(read_documents(documents)), tuple(FACETS)):
        (output / path).write_bytes(content)


if __name__ == "__main__":
    build(Path(sys.argv[1]), Path(sys.argv[2]))
