"""Reported speech: the content of reporting verbs and of "according to", without quotation marks."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence

from onrecord.annotate.according import ACCORDING, accorded
from onrecord.annotate.cues import CIRCUMSTANCES, Cue
from onrecord.annotate.draft import LONGEST_SENTENCE, Draft, Text
from onrecord.annotate.speakers import CLAUSE_WORDS, NAMING, Phrase, source_of
from onrecord.describe.published import DATELINE

_THAT = re.compile(r"(?:\s+[^,.;:“”\"]{1,70}?)??,?\s+that\s+")
_THAT_NEAR = re.compile(r"(?:\s+(?:once again|again|also|\w+ly))?,?\s+that\s+")
_FOR_MATTER = re.compile(
    r"\s+(?:(?:his|her|their|its|deep|sincere|great)\s+)*(?:gratitude|thanks|appreciation|regret|condolences)\s+(?:to\s+[^,.;]{1,80}?\s+)?(?:for|over|on)\s+"
)
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_CIRCUMSTANCE = re.compile(
    rf"(?:\s+(?:(?:on|late|early|last|this)\s+)?(?:{_DAY}|week|month|year|night|morning|afternoon|evening)\b"
    r"|\s+in\s+an?\s+(?:\w+\s+){0,2}(?:statement|interview|speech|letter|report|e-?mail|tweet|post|address)\b)+"
)
"""When or where something was said, between the verb and the words."""
_CLAUSE_START = re.compile(
    r"\s+(?!(?:so|no|yes|nothing|on|in|at|during|to|after|before|as|of|for|with|by|from|about|when|while|yesterday|today|tonight|earlier"
    rf"|later|aloud|goodbye|hello|much|more|little|and|but|or|last|late|early|{_DAY})\b)(?=[\w“\"‘$£€])"
)
_QUOTED = re.compile(r"\s+(?:[^,.;:“”\"]{0,60}?\s)?(?=[“\"])")
_NEXT_CLAUSE = re.compile(r",?\s+(?:and|but|while)\s+(?:he|she|they|it|the\s+\w+(?:\s\w+)?|[A-Z][\w’']+(?:\s[A-Z][\w’']+)*)\s+$")


def reported(text: Text, quoted: Sequence[tuple[int, int]], used: Container[tuple[int, int]]) -> Iterator[Draft]:
    """The reported statements of a body. ``quoted`` are spans of direct speech, ``used`` the cues that introduce them."""
    for start, end in text.sentences:
        yield from _outermost(list(_in_sentence(text, start, end, quoted, used)))


def _in_sentence(text: Text, start: int, end: int, quoted: Sequence[tuple[int, int]], used: Container[tuple[int, int]]) -> Iterator[Draft]:
    """The reported statements of one sentence."""
    inside = [(a, b) for a, b in quoted if a < end and b > start]
    if end - start > LONGEST_SENTENCE or any(a <= start and b >= end - 1 for a, b in inside) or _NOT_ASSERTED.match(text.body, start, end):
        return
    here, found = _outside(start, end, inside), text.phrases(start, end)
    verbs = [cue for cue in text.cues(start, end) if here[0] <= cue.start and cue.end <= here[1]]
    yield from _according(text, here, found, verbs)
    subject: Phrase | None = None
    for number, cue in enumerate(verbs):
        if not cue.speech:
            continue
        phrase = subject if cue.participle and subject is not None else source_of(text.body, here[0], here[1], cue.span, found)
        passive = None
        if _is_passive(text.body, cue):
            phrase = passive = _agent(text.body, cue, found)
        if phrase is None:
            continue
        subject = subject or phrase
        upto = next(
            (
                _clause_end(text.body, cue.end, later)
                for later in verbs[number + 1 :]
                if later.speech and _new_clause(text.body, cue.end, later)
            ),
            here[1],
        )
        content = _content(text.body, cue, phrase, upto, attributed=cue.span in used)
        parts: tuple[tuple[int, int], ...] = (content,) if content else ()
        if not parts and cue.span not in used and not passive:
            parts = _leading(text.body, here[0], cue, phrase, end)
        if parts:
            yield Draft("indirect", parts, "reported speech", cue.span, phrase, (start, end))


def _outermost(drafts: Sequence[Draft]) -> list[Draft]:
    """The reports that stand in no other one: what X says that Y said is X's, and Y is not asked."""
    spans = [(draft.parts[0][0], draft.parts[-1][1]) for draft in drafts]
    return [
        draft
        for draft, (start, end) in zip(drafts, spans, strict=True)
        if not any(first <= start and end <= last and (first, last) != (start, end) for first, last in spans)
    ]


_NOT_ASSERTED = re.compile(r"(?:If|Unless|Whether|Had|Should)\s[^,]*\b\w+|(?:Nobody|No one|None|Neither)\b|[^“\"]*\?$")
"""A condition, a denial or a question reports nothing."""


def _outside(start: int, end: int, inside: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The part of a sentence that is not direct speech: what stands before it, or else after it."""
    if not inside:
        return start, end
    before, after = inside[0][0] - 1, inside[-1][1] + 1
    return (start, max(start, before)) if before - start >= end - after else (min(after, end), end)


_BE = re.compile(r"\b(?:is|are|was|were|be|been|being)\s+(?:\w+ly\s+)?$")
_BY = re.compile(r"\s+by\s+(?:[\w’']+\s+){0,6}?$")


def _is_passive(body: str, cue: Cue) -> bool:
    return not cue.participle and bool(_BE.search(body[max(0, cue.start - 30) : cue.start]))


def _agent(body: str, cue: Cue, found: Sequence[Phrase]) -> Phrase | None:
    """``was described by X``: who speaks; ``None`` for "it was reported", which names nobody."""
    return next((phrase for phrase in found if phrase.start >= cue.end and _BY.fullmatch(body[cue.end : phrase.start])), None)


def _new_clause(body: str, after: int, later: Cue) -> bool:
    """Whether a later verb opens a clause of its own: ``, adding that …`` or ``, and he declared that …``."""
    between = body[after : later.start]
    added = later.participle and _PARTICIPLE.search(between)
    return bool(added or _SECOND_VERB.search(between) or _NEXT_CLAUSE.search(between))


_PARTICIPLE = re.compile(r",\s+(?:\w+ly\s+|also\s+)?$")
_SECOND_VERB = re.compile(r",\s+(?:and|but)\s+(?:\w+ly\s+|also\s+|then\s+)?$")


def _clause_end(body: str, after: int, later: Cue) -> int:
    between = body[after : later.start]
    match = _SECOND_VERB.search(between) or _NEXT_CLAUSE.search(between)
    return after + match.start() if match else later.start


def _content(body: str, cue: Cue, phrase: Phrase, end: int, *, attributed: bool) -> tuple[int, int] | None:
    """The span of what is reported after a verb, by the frames that the verb takes."""
    after = max(cue.end, phrase.end) if phrase.start >= cue.end else cue.end
    distant = cue.frames & {"for", "clause", "that"}
    match = (_THAT if distant else _THAT_NEAR).match(body, after, end)
    if match and not CLAUSE_WORDS & set(match[0].casefold().split()[:-1]):  # "said he did not think that" reports all of it
        return _clean(body, match.end(), end)
    if attributed:
        return None
    start = _matter(body, cue, after, end)
    if start is None and phrase.start < cue.start:
        start = _clause(body, cue, after, end)
    return None if start is None else _clean(body, start, end)


def _matter(body: str, cue: Cue, after: int, end: int) -> int | None:
    """Where the matter begins that is reported as a noun: ``praised the work``, ``expressed thanks for the work``."""
    if "for" in cue.frames:
        match = _FOR_MATTER.match(body, after, end)
        return match.end() if match else after
    if "as" in cue.frames:
        match = _AS.match(body, after, end)
        return match.end() if match else None
    quoted = "quoted-object" in cue.frames and re.search(r"[“\"]", body[after:end])
    return after if quoted or ("object" in cue.frames and after == cue.end) else None


def _clause(body: str, cue: Cue, after: int, end: int) -> int | None:
    """Where the clause begins that is reported without "that", or with its first words quoted."""
    if "clause" in cue.frames:
        skipped = (_HEARER if "hearer" in cue.frames else _CIRCUMSTANCE).match(body, after, end)
        if skipped or "hearer" not in cue.frames:
            match = _CLAUSE_START.match(body, skipped.end() if skipped else after, end)
            if match and len(body[match.end() : end].split()) > 2:
                return match.end()
    match = _QUOTED.match(body, after, end) if "quote" in cue.frames else None
    return match.end() if match else None


_AS = re.compile(r"[^.;]*?\bas\s+")
_HEARER = re.compile(
    r"\s+(?:reporters|journalists|lawmakers|parliament|him|her|them|us|me|(?:an?|the)\s+(?:[\w-]+\s+){0,3}?(?:conference|hearing|committee|audience|crowd|court|meeting|council|panel|newspaper|magazine|agency|rally|session)"
    r"|(?:the\s+)?(?:[A-Z][\w.’'-]*\s?){1,4})(?:\s+(?:on|in|at)\s+\w+)?(?=\s)"
)
"""The person or body spoken to, between "told" and the words told."""


def _leading(body: str, start: int, cue: Cue, phrase: Phrase, end: int) -> tuple[tuple[int, int], ...]:
    """``The talks went well, X said.``: what stands before the comma; ``The talks, X said, went well``: both parts."""
    last, first = max(cue.end, phrase.end), min(cue.start, phrase.start)
    before = _before_comma(body, start, first)
    if body[last : last + 2] == ", " and last == cue.end and len(body[last:end].split()) >= 4:
        after = _clean(body, last + 2, end)
        return tuple(part for part in (before, after) if part)
    about_the_speaker = last == phrase.end and body[last : last + 2] == ", "
    rest = body[last:end].split()
    if not about_the_speaker and len(rest) > (20 if "hearer" in cue.frames else 8):
        return ()
    only_circumstances = not rest or about_the_speaker or rest[0].strip('.,”"') in CIRCUMSTANCES or re.match(_DAY, rest[0])
    long_enough = before is not None and len(body[slice(*before)].split()) >= 4
    return (before,) if before and long_enough and (only_circumstances or "hearer" in cue.frames) else ()


def _before_comma(body: str, start: int, first: int) -> tuple[int, int] | None:
    """What stands before the comma that parts it from the speaker's noun phrase."""
    comma = body.rfind(",", start, first)
    while comma > start and not NAMING.fullmatch(body, comma, first):
        comma = body.rfind(",", start, comma)
    if dateline := DATELINE.match(body, start, comma):  # the head of a report is not part of what was said
        start = dateline.end()
    if comma <= start or _BEGINS_ANOTHER.search(body[start:comma]):
        return None
    return _clean(body, start, comma, least=1)


_BEGINS_ANOTHER = re.compile(r",\s+(?:and|but)\s+(?:[\w’'-]+\s?){1,4}$")
"""``…, and the mayor, Name, said``: the comma parts the speaker's office from the name, not the words from the speaker."""


def _according(text: Text, here: tuple[int, int], found: Sequence[Phrase], verbs: Sequence[Cue]) -> Iterator[Draft]:
    """``According to X, …`` and ``…, according to X``."""
    for match in ACCORDING.finditer(text.body, *here):
        phrase = accorded(text, match.end(), here[1], found)
        if phrase is None:
            continue
        if match.start() - here[0] > 20:
            content = _clean(text.body, here[0], match.start())
        else:
            comma = text.body.find(",", phrase.end, here[1])
            if comma < 0:
                continue
            upto = next(
                (_clause_end(text.body, comma, cue) for cue in verbs if cue.start > comma and _new_clause(text.body, comma, cue)), here[1]
            )
            content = _clean(text.body, comma + 1, upto)
        if content is not None:
            yield Draft("indirect", (content,), "according to", match.span(), phrase, here)


_TAIL = re.compile(r",\s+(?:[A-Z][\w.’'-]*\s?){1,3}\s+(?:reports?|reported|informs)\s*$")


def _clean(body: str, start: int, end: int, least: int = 2) -> tuple[int, int] | None:
    """The span without white space and punctuation at its ends, and without ``, X reports``; ``None`` for fewer words than ``least``."""
    if tail := _TAIL.search(body[start:end].rstrip(". ")):
        end = start + tail.start()
    while start < end and (body[start].isspace() or body[start] in ",;:–—-"):
        start += 1
    while end > start and (body[end - 1].isspace() or body[end - 1] in ".,;:–—-"):
        end -= 1
    return (start, end) if len(body[start:end].split()) >= least else None
