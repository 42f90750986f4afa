"""Who speaks: the member of the cast that a phrase naming a speaker means.

A phrase is resolved by name, by office ("the head of state", "the MP") or by pronoun. What cannot be resolved keeps its
own words and no name: an unresolved speaker is shown, not guessed.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from onrecord import edtf
from onrecord.annotate.clauses import word_class
from onrecord.annotate.entities import Cast, Member
from onrecord.annotate.knowledge import Knowledge, vocabulary
from onrecord.annotate.phrases import DETERMINERS, Phrase, governed_at
from onrecord.annotate.quotations import Quotation
from onrecord.annotate.tokens import Words, tokens
from onrecord.records import Block
from onrecord.vocabulary import words

_PARAGRAPHS_BACK = 4
_ROLES = frozenset({"former", "latter", "other", "counterpart"})
_PRONOUNS = {"he": "m", "she": "f"}


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
        words: Words,
        quotations: Sequence[Quotation],
    ) -> None:
        self.cast = cast
        self.knowledge = knowledge
        self.published = published
        self._starts = [block.start for block in blocks]
        named = sorted(((name.start, member) for member in cast.people() for name in member.mentions), key=lambda pair: pair[0])
        spoken = [part for quotation in quotations for part in quotation.parts]
        self._named = [pair for pair in named if not stands_in(pair[0], spoken)]
        self._aside, votes = _subjects(cast, words, spoken)
        self._gender = {id(member): _gender(member, votes[id(member)]) for member in cast.people()}
        self._spoke: list[tuple[int, Member | None]] = []
        self._titled: dict[frozenset[str], tuple[Sequence[Member], Sequence[tuple[int, Member]]]] = {}
        self._in_office: dict[str, list[Member]] = defaultdict(list)
        for member in cast.people():
            for title in set(self._titles(member)) if member.known else ():
                self._in_office[title].append(member)
        self._text = words
        self._written = Counter(word.text for block in words.blocks for word in block)
        self._unlisted: dict[str, Member] = {}

    def spoke(self, member: Member | None, phrase: Phrase, offset: int) -> None:
        """Remember who spoke. After somebody who could not be resolved a pronoun means nobody before, unless that was a group."""
        if member is not None or not _is_group(phrase):
            self._spoke.append((offset, member))

    def resolve(self, phrase: Phrase) -> Member | None:
        """The member of the cast, or ``None``; the caller tells :meth:`spoke` when the phrase really is a speaker."""
        if phrase.member is not None:
            return phrase.member
        if (role := self._role(phrase)) is not None:
            return self._in_exchange(phrase, role)
        if phrase.kind == "pronoun":
            return self._it(phrase) if phrase.head == ("it",) else self._pronoun(phrase)
        if phrase.kind == "words":
            return self._unlisted_name(phrase)
        found = self._by_office(phrase) or self._unlisted_name(phrase) or self._by_titles(phrase)
        return found if found is None or not self._is_indefinite(phrase) or self._is_beside(found, phrase) else None

    def _is_indefinite(self, phrase: Phrase) -> bool:
        """Whether words bring in somebody of whom nothing was told before: ``a pilot``, ``some members of the council``."""
        first = self._text.between(phrase.start, phrase.end)[:1]
        return bool(first) and first[0].folded in word_class("indefinite")

    def _is_beside(self, member: Member, phrase: Phrase) -> bool:
        """Whether a description stands in apposition to somebody's name: ``First Last, a retired pilot, said``."""
        body = self._text.text
        near = (name for name in member.mentions if phrase.start - _FAR_APPOSITION < name.end <= phrase.start)
        return any(_APPOSITION.fullmatch(body, name.end, phrase.start) for name in near)

    def _unlisted_name(self, phrase: Phrase) -> Member | None:
        """Somebody whose name no rule knows, such as a surname alone: no member of the cast and without an id.

        A word is a name when the document writes it with a capital letter more than once, and never without.
        """
        words = self._text.between(phrase.start, phrase.end)
        if not 0 < len(words) <= 3 or words[0].folded in vocabulary().honorifics:
            return None
        if not all(_NAME.fullmatch(word.text) and not self._written[word.text.casefold()] for word in words):
            return None
        if any((word.folded,) in vocabulary().offices for word in words):
            return None
        if self._written[words[-1].text] < 2:
            return None
        name = " ".join(word.text for word in words)
        return self._unlisted.setdefault(name, Member("person", "", name, known=False))

    def _role(self, phrase: Phrase) -> str | None:
        """The word that gives somebody's place in an exchange, where it is all that names them: ``the latter``, ``his counterpart``."""
        words = [word.folded for word in self._text.between(phrase.start, phrase.end)]
        return words[-1] if words[-1:] and words[-1] in _ROLES and set(words[:-1]) <= DETERMINERS else None

    def _in_exchange(self, phrase: Phrase, role: str) -> Member | None:
        """One of the only two people named in this paragraph and, where it names fewer, the one before."""
        number = bisect_right(self._starts, phrase.start) - 1
        for first in (number, max(number - 1, 0)):
            named = list({id(m): m for _, m in _between(self._named, self._starts[first], phrase.start)}.values())
            if len(named) == 2:
                if role in ("former", "latter"):
                    return named[role == "latter"]
                last = next((m for _, m in reversed(_between(self._spoke, self._starts[first], phrase.start))), None)
                return next((m for m in named if m is not last), None) if last in named else None
        return None

    def _it(self, phrase: Phrase) -> Member | None:
        """The organization that spoke last, in this paragraph or the one before."""
        first = self._starts[max(bisect_right(self._starts, phrase.start) - 2, 0)]
        last = next((member for _, member in reversed(_between(self._spoke, first, phrase.start))), None)
        return last if last is not None and last.kind == "organization" else None

    def _pronoun(self, phrase: Phrase) -> Member | None:
        gender = _PRONOUNS.get(phrase.head[0])
        if gender is None:
            return None
        number = bisect_right(self._starts, phrase.start) - 1
        for block in range(number, max(number - _PARAGRAPHS_BACK, -1), -1):
            first, end = self._starts[block], self._starts[block + 1] if block < number else phrase.start
            spoke = [m for _, m in _between(self._spoke, first, end) if m is None or m.kind == "person"]
            if spoke and (spoke[-1] is None or self._gender.get(id(spoke[-1]), "") in ("", gender)):
                return spoke[-1]
            named = [(start, m) for start, m in _between(self._named, first, end) if self._gender[id(m)] in ("", gender)]
            if named:
                free = [pair for pair in named if pair[0] not in self._aside] or named
                return next((m for _, m in free if self._gender[id(m)]), free[0][1])
        return None

    def _by_office(self, phrase: Phrase) -> Member | None:
        """The one person of the cast whose authority record has an office that goes by this description on that day."""
        wanted = " ".join(word for word in phrase.head if word != "the")
        holders = self._in_office.get(wanted, ())
        return holders[0] if len(holders) == 1 else None

    def _titles(self, member: Member) -> Iterator[str]:
        for office in self.knowledge.authorities.people[member.id].offices:
            if self.published is None or office.term is None or holds(office.term, self.published):
                for title in (office.office, *office.titles):
                    yield " ".join(word.folded for word in tokens(title) if word.folded != "the")

    def _by_titles(self, phrase: Phrase) -> Member | None:
        """The person last named before whose titles in this document hold every word of the description."""
        last = phrase.head[-1] if phrase.head else "s"
        if last.endswith("s") and (last == "s" or (last.removesuffix("s"),) in vocabulary().offices or last in words("source-nouns")):
            return None  # several are nobody
        wanted = self._words(phrase.head) - {"of", "the", "s", "and", "for"}
        if not wanted:
            return None
        if wanted not in self._titled:
            holders = [member for member in self.cast.people() if wanted <= self._words(member.titles)]
            named = ((name.start, member) for member in holders for name in member.mentions)
            self._titled[wanted] = holders, sorted(named, key=lambda pair: pair[0])
        return self._one_of(phrase, *self._titled[wanted])

    def _words(self, words: Iterable[str]) -> frozenset[str]:
        """Words as titles are compared: a demonym is its country."""
        return frozenset(self.knowledge.demonyms.get(word, word) for word in words)

    def _one_of(self, phrase: Phrase, holders: Sequence[Member], named: Sequence[tuple[int, Member]]) -> Member | None:
        """The only one, or the one named last where the other is far: "the minister" among several near is nobody for sure.

        ``named`` are all places where the ``holders`` are named, in order.
        """
        if len(holders) < 2:
            return holders[0] if holders else None
        recent: dict[int, tuple[int, Member]] = {}
        for index in range(bisect_left(named, phrase.start, key=lambda pair: pair[0]) - 1, -1, -1):
            recent.setdefault(id(named[index][1]), named[index])
            if len(recent) == 2:
                break
        (last, member), (other, _) = [*recent.values(), (-1, holders[-1]), (-1, holders[-1])][:2]
        near = self._starts[max(bisect_right(self._starts, phrase.start) - 2, 0)]
        return member if other < near <= last or other < 0 else None


_FAR_APPOSITION = 100
"""Characters between a name and words in apposition to it, at most."""
_APPOSITION = re.compile(r"(?:\s\([^()]*\))?,\s(?:[^.;:“”\"()]*,\s)?(?:and\s)?")


def _is_group(phrase: Phrase) -> bool:
    """Whether a phrase means several, whom no "he" or "she" takes up: ``they``, ``most of the voters``."""
    if phrase.kind == "pronoun":
        return phrase.head[0] not in _PRONOUNS
    return phrase.kind == "description" and ("who" in phrase.head or (phrase.head[-1:] or ("",))[0].endswith("s"))


_NAME = re.compile(r"[^\W\d_a-z][^\W\d_A-Z]+(?:[-’'][^\W\d_a-z][^\W\d_A-Z]+)*")
"""A word in the shape of a name: one capital letter and small ones, no acronym and no ``AirExample``."""


def stands_in(offset: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether an offset lies in one of some spans, which are in order and do not overlap."""
    number = bisect_right(spans, offset, key=lambda span: span[0]) - 1
    return number >= 0 and offset < spans[number][1]


def _between(named: Sequence[tuple[int, Member | None]], first: int, end: int) -> Sequence[tuple[int, Member | None]]:
    """Those of (offset, member) pairs in order of offset that stand between two offsets."""
    return named[bisect_left(named, first, key=lambda pair: pair[0]) : bisect_left(named, end, key=lambda pair: pair[0])]


_GENDERED = {word: gender for gender, words_ in (("m", "he his him himself"), ("f", "she her hers herself")) for word in words_.split()}


def _subjects(cast: Cast, words: Words, spoken: Sequence[tuple[int, int]]) -> tuple[set[int], dict[int, Counter[str]]]:
    """The names that are no subject, by offset, and what the pronouns of the document tell of each person's gender.

    A name after a preposition or before a possessive is no subject. A pronoun tells the gender of the only person whom its
    paragraph has named before, as a subject and outside quotations.
    """
    aside: set[int] = set()
    votes: dict[int, Counter[str]] = {id(member): Counter() for member in cast.people()}
    offsets = sorted(cast.by_name)
    for block in words.blocks:
        if not block or bisect_left(offsets, block[0].start) == bisect_left(offsets, block[-1].end):
            continue  # it names nobody
        named: set[int] = set()
        free = False
        for index, word in enumerate(block):
            member = cast.by_name.get(word.start)
            if member is None:
                if free and len(named) == 1 and word.folded in _GENDERED and not stands_in(word.start, spoken):
                    votes[next(iter(named))][_GENDERED[word.folded]] += 1
            elif member.kind == "person":
                after = next((n for n in range(index + 1, len(block)) if not block[n].capital), len(block))
                if governed_at(block, index) or (after < len(block) and block[after].folded == "s" and block[after].gap in ("'", "’")):
                    aside.add(word.start)
                named.add(id(member))
                free = free or word.start not in aside
    return aside, votes


def _gender(member: Member, votes: Counter[str]) -> str:
    """A person's gender: by a title such as Mrs., by the pronouns of the document, by the given name.

    Lists of given names are wrong about some ("Nikol"): where a document's own pronouns agree, they decide.
    """
    titled = next((name.gender for name in member.mentions if name.gender), "")
    (first, most), (_, least) = [*votes.most_common(2), ("", 0), ("", 0)][:2]
    counted = first if most >= (4 if member.gender else 1) and most > 4 * least else ""
    return titled or counted or member.gender


def holds(term: str, day: str) -> bool:
    """Whether an office's term can include a date (both EDTF)."""
    (first, last), (start, end) = edtf.bounds(term), edtf.bounds(day)
    return not (first and end and end < first) and not (last and start and start > last)
