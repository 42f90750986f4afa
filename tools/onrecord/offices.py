"""The offices that a text gives somebody beside the name: before it ("Foreign Minister …") or in apposition ("…, head of …,")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from onrecord.annotate.knowledge import vocabulary
from onrecord.annotate.tokens import Token, fold, tokens
from onrecord.vocabulary import table, words

_SMALL = frozenset({"of", "the", "for", "and", "to", "in", "on", "s"})
_JOINED = frozenset({"of", "for", "the", "and", "at", "to"})
"""Words that may stand within an office: "secretary for the Interior", "head of Trade and Industry", "ambassador to Norvania"."""
_TIMES = frozenset({"former", "then", "acting", "outgoing", "deputy", "vice"})
_THE = frozenset({"the", "its", "their", "his", "her", "our", "s"})
_LISTED = re.compile(r",? (?:and|or)\b(?! (?:his|her|their)\b)")
_BETWEEN = re.compile(r"[ .’'-]| & |(?<=\b[A-Z])\. ")
_STOP = re.compile(r"[,;:\n“”\"()]|(?<!\b[A-Z])\.(?=\s|$)")
"""Where an apposition ends: at a sign; a point behind one letter belongs to it ("Secretary of the U.S. Treasury")."""
_REACH = 120
"""Characters before and after a name in which a title is looked for: "Chairman of the Joint Committee for …" fits."""


def titles_beside(body: str, start: int, end: int, left: int = 0) -> tuple[str, ...]:
    """The offices that stand right before a name (``Foreign Minister``) or in an apposition after it (``, head of …,``).

    ``left`` is where another name ends before this one: what stands beside that is not counted here.
    """
    line = max(body.rfind("\n", 0, start) + 1, left)
    first = max(line, start - _REACH)
    words = tokens(body, first, start) if _may_follow_title(body, first, start) else []
    before = _before(body, words, start) or _apposed(body, words, start, end)
    after = ""
    if body[end : end + 2] == ", ":
        stop = _STOP.search(body, end + 2, end + _REACH)
        after = body[end + 2 : stop.start()] if stop else ""
    titles = (before, after.removeprefix("the ").removeprefix("a ").removeprefix("an "))
    return tuple(title for title in titles if title and _holds_office(title))


def _may_follow_title(body: str, first: int, start: int) -> bool:
    """Whether the last word before a name can be of a title: a look that saves reading the others."""
    last = tokens(body, max(body.rfind(" ", first, start - 1) + 1, first), start)
    return not last or _is_of_title(last[-1])


def _is_of_title(word: Token) -> bool:
    return word.capital or word.folded in _SMALL or _is_office_word(word.folded)


def as_office(title: str) -> str:
    """What can be written down as an office: words of offices and capitalised words, joined by ``of``, ``for`` and the like.

    It begins with the title and ends with a whole word; empty where the title begins otherwise, or names no office.
    """
    run: list[Token] = []
    for word in tokens(title):
        of_an_office = word.capital or _is_office_word(word.folded) or word.folded in _TIMES
        joined = bool(run) and word.folded in (_JOINED | {"s"})
        if not (of_an_office or joined) or (run and not _BETWEEN.fullmatch(title, run[-1].end, word.start)):
            break
        run.append(word)
    while run and (
        run[-1].folded in _JOINED or len(run[-1].text) == 1 or (run[-2:-1] and run[-2].folded == "to" and kinds_in(run[-1].text))
    ):
        run.pop()  # "adviser to Senator" ends where somebody's name begins
    office = title[run[0].start : run[-1].end] if run else ""
    return office if kinds_in(office) else ""


def kinds_in(title: str) -> set[str]:
    """The kinds of the offices among the words of a title: ``state``, ``business``; of roles (friend, candidate) none."""
    found = tokens(title)
    spans = (found[start : start + length] for start in range(len(found)) for length in range(1, 6))
    return {_kinds()[office] for span in spans if (office := _office(span, len(span)))} - {"other"}


@cache
def _is_office_word(folded: str) -> bool:
    return (folded,) in vocabulary().offices or any(folded in form.split() for form in _kinds())


def _apposed(body: str, words: Sequence[Token], start: int, end: int) -> str:
    """The office to which a name is added: "the Norvanian president, Nora Whitcombe"; a list ("the mayor, Otto Falk and …") has none."""
    title = _before(body, words, start - 2) if body[start - 2 : start] == ", " and not _LISTED.match(body, end) else ""
    at = start - 2 - len(title)
    earlier = [word for word in words if word.end <= at]
    if not title or not _is_office_word(words[-1].folded) or not earlier or earlier[-1].folded not in _THE:
        return ""
    return "" if body[: earlier[-1].start].endswith(", ") else title  # "Otto Falk, the mayor, …"


def _before(body: str, words: Sequence[Token], end: int) -> str:
    """The run of capitalised words and words of offices that ends where a name begins."""
    first = end
    for word in reversed(words):
        gap = body[word.end : first]
        beside = gap in ("", " ", "-", "’", "'") or (gap == ". " and word.folded in _written_out())
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
