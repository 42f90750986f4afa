"""Who is named as the source of words: the noun phrase beside a reporting verb, and the member of the cast it means.

A phrase is resolved by name, by office ("the head of state", "the MP") or by pronoun. What cannot be resolved keeps its
own words and no name: an unresolved speaker is shown, not guessed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord import edtf
from onrecord.annotate.entities import Cast, Member
from onrecord.annotate.knowledge import Knowledge, vocabulary
from onrecord.annotate.names import Name
from onrecord.annotate.tokens import Token, tokens
from onrecord.records import Block

_PARAGRAPHS_BACK = 4
_PRONOUNS = {"he": "m", "she": "f"}
CLAUSE_WORDS = frozenset("that he she they it we i you is was are were be been will would can could has have had do does did not".split())
"""Words that no noun phrase before a name holds: what stands there is a clause of its own."""
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
    speakers = {start: name for start, name in inside.items() if name.kind in ("person", "organization")}
    while index < len(words):
        word = words[index]
        name = inside.get(word.start)
        if name is not None and word.start not in speakers:
            index = next((n for n, w in enumerate(words) if w.start >= name.end), len(words))  # a place or an event speaks not
        elif name is not None:
            first = title if title is not None else _with_title(words, index)
            title = None
            index = next((n for n, w in enumerate(words) if w.start >= name.end), len(words))
            owner = index < len(words) and words[index].folded == "s" and words[index].gap in ("'", "’")
            governed = owner or _governed(words, first)
            found.append(Phrase(name.start, name.end, name.kind, cast.by_name.get(name.start), governed=governed))
        elif word.folded in _PRONOUNS or word.folded in ("they", "i", "we"):
            found.append(Phrase(word.start, word.end, "pronoun", head=(word.folded,), governed=_governed(words, index)))
            index += 1
        elif after := _description(words, index, speakers):
            if after < len(words) and words[after].start in speakers and words[after].gap in (" ", ". "):
                title, index = index, after  # the title of the name that follows
                continue
            head = tuple(w.folded for w in words[index:after] if w.folded not in _DETERMINERS)
            found.append(Phrase(word.start, words[after - 1].end, "description", head=head, governed=_governed(words, index)))
            index = after
        elif after := _capitals(words, index, inside):
            found.append(Phrase(word.start, words[after - 1].end, "words", governed=_governed(words, index)))
            index = after
        else:
            index += 1
    return found


def _capitals(words: Sequence[Token], index: int, names: Mapping[int, Name]) -> int:
    """The index after a run of capitalised words that no rule could name, such as a surname alone; 0 for none."""
    after = index
    while after < len(words) and words[after].capital and words[after].start not in names and (after == index or words[after].gap == " "):
        after += 1
    first = words[index].folded
    shouted = words[index].text.isupper() and len(words[index].text) > 3  # a dateline or a headline, more often than a name
    return 0 if after == index or shouted or first in vocabulary().never or first in vocabulary().function else after


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
    while words[after - 1].folded in ("of", "the", "s"):
        after -= 1
    return after


# ---- whom a phrase means ------------------------------------------------------------------------------------------------


class Resolver:
    """Finds whom phrases mean, reading on: it remembers who spoke.

    "He" and "she" mean whoever spoke last in the paragraph, or else its subject, whom it names first; then the same of the
    paragraph before.
    """

    def __init__(self, cast: Cast, knowledge: Knowledge, published: str | None, blocks: Sequence[Block]) -> None:
        self.cast = cast
        self.knowledge = knowledge
        self.published = published
        self._starts = [block.start for block in blocks]
        self._named = sorted(((name.start, member) for member in cast.people() for name in member.mentions), key=lambda pair: pair[0])
        self._spoke: list[tuple[int, Member | None]] = []

    def spoke(self, member: Member | None, offset: int) -> None:
        """Remember who spoke; ``None`` for somebody who could not be resolved, after whom a pronoun means nobody before."""
        if member is None or member.kind == "person":
            self._spoke.append((offset, member))

    def resolve(self, phrase: Phrase) -> Member | None:
        """The member of the cast, or ``None``; the caller tells :meth:`spoke` when the phrase really is a speaker."""
        if phrase.member is not None:
            return phrase.member
        if phrase.kind == "pronoun":
            return self._pronoun(phrase)
        if phrase.kind == "words":
            return None
        return self._by_office(phrase) or self._by_titles(phrase)

    def _pronoun(self, phrase: Phrase) -> Member | None:
        gender = _PRONOUNS.get(phrase.head[0])
        if gender is None:
            return None
        number = bisect_right(self._starts, phrase.start) - 1
        for block in range(number, max(number - _PARAGRAPHS_BACK, -1), -1):
            first, end = self._starts[block], self._starts[block + 1] if block < number else phrase.start
            spoke = [member for offset, member in self._spoke if first <= offset < end]
            if spoke and (spoke[-1] is None or spoke[-1].gender in ("", gender)):
                return spoke[-1]
            named = [member for offset, member in self._named if first <= offset < end and member.gender in ("", gender)]
            if named:
                return named[0]
        return None

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
    after = [phrase for phrase in found if phrase.start >= cue[1] and phrase.end <= end and not phrase.governed]
    touching = next((p for p in reversed(before) if _ADVERBS.fullmatch(body, p.end, cue[0])), None)
    if touching is not None and not touching.governed:
        return _in_apposition(body, touching, before) or touching
    if after and _inverted(body, cue[1], after[0]):
        return after[0]
    free = [phrase for phrase in before if not phrase.governed]
    if touching is not None and not free:
        return None
    free = [phrase for phrase in free if phrase.kind != "words" or body[phrase.end : phrase.end + 1] == ","]
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


def _in_apposition(body: str, description: Phrase, before: Sequence[Phrase]) -> Phrase | None:
    """``First Last, the director of the fund, said``: the name that a description beside the verb stands in apposition to."""
    if description.kind != "description":
        return None
    named = [p for p in before if p.kind in ("person", "words") and not p.governed and p.end < description.start]
    return next((p for p in reversed(named) if re.fullmatch(r",\s+(?:[^,.;:]{0,60}\s)?", body[p.end : description.start])), None)


def _inverted(body: str, after_cue: int, phrase: Phrase) -> bool:
    """Whether only words of one noun phrase stand between the verb and the phrase."""
    between = re.sub(r"\b([A-Z][a-z]{0,4})\.", r"\1", body[after_cue : phrase.start])  # the full stop of Mr., Gen., Sen.
    if any(mark in between for mark in '.;:“”"(') or len(between) > 160:
        return False
    following = tokens(body, phrase.end, min(phrase.end + 30, len(body)))
    if following and following[0].gap == " " and following[0].folded in CLAUSE_WORDS:
        return False  # "said X would come": X is no speaker
    words = tokens(between)
    if not words:
        return not between.strip()
    first = words[0].folded
    return len(words) <= 10 and first not in _PREPOSITIONS and not any(word.folded in CLAUSE_WORDS for word in words)


_NOUN = (
    r"(?>(?:the|a|an|one|his|her|their|its|of|for)(?=,?\s)|and(?=\s[A-Z])|[A-Z][\w.’'-]*(?=,?\s)"
    r"|\w+(?:man|woman|or|er|ist|ent|ant|cial)(?=,?\s))"
)
NOUNS = re.compile(rf"(?:{_NOUN},?\s+)*+")
NAMING = re.compile(rf",[”\"]?\s+(?:{_NOUN}\s+)*+")
"""Words that lead up to a speaker's name: articles, titles, capitalised words, roles."""
