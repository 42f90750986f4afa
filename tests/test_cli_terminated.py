"""A command that is terminated leaves nothing half-written, and no temporary folder."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
WAITING = """
import sys, time
from onrecord.cli import main
{imported}
{place} = lambda *arguments, **options: time.sleep(60)
sys.exit(main(sys.argv[1:]))
"""
"""Runs a command that stops in the midst of its work."""
PLACES = [
    ("import onrecord.search; files = sys.modules['onrecord.search.files']", "files.Lexicon", "onrecord-search-*"),
    ("from onrecord.site import searching", "searching.spellings.files", "out/.*-site-*"),
]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a process at once")
@pytest.mark.parametrize(("imported", "place", "left"), PLACES)
def test_a_render_that_is_terminated_leaves_nothing(imported: str, place: str, left: str, tmp_path: Path) -> None:
    command = [sys.executable, "-c", WAITING.format(imported=imported, place=place), "render", "--output", str(tmp_path / "out/site")]
    environment = os.environ | {"TMPDIR": str(tmp_path), "PYTHONPATH": str(ROOT / "tools")}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True) as process:
        while process.poll() is None and not list(tmp_path.glob(left)):
            time.sleep(0.05)
        process.send_signal(signal.SIGTERM)
        _, told = process.communicate(timeout=60)
    assert (process.returncode, told) == (130, "onrecord: interrupted; what was built before stands as it was\n")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    assert list(tmp_path.glob(left)) == []
