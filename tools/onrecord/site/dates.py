"""Dates in words: the one place where an EDTF value becomes English.

Nothing is added that the value does not say: a year stays a year, an unknown day is said to be unknown.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from onrecord import edtf
from onrecord.records import Basis

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
"""EDTF writes the seasons as months 21 to 24 (ISO 8601-2, level 1)."""

_QUALIFIED = {"~": "about {}", "?": "{} (uncertain)", "%": "about {} (uncertain)"}
_DAY = re.compile(r"(\d{4}|XXXX)-(\d\d|XX)-(\d\d|XX)")
_MONTH = re.compile(r"(\d{4}|XXXX)-(\d\d|XX)")
_EXACT_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_EXACT = re.compile(r"\d{4}(-(0\d|1[0-2])(-\d\d)?)?")


@dataclass(frozen=True, slots=True)
class When:
    """When something was published or said: a date, or bounds where there is none, each as EDTF and with its basis."""

    date: str | None = None
    basis: Basis = "none"
    bounds: str | None = None

    @property
    def words(self) -> str:
        """The date in words, or the bounds, or that there is none."""
        if self.date:
            return between(self.date) if self.date.startswith("../") or self.date.endswith("/..") else words(self.date)
        return between(self.bounds) if self.bounds else "not dated"

    @property
    def machine(self) -> str | None:
        """The value of a ``datetime`` attribute, where HTML can express the date exactly."""
        return self.date if self.date and _EXACT.fullmatch(self.date) else None

    @property
    def dated(self) -> bool:
        """Whether there is a date that falls on the time line: a day without its year does not, nor “before 2018”, “since 2018”."""
        return self.date is not None and None not in edtf.bounds(self.date)

    @property
    def key(self) -> tuple[bool, dt.date, dt.date]:
        """Orders by time: what is dated by its first day, then the undated by their bounds, then what has neither."""
        first, last = edtf.bounds(self.extent) if self.extent else (None, None)
        return not self.dated, first or last or dt.date.max, last or dt.date.max

    @property
    def extent(self) -> str | None:
        """What is known of the time: the date, or the bounds of one that does not fall on the time line; “before 2018” is a limit, too."""
        return self.date if self.dated else self.bounds or self.date

    @property
    def year(self) -> int | None:
        """The year of a date, for grouping; a date that runs over several years counts from its first."""
        first = edtf.bounds(self.date)[0] if self.dated and self.date else None
        return first.year if first else None


def words(value: str) -> str:
    """An EDTF date in words: ``2021-03-03`` → ``3 March 2021``. What has no plain wording is shown as it is."""
    if "/" in value:
        return term(value)
    qualifier = value[-1:] if value[-1:] in _QUALIFIED else ""
    plain = value.removesuffix(qualifier) if qualifier else value
    said = _plain(plain)
    if said is None:
        return value
    return _QUALIFIED[qualifier].format(said) if qualifier else said


def term(interval: str) -> str:
    """A stretch of time that something lasted: ``2013-09-09/2018-09-09`` → ``9 September 2013 to 9 September 2018``."""
    start, _, end = interval.partition("/")
    if not _known(start):
        return f"until {words(end)}" if _known(end) else "dates not known"
    if not end or end == "..":
        return f"since {words(start)}" if end == ".." else f"from {words(start)}"
    if start == end:
        return words(start)
    return _within_month(start, end) or f"{words(start)} to {words(end)}"


def _within_month(start: str, end: str) -> str | None:
    """``25–26 February 1992`` for two days of one month, ``27 September to 10 November 2020`` for two of one year."""
    if not (_EXACT_DAY.fullmatch(start) and _EXACT_DAY.fullmatch(end)) or start[:4] != end[:4]:
        return None
    if start[:7] == end[:7]:
        return f"{int(start[8:])}–{words(end)}"
    return f"{words(start).removesuffix(start[:4]).rstrip()} to {words(end)}"


def between(bounds: str) -> str:
    """The limits of a date that is not known: ``between 9 September 2013 and 9 September 2018``."""
    start, slash, end = bounds.partition("/")
    if not slash:
        return words(bounds)
    if not _known(start):
        return f"not after {words(end)}" if _known(end) else "not dated"
    if not _known(end):
        return f"not before {words(start)}"
    return words(start) if start == end else f"between {words(start)} and {words(end)}"


def _known(side: str) -> bool:
    return side not in ("", "..")


def _plain(value: str) -> str | None:
    if match := _DAY.fullmatch(value):
        return _day(*match.groups())
    if match := _MONTH.fullmatch(value):
        return _month(*match.groups())
    if re.fullmatch(r"\d{4}", value):
        return value
    if re.fullmatch(r"\d{3}X", value):
        return f"{value[:3]}0s"
    if re.fullmatch(r"\d{2}XX", value):
        return f"{value[:2]}00s"
    return None


def _day(year: str, month: str, day: str) -> str | None:
    if month == "XX":
        return f"{year}, day not stated" if year != "XXXX" and day == "XX" else None
    name = MONTHS[int(month) - 1] if 1 <= int(month) <= 12 else None
    if name is None:
        return None
    if day == "XX":
        return f"{name} {year}, day not stated" if year != "XXXX" else f"{name}, day and year not stated"
    return f"{int(day)} {name} {year}" if year != "XXXX" else f"{int(day)} {name}, year not stated"


def _month(year: str, month: str) -> str | None:
    if month in SEASONS:
        return f"{SEASONS[month]} {year}" if year != "XXXX" else None
    if month == "XX":
        return f"{year}, month not stated" if year != "XXXX" else None
    if not 1 <= int(month) <= 12:
        return None
    name = MONTHS[int(month) - 1]
    return f"{name} {year}" if year != "XXXX" else f"{name}, year not stated"
