"""The index as files: classic scripts that hand their content to the page, because a page opened from a folder may load nothing else.

``search/index.js`` comes first; it tells which files hold what.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from onrecord.scripts import short
from onrecord.search.beside import Made, beside
from onrecord.search.columns import Columns, Document, Heading, numbers, voices
from onrecord.search.headings import Headings
from onrecord.search.lexicon import Lexicon
from onrecord.search.list_files import FEW, list_files
from onrecord.search.lists import MANY, OFTEN, Lists
from onrecord.search.reading import Words, read
from onrecord.search.rows import Rows
from onrecord.search.texts import Texts
from onrecord.search.words import foldings

FOLDER = "search"
FULL_TEXT = 11_000
"""Bits from which a file of texts holds no more: 1.8 KB as base64, mostly one document."""
SAID = 400
"""Documents in a file that tells where statements stand, whose they are, or how long paragraphs are."""
MANY_WORDS = 1_000_000
"""Words of a corpus from which a second process makes all but the lists: it takes half a second to start."""

Files = Iterator[tuple[str, bytes]]


def files(documents: Iterable[Document], facets: Sequence[str]) -> Files:
    """(path, content) of every file of the index. The documents go by once; their texts are not kept.

    Of many words a second process makes a part. It imports the main module anew, so a script calls this only where ``__name__`` is
    ``"__main__"``. Raises :class:`onrecord.errors.OnrecordError` where that process fails.
    """
    with TemporaryDirectory(prefix="onrecord-search-", ignore_cleanup_errors=True) as folder:
        yield from _files(documents, facets, Path(folder))


def _files(documents: Iterable[Document], facets: Sequence[str], folder: Path) -> Files:
    columns = Columns(facets)
    words = read(columns.passing(documents), folder / "words")
    make = partial(_other, words, columns)
    with beside(make, folder / "other") if len(words.form) >= MANY_WORDS else nullcontext(make) as other:
        lexicon = Lexicon(words)
        lists = Lists(words, lexicon)
        yield from (_script(name, content) for name, content in list_files(lexicon, lists))
        told = yield from other()
    yield _script(
        "index",
        {
            **columns.table(words),
            "lexicon": lexicon.bounds(),
            "few": FEW,
            "mean": lists.mean,
            "tables": lists.tables(),
            "many": MANY,
            "often": OFTEN,
            "foldings": foldings(words.forms),
            "said": SAID,
            **told,
        },
    )


def _other(words: Words, columns: Columns) -> Made[dict[str, Any]]:
    """The files of all but lists: texts, and what is known of documents besides; returns what else a reader needs for these."""
    texts = yield from _texts(words, columns.headings)
    for name, facet in columns.facets.items():
        yield _script(f"facet-{name}", facet.table(len(words.sizes)))
    spans, who = columns.statements(words, columns.facets["speaker"].offered() if "speaker" in columns.facets else [])
    rows = {"said": spans, "paragraphs": Rows(words.blocks.astype(np.int64), words.paragraphs.astype(np.int64))}
    for name, of_name in rows.items():
        yield from (_script(f"{name}-{number}", packed) for number, packed in enumerate(of_name.files(SAID)))
    for number, first in enumerate(range(0, len(who), SAID)):
        yield _script(f"speakers-{number}", voices(who[first : first + SAID]))
    yield _script("titles", numbers(words.titles))
    return {"texts": texts, "rows": {name: of_name.table() for name, of_name in rows.items()}}


def _texts(words: Words, headings: Sequence[Heading]) -> Made[list[Any]]:
    """The files of texts, with a space between two; returns how many documents each file holds, less one."""
    texts = Texts(words, Headings(headings, words.blocks.tolist()))
    yield _script("words", texts.table)
    counts: list[int] = []
    held: list[str] = []
    size = 0
    for number, coded in enumerate(texts.code(), 1):
        held.append(coded)
        size += 6 * len(coded)
        if size >= FULL_TEXT or number == len(headings):
            yield _script(f"text-{len(counts)}", " ".join(held))
            counts.append(len(held) - 1)
            held, size = [], 0
    return numbers(counts)


def _script(name: str, content: object) -> tuple[str, bytes]:
    return f"{FOLDER}/{name}.js", short(content)
