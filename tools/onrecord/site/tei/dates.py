"""EDTF as the attributes with which TEI dates something (classes att.datable.w3c and att.datable.custom)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from onrecord import edtf

Attributes = Mapping[str, str | None]

METHOD = "edtf"
"""The id of the calendar that explains dates which TEI's own attributes cannot tell whole."""

_PLAIN = re.compile(r"\d{4}(?:-(?:0\d|1[0-2])(?:-\d\d)?)?")
_NO_YEAR = re.compile(r"XXXX-(0\d|1[0-2])(-\d\d)?")
_QUALIFIERS: Mapping[str, Attributes] = {
    "?": {"cert": "low"},
    "~": {"precision": "low"},
    "%": {"cert": "low", "precision": "low"},
}


def happened(value: str) -> Attributes:
    """When something happened or was written: a day, month or year as ``when``, an interval as ``from`` and ``to``.

    What TEI cannot say in these (a season, a decade, an approximate end) has the days that it can mean as ``notBefore`` and
    ``notAfter``; the value itself is kept as ``when-custom`` wherever the others say less than it does.
    """
    plain, qualified = _unqualified(value)
    if _PLAIN.fullmatch(plain):
        return {"when": plain, **qualified, **(_kept(value) if qualified else {})}
    if match := _NO_YEAR.fullmatch(plain):
        return {"when": f"--{match[1]}{match[2] or ''}", **qualified, **_kept(value)}
    start, slash, end = value.partition("/")
    if slash and _are_plain(start, end):
        return {"from": _stated(start), "to": _stated(end), **({} if _stated(start) and _stated(end) else _kept(value))}
    return {**_limits(value), **_kept(value)}


def bounded(value: str) -> Attributes:
    """The limits of a date that is not known: ``notBefore`` and ``notAfter``, open where one is not known."""
    start, slash, end = value.partition("/")
    if not slash:
        end = start
    if _are_plain(start, end):
        return {"notBefore": _stated(start), "notAfter": _stated(end)}
    return {**_limits(value), **_kept(value)}


def _are_plain(*sides: str) -> bool:
    return all(_PLAIN.fullmatch(side) or side in ("", "..") for side in sides)


def _limits(value: str) -> Attributes:
    first, last = edtf.bounds(value)
    return {"notBefore": first.isoformat() if first else None, "notAfter": last.isoformat() if last else None}


def _stated(side: str) -> str | None:
    return None if side in ("", "..") else side


def _unqualified(value: str) -> tuple[str, Attributes]:
    qualifier = value[-1:] if "/" not in value else ""
    found = _QUALIFIERS.get(qualifier, {})
    return (value[:-1] if found else value), found


def _kept(value: str) -> Attributes:
    return {"when-custom": value, "datingMethod": f"#{METHOD}"}
