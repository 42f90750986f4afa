"""Show the built site at a loopback address; with --watch, rebuild it when something changes.

Only this machine can reach the address. The site also works when index.html is opened from its folder.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from onrecord.errors import ConfigurationError

EXAMPLE = "onrecord serve --port 8000 --watch"

_LAST_PORT = 65535
_WATCHED = ("content", "theme", "pelicanconf.py")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("--port", metavar="N", type=_port, default=8000, help="port on 127.0.0.1 (default: 8000; 0 takes any free one)")
    parser.add_argument("--output", type=Path, metavar="DIR", default=Path("output"), help="folder of the site (default: output)")
    parser.add_argument("--sources", type=Path, metavar="DIR", default=Path("content/sources"), help="with --watch: folder of articles")
    parser.add_argument("--articles", type=Path, metavar="DIR", default=Path("content/articles"), help="with --watch: what is built of it")
    parser.add_argument("--name", help="with --watch: the corpus's name, where the settings do not name it")
    parser.add_argument(
        "--watch", action="store_true", help="rebuild when sources, authority files, corrections, pages or the theme change"
    )


def _port(given: str) -> int:
    if not given.isdecimal() or int(given) > _LAST_PORT:
        raise ConfigurationError(f"--port {given}: name a number from 0 to {_LAST_PORT}")
    return int(given)


def run(arguments: argparse.Namespace) -> int:
    """Serve until interrupted."""
    if not arguments.watch and not (arguments.output / "index.html").exists():
        raise ConfigurationError(f"{arguments.output}: no site there yet; run `make html` first")
    with server(arguments.output, arguments.port) as running:
        print(f"The site is at http://127.0.0.1:{running.server_port}/ (Ctrl+C ends)", flush=True)
        if arguments.watch:
            threading.Thread(target=_rebuild_on_change, args=(arguments,), daemon=True).start()
        try:
            running.serve_forever()
        except KeyboardInterrupt:
            print()
    return 0


class _Handler(SimpleHTTPRequestHandler):
    """Serves the site as a static host would: its own 404 page, no caching."""

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.exists():
            super().send_error(code, message, explain)
            return
        content = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (the name is the base class's)
        """Requests are not logged: the terminal is for the builds."""


def server(output: Path, port: int) -> ThreadingHTTPServer:
    """A server of a folder that only this machine can reach. Raises :class:`ConfigurationError` when the port is taken."""
    try:
        return ThreadingHTTPServer(("127.0.0.1", port), partial(_Handler, directory=str(output.resolve())))
    except OSError as error:
        raise ConfigurationError(f"port {port} cannot be used ({error.strerror}); choose another with --port") from error


def _rebuild_on_change(arguments: argparse.Namespace) -> None:
    from watchfiles import watch

    _rebuild(arguments)
    watched = [path for path in (*map(Path, _WATCHED), arguments.sources) if path.exists()]
    generated = arguments.articles.resolve()  # written by the build itself: a change there must not start another one
    for _ in watch(*watched, watch_filter=lambda _, path: generated not in Path(path).resolve().parents):
        _rebuild(arguments)


def _rebuild(arguments: argparse.Namespace) -> None:
    """Build and render in processes of their own, so that each run sees the rules and templates as they now stand."""
    articles = ["--articles", str(arguments.articles)]
    name = ["--name", arguments.name] if arguments.name else []
    for command in (["build", str(arguments.sources), *articles], ["render", *articles, "--output", str(arguments.output), *name]):
        if subprocess.run([sys.executable, "-m", "onrecord", *command], check=False).returncode:  # noqa: S603  (this program itself)
            print("The site stays as it was; mend the above and save.", flush=True)
            return
