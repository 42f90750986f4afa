"""What is imported is declared, what is declared is used, and what is declared is pinned for whoever installs from a lock file."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from onrecord import scaffold

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "tools" / "onrecord"
LOCKS = ("requirements.lock", "requirements-dev.lock")
NOT_IMPORTED_BY_US = {"markdown"}
"""Pelican imports it for the hand-kept pages."""


def normal(name: str) -> str:
    """A distribution's name as the packaging standards compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def names(requirements: list[str]) -> set[str]:
    return {normal(re.split(r"[^\w.-]", requirement)[0]) for requirement in requirements}


@cache
def project() -> dict[str, list[str]]:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = [item for items in declared["project"].get("optional-dependencies", {}).values() for item in items]
    return {"runtime": [*declared["project"]["dependencies"], *extras], "dev": declared["dependency-groups"]["dev"]}


@cache
def imported() -> frozenset[str]:
    """The distributions whose modules the package imports, the standard library and the package itself left out."""
    modules: set[str] = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                modules |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                modules.add(node.module.partition(".")[0])
    installed = packages_distributions()
    foreign = modules - sys.stdlib_module_names - {"onrecord", "_typeshed"}  # the latter is a type checker's own
    return frozenset(normal(installed.get(module, [module])[0]) for module in foreign)


def pins(lock: str) -> dict[str, str]:
    """The versions that a lock file pins, by distribution."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    return {normal(name): version for name, version in re.findall(r"^([\w.-]+)==(\S+)", text, re.MULTILINE)}


def test_what_is_imported_is_declared() -> None:
    assert sorted(imported() - names(project()["runtime"])) == []


def test_what_is_declared_is_imported() -> None:
    assert sorted(names(project()["runtime"]) - imported() - NOT_IMPORTED_BY_US) == []


@pytest.mark.parametrize("requirement", project()["runtime"])
def test_every_dependency_has_a_lower_bound(requirement: str) -> None:
    assert re.fullmatch(r"[\w.-]+>=[\d.]+", requirement)


@pytest.mark.parametrize("lock", LOCKS)
def test_runtime_dependencies_are_pinned(lock: str) -> None:
    assert sorted(names(project()["runtime"]) - pins(lock).keys()) == []


def test_dev_dependencies_are_pinned() -> None:
    assert sorted(names(project()["dev"]) - pins("requirements-dev.lock").keys()) == []


def test_both_lock_files_pin_the_same_versions() -> None:
    runtime, dev = map(pins, LOCKS)
    assert {name: dev.get(name) for name in runtime} == runtime


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_files_name_no_host_and_no_path(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert re.findall(r"\w+://\S+|--(?:extra-)?index-url|--find-links|^\S*/\S+", text, re.MULTILINE) == []


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_carries_its_hashes(lock: str) -> None:
    entries = re.split(r"^(?=[\w.-]+==)", (ROOT / lock).read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    assert [entry.splitlines()[0] for entry in entries if "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("name", [*scaffold.WHOLE, *scaffold.HEADS, "Makefile", "pelicanconf.py"])
def test_the_wheel_has_what_a_new_corpus_takes(name: str) -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    included = declared["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    (place,) = [place for place in included if name == place or name.startswith(f"{place}/")]
    assert included[place] == f"onrecord/scaffold/project/{place}"
