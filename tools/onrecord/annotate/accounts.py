"""Events that a document describes without naming them: who met whom, who visited what, what was signed, and when and where.

Few and right: a meeting needs two people who are identified, a visit a person and a place, a signing an agreement by its name,
a gathering a place and a date. What the body tells needs a date of its own; what the headline or the first paragraph tells is
the news of the document, and its date may be argued from the document's. What stands in a quotation, and what is still to
come, is left out.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import takewhile
from typing import NamedTuple

from onrecord import edtf
from onrecord.annotate.draft import LONGEST_SENTENCE, Text
from onrecord.annotate.entities import Member
from onrecord.annotate.lists import vocabulary
from onrecord.annotate.saidwhen import said_on
from onrecord.annotate.sketch import DATE, PERSON, PLACE, Sign, Sketch, sketch
from onrecord.annotate.speakers import stands_in
from onrecord.authorities import Event
from onrecord.dates import DateMention
from onrecord.edits import EditedText
from onrecord.happenings import agree, identify
from onrecord.records import BY_PARTICIPANTS, NOT_STATED, Account, Basis, Described, Evidence, HappeningKind, Mention, Value
from onrecord.vocabulary import table, values

DESCRIBED = "event described"
"""The rule of a mention that tells of an event without naming it; its span are the words that say what happened."""

Span = tuple[int, int]


class Named(NamedTuple):
    """A person or place of an event, and the words that name them."""

    member: Member
    span: Span


@dataclass(frozen=True, slots=True)
class Telling:
    """One sentence's words about an event. ``trigger`` are the words that say what happened, ``span`` those with who and where."""

    kind: HappeningKind
    trigger: Span
    span: Span
    people: tuple[Named, ...]
    places: tuple[Named, ...]
    what: str = ""
    """What was signed or attended, in the words of the text."""
    called: Span | None = None
    """The noun that the text has for the event, where it has one."""
    verb: Span | None = None
    """The reporting verb whose date is the event's: "said on Monday at a meeting with Y"."""


@dataclass(slots=True)
class _Event:
    """An event of the document while it is read: everything that tells of it."""

    kind: HappeningKind
    people: dict[str, Named]
    places: dict[str, Named]
    what: str
    date: Value
    lead: bool
    tellings: list[Telling] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Happenings:
    """The events of a document that have no name: what is told of them and where."""

    accounts: tuple[Account, ...]
    mentions: tuple[Mention, ...]
    called: Mapping[str, tuple[str, ...]]
    """Id of an event → the nouns that the text has for it."""


def find(text: Text, document: Described, records: Mapping[str, Event], terms: Iterable[Mention]) -> Happenings:
    """The described events of a document.

    An event of ``records`` is what a document describes where one of its ``terms`` stands in the description, or where the same
    people meet and the dates agree. An undated event has the document's id in its own, for nothing else tells it from others.
    """
    history, source = document.cleaned.text, document.cleaned.source.id
    events = _gathered(text, history, document.metadata.date.value)
    named = [mention for mention in terms if mention.kind == "event" and mention.rule != BY_PARTICIPANTS]
    accounts, mentions, called = [], [], {}
    for event in events:
        record = _record(event, records, named)
        names, places = ([named.member.name for named in found.values()] for found in (event.people, event.places))
        id_ = record.id if record else identify(event.kind, names, places, event.what, event.date.value or source)
        first = event.tellings[0]
        accounts.append(
            Account(
                id_,
                *first.span,
                kind=event.kind,
                what=event.what or None,
                date=event.date,
                places=tuple(_value(id_, named, history) for id_, named in event.places.items()),
                participants=tuple(_value(id_, named, history) for id_, named in event.people.items()),
                lead=event.lead,
            )
        )
        mentions += [Mention(*telling.trigger, "event", id_, DESCRIBED) for telling in event.tellings]
        called[id_] = tuple(dict.fromkeys(_words(text, telling.called) for telling in event.tellings if telling.called))
    return Happenings(tuple(accounts), tuple(mentions), called)


def _record(event: _Event, records: Mapping[str, Event], named: Iterable[Mention]) -> Event | None:
    """The one event of the authority file that is described."""
    date = event.date.value
    spans = [telling.span for telling in event.tellings]
    said = {m.entity for m in named if any(start < m.end and m.start < end for start, end in spans)}
    found = [records[id_] for id_ in sorted(said)]
    if not found and event.kind in ("meeting", "call") and date:
        found = [r for r in records.values() if r.date and set(event.people) <= set(r.participants)]
    same = [r for r in found if not r.date or not date or agree(r.date, date)]
    return same[0] if len(same) == 1 else None


def _value(id_: str, named: Named, history: EditedText) -> Value:
    return Value(id_, "stated", (_evidence(named.span, "named with the event", history),))


def _evidence(span: Span, rule: str, history: EditedText, note: str | None = None) -> Evidence:
    start, end = history.to_source(*span)
    return Evidence(history.source[start:end], rule, start, end, note)


# ---- from tellings to events ---------------------------------------------------------------------------------------------


def _gathered(text: Text, history: EditedText, published: str | None) -> list[_Event]:
    """The events of the document, in the order of the text: tellings of one kind with the same people and no other date are one."""
    events: list[_Event] = []
    last = next((n for n, block in enumerate(text.blocks) if block.kind == "paragraph"), 0)
    for sentence in text.sentences:
        lead = text.block(sentence[0]) <= last
        for telling in _tellings(text, sentence):
            date = _date(text, telling, sentence, published, history, lead=lead)
            same = next((event for event in events if _same(event, telling, date)), None)
            if same is None and (lead or _is_exact(date, published)):
                people = {named.member.id: named for named in telling.people}
                places = {named.member.id: named for named in telling.places}
                same = _Event(telling.kind, people, places, telling.what, date, lead)
                events.append(same)
            if same is not None:
                same.tellings.append(telling)
                same.places |= {named.member.id: named for named in telling.places if named.member.id not in same.places}
                same.date = min(same.date, date, key=_trust)
    return [event for event in events if event.date.value or _is_official(event)]


def _is_exact(date: Value, published: str | None) -> bool:
    """Whether a date is enough for what the body tells: a year is, where the document has a date of its own and is no life story."""
    return date.value is not None and (published is not None or edtf.precision(date.value) != "year")


_TRUST: dict[Basis, int] = {"stated": 0, "inferred": 1, "none": 3}


def _trust(date: Value) -> int:
    return 2 if (date.value or "").endswith("~") else _TRUST.get(date.basis, 3)


def _same(event: _Event, telling: Telling, date: Value) -> bool:
    if event.kind != telling.kind or set(event.people) != {named.member.id for named in telling.people} or event.what != telling.what:
        return False
    if event.kind == "visit" and set(event.places) != {named.member.id for named in telling.places}:
        return False
    return not (event.date.value and date.value) or agree(event.date.value, date.value)


def _is_official(event: _Event) -> bool:
    """Whether all participants bear a title: an undated story in which two people meet is no event of the record."""
    return event.kind in ("meeting", "call") and all(named.member.titles for named in event.people.values())


_NEWS = "the news of the document"


def _date(text: Text, telling: Telling, sentence: Span, published: str | None, history: EditedText, *, lead: bool) -> Value:
    """When it happened: as the sentence says; else, for the news that a dated document opens with, the document's own day.

    Words such as "has received" tell of the day itself; other words leave it open by a day or two, which ``~`` says.
    """
    quoted = text.quoted(*sentence)
    for anchor in (telling.span, telling.trigger, telling.verb):
        said = said_on(text.body, text.dates, sentence, anchor, quoted, published) if anchor else None
        if said is not None:
            note = None if said.basis == "stated" else f"completed from the date of the document, {published}"
            return Value(said.value, said.basis, (_evidence(said.span, "date with the event", history, note),))
    number = bisect_left(text.dates, sentence[0], key=lambda mention: mention.start)
    dated = any(True for _ in takewhile(lambda mention: mention.end <= sentence[1], text.dates[number:]))
    if not lead or dated or not published or edtf.precision(published) != "day" or _EARLIER.search(text.body, *sentence):
        return NOT_STATED
    fresh = re.compile(r"\b(?:has|have)\s+(?:\w+\s+)?$").search(text.body[: telling.trigger[0]], sentence[0])
    note = f"the text gives no day; the document is of {published} and opens with it" + (", as having just happened" if fresh else "")
    words = fresh.start() if fresh else telling.trigger[0]
    return Value(published if fresh else f"{published}~", "inferred", (_evidence((words, telling.trigger[1]), _NEWS, history, note),))


_EARLIER = re.compile(r"\b(?:had|ago|earlier|previous|previously|recent|recently|last|once|former|since|when)\b", re.IGNORECASE)
"""Words by which a sentence tells of something before the news."""


# ---- the frames ----------------------------------------------------------------------------------------------------------

_P, _L = rf"{PERSON} ", rf"{PLACE} "
_SOME = rf"{_P}(?:(?:, |and |, and ){_P})*"
_TWO = rf"{_P}(?:(?:, |and |, and ){_P})+"
_ADVERB = (
    rf"(?:(?:has|have|also|then|later|today|yesterday|here|separately|jointly|warmly|briefly|virtually|online|{DATE}|on {DATE}|in {DATE}"
    rf"|(?:in|at) (?:the )?[LO]|,) )*"
)
_LINK = r"(?:video|video link|videolink|videoconference|video conference|phone|telephone)"
_HOW = (
    rf"(?:(?:in a (?:[\w-]+ ){{0,2}}format|(?:via|by|over|through) (?:[\w-]+ )?{_LINK}|in (?:his|her) (?:office|residence)"
    rf"|on the (?:sidelines|margins) of (?:[\w-]+ ){{1,6}}?|today|yesterday|here|separately|{DATE}|on {DATE}|(?:in|at) (?:the )?[LO]|,) )*"
)
_LED = r"(?:(?:an? |the )?(?:[\w'-]+ ){0,6}?(?:delegation|group|mission) (?:[\w'-]+ ){0,5}?(?:, )?(?:led|headed|chaired) by )?"
_KIND_OF = r"(?:an? |the |his |her |their )?(?:[\w-]+ ){0,4}?"
_STOP = re.compile(
    r"(?<!\S)(?:[,;:()—–“”\"…]|that|which|who|when|where|while|as|by|with|during|after|before|between|among|at|was|were|is|are|has|have|had"
    r"|will|organi[sz]ed|held|hosted|said|D|on D|in D|in (?:the )?[LO]"
    r"|and (?:[\w']+ )?(?:was|were|is|are|has|have|will|would|said|told|took|attended|met)) "
)
"""What ends the noun phrase that says what was signed or attended."""


def _forms(kind: str, frame: str) -> str:
    """A pattern of the words of one row of the table, the longest first."""
    rows = (row for row in table("event-frames") if row["kind"] == kind and row["frame"] == frame)
    words = sorted((word for row in rows for word in values(row["words"])), key=lambda word: (-len(word), word))
    return "|".join(map(re.escape, words)) if words else r"(?!)"


@cache
def _signals() -> frozenset[str]:
    """A word of each row of the table, without which no frame fits: a look that dismisses most sentences."""
    return frozenset().union(*(_signals_of(kind) for kind in sorted({row["kind"] for row in table("event-frames")})))


@cache
def _signals_of(kind: str) -> frozenset[str]:
    """The words without which no frame of one kind of event fits; of several words of a form the one that is rarest elsewhere."""
    forms = (form for row in table("event-frames") if row["kind"] == kind and row["frame"] != "head" for form in values(row["words"]))
    rarest = {max(form.split(), key=lambda word: (word not in vocabulary().function, len(word))) for form in forms}
    return frozenset(rarest | {"signing"} if kind == "signing" else rarest)


_Frame = tuple[HappeningKind, str, str]
_Pattern = tuple[HappeningKind, str, re.Pattern[str]]


@cache
def _patterns() -> tuple[_Pattern, ...]:
    """(kind, frame, pattern). ``who`` and ``whom`` hold people, ``where`` places, ``did`` the words that say what happened."""
    frames = (*_meeting("meeting"), *_meeting("call"), *_visit())
    return tuple((kind, frame, re.compile(rf"(?<!\S){pattern}")) for kind, frame, pattern in frames)


def _meeting(kind: HappeningKind) -> Iterator[_Frame]:
    verbs, nouns, passive, together = (_forms(kind, frame) for frame in ("verb", "noun", "passive", "together"))
    held = rf"(?:held|holds|had|hold) {_KIND_OF}(?:{nouns}) "
    led = rf"(?:with|led by|chaired by|hosted by|headed by) {_LED}"
    yield kind, "verb", rf"(?P<who>{_SOME}){_ADVERB}(?P<did>(?:{verbs}) ){_HOW}{_LED}(?P<whom>{_SOME})"
    yield kind, "verb", rf"(?P<who>{_SOME}){_ADVERB}(?P<did>{held}){_HOW}with {_LED}(?P<whom>{_SOME})"
    yield kind, "passive", rf"(?P<whom>{_SOME}){_ADVERB}(?:was|were|is) {_ADVERB}(?P<did>(?:{passive}) ){_HOW}by (?P<who>{_SOME})"
    yield kind, "together", rf"(?P<who>{_TWO}){_ADVERB}(?P<did>(?:{together}) |{held})"
    yield kind, "noun", rf"(?P<did>(?:{nouns}) ){_HOW}(?:between|of) (?P<who>{_TWO})"
    yield kind, "noun", rf"(?P<who>{_P})'s (?:[\w-]+ ){{0,3}}(?P<did>(?:{nouns}) ){_HOW}with {_LED}(?P<whom>{_SOME})"
    yield kind, _AT, rf"(?:at|during|in|after|following) {_KIND_OF}(?P<did>(?:{nouns}) ){_HOW}{led}(?P<whom>{_SOME})"


_AT = "at"
"""The frame of a meeting at which somebody spoke, who stands elsewhere in the sentence."""


def _visit() -> Iterator[_Frame]:
    trips, visited = _forms("visit", "place-noun"), _forms("visit", "to-place")
    makes = "paid|pays|made|makes|began|begins|started|starts|concluded|completed|ended|is on|was on|embarked on|arrived on"
    where = rf"(?:the )?(?P<where>{_L})"
    yield "visit", "verb", rf"(?P<who>{_SOME}){_ADVERB}(?P<did>(?:{visited}) ){where}"
    yield "visit", "verb", rf"(?P<who>{_SOME}){_ADVERB}(?:{makes}) {_KIND_OF}(?P<did>(?:{trips}) )to {where}"
    yield "visit", "noun", rf"(?P<who>{_P})'s (?:[\w-]+ ){{0,3}}(?P<did>(?:{trips}) )to {where}"
    yield "visit", "noun", rf"(?P<did>(?:{trips}) )(?:of|by) (?P<who>{_SOME})to {where}"
    yield "visit", "noun", rf"(?P<did>(?:{trips}) )to {where}(?:of|by) (?P<who>{_SOME})"


_UNREAL = re.compile(
    r"\b(?:will|would|could|may|might|should|shall|not|never|n['’]t|cannot|if|unless|plan|plans|planned|intend|intends|expected|scheduled"
    r"|due|set|ahead|upcoming|forthcoming|proposed|possible|potential|next|tomorrow|invited|invitation|cancel\w*|postpone\w*|refus\w*"
    r"|declin\w*|hopes?|wants?|to)\s+(?:[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)
"""What stands before the words when the event is still to come, did not come, or is only thought of."""


def _tellings(text: Text, sentence: Span) -> list[Telling]:
    """What a sentence tells of events, outside its quotations."""
    if sentence[1] - sentence[0] > LONGEST_SENTENCE or not text.words.hold(*sentence, _signals()):
        return []
    words = text.words.between(*sentence)
    number = bisect_left(text.dates, sentence[0], key=lambda mention: mention.start)
    dates: tuple[DateMention, ...] = tuple(takewhile(lambda mention: mention.end <= sentence[1], text.dates[number:]))
    cast = text.cast.by_name
    if not dates and not any(word.start in cast and cast[word.start].kind == "person" for word in words):
        return []
    line = sketch(words, text.names, text.cast, dates)
    signs = {sign.text for sign in line.signs}
    if PERSON not in signs and DATE not in signs:
        return []
    found = [*_met(text, line, sentence)] if PERSON in signs else []
    if text.words.hold(*sentence, _signals_of("signing")):
        found += _signed(text, line)
    if DATE in signs and PLACE in signs and text.words.hold(*sentence, _signals_of("gathering")):
        found += _gatherings(text, line)
    quoted = text.quoted(*sentence)
    kept: list[Telling] = []
    for telling in found:
        before = text.body[sentence[0] : telling.trigger[0]]
        if stands_in(telling.trigger[0], quoted) or _UNREAL.search(before):
            continue
        if not any(
            telling.kind == other.kind and {n.member.id for n in telling.people} <= {n.member.id for n in other.people} for other in kept
        ):
            kept.append(telling)
    return kept


_MET: tuple[HappeningKind, ...] = ("meeting", "call", "visit")
"""The kinds of events whose frames hold people."""


def _met(text: Text, line: Sketch, sentence: Span) -> Iterator[Telling]:
    held = {kind for kind in _MET if text.words.hold(*sentence, _signals_of(kind))}
    for kind, frame, pattern in _patterns():
        for match in pattern.finditer(line.line) if kind in held else ():
            people = [n for group in ("who", "whom") if group in pattern.groupindex for n in _named(line, match, group)]
            verb = None
            if frame == _AT:
                others = _subject(line, match)
                people = [*others, *people]
                verb = next((cue.span for cue in text.cues(*sentence)), None) if others else None
            did = line.between(*match.span("did"))
            signs = line.between(*match.span())
            where = _named(line, match, "where") if "where" in pattern.groupindex else _place_of(line, match)
            trigger = did[0].start, did[-1].end
            called = None if frame in ("verb", "passive", "together") else trigger
            span = signs[0].start, signs[-1].end
            telling = Telling(kind, trigger, span, _once(people), _once(where), called=called, verb=verb)
            enough = telling.places if kind == "visit" else len(telling.people) > 1
            if enough and telling.people and all(_identified(named.member) for named in telling.people):
                yield telling


def _named(line: Sketch, match: re.Match[str], group: str) -> list[Named]:
    signs = line.between(*match.span(group)) if match[group] else []
    return [Named(sign.member, sign.name) for sign in signs if sign.member is not None and sign.name is not None]


def _once(named: Iterable[Named]) -> tuple[Named, ...]:
    return tuple({one.member.id: one for one in reversed(list(named))}.values())[::-1]


def _identified(member: Member) -> bool:
    return member.known or " " in member.name


def _subject(line: Sketch, match: re.Match[str]) -> list[Named]:
    """The one other person of a sentence, who speaks or acts at the meeting that it mentions."""
    inside = line.between(*match.span())
    others = {
        sign.member.id: Named(sign.member, sign.name)
        for number, sign in enumerate(line.signs)
        if sign.text == PERSON and sign.member and sign.name and sign not in inside and not _owns(line.signs, number)
    }
    return list(others.values()) if len(others) == 1 else []


def _owns(signs: Sequence[Sign], number: int) -> bool:
    """``P 's`` and ``of P``: somebody who is named only to say whose something is."""
    return (number + 1 < len(signs) and signs[number + 1].text == "'s") or (
        number > 0 and signs[number - 1].text in ("of", "by", "to", "from")
    )


_WHERE = re.compile(rf"(?:(?:,|on|{DATE}|today|yesterday|late|early) )*(?:in|at) (?:the )?(?:[\w-]+ of )?(?P<where>{_L})")


def _place_of(line: Sketch, match: re.Match[str]) -> list[Named]:
    """The place that the words of a meeting name, or that follows them at once: ``met Y on Monday in L``."""
    inside = re.search(rf"\b(?:in|at) (?:the )?(?P<where>{_L})", match[0])
    if inside is not None:
        start = match.start() + inside.start("where")
        signs = line.between(start, start + len(_L))
        return [Named(sign.member, sign.name) for sign in signs if sign.member and sign.name]
    after = _WHERE.match(line.line, match.end())
    return _named(line, after, "where") if after else []


# ---- signings and gatherings ---------------------------------------------------------------------------------------------


@cache
def _agreements() -> str:
    heads = {row["head"].casefold() for row in table("event-words") if row["kind"] == "agreement"}
    return "|".join(
        sorted(map(re.escape, heads - {"deal", "initiative", "resolution", "doctrine", "settlement"}), key=lambda h: (-len(h), h))
    )


_QUALIFIED = r"(?:(?:on|of|for) (?!D|L )[\w'-]+ )"


def _signed(text: Text, line: Sketch) -> Iterator[Telling]:
    """``signed the agreement on rail transport``, ``the declaration of … was signed``: an agreement by its name."""
    for pattern in _signings():
        for match in pattern.finditer(line.line):
            phrase = _phrase(text, line, match.start("what"), match.end("what"))
            if phrase is None:
                continue
            people = [n for n in (_named(line, match, "who") if match.groupdict().get("who") else []) if _identified(n.member)]
            did = line.between(*match.span("did"))
            signs = line.between(*match.span())
            span = signs[0].start, max(signs[-1].end, phrase[1])
            after = _WHERE.match(line.line, line.after(phrase[1]))
            where = _named(line, after, "where") if after else []
            yield Telling("signing", (did[0].start, did[-1].end), span, _once(people), _once(where), _words(text, phrase), phrase)


@cache
def _signings() -> tuple[re.Pattern[str], ...]:
    verbs, nouns = _forms("signing", "agreement"), _agreements()
    what = rf"(?P<what>(?:(?!the |an? |of |by |to |and )[\w'-]+ ){{0,5}}?(?:{nouns}) (?=(?P<rest>{_QUALIFIED}?)))"
    patterns = (
        rf"(?P<who>{_SOME}){_ADVERB}(?P<did>(?:{verbs}) ){_HOW}(?:an? |the )?{what}",
        rf"(?:an? |the ){what}(?:[\w' -]+? )??(?:was|were) (?P<did>(?:{verbs}) )(?:by (?P<who>{_SOME}))?",
        rf"(?P<did>signing )(?:of )(?:an? |the )?{what}",
    )
    return tuple(re.compile(rf"(?<!\S){pattern}") for pattern in patterns)


def _phrase(text: Text, line: Sketch, first: int, head: int) -> Span | None:
    """A noun phrase from its first sign over its head to where it stops: a comma, a clause, a date or a place.

    ``None`` where it is the head alone, which names nothing, or where it has run on into the sentence.
    """
    stop = _STOP.search(line.line, head)
    signs = list(line.between(first, stop.start() if stop else len(line.line)))
    while signs and signs[-1].text in _DANGLING:
        signs.pop()
    span = signs[0].start, signs[-1].end
    return span if len(_words(text, span).split()) > 1 and span[1] - span[0] <= _LONGEST_PHRASE else None


def _words(text: Text, span: Span) -> str:
    return " ".join(text.body[slice(*span)].split())


_DANGLING = frozenset("and of on for the to a an".split())
_LONGEST_PHRASE = 110
"""Characters: a longer one has run on into the sentence."""


_IN = re.compile(rf"(?<!\S)in (?:the )?(?P<where>{_L})")


def _gatherings(text: Text, line: Sketch) -> Iterator[Telling]:
    """``attended the opening ceremony of … in L on D``, ``the conference on … was held in L``: with a place and a date."""
    for pattern in _held():
        for match in pattern.finditer(line.line):
            phrase = _phrase(text, line, match.start("what"), match.end("what"))
            where = _IN.search(line.line, match.start("what"))
            if phrase is None or where is None:
                continue
            people = [n for n in (_named(line, match, "who") if match.groupdict().get("who") else []) if _identified(n.member)]
            did = line.between(*match.span("did"))
            signs = line.between(*match.span())
            span = signs[0].start, max(signs[-1].end, phrase[1])
            places = _once(_named(line, where, "where"))
            yield Telling("gathering", (did[0].start, did[-1].end), span, _once(people), places, _words(text, phrase), phrase)


@cache
def _held() -> tuple[re.Pattern[str], ...]:
    heads, attend, takes = _forms("gathering", "head"), _forms("gathering", "attend"), _forms("gathering", "takes-place")
    what = rf"(?P<what>(?:(?!the |an? |of |by |to |and |in )[\w'-]+ ){{0,5}}?(?:{heads}) )"
    patterns = (
        rf"(?P<who>{_SOME})?(?:and [\w ]+? )?{_ADVERB}(?P<did>(?:{attend}) )(?:an? |the )?{what}",
        rf"(?:an? |the )?{what}(?:[\w' -]+? )??(?P<did>(?:{takes}) )",
    )
    return tuple(re.compile(rf"(?<!\S){pattern}") for pattern in patterns)
