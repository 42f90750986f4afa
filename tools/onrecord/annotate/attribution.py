"""Whose a quotation is: the words beside it that attribute it."""

from __future__ import annotations

import re
from bisect import bisect_left

from onrecord.annotate.according import ACCORDING, OF, accorded
from onrecord.annotate.cues import CIRCUMSTANCES, Cue
from onrecord.annotate.draft import LONGEST_SENTENCE, Draft, Text
from onrecord.annotate.quotations import Quotation
from onrecord.annotate.speakers import NOUNS, Phrase, source_of


def attribute(text: Text, quotation: Quotation) -> Draft | None:
    """The draft of a quotation with what attributes it; ``None`` where nothing does."""
    return _Attribution(text, quotation).draft()


class _Attribution:
    """Finds what attributes one quotation: words after it, words before it, a turn ("Name:"), or the paragraph beside it."""

    def __init__(self, text: Text, quotation: Quotation) -> None:
        self.text = text
        self.body = text.body
        self.quotation = quotation
        self.first = text.blocks[text.block(quotation.start)]
        self.last_number = text.block(quotation.end - 1)
        self.last = text.blocks[self.last_number]

    def draft(self) -> Draft | None:
        return self._after() or self._before() or self._turn() or self._alone()

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
        found = self.text.phrases(start, end)
        candidates = [cue for cue in self.text.cues(start, end) if cue.speech and cue.frames & {"quote", "for", "object", "clause"}]
        for cue in reversed(candidates) if last else candidates:
            verb = candidates[0] if cue.participle else cue  # ", adding": its subject is that of the verb before
            phrase = source_of(self.body, start, end, verb.span, found)
            if phrase is not None:
                return self._direct(rule, cue, phrase, (start, end))
        return None

    def _after(self) -> Draft | None:
        start = self.quotation.end
        while start < self.last.end and (self.body[start].isspace() or self.body[start] in "”\"'’»“,.–—-"):
            start += 1
        if start >= self.last.end or "." in self.body[self.quotation.end : start]:
            return None
        if match := ACCORDING.match(self.body, start):
            phrase = accorded(self.text, match.end(), self.text.sentence(start)[1], self.text.phrases(start, self.last.end))
            return self._direct("attributed after", Cue(*match.span(), frozenset(), True, False), phrase, None) if phrase else None
        closed = self.body[self.quotation.end - 1] in ".…" and self.body[start].isupper()
        end = self._up_to_next_quotation(start, self.text.sentence(start)[1])
        if closed and not re.match(r"[A-Z][^.]{0,80}\b(?:said|added|noted|concluded)\b[^.]{0,30}\.?$", self.body[start:end]):
            return None
        colon = self.body.find(":", start, end)
        if colon > 0:
            end = colon
        draft = self._by_verb(start, end, "attributed after")
        if draft is None or draft.phrase is None or draft.cue is None:
            return None
        between = self.body[start : min(draft.cue[0], draft.phrase.start)]
        near = NOUNS.fullmatch(between) or (len(between.split()) <= 5 and "," not in between and not OF.search(between))
        return draft if near else None  # what stands between is part of what was said: only some of it is quoted

    def _up_to_next_quotation(self, start: int, end: int) -> int:
        number = bisect_left(self.text.quotations, start, key=lambda other: other.start)
        return min([end, *(other.start for other in self.text.quotations[number : number + 1])])

    def _before(self) -> Draft | None:
        end = self.quotation.start
        while end > self.first.start and (self.body[end - 1].isspace() or self.body[end - 1] in "“\"'‘«„"):
            end -= 1
        if end <= self.first.start:
            return None
        number = bisect_left(self.text.quotations, end, key=lambda other: other.end)
        earlier = self.text.quotations[max(number - 1, 0) : number]
        start = max([self.text.sentence(end - 1)[0], self.first.start, *(other.end for other in earlier)])
        lead = self.body[start:end]
        if lead.endswith((":", ",")) or (
            (found := self.text.cues(start, end))
            and (found[-1].end == end or self.body[found[-1].end : end].strip() in ("that", "as saying"))
        ):
            draft = self.accorded(start, end) or self._by_verb(start, end, "attributed before", last=True)
            if draft is not None and (lead.endswith(":") or draft.cue is None or len(self.body[draft.cue[1] : end].split()) <= 6):
                return draft
        return None

    def accorded(self, start: int, end: int) -> Draft | None:
        """``According to X the talks went well: “…”``"""
        match = ACCORDING.match(self.body, start, end)
        if match is None or self.body[end - 1] != ":" or any(cue.speech for cue in self.text.cues(match.end(), end)):
            return None
        found = [phrase for phrase in self.text.phrases(match.end(), end) if phrase.member is not None]
        return self._direct("attributed before", Cue(*match.span(), frozenset(), True, False), found[0], (start, end)) if found else None

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
        before = self.body[self.first.start : self.quotation.start].strip("“\"'‘«„ ")
        after = self.body[self.quotation.end : self.last.end].strip("”\"'’»“,. ")
        if self.first.kind == "title":
            return None
        if not before and not after:
            return self._next_paragraph() or self._direct("paragraph of its own", inherits=True)
        sentence_before = not before or before[-1] in ".!?"
        ends = self.body[self.quotation.end - 1] in ".!?,…" or self.body[self.quotation.end : self.quotation.end + 2].endswith(".")
        if sentence_before and ends and len(self.body[self.quotation.start : self.quotation.end].split()) >= 4:
            return self._direct("after a statement in the same paragraph", inherits=True)
        return None

    def _next_paragraph(self) -> Draft | None:
        """A paragraph that follows and is nothing but an attribution: ``X said in a statement.``"""
        if self.last_number + 1 >= len(self.text.blocks):
            return None
        block = self.text.blocks[self.last_number + 1]
        if any(block.start <= q.start < block.end for q in self.text.quotations) or self.text.sentence(block.start) != (
            block.start,
            block.end,
        ):
            return None
        draft = self._by_verb(block.start, block.end, "attributed in the next paragraph")
        if draft is None or draft.cue is None:
            return None
        rest = self.body[draft.cue[1] : block.end].split()
        return draft if len(rest) <= 12 and (not rest or rest[0].strip(".,") in CIRCUMSTANCES) else None
