"""Reporting verbs: the words that say somebody said something, and what may follow each (``cues.tsv``)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from onrecord.annotate.clauses import word_class
from onrecord.annotate.gazetteer import Gazetteer
from onrecord.annotate.tokens import Token
from onrecord.vocabulary import table, values
from onrecord.vocabulary import words as vocabulary_words


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting verb in the text, with what may follow it (``frames`` of ``cues.tsv``)."""

    start: int
    end: int
    frames: frozenset[str]
    speech: bool
    participle: bool

    @property
    def span(self) -> tuple[int, int]:
        return self.start, self.end


@lru_cache(maxsize=1)
def _cues() -> tuple[Gazetteer, dict[str, tuple[frozenset[str], bool]]]:
    rows = table("cues")
    frames = {row["lemma"]: (frozenset(row["frames"].split("|")), row["kind"] == "speech") for row in rows}
    return Gazetteer([(form, ("cue", row["lemma"])) for row in rows for form in values(row["forms"])], any_case=True), frames


def first_words() -> frozenset[str]:
    """The folded words that reporting verbs begin with: a stretch without any holds no cue."""
    return _cues()[0].firsts


def cues(words: Sequence[Token]) -> list[Cue]:
    """The reporting verbs among the words of a sentence: not denied, not after "to", not in a name ("United States")."""
    gazetteer, frames = _cues()
    found = []
    for entry, first, after in gazetteer.find(words):
        kinds, speech = frames[entry.key[1]]
        if _is_verb(words, first, after, entry.key[1]):
            progressive = words[first].folded.endswith("ing") and _is_progressive(words, first)
            participle = words[first].folded.endswith("ing") and not progressive
            if progressive and entry.key[1] in word_class("act"):
                kinds = kinds - {"object"} | {"quoted-object"}
            found.append(Cue(words[first].start, words[after - 1].end, kinds, speech, participle))
    return found


def _is_progressive(words: Sequence[Token], first: int) -> bool:
    """Whether a form in -ing stands behind a form of "be": ``is arguing``."""
    while first and (words[first - 1].folded.endswith("ly") or words[first - 1].folded in ("also", "now", "still", "again")):
        first -= 1
    return first > 0 and words[first - 1].folded in _BE


def _is_verb(words: Sequence[Token], first: int, after: int, lemma: str) -> bool:
    """Whether a form of a reporting verb reports here."""
    word, last = words[first], words[first - 1] if first else None
    if any(other.folded in word_class("denial") or other.folded.endswith("n't") for other in _near(words, first)):
        return False
    following = words[after] if after < len(words) else None
    if last is not None and last.folded == "who" and following is not None and following.folded == "not":
        return False  # "an official who asked not to be named"
    if "-" in (word.gap, following.gap if following else ""):  # "hard-pressed"
        return False
    if word.folded.endswith("ing"):
        return _is_participle(words, first, following)
    if last is None:
        return True
    if word.gap == ", " and word.capital:  # "the spokesman, Josh Nyberg"
        return False
    if word.gap == " " and (word.capital or last.folded in word_class("before-noun") or last.text.isdigit()):
        return False
    verb = lemma.partition(" ")[0]
    if word.folded == verb and last.folded.endswith("ed") and word.gap == " ":  # "declined comment"
        return False
    if word.folded == verb and lemma != "forecast" and _is_one(words, first):  # "a small think tank"
        return False
    plain = word.folded in (verb, f"{verb}s") and lemma in vocabulary_words("noun-cues")
    return not plain or last.folded in word_class("speaks") or _agrees(words, first, following, lemma)


def _agrees(words: Sequence[Token], first: int, following: Token | None, lemma: str) -> bool:
    """Whether a form that is more often a noun has before it what can be its subject, and behind it what it reports."""
    word, last = words[first], words[first - 1]
    base = word.folded == lemma.partition(" ")[0]
    plural = _is_plural(last)
    if last.capital and (word.gap != " " or lemma not in word_class("named-noun")):
        return not base or plural or lemma == "forecast" or not _is_name_alone(words, first)
    content = following is not None and following.folded in word_class("opens-content") | {"the", "his", "her", "its"}
    if base:  # "the Sudlanders state in a letter"
        return plural and (content or (following is not None and following.folded == "in"))
    return not plural and content and not _opens_relative(words, first + 1)


def _is_one(words: Sequence[Token], first: int) -> bool:
    """Whether an article and a word for one stand before a plain form, which is no verb then; but “a third say”."""
    last = words[first - 1]
    return first > 1 and words[first - 2].folded in ("a", "an") and not _is_plural(last) and last.folded not in word_class("collective")


def _is_plural(word: Token) -> bool:
    return word.folded in word_class("plural") or (word.folded.endswith("s") and len(word.folded) > 3)


def _is_name_alone(words: Sequence[Token], first: int) -> bool:
    """Whether one name stands before a plain form and is all its subject could be, so that the form is a noun: ``the Brandt plan``.

    Several joined by "and" or commas take a plain form, and before "on the Council" the subject may be a plural.
    """
    if words[first].gap != " ":
        return False
    start = first - 1
    while start and words[start - 1].capital and words[start].gap == " ":
        start -= 1
    before = [word.folded for word in words[max(start - 2, 0) : start]]
    return "," not in words[start].gap and not set(before) & (word_class("preposition") | {"and"})


def _opens_relative(words: Sequence[Token], index: int) -> bool:
    """Whether "that" and an auxiliary stand at a word: ``states that have no coast``."""
    following = [word.folded for word in words[index : index + 2]]
    return following[:1] == ["that"] and not word_class("auxiliary").isdisjoint(following[1:])


def _near(words: Sequence[Token], first: int) -> Sequence[Token]:
    """The three words before a verb that no comma parts from it."""
    start = first
    while start and first - start < 3 and "," not in words[start].gap:
        start -= 1
    return words[start:first]


def _is_participle(words: Sequence[Token], first: int, following: Token | None) -> bool:
    """Whether a form in -ing reports: ``, adding``, ``is adding``, ``by adding``, ``voters saying that``; not ``the warning``."""
    word = words[first]
    if first == 0:  # "“…,” adding, “…”", but not "Speaking of the harbour, she said …"
        return "," in word.gap
    if _is_progressive(words, first):
        return True
    last = words[first - 1]
    adverb = last.folded.endswith("ly") or last.folded == "also"
    if "," in (last.gap if adverb else word.gap) or last.folded in word_class("before-participle"):
        return True
    noun = (last.capital or last.folded.endswith("s")) and last.folded not in word_class("before-noun")
    return noun and word.gap == " " and following is not None and following.folded in word_class("opens-content")


_BE = frozenset({"is", "are", "was", "were", "be", "been", "am", "s", "re"})


def is_circumstance(word: str) -> bool:
    """Whether a word behind a reporting verb only tells when, where or to whom something was said; no word does so too."""
    return not word or word in word_class("circumstance")
