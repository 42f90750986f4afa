"""Web archives (.warc, .warc.gz, .wacz): one page of the archive is the document, and a problem names the others.

The page is the first that was answered with status 200, for the page that was asked for is archived before what it embeds;
for a .wacz, which lists its pages, the first of the list. One source is one document: to have every page of an archive,
save each as a file of its own.
"""

from __future__ import annotations

import gzip
import io
import json
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from fastwarc.warc import ArchiveIterator, WarcRecordType

from onrecord.errors import SourceError
from onrecord.read import html
from onrecord.read.plain import as_utf8, decode_as, one_line
from onrecord.records import Markup, Problem, Source

_LARGEST_PAGE = 8_000_000
"""Bytes; as for a saved page."""

_LARGEST_UNPACKED = 200_000_000
"""Bytes that the archives inside a .wacz may have together, and one that is compressed when it is not."""

_TOO_LARGE = f"it unpacks to more than {_LARGEST_UNPACKED / 1e6:.0f} MB"

_NAMED = 5
"""Other pages that the problem names; it counts the rest."""


@dataclass(frozen=True, slots=True)
class _Page:
    address: str
    captured: str
    charset: str | None
    data: bytes


def read(source: Source, data: bytes) -> Source:
    """Read the page. Raises :class:`SourceError`: ``corrupt``, ``too-large``, and ``empty`` for an archive without a page."""
    archives, wanted = _unpack(data) if data.startswith(b"PK") else ([data], None)
    addresses: dict[str, None] = {}
    page: _Page | None = None
    try:
        for archive in archives:
            _weigh(archive)
            for found in _pages(archive):
                if page is None or (found.address == wanted and wanted not in addresses):
                    page = found
                addresses[found.address] = None
    except (OSError, ValueError) as error:
        if page is None:
            raise SourceError("corrupt", f"no web archive that can be read: {one_line(str(error))}") from error
    if page is None:
        raise SourceError("empty", "no page was found in the archive")
    others = [address for address in addresses if address != page.address]
    more = f" and {len(others) - _NAMED} more" if len(others) > _NAMED else ""
    ignored = [Problem("pages-ignored", ", ".join(others[:_NAMED]) + more)] if others else []
    main = html.read(source, _bytes(page))
    stated = (Markup("warc", "address", page.address), Markup("warc", "captured", page.captured))
    return replace(main, markup=(*main.markup, *(item for item in stated if item.value)), problems=(*main.problems, *ignored))


def _weigh(archive: bytes) -> None:
    """Raise :class:`SourceError` (``too-large``) for a compressed archive that would unpack to more than any article's."""
    if not archive.startswith(b"\x1f\x8b"):
        return
    total = 0
    try:
        with gzip.open(io.BytesIO(archive)) as unpacked:
            while chunk := unpacked.read(1 << 20):
                total += len(chunk)
                if total > _LARGEST_UNPACKED:
                    raise SourceError("too-large", _TOO_LARGE)
    except (EOFError, OSError, zlib.error):
        return  # a broken archive is read as far as it goes


def _pages(archive: bytes) -> Iterator[_Page]:
    records = ArchiveIterator(io.BytesIO(archive), record_types=WarcRecordType.response, auto_decode="all")
    for record in records:
        status = record.http_headers.status_code if record.http_headers else None
        if status == 200 and record.http_content_type in ("text/html", "application/xhtml+xml"):
            address = one_line((record.headers.get("WARC-Target-URI") or "").strip("<>"))
            yield _Page(address, record.headers.get("WARC-Date") or "", record.http_charset, record.reader.read(_LARGEST_PAGE))


def _bytes(page: _Page) -> bytes:
    """The page, decoded as the server's header says where it says so, for that goes before what the page says."""
    try:
        return as_utf8(decode_as(page.data, page.charset)) if page.charset else page.data
    except (LookupError, UnicodeError):
        return page.data


def _unpack(data: bytes) -> tuple[list[bytes], str | None]:
    """The archives inside a .wacz, and the first address that it lists as a page."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if sum(entry.file_size for entry in package.infolist()) > _LARGEST_UNPACKED:
                raise SourceError("too-large", _TOO_LARGE)
            names = sorted(package.namelist())
            archives = [package.read(name) for name in names if name.endswith((".warc", ".warc.gz"))]
            listing = package.read("pages/pages.jsonl") if "pages/pages.jsonl" in names else b""
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError) as error:
        raise SourceError("corrupt", f"no archive that can be unpacked: {one_line(str(error))}") from error
    return archives, next(_listed(listing), None)


def _listed(listing: bytes) -> Iterator[str]:
    for line in listing.decode("utf-8", "replace").splitlines():
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(row, dict) and isinstance(row.get("url"), str):
            yield one_line(row["url"])
