"""Sources → content/articles: extract what changed, write the Markdown pages and their annotations.

Sources that cannot be read are listed with the reason and what to do; the others are built.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

from onrecord.build import Report, build
from onrecord.problems import advice

EXAMPLE = "onrecord build ~/articles"
_SHOWN = 25


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument(
        "sources",
        metavar="SOURCES",
        nargs="?",
        type=Path,
        default=Path("content/sources"),
        help="folder of articles (default: content/sources)",
    )
    parser.add_argument(
        "--articles", metavar="DIR", type=Path, default=Path("content/articles"), help="where to write (default: content/articles)"
    )
    parser.add_argument(
        "--authorities",
        metavar="DIR",
        type=Path,
        default=Path("content/authorities"),
        help="authority files (default: content/authorities)",
    )
    parser.add_argument(
        "--corrections",
        metavar="FILE",
        type=Path,
        default=Path("content/corrections.yaml"),
        help="corrections (default: content/corrections.yaml)",
    )
    parser.add_argument(
        "--cache", metavar="DIR", type=Path, default=Path(".cache/onrecord/extract"), help="cache (default: .cache/onrecord/extract)"
    )
    parser.add_argument("--jobs", metavar="N", type=int, help="processes (default: one a core)")


def run(arguments: argparse.Namespace) -> int:
    """Build, with a progress bar, a summary and the list of problems."""
    console = Console(highlight=False)
    with Progress(
        TextColumn("reading"), BarColumn(), MofNCompleteColumn(), console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        task = bar.add_task("reading", total=None)
        report = build(
            arguments.sources,
            arguments.articles,
            authorities_folder=arguments.authorities,
            corrections_file=arguments.corrections,
            cache=arguments.cache,
            jobs=arguments.jobs,
            progress=lambda done, total: bar.update(task, completed=done, total=total),
        )
    _summary(console, report, arguments.articles)
    _problems(console, report)
    return 0


def _summary(console: Console, report: Report, articles: Path) -> None:
    documents = report.documents
    unchanged = report.found - report.extracted
    console.print(f"{len(documents)} documents from {report.found} files: {report.extracted} read, {unchanged} unchanged")
    console.print(f"{report.changed} files written to {escape(str(articles))}", soft_wrap=True)
    table = Table("", "", box=None, pad_edge=False, show_header=False)
    for field in ("title", "date", "outlet", "authors", "language"):
        stated = sum(bool(d.fields[field] and d.fields[field][0].value and d.fields[field][0].basis == "stated") for d in documents)
        table.add_row(field, f"stated in {stated} of {len(documents)} documents")
    table.add_row("statements", f"{sum(len(d.annotated.statements) for d in documents)}")
    for kind, plural in (
        ("person", "people"),
        ("organization", "organizations"),
        ("place", "places"),
        ("event", "events"),
        ("topic", "topics"),
    ):
        table.add_row(plural, f"{len({e.id for d in documents for e in d.entities if e.kind == kind})}")
    console.print(table)


def _problems(console: Console, report: Report) -> None:
    if not report.problems:
        return
    console.print(f"\n{len(report.problems)} problems")
    for name, problem in report.problems[:_SHOWN]:
        console.print(f"  {escape(name)}: {escape(problem.detail)} [dim]({problem.code})[/dim]", soft_wrap=True)
    if len(report.problems) > _SHOWN:
        console.print(f"  … and {len(report.problems) - _SHOWN} more; `onrecord check` lists them all")
    for code in dict.fromkeys(problem.code for _, problem in report.problems):
        console.print(f"  [dim]{code}:[/dim] {escape(advice(code).means)} {escape(advice(code).do)}", soft_wrap=True)
