"""What ``onrecord check --publish`` lists: what would be published of every document, and why."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec
from rich.console import Console
from rich.markup import escape
from rich.table import Column, Table

from onrecord import articles, authorities
from onrecord.articles import Article
from onrecord.build import build
from onrecord.cli import corpus
from onrecord.errors import ConfigurationError
from onrecord.explain import visible
from onrecord.rights import publishing
from onrecord.rights.listing import Listed, listing
from onrecord.rights.publication import Policy

_OWN = Path("content/sources")
_BY_HAND = Path("content/articles")
"""Where pages written by hand stand, beside the articles of the corpus's own sources."""


def run(arguments: argparse.Namespace, wide: int) -> int:
    """List the documents; ``wide`` is the width where the output is no terminal."""
    decided = corpus.corrections_file(arguments)
    records = authorities.load(arguments.authorities)
    published = publishing.published(_articles(arguments, decided), records, _policy(arguments.settings))
    rows = listing(published)
    if arguments.json:
        for row in rows:
            sys.stdout.buffer.write(msgspec.json.encode(_record(row, decided)) + b"\n")
        return 0
    _print(rows, published, decided, wide)
    return 0


def _policy(settings: Path) -> Policy:
    """The policy of the settings that publish. Raises :class:`ConfigurationError` where there are none."""
    from pelican.settings import get_settings_from_file  # imported late: it takes a third of a second

    if not settings.is_file():
        raise ConfigurationError(f"{settings}: no such settings file; name one with --settings")
    return publishing.policy(get_settings_from_file(str(settings)))


def _articles(arguments: argparse.Namespace, decided: Path) -> tuple[Article, ...]:
    """The articles as a build would make them now, with the pages written by hand."""
    with TemporaryDirectory(prefix="onrecord-") as folder, corpus.reading(Console(stderr=True, highlight=False)) as progress:
        build(
            arguments.sources,
            Path(folder),
            authorities_folder=arguments.authorities,
            corrections_file=decided,
            cache=arguments.cache,
            jobs=arguments.jobs,
            progress=progress,
        )
        found = articles.load(Path(folder))
    own = arguments.sources.resolve() == _OWN.resolve() and _BY_HAND.is_dir()
    return (*found, *(page for page in articles.load(_BY_HAND) if page.standoff is None)) if own else found


def _record(row: Listed, decided: Path) -> dict[str, Any]:
    return {
        "document": row.document,
        "title": row.title,
        "level": row.level,
        "ground": row.ground,
        "ambiguous": row.ambiguous,
        "reason": row.reason,
        "words": row.words,
        "label": row.label,
        "statement": row.statement,
        "words_shown": row.extent.words_shown,
        "words_all": row.extent.words,
        "statements_shown": row.extent.statements_shown,
        "statements_all": row.extent.statements,
        "do": corpus.advised(row.do, decided),
    }


def _print(rows: Sequence[Listed], published: Sequence[Article], decided: Path, wide: int) -> None:
    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=wide)
    whole = (Column(name, no_wrap=True) for name in ("published", "words", "statements"))  # numbers stay on one line
    table = Table(Column("document", overflow="fold"), *whole, "rights", "why", box=None, pad_edge=False)
    for row in rows:
        table.add_row(
            escape(visible(row.document)),
            f"{row.level} (ambiguous)" if row.ambiguous else row.level,
            f"{row.extent.words_shown:,} of {row.extent.words:,}",
            f"{row.extent.statements_shown:,} of {row.extent.statements:,}",
            escape(visible(row.label or "")),
            escape(visible(row.why)),
        )
    console.print(table)
    console.print()
    for ground in dict.fromkeys(row.ground for row in rows if row.ground != "own"):
        do = next(row.do for row in rows if row.ground == ground)
        console.print(f"{_GROUNDS[ground]}: {escape(corpus.advised(do, decided))}", soft_wrap=True)
    console.print(publishing.totals(published), soft_wrap=True)


_GROUNDS = {
    "correction": "Decided by a correction",
    "record": "Decided by the record of an outlet",
    "source": "Decided by what the source says",
    "default": "Nothing known of the rights",
}
