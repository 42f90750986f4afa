"""The floors of the figures: kept in ``floors.toml``, compared with what is measured, and only ever raised.

A floor holds for the texts that it was measured on: the file has a digest of the answers of each set, and other answers are
compared with no floor.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Kind = Literal["floor", "sample"]
"""``floor`` is that of the whole sets, ``sample`` that of the sample that the tests measure."""

PATH = Path(__file__).with_name("floors.toml")
_LINE = re.compile(r"(?P<kind>floor|sample) = (?P<value>[\d.]+)")
_HEAD = re.compile(r'\["(?P<metric>[^"]+)"\]')
_DIGEST = re.compile(r'(?P<set>\w+) = "(?P<digest>[0-9a-f]*)"')


@dataclass(frozen=True, slots=True)
class Floors:
    """What ``floors.toml`` holds: both floors and the note of each metric, and the digests of the sets they hold for."""

    floor: Mapping[str, float]
    sample: Mapping[str, float]
    notes: Mapping[str, str]
    digests: Mapping[str, str]

    def of(self, kind: Kind) -> Mapping[str, float]:
        """The floors of one kind."""
        return self.floor if kind == "floor" else self.sample

    def foreign(self, digests: Mapping[str, str]) -> list[str]:
        """The sets whose answers are not those that the floors were measured on."""
        return [name for name, digest in digests.items() if self.digests.get(name) and self.digests[name] != digest]


def load(path: Path = PATH) -> Floors:
    """Read the floors. Raises :class:`tomllib.TOMLDecodeError` for a file that is no TOML."""
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    digests = tables.pop("answers")
    kinds = {kind: {name: row[kind] for name, row in tables.items()} for kind in ("floor", "sample")}
    return Floors(kinds["floor"], kinds["sample"], {name: row["note"] for name, row in tables.items()}, digests)


def below(figures: Mapping[str, float], floors: Mapping[str, float]) -> dict[str, tuple[float, float]]:
    """Metric → figure and floor, where the figure is lower."""
    return {name: (figure, floors[name]) for name, figure in figures.items() if figure < floors.get(name, 0)}


def rounded(figure: float) -> float:
    """Down to a tenth. A figure that is a tenth already stays: 96.6 is held as 96.5999…, and must not become 96.5."""
    return math.floor(round(figure * 10, 6)) / 10


def raise_floors(figures: Mapping[str, float], kind: Kind, digests: Mapping[str, str], path: Path = PATH) -> dict[str, tuple[float, float]]:
    """Write higher floors into the file, line by line, so that notes and comments stay. Returns metric → old and new floor."""
    lines, metric = [], ""
    raised: dict[str, tuple[float, float]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        written = line
        if head := _HEAD.fullmatch(line):
            metric = head["metric"]
        elif (floor := _LINE.fullmatch(line)) and floor["kind"] == kind and metric in figures:
            old, new = float(floor["value"]), rounded(figures[metric])
            if new > old:
                raised[metric] = old, new
                written = f"{kind} = {new}"
        elif (digest := _DIGEST.fullmatch(line)) and not digest["digest"] and digest["set"] in digests:
            written = f'{digest["set"]} = "{digests[digest["set"]]}"'
        lines.append(written)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return raised
