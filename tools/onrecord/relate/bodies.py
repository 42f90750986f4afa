"""Names of organizations, places and events as they are compared: without what may be left out or written otherwise.

"The Harbour & River Co Ltd" is "Harbour and River Company"; "City of Brandholm" is "Brandholm"; the "2nd" congress is the
"Second". An acronym is an organization's where a document of the folder binds the two: "Harbour Workers League (HWL)".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import pairwise

from onrecord.annotate.knowledge import vocabulary
from onrecord.annotate.tokens import fold, tokens
from onrecord.records import EntityKind
from onrecord.relate.bearers import Document
from onrecord.vocabulary import words

_LEFT_OUT = frozenset({"the", "and", "of", "for", "s"})
_FORMS = {"incorporated": "inc", "corporation": "corp", "company": "co", "companies": "co", "cos": "co", "limited": "ltd"} | {
    short: short for short in ("inc", "corp", "co", "ltd", "plc", "llc", "gmbh", "ag", "sa", "spa", "nv")
}
"""What a company's name may end in → its short form."""
_SAME = {"1st": "first", "2nd": "second", "3rd": "third", "centre": "center", "defence": "defense", "labour": "labor"} | {
    "organisation": "organization", "mt": "mount", "st": "saint", "ft": "fort", "intl": "international", "dept": "department",
}  # fmt: skip
"""Words that are written in two ways."""
_PLACE_OF = re.compile(r"^(?:the )?(?:city|town|village) of (?=\w)", re.IGNORECASE)


@lru_cache(maxsize=65536)
def ending(name: str) -> tuple[str, ...]:
    """What the name of a company ends in, written short: ``("co", "ltd")``."""
    parts = [word.folded for word in tokens(name)]
    found: list[str] = []
    while len(parts) > 1 and parts[-1] in _FORMS:
        found.insert(0, _FORMS[parts.pop()])
    return tuple(found)


def endings_fit(names: Iterable[str]) -> bool:
    """Whether of all the endings of some names one is the other's beginning: ``Co`` and ``Co Ltd``, not ``Inc`` and ``Ltd``."""
    found = sorted({ending(name) for name in names}, key=len)
    return all(longer[: len(shorter)] == shorter for shorter, longer in pairwise(found))


@lru_cache(maxsize=65536)
def core(name: str, kind: EntityKind = "organization") -> tuple[str, ...]:
    """The words of a name as they are compared, in their order."""
    if kind == "place":
        name = _PLACE_OF.sub("", name)
    parts = [word.folded for word in tokens(name)]
    if len(parts) > 1:
        parts = [_SAME.get(part, part) for part in parts]
    if kind == "organization":
        parts = parts[: len(parts) - len(ending(name))]
    kept = [part for part in parts if part not in _LEFT_OUT]
    return tuple(map(_singular, kept) if len(kept) > 2 else kept or parts)  # the New Yorker is not New Yorkers


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word


def is_shared(name: str) -> bool:
    """Whether a name of an organization is one that many have: of one or two words, none of which says whose it is; any "… Party"."""
    found = core(name)
    return (len(found) <= 2 or found[-1] == "party") and all(word in _shared_words() for word in found)


_NATIONAL = frozenset({"ministry", "department", "government", "parliament", "treasury", "cabinet", "army", "navy", "forces"})


def is_national(name: str) -> bool:
    """Whether a country has one of that name, as it has one Finance Ministry, but many courts and embassies."""
    found = core(name)
    return not _NATIONAL.isdisjoint(found) or found in (("central", "bank"), ("air", "force"))


@cache
def _shared_words() -> frozenset[str]:
    known = vocabulary()
    return frozenset(map(fold, words("shared-names"))) | {word for form in known.closing | known.anywhere for word in form.split()}


_ACRONYM = re.compile(r"[’']?s?\s*\((?:the )?([A-Z][A-Z&.-]{1,9})\)")


def bindings(document: Document) -> Iterator[tuple[str, str, str]]:
    """(acronym, id of the organization, the words that bind them) for each place where a name is followed by its acronym."""
    for mention in document.mentions:
        if mention.kind != "organization" or not document.body.startswith("(", _behind(document.body, mention.end)):
            continue
        match = _ACRONYM.match(document.body, mention.end)
        name = document.body[mention.start : mention.end]
        if match and stands_for(match[1], name):
            yield match[1].replace(".", ""), mention.entity, document.body[mention.start : match.end()]


def _behind(body: str, end: int) -> int:
    while end < len(body) and body[end] in " \u00a0":
        end += 1
    return end


def stands_for(acronym: str, name: str) -> bool:
    """Whether the letters of an acronym open words of a name, in their order, from the first on; small words may count or not."""
    letters = iter([fold(word.text)[0] for word in tokens(name)])
    wanted = [letter.casefold() for letter in acronym if letter.isalpha()]
    initials = [fold(word.text)[0] for word in tokens(name) if word.folded not in _LEFT_OUT]
    return bool(wanted) and initials[:1] == wanted[:1] and all(letter in letters for letter in wanted) and len(wanted) >= len(initials) - 1
