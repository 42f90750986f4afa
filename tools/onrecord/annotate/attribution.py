"""Whose a quotation is: the words beside it that attribute it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from onrecord.annotate.according import ACCORDING, OF, accorded
from onrecord.annotate.cues import Cue, is_circumstance
from onrecord.annotate.draft import LONGEST_SENTENCE, Draft, Text
from onrecord.annotate.frames import DAY
from onrecord.annotate.phrases import DETERMINERS, PRONOUNS, Phrase
from onrecord.annotate.quotations import Quotation
from onrecord.annotate.sources import NOUNS, is_told, source_of, unnamed
from onrecord.annotate.subject_phrases import Subjects, can_say
from onrecord.vocabulary import words as vocabulary_words

_MARKS = "“”„«»「」\"'‘’`"


def drafts(text: Text, elsewhere: Sequence[tuple[int, int]] = ()) -> list[Draft]:
    """The drafts of all quotations in order, but those ``elsewhere``: inside the spans of reports, turns or speeches.

    The halves of a quotation that its attribution splits are one draft.
    """
    spans = sorted(elsewhere)
    reach = list(accumulate((end for _, end in spans), max))
    found: list[Draft] = []
    for quotation in text.quotations:
        number = bisect_right(spans, quotation.start, key=lambda span: span[0])
        words = text.body[quotation.start : quotation.end].rstrip(" ,.!?…")
        if number and reach[number - 1] >= quotation.start + len(words):
            continue
        draft = attribute(text, quotation)
        if found and _goes_on(text, found[-1], quotation, draft):
            found[-1] = replace(found[-1], parts=(*found[-1].parts, *quotation.parts))
        elif draft is not None:
            while found and found[-1].parts[0][0] >= draft.parts[0][0]:
                found.pop()  # a word in marks that the statement around it holds
            found.append(draft)
    return found


def stands_apart(text: Text, report: Draft) -> bool:
    """Whether a report holds a quotation that its verb attributes, behind a colon or a full stop: ``It is old: “…,” she said``."""
    for start, end in report.parts:
        for quotation in _beginning(text, start, end):
            if text.body[start : quotation.start].rstrip(_MARKS + " \u00a0").endswith((":", ".", "!", "?")):
                draft = attribute(text, quotation)
                if draft is not None and draft.kind == "direct" and draft.cue == report.cue:
                    return True
    return False


def _beginning(text: Text, start: int, end: int) -> Sequence[Quotation]:
    """The quotations that begin between two offsets."""
    first, after = (bisect_left(text.quotations, offset, key=lambda quotation: quotation.start) for offset in (start, end))
    return text.quotations[first:after]


def attribute(text: Text, quotation: Quotation) -> Draft | None:
    """The draft of a quotation with what attributes it; ``None`` where nothing does."""
    return _Attribution(text, quotation).draft()


def _goes_on(text: Text, before: Draft, quotation: Quotation, draft: Draft | None) -> bool:
    """Whether a quotation goes on with the one before it: ``“A,” said X, “b.”`` and ``“A,” said X. “B.”``

    Nothing but the attribution stands between the two, and the second has none of its own.
    """
    if before.cue is None or before.rule != "attributed after" or text.block(before.parts[-1][1]) != text.block(quotation.start):
        return False
    first = before.parts[0] if len(before.parts) == 1 else before.parts[-1]
    if not first[1] <= before.cue[0] < quotation.start or (draft is not None and draft.cue not in (None, before.cue)):
        return False
    if quotation.start - before.cue[1] > LONGEST_SENTENCE or text.cues(before.cue[1], quotation.start):
        return False
    end = text.sentence(before.cue[0])[1]
    between = text.body[end : quotation.start] if end < quotation.start else text.body[before.cue[1] : quotation.start]
    if end < quotation.start:
        return not between.strip(_MARKS + " \u00a0") and _ends_a_sentence(text.body, quotation)
    lead = between.rstrip(_MARKS + " \u00a0")
    return lead.endswith((",", ".", ";", "—", "–", "--")) and _STOP.search(between) is None


_STOP = re.compile(r"[.!?][”\"]?\s+[A-Z][^.]*\w")
"""A sentence that ends and another that begins."""


def _ends_a_sentence(body: str, quotation: Quotation) -> bool:
    """Whether a sentence ends with the quotation: its last mark does, or the full stop that follows it."""
    if body[quotation.start : quotation.end].rstrip(_MARKS).endswith((".", "!", "?", "…", ",")):
        return True
    behind = body[quotation.end : quotation.end + 3]
    return behind.lstrip(_MARKS).startswith(".") or not behind.strip(_MARKS + " ")


def _is_speech(body: str, quotation: Quotation) -> bool:
    """Whether a quotation can be speech of its own: a word or a name in marks belongs to the sentence around it."""
    words = body[quotation.start : quotation.end].split()
    return len(words) > 4 or (_ends_a_sentence(body, quotation) and not _is_name(words))


def _names_a_document(text: Text, start: int, end: int) -> bool:
    """Whether words speak of a report, a letter or another source that is no person."""
    return any(word.folded in vocabulary_words("source-nouns") for word in text.words.between(start, end))


def _is_name(words: Sequence[str]) -> bool:
    """Whether words in marks are a title or a name: no word of some length is in lower case, and no sentence ends."""
    bare = [word.strip(",.’'\"") for word in words]
    return all(word[:1].isupper() for word in bare if len(word) > 3) and bare[0][:1].isupper() and not words[-1].endswith((".", "!", "?"))


class _Attribution:
    """Finds what attributes one quotation: words after it, words before it, a turn ("Name:"), or the paragraph beside it."""

    def __init__(self, text: Text, quotation: Quotation) -> None:
        self.text = text
        self.body = text.body
        self.quotation = quotation
        self.first = text.blocks[text.block(quotation.start)]
        self.last_number = text.block(quotation.end - 1)
        self.last = text.blocks[self.last_number]
        self.words = self.body[quotation.start : quotation.end].split()

    def draft(self) -> Draft | None:
        if self._is_question_put():
            start = max(self.text.sentence(self.quotation.start)[0], self.first.start)
            return self._before() or self._by_verb(start, self.quotation.start, "attributed before", last=True)
        return self._after() or self._before() or self._turn() or self._alone()

    def _is_question_put(self) -> bool:
        """``Asked “…?”, X answered: “…”``: a question is not the words of whoever answers it."""
        return self.words[-1].endswith("?") and bool(_ASKED.search(self._lead()))

    def _direct(
        self,
        rule: str,
        cue: Cue | None = None,
        phrase: Phrase | None = None,
        clause: tuple[int, int] | None = None,
        *,
        inherits: bool = False,
    ) -> Draft:
        return Draft("direct", self.quotation.parts, rule, cue.span if cue else None, phrase, clause, inherits)

    def _by_verb(self, start: int, end: int, rule: str, *, last: bool = False) -> Draft | None:
        """The draft attributed by the first (or last) reporting verb of a stretch of text that has a subject there."""
        if end - start > LONGEST_SENTENCE:
            return None
        candidates = [cue for cue in self.text.cues(start, end) if cue.speech and cue.frames & {"quote", "for", "object", "clause"}]
        if not candidates:
            return None
        found = self.text.phrases(start, end)
        for cue in reversed(candidates) if last else candidates:
            if is_told(self.body[slice(*cue.span)]) and _PASSIVE.search(self.body, max(start, cue.start - 30), cue.start):
                return self._direct(rule, cue, None, (start, end))  # "was asked": who asks is not stated
            verb = candidates[0] if cue.participle else cue  # ", adding": its subject is that of the verb before
            phrase = source_of(self.body, start, end, verb.span, found)
            if phrase is not None:
                return self._direct(rule, cue, phrase, (start, end))
        cue = candidates[-1 if last else 0]
        own, passive = Subjects(self.text, start, end, ()).of(cue, None)
        phrase = unnamed(self.body, start, end, cue.span) or (own if not passive and own and can_say(cue, own, passive=False) else None)
        return self._direct(rule, cue, phrase, (start, end)) if phrase else None

    def _after(self) -> Draft | None:
        start = self.quotation.end
        while start < self.last.end and (self.body[start].isspace() or self.body[start] in "”\"'’»“,.–—-"):
            start += 1
        if start >= self.last.end or "." in self.body[self.quotation.end : start]:
            return None
        if not self._set_off(start):
            return None
        if match := ACCORDING.match(self.body, start):
            end = self.text.sentence(start)[1]
            phrase = accorded(self.text, match.end(), end, self.text.phrases(start, min(end, start + LONGEST_SENTENCE)))
            return self._direct("attributed after", Cue(*match.span(), frozenset(), True, False), phrase, None) if phrase else None
        closed = self.body[self.quotation.end - 1] in ".?!…" and self.body[start].isupper()
        end = self._up_to_next_quotation(start, self.text.sentence(start)[1])
        full_stop = self.body[self.quotation.end - 1] in ".…"
        if closed and full_stop and not _CLOSED.match(self.body[start:end].rstrip(_MARKS + " ")):
            return None
        if self._opens_next(start, end):
            return None
        colon = self.body.find(":", start, end)
        if colon > 0:
            end = colon
        draft = self._by_verb(start, end, "attributed after")
        if draft is None or draft.phrase is None or draft.cue is None:
            return self._by_any_verb(start, end)
        if closed and not self._says_nothing_more(draft.cue, draft.phrase, end):  # “A.” X said that …: another sentence
            return None
        beside = self._beside(draft, draft.cue, draft.phrase, start, end)
        return self._with_lead(beside) if beside else None

    def _beside(self, draft: Draft, cue: tuple[int, int], phrase: Phrase, start: int, end: int) -> Draft | None:
        """The draft, where verb and speaker stand beside the quotation; where more stands between, only some of the words are quoted."""
        between = self.body[start : min(cue[0], phrase.start)]
        if NOUNS.fullmatch(between) or (len(between.split()) <= 5 and "," not in between and not OF.search(between)):
            return draft
        if phrase.start < cue[0] and _OFFICE.fullmatch(between) and not self.text.cues(start, phrase.start):
            return draft
        own, _ = Subjects(self.text, start, end, ()).of(Cue(*cue, frozenset(), speech=True, participle=False), None)
        return replace(draft, phrase=own) if own is not None and own.start == start else None  # “A,” X, director of this and that, said

    def _opens_next(self, start: int, end: int) -> bool:
        """Whether the words after a quotation begin a sentence that attributes the next one: ``“Is it?” He answered, “It is.”``"""
        if self.body[self.quotation.end - 1] not in ".?!…" or not self.body[start].isupper():
            return False
        number = bisect_left(self.text.quotations, end, key=lambda other: other.start)
        follows = number < len(self.text.quotations) and self.text.quotations[number].start <= end + 2
        if not follows or self.body[start:end].rstrip(_MARKS + " \u00a0")[-1:] not in (",", ":"):
            return False
        first = self.body[start:end].split(maxsplit=1)[0].casefold()
        return self.body[self.text.quotations[number].start].isupper() and (
            first in PRONOUNS | DETERMINERS or self._lead()[-1:] in (",", ":")
        )

    def _says_nothing_more(self, cue: tuple[int, int], phrase: Phrase, end: int) -> bool:
        """Whether verb and speaker are followed by nothing but circumstances, and so report no words of their own."""
        rest = self.body[max(cue[1], phrase.end) : end].strip(_MARKS + " \u00a0")
        first = rest.split(maxsplit=1)[0] if rest else ""
        if not rest or rest[0] in ",;:.–—-" or is_circumstance(first.strip(",.")) or re.match(DAY, first) or first.endswith("ly"):
            return True
        return is_told(self.body[slice(*cue)]) and len(rest.split()) <= 6

    def _set_off(self, after: int) -> bool:
        """Whether a comma or another stop parts a quotation from the words after it, as it does from an attribution."""
        if self.body[self.quotation.end - 1] in ",.!?…—–-" or self.body[self.quotation.end : after].strip(_MARKS + " \u00a0"):
            return True
        return len(self.words) >= 4 and not self._lead()

    def _lead(self) -> str:
        """What stands before the quotation in its sentence."""
        start = max(self.text.sentence(self.quotation.start)[0], self.first.start)
        return self.body[start : self.quotation.start].strip(_MARKS + " \u00a0")

    def _with_lead(self, draft: Draft) -> Draft | None:
        """``The bridge “is safe,” X said``: the words before the quotation are X's too, in the writer's words."""
        start = max(self.text.sentence(self.quotation.start)[0], self.first.start)
        start = self.body.rfind("(", start, self.quotation.start) + 1 or start
        lead = self._lead().rpartition("(")[2]
        if lead and lead[-1] not in ".!?:,-—–" and _is_name(self.words):
            return None
        quoted = self.text.quoted(start, self.quotation.start)
        speech = any(a < start or len(self.body[a:b].split()) > 4 or self.body[b - 1] in ",.!?" for a, b in quoted)
        if not lead or lead[-1] in ".!?:" or speech or any(cue.speech for cue in self.text.cues(start, self.quotation.start)):
            return draft
        while not self.body[start].isalnum() and start < self.quotation.start - 1 and self.body[start] not in _MARKS:
            start += 1
        (_, end), *others = self.quotation.parts
        if not others:
            end = start + len(self.body[start:end].rstrip(" ,"))
        return replace(draft, kind="indirect", parts=((start, end), *others))

    def _by_any_verb(self, start: int, end: int) -> Draft | None:
        """``“How fine!” beamed X``: a verb of no table, between a whole sentence in marks and a person's name."""
        before = self.body[self.first.start : self.quotation.start].rstrip(_MARKS + " ")
        if len(self.words) < 2 or self.body[self.quotation.end - 1] not in ",!?" or (before and before[-1] not in ".!?"):
            return None
        for phrase in self.text.phrases(start, end)[:1]:
            if phrase.member is None or phrase.member.kind != "person":
                continue
            inverted = _VERB.fullmatch(self.body, start, phrase.start)
            follows = None if inverted else _VERB_AFTER.match(self.body, phrase.end, end)
            verb = inverted or (follows if _ADJECTIVES.fullmatch(self.body, start, phrase.start) else None)
            if verb:
                return self._direct("attributed after", Cue(*verb.span(1), frozenset(), True, False), phrase, (start, end))
        return None

    def _up_to_next_quotation(self, start: int, end: int) -> int:
        following = _beginning(self.text, start, end)[:2]
        return min([end, *(other.start for other in following if _is_speech(self.body, other) or not _is_name(self._words_of(other)))])

    def _words_of(self, quotation: Quotation) -> list[str]:
        return self.body[quotation.start : quotation.end].split()

    def _before(self) -> Draft | None:
        end = self.quotation.start
        while end > self.first.start and (self.body[end - 1].isspace() or self.body[end - 1] in "“\"'‘«„`"):
            end -= 1
        if end <= self.first.start:
            return self._paragraph_before()
        if (
            len(self.words) <= 8
            and _is_name([*self.words[:-1], self.words[-1].rstrip(".")])
            and _WORK.search(self.body, self.first.start, end)
        ):
            return None
        number = bisect_left(self.text.quotations, end, key=lambda other: other.end)
        earlier = [q for q in self.text.quotations[max(number - 1, 0) : number] if _is_speech(self.body, q)]
        start = max([self.text.sentence(end - 1)[0], self.first.start, *(other.end for other in earlier)])
        if end - start > LONGEST_SENTENCE:
            return None
        lead = self.body[start:end]
        if (written := _WRITTEN.search(lead)) and not any(p.kind != "words" for p in self.text.phrases(start + written.start(), end)):
            named = Phrase(start + written.start(1), start + written.end(1), "words")
            verb = Cue(start + written.start(2), start + written.end(2), frozenset(), True, True)
            return self._direct("attributed before", verb, named, (start, end))
        found = self.text.cues(start, end)
        if not lead.endswith((":", ",")) and not (found and self._opens_content(found[-1], end)):
            return None
        draft = self.accorded(start, end) or self._by_verb(start, end, "attributed before", last=True)
        if draft is None:
            return self._added(start, end, found) or self._by_colon(start, end)
        return draft if lead.endswith(":") or draft.cue is None or self._only_circumstances(draft.cue, end) else None

    def _opens_content(self, cue: Cue, end: int) -> bool:
        """Whether only "that", a time or a hearer stands between a verb and the quotation: ``reported on Monday that “…”``."""
        between = self.body[cue.end : end].split()
        if not between or between == ["as", "saying"] or (between[-1] == "that" and len(between) <= 4):
            return True
        whole = len(self.words) >= 5 and self.words[0][:1].isupper() and self.words[-1][-1:] in ".!?"
        return whole and len(between) <= 4 and is_told(self.body[slice(*cue.span)])

    def _paragraph_before(self) -> Draft | None:
        """A paragraph that ends with a colon, before a quotation that begins the next: ``X added:``"""
        number = self.text.block(self.quotation.start) - 1
        block = self.text.blocks[max(number, 0)]
        if number < 0 or block.kind == "title" or not self.body[block.start : block.end].endswith(":"):
            return None
        start = max(self.text.sentence(block.end - 1)[0], block.start)
        quoted = [quotation.end for quotation in _beginning(self.text, start, block.end)]
        start = max([start, *quoted])
        return self._by_verb(start, block.end, "attributed before", last=True) or self._by_colon(start, block.end)

    def _only_circumstances(self, span: tuple[int, int], end: int) -> bool:
        """Whether what stands between the verb and the quotation only tells when, where or to whom it was said."""
        words = self.body[span[1] : end].split()
        if len(words) <= 6:
            return True
        hearer = is_told(self.body[slice(*span)]) and len(words) <= 20
        return self.body[end - 1] == "," and (hearer or (len(words) <= 30 and is_circumstance(words[0].strip(","))))

    def accorded(self, start: int, end: int) -> Draft | None:
        """``According to X the talks went well: “…”``, ``According to X, “…”``"""
        match = ACCORDING.match(self.body, start, end)
        if match is None or self.body[end - 1] not in ":," or any(cue.speech for cue in self.text.cues(match.end(), end)):
            return None
        phrases = self.text.phrases(match.end(), end)
        if self.body[end - 1] == ",":
            phrase = accorded(self.text, match.end(), end, phrases)
            if phrase is None or self.body[phrase.end : end].strip(" ,") or not _ends_a_sentence(self.body, self.quotation):
                return None
        else:
            phrase = next((phrase for phrase in phrases if phrase.member is not None), None)
        return self._direct("attributed before", Cue(*match.span(), frozenset(), True, False), phrase, (start, end)) if phrase else None

    def _added(self, start: int, end: int, found: Sequence[Cue]) -> Draft | None:
        """``Adding, “…”``: a sentence of the verb alone, whose subject is whoever spoke before."""
        alone = len(found) == 1 and found[0].speech and not self.body[start : found[0].start].strip(_MARKS + " ,")
        if (alone and found[0].participle) or (alone and self.body[found[0].end : end].strip() in (",", ":")):
            return self._direct("after a statement in the same paragraph", found[0], inherits=True)
        return None

    def _by_colon(self, start: int, end: int) -> Draft | None:
        """``X held firm: “…”``: whole sentences in marks after a colon are words of whoever the sentence is about."""
        if self.body[end - 1] != ":" or len(self.words) < 4 or not _ends_a_sentence(self.body, self.quotation):
            return None
        if (source := _FROM.match(self.body, start, end)) and _names_a_document(self.text, source.end(), end):
            return self._direct("attributed before", None, Phrase(source.end(), end - 1, "words"), (start, end))
        phrases = [phrase for phrase in self.text.phrases(start, end) if not phrase.governed]
        about = next((p for p in phrases if p.head in _HE_OR_SHE or (p.member is not None and p.member.kind == "person")), None)
        if about is None or _OTHER_CLAUSE.search(self.body[start : about.start]):
            return None
        if self.body[about.end : end] == ":":
            return self._direct("turn", None, about, None)
        return self._direct("attributed before", None, about, (start, end))

    def _turn(self) -> Draft | None:
        """``Name:`` or ``Title Name:`` before the words, at the start of the paragraph."""
        lead = self.body[self.first.start : self.quotation.start].rstrip("“\"'‘«„ ")
        if not lead.endswith(":") or len(lead) > 90:
            return None
        found = self.text.phrases(self.first.start, self.first.start + len(lead))
        named = [phrase for phrase in found if phrase.member is not None] or found
        return self._direct("turn", None, named[-1], None) if named else None

    def _alone(self) -> Draft | None:
        """A quotation that makes whole paragraphs or whole sentences by itself."""
        before = self.body[self.first.start : self.quotation.start].strip("“\"'‘«„` ")
        after = self.body[self.quotation.end : self.last.end].strip("”\"'’»“,. ")
        if self.first.kind == "title" or self.words[-1].endswith(":"):
            return None
        if not before and not after:
            return self._next_paragraph() or self._direct("paragraph of its own", inherits=True)
        sentence_before = not before or before[-1] in ".!?"
        if sentence_before and len(self.words) >= 3 and _ends_a_sentence(self.body, self.quotation):
            return self._sentence_before() or self._direct("after a statement in the same paragraph", inherits=True)
        return None

    def _sentence_before(self) -> Draft | None:
        """The sentence before, where it is nothing but an attribution: ``X said in a statement. “…”``"""
        end = self.quotation.start
        while end > self.first.start and self.body[end - 1] in _MARKS + " \u00a0":
            end -= 1
        start = max(self.text.sentence(max(end - 1, self.first.start))[0], self.first.start)
        if end - start > 200 or self.text.quoted(start, end):
            return None
        draft = self._by_verb(start, end, "attributed before", last=True)
        if draft is None or draft.cue is None or draft.phrase is None or draft.phrase.start > draft.cue[0]:
            return None
        rest = self.body[draft.cue[1] : end].split()
        return draft if len(rest) <= 8 and (not rest or is_circumstance(rest[0].strip(".,"))) else None

    def _next_paragraph(self) -> Draft | None:
        """A paragraph that follows and is nothing but an attribution: ``X said in a statement.``"""
        if self.last_number + 1 >= len(self.text.blocks):
            return None
        block = self.text.blocks[self.last_number + 1]
        if signed := _SIGNED.match(self.body, block.start, block.end):
            found = self.text.phrases(signed.end(), block.end)
            named = next((phrase for phrase in found if phrase.start == signed.end() or phrase.member is not None), None)
            return self._direct("attributed in the next paragraph", None, named, None) if named else None
        if _beginning(self.text, block.start, block.end) or self.text.sentence(block.start) != (block.start, block.end):
            return None
        draft = self._by_verb(block.start, block.end, "attributed in the next paragraph")
        if draft is None or draft.cue is None:
            return None
        rest = self.body[draft.cue[1] : block.end].split()
        return draft if len(rest) <= 12 and (not rest or is_circumstance(rest[0].strip(".,"))) else None


_ASKED = re.compile(r"\b[Aa]sk(?:ed|s|ing)?\b(?:\s+\S+){0,4}$")
_CLOSED = re.compile(r"[A-Z][^.]{0,80}\b(?:said|added|noted|concluded)\b[^.,:]{0,30}\.?$")
"""An attribution as a sentence of its own, after speech that a full stop ends: ``“A.” X said.``"""
_OFFICE = re.compile(
    r"(?:(?:(?:the|an?|another|one|his|her|their|its)|[A-Z][\w.’'-]*[’']s?)\s|[A-Z])"
    r"(?:(?!(?:was|were|is|are|has|have|had|will|would|who|that|which|he|she|they|it|[a-z]+ed)\b)[\w.’'-]+\s){0,9}"
    r"(?!(?:was|were|is|are|has|have|had)\b)[\w.’'-]+,\s"
)
"""``another friend of hers, Clara Nyberg, said``: who somebody is, before the name."""
_WORK = re.compile(
    r"\b(?:album|article|autobiography|book|class|column|course|documentary|essay|film|memoir|movie|novel|painting|play|poem|program|series|show|song"
    r"|titled|entitled)s?,?\Z"
)
"""What stands before the title of a work."""
_PASSIVE = re.compile(r"\b(?:is|are|was|were|been|being)\s+(?:also\s+|later\s+|then\s+|\w+ly\s+)?\Z")
_VERB = re.compile(r"\s*([a-z]+(?:ed|s|ang|old))\s+(?:(?:[A-Z][\w.]*|the|an?|one)\s+){0,5}")
_VERB_AFTER = re.compile(
    r"\s+((?:[a-z]+(?:ed|ang|old)|(?:shot|hit|cut|went|broke)(?=\s(?:back|in|on)\b))(?:\s(?:back|in|out|on))?)"
    r"(?=[.,;:]|\s*$|\s+(?:in|on|at|to|after|before|as|and|but|during|when|while|from|with|last|\w+day|\w+ly)\b)"
)
_ADJECTIVES = re.compile(r"(?:(?:an?|the)\s+(?:[a-z]+\s+){1,2})?")
_SIGNED = re.compile(r"(?:[—–―]|--?)\s?(?=[A-Z][^.!?:]{2,100}\.?$)", re.MULTILINE)
"""``— First Last, of the council``: the line under a quotation that says whose it is."""
_OTHER_CLAUSE = re.compile(
    r"\b(?:when|after|while|as|because|if|since|before|although|though|that|which|who|whom|whose)\b[^,]*$", re.IGNORECASE
)
_HE_OR_SHE = (("he",), ("she",))
_WRITTEN = re.compile(
    r"\b((?:an?|the|his|her|their)\s(?:[\w’'-]+\s){0,3}?(?!(?:upon|on|by|with|from|in|after|before|for)\s)[\w’'-]+)\s(saying|reading|(?:that|which)\s(?:says?|said|reads?))[,:]?$"
)
"""``a sign saying “…”``: what is written on something."""
_FROM = re.compile(r"(?:.{0,20}\s)?from\s+(?=(?:the|an?|his|her|their|its)\s+[\w\s-]{3,50}:$)", re.IGNORECASE)
