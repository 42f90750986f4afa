"""Dates in text: a small exact grammar whose readings are EDTF and whose offsets are code points.

Nothing is completed that the words do not say: a day without a year is ``XXXX-03-23``, a numeric date whose order of day
and month is open is its year with both readings beside it, and ``yesterday`` is no date until :func:`resolve` is told the
document's own.
"""

from __future__ import annotations

from onrecord.dates.finding import find, find_compact
from onrecord.dates.hedges import Bound, Hedge, hedge_beside, hedged
from onrecord.dates.mention import DateMention
from onrecord.dates.resolving import resolve

__all__ = ["Bound", "DateMention", "Hedge", "find", "find_compact", "hedge_beside", "hedged", "resolve"]
