"""Sources → content/articles: extract what changed, write the Markdown pages and their annotations.

Sources that cannot be read are listed with the reason and what to do; the others are built.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import msgspec
from msgspec.structs import replace
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from onrecord.build import Report, build
from onrecord.cli import corpus, unchanged
from onrecord.problems import advice
from onrecord.records import PLURALS, Problem

EXAMPLE = "onrecord build ~/articles"
_SHOWN = 25


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    corpus.add_sources(parser)
    corpus.add_articles(parser)
    corpus.add_authorities(parser)


def run(arguments: argparse.Namespace) -> int:
    """Build, with a progress bar, a summary and the list of problems. Where nothing has changed, nothing is done again."""
    console = Console(highlight=False)
    decided = corpus.corrections_file(arguments)
    note = unchanged.note(arguments.cache, "build", arguments.articles)
    read = unchanged.state((arguments.sources, decided, arguments.authorities), unchanged.programme())
    summary = unchanged.told(note, read, [arguments.articles], Summary)
    if summary is None:
        with corpus.reading(console) as progress:
            report = build(
                arguments.sources,
                arguments.articles,
                authorities_folder=arguments.authorities,
                corrections_file=decided,
                cache=arguments.cache,
                jobs=arguments.jobs,
                progress=progress,
            )
        summary = _summary(report)
        unchanged.keep(note, read, [arguments.articles], replace(summary, extracted=0, changed=0))
    _show(console, summary, arguments.articles)
    _problems(console, summary, arguments, decided)
    corpus.remember(arguments)
    explain = corpus.explaining(arguments)
    console.print(f"\nWhy a value is what it is: {escape(explain)} DOC (without DOC: the documents)", soft_wrap=True)
    return 0


class Summary(msgspec.Struct, frozen=True):
    """What is told of a build: its counts and its problems, by the name of the source."""

    documents: int
    found: int
    extracted: int
    changed: int
    stated: dict[str, int]
    """Field → the documents that state it."""
    counts: dict[str, int]
    """Statements and entities of each kind."""
    problems: tuple[tuple[str, Problem], ...]


def _summary(report: Report) -> Summary:
    documents = report.documents
    stated = {}
    for field in ("title", "date", "outlet", "authors", "language"):
        values = [document.fields[field][0] for document in documents if document.fields[field]]
        stated[field] = sum(value.basis == "stated" and not (value.value or "X").startswith("X") for value in values)
    counts = {"statements": sum(len(d.annotated.statements) for d in documents)}
    for kind, plural in PLURALS.items():
        if kind != "outlet":
            counts[plural] = len({e.id for d in documents for e in d.entities if e.kind == kind})
    return Summary(len(documents), report.found, report.extracted, report.changed, stated, counts, report.problems)


def _show(console: Console, summary: Summary, articles: Path) -> None:
    kept = summary.found - summary.extracted
    console.print(f"{summary.documents} documents from {summary.found} files: {summary.extracted} read, {kept} unchanged")
    console.print(f"{summary.changed} files written to {escape(str(articles))}", soft_wrap=True)
    table = Table("", "", box=None, pad_edge=False, show_header=False)
    for field, count in summary.stated.items():
        table.add_row(field, f"stated in {count} of {summary.documents} documents")
    for name, count in summary.counts.items():
        table.add_row(name, f"{count}")
    console.print(table)


def _problems(console: Console, summary: Summary, arguments: argparse.Namespace, decided: Path) -> None:
    if not summary.problems:
        return
    console.print(f"\n{len(summary.problems)} problem{'s' if len(summary.problems) > 1 else ''}")
    for name, problem in summary.problems[:_SHOWN]:
        console.print(f"  {escape(name)}: {escape(problem.detail)} [dim]({problem.code})[/dim]", soft_wrap=True)
    if len(summary.problems) > _SHOWN:
        check = corpus.called("check", str(arguments.sources))
        console.print(f"  … and {len(summary.problems) - _SHOWN} more; `{escape(check)}` lists them all", soft_wrap=True)
    for code in dict.fromkeys(problem.code for _, problem in summary.problems):
        do = corpus.advised(advice(code).do, decided)
        console.print(f"  [dim]{code}:[/dim] {escape(advice(code).means)} {escape(do)}", soft_wrap=True)
