"""What all tests share: the ``--golden`` option, markers, and things that may be missing on a machine.

A test that needs what is missing is skipped with the reason, and pytest's summary lists it.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parents[1]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ("--no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-component-update --disable-sync").split()

# The same examples on every run: a build that passes once passes again.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden", action="store_true", help="rewrite the golden documents instead of comparing with them")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "browser: drives Chromium; skipped where there is none")
    config.addinivalue_line("markers", "site: builds a whole site")


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def golden(request: pytest.FixtureRequest) -> bool:
    """Whether golden documents are to be rewritten (``make golden``)."""
    return bool(request.config.getoption("--golden"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of source texts beside the repository, which may not be republished and so is no part of it."""
    folder = ROOT.parent / "shared"
    if not (folder / "seeds").is_dir():
        pytest.skip("the folder ../shared with the texts of the publishers is not here")
    return folder


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The browser that is installed on this machine; Playwright downloads none."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.skip("no Chromium on this machine (on Debian: apt install chromium)")
    return Path(found)


@pytest.fixture(scope="module")
def browser(chromium: Path) -> Iterator[Browser]:
    """That browser, driven by Playwright."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(chromium), args=FLAGS)
        yield browser
        browser.close()
