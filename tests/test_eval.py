"""``make eval``: floors that only rise, body text compared by paragraphs, and a sample of the texts beside the repository.

The tests of the machinery run on an invented folder with a stand-in for the scorer; the sample is skipped where the texts are not.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval import bodies, floors, measuring, report
from eval.__main__ import ROOT, SAMPLE, main
from eval.measuring import RUNS, SETS, Record, load_scorer, measure, prediction_of, sets_in
from eval.metrics import figures, metrics
from onrecord.authorities import Authorities
from onrecord.extract import Extractor, as_json

SCORER = """
import json, pathlib
HERE = pathlib.Path(__file__).parent

class PRF:
    def __init__(self): self.counts = [0, 0, 0, 0]
    def add(self, *counts): self.counts = [a + b for a, b in zip(self.counts, counts)]
    def d(self):
        tp, given, there, found = self.counts
        p, r = (round(100 * a / b, 1) if b else 0.0 for a, b in ((tp, given), (found, there)))
        return {"P": p, "R": r, "F1": round(2 * p * r / (p + r), 1) if p + r else 0.0, "gold": there}

def load(name):
    return [json.loads(line) for line in (HERE / name / "gold.jsonl").read_text(encoding="utf-8").splitlines()]

def score(rows, folder, options):
    total = {"title": PRF(), "date (date line given)": PRF()}
    for row in rows:
        given = json.loads((pathlib.Path(folder) / (row["id"] + ".json")).read_text(encoding="utf-8"))
        for key, field in zip(total, ("title", "date")):
            right = given[field] == row[field]
            total[key].add(right, bool(given[field]), 1, right)
    return {key: prf.d() for key, prf in total.items()}, {"items": len(rows), "no_invented_year": "1/1"}, []

SETS = {"wire": score}
"""
REPORTS = {
    "a1": (
        "The ferry is late again",
        "2031-05-03",
        "The ferry across the Holm was late on Tuesday, said its captain, and nobody was surprised to hear it.",
    ),
    "a2": (
        "A bridge is promised",
        "2031-05-04",
        "The council of Brandholm promised a bridge on Wednesday, for the fourth time in nine years.",
    ),
    "a3": (
        "The bridge is postponed",
        "2031-05-05",
        "The council of Brandholm put off its bridge on Thursday, because the river had been found too wide.",
    ),
}
FLOORS = """# Kept.
[answers]
wire = ""

["wire date F1"]
floor = 50.0
sample = 0.0
note = "day"

["wire title F1"]
floor = 50.0
sample = 0.0
note = "title"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An evaluation folder of three invented reports; the answer to the title of the last one is not what it says."""
    wire = tmp_path / "eval" / "wire"
    wire.mkdir(parents=True)
    (wire.parent / "score.py").write_text(SCORER, encoding="utf-8")
    rows = []
    for id_, (title, date, text) in REPORTS.items():
        (wire / f"{id_}.txt").write_text(f"{title}\nDate: {date}\n\n{text}\n", encoding="utf-8")
        rows.append({"id": id_, "title": title if id_ != "a3" else "Another title altogether", "date": date})
    (wire / "gold.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    (tmp_path / "floors.toml").write_text(FLOORS, encoding="utf-8")
    return wire.parent


@pytest.fixture
def in_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Extraction without a process of its own, where a test is not about that."""
    extractor = Extractor(Authorities())

    def extract(paths: Sequence[Path], authorities: Path | None) -> dict[str, Record]:
        return {path.stem: as_json(extractor.extract(path, path.name, path.stem)) for path in paths}

    monkeypatch.setattr(measuring, "extract", extract)


def run(folder: Path, *arguments: str) -> int:
    return main(["--eval", str(folder), "--floors", str(folder.parent / "floors.toml"), *arguments])


class TestExtraction:
    """The command that a user runs, over files that it sees apart from their answers."""

    def test_records_are_those_of_the_files(self, folder: Path) -> None:
        found = measuring.extract(sorted((folder / "wire").glob("*.txt")), None)
        assert {id_: record["title"] for id_, record in found.items()} == {id_: title for id_, (title, _, _) in REPORTS.items()}

    def test_failure_of_the_command_is_told(self, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (tmp_path / "people.yaml").write_text("- {no: record}\n", encoding="utf-8")
        (folder.parent / "gold").mkdir()
        (folder.parent / "gold" / "seeds.yaml").write_text("a1.txt: {title: {value: A}}\n", encoding="utf-8")
        shutil.copytree(folder / "wire", folder.parent / "seeds")
        assert run(folder, "--sets", "seeds", "--authorities", str(tmp_path)) == 1
        assert "not measured, onrecord extract ended with status 2" in capsys.readouterr().out


@pytest.mark.usefixtures("in_process")
class TestCommand:
    def test_without_texts_it_says_so_and_is_no_failure(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(tmp_path / "nowhere") == 0
        assert "skipped" in capsys.readouterr().out

    def test_figures_above_their_floors(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(folder) == 0
        shown = capsys.readouterr().out
        assert re.search(r"^wire date F1 +100\.0 +50\.0 +100\.0 +- above$", shown, re.MULTILINE)
        assert re.search(r"^wire title F1 +66\.7 +50\.0 +66\.7 +- above$", shown, re.MULTILINE)

    def test_figure_below_its_floor_is_named(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        path = folder.parent / "floors.toml"
        path.write_text(FLOORS.replace("50.0", "66.8"), encoding="utf-8")
        assert run(folder) == 1
        assert capsys.readouterr().out.splitlines()[-1] == "below its floor: wire title F1 is 66.7, and was 66.8"

    def test_raising_writes_both_kinds_and_holds_from_then_on(self, folder: Path) -> None:
        assert run(folder, "--raise") == 0
        raised = floors.load(folder.parent / "floors.toml")
        assert raised.floor == {"wire date F1": 100.0, "wire title F1": 66.7}
        assert raised.sample == {"wire date F1": 100.0, "wire title F1": 100.0}, "the sample is the first report alone"
        before = (folder.parent / "floors.toml").read_text(encoding="utf-8")
        assert run(folder, "--raise") == 0
        assert (folder.parent / "floors.toml").read_text(encoding="utf-8") == before

    def test_other_answers_are_compared_with_no_floor(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        path = folder.parent / "floors.toml"
        path.write_text(FLOORS.replace('wire = ""', 'wire = "0123456789abcdef"').replace("50.0", "99.0"), encoding="utf-8")
        assert run(folder, "--raise") == 0
        assert "other answers than the floors were measured on (wire)" in capsys.readouterr().out
        assert "99.0" in path.read_text(encoding="utf-8")

    def test_best_of_other_tools_stands_beside(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        tools = {"about": "two tools", "one": {"wire date F1": 70, "wire title F1": "3/4"}, "two": {"wire date F1": 80.5}}
        (folder / "baselines.json").write_text(json.dumps(tools), encoding="utf-8")
        assert run(folder) == 0
        assert re.search(r"^wire date F1 .* 80\.5 above$", capsys.readouterr().out, re.MULTILINE)

    def test_part_of_the_texts_is_not_published(self, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        page = tmp_path / "page.md"
        page.write_text(f"{report.BEGIN}\n{report.END}\n", encoding="utf-8")
        assert run(folder, "--publish", "--page", str(page)) == 2
        assert page.read_text(encoding="utf-8") == f"{report.BEGIN}\n{report.END}\n"

    def test_unknown_set_is_refused(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        with pytest.raises(SystemExit) as stopped:
            run(folder, "--sets", "wire,hearsay")
        assert stopped.value.code == 2
        assert "hearsay" in capsys.readouterr().err


class TestFloors:
    @pytest.mark.parametrize(
        ("figure", "floor", "missed"),
        [
            (96.5, {"x": 96.6}, {"x": (96.5, 96.6)}),
            (96.6, {"x": 96.6}, {}),
            (96.7, {"x": 96.6}, {}),
            (1.0, {}, {}),
            (1.0, {"another": 50.0}, {}),
        ],
    )
    def test_below(self, figure: float, floor: dict[str, float], missed: dict[str, tuple[float, float]]) -> None:
        assert floors.below({"x": figure}, floor) == missed

    @given(st.floats(0, 100))
    def test_rounding_goes_down_by_less_than_a_tenth(self, figure: float) -> None:
        assert -1e-6 < figure - floors.rounded(figure) < 0.1 + 1e-6

    @given(st.integers(0, 1000))
    def test_a_tenth_stays(self, tenths: int) -> None:
        assert floors.rounded(tenths / 10) == tenths / 10

    @given(st.lists(st.floats(0, 100), min_size=1, max_size=4))
    def test_floors_only_rise(self, tmp_path_factory: pytest.TempPathFactory, measured: list[float]) -> None:
        path = tmp_path_factory.mktemp("floors") / "floors.toml"
        path.write_text(FLOORS, encoding="utf-8")
        for figure in measured:
            before = floors.load(path).floor
            floors.raise_floors({"wire date F1": figure}, "floor", {"wire": "ab12"}, path)
            after = floors.load(path).floor
            assert after["wire date F1"] == max(before["wire date F1"], floors.rounded(figure))
            assert after["wire title F1"] == before["wire title F1"]

    def test_raising_keeps_comments_notes_and_the_other_kind(self, tmp_path: Path) -> None:
        path = tmp_path / "floors.toml"
        path.write_text(FLOORS, encoding="utf-8")
        assert floors.raise_floors({"wire title F1": 61.27}, "sample", {"wire": "ab12"}, path) == {"wire title F1": (0.0, 61.2)}
        title = '["wire title F1"]\nfloor = 50.0\nsample = '
        expected = FLOORS.replace(f"{title}0.0", f"{title}61.2").replace('wire = ""', 'wire = "ab12"')
        assert path.read_text(encoding="utf-8") == expected

    def test_every_figure_has_a_floor_and_no_floor_is_left_over(self) -> None:
        kept = floors.load()
        names = [metric.metric for metric in metrics()]
        assert len(set(names)) == len(names)
        assert list(kept.notes) == names
        assert all(kept.notes.values())
        assert {metric.run for metric in metrics()} == {run.name for run in RUNS}


class TestFigures:
    @pytest.mark.parametrize(
        ("metric", "score", "figure"),
        [
            ("wire date F1", {"P": 90.0, "R": 80.0, "F1": 84.7, "gold": 5}, 84.7),
            ("wire people recall", {"P": None, "R": 88.0, "F1": None, "gold": 5}, 88.0),
            ("wire date F1", {"P": 0.0, "R": 0.0, "F1": 0.0, "gold": 0}, None),
            ("wire no invented year", "299/300", 99.7),
            ("wire no invented year", "0/0", None),
            ("direct+mixed end-to-end recall", "64.1% (641/1000)", 64.1),
            ("speaker accuracy, named", 89.1, 89.1),
        ],
    )
    def test_where_a_score_has_its_figure(self, metric: str, score: Any, figure: float | None) -> None:
        row = next(row for row in metrics() if row.metric == metric)
        assert figures({row.run: {row.score: score}}).get(metric) == figure


ARTICLE = [
    "The ferry across the Holm left its berth on Tuesday with forty passengers and a goat, its captain said.",
    "Nobody had expected the goat, which belongs to a miller of Brandholm and has crossed the river before.",
    "A bridge would cost nine times as much, the council has found, and no goat would be allowed to use it.",
]
PAGE = (
    "<html><head><title>The goat</title></head><body><nav><a href='/'>Home</a> <a href='/n'>News</a></nav><article>"
    "<h1>The goat crosses</h1>" + "".join(f"<p>{paragraph}</p>" for paragraph in ARTICLE) + "</article></body></html>"
)


class TestBodies:
    @pytest.mark.parametrize(
        ("body", "right", "given", "found", "there"),
        [
            (ARTICLE, 3, 3, 3, 3),
            (["The goat crosses", *ARTICLE], 3, 3, 3, 3),
            (["Home", "News", *ARTICLE], 3, 5, 3, 3),
            (["Ferry", *ARTICLE], 3, 4, 3, 3),
            (ARTICLE[:2], 2, 2, 2, 3),
            ([" ".join(ARTICLE)], 1, 1, 3, 3),
            ([*ARTICLE[:2], *re.split(r"(?<=,) ", ARTICLE[2])], 5, 5, 3, 3),
            ([*ARTICLE[:2], ARTICLE[2].replace("nine", "ten")], 3, 3, 3, 3),
            ([], 0, 0, 0, 3),
        ],
        ids=["all", "title", "menu", "word", "lost", "joined", "split", "letters", "nothing"],
    )
    def test_body_against_the_page_it_came_from(self, body: list[str], right: int, given: int, found: int, there: int) -> None:
        record = {"title": None, "subtitle": None, "body": "\n\n".join(body)}
        assert bodies.compare(PAGE.encode(), record, ["The goat crosses"]) == bodies.Counts(right, given, found, there)

    @pytest.mark.parametrize(
        ("record", "kept"),
        [
            ({"title": "The goat crosses", "subtitle": None, "body": "It was a calm day. Then came the storm over Holm, said Ekholm."}, 4),
            ({"title": "The goat crosses", "subtitle": "It was a calm day.", "body": "Then came the storm over Holm, said Ekholm."}, 4),
            ({"title": None, "subtitle": None, "body": "It was a calm day. Then came the storm over Holm, said Ekholm."}, 3),
            ({"title": "The goat crosses", "subtitle": None, "body": "It was a calm day."}, 2),
            ({}, 0),
        ],
    )
    def test_lines_of_an_article_that_are_kept(self, record: dict[str, Any], kept: int) -> None:
        text = "The goat crosses\n\nIt was a calm day.\nThen came the storm\r\nover Holm, said Ekholm.\n* * *\n"
        assert bodies.lines_kept(text, record) == bodies.Counts(kept, kept, kept, 4)


@pytest.mark.parametrize(
    ("start", "end", "kept"),
    [(3, 7, True), (4, 8, False), (None, None, False)],
)
def test_offsets_stay_only_where_the_words_stand(start: int | None, end: int | None, kept: bool) -> None:
    fields = ("title", "date", "outlet", "authors", "speakers", "people", "places", "organizations", "events")
    statement = {"speaker": "A", "kind": "direct", "text": "goat", "start": start, "end": end, "cue": "said"}
    prediction = prediction_of(dict.fromkeys(fields) | {"statements": [statement]}, "My goat!")
    assert ("start" in prediction["statements"][0]) == kept


def test_scorer_is_loaded_from_beside_the_texts(folder: Path) -> None:
    assert [row["id"] for row in load_scorer(folder).load("wire")] == list(REPORTS)


@pytest.mark.usefixtures("in_process")
class TestPublished:
    def test_block_is_rewritten_and_nothing_else(self, folder: Path, tmp_path: Path) -> None:
        page = tmp_path / "page.md"
        page.write_text(f"Before.\n\n{report.BEGIN}\nold\n{report.END}\n\nAfter.\n", encoding="utf-8")
        measured = measure(folder, ["wire"], tmp_path)
        notes = {"wire date F1": "day", "wire title F1": "title", "wire no invented year": "no year invented"}
        report.publish(measured, figures(measured.scores), notes, page)
        before, table, after = re.split(f"{report.BEGIN}|{report.END}", page.read_text(encoding="utf-8"))
        assert (before, after) == ("Before.\n\n", "\n\nAfter.\n")
        assert "### 3 newswire reports\n" in table
        assert "| title | 66.7 % | 66.7 % | 3 |" in table
        assert "| no year invented | 100.0 % |  | 1 |" in table
        assert "old" not in table

    def test_page_without_a_block_is_refused(self, folder: Path, tmp_path: Path) -> None:
        page = tmp_path / "page.md"
        page.write_text("No block.\n", encoding="utf-8")
        with pytest.raises(ValueError, match="has no block"):
            report.publish(measure(folder, ["wire"], tmp_path), {}, {}, page)

    def test_method_page_has_the_block(self) -> None:
        page = (ROOT / "content" / "pages" / "method.md").read_text(encoding="utf-8")
        assert page.index(report.BEGIN) < page.index("| --- |") < page.index(report.END)


def test_sample_holds_its_floors(shared: Path) -> None:
    """Each ninth text of every set that is beside the repository; ``make eval`` measures them all."""
    if not (shared / "eval" / "score.py").is_file():
        pytest.skip("the folder ../shared/eval with the texts that have known answers is not here")
    folder = shared / "eval"
    measured = measure(folder, sets_in(folder, SETS), ROOT / "content" / "authorities", SAMPLE)
    known = floors.load()
    if foreign := known.foreign(measured.digests):
        pytest.skip(f"the answers in ../shared/eval are not those that the floors were measured on: {', '.join(foreign)}")
    assert floors.below(figures(measured.scores), known.sample) == {}
