"""Problems in sources, authority files and corrections, with what to do about each.

Nothing is written but the cache. With --strict the exit status is 1 when there is a problem; notes, such as an authority
record that no document mentions, are listed and do not count. With --publish the documents are listed instead: what would be
published of each, why, and what to change to have it otherwise. With --site a built site is looked over: links, addresses,
what it would load from others, and its size.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from onrecord.check import Corpus, Finding, check, counts
from onrecord.cli import corpus
from onrecord.errors import ConfigurationError
from onrecord.explain import visible
from onrecord.problems import advice

EXAMPLE = "onrecord check --strict"

_WIDEST = 1000
"""Columns when the output is no terminal: a row stays one line, for grep and diff."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    corpus.add_sources(parser)
    corpus.add_authorities(parser)
    parser.add_argument("--json", action="store_true", help="one JSON object a finding and line: file, line, code, severity, detail, do")
    instead = parser.add_mutually_exclusive_group()
    instead.add_argument(
        "--publish", action="store_true", help="what would be published of each document, and why (with --json one object a document)"
    )
    instead.add_argument("--site", metavar="DIR", type=Path, help="look over the site in this folder, instead of the corpus")
    parser.add_argument(
        "--settings", metavar="FILE", type=Path, default=Path("publishconf.py"), help="settings that publish (default: %(default)s)"
    )
    parser.add_argument("--strict", action="store_true", help="exit status 1 when there is a problem")


def run(arguments: argparse.Namespace) -> int:
    """Check, and list what was found."""
    if arguments.publish:
        from onrecord.cli import publication

        return publication.run(arguments, _WIDEST)
    if arguments.site is not None:
        return _site(arguments)
    screen = Console(stderr=True, highlight=False)
    decided = corpus.corrections_file(arguments)
    with corpus.reading(screen) as progress:
        checked = Corpus(arguments.sources, arguments.authorities, decided, arguments.cache)
        findings = check(checked, arguments.jobs, progress)
    return _tell(findings, decided, arguments)


def _site(arguments: argparse.Namespace) -> int:
    """Look over a built site, published at the address that SITEURL gives, or that its own map states."""
    from onrecord.site import dataset, inspecting  # imported late: other checks need no parser of pages

    if not (arguments.site / "index.html").is_file():
        raise ConfigurationError(f"{arguments.site}: no site stands there; build one with `make html` or `make publish`")
    found = inspecting.inspect(arguments.site, dataset.address(os.environ.get("SITEURL", "")))
    status = _tell(found.findings, Path("corrections.yaml"), arguments)
    if not arguments.json:
        print(f"Looked over: {inspecting.summary(found)}.")
    return status


def _tell(findings: Sequence[Finding], decided: Path, arguments: argparse.Namespace) -> int:
    """Print what was found as the options say; returns the exit status."""
    if arguments.json:
        for finding in findings:
            sys.stdout.buffer.write(msgspec.json.encode(_record(finding, decided)) + b"\n")
    else:
        _print(findings, decided)
    return int(arguments.strict and counts(findings)["problem"] > 0)


def _record(finding: Finding, decided: Path) -> dict[str, str | int | None]:
    return {
        "file": finding.file,
        "line": finding.line,
        "code": finding.code,
        "severity": finding.severity,
        "detail": finding.detail,
        "do": corpus.advised(finding.do, decided),
    }


def _print(findings: Sequence[Finding], decided: Path) -> None:
    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=_WIDEST)
    if findings:
        table = Table("file", "line", "code", "detail", box=None, pad_edge=False)
        for finding in findings:
            style = "dim" if finding.severity == "note" else None
            table.add_row(
                escape(visible(finding.file)), str(finding.line or ""), finding.code, escape(visible(finding.detail)), style=style
            )
        console.print(table)
        console.print()
        for code in dict.fromkeys(finding.code for finding in findings):
            do = corpus.advised(advice(code).do, decided)
            console.print(f"{code}: {escape(advice(code).means)} {escape(do)}", soft_wrap=True)
        console.print()
    if any(finding.code.endswith("-invalid") for finding in findings):
        console.print(
            "The sources were read without the hand-kept files that do not fit; what these would change is not counted here.",
            soft_wrap=True,
        )
    number = counts(findings)
    console.print(", ".join(f"{times} {severity if times == 1 else f'{severity}s'}" for severity, times in number.items()))
