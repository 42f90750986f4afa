"""What ``make html`` passes on: which folder the articles go to, and that names with spaces survive.

A virtual environment that looks installed stands in for the real one; its ``onrecord`` prints what it was called with.
"""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ECHO = '#!/bin/sh\nprintf "<%s>" "$@"; echo\n'


@pytest.fixture
def venv(tmp_path: Path) -> Path:
    folder = tmp_path / "venv"
    (folder / "bin").mkdir(parents=True)
    (folder / "place").write_text(f"{ROOT}\n", encoding="utf-8")
    (folder / "bin" / "onrecord").write_text(ECHO, encoding="utf-8")
    (folder / "bin" / "onrecord").chmod(0o755)
    for stamp in (".runtime-installed", ".dev-installed"):
        (folder / stamp).touch()
    return folder


def make(venv: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run make as from a shell: not as a part of the make that may be running these tests, nor with its variables."""
    outer = {"MAKEFLAGS", "MFLAGS", "MAKELEVEL", "SOURCES", "ARTICLES", "OUTPUT", "SITEURL", "ARCHIVE", "ARGS"}
    environment = {name: value for name, value in os.environ.items() if name not in outer}
    return subprocess.run(
        ["make", *arguments, f"VENV={venv}"], cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=60
    )


def calls(venv: Path, *arguments: str) -> list[list[str]]:
    done = make(venv, *arguments)
    assert done.returncode == 0, done.stderr
    return [re.findall(r"<(.*?)>", line) for line in done.stdout.splitlines() if line.startswith("<")]


@pytest.mark.parametrize("sources", [[], ["SOURCES=content/sources"], ["SOURCES=./content/sources/"], [f"SOURCES={ROOT}/content/sources"]])
def test_starter_corpus_keeps_its_committed_articles(venv: Path, sources: list[str]) -> None:
    build, render = calls(venv, "html", *sources)
    assert build[0] == "build"
    assert build[2:] == ["--articles", "content/articles"]
    assert render == ["render", "--articles", "content/articles", "--output", "output"]


def test_another_folder_leaves_the_committed_articles_alone(venv: Path, tmp_path: Path) -> None:
    sources = tmp_path / "my articles"
    sources.mkdir()
    build, render = calls(venv, "html", f"SOURCES={sources}", f"OUTPUT={tmp_path / 'my site'}")
    articles = build[3]
    assert build == ["build", str(sources), "--articles", articles]
    assert re.fullmatch(r"\.cache/onrecord/corpora/my-articles-\d+", articles)
    assert render == ["render", "--articles", articles, "--output", str(tmp_path / "my site"), "--name", "my articles"]


def test_two_folders_of_one_name_do_not_share_articles(venv: Path, tmp_path: Path) -> None:
    folders = [tmp_path / parent / "news" for parent in ("a", "b")]
    for folder in folders:
        folder.mkdir(parents=True)
    first, second = (calls(venv, "html", f"SOURCES={folder}")[0][3] for folder in folders)
    assert first != second


def test_articles_go_where_they_are_told_to(venv: Path, tmp_path: Path) -> None:
    build, render = calls(venv, "html", f"SOURCES={tmp_path}", f"ARTICLES={tmp_path / 'some where'}")
    assert build[3] == render[2] == str(tmp_path / "some where")


def test_publish_renders_with_the_settings_for_hosting(venv: Path) -> None:
    _, render, check = calls(venv, "publish", "SITEURL=https://example.org/corpus")
    assert render[:3] == ["render", "--settings", "publishconf.py"]
    assert check == ["check", "--site", "output", "--strict"]


@pytest.mark.parametrize(("given", "to"), [([], []), (["ARCHIVE=my corpus.zip"], ["--to", "my corpus.zip"])])
def test_archive_is_told_where_to(venv: Path, tmp_path: Path, given: list[str], to: list[str]) -> None:
    build, archive = calls(venv, "archive", f"SOURCES={tmp_path}", f"OUTPUT={tmp_path / 'my site'}", *given)
    assert archive == ["archive", "--articles", build[3], "--output", str(tmp_path / "my site"), *to, "--name", tmp_path.name]


def test_folder_that_is_not_there_is_named(venv: Path) -> None:
    done = make(venv, "html", "SOURCES=no such folder")
    assert done.returncode != 0
    assert "SOURCES=no such folder: there is no such folder" in done.stderr
    assert done.stdout == ""


def test_a_file_is_no_folder_of_sources(venv: Path) -> None:
    done = make(venv, "html", "SOURCES=README.md")
    assert done.returncode != 0
    assert "SOURCES=README.md: is a file; name the folder that holds your articles" in done.stderr


def test_site_is_not_rendered_when_the_build_failed(venv: Path) -> None:
    (venv / "bin" / "onrecord").write_text('#!/bin/sh\necho "<$1>"\nexit 1\n', encoding="utf-8")
    done = make(venv, "html")
    assert done.returncode != 0
    assert done.stdout == "<build>\n"
