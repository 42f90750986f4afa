"""What the rules find in these files; nothing is written.

Prints a short account of each file, or with --json one JSON object a line.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import msgspec

from onrecord import authorities
from onrecord.build import extract_all, paths_of
from onrecord.extract import as_json

EXAMPLE = "onrecord extract --json content/sources/*.txt"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("paths", metavar="PATH", nargs="+", type=Path, help="files, or folders of files")
    parser.add_argument("--json", action="store_true", help="one JSON object a file and line")
    parser.add_argument("--with-text", action="store_true", help="add source_text, the text that the offsets point into")
    parser.add_argument(
        "--authorities",
        metavar="DIR",
        type=Path,
        default=Path("content/authorities"),
        help="authority files (default: content/authorities)",
    )
    parser.add_argument("--jobs", metavar="N", type=int, help="processes (default: one a core)")


def run(arguments: argparse.Namespace) -> int:
    """Extract and print; exit status 0 also when a file has problems, which are printed with it."""
    records = authorities.load(arguments.authorities)
    for extracted in extract_all(paths_of(arguments.paths), records, arguments.jobs):
        record = as_json(extracted, with_text=arguments.with_text)
        if arguments.json:
            sys.stdout.write(msgspec.json.encode(record).decode() + "\n")
        else:
            print(_account(record))
    return 0


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
