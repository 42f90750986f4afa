"""Plain text: bytes → characters. UTF-8 unless the bytes say otherwise; a guess is a problem that is listed."""

from __future__ import annotations

import codecs
from dataclasses import replace

from resiliparse.parse.encoding import detect_encoding

from onrecord.errors import SourceError
from onrecord.records import Problem, Source

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_TEXT_CONTROLS = frozenset("\t\n\r\f\v\x1a\x1b\x85")


def read(source: Source, data: bytes) -> Source:
    """Decode the file. Raises :class:`SourceError` when it is no text."""
    text, problems = decode(data)
    return replace(source, text=text, problems=source.problems + problems)


def decode(data: bytes) -> tuple[str, tuple[Problem, ...]]:
    """Bytes → text, and the problem that the encoding had to be guessed. Raises :class:`SourceError` for binary data."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _no_binary(data.decode(encoding, "replace")), ()
    try:
        return _no_binary(data.decode("utf-8")), ()
    except UnicodeDecodeError:
        encoding = detect_encoding(data) or "windows-1252"
        text = _no_binary(data.decode(encoding, "replace"))
        return text, (Problem("encoding-guessed", f"not UTF-8; read as {encoding}"),)


def _no_binary(text: str) -> str:
    sample = text[:20_000]
    strange = sum(1 for character in sample if (character < " " and character not in _TEXT_CONTROLS) or character == "\ufffd")
    if "\x00" in sample or strange * 20 > len(sample):
        raise SourceError("binary", "the bytes are no text in any known encoding")
    return text
