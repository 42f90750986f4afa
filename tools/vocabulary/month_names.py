"""Write the tables of month and weekday names from Unicode CLDR, as Babel carries it.

Run it when CLDR changes (``python tools/vocabulary/month_names.py``) and read the diff. Names that CLDR does not have
belong into ``words.tsv``, which this script never touches.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Literal

import babel
from babel import Locale

FOLDER = Path(__file__).parents[1] / "onrecord" / "vocabulary" / "dates"
# fmt: off
LOCALES = [
    "en", "en_CA", "de", "de_AT", "fr", "es", "it", "pt", "pt_PT", "nl", "pl", "ru", "uk", "tr", "az", "ar", "ar_SY", "ar_DZ", "ar_MA",
    "ar_MR", "fa", "hi", "sv", "no", "da", "fi", "cs", "ro", "hu", "el", "id", "zh", "zh_Hant", "ja", "ko",
]
# fmt: on
"""CLDR locales; a regional one adds its names to its language (``Jänner``, the Levantine months)."""
CODES = {"no": "nb"}
"""Languages that Babel knows under another code."""

Names = Literal["months", "days"]
Row = tuple[str, int, str]


def rows(locale: str, names: Names) -> list[Row]:
    """(language, ISO number, name) for every wide and abbreviated name, as written inside a date and alone."""
    data = getattr(Locale.parse(CODES.get(locale, locale)), names)
    shift = 1 if names == "days" else 0
    found: list[Row] = []
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in data[context][width].items():
                word = name.strip().rstrip(".॰")
                if len(word) > 1 and not re.search(r"\d", word):
                    found.append((locale.partition("_")[0], number + shift, word))
    return found


def main() -> None:
    """Write both tables."""
    write("months.tsv", "months", "1 = January")
    write("weekdays.tsv", "days", "1 = Monday")


def write(name: str, names: Names, meaning: str) -> None:
    """Write one table, in the order of the locales and of the calendar."""
    # One process for each locale: Babel resolves the aliases of a locale inside data that locales share, so that the
    # second locale loaded in a process shows names of the first.
    with ProcessPoolExecutor(1, mp_context=get_context("spawn"), max_tasks_per_child=1) as pool:
        lists = list(pool.map(rows, LOCALES, [names] * len(LOCALES)))
    order = list(dict.fromkeys(locale.partition("_")[0] for locale in LOCALES))
    table: Iterable[Row] = sorted(dict.fromkeys(row for found in lists for row in found), key=lambda row: (order.index(row[0]), row[1]))
    head = f"# From Unicode CLDR through Babel {babel.__version__}, by tools/vocabulary/month_names.py; do not edit, add to words.tsv.\n"
    head += f"# {meaning}; names without the full stop of an abbreviation.\nlanguage\tnumber\tname\n"
    lines = ("\t".join((language, str(number), word)) + "\n" for language, number, word in table)
    (FOLDER / name).write_text(head + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
