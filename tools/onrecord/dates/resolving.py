"""Dates that need another date: a day without its year, "yesterday", "last March", "on Tuesday"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from onrecord import edtf
from onrecord.dates.mention import DateMention, calendar_date


def resolve(mention: DateMention, reference: str | None) -> DateMention | None:
    """The mention completed from a reference, an EDTF date (mostly the document's own); its rule says so.

    A mention that is complete comes back as it is. ``None`` when the reference is missing or not precise enough: "yesterday"
    needs a day, "last month" a month, "this year" a year. A day or month without a year is the one nearest to the
    reference, so that a report of January means the December before. What is uncertain of the reference is uncertain of the date.
    """
    if not mention.relation and not mention.edtf.startswith("XXXX"):
        return mention
    if not reference or not edtf.is_valid(reference) or edtf.precision(reference) not in ("day", "month", "year"):
        return None
    known = edtf.precision(reference)
    first, _ = edtf.bounds(reference)
    if first is None:
        return None
    value = _related(mention, first, known) if mention.relation else _nearest(mention.edtf, first, known)
    doubted = "/".join(side + reference[-1] for side in value.split("/")) if value and edtf.is_qualified(reference) else value
    return replace(mention, edtf=doubted, rule=f"{mention.rule}-resolved", relation=None) if value else None


def _related(mention: DateMention, first: date, known: str) -> str:
    unit, _, number = (mention.relation or "").partition(" ")
    shift = int(number)
    if unit == "year":
        return _checked(f"{first.year + shift:04}{mention.edtf[4:]}")
    if unit == "month" and mention.edtf:
        return _named_month(int(mention.edtf[5:7]), first, shift, known)
    if unit == "month" and known != "year":
        months = first.year * 12 + first.month - 1 + shift
        return calendar_date(months // 12, months % 12 + 1, None)
    if known != "day":
        return ""
    if unit == "day":
        return _iso(first, shift)
    if unit == "week":
        monday = shift * 7 - first.weekday()
        return _checked(f"{_iso(first, monday)}/{_iso(first, monday + 6)}")
    return _weekday(int(unit.removeprefix("weekday-")), first, shift)


def _named_month(month: int, first: date, shift: int, known: str) -> str:
    """``last March`` is the latest one that ended before the reference, ``next March`` the first that begins after it."""
    if shift == 0:
        return calendar_date(first.year, month, None)
    if known == "year":
        return ""
    passed = month < first.month if shift < 0 else month <= first.month
    year = first.year + (0 if passed else -1) if shift < 0 else first.year + (1 if passed else 0)
    return calendar_date(year, month, None)


def _weekday(weekday: int, first: date, shift: int) -> str:
    """``on Tuesday`` in a report is the latest Tuesday up to its own day; "last" is before it, "next" after it."""
    back = (first.isoweekday() - weekday) % 7
    if shift > 0:
        return _iso(first, 7 - back)
    return _iso(first, -(back or 7) if shift < 0 else -back)


def _nearest(partial: str, first: date, known: str) -> str:
    """The year that brings ``XXXX-MM-DD`` or ``XXXX-MM`` nearest to the reference; a reference that is a year settles it."""
    if "/" in partial:
        begin, _, end = partial.partition("/")
        begin = _nearest(begin, first, known)
        return _checked(f"{begin}/{begin[:4]}{end[4:]}")
    if known == "year":
        return _checked(f"{first.year:04}{partial[4:]}")
    candidates = [value for year in (first.year, first.year - 1, first.year + 1) if (value := _checked(f"{year:04}{partial[4:]}"))]
    return min(candidates, key=lambda value: abs((edtf.bounds(value)[0] or first) - first), default="")


def _checked(value: str) -> str:
    return value if edtf.is_valid(value) else ""


def _iso(day: date, days: int) -> str:
    try:
        return (day + timedelta(days)).isoformat()
    except OverflowError:  # before the year 1 or after 9999
        return ""
