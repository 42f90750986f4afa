"""Who reports: the phrase that is the subject of a reporting verb, or stands in the subject's place."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from onrecord.annotate.clauses import is_verbal, subject_of, verb_start, word_class
from onrecord.annotate.cues import Cue
from onrecord.annotate.draft import Text
from onrecord.annotate.phrases import Phrase
from onrecord.annotate.sources import source_of
from onrecord.annotate.speakers import stands_in
from onrecord.annotate.tokens import Token
from onrecord.vocabulary import words as vocabulary_words

_LONGEST = 14
"""Words of the noun phrase that follows an inverted verb."""
_CLOSE = frozenset(',.;:“”"()—–')


class Subjects:
    """The subjects of the reporting verbs of one sentence. ``quoted`` are the spans of its quotations."""

    def __init__(self, text: Text, start: int, end: int, quoted: Sequence[tuple[int, int]]) -> None:
        self.body = text.body
        self.start = start
        self.end = end
        self.quoted = quoted
        self.words = text.words.between(start, end)
        self.found = text.phrases(start, end)

    def _quoted_at(self, offset: int) -> bool:
        return stands_in(offset, self.quoted)

    def of(self, cue: Cue, before: Phrase | None) -> tuple[Phrase | None, bool]:
        """Who reports, and whether the verb is passive. ``before`` is the subject of the sentence's first reporting verb."""
        if _is_passive(self.body, cue):
            return _agent(self.body, cue, self.found), True
        if cue.participle:
            return self._of_participle(cue) or before or self._main(cue) or self._named(cue), False
        index = self._index(cue)
        own = self._subject(cue, index)
        named = source_of(self.body, self._left(cue), self.end, cue.span, self.found)
        if named is not None and named.start > cue.start and not self._is_inverted(cue, index, named, own):
            named = None
        if named is not None and own is not None:
            longer = named.kind == "organization" and own.start <= named.start and named.end < own.end <= cue.start
            if named.end < own.start or longer:  # "He had none, the airline added", "Bank of Holm sources said"
                named = None
        first = verb_start(self.words, index)
        last = self.words[first - 1].folded if first else ""
        shares = last in ("and", "but", "or")  # "The pilots left and demanded …"
        if named is not None and not shares and (named.member is not None or named.kind == "pronoun" or named.start > cue.start):
            return named, False
        if last in ("when", "if", "as", ""):  # "when asked": nobody is named
            return None, False
        if last == "which" and own is not None and self._is_thing(own):
            return None, False
        if shares:
            return before or self._main(cue) or named, False
        return own or self._behind(cue, index) or named, False

    def _is_thing(self, phrase: Phrase) -> bool:
        """Whether "which" takes up words that name neither a body nor a document: ``one of iron, which explains the rust``."""
        if phrase.member is not None:
            return False
        words = [word for word in self.words if phrase.start <= word.start < phrase.end]
        nouns = {word.folded for word in words}
        return not any(word.capital for word in words) and nouns.isdisjoint(vocabulary_words("source-nouns"))

    def _index(self, cue: Cue) -> int:
        return bisect_left(self.words, cue.start, key=lambda word: word.start)

    def before(self, cue: Cue) -> Phrase | None:
        """The noun phrase before a verb, whoever speaks: the matter of a passive one."""
        return self._subject(cue, self._index(cue))

    def _is_inverted(self, cue: Cue, index: int, behind: Phrase, own: Phrase | None) -> bool:
        """Whether the phrase behind a verb is its subject: words end before the verb, and no noun phrase (``own``) that could say them."""
        if behind.kind == "pronoun":
            return False
        apart = index == 0 or "," in self.words[verb_start(self.words, index)].gap or self._quoted_at(cue.start - 3)
        following = self.body[behind.end : behind.end + 1]
        return own is None or (apart and following in ",.;:" and behind.kind == "person")

    def _of_participle(self, cue: Cue) -> Phrase | None:
        """``with a third of the voters saying …``: the noun phrase right before a participle; ``None`` behind a comma or "by"."""
        index = self._index(cue)
        last = self.words[index - 1]
        if self.words[index].gap != " " or last.folded in word_class("preposition") | word_class("subordinator") | word_class(
            "coordinator"
        ):
            return None
        return self._subject(cue, index)

    def _main(self, cue: Cue) -> Phrase | None:
        """The subject of the sentence's first finite verb, which a participle shares: before it, or behind ``While saying …,``."""
        fronted = next((word.start for word in self.words if "," in word.gap), 0) if self.words[0].start + 20 > cue.start else 0
        for index, word in enumerate(self.words):
            if (
                index
                and word.start >= fronted
                and (fronted or word.start < cue.start)
                and is_verbal(word)
                and not self._quoted_at(word.start)
            ):
                phrase = self._subject(Cue(word.start, word.end, frozenset(), speech=True, participle=False), index)
                if phrase is not None:
                    return phrase
        return None

    def _named(self, cue: Cue) -> Phrase | None:
        """The first name of the sentence that no preposition governs."""
        return next((p for p in self.found if p.member is not None and not p.governed and p.end <= cue.start), None)

    def _behind(self, cue: Cue, index: int) -> Phrase | None:
        """``…, said a handful of residents who saw it``: the noun phrase behind the verb."""
        if "," not in self.words[index].gap and self.body[cue.start - 2 : cue.start - 1] not in "”\"'’»":
            return None
        first = bisect_left(self.words, cue.end, key=lambda word: word.start)
        after = first
        while after < len(self.words) and (after == first or _CLOSE.isdisjoint(self.words[after].gap)):
            if self.words[after].folded in ("who", "which", "that") or is_verbal(self.words[after]):
                break
            after += 1
        if not 0 < after - first <= _LONGEST or self.words[first].gap != " ":
            return None
        if not self.words[first].capital and self.words[first].folded not in word_class("determiner"):
            return None
        nouns = _nouns(self.words[first:after])
        return Phrase(self.words[first].start, self.words[after - 1].end, "description", head=nouns) if nouns else None

    def _left(self, cue: Cue) -> int:
        """Where the clause of a verb can begin at the earliest: behind the quotation before it."""
        return max([self.start, *(last + 1 for _, last in self.quoted if last < cue.start)])

    def _subject(self, cue: Cue, index: int) -> Phrase | None:
        """The noun phrase before a verb, as a phrase: a name in it, or its own words."""
        start = bisect_left(self.words, self._left(cue), key=lambda word: word.start)
        subject = subject_of(self.words, index, start) or subject_of(self.words, index)
        if subject is None:
            return None
        first, head, after = (self.words[subject.first].start, self.words[subject.head - 1].end, self.words[subject.after - 1].end)
        inside = [phrase for phrase in self.found if first <= phrase.start and phrase.end <= after]
        named = next((phrase for phrase in inside if phrase.member is not None and not phrase.governed and phrase.start < head), None)
        named = named or next((phrase for phrase in inside if phrase.start == first and phrase.kind == "description"), None)
        whole = named is None or (named.kind == "organization" and named.end < head)  # "Bank of Holm sources" are not the bank
        if named is not None and not whole and (named.member is not None or named.end >= head):
            return named
        words = self.words[subject.first : subject.head]
        if len(words) == 1 and words[0].folded in word_class("subject-pronoun"):
            return Phrase(first, head, "pronoun", head=(words[0].folded,))
        return Phrase(first, head, "description", head=_nouns(words))


def _nouns(words: Sequence[Token]) -> tuple[str, ...]:
    """The words of a noun phrase without its determiners."""
    return tuple(word.folded for word in words if word.folded not in word_class("determiner"))


_BE = re.compile(r"\b(?:is|are|was|were|be|been|being)\s+(?:\w+ly\s+)?$")
_BY = re.compile(r"\s+by\s+(?:[\w’']+\s+){0,6}?$")


def _is_passive(body: str, cue: Cue) -> bool:
    return body[cue.start : cue.end].split(maxsplit=1)[0][-3:] != "ing" and bool(_BE.search(body[max(0, cue.start - 30) : cue.start]))


def _agent(body: str, cue: Cue, found: Sequence[Phrase]) -> Phrase | None:
    """``was described by X``: who speaks; ``None`` for "it was reported", which names nobody."""
    return next((phrase for phrase in found if phrase.start >= cue.end and _BY.fullmatch(body[cue.end : phrase.start])), None)


def can_say(cue: Cue, phrase: Phrase, *, passive: bool) -> bool:
    """Whether this subject can be the source of this verb: a document finds and shows, a person believes and hopes."""
    if "document" in cue.frames:
        return not passive and phrase.kind == "description" and not vocabulary_words("source-nouns").isdisjoint(phrase.head)
    if phrase.kind == "pronoun" and phrase.head[0] not in (_SPEAKERS if cue.speech else _THEY):
        return False
    return cue.speech or (not passive and phrase.kind in ("person", "organization", "pronoun", "description"))


_THEY = frozenset({"he", "she", "they"})
_SPEAKERS = _THEY | {"i", "we", "it", "who"}
