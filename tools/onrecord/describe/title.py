"""Title and subtitle: stated in markup, in a labelled line or as the headline; otherwise built from the first sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.describe.published import DATELINE
from onrecord.describe.witnesses import TEXT, Candidate, choose, stated
from onrecord.letters import letters
from onrecord.records import NOT_STATED, Block, Cleaned, Evidence, Value

LONGEST_DERIVED = 100
"""Characters; a derived title is cut at a word beyond this."""

_LONGEST_TRAILER = 15
"""Words; a headline that names its source after a dash is no longer, a report after its dateline is."""

_SENTENCE_END = re.compile(r"[.…][\"'”’»)]*$")
_AGENCY_LINE = re.compile(r"^[A-Z][\w .,'’]{1,60}\([^)]{2,40}\)\s*[-–—]")
_LABELLED_TURN = re.compile(r"^(?:Q|A|Question|Answer)\s*[:.]")


def title_of(cleaned: Cleaned) -> tuple[Value, int | None]:
    """The title, and the number of the body's block that is the title."""
    candidates = [_without_site(candidate, cleaned) for candidate in stated(cleaned, "title")]
    headline = _page_headline(cleaned)
    if headline is not None:
        candidates.append(Candidate(_text(cleaned, headline), TEXT, _evidence(cleaned, headline, "headline of the page")))
    elif (cleaned.source.blocks is None or cleaned.source.format == "docx") and not candidates and _is_headline(cleaned, 0):
        candidates.append(Candidate(_text(cleaned, 0), TEXT, _evidence(cleaned, 0, "headline")))
    title = choose(candidates)
    if title.value is None:
        return _derived(cleaned), None
    shown = _plain(title.value)
    block = _block_with(cleaned, title.value)
    if block is not None and title.evidence[0].start is None:
        title = replace(title, evidence=(*title.evidence, _evidence(cleaned, block, "headline")))
    return replace(title, value=shown), block


def _page_headline(cleaned: Cleaned) -> int | None:
    """The number of the block that cleaning found to be the headline of a page copied as text."""
    if cleaned.source.blocks is not None:
        return None
    return next((number for number, block in enumerate(cleaned.blocks) if block.kind == "title"), None)


def subtitle_of(cleaned: Cleaned, title_block: int | None) -> tuple[Value, int | None]:
    """The subtitle: labelled, or the block after the headline when it is no sentence of the text either."""
    value = choose(stated(cleaned, "subtitle"))
    if value.value is not None:
        return value, None
    following = None if title_block is None else title_block + 1
    if (
        following is None
        or cleaned.source.format == "markdown"
        or not _is_headline(cleaned, following, longest=40, ends_open=True)
        or _is_name(_text(cleaned, following))
    ):
        return NOT_STATED, None
    return Value(_text(cleaned, following), "stated", (_evidence(cleaned, following, "line after the headline"),)), following


_NAME = re.compile(r"(?:(?:[A-Z][\w.'’&-]*+|of|the|and|for|de|la|&)\s*){1,6}")


def _is_name(line: str) -> bool:
    """Whether a line may be nothing but a name, an outlet's or a writer's: each of its few words begins as names do."""
    return _NAME.fullmatch(line) is not None


def retitle(blocks: Sequence[Block], title: int | None, subtitle: int | None) -> tuple[Block, ...]:
    """The blocks with the kinds of the title's and the subtitle's block set."""
    return tuple(
        replace(block, kind="title") if number == title else replace(block, kind="subtitle") if number == subtitle else block
        for number, block in enumerate(blocks)
    )


def _text(cleaned: Cleaned, number: int) -> str:
    block = cleaned.blocks[number]
    return cleaned.body[block.start : block.end]


def _evidence(cleaned: Cleaned, number: int, rule: str) -> Evidence:
    block = cleaned.blocks[number]
    start, end = cleaned.text.to_source(block.start, block.end)
    return Evidence(cleaned.source.text[start:end], rule, start, end)


def _is_headline(cleaned: Cleaned, number: int, longest: int = 25, *, ends_open: bool = False) -> bool:
    """Whether a block is set like a headline: short, not a sentence of the text, and with text after it.

    ``ends_open`` asks for a line without a full stop; otherwise a full stop is allowed after at most twelve words.
    """
    if number + 1 >= len(cleaned.blocks):
        return False
    text = _text(cleaned, number)
    if not text:
        return False
    words = len(text.split())
    closed = bool(_SENTENCE_END.search(text))
    if words > longest or (closed and (ends_open or words > 12)) or text[0].islower() or text.endswith((",", ":", ";")):
        return False
    if closed and text[0] in "“\"‘'«„":
        return False
    report = closed or words > _LONGEST_TRAILER  # “… WILL NOT LAST - ANALYSTS” is set like a dateline, and is none
    if (report and DATELINE.match(text)) or _AGENCY_LINE.match(text) or _LABELLED_TURN.match(text) or text.count("“") > text.count("”"):
        return False
    return not ends_open or any(
        len(_text(cleaned, later).split()) > words for later in range(number + 1, min(number + 3, len(cleaned.blocks)))
    )


def _derived(cleaned: Cleaned) -> Value:
    block = next(iter(cleaned.blocks), None)
    if block is None:
        name = cleaned.source.name
        return Value(name, "derived", (Evidence(name, "file name", note="the source has no text to take a title from"),))
    dateline = DATELINE.match(cleaned.body, block.start, block.end)
    first = dateline.end() if dateline else block.start
    text = cleaned.body[first : block.end]
    sentence = re.match(r".{20,}?[.!?…](?=[\"'”’»)]*\s+[“\"‘«A-Z])", text)
    words = sentence[0] if sentence else text
    if len(words) > LONGEST_DERIVED:
        words = re.sub(r"[\s,;:–—-]+\S*$", "", words[: LONGEST_DERIVED + 1])
    shown = words.rstrip(" .,;:–—-")
    start, end = cleaned.text.to_source(first, first + len(words))
    title = shown if len(words) >= len(text.rstrip(".")) or (sentence and len(words) == len(sentence[0])) else f"{shown}…"
    return Value(title, "derived", (Evidence(cleaned.source.text[start:end], "first words", start, end, "no headline was recognized"),))


_SITE = re.compile(r"\s+(?:[|»–—•·-]|::)\s+([^|»•·]{2,60})$")


def _without_site(candidate: Candidate, cleaned: Cleaned) -> Candidate:
    """A page's ``title`` often ends in the name of the site; it is cut where the rest stands elsewhere on the page."""
    match = _SITE.search(candidate.value)
    if match is None:
        return candidate
    rest = candidate.value[: match.start()]
    others = {item.value for item in cleaned.source.markup if item.value != candidate.value}
    if rest in others or match[1] in others or _block_with(cleaned, rest) is not None:
        return replace(candidate, value=rest)
    return candidate


def _block_with(cleaned: Cleaned, title: str) -> int | None:
    wanted = letters(title)
    return next((number for number in range(min(5, len(cleaned.blocks))) if letters(_text(cleaned, number)) == wanted), None)


def _plain(title: str) -> str:
    """A title without the full stop that some databases set after it."""
    return title[:-1] if re.search(r"[^.\s]{3}\.$", title) and title.count(".") == 1 else title
