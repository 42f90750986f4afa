"""Bytes → text and blocks. Nothing is thrown away: what the article does not need is cut later, with a rule and a record.

``read`` is the one entry; each kind of file has a module. A source that cannot be read raises ``SourceError``.

A reader that knows from the layout of the file that a line is furniture (the running head of a PDF) keeps the line in the
text and says so in ``Markup`` with origin ``layout``: the key is the rule for the cut, the offsets are the line's.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from stat import S_ISREG

from onrecord.errors import SourceError
from onrecord.read import docx, eml, html, markdown, mhtml, pdf, plain, warc
from onrecord.records import Source
from onrecord.slugs import slug

LARGEST = 8_000_000
"""Bytes. An article is some kilobytes and a saved page with inlined images some megabytes; beyond that it is something else."""

LARGEST_CONTAINER = 40_000_000
"""Bytes of a file that holds more than text: pictures, fonts, attachments."""

LONGEST = 1_000_000
"""Characters of text: a book of five hundred pages, in which every name is found in some ten seconds."""

MOST_LINES = 20_000
"""Lines of text, or blocks; such a book broken at sixty characters has fewer."""

_READERS: Mapping[str, Callable[[Source, bytes], Source]] = {
    ".txt": plain.read,
    ".md": markdown.read,
    ".markdown": markdown.read,
    ".html": html.read,
    ".htm": html.read,
    ".pdf": pdf.read,
    ".docx": docx.read,
    ".eml": eml.read,
    ".mhtml": mhtml.read,
    ".mht": mhtml.read,
    ".warc": warc.read,
    ".gz": warc.read,  # .warc.gz, the usual form of a .warc
    ".wacz": warc.read,
}
_TEXT = (plain.read, markdown.read, html.read)

SUFFIXES = frozenset(_READERS)
"""Endings, in lower case, of the files that are taken for sources."""

_HTML_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<!--(?>.*?-->)\s*+)*+<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)


def identify(name: str) -> str:
    """The id of the source with this path inside the sources folder: its path without the ending, as a slug."""
    return slug(re.sub(r"\.\w+$", "", name)) or "source-" + hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def read(path: Path, name: str, id_: str) -> Source:
    """Read one source.

    Raises :class:`SourceError` for a file that is empty, too large, binary or of no known kind, or that cannot be opened.
    """
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise SourceError("unknown-kind", f"'{path.suffix or 'no ending'}' is not among {', '.join(sorted(SUFFIXES))}")
    largest = LARGEST if reader in _TEXT else LARGEST_CONTAINER
    try:
        stat = path.stat()
        if not S_ISREG(stat.st_mode):  # a pipe or a device would be waited for, perhaps for ever
            raise SourceError("unreadable", "not a regular file")
        if stat.st_size > largest:
            raise SourceError("too-large", f"{stat.st_size / 1e6:.0f} MB, and an article has at most {largest / 1e6:.0f} MB")
        data = path.read_bytes()
    except OSError as error:
        raise SourceError("unreadable", error.strerror or str(error)) from error
    if not data.strip(b" \t\r\n\xef\xbb\xbf\x00"):
        raise SourceError("empty", "the file holds no text")
    reader = _by_content(data, reader)
    blank = Source(id_, name, hashlib.sha256(data).hexdigest(), reader.__module__.rpartition(".")[2], "")
    source = reader(blank, data)
    if not re.search(r"\w", source.text):
        raise SourceError("empty", "no text was found in the file")
    lines = source.text.count("\n") + 1 if source.blocks is None else len(source.blocks)
    if len(source.text) > LONGEST or lines > MOST_LINES:
        size = f"{len(source.text):,} characters in {lines:,} lines"
        raise SourceError("too-large", f"{size}, and an article has at most {LONGEST:,} in {MOST_LINES:,}")
    return source


def _by_content(data: bytes, reader: Callable[[Source, bytes], Source]) -> Callable[[Source, bytes], Source]:
    """The reader for what a file is, where its ending is wrong: programs save pages as .txt, and servers send them for a .pdf."""
    if data.startswith(b"%PDF-"):
        return pdf.read
    return html.read if reader is not markdown.read and _HTML_START.match(data[:2000]) else reader
