"""Pagefind, the established search without a server, over the same documents: what ``run_search.py`` compares with."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from browsing import Clock, Pace, Sent, Server
from queries import Query
from run import Step, watch

from onrecord.search import Document

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

COMMAND = ("npx", "--yes", "pagefind@1.6.0")
IS_SCRIPT = (".js", ".pagefind")
"""Ends of the files that every page loads: the reader and its WebAssembly."""


def missing() -> str:
    """Why it cannot be run here; empty where it can. Downloads it when it is used for the first time."""
    if not shutil.which("npx"):
        return "npm is not installed"
    tried = subprocess.run([*COMMAND, "--version"], capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    return "" if tried.returncode == 0 else "npm could not install it"


def write_pages(folder: Path, documents: Iterable[Document]) -> None:
    """A plain page for each document: title and paragraphs."""
    for document in documents:
        text = document.text
        title, *paragraphs = (escape(text.body[start:end]) for start, end in text.blocks)
        body = "\n".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
        path = folder / document.url
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title></head>\n'
            f"<body><main><h1>{title}</h1>\n{body}</main></body></html>\n",
            encoding="utf-8",
        )
    (folder / "empty.html").write_text('<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Search</title>', encoding="utf-8")


def build(folder: Path) -> Step:
    """Index the pages of a folder as a whole process; what npm itself needs to start is taken off."""
    npm = watch(*COMMAND, "--version")
    step = watch(*COMMAND, "--site", folder)
    return Step(step.seconds - npm.seconds, step.megabytes, step.processor - npm.processor)


# Opens the index; asks, for the ten best pages with their excerpts, and tells how long it took.
OPEN = """async () => {
  window.pagefind = await import("/pagefind/pagefind.js");
  await window.pagefind.init();
}"""
ASK = """async (query) => {
  const start = performance.now(), found = await window.pagefind.search(query);
  await Promise.all(found.results.slice(0, 10).map((result) => result.data()));
  return performance.now() - start;
}"""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was sent, and how fast it was with all files in the browser's cache."""

    index: list[Sent]
    scripts: int
    pace: Pace


def ask(browser: Browser, server: Server, query: Query) -> Answer:
    """Ask in a browser that knows nothing yet; then on a new page of the same browser, when it has kept what was sent."""
    context = browser.new_context()
    server.sent()
    pace = [_ask(context, server, query) for _ in range(2)][-1]
    sent = [one for one in server.sent() if one.path.startswith("pagefind/")]
    context.close()
    scripts = [one for one in sent if one.path.endswith(IS_SCRIPT)]
    return Answer([one for one in sent if one not in scripts], sum(one.bytes for one in scripts), pace)


def _ask(context: BrowserContext, server: Server, query: Query) -> Pace:
    page = context.new_page()
    clock = Clock(context, page)
    page.goto(f"{server.address}/empty.html")
    page.evaluate(OPEN)
    milliseconds, processor = clock.time(ASK, query.typed)
    page.close()
    return Pace(milliseconds, processor)
