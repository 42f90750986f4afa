"""The built site at a loopback address."""

from __future__ import annotations

import argparse
import socket
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.cli import main, serve
from onrecord.errors import ConfigurationError


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    (tmp_path / "index.html").write_text("home", encoding="utf-8")
    (tmp_path / "404.html").write_text("no such page", encoding="utf-8")
    server = serve.server(tmp_path, 0)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_home_page_is_served_and_never_from_a_cache(address: str) -> None:
    with urllib.request.urlopen(f"{address}/", timeout=5) as answer:  # noqa: S310  (our own server)
        assert (answer.read(), answer.headers["Cache-Control"]) == (b"home", "no-store")


@pytest.mark.parametrize("path", ["/nothing.html", "/../../etc/passwd", "/people/"])
def test_what_does_not_exist_gets_the_page_of_the_site(address: str, path: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as raised:
        urllib.request.urlopen(address + path, timeout=5)  # noqa: S310  (our own server)
    with raised.value as answer:
        assert (answer.code, answer.read()) == (404, b"no such page")


def test_a_taken_port_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(ConfigurationError, match="--port"):
        serve.server(tmp_path, taken.getsockname()[1])


def test_without_a_site_it_says_how_to_build_one(tmp_path: Path) -> None:
    parser = argparse.ArgumentParser()
    serve.add_arguments(parser)
    with pytest.raises(ConfigurationError, match="make html"):
        serve.run(parser.parse_args(["--output", str(tmp_path)]))


@pytest.mark.parametrize("port", ["99999", "-1", "http"])
def test_a_port_that_cannot_be_is_one_line_and_status_2(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--port", port]) == 2
    assert capsys.readouterr().err == f"onrecord: --port {port}: name a number from 0 to 65535\n"
