"""What the rules find in these files; nothing is written.

Prints a short account of each file, or with --json one JSON object a line. Lines that recur in several of the text files that
are named from one folder are taken for page furniture, as `onrecord build` takes them: what is found in a file can depend on
its companions. Name a file alone to see it by itself.
"""

from __future__ import annotations

import argparse
import sys
from itertools import chain
from pathlib import Path

import msgspec

from onrecord import authorities
from onrecord.build import extract_all, paths_of
from onrecord.cli import corpus
from onrecord.extract import as_json

EXAMPLE = "onrecord extract --json content/sources/*.txt"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("paths", metavar="PATH", nargs="+", type=Path, help="files, or folders of files")
    parser.add_argument("--json", action="store_true", help="one JSON object a file and line")
    parser.add_argument("--with-text", action="store_true", help="add source_text, the text that the offsets point into")
    corpus.add_authorities(parser)
    corpus.add_jobs(parser)


def run(arguments: argparse.Namespace) -> int:
    """Extract and print; exit status 1 when a file could not be opened. Other problems are printed with their file."""
    records = authorities.load(arguments.authorities)
    jobs, odd = paths_of(arguments.paths)
    unread = False
    for extracted in chain(extract_all(jobs, records, arguments.jobs), odd):
        record = as_json(extracted, with_text=arguments.with_text)
        unread |= any(problem.code == "unreadable" for problem in extracted.problems)
        if arguments.json:
            sys.stdout.buffer.write(msgspec.json.encode(record) + b"\n")
        else:
            print(_account(record))
    return int(unread)


def _account(record: dict[str, object]) -> str:
    shown = ("title", "date", "outlet", "authors", "speakers", "people", "organizations", "places", "events", "topics")
    lines = [f"{record['source']}"]
    for field in shown:
        value = record[field]
        text = ", ".join(map(str, value)) if isinstance(value, list) else value
        lines.append(f"  {field:13} {text or 'not stated'}")
    statements = record["statements"]
    lines.append(f"  {'statements':13} {len(statements) if isinstance(statements, list) else 0}")
    problems = record["problems"]
    lines += [f"  problem       {p['code']}: {p['detail']}" for p in problems] if isinstance(problems, list) else []
    return "\n".join(lines) + "\n"
