"""Parallel passages of the seed articles against the pairs that a careful reader finds in them."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from itertools import combinations
from pathlib import Path
from typing import Any

from onrecord import articles
from onrecord.articles import Article
from onrecord.hand import load_mapping

Quoted = Mapping[str, str]
"""A passage by its source and its first words."""


def score(answers: Path, texts: Path, authorities: Path) -> str:
    """How many of the reader's pairs of passages, each in two documents, stand in one thread (``n/N``)."""
    with tempfile.TemporaryDirectory() as folder:
        built = Path(folder) / "articles"
        options = {
            "--articles": built,
            "--cache": Path(folder) / "cache",
            "--corrections": Path(folder) / "none.yaml",
            "--authorities": authorities,
        }
        command = [sys.executable, "-m", "onrecord", "build", str(texts), *(str(part) for option in options.items() for part in option)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        found = {article.front.source or "": article for article in articles.load(built)}
    pairs = list(_pairs(load_mapping(answers.read_text(encoding="utf-8"), answers.name)))
    right = sum(bool(_threads(found[one["source"]], one) & _threads(found[other["source"]], other)) for one, other in pairs)
    return f"{right}/{len(pairs)}"


def _pairs(answers: Mapping[str, Any]) -> Iterator[tuple[Quoted, Quoted]]:
    for theme in answers.get("parallels", ()):
        yield from ((one, other) for one, other in combinations(theme["passages"], 2) if one["source"] != other["source"])


def _threads(article: Article, passage: Quoted) -> set[str]:
    """The threads in which the passage stands, each time that the document has it."""
    words, body = _plain(passage["begins"]), _plain(article.body)
    starts = [n for n in range(len(body)) if body.startswith(words, n)]
    parallels = article.standoff.parallels if article.standoff else ()
    return {p.thread for p in parallels if any(p.start <= start < p.end for start in starts)}


def _plain(text: str) -> str:
    return text.replace("’", "'")
