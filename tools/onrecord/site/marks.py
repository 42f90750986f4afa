"""A body and its annotations as paragraphs of safe HTML.

Annotations are stand-off and may overlap; HTML must nest. Each block is cut at every boundary of a statement or a link,
and each piece is wrapped in what covers it. Two properties are tested: the text of the result is the body, character
for character, and the markup is well formed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, groupby, pairwise

from markupsafe import Markup, escape

from onrecord.anchors import anchors
from onrecord.leads import lead
from onrecord.records import BY_PARTICIPANTS, Block, BlockKind, EntityKind, Mention, Statement
from onrecord.site.contexts import STATEMENT_WORDS, kind_of

TAGS: Mapping[BlockKind, str] = {"title": "h1", "subtitle": "p", "heading": "h2", "paragraph": "p"}
"""Kind of block → its element; what is no plain paragraph has its kind as class too."""

Link = Callable[[EntityKind, str], str | None]
"""Gives the address of an entity's page, or ``None`` when it has none."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One block as HTML. ``statements`` are the numbers of those that begin in it."""

    kind: BlockKind
    html: Markup
    statements: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Span:
    """A stretch of one block; ``number`` is that of its statement, ``href`` the address of its link."""

    start: int
    end: int
    number: int = 0
    href: str = ""


def paragraphs(
    body: str,
    blocks: Sequence[Block],
    statements: Sequence[Statement],
    mentions: Sequence[Mention],
    link: Link,
    tags: Mapping[BlockKind, str] = TAGS,
) -> tuple[Paragraph, ...]:
    """Render the blocks of a body with statements marked and mentions linked.

    A statement's first piece carries its anchor as id, so that a link leads to where its words begin, and an empty element with
    the words that introduce it, which a style sheet shows where the text around it is hidden. What is nobody's
    statement is marked as the text around them (``rest``), for a reader who wants the statements alone. Where mentions
    overlap, the earliest and then the longest is linked; the same words for the same entity are linked once a paragraph,
    for a page full of underlines cannot be read.
    """
    parts = ((number, part) for number, s in enumerate(statements, 1) for part in s.parts or ((s.start, s.end),))
    said = _by_block(blocks, (_Span(start, end, number) for number, (start, end) in parts))
    links = {number: _once(body, spans) for number, spans in _by_block(blocks, _links(mentions, link)).items()}
    tag = _StatementTags(body, statements)
    started: set[int] = set()
    rendered = []
    for number, block in enumerate(blocks, 1):
        begun = tuple(sorted({span.number for span in said[number]} - started))
        started.update(begun)
        inner = _inline(body, block, said[number], links.get(number, ()), tag)
        rendered.append(Paragraph(block.kind, _block(block.kind, tags[block.kind], number, inner), begun))
    return tuple(rendered)


_BLOCK_TAG = re.compile(r"<(p|h[1-6]|pre)>")


def numbered(html: str) -> Markup:
    """Give the paragraphs of a page that somebody wrote by hand their ids.

    ``html`` comes from the Markdown parser, which lets no raw HTML through.
    """
    numbers = count(1)
    return Markup(_BLOCK_TAG.sub(lambda match: _opening(match[1], next(numbers)), html))  # noqa: S704  (rendered with raw HTML off)


def _block(kind: BlockKind, tag: str, number: int, inner: str) -> Markup:
    shown = tag if kind == "paragraph" else f'{tag} class="{kind}"'
    return Markup(f"{_opening(shown, number)}{inner}</{tag}>")  # noqa: S704  (every piece of text in it was escaped)


def _opening(tag: str, number: int) -> str:
    # The number is drawn by the style sheet, so that copied text and the text of the page stay the document's own.
    anchor = f'<a class="number" href="#p{number}" aria-label="Paragraph {number}" data-number="{number}"></a>'
    return f'<{tag} id="p{number}" dir="auto">{anchor}'


def _links(mentions: Sequence[Mention], link: Link) -> Iterator[_Span]:
    here = 0
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        href = link(mention.kind, mention.entity)
        if href is not None and mention.start >= here and mention.end > mention.start and mention.rule != BY_PARTICIPANTS:
            here = mention.end
            yield _Span(mention.start, mention.end, href=href)


def _once(body: str, spans: Iterable[_Span]) -> list[_Span]:
    """The first link of each pair of words and address."""
    first: dict[tuple[str, str], _Span] = {}
    for span in spans:
        first.setdefault((body[span.start : span.end], span.href), span)
    return list(first.values())


def _by_block(blocks: Sequence[Block], spans: Iterable[_Span]) -> Mapping[int, list[_Span]]:
    """The spans that lie in each block, cut to it and in order, by the block's number."""
    starts = [block.start for block in blocks]
    found: defaultdict[int, list[_Span]] = defaultdict(list)
    for span in spans:
        index = max(bisect_right(starts, span.start) - 1, 0)
        while index < len(blocks) and blocks[index].start < span.end:
            start, end = max(span.start, blocks[index].start), min(span.end, blocks[index].end)
            if start < end:
                found[index + 1].append(_Span(start, end, span.number, span.href))
            index += 1
    for inside in found.values():
        inside.sort(key=lambda s: (s.start, -s.end, s.number))
    return found


def _inline(body: str, block: Block, said: Sequence[_Span], links: Sequence[_Span], tag: _StatementTags) -> str:
    out: list[str] = []
    for numbers, pieces in groupby(_pieces(block, said, links), key=lambda piece: piece[2]):
        out += [tag(number) for number in numbers] if numbers else ['<span class="rest">'] if said else []
        for start, end, _, href in pieces:
            text = escape(body[start:end])
            out.append(f'<a class="mention" href="{escape(href)}">{text}</a>' if href else str(text))
        out.append("</span>" * (len(numbers) if numbers else bool(said)))
    return "".join(out)


class _StatementTags:
    """Opens the element of a statement: the first piece has its id, the others say of what they are a part."""

    def __init__(self, body: str, statements: Sequence[Statement]) -> None:
        self._body, self._named, self._statements = body, anchors(body, statements), statements
        self._opened: set[int] = set()

    def __call__(self, number: int) -> str:
        statement, anchor = self._statements[number - 1], self._named[number - 1]
        first = number not in self._opened
        where = f'id="{anchor}"' if first else f'data-part-of="{anchor}"'
        self._opened.add(number)
        kind = kind_of(statement)
        words = STATEMENT_WORDS[kind]
        introduced = escape(lead(self._body, statement) or "")
        who = escape(statement.speaker_name or "Speaker not stated")
        how = f" (“{introduced}”)" if introduced else ""
        opened = f'<span class="statement {kind}" {where} data-speaker="{who}" data-kind="{words}" title="{who}: {words}{how}">'
        return f'{opened}<span class="introduced" data-by="{introduced}"></span>' if introduced and first else opened


def _pieces(block: Block, said: Sequence[_Span], links: Sequence[_Span]) -> Iterator[tuple[int, int, tuple[int, ...], str]]:
    """Cut a block at every boundary; yield each piece with the statements that cover it, outermost first, and its link."""
    cuts = sorted({block.start, block.end, *(offset for span in (*said, *links) for offset in (span.start, span.end))})
    active: list[_Span] = []
    waiting, ahead = list(reversed(said)), list(reversed(links))
    for start, end in pairwise(cuts):
        active = [span for span in active if span.end > start]
        while waiting and waiting[-1].start <= start:
            active.append(waiting.pop())
        while ahead and ahead[-1].end <= start:
            ahead.pop()
        href = ahead[-1].href if ahead and ahead[-1].start <= start else ""
        yield start, end, tuple(dict.fromkeys(span.number for span in active)), href
