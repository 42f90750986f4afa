"""Firefox driven by WebDriver BiDi (https://w3c.github.io/webdriver-bidi/), as far as the tests of searching need it.

Playwright drives no Firefox but its own build, and geckodriver is no package of Debian; Firefox itself speaks the protocol.
"""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

_PATIENCE = 60
"""Seconds that a start of Firefox may take."""
_MESSAGE = 64 * 1024 * 1024
"""Bytes of the longest answer: the texts of a test corpus."""


class Page:
    """A tab, with the two methods of Playwright's page that the tests of searching use."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._sent = 0
        self._send("session.new", capabilities={})
        self._context = self._send("browsingContext.create", type="tab")["context"]

    def goto(self, url: str) -> None:
        """Open an address and wait until it has loaded."""
        self._send("browsingContext.navigate", context=self._context, url=url, wait="complete")

    def evaluate(self, function: str, argument: object = None) -> Any:
        """What a function of one argument returns; both travel as JSON."""
        call = f"(async () => JSON.stringify(await ({function})({json.dumps(argument)})))()"
        told = self._send("script.evaluate", expression=call, target={"context": self._context}, awaitPromise=True)
        if told["type"] != "success":
            raise RuntimeError(told["exceptionDetails"]["text"])
        return json.loads(told["result"].get("value", "null"))

    def _send(self, method: str, **params: object) -> Any:
        self._sent += 1
        self._socket.send(json.dumps({"id": self._sent, "method": method, "params": params}))
        while True:
            answer = json.loads(self._socket.recv(timeout=120))
            if answer.get("id") == self._sent:
                if answer["type"] == "error":
                    raise RuntimeError(f"{answer['error']}: {answer['message']}")
                return answer["result"]


@contextmanager
def launch(executable: Path, profile: Path) -> Iterator[Page]:
    """A Firefox without a window, with a profile of its own; closed at the end."""
    command = [str(executable), "--headless", "--no-remote", "--profile", str(profile), "--remote-debugging-port", "0"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            with connect(f"{_address(profile)}/session", max_size=_MESSAGE, compression=None) as socket:
                yield Page(socket)
        finally:
            process.terminate()


def _address(profile: Path) -> str:
    """Where Firefox listens: it writes that into its profile when it has started."""
    told = profile / "WebDriverBiDiServer.json"
    for _ in range(_PATIENCE * 10):
        if told.exists() and (text := told.read_text(encoding="utf-8")):
            server = json.loads(text)
            return f"ws://{server['ws_host']}:{server['ws_port']}"
        time.sleep(0.1)
    raise TimeoutError("Firefox did not start")
