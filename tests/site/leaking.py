"""Looks into every file of a site for passages that it may not have: each kind of file by its own reader.

A file of a kind that has no reader is an error: whoever adds a format says here how it is read.
"""

from __future__ import annotations

import base64
import binascii
import csv
import html
import io
import json
import re
import sqlite3
import tempfile
import unicodedata
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree as ET

PASSAGE = 8
"""Words in a row."""


def passages(text: str) -> set[tuple[str, ...]]:
    """The passages of a text, in words without case, marks and punctuation; read in a way that owes nothing to the program."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    found = re.findall(r"[^\W_]+", plain)
    return {tuple(found[n : n + PASSAGE]) for n in range(len(found) - PASSAGE + 1)}


class _Page(HTMLParser):
    """The text of a page, its elements side by side and apart, and every value of an attribute."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self.values: list[str] = []
        self.feed(text)
        self.close()

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def handle_comment(self, data: str) -> None:
        self.values.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.values += [value for _, value in attrs if value]


def _html(content: bytes) -> Iterator[str]:
    page = _Page(content.decode())
    yield "".join(page.text)
    yield " ".join(page.text)
    for text in (*page.values, *page.text):
        yield from _unpacked(text)


def _unpacked(text: str) -> Iterator[str]:
    """A text, and what it holds in a coding: markup, an address, JSON, base64."""
    yield text
    if "<" in text or "&" in text:
        page = _Page(text)
        yield "".join(page.text)
        yield html.unescape(text)
    if "%" in text:
        yield unquote(text)
    if text[:1] in "{[" and text[-1:] in "}]":
        with suppress(ValueError):
            yield from _strings(json.loads(text))
    if len(text) >= 24 and re.fullmatch(r"[A-Za-z0-9+/_-]+=*", text):
        with suppress(binascii.Error):
            plain = text.rstrip("=")
            yield base64.b64decode(plain + "=" * (-len(plain) % 4), "-_" if "_" in plain or "-" in plain else None).decode(errors="ignore")


def _strings(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield from _unpacked(value)
        case dict():
            for key, held in value.items():
                yield key
                yield from _strings(held)
        case list():
            for held in value:
                yield from _strings(held)


def _script(content: bytes) -> Iterator[str]:
    """A script of the theme, or data that hands itself to the page."""
    text = content.decode()
    handed = re.fullmatch(r'onrecord\.receive\("[^"]*",(.*)\)\n?', text, re.DOTALL)
    yield from _strings(json.loads(handed[1])) if handed else [text]


def _xml(content: bytes) -> Iterator[str]:
    tree = ET.fromstring(content)  # noqa: S314  (written by the program under test)
    yield " ".join(tree.itertext())
    yield "".join(tree.itertext())
    for element in tree.iter():
        for text in (element.text or "", *element.attrib.values()):
            yield from _unpacked(text)


def _sqlite(content: bytes) -> Iterator[str]:
    """Every value of every table, those behind the full-text search too."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "data.sqlite"
        path.write_bytes(content)
        with sqlite3.connect(path) as database:
            for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')").fetchall():
                for row in database.execute(f'SELECT * FROM "{name}"'):
                    for value in row:
                        yield from _unpacked(value.decode(errors="ignore") if isinstance(value, bytes) else str(value))
        database.close()


def _zip(content: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            yield from texts(name, archive.read(name))


def _table(content: bytes) -> Iterator[str]:
    for row in csv.reader(io.StringIO(content.decode())):
        for cell in row:
            yield from _unpacked(cell)


def _json(content: bytes) -> Iterator[str]:
    yield from _strings(json.loads(content))


def _lines(content: bytes) -> Iterator[str]:
    for line in content.decode().splitlines():
        yield from _strings(json.loads(line))


def _plain(content: bytes) -> Iterator[str]:
    yield content.decode()


def _no_text(content: bytes) -> Iterator[str]:
    del content
    return iter(())


READERS: Mapping[str, Callable[[bytes], Iterator[str]]] = {
    ".html": _html,
    ".js": _script,
    ".json": _json,
    ".jsonl": _lines,
    ".csv": _table,
    ".xml": _xml,
    ".svg": _xml,
    ".sqlite": _sqlite,
    ".zip": _zip,
    ".woff2": _no_text,  # of the theme; `texts` still looks at its bytes
    **dict.fromkeys((".css", ".txt", ".ttl", ".cff", ".bib", ".ris", ".onrecord-site"), _plain),
}
"""Ending → what can be read in a file."""


def texts(name: str, content: bytes) -> Iterator[str]:
    """Every text in a file: its name, its bytes as they are, and what its reader finds."""
    path = Path(name)
    yield path.name
    yield content.decode(errors="ignore")
    suffix = path.suffix or path.name
    if suffix not in READERS:
        raise AssertionError(f"{name}: no reader for files that end in {suffix}; add one to READERS")
    yield from READERS[suffix](content)


def leaks(site: Path, withheld: set[tuple[str, ...]]) -> list[tuple[str, str]]:
    """(file, passage) for every file of a site that holds a passage it may not have, the first of each."""
    found = []
    for path in sorted(site.rglob("*")):
        if path.is_file():
            name = path.relative_to(site).as_posix()
            held = next((hit for text in texts(name, path.read_bytes()) if (hit := passages(text) & withheld)), None)
            if held:
                found.append((name, " ".join(min(held))))
    return found


def withheld(sources: Iterable[str], told: Iterable[str]) -> set[tuple[str, ...]]:
    """The passages of some sources that stand in nothing that may be told."""
    return set().union(*map(passages, sources)).difference(*map(passages, told))
