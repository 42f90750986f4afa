"""Reported speech: what reporting verbs and "according to" report in the writer's words, some of it quoted or none."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from onrecord.annotate.according import ACCORDING, accorded
from onrecord.annotate.clauses import is_verbal, verb_start, word_class
from onrecord.annotate.cues import Cue, is_circumstance
from onrecord.annotate.draft import LONGEST_SENTENCE, Draft, Text
from onrecord.annotate.frames import DAY, content_start
from onrecord.annotate.knowledge import vocabulary
from onrecord.annotate.phrases import Phrase
from onrecord.annotate.speakers import stands_in
from onrecord.annotate.subject_phrases import Subjects, can_say
from onrecord.annotate.tokens import Token
from onrecord.describe.published import DATELINE
from onrecord.letters import letters

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
        self.verbs = [cue for cue in text.cues(start, end) if cue.start >= asserted and not self._quoted_at(cue.start)]

    def drafts(self) -> Iterator[Draft]:
        according = ACCORDING.search(self.body, self.start, self.end)
        if not self.verbs and not according:
            return
        self.subjects = subjects = Subjects(self.text, self.start, self.end, self.quoted)
        self.words = subjects.words
        if according:
            yield from self._according(subjects.found)
        subject: Phrase | None = None
        for number, cue in enumerate(self.verbs):
            phrase, passive = subjects.of(cue, subject)
            if phrase is None or not can_say(cue, phrase, passive=passive) or self._is_outlet(phrase):
                continue
            subject = subject or phrase
            parts = self._parts(cue, phrase, self._upto(number), passive=passive)
            if parts and (self._leads_in(parts) or not self._is_quotation(parts)) and not self._holds_speech(parts, cue):
                rule = "reported speech" if cue.speech else "reported attitude"
                yield Draft("indirect", parts, rule, cue.span, phrase, (self.start, self.end), attitude=not cue.speech)

    def _is_outlet(self, phrase: Phrase) -> bool:
        """Whether a phrase is the outlet itself: ``…, the Courier reports`` at the end of its own report says nothing of a source."""
        name = letters(self.body[phrase.start : phrase.end].partition(".")[0])  # an outlet may sign with its domain
        return len(name) > 3 and name in letters(self.text.outlet or "")

    def _quoted_at(self, offset: int) -> bool:
        return stands_in(offset, self.quoted)

    def _leads_in(self, parts: Sequence[tuple[int, int]]) -> bool:
        """Whether words of the writer's lead in to those in marks, which are no sentence without them: ``said he was “…”``."""
        start, end = parts[0]
        opens = next((first for first, last in self.quoted if start < last and first < end), start)
        return len(parts) == 1 and bool(self.body[start:opens].strip(_OPENING_MARKS))

    def _is_quotation(self, parts: Sequence[tuple[int, int]]) -> bool:
        """Whether all that was said stands between quotation marks, but for a "that" before them."""
        all_letters = sum(_letters(self.body, start, end) for start, end in parts)
        all_letters += len("that") if self.body.endswith("that ", 0, parts[0][0]) else 0
        shared = [(max(start, first), min(end, last)) for start, end in parts for first, last in self.quoted]
        return sum(_letters(self.body, start, end) for start, end in shared if start < end) >= _MOSTLY * all_letters

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
        if passive:
            matter = self.subjects.before(cue) if "object" in cue.frames else None
            span = _clean(self.body, matter.start, matter.end) if matter and matter.kind != "pronoun" else None
            return (span,) if span else ()
        return self._leading(cue, phrase)

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
        only_circumstances = not rest or about_the_speaker or is_circumstance(rest[0].strip('.,”"')) or re.match(DAY, rest[0])
        return (before,) if only_circumstances or "hearer" in cue.frames else ()

    def _is_clause(self, start: int, end: int) -> bool:
        """Whether words before a comma can be all that was said: four at least, and no mere circumstance ("In a letter, X wrote")
        or office ("The chairman of the union, X said")."""
        words = self.text.words.between(start, end)
        if len(words) < 4:
            return False
        occasion = words[0].folded in ("in", "at", "during") and any(word.folded in word_class("occasion") for word in words[1:4])
        if occasion and not any("," in word.gap for word in words[1:]):  # "In a letter headed …, X wrote"
            return False
        if words[0].folded in word_class("preposition") or any((word.folded,) in vocabulary().offices for word in words[:3]):
            return any(is_verbal(word) for word in words[1:])
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
        if dateline := DATELINE.match(self.body, start, comma) or _PLACE_AND_DAY.match(
            self.body, start, comma
        ):  # the head of a report is not part of what was said
            start = dateline.end()
        if comma <= start or _BEGINS_ANOTHER.search(self.body[start:comma]):
            return None
        if len(self.body[start:comma].split()) == 1 and self.words[0].folded in word_class("time") | word_class("adverb") | word_class(
            "coordinator"
        ):
            return None
        return _clean(self.body, start, comma, least=1)

    def _according(self, found: Sequence[Phrase]) -> Iterator[Draft]:
        """``According to X, …`` and ``…, according to X``."""
        for match in ACCORDING.finditer(self.body, self.start, self.end):
            if self._quoted_at(match.start()):
                continue
            phrase = accorded(self.text, match.end(), self.end, found)
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


def _letters(body: str, start: int, end: int) -> int:
    return sum(map(str.isalnum, body[start:end]))


def _breaks_off(word: Token) -> bool:
    """Whether a word stands behind a mark that parts sentences: no comma before it belongs to its clause."""
    return any(mark in word.gap for mark in ";:")


def _new_clause(body: str, after: int, later: Cue) -> bool:
    """Whether a later verb opens a clause of its own: ``, adding that …``, ``, and he declared that …``, ``and praised …``."""
    between = body[after : later.start]
    if later.participle and _PARTICIPLE.search(between):
        return True
    if _SECOND_VERB.search(between):
        reports = bool(later.frames & {"object", "for", "naming", "as", "to"}) or _REPORTS.match(body, later.end) is not None
        return reports and (_AUXILIARY.search(between) is None or _REPORTS.match(body, later.end) is not None)
    return bool(_NEXT_CLAUSE.search(between))


_REPORTS = re.compile(r"\s+(?:\w+\s+)?(?:that\b|[“\"]|he\b|she\b|they\b|it\b|we\b|there\b|the\b|his\b|her\b|[A-Z])|[,:]\s+[“\"]")
"""What follows a verb that reports words: "that", a quotation, the subject of a clause."""
_AUXILIARY = re.compile(r"\s(?:has|have|had|is|was)\s+(?:\w+\s+)?$")
_COMMA = re.compile(r",[”\"'’]*(?=\s)")
_PARTICIPLE = re.compile(r",[”\"'’]*\s+(?:\w+ly\s+|also\s+)?$")
_ASIDE = re.compile(r"(?:(?!during|nothing|anything|something|everything|bring|being|king|spring)\w+ing|according|who|which|a|an|citing)\b")
"""What follows a reporting verb and a comma and is no more of what was said: ``, referring to …``, ``, who …``."""
_ENDS = re.compile(r";\s|,\s+(?:during|on the sidelines of|on the margins of)\s+(?:an?|the|his|her|their)\s")
"""What ends the words of a report before its sentence does: a semicolon, or the occasion of the utterance."""
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


_PLACE_AND_DAY = re.compile(r"[A-Z][^,.;:“”\"]{2,30},\s+[A-Z][a-z]{2,8}\.?\s+\d{1,2}\s+[-–—]+\s+")
"""``Chicago, June 1 - ``: a dateline whose place is not in capitals."""
_BEGINS_ANOTHER = re.compile(r",\s+(?:and|but)\s+(?:[\w’'-]++\s?){1,4}$")
"""``…, and the mayor, Name, said``: the comma parts the speaker's office from the name, not the words from the speaker."""


_TAIL = re.compile(
    r",\s+(?:(?:[A-Z][\w.’'-]*+\s?){1,3}\s+(?:reports?|reported|informs)|(?:(?:the|an?)\s+)?(?:[\w.’'-]++\s){1,4}?(?:said|says|added|adds))\s*$"
)
"""``…, the Courier reports`` and ``…, the sources said`` at the end of what another verb reports."""


def _clean(body: str, start: int, end: int, least: int = 2) -> tuple[int, int] | None:
    """The span without white space and punctuation at its ends, and without ``, X reports``; ``None`` for fewer words than ``least``."""
    if tail := _TAIL.search(body[start:end].rstrip(". ")):
        end = start + tail.start()
    while start < end and (body[start].isspace() or body[start] in ",;:–—-"):
        start += 1
    while end > start and (body[end - 1].isspace() or body[end - 1] in ".,;:–—-"):
        end -= 1
    return (start, end) if len(body[start:end].split()) >= least else None
