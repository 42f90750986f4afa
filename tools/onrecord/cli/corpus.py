"""What commands have in common: the options that name the parts of a corpus, and the progress bar while it is read."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from onrecord import corrections


def add_sources(parser: argparse.ArgumentParser) -> None:
    """The folder of sources, with the corrections, the cache and the number of processes that belong to reading it."""
    parser.add_argument(
        "sources",
        metavar="SOURCES",
        nargs="?",
        type=Path,
        default=Path("content/sources"),
        help="folder of articles (default: %(default)s)",
    )
    parser.add_argument("--corrections", metavar="FILE", type=Path, help="corrections (default: corrections.yaml beside SOURCES)")
    parser.add_argument("--cache", metavar="DIR", type=Path, default=Path(".cache/onrecord/extract"), help="cache (default: %(default)s)")
    add_jobs(parser)


def add_articles(parser: argparse.ArgumentParser) -> None:
    """The folder of articles."""
    parser.add_argument(
        "--articles", metavar="DIR", type=Path, default=Path("content/articles"), help="folder of articles (default: %(default)s)"
    )


def add_authorities(parser: argparse.ArgumentParser) -> None:
    """The folder of authority files."""
    parser.add_argument(
        "--authorities", metavar="DIR", type=Path, default=Path("content/authorities"), help="authority files (default: %(default)s)"
    )


def add_jobs(parser: argparse.ArgumentParser) -> None:
    """How many processes read."""
    parser.add_argument("--jobs", metavar="N", type=int, help="processes (default: one a core)")


def corrections_file(arguments: argparse.Namespace) -> Path:
    """The corrections named on the command line, or those beside the sources."""
    named: Path | None = arguments.corrections
    return named or corrections.beside(arguments.sources)


@contextmanager
def reading(console: Console) -> Iterator[Callable[[int, int], None]]:
    """A progress bar while sources are read; gives the function to tell (documents done, documents in all)."""
    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("reading", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
