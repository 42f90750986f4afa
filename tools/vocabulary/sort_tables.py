"""Sort the vocabulary's word lists and tables in place: comments and header first, then the lines by code point, each once.

Run it after adding rows: ``python tools/vocabulary/sort_tables.py tools/onrecord/vocabulary/*.txt``.
"""

from __future__ import annotations

import sys
from pathlib import Path


def sorted_text(text: str, *, header: bool) -> str:
    """The text of a table with its comments first, then its header line (where it has one), then its sorted lines."""
    lines = [line for line in text.splitlines() if line.strip()]
    comments = [line for line in lines if line.startswith("#")]
    entries = [line for line in lines if not line.startswith("#")]
    head = entries[:1] if header else []
    return "\n".join([*comments, *head, *sorted(set(entries[len(head) :]), key=sort_key)]) + "\n"


def sort_key(line: str) -> list[str]:
    """Lines are ordered cell by cell, so that a key stands before a longer key that begins with it."""
    return line.split("\t")


if __name__ == "__main__":
    for name in sys.argv[1:]:
        path = Path(name)
        path.write_text(sorted_text(path.read_text(encoding="utf-8"), header=path.suffix == ".tsv"), encoding="utf-8")
