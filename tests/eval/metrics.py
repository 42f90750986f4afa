"""The figures that have floors, out of what the scorer gives: ``metrics.tsv`` says where each stands."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from eval.measuring import Scores

_TABLE = Path(__file__).with_name("metrics.tsv")


@dataclass(frozen=True, slots=True)
class Metric:
    """One figure, in percent. ``part`` is P, R or F1; of a score without parts it says what the share is of: given, or there."""

    metric: str
    run: str
    score: str
    part: str


@cache
def metrics() -> tuple[Metric, ...]:
    """The rows of ``metrics.tsv``, in its order."""
    lines = [line for line in _TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return tuple(Metric(**row) for row in csv.DictReader(lines, delimiter="\t"))


def figures(scores: Mapping[str, Scores]) -> dict[str, float]:
    """Metric → figure in percent, for the runs that were measured. Where there was nothing to find, there is no figure."""
    found = {metric.metric: _figure(scores[metric.run], metric) for metric in metrics() if metric.run in scores}
    return {name: figure for name, figure in found.items() if figure is not None}


def _figure(scores: Scores, metric: Metric) -> float | None:
    score = scores.get(metric.score)
    if isinstance(score, Mapping):
        return score[metric.part] if score["gold"] else None
    if isinstance(score, str):
        if share := re.fullmatch(r"(\d+)/(\d+)", score):
            return round(100 * int(share[1]) / int(share[2]), 1) if int(share[2]) else None
        return float(score.partition("%")[0])
    return score
