"""What a line of a page says of the author: the span of the names in “By Mara Holt, Staff Writer” or “AFP/The Herald”."""

from __future__ import annotations

import re
from functools import cache

from onrecord.letters import letters
from onrecord.vocabulary import table, words

LONGEST = 200
"""Characters of a credit line."""

_WORD = r"[^\W\d_a-zß-öø-ÿ][\w.'’-]*"
_PARTICLE = r"(?:(?:de|del|della|da|di|van|von|der|den|bin|ibn|al|el|la|le|ter|ten|du|dos|y|e)\s+)*"
NAME = rf"{_WORD}(?:\s+(?!(?:and|AND|on|for|in|FOR|ON|IN)\b){_PARTICLE}{_WORD}){{0,3}}"
_AND = r"\s*(?:,\s*(?:and\s+|AND\s+)?|\b(?:and|AND|with|und|et|og|och|и|та|ve)\b|&)\s*"
_NAMES = re.compile(rf"{NAME}(?:{_AND}{NAME}){{0,7}}")
_BY = re.compile(
    r"\W*(?:(?i:(?:(?:story|text|words|article|report|published|posted|written|reported|words\s+written|review(?:ed)?)\s+)?by)\b|"
    r"By(?=[A-Z])|(?:Author|Writer|Reporter|Text|Words)\b\s*:)\s*:?\s*"
)
_BY_ALONE = re.compile(r"\W*(?:(?:written|posted|published|reported|words|story)\s+)?(?:by|author|authors)\s*:?\W*", re.IGNORECASE)
_BY_WITHIN = re.compile(r"(?:\b[Ww]ritten\s+by|\b[Pp]osted\s+by|(?<=[\s|•·,–-])[Bb]y|\bAuthor)\s*:?\s+")
_JOB = re.compile(
    r"(?i:\b(?:editors?|reporters?|correspondents?|writers?|columnists?|contributors?|critics?|journalists?|producers?|anchors?|bureau\s+chief))\b"
)

_JOB_AFTER = re.compile(rf"\s*[,|–-]\s*(?:[\w&’'-]+\s+){{0,4}}{_JOB.pattern}\W*")
_HANDLE = re.compile(r"\s*[,(|]*\s*@(\w+)")


_CAPITALS = re.compile(r"(?<=[a-z])(?<!\band)(?<!\bwith)(?<!\bund)(?<!\bet)\s+(?!I{2,3}\b|JR\b|SR\b|IV\b)[A-Z]{2,}\b(?=\s|$)")


@cache
def _roles() -> re.Pattern[str]:
    """The words at which a byline's name ends: an office, a verb, the name of a day."""
    return re.compile(r"(?:(?<=[a-z])(?=[A-Z\d])|(?<![\w-]))(?:" + "|".join(row["pattern"] for row in table("byline-ends")) + r")(?![a-z])")


@cache
def _foreign_by(language: str) -> re.Pattern[str] | None:
    """What opens a byline in another language: “Par”, “Von”."""
    found = sorted((row["word"] for row in table("bylines") if row["kind"] == "by" and row["language"] == language), key=len, reverse=True)
    return re.compile(rf"\W*(?:{'|'.join(map(re.escape, found))})\b\s*:?\s+", re.IGNORECASE) if found else None


def opens_alone(text: str) -> bool:
    """Whether a line is nothing but the “By” of the name on the next line."""
    return len(text) <= LONGEST and _BY_ALONE.fullmatch(text) is not None


def after_by(text: str, language: str | None = None) -> tuple[int, int] | None:
    """The span of the names in a line that begins with “By”, or with the word for it in the article's ``language``."""
    if len(text) > LONGEST:
        return None
    match = _BY.match(text)
    if match is None and language not in (None, "en") and (opening := _foreign_by(language or "")):
        match = opening.match(text)
    if match is None:
        return None
    body = desk(text[match.end() :])
    return (match.end() + body[0], match.end() + body[1]) if body else names_at(text, match.end())


def within(text: str) -> tuple[int, int] | None:
    """The span of the names after a “written by” within a line, or after a “by” where the first is a person's."""
    match = _BY_WITHIN.search(text) if len(text) <= LONGEST else None
    span = names_at(text, match.end()) if match else None
    return span if match and span and (len(match[0].split()) > 1 or is_person(text[slice(*span)])) else None


def names_at(text: str, start: int) -> tuple[int, int] | None:
    """The span of one or more names from ``start`` on, without what follows them in a byline."""
    stop = next((found.start() for found in _roles().finditer(text, start) if found.start() > start), len(text))
    match = _NAMES.match(text, start, stop)
    if match is None:
        return None
    end = match.end()
    for gap in re.finditer(_AND, match[0]):  # after the first name only what is a person's: no town, no newspaper
        following = re.split(_AND, match[0][gap.end() :])[0].split()
        if len(following) < 2 or not _is_given_name(following[0]):
            end = start + gap.start()
            break
    if capitals := _CAPITALS.search(text, start, end):  # what is set in capitals behind a name that is not: an outlet
        end = capitals.start()
    end = start + len(re.sub(r"(?:[\s,;|&–-]|\band)+$", "", text[start:end]))
    return (start, end) if end > start + 1 else None


@cache
def _is_given_name(word: str) -> bool:
    name = word.strip(".").capitalize() if word.isupper() else word.strip(".")
    return (
        name in words("given-names")
        or name.partition("-")[0] in words("given-names")
        or re.fullmatch(r"(?:[A-Z]\.){1,2}", word) is not None
    )


def is_person(name: str) -> bool:
    """Whether a name begins as a person's does and ends in no word that ends no name, such as “News”."""
    parts = re.split(_AND, name)[0].split()
    last = parts[-1].lower() if parts else ""
    return len(parts) > 1 and _is_given_name(parts[0]) and last not in words("not-names") and last not in _newsroom()


@cache
def _newsroom() -> frozenset[str]:
    return frozenset(row["word"] for row in table("bylines") if row["kind"] == "desk")


def alone(text: str) -> tuple[int, int] | None:
    """The span of a name that is a line of its own, or stands before a job, an agency or an address."""
    if len(text) > 90 or (span := names_at(text, 0)) is None:
        return None
    if job := _before_job(text):
        return job
    rest = text[span[1] :]
    if unknown_name(text[: span[1]]) and (_JOB_AFTER.fullmatch(rest) or _own_handle(text[: span[1]], rest)):
        return span
    if rest.strip() and not (re.match(r"\s*[,|•·(@–-]", rest) or _roles().match(text, span[1]) or _roles().match(text, span[1] + 1)):
        return None
    return span if is_person(text[: span[1]]) else None


def _own_handle(name: str, rest: str) -> bool:
    """Whether what follows a name is the account that bears it: “Mara Holt (@MaraHolt)”."""
    handle = _HANDLE.match(rest)
    return handle is not None and letters(name.rsplit(maxsplit=1)[-1]) in letters(handle[1])


def _before_job(text: str) -> tuple[int, int] | None:
    """The name in “Mara Holt Arts editor”: two words, or three around an initial or a particle, and the job to the line's end."""
    match = re.match(rf"{_WORD}\s+(?:[A-Z]\.\s+)?{_PARTICLE}[^\W\d_a-z][\w’'-]*?(?=[\s,]|(?<=[a-z])[A-Z])", text)
    if match is None or not is_person(match[0]):
        return None
    job = _JOB.search(text, match.end())
    return match.span() if job and len(text[match.end() : job.end()].split()) <= 5 and len(text) - job.end() <= 40 else None


def beside_date(text: str, date: tuple[int, int]) -> tuple[int, int] | None:
    """The name of a person right before or right after the date of a line: “Mara Holt 9:46 am Sat Dec 12, 2020”."""
    span = names_at(text[: date[0]], 0)
    if span and len(text[span[1] : date[0]]) <= 50 and (is_person(text[slice(*span)]) or _own_handle(text[slice(*span)], text[span[1] :])):
        return span
    after = re.compile(r"[\s|•·,–-]*").match(text, date[1])
    start = after.end() if after else date[1]
    match = re.compile(rf"{_WORD}\s+(?:[A-Z]\.\s+)?{_PARTICLE}{_WORD}").match(text, start)
    return match.span() if match and (is_person(match[0]) or re.match(r"[A-Z]{2}\s", match[0])) else None


@cache
def _agency() -> re.Pattern[str]:
    names = sorted({form for name in words("agencies") for form in (name, name.upper())}, key=lambda name: (-len(name), name))
    return re.compile(rf"(?:(?:[Tt]he|[Bb]y|[Ss]ource\s*:)\s+)?({'|'.join(map(re.escape, names))})(?=$|\s*[/|,@(:•·–-]|\s+[A-Z][a-z]+$)")


def agency(text: str) -> tuple[int, int] | None:
    """The span of a news agency with which a line begins: “PTI”, “AFP/The Herald”, “PTI | July 9”."""
    match = _agency().match(text) if len(text) <= 60 else None
    return match.span(1) if match else None


def desk(text: str) -> tuple[int, int] | None:
    """The span of a line that is a desk of the newsroom: “Web Desk”, “HT Correspondent”."""
    match = re.fullmatch(
        r"((?:[A-Z][\w.'’-]*\s+){1,3}(?:Online|Desk|Bureau|Staff|Correspondents?|Newsroom|Reporters?|Team|Service|Staff\s+(?:Report|Reporters?|Writers?)))\W*",
        text,
    )
    return match.span(1) if match else None


_BOX = re.compile(
    rf"(?:(?i:view|see|read|find|more)\s+(?i:all|more)?\s*(?i:posts?|articles?|stories|work|content)?\s*(?i:by|from)\s+(?P<after>{NAME})\W*"
    rf"|(?P<before>{NAME})\s+(?:is|was|covers|writes|has|reports|joined)\s+(?:an?|the|our|for|about|on|been|in)\b.*)"
)


def box(text: str) -> tuple[int, int] | None:
    """The name in the box about the author below an article: “More stories by Mara Holt”, “Mara Holt is a reporter …”."""
    match = _BOX.match(text)
    if match is None:
        return None
    group = "after" if match["after"] else "before"
    return match.span(group) if _is_given_name(match[group].split()[0]) and len(match[group].split()) > 1 else None


def unknown_name(text: str) -> bool:
    """Whether a line could be the name of a person whose given name is in no list: two or three capitalised words."""
    parts = text.split()
    return 2 <= len(parts) <= 3 and re.fullmatch(NAME, text) is not None and not any(part.lower() in words("not-names") for part in parts)


def is_body(name: str) -> bool:
    """Whether a name has the words of an organization's: one that opens or closes such names, or “of”."""
    parts = name.split()
    first, last = _body_words()
    return parts[-1] in last or any(" ".join(parts[:n]) in first for n in (1, 2, 3)) or "of" in parts


@cache
def _body_words() -> tuple[frozenset[str], frozenset[str]]:
    """The words that open the name of a body, and those that close one."""
    rows = table("organization-words")
    first = frozenset(row["word"] for row in rows if row["position"] == "first")
    return first, frozenset(row["word"] for row in rows if row["position"] != "first")
