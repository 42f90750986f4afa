"""What readers see of the rights: the paragraphs that are not published, and why a document is published as it is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

from markupsafe import Markup, escape

from onrecord.rights.publication import Level, Publication
from onrecord.rights.withholding import FILLER, collapsed
from onrecord.site.contexts import Link, RightsNote, ShownParagraph

LEVEL_WORDS: dict[Level, str] = {"full": "in full", "excerpt": "in excerpts", "metadata": "without its text"}


def note(publication: Publication | None) -> RightsNote | None:
    """The decision on a document in words."""
    if publication is None:
        return None
    decision = publication.decision
    return RightsNote(
        level=decision.level,
        shown=LEVEL_WORDS[decision.level],
        published=publication.extent is not None,
        extent=extent(publication) if publication.withheld else None,
        reason=decision.reason[:1].upper() + decision.reason[1:],
        words=decision.words,
        statement=Link(decision.label or decision.uri or "", decision.uri) if decision.label or decision.uri else None,
    )


def extent(publication: Publication | None) -> str:
    """How much is shown of a document of which something is withheld."""
    if publication is None or publication.extent is None or publication.decision.level == "metadata":
        return "The text is not published here: only its title and what is known of it."
    of = publication.extent
    statements = "1 statement" if of.statements == 1 else f"{of.statements:,} statements"
    return f"Excerpts: {of.statements_shown:,} of {statements}, {of.words_shown:,} of {of.words:,} words."


def searched(publications: Iterable[Publication | None]) -> str | None:
    """How much of some documents is shown and so can be searched; nothing where that is everything."""
    extents = [one.extent for one in publications if one is not None and one.extent is not None]
    parts = [of for of in extents if of.words_shown < of.words]
    if not parts:
        return None
    words, shown = sum(of.words for of in parts), sum(of.words_shown for of in parts)
    excerpts = sum(of.words_shown > 0 for of in parts)
    counts = ((excerpts, "in excerpts only"), (len(parts) - excerpts, "without the text"))
    texts = " and ".join(f"{count:,} {how}" for count, how in counts if count)
    return f"{texts}; of their {words:,} words {shown:,} are shown."


def paragraphs(shown: Iterable[ShownParagraph]) -> tuple[ShownParagraph, ...]:
    """Paragraphs with a sign for each gap; those of which nothing is shown become one line, which keeps their addresses."""
    found: list[ShownParagraph] = []
    for gone, group in groupby(shown, key=lambda paragraph: _is_gone(paragraph.html)):
        members = tuple(group)
        if gone:
            found.append(ShownParagraph("paragraph", _line(members), (), ()))
        else:
            found += [ShownParagraph(p.kind, text(p.html), p.notes, p.again) for p in members]
    return tuple(found)


def text(html: Markup) -> Markup:
    """HTML with a sign for each gap."""
    return Markup(collapsed(html))  # noqa: S704  (the sign stands in place of characters that needed no escaping)


_TAG = re.compile(r"<[^>]*>")
_ID = re.compile(r'<\w+[^>]* id="(p\d+)"')


def _is_gone(html: str) -> bool:
    words = _TAG.sub("", html).strip()
    return bool(words) and not words.strip(f"{FILLER} ")


def by_hand(html: Markup) -> Markup:
    """The body of a page written by hand of which nothing is shown."""
    ids = _ID.findall(html)
    return _withheld(ids)


def _line(members: Iterable[ShownParagraph]) -> Markup:
    return _withheld([name for paragraph in members for name in _ID.findall(paragraph.html)])


def _withheld(ids: list[str]) -> Markup:
    places = Markup("").join(Markup('<span id="{}"></span>').format(name) for name in ids)
    count = "1 paragraph" if len(ids) == 1 else f"{len(ids):,} paragraphs"
    return Markup('<p class="withheld">{}{} withheld</p>').format(places, escape(count))
