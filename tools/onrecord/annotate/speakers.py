"""Who is named as the source of words: the noun phrase beside a reporting verb, and the member of the cast it means.

A phrase is resolved by name, by office ("the head of state", "the MP") or by pronoun. What cannot be resolved keeps its
own words and no name: an unresolved speaker is shown, not guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord import edtf
from onrecord.annotate.entities import Cast, Member
from onrecord.annotate.knowledge import Knowledge, vocabulary
from onrecord.annotate.names import Name
from onrecord.annotate.tokens import Token, fold, tokens

_PRONOUNS = {"he": "m", "she": "f"}
_DETERMINERS = frozenset({"the", "a", "an", "one", "another", "his", "her", "their", "its", "some", "several", "two", "three", "other"})
_PREPOSITIONS = frozenset(
    "of to for with by from in at on about against than between under over into through during after before as near like".split()
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that can name a speaker. ``head`` are the folded words of a description; empty for names and pronouns."""

    start: int
    end: int
    kind: str
    member: Member | None = None
    head: tuple[str, ...] = ()
    governed: bool = False
    """A preposition stands before it: it belongs to another phrase."""


def phrases(words: Sequence[Token], names: Mapping[int, Name], cast: Cast) -> list[Phrase]:
    """The phrases among the words of a sentence that can name a speaker, in order. ``names`` are the names by offset."""
    found = []
    index = 0
    title: int | None = None
    inside = {word.start: names[word.start] for word in words if word.start in names and names[word.start].end <= words[-1].end}
    while index < len(words):
        word = words[index]
        name = inside.get(word.start)
        if name is not None:
            first = title if title is not None else _with_title(words, index)
            title = None
            found.append(Phrase(name.start, name.end, name.kind, cast.by_name.get(name.start), governed=_governed(words, first)))
            index = next((n for n, w in enumerate(words) if w.start >= name.end), len(words))
        elif word.folded in _PRONOUNS or word.folded in ("they", "i", "we"):
            found.append(Phrase(word.start, word.end, "pronoun", head=(word.folded,), governed=_governed(words, index)))
            index += 1
        elif after := _description(words, index, inside):
            if after < len(words) and words[after].start in inside and words[after].gap in (" ", ". "):
                title, index = index, after  # the title of the name that follows
                continue
            head = tuple(w.folded for w in words[index:after] if w.folded not in _DETERMINERS)
            found.append(Phrase(word.start, words[after - 1].end, "description", head=head, governed=_governed(words, index)))
            index = after
        else:
            index += 1
    return found


def _with_title(words: Sequence[Token], index: int) -> int:
    """The index of the first word of the titles, offices and adjectives before a name."""
    known = vocabulary()
    while (
        index
        and (words[index - 1].capital or (words[index - 1].folded,) in known.offices or words[index - 1].folded in known.honorifics)
        and words[index].gap in (" ", ". ")
    ):
        index -= 1
    return index


def _governed(words: Sequence[Token], index: int) -> bool:
    before = index - 1
    while before >= 0 and words[before].folded in _DETERMINERS:
        before -= 1
    return before >= 0 and words[before].folded in _PREPOSITIONS and not any(mark in words[before + 1].gap for mark in ",;:")


def _description(words: Sequence[Token], index: int, names: Mapping[int, Name]) -> int:
    """The index after a description of an office holder that begins here (``the Foreign Minister of …``); 0 for none."""
    offices = vocabulary().offices
    starts = words[index].folded in _DETERMINERS or (
        words[index].capital and (words[index].folded not in vocabulary().never or (words[index].folded,) in offices)
    )
    if not starts:
        return 0
    for number in range(index, min(index + 7, len(words))):
        if number > index and (any(mark in words[number].gap for mark in '.,;:()“”"') or words[number].start in names):
            return 0
        for length in (3, 2, 1):
            part = words[number : number + length]
            folded = tuple(word.folded for word in part)
            if len(part) == length and (folded in offices or (folded[-1:] and (*folded[:-1], folded[-1].removesuffix("s")) in offices)):
                return _complement(words, number + length, names)
        if words[number].folded in _PREPOSITIONS and words[number].folded != "of":
            return 0
    return 0


def _complement(words: Sequence[Token], after: int, names: Mapping[int, Name]) -> int:
    """The index after ``of (the) X`` or ``’s X Y`` behind an office."""
    while after + 1 < len(words) and words[after].gap in (" ", "’", "'") and words[after].start not in names:
        if (
            (words[after].folded == "of" and (words[after + 1].capital or words[after + 1].folded == "the"))
            or words[after].folded == "the"
            or words[after].folded == "s"
            or (words[after].capital and words[after].gap == " ")
        ):
            after += 1
        else:
            break
    if after < len(words) and words[after].capital and words[after].gap in (" ", "-") and words[after - 1].folded in ("of", "the", "s"):
        after += 1
    return after


# ---- whom a phrase means ------------------------------------------------------------------------------------------------


class Resolver:
    """Finds whom phrases mean, reading on: it remembers who spoke last."""

    def __init__(self, cast: Cast, knowledge: Knowledge, published: str | None) -> None:
        self.cast = cast
        self.knowledge = knowledge
        self.published = published
        self.last: Member | None = None

    def resolve(self, phrase: Phrase) -> Member | None:
        """The member of the cast, or ``None``; the caller sets ``last`` when the phrase really is a speaker."""
        if phrase.member is not None:
            return phrase.member
        if phrase.kind == "pronoun":
            return self._pronoun(phrase)
        return self._by_office(phrase) or self._by_titles(phrase)

    def _pronoun(self, phrase: Phrase) -> Member | None:
        gender = _PRONOUNS.get(phrase.head[0])
        if gender is None:
            return None
        if self.last is not None and self.last.kind == "person" and self.last.gender in ("", gender):
            return self.last
        before = [
            (name.start, member)
            for member in self.cast.people()
            for name in member.mentions
            if name.start < phrase.start and member.gender in ("", gender)
        ]
        return max(before, key=lambda pair: pair[0])[1] if before else None

    def _by_office(self, phrase: Phrase) -> Member | None:
        """The one person of the cast whose authority record has an office that goes by this description on that day."""
        wanted = " ".join(word for word in phrase.head if word != "the")
        holders = [member for member in self.cast.people() if member.known and wanted in set(self._titles(member))]
        return holders[0] if len(holders) == 1 else None

    def _titles(self, member: Member) -> Iterator[str]:
        for office in self.knowledge.authorities.people[member.id].offices:
            if self.published is None or office.term is None or holds(office.term, self.published):
                for title in (office.office, *office.titles):
                    yield " ".join(word.folded for word in tokens(title) if word.folded != "the")

    def _by_titles(self, phrase: Phrase) -> Member | None:
        """The person last named before whose titles in this document hold every word of the description."""
        if len(phrase.head) == 0 or (phrase.head[-1].endswith("s") and (phrase.head[-1].removesuffix("s"),) in vocabulary().offices):
            return None
        wanted = {self.knowledge.demonyms.get(word, word) for word in phrase.head} - {"of", "the", "s", "and", "for"}
        best: tuple[int, Member] | None = None
        for member in self.cast.people():
            titles = {self.knowledge.demonyms.get(word, word) for word in member.titles}
            if wanted <= titles:
                last = max((name.start for name in member.mentions if name.start < phrase.start), default=-1)
                if best is None or last > best[0]:
                    best = last, member
        return best[1] if best else None


def holds(term: str, day: str) -> bool:
    """Whether an office's term can include a date (both EDTF)."""
    (first, last), (start, end) = edtf.bounds(term), edtf.bounds(day)
    return not (first and end and end < first) and not (last and start and start > last)


def source_of(body: str, start: int, end: int, cue: tuple[int, int], found: Sequence[Phrase]) -> Phrase | None:
    """The phrase that is the subject of a reporting verb, among the phrases of its clause ``start:end``.

    Right after the verb when it is inverted ("said X"), otherwise the last phrase before it that is no part of another;
    a pronoun or name that touches the verb goes before all.
    """
    before = [phrase for phrase in found if phrase.end <= cue[0] and phrase.start >= start]
    after = [phrase for phrase in found if phrase.start >= cue[1] and phrase.end <= end]
    touching = next((p for p in reversed(before) if _ADVERBS.fullmatch(body, p.end, cue[0])), None)
    if touching is not None and not touching.governed:
        return touching
    if after and _inverted(body, cue[1], after[0]):
        return after[0]
    free = [phrase for phrase in before if not phrase.governed]
    if touching is not None and not free:
        return None
    main = [phrase for phrase in free if not _SUBORDINATE.search(body[start : phrase.start])]
    return next(iter(main or free), None)


_ADVERBS = re.compile(
    r"[,\s]*(?:(?:in turn|for (?:his|her|its|their) part|also|then|further|once again|again|later|has|have|had|earlier"
    r"|\w+ly|on \w+day)[,\s]*)*",
    re.IGNORECASE,
)
_SUBORDINATE = re.compile(
    r"(?:^|[\s,])(?:when|after|while|as|because|if|since|before|although|though|that|which|who|whom|whose)\s[^,]*$", re.IGNORECASE
)


def _inverted(body: str, after_cue: int, phrase: Phrase) -> bool:
    """Whether only the phrase's own titles stand between the verb and the phrase."""
    between = body[after_cue : phrase.start]
    if any(mark in between for mark in '.;:“”"(') or len(between) > 160:
        return False
    words = tokens(between)
    known = vocabulary()
    if words and words[0].folded in _PREPOSITIONS | {"that"}:
        return False
    if not words:
        return not between.strip()
    return all(
        w.capital
        or w.folded in _DETERMINERS
        or w.folded in ("of", "the", "and", "for", "s")
        or (w.folded,) in known.offices
        or fold(w.text) in known.honorifics
        for w in words
    )
