"""Documentation that cannot rot: what a user may type is explained, and what a user may be told is explained."""

from __future__ import annotations

import argparse
import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest
import yaml

from onrecord import cli
from onrecord.authorities import KINDS
from onrecord.build import build

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "tools" / "onrecord"
RAISERS_OF_CODES = {"Problem", "SourceError"}
"""Calls whose first argument is a code that ``vocabulary/problems.yaml`` explains."""


@cache
def readme() -> str:
    return (ROOT / "README.md").read_text(encoding="utf-8")


@cache
def makefile() -> str:
    return (ROOT / "Makefile").read_text(encoding="utf-8")


@cache
def explained() -> dict[str, dict[str, str]]:
    loaded: dict[str, dict[str, str]] = yaml.safe_load((PACKAGE / "vocabulary" / "problems.yaml").read_text(encoding="utf-8"))
    return loaded


def codes_in(source: str) -> Iterator[str]:
    """The codes a module names, whether as ``Problem("code", …)`` or as ``Problem(code="code", …)``."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name not in RAISERS_OF_CODES:
            continue
        keyed = [keyword.value for keyword in node.keywords if keyword.arg == "code"]
        for argument in (*node.args[:1], *keyed):
            yield from (leaf.value for leaf in ast.walk(argument) if isinstance(leaf, ast.Constant) and isinstance(leaf.value, str))


def codes_used() -> list[str]:
    modules = sorted(PACKAGE.rglob("*.py"))
    return sorted({code for module in modules for code in codes_in(module.read_text(encoding="utf-8"))})


def targets() -> list[str]:
    """The commands of the Makefile: its phony targets."""
    return sorted({name for line in re.findall(r"^\.PHONY: ([a-z ]+)$", makefile(), re.MULTILINE) for name in line.split()})


@pytest.mark.parametrize("command", cli.COMMANDS)
class TestCommands:
    def test_help_tells_what_it_does_and_shows_an_example(self, command: str) -> None:
        shown = subprocess.run(
            [sys.executable, "-m", "onrecord", command, "--help"], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
        ).stdout
        assert f"onrecord {command}" in shown.split("example:")[1]

    def test_module_has_a_summary_of_one_line(self, command: str) -> None:
        summary, _, more = (import_module(f"onrecord.cli.{command}").__doc__ or "").partition("\n")
        assert summary.endswith(".")
        assert not more.strip() or more.startswith("\n")

    def test_every_option_is_explained(self, command: str) -> None:
        parser = argparse.ArgumentParser(add_help=False)
        import_module(f"onrecord.cli.{command}").add_arguments(parser)
        assert [action.dest for action in parser._actions if not action.help] == []

    def test_readme_names_it(self, command: str) -> None:
        assert re.search(rf"\bonrecord {command}\b", readme())


@pytest.mark.parametrize("target", targets())
def test_every_make_target_has_a_help_text(target: str) -> None:
    assert re.search(rf"^{target}:.*## \S", makefile(), re.MULTILINE)


def test_make_lists_every_target() -> None:
    shown = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60).stdout
    listed = re.findall(r"^  ([a-z]+) ", shown, re.MULTILINE)
    assert sorted(listed) == targets()


@pytest.mark.parametrize("command", ["make html", "make html SOURCES=", "make test"])
def test_readme_shows_the_commands_everybody_needs(command: str) -> None:
    assert command in readme()


def test_readme_is_short_enough_to_be_read() -> None:
    assert len(readme().splitlines()) < 200


def test_corrections_of_the_readme_meet_what_they_name(tmp_path: Path) -> None:
    """They are corrections of the starter corpus that a reader may try as they stand."""
    blocks = [block for block in re.findall(r"```yaml\n(.*?)```", readme(), re.DOTALL) if block.startswith("- document:")]
    (tmp_path / "corrections.yaml").write_text("".join(blocks), encoding="utf-8")
    report = build(
        ROOT / "content" / "sources",
        tmp_path / "articles",
        authorities_folder=ROOT / "content" / "authorities",
        corrections_file=tmp_path / "corrections.yaml",
        cache=tmp_path / "cache",
        jobs=1,
    )
    assert [found for found in report.problems if found[1].code.startswith("correction-")] == []
    (document,) = [d for d in report.documents if d.annotated.described.cleaned.source.id == "aliyev-receives-general-raza-2021"]
    decided = {r.field for s in (*document.annotated.statements, *document.deleted) for r in s.revisions}
    assert decided == {"speaker", "delete", "add"}


def test_commands_of_the_readme_are_called_by_a_path_that_is_there() -> None:
    """`make html` puts no program on the PATH."""
    called = [line.removeprefix("$ ") for block in re.findall(r"```\n(.*?)```", readme(), re.DOTALL) for line in block.splitlines()]
    assert [line for line in called if re.match(r"onrecord\b", line)] == []


def test_links_of_the_readme_lead_somewhere() -> None:
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", readme())
    assert [link for link in links if not (ROOT / link).exists()] == []


@pytest.mark.parametrize("code", codes_used())
def test_every_problem_says_what_it_means_and_what_to_do(code: str) -> None:
    entry = explained()[code]
    assert entry["means"].strip()
    assert entry["do"].strip()


def test_no_problem_is_explained_that_never_occurs() -> None:
    package = "".join(module.read_text(encoding="utf-8") for module in PACKAGE.rglob("*.py"))
    assert [code for code in explained() if f'"{code}"' not in package] == []


@pytest.mark.parametrize(
    ("source", "codes"),
    [
        ('Problem("date-missing", detail)', ["date-missing"]),
        ('records.Problem(code="no-title", detail="x")', ["no-title"]),
        ('raise SourceError("empty" if blank else "binary", name)', ["empty", "binary"]),
        ('Problem(code, "detail")', []),
        ('Edit(1, 2, "x", "rule")', []),
    ],
)
def test_codes_are_found_however_they_are_written(source: str, codes: list[str]) -> None:
    assert list(codes_in(source)) == codes


EXAMPLES = re.findall(r"^```\n\$ \.venv/bin/(onrecord [^\n]+)\n(.*?)\n```$", readme(), re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize(("command", "output"), EXAMPLES, ids=[command for command, _ in EXAMPLES])
def test_output_in_the_readme_is_what_the_command_prints(command: str, output: str) -> None:
    done = subprocess.run([sys.executable, "-m", *command.split()], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)
    assert [line.rstrip() for line in done.stdout.rstrip().splitlines()] == output.splitlines()


def test_the_readme_shows_output() -> None:
    assert len(EXAMPLES) >= 2


FERRY = {
    "agreement": "Title: The ferry agreement\n\nMinister Mohammed Hussein Dost signed the agreement on the ferry. “It is late,” Dost said.\n",
    "late": "Title: The late ferry\n\nMinister Muhamad Husain Dost said that the ferry was late.\n",
}


def test_the_suggestion_that_the_page_on_curating_shows_is_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "sources").mkdir()
    for name, text in FERRY.items():
        (tmp_path / "sources" / f"{name}.txt").write_text(text, encoding="utf-8")
    places = ["--articles", str(tmp_path / "articles"), "--authorities", str(tmp_path / "authorities")]
    kept = ["--cache", str(tmp_path / "cache"), "--corrections", str(tmp_path / "none.yaml"), "--jobs", "1"]
    assert cli.main(["build", str(tmp_path / "sources"), *places, *kept]) == 0
    capsys.readouterr()
    assert cli.main(["suggest", *places]) == 0
    (shown,) = re.findall(r"```yaml\n(.*?)```", curating(), re.DOTALL)
    assert shown in capsys.readouterr().out


def curating() -> str:
    return (ROOT / "content" / "pages" / "curating.md").read_text(encoding="utf-8")


def test_the_page_on_curating_tells_of_every_field() -> None:
    told = set(re.findall(r"`([a-z_]+)`", curating()))
    assert {field for record in KINDS.values() for field in record.__struct_fields__} <= told


@pytest.mark.parametrize("option", ["--apply", "--apart", "--refuse", "--why", "--json", "--csv", "--skos", "--base", "--kind"])
def test_the_page_on_curating_tells_of_every_option_to_decide_with(option: str) -> None:
    assert f"{option}" in curating()


def test_options_of_ways_in_and_out_are_explained() -> None:
    parser = argparse.ArgumentParser(add_help=False)
    import_module("onrecord.cli.authorities").add_arguments(parser)
    (ways,) = [action.choices for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    assert [action.dest for way in ways.values() for action in way._actions if not action.help] == []
