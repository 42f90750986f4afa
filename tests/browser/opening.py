"""A folder as a browser opens it: its files, or over HTTP as a host serves them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

WAYS = ("file", "http")


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (the name in the library)
        """Nothing: the tests ask hundreds of times."""


@contextmanager
def opened(folder: Path, way: str) -> Iterator[str]:
    """The address of a folder, in one of :data:`WAYS`."""
    if way == "file":
        yield folder.as_uri()
        return
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
