"""A new empty corpus that builds: folders, settings, theme, Makefile, the workflow for GitHub Pages, and the program.

DIR must be empty, or not there yet. One invented article stands in content/sources, so that the first build shows something.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from onrecord.scaffold import create

EXAMPLE = "onrecord new my-corpus && make -C my-corpus html"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("folder", metavar="DIR", type=Path, help="folder to make")


def run(arguments: argparse.Namespace) -> int:
    """Make the corpus and say what comes next."""
    number = create(arguments.folder)
    print(f"A new corpus stands in {arguments.folder} ({number} files).")
    print(f"Put your articles into {arguments.folder / 'content' / 'sources'}, then: cd {arguments.folder} && make html")
    return 0
