"""Word files (.docx): paragraphs and headings by mammoth, which keeps insertions, content controls, footnotes and text boxes.

The text as read is the blocks joined by one empty line. Headers and footers of the pages stand after the last block; each
of their lines is ``Markup`` with origin ``layout``, whose key is the rule by which ``clean`` cuts it.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from onrecord.errors import SourceError
from onrecord.markdown import join
from onrecord.read import properties
from onrecord.read.plain import one_line
from onrecord.records import Block, BlockKind, Markup, Source

LARGEST_UNPACKED = 100_000_000
"""Bytes that the parts of the archive may have together, pictures included; a zip bomb has thousands of times its size."""

_LARGEST_PART = 10_000_000
"""Bytes of one XML part: a book of a thousand pages has as many."""

_STYLES = r"""
p[style-name='Title'] => h1.title:fresh
p.Title => h1.title:fresh
p[style-name='Subtitle'] => h2.subtitle:fresh
p.Subtitle => h2.subtitle:fresh
p.Heading\ 1 => h1:fresh
p.Heading\ 2 => h2:fresh
"""
"""Styles by name, and by id for a file without its table of styles; mammoth knows the other headings itself."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read(source: Source, data: bytes) -> Source:
    """Read a Word file. Raises :class:`SourceError`: ``reader-missing``, ``encrypted``, ``corrupt``, ``too-large``."""
    archive = _open(data)
    page = _as_html(data)
    texts = [(text, element) for text, element in _blocks(lxml_html.fragment_fromstring(page, create_parent="div")) if text]
    edges = [line for line in dict.fromkeys(_edges(archive)) if line]
    text, blocks = join([*((text, _kind(element)) for text, element in texts), *((line, "paragraph") for line in edges)])
    markup = [item for stated in _core(archive) for item in _believed(stated, text, blocks)]
    for (_, element), block in zip(texts, blocks, strict=False):
        if (style := element.get("class")) in ("title", "subtitle"):
            markup.append(Markup("docx", f"style-{style}", text[block.start : block.end], block.start, block.end))
    markup += [Markup("layout", "running-line", text[block.start : block.end], block.start, block.end) for block in blocks[len(texts) :]]
    return replace(source, text=text, blocks=blocks, markup=tuple(markup))


def _open(data: bytes) -> zipfile.ZipFile:
    """The archive, after its table of contents was looked at: nothing is unpacked that is larger than any article."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):  # a compound file: how Office wraps what it encrypts, and what .doc files are
        raise SourceError("encrypted", "the file has a password, or is an old .doc file under a new name")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        archive.getinfo("word/document.xml")
    except (zipfile.BadZipFile, KeyError, ValueError, NotImplementedError) as error:
        raise SourceError("corrupt", f"no Word file: {one_line(str(error).strip(chr(34)))}") from error
    entries = archive.infolist()
    total = sum(entry.file_size for entry in entries)
    parts = [entry.file_size for entry in entries if entry.filename.endswith((".xml", ".rels"))]
    if total > LARGEST_UNPACKED or max(parts) > _LARGEST_PART:
        raise SourceError("too-large", f"{len(data) / 1e6:.1f} MB that unpack to {total / 1e6:.0f} MB")
    if any(entry.flag_bits & 1 for entry in entries):
        raise SourceError("encrypted", "the archive has a password")
    return archive


def _as_html(data: bytes) -> str:
    try:
        import mammoth
    except ImportError as error:
        raise SourceError("reader-missing", "Word files need mammoth: pip install 'onrecord[docx]'") from error
    try:
        found: Any = mammoth.convert_to_html(io.BytesIO(data), style_map=_STYLES, convert_image=mammoth.images.img_element(lambda _: {}))
    except Exception as error:  # mammoth states no errors of its own: whatever a broken part makes it raise
        raise SourceError("corrupt", f"the document cannot be read: {type(error).__name__}") from error
    return str(found.value)


def _kind(element: Any) -> BlockKind:
    return "heading" if element.tag[0] == "h" else "paragraph"


_BLOCKS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "table", "thead", "tbody", "tr", "td", "th", "div"})


def _blocks(element: Any) -> Iterator[tuple[str, Any]]:
    """The text of each block on one line, with the element it belongs to; text around inner blocks is a block of its own."""
    loose: list[str] = [element.text or ""]
    for child in element:
        if child.tag in _BLOCKS:
            yield one_line("".join(loose)), element
            loose = [child.tail or ""]
            yield from _blocks(child)
        else:
            loose += [" " if child.tag == "br" else "", *child.itertext(), child.tail or ""]
    yield one_line("".join(loose)), element


# ---- the other parts of the archive -----------------------------------------------------------------------------------

_EDGES = re.compile(r"word/(?:header|footer)\d+\.xml")
_CORE = {
    "{http://purl.org/dc/elements/1.1/}title": "title",
    "{http://purl.org/dc/elements/1.1/}creator": "creator",
    "{http://purl.org/dc/terms/}created": "created",
}


def _part(archive: zipfile.ZipFile, name: str) -> Any:
    """The root element of a part; ``None`` where the part is broken, for the document can be read without it."""
    try:
        return etree.fromstring(archive.read(name), etree.XMLParser(resolve_entities=False, no_network=True))
    except (etree.XMLSyntaxError, zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError):
        return None


def _edges(archive: zipfile.ZipFile) -> Iterator[str]:
    """The lines of the headers and footers."""
    for name in sorted(filter(_EDGES.fullmatch, archive.namelist())):
        root = _part(archive, name)
        for paragraph in root.iter(f"{_W}p") if root is not None else ():
            yield one_line("".join(text.text or "" for text in paragraph.iter(f"{_W}t")))


def _believed(stated: Markup, text: str, blocks: tuple[Block, ...]) -> tuple[Markup, ...]:
    return properties.title("docx", stated.value, text, blocks) if stated.key == "title" else (stated,)


def _core(archive: zipfile.ZipFile) -> Iterator[Markup]:
    """The core properties, as Word shows them under “Info”."""
    root = _part(archive, "docProps/core.xml") if "docProps/core.xml" in archive.namelist() else None
    for element in root if root is not None else ():
        if (key := _CORE.get(element.tag)) and (value := one_line(element.text or "")):
            yield Markup("docx", key, value)
