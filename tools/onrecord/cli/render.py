"""Render the site from content/articles.

The previous site stays untouched unless the new one is complete.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.cli import corpus, unchanged

if TYPE_CHECKING:
    from onrecord.site.build import Options

EXAMPLE = "onrecord render --articles content/articles --output output"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("--articles", type=Path, metavar="DIR", help="folder of articles (default: content/articles)")
    parser.add_argument("--authorities", type=Path, metavar="DIR", help="folder of authority files (default: content/authorities)")
    parser.add_argument("--output", type=Path, metavar="DIR", help="folder of the site (default: output)")
    parser.add_argument(
        "--settings", type=Path, metavar="FILE", default=Path("pelicanconf.py"), help="Pelican settings (default: pelicanconf.py)"
    )
    parser.add_argument("--name", help="the corpus's name, for one that the settings do not name (default: SITENAME and SITESUBTITLE)")


def run(arguments: argparse.Namespace) -> int:
    """Build the site and say where it stands. Where nothing has changed since the last time, it stands already."""
    output, totals = rendered(options(arguments))
    if totals:
        print(totals)
    print(f"The site stands in {output}; open {output / 'index.html'}.")
    return 0


def options(arguments: argparse.Namespace) -> Options:
    """What the command's options choose."""
    # Imported late: Pelican takes a third of a second to load, which other commands should not pay for.
    from onrecord.site.build import Options

    return Options(arguments.settings, arguments.articles, arguments.authorities, arguments.output, arguments.name)


def rendered(options: Options) -> tuple[Path, str]:
    """Build the site, unless it stands as it would be built; returns its folder, and the totals of what is published."""
    from onrecord.site.build import build, reads

    places, settings, output = reads(options)
    note = unchanged.note(corpus.CACHE, "render", output)
    read = unchanged.state(places, settings, unchanged.programme())
    totals = unchanged.told(note, read, [output], str)
    if totals is None:
        found: list[str] = []
        build(replace(options, tell=found.append))
        totals = " ".join(found)
        unchanged.keep(note, read, [output], totals)
    return output, totals
