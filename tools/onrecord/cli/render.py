"""Render the site from content/articles.

The previous site stays untouched unless the new one is complete.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.cli import corpus, unchanged
from onrecord.rights import publishing

if TYPE_CHECKING:
    from onrecord.site.build import Options

EXAMPLE = "onrecord render --articles content/articles --output output"


def add_arguments(parser: argparse.ArgumentParser, settings: Path = Path("pelicanconf.py")) -> None:
    """Declare the command's options. ``settings`` is the file that is read where none is named."""
    parser.add_argument("--articles", type=Path, metavar="DIR", help="folder of articles (default: content/articles)")
    parser.add_argument("--authorities", type=Path, metavar="DIR", help="folder of authority files (default: content/authorities)")
    parser.add_argument("--output", type=Path, metavar="DIR", help="folder of the site (default: output)")
    parser.add_argument("--settings", type=Path, metavar="FILE", default=settings, help="Pelican settings (default: %(default)s)")
    parser.add_argument("--name", help="the corpus's name, for one that the settings do not name (default: SITENAME and SITESUBTITLE)")


def run(arguments: argparse.Namespace) -> int:
    """Build the site and say where it stands. Where nothing has changed since the last time, it stands already."""
    from onrecord.site.build import settled

    chosen = options(arguments)
    output, totals = rendered(chosen)
    if totals:
        print(totals)
    for missing in lacking(settled(chosen)):
        print(f"note: {missing}")
    print(f"The site stands in {output}; open {output / 'index.html'}.")
    return 0


def options(arguments: argparse.Namespace) -> Options:
    """What the command's options choose."""
    # Imported late: Pelican takes a third of a second to load, which other commands should not pay for.
    from onrecord.site.build import Options

    return Options(arguments.settings, arguments.articles, arguments.authorities, arguments.output, arguments.name)


def lacking(settings: Mapping[str, Any]) -> Iterator[str]:
    """What a site that is published lacks by its settings, and how to set it."""
    if not publishing.withholds(settings):
        return
    if not settings["ONRECORD_SITEURL"]:
        yield (
            "the site has no address, so it has no feeds, no map and no canonical addresses, and citations name no page; "
            "give it with SITEURL=https://example.org/corpus or as ONRECORD_SITEURL in publishconf.py"
        )
    if not settings["ONRECORD_KEEPERS"]:
        yield "nobody is named as keeper of the data; write the names into ONRECORD_KEEPERS in pelicanconf.py"


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
