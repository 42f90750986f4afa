"""An index made before is taken over where it was made of the same documents, by the same code, and its files are as they were."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from importlib import metadata
from pathlib import Path

import msgspec

from onrecord import scripts
from onrecord.search.columns import Document
from onrecord.search.files import FOLDER, Files, files

NAME = "made-of.txt"
"""In the folder of the index: a digest of what it was made of, and one of its files."""
_SERIES = (
    "index.",
    "words.",
    "titles.",
    "facet-",
    "said-",
    "speakers-",
    "paragraphs-",
    "text-",
    "lexicon-",
    "few-",
    "documents-",
    "positions-",
)
"""How the names of its files begin; other parts of a site keep theirs beside them."""
_LIBRARIES = ("anyascii", "bitarray", "numpy")


def kept_or_made(documents: Callable[[], Iterable[Document]], facets: Sequence[str], former: Path | None) -> Files:
    """(path, content) of every file of the index, and of what tells what it was made of.

    ``documents`` gives them anew each time; ``former`` is the folder of a site that may hold the same index.
    """
    made_of = _made_of(documents(), facets)
    held = _held(former / FOLDER) if former else {}
    told = f"{made_of}\n{_sum(held)}\n"
    if former and held and _told(former / FOLDER) == told:
        yield from ((f"{FOLDER}/{name}", (former / FOLDER / name).read_bytes()) for name in held)
    else:
        made = {}
        for path, content in files(documents(), facets):
            made[path.removeprefix(f"{FOLDER}/")] = _digest(content)
            yield path, content
        told = f"{made_of}\n{_sum(made)}\n"
    yield f"{FOLDER}/{NAME}", told.encode()


def _made_of(documents: Iterable[Document], facets: Sequence[str]) -> str:
    """A digest of all that decides the bytes of the index."""
    digest = hashlib.blake2b(_code(), digest_size=16)
    encoder = msgspec.json.Encoder()
    digest.update(encoder.encode(facets))
    for document in documents:
        digest.update(encoder.encode(document))
    return digest.hexdigest()


@cache
def _code() -> bytes:
    sources = [*sorted(Path(__file__).parent.glob("*.py")), Path(scripts.__file__)]
    versions = [unicodedata.unidata_version, *map(metadata.version, _LIBRARIES)]
    return b"\0".join([*(path.read_bytes() for path in sources), *(version.encode() for version in versions)])


def _digest(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=16).digest()


def _held(folder: Path) -> dict[str, bytes]:
    """The files of an index, in order, each with its digest."""
    names = sorted(path.name for path in _listed(folder) if path.name.startswith(_SERIES))
    return {name: _digest((folder / name).read_bytes()) for name in names}


def _listed(folder: Path) -> Iterator[Path]:
    return folder.iterdir() if folder.is_dir() else iter(())


def _sum(digests: dict[str, bytes]) -> str:
    return hashlib.blake2b(b"".join(name.encode() + digests[name] for name in sorted(digests)), digest_size=16).hexdigest()


def _told(folder: Path) -> str:
    return (folder / NAME).read_text(encoding="utf-8") if (folder / NAME).is_file() else ""
