"""What the documents say of each person, organization, place and event, as the records of this moment see them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from textwrap import shorten

from onrecord.annotate.fullnames import full_name
from onrecord.annotate.knowledge import vocabulary
from onrecord.annotate.tokens import fold
from onrecord.articles import Article
from onrecord.authorities import Authorities
from onrecord.offices import as_office, titles_beside
from onrecord.records import Account, Mention
from onrecord.suggest.proposals import SHOWN, File, Quote

GATHERED: Mapping[str, File] = {"person": "people", "organization": "organizations", "place": "places", "event": "events"}
"""Kinds of entities that names in texts make, and their files."""

_AROUND = 60
"""Characters of context on either side of a name."""
UNNAMED = ""
_LONGEST = 160
"""Characters of a passage that tells of an event without naming it."""
_KEPT = 2
"""Passages kept for each name: the first of it in as many documents."""


def in_full(name: str) -> bool:
    """Whether a person's name has a given name and a surname: neither is a name, and initials (``N.H.``) are none."""
    named = full_name(name)
    return named is not None and max(len(named.given), len(named.family)) > 1


def initials_alone(name: str) -> bool:
    """Whether a name is letters with points between them and nothing else: ``N.H.``, ``J. K.``."""
    return all(len(word) == 1 for word in re.findall(r"\w+", name)) and "." in name


@dataclass(slots=True)
class Standing:
    """An entity across the corpus: ``names`` counts the words that stand in the texts, ``titles`` the offices beside each."""

    kind: File
    id: str
    known: bool
    given: str = ""
    """The label that an event has been given; a text may tell of it without naming it."""
    names: Counter[str] = field(default_factory=Counter)
    titles: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    held: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Document → the offices that it has beside the full name."""
    documents: list[str] = field(default_factory=list)
    statements: int = 0
    paragraphs: dict[str, set[tuple[str, int]]] = field(default_factory=lambda: defaultdict(set))
    """Full name → the paragraphs (document, number) in which it stands."""
    quotes: dict[str, list[Quote]] = field(default_factory=lambda: defaultdict(list))
    """Name → the first passages with it; under :data:`UNNAMED` those that tell of an event without a name for it."""
    accounts: list[Account] = field(default_factory=list)
    """What each document tells of an event."""
    told: int = 0
    """How often an event is told of without a name."""

    @property
    def label(self) -> str:
        """The full name used most; among equals the longest. A name in capitals gives way to the same in mixed case."""
        if self.given:
            return self.given
        mixed = {name.casefold() for name in self.names if not name.isupper()}
        fit = [name for name in self.names if not name.isupper() or name.casefold() not in mixed]
        return min(fit, key=lambda name: (-self.names[name] if " " in name else 0, -len(name), name))

    @property
    def mentions(self) -> int:
        """How often it is named."""
        return self.names.total() + self.told

    @property
    def full_names(self) -> list[str]:
        """The full names, the most frequent first; of what is no person, all names."""
        return [name for name, _ in self.names.most_common() if self.kind != "people" or in_full(name)]

    def offices(self, *names: str) -> set[str]:
        """Folded words of offices beside the names, or beside any: ``general``, ``minister``; forms of address tell nothing."""
        told = [title for name in names or tuple(self.titles) for title in self.titles.get(name, ())]
        return {fold(word) for title in told for word in title.split() if (fold(word),) in vocabulary().offices}

    def titles_told(self, *names: str) -> Counter[str]:
        """The words of offices beside the names, or beside any, as they stand there."""
        told: Counter[str] = Counter()
        for name in names or tuple(self.titles):
            told.update(self.titles.get(name, {}))
        return told

    def passages(self, names: Iterable[str], most: int = _KEPT) -> tuple[Quote, ...]:
        """Passages with these names, at most so many."""
        return tuple(quote for name in dict.fromkeys(names) for quote in self.quotes.get(name, ()))[:most]

    def absorb(self, other: Standing) -> None:
        """Take over what was said of another one that is the same."""
        self.names.update(other.names)
        self.statements += other.statements
        self.told += other.told
        self.accounts += other.accounts
        self.documents = list(dict.fromkeys([*self.documents, *other.documents]))
        for name, titles in other.titles.items():
            self.titles[name].update(titles)
        for document, offices in other.held.items():
            self.held[document] |= offices
        for name, paragraphs in other.paragraphs.items():
            self.paragraphs[name] |= paragraphs
        for name, quotes in other.quotes.items():
            self.quotes[name] += quotes


def gather(articles: Iterable[Article], records: Authorities) -> dict[File, dict[str, Standing]]:
    """File → id → who and what the documents name. What has a record now stands under the record's id."""
    found: dict[File, dict[str, Standing]] = {file: {} for file in GATHERED.values()}
    for article in articles:
        _read(article, found)
    named = {file: _names(records, file) for file in found}
    for file, standings in found.items():
        for id_ in [id_ for id_, standing in standings.items() if not standing.mentions]:
            del standings[id_]
        for id_, standing in list(standings.items()):
            record = id_ if id_ in getattr(records, file) else named[file].get(standing.label)
            standing.known = record is not None
            if record is not None and record != id_:
                del standings[id_]
                standings.setdefault(record, Standing(file, record, known=True)).absorb(standing)
    return found


def _names(records: Authorities, file: File) -> dict[str, str]:
    """Name → the id of the first record that has it."""
    found: dict[str, str] = {}
    for record in getattr(records, file).values():
        for name in (record.label, *record.variants, *getattr(record, "terms", ())):
            found.setdefault(name, record.id)
    return found


def _read(article: Article, found: Mapping[File, dict[str, Standing]]) -> None:
    standoff = article.standoff
    if standoff is None:
        return
    for entity in standoff.entities:
        if (file := GATHERED.get(entity.kind)) is not None:
            given = entity.name if entity.kind == "event" else ""
            found[file].setdefault(entity.id, Standing(file, entity.id, entity.known, given)).documents.append(article.slug)
    forms = {(entity.kind, entity.id): set(entity.variants) for entity in standoff.entities}
    for kind, file in GATHERED.items():
        named = [mention for mention in standoff.mentions if mention.kind == kind and mention.entity in found[file]]
        for mention, titles in _titled(article, named):
            told = kind == "event" and article.body[mention.start : mention.end] not in forms[mention.kind, mention.entity]
            _note(article, mention, titles, found[file][mention.entity], named=not told)
    for account in standoff.accounts:
        if account.event in found["events"]:
            found["events"][account.event].accounts.append(account)
    for statement in standoff.statements:
        file = GATHERED.get(statement.speaker_kind or "")
        if file is not None and statement.speaker in found[file]:
            found[file][statement.speaker].statements += 1


def _titled(article: Article, named: Sequence[Mention]) -> Iterator[tuple[Mention, tuple[str, ...]]]:
    for number, mention in enumerate(named):
        left = named[number - 1].end if number else 0
        right = named[number + 1].start if number + 1 < len(named) else len(article.body)
        yield mention, titles_beside(article.body[:right], mention.start, mention.end, left) if mention.kind == "person" else ()


def _note(article: Article, mention: Mention, titles: tuple[str, ...], standing: Standing, *, named: bool) -> None:
    """Take up a mention; one that is not ``named`` tells of an event, and its words are no name."""
    name = " ".join(article.body[mention.start : mention.end].split())
    if named:
        standing.names[name] += 1
        standing.titles[name].update(titles)
        if titles and standing.kind == "people" and in_full(name) and (offices := set(filter(None, map(as_office, titles)))):
            standing.held[article.slug] |= offices
    else:
        standing.told += 1
    if named and (standing.kind != "people" or in_full(name)):
        standing.paragraphs[name].add((article.slug, _block(article, mention.start)[0]))
    kept = standing.quotes[name if named else UNNAMED]
    if len(kept) < _KEPT and article.slug not in {quote.document for quote in kept}:
        kept.append(passage(article, mention.start, mention.end))


def passage(article: Article, start: int, end: int) -> Quote:
    """The words of a span of the body in their context, which ends with the paragraph."""
    number, first, last = _block(article, start)
    before = article.body[max(first, start - _AROUND) : start]
    words = " ".join(article.body[start:end].split())
    if len(words) > _LONGEST:
        words = shorten(words, _LONGEST, placeholder=" …")
    return Quote(article.slug, f"p{number}", before, words, article.body[end : min(last, end + _AROUND)])


def _block(article: Article, at: int) -> tuple[int, int, int]:
    """Number, start and end of the paragraph at an offset of the body."""
    numbered = enumerate(article.blocks, 1)
    return next(((n, b.start, b.end) for n, b in numbered if b.start <= at < b.end), (1, 0, len(article.body)))


def offices_to_check(standings: Iterable[Standing], names: Iterable[str] = ()) -> tuple[str, ...]:
    """Lines for ``offices``, to be uncommented once checked: the fullest words beside the name, the most frequent first."""
    titles: Counter[str] = Counter()
    for standing in standings:
        for title, number in standing.titles_told(*names).items():
            if office := as_office(title):
                titles[office] += number
    fullest = {title: n for title, n in titles.items() if not any(_words(title) < _words(other) for other in titles)}
    if not fullest:
        return ()
    shown = sorted(fullest.items(), key=lambda item: (-item[1], item[0]))[:SHOWN]
    return (
        "what stands beside the name; once checked, with its term:",
        "offices:",
        *(f"  - office: {_quoted(title)}  # {n} {'time' if n == 1 else 'times'}" for title, n in shown),
    )


def _words(title: str) -> frozenset[str]:
    return frozenset(title.casefold().split())


def _quoted(words: str) -> str:
    """Words as YAML takes them: in quotation marks where they could mean something else."""
    safe = all(part.isalnum() for part in words.replace("-", " ").replace("’", "").replace(".", "").split())
    return words if safe and words[:1].isalpha() else "'" + words.replace("'", "''") + "'"
