"""The search page in a browser: served by a small server that packs what it sends and counts its bytes, or opened from the folder."""

from __future__ import annotations

import gzip
import re
import shutil
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

import jinja2
from queries import Query

from onrecord.site.searching import FACETS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

THEME = Path(__file__).resolve().parents[2] / "theme"
BASE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Search</title>
{% block styles %}{% endblock %}{% block scripts %}{% endblock %}</head>
<body>{% block main %}{% endblock %}{% block page_kind %}{% endblock %}</body></html>"""


def write_page(folder: Path, documents: int) -> None:
    """Write the search page of the theme, without the frame of a site around it, beside the index."""
    loader = jinja2.ChoiceLoader([jinja2.DictLoader({"base.html": BASE}), jinja2.FileSystemLoader(THEME / "templates")])
    template = jinja2.Environment(loader=loader, autoescape=True).get_template("search.html")
    page = template.render(root="", page={"documents": documents, "lists": ()}, search_facets=tuple(FACETS.items()), search_folders={})
    shutil.copytree(THEME / "static", folder / "theme")
    (folder / "search.html").write_text(page, encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Sent:
    """A file that the browser fetched, and the bytes of its body as sent."""

    path: str
    bytes: int

    @property
    def kind(self) -> str:
        """What a file of the index holds: its name without the number."""
        return re.sub(r"-\d+$", "", Path(self.path).stem)


@dataclass(slots=True)
class Server:
    """Sends the files of a folder over HTTP, and keeps account."""

    address: str
    log: list[Sent] = field(default_factory=list)

    def sent(self) -> list[Sent]:
        """What was sent since the last time."""
        log, self.log = self.log, []
        return log


@contextmanager
def serving(folder: Path) -> Iterator[Server]:
    """Serve a folder as a web host would: packed by gzip where that makes a file smaller, and to be kept by the browser."""

    @lru_cache(maxsize=2000)
    def packed(path: Path) -> tuple[bytes, bool]:
        content = path.read_bytes()
        small = gzip.compress(content, 6, mtime=0)
        return (small, True) if len(small) < len(content) else (content, False)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            path = folder / unquote(urlsplit(self.path).path).lstrip("/")
            if not path.is_file():
                self.send_error(404)
                return
            content, small = packed(path)
            server.log.append(Sent(path.relative_to(folder).as_posix(), len(content)))
            self.send_response(200)
            self.send_header("Content-Type", guess_type(path)[0] or "application/octet-stream")
            self.send_header("Content-Length", str(len(content)))
            self.send_header("Cache-Control", "max-age=3600")
            if small:
                self.send_header("Content-Encoding", "gzip")
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (the name in the library)
            """Nothing: thousands of files are sent."""

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server = Server(f"http://127.0.0.1:{http.server_port}")
    threading.Thread(target=http.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()


# Tells when the page has answered, and what it says.
WATCH = """window.answered = new Promise((resolve) => {
  const patience = setTimeout(() => resolve("no answer"), 120000);
  new MutationObserver((_, observer) => {
    const status = (document.querySelector(".filter-result") || {}).textContent;
    if (!status || status.endsWith("…")) return;
    observer.disconnect();
    clearTimeout(patience);
    resolve(status);
  }).observe(document, { childList: true, subtree: true, characterData: true });
});"""
# Hands some files to a page that is open already, as the page itself loads them, and lets it come to rest.
HAND = """async (files) => {
  await Promise.all(files.map((file) => new Promise((resolve) => {
    const script = document.createElement("script");
    script.src = file;
    script.onload = resolve;
    document.head.append(script);
  })));
  await new Promise((resolve) => setTimeout(resolve, 100));
}"""
# Asks, and tells how long the answer took.
ASK = """async (asked) => {
  const start = performance.now();
  location.hash = asked;
  return [await window.answered, performance.now() - start];
}"""


@dataclass(frozen=True, slots=True)
class Pace:
    """Milliseconds of an answer, and those of them that the processor spent on the page's thread."""

    milliseconds: float
    processor: float


@dataclass(frozen=True, slots=True)
class Answer:
    """What the page said, what was sent for it, and how fast it was with all files in the browser's cache."""

    places: int
    documents: int
    index: Sequence[Sent]
    scripts: int
    pace: Pace


def ask(browser: Browser, server: Server, query: Query) -> Answer:
    """Ask in a browser that knows nothing yet; then on an open page of the same browser, to which all files of the index that were sent
    have been handed: it has their bytes, and has decoded none of them but what it reads for itself while it rests before a question."""
    context = browser.new_context()
    context.add_init_script(WATCH)
    server.sent()
    status = _look(context, f"{server.address}/search.html#{query.address}")
    sent = server.sent()
    page = context.new_page()
    clock = Clock(context, page)
    page.goto(f"{server.address}/search.html", wait_until="networkidle")
    page.evaluate(HAND, [one.path for one in sent if one.path.startswith("search/") and one.kind != "index"])
    (again, milliseconds), processor = clock.time(ASK, query.address)
    context.close()
    if again != status:
        raise RuntimeError(f"{query}: first “{status}”, then “{again}”")
    places, documents = _numbers(status)
    scripts = sum(one.bytes for one in sent if one.path.endswith(".js") and one.path.startswith("theme/"))
    return Answer(places, documents, [one for one in sent if one.path.startswith("search/")], scripts, Pace(milliseconds, processor))


class Clock:
    """Measures the processor time that a page spends, in scripts, decoding and layout, however busy the machine is."""

    def __init__(self, context: BrowserContext, page: Page) -> None:
        self._page = page
        self._session = context.new_cdp_session(page)
        self._session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def time(self, function: str, argument: str) -> tuple[Any, float]:
        """What a function of the page gives, and the milliseconds of processor time until then."""
        before = self._spent()
        given = self._page.evaluate(function, argument)
        return given, self._spent() - before

    def _spent(self) -> float:
        metrics = self._session.send("Performance.getMetrics")["metrics"]
        return next(1000 * float(metric["value"]) for metric in metrics if metric["name"] == "TaskDuration")


def counts_from_folder(browser: Browser, folder: Path, queries: Sequence[Query]) -> list[tuple[int, int]]:
    """The (places, documents) that the page tells when it is opened without a server."""
    context = browser.new_context()
    context.add_init_script(WATCH)
    page = (folder / "search.html").as_uri()
    found = [_numbers(_look(context, f"{page}#{query.address}")) for query in queries]
    context.close()
    return found


def _look(context: BrowserContext, address: str) -> str:
    page = context.new_page()
    page.goto(address, wait_until="commit")
    said: str = page.evaluate("window.answered")
    page.close()
    return said


def _numbers(status: str) -> tuple[int, int]:
    """Places and documents in what the page says, -1 where it says something else."""
    match = re.match(r"(?:([\d,]+) hits? in )?([\d,]+) documents? of ", status)
    if not match:
        return -1, -1
    places, documents = (int((number or "0").replace(",", "")) for number in match.groups())
    return places, documents
