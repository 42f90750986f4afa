"""``make bench``: how fast, how large, how much memory, on invented corpora of growing size. Figures only; nothing is asserted.

Every step is the command a user runs, in a process of its own. A rebuild is ``build`` and ``render`` together.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus import write_corpus

from onrecord import authorities
from onrecord.extract import Extractor

ROOT = Path(__file__).resolve().parents[2]
AUTHORITIES = ROOT / "content" / "authorities"
SIZES = (100, 1000, 10000)
SAMPLE = 200
"""Articles that one core is measured with, after a tenth of them has loaded the tables."""
SAMPLE_EVERY = 0.2
"""Seconds between two looks at the memory of a running step."""

COLUMNS = (
    ("articles", "{size:,}"),
    ("extract, s", "{build.seconds:.1f}"),
    ("articles/s", "{extracted:,.0f}"),
    ("articles/s on one core", "{one_core:,.0f}"),
    ("MB", "{build.megabytes:,.0f}"),
    ("render, s", "{render.seconds:.1f}"),
    ("articles/s", "{rendered:,.0f}"),
    ("MB", "{render.megabytes:,.0f}"),
    ("no change, s", "{unchanged:.2f}"),
    ("one changed, s", "{changed:.2f}"),
    ("sources, MB", "{sources:,.1f}"),
    ("articles, MB", "{articles:,.1f}"),
    ("cache, MB", "{cache:,.1f}"),
    ("site, MB", "{site:,.1f}"),
)


@dataclass(frozen=True, slots=True)
class Step:
    """One command: wall-clock seconds, the largest memory it and its workers held at one time, and seconds of processor time."""

    seconds: float
    megabytes: float
    processor: float


@dataclass(frozen=True, slots=True)
class Corpus:
    """The folders of one measurement."""

    folder: Path

    @property
    def sources(self) -> Path:
        return self.folder / "sources"

    @property
    def articles(self) -> Path:
        return self.folder / "articles"

    @property
    def cache(self) -> Path:
        return self.folder / "cache"

    @property
    def output(self) -> Path:
        return self.folder / "output"

    def build(self) -> Step:
        corrections = self.folder / "corrections.yaml"  # there are none: a missing file holds none
        return run("build", self.sources, "--articles", self.articles, "--cache", self.cache,
                   "--authorities", AUTHORITIES, "--corrections", corrections)  # fmt: skip

    def render(self) -> Step:
        return run("render", "--articles", self.articles, "--authorities", AUTHORITIES, "--output", self.output)

    def rebuild(self) -> float:
        return self.build().seconds + self.render().seconds


def run(*arguments: str | Path) -> Step:
    """Run one command of onrecord. Ends the programme, showing what the command wrote, when it fails."""
    return watch(sys.executable, "-m", "onrecord", *arguments)


def watch(*command: str | Path) -> Step:
    """Run any command and measure it. Ends the programme, showing what the command wrote, when it fails."""
    with tempfile.TemporaryFile("w+", encoding="utf-8") as written:
        start, before = time.perf_counter(), _processor()
        process = subprocess.Popen([*map(str, command)], cwd=ROOT, stdin=subprocess.DEVNULL, stdout=written, stderr=written)
        peak = Peak(process.pid)
        peak.start()
        status = process.wait()
        seconds, processor = time.perf_counter() - start, _processor() - before
        megabytes = peak.stop()
        if status:
            written.seek(0)
            sys.exit(f"{written.read()}\n{' '.join(map(str, command))} ended with status {status}")
    return Step(seconds, megabytes, processor)


def _processor() -> float:
    """Seconds of processor time of all processes that were started and have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


class Peak(threading.Thread):
    """Watches the memory of a process and all its descendants, shared pages divided among them. Needs /proc, so Linux."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid = pid
        self.largest = 0.0 if Path("/proc/self/smaps_rollup").exists() else float("nan")
        self.ended = threading.Event()

    def run(self) -> None:
        while not self.ended.wait(SAMPLE_EVERY):
            self.largest = max(self.largest, sum(map(_megabytes, _family(self.pid))))

    def stop(self) -> float:
        """End the watch; returns megabytes, not a number where they cannot be known."""
        self.ended.set()
        self.join()
        return self.largest


def _family(pid: int) -> Iterator[int]:
    yield pid
    try:
        children = [child for tasks in Path(f"/proc/{pid}/task").glob("*/children") for child in tasks.read_text().split()]
    except OSError:  # it has ended since
        return
    for child in children:
        yield from _family(int(child))


def _megabytes(pid: int) -> float:
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    except OSError:  # it has ended since
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in rollup.splitlines() if line.startswith("Pss:")), 0.0)


def on_one_core(paths: Sequence[Path]) -> float:
    """Articles that one process extracts in a second of its own processor time, without cache and without writing."""
    extractor = Extractor(authorities.load(AUTHORITIES))
    sample = paths[:: max(1, len(paths) // SAMPLE)]
    for path in sample[: SAMPLE // 10]:
        extractor.extract(path, path.name, path.stem)
    start = time.process_time()
    for path in sample:
        extractor.extract(path, path.name, path.stem)
    return len(sample) / (time.process_time() - start)


def measure(size: int, folder: Path) -> dict[str, object]:
    """The figures of one corpus, by the names that the columns use."""
    corpus = Corpus(folder)
    tell(f"{size:,} articles: writing the sources")
    paths = write_corpus(corpus.sources, size)
    tell(f"{size:,} articles: extracting")
    one_core = on_one_core(paths)
    build = corpus.build()
    tell(f"{size:,} articles: rendering")
    render = corpus.render()
    tell(f"{size:,} articles: rebuilding after no change, and after one")
    unchanged = corpus.rebuild()
    with paths[size // 2].open("a", encoding="utf-8") as source:
        source.write("\nThe vote was put off until the ferries run again.\n")
    changed = corpus.rebuild()
    return {
        "size": size,
        "build": build,
        "extracted": size / build.seconds,
        "one_core": one_core,
        "render": render,
        "rendered": size / render.seconds,
        "unchanged": unchanged,
        "changed": changed,
        "sources": _size(corpus.sources),
        "articles": _size(corpus.articles),
        "cache": _size(corpus.cache),
        "site": _size(corpus.output),
    }


def _size(folder: Path) -> float:
    """Megabytes of the files in a folder, as read, not as the disk rounds them up."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def tell(progress: str) -> None:
    """Say what is being done, apart from the figures."""
    print(progress, file=sys.stderr, flush=True)


def table(titles: Sequence[str], rows: Sequence[Sequence[str]], words: int = 0) -> str:
    """Figures as a Markdown table whose columns line up; the first so many columns hold words, the others numbers."""
    cells = [titles, *rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = []
    for row in cells:
        aligned = (cell.ljust(width) if n < words else cell.rjust(width) for n, (cell, width) in enumerate(zip(row, widths, strict=True)))
        lines.append("| " + " | ".join(aligned) + " |")
    rule = "| " + " | ".join("-" * width if n < words else "-" * (width - 1) + ":" for n, width in enumerate(widths)) + " |"
    return "\n".join((lines[0], rule, *lines[1:]))


def main(arguments: list[str]) -> None:
    if not all(argument.isdigit() and int(argument) for argument in arguments):
        sys.exit('usage: make bench SIZES="100 1000 10000"')
    rows: list[dict[str, object]] = []
    for size in map(int, arguments or map(str, SIZES)):
        with tempfile.TemporaryDirectory(prefix="onrecord-bench-") as folder:
            rows.append(measure(size, Path(folder)))
    version = ".".join(map(str, sys.version_info[:3]))
    figures = table([title for title, _ in COLUMNS], [[form.format(**row) for _, form in COLUMNS] for row in rows])
    print(f"\nPython {version}, {os.cpu_count()} processors; MB beside a time is the peak of memory in that step.\n\n{figures}")


if __name__ == "__main__":
    main(sys.argv[1:])
