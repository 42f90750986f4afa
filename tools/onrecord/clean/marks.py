"""What each line of a whole page shows, as named marks: its shape, what stands around it, and where on the page it is.

A mark is a short text such as ``kind paragraph`` or ``1 below: short``; the table ``page-marks.tsv`` says what it counts for.
Marks speak of shape and punctuation, and of the rules of ``page-lines.tsv``, but of no word, so that they hold for pages in
languages that no rule knows. All marks of a page are found in time linear in its length.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from onrecord.clean.credits import is_credit
from onrecord.clean.pageline import PageLine

_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""Letters of scripts that are written without spaces; two of them count as one word."""
_ENDS = re.compile(r"[.!?…。！？؟।։۔][\"'”’»)\]」』]*$")
_ASKS = re.compile(r"[?？؟]\W*$")
_CUT = re.compile(r"(?:…|\.\.\.)[\W_]*(?:read\s+more)?[\W_]*$", re.IGNORECASE)
"""The end of a teaser's summary."""
_TWO_SENTENCES = re.compile(r"[^\W\d_]{2}[.!?][\"”’')]*\s+[\"“‘'¿¡]?[^\W_a-zß-öø-ÿ]|[。！？]\s*[^\s。！？」』”]|[؟۔।։]\s+\w")
_DATELINE = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ .,'’/-]{2,40}(?:,? [A-Z][\w.]+)?(?:,? \(?\w+[ \w.]*\)?)? ?[—–-]{1,2} ")
_CAPTION = re.compile(
    r"\b(?:left|right|cent(?:er|re))\)|,\s(?:left|right|cent(?:er|re)),|\b(?:AP|AFP|Reuters|Getty|Getty\sImages|Photos?)\W*$|\bcourtesy\b"
    r"|\b(?i:file\sphoto|pictured|photo(?:graph)?\sby|in\sthis\s.{0,30}\bphoto)\b|/\s?(?:AP|AFP|Reuters|Getty)\b|\s\|\s.{2,40}$|^©"
)
"""What the text under a picture says of it and of where it comes from."""
_WORD = re.compile(r"[^\W\d_]+")
_CODE = re.compile(r"[^\w\s.,:'’\"“”–—-]")
_SEPARATED = ("short", "medium", "long", "open", "cut")
"""Kinds of lines that end as no sentence."""
_PARAGRAPH, _LONG, _MEDIUM = 8, 20, 6
"""Words from which on a line that ends as a sentence is a paragraph, and another line is long, or at least no button."""
_COUNTED = 60
"""Words of one paragraph that count; a longer one is no stronger evidence."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """A page as its lines are compared: for each line its kind, its words by count and the longer ones by name."""

    lines: Sequence[PageLine]
    sizes: Sequence[int]
    kinds: Sequence[str]
    named: Sequence[frozenset[str]]

    def weights(self) -> list[int]:
        """For each line the words that it adds to the page's running text."""
        return [min(size, _COUNTED) if _is_text(kind) else 0 for size, kind in zip(self.sizes, self.kinds, strict=True)]


def marks_of(lines: Sequence[PageLine]) -> list[list[str]]:
    """For each line of a page the marks that it bears."""
    sizes = [_size(line.text) for line in lines]
    seen = _Seen(lines, sizes, _kinds(lines, sizes), [frozenset(_long_words(line.text)) for line in lines])
    found: list[list[str]] = [list(_own(line, size, kind)) for line, size, kind in zip(lines, sizes, seen.kinds, strict=True)]
    for context in (_neighbours, _surroundings, _distances, _headline, _runs, _cohesion):
        for marks, more in zip(found, context(seen), strict=True):
            marks.extend(more)
    return found


# ---- one line -----------------------------------------------------------------------------------------------------------


def _size(text: str) -> int:
    return len(text.split()) + len(_UNSPACED.findall(text)) // 2


def _long_words(text: str) -> Iterator[str]:
    return (word.casefold() for word in _WORD.findall(text) if len(word) > 4 or _UNSPACED.match(word))


def _kinds(lines: Sequence[PageLine], sizes: Sequence[int]) -> list[str]:
    """Each line as furniture of a part, credit, paragraph, sentence, cut summary, broken line, or by its length."""
    kinds = [_kind(line, size) for line, size in zip(lines, sizes, strict=True)]
    for index, kind in enumerate(kinds):
        begun = index > 0 and _runs_on(lines, sizes, index - 1)
        if (begun and kind in ("short", "sentence", "medium", "long")) or (kind in ("medium", "long") and _runs_on(lines, sizes, index)):
            kinds[index] = "broken"
    return kinds


_FURNITURE = {"credit": "picture", "caption": "picture", "date-line": "credit", "time-ago": "credit", "published-by": "credit"}
"""Rules of furniture that say more of what stands around them than that it is no article."""


def _kind(line: PageLine, size: int) -> str:
    if line.part not in ("prose", "short"):
        return _FURNITURE.get(line.rule, line.part)
    if is_credit(line.text):
        return "credit"
    if _CUT.search(line.text) and size >= _MEDIUM:
        return "cut"
    if _ASKS.search(line.text) and not _TWO_SENTENCES.search(line.text):
        return "question"
    if _ENDS.search(line.text):
        return "paragraph" if size >= _PARAGRAPH else "sentence"
    if 5 * len(_CODE.findall(line.text)) >= len(line.text.replace(" ", "")) and len(line.text) > 5:
        return "code"
    if size >= _LONG:
        return "open" if _TWO_SENTENCES.search(line.text) else "long"
    return "medium" if size >= _MEDIUM else "short"


def _runs_on(lines: Sequence[PageLine], sizes: Sequence[int], index: int) -> bool:
    """Whether a line was broken within its sentence: the next begins with a small letter."""
    if index + 1 >= len(lines) or sizes[index] < _MEDIUM - 1 or _ENDS.search(lines[index].text):
        return False
    return lines[index + 1].text[:1].islower()


def _is_text(kind: str) -> bool:
    return kind in ("paragraph", "broken")


def _step(number: float, edges: Sequence[float]) -> str:
    """The first edge that a number does not exceed."""
    found = bisect_left(edges, number)
    return f"up to {edges[found]:g}" if found < len(edges) else f"over {edges[-1]:g}"


def _own(line: PageLine, size: int, kind: str) -> Iterator[str]:
    text = line.text
    sort = "text" if _is_text(kind) else "other"
    yield f"kind {kind}"
    yield f"words {_step(size, (1, 3, 7, 12, 20, 35))}, {_ending(text)}"
    if line.rule:
        yield f"rule {line.rule}"
    if line.copies > 1:
        yield f"repeated {sort}"
    words = _WORD.findall(text)
    if len(words) >= 4:
        small, capital = (sum(test(word[0]) for word in words) for test in (str.islower, str.isupper))
        yield f"small letters {_step(10 * small / len(words), (3, 5, 7, 9)) if small + capital else 'none'}"
        yield "commas" if re.search(r"[,;،]\s|[，、]", text) else "no commas"
    for mark, pattern in _SIGNS:
        if pattern.search(text):
            yield f"{mark} {sort}"


_SIGNS = (
    ("quotation", re.compile(r"[\"“”«»„「]")),
    ("two sentences", _TWO_SENTENCES),
    ("digits", re.compile(r"\d")),
    ("first a digit", re.compile(r"^\d")),
    ("address", re.compile(r"https?:|www\.|@\w")),
    ("first a small letter", re.compile(r"^[a-zß-öø-ÿ]")),
    ("signs between", re.compile(r"\s[|•·»›/]\s|[|•»›]")),
    ("dateline", _DATELINE),
    ("first a time of day", re.compile(r"^\d{1,2}[:.h]\d\d(?!\d)")),
    ("first a bracket", re.compile(r"^[\[(<*/]")),
    ("last an arrow", re.compile(r"[»›>→]$")),
    ("words of a caption", _CAPTION),
    ("desk", re.compile(r"^\W*(?:additional\s+)?(?:reporting|editing|writing|compiled|edited|written|reported)\s+by\b", re.IGNORECASE)),
    ("speaks to readers", re.compile(r"\b(?:I|I['’]m|you|your|my|me)\b")),
)


def _ending(text: str) -> str:
    if _CUT.search(text):
        return "cut"
    if _ASKS.search(text):
        return "asks"
    if _ENDS.search(text):
        return "sentence"
    return "colon" if re.search(r"[:：]$", text) else "open"


# ---- what stands around a line ------------------------------------------------------------------------------------------

Marks = Iterable[list[str]]


def _neighbours(seen: _Seen) -> Marks:
    kinds = ["edge"] * 3 + list(seen.kinds) + ["edge"] * 3
    for here in range(3, len(kinds) - 3):
        yield [
            *(f"{abs(step)} {'above' if step < 0 else 'below'}: {kinds[here + step]}" for step in (-3, -2, -1, 1, 2, 3)),
            f"{kinds[here - 1]}, {kinds[here]}, {kinds[here + 1]}",
        ]


def _surroundings(seen: _Seen) -> Marks:
    """How much text and how many credits, comments and cut summaries stand near."""
    text = list(accumulate(seen.weights(), initial=0))
    among = {
        kind: list(accumulate((k == kind for k in seen.kinds), initial=0))
        for kind in ("credit", "comment", "cut", "short", "paragraph", "code")
    }
    among["open"] = list(accumulate((k in ("long", "open", "medium") for k in seen.kinds), initial=0))
    count = len(seen.kinds)

    def between(sums: Sequence[int], first: int, last: int) -> int:
        return sums[min(last, count)] - sums[max(first, 0)]

    for index in range(count):
        above, below = between(text, index - 8, index), between(text, index + 1, index + 9)
        near = between(text, index - 6, index) + between(text, index + 1, index + 7)
        yield [
            f"words near {_step(near, (0, 30, 60, 100, 150, 220, 300))}",
            f"words above {_step(above, (0, 30, 60, 120, 200))}",
            f"words below {_step(below, (0, 30, 60, 120, 200))}",
            f"share of text above {_step(10 * text[index] / (text[-1] or 1), (0, 1, 2, 4, 6, 8, 9))}",
            f"place on page {_step(20 * index / count, (1, 2, 4, 6, 8, 10, 12, 14, 16, 18))}",
            f"credits near {_step(between(among['credit'], index - 10, index + 11), (0, 1, 2, 4))}",
            f"comments near {_step(between(among['comment'], index - 6, index + 7), (0, 1, 3))}",
            f"cut near {_step(between(among['cut'], index - 6, index + 7), (0, 1, 3))}",
            f"code near {_step(between(among['code'], index - 6, index + 7), (0, 1, 3))}",
            f"open near {_step(between(among['open'], index - 5, index + 6), (0, 2, 4, 6, 8))}",
            f"paragraphs near {_step(between(among['paragraph'], index - 5, index + 6), (0, 1, 2, 4, 6, 8))}",
            f"short near {_step(between(among['short'], index - 5, index + 6), (0, 2, 4, 7))}",
        ]


def _distances(seen: _Seen) -> Marks:
    """How far above the last heading of comments or other articles, the last comment and the last credit stand."""
    last: dict[str, int] = {}
    for index, kind in enumerate(seen.kinds):
        yield [
            f"{asked} {_step(index - last[asked], (1, 3, 8, 20, 60))} above" if asked in last else f"no {asked} above"
            for asked in ("comments", "comment", "end", "credit")
        ]
        last[kind] = index


def _headline(seen: _Seen) -> Marks:
    """Whether a line is set as a headline, and how a line stands to the last one above that a credit follows."""
    last: int | None = None
    for index, line in enumerate(seen.lines):
        marks = []
        if last is None:
            marks.append("no headline above")
        else:
            marks.append(f"headline {_step(index - last, (1, 2, 4, 8, 15, 30, 60))} above")
            if seen.sizes[index] >= _PARAGRAPH:
                marks.append(f"words of the headline {_step(len(seen.named[index] & seen.named[last]), (0, 1, 2))}")
        if seen.kinds[index] in _SEPARATED and 3 <= seen.sizes[index] <= 28 and not re.search(r"[.…,;:]\W*$", line.text):
            credited = _is_credited(seen.kinds, index)
            marks.append(f"as a headline{', credit below' if credited else ''}{', repeated' if line.copies > 1 else ''}")
            last = index if credited else last
        yield marks


def _is_credited(kinds: Sequence[str], index: int) -> bool:
    """Whether a byline or date stands below with at most two lines that are no furniture between."""
    between = 0
    for kind in kinds[index + 1 : index + 7]:
        if kind == "credit":
            return True
        between += kind in ("paragraph", "sentence", "question", "broken", "code", *_SEPARATED)
        if between > 2:
            return False
    return False


def _runs(seen: _Seen) -> Marks:
    """How long the text is that a line stands in, where one other line at a time may stand between two paragraphs."""
    runs = [0] * len(seen.kinds)
    weights = seen.weights()
    texts = [index for index, weight in enumerate(weights) if weight]
    first = 0
    for place, index in enumerate(texts):
        if place + 1 == len(texts) or texts[place + 1] - index > 2:
            start = texts[first]
            runs[start : index + 1] = [sum(weights[start : index + 1])] * (index + 1 - start)
            first = place + 1
    longest = max(runs, default=0) or 1
    return (
        [f"run {_step(run, (0, 20, 40, 80, 160, 320))}", f"run to longest {_step(10 * run / longest, (0, 1, 3, 5, 8))}"] for run in runs
    )


_REACH, _NEAR = 12, 6
"""Lines: how far other paragraphs are compared by their words, and by their length."""


def _cohesion(seen: _Seen) -> Marks:
    """How many of a line's longer words the paragraphs near it use too, and whether lines near it are as long.

    Paragraphs of one article share words; teasers share none and are often cut to one length.
    """
    count = len(seen.lines)
    around: Counter[str] = Counter()
    for index in range(min(_REACH, count)):
        around.update(seen.named[index] if _is_text(seen.kinds[index]) else ())
    for index, kind in enumerate(seen.kinds):
        if index + _REACH < count and _is_text(seen.kinds[index + _REACH]):
            around.update(seen.named[index + _REACH])
        if index > _REACH and _is_text(seen.kinds[index - _REACH - 1]):
            around.subtract(seen.named[index - _REACH - 1])
        marks = []
        if seen.sizes[index] >= _MEDIUM and seen.named[index]:
            own = 1 if _is_text(kind) else 0
            shared = sum(around[word] > own for word in seen.named[index])
            marks.append(f"shared words {_step(10 * shared / len(seen.named[index]), (0, 1, 2, 3, 4, 5, 7))}")
            if _is_text(kind) or kind in ("cut", "long", "open"):
                marks.append(f"as long {_step(_equal_lengths(seen, index), (0, 1, 2))}")
        yield marks


def _equal_lengths(seen: _Seen, index: int) -> int:
    length = len(seen.lines[index].text)
    near = range(max(0, index - _NEAR), min(len(seen.lines), index + _NEAR + 1))
    return sum(
        other != index
        and (_is_text(seen.kinds[other]) or seen.kinds[other] in ("cut", "long", "open"))
        and abs(len(seen.lines[other].text) - length) <= max(2, 0.03 * length)
        for other in near
    )
