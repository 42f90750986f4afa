"""A date as it stands in a text, and the EDTF that its parts make."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in a text.

    ``rule`` is ``iso``, ``iso-month``, ``numeric``, ``numeric-ambiguous``, ``day-month-year``, ``month-day-year``, ``month-year``,
    ``month-day``, ``year``, ``decade``, ``decade-century-inferred``, ``interval``, ``relative`` or ``compact``, with ``-resolved``
    behind it after :func:`~onrecord.dates.resolve`.
    ``edtf`` is a valid EDTF date or interval, or ``""`` for a relative one without any calendar date ("yesterday").
    ``alternatives`` are the other readings where the order of day and month is open. ``time`` is the time of day as
    ``HH:MM``, in the zone of the text, when it stands directly beside the date. ``relation`` says what a relative mention
    needs from a reference, as ``unit shift`` (``day -1``, ``year 0``, ``weekday-2 -1``, ``month -1``).
    """

    start: int
    end: int
    edtf: str
    rule: str
    alternatives: tuple[str, ...] = ()
    time: str | None = None
    relation: str | None = None


def calendar_date(year: int | None, month: int, day: int | None) -> str:
    """EDTF for a day or a month, ``XXXX`` where the year is not told; ``""`` when the calendar has no such day."""
    try:
        date(2000 if year is None else year, month, day or 1)  # 2000 is a leap year: 29 February of an unknown year exists
    except ValueError:
        return ""
    if year is not None and not 1000 <= year <= 2099:
        return ""
    head = "XXXX" if year is None else f"{year:04}"
    return f"{head}-{month:02}" if day is None else f"{head}-{month:02}-{day:02}"


def interval(first: str, last: str) -> str:
    """EDTF for an interval of two dates, ``""`` when only one has a year or the end does not lie behind the beginning."""
    told = "X" not in first + last or (first[:4] == last[:4] == "XXXX")
    return f"{first}/{last}" if first and last and told and first < last else ""
