"""Who said what: quotations with the words that attribute them, and the common forms of reported speech.

First every quotation and every reporting verb proposes a draft: its content, its cue and the phrase that names who speaks.
Then the drafts are read in the order of the text, because a pronoun or a bare quotation means whoever spoke before.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from onrecord.annotate.entities import Cast
from onrecord.annotate.gazetteer import Gazetteer
from onrecord.annotate.knowledge import vocabulary
from onrecord.annotate.names import Name
from onrecord.annotate.quotations import Quotation
from onrecord.annotate.speakers import CLAUSE_WORDS, Phrase, Resolver, phrases, source_of
from onrecord.annotate.tokens import Token, Words
from onrecord.dates import DateMention
from onrecord.describe.published import DATELINE
from onrecord.records import Block, Statement, StatementKind
from onrecord.vocabulary import table, values
from onrecord.vocabulary import words as vocabulary_words

LONGEST_SENTENCE = 2500
"""Characters; what is longer is a list or no text at all, and reading it for reporting verbs would take for ever."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting verb in the text, with what may follow it (``frames`` of ``cues.tsv``)."""

    start: int
    end: int
    frames: frozenset[str]
    speech: bool
    participle: bool

    @property
    def span(self) -> tuple[int, int]:
        return self.start, self.end


@dataclass(frozen=True, slots=True)
class _Draft:
    """A statement before its speaker is resolved. ``inherits``: it is whoever spoke last, in the same or the last paragraph."""

    kind: StatementKind
    parts: tuple[tuple[int, int], ...]
    rule: str
    cue: tuple[int, int] | None = None
    phrase: Phrase | None = None
    clause: tuple[int, int] | None = None
    inherits: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """A body with everything that the rules for statements read."""

    body: str
    blocks: tuple[Block, ...]
    words: Words
    sentences: tuple[tuple[int, int], ...]
    names: Mapping[int, Name]
    """The people and organizations named, by offset."""
    cast: Cast
    quotations: tuple[Quotation, ...]
    dates: tuple[DateMention, ...]

    def block(self, offset: int) -> int:
        """The number of the block that holds an offset."""
        return max(bisect_right(self.blocks, offset, key=lambda block: block.start) - 1, 0)

    def sentence(self, offset: int) -> tuple[int, int]:
        """The sentence that holds an offset, or the whole block where none does."""
        number = bisect_right(self.sentences, offset, key=lambda sentence: sentence[0]) - 1
        if number >= 0 and offset < self.sentences[number][1]:
            return self.sentences[number]
        block = self.blocks[self.block(offset)]
        return block.start, block.end

    def phrases(self, start: int, end: int) -> list[Phrase]:
        """The phrases between two offsets that can name a speaker."""
        words = self.words.between(start, end)
        return phrases(words, self.names, self.cast) if words else []

    def cues(self, start: int, end: int) -> list[Cue]:
        """The reporting verbs between two offsets."""
        return cues(self.words.between(start, end))


def find(text: Text, resolver: Resolver) -> list[Statement]:
    """The statements of a document, in the order of the text."""
    direct = [draft for quotation in text.quotations if (draft := _Attribution(text, quotation).draft())]
    quoted = [part for draft in direct for part in draft.parts]
    cues_of_quotations = {draft.cue for draft in direct if draft.cue}
    indirect = [
        draft for start, end in text.sentences for draft in _outermost(list(_reported(text, start, end, quoted, cues_of_quotations)))
    ]
    found: list[Statement] = []
    for draft in sorted([*direct, *indirect], key=lambda draft: (draft.parts[0], draft.kind)):
        found.append(_statement(text, draft, resolver, found[-1] if found else None))
    return found


def _statement(text: Text, draft: _Draft, resolver: Resolver, before: Statement | None) -> Statement:
    start, end = draft.parts[0][0], draft.parts[-1][1]
    speaker = name = kind = span = None
    if draft.phrase is not None:
        member = resolver.resolve(draft.phrase)
        span = draft.phrase.start, draft.phrase.end
        name = member.name if member else text.body[span[0] : span[1]]
        speaker, kind = (member.id, member.kind) if member else (None, None)
        resolver.spoke(member, start)
    elif draft.inherits and before is not None and text.block(start) - text.block(before.end) <= 1:
        speaker, name, kind, span = before.speaker, before.speaker_name, before.speaker_kind, before.speaker_span
    said_on, said_span = _said_on(text, draft)
    return Statement(draft.kind, start, end, draft.parts, draft.rule, draft.cue, speaker, name, kind, span, said_on, said_span)


def _said_on(text: Text, draft: _Draft) -> tuple[str | None, tuple[int, int] | None]:
    """The day that the reporting clause gives for the utterance: a full date, outside the content."""
    if draft.cue is None or draft.clause is None:
        return None, None
    first, last = draft.clause
    number = bisect_left(text.dates, first, key=lambda mention: mention.start)
    for mention in takewhile(lambda mention: mention.end <= last, text.dates[number:]):
        outside = all(mention.end <= start or mention.start >= end for start, end in draft.parts)
        if outside and re.fullmatch(r"\d{4}-\d\d-\d\d", mention.edtf):
            return mention.edtf, (mention.start, mention.end)
    return None, None


# ---- cues ---------------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _cues() -> tuple[Gazetteer, dict[str, tuple[frozenset[str], bool]]]:
    rows = table("cues")
    frames = {row["lemma"]: (frozenset(row["frames"].split("|")), row["kind"] == "speech") for row in rows}
    return Gazetteer([(form, ("cue", row["lemma"])) for row in rows for form in values(row["forms"])], any_case=True), frames


def cues(words: Sequence[Token]) -> list[Cue]:
    """The reporting verbs among the words of a sentence: not denied, not after "to", not in a name ("United States")."""
    gazetteer, frames = _cues()
    found = []
    for entry, first, after in gazetteer.find(words):
        kinds, speech = frames[entry.key[1]]
        if _is_verb(words, first, entry.key[1]):
            found.append(Cue(words[first].start, words[after - 1].end, kinds, speech, _is_participle(words[first])))
    return found


def _is_participle(word: Token) -> bool:
    return word.folded.endswith("ing")


def _is_verb(words: Sequence[Token], first: int, lemma: str) -> bool:
    """Whether a form of a reporting verb reports here."""
    word, before = words[first], words[max(first - 3, 0) : first]
    last = before[-1] if before else None
    if last is None:
        return True
    if {other.folded for other in before} & _DENIALS or any(other.folded.endswith("n't") for other in before):
        return False
    if word.gap in (" ", "-") and (word.capital or last.folded in _NO_VERB_AFTER):
        return False
    if _is_participle(word):  # ", adding", not "the warning"
        adverb = last.folded.endswith("ly") or last.folded == "also"
        return "," in (last.gap if adverb else word.gap)
    verb = lemma.partition(" ")[0]
    plain = word.folded in (verb, f"{verb}s")
    return not (plain and lemma in vocabulary_words("noun-cues") and not (last.capital or last.folded in _SUBJECTS))


_SUBJECTS = frozenset({"he", "she", "they", "we", "i", "who", "officials", "sources", "analysts", "critics", "experts", "also"})
"""Words that name who speaks, right before a form that could be a noun as well."""
_DENIALS = frozenset({"not", "never", "nor", "nobody", "none", "neither", "without"})
_NO_VERB_AFTER = frozenset(
    "to the a an this that these those its his her their our your my no any some both all of for in on by with".split()
)


# ---- quotations ---------------------------------------------------------------------------------------------------------


class _Attribution:
    """Finds what attributes one quotation: words after it, words before it, a turn ("Name:"), or the paragraph beside it."""

    def __init__(self, text: Text, quotation: Quotation) -> None:
        self.text = text
        self.body = text.body
        self.quotation = quotation
        self.first = text.blocks[text.block(quotation.start)]
        self.last_number = text.block(quotation.end - 1)
        self.last = text.blocks[self.last_number]

    def draft(self) -> _Draft | None:
        return self._after() or self._before() or self._turn() or self._alone()

    def _direct(
        self,
        rule: str,
        cue: Cue | None = None,
        phrase: Phrase | None = None,
        clause: tuple[int, int] | None = None,
        *,
        inherits: bool = False,
    ) -> _Draft:
        return _Draft("direct", self.quotation.parts, rule, cue.span if cue else None, phrase, clause, inherits)

    def _by_verb(self, start: int, end: int, rule: str, *, last: bool = False) -> _Draft | None:
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

    def _after(self) -> _Draft | None:
        start = self.quotation.end
        while start < self.last.end and (self.body[start].isspace() or self.body[start] in "”\"'’»“,.–—-"):
            start += 1
        if start >= self.last.end or "." in self.body[self.quotation.end : start]:
            return None
        if accorded := _ACCORDING.match(self.body, start):
            phrase = _accorded(self.text, accorded.end(), self.text.sentence(start)[1], self.text.phrases(start, self.last.end))
            return self._direct("attributed after", Cue(*accorded.span(), frozenset(), True, False), phrase, None) if phrase else None
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
        near = _NOUNS.fullmatch(between) or (len(between.split()) <= 5 and "," not in between and not _OF.search(between))
        return draft if near else None  # what stands between is part of what was said: only some of it is quoted

    def _up_to_next_quotation(self, start: int, end: int) -> int:
        number = bisect_left(self.text.quotations, start, key=lambda other: other.start)
        return min([end, *(other.start for other in self.text.quotations[number : number + 1])])

    def _before(self) -> _Draft | None:
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
            draft = self._accorded(start, end) or self._by_verb(start, end, "attributed before", last=True)
            if draft is not None and (lead.endswith(":") or draft.cue is None or len(self.body[draft.cue[1] : end].split()) <= 6):
                return draft
        return None

    def _accorded(self, start: int, end: int) -> _Draft | None:
        """``According to X the talks went well: “…”``"""
        match = _ACCORDING.match(self.body, start, end)
        if match is None or self.body[end - 1] != ":" or any(cue.speech for cue in self.text.cues(match.end(), end)):
            return None
        found = [phrase for phrase in self.text.phrases(match.end(), end) if phrase.member is not None]
        return self._direct("attributed before", Cue(*match.span(), frozenset(), True, False), found[0], (start, end)) if found else None

    def _turn(self) -> _Draft | None:
        """``Name:`` or ``Title Name:`` before the words, at the start of the paragraph."""
        lead = self.body[self.first.start : self.quotation.start].rstrip("“\"'‘«„ ")
        if not lead.endswith(":") or len(lead) > 90:
            return None
        found = self.text.phrases(self.first.start, self.first.start + len(lead))
        named = [phrase for phrase in found if phrase.member is not None] or found
        return self._direct("turn", None, named[-1], None) if named else None

    def _alone(self) -> _Draft | None:
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

    def _next_paragraph(self) -> _Draft | None:
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
        return draft if len(rest) <= 12 and (not rest or rest[0].strip(".,") in _CIRCUMSTANCES) else None


_CIRCUMSTANCES = frozenset(
    (
        *("", "in", "at", "on", "during", "to", "after", "before", "while", "when", "as", "of", "by", "through", "from", "with", "about"),
        *("this", "last", "late", "early", "earlier", "later", "here", "there", "yesterday", "today", "tonight", "via", "upon", "for"),
    )
)
"""Words that may follow a reporting verb and only tell when, where or to whom something was said."""


# ---- reported speech ------------------------------------------------------------------------------------------------------

_THAT = re.compile(r"(?:\s+[^,.;:“”\"]{1,70}?)??,?\s+that\s+")
_THAT_NEAR = re.compile(r"(?:\s+(?:once again|again|also|\w+ly))?,?\s+that\s+")
_FOR_MATTER = re.compile(
    r"\s+(?:(?:his|her|their|its|deep|sincere|great)\s+)*(?:gratitude|thanks|appreciation|regret|condolences)\s+(?:to\s+[^,.;]{1,80}?\s+)?(?:for|over|on)\s+"
)
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_CIRCUMSTANCE = re.compile(
    rf"(?:\s+(?:(?:on|late|early|last|this)\s+)?(?:{_DAY}|week|month|year|night|morning|afternoon|evening)\b"
    r"|\s+in\s+an?\s+(?:\w+\s+){0,2}(?:statement|interview|speech|letter|report|e-?mail|tweet|post|address)\b)+"
)
"""When or where something was said, between the verb and the words."""
_CLAUSE_START = re.compile(
    r"\s+(?!(?:so|no|yes|nothing|on|in|at|during|to|after|before|as|of|for|with|by|from|about|when|while|yesterday|today|tonight|earlier"
    rf"|later|aloud|goodbye|hello|much|more|little|and|but|or|last|late|early|{_DAY})\b)(?=[\w“\"‘$£€])"
)
_QUOTED = re.compile(r"\s+(?:[^,.;:“”\"]{0,60}?\s)?(?=[“\"])")
_NEXT_CLAUSE = re.compile(r",?\s+(?:and|but|while)\s+(?:he|she|they|it|the\s+\w+(?:\s\w+)?|[A-Z][\w’']+(?:\s[A-Z][\w’']+)*)\s+$")
_ACCORDING = re.compile(r"\b[Aa]ccording to\s+")


def _reported(text: Text, start: int, end: int, quoted: Sequence[tuple[int, int]], used: Container[tuple[int, int]]) -> Iterator[_Draft]:
    """The reported statements of one sentence. ``quoted`` are spans of direct speech, ``used`` the cues that introduce them."""
    inside = [(a, b) for a, b in quoted if a < end and b > start]
    if end - start > LONGEST_SENTENCE or any(a <= start and b >= end - 1 for a, b in inside) or _NOT_ASSERTED.match(text.body, start, end):
        return
    here, found = _outside(start, end, inside), text.phrases(start, end)
    verbs = [cue for cue in text.cues(start, end) if here[0] <= cue.start and cue.end <= here[1]]
    yield from _according(text, here, found, verbs)
    subject: Phrase | None = None
    for number, cue in enumerate(verbs):
        if not cue.speech:
            continue
        phrase = subject if cue.participle and subject is not None else source_of(text.body, here[0], here[1], cue.span, found)
        passive = None
        if _is_passive(text.body, cue):
            phrase = passive = _agent(text.body, cue, found)
        if phrase is None:
            continue
        subject = subject or phrase
        upto = next(
            (
                _clause_end(text.body, cue.end, later)
                for later in verbs[number + 1 :]
                if later.speech and _new_clause(text.body, cue.end, later)
            ),
            here[1],
        )
        content = _content(text.body, cue, phrase, upto, attributed=cue.span in used)
        parts: tuple[tuple[int, int], ...] = (content,) if content else ()
        if not parts and cue.span not in used and not passive:
            parts = _leading(text.body, here[0], cue, phrase, end)
        if parts:
            yield _Draft("indirect", parts, "reported speech", cue.span, phrase, (start, end))


def _outermost(drafts: Sequence[_Draft]) -> list[_Draft]:
    """The reports that stand in no other one: what X says that Y said is X's, and Y is not asked."""
    spans = [(draft.parts[0][0], draft.parts[-1][1]) for draft in drafts]
    return [
        draft
        for draft, (start, end) in zip(drafts, spans, strict=True)
        if not any(first <= start and end <= last and (first, last) != (start, end) for first, last in spans)
    ]


_NOT_ASSERTED = re.compile(r"(?:If|Unless|Whether|Had|Should)\s[^,]*\b\w+|(?:Nobody|No one|None|Neither)\b|[^“\"]*\?$")
"""A condition, a denial or a question reports nothing."""


def _outside(start: int, end: int, inside: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The part of a sentence that is not direct speech: what stands before it, or else after it."""
    if not inside:
        return start, end
    before, after = inside[0][0] - 1, inside[-1][1] + 1
    return (start, max(start, before)) if before - start >= end - after else (min(after, end), end)


_BE = re.compile(r"\b(?:is|are|was|were|be|been|being)\s+(?:\w+ly\s+)?$")
_BY = re.compile(r"\s+by\s+(?:[\w’']+\s+){0,6}?$")


def _is_passive(body: str, cue: Cue) -> bool:
    return not cue.participle and bool(_BE.search(body[max(0, cue.start - 30) : cue.start]))


def _agent(body: str, cue: Cue, found: Sequence[Phrase]) -> Phrase | None:
    """``was described by X``: who speaks; ``None`` for "it was reported", which names nobody."""
    return next((phrase for phrase in found if phrase.start >= cue.end and _BY.fullmatch(body[cue.end : phrase.start])), None)


def _new_clause(body: str, after: int, later: Cue) -> bool:
    """Whether a later verb opens a clause of its own: ``, adding that …`` or ``, and he declared that …``."""
    between = body[after : later.start]
    added = later.participle and _PARTICIPLE.search(between)
    return bool(added or _SECOND_VERB.search(between) or _NEXT_CLAUSE.search(between))


_PARTICIPLE = re.compile(r",\s+(?:\w+ly\s+|also\s+)?$")
_SECOND_VERB = re.compile(r",\s+(?:and|but)\s+(?:\w+ly\s+|also\s+|then\s+)?$")


def _clause_end(body: str, after: int, later: Cue) -> int:
    between = body[after : later.start]
    match = _SECOND_VERB.search(between) or _NEXT_CLAUSE.search(between)
    return after + match.start() if match else later.start


def _content(body: str, cue: Cue, phrase: Phrase, end: int, *, attributed: bool) -> tuple[int, int] | None:
    """The span of what is reported after a verb, by the frames that the verb takes."""
    after = max(cue.end, phrase.end) if phrase.start >= cue.end else cue.end
    distant = cue.frames & {"for", "clause", "that"}
    match = (_THAT if distant else _THAT_NEAR).match(body, after, end)
    if match and not CLAUSE_WORDS & set(match[0].casefold().split()[:-1]):  # "said he did not think that" reports all of it
        return _clean(body, match.end(), end)
    if attributed:
        return None
    start = _matter(body, cue, after, end)
    if start is None and phrase.start < cue.start:
        start = _clause(body, cue, after, end)
    return None if start is None else _clean(body, start, end)


def _matter(body: str, cue: Cue, after: int, end: int) -> int | None:
    """Where the matter begins that is reported as a noun: ``praised the work``, ``expressed thanks for the work``."""
    if "for" in cue.frames:
        match = _FOR_MATTER.match(body, after, end)
        return match.end() if match else after
    if "as" in cue.frames:
        match = _AS.match(body, after, end)
        return match.end() if match else None
    quoted = "quoted-object" in cue.frames and re.search(r"[“\"]", body[after:end])
    return after if quoted or ("object" in cue.frames and after == cue.end) else None


def _clause(body: str, cue: Cue, after: int, end: int) -> int | None:
    """Where the clause begins that is reported without "that", or with its first words quoted."""
    if "clause" in cue.frames:
        skipped = (_HEARER if "hearer" in cue.frames else _CIRCUMSTANCE).match(body, after, end)
        if skipped or "hearer" not in cue.frames:
            match = _CLAUSE_START.match(body, skipped.end() if skipped else after, end)
            if match and len(body[match.end() : end].split()) > 2:
                return match.end()
    match = _QUOTED.match(body, after, end) if "quote" in cue.frames else None
    return match.end() if match else None


_AS = re.compile(r"[^.;]*?\bas\s+")
_HEARER = re.compile(
    r"\s+(?:reporters|journalists|lawmakers|parliament|him|her|them|us|me|(?:an?|the)\s+(?:[\w-]+\s+){0,3}?(?:conference|hearing|committee|audience|crowd|court|meeting|council|panel|newspaper|magazine|agency|rally|session)"
    r"|(?:the\s+)?(?:[A-Z][\w.’'-]*\s?){1,4})(?:\s+(?:on|in|at)\s+\w+)?(?=\s)"
)
"""The person or body spoken to, between "told" and the words told."""


_NOUN = (
    r"(?>(?:the|a|an|one|his|her|their|its|of|for)(?=,?\s)|and(?=\s[A-Z])|[A-Z][\w.’'-]*(?=,?\s)"
    r"|\w+(?:man|woman|or|er|ist|ent|ant|cial)(?=,?\s))"
)
_NOUNS = re.compile(rf"(?:{_NOUN},?\s+)*+")
_NAMING = re.compile(rf",[”\"]?\s+(?:{_NOUN}\s+)*+")
"""Words that lead up to a speaker's name: articles, titles, capitalised words, roles."""


def _leading(body: str, start: int, cue: Cue, phrase: Phrase, end: int) -> tuple[tuple[int, int], ...]:
    """``The talks went well, X said.``: what stands before the comma; ``The talks, X said, went well``: both parts."""
    last, first = max(cue.end, phrase.end), min(cue.start, phrase.start)
    before = _before_comma(body, start, first)
    if body[last : last + 2] == ", " and last == cue.end and len(body[last:end].split()) >= 4:
        after = _clean(body, last + 2, end)
        return tuple(part for part in (before, after) if part)
    about_the_speaker = last == phrase.end and body[last : last + 2] == ", "
    rest = body[last:end].split()
    if not about_the_speaker and len(rest) > (20 if "hearer" in cue.frames else 8):
        return ()
    only_circumstances = not rest or about_the_speaker or rest[0].strip('.,”"') in _CIRCUMSTANCES or re.match(_DAY, rest[0])
    long_enough = before is not None and len(body[slice(*before)].split()) >= 4
    return (before,) if before and long_enough and (only_circumstances or "hearer" in cue.frames) else ()


def _before_comma(body: str, start: int, first: int) -> tuple[int, int] | None:
    """What stands before the comma that parts it from the speaker's noun phrase."""
    comma = body.rfind(",", start, first)
    while comma > start and not _NAMING.fullmatch(body, comma, first):
        comma = body.rfind(",", start, comma)
    if dateline := DATELINE.match(body, start, comma):  # the head of a report is not part of what was said
        start = dateline.end()
    if comma <= start or _BEGINS_ANOTHER.search(body[start:comma]):
        return None
    return _clean(body, start, comma, least=1)


_BEGINS_ANOTHER = re.compile(r",\s+(?:and|but)\s+(?:[\w’'-]+\s?){1,4}$")
"""``…, and the mayor, Name, said``: the comma parts the speaker's office from the name, not the words from the speaker."""


def _according(text: Text, here: tuple[int, int], found: Sequence[Phrase], verbs: Sequence[Cue]) -> Iterator[_Draft]:
    """``According to X, …`` and ``…, according to X``."""
    for match in _ACCORDING.finditer(text.body, *here):
        phrase = _accorded(text, match.end(), here[1], found)
        if phrase is None:
            continue
        if match.start() - here[0] > 20:
            content = _clean(text.body, here[0], match.start())
        else:
            comma = text.body.find(",", phrase.end, here[1])
            if comma < 0:
                continue
            upto = next(
                (_clause_end(text.body, comma, cue) for cue in verbs if cue.start > comma and _new_clause(text.body, comma, cue)), here[1]
            )
            content = _clean(text.body, comma + 1, upto)
        if content is not None:
            yield _Draft("indirect", (content,), "according to", match.span(), phrase, here)


_OF = re.compile(r"\b(?:of|for|from|at|in|with|by|to)\b")


def _accorded(text: Text, start: int, end: int, found: Sequence[Phrase]) -> Phrase | None:
    """Whom "according to" names: a pronoun, a name within the noun phrase, or the noun phrase as it stands."""
    if match := re.compile(r"(him|her)\b").match(text.body, start, end):
        return Phrase(start, match.end(), "pronoun", head=("he" if match[1] == "him" else "she",))
    noun = re.compile(r"[^,.;:“”\"]{2,90}").match(text.body, start, end)
    if noun is None:
        return None
    inside = [phrase for phrase in found if start <= phrase.start and phrase.end <= noun.end()]
    named = next((phrase for phrase in inside if phrase.member is not None and not _OF.search(text.body, start, phrase.start)), None)
    if named is not None:
        return named
    head = text.words.between(start, noun.end())
    offices = vocabulary().offices
    if not any((word.folded,) in offices or word.folded in vocabulary_words("source-nouns") for word in head):
        return None
    return Phrase(start, start + len(noun[0].rstrip()), "description", head=tuple(word.folded for word in head))


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
