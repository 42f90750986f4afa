"""The published site as one file for deposit: a zip that opens from its folder, with checksums (BagIt).

The site is rendered first, as `make publish` does it, so that nothing goes into the archive that may not be published. Its date
is that of SOURCE_DATE_EPOCH; without it the archive has none, and the same articles make the same bytes.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord import deposit
from onrecord.cli import render
from onrecord.errors import ConfigurationError
from onrecord.rights import publishing

if TYPE_CHECKING:
    from onrecord.site.dataset import Dataset

EXAMPLE = "onrecord archive --to corpus.zip"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options: those of rendering, with the settings that publish."""
    render.add_arguments(parser, settings=Path("publishconf.py"))
    parser.add_argument("--to", type=Path, metavar="FILE", help="the file to write (default: the corpus's name, with .zip)")


def run(arguments: argparse.Namespace) -> int:
    """Render, put it into the zip, and say where it stands."""
    from onrecord.site import build, dataset, inspecting  # imported late: Pelican takes a third of a second to load

    options = render.options(arguments)
    settings = build.settled(options)
    if not publishing.withholds(settings):
        raise ConfigurationError(f"{arguments.settings}: these settings withhold nothing; make an archive with those that publish")
    work = dataset.of(settings)
    info = deposit.information(settings["ONRECORD_BAG"], _known(work))
    output, totals = render.rendered(options)
    to = arguments.to or Path(f"{work.name}.zip")
    size = deposit.write(output, to, work.name, info, _note(work, settings["ONRECORD_EDITION"], totals))
    print(totals)
    for missing in render.lacking(settings):
        print(f"note: {missing}")
    print(f"The archive stands in {to} ({inspecting.megabytes(size)}); unpack it and open {work.name}/data/index.html.")
    return 0


def _known(work: Dataset) -> dict[str, str]:
    """What the settings say of the corpus anyway, under the labels of a bag."""
    return {
        "Contact-Name": "; ".join(keeper.name for keeper in work.keepers),
        "External-Description": f"{work.title}: {work.subtitle}" if work.subtitle else work.title,
        "External-Identifier": work.url,
    }


def _note(work: Dataset, edition: str, totals: str) -> str:
    """What stands beside the site for whoever opens the archive in twenty years."""
    licence = (
        f"The data about them, made by the keepers of this corpus, is under {work.licence}."
        if work.licence
        else "No licence is stated for the data about them."
    )
    head = "\n".join(line for line in (work.title, work.subtitle, edition) if line)
    return f"""{head}

This is a site: open data/index.html in a browser. It needs no server, no connection and no program besides.
The same as tables, with the meaning of every column: data/data, and data/data.html.

How to cite it: {work.citation}

Rights. Every text belongs to its publisher and every statement to its speaker. Each page, and each row of
data/data/articles.csv, says what its source states of its rights and how much of it may be shown.
{totals}
{licence}

Is it whole? This folder is a bag (BagIt, RFC 8493). Either of these says so:

    sha256sum --check --quiet manifest-sha256.txt
    bagit.py --validate .
"""
