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
            participle = words[first].folded.endswith("ing") and not _is_progressive(words, first)
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
    plain = word.folded in (verb, f"{verb}s")
    if word.folded == verb and last.folded.endswith("ed") and word.gap == " ":  # "declined comment"
        return False
    if not plain or lemma not in vocabulary_words("noun-cues") or last.capital or last.folded in word_class("speaks"):
        return True
    plural = last.folded.endswith("s") and len(last.folded) > 3
    return (
        plural == (word.folded == verb)
        and following is not None
        and following.folded in word_class("opens-content") | {"the", "his", "her", "its"}
    )


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
