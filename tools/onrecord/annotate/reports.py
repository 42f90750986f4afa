"""Reported speech: what reporting verbs and "according to" report in the writer's words, some of it quoted or none."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from onrecord.annotate.according import ACCORDING, accorded
from onrecord.annotate.clauses import subject_of, verb_start, word_class
from onrecord.annotate.cues import CIRCUMSTANCES, Cue
from onrecord.annotate.draft import LONGEST_SENTENCE, Draft, Text
from onrecord.annotate.frames import DAY, content_start
from onrecord.annotate.knowledge import vocabulary
from onrecord.annotate.speakers import Phrase, source_of
from onrecord.annotate.tokens import Token
from onrecord.describe.published import DATELINE
from onrecord.letters import letters
from onrecord.vocabulary import words as vocabulary_words

_MOSTLY = 0.95
"""Share of the letters between quotation marks from which words are a quotation and no report that quotes some words."""


def reported(text: Text) -> Iterator[Draft]:
    """The reported statements of a body, mixed quotations (``said the bridge was “safe”``) among them."""
    for start, end in text.sentences:
        if end - start <= LONGEST_SENTENCE and not _NOT_ASSERTED.match(text.body, start, end):
            yield from _outermost(list(_Sentence(text, start, end).drafts()))


def _outermost(drafts: Sequence[Draft]) -> list[Draft]:
    """The reports that stand in no other one: what X says that Y said is X's, and Y is not asked."""
    spans = [(draft.parts[0][0], draft.parts[-1][1]) for draft in drafts]
    return [
        draft
        for draft, (start, end) in zip(drafts, spans, strict=True)
        if not any(first <= start and end <= last and (first, last) != (start, end) for first, last in spans)
    ]


_NOT_ASSERTED = re.compile(r"(?:Nobody|No one|None|Neither)\b|[^“\"]*\?$")
"""A denial or a question reports nothing."""
_CONDITION = re.compile(r"(?:If|Unless|Whether|Had|Should)\s[^,]*")
"""Nor does a condition, up to its comma."""


class _Sentence:
    """One sentence, read for its reporting verbs from left to right."""

    def __init__(self, text: Text, start: int, end: int) -> None:
        self.text = text
        self.body = text.body
        self.start = start
        self.end = end
        self.quoted = text.quoted(start, end)
        condition = _CONDITION.match(self.body, start, end)
        asserted = condition.end() if condition else start
        self.verbs = [cue for cue in text.cues(start, end) if cue.start >= asserted and not self._in_quotation(cue.start)]
        self.words: list[Token] = []
        self.found: list[Phrase] = []

    def drafts(self) -> Iterator[Draft]:
        according = ACCORDING.search(self.body, self.start, self.end)
        if not self.verbs and not according:
            return
        self.words = self.text.words.between(self.start, self.end)
        self.found = self.text.phrases(self.start, self.end)
        if according:
            yield from self._according()
        subject: Phrase | None = None
        for number, cue in enumerate(self.verbs):
            phrase, passive = self._source(cue, subject)
            if phrase is None or not _can_say(cue, phrase, passive=passive) or self._is_outlet(phrase):
                continue
            subject = subject or phrase
            parts = self._parts(cue, phrase, self._upto(number), passive=passive)
            if parts and not self._is_quotation(parts) and not self._holds_speech(parts, cue):
                rule = "reported speech" if cue.speech else "reported attitude"
                yield Draft("indirect", parts, rule, cue.span, phrase, (self.start, self.end), attitude=not cue.speech)

    def _is_outlet(self, phrase: Phrase) -> bool:
        """Whether a phrase is the outlet itself: ``…, the Courier reports`` at the end of its own report says nothing of a source."""
        name = letters(self.body[phrase.start : phrase.end].partition(".")[0])  # an outlet may sign with its domain
        return len(name) > 3 and name in letters(self.text.outlet or "")

    def _in_quotation(self, offset: int) -> bool:
        return any(start <= offset < end for start, end in self.quoted)

    def _is_quotation(self, parts: Sequence[tuple[int, int]]) -> bool:
        letters = sum(_letters(self.body, start, end) for start, end in parts)
        letters += len("that") if self.body.endswith("that ", 0, parts[0][0]) else 0
        shared = [(max(start, first), min(end, last)) for start, end in parts for first, last in self.quoted]
        return sum(_letters(self.body, start, end) for start, end in shared if start < end) >= _MOSTLY * letters

    def _holds_speech(self, parts: Sequence[tuple[int, int]], cue: Cue | None = None) -> bool:
        """Whether a part holds a quotation that stands for itself: it opens the part and ends as a sentence does, or another verb or
        a colon within the part attributes it."""
        for start, end in parts:
            for first, last in self.quoted:
                if not (start <= first and last <= end):
                    continue
                ends = self.body[last - 1] in ",.!?"
                if ends and first - start < _MARK and end - last > _MARK:
                    return True
                lead = self.body[start:first].rstrip(_OPENING_MARKS)
                if self.body[start:first].rstrip("“\"'‘«„ ").endswith(":") or (
                    ends and any(last < other.start < end or other.end == start + len(lead) for other in self.verbs if other is not cue)
                ):
                    return True
        return False

    # ---- whose ----------------------------------------------------------------------------------------------------------

    def _source(self, cue: Cue, before: Phrase | None) -> tuple[Phrase | None, bool]:
        """Who reports, and whether the verb is passive. ``before`` is the subject of the sentence's first reporting verb."""
        if _is_passive(self.body, cue):
            return _agent(self.body, cue, self.found), True
        if cue.participle:
            return self._of_participle(cue) or before or self._main(cue) or self._named(cue), False
        index = bisect_left(self.words, cue.start, key=lambda word: word.start)
        named = source_of(self.body, self._left(cue), self.end, cue.span, self.found)
        if named is not None and named.start > cue.start and not self._is_inverted(cue, index, named):
            named = None
        own = self._subject(cue, index)
        if named is not None and own is not None and named.end < own.start:  # "He had none, the airline added"
            named = None
        if named is not None and (named.member is not None or named.kind == "pronoun" or named.start > cue.start):
            return named, False
        last = self.words[index - 1].folded if index else ""
        if last in ("when", "if", "once", "as", ""):  # "when asked": nobody is named
            return None, False
        shared = before if last in ("and", "but", "or") else None
        return own or self._behind(cue, index) or named or shared, False

    def _is_inverted(self, cue: Cue, index: int, behind: Phrase) -> bool:
        """Whether the phrase behind a verb is its subject: words end before the verb, and no noun phrase that could say them."""
        if behind.kind == "pronoun":
            return False
        apart = index == 0 or "," in self.words[verb_start(self.words, index)].gap or self._in_quotation(cue.start - 3)
        following = self.body[behind.end : behind.end + 1]
        return self._subject(cue, index) is None or (apart and following in ",.;:" and behind.kind == "person")

    def _of_participle(self, cue: Cue) -> Phrase | None:
        """``with a third of the voters saying …``: the noun phrase right before a participle; ``None`` behind a comma or "by"."""
        index = bisect_left(self.words, cue.start, key=lambda word: word.start)
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
                and _is_verbal(word)
                and not self._in_quotation(word.start)
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
            if self.words[after].folded in ("who", "which", "that") or _is_verbal(self.words[after]):
                break
            after += 1
        if not 0 < after - first <= _LONGEST_SOURCE or self.words[first].gap != " ":
            return None
        if not self.words[first].capital and self.words[first].folded not in word_class("determiner"):
            return None
        nouns = tuple(word.folded for word in self.words[first:after] if word.folded not in word_class("determiner"))
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
        if named is not None and (named.member is not None or named.end >= head):
            return named
        words = self.words[subject.first : subject.head]
        if len(words) == 1 and words[0].folded in word_class("subject-pronoun"):
            return Phrase(first, head, "pronoun", head=(words[0].folded,))
        nouns = tuple(word.folded for word in words if word.folded not in word_class("determiner"))
        return Phrase(first, head, "description", head=nouns)

    # ---- what -----------------------------------------------------------------------------------------------------------

    def _upto(self, number: int) -> int:
        """Where the content of a verb ends at the latest: where the next reporting verb begins a clause of its own."""
        cue = self.verbs[number]
        for later in self.verbs[number + 1 :]:
            if later.speech and _new_clause(self.body, cue.end, later):
                return _clause_end(self.body, cue.end, later)
        return self.end

    def _parts(self, cue: Cue, phrase: Phrase, upto: int, *, passive: bool) -> tuple[tuple[int, int], ...]:
        content = self._content(cue, phrase, upto, passive=passive)
        if content is not None:
            return (content,)
        return () if passive else self._leading(cue, phrase)

    def _content(self, cue: Cue, phrase: Phrase, end: int, *, passive: bool) -> tuple[int, int] | None:
        """The span of what is reported after a verb."""
        inverted = phrase.start >= cue.end
        after = max(cue.end, phrase.end) if inverted else cue.end
        start = content_start(self.body, cue, after, end, inverted=inverted, passive=passive)
        return None if start is None else _clean(self.body, start, self._end(cue, phrase, start, end))

    def _end(self, cue: Cue, phrase: Phrase, start: int, end: int) -> int:
        """Where the content ends: at the end of the sentence, or of the clause that stands before or within the main one."""
        for first, last in self.quoted:
            lead = self.body[start:first].rstrip("“\"'‘«„ ")
            if start < first < end and lead.endswith(":"):
                return start + len(lead)
            if start < first < end < last:
                end = last
        end = match.start() if (match := _ENDS.search(self.body, start, end)) else end
        if self._subordinate(cue, phrase):
            comma = _COMMA.search(self.body, start + 15, end)
            end = comma.end() if comma else end
        return end

    def _subordinate(self, cue: Cue, phrase: Phrase) -> bool:
        """Whether a verb stands in a relative clause, or in one that a conjunction opens before the main clause."""
        index = bisect_left(self.words, cue.start, key=lambda word: word.start)
        first = verb_start(self.words, index)
        near = self.words[max(first - 4, 0) : first + 1]
        if any(
            word.folded in ("who", "which") and all("," not in other.gap for other in near[n + 1 :]) for n, word in enumerate(near[:-1])
        ):
            return True
        number = bisect_left(self.words, phrase.start, key=lambda word: word.start)
        before = [word.folded for word in self.words[max(number - 3, 0) : number]]
        return phrase.start < cue.start and bool(_OPENING & set(before))

    def _leading(self, cue: Cue, phrase: Phrase) -> tuple[tuple[int, int], ...]:
        """``The talks went well, X said.``: what stands before the comma; ``The talks, X said, went well``: both parts."""
        last, first = max(cue.end, phrase.end), min(cue.start, phrase.start)
        before = self._before_comma(first)
        if (before is None and last != cue.end) or not cue.frames & {"quote", "clause", "that"}:
            return ()
        if any(not self.body[last:start].strip(_OPENING_MARKS) for start, _ in self.quoted if start >= last):
            return ()  # ``Asked why, X answered, “…”``
        if before is not None and self._is_quotation((before,)):
            return ()
        goes_on = self.body[last : last + 2] == ", " and not _ASIDE.match(self.body, last + 2, self.end)
        if goes_on and last == cue.end and len(self.body[last : self.end].split()) >= 3:
            after = _clean(self.body, last + 2, self.end)
            return tuple(part for part in (before, after) if part)
        if before is None or not self._is_clause(*before):
            return ()
        about_the_speaker = self.body[last : last + 2] == ", " or self.body[last : last + 5] == " who "
        rest = self.body[last : self.end].split()
        if rest and rest[0].startswith(":"):
            return ()
        if not about_the_speaker and len(rest) > (20 if "hearer" in cue.frames else 8):
            return ()
        only_circumstances = not rest or about_the_speaker or rest[0].strip('.,”"') in CIRCUMSTANCES or re.match(DAY, rest[0])
        return (before,) if only_circumstances or "hearer" in cue.frames else ()

    def _is_clause(self, start: int, end: int) -> bool:
        """Whether words before a comma can be all that was said: four at least, and no mere circumstance ("In a letter, X wrote")
        or office ("The chairman of the union, X said")."""
        words = self.text.words.between(start, end)
        if len(words) < 4:
            return False
        if words[0].folded in word_class("preposition") or any((word.folded,) in vocabulary().offices for word in words[:3]):
            return any(_is_verbal(word) for word in words[1:])
        if words[0].folded in word_class("subordinator"):
            return any("," in word.gap for word in words[1:])
        return True

    def _before_comma(self, first: int) -> tuple[int, int] | None:
        """What stands before the comma that parts it from the speaker's noun phrase, which begins at ``first``."""
        start = self.start
        index = bisect_left(self.words, first, key=lambda word: word.start)
        while index > 0 and index < len(self.words) and "," not in self.words[index].gap:
            if _breaks_off(self.words[index]):
                return None
            index -= 1
        if not 0 < index < len(self.words):
            return None
        comma = self.words[index - 1].end + self.words[index].gap.index(",")
        if dateline := DATELINE.match(self.body, start, comma):  # the head of a report is not part of what was said
            start = dateline.end()
        if comma <= start or _BEGINS_ANOTHER.search(self.body[start:comma]):
            return None
        if len(self.body[start:comma].split()) == 1 and self.words[0].folded in word_class("time") | word_class("adverb") | word_class(
            "coordinator"
        ):
            return None
        return _clean(self.body, start, comma, least=1)

    def _according(self) -> Iterator[Draft]:
        """``According to X, …`` and ``…, according to X``."""
        for match in ACCORDING.finditer(self.body, self.start, self.end):
            if self._in_quotation(match.start()):
                continue
            phrase = accorded(self.text, match.end(), self.end, self.found)
            if phrase is None:
                continue
            parts = self._around(match.start(), phrase.end)
            if parts and not self._is_quotation(parts) and not self._holds_speech(parts):
                yield Draft("indirect", parts, "according to", match.span(), phrase, (self.start, self.end))

    def _around(self, first: int, last: int) -> tuple[tuple[int, int], ...]:
        """What stands before ``first``, where "according to" begins, and behind ``last``, where its noun phrase ends."""
        before = _clean(self.body, self.start, first) if first - self.start > 2 else None
        comma = self.body.find(",", last, min(last + 60, self.end)) if before is None else last
        after = None
        if comma >= 0 and self.body[comma : comma + 2] == ", " and not (before and _ASIDE.match(self.body, comma + 2, self.end)):
            later = (_clause_end(self.body, comma, cue) for cue in self.verbs if cue.start > comma and _new_clause(self.body, comma, cue))
            after = _clean(self.body, comma + 1, next(later, self.end), least=4)
        return tuple(part for part in (before, after) if part)


# ---- clauses ----

_BE = re.compile(r"\b(?:is|are|was|were|be|been|being)\s+(?:\w+ly\s+)?$")
_BY = re.compile(r"\s+by\s+(?:[\w’']+\s+){0,6}?$")


def _is_verbal(word: Token) -> bool:
    """Whether a word shows a finite verb: an auxiliary, a pronoun that is a subject, a past tense in -ed."""
    return (
        word.folded in word_class("auxiliary")
        or word.folded in word_class("subject-pronoun")
        or (word.folded.endswith("ed") and len(word.folded) > 4 and not word.capital)
    )


def _letters(body: str, start: int, end: int) -> int:
    return sum(character.isalnum() for character in body[start:end])


def _breaks_off(word: Token) -> bool:
    """Whether a word stands behind a mark that parts sentences: no comma before it belongs to its clause."""
    return any(mark in word.gap for mark in ";:")


def _is_passive(body: str, cue: Cue) -> bool:
    return body[cue.start : cue.end].split(maxsplit=1)[0][-3:] != "ing" and bool(_BE.search(body[max(0, cue.start - 30) : cue.start]))


def _can_say(cue: Cue, phrase: Phrase, *, passive: bool) -> bool:
    """Whether this subject can be the source of this verb: a document finds and shows, a person believes and hopes."""
    if "document" in cue.frames:
        return not passive and phrase.kind == "description" and not vocabulary_words("source-nouns").isdisjoint(phrase.head)
    if phrase.kind == "pronoun" and phrase.head[0] not in (_SPEAKERS if cue.speech else _THEY):
        return False
    return cue.speech or (not passive and phrase.kind in ("person", "organization", "pronoun", "description"))


_THEY = frozenset({"he", "she", "they"})
_SPEAKERS = _THEY | {"i", "we", "it", "who"}


def _agent(body: str, cue: Cue, found: Sequence[Phrase]) -> Phrase | None:
    """``was described by X``: who speaks; ``None`` for "it was reported", which names nobody."""
    return next((phrase for phrase in found if phrase.start >= cue.end and _BY.fullmatch(body[cue.end : phrase.start])), None)


def _new_clause(body: str, after: int, later: Cue) -> bool:
    """Whether a later verb opens a clause of its own: ``, adding that …`` or ``, and he declared that …``."""
    between = body[after : later.start]
    added = later.participle and _PARTICIPLE.search(between)
    return bool(added or _SECOND_VERB.search(between) or _NEXT_CLAUSE.search(between))


_COMMA = re.compile(r",[”\"'’]*(?=\s)")
_PARTICIPLE = re.compile(r",[”\"'’]*\s+(?:\w+ly\s+|also\s+)?$")
_CLOSE = frozenset(',.;:“”"()—–')
_LONGEST_SOURCE = 14
"""Words of the noun phrase that follows an inverted verb."""
_ASIDE = re.compile(r"(?:(?!during|nothing|anything|something|everything|bring|being|king|spring)\w+ing|according|who|which|a|an|citing)\b")
"""What follows a reporting verb and a comma and is no more of what was said: ``, referring to …``, ``, who …``."""
_ENDS = re.compile(r";\s")
_MARK = 3
"""Characters that a quotation mark takes, with a space or comma beside it."""
_OPENING_MARKS = " ,:“”\"'‘«„\u00a0"
_OPENING = frozenset({"when", "after", "while", "although", "though", "since", "because", "before", "if", "once", "until"})
_SECOND_VERB = re.compile(r",?[”\"'’]*\s+(?:and|but)\s+(?:(?:\w+ly|also|then|has|have|had|is|was|since|later)\s+){0,3}$")


def _clause_end(body: str, after: int, later: Cue) -> int:
    between = body[after : later.start]
    match = _SECOND_VERB.search(between) or _NEXT_CLAUSE.search(between)
    return after + match.start() if match else later.start


_NEXT_CLAUSE = re.compile(r",[”\"'’]*\s+(?:and|but|while)\s+(?:he|she|they|it|the\s+\w+(?:\s\w+)?|[A-Z][\w’']+(?:\s[A-Z][\w’']+)*)\s+$")


_BEGINS_ANOTHER = re.compile(r",\s+(?:and|but)\s+(?:[\w’'-]+\s?){1,4}$")
"""``…, and the mayor, Name, said``: the comma parts the speaker's office from the name, not the words from the speaker."""


_TAIL = re.compile(r",\s+(?:[A-Z][\w.’'-]*\s?){1,3}\s+(?:reports?|reported|informs)\s*$")


def _clean(body: str, start: int, end: int, least: int = 2) -> tuple[int, int] | None:
    """The span without white space and punctuation at its ends, and without ``, X reports``; ``None`` for fewer words than ``least``."""
    if tail := _TAIL.search(body[start:end].rstrip(". ")):
        end = start + tail.start()
    while start < end and (body[start].isspace() or body[start] in ",;:–—-"):
        start += 1
    while end > start and (body[end - 1].isspace() or body[end - 1] in ".,;:–—-"):
        end -= 1
    return (start, end) if len(body[start:end].split()) >= least else None
