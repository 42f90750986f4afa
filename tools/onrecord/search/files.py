"""The index as files: classic scripts that hand their content to the page, because a page opened from a folder may load nothing else.

``search/index.js`` comes first; it tells which files hold what. A file of lists holds those of consecutive forms one after the
other. No list says where it begins: the lexicon tells how long each is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from onrecord.scripts import script
from onrecord.search.beside import Made, beside
from onrecord.search.coding import ends, pack
from onrecord.search.columns import Columns, Document, Heading, numbers
from onrecord.search.endings import LAST, endings, table
from onrecord.search.lists import COMMON, COUNT, MANY, OFTEN, Coded, Lists
from onrecord.search.reading import Words, read
from onrecord.search.texts import Texts
from onrecord.search.words import foldings, shared

FOLDER = "search"
FULL = 48_000
"""Bits from which a file of lists holds no more: 8 KB as base64."""
FULL_TEXT = 22_000
"""The same of a file of texts: 3.7 KB as base64, mostly one document."""
SAID = 100
"""Documents in a file that tells where statements stand, whose they are, or how long paragraphs are."""

MANY_WORDS = 1_000_000
"""Words of a corpus from which a second process makes all but the lists: it takes half a second to start."""

Files = Iterator[tuple[str, bytes]]


def files(documents: Iterable[Document], facets: Sequence[str]) -> Files:
    """(path, content) of every file of the index. The documents go by once; their texts are not kept."""
    with TemporaryDirectory(prefix="onrecord-search-", ignore_cleanup_errors=True) as folder:
        yield from _files(documents, facets, Path(folder))


def _files(documents: Iterable[Document], facets: Sequence[str], folder: Path) -> Files:
    columns = Columns(facets)
    words = read(columns.passing(documents), folder / "words")
    make = partial(_other, words, columns)
    with beside(make, folder / "other") if len(words.form) >= MANY_WORDS else nullcontext(make) as other:
        lists = Lists(words)
        lexicon = yield from _lists(words, lists)
        endings_ = yield from _endings(words, lists)
        held = yield from other()
    yield _script(
        "index",
        {
            **columns.table(words),
            "lexicon": lexicon,
            "endings": endings_,
            "last": LAST,
            "texts": held,
            "tables": lists.tables(),
            "common": lists.common,
            "base": COMMON + 1,
            "many": [MANY, COUNT],
            "often": OFTEN,
            "foldings": foldings(words.forms),
            "said": SAID,
        },
    )


def _other(words: Words, columns: Columns) -> Made[list[Any]]:
    """The files of all but lists: texts, and what is known of documents besides; returns how many documents each file of texts holds,
    less one."""
    held = yield from _texts(words, columns.headings)
    for name, facet in columns.facets.items():
        yield _script(f"facet-{name}", facet.table(len(words.sizes)))
    speakers = columns.facets["speaker"].offered() if "speaker" in columns.facets else []
    for number, first in enumerate(range(0, len(words.sizes), SAID)):
        here = slice(first, first + SAID)
        spans, who = columns.statements(words, speakers, here)
        yield _script(f"said-{number}", spans)
        yield _script(f"speakers-{number}", who)
        yield _script(f"paragraphs-{number}", columns.paragraphs(words, here))
    yield _script("titles", numbers(words.titles))
    return held


def _lists(words: Words, lists: Lists) -> Made[list[str]]:
    """The files of the lexicon and of lists; returns what divides each file of the lexicon from the one before it."""
    series: defaultdict[str, int] = defaultdict(int)
    bounds = []
    for number, part in enumerate(lists.parts):
        starts = {}
        coded = lists.code(part)
        cuts = {"documents": _cuts(coded["documents"], ())}
        # A list of positions can be read with the documents of all forms before it in its file, which are in one file therefore.
        cuts |= {"positions": _cuts(coded["positions"], cuts["documents"]), "before": _cuts(coded["before"], ())}
        for kind, lists_ in coded.items():
            starts[kind] = [series[kind], cuts[kind][:-1]]
            for packed in pack(lists_.codes, lists_.bounds[cuts[kind]]):
                yield _script(f"{kind}-{series[kind]}", packed)
                series[kind] += 1
        bounds.append(_bound(words.folded[part.start - 1] if part.start else "", words.folded[part.start]))
        yield _script(f"lexicon-{number}", _lexicon(words.forms[part.start : part.stop], lists, part, starts))
    return bounds


def _endings(words: Words, lists: Lists) -> Made[list[str]]:
    """The files of endings; returns what divides each from the one before it."""
    bounds, last = [], ""
    for number, held in enumerate(endings(words.folded, lists.parts)):
        bounds.append(_bound(last, held[0][0]))
        last = held[-1][0]
        yield _script(f"endings-{number}", table(held, len(lists.parts)))
    return bounds


def _bound(last: str, first: str) -> str:
    """The shortest string that lies behind the last word of a file and not behind the first word of the next."""
    return first[: shared(last, first) + 1]


def _cuts(coded: Coded, forced: Iterable[int]) -> list[int]:
    """The first list of each file, and the end: a file is closed behind the list that fills it, and where it is ``forced`` to."""
    places = ends(coded.codes)[coded.bounds].tolist()
    forced, cuts, begun = set(forced), [0], 0
    for number, end in enumerate(places[1:-1], 1):
        if end - begun >= FULL or number in forced:
            cuts.append(number)
            begun = end
    return [*cuts, len(coded.bounds) - 1]


def _lexicon(forms: list[str], lists: Lists, part: range, starts: Mapping[str, Any]) -> dict[str, Any]:
    """The forms, each without what it shares with the form before it, and how many documents and occurrences each has."""
    told, last = [], ""
    for form in forms:
        same = min(shared(last, form), 90)
        told.append(f"{chr(0x21 + same)}{form[same:]}")
        last = form
    documents, occurrences = lists.documents[part.start : part.stop], lists.occurrences[part.start : part.stop]
    return {
        "forms": "\n".join(told),
        "documents": numbers(documents - 1),
        "more": numbers(occurrences - documents),
        "files": starts,
    }


def _texts(words: Words, headings: Sequence[Heading]) -> Made[list[Any]]:
    """The files of texts; returns how many documents each holds, less one."""
    texts = Texts(words)
    yield _script("words", texts.table)
    counts: list[int] = []
    held: list[Any] = []
    size = 0
    for heading, blocks, coded in zip(headings, words.blocks.tolist(), texts.code(), strict=True):
        held.append([_address(heading), None if heading.first else heading.title, heading.carrier, blocks, coded, *_above(heading)])
        size += 6 * len(coded)
        if size >= FULL_TEXT or sum(counts) + len(counts) + len(held) == len(headings):
            yield _script(f"text-{len(counts)}", held)
            counts.append(len(held) - 1)
            held, size = [], 0
    return numbers(counts)


def _above(heading: Heading) -> list[int]:
    """How many blocks are no paragraphs, where there are any."""
    return [heading.above] if heading.above else []


def _address(heading: Heading) -> list[Any]:
    """An address is mostly the title in small letters: what stands before that, how much of it the address has, and what is behind."""
    folder, slash, name = heading.url.rpartition("/")
    plain = re.sub("['’ʼ`]", "", heading.title)
    slug = "-".join(re.findall("[a-z0-9]+", plain.lower())) if plain.isascii() else ""
    same = shared(name, slug)
    return [folder + slash, same, name[same:]]


def _script(name: str, content: object) -> tuple[str, bytes]:
    return f"{FOLDER}/{name}.js", script(name, content)
