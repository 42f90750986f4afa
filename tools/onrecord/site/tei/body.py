"""The text of a document in TEI: its paragraphs with statements, their cues, and names.

The text of the elements, block by block, is the body of the document character for character, but for what XML does not allow
and for what is withheld, in whose place a ``gap`` stands. A statement whose words are parted, that runs over paragraphs or
that crosses another annotation is several ``said``, chained by ``next`` and ``prev``; so is a name that crosses another.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.records import BY_PARTICIPANTS, Block, EntityKind, Mention
from onrecord.rights.withholding import FILLER
from onrecord.site.corpus import Document, Said
from onrecord.site.tei.nesting import Event, Span, events, pieces
from onrecord.xmltext import element, escaped, opening

NAMES: Mapping[EntityKind, tuple[str, str | None]] = {
    "person": ("persName", None),
    "organization": ("orgName", None),
    "place": ("placeName", None),
    "event": ("name", "event"),
    "topic": ("term", None),
    "outlet": ("orgName", "outlet"),
}
"""Kind of entity → the element that names one, and its type."""

_NAME, _SEGMENT, _SAID = range(3)
"""Where two annotations cross, the later in this order is cut."""


def entity(kind: EntityKind, id_: str) -> str:
    """The ``xml:id`` of an entity in the file of a document. No statement's and no paragraph's begins as these do."""
    return f"{kind}-{id_}"


def naming(kind: EntityKind, id_: str, words: str, known: set[str]) -> str:
    """An element that names an entity; it points to the entity where that has an entry in the file."""
    name, type_ = NAMES[kind]
    return element(name, {"type": type_, "ref": _ref(entity(kind, id_), known)}, escaped(words))


def _ref(id_: str, known: set[str]) -> str | None:
    return f"#{id_}" if id_ in known else None


@dataclass(frozen=True, slots=True)
class _Annotation:
    """An element of the text: its attributes, and the id of its first fragment where it needs one."""

    name: str
    attributes: Mapping[str, str | None]
    id: str
    named: bool
    """Whether the first fragment has its id even where it is the only one."""

    def fragment(self, number: int) -> str:
        """The id of a fragment, counted from 1. Ids hold no dot before."""
        return self.id if number == 1 else f"{self.id}.{number}"


def text(document: Document, said: Sequence[Said], known: set[str]) -> str:
    """The element ``text``. ``known`` are the ids of the entities that the file has entries for."""
    language = document.article.front.language or "und"
    return element("text", {"xml:lang": language}, "\n", element("body", {}, "\n", *_Body(document, said, known).markup()), "\n")


class _Body:
    def __init__(self, document: Document, said: Sequence[Said], known: set[str]) -> None:
        self._text = document.article.body
        self._blocks = document.blocks
        publication = document.article.publication
        self._withheld = publication is not None and publication.withheld
        self._annotations: list[_Annotation] = []
        spans = [*self._statements(said, known), *self._names(document.mentions, known)]
        self._spans = _by_block(self._blocks, spans)
        told = (m for m in document.mentions if m.rule == BY_PARTICIPANTS)
        self._told = _by_block(self._blocks, [Span(m.start, m.end, 0, n) for n, m in enumerate(told)])
        self._events = [m.entity for m in document.mentions if m.rule == BY_PARTICIPANTS]
        self._known = known

    def markup(self) -> Iterator[str]:
        """The content of ``body``: headings that follow a paragraph open a division."""
        fragments: dict[int, int] = {}
        streams = [
            list(events(pieces(block.start, block.end, self._spans[number]), fragments)) for number, block in enumerate(self._blocks)
        ]
        divided, headed = False, True
        for number, (block, stream) in enumerate(zip(self._blocks, streams, strict=True)):
            heads = block.kind != "paragraph"
            if heads and not headed:
                yield "</div>\n<div>\n" if divided else "<div>\n"
                divided = True
            headed = heads
            yield self._block(number, block, "".join(self._written(event, fragments) for event in stream))
        if headed:  # TEI wants something below a heading
            yield "<p/>\n"
        if divided:
            yield "</div>\n"

    def _block(self, number: int, block: Block, inner: str) -> str:
        tells = dict.fromkeys(entity("event", self._events[span.key]) for span in self._told[number])
        attributes = {
            "xml:id": f"p{number + 1}",
            "type": {"title": "main", "subtitle": "sub"}.get(block.kind),
            "corresp": " ".join(f"#{id_}" for id_ in tells if id_ in self._known) or None,
        }
        return f"{element('p' if block.kind == 'paragraph' else 'head', attributes, inner)}\n"

    def _statements(self, said: Sequence[Said], known: set[str]) -> Iterator[Span]:
        for one in said:
            statement, key = one.statement, one.speaker_key
            attributes = {
                "who": _ref(entity(*key), known) if key else None,
                "direct": "true" if statement.kind == "direct" else "false",
                "aloud": "false" if statement.attitude else None,
            }
            whole = self._add("said", attributes, one.anchor, named=True)
            yield from (Span(start, end, _SAID, whole) for start, end in statement.parts or ((statement.start, statement.end),))
            for type_, span in (("cue", statement.cue), ("source", statement.speaker_span)):
                if span:
                    segment = self._add("seg", {"type": type_, "corresp": f"#{one.anchor}"}, f"{one.anchor}.{type_}")
                    yield Span(*span, _SEGMENT, segment)

    def _names(self, mentions: Iterable[Mention], known: set[str]) -> Iterator[Span]:
        for number, mention in enumerate(mentions, 1):
            if mention.rule != BY_PARTICIPANTS:
                name, type_ = NAMES[mention.kind]
                attributes = {"type": type_, "ref": _ref(entity(mention.kind, mention.entity), known)}
                yield Span(mention.start, mention.end, _NAME, self._add(name, attributes, f"n{number}"))

    def _add(self, name: str, attributes: Mapping[str, str | None], id_: str, *, named: bool = False) -> int:
        self._annotations.append(_Annotation(name, attributes, id_, named))
        return len(self._annotations) - 1

    def _written(self, event: Event, fragments: Mapping[int, int]) -> str:
        if event.kind == "text":
            return self._characters(event.start, event.end)
        annotation = self._annotations[event.key]
        if event.kind == "close":
            return f"</{annotation.name}>"
        number, last = event.fragment, fragments[event.key]
        chain = {
            "xml:id": annotation.fragment(number) if last > 1 or annotation.named else None,
            "prev": f"#{annotation.fragment(number - 1)}" if number > 1 else None,
            "next": f"#{annotation.fragment(number + 1)}" if number < last else None,
        }
        return opening(annotation.name, {**chain, **annotation.attributes})

    def _characters(self, start: int, end: int) -> str:
        shown = escaped(self._text[start:end])
        return _GAP.sub(_gap, shown) if self._withheld else shown


_GAP = re.compile(f"{FILLER}+")


def _gap(match: re.Match[str]) -> str:
    return element("gap", {"reason": "rights", "unit": "chars", "quantity": str(match.end() - match.start())})


def _by_block(blocks: Sequence[Block], spans: Iterable[Span]) -> Mapping[int, list[Span]]:
    """The spans of each block, cut to it."""
    starts = [block.start for block in blocks]
    found: defaultdict[int, list[Span]] = defaultdict(list)
    for span in spans:
        number = max(bisect_right(starts, span.start) - 1, 0)
        while number < len(blocks) and blocks[number].start < span.end:
            start, end = max(span.start, blocks[number].start), min(span.end, blocks[number].end)
            if start < end:
                found[number].append(span._replace(start=start, end=end))
            number += 1
    return found
