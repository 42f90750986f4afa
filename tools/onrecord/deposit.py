"""One file for deposit in an archive: a zip that holds a published site as a bag (BagIt, RFC 8493) and opens from its folder.

The bag is written here, and read back by the Library of Congress's ``bagit`` in the tests: that library makes bags in place, out
of a folder that it moves about, and writes the day of today into them. Here nothing has a time but what SOURCE_DATE_EPOCH gives,
so that the same site makes the same bytes.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from onrecord import __version__
from onrecord.articles import SITE_MARK
from onrecord.errors import ConfigurationError

LABELS = (
    "Source-Organization",
    "Organization-Address",
    "Contact-Name",
    "Contact-Phone",
    "Contact-Email",
    "External-Description",
    "External-Identifier",
    "Bag-Group-Identifier",
    "Bag-Count",
    "Internal-Sender-Identifier",
    "Internal-Sender-Description",
)
"""What settings may state of a bag. Source: RFC 8493, 2.2.2, less what is reckoned: its date, its size and what wrote it."""

_DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The time of every file in the zip: the first that the format knows."""
_BLOCK = 1 << 20


def information(given: Mapping[str, object], known: Mapping[str, str]) -> dict[str, str]:
    """What ``bag-info.txt`` says of a bag, in the order of the RFC: what the settings give, otherwise what is known already.

    Raises :class:`ConfigurationError` for a label that the RFC does not have, and for a value of several lines.
    """
    for label, value in given.items():
        if label not in LABELS:
            raise ConfigurationError(f"ONRECORD_BAG: '{label}' is no label; use {', '.join(LABELS)}")
        if not isinstance(value, str) or not value.strip() or len(value.splitlines()) > 1:
            raise ConfigurationError(f"ONRECORD_BAG: {label} is {value!r}; write a line of text")
    stated = {**known, **{label: str(value) for label, value in given.items()}}
    date = _date()
    return {label: stated[label] for label in LABELS if stated.get(label)} | ({"Bagging-Date": date} if date else {})


def _date() -> str | None:
    """The day that SOURCE_DATE_EPOCH names, in seconds since 1970; without it a bag has no date. Source: reproducible-builds.org."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if not given:
        return None
    try:
        return datetime.fromtimestamp(int(given), UTC).date().isoformat()
    except (ValueError, OverflowError, OSError) as error:
        raise ConfigurationError(f"SOURCE_DATE_EPOCH is {given!r}; write seconds since 1970") from error


def write(site: Path, to: Path, name: str, info: Mapping[str, str], note: str) -> int:
    """Write the site as a bag in a zip, whose one folder has this name; returns how many bytes the zip has.

    ``note`` is the text of ``README.txt``, beside the site. What stood at ``to`` is replaced only when the new file is complete.
    """
    payload = [(f"data/{path.relative_to(site).as_posix()}", path) for path in sorted(site.rglob("*")) if path.is_file()]
    payload = sorted((inside, path) for inside, path in payload if path.name != SITE_MARK)
    to.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(prefix=f".{to.name}-", dir=to.parent)
    try:
        with os.fdopen(handle, "wb") as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            sums, size = [], 0
            for inside, path in payload:
                digest, length = _add(archive, f"{name}/{inside}", path)
                sums.append((digest, inside))
                size += length
            reckoned = {"Payload-Oxum": f"{size}.{len(sums)}", "Bag-Software-Agent": f"onrecord {__version__}"}
            for inside, text in _tags(sums, {**info, **reckoned}, note):
                archive.writestr(_entry(f"{name}/{inside}"), text.encode())
        Path(temporary).chmod(0o644)
        Path(temporary).replace(to)
    finally:
        with suppress(FileNotFoundError):
            Path(temporary).unlink()
    return to.stat().st_size


def _tags(sums: Iterable[tuple[str, str]], info: Mapping[str, str], note: str) -> Iterator[tuple[str, str]]:
    """The files that make a bag of a folder, and the checksums of these last."""
    tags = {
        "README.txt": note,
        "bag-info.txt": "".join(f"{label}: {value}\n" for label, value in info.items()),
        "bagit.txt": _DECLARATION,
        "manifest-sha256.txt": _manifest(sums),
    }
    yield from tags.items()
    yield "tagmanifest-sha256.txt", _manifest((hashlib.sha256(text.encode()).hexdigest(), inside) for inside, text in tags.items())


def _manifest(sums: Iterable[tuple[str, str]]) -> str:
    return "".join(f"{digest}  {_encoded(inside)}\n" for digest, inside in sums)


def _encoded(path: str) -> str:
    """A path as a manifest has it: line ends and the sign that encodes them are encoded. Source: RFC 8493, 2.1.3."""
    return path.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _entry(name: str) -> zipfile.ZipInfo:
    """A file of the zip that tells nothing of the machine or the time it was made on."""
    entry = zipfile.ZipInfo(name, _EARLIEST)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3  # Unix, on every system
    entry.external_attr = 0o100644 << 16
    return entry


def _add(archive: zipfile.ZipFile, name: str, path: Path) -> tuple[str, int]:
    """Put a file into the zip, a block at a time; returns its SHA-256 and its length in bytes."""
    digest, length = hashlib.sha256(), 0
    entry = _entry(name)
    entry.file_size = path.stat().st_size  # decides whether the entry needs the fields for more than 4 GB
    with path.open("rb") as source, archive.open(entry, "w") as target:
        for block in _blocks(source):
            digest.update(block)
            length += len(block)
            target.write(block)
    return digest.hexdigest(), length


def _blocks(source: IO[bytes]) -> Iterator[bytes]:
    while block := source.read(_BLOCK):
        yield block
