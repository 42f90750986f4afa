"""A suggestion: what it is about, the records that it would write, why, and the words in the documents that speak for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Literal

from onrecord.authorities import KINDS, Authorities, plain
from onrecord.decisions import Change
from onrecord.refusals import What
from onrecord.slugs import slug, unique

File = Literal["people", "organizations", "places", "events", "topics", "outlets"]

SHOWN = 4
"""Documents named, and offices shown, in one line."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a document in their context. ``paragraph`` is the id under which its page has them (``p3``)."""

    document: str
    paragraph: str
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A decision to take. ``about`` are the ids of what it is about, and ``names`` what the texts call it.

    ``changes`` are the records that accepting it writes; ``apart`` those that say that the two are two
    (none where one is a surname alone: a record of it would take everybody of that name). ``documents`` and
    ``statements`` count what it touches; ``doubt`` lowers its rank.
    """

    what: What
    file: File
    about: tuple[str, ...]
    names: tuple[str, ...]
    changes: tuple[Change, ...]
    reasons: tuple[str, ...]
    documents: int
    statements: int
    evidence: tuple[Quote, ...] = ()
    apart: tuple[Change, ...] = ()
    doubt: int = 1

    @property
    def id(self) -> str:
        """Seven hexadecimal digits of what it is about: the same in every run, whatever else is suggested."""
        return sha256("\0".join((self.what, self.file, *sorted(self.about))).encode()).hexdigest()[:7]

    @property
    def gain(self) -> float:
        """The statements and documents that would be found in a better place, less where there is doubt."""
        return (self.statements + self.documents) / self.doubt

    @property
    def records(self) -> list[dict[str, Any]]:
        """The records as they are written by hand."""
        return [plain(change.record) for change in self.changes]


class Ids:
    """Ids for new records: the one the pages have already, or a longer one where a record has taken it."""

    def __init__(self, records: Authorities) -> None:
        self._taken: Mapping[str, set[str]] = {kind: set(getattr(records, kind)) for kind in KINDS}
        self._given: dict[tuple[str, str], str] = {}

    def new(self, kind: str, wanted: str, fallback: str) -> str:
        """The id for a record of what the pages call ``wanted``: the same each time it is asked for."""
        if (kind, wanted) not in self._given:
            id_ = self._given[kind, wanted] = unique(slug(wanted), fallback, self._taken[kind])
            self._taken[kind].add(id_)
        return self._given[kind, wanted]


def quoted(quote: Quote) -> str:
    """A passage in one line, its words in brackets."""
    return f"{quote.document}#{quote.paragraph}: …{quote.before.lstrip()}[{quote.words}]{quote.after.rstrip()}…"


def a(noun: str) -> str:
    """A noun with its article."""
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def counted(number: int, noun: str) -> str:
    """A number with its noun."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def some(documents: Sequence[str]) -> str:
    """How many documents, and the first of them by name."""
    shown = ", ".join(documents[:SHOWN])
    return f"{counted(len(documents), 'document')} ({shown}{', …' if len(documents) > SHOWN else ''})"


def in_all(documents: Iterable[Sequence[str]]) -> int:
    """How many documents there are in several lists together."""
    return len({slug for slugs in documents for slug in slugs})
