"""PDF: the text layer, with lines put together into paragraphs again from where they stand on the page.

The text as read is the paragraphs in the order of the file, words hyphenated at a line's end joined, ligatures spelled out.
Running heads, running feet and page numbers interrupt sentences, so they stand after the last paragraph, page by page;
each is ``Markup`` with origin ``layout``, and its key is the rule by which ``clean`` cuts it. Nothing is thrown away.

A PDF has no paragraphs, only characters with boxes; lengths here are points (1/72 inch).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Any

from onrecord.errors import SourceError
from onrecord.markdown import join
from onrecord.read import properties
from onrecord.read.plain import one_line
from onrecord.records import BlockKind, Markup, Problem, Source

MOST_PAGES = 300
"""A longer file is a book or a collection: more than one document."""

MOST_CHARACTERS = 1_000_000
"""Of all pages together, about a thousand times an article: a bound on the time that a hostile file may take."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A printed line: its text and the box around it. ``size`` is the height of its characters' boxes."""

    text: str
    page: int
    left: float
    right: float
    bottom: float
    top: float
    size: float
    bold: bool


def read(source: Source, data: bytes) -> Source:
    """Read the text layer.

    Raises :class:`SourceError`: ``reader-missing``, ``encrypted``, ``corrupt``, ``too-large``, and ``no-text-layer`` for a scan.
    """
    pages, stated = _open(data)
    rows = [row for page in pages for row in page]
    letters = "\n".join(row.text for row in rows)
    if sum(map(str.isalnum, letters)) * 2 <= len("".join(letters.split())):
        raise SourceError("no-text-layer", f"no text that can be read on {'its page' if len(pages) == 1 else f'any of {len(pages)} pages'}")
    printed = bool(_BROWSER.search(stated.get("Creator", "")))
    furniture = _furniture(pages) | (_printed(pages) if printed else {})
    moved = [row for row in rows if row in furniture]
    kept = [row for row in rows if row not in furniture]
    paragraphs = list(_paragraphs(kept))
    usual = _usual_size(kept)
    compounds = frozenset(_COMPOUND.findall(letters))
    text, blocks = join(
        [*((_joined(some, compounds), _kind(some, usual)) for some in paragraphs), *((row.text, "paragraph") for row in moved)]
    )
    layout = [
        Markup("layout", furniture[row], row.text, block.start, block.end)
        for row, block in zip(moved, blocks[len(paragraphs) :], strict=True)
    ]
    largest = [blocks[index] for index in _largest(paragraphs, usual)]
    set_large = [Markup("pdf", "largest-text", text[block.start : block.end], block.start, block.end) for block in largest]
    blank = [str(number) for number, page in enumerate(pages, 1) if not page]
    problems = [Problem("pages-without-text", f"page {', '.join(blank)} of {len(pages)}")] if blank else []
    named = one_line(stated.get("Title", ""))
    title = (Markup("element", "title", named),) if printed and named else properties.title("pdf", named, text, blocks)
    markup = (*title, *_info(stated), *set_large, *layout, *_address(layout))
    return replace(source, text=text, blocks=blocks, markup=markup, problems=(*source.problems, *problems))


def _usual_size(rows: Sequence[_Row]) -> float:
    """The size in which most characters are set."""
    sizes = Counter[float]()
    for row in rows:
        sizes[row.size] += len(row.text)
    return max(sizes, key=lambda size: sizes[size], default=0.0)


# ---- pages and rows ---------------------------------------------------------------------------------------------------


def _open(data: bytes) -> tuple[list[list[_Row]], Mapping[str, str]]:
    """The rows of every page, and the document information dictionary."""
    try:
        import pypdfium2
    except ImportError as error:
        raise SourceError("reader-missing", "PDF files need pypdfium2: pip install 'onrecord[pdf]'") from error
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == pypdfium2.raw.FPDF_ERR_PASSWORD:
            raise SourceError("encrypted", "the file asks for a password") from error
        raise SourceError("corrupt", f"no PDF that can be opened: {one_line(str(error))}") from error
    try:
        if len(document) > MOST_PAGES:
            raise SourceError("too-large", f"{len(document)} pages, and an article has at most {MOST_PAGES}")
        texts = [document[number].get_textpage() for number in range(len(document))]
        if (count := sum(text.count_chars() for text in texts)) > MOST_CHARACTERS:
            raise SourceError("too-large", f"{count} characters, and an article has at most {MOST_CHARACTERS}")
        return [list(_rows(text, number)) for number, text in enumerate(texts)], document.get_metadata_dict()
    except pypdfium2.PdfiumError as error:
        raise SourceError("corrupt", f"a page cannot be read: {one_line(str(error))}") from error
    finally:
        document.close()


def _rows(page: Any, number: int) -> Iterator[_Row]:
    """The lines of a page in the order of the file, which for anything but tables is that of reading."""
    from pypdfium2 import raw

    box = raw.FS_RECTF()
    characters: list[str] = []
    boxes: list[tuple[float, float, float, float]] = []
    marks: list[int] = []
    for index in range(page.count_chars()):
        code = raw.FPDFText_GetUnicode(page, index)
        hyphen = raw.FPDFText_IsHyphen(page, index) == 1
        if code not in (10, 13):
            characters.append("-" if hyphen else _character(code))
            if characters[-1].strip() and raw.FPDFText_GetLooseCharBox(page, index, box):
                boxes.append((box.left, box.bottom, box.right, box.top))
                marks.append(index)
        if (hyphen or code in (10, 13)) and boxes:
            yield _row(characters, boxes, number, bold=_is_bold(page, marks))
            characters, boxes, marks = [], [], []
    if boxes:
        yield _row(characters, boxes, number, bold=_is_bold(page, marks))


def _row(characters: Sequence[str], boxes: Sequence[tuple[float, float, float, float]], page: int, *, bold: bool) -> _Row:
    text = "".join(characters).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    size = round(median(top - bottom for top, bottom in zip(tops, bottoms, strict=True)) * 2) / 2
    return _Row(" ".join(text.split()), page, min(lefts), max(rights), median(bottoms), median(tops), size, bold)


_LIGATURES = dict(enumerate(("ff", "fi", "fl", "ffi", "ffl", "st", "st"), 0xFB00))


def _character(code: int) -> str:
    """A character as text: ligatures spelled out, white space for what is no character."""
    if code in _LIGATURES:
        return _LIGATURES[code]
    return " " if code < 32 or code in (0xFFFE, 0xFFFF) or code > 0x10FFFF else chr(code)


def _is_bold(page: Any, marks: Sequence[int]) -> bool:
    """Whether the first and the last character of a row are of a bold face; only the face's name tells reliably."""
    import ctypes

    from pypdfium2 import raw

    def bold(index: int) -> bool:
        name = ctypes.create_string_buffer(128)
        raw.FPDFText_GetFontInfo(page, index, name, 128, ctypes.c_int())
        return bool(re.search(rb"bold|black|heavy|demi", name.value, re.IGNORECASE))

    return bold(marks[0]) and bold(marks[-1])


# ---- furniture --------------------------------------------------------------------------------------------------------

_PAGE_NUMBER = re.compile(r"\W*(?:[^\W\d]{1,10}\.?\s*)?(\d{1,4})\s*(?:(?:/|\||[^\W\d]{1,5})\s*\d{1,4})?\W*")
_EDGE = 3
"""Rows at the top and at the bottom of a page among which running heads and feet are looked for."""


def _furniture(pages: Sequence[Sequence[_Row]]) -> dict[_Row, str]:
    """The rows that are furniture of the page, with the rule: what recurs at one height, and numbers that count the pages."""
    found: dict[_Row, str] = {}
    alike: dict[str, list[_Row]] = defaultdict(list)
    for page in pages:
        ordered = sorted(page, key=lambda row: -row.top)
        edges = {*ordered[:_EDGE], *ordered[-_EDGE:]}
        for row in edges:
            alike[re.sub(r"\d+", "#", row.text.casefold())].append(row)
        for row in ordered[:1] + ordered[-1:]:
            number = _PAGE_NUMBER.fullmatch(row.text)
            if number and int(number[1]) == row.page + 1 and len(page) > 1:
                found[row] = "page-number"
    needed = 2 if len(pages) < 5 else 3
    for rows in alike.values():
        for row in rows:
            if len({other.page for other in rows if abs(other.bottom - row.bottom) < 4}) >= needed:
                found[row] = "page-number" if _PAGE_NUMBER.fullmatch(row.text) else "running-line"
    return found


_BROWSER = re.compile(r"Mozilla|Firefox|Chrom(?:e|ium)\b")
"""What names itself as the creator of a page that was printed from a browser: its title is then that of the page."""
_PRINTED = re.compile(r"(?:https?|file)://\S+(?:\s\d+/\d+)?|\d{1,4}[./-]\d{1,2}[./-]\d{1,4},?\s\d{1,2}:\d\d\b.*", re.IGNORECASE)


def _printed(pages: Sequence[Sequence[_Row]]) -> dict[_Row, str]:
    """The lines that a browser prints around each page: when it was printed and its title above, its address below."""
    ordered = [sorted(page, key=lambda row: -row.top) for page in pages]
    edges = [row for page in ordered for row in page[:1] + page[-1:]]
    return {row: "running-line" for row in edges if _PRINTED.fullmatch(row.text)}


def _address(layout: Sequence[Markup]) -> Iterator[Markup]:
    """The address in the first running line that has a whole one; browsers cut long ones short with an ellipsis."""
    for item in layout:
        if match := re.search(r"https?://[^\s…]+(?=\s|$)", item.value):
            start = (item.start or 0) + match.start()
            yield Markup("pdf", "address", match[0], start, start + len(match[0]))
            return


# ---- paragraphs -------------------------------------------------------------------------------------------------------

_ENDS_SENTENCE = re.compile(r"[.!?…:][\"'”’»)\]]*$")
_LIST_MARK = re.compile(r"(?:[-–—*•▪●◦‣]|\(?\d{1,2}[.)])\s")


def _paragraphs(rows: Sequence[_Row]) -> Iterator[list[_Row]]:
    leading = _leading(rows)
    margins = _margins(rows)
    paragraph: list[_Row] = []
    for row in rows:
        if paragraph and _begins(paragraph[-1], row, leading, margins[paragraph[-1]]):
            yield paragraph
            paragraph = []
        paragraph.append(row)
    if paragraph:
        yield paragraph


def _leading(rows: Sequence[_Row]) -> float:
    """The usual distance from line to line, in sizes of the line; paragraphs of one line are rarer than longer ones, hence no median."""
    gaps = sorted((a.bottom - b.bottom) / a.size for a, b in pairwise(rows) if a.page == b.page and 0 < a.bottom - b.bottom < 3 * a.size)
    return gaps[len(gaps) // 3] if gaps else 1.0


def _margins(rows: Sequence[_Row]) -> Mapping[_Row, float]:
    """For each row the right margin of its column: the farthest end of the rows of its size that begin near where it begins."""

    def place(row: _Row) -> int:
        return round(row.left / max(row.size, 1.0))

    farthest: dict[tuple[int, float, int], float] = defaultdict(float)
    for row in rows:
        for near in range(place(row) - 3, place(row) + 4):
            key = (row.page, row.size, near)
            farthest[key] = max(farthest[key], row.right)
    return {row: farthest[row.page, row.size, place(row)] for row in rows}


def _begins(last: _Row, row: _Row, leading: float, margin: float) -> bool:
    """Whether ``row`` begins a paragraph after ``last``. ``margin`` is the right margin of the column of ``last``."""
    if abs(last.size - row.size) > 0.08 * last.size or last.bold != row.bold or _LIST_MARK.match(row.text):
        return True
    if last.page != row.page or row.bottom >= last.bottom:  # the next page or column: only the words can tell
        return bool(_ENDS_SENTENCE.search(last.text)) and not row.text[0].islower()
    if last.bottom - row.bottom > max(1.3 * leading, 1.0) * last.size:
        return True
    if last.bold:
        return False
    centred = abs((last.left + last.right) - (row.left + row.right)) < 4 and abs(last.left - row.left) > 1
    if row.left > last.left + 0.8 * last.size and not centred:
        return True
    return not centred and not last.text.endswith("-") and _would_fit(last, row, margin)


def _would_fit(last: _Row, row: _Row, margin: float) -> bool:
    """Whether the first word of ``row`` had room at the end of ``last``: then the line was ended on purpose."""
    word = row.text.partition(" ")[0]
    width = (row.right - row.left) * (len(word) + 1) / len(row.text)
    return last.right + width + 0.5 * last.size < margin


_HALF = re.compile(r"([^\W\d_]+)[-‐\u00ad]$")
_COMPOUND = re.compile(r"(?<![^\W\d_])[^\W\d_]+-[^\W\d_]+")


def _joined(rows: Iterable[_Row], compounds: Set[str]) -> str:
    """The rows as one line. A hyphen at a row's end goes when a small letter follows, unless the word is among ``compounds``."""
    parts: list[str] = []
    for row in rows:
        half = _HALF.search(parts[-1], max(0, len(parts[-1]) - 60)) if parts else None
        if half is None:
            parts += [" ", row.text] if parts else [row.text]
            continue
        word = re.match(r"[^\W\d_]*", row.text)
        keeps = not row.text[0].islower() or f"{half[1]}-{word[0] if word else ''}" in compounds
        if not keeps or parts[-1].endswith("\u00ad"):
            parts[-1] = parts[-1][:-1]
        parts.append(row.text)
    return "".join(parts)


def _kind(rows: Sequence[_Row], usual: float) -> BlockKind:
    """A heading is set larger than the text or in bold, and is no sentence."""
    words = sum(len(row.text.split()) for row in rows)
    stands_out = rows[0].size >= 1.15 * usual or rows[0].bold
    return "heading" if stands_out and words <= 25 and not rows[-1].text.endswith(".") else "paragraph"


def _largest(paragraphs: Sequence[Sequence[_Row]], usual: float) -> Iterator[int]:
    """The index of the heading of the first page that is set largest, when it is larger than the text: often the headline."""
    headings = [index for index, rows in enumerate(paragraphs) if rows[0].page == 0 and _kind(rows, usual) == "heading"]
    best = max(headings, key=lambda index: paragraphs[index][0].size, default=None)
    if best is not None and paragraphs[best][0].size >= 1.2 * usual:
        yield best


# ---- document information ---------------------------------------------------------------------------------------------

_DATE = re.compile(r"D:(\d{4})(\d\d)(\d\d)")


def _info(stated: Mapping[str, str]) -> Iterator[Markup]:
    """Author and day of creation; the title is a matter of ``properties``."""
    if author := one_line(stated.get("Author", "")):
        yield Markup("pdf", "author", author)
    if date := _DATE.match(stated.get("CreationDate", "")):
        yield Markup("pdf", "creationdate", "-".join(date.groups()))
