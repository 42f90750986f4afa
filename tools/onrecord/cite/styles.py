"""Records as the manuals of style have them: through a CSL processor, with styles of our own in ``styles/``.

The styles that the processor's project distributes repeat the title of an article without an author, put initials for names,
lose the year of an interval and take 0.1 s for each citation: ours say the few things that articles need, and the processor sets
them rightly. It takes some milliseconds for each, and a corpus holds few *patterns* (one author or two, a month or a day): so each pattern
is formatted once, with signs in the place of the words, and the words are put in afterwards, escaped.
"""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from itertools import count
from typing import Any

from markupsafe import Markup, escape

from onrecord.cite.records import Item

STYLES: Mapping[str, str] = {"chicago": "Chicago", "apa": "APA", "mla": "MLA"}
"""File of a style → what readers call it."""

_WORDS, _REST, _INITIALS, _NUMBERS = 0xE000, 0xF000, 0x13A0, 700_000
"""The first of the signs for words and for the letters of a given name after its first (private use), of those for first letters
(Cherokee capitals: the processor makes initials of capitals alone), and of the numbers, beyond all years, for years and days."""
_MOST = 21
"""Authors of which a style shows any: the longest list is that of APA, the first nineteen of more than twenty."""
_SHOWN = ("title", "container-title", "URL", "note")


@dataclass(frozen=True, slots=True)
class Citation:
    """A record in one style."""

    style: str
    html: Markup


def formatted(item: Item, date_words: str) -> tuple[Citation, ...]:
    """A record in every style. ``date_words`` stand for an interval or a season, for which the styles have no order of their own."""
    words: dict[str, str] = {}
    pattern = json.dumps(_pattern(item, date_words, words), sort_keys=True)
    return tuple(Citation(label, _filled(_formatted(style, pattern), words)) for style, label in STYLES.items())


def _pattern(item: Item, date_words: str, words: dict[str, str]) -> dict[str, Any]:
    """A record with signs for its words, which go into ``words``; the punctuation that ends them stays, because styles look at it."""
    counts = {first: count(first) for first in (_WORDS, _REST, _INITIALS, _NUMBERS)}

    def sign(text: str, first: int = _WORDS) -> str:
        last = text[-1:] if text[-1:] in _ENDS else ""
        made = chr(next(counts[first]))
        words[made] = text.removesuffix(last)
        return made + (last or (_ENDED if _QUOTED_END.search(text) else ""))

    def number(value: int) -> int:
        made = next(counts[_NUMBERS])
        words[str(made)] = str(value)
        return made

    found: dict[str, Any] = {"type": item["type"]} | {key: sign(item[key]) for key in _SHOWN if key in item}
    if "author" in item:
        found["author"] = [_signs(name, sign) for name in item["author"][:_MOST]]
    if issued := item.get("issued"):
        year, *rest = issued["date-parts"][0]
        single = len(issued["date-parts"]) == 1 and "season" not in issued and "literal" not in issued
        parts = [number(year), *rest[:1], *map(number, rest[1:])]
        found["issued"] = ({"date-parts": [parts]} if single else {"literal": sign(issued.get("literal", date_words))}) | (
            {"circa": True} if "circa" in issued and single else {}
        )
    return found


_ENDS = frozenset(".?!…")
_QUOTED_END = re.compile(r"[.?!…][”’»“\"']+$")
_ENDED = "\uf8ff"
"""Stands behind a text that ends a sentence inside its own quotation marks: “He said ‘No!’”."""
_GIVEN = re.compile(r"([^\s.-])([^\s.-]*)")


def _signs(name: Mapping[str, str], sign: Callable[..., str]) -> dict[str, str]:
    """A name with two signs for each given name, so that a style can take the first letter alone."""

    def given(match: re.Match[str]) -> str:
        return sign(match[1], _INITIALS) + (sign(match[2], _REST) if match[2] else "")

    return {key: _GIVEN.sub(given, text) if key == "given" else sign(text) for key, text in name.items()}


_SIGNS = re.compile(rf"(?P<quoted>“?)(?P<sign>[\ue000-\uf8ff\u13a0-\u13f5]|{_NUMBERS // 1000}\d{{3}})")
_TWICE = re.compile(rf"(?<=[.?!…{_ENDED}])(</i>)?\.")
"""A full stop behind what ends a sentence already, in italics too."""


def _filled(pattern: str, words: Mapping[str, str]) -> Markup:
    """A pattern with its words; quotation marks inside quotation marks become single ones."""

    def put(match: re.Match[str]) -> str:
        text = words[match["sign"]]
        return match["quoted"] + escape(single_marks(text) if match["quoted"] else text)

    return Markup(_SIGNS.sub(put, _TWICE.sub(r"\1", pattern).replace(_ENDED, "")))  # noqa: S704  (the pattern is the style's own text, the words are escaped)


_INNER = ((re.compile(r"[“„«]([^“”„«»]*)[”“»]"), r"‘\1’"), (re.compile(r'"([^"]*)"'), r"‘\1’"), (re.compile(r'[“”„«»"]'), "’"))
"""Pairs of double quotation marks, then those that stand alone."""


def single_marks(text: str) -> str:
    """A text that goes between quotation marks: those inside it become single ones."""
    for found, single in _INNER:
        text = found.sub(single, text)
    return text


@lru_cache(maxsize=4096)
def _formatted(style: str, pattern: str) -> str:
    """A pattern in a style, as HTML."""
    from citeproc import Citation as Cited
    from citeproc import CitationItem, CitationStylesBibliography, formatter
    from citeproc.source.json import CiteProcJSON

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the processor warns of every variable that a style does not ask for
        source = CiteProcJSON([{**json.loads(pattern), "id": "x"}])
        bibliography = CitationStylesBibliography(_style(style), source, formatter.html)
        bibliography.register(Cited([CitationItem("x")]))
        return "".join(map(str, bibliography.bibliography())).strip()


@cache
def _style(name: str) -> Any:
    from citeproc import CitationStylesStyle

    with resources.as_file(resources.files("onrecord.cite").joinpath("styles", f"{name}.csl")) as path:
        return CitationStylesStyle(str(path), validate=False)
