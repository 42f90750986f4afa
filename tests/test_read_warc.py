"""Web archives → text: which page is the document, and what is said of the others."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from pathlib import Path

import pytest

from builders import MORE_PROSE, PROSE
from onrecord.errors import SourceError
from onrecord.read import identify, read
from onrecord.records import Source

DAY = "2016-05-03T08:00:00Z"


def page(text: str = PROSE, meta: str = "") -> str:
    return f"<html><head>{meta}<title>A page</title></head><body><article><p>{text}</p><p>{MORE_PROSE}</p></article></body></html>"


def response(address: str, content: bytes, *, kind: str = "text/html", status: str = "200 OK", more: str = "") -> bytes:
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}Content-Length: {len(content)}\r\n\r\n".encode() + content
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000001>\r\nWARC-Date: {DAY}\r\n"
        f"WARC-Target-URI: {address}\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def wacz(archive: bytes, *listed: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("archive/data.warc.gz", gzip.compress(archive, mtime=0))
        package.writestr(
            "pages/pages.jsonl",
            "".join(json.dumps(row) + "\n" for row in ({"format": "json-pages-1.0"}, *({"url": url} for url in listed))),
        )
    return out.getvalue()


def read_bytes(folder: Path, data: bytes, name: str) -> Source:
    path = folder / name
    path.write_bytes(data)
    return read(path, name, identify(name))


A, B = "https://courier.example/bridge", "https://courier.example/other"
ONE = response(A, page().encode())
FIRST = [
    (ONE, "a.warc", "as it is"),
    (gzip.compress(ONE, mtime=0), "a.warc.gz", "compressed"),
    (wacz(ONE, A), "a.wacz", "packed"),
    (response("https://x.example/robots.txt", b"Disallow:", kind="text/plain") + ONE, "a.warc", "after what is no page"),
    (response(B, page("Moved.").encode(), status="301 Moved") + ONE, "a.warc", "after a redirection"),
    (response(A, gzip.compress(page().encode(), mtime=0), more="Content-Encoding: gzip\r\n"), "a.warc", "compressed by the server"),
]


@pytest.mark.parametrize(("data", "name", "why"), FIRST)
def test_the_page_is_read(tmp_path: Path, data: bytes, name: str, why: str) -> None:
    source = read_bytes(tmp_path, data, name)
    assert (source.format, source.text, source.problems) == ("warc", f"{PROSE}\n\n{MORE_PROSE}", ())
    assert [(item.key, item.value) for item in source.markup if item.origin == "warc"] == [("address", A), ("captured", DAY)]


def test_other_pages_are_listed(tmp_path: Path) -> None:
    others = b"".join(response(f"{B}{number}", page(MORE_PROSE).encode()) for number in range(7))
    source = read_bytes(tmp_path, ONE + others, "a.warc")
    assert PROSE in source.text
    assert [(problem.code, problem.detail) for problem in source.problems] == [
        ("pages-ignored", f"{B}0, {B}1, {B}2, {B}3, {B}4 and 2 more")
    ]


def test_a_package_says_which_page_was_asked_for(tmp_path: Path) -> None:
    source = read_bytes(tmp_path, wacz(response(B, page(MORE_PROSE).encode()) + ONE, A), "a.wacz")
    assert PROSE in source.text
    assert [problem.detail for problem in source.problems] == [B]


@pytest.mark.parametrize(
    "meta", ["", '<meta charset="windows-1252">', '<meta http-equiv="Content-Type" content="text/html; charset=utf-8">']
)
def test_the_encoding_that_the_server_states_goes_first(tmp_path: Path, meta: str) -> None:
    text = "Мост через реку был открыт в понедельник, и тысячи людей перешли его под дождём."
    source = read_bytes(tmp_path, response(A, page(text, meta).encode("windows-1251"), kind="text/html; charset=windows-1251"), "a.warc")
    assert text in source.text


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("archive/data.warc", b"0" * 210_000_000)
    return out.getvalue()


REFUSED = [
    (b"WARC/1.0\r\n", "a.warc", "empty", "the first line and nothing else"),
    (response(A, b"x", kind="image/png"), "a.warc", "empty", "no page"),
    (PROSE.encode(), "a.warc", "corrupt", "a text under another name"),
    (gzip.compress(PROSE.encode(), mtime=0), "notes.txt.gz", "corrupt", "something else that is compressed"),
    (b"\x1f\x8b\x08" + b"\xff" * 900, "a.warc.gz", "corrupt", "a compressed file that is broken"),
    (b"PK\x03\x04" + b"\xff" * 900, "a.wacz", "corrupt", "a package that is broken"),
    (gzip.compress(b"0" * 210_000_000, 1, mtime=0), "a.warc.gz", "too-large", "zeros, a thousand times smaller than they are"),
    (bomb(), "a.wacz", "too-large", "a package that unpacks to a thousand times its size"),
]


@pytest.mark.parametrize(("data", "name", "code", "why"), REFUSED, ids=[why for *_, why in REFUSED])
def test_refuses_what_holds_no_page(tmp_path: Path, data: bytes, name: str, code: str, why: str) -> None:
    with pytest.raises(SourceError) as caught:
        read_bytes(tmp_path, data, name)
    assert caught.value.code == code
