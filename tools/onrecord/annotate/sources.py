"""The subject of a reporting verb: which phrase of its clause says who speaks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from onrecord.annotate.phrases import CLAUSE_WORDS, PREPOSITIONS, Phrase
from onrecord.annotate.tokens import tokens
from onrecord.vocabulary import table, values


def source_of(body: str, start: int, end: int, cue: tuple[int, int], found: Sequence[Phrase]) -> Phrase | None:
    """The phrase that is the subject of a reporting verb, among the phrases of its clause ``start:end``.

    An official "who asked not to be named" is named by all of these words.
    """
    phrase = _subject(body, start, end, cue, found)
    if phrase is None or phrase.kind != "description":
        return phrase
    anonymous = _ANONYMOUS.match(body, phrase.end, end)
    return replace(phrase, end=anonymous.end()) if anonymous else phrase


_ANONYMOUS = re.compile(
    r",?\s+(?:who\s+(?:asked|requested|wished|preferred|did\s+not\s+want|declined)\b[^.;:“”\"]{0,60}?\b(?:named|identified|anonymous|anonymity|name)\b"
    r"|(?:who\s+spoke\s+|speaking\s+)?on\s+(?:the\s+)?condition\s+of\s+anonymity)"
)


def _subject(body: str, start: int, end: int, cue: tuple[int, int], found: Sequence[Phrase]) -> Phrase | None:
    """The phrase that is the subject.

    Right after the verb when it is inverted ("said X"), otherwise the last phrase before it that is no part of another;
    a pronoun or name that touches the verb goes before all.
    """
    before = [phrase for phrase in found if phrase.end <= cue[0] and phrase.start >= start]
    after = [phrase for phrase in found if phrase.start >= cue[1] and phrase.end <= end and not phrase.governed]
    touching = next((p for p in reversed(before) if _ADVERBS.fullmatch(body, p.end, cue[0])), None)
    if touching is not None and not touching.governed:
        return _in_apposition(body, touching, before, cue[0]) or _with_others(body, touching, before)
    if after and not is_told(body[slice(*cue)]) and _inverted(body, cue[1], after[0]):
        return after[0]
    free = [phrase for phrase in before if not phrase.governed]
    if touching is not None and not free:
        return None
    free = [phrase for phrase in free if phrase.kind != "words" or body[phrase.end : phrase.end + 1] == ","]
    main = [phrase for phrase in free if not _SUBORDINATE.search(body[start : phrase.start].removeprefix("As "))]
    return next(iter(main or free), None)


def is_told(verb: str) -> bool:
    """Whether the person spoken to follows a verb ("told reporters"): who follows it does not speak."""
    return verb.casefold() in _told()


@lru_cache(maxsize=1)
def _told() -> frozenset[str]:
    return frozenset(form for row in table("cues") if "hearer" in row["frames"].split("|") for form in values(row["forms"]))


_BREAKS = re.compile(r"[,;:“”\"«»„()]|\s[–—-]+\s")
_AGED = re.compile(r"([A-Z][\w.’'-]*+(?:\s[A-Z][\w.’'-]*+)*+\s?),\s\d{1,3},\s")
"""``Someone Unknown, 31, a photographer, said``: a name that no rule knows, by the age beside it."""
_AUXILIARIES = frozenset("has have had also then later further already once again simply even just would will".split())
_NO_SUBJECT = frozenset(
    (
        "that which who whom whose what this these those there and but or as if when while because so not be been being is was are were"
        " him them us me"
    ).split()
)


def unnamed(body: str, start: int, end: int, cue: tuple[int, int]) -> Phrase | None:
    """The noun phrase that touches a reporting verb and names nobody (``said a man in the crowd``, ``the poster read``)."""
    breaks = [match.end() for match in _BREAKS.finditer(body, start, cue[0])]
    first = breaks[-1] if breaks else start
    words = tokens(body, first, cue[0])
    while words and (words[-1].folded in _AUXILIARIES or words[-1].folded.endswith("ly")):
        words.pop()
    if words:
        while words and words[0].folded in ("and", "but", "as"):
            words = words[1:]
    elif not is_told(body[slice(*cue)]) and not body[slice(*cue)].endswith("ing") and not breaks:
        stop = _BREAKS.search(body, cue[1], end)
        words = tokens(body, cue[1], stop.start() if stop else end)
        if len(words) < 2:
            return None
    folded = [word.folded for word in words]
    if folded == ["it"]:
        return Phrase(words[0].start, words[0].end, "pronoun", head=("it",))
    if breaks and (age := _AGED.search(body, start, first)) and age.end() == first:
        return Phrase(*age.span(1), "words")
    if (
        not words
        or len(words) > 16
        or folded[0] in PREPOSITIONS
        or folded[-1] in (*PREPOSITIONS, "upon")
        or not (_NO_SUBJECT | CLAUSE_WORDS).isdisjoint(folded)
    ):
        return None
    return Phrase(words[0].start, words[-1].end, "words")


_ADVERBS = re.compile(
    r"[,\s]*(?:(?:in turn|for (?:his|her|its|their) part|also|then|further|once again|again|later|has|have|had|earlier"
    r"|\w+ly|on \w+day)\b[,\s]*)*",
    re.IGNORECASE,
)
_SUBORDINATE = re.compile(
    r"(?:^|[\s,])(?:when|after|while|as|because|if|since|before|although|though|that|which|who|whom|whose)\s[^,]*$", re.IGNORECASE
)


def _in_apposition(body: str, touching: Phrase, before: Sequence[Phrase], cue: int) -> Phrase | None:
    """``First Last, a veteran of the Harbour Fleet, said``: the name before the commas, not what ends the words between them."""
    named = [p for p in before if p.kind in ("person", "words") and not p.governed and p.end < touching.start]
    if touching.kind == "description":
        beside = next((p for p in reversed(named) if re.fullmatch(r",\s+(?:[^,.;:]{0,60}\s)?", body[p.end : touching.start])), None)
        if beside is not None:
            return beside
    if not body[touching.end : cue].lstrip("”\"'").startswith(","):
        return None
    opened = _OPENED if touching.kind in ("person", "words", "pronoun") else _COMMA
    return next((p for p in named if p.kind == "person" and opened.match(body, p.end, touching.start)), None)


_COMMA = re.compile(r"(?:\s\([^()]{1,20}\))?,\s")
_OPENED = re.compile(
    _COMMA.pattern + r"(?:\d|who\b|whose\b|(?!(?:and|but|or|nor|so|yet|that|which|while|when|as|if|because|though|although|since)\b)[a-z])"
)


def _with_others(body: str, phrase: Phrase, found: Sequence[Phrase]) -> Phrase:
    """``Clara Nyberg and Otto Brandt said``: several who speak are none of them, and are named by all of these words."""
    other = next((p for p in reversed(found) if p.end < phrase.start and p.kind in _NAMED), None)
    if phrase.kind not in _NAMED or other is None or other.governed or not _AND.fullmatch(body, other.end, phrase.start):
        return phrase
    return Phrase(other.start, phrase.end, "words")


_NAMED = ("person", "organization")


def _inverted(body: str, after_cue: int, phrase: Phrase) -> bool:
    """Whether only words of one noun phrase stand between the verb and the phrase."""
    between = re.sub(r"\b([A-Z][a-z]{0,4})\.", r"\1", body[after_cue : phrase.start])  # the full stop of Mr., Gen., Sen.
    if any(mark in between for mark in '.;:“”"(') or len(between) > 160:
        return False
    following = tokens(body, phrase.end, min(phrase.end + 30, len(body)))
    if following and following[0].gap.strip("“”\"'‘ ") == "" and following[0].folded in CLAUSE_WORDS:
        return False  # "said X would come": X is no speaker
    words = tokens(between)
    if not words:
        return not between.strip()
    first = words[0].folded
    return len(words) <= 10 and first not in PREPOSITIONS and not any(word.folded in CLAUSE_WORDS for word in words)


_NOUN = (
    r"(?>(?:the|a|an|one|his|her|their|its|of|for)(?=,?\s)|and(?=\s[A-Z])|[A-Z][\w.’'-]*(?=,?\s)"
    r"|\w+(?:man|woman|or|er|ist|ent|ant|cial)(?=,?\s))"
)
NOUNS = re.compile(rf"(?:{_NOUN},?\s+)*+")
"""Words that lead up to a speaker's name: articles, titles, capitalised words, roles."""
_AND = re.compile(rf"\s+and\s+{NOUNS.pattern}")
