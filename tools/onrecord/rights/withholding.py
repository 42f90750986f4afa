"""A document of which only some words may be shown, made from the whole one.

Every character that is not shown becomes :data:`FILLER`, in the body and in the source: the texts keep their lengths, so that
offsets, numbers of paragraphs and anchors stay. What was found in the text stays where all its words are shown, and goes otherwise;
what is known about the document (its fields, and whom and what it names) stays, without the words that it was read from unless
these are the value itself, or too few to be a passage.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate

import msgspec

from onrecord.anchors import anchors
from onrecord.annotate.tokens import sentences
from onrecord.articles import Article, StandOff
from onrecord.edits import Edit, EditedText
from onrecord.leads import lead
from onrecord.records import Account, Block, Entity, Evidence, Problem, Statement, Value
from onrecord.rights.publication import SHARE, Decision, Extent, Publication
from onrecord.search.words import fold, pieces

FILLER = "\ufdd0"
"""Stands for one character that is not shown. It is no character (Unicode, section 23.7): no text has it, and no word contains it."""
GAP = "[…]"
"""How readers see any number of them."""
WITHHELD = "[words withheld]"
"""Stands for words of the source that a value was read from."""

PASSAGE = 8
"""Words in a row that count as a passage of somebody's text: fewer may be quoted as evidence, and no output may hold so many that
are not shown."""

Span = tuple[int, int]

_FILL = re.compile(f"{FILLER}+")
_FILLED = re.compile(f"{FILLER}[{FILLER}\\s]*{FILLER}|{FILLER}")


def collapsed(text: str) -> str:
    """A text with :data:`GAP` for what is not shown."""
    return _FILLED.sub(GAP, text)


class Collapsed:
    """A text with :data:`GAP` for what is not shown of each paragraph, and where the offsets of the whole text stand in it."""

    def __init__(self, text: str) -> None:
        gaps = [match.span() for match in _FILL.finditer(text)] if FILLER in text else []
        self.text = _FILL.sub(GAP, text) if gaps else text
        self._ends = [end for _, end in gaps]
        self._saved = [0, *accumulate(end - start - len(GAP) for start, end in gaps)]

    def at(self, offset: int) -> int:
        """Where a character stands that is shown, or an end of what is not."""
        return offset - self._saved[bisect_right(self._ends, offset)]


def withhold(article: Article, decision: Decision, most: int) -> Article:
    """What may be published of an article; ``most`` is the limit of an excerpt in words."""
    blocks = _blocks(article)
    headline = [
        (b.start, b.end) for b in blocks if b.kind == "title" and words(article.body[b.start : b.end]) == words(article.front.title)
    ]
    below = [(b.start, b.end) for b in blocks if (b.start, b.end) not in headline]
    everything, statements = _count(article.body, below), article.standoff.statements if article.standoff else ()
    if decision.level == "full":
        extent = Extent(everything, everything, len(statements), len(statements))
        return msgspec.structs.replace(article, publication=Publication(decision, extent))
    excerpts = _excerpts(article, headline, min(most, everything // SHARE)) if decision.level == "excerpt" else []
    shown = Shown(article.body, [*headline, *excerpts])
    standoff = _standoff(article, shown, quotes=decision.level == "excerpt") if article.standoff else None
    kept = len(standoff.statements) if standoff else 0
    return msgspec.structs.replace(
        article,
        front=msgspec.structs.replace(article.front, subtitle=_subtitle(article, shown)),
        body=shown.masked,
        html="" if standoff else "".join(f"<p>{FILLER}</p>\n" for _ in blocks),
        standoff=standoff,
        publication=Publication(decision, Extent(everything, _count(article.body, excerpts), len(statements), kept)),
    )


def words(text: str) -> list[str]:
    """The words of a text as they are compared: without case, marks and punctuation."""
    return [fold(word) for word in pieces(text)[1::2]]


def runs(text: str) -> set[tuple[str, ...]]:
    """All passages of a text: :data:`PASSAGE` words in a row."""
    found = words(text)
    return {tuple(found[n : n + PASSAGE]) for n in range(len(found) - PASSAGE + 1)}


def _blocks(article: Article) -> Sequence[Block]:
    return article.standoff.blocks if article.standoff else article.blocks


def _count(text: str, spans: Iterable[Span]) -> int:
    return sum(len(pieces(text[start:end])) // 2 for start, end in spans)


# ---- what is shown ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Shown:
    """The spans of a text that are shown. Those with nothing but white space between them are one."""

    text: str
    given: Sequence[Span]

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        """The spans in their order, none touching another."""
        merged: list[Span] = []
        for start, end in sorted(span for span in self.given if span[0] < span[1]):
            if merged and (start <= merged[-1][1] or self.text[merged[-1][1] : start].isspace()):
                merged[-1] = merged[-1][0], max(end, merged[-1][1])
            else:
                merged.append((start, end))
        return tuple(merged)

    @cached_property
    def masked(self) -> str:
        """The text with fillers for what is not shown; line ends stay."""
        return mask(self.text, self.spans)

    def holds(self, start: int, end: int) -> bool:
        """Whether all of a span is shown."""
        return any(first <= start and end <= last for first, last in self.spans)

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """The texts that are shown."""
        return tuple(self.text[start:end] for start, end in self.spans)


_HIDDEN = re.compile(r"[^\n]")


def mask(text: str, shown: Iterable[Span]) -> str:
    """A text of the same length with :data:`FILLER` for every character outside some spans, which stand in their order."""
    out, here = [], 0
    for start, end in shown:
        out += [_HIDDEN.sub(FILLER, text[here:start]), text[start:end]]
        here = end
    return "".join([*out, _HIDDEN.sub(FILLER, text[here:])])


def _excerpts(article: Article, headline: Sequence[Span], most: int) -> list[Span]:
    """The sentences of attributed statements, in their order, as far as they fit into a number of words; the headline costs none."""
    if article.standoff is None:
        return []
    text = _Sentences(article.body, [block for block in article.standoff.blocks if (block.start, block.end) not in headline])
    chosen: dict[Span, int] = {}
    left = most
    for statement in article.standoff.statements:
        if not left:
            break
        if statement.speaker_name:
            new = {span: _count(article.body, [span]) for span in text.telling(_spans(statement)) if span not in chosen}
            if sum(new.values()) <= left:
                chosen |= new
                left -= sum(new.values())
    return sorted(chosen)


def _spans(statement: Statement) -> list[Span]:
    """The words that make a statement: its content, its cue, and those that say who spoke and when."""
    beside = (statement.cue, statement.speaker_span, statement.said_on_span)
    return [*(statement.parts or ((statement.start, statement.end),)), *(span for span in beside if span)]


class _Sentences:
    """The sentences of a text, found where they are asked for."""

    def __init__(self, body: str, blocks: Sequence[Block]) -> None:
        self._body, self._blocks = body, blocks
        self._ends = [block.end for block in blocks]
        self._found: dict[int, list[Span]] = {}

    def telling(self, spans: Sequence[Span]) -> Iterator[Span]:
        """The sentences in which some spans stand; in each paragraph from the first of them to the last."""
        touched: defaultdict[int, list[Span]] = defaultdict(list)
        for start, end in spans:
            number = bisect_right(self._ends, start)
            while number < len(self._blocks) and self._blocks[number].start < end:
                touched[number].append((start, end))
                number += 1
        for number, inside in sorted(touched.items()):
            found = self._of(number)
            needed = [n for n, (s, e) in enumerate(found) if any(start < e and s < end for start, end in inside)]
            yield from found[needed[0] : needed[-1] + 1] if needed else ()

    def _of(self, number: int) -> list[Span]:
        if number not in self._found:
            self._found[number] = sentences(self._body, [self._blocks[number]])
        return self._found[number]


# ---- the records ------------------------------------------------------------------------------------------------------------


def _standoff(article: Article, shown: Shown, *, quotes: bool) -> StandOff:
    standoff, text = article.standoff, article.text
    assert standoff is not None, "only a document with annotations comes here"  # noqa: S101  (narrows the types)
    assert text is not None, "a document with annotations has a source"  # noqa: S101
    tell = _Telling(standoff, article.front.title, shown)
    return msgspec.structs.replace(
        standoff,
        fields={name: tuple(tell.field(name, value) for value in values) for name, values in standoff.fields.items()},
        entities=tuple(map(tell.entity, standoff.entities)),
        mentions=tuple(m for m in standoff.mentions if shown.holds(m.start, m.end)),
        accounts=tuple(tell.account(a) for a in standoff.accounts if quotes and shown.holds(a.start, a.end)),
        statements=tuple(map(tell.statement, _statements(article.body, standoff.statements, shown) if quotes else ())),
        deleted=(),
        problems=tuple(map(tell.problem, standoff.problems)),
        parallels=tuple(p for p in standoff.parallels if shown.holds(p.start, p.end)),
        edits=_edits(text, shown),
        source=mask(text.source, sorted(_in_source(text, shown.spans))),
    )


def _statements(body: str, statements: Sequence[Statement], shown: Shown) -> tuple[Statement, ...]:
    """The statements that are shown with all that belongs to them and introduces them, each under the address that it has in the
    whole text."""
    named = dict(zip(map(id, statements), anchors(body, statements), strict=True))
    whole = (s for s in statements if all(shown.holds(*span) for span in _spans(s)))
    kept = [s for s in whole if lead(shown.masked, s) == lead(body, s)]
    while moved := [s for s, anchor in zip(kept, anchors(body, kept), strict=True) if named[id(s)] != anchor]:
        kept.remove(moved[0])
    return tuple(kept)


def _in_source(text: EditedText, spans: Iterable[Span]) -> Iterator[Span]:
    """Where the characters of some spans of the body stand in the source, with the white space that cleaning changed between them."""
    for start, end in spans:
        held: list[Span] = []
        for run in text.runs:
            first, last = max(start, run.start), min(end, run.start + run.length)
            if first < last:
                here = run.source + first - run.start, run.source + last - run.start
                if held and not text.cut_within(held[-1][1] - 1, here[0]):
                    here = held.pop()[0], here[1]
                held.append(here)
        yield from held


def _edits(text: EditedText, shown: Shown) -> tuple[Edit, ...]:
    """The edits of a text, whose replacements are shown only where they stand in the body as it is shown."""
    edits, shift = [], 0
    for edit in text.edits:
        at = edit.start + shift
        edits.append(replace(edit, replacement=shown.masked[at : at + len(edit.replacement)]))
        shift += len(edit.replacement) - (edit.end - edit.start)
    return tuple(edits)


def _subtitle(article: Article, shown: Shown) -> str | None:
    subtitle = article.front.subtitle
    return subtitle if subtitle and any(_stands_in(subtitle, part) for part in shown.parts) else None


def _stands_in(text: str, whole: str) -> bool:
    """Whether the words of a text stand in a row in another."""
    return f" {' '.join(words(text))} " in f" {' '.join(words(whole))} "


class _Telling:
    """What can be told of a document without a passage of its text that is not shown."""

    def __init__(self, standoff: StandOff, title: str, shown: Shown) -> None:
        self._standoff, self._title, self._shown = standoff, title, shown.parts

    @cached_property
    def _passages(self) -> set[tuple[str, ...]]:
        """The passages of the source that are not told."""
        fields = self._standoff.fields.items()
        values = (value.value for name, found in fields if name != "subtitle" for value in found)
        names = (entity.name for entity in self._standoff.entities)
        known = (self._title, *self._shown, *(value for value in values if value), *names)
        return runs(self._standoff.source).difference(*map(runs, known))

    def field(self, name: str, value: Value) -> Value:
        """A value without its rivals; the standfirst is text, of which only the fact that there is one is told."""
        told = value.value
        if name == "subtitle" and told is not None and not self._is_shown(told):
            told = WITHHELD
        return Value(told, value.basis, tuple(self._evidence(evidence, told) for evidence in value.evidence))

    def entity(self, entity: Entity) -> Entity:
        """An entity, and why its names were joined, without passages; its name stays, a long description of it in the text does not."""
        variants = tuple(v for v in entity.variants if v == entity.name or self._is_quotable(v))
        joined = tuple(replace(one, evidence=tuple(self._evidence(e, one.name) for e in one.evidence)) for one in entity.joined)
        return replace(entity, variants=variants, joined=joined)

    def statement(self, statement: Statement) -> Statement:
        """A statement that is shown, without what was taken for it before a person decided."""
        kept = tuple(
            replace(r, before=self._safe(r.before) if r.before else r.before, reason=self._safe(r.reason)) for r in statement.revisions
        )
        return replace(statement, revisions=kept)

    def account(self, account: Account) -> Account:
        """What is told of an event in words that are shown, without evidence from elsewhere."""
        return replace(
            account,
            date=self.field("date", account.date),
            places=tuple(self.field("places", place) for place in account.places),
            participants=tuple(self.field("participants", who) for who in account.participants),
        )

    def problem(self, problem: Problem) -> Problem:
        """A problem, without a detail that quotes."""
        return replace(problem, detail=self._safe(problem.detail))

    def _evidence(self, evidence: Evidence, value: str | None) -> Evidence:
        """Evidence with its words where they are few, shown, or the value itself; otherwise with its rule and place alone."""
        text, note = evidence.text, evidence.note
        quotable = self._is_quotable(text) or (value is not None and _stands_in(text, value))
        return replace(evidence, text=text if quotable else WITHHELD, note=self._safe(note) if note else note)

    def _safe(self, text: str) -> str:
        """A text of the program or of an editor, unless it quotes a passage."""
        found = runs(text)
        return text if not found or self._passages.isdisjoint(found) else WITHHELD

    def _is_quotable(self, text: str) -> bool:
        """Whether words of the source are too few to be a passage, or are shown anyway."""
        return len(words(text)) < PASSAGE or self._is_shown(text)

    def _is_shown(self, text: str) -> bool:
        return any(_stands_in(text, part) for part in self._shown)
