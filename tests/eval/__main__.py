"""Measure, compare with the floors, and where asked raise the floors or publish the figures. Exit status 1 below a floor."""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from eval import floors, report
from eval.measuring import SETS, Measured, measure, sets_in
from eval.metrics import figures

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = 9
"""Each ninth text of every run: half a minute, where all take minutes. Odd, as every second newswire report is of another kind."""


def main(arguments: Sequence[str] | None = None) -> int:
    """The command. Status 0 also where the texts are missing: they may not be republished, so most copies have none."""
    options = _parser().parse_args(arguments)
    sets = sets_in(options.eval, options.sets)
    if not (options.eval / "score.py").is_file() or not sets:
        print(f"make eval: skipped, there are no texts with known answers in {options.eval}")
        return 0
    if options.publish and (options.sample or sets != list(SETS)):
        print("make eval: --publish needs all texts of all sets")
        return 2
    kinds: list[floors.Kind] = ["sample"] if options.sample else ["floor", "sample"] if options.raise_ else ["floor"]
    try:
        return max([_run(options, kind, sets) for kind in kinds])
    except subprocess.CalledProcessError as error:
        print(f"make eval: not measured, onrecord extract ended with status {error.returncode}; what it said stands above")
        return 1


def _run(options: argparse.Namespace, kind: floors.Kind, sets: Sequence[str]) -> int:
    start = time.monotonic()
    measured = measure(options.eval, sets, options.authorities, SAMPLE if kind == "sample" else 1)
    known = floors.load(options.floors)
    found = figures(measured.scores)
    foreign = known.foreign(measured.digests)
    limits = {} if foreign else known.of(kind)
    print(f"{_sizes(measured)}; {time.monotonic() - start:.0f} s")
    print(report.table(found, limits, _others(options.eval) if kind == "floor" else {}))
    if foreign:
        print(f"other answers than the floors were measured on ({', '.join(foreign)}): compared with no floor")
    elif options.raise_:
        for metric, (old, new) in floors.raise_floors(found, kind, measured.digests, options.floors).items():
            print(f"{kind} of {metric}: {old} raised to {new}")
    if options.publish and kind == "floor":
        report.publish(measured, found, known.notes, options.page)
    missed = floors.below(found, limits)
    for metric, (figure, floor) in missed.items():
        print(f"below its floor: {metric} is {figure}, and was {floor}")
    return 1 if missed else 0


def _sizes(measured: Measured) -> str:
    return "texts: " + ", ".join(f"{size} {name}" for name, size in measured.sizes.items())


def _others(folder: Path) -> dict[str, float]:
    """Metric → the best figure of any other tool, as ``baselines.json`` beside the texts has them."""
    path = folder / "baselines.json"
    tools: Mapping[str, object] = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    best: dict[str, float] = {}
    for values in tools.values():
        for metric, value in values.items() if isinstance(values, dict) else ():
            if isinstance(value, int | float):
                best[metric] = max(value, best.get(metric, 0.0))
    return best


def _sets(text: str) -> tuple[str, ...]:
    wanted = re.findall(r"[^\s,]+", text)
    if unknown := set(wanted) - set(SETS):
        raise argparse.ArgumentTypeError(f"there is no set {', '.join(sorted(unknown))} among {', '.join(SETS)}")
    return tuple(wanted) or SETS


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="make eval", description=__doc__)
    parser.add_argument("--eval", type=Path, default=ROOT.parent / "shared" / "eval", help="the folder of texts, with score.py")
    parser.add_argument("--sets", type=_sets, default=SETS, help="only these of " + ", ".join(SETS) + " (default: all that are there)")
    parser.add_argument("--sample", action="store_true", help=f"each {SAMPLE}th text only, against the floors of the sample")
    parser.add_argument("--raise", dest="raise_", action="store_true", help="write floors that the figures exceed; none is ever lowered")
    parser.add_argument("--publish", action="store_true", help="write the figures into the page on the method")
    parser.add_argument("--floors", type=Path, default=floors.PATH, help="the file of floors")
    parser.add_argument("--page", type=Path, default=ROOT / "content" / "pages" / "method.md", help="the page to publish in")
    parser.add_argument("--authorities", type=Path, default=ROOT / "content" / "authorities", help="authority files, for the seeds")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
