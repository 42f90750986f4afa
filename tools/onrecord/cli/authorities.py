"""Authority records as tables for OpenRefine (CSV) or as a thesaurus (SKOS), and back into the authority files.

An import shows what it would change and writes nothing until it is called with --apply. Records that do not come back are kept;
comments and order of the files stay as they are.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path

from onrecord import authorities, decisions
from onrecord.authorities import KINDS, Authorities
from onrecord.cli import corpus
from onrecord.decisions import Change
from onrecord.errors import ConfigurationError
from onrecord.explain import visible
from onrecord.interchange import compare, described, skos, tables

EXAMPLE = "onrecord authorities export --csv tables"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    ways = parser.add_subparsers(dest="way", required=True, metavar="export|import", help="which way")
    export = ways.add_parser("export", help="write the records as tables or as a thesaurus")
    _add_places(export)
    export.add_argument(
        "--base", metavar="ADDRESS", default=skos.BASE, help="the site's address, to name the concepts after (default: %(default)s)"
    )
    back = ways.add_parser("import", help="compare tables or a thesaurus with the records, and take them over")
    _add_places(back)
    back.add_argument(
        "--kind", choices=tuple(KINDS), default="topics", help="what the concepts of another's thesaurus are (default: %(default)s)"
    )
    back.add_argument("--apply", action="store_true", help="write what would change")


def _add_places(parser: argparse.ArgumentParser) -> None:
    corpus.add_authorities(parser)
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--csv", metavar="DIR", type=Path, help="a folder of tables, one CSV file a kind")
    where.add_argument("--skos", metavar="FILE", type=Path, help=f"a SKOS file: {', '.join(skos.FORMATS)}")


def run(arguments: argparse.Namespace) -> int:
    """Export or import; exit status 0 also when nothing is to be changed."""
    records = authorities.load(arguments.authorities)
    return _export(arguments, records) if arguments.way == "export" else _import(arguments, records)


def _export(arguments: argparse.Namespace, records: Authorities) -> int:
    if arguments.csv is not None:
        files = {arguments.csv / name: text for name, text in tables.write(records).items()}
    else:
        base = arguments.base if arguments.base.endswith(("/", ":")) else f"{arguments.base}/"
        files = {arguments.skos: skos.write(records, arguments.skos, base)}
    _write({path: text.encode("utf-8") for path, text in files.items()})
    for path in files:
        print(path)
    return 0


def _write(files: Mapping[Path, bytes]) -> None:
    """Write what is not there yet. Raises :class:`ConfigurationError` for a file that holds something else: somebody's work."""
    other = [str(path) for path, data in files.items() if path.exists() and path.read_bytes() != data]
    if other:
        raise ConfigurationError(f"{', '.join(other)}: exists and holds something else; name another place, or remove it")
    decisions.replace_files(files, {path: path.read_bytes() if path.exists() else None for path in files})


def _import(arguments: argparse.Namespace, records: Authorities) -> int:
    tabled = arguments.csv is not None
    incoming = tables.read(arguments.csv, records) if tabled else skos.read(arguments.skos, records, arguments.kind)
    changes = compare(incoming, records)
    for line in described(changes, records):
        print(visible(line))
    print(_outcome(arguments, changes))
    return 0


def _outcome(arguments: argparse.Namespace, changes: tuple[Change, ...]) -> str:
    number = f"{len(changes)} record{'' if len(changes) == 1 else 's'}"
    if not changes:
        return "nothing would change"
    if not arguments.apply:
        return f"{number} would change; nothing was written, add --apply to write"
    files = decisions.put(arguments.authorities, changes)
    return f"{number} written into {', '.join(visible(str(path)) for path in files)}"
