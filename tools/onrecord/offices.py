"""The offices that a text gives somebody beside the name: before it ("Foreign Minister …") or in apposition ("…, head of …,")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from onrecord.annotate.knowledge import vocabulary
from onrecord.annotate.tokens import Token, fold, tokens
from onrecord.vocabulary import table, words

_SMALL = frozenset({"of", "the", "for", "and", "to", "in", "on", "s"})
_REACH = 120
"""Characters before and after a name in which a title is looked for: "Chairman of the Joint Committee for …" fits."""


def titles_beside(body: str, start: int, end: int, left: int = 0) -> tuple[str, ...]:
    """The offices that stand right before a name (``Foreign Minister``) or in an apposition after it (``, head of …,``).

    ``left`` is where another name ends before this one: what stands beside that is not counted here.
    """
    line = max(body.rfind("\n", 0, start) + 1, left)
    first = max(line, start - _REACH)
    before = _before(body, tokens(body, first, start), start) if _may_follow_title(body, first, start) else ""
    after = ""
    if body[end : end + 2] == ", ":
        stop = min((at for at in (body.find(mark, end + 2, end + _REACH) for mark in ',.;:\n“”"') if at > 0), default=0)
        after = body[end + 2 : stop]
    titles = (before, after.removeprefix("the ").removeprefix("a ").removeprefix("an "))
    return tuple(title for title in titles if title and _holds_office(title))


def _may_follow_title(body: str, first: int, start: int) -> bool:
    """Whether the last word before a name can be of a title: a look that saves reading the others."""
    last = tokens(body, max(body.rfind(" ", first, start - 1) + 1, first), start)
    return not last or _is_of_title(last[-1])


def _is_of_title(word: Token) -> bool:
    return word.capital or word.folded in _SMALL or (word.folded,) in vocabulary().offices


def _before(body: str, words: Sequence[Token], end: int) -> str:
    """The run of capitalised words and words of offices that ends where a name begins."""
    first = end
    for word in reversed(words):
        gap = body[word.end : first]
        beside = gap in (" ", "-", "’", "'") or (gap == ". " and word.folded in _written_out())
        if not beside or not _is_of_title(word):
            break
        first = word.start
    run = [word for word in words if word.start >= first]
    while run and (run[0].folded in _SMALL or run[0].folded in _weekdays()):
        run.pop(0)
    # "an aide to Minister …" and "a spokesman for …" are about somebody else
    return body[run[0].start : end].rstrip(" ,") if run and run[-1].folded not in _SMALL and run[0].folded not in ("a", "an") else ""


@cache
def _weekdays() -> frozenset[str]:
    return frozenset(fold(row["name"]) for row in table("dates/weekdays")) - _written_out().keys()  # Sen. is also a Monday


@lru_cache(maxsize=50_000)
def _holds_office(title: str) -> bool:
    words = [token.folded for token in tokens(title)]
    return any((word,) in vocabulary().offices or _as_compared(_written_out().get(word, word)) in _kinds() for word in words)


# ---- offices as they are compared ----------------------------------------------------------------------------------------


def offices_in(title: str) -> Iterator[str]:
    """The offices that a title names, as they are compared: folded, abbreviations written out, ``former`` left out.

    The longest counts: a vice president is no president. Roles that many people have (spokesman, official) are left out, and
    what is no office (friend, activist).
    """
    found = tokens(title)
    index = 0
    while index < len(found):
        length, office = next(((n, office) for n in range(5, 0, -1) if (office := _office(found[index : index + n], n))), (1, ""))
        if office and office not in _of_many() and _kinds()[office] != "other":
            yield office
        index += length


def is_public(office: str) -> bool:
    """Whether an office is of the state or its forces, so that hardly two people of one name hold it at a time."""
    return _kinds().get(office) in ("state", "military")


def _office(part: Sequence[Token], length: int) -> str:
    form = " ".join(word.folded for word in part).removeprefix("former ")
    form = _as_compared(_written_out().get(form, form))
    return form if len(part) == length and form in _kinds() else ""


def _as_compared(office: str) -> str:
    """An office without a hyphen and whoever holds it: a chairwoman is a chair, as is a chairman."""
    return re.sub(r"(?<=chair|gress|uncil|embly|pokes|alder)(?:wo)?(?:man|men|person|member)$", "", fold(office).replace("-", " "))


@cache
def _kinds() -> dict[str, str]:
    """Office, as it is compared → its kind."""
    return {_as_compared(row["form"]): row["kind"] for row in table("offices")}


@cache
def _written_out() -> dict[str, str]:
    return {fold(row["form"]).replace("-", " "): row["canonical"] for row in table("honorifics") if row["canonical"]}


@cache
def _of_many() -> frozenset[str]:
    return frozenset(_as_compared(role) for role in words("roles-of-many"))
