"""Plain text: bytes → characters. UTF-8 unless the bytes say otherwise; a guess is a problem that is listed.

Text that was decoded wrongly before it was saved (“Ã¼” for “ü”) is repaired where that is certain, and the repair is a
problem that is listed. Offsets refer to the text as repaired: it is the text as read.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from dataclasses import replace

from resiliparse.parse.encoding import detect_encoding, map_encoding_to_html5

from onrecord.errors import SourceError
from onrecord.records import Problem, Source

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
UNREADABLE = "\N{REPLACEMENT CHARACTER}"
_STRANGE = re.compile(r"[\x00-\x08\x0e-\x19\x1c-\x1f\ufffd]")
"""What no text holds, but for a slip: control characters other than white space and ESC, and bytes that could not be read."""
_UNSEEN = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)


def read(source: Source, data: bytes) -> Source:
    """Decode the file. Raises :class:`SourceError` when it is no text."""
    text, problems = decode(data)
    return replace(source, text=text, problems=source.problems + problems)


def decode(data: bytes) -> tuple[str, tuple[Problem, ...]]:
    """Bytes → text, and the problems that the encoding had to be guessed, that bytes are none of it, or that the text was repaired.

    Raises :class:`SourceError` for binary data.
    """
    encoding = next((encoding for bom, encoding in _BOMS if data.startswith(bom)), "utf-8")
    problems: tuple[Problem, ...] = ()
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        if encoding == "utf-8" and (guessed := detect_encoding(data) or "windows-1252") != "utf-8":
            encoding = guessed
            problems = (Problem("encoding-guessed", f"not UTF-8; read as {encoding}"),)
        text = data.decode(encoding, "replace")
        places = text.count(UNREADABLE)
        problems = problems or (Problem("encoding-broken", f"{encoding.upper()}, but for {places} place{'' if places == 1 else 's'}"),)
    text, repaired = settle(text)
    return text, (*problems, *repaired)


def settle(text: str) -> tuple[str, tuple[Problem, ...]]:
    """A text as decoded → as read: without characters that no text has, repaired where it was decoded wrongly before it was saved.

    Raises :class:`SourceError` for binary data.
    """
    kept = _NO_CHARACTER.sub("", _no_binary(text))
    count = len(text) - len(kept)
    repaired, problems = repair(kept)
    lost = Problem("text-repaired", f"{count} character{'' if count == 1 else 's'} left out that no text holds (NUL, surrogates)")
    return repaired, (lost, *problems) if count else problems


_NO_CHARACTER = re.compile(r"[\x00\ud800-\udfff]")
_LINES = re.compile(r"[^\n]*\n?")
_NO_ASCII = re.compile(r"[^\x00-\x7f]+")
"""What ftfy takes for garbled always holds such a character, and is six characters long at most: looking only there saves a
millisecond for each article with curly quotation marks."""


def repair(text: str) -> tuple[str, tuple[Problem, ...]]:
    """Undo wrong decodings, line by line, and say how many garbled characters that took away.

    ftfy changes a line only where its characters make no sense in any language and decode to ones that do; of its repairs
    only this one is used: quotation marks, ligatures and unusual letters are the author's.
    """
    if text.isascii():
        return text, ()
    import ftfy  # imported late: a folder of plain ASCII needs none
    from ftfy.badness import is_bad

    if not is_bad("\n".join(text[max(odd.start() - 5, 0) : odd.end() + 5] for odd in _NO_ASCII.finditer(text))):
        return text, ()
    lines = [(line, ftfy.fix_encoding(line) if is_bad(line) else line) for line in _LINES.findall(text)]
    changed = [(line, fixed) for line, fixed in lines if line != fixed]
    if not changed:
        return text, ()
    count = sum((Counter(line) - Counter(fixed)).total() for line, fixed in changed)
    detail = f"{count} garbled character{'' if count == 1 else 's'} in {len(changed)} line{'' if len(changed) == 1 else 's'}"
    return "".join(fixed for _, fixed in lines), (Problem("text-repaired", detail),)


def decode_as(data: bytes, label: str) -> str:
    """Bytes decoded as they are declared, where a label means what browsers take it for: “ISO-8859-1” is windows-1252.

    Raises ``LookupError`` or ``UnicodeError`` where that is not possible.
    """
    return data.decode(map_encoding_to_html5(label) or label)


_DECLARED = re.compile(r"(<meta[^>]+charset\s*=\s*[\"']?)[\w-]+", re.IGNORECASE)


def as_utf8(page: str) -> bytes:
    """A web page whose encoding was known from outside the page, as bytes whose own declaration is right."""
    return (_DECLARED.sub(r"\1utf-8", page[:4096]) + page[4096:]).encode("utf-8", "replace")


def one_line(text: str) -> str:
    """A value on one line: white space collapsed, and no character that cannot be seen, turns the text around, or is none."""
    return " ".join(_UNSEEN.sub("", text).split())


def _no_binary(text: str) -> str:
    sample = text[:20_000]
    if len(_STRANGE.findall(sample)) * 20 > len(sample):
        raise SourceError("binary", "the bytes are no text in any known encoding")
    return text
