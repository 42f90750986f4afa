"""``onrecord new``: the corpus it makes holds what it needs, builds, and renders; nothing that exists is touched."""

from __future__ import annotations

import re
import runpy
import subprocess
from pathlib import Path

import pytest

from onrecord import authorities, corrections, scaffold
from onrecord.cli import main

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("new") / "port-ellery"
    assert main(["new", str(folder)]) == 0
    return folder


@pytest.mark.parametrize(
    "name",
    [
        ".github/workflows/pages.yml",
        ".gitignore",
        "LICENSE",
        "Makefile",
        "README.md",
        "content/articles",
        "content/authorities/events.yaml",
        "content/corrections.yaml",
        "content/pages/about.md",
        "content/pages/method.md",
        "content/pages/publishing.md",
        "content/sources/the-ferry-returns.txt",
        "pelicanconf.py",
        "publishconf.py",
        "pyproject.toml",
        "requirements.lock",
        "theme/templates/base.html",
        "tools/install",
        "tools/onrecord/__init__.py",
        "tools/onrecord/scaffold/templates/README.md",
        "tools/onrecord/vocabulary/problems.yaml",
    ],
)
def test_a_new_corpus_has(corpus: Path, name: str) -> None:
    assert (corpus / name).exists()


@pytest.mark.parametrize("name", scaffold.WHOLE)
def test_what_the_project_has_is_taken_as_it_is(corpus: Path, name: str) -> None:
    pairs = [(path, corpus / path.relative_to(ROOT)) for path in ((ROOT / name).rglob("*") if (ROOT / name).is_dir() else [ROOT / name])]
    assert [copy for path, copy in pairs if path.is_file() and path.read_bytes() != copy.read_bytes()] == []


def test_nothing_of_the_starter_corpus_comes_along(corpus: Path) -> None:
    assert authorities.load(corpus / "content" / "authorities") == authorities.Authorities()
    assert corrections.load(corpus / "content" / "corrections.yaml") == ()
    assert [path.name for path in (corpus / "content" / "sources").iterdir()] == ["the-ferry-returns.txt"]


def test_no_compiled_file_comes_along(corpus: Path) -> None:
    assert [path for path in corpus.rglob("*") if path.name == "__pycache__" or path.suffix == ".pyc"] == []


@pytest.mark.parametrize("name", ["authorities/people.yaml", "authorities/outlets.yaml", "corrections.yaml"])
def test_hand_kept_files_say_how_to_fill_them(corpus: Path, name: str) -> None:
    text = (corpus / "content" / name).read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert len(text.splitlines()) > 5


def test_the_site_is_named_after_the_folder(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(corpus)
    settings = runpy.run_path(str(corpus / "pelicanconf.py"))
    assert (settings["SITENAME"], settings["SITESUBTITLE"]) == ("Port ellery", "")
    assert (corpus / "README.md").read_text(encoding="utf-8").startswith("# Port ellery\n")


@pytest.mark.parametrize(
    ("name", "title"),
    [("port-ellery", "Port ellery"), ('a"; import os #', "A import os"), ("--", "A new corpus"), ("BBC news", "BBC news")],
)
def test_title_of_a_folder(name: str, title: str) -> None:
    assert scaffold.title_of(Path(name)) == title


def test_make_offers_what_works_here(corpus: Path) -> None:
    shown = subprocess.run(["make"], cwd=corpus, capture_output=True, text=True, check=True, timeout=60).stdout
    assert set(re.findall(r"^  ([a-z-]+) ", shown, re.MULTILINE)) == scaffold.COMMANDS


def test_makefile_names_nothing_that_is_not_there(corpus: Path) -> None:
    text = (corpus / "Makefile").read_text(encoding="utf-8")
    assert [
        word
        for word in ("DEV", "tests", "requirements-dev", "pytest ", "$(ARGS)", "SIZES", "DOCUMENTS", "EVAL")
        if word in text.replace(".pytest_cache", "")
    ] == []
    assert subprocess.run(["make", "clean"], cwd=corpus, check=True, timeout=60).returncode == 0
    assert subprocess.run([corpus / "tools" / "install"], cwd=corpus, capture_output=True, check=False, timeout=60).returncode != 126


@pytest.mark.site
def test_it_builds_and_renders(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(corpus)
    assert main(["build", "--jobs", "1"]) == 0
    assert main(["check", "--jobs", "1", "--strict"]) == 0
    assert main(["render"]) == 0
    page = (corpus / "output" / "articles" / "the-ferry-returns-to-port-ellery.html").read_text(encoding="utf-8")
    assert "The ferry returns to Port Ellery" in page
    assert "Greta <b>Lindqvist</b>" in (corpus / "output" / "people.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(("made", "message"), [("folder", "this folder is not empty"), ("file", "this is a file")])
def test_what_exists_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str], made: str, message: str) -> None:
    place = tmp_path / "corpus"
    if made == "folder":
        place.mkdir()
        (place / "notes.txt").write_text("mine", encoding="utf-8")
    else:
        place.write_text("mine", encoding="utf-8")
    before = sorted(tmp_path.rglob("*"))
    assert main(["new", str(place)]) == 2
    assert message in capsys.readouterr().err
    assert sorted(tmp_path.rglob("*")) == before


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    assert main(["new", str(tmp_path)]) == 0
    assert (tmp_path / "Makefile").exists()


def test_a_folder_inside_the_program_does_not_copy_itself(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    first = tmp_path / "first"
    assert main(["new", str(first)]) == 0
    monkeypatch.setattr(scaffold, "_PACKAGE", first / "tools" / "onrecord")
    assert main(["new", str(first / "tools" / "onrecord" / "second")]) == 0
    assert not (first / "tools" / "onrecord" / "second" / "tools" / "onrecord" / "second").exists()


def test_an_installation_without_the_files_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(scaffold, "_PACKAGE", tmp_path / "lib" / "python" / "onrecord")
    assert main(["new", str(tmp_path / "corpus")]) == 2
    assert "lacks the files of a new corpus" in capsys.readouterr().err
    assert not (tmp_path / "corpus").exists()
