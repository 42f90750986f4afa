"""EDTF dates as the formats of citations write them. What a format cannot say is left out there, never rounded to a date."""

from __future__ import annotations

import re
from typing import Any

from onrecord import edtf

Parts = list[int]
"""Year; year and month; or year, month and day."""

_ONE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>0[1-9]|1[0-2]|2[1-4]|XX)(?:-(?P<day>\d\d|XX))?)?(?P<about>[~?%]?)")
_FIRST_SEASON = 20
"""EDTF numbers the seasons 21 to 24, CSL 1 to 4."""


def csl(value: str | None) -> dict[str, Any] | None:
    """A CSL date variable; ``None`` for what is no date of a known year, which a style shows as "n.d.".

    ``circa`` is for what is approximate; CSL has no word for what is uncertain (:func:`is_uncertain`), which the caller tells as
    ``literal``. An interval needs two known ends; a decade or anything else whose years are known but not which of them has no place.
    """
    if not value or edtf.bounds(value)[0] is None:
        return None
    sides = [_ONE.fullmatch(side) for side in value.split("/")]
    found = [match for match in sides if match]
    if len(found) < len(sides):
        return None
    date: dict[str, Any] = {"date-parts": [_parts(match) for match in found]}
    if len(found) == 1 and (season := _season(found[0])):
        date["season"] = season
    elif any(_season(match) for match in found):
        return None
    if any(match["about"] in ("~", "%") for match in found):
        date["circa"] = True
    return date


def is_uncertain(value: str | None) -> bool:
    """Whether a date is doubted, as EDTF has it with ``?`` and ``%``; one that is only approximate (``~``) is not."""
    return any(side.endswith(("?", "%")) for side in (value or "").split("/"))


def iso(value: str | None) -> str | None:
    """ISO 8601 for schema.org, Dublin Core and the tags of pages: a day, a month or a year that is certain."""
    if not value or edtf.bounds(value)[0] is None:
        return None
    match = _ONE.fullmatch(value)
    if match is None or match["about"] or _season(match):
        return None
    return "-".join(f"{part:02}" if n else f"{part:04}" for n, part in enumerate(_parts(match)))


def _parts(match: re.Match[str]) -> Parts:
    parts = [int(match["year"])]
    for name in ("month", "day"):
        if not match[name] or match[name] == "XX" or (name == "month" and int(match[name]) > _FIRST_SEASON):
            break
        parts.append(int(match[name]))
    return parts


def _season(match: re.Match[str]) -> int:
    month = match["month"]
    return int(month) - _FIRST_SEASON if month and month != "XX" and int(month) > _FIRST_SEASON else 0
