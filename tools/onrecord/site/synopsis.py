"""The accounts of one event side by side: what each document says of it, and who reports which words of whom.

The unit of comparison is a sentence of a statement. Two units of one speaker are the same thing said again when they share
enough of the words that are rare among all that was said at the event, or when parallel passages of the folder hold both; each
document has at most one unit in a row. Words are marked where no other document of the row has them. What a copy repeats is
told once, with the document it copies.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cache, cached_property
from itertools import combinations, groupby

from onrecord import dates
from onrecord.annotate.tokens import fold
from onrecord.authorities import Event
from onrecord.happenings import agree
from onrecord.records import Account, EntityKind, Value
from onrecord.rights.withholding import collapsed
from onrecord.site import addresses
from onrecord.site.contexts import Column, FactRow, Link, Piece, SaidCell, SaidRow, Synopsis, Told, kind_of
from onrecord.site.corpus import Corpus, Document, EntityEntry, Key, Occurrence, Said, said_key
from onrecord.site.dates import When
from onrecord.site.rows import Rows, carrier, event_when
from onrecord.stems import joining, stem
from onrecord.vocabulary import table, values
from onrecord.wordings import WORD

MOST = 8
"""Documents that are set side by side; of more, those that report most of what was said."""
BESIDE = 4
"""Documents that have room for a column each; more are set one below the other."""
_UNITS = 60
"""Sentences of one document that are compared."""
_ALIKE = 0.4
"""Share of the weight of the shorter unit's words that two units must have in common: found on invented and on published
reports of one meeting, where a half leaves out what was shortened and a third brings together what has one topic."""
_SHARED = 3
"""Words that two units must have in common."""


class Synopses:
    """The synopses of the events of one corpus."""

    def __init__(self, corpus: Corpus, rows: Rows) -> None:
        self._corpus = corpus
        self._rows = rows

    def said_at(self, entry: EntityEntry) -> tuple[Said, ...]:
        """What was said at an event, by the text's own words or because a participant speaks in a document that reports it."""
        participants = self.participants(entry)
        date = event_when(entry).date
        found = (
            self._told_once.get(said.url)
            for occurrence in entry.occurrences
            for said in self._corpus.said_in.get(occurrence.document.slug, ())
            if _belongs(entry.id, occurrence, said, participants, date)
        )
        return tuple(sorted((said for said in found if said is not None), key=said_key))

    @cached_property
    def _told_once(self) -> Mapping[str, Said]:
        """Address → the statement as lists have it, with the copies that repeat it; a copy's own leads to that of the fuller text."""
        return {one.url: said for said in self._corpus.said for one in (said, *said.also)}

    def participants(self, entry: EntityEntry) -> tuple[str, ...]:
        """The ids of those who took part: as the record says, otherwise as the documents do."""
        if isinstance(entry.record, Event):
            return entry.record.participants
        return _ids(entry, lambda account: account.participants)

    def places(self, entry: EntityEntry) -> tuple[str, ...]:
        """The ids of the places, likewise."""
        return entry.record.places if isinstance(entry.record, Event) else _ids(entry, lambda account: account.places)

    def of(self, entry: EntityEntry, said: Sequence[Said]) -> Synopsis | None:
        """The accounts of an event that two documents or more tell of; ``said`` are the statements to be compared."""
        if len(entry.occurrences) < 2:
            return None
        by_document: defaultdict[str, list[Said]] = defaultdict(list)
        for one in said:
            by_document[one.document.slug].append(one)
        chosen = sorted(entry.occurrences, key=lambda o: (-len(by_document[o.document.slug]), -len(o.accounts)))[:MOST]
        shown = [occurrence for occurrence in entry.occurrences if occurrence in chosen]
        rows = _rows([_units(number, by_document[o.document.slug]) for number, o in enumerate(shown)])
        return Synopsis(
            columns=tuple(_column(number, [occurrence.document for occurrence in shown]) for number in range(len(shown))),
            facts=tuple(self._facts(shown)),
            said=tuple(self._row(row, shown) for row in rows),
            left_out=len(entry.occurrences) - len(shown),
            beside=len(shown) <= BESIDE,
        )

    def _facts(self, shown: Sequence[Occurrence]) -> Iterable[FactRow]:
        accounts = [_account(occurrence) for occurrence in shown]
        dates = [account.date if account else None for account in accounts]
        stated = [value.value for value in dates if value and value.value and value.basis == "stated"]
        differ = any(not agree(one, other) for one, other in combinations(stated, 2))
        rows = (
            ("When", [_when(value) if value else () for value in dates], differ),
            ("Where", [self._named("place", account.places) if account else () for account in accounts], False),
            ("Who", [self._named("person", account.participants) if account else () for account in accounts], False),
            ("Called", [tuple(Told(word, quoted=True) for word in dict.fromkeys(o.words)) for o in shown], False),
            ("In its words", [_sentence(occurrence, account) for occurrence, account in zip(shown, accounts, strict=True)], False),
        )
        for label, cells, conflict in rows:
            if any(cells):
                yield FactRow(label, tuple(cells), conflict)

    def _named(self, kind: EntityKind, values: Sequence[Value]) -> tuple[Told, ...]:
        """The words by which a document names people or places; the label beside them where it is another."""
        found = []
        for value in values:
            entry = self._corpus.entities.get((kind, value.value or ""))
            words = value.evidence[0].text if value.evidence else value.value or ""
            name = entry.name if entry else words
            note = None if fold(name) == fold(words) else f"here {name}"
            found.append(Told(words, href=entry.url if entry else None, note=note))
        return tuple(found)

    def _row(self, row: Sequence[Sequence[_Unit]], shown: Sequence[Occurrence]) -> SaidRow:
        filled = [number for number, units in enumerate(row) if units]
        stems = [[word for unit in units for word in _stems(unit.text, unit.said)] for units in row]
        cells = []
        for number, units in enumerate(row):
            others = [stems[other] for other in filled if other != number]
            cells.append(tuple(_cell(list(found), others) for _, found in groupby(units, lambda unit: unit.said.url)))
        first = row[filled[0]][0].said
        only = _told_apart(filled[0], [occurrence.document for occurrence in shown]) if len(filled) == 1 else None
        return SaidRow(self._rows.speaker(first), tuple(cells), only, len(filled))


# ---- what belongs to an event --------------------------------------------------------------------------------------------


def _belongs(event: str, occurrence: Occurrence, said: Said, participants: Sequence[str], date: str | None) -> bool:
    statement = said.statement
    if statement.event is not None or said.speaker_key is None:
        return statement.event == event
    if said.speaker_key[0] != "person" or said.speaker_key[1] not in participants:
        return False
    if statement.said_on and date and not agree(statement.said_on, date):
        return False
    return _is_lead(occurrence) or any(_is_near(occurrence, number) for number in said.paragraphs)


def _is_near(occurrence: Occurrence, paragraph: int) -> bool:
    """Whether a paragraph tells of the event or goes on from one that does, without a date that leads elsewhere."""
    if paragraph in occurrence.paragraphs:
        return True
    body, block = occurrence.document.article.body, occurrence.document.blocks[paragraph - 1]
    return paragraph - 1 in occurrence.paragraphs and not dates.find(body, start=block.start, end=block.end)


def _is_lead(occurrence: Occurrence) -> bool:
    """Whether a document opens with the event."""
    if occurrence.accounts:
        return any(account.lead for account in occurrence.accounts)
    opening = next((n for n, block in enumerate(occurrence.document.blocks, 1) if block.kind == "paragraph"), 1)
    return bool(occurrence.paragraphs) and occurrence.paragraphs[0] <= opening


def _ids(entry: EntityEntry, of: Callable[[Account], Sequence[Value]]) -> tuple[str, ...]:
    values = (value.value for occurrence in entry.occurrences for account in occurrence.accounts for value in of(account))
    return tuple(dict.fromkeys(value for value in values if value))


# ---- columns and facts ---------------------------------------------------------------------------------------------------


def _account(occurrence: Occurrence) -> Account | None:
    """What a document tells of the event: its first account, with what the others add."""
    if not occurrence.accounts:
        return None
    first = occurrence.accounts[0]
    date = next((account.date for account in occurrence.accounts if account.date.value), first.date)
    places = {value.value: value for account in reversed(occurrence.accounts) for value in account.places}
    people = {value.value: value for account in reversed(occurrence.accounts) for value in account.participants}
    return replace(first, date=date, places=tuple(places.values()), participants=tuple(people.values()))


def _column(number: int, documents: Sequence[Document]) -> Column:
    document = documents[number]
    label, outlet = _told_apart(number, documents), document.article.front.outlet
    return Column(carrier(document), label, Link(document.title, document.url), document.when, outlet is not None)


def _told_apart(number: int, documents: Sequence[Document]) -> str:
    """What carried a document, with its date where another document has the same carrier."""
    document = documents[number]
    alike = sum(carrier(other) == carrier(document) for other in documents)
    return carrier(document) if alike == 1 else f"{carrier(document)}, {document.when.words}"


def _when(value: Value) -> tuple[Told, ...]:
    if not value.value:
        return ()
    date = When(value.value, value.basis)
    evidence = value.evidence[0] if value.evidence else None
    words = evidence.text if evidence and value.basis == "stated" else None
    return (Told(date.words, when=date, note=evidence.note if evidence else None, words=words),)


_LONGEST_SENTENCE = 420
"""Characters of a sentence that are shown."""
_ENDS = re.compile(r"(?<=[^\W\d_]{2}[.!?])[\"'”’)]*\s+(?=[\"'“‘(]*[A-ZÀ-Þ0-9])|(?<=\d[.!?])[\"'”’)]*\s+(?=[\"'“‘(]*[A-ZÀ-Þ])")
_ABBREVIATED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Maj|Capt|Sgt|Sen|Rep|Gov|Prof|Rev|Hon|St|Inc|Corp|Ltd|Co|No|vs|Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.$"
)


def _sentence(occurrence: Occurrence, account: Account | None) -> tuple[Told, ...]:
    """The sentence in which a document tells of the event, or first mentions it."""
    document = occurrence.document
    start = account.start if account else _first_mention(occurrence)
    if start is None:
        return ()
    block = document.blocks[document.paragraph(start) - 1]
    first, last = next(
        ((a, b) for a, b in sentences(document.article.body, block.start, block.end) if a <= start < b), (block.start, block.end)
    )
    text = collapsed(" ".join(document.article.body[first:last].split()))
    shown = text if len(text) <= _LONGEST_SENTENCE else f"{text[:_LONGEST_SENTENCE].rsplit(' ', 1)[0]} …"
    return (Told(shown, href=addresses.paragraph(document.slug, document.paragraph(start)), quoted=True),)


def _first_mention(occurrence: Occurrence) -> int | None:
    if not occurrence.paragraphs:
        return None
    start, end = occurrence.document.span(range(occurrence.paragraphs[0], occurrence.paragraphs[0] + 1))
    words = [occurrence.document.article.body.find(word, start, end) for word in occurrence.words]
    return min((offset for offset in words if offset >= 0), default=start)


def sentences(body: str, start: int, end: int) -> list[tuple[int, int]]:
    """The sentences of a stretch of text, as spans without the white space between them."""
    found, here = [], start
    for match in _ENDS.finditer(body, start, end):
        if not _ABBREVIATED.search(body[here : match.start()]):
            found.append((here, match.start() + len(match[0].rstrip())))
            here = match.end()
    return [*found, (here, end)] if here < end else found


# ---- what was said -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Unit:
    """A sentence of a statement; ``document`` is the number of its column, ``threads`` those of the parallel passages in it."""

    document: int
    said: Said
    text: str
    words: frozenset[str]
    threads: frozenset[str]


def _stems(text: str, said: Said) -> list[str]:
    """The words of a text as they are compared, in the language of the document."""
    language = said.document.article.front.language or "en"
    return [stem(word.replace("’", "'"), language) for word in WORD.findall(text)]


def _units(document: int, said: Iterable[Said]) -> list[_Unit]:
    units = []
    for one in sorted(said, key=lambda s: s.number):
        body, standoff = one.document.article.body, one.document.article.standoff
        passages = standoff.parallels if standoff else ()
        for part in one.statement.parts or ((one.statement.start, one.statement.end),):
            for start, end in sentences(body, *part):
                text = " ".join(body[start:end].split())
                words = zip(WORD.findall(text), _stems(text, one), strict=True)
                stems = {found for word, found in words if fold(word) not in joining()}
                threads = frozenset(passage.thread for passage in passages if passage.start < end and start < passage.end)
                units.append(_Unit(document, one, text, frozenset(stems), threads))
    return units[:_UNITS]


_Row = list[list[_Unit]]


def _rows(columns: Sequence[Sequence[_Unit]]) -> list[_Row]:
    """What was said, row by row: each row has for each column the units that stand in it.

    The column with most units gives the order; what another column has besides goes behind what it says before. What one
    speaker says in one column alone, in one go, shares a row.
    """
    partner = _paired([unit for units in columns for unit in units])
    rows: list[_Row] = []
    at: dict[int, _Row] = {}
    for number in sorted(range(len(columns)), key=lambda number: (-len(columns[number]), number)):
        before: _Row | None = None
        for unit in columns[number]:
            row = next((at[id(other)] for other in partner[id(unit)] if id(other) in at), None)
            if row is None and not partner[id(unit)] and before is not None and _continues(before, unit, partner):
                row = before
            if row is None:
                row = [[] for _ in columns]
                rows.insert(_place(rows, before, number), row)
            row[number].append(unit)
            at[id(unit)] = row
            before = row
    return rows


def _place(rows: Sequence[_Row], before: _Row | None, column: int) -> int:
    """The index of a new row: behind the one before it in its column, or else behind those of the columns to the left."""
    if before is not None:
        return next(index for index, row in enumerate(rows) if row is before) + 1
    return next((index for index, row in enumerate(rows) if all(not units for units in row[: column + 1])), len(rows))


def _continues(row: _Row, unit: _Unit, partner: Mapping[int, Sequence[_Unit]]) -> bool:
    """Whether a row holds nothing but what the same speaker says right before, in the same document alone."""
    last = row[unit.document][-1]
    alone = all(number == unit.document or not units for number, units in enumerate(row))
    return alone and not partner[id(last)] and last.said.speaker_key == unit.said.speaker_key is not None


def _paired(units: Sequence[_Unit]) -> defaultdict[int, list[_Unit]]:
    """Unit → the units of other columns that say the same; the likest pairs are joined first, one unit a column."""
    pairs = sorted(_alike(units), key=lambda pair: (-pair[0], pair[1], pair[2]))
    group: dict[int, list[int]] = {number: [number] for number in range(len(units))}
    for _, first, second in pairs:
        one, other = group[first], group[second]
        if one is not other and {units[n].document for n in one}.isdisjoint(units[n].document for n in other):
            one += other
            for number in other:
                group[number] = one
    found: defaultdict[int, list[_Unit]] = defaultdict(list)
    for number, members in group.items():
        found[id(units[number])] = [units[member] for member in members if member != number]
    return found


def _alike(units: Sequence[_Unit]) -> Iterable[tuple[float, int, int]]:
    """(likeness, index, index) of the pairs of units in two columns that one speaker said and that are alike enough."""
    frequency = Counter(word for unit in units for word in unit.words)
    weight = {word: math.log(1 + len(units) / count) for word, count in frequency.items()}
    total = [sum(weight[word] for word in unit.words) for unit in units]
    by_speaker: defaultdict[Key, list[int]] = defaultdict(list)
    for number, unit in enumerate(units):
        if (key := unit.said.speaker_key) is not None:
            by_speaker[key].append(number)
    for numbers in by_speaker.values():
        for first, second in combinations(numbers, 2):
            shared = units[first].words & units[second].words
            parallel = not units[first].threads.isdisjoint(units[second].threads)
            if units[first].document == units[second].document or (len(shared) < _SHARED and not parallel):
                continue
            likeness = sum(weight[word] for word in sorted(shared)) / (min(total[first], total[second]) or 1)
            if parallel or likeness >= _ALIKE:
                yield likeness, first, second


def _cell(units: Sequence[_Unit], others: Sequence[Sequence[str]]) -> SaidCell:
    """The words of one statement in a cell; those that no other cell of the row has are marked, where there are ``others``."""
    said = units[0].said
    text = " ".join(unit.text for unit in units)
    text = text.rstrip(", ") if said.statement.kind == "direct" else text
    pieces = tuple(_marked(text, _stems(text, said), others)) if others else (Piece(text, own=False),)
    return SaidCell(pieces, kind_of(said.statement), said.lead, said.url, said.paragraphs[0])


def _marked(text: str, stems: Sequence[str], others: Sequence[Sequence[str]]) -> Iterable[Piece]:
    """A text in pieces, those marked whose words stand in none of the other texts, which are given as their stems, as is its own.

    Small words are not compared; one between two marked words is marked with them.
    """
    words = list(WORD.finditer(text))
    shared = _shared(stems, others)
    own = [not shared[number] and _tells(word[0]) for number, word in enumerate(words)]
    for number in range(1, len(words) - 1):
        if not _tells(words[number][0]) and own[number - 1] and own[number + 1]:
            own[number] = True
    here = 0
    for marked, run in groupby(zip(words, own, strict=True), key=lambda pair: pair[1]):
        if marked:
            found = [word for word, _ in run]
            if here < found[0].start():
                yield Piece(text[here : found[0].start()], own=False)
            here = found[-1].end()
            yield Piece(text[found[0].start() : here], own=True)
    if here < len(text):
        yield Piece(text[here:], own=False)


def _shared(stems: Sequence[str], others: Sequence[Sequence[str]]) -> list[bool]:
    """For each word whether another text has it: in the same place of the order, or as often somewhere else."""
    count = Counter(stems)
    shared = [any(count[stem] <= other.count(stem) for other in others) for stem in stems]
    for other in others:
        for block in SequenceMatcher(None, stems, other, autojunk=False).get_matching_blocks():
            shared[block.a : block.a + block.size] = [True] * block.size
    return shared


_SMALL_CLASSES = frozenset({"auxiliary", "coordinator", "preposition", "relative", "subject-pronoun"})
_SMALL = frozenset("a an the my your his her its our their that this these those him them us me".split())
_WEIGHTY = frozenset("must may might should without against before after".split())
"""Words of those classes that change what is said."""


@cache
def _small_words() -> frozenset[str]:
    classes = (row for row in table("clause-words") if row["class"] in _SMALL_CLASSES)
    return (frozenset(word for row in classes for word in values(row["words"])) | _SMALL) - _WEIGHTY


def _tells(word: str) -> bool:
    """Whether a word is compared: articles, pronouns, prepositions and auxiliaries change with every retelling."""
    return fold(word) not in _small_words()
