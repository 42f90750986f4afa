"""Quotations: the spans between quotation marks, also where a mark is missing.

A quotation may run over several paragraphs, each opening its own mark or none; may never have been opened or never closed.
What decides is stated at each rule. Offsets point into the body and leave the marks out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.records import Block
from onrecord.vocabulary import table, values

FARTHEST = 12
"""Paragraphs a quotation may run on without a mark; the longest seen in readouts of meetings is five."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """The content of a quotation: one span for each paragraph it stands in. ``rule`` says how its ends were found."""

    parts: tuple[tuple[int, int], ...]
    rule: str

    @property
    def start(self) -> int:
        return self.parts[0][0]

    @property
    def end(self) -> int:
        return self.parts[-1][1]


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    opens: bool
    virtual: bool = False


def find(body: str, blocks: Sequence[Block]) -> list[Quotation]:
    """All quotations of a body, in order. Single marks count only in a document, or curly ones in a paragraph, without double ones."""
    marks = [_marks(body, block, singles=False) for block in blocks]
    doubled = any(mark for found in marks for mark in found if not mark.virtual)
    for number, block in enumerate(blocks):
        single = not doubled or (not marks[number] and "‘" in body[block.start : block.end])
        if single:
            marks[number] = _marks(body, block, singles=True)
    return list(_Reader(body, blocks, marks).read())


# ---- marks --------------------------------------------------------------------------------------------------------------


@cache
def _pairs() -> tuple[frozenset[str], frozenset[str]]:
    rows = [row for row in table("quotation-marks") if row["style"] in ("double", "reversed")]
    return frozenset(row["open"] for row in rows), frozenset(row["close"] for row in rows)


@cache
def _attribution_tail() -> re.Pattern[str]:
    """``… , – said X``: speech that ends at a dash before its reporting verb, without a closing mark."""
    forms = {form for row in table("cues") if "quote" in row["frames"].split("|") for form in values(row["forms"])}
    verbs = "|".join(sorted(map(re.escape, forms), key=len, reverse=True))
    return re.compile(rf"(?<=[\w,.!?…])(?=[,.!?…]?(?:\s*[–—]\s*|\s+-\s+|(?<=,)-\s*)(?:{verbs})\b)")


_DASH = re.compile(r"[–—]|[\s,]-")
"""What every attribution tail has: most paragraphs have none, and looking for a verb behind every word takes ten times as long."""
_DOUBLE = re.compile(r"[“”„«»「」\"]|''|``")
_SINGLE = re.compile(r"[‘’'`]")


def _marks(body: str, block: Block, *, singles: bool) -> list[_Mark]:
    opening, closing = _pairs()
    found: list[_Mark] = []
    depth = 0
    for match in (_SINGLE if singles else _DOUBLE).finditer(body, block.start, block.end):
        mark = match[0]
        before, after = body[max(match.start() - 1, block.start) : match.start()], body[match.end() : min(match.end() + 1, block.end)]
        if singles:
            opens = _single(before, after, is_open=depth > 0, curly_open=mark == "‘")
        elif mark == "“" and depth > 0 and (not after or body.rfind("„", block.start, match.start()) >= 0 or _ends(before, after)):
            opens = False
        elif mark == "”" and depth <= 0 and (not before or before.isspace()) and after.isalnum():
            opens = True  # Swedish and Finnish
        elif (mark in opening) != (mark in closing):
            opens = mark in opening
        else:
            opens = _straight(before, after, is_open=depth > 0)
        if opens is not None:
            found.append(_Mark(match.start(), match.end(), opens))
            depth += 1 if opens else -1
    if not _DASH.search(body, block.start, block.end):
        return found
    tails = _attribution_tail().finditer(body, block.start, block.end)
    found += [_Mark(tail.start(), tail.start(), opens=False, virtual=True) for tail in tails]
    return sorted(found, key=lambda mark: mark.start)


def _ends(before: str, after: str) -> bool:
    """Whether a mark touches the words before it and none after it."""
    return bool(before) and not before.isspace() and before not in "([—–-" and (not after or after.isspace() or after in ".,;:!?)")


def _straight(before: str, after: str, *, is_open: bool) -> bool | None:
    """Whether a straight mark opens: what touches it decides, and where that is open, whether one is open already.

    A mark that stands alone between spaces opens nothing: it is a slip, or stands for a dash.
    """
    touches_before = bool(before) and not before.isspace() and before not in "([—–-"
    touches_after = bool(after) and not after.isspace()
    if not touches_before and not touches_after and not is_open and after:
        return None
    return not is_open if touches_before == touches_after else touches_after


def _single(before: str, after: str, *, is_open: bool, curly_open: bool) -> bool | None:
    """Whether a single mark opens or closes; ``None`` for an apostrophe."""
    starts = not before or before.isspace() or before in "([—–"
    if starts and after and (after.isalpha() or after in '“"…'):
        return True if not is_open or curly_open else None
    if is_open and before and (before in ",.!?…;:)" or before.isalnum()) and not (after and after.isalnum()):
        return False if before in ",.!?…" or not after or after in ",.;:)" or after.isspace() else None
    if not is_open and before in (".", ",", "!", "?") and (not after or after in ".,;"):
        return False
    return None


# ---- quotations ---------------------------------------------------------------------------------------------------------

_AROUND = "“”„«»「」\"'‘’` \u00a0"
_SAYING = re.compile(r"\b(?:that|say\w*|said|writ\w+|wrote|add\w+|stat\w+|told|read\w*)$")
_TURN = re.compile(r"[^:“”\"]{2,80}:\s+")


class _Reader:
    """Reads the marks of all paragraphs in order; ``parts`` are the paragraphs of the quotation that is open."""

    def __init__(self, body: str, blocks: Sequence[Block], marks: Sequence[Sequence[_Mark]]) -> None:
        self.body = body
        self.blocks = blocks
        self.marks = marks

    def read(self) -> Iterator[Quotation]:
        parts: list[tuple[int, int]] = []
        opened: int | None = None
        carried_on = False
        for number, block in enumerate(self.blocks):
            last = block.start
            if opened is not None:
                opened = block.start
            for mark in self._outer(number, is_open=opened is not None):
                if mark.opens and (opened is None or mark.start == block.start):
                    opened = mark.end
                elif not mark.opens and opened is not None:
                    parts.append((opened, mark.start))
                    yield from self._quotation(
                        parts, "no closing mark" if mark.virtual else "quotation over paragraphs" if carried_on else "quotation marks"
                    )
                    parts, opened, carried_on, last = [], None, False, mark.end
                elif not mark.opens and not mark.virtual and (start := self._never_opened(block, mark, last)) is not None:
                    yield from self._quotation([(start, mark.start)], "no opening mark")
                    last = mark.end
            if opened is None:
                continue
            parts.append((opened, block.end))
            carried_on = True
            if not self._goes_on(number, parts[0][0]):
                yield from self._quotation(parts, "no closing mark")
                parts, opened, carried_on = [], None, False

    def _outer(self, number: int, *, is_open: bool) -> Iterator[_Mark]:
        """The marks of a paragraph but those of words in marks within a quotation (``“even when “your team” needs it”``).

        A curly mark opens such words when two closing marks follow before another opens.
        """
        marks = self.marks[number]
        inner = False
        for index, mark in enumerate(marks):
            following = [other.opens for other in marks[index + 1 :] if not other.virtual][:2]
            if (
                mark.opens
                and is_open
                and mark.start > self.blocks[number].start
                and self.body[mark.start] == "“"
                and following == [False] * 2
            ):
                inner = True
            elif inner and not mark.opens and not mark.virtual:
                inner = False
            else:
                is_open = mark.opens
                yield mark

    def _quotation(self, parts: Sequence[tuple[int, int]], rule: str) -> Iterator[Quotation]:
        trimmed = [span for start, end in parts if (span := _trimmed(self.body, start, end))]
        if trimmed:
            yield Quotation(tuple(trimmed), rule)

    def _never_opened(self, block: Block, mark: _Mark, last: int) -> int | None:
        """Where speech begins whose opening mark is missing: after ``Name:`` or at the start of a paragraph that the mark ends."""
        rest = self.body[mark.end : block.end].strip()
        if last != block.start or (rest and len(rest.split()) > 12):
            return None
        turn = _TURN.match(self.body, block.start, mark.start)
        if turn:
            return turn.end()
        return block.start if rest and self.body[mark.start - 1] in ",!?" else None

    def _goes_on(self, number: int, start: int) -> bool:
        """Whether a quotation left open at the end of a paragraph runs on into the next.

        It does when the next paragraph opens a mark of its own; when the next mark further on closes; and when the next
        paragraph that begins with a mark is reached without a reporting verb in between. Words in marks in the middle of a
        sentence ("those who are “fairly sure, …") do not.
        """
        lead = self.body[self.blocks[number].start : start].rstrip(_AROUND)
        in_a_sentence = bool(lead) and lead[-1].isalnum() and not _SAYING.search(lead)
        for later in range(number + 1, min(number + 1 + FARTHEST, len(self.blocks))):
            marks = self.marks[later]
            if marks:
                first = marks[0]
                return (not first.opens and not in_a_sentence) or (
                    first.start == self.blocks[later].start and (later == number + 1 or any(not mark.opens for mark in marks))
                )
            if self.blocks[later].kind != "paragraph":
                return False
        return False


def _trimmed(body: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and body[start].isspace():
        start += 1
    while end > start and body[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None
