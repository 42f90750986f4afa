"""Sources → content/articles: extract what changed, write the Markdown pages and their annotations.

Sources that cannot be read are listed with the reason and what to do; the others are built.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from onrecord.build import Report, build
from onrecord.cli import corpus
from onrecord.problems import advice
from onrecord.records import PLURALS

EXAMPLE = "onrecord build ~/articles"
_SHOWN = 25


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    corpus.add_sources(parser)
    corpus.add_articles(parser)
    corpus.add_authorities(parser)


def run(arguments: argparse.Namespace) -> int:
    """Build, with a progress bar, a summary and the list of problems."""
    console = Console(highlight=False)
    decided = corpus.corrections_file(arguments)
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
    _summary(console, report, arguments.articles)
    _problems(console, report, arguments, decided)
    corpus.remember(arguments)
    explain = corpus.explaining(arguments)
    console.print(f"\nWhy a value is what it is: {escape(explain)} DOC (without DOC: the documents)", soft_wrap=True)
    return 0


def _summary(console: Console, report: Report, articles: Path) -> None:
    documents = report.documents
    unchanged = report.found - report.extracted
    console.print(f"{len(documents)} documents from {report.found} files: {report.extracted} read, {unchanged} unchanged")
    console.print(f"{report.changed} files written to {escape(str(articles))}", soft_wrap=True)
    table = Table("", "", box=None, pad_edge=False, show_header=False)
    for field in ("title", "date", "outlet", "authors", "language"):
        values = [document.fields[field][0] for document in documents if document.fields[field]]
        stated = sum(value.basis == "stated" and not (value.value or "X").startswith("X") for value in values)
        table.add_row(field, f"stated in {stated} of {len(documents)} documents")
    table.add_row("statements", f"{sum(len(d.annotated.statements) for d in documents)}")
    for kind, plural in PLURALS.items():
        if kind == "outlet":
            continue
        table.add_row(plural, f"{len({e.id for d in documents for e in d.entities if e.kind == kind})}")
    console.print(table)


def _problems(console: Console, report: Report, arguments: argparse.Namespace, decided: Path) -> None:
    if not report.problems:
        return
    console.print(f"\n{len(report.problems)} problem{'s' if len(report.problems) > 1 else ''}")
    for name, problem in report.problems[:_SHOWN]:
        console.print(f"  {escape(name)}: {escape(problem.detail)} [dim]({problem.code})[/dim]", soft_wrap=True)
    if len(report.problems) > _SHOWN:
        check = corpus.called("check", str(arguments.sources))
        console.print(f"  … and {len(report.problems) - _SHOWN} more; `{escape(check)}` lists them all", soft_wrap=True)
    for code in dict.fromkeys(problem.code for _, problem in report.problems):
        do = corpus.advised(advice(code).do, decided)
        console.print(f"  [dim]{code}:[/dim] {escape(advice(code).means)} {escape(do)}", soft_wrap=True)
