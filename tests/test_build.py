"""A folder of sources becomes articles: cached by content, in parallel, byte for byte the same every time."""

from __future__ import annotations

import ast
import shutil
import sys
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import onrecord
from builders import MORE_PROSE, PROSE
from onrecord import corrections
from onrecord.articles import load
from onrecord.build import _NOT_RULES, _READING_LIBRARIES, Report, _version, build
from onrecord.cli import main
from onrecord.errors import ConfigurationError
from onrecord.problems import advice


class Corpus:
    """A corpus in a folder, and how to build it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.sources = root / "sources"
        self.articles = root / "articles"
        self.sources.mkdir()

    def put(self, name: str, text: str | bytes) -> None:
        path = self.sources / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)

    def authority(self, kind: str, text: str) -> None:
        folder = self.root / "authorities"
        folder.mkdir(exist_ok=True)
        (folder / f"{kind}.yaml").write_text(text, encoding="utf-8")

    def correct(self, text: str) -> None:
        (self.root / "corrections.yaml").write_text(text, encoding="utf-8")

    def build(self, *, jobs: int | None = 1, executor: Executor | None = None, **kwargs: Any) -> Report:
        return build(
            self.sources,
            self.articles,
            authorities_folder=self.root / "authorities",
            corrections_file=self.root / "corrections.yaml",
            cache=self.root / "cache",
            jobs=jobs,
            executor=executor,
            **kwargs,
        )

    def written(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in sorted(self.articles.iterdir())}


NOUNS = "boat pier net rope salt tar oar mast hull keel quay lamp bell crew tide reef sail knot deck helm".split()


def article(number: int) -> str:
    """A report that shares no sentence with another but its furniture."""
    things = " ".join(f"{noun}{number} and" for noun in NOUNS)
    return f"Report number {number} of the council\n\nDate: {number % 28 + 1} May 2016\n\nThe council counted {things} more on Monday.\n\n“We counted {number} boats,” said Clara Nyberg.\n"


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    found = Corpus(tmp_path)
    for number in range(3):
        found.put(f"report-{number}.txt", article(number))
    return found


def test_each_source_is_an_article(corpus: Corpus) -> None:
    report = corpus.build()
    assert (report.found, report.extracted, report.changed, report.problems) == (3, 3, 6, ())
    assert [a.front.source for a in load(corpus.articles)] == ["report-0.txt", "report-1.txt", "report-2.txt"]


def test_sources_in_folders_are_found_and_named_by_their_path(corpus: Corpus) -> None:
    corpus.put("2016/may/bridge.txt", article(9))
    corpus.put("2016/.drafts/bridge.txt", article(10))
    (corpus.sources / "2016" / "loop").symlink_to(corpus.sources, target_is_directory=True)
    corpus.build()
    assert {a.id: a.front.source for a in load(corpus.articles)}["2016-may-bridge"] == "2016/may/bridge.txt"
    assert len(load(corpus.articles)) == 4


class TestCache:
    def test_a_second_run_reads_nothing_and_writes_nothing(self, corpus: Corpus) -> None:
        corpus.build()
        before = corpus.written()
        report = corpus.build()
        assert (report.extracted, report.changed) == (0, 0)
        assert corpus.written() == before

    def test_a_warm_build_gives_the_same_bytes_as_a_cold_one(self, corpus: Corpus) -> None:
        corpus.build()
        before = corpus.written()
        shutil.rmtree(corpus.articles)
        assert corpus.build().extracted == 0
        assert corpus.written() == before
        shutil.rmtree(corpus.articles)
        shutil.rmtree(corpus.root / "cache")
        assert corpus.build().extracted == 3
        assert corpus.written() == before

    def test_one_change_reads_one_source(self, corpus: Corpus) -> None:
        corpus.build()
        corpus.put("report-1.txt", article(1).replace("boats", "ferries"))
        assert corpus.build().extracted == 1

    def test_a_changed_authority_file_reads_all_again(self, corpus: Corpus) -> None:
        corpus.build()
        corpus.authority("people", "- {id: clara-of-brandholm, label: Clara Nyberg of Brandholm, variants: [Clara Nyberg]}\n")
        assert corpus.build().extracted == 3
        assert {speaker for a in load(corpus.articles) for speaker in a.front.speakers} == {"Clara Nyberg of Brandholm"}

    def test_a_correction_reads_nothing_again(self, corpus: Corpus) -> None:
        corpus.build()
        corpus.correct("- {document: report-1, field: date, value: 2015-01-01, reason: seen in print}\n")
        report = corpus.build()
        assert (report.extracted, report.changed) == (0, 2)
        assert {a.id: a.front.date for a in load(corpus.articles)}["report-1"] == "2015-01-01"

    def test_the_key_has_every_part_of_the_package_and_every_library_that_reads(self) -> None:
        package = Path(onrecord.__file__).parent
        modules = {".".join(("onrecord", *path.relative_to(package).with_suffix("").parts)): path for path in package.rglob("*.py")}
        waiting, reached, libraries = ["onrecord.extract"], set(), set()
        while waiting:
            name = waiting.pop()
            path = modules.get(name) or modules.get(f"{name}.__init__")
            if path is None or path in reached:
                continue
            reached.add(path)
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                named = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
                if isinstance(node, ast.ImportFrom) and node.module:
                    named = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
                waiting += named
                libraries |= {one.partition(".")[0] for one in named} - sys.stdlib_module_names - {"onrecord"}
        assert {path.relative_to(package).parts[0] for path in reached}.isdisjoint(_NOT_RULES)
        assert {"pyyaml" if library == "yaml" else library for library in libraries} <= set(_READING_LIBRARIES)

    def test_a_library_that_is_not_installed_is_told_from_any_version_of_it(self) -> None:
        assert _version("no-such-library") == "none" != _version("pyyaml")

    def test_a_renamed_source_is_another_document_and_leaves_no_page_behind(self, corpus: Corpus) -> None:
        corpus.build()
        (corpus.sources / "report-1.txt").rename(corpus.sources / "renamed.txt")
        corpus.build()
        assert sorted(a.id for a in load(corpus.articles)) == ["renamed", "report-0", "report-2"]
        assert len(corpus.written()) == 6

    def test_broken_cache_files_are_read_as_nothing(self, corpus: Corpus) -> None:
        corpus.build()
        before = corpus.written()
        for path in (corpus.root / "cache").rglob("*.json"):
            path.write_bytes(b"{")
        assert corpus.build().extracted == 3
        assert corpus.written() == before

    def test_bytes_do_not_depend_on_the_folder(self, corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> None:
        """No absolute path, no clock and no random order in anything that is written."""
        corpus.build()
        other = Corpus(tmp_path_factory.mktemp("elsewhere"))
        for number in (2, 0, 1):
            other.put(f"report-{number}.txt", article(number))
        other.build()
        assert other.written() == corpus.written()
        assert not any(str(corpus.root).encode() in data for data in corpus.written().values())


class TestParallel:
    @pytest.fixture
    def large(self, tmp_path: Path) -> Corpus:
        found = Corpus(tmp_path)
        for number in range(14):
            found.put(f"report-{number:02}.txt", article(number))
        found.put("broken.txt", bytes(range(256)) * 8)
        return found

    def test_one_process_two_processes_and_threads_give_the_same_bytes(self, large: Corpus) -> None:
        """Any ``concurrent.futures`` executor will do."""
        written, problems = [], []
        with ThreadPoolExecutor(2) as threads:
            runs: tuple[Callable[[], Report], ...] = (
                lambda: large.build(jobs=1),
                lambda: large.build(jobs=2),
                lambda: large.build(executor=threads),
            )
            for run in runs:
                for folder in (large.articles, large.root / "cache"):
                    shutil.rmtree(folder, ignore_errors=True)
                report = run()
                assert report.extracted == 15
                written.append(large.written())
                problems.append(report.problems)
        assert written[0] == written[1] == written[2]
        assert problems[0] == problems[1] == problems[2]

    def test_progress_goes_up_to_all(self, large: Corpus) -> None:
        told: list[tuple[int, int]] = []
        large.build(progress=lambda done, total: told.append((done, total)))
        assert told == [(number, 15) for number in range(16)]
        told.clear()
        large.build(progress=lambda done, total: told.append((done, total)))
        assert told == [(15, 15)]


class TestSlugs:
    def test_survive_a_corrected_title(self, corpus: Corpus) -> None:
        corpus.build()
        corpus.correct("- {document: report-1, field: title, value: Another title, reason: seen in print}\n")
        corpus.build()
        assert {a.slug: a.front.title for a in load(corpus.articles)}["report-number-1-of-the-council"] == "Another title"

    def test_survive_a_changed_headline(self, corpus: Corpus) -> None:
        corpus.build()
        corpus.put("report-1.txt", article(1).replace("Report number 1", "Account number 1"))
        corpus.build()
        assert "report-number-1-of-the-council.md" in corpus.written()

    def test_of_a_page_written_by_hand_are_not_taken(self, corpus: Corpus) -> None:
        """A page that somebody wrote stands under an address already: the generated one goes elsewhere."""
        corpus.articles.mkdir()
        page = corpus.articles / "report-number-1-of-the-council.md"
        page.write_text("---\ntitle: By hand\n---\n\nText.\n", encoding="utf-8")
        corpus.build()
        assert page.read_text(encoding="utf-8") == "---\ntitle: By hand\n---\n\nText.\n"
        assert {a.slug: a.id for a in load(corpus.articles)}["report-number-1-of-the-council-report-1"] == "report-1"


def test_a_page_that_cannot_be_encoded_does_not_stop_the_others(corpus: Corpus) -> None:
    """JSON can spell half a character; what is written is UTF-8 all the same."""
    head = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "The \\udfff bridge", "author": "Clara \\ud83d Nyberg"}</script>'
    corpus.put("page.html", f"<html><head>{head}</head><body><article><p>{PROSE}</p><p>{MORE_PROSE}</p></article></body></html>")
    assert len(corpus.build().documents) == 4
    assert {a.id: (a.front.title, a.front.authors) for a in load(corpus.articles)}["page"] == ("The bridge", ("Clara Nyberg",))


class TestWhatStopsABuild:
    def test_a_folder_that_is_not_there(self, tmp_path: Path, corpus: Corpus) -> None:
        corpus.sources = tmp_path / "none"
        with pytest.raises(ConfigurationError, match=r"none: there is no such folder"):
            corpus.build()

    def test_a_folder_without_a_source(self, tmp_path: Path) -> None:
        (tmp_path / "empty").mkdir()
        empty = Corpus(tmp_path / "empty")
        empty.put("notes.xyz", "no source")
        with pytest.raises(ConfigurationError, match=r"no source in this folder; put .*\.txt"):
            empty.build()

    def test_a_hand_kept_file_that_does_not_fit_leaves_the_old_articles(self, corpus: Corpus) -> None:
        corpus.build()
        before = corpus.written()
        corpus.put("report-1.txt", article(7))
        corpus.correct("- {document: report-1, field: date, value: soon, reason: x}\n")
        with pytest.raises(ConfigurationError, match="'soon' is no EDTF date"):
            corpus.build()
        assert corpus.written() == before

    def test_a_failure_before_writing_leaves_the_old_articles(self, corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
        corpus.build()
        before = corpus.written()
        corpus.put("report-1.txt", article(7))
        monkeypatch.setattr("onrecord.build.relate", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            corpus.build()
        assert corpus.written() == before


def test_a_correction_that_meets_no_document_is_listed(corpus: Corpus) -> None:
    corpus.correct("- {document: gone, field: date, value: 2016-05-03, reason: x}\n")
    assert [(problem.code, problem.detail) for _, problem in corpus.build().problems] == [
        ("correction-unused", "no source has the id 'gone'")
    ]


@pytest.mark.parametrize(
    ("file", "complaints"),
    [
        ("corrections.yaml", ["no source has the id 'nowhere'"]),
        ("sources.corrections.yaml", ["no source has the id 'may-pier'", "no source has the id 'nowhere'"]),
    ],
)
def test_corrections_of_a_folder_beside_it_are_not_asked_for(corpus: Corpus, file: str, complaints: list[str]) -> None:
    """A file that folders share is silent about the documents of the others; a folder's own file is not."""
    beside = corpus.root / "thou" / "may"
    beside.mkdir(parents=True)
    (beside / "pier.txt").write_text("The pier", encoding="utf-8")
    records = (f"- {{document: {id_}, field: title, value: T, reason: x}}\n" for id_ in ("report-1", "may-pier", "nowhere"))
    (corpus.root / file).write_text("".join(records), encoding="utf-8")
    decided = corrections.beside(corpus.sources)
    assert decided == corpus.root / file
    report = build(
        corpus.sources, corpus.articles, authorities_folder=corpus.root / "none", corrections_file=decided, cache=corpus.root / "c", jobs=1
    )
    assert [problem.detail for _, problem in report.problems if problem.code == "correction-unused"] == complaints


@pytest.mark.parametrize(
    ("sources", "message"),
    [
        ("sources/report-1.txt", "is a file; name the folder that holds your articles"),
        ("nowhere", "there is no such folder"),
        (".", r"holds the authority files \(.*authorities\), which are no sources"),
        ("articles", r"holds the generated articles \(.*articles\), which are no sources"),
    ],
)
def test_what_is_no_folder_of_sources_is_refused(corpus: Corpus, sources: str, message: str) -> None:
    corpus.authority("people", "")
    corpus.build()
    corpus.sources = corpus.root / sources
    with pytest.raises(ConfigurationError, match=message):
        corpus.build()


class TestCommand:
    """``onrecord build``: what a person sees."""

    def run(self, corpus: Corpus) -> int:
        options = {
            "articles": corpus.articles,
            "authorities": corpus.root / "authorities",
            "corrections": corpus.root / "corrections.yaml",
            "cache": corpus.root / "cache",
        }
        return main(["build", str(corpus.sources), *(part for name, path in options.items() for part in (f"--{name}", str(path)))])

    def test_lists_each_problem_with_its_file_and_what_to_do(self, corpus: Corpus, capsys: pytest.CaptureFixture[str]) -> None:
        corpus.put("empty.txt", b"")
        assert self.run(corpus) == 0
        shown = " ".join(capsys.readouterr().out.split())
        assert "3 documents from 4 files" in shown
        assert "empty.txt: the file holds no text (empty)" in shown
        assert f"empty: {advice('empty').means} {advice('empty').do}" in shown

    def test_advice_names_the_file_of_corrections(self, corpus: Corpus, capsys: pytest.CaptureFixture[str]) -> None:
        corpus.correct("- {document: gone, field: date, value: 2016-05-03, reason: x}\n")
        assert self.run(corpus) == 0
        assert f"Check the id in {corpus.root / 'corrections.yaml'};" in capsys.readouterr().out

    @pytest.mark.parametrize("jobs", ["0", "-3", "many"])
    @pytest.mark.parametrize("command", ["build", "extract", "check"])
    def test_a_number_of_processes_that_cannot_be_is_one_line_and_status_2(
        self, command: str, jobs: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main([command, "x", "--jobs", jobs]) == 2
        assert capsys.readouterr().err == f"onrecord: --jobs {jobs}: name a number from 1 up\n"

    def test_shows_a_hostile_name_as_text(self, corpus: Corpus, capsys: pytest.CaptureFixture[str]) -> None:
        """Square brackets are markup to the library that prints, and escape sequences to the terminal."""
        corpus.put("[bold red]x\x1b[31m.txt", b"")
        assert self.run(corpus) == 0
        shown = capsys.readouterr().out
        assert "[bold red]x" in shown
        assert "\x1b[31m" not in shown

    def test_a_mistake_that_a_person_can_mend_is_one_line_and_status_2(self, corpus: Corpus, capsys: pytest.CaptureFixture[str]) -> None:
        corpus.correct("- {document: a, field: date, value: soon, reason: x}\n")
        assert self.run(corpus) == 2
        shown = capsys.readouterr()
        assert shown.err.startswith("onrecord: ")
        assert "corrections.yaml, line 1: 'soon' is no EDTF date" in shown.err
        assert "Traceback" not in shown.err + shown.out


def test_a_decision_about_a_statement_survives_a_rebuild_and_is_told_when_it_meets_nothing(corpus: Corpus) -> None:
    corpus.put("a.txt", f"The bridge\n\n{PROSE}\n\n“The bridge is safe,” said Clara Nyberg.\n\n{MORE_PROSE}")
    corpus.correct("- {document: a, statement: The bridge is safe, field: speaker, value: Otto Falk, reason: heard}\n")
    for _ in range(2):
        corpus.build()
        article = next(article for article in load(corpus.articles) if article.id == "a")
        assert article.standoff is not None
        (said,) = [statement for statement in article.standoff.statements if statement.revisions]
        assert (said.speaker_name, said.revisions[0].before) == ("Otto Falk", "Clara Nyberg")
        assert ("Otto Falk" in article.front.speakers, "Clara Nyberg" in article.front.speakers) == (True, False)
    corpus.put("a.txt", f"The bridge\n\n{PROSE}\n\n“The pier is safe,” said Clara Nyberg.\n\n{MORE_PROSE}")
    ((place, problem),) = [found for found in corpus.build().problems if found[1].code == "correction-unmatched"]
    assert place.endswith("corrections.yaml, line 1")
    assert problem.detail == "a: no statement begins with “The bridge is safe”; the nearest is s-the-pier-is-safe"
