"""The subject of a verb, read from the words to its left without a parser.

What parts clauses in English is small and closed: commas, conjunctions, pronouns, auxiliaries (``clause-words.tsv``). So the
noun phrase before a verb can be bounded without knowing its nouns, which no list could hold: "some members of the panel",
"47 percent", "Teck, a mining company,".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from onrecord.annotate.tokens import Token
from onrecord.vocabulary import table, values

_LONGEST = 16
"""Words of a noun phrase; what is longer holds a clause of its own."""
_FARTHEST = 40
"""Words looked back at; a stretch that is longer is no noun phrase, nor can one be cut out of it."""
_BREAKS = frozenset(';:“”"«»—–…?!')


@dataclass(frozen=True, slots=True)
class Subject:
    """Words ``first:after`` that a verb has for its subject; the head ends at ``head``, before the first apposition."""

    first: int
    head: int
    after: int


@cache
def word_class(name: str) -> frozenset[str]:
    """The words of one class of ``clause-words.tsv`` or ``reporting-words.tsv``. Raises ``KeyError`` for one that neither has."""
    rows = (*table("clause-words"), *table("reporting-words"))
    return {row["class"]: frozenset(values(row["words"])) for row in rows}[name]


def one_of(name: str) -> str:
    """A regular expression for any word of a class."""
    return f"(?:{'|'.join(map(re.escape, sorted(word_class(name))))})"


def verb_start(words: Sequence[Token], verb: int) -> int:
    """The index of the first word of the verb group that ends at ``verb``: its auxiliaries and adverbs."""
    loose = word_class("auxiliary") | word_class("adverb")
    while verb and not _breaks(words[verb]) and not _comma(words[verb]):
        before = words[verb - 1].folded
        if (
            before not in loose
            and not (before.endswith("ly") and len(before) > 4)
            and not (before == "s" and _is_contraction(words, verb - 1))
        ):
            break
        verb -= 1
    return verb


def _is_contraction(words: Sequence[Token], index: int) -> bool:
    """Whether an "s" stands for "is" or "has" (``he's said``) and not for a genitive."""
    return index > 0 and words[index - 1].folded in word_class("subject-pronoun")


def subject_of(words: Sequence[Token], verb: int, start: int = 0) -> Subject | None:
    """The subject that stands before the verb at ``verb``, not before the word ``start``; ``None`` where none can be told."""
    first = verb_start(words, verb)
    if first <= start:
        return None
    if _breaks(words[first]):
        return None
    if _comma(words[first]):
        return _with_apposition(words, start, first)
    last = words[first - 1].folded
    if last in ("who", "which"):
        return _antecedent(words, start, first - 1)
    if last in word_class("subject-pronoun"):
        return Subject(first - 1, first, first)
    return _noun_phrase(words, _segment(words, start, first), first)


def _breaks(word: Token) -> bool:
    return not _BREAKS.isdisjoint(word.gap) or " - " in word.gap or "--" in word.gap


def _comma(word: Token) -> bool:
    """Whether a comma stands before a word, and not between the digits of a number."""
    return "," in word.gap and word.gap != ","


def _segment(words: Sequence[Token], start: int, after: int) -> int:
    """The index of the first word after the last comma or break before ``after``."""
    first = after - 1
    start = max(start, after - _FARTHEST)
    while first > start and not _breaks(words[first]) and not _comma(words[first]):
        first -= 1
    return first


def _with_apposition(words: Sequence[Token], start: int, after: int) -> Subject | None:
    """``Name, the head of the office, said``: the first stretch between commas that is a noun phrase."""
    segments = [after]
    while segments[-1] > start:
        first = _segment(words, start, segments[-1])
        segments.append(first)
        if first == start or _breaks(words[first]) or words[first].folded in word_class("coordinator"):
            break
    segments.reverse()
    for first, end in pairwise(segments):
        if words[first].folded == "as" and words[first + 1].folded in ("a", "an"):  # "As a token of thanks, the mayor, X, said"
            continue
        found = _noun_phrase(words, first, end)
        if found is not None:
            return Subject(found.first, found.head, after)
    return None


def _antecedent(words: Sequence[Token], start: int, relative: int) -> Subject | None:
    """The noun phrase that "who" stands for: what stands right before it, without what governs it."""
    first = _segment(words, start, relative)
    for index in range(relative - 1, first - 1, -1):
        before = words[index - 1].folded if index else ""
        if words[index].folded in word_class("determiner") and before != "of":
            first = index
            break
        if words[index].folded in (word_class("preposition") - {"of"}) | word_class("coordinator") | word_class("auxiliary"):
            first = index + 1
            break
    return Subject(first, relative, relative) if first < relative else None


_NO_END = frozenset(
    {"ago", "and", "or", "but", "week", "weeks", "month", "months", "year", "years", "day", "days", "time", "times", "hours"}
)
"""Words that no noun phrase of a speaker ends with: times, and conjunctions before an aside."""
_LEADING = frozenset({"with", "almost", "nearly", "about", "only", "just", "even", "especially"})
"""Words before a noun phrase that are none of it."""


def _noun_phrase(words: Sequence[Token], first: int, after: int) -> Subject | None:
    """The noun phrase that fills the words ``first:after``, but for conjunctions before it."""
    joining = word_class("coordinator") | (word_class("subordinator") - word_class("condition") - {"that"})
    while first < after and (
        words[first].folded in joining or words[first].folded in word_class("time") or words[first].folded in _LEADING
    ):
        first += 1
    for index in range(after - 1, first, -1):
        if words[index].folded in word_class("coordinator") and any(map(is_verbal, words[first:index])):
            first = index + 1
            break
        opens = words[index].folded in word_class("subordinator")
        if opens and (words[index].folded not in word_class("preposition") or (index + 1 < after and words[index + 1].capital)):
            first = index + 1
            break
    if words[after - 1].folded in _NO_END:
        return None
    if not 0 < after - first <= _LONGEST or not _begins_noun_phrase(words, first, after) or _is_finite(words[first:after]):
        return None
    head = next((index for index in range(first + 1, after) if "(" in words[index].gap), after)
    return Subject(first, head, after)


def _begins_noun_phrase(words: Sequence[Token], first: int, after: int) -> bool:
    word = words[first]
    if (
        word.folded in word_class("preposition")
        or word.folded in word_class("adverb")
        or (word.folded.endswith("ing") and not word.capital and not (after - first == 2 and words[first + 1].folded.endswith("s")))
    ):
        return False
    if word.capital or word.folded in word_class("determiner") or word.text[0].isdigit():
        return word.folded not in word_class("subject-pronoun") and (
            after - first > 1 or word.folded not in ("the", "a", "an", "this", "that")
        )
    return any(other.folded.endswith("s") and len(other.folded) > 3 for other in words[first:after])


def is_verbal(word: Token) -> bool:
    """Whether a word shows a finite verb: an auxiliary, a pronoun that is a subject, a past tense in -ed."""
    return _opens_verb(word) or (word.folded.endswith("ed") and len(word.folded) > 4 and not word.capital)


def _opens_verb(word: Token) -> bool:
    return word.folded in word_class("auxiliary") or word.folded in word_class("subject-pronoun")


def _is_finite(words: Sequence[Token]) -> bool:
    """Whether there is a finite verb among the words, outside of a relative clause; one in -ed may be a participle."""
    for word in words:
        if word.folded in word_class("relative"):
            return False
        if _opens_verb(word):
            return True
    return False
