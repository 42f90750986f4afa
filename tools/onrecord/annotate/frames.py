"""What a reporting verb reports: where its content begins, by the frames that the verb takes (``cues.tsv``)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from onrecord.annotate.clauses import one_of, word_class
from onrecord.annotate.cues import Cue
from onrecord.annotate.phrases import CLAUSE_WORDS

DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"


@cache
def _circumstance() -> re.Pattern[str]:
    """When, where or to whom something was said, between the verb and the words."""
    return re.compile(
        rf"(?:\s+(?:(?:on|late|early|earlier|last|this)\s+)?(?:(?:on|this|last)\s+)?(?:{DAY}|week|month|year|night|morning|afternoon|evening|today|yesterday)\b"
        rf"|\s+(?:in|at|during|on|by|via|through)\s+(?:an?|the|his|her|their|its)\s+(?:[\w’'-]+\s+){{0,3}}{one_of('occasion')}\b"
        r"|\s+on\s+(?:Twitter|Facebook|television|TV|the record|the radio)\b"
        r"|\s+(?:again|repeatedly|publicly|recently|also|once again|\w+ly)\b"
        r"|\s+to\s+(?:reporters|journalists|lawmakers|me|us|him|her|them)\b|\s+for\s+(?:days|weeks|months|years|decades)\b)+"
    )


@cache
def _hearer() -> re.Pattern[str]:
    """The person or body spoken to, between "told" and the words told."""
    return re.compile(
        rf"\s+(?:{one_of('listener')}|(?:an?|the|his|her|their|its|\w+[’']s)\s+(?:[\w-]+\s+){{0,3}}?{one_of('audience')}"
        r"|(?:[\w’']+\s){0,2}[a-z]+s(?=\s(?:that|to|about|he|she|they|it|we|there)\s)"
        r"|(?:the\s+)?(?:[A-Z][\w.’'-]*+\s?){1,4}(?:’s|'s)?(?:\s(?:[A-Z][\w.’'-]*+\s?){1,3})?)(?=\s)"
    )


@cache
def _thanks_for() -> re.Pattern[str]:
    """What somebody expresses, up to the matter: ``expressed his deep gratitude to the divers for …``."""
    return re.compile(
        rf"\s+(?:(?:his|her|their|its|deep|sincere|great)\s+)*{one_of('thanks')}\s+(?:to\s+[^,.;]{{1,80}}?\s+)?(?:for|over|on)\s+"
    )


@cache
def _named() -> re.Pattern[str]:
    """Somebody or something, up to what it is called: ``(called) the bridge a gift``; what a preposition governs is no such name."""
    no_preposition = rf"(?!(?:{one_of('preposition')}|{one_of('coordinator')})\s)"
    no_circumstance = rf"(?!{one_of('preposition')}\b|{one_of('coordinator')}\b|{one_of('adverb')}\b|{one_of('time')}\b|{DAY}|this\s)"
    return re.compile(
        rf"\s+(?=(?:him|it|them|himself|herself|itself)\s{no_circumstance}\W*\w"
        rf"|{no_preposition}(?:[\w’'-]+\s){{0,5}}?{no_preposition}[\w’'-]+\s(?:(?:an?|the|his|her|its|their)\s|“|\"|''|‘)\W?\w)",
        re.IGNORECASE,
    )


_IN_TITLE = r"(?:[A-Z\d][\w’-]*|of|the|and|in|on|at|to|for|a|an)"
_TITLE = re.compile(rf"\s+[“\"‘']{_IN_TITLE}(?:\s{_IN_TITLE})*,?[”\"’']")
"""The name of a work or a body in marks: ``a play called “The Old Bridge”``."""
_WORK = re.compile(r"(?:an?|his|her|its|their|my|our)\s")
"""How a work begins that somebody wrote, who says nothing by it: ``a play``, ``his most admired song``."""
_WHAT = re.compile(r"\bwhat\s+(?:[\w’'.-]+\s+){1,4}$")
"""``what Clara Nyberg (called) the end of the toll``: all that follows is what somebody calls it."""
_THAT = re.compile(r"(?:\s+[^,.;:“”\"]{1,70}?)??,?\s+(?=that\b)")
_THAT_NEAR = re.compile(
    r"(?:\s+(?:once again|again|also|\w+ly|(?:in|as|to|on|at|during|for|by|with|from|after|before)\s[^,.;:“”\"]{1,60}?))?,?\s+(?=that\b)"
)
_NO_CLAUSE = re.compile(
    r"(?:so|no|not|yes|nothing|on|in|at|during|to|after|before|as|of|for|with|by|from|about(?!\s(?:half|an?|one|two|three|four|five|ten|\d))|when|while|yesterday|today|tonight|earlier"
    rf"|later|aloud|goodbye|hello|much|more|little|and|but|or|last|late|early|against|into|over|out|up|outside|inside|through|via|without|upon|under|near|across|behind|among|since|until|{DAY})\b"
)
_NO_OBJECT = re.compile(
    r"(?:on|in|at|during|to|after|before|as|of|for|with|by|from|about|when|while|yesterday|today|tonight|earlier|later|and|but|or|that|which|who"
    rf"|is|are|was|were|has|have|had|will|would|can|could|into|over|against|through|last|this week|again|back|{DAY})\b"
)
_WORD = re.compile(r"\s+(?=[\w“\"‘$£€'])")
_TOLD = re.compile(r"\b(?:me|us|him|her|them|you|reporters|journalists|lawmakers)$")
_QUOTED = re.compile(r"\s+(?:[^,.;:“”\"]{0,60}?\s)?(?=[“\"])")
_TO = re.compile(r"\s+(?:not\s+)?(?!to\s+be\s+(?:named|identified|quoted)\b)(?=to\s+[“\"‘]?[a-z])")
_ABOUT = re.compile(r"\s+(?=about\s)")
_WH = re.compile(r"\s+(?=(?:whether|if|how|why|what|where|which|who)\s)")
_AS_NEXT = re.compile(r"\s+as\s+")
_AS = re.compile(r"[^.;]*?\bas\s+")


@cache
def _finite() -> re.Pattern[str]:
    """A word by which a clause shows itself as one: its subject is a pronoun, or its verb an auxiliary or a past tense."""
    pronouns = "|".join(sorted(word_class("subject-pronoun") - {"you", "who"}))
    return re.compile(
        rf"(?:(?:{pronouns})\b|[^,.;:]{{1,80}}?\s{one_of('auxiliary')}\b|[^,.;:]{{1,60}}?\s\w+(?:ed|n’t|n't)\b)",
        re.IGNORECASE,
    )


def content_start(body: str, cue: Cue, after: int, end: int, *, inverted: bool, passive: bool) -> int | None:
    """Where the words begin that a verb reports, looked for from ``after`` on; ``None`` where the frames find none there.

    ``inverted``: the subject stands between the verb and ``after``, so that no object can follow. ``passive``: the verb is.
    """
    start = after
    if "hearer" in cue.frames and (match := _hearer().match(body, after, end)):
        start = match.end()
    start = match.end() if (match := _circumstance().match(body, start, end)) else start
    if cue.frames & {"for", "clause", "that", "hearer"} and (found := _that(body, cue, start, end)) is not None:
        return found
    for frame, pattern in _STARTS:
        if not inverted and cue.frames & frame and (match := pattern.match(body, start, end)):
            return match.end()
    found = _matter(body, cue, after, end, passive=passive)
    if found is None and not inverted:
        found = _clause(body, cue, start, end, heard=start > after)
    return found


_STARTS: Sequence[tuple[frozenset[str], re.Pattern[str]]] = (
    (frozenset({"to"}), _TO),
    (frozenset({"about"}), _ABOUT),
    (frozenset({"wh", "that", "clause"}), _WH),
)


_RELATIVE = re.compile(r"that\s+(?:\w+ly\s+)?(?:is|are|was|were|has|have|had|will|would|can|could|\w+ed)\s")
"""``that`` before a verb stands for the noun before it and opens no content."""


def _that(body: str, cue: Cue, start: int, end: int) -> int | None:
    match = (_THAT if cue.frames & {"hearer", "for"} else _THAT_NEAR).match(body, start, end)
    if (
        match is None or _RELATIVE.match(body, match.end(), end) or CLAUSE_WORDS & set(match[0].casefold().split())
    ):  # "said he did not think that" reports all of it
        return None
    return match.end() + len("that")


def _matter(body: str, cue: Cue, after: int, end: int, *, passive: bool) -> int | None:
    """Where the matter begins that is reported as a noun: ``praised the work``, ``expressed thanks for the work``."""
    if "for" in cue.frames:
        match = _thanks_for().match(body, after, end)
        nothing = (word := _WORD.match(body, after, end)) and _NO_OBJECT.match(body, word.end(), end)  # "expressed as a sum"
        return match.end() if match else None if nothing else after
    if "as" in cue.frames and (match := _AS.match(body, after, end)):
        return match.end() if passive else after
    if passive and (match := _AS_NEXT.match(body, after, end)):
        return match.end()
    if "naming" in cue.frames and _TITLE.match(body, after, end):
        return None
    if "naming" in cue.frames and (match := _named().match(body, after, end)):
        return match.end()
    match = _WORD.match(body, after, end)
    if match is None or _NO_OBJECT.match(body, match.end(), end):
        return None
    if "naming" in cue.frames and _WHAT.search(body, max(cue.start - 60, 0), cue.start):
        return after
    quoted = "quoted-object" in cue.frames and re.search(r"[“\"]", body[after:end])
    return after if quoted or ("object" in cue.frames and after == cue.end) else None


def _clause(body: str, cue: Cue, start: int, end: int, *, heard: bool) -> int | None:
    """Where the clause begins that is reported without "that", or with its first words quoted."""
    match = _WORD.match(body, start, end)
    if match and not _NO_CLAUSE.match(body, match.end(), end):
        told = heard and "hearer" in cue.frames
        if told and _TOLD.search(body[max(start - 12, 0) : start]):
            return match.end()
        if "clause" in cue.frames and "hearer" not in cue.frames and len(body[match.end() : end].split()) > 2:
            return match.end()
        work = "work" in cue.frames and _WORK.match(body, match.end(), end)
        if ("that" in cue.frames or told) and not work and _finite().match(body, match.end(), end):
            return match.end()
    match = _QUOTED.match(body, start, end) if "quote" in cue.frames else None
    return match.end() if match else None
