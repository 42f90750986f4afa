"""The index as files: classic scripts that hand their content to the page, because a page opened from a folder may load nothing else.

``search/index.js`` comes first; it tells which files hold what. A file of lists holds those of consecutive forms one after the
other. No list says where it begins: the lexicon tells how long each is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Generator, Iterator, Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from onrecord.scripts import script
from onrecord.search.coding import Codes, pack, pack_string
from onrecord.search.columns import Document, columns, facet, numbers, paragraphs, statements
from onrecord.search.lists import COMMON, COUNT, MANY, Coded, Lists
from onrecord.search.reading import Words, read
from onrecord.search.texts import Texts
from onrecord.search.words import fold, foldings

FOLDER = "search"
FULL = 48_000
"""Bits from which a file of lists or of texts holds no more: 8 KB as base64."""
FULL_TEXT = 12_000
SAID = 500
"""Documents in a file that tells where statements stand, and in one that tells how long paragraphs are."""


def files(documents: Sequence[Document], facets: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """(path, content) of every file of the index."""
    words = read(document.text for document in documents)
    lists = Lists(words)
    series: defaultdict[str, int] = defaultdict(int)
    lexicon = []
    for number, part in enumerate(lists.parts):
        starts = {}
        for kind, coded in lists.code(part).items():
            cuts = _cuts(coded)
            starts[kind] = [series[kind], cuts[:-1]]
            for first, after in pairwise(cuts):
                here = slice(int(coded.bounds[first]), int(coded.bounds[after]))
                yield _script(f"{kind}-{series[kind]}", pack(Codes(coded.codes.values[here], coded.codes.lengths[here])))
                series[kind] += 1
        forms = words.forms[part.start : part.stop]
        lexicon.append(fold(forms[0]))
        yield _script(f"lexicon-{number}", _lexicon(forms, lists, part, starts))
    texts = Texts(words)
    starts_of_texts = yield from _texts(documents, words, texts)
    yield _script("words", texts.table)
    offered = {name: facet(documents, name) for name in facets}
    for name, values in offered.items():
        yield _script(f"facet-{name}", values)
    speakers = {id_: number for number, (id_, *_) in enumerate(offered.get("speaker", {"values": []})["values"], 1)}
    for number, first in enumerate(range(0, len(documents), SAID)):
        here = slice(first, first + SAID)
        yield _script(f"said-{number}", statements(documents[here], words.said[here], speakers))
        yield _script(f"paragraphs-{number}", paragraphs(words.blocks[here]))
    yield _script(
        "index",
        {
            **columns(documents, words),
            "lexicon": lexicon,
            "texts": starts_of_texts,
            "tables": lists.tables(),
            "mean": lists.mean,
            "common": lists.common,
            "base": COMMON + 1,
            "many": [MANY, COUNT],
            "foldings": foldings(words.forms),
            "said": SAID,
        },
    )


def _cuts(coded: Coded) -> list[int]:
    """The first list of each file, and the end: a file is closed behind the list that fills it."""
    ends = np.concatenate(([0], np.cumsum(coded.codes.lengths)))[coded.bounds]
    cuts, begun = [0], 0
    for number, end in enumerate(ends[1:-1].tolist(), 1):
        if end - begun >= FULL:
            cuts.append(number)
            begun = end
    return [*cuts, len(coded.bounds) - 1]


def _lexicon(forms: list[str], lists: Lists, part: range, starts: dict[str, Any]) -> dict[str, Any]:
    """The forms, each without what it shares with the form before it, and how many documents and occurrences each has."""
    told, last = [], ""
    for form in forms:
        same = next((n for n, (a, b) in enumerate(zip(form, last, strict=False)) if a != b), min(len(form), len(last)))
        told.append(f"{chr(0x21 + min(same, 90))}{form[min(same, 90) :]}")
        last = form
    documents, occurrences = lists.documents[part.start : part.stop], lists.occurrences[part.start : part.stop]
    return {
        "forms": "\n".join(told),
        "documents": numbers((documents - 1).tolist()),
        "more": numbers((occurrences - documents).tolist()),
        "files": starts,
    }


def _texts(documents: Sequence[Document], words: Words, texts: Texts) -> Generator[tuple[str, bytes], None, list[int]]:
    """The files of texts; returns the number of the first document of each."""
    starts, held, size = [0], [], 0
    for number, (document, blocks, bits) in enumerate(zip(documents, words.blocks, texts.code(), strict=True)):
        held.append([document.url, document.title, document.carrier, blocks, pack_string(bits)])
        size += len(bits)
        if size >= FULL_TEXT or number + 1 == len(documents):
            yield _script(f"text-{len(starts) - 1}", held)
            starts.append(number + 1)
            held, size = [], 0
    return starts[:-1]


def _script(name: str, content: object) -> tuple[str, bytes]:
    return f"{FOLDER}/{name}.js", script(name, content)
