"""Texts with known answers → figures: extraction as a user runs it, then the scorer that stands beside the texts."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
import types
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval import bodies, folds, seeds, threads, topics

Record = Mapping[str, Any]
"""What ``onrecord extract --json`` prints for one file, or one line of a ``gold.jsonl``."""
Scores = Mapping[str, Any]
"""What a scorer returns: its precision, recall and F1 by field, and its other figures, in one mapping."""

SETS = ("meta", "wire", "ner", "quotes", "seeds")
BATCH = 50
"""Files to one call of ``onrecord extract``, as in the ``measure.py`` beside the texts: what a folder teaches depends on its size."""
NEWS_LIKE = frozenset("news interview speech bio letter re3d ewt".split())
"""The genres of the ``ner`` set that are near to what this program is for; its README compares others on the same."""


@dataclass(frozen=True, slots=True)
class Run:
    """A part of a set that is scored by itself. ``told`` says what it consists of, ``{n}`` of them, in words for readers."""

    name: str
    set: str
    ending: str
    told: str
    keep: Callable[[Record], bool] = lambda _: True


RUNS = (
    Run("HTML en", "meta", ".html", "{n} saved web pages in English", lambda row: row["has_html"] and row["lang"] == "en"),
    Run("HTML other", "meta", ".html", "{n} saved web pages in other languages", lambda row: row["has_html"] and row["lang"] != "en"),
    Run(
        "TXT en",
        "meta",
        ".txt",
        "the whole text of {n} web pages in English, menus and teasers included",
        lambda row: row["lang"] == "en",
    ),
    Run("TXT other", "meta", ".txt", "the whole text of {n} web pages in other languages", lambda row: row["lang"] != "en"),
    Run("wire", "wire", ".txt", "{n} newswire reports"),
    Run("ner", "ner", ".txt", "{n} news-like texts", lambda row: row["genre"].split("/")[0] in NEWS_LIKE),
    Run("quotes", "quotes", ".txt", "{n} news articles with every statement marked"),
    Run("seeds", "seeds", ".txt", "{n} articles with the authority records of the starter corpus"),
)


@dataclass(frozen=True, slots=True)
class Measured:
    """The scores of each run by its name, the number of texts in each, and a digest of the answers by set."""

    scores: Mapping[str, Scores]
    sizes: Mapping[str, int]
    digests: Mapping[str, str]


def sets_in(folder: Path, wanted: Sequence[str]) -> list[str]:
    """Which of the wanted sets are there."""
    return [name for name in SETS if name in wanted and _answers(folder, name).is_file()]


def measure(folder: Path, sets: Sequence[str], authorities: Path, every: int = 1) -> Measured:
    """Extract and score the sets of an evaluation folder; with ``every`` only each so-manieth text of each run, the first included.

    Texts of people nobody has heard of are read as in a new corpus, without authority files; the seeds are read with
    ``authorities``, and the texts with names marked by taggers that did not learn from them. Raises
    :class:`subprocess.CalledProcessError` when ``onrecord extract`` or the training fails.
    """
    scorer = load_scorer(folder)
    runs = [run for run in RUNS if run.set in sets]
    rows = {run.name: _rows(scorer, folder, run, every) for run in runs}
    wanted: dict[tuple[str, str], dict[str, None]] = {}
    for run in runs:
        wanted.setdefault((run.set, run.ending), {}).update(dict.fromkeys(row["id"] for row in rows[run.name]))
    records = {
        (name, ending): _read([_texts(folder, name) / (id_ + ending) for id_ in sorted(ids)], name, authorities)
        for (name, ending), ids in wanted.items()
    }
    scores = {run.name: _scored(scorer, folder, run, rows[run.name], records[run.set, run.ending]) for run in runs}
    if "seeds" in sets:
        parallels = threads.score(_answers(folder, "seeds"), _texts(folder, "seeds"), authorities)
        scores["seeds"] = {**scores["seeds"], "parallels": parallels}
    sizes = {name: len(found) for name, found in rows.items()}
    return Measured(scores, sizes, {name: _digest(_answers(folder, name)) for name in sets})


def _read(paths: Sequence[Path], name: str, authorities: Path) -> dict[str, Record]:
    """The records of texts of a set."""
    if name != "ner":
        return extract(paths, authorities if name == "seeds" else None)
    with tempfile.TemporaryDirectory() as copies:
        fold = folds.packages(paths[0].parent, Path(copies))
        found: dict[str, Record] = {}
        for package in sorted({fold[path.stem] for path in paths}):
            found |= extract([path for path in paths if fold[path.stem] == package], None, package)
    return found


@contextmanager
def _files_left_open() -> Iterator[None]:
    """The scorer leaves it to Python to close what it reads, which is no warning about our code."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        yield


def load_scorer(folder: Path) -> types.ModuleType:
    """The module ``score.py`` of an evaluation folder."""
    spec = importlib.util.spec_from_file_location("score", folder / "score.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(folder / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def extract(paths: Sequence[Path], authorities: Path | None, package: Path = folds.PACKAGE.parent) -> dict[str, Record]:
    """File name without its ending → what ``onrecord extract --json`` prints. It sees copies, away from the answers.

    ``package`` is the folder that the package is in.
    """
    found: dict[str, Record] = {}
    options = ["--authorities", str(authorities.resolve())] if authorities else []
    search = os.pathsep.join(filter(None, (str(package), os.environ.get("PYTHONPATH"))))
    for first in range(0, len(paths), BATCH):
        with tempfile.TemporaryDirectory() as folder:
            names = [Path(shutil.copy(path, folder)).name for path in paths[first : first + BATCH]]
            done = subprocess.run(
                [sys.executable, "-m", "onrecord", "extract", "--json", *names, *options],
                cwd=folder,
                env=os.environ | {"PYTHONPATH": search},
                stdout=subprocess.PIPE,
                check=True,
            )
        records = [json.loads(line) for line in done.stdout.decode("utf-8").split("\n") if line]
        found |= {Path(record["source"]).stem: record for record in records}
    return found


def _texts(folder: Path, name: str) -> Path:
    return folder.parent / "seeds" if name == "seeds" else folder / name


def _answers(folder: Path, name: str) -> Path:
    return folder.parent / "gold" / "seeds.yaml" if name == "seeds" else folder / name / "gold.jsonl"


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def _rows(scorer: types.ModuleType, folder: Path, run: Run, every: int) -> list[Record]:
    if run.set == "seeds":
        return seeds.load(_answers(folder, "seeds"))
    with _files_left_open():
        rows = scorer.load(run.set)
    return [row for row in rows if run.keep(row) and (_texts(folder, run.set) / (row["id"] + run.ending)).is_file()][::every]


def _scored(scorer: types.ModuleType, folder: Path, run: Run, rows: Sequence[Record], records: Mapping[str, Record]) -> Scores:
    if run.set == "seeds":
        return seeds.score(scorer, rows, records)
    texts = {row["id"]: _text(folder / run.set / (row["id"] + run.ending)) for row in rows}
    with tempfile.TemporaryDirectory() as predictions:
        for id_ in texts.keys() & records.keys():
            prediction = prediction_of(records[id_], texts[id_])
            (Path(predictions) / f"{id_}.json").write_text(json.dumps(prediction), encoding="utf-8")
        with _files_left_open():
            fields, others, _ = scorer.SETS[run.set](list(rows), predictions, types.SimpleNamespace(visible=False, errors=0))
    scores = {**others, **fields}
    if run.set == "wire":
        scores["topics"] = _prf(scorer, topics.compare(rows, records))
    if run.set == "quotes":
        scores["located"] = f"{others['pred_statements'] - others['unlocated']}/{others['pred_statements']}"
    if run.set in ("ner", "quotes"):
        scores["lines"] = _prf(scorer, (bodies.lines_kept(text, records.get(id_, {})) for id_, text in texts.items()))
    if run.set == "meta" and run.ending == ".txt":
        pages = {row["id"]: folder / "meta" / f"{row['id']}.html" for row in rows if row["has_html"]}
        titles = {row["id"]: [row.get("title") or "", *row.get("title_alts", [])] for row in rows}
        scores["body"] = _prf(scorer, (bodies.compare(page.read_bytes(), records.get(id_, {}), titles[id_]) for id_, page in pages.items()))
    return scores


def _text(path: Path) -> str:
    """A text as the scorer reads it: offsets count its own line ends."""
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        return file.read()


def prediction_of(record: Record, text: str) -> dict[str, Any]:
    """A record as the scorer reads it. Offsets stay where the file's own text at that place is the statement's text."""
    statements = []
    for statement in record["statements"]:
        kept = {key: statement[key] for key in ("speaker", "kind", "text")}
        start, end = statement["start"], statement["end"]
        statements.append(kept | ({"start": start, "end": end} if text[start:end] == statement["text"] else {}))
    fields = ("title", "date", "outlet", "authors", "speakers", "people", "places", "organizations", "events")
    return {field: record[field] for field in fields} | {"statements": statements}


def _prf(scorer: types.ModuleType, counts: Iterable[bodies.Counts]) -> Mapping[str, Any]:
    total = scorer.PRF()
    for count in counts:
        total.add(count.right, count.given, count.there, count.found)
    result: Mapping[str, Any] = total.d()
    return result
