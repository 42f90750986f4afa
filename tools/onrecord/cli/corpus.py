"""What commands have in common: the options that name the parts of a corpus, which articles were built of which folder, and the
progress bar while it is read."""

from __future__ import annotations

import argparse
import os
import shlex
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from onrecord import corrections
from onrecord.errors import ConfigurationError

CACHE = Path(".cache/onrecord/extract")
"""The cache of a corpus that names no other."""
_ARTICLES = Path("content/articles")


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
    parser.add_argument(
        "--corrections",
        metavar="FILE",
        type=Path,
        help="corrections (default: SOURCES.corrections.yaml, otherwise corrections.yaml beside SOURCES)",
    )
    parser.add_argument("--cache", metavar="DIR", type=Path, default=CACHE, help="cache (default: %(default)s)")
    add_jobs(parser)


def add_articles(parser: argparse.ArgumentParser) -> None:
    """The folder of articles."""
    parser.add_argument(
        "--articles", metavar="DIR", type=Path, default=_ARTICLES, help="folder of generated articles (default: %(default)s)"
    )


def add_built(parser: argparse.ArgumentParser) -> None:
    """The folder of articles, which may be named by the sources that it was built of."""
    add_articles(parser)
    parser.add_argument("--sources", metavar="DIR", type=Path, help="the articles last built of this folder, instead of --articles")


def add_authorities(parser: argparse.ArgumentParser) -> None:
    """The folder of authority files."""
    parser.add_argument(
        "--authorities", metavar="DIR", type=Path, default=Path("content/authorities"), help="authority files (default: %(default)s)"
    )


def add_jobs(parser: argparse.ArgumentParser) -> None:
    """How many processes read."""
    parser.add_argument("--jobs", metavar="N", type=_processes, help="processes (default: one a core)")


def _processes(given: str) -> int:
    if not given.isdecimal() or int(given) < 1:
        raise ConfigurationError(f"--jobs {given}: name a number from 1 up")
    return int(given)


def remember(arguments: argparse.Namespace) -> None:
    """Note, beside the cache, in which folder the articles of the sources were built."""
    note = _note(arguments.cache)
    built = _built(note) | {str(arguments.sources.resolve()): str(arguments.articles.resolve())}
    note.parent.mkdir(parents=True, exist_ok=True)
    temporary = note.with_name(f".{note.name}.{os.getpid()}")
    temporary.write_bytes(msgspec.json.encode(built, order="sorted"))
    temporary.replace(note)


def articles(arguments: argparse.Namespace) -> Path:
    """The folder of articles that is meant. Raises :class:`ConfigurationError` for sources of which none were built here."""
    folder: Path = arguments.articles
    if arguments.sources is None:
        return folder
    built = _built(_note(CACHE)).get(str(arguments.sources.resolve()))
    if built is None:
        raise ConfigurationError(f"{arguments.sources}: no articles were built of this folder; run `make html SOURCES={arguments.sources}`")
    return Path(os.path.relpath(built))


def _note(cache: Path) -> Path:
    return cache.parent / "built.json"


def _built(note: Path) -> dict[str, str]:
    """Sources → articles; what cannot be read counts as nothing."""
    try:
        return msgspec.json.decode(note.read_bytes(), type=dict[str, str])
    except (OSError, msgspec.MsgspecError):
        return {}


def called(*words: str) -> str:
    """A command of this program, as it can be typed where this one was."""
    typed = sys.argv[0]
    name = Path(typed).name
    if name == "__main__.py":
        return shlex.join([sys.executable, "-m", "onrecord", *words])
    return shlex.join([name if shutil.which(name) == str(Path(typed).absolute()) else typed, *words])


def explaining(arguments: argparse.Namespace) -> str:
    """The command that lists the documents that a build has just written."""
    if arguments.articles.resolve() == _ARTICLES.resolve():
        return called("explain")
    if _note(arguments.cache) == _note(CACHE):
        return called("explain", "--sources", str(arguments.sources))
    return called("explain", "--articles", str(arguments.articles))


def advised(words: str, corrections_file: Path) -> str:
    """Advice of ``vocabulary/problems.yaml`` with the name of the file of corrections that is in use."""
    return words.replace("corrections.yaml", str(corrections_file))


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
