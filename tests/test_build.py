"""A folder of sources becomes articles: cached by content, in parallel, byte for byte the same every time."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from builders import MORE_PROSE, PROSE
from onrecord.articles import load
from onrecord.build import Report, build
from onrecord.errors import ConfigurationError


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


def article(number: int) -> str:
    return f"Report number {number} of the council\n\nDate: {number % 28 + 1} May 2016\n\n{PROSE}\n\n“We counted {number} boats,” said Clara Nyberg.\n\n{MORE_PROSE}\n"


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


class TestWhatStopsABuild:
    def test_a_folder_that_is_not_there(self, tmp_path: Path, corpus: Corpus) -> None:
        corpus.sources = tmp_path / "none"
        with pytest.raises(ConfigurationError, match=r"none: there is no such folder"):
            corpus.build()

    def test_a_folder_without_a_source(self, tmp_path: Path) -> None:
        (tmp_path / "empty").mkdir()
        empty = Corpus(tmp_path / "empty")
        empty.put("notes.docx", b"PK")
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
