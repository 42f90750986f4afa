"""What a document can be to a fuller one with the same text, and how that is said."""

from __future__ import annotations

from typing import Literal

from onrecord import edtf

CopyKind = Literal["same", "excerpt", "update"]
"""``same`` the same text, whatever stands around it; ``excerpt`` a part of the fuller text; ``update`` another version of it,
with much in common and words of its own or of an earlier day."""


def relation(kind: CopyKind, date: str | None, fuller_date: str | None) -> str:
    """A relation in words that go before the name of the fuller document; the dates, EDTF, tell which version came first."""
    match kind:
        case "same":
            return "the same text as"
        case "excerpt":
            return "an excerpt of"
        case "update":
            days = days_between(date, fuller_date)
            return f"{'an earlier' if days > 0 else 'a later' if days < 0 else 'another'} version of"


def days_between(first: str | None, second: str | None) -> int:
    """Days from one EDTF date to another, at least: negative when the second is before the first, and 0 when a date is not
    known, not valid, or the two may mean one day."""
    if not first or not second or not edtf.is_valid(first) or not edtf.is_valid(second):
        return 0
    (first_begins, first_ends), (second_begins, second_ends) = edtf.bounds(first), edtf.bounds(second)
    after = (second_begins - first_ends).days if second_begins and first_ends else 0
    before = (first_begins - second_ends).days if first_begins and second_ends else 0
    return max(after, 0) - max(before, 0)
