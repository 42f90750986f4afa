"""The figures as tables: in the terminal for those who change the rules, and on the site for those who rely on them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from eval.measuring import RUNS, Measured, Scores
from eval.metrics import Metric, metrics

BEGIN, END = "<!-- measured: written by make eval ARGS=--publish -->", "<!-- end of what was measured -->"

ONE_SIDED = {"lines", "statements"}
"""Scores for which only what is there was counted: their precision says nothing."""


def table(figures: Mapping[str, float], floors: Mapping[str, float], others: Mapping[str, float]) -> str:
    """Metric, figure, floor, the best of ours so far, and the best of other tools on the same texts where that is known."""
    rows = [f"{'metric':42} {'figure':>7} {'floor':>7} {'best':>7} {'others':>7}"]
    for name, figure in figures.items():
        floor = floors.get(name, 0.0)
        other = f"{others[name]:7.1f}" if name in others else f"{'-':>7}"
        mark = " below its floor" if figure < floor else " above" if figure > floor else ""
        rows.append(f"{name:42} {figure:7.1f} {floor:7.1f} {max(figure, floor):7.1f} {other}{mark}")
    return "\n".join(rows)


def publish(measured: Measured, figures: Mapping[str, float], notes: Mapping[str, str], page: Path) -> None:
    """Rewrite the marked block of a page. Raises :class:`ValueError` when the page has no such block."""
    text = page.read_text(encoding="utf-8")
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{page} has no block between '{BEGIN}' and '{END}'")
    block = "\n".join(_tables(measured, figures, notes))
    page.write_text(f"{before}{BEGIN}\n\n{block}\n{END}{after}", encoding="utf-8")


def _tables(measured: Measured, figures: Mapping[str, float], notes: Mapping[str, str]) -> Iterator[str]:
    for run in (run for run in RUNS if run.name in measured.sizes):
        rows = [metric for metric in metrics() if metric.run == run.name and metric.metric in figures]
        told = run.told.format(n=f"{measured.sizes[run.name]:,}")
        yield f"### {told[0].upper()}{told[1:]}\n"
        yield "| Value | Right, of what is given | Found, of what is there | Cases |\n| --- | --- | --- | --- |"
        yield from _rows(rows, measured.scores[run.name], figures, notes)
        yield ""


def _rows(rows: Iterable[Metric], scores: Scores, figures: Mapping[str, float], notes: Mapping[str, str]) -> Iterator[str]:
    """One row a score, however many of its parts have floors."""
    for metric in {metric.score: metric for metric in rows}.values():
        score, figure = scores[metric.score], figures[metric.metric]
        parts = score if isinstance(score, Mapping) else {"P": None, "R": None} | {metric.part: figure}
        given, found = (None if part is None else f"{part:.1f} %" for part in (parts["P"], parts["R"]))
        if metric.score in ONE_SIDED:
            given = None
        cases = f"{parts['gold']:,}" if "gold" in parts else f"{int(of[1]):,}" if (of := re.search(r"/(\d+)", str(score))) else ""
        yield f"| {notes[metric.metric]} | {given or ''} | {found or ''} | {cases} |"
