"""What stands around a page's headline for readers: the headline itself, dates, bylines, and the lines beside it.

An element is told by its name, its ``itemprop`` or ``rel``, or the words of its class (``elements.tsv``). Comments, related
articles, menus and side columns have dates and names of their own: what stands in them is not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Any

from lxml import etree

from onrecord.letters import letters
from onrecord.read.markup import stated
from onrecord.records import Markup
from onrecord.vocabulary import table

_HIDDEN = frozenset({"script", "style", "noscript", "template", "svg", "select", "option", "button", "iframe", "head", "textarea"})
_INLINE = frozenset("a abbr acronym b bdi bdo cite em font i mark q s small span strong sub sup time u label ins del data".split())
_LONGEST = 200
"""Characters; a longer element is text, not a line of a header."""
_PROSE = 30
"""Words; a line of so many is a paragraph of the text."""


@cache
def _named(kind: str) -> re.Pattern[str]:
    """The words of a class, an id, an ``itemprop`` or a ``rel`` that tell one kind of element."""
    return re.compile("|".join(row["pattern"] for row in table("elements") if row["kind"] == kind), re.IGNORECASE)


def around(tree: Any, titles: Sequence[str]) -> Iterator[Markup]:
    """The headline, and the dates, bylines and lines that stand near it or are marked as the article's.

    ``titles`` are what the head of the page calls it: they tell its headline from other headings.
    """
    body = tree.find(".//body")
    if body is None:
        return
    wanted = [letters(title) for title in titles if title]
    headline = _headline(body, wanted)
    if headline is not None:
        yield from stated("element", "h1" if headline.tag == "h1" else "headline", _without_kicker(headline, wanted))
    for other in body.iter("h1"):
        if other is not headline:
            yield from stated("element", "other h1", _text(other))
    seen = _Seen(headline)
    above, below, last = _beside(body, headline, seen)
    yield from _marked(body, headline, last, seen)
    for pieces in below:
        yield from stated("element", "line below", "; ".join(pieces))
    for pieces in above:
        yield from stated("element", "line above", " ".join(pieces))
    yield from _foot(body)


# ---- the headline -----------------------------------------------------------------------------------------------------


def _headline(body: Any, titles: Sequence[str]) -> Any | None:
    """The heading that is the page's: by what the page's titles repeat of it, then by its level and the names of its class."""
    best, most = None, 0
    for element in body.iter("h1", "h2", "h3", "div", "p", "span"):
        first = element.tag == "h1"
        named = _is(element, "headline") and not _is(element, "logo")
        if not (named or element.tag in ("h1", "h2", "h3")) or _hidden(element):
            continue
        text = _without_kicker(element, titles)
        if not 6 < len(letters(text)) < _LONGEST_HEADLINE:
            continue
        score = 4 * _repeated(text, titles) + 3 * first + 2 * named - 4 * _in_site_header(element) - 4 * _aside(element)
        if score > most and (first or _repeated(text, titles) >= 1):
            best, most = element, score
    return best


_LONGEST_HEADLINE = 400
_SHARED = 0.7
"""The part of a heading's words that a title must repeat, for titles are often shortened or put another way."""


def _repeated(text: str, titles: Sequence[str]) -> float:
    """How far a page's titles repeat a heading: 1 for most of a title, half of it for a part of one or for most of its words."""
    own = letters(text)
    if any(own in title and 2 * len(own) > len(title) for title in titles):
        return 1
    words = [letters(word) for word in text.split() if len(word) > 2]
    shared = max((sum(word in title for word in words) for title in titles), default=0)
    return 0.5 if len(words) > 2 and shared >= _SHARED * len(words) else 0


def _without_kicker(element: Any, titles: Sequence[str]) -> str:
    """The text of a heading without an overline or a subtitle inside it: such a part is marked, or the page's titles leave it out."""
    pieces = list(_pieces(element, skip=_named("kicker")))
    if len(pieces) > 20:  # no headline is set in so many parts
        return " ".join(" ".join(pieces).split())
    runs = [" ".join(pieces[:end]) for end in range(1, len(pieces))] + [" ".join(pieces[start:]) for start in range(1, len(pieces))]
    alone = next((run for run in (*runs, *pieces[1:-1]) if letters(run) in titles), None)
    text = " ".join((alone or " ".join(pieces)).split())
    return re.sub(r"^[\s:|·–—-]+", "", text) or _text(element)


_HOME = re.compile(r"(?:https?://[^/]+)?/?(?:index\.\w+)?")


def _in_site_header(element: Any) -> bool:
    """Whether a heading is the site's: it leads home, or stands in what is named as a logo."""
    if any(_HOME.fullmatch(link.get("href") or "#") for link in element.iter("a")):
        return True
    return any(_is(e, "logo") for e in (element, *_ancestors(element)) if e.tag not in ("body", "html"))


# ---- elements that are marked -----------------------------------------------------------------------------------------


class _Seen:
    """The elements that are not of the article: whether a place belongs to a list, a comment, a side column.

    A region that holds the headline holds the article, whatever its name says.
    """

    def __init__(self, headline: Any | None) -> None:
        self._around = set() if headline is None else {headline, *_ancestors(headline)}
        around = () if headline is None else _ancestors(headline)
        self._article = next((e for e in around if e.tag == "article" or _is(e, "article")), None)
        self._known: dict[Any, bool] = {}
        self._unseen: dict[Any, bool] = {}

    def within(self, element: Any) -> bool:
        """Whether an element stands in the one that is marked as the article with this headline."""
        return self._article is not None and self._article in _ancestors(element)

    def hidden(self, element: Any) -> bool:
        """Whether an element is no part of the article: not shown to a reader, or in a region of its own."""
        if element not in self._unseen:
            parent = element.getparent()
            above = parent is not None and self.hidden(parent)
            self._unseen[element] = above or element.tag in _HIDDEN or self.elsewhere(element)
        return self._unseen[element]

    def elsewhere(self, element: Any) -> bool:
        if element in self._known:
            return self._known[element]
        parent = element.getparent()
        if element in self._around or element.tag in ("body", "html") or parent is None:
            answer = False
        else:
            answer = _aside_itself(element) or self.elsewhere(parent)
        self._known[element] = answer
        return answer


def _marked(body: Any, headline: Any | None, last: Any | None, seen: _Seen) -> Iterator[Markup]:
    """Dates and authors in elements that say so by their name, ``itemprop``, ``rel`` or class.

    A date that only its class marks is asked below the headline alone: above it many pages show the day of the visit. Behind the
    first lines of the text it may be that of another article, and is told apart ("later").
    """
    bylines, where = _Bylines(), "" if headline is None else "above"
    for element in body.iter():
        where = "" if element is headline else "later" if element is last else where
        if not isinstance(element.tag, str) or element.tag in _HIDDEN or seen.elsewhere(element):
            continue
        if where != "later" or seen.within(element):
            yield from _marked_date(element, where)
        yield from _marked_name(element, bylines)


def _marked_date(element: Any, where: str) -> Iterator[Markup]:
    prop = (element.get("itemprop") or "").casefold().split()
    exact = element.get("datetime") or element.get("content")
    changed = "datemodified" in prop or (_is(element, "modified") and not _is(element, "published"))
    if "datepublished" in prop or element.get("pubdate") is not None:
        yield from stated("microdata", "datepublished", exact or _short(element))
    elif "datemodified" in prop:
        yield from stated("microdata", "datemodified", exact or _short(element))
    elif element.tag == "time":
        key = "modified" if changed else "later time" if where == "later" else "time"
        yield from stated("element", key, element.get("datetime") or _short(element))
    elif where != "above" and (kind := next((k for k in ("published", "modified", "date") if _is(element, k)), None)):
        yield from stated("element", f"later {kind}".strip() if where == "later" and kind != "modified" else kind, _short(element))


def _marked_name(element: Any, bylines: _Bylines) -> Iterator[Markup]:
    prop = (element.get("itemprop") or "").casefold().split()
    if "author" in prop or "creator" in prop:
        yield from stated("microdata", "author", element.get("content") or _name_inside(element))
    elif "publisher" in prop:
        yield from stated("microdata", "publisher", element.get("content") or _name_inside(element))
    elif (element.get("rel") or "").casefold() == "author":
        if bylines.belongs("rel", element):
            yield from stated("element", "rel author", _short(element))
    elif _is(element, "author") and not _is(element, "not-author") and bylines.belongs(element.get("class") or "", element):
        yield from stated("element", "byline", _short(element))


class _Bylines:
    """The first byline of a page and those set like it beside it: another one belongs to another article."""

    def __init__(self) -> None:
        self._first: dict[str, tuple[str, set[Any]]] = {}

    def belongs(self, name: str, element: Any) -> bool:
        """Whether an element that may hold a name is the first of its kind, or is named like the first and near it."""
        text = _short(element)
        if not text or not re.search(r"[^\W\d_]{2}", text):
            return False
        kind = "rel" if name == "rel" else "class"
        near = set(_ancestors(element)[:3])
        first, around_it = self._first.setdefault(kind, (name, near))
        return name == first and bool(around_it & near)


def _name_inside(element: Any) -> str | None:
    """The ``name`` of a microdata item, or its text when it is short."""
    for inner in element.iter():
        if "name" in (inner.get("itemprop") or "").casefold().split():
            return inner.get("content") or _short(inner)
    return _short(element)


# ---- lines beside the headline ----------------------------------------------------------------------------------------

_BEFORE, _AFTER = 8, 25
"""Lines before and after the headline that are read: a date may stand above it, and below it a standfirst, a byline, a picture."""


def _beside(body: Any, headline: Any | None, seen: _Seen) -> tuple[list[list[str]], list[list[str]], Any | None]:
    """The short lines above the headline (nearest first) and below it, up to the second paragraph, and where that begins."""
    above: list[list[str]] = []
    below: list[list[str]] = []
    inside = frozenset() if headline is None else frozenset(headline.iter())
    passed, prose = False, 0
    for element, pieces in _lines(body, seen) if inside else ():
        if element in inside:
            passed = True
        elif not passed:
            above.append(pieces)
        else:
            below.append(pieces)
            prose += len(" ".join(pieces).split()) >= _PROSE
            if prose > 1 or len(below) >= _AFTER:
                return _short_ones(above[: -_BEFORE - 1 : -1]), _short_ones(below), element
    return _short_ones(above[: -_BEFORE - 1 : -1]), _short_ones(below), None


def _short_ones(lines: list[list[str]]) -> list[list[str]]:
    return [pieces for pieces in lines if len(" ".join(pieces)) <= _LONGEST]


def _lines(body: Any, seen: _Seen) -> Iterator[tuple[Any, list[str]]]:
    """The lines of a page as a reader sees them, each with the element it begins in: text between the edges of blocks."""
    line: list[str] = []
    begins = body
    for event, element in etree.iterwalk(body, events=("start", "end", "comment", "pi")):
        shown = isinstance(element.tag, str) and element.tag not in _HIDDEN and not seen.hidden(element)
        if not (isinstance(element.tag, str) and element.tag in _INLINE) and line and element.tag not in _HIDDEN and shown:
            yield begins, line
            line = []
        text = element.text if event == "start" and shown else element.tail if event != "start" and _shown_tail(element, seen) else None
        if text and text.strip():
            begins = begins if line else element if event == "start" else element.getparent()
            line.append(" ".join(text.split()))
    if line:
        yield begins, line


def _shown_tail(element: Any, seen: _Seen) -> bool:
    parent = element.getparent()
    return parent is not None and not seen.hidden(parent)


_COPYRIGHT = re.compile(r"©|\([Cc]\)\s|[Cc]opyright|COPYRIGHT")


def _foot(body: Any) -> Iterator[Markup]:
    """Copyright lines, wherever they stand; scripts and styles are no lines."""
    for text in body.xpath(".//text()[not(parent::script or parent::style)]"):
        if len(text) <= _LONGEST and _COPYRIGHT.search(text):
            yield from stated("element", "copyright", text)


# ---- elements ---------------------------------------------------------------------------------------------------------


def _is(element: Any, kind: str) -> bool:
    words = " ".join(filter(None, (element.get("class"), element.get("id"), element.get("itemprop"), element.get("data-testid"))))
    return bool(words) and _says(words, kind)


@lru_cache(maxsize=8192)
def _says(words: str, kind: str) -> bool:
    return _named(kind).search(words) is not None


def _aside_itself(element: Any) -> bool:
    if not isinstance(element.tag, str):
        return False
    if element.tag == "footer":
        return all(e.tag != "article" for e in _ancestors(element))
    return element.tag in ("nav", "aside", "form", "blockquote") or _is(element, "elsewhere")


def _aside(element: Any) -> bool:
    return any(_aside_itself(e) for e in (element, *_ancestors(element)) if e.tag in ("nav", "footer", "aside"))


def _hidden(element: Any) -> bool:
    return any(e.tag in _HIDDEN for e in (element, *_ancestors(element)))


def _ancestors(element: Any) -> Sequence[Any]:
    return list(element.iterancestors())


def _pieces(element: Any, skip: re.Pattern[str] | None = None) -> Iterator[str]:
    """The texts of an element and of those inside it, in order, without what is no text."""
    if element.tag in _HIDDEN or not isinstance(element.tag, str):
        return
    if element.text and element.text.strip():
        yield element.text.strip()
    for child in element:
        if not (skip and skip.search(child.get("class") or "")):
            yield from _pieces(child, skip)
        if child.tail and child.tail.strip():
            yield child.tail.strip()


def _text(element: Any) -> str:
    return " ".join(" ".join(_pieces(element)).split())


def _short(element: Any) -> str | None:
    text = "; ".join(_pieces(element))
    return text if len(text) <= _LONGEST else None
