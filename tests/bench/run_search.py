"""``make bench-search``: the search at size, against Pagefind in the same run. Figures only; nothing is asserted.

The documents are invented (``zipf.py``). Both indexes are made by whole processes from files: ours from the documents, Pagefind's
from plain pages of them. Queries (``queries.py``) are asked in Chromium over HTTP: first by a browser that knows nothing yet, which
gives the bytes, all bodies as sent; then on a page of the same browser that is open, has read what it reads before there is a
question (the first file, the names and the table of words), and been handed the other files, which gives the time until ten results
stand there in their context. Pagefind's page finds its files in the cache of the browser. The numbers of places and documents that
the page tells are compared with those found by reading all texts.
"""

from __future__ import annotations

import gzip
import os
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import browsing
import pagefind
from queries import Query, answers, draw
from run import Step, table, tell, watch
from zipf import documents, read_documents, write_documents

sys.path.append(str(Path(__file__).resolve().parents[1]))
from conftest import BROWSERS, FLAGS

try:
    from playwright.sync_api import Browser, sync_playwright
except ImportError:
    sys.exit("bench-search needs playwright, which `make bench-search` installs")

HERE = Path(__file__).resolve().parent
DOCUMENTS = 10_000
KINDS_OF_FILE = "index names letters lexicon few documents positions titles said speakers paragraphs facet words text".split()
"""What the bytes of a query are told of, as the files of the index are named; any others are told as “other”."""
HEAVIEST = 12


@dataclass(frozen=True, slots=True)
class Index:
    """How an index was made, and what it weighs: bytes of its files, each packed by gzip where that makes it smaller."""

    step: Step
    bytes: int
    files: int


@dataclass(frozen=True, slots=True)
class Asked:
    """A query with what it cost, by the kind of file, and what the page told."""

    query: Query
    bytes: Counter[str]
    requests: int
    pace: browsing.Pace
    counts: tuple[int, int]
    scripts: int

    @property
    def kilobytes(self) -> float:
        return self.bytes.total() / 1000


def weigh(folder: Path, step: Step) -> Index:
    """The weight of an index on disk."""
    sizes = [min(len(content), len(gzip.compress(content, 6))) for content in (p.read_bytes() for p in folder.rglob("*") if p.is_file())]
    return Index(step, sum(sizes), len(sizes))


def installed() -> str:
    """Where Chromium is. Ends the programme where there is none."""
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        sys.exit("bench-search needs Chromium (on Debian: apt install chromium)")
    return path


@contextmanager
def chromium(path: str) -> Iterator[Browser]:
    """The browser, driven by Playwright."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


def ask_all(browser: Browser, site: Path, queries: Sequence[Query]) -> list[Asked]:
    """All queries over HTTP, each in a browser that knows nothing yet."""
    asked = []
    with browsing.serving(site) as server:
        browsing.ask(browser, server, queries[0])  # the browser's own start is not measured
        for query in queries:
            answer = browsing.ask(browser, server, query)
            counts = (answer.places, answer.documents)
            asked.append(Asked(query, _by_kind(answer.index), len(answer.index), answer.pace, counts, answer.scripts))
    return asked


def ask_pagefind(browser: Browser, pages: Path, queries: Sequence[Query]) -> list[Asked]:
    """The queries that Pagefind understands: words, all of them wanted, or one phrase."""
    asked = []
    with browsing.serving(pages) as server:
        pagefind.ask(browser, server, queries[0])
        for query in queries:
            answer = pagefind.ask(browser, server, query)
            asked.append(Asked(query, _by_kind(answer.index), len(answer.index), answer.pace, (-1, -1), answer.scripts))
    return asked


def _by_kind(sent: Sequence[browsing.Sent]) -> Counter[str]:
    sizes: Counter[str] = Counter()
    for one in sent:
        kind = one.kind.split("-")[0]
        sizes[kind if kind in KINDS_OF_FILE else "other"] += one.bytes
    return sizes


def table_of_indexes(ours: Index, theirs: Index | None) -> str:
    """How both were made, and their ratio."""
    indexes = [("onrecord", ours), *([("Pagefind", theirs)] if theirs else [])]
    figures = [[i.step.seconds, i.step.processor, i.step.megabytes, i.bytes / 1e6, i.files] for _, i in indexes]
    forms = ("{:.1f}", "{:.1f}", "{:,.0f}", "{:.1f}", "{:,}")
    rows = [[name, *(form.format(n) for form, n in zip(forms, row, strict=True))] for (name, _), row in zip(indexes, figures, strict=True)]
    if theirs:
        rows.append(["ratio", *(f"{a / b:.2f}" for a, b in zip(*figures, strict=True))])
    return table(["index", "build, s", "processor, s", "peak, MB", "on disk, gz MB", "files"], rows, words=1)


def table_of_queries(groups: Sequence[tuple[str, Sequence[Asked]]]) -> str:
    """What groups of queries cost."""
    titles = (
        "queries|number|KB, median|KB, worst|files, median|answer, ms, median|worst|processor, ms, median|worst|scripts, KB|the heaviest"
    )
    rows = []
    for name, asked in groups:
        heaviest = max(asked, key=lambda one: one.kilobytes)
        columns = (
            [one.kilobytes for one in asked],
            [one.pace.milliseconds for one in asked],
            [one.pace.processor for one in asked],
        )
        size, answer, processor = ((f"{median(column):.0f}", f"{max(column):.0f}") for column in columns)
        files, scripts = median(one.requests for one in asked), median(one.scripts for one in asked) / 1000
        rows.append([name, str(len(asked)), *size, f"{files:.0f}", *answer, *processor, f"{scripts:.0f}", f"`{heaviest.query}`"])
    return table(titles.split("|"), rows, words=1)


def table_of_files(asked: Sequence[Asked]) -> str:
    """Where the bytes of the heaviest queries lie, and those of all on average."""
    heaviest = sorted(asked, key=lambda one: -one.kilobytes)[:HEAVIEST]
    everything = sum((one.bytes for one in asked), Counter[str]())
    mean = Counter({kind: size // len(asked) for kind, size in everything.items()})
    kinds = [*KINDS_OF_FILE, "other"]
    rows = [
        [name, *(f"{size / 1000:.0f}" for size in (sizes.total(), *(sizes[kind] for kind in kinds)))]
        for name, sizes in (*((f"`{one.query}`", one.bytes) for one in heaviest), ("all, on average", mean))
    ]
    return table(["KB of", "in all", *kinds], rows, words=1)


def equal(told: Sequence[tuple[int, int]], expected: Sequence[tuple[int, int]], queries: Sequence[Query]) -> str:
    """How many of the numbers that the page told are true, and which are not."""
    wrong = [f"`{query}`: {a}, not {b}" for query, a, b in zip(queries, told, expected, strict=True) if a != b]
    return "; ".join((f"{len(queries) - len(wrong)} of {len(queries)} equal", *wrong))


def measure(count: int, folder: Path, browser_path: str) -> None:
    """Measure the search of so many documents and print the tables."""
    sources, site, pages = folder / "documents", folder / "site", folder / "pages"
    tell(f"{count:,} documents: writing them")
    write_documents(sources, documents(count))
    browsing.write_page(site, count)
    tell("building our index")
    ours = weigh(site / "search", watch(sys.executable, HERE / "build_index.py", sources, site))
    why_not = pagefind.missing()
    theirs = None
    if not why_not:
        tell("building that of Pagefind")
        pagefind.write_pages(pages, read_documents(sources))
        theirs = weigh(pages / "pagefind", pagefind.build(pages))
    show(f"{count:,} documents", table_of_indexes(ours, theirs))
    tell("drawing queries and reading all texts for their answers")
    queries = draw(read_documents(sources), count)
    expected = answers(queries, read_documents(sources))
    with chromium(browser_path) as browser:
        tell("asking over HTTP")
        asked = ask_all(browser, site, queries)
        kinds = [(kind, [one for one in asked if one.query.kind == kind]) for kind in dict.fromkeys(query.kind for query in queries)]
        show(table_of_queries([("all", asked), *kinds]), table_of_files(asked))
        show(f"Counts over HTTP and those of reading every text: {equal([one.counts for one in asked], expected, queries)}.")
        tell("asking from the folder")
        show(f"From the folder: {equal(browsing.counts_from_folder(browser, site, queries), expected, queries)}.")
        if why_not:
            show(f"Pagefind was not measured: {why_not}.")
        else:
            tell("asking Pagefind")
            compared = ask_pagefind(browser, pages, [query for query in queries if query.plain])
            ours_compared = [one for one in asked if one.query.plain]
            show(table_of_queries([("words and phrases", ours_compared), ("the same by Pagefind", compared)]))


def show(*paragraphs: str) -> None:
    """Print figures, as soon as they are known."""
    for paragraph in paragraphs:
        print(f"{paragraph}\n", flush=True)


def main(arguments: list[str]) -> None:
    if not all(argument.isdigit() and int(argument) for argument in arguments):
        sys.exit('usage: make bench-search [DOCUMENTS="1000 10000"]')
    start, path = time.perf_counter(), installed()
    for count in map(int, arguments or [str(DOCUMENTS)]):
        with tempfile.TemporaryDirectory(prefix="onrecord-bench-") as folder:
            measure(count, Path(folder), path)
    version = ".".join(map(str, sys.version_info[:3]))
    load = ", ".join(f"{n:.1f}" for n in os.getloadavg())
    print(f"Python {version}, {os.cpu_count()} processors, load {load}; measured in {time.perf_counter() - start:.0f} s.")


if __name__ == "__main__":
    main(sys.argv[1:])
