"""Write ``common-words.tsv``: in how many of ten thousand English sentences a common word stands.

``python tools/vocabulary/common_words.py TOKENS`` reads a table of tokens (gzip; columns separated by tabs, the word in the
third, an empty line after each sentence, ``# doc = … genre = …`` before each document) as made from GUM and UNER-EWT; see SOURCES.md.
Same table, same bytes.
"""

from __future__ import annotations

import gzip
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from onrecord.vocabulary import words

VOCABULARY = Path(__file__).parents[1] / "onrecord" / "vocabulary"
GENRES = frozenset({"academic", "court", "bio", "voyage", "news", "interview", "ewt/newsgroup", "ewt/weblog"})
"""Genres under licences that allow everything the table does."""
LEAST = 4
"""Sentences; a word of fewer is not common."""
PER = 10_000
HEAD = """\
# In how many of ten thousand English sentences a common word stands, counted in open corpora; see SOURCES.md.
# Written by tools/vocabulary/common_words.py: do not edit.
word	sentences
"""


def main(tokens: Path) -> None:
    with gzip.open(tokens, "rt", encoding="utf-8") as lines:
        (VOCABULARY / "common-words.tsv").write_text(tabled(lines), encoding="utf-8")


def tabled(lines: Iterable[str]) -> str:
    """The whole file as it should stand in the vocabulary."""
    counts: Counter[str] = Counter()
    total = 0
    for sentence in sentences(lines):
        total += 1
        counts.update(sentence)
    common = {word: count for word, count in counts.items() if count >= LEAST and word not in words("function-words")}
    return HEAD + "".join(f"{word}\t{max(1, round(count * PER / total))}\n" for word, count in sorted(common.items()))


def sentences(lines: Iterable[str]) -> Iterator[frozenset[str]]:
    """The small-letter words of each sentence of the genres that may be used."""
    wanted, found = False, set[str]()
    for line in lines:
        if line.startswith("# doc = "):
            wanted = line.rstrip("\n").rpartition("genre = ")[2] in GENRES
        elif line.strip():
            found.update(re.findall(r"[a-z]{2,}", line.split("\t")[2].lower()))
        elif found:
            if wanted:
                yield frozenset(found)
            found = set()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
