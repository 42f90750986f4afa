"""Where and when an article appeared, as the lines beside its headline say it: “The Example Courier, 12 March 2021”."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from functools import cache
from itertools import pairwise, zip_longest

from onrecord import dates
from onrecord.clean.layout import can_wrap, is_wrapped
from onrecord.clean.lines import Span
from onrecord.dates import DateMention
from onrecord.letters import letters
from onrecord.records import Line
from onrecord.vocabulary import table, words

ENDS_SENTENCE = re.compile(r"[.!?…][\"'”’»)\]]*$")
_LONGEST = 60
"""Characters of a line that holds a date, the outlet's name not counted."""
_LONGEST_NAME = 7
"""Words of an outlet's name."""

_ABOUT_DATES = re.compile(r"\b(?:published|posted|updated|on|at|am|pm|gmt|utc|est|edt|date)\b", re.IGNORECASE)
_PLACE_AND = re.compile(r"\s*(?:(?:[dl]['’])?[A-ZÀ-ÖØ-ÞĞİŞƏА-ЯЁ][\w.’'-]*+\s*){1,4},\s*(?:(?:le|den|el|il)\s+)?")
_PLACE_DASH = re.compile(r"\s*(?:[A-ZÀ-ÖØ-ÞĞİŞƏА-ЯЁ][\w.’'-]*(?:,?\s+)){1,2}[-–—|]\s*")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_BETWEEN = re.compile(r"\s*[,;|•·]\s*|\s+[-–—/]\s+")
_NAME = re.compile(r"(?:(?:[^\W\d_a-zß-öø-ÿ][\w.'’&-]*|\d+|of|the|and|for|de|la|le|el|del|der|die|das|für|&)(?:\s+|$))+")


def date_line(text: str, span: Span, *, below: bool = False) -> Line | None:
    """A line that holds a date and hardly another letter, or a place or an outlet before it: ``Sample Town, 7 September 2018``.

    ``below`` says that the line stands below another in the head of the text: there a dash may part the place from the date.
    """
    if span.end - span.start > 2 * _LONGEST or (mention := _only_day(text, span)) is None:
        return None
    hedge = dates.hedge_beside(text, mention.start, mention.end, _every_language(), span.start)
    if hedge.bound not in ("", "by"):
        return None
    lead, tail = text[span.start : hedge.start], text[hedge.end : span.end]
    if "?" in lead:
        return None
    pieces = _pieces(lead, tail)
    if len(mention.edtf) > len("2021") and any(map(is_outlet, pieces)):
        stated = all(_NAME.fullmatch(_ABOUT_DATES.sub("", piece).strip(" .:")) for piece in pieces)
    elif span.end - span.start <= _LONGEST:
        placed = _PLACE_AND.fullmatch(lead) or (below and _PLACE_DASH.fullmatch(lead))
        placed_alone = bool(placed) and not tail.strip(" .") and not mention.edtf.startswith("X")
        stated = placed_alone or len(re.findall(r"[^\W\d_]", _ABOUT_DATES.sub("", lead + tail))) <= 3
    else:
        stated = False
    return Line(span.start, span.end, "date-line", "date", hedge.start, hedge.end) if stated else None


_GLUED = re.compile(
    r"[.?!…][\"”’)]*(?=(?:[A-Z][a-z]+day,?\s+)?(?:\d{1,2}\s+[A-Z][a-z]{2,8}|[A-Z][a-z]{2,8}\.?\s+\d{1,2},)\s+(?:19|20)\d\d$)"
)
"""The end of a sentence to which a page's script has set the day of publication without a space."""


def glued_date(text: str, span: Span) -> Line | None:
    """The date at the end of a standfirst, where nothing parts the two: ``… and why it matters.Monday, 6 January 2020``."""
    match = _GLUED.search(text, max(span.start, span.end - _LONGEST), span.end)
    if match is None or len(dates.find(text, start=match.end(), end=span.end)) != 1:
        return None
    return Line(match.end(), span.end, "date-line", "date", match.end(), span.end)


def _only_day(text: str, span: Span) -> DateMention | None:
    """The one date of a line; ``None`` when it holds none, or more."""
    found = dates.find(text, start=span.start, end=span.end)
    if not found and _YEAR.search(text, span.start, span.end):
        found = dates.find(text, _every_language(), span.start, span.end)
    return found[0] if len(found) == 1 else None


@cache
def _every_language() -> tuple[str, ...]:
    """Every language whose months are known: no name of one is another month in another, and what the page speaks is not known yet."""
    return tuple(dict.fromkeys(row["language"] for row in table("dates/months")))


def _pieces(*parts: str) -> list[str]:
    return [piece for part in parts for piece in _BETWEEN.split(part) if re.search(r"\w", _ABOUT_DATES.sub("", piece))]


# ---- the outlet -------------------------------------------------------------------------------------------------------


def is_outlet(name: str, outlets: Set[str] = frozenset()) -> bool:
    """Whether a line or a part of one is an outlet's name: a known one, or a name with a word such as “Tribune” in it."""
    parts = [part.casefold() for part in name.split()]
    if name.casefold() in outlets or letters(name) in _agencies():
        return True
    bare = parts[1:] if parts[:1] == ["the"] else parts
    if not 1 < len(parts) <= _LONGEST_NAME or not bare or not _NAME.fullmatch(name) or name[0].islower():
        return False
    if " ".join(bare) in words("not-outlets"):
        return False
    ends = [*parts[-2:], *(part for part, after in pairwise(parts) if after in ("of", "for"))]
    return bare[0] in _outlet_words("first") or any(part in _outlet_words("later") for part in ends if part is not parts[0])


@cache
def _outlet_words(position: str) -> frozenset[str]:
    return frozenset(row["word"] for row in table("outlet-words") if row["position"] == position)


@cache
def _agencies() -> frozenset[str]:
    return frozenset(letters(name) for name in words("agencies"))


def outlet_beside_date(text: str, line: Line, outlets: Set[str]) -> Line | None:
    """The outlet that a date line names before or after its date."""
    for start, end in ((line.start, line.value_start), (line.value_end, line.end)):
        here = start
        for piece in _BETWEEN.split(text[start:end]):
            name = piece.strip(" .:()")
            if name and is_outlet(name, outlets):
                first = text.index(name, here, end)
                return Line(line.start, line.end, "outlet beside the date", "outlet", first, first + len(name))
            here += len(piece)
    return None


_BESIDE = frozenset({"author", "date", "modified"})
"""What lines say that stand beside the outlet's name."""


def outlet_alone(text: str, head: Sequence[Span], known: Mapping[Span, Line], outlets: Set[str]) -> tuple[Span, Line] | None:
    """The line of the head that is an outlet's name alone, beside a byline or a date.

    The first line is the headline, but for an outlet that is known.
    """
    first = next((span for span in head if span not in known), None)
    for above, span, below in zip([None, *head], head, [*head[1:], None], strict=False):
        name = text[span.start : span.end]
        if span in known or not is_outlet(name, outlets) or (span == first and name.casefold() not in outlets):
            continue
        if any(known[other].label in _BESIDE for other in (above, below) if other is not None and other in known):
            return span, Line(span.start, span.end, "outlet alone", "outlet", span.start, span.end)
    return None


# ---- lines that are no part of wrapped prose --------------------------------------------------------------------------


def within_wrapped(text: str, groups: Sequence[Sequence[Span]]) -> set[Span]:
    """The lines of hard-wrapped paragraphs: a date on such a line is part of a sentence.

    A line that ends as no sentence stands alone after all where it is the last, or where the first word of the next one would
    have found room on it.
    """
    if not can_wrap([span for group in groups for span in group]):
        return set()
    found = set()
    for group in filter(is_wrapped, groups):
        widest = max(span.end - span.start for span in group)
        for span, after in zip_longest(group, group[1:]):
            room = widest if after is None else span.end - span.start + 1 + len(text[after.start : after.end].split(maxsplit=1)[0])
            if room > widest or ENDS_SENTENCE.search(text, span.start, span.end):
                found.add(span)
    return found
