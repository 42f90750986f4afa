"""Reporting verbs: the words that say somebody said something, and what may follow each (``cues.tsv``)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

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


def cues(words: Sequence[Token]) -> list[Cue]:
    """The reporting verbs among the words of a sentence: not denied, not after "to", not in a name ("United States")."""
    gazetteer, frames = _cues()
    found = []
    for entry, first, after in gazetteer.find(words):
        kinds, speech = frames[entry.key[1]]
        if _is_verb(words, first, entry.key[1]):
            found.append(Cue(words[first].start, words[after - 1].end, kinds, speech, _is_participle(words[first])))
    return found


def _is_participle(word: Token) -> bool:
    return word.folded.endswith("ing")


def _is_verb(words: Sequence[Token], first: int, lemma: str) -> bool:
    """Whether a form of a reporting verb reports here."""
    word, before = words[first], words[max(first - 3, 0) : first]
    last = before[-1] if before else None
    if last is None:
        return True
    if {other.folded for other in before} & _DENIALS or any(other.folded.endswith("n't") for other in before):
        return False
    if word.gap in (" ", "-") and (word.capital or last.folded in _NO_VERB_AFTER):
        return False
    if _is_participle(word):  # ", adding", not "the warning"
        adverb = last.folded.endswith("ly") or last.folded == "also"
        return "," in (last.gap if adverb else word.gap)
    verb = lemma.partition(" ")[0]
    plain = word.folded in (verb, f"{verb}s")
    return not (plain and lemma in vocabulary_words("noun-cues") and not (last.capital or last.folded in _SUBJECTS))


_SUBJECTS = frozenset({"he", "she", "they", "we", "i", "who", "officials", "sources", "analysts", "critics", "experts", "also"})
"""Words that name who speaks, right before a form that could be a noun as well."""
_DENIALS = frozenset({"not", "never", "nor", "nobody", "none", "neither", "without"})
_NO_VERB_AFTER = frozenset(
    "to the a an this that these those its his her their our your my no any some both all of for in on by with".split()
)


CIRCUMSTANCES = frozenset(
    (
        *("", "in", "at", "on", "during", "to", "after", "before", "while", "when", "as", "of", "by", "through", "from", "with", "about"),
        *("this", "last", "late", "early", "earlier", "later", "here", "there", "yesterday", "today", "tonight", "via", "upon", "for"),
    )
)
"""Words that may follow a reporting verb and only tell when, where or to whom something was said."""
