"""Whether a command may leave its work out: what it reads, and what it wrote the last time, stands as it did then.

A file is the same where its size, its number and its times are, which is how git tells; what was copied or checked out anew is
looked at again.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path
from typing import TypeVar

import msgspec

import onrecord

T = TypeVar("T")


class _Kept(msgspec.Struct, frozen=True):
    """What a command read and wrote, as digests, and what it told."""

    read: str
    wrote: str
    told: msgspec.Raw


def state(places: Iterable[Path], *more: bytes) -> str:
    """A digest of all files in some folders and of single files, by what the file system says of them: 30,000 take half a second."""
    digest = hashlib.sha256()
    for place in places:
        for path in _files(place.resolve()):
            digest.update(os.fsencode(path) + b"\0" + _seen(path) + b"\0")
        digest.update(b"\0")
    for part in more:
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()


def programme() -> bytes:
    """What a command is made of: this package as it stands, Python, and every installed library by its version."""
    libraries = sorted(f"{library.name} {library.version}" for library in metadata.distributions())
    return "\n".join((state([Path(onrecord.__file__).parent]), sys.version, *libraries)).encode()


def told(note: Path, read: str, wrote: Iterable[Path], as_type: type[T]) -> T | None:
    """What the command told the last time, where nothing has changed since; otherwise ``None``."""
    try:
        kept = msgspec.json.decode(note.read_bytes(), type=_Kept)
        return msgspec.json.decode(kept.told, type=as_type) if (kept.read, kept.wrote) == (read, state(wrote)) else None
    except (OSError, msgspec.MsgspecError):
        return None


def keep(note: Path, read: str, wrote: Iterable[Path], telling: object) -> None:
    """Note what a command has read, as it was before it began, what it wrote, and what it tells."""
    note.parent.mkdir(parents=True, exist_ok=True)
    temporary = note.with_name(f".{note.name}.{os.getpid()}")
    temporary.write_bytes(msgspec.json.encode(_Kept(read, state(wrote), msgspec.Raw(msgspec.json.encode(telling)))))
    temporary.replace(note)


def note(cache: Path, command: str, output: Path) -> Path:
    """Where it is noted: one file for each folder that a command writes."""
    return cache / "last" / f"{command}-{hashlib.sha256(os.fsencode(output.resolve())).hexdigest()[:16]}.json"


def _files(place: Path) -> Iterator[Path]:
    if not place.is_dir():
        yield place
    for folder, inner, names in os.walk(place):
        inner[:] = sorted(name for name in inner if name != "__pycache__" and not name.startswith("."))
        yield from (Path(folder, name) for name in sorted(names))


def _seen(path: Path) -> bytes:
    try:
        found = path.stat()
    except OSError:  # there is none, or a link leads nowhere
        return b"-"
    return f"{found.st_size} {found.st_mtime_ns} {found.st_ctime_ns} {found.st_ino}".encode()
