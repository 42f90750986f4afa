"""A command whose sources and results stand as it left them does nothing again; whatever has changed, it works anew."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.build import Report, build
from onrecord.cli import main, unchanged
from onrecord.site.build import Options

SETTINGS = Path(__file__).parents[1] / "pelicanconf.py"

ARTICLE = "The ferry is late\n\nDate: 3 May 2016\n\n“We waited {} hours,” said Clara Nyberg of the harbour office on Monday.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sources" / "may").mkdir(parents=True)
    for number in range(2):
        (tmp_path / "sources" / "may" / f"{number}.txt").write_text(ARTICLE.format(number + 2), encoding="utf-8")
    (tmp_path / "authorities").mkdir()
    return tmp_path


def run(folder: Path) -> int:
    places = {name: folder / name for name in ("articles", "authorities", "cache")} | {"corrections": folder / "corrections.yaml"}
    return main(["build", str(folder / "sources"), *(part for name, path in places.items() for part in (f"--{name}", str(path)))])


@pytest.fixture
def builds(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Grows with each build that is done."""
    done: list[str] = []

    def counted(*arguments: Path, **options: object) -> Report:
        done.append("built")
        return build(*arguments, **options)  # type: ignore[arg-type]  # handed on as it comes

    monkeypatch.setattr("onrecord.cli.build.build", counted)
    return done


def test_a_build_without_a_change_is_told_and_not_done(folder: Path, builds: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder) == 0
    first = capsys.readouterr().out
    assert run(folder) == 0
    assert len(builds) == 1
    expected = first.replace("2 read, 0 unchanged", "0 read, 2 unchanged").replace("4 files written", "0 files written")
    assert capsys.readouterr().out == expected


CHANGES: dict[str, Callable[[Path], object]] = {
    "a source is edited": lambda folder: (folder / "sources" / "may" / "0.txt").write_text(ARTICLE.format(9), encoding="utf-8"),
    "a source is added": lambda folder: (folder / "sources" / "new.txt").write_text(ARTICLE.format(4), encoding="utf-8"),
    "a source is moved": lambda folder: (folder / "sources" / "may").rename(folder / "sources" / "june"),
    "a correction is made": lambda folder: (folder / "corrections.yaml").write_text(
        "- {document: may-1, field: date, value: 2015-01-01, reason: seen in print}\n", encoding="utf-8"
    ),
    "a record is made": lambda folder: (folder / "authorities" / "people.yaml").write_text(
        "- {id: clara-nyberg, label: Clara Nyberg}\n", encoding="utf-8"
    ),
    "an article is gone": lambda folder: next((folder / "articles").glob("*.json")).unlink(),
    "an article is edited": lambda folder: next((folder / "articles").glob("*.md")).write_text("Other words.\n", encoding="utf-8"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_whatever_changes_is_built(folder: Path, builds: list[str], change: Callable[[Path], object]) -> None:
    run(folder)
    change(folder)
    run(folder)
    assert len(builds) == 2


@pytest.mark.parametrize("spoilt", [b"", b"{}", b'{"read":"","wrote":"","told":1}'])
def test_a_note_that_cannot_be_read_counts_as_none(folder: Path, builds: list[str], spoilt: bytes) -> None:
    run(folder)
    unchanged.note(folder / "cache", "build", folder / "articles").write_bytes(spoilt)
    run(folder)
    assert len(builds) == 2


def test_libraries_and_the_package_are_part_of_what_is_read() -> None:
    assert b"\nmsgspec " in unchanged.programme()
    assert unchanged.programme() == unchanged.programme()


class TestSite:
    @pytest.fixture
    def render(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
        """Builds a site, of one page, and tells how many were built."""
        (folder / "articles").mkdir()
        (folder / "articles" / "ferry.md").write_text("The ferry is late.\n", encoding="utf-8")
        monkeypatch.chdir(folder)
        done = 0

        def a_page(options: Options) -> Path:
            nonlocal done
            done += 1
            assert options.output is not None
            options.output.mkdir(exist_ok=True)
            (options.output / "index.html").write_text(f"{options.name} {done}", encoding="utf-8")
            return options.output

        def run_it(*more: str) -> int:
            places = {"settings": SETTINGS} | {name: folder / name for name in ("articles", "authorities", "output")}
            assert main(["render", *(part for name, path in places.items() for part in (f"--{name}", str(path))), *more]) == 0
            return done

        monkeypatch.setattr("onrecord.site.build.build", a_page)
        return run_it

    def test_a_site_without_a_change_stands(self, render: Callable[..., int]) -> None:
        assert [render(), render()] == [1, 1]

    @pytest.mark.parametrize("path", ["articles/ferry.md", "articles/new.md", "authorities/people.yaml", "output/index.html"])
    def test_whatever_is_written_is_rendered(self, render: Callable[..., int], folder: Path, path: str) -> None:
        render()
        (folder / path).write_text("- {id: clara-nyberg, label: Clara Nyberg}\n", encoding="utf-8")
        assert render() == 2

    def test_another_setting_is_rendered(self, render: Callable[..., int]) -> None:
        assert [render(), render("--name", "Ferries")] == [1, 2]
