"""Who is named as the source of words: the noun phrase beside a reporting verb, and the member of the cast it means.

A phrase is resolved by name, by office ("the head of state", "the MP") or by pronoun. What cannot be resolved keeps its
own words and no name: an unresolved speaker is shown, not guessed.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from onrecord import edtf
from onrecord.annotate.entities import Cast, Member
from onrecord.annotate.knowledge import Knowledge, vocabulary
from onrecord.annotate.names import Name
from onrecord.annotate.quotations import Quotation
from onrecord.annotate.tokens import Token, Words, tokens
from onrecord.records import Block
from onrecord.vocabulary import table, values

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
            index = next((n for n in range(index, len(words)) if words[n].start >= name.end), len(words))  # a place or an event speaks not
        elif name is not None:
            first = title if title is not None else _with_title(words, index)
            index = next((n for n in range(index, len(words)) if words[n].start >= name.end), len(words))
            title = None
            if after := _title_of_next(words, index, name, speakers):
                title, index = first, after
                continue
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


def _title_of_next(words: Sequence[Token], index: int, name: Name, speakers: Mapping[int, Name]) -> int:
    """The index of the person's name that a name only introduces (``Harbour Board chairwoman Clara Nyberg``); 0 for none.

    Before an organization's person any office may stand between, before a person's ("Nyberg campaign manager Otto Brandt") one
    must.
    """
    offices, office, unknown = vocabulary().offices, name.kind == "organization", 0
    number = index
    while number < min(index + 6, len(words)) and words[number].gap in (" ", ". ", "-"):
        word = words[number]
        if word.start in speakers:
            return number if speakers[word.start].kind == "person" and office and number > index else 0
        length = next((n for n in (3, 2, 1) if tuple(w.folded for w in words[number : number + n]) in offices), 0)
        if length:
            office = True
        elif not word.capital:
            unknown += 1
            if unknown > 1 or word.folded in vocabulary().function or word.folded.endswith(("ed", "s", "old", "aid")):
                return 0
        number += length or 1
    return 0


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
    paragraph before. Somebody named only inside a quotation, after a preposition or as an owner is the last to be meant.
    """

    def __init__(
        self,
        cast: Cast,
        knowledge: Knowledge,
        published: str | None,
        blocks: Sequence[Block],
        words: Words | None = None,
        quotations: Sequence[Quotation] = (),
    ) -> None:
        self.cast = cast
        self.knowledge = knowledge
        self.published = published
        self._starts = [block.start for block in blocks]
        named = sorted(((name.start, member) for member in cast.people() for name in member.mentions), key=lambda pair: pair[0])
        spoken = [part for quotation in quotations for part in quotation.parts]
        self._named = [pair for pair in named if not _inside(pair[0], spoken)]
        self._quoted = [pair for pair in named if _inside(pair[0], spoken)]
        self._aside = _aside(words, {start for start, _ in self._named}) if words else frozenset()
        self._gender = _genders(cast, words, spoken, self._aside) if words else {id(member): member.gender for member in cast.people()}
        self._spoke: list[tuple[int, Member | None]] = []

    def spoke(self, member: Member | None, offset: int) -> None:
        """Remember who spoke; ``None`` for somebody who could not be resolved, after whom a pronoun means nobody before."""
        self._spoke.append((offset, member))

    def resolve(self, phrase: Phrase) -> Member | None:
        """The member of the cast, or ``None``; the caller tells :meth:`spoke` when the phrase really is a speaker."""
        if phrase.member is not None:
            return phrase.member
        if phrase.kind == "pronoun":
            return self._it(phrase) if phrase.head == ("it",) else self._pronoun(phrase)
        if phrase.kind == "words":
            return None
        return self._by_office(phrase) or self._by_titles(phrase)

    def _it(self, phrase: Phrase) -> Member | None:
        """The organization that spoke last, in this paragraph or the one before."""
        first = self._starts[max(bisect_right(self._starts, phrase.start) - 2, 0)]
        last = next((member for offset, member in reversed(self._spoke) if first <= offset < phrase.start), None)
        return last if last is not None and last.kind == "organization" else None

    def _pronoun(self, phrase: Phrase) -> Member | None:
        gender = _PRONOUNS.get(phrase.head[0])
        if gender is None:
            return None
        number = bisect_right(self._starts, phrase.start) - 1
        for block in range(number, max(number - _PARAGRAPHS_BACK, -1), -1):
            first, end = self._starts[block], self._starts[block + 1] if block < number else phrase.start
            spoke = [m for offset, m in self._spoke if first <= offset < end and (m is None or m.kind == "person")]
            if spoke and (spoke[-1] is None or self._gender[id(spoke[-1])] in ("", gender)):
                return spoke[-1]
            named = [(start, m) for start, m in _between(self._named, first, end) if self._gender[id(m)] in ("", gender)]
            if named:
                free = [pair for pair in named if pair[0] not in self._aside] or named
                return next((m for _, m in free if self._gender[id(m)]), free[0][1])
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
        if not wanted:
            return None
        holders: list[tuple[int, Member]] = []
        for member in self.cast.people():
            titles = {self.knowledge.demonyms.get(word, word) for word in member.titles}
            if wanted <= titles:
                holders.append((max((name.start for name in member.mentions if name.start < phrase.start), default=-1), member))
        return self._one_of(phrase, sorted(holders, key=lambda pair: pair[0]))

    def _one_of(self, phrase: Phrase, holders: Sequence[tuple[int, Member]]) -> Member | None:
        """The only one, or the one named last where the other is far: "the minister" among several near is nobody for sure."""
        if len(holders) < 2:
            return holders[0][1] if holders else None
        number = bisect_right(self._starts, phrase.start) - 1
        near = self._starts[max(number - 1, 0)]
        return holders[-1][1] if holders[-2][0] < near <= holders[-1][0] or holders[-2][0] < 0 else None


def _inside(offset: int, spans: Sequence[tuple[int, int]]) -> bool:
    number = bisect_right(spans, offset, key=lambda span: span[0]) - 1
    return number >= 0 and offset < spans[number][1]


def _between(named: Sequence[tuple[int, Member]], first: int, end: int) -> Sequence[tuple[int, Member]]:
    return named[bisect_left(named, first, key=lambda pair: pair[0]) : bisect_left(named, end, key=lambda pair: pair[0])]


def _aside(words: Words, starts: Container[int]) -> frozenset[int]:
    """The names, by offset, that are no subject: after a preposition, or owners of something."""
    found = set()
    for block in words.blocks:
        for index, word in enumerate(block):
            if word.start not in starts:
                continue
            after = next((n for n in range(index + 1, len(block)) if not block[n].capital), len(block))
            if _governed(block, index) or (after < len(block) and block[after].folded == "s" and block[after].gap in ("'", "’")):
                found.add(word.start)
    return frozenset(found)


_GENDERED = {word: gender for gender, words_ in (("m", "he his him himself"), ("f", "she her hers herself")) for word in words_.split()}


def _genders(cast: Cast, words: Words, spoken: Sequence[tuple[int, int]], aside: Container[int]) -> dict[int, str]:
    """Each person's gender: by a title such as Mrs., by the pronouns of the document, by the given name.

    A pronoun tells it of the only person whom its paragraph has named before, outside quotations and as a subject. Lists of given names are
    wrong about some ("Nikol"): where a document's own pronouns agree, they decide.
    """
    votes: dict[int, Counter[str]] = {id(member): Counter() for member in cast.people()}
    for block in words.blocks:
        named: set[int] = set()
        free = False
        for word in block:
            member = cast.by_name.get(word.start)
            if member is not None and member.kind == "person":
                named.add(id(member))
                free = free or word.start not in aside
            elif word.folded in _GENDERED and free and len(named) == 1 and not _inside(word.start, spoken):
                votes[next(iter(named))][_GENDERED[word.folded]] += 1
    found = {}
    for member in cast.people():
        titled = next((name.gender for name in member.mentions if name.gender), "")
        (first, most), (_, least) = [*votes[id(member)].most_common(2), ("", 0), ("", 0)][:2]
        counted = first if most >= (4 if member.gender else 1) and most > 4 * least else ""
        found[id(member)] = titled or counted or member.gender
    return found


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
        return _in_apposition(body, touching, before) or _before_commas(body, touching, before, cue[0]) or touching
    if after and body[slice(*cue)].casefold() not in _told() and _inverted(body, cue[1], after[0]):
        return after[0]
    free = [phrase for phrase in before if not phrase.governed]
    if touching is not None and not free:
        return None
    free = [phrase for phrase in free if phrase.kind != "words" or body[phrase.end : phrase.end + 1] == ","]
    main = [phrase for phrase in free if not _SUBORDINATE.search(body[start : phrase.start].removeprefix("As "))]
    return next(iter(main or free), None)


@lru_cache(maxsize=1)
def _told() -> frozenset[str]:
    """The forms of verbs that the person spoken to follows ("told reporters"): who follows them does not speak."""
    return frozenset(form for row in table("cues") if "hearer" in row["frames"].split("|") for form in values(row["forms"]))


_BREAKS = re.compile(r"[,;:“”\"«»„()]|\s[–—-]+\s")
_AGED = re.compile(r"((?:[A-Z][\w.’'-]*\s?)+),\s\d{1,3},\s")
"""``Someone Unknown, 31, a photographer, said``: a name that no rule knows, by the age beside it."""
_AUXILIARIES = frozenset("has have had also then later further already once again simply even just would will".split())
_NO_SUBJECT = frozenset(
    ("that which who whom whose what this these those there and but or as if when while because so not be been being is was are were"
    " him them us me").split()
)


def unnamed(body: str, start: int, end: int, cue: tuple[int, int]) -> Phrase | None:
    """The noun phrase that touches a reporting verb and names nobody (``said a man in the crowd``, ``the poster read``)."""
    breaks = [match.end() for match in _BREAKS.finditer(body, start, cue[0])]
    first = breaks[-1] if breaks else start
    words = tokens(body, first, cue[0])
    while words and (words[-1].folded in _AUXILIARIES or words[-1].folded.endswith("ly")):
        words.pop()
    if words:
        if words[0].folded in ("and", "but"):
            words = words[1:]
    elif body[slice(*cue)].casefold() not in _told() and not breaks:
        stop = _BREAKS.search(body, cue[1], end)
        words = tokens(body, cue[1], stop.start() if stop else end)
        if len(words) < 2:
            return None
    folded = [word.folded for word in words]
    if folded == ["it"]:
        return Phrase(words[0].start, words[0].end, "pronoun", head=("it",))
    if breaks and (age := _AGED.search(body, start, first)) and age.end() == first:
        return Phrase(*age.span(1), "words")
    if not words or len(words) > 12 or folded[0] in _PREPOSITIONS or not (_NO_SUBJECT | CLAUSE_WORDS).isdisjoint(folded):
        return None
    return Phrase(words[0].start, words[-1].end, "words")


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


def _before_commas(body: str, touching: Phrase, before: Sequence[Phrase], cue: int) -> Phrase | None:
    """``First Last, 49, a veteran of the fleet, said``: the name before the commas, not the one that ends what they enclose."""
    if not body[touching.end : cue].lstrip("”\"'").startswith(","):
        return None
    named = [p for p in before if p.kind == "person" and not p.governed and p.end < touching.start]
    return next((p for p in named if _ENCLOSED.match(body, p.end, touching.start)), None)


_ENCLOSED = re.compile(r"(?:\s\([^()]{1,20}\))?,\s(?:\d|an?\s|the\s|who\b|whose\b|professor|director|\w+ing\s)")


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
