"""The Pages workflow: what its steps are, and that the rehearsal runs them in a fresh clone as GitHub would."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from rehearse import ROOT, WORKFLOW, rehearse, steps

HEAD = "jobs:\n  build:\n    steps:\n"


def test_the_workflow_publishes_under_the_address_of_a_project_page() -> None:
    runs = [step for step in steps((ROOT / WORKFLOW).read_text(encoding="utf-8")) if step.run]
    assert [(step.run, step.env) for step in runs] == [("make publish", {"SITEURL": "https://name.github.io/repository"})]


def test_what_is_not_known_is_not_guessed() -> None:
    with pytest.raises(KeyError, match=r"secrets\.KEY"):
        list(steps(HEAD + "      - run: echo ${{ secrets.KEY }}\n"))


def repository(folder: Path, *runs: str) -> Path:
    workflow = folder / WORKFLOW
    workflow.parent.mkdir(parents=True)
    workflow.write_text(HEAD + "".join(f"      - run: {run}\n" for run in runs), encoding="utf-8")
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    for command in (["init", "--quiet"], ["add", "."], [*identity, "commit", "--quiet", "-m", "first"]):
        subprocess.run(["git", *command], cwd=folder, check=True)
    return folder


@pytest.mark.parametrize(
    ("runs", "well", "made"),
    [
        (["touch a", "touch b"], True, ["a", "b"]),
        (["touch a", "'false'", "touch b"], False, ["a"]),
        (["'false | touch a'", "touch b"], False, ["a"]),
        (["test ! -e uncommitted", "'test -z \"$VENV$MAKEFLAGS\"'", "touch a"], True, ["a"]),
    ],
)
def test_steps_run_in_order_in_a_clone_until_one_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, runs: list[str], well: bool, made: list[str]
) -> None:
    monkeypatch.setenv("VENV", "/elsewhere")
    here = repository(tmp_path / "here", *runs)
    (here / "uncommitted").touch()
    assert rehearse(here, tmp_path / "clone") is well
    assert sorted(path.name for path in (tmp_path / "clone").iterdir() if not path.name.startswith(".")) == made
