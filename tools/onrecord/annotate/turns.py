"""Texts that are speech from end to end: the turns of an interview or a transcript, and the paragraphs of a speech.

No quotation mark says so; the text itself must: labels before the turns that repeat ("Q:", "NYBERG:"), questions that alternate
with answers under a line that says who was interviewed, or a heading that says whose speech it is over a text in the first
person. Where that evidence is not clear nothing is found: words in the wrong mouth are worse than words in none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.annotate.clauses import one_of
from onrecord.annotate.draft import Draft, Text
from onrecord.annotate.entities import Member
from onrecord.annotate.names import surname
from onrecord.annotate.phrases import Phrase
from onrecord.annotate.sources import NOUNS
from onrecord.annotate.tokens import fold
from onrecord.records import Block


def find(text: Text) -> list[Draft]:
    """The turns or paragraphs of a text that is speech; nothing for any other text."""
    return list(_labelled(text)) or list(_answers(text)) or list(_speech(text))


# ---- turns with a label ---------------------------------------------------------------------------------------------------

_BOLD = r"(?:\*\*|__)?"
_LABEL = re.compile(
    rf"{_BOLD}(?P<label>[A-Z][\w.’'-]*(?:\s(?:[A-Z][\w.’'-]*|of|the|van|von|de|bin|al)){{0,5}})(?:\s\([^()]{{1,40}}\))?{_BOLD}\s?:{_BOLD}\s+(?=\S)"
)
_QUESTION = frozenset({"q", "question"})
_ANSWER = frozenset({"a", "answer"})
_ENDS = (".", "!", "?", "…", "”", '"', ")", "-", "—", "–", "*")
MANY_TURNS = 5
"""From so many turns on, a paragraph without a label between two turns goes on with the turn before it."""


@dataclass(frozen=True, slots=True)
class _Turn:
    number: int
    """Of the block."""
    label: str
    span: tuple[int, int]
    start: int
    """Where the words begin."""


def _labelled(text: Text) -> Iterator[Draft]:
    """The turns of a transcript: labels that repeat, at least one of them a person of the document, or Q and A."""
    turns = list(_turns(text))
    labels = Counter(turn.label.split()[-1] for turn in turns)  # KATE NYBERG is NYBERG afterwards
    answers = labels.keys() <= _ANSWER
    if len(turns) < 3 or (len(labels) < 2 and not answers) or max(labels.values()) < 2:
        return
    interviewee = _interviewee(text, turns[0].number, alone=True) if labels.keys() & _ANSWER else None
    fullest = _fullest(turns)
    last = {turn.label: turn for turn in turns}
    speakers = {label: _named(text, min(fullest.get(label, turn), turn, key=lambda t: t.number)) for label, turn in last.items()}
    if not interviewee and not any(phrase.member for phrase in speakers.values()):
        return
    ends = [turn.number for turn in turns[1:]] if len(turns) >= MANY_TURNS else [turn.number + 1 for turn in turns[:-1]]
    for turn, end in zip(turns, [*ends, turns[-1].number + 1], strict=True):
        phrase = interviewee if turn.label in _ANSWER else speakers[turn.label]
        if phrase is None or turn.label in _QUESTION or (phrase.member is None and labels[turn.label.split()[-1]] < 2):
            continue
        own = Phrase(*turn.span, phrase.kind, phrase.member) if phrase.member and turn.label not in _ANSWER else phrase
        parts = [(turn.start, text.blocks[turn.number].end), *_going_on(text, turn.number + 1, end)]
        yield Draft("direct", tuple(_bare(text.body, *part) for part in parts), "turn", None, own)


def _turns(text: Text) -> Iterator[_Turn]:
    for number, block in enumerate(text.blocks):
        match = _LABEL.match(text.body, block.start, block.end) if block.kind == "paragraph" else None
        words = text.body[match.end() : block.end].split() if match else []
        if match and len(words) >= 2 and words[-1].endswith(_ENDS):
            yield _Turn(number, fold(match["label"]), match.span("label"), match.end())


def _fullest(turns: Sequence[_Turn]) -> dict[str, _Turn]:
    """The first turn whose label gives a later label's speaker in full: KATE NYBERG for NYBERG."""
    found: dict[str, _Turn] = {}
    for turn in turns:
        words = turn.label.split(" ")
        for first in range(1, len(words)):
            found.setdefault(" ".join(words[first:]), turn)
    return found


def _named(text: Text, turn: _Turn) -> Phrase:
    """Whom a label means: somebody of the document by name, surname or initials; else the label as it stands."""
    start, end = turn.span
    inside = [text.cast.by_name[offset] for offset in range(start, end) if offset in text.cast.by_name]
    member = next((m for m in inside if m.kind == "person"), None) or _by_label(text, turn.label) or next(iter(inside), None)
    return Phrase(start, end, member.kind if member else "words", member)


def _by_label(text: Text, label: str) -> Member | None:
    last = label.rsplit(maxsplit=1)[-1]
    known = [m for m in text.cast.members if m.kind in ("person", "organization")]
    same = [m for m in known if fold(m.name) == label or (m.kind == "person" and surname(m.name) == last)]
    if not same and 2 <= len(label) <= 3 and label.isalpha():
        same = [m for m in known if m.kind == "person" and "".join(fold(word)[:1] for word in m.name.split()) == label]
    return same[0] if len(same) == 1 else None


def _going_on(text: Text, first: int, end: int) -> Iterator[tuple[int, int]]:
    """The paragraphs without a label that go on with a turn: up to a heading or a stage direction."""
    for block in text.blocks[first:end]:
        if block.kind != "paragraph" or text.body[block.start] in "([":
            return
        yield block.start, block.end


def _bare(body: str, start: int, end: int) -> tuple[int, int]:
    """The span without marks of quotation or emphasis around it."""
    while start < end and body[start] in '“”«»"* ':
        start += 1
    while end > start and body[end - 1] in '“”«»"* ':
        end -= 1
    return start, end


# ---- questions and answers without labels ----------------------------------------------------------------------------------

_INTERVIEW = re.compile(
    r"\b(?:interview(?:s|ed|ing)?|Q\s?(?:&|and)\s?A|spoke|speaks|talk(?:s|ed)|sat down|sits down|conversation|chat(?:s|ted)?|caught up)\b"
    r"(?:\s+(?:with|to|of))?(?=\s)",
    re.IGNORECASE,
)


def _interviewee(text: Text, upto: int, *, alone: bool = False) -> Phrase | None:
    """The one person whom the title or the lead calls interviewed; ``None`` where it could be several.

    ``alone``: the only person whom the title names will do, where labels prove an interview.
    """
    for block in text.blocks[: max(upto, 1)][:6]:
        people = _people(text, block.start, block.end)
        match = _INTERVIEW.search(text.body, block.start, block.end)
        if match is None or not people:
            continue
        after = [phrase for phrase in people if match.end() <= phrase.start < match.end() + 120]
        two = len({id(phrase.member) for phrase in after}) > 1 and " and " in text.body[after[0].end : after[1].start]
        if block.kind == "title" or len({id(phrase.member) for phrase in people}) == 1:
            return None if two else (after or people)[0]
    title = next((block for block in text.blocks[:2] if block.kind == "title"), None)
    named = _people(text, title.start, title.end) if title and alone else []
    return named[0] if len({id(phrase.member) for phrase in named}) == 1 else None


def _people(text: Text, start: int, end: int) -> list[Phrase]:
    """The people named between two offsets, in order."""
    named = [(name, text.cast.by_name.get(name.start)) for name in text.names.values() if start <= name.start < end]
    found = [Phrase(name.start, name.end, "person", member) for name, member in named if member is not None and member.kind == "person"]
    return sorted(found, key=lambda phrase: phrase.start)


def _answers(text: Text) -> Iterator[Draft]:
    """An interview whose questions are paragraphs that end in a question mark: the paragraphs between two are the answer."""
    questions = [n for n, block in enumerate(text.blocks) if _asks(text.body, block)]
    if len(questions) < 3 or not 1 <= questions[0] <= 6:
        return
    who = _interviewee(text, questions[0])
    ends = [*questions[1:], questions[-1] + 2]
    answers = [_answer(text, first + 1, end) for first, end in zip(questions, ends, strict=True)]
    given = [blocks for blocks in answers if blocks]
    spoken = [blocks for blocks in given if any(_first_person(text, block) for block in blocks)]
    paragraphs = len(text.blocks) - questions[0]
    if who is None or 2 * len(spoken) < len(given) or 3 * len(questions) < paragraphs or _reports(text, who, questions[0]):
        return
    for blocks in given:
        parts = tuple(_bare(text.body, block.start, block.end) for block in blocks)
        yield Draft("direct", parts, "answer in an interview", None, who)


def _answer(text: Text, first: int, end: int) -> list[Block]:
    """The paragraphs of an answer; a short one after the first could be the interviewer's, and ends it."""
    blocks = list(text.blocks[first:end])
    short = (n for n, b in enumerate(blocks) if b.kind != "paragraph" or (n and len(text.body[b.start : b.end].split()) <= 12))
    return blocks[: next(short, len(blocks))]


def _asks(body: str, block: Block) -> bool:
    words = body[block.start : block.end].rstrip("* ")
    return block.kind != "title" and words.endswith("?") and len(words.split()) <= 80


_I = frozenset({"i", "we", "my", "our", "me", "us", "i'm", "i've", "i'd", "we're", "we've", "myself", "ourselves"})


def _first_person(text: Text, block: Block) -> bool:
    return any(word.folded in _I for word in text.words.between(block.start, block.end))


def _reports(text: Text, who: Phrase, first: int) -> bool:
    """Whether the text speaks of somebody from the outside: "X said" in its own words."""
    start = text.blocks[first].start
    return any(
        name.start >= start and any(_SUBJECT.fullmatch(text.body, name.end, cue.start) for cue in text.cues(name.end, name.end + 40))
        for name in (who.member.mentions if who.member else ())
    )


_SUBJECT = re.compile(r"[,\s]*(?:(?:also|then|has|had|later)\s+)?")


# ---- speeches --------------------------------------------------------------------------------------------------------------


@cache
def _announced() -> re.Pattern[str]:
    """``Remarks by``: what a line may say of a speech before the speaker's name."""
    kind = one_of("speech")
    return re.compile(rf"\b(?i:{kind}(?:\s+(?:delivered|made|given|as\s+prepared\s+for\s+delivery))?\s+(?:by|of|from))\s+{NOUNS.pattern}$")


@cache
def _delivered() -> re.Pattern[str]:
    """``’s opening remarks``, ``delivered the following statement``: what it may say behind the name."""
    kind = one_of("speech")
    return re.compile(
        rf"(?:’s|'s|’|')\s+(?:[\w-]+\s+){{0,5}}?{kind}\b|\s+(?:delivered|made|gave)\s+(?:the\s+following\s+|an?\s+)?{kind}\b",
        re.IGNORECASE,
    )


_SALUTATION = re.compile(
    r"(?:ladies\s+and\s+gentlemen|(?:your\s+)?excellenc(?:y|ies)|(?:dear|distinguished|esteemed|honou?rable)\s+[\w\s]{3,40}|(?:mr|madam|mister)\.?\s+"
    r"(?:president|speaker|chair\w*|secretary.general)|thank\s+you|good\s+(?:morning|afternoon|evening)|my\s+fellow\s+\w+|friends)\b",
    re.IGNORECASE,
)
SHORTEST_SPEECH = 3
"""Paragraphs; a shorter text in the first person could be a note or a letter."""


def _speech(text: Text) -> Iterator[Draft]:
    """The paragraphs of a speech: a heading or a line before it says whose it is, and it is in the first person throughout."""
    for number, block in enumerate(text.blocks[:4]):
        who = _whose(text, block)
        if who is None:
            continue
        said = [b for b in text.blocks[number + 1 :] if b.kind == "paragraph"]
        while said and not _begins(text, said[0]):
            said = said[1:]
        if _is_spoken(text, who, said):
            for paragraph in said:
                yield Draft("direct", (_bare(text.body, paragraph.start, paragraph.end),), "whole text is a speech", None, who)
            return


def _whose(text: Text, block: Block) -> Phrase | None:
    """Whose speech a line announces: ``Remarks by X at …``, ``Full text of X’s speech``."""
    if block.end - block.start > 400:
        return None
    for phrase in _people(text, block.start, block.end):
        before = text.body[block.start : phrase.start]
        by = _announced().search(before) and not before.endswith("the ")  # "in support of the Brandt Prize" names nobody who speaks
        if by or _delivered().match(text.body, phrase.end, block.end):
            return phrase
    return None


def _begins(text: Text, block: Block) -> bool:
    """Whether speech can begin with a paragraph: with a salutation, or in the first person and in whole sentences."""
    body = text.body[block.start : block.end]
    return bool(_SALUTATION.match(body)) or (_first_person(text, block) and len(body.split()) >= 8)


def _is_spoken(text: Text, who: Phrase, said: Sequence[Block]) -> bool:
    """Whether paragraphs are one person's speech: most of the long ones in the first person, and no report about the speaker."""
    long = [block for block in said if block.end - block.start >= 120]
    first_person = [block for block in long if _first_person(text, block)]
    if len(said) < SHORTEST_SPEECH or not long or 10 * len(first_person) < 6 * len(long):
        return False
    quoted = sum(end - start for quotation in text.quotations for start, end in quotation.parts)
    if 4 * quoted > said[-1].end - said[0].start:
        return False  # a report that quotes at length
    number = text.block(said[0].start)
    return not _reports(text, who, number)
