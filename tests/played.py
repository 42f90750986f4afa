"""Plays the examples of a page of the guide as a reader would type them, in a corpus made for it.

A block of code that begins with ``$ `` holds commands, each with what it prints; ``…`` alone on a line stands for any lines, and
within a line for any signs. A block whose first line is a comment with a file's name is added to that file.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord import scaffold

ROOT = Path(__file__).resolve().parents[1]
HOME = "/home/you"
"""What stands on the page for the folder that holds the corpora."""
_FENCED = re.compile(r"^```\w*\n(.*?)\n```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Typed:
    """A command with what the page says it prints, or lines that are added to a file."""

    command: str
    shown: str
    file: str = ""


def typed(page: str) -> Iterator[Typed]:
    """The examples of a page, in their order; blocks that are neither commands nor lines of a file are passed over."""
    for block in _FENCED.findall(page):
        if block.startswith("$ "):
            for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
                command, _, shown = part.partition("\n")
                yield Typed(command, shown.rstrip("\n"))
        elif named := re.match(r"# (\S+/\S+)\n", block):
            yield Typed("", block, named[1])


def matches(shown: str, printed: str) -> bool:
    """Whether a command printed what the page shows. Spaces at the ends of lines do not count."""
    pattern = "\n".join("(?:.*\n)*?.*" if line == "…" else re.escape(line).replace("…", ".*") for line in shown.splitlines())
    return re.fullmatch(pattern, "\n".join(line.rstrip() for line in printed.rstrip().splitlines())) is not None


class Reader:
    """Somebody at a keyboard, in a folder where the program is installed: it is called by make, and by its path in ``.venv``."""

    def __init__(self, home: Path) -> None:
        self._home = home
        scaffold.create(home / "onrecord")
        self._enter(home / "onrecord")

    def _enter(self, folder: Path) -> None:
        """Go to a corpus, where the program that runs these tests stands in for its own environment."""
        self._folder = folder
        programs = folder / ".venv" / "bin"
        programs.mkdir(parents=True)
        (folder / ".venv" / "place").write_text(f"{folder}\n", encoding="utf-8")
        (programs / "onrecord").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m onrecord "$@"\n', encoding="utf-8")
        (programs / "onrecord").chmod(0o755)
        (folder / ".venv" / ".runtime-installed").touch()

    def play(self, example: Typed) -> str:
        """Do what an example says; returns what it printed."""
        if example.file:
            with (self._folder / example.file).open("a", encoding="utf-8") as file:
                file.write(f"\n{example.shown}\n")
            return example.shown
        if example.command.startswith("cd "):
            self._enter((self._folder / example.command.removeprefix("cd ")).resolve())
            return ""
        outer = {"MAKEFLAGS", "MFLAGS", "MAKELEVEL", "SOURCES", "ARTICLES", "OUTPUT", "SITEURL", "ARCHIVE", "VENV", "SOURCE_DATE_EPOCH"}
        environment = {name: value for name, value in os.environ.items() if name not in outer}
        environment["PYTHONPATH"] = str(ROOT / "tools")
        done = subprocess.run(
            ["bash", "-c", example.command], cwd=self._folder, env=environment, capture_output=True, text=True, check=False, timeout=180
        )
        return (done.stdout + (done.stderr if done.returncode else "")).replace(str(self._home), HOME)
