"""Figures as numbers: the geometry of the histogram and of the time line. The templates draw them as SVG.

Every figure has a table or a list beside it that says the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from onrecord import edtf
from onrecord.site.dates import MONTHS, When

WIDTH = 720
"""Width of the histogram in its own units; a figure scales to the page."""
LINE_WIDTH = 1100
"""Width of the time line."""

_MONTHLY_UP_TO = 3
"""Years up to which the histogram counts by month: more than 36 bars cannot be told apart on a phone."""
_YEARLY_UP_TO = 60
"""Years up to which it counts by year, for the same reason; beyond, by decade."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what it counts, how many, and where it stands."""

    label: str
    tick: str
    count: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Histogram:
    """Documents over time. ``undated`` and ``coarse`` (dated, but not finely enough for a bar) are counted apart."""

    bars: tuple[Bar, ...]
    unit: str
    undated: int
    coarse: int
    top: int
    width: int = WIDTH
    height: int = 132


def histogram(times: Iterable[When]) -> Histogram:
    """Count dated documents by month, or by year when they span more than three years or a date has no month."""
    all_times = tuple(times)
    dated = [edtf.bounds(when.date) for when in all_times if when.dated and when.date]
    months = [(first, last) for first, last in dated if first and last and (first.year, first.month) == (last.year, last.month)]
    years = [first.year for first, last in dated if first and last and first.year == last.year]
    undated = len(all_times) - len(dated)
    if not years:
        return Histogram((), "year", undated, len(dated), 0)
    low, high = min(years), max(years)
    if high - low < _MONTHLY_UP_TO and len(months) == len(dated):
        counted = Counter((first.year, first.month) for first, _ in months)
        first_month, last_month = min(counted), max(counted)
        bins = [(y, m) for y in range(low, high + 1) for m in range(1, 13) if first_month <= (y, m) <= last_month]
        labels = [
            (f"{MONTHS[m - 1]} {y}", f"{MONTHS[m - 1][:3]} {y}" if m == 1 or (y, m) == bins[0] else "", counted[y, m]) for y, m in bins
        ]
        return Histogram(_bars(labels), "month", undated, 0, max(counted.values()))
    by_year = Counter(years)
    if high - low >= _YEARLY_UP_TO:
        return _by_decade(years, undated, len(dated) - len(years))
    every = max(1, (high - low + 1) // 12)
    labels = [(str(y), str(y) if (y - low) % every == 0 else "", by_year[y]) for y in range(low, high + 1)]
    return Histogram(_bars(labels), "year", undated, len(dated) - len(years), max(by_year.values()))


def _by_decade(years: Sequence[int], undated: int, coarse: int) -> Histogram:
    by_decade = Counter(year // 10 * 10 for year in years)
    decades = range(min(by_decade), max(by_decade) + 10, 10)
    every = max(1, len(decades) // 10)
    labels = [(f"{decade}s", f"{decade}s" if i % every == 0 else "", by_decade[decade]) for i, decade in enumerate(decades)]
    return Histogram(_bars(labels), "decade", undated, coarse, max(by_decade.values()))


def _bars(labels: Sequence[tuple[str, str, int]], height: float = 100.0, base: float = 112.0) -> tuple[Bar, ...]:
    top = max(count for _, _, count in labels)
    step = WIDTH / len(labels)
    width = min(step * 0.82, 44.0)
    return tuple(
        Bar(
            label,
            tick,
            count,
            round(i * step + (step - width) / 2, 2),
            round(base - height * count / top, 2),
            round(width, 2),
            round(height * count / top, 2),
        )
        for i, (label, tick, count) in enumerate(labels)
    )


@dataclass(frozen=True, slots=True)
class Mark:
    """A dated thing on the time line: a point, or a stretch when the date is not exact. ``count`` things share it."""

    label: str
    href: str | None
    x: float
    width: float
    row: int
    count: int = 1
    caption: str = ""

    @property
    def before(self) -> bool:
        """Whether the caption stands before the mark, because there is no room after it."""
        return self.x + self.width > LINE_WIDTH * 0.6


@dataclass(frozen=True, slots=True)
class Tick:
    """A year on the axis."""

    label: str
    x: float


@dataclass(frozen=True, slots=True)
class TimeLine:
    """Events above, documents in the middle, undated documents as ranges below; each lane in rows of equal height."""

    ticks: tuple[Tick, ...]
    events: tuple[Mark, ...]
    documents: tuple[Mark, ...]
    ranges: tuple[Mark, ...]
    event_rows: int
    document_rows: int
    range_rows: int
    width: int = LINE_WIDTH


@dataclass(frozen=True, slots=True)
class Dated:
    """Something to be drawn on the time line."""

    label: str
    href: str | None
    when: When


def time_line(events: Sequence[Dated], documents: Sequence[Dated]) -> TimeLine | None:
    """Lay out the time line, or ``None`` where nothing has a place on it. Ranges that are open are drawn to the edge."""
    spans = [edtf.bounds(value) for value in (d.when.date if d.when.dated else d.when.bounds for d in (*events, *documents)) if value]
    known = [day for span in spans for day in span if day]
    if not known:
        return None
    low, high = date(min(known).year, 1, 1), date(max(known).year, 12, 31)
    scale = _Scale(low.toordinal(), high.toordinal() + 1)
    placed = [e for e in events if e.when.dated]
    dated_events = _captioned(placed, scale) if len(placed) <= _MOST_CAPTIONS else _marks(placed, scale)
    points = _marks([d for d in documents if d.when.dated], scale)
    ranges = _marks([d for d in documents if not d.when.dated and d.when.bounds], scale)
    return TimeLine(
        ticks=_ticks(low.year, high.year, scale),
        events=dated_events,
        documents=points,
        ranges=ranges,
        event_rows=1 + max((m.row for m in dated_events), default=-1),
        document_rows=1 + max((m.row for m in points), default=-1),
        range_rows=1 + max((m.row for m in ranges), default=-1),
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    low: int
    high: int

    def x(self, day: int) -> float:
        return round((min(max(day, self.low), self.high) - self.low) / (self.high - self.low) * LINE_WIDTH, 1)


_MOST_ROWS = 24
"""Rows of a lane; what finds no free place shares the last row, so that the figure stays a figure for any corpus."""


_MOST_CAPTIONS = 16
"""Marks up to which each has a row and a caption of its own."""
_CAPTION = 60
"""Characters of a caption; the whole label stands in the list below."""


def _captioned(things: Sequence[Dated], scale: _Scale) -> tuple[Mark, ...]:
    """One row a thing, in order of time, with its name beside it."""
    marks = []
    for row, thing in enumerate(sorted(things, key=lambda thing: thing.when.key)):
        (mark,) = _marks([thing], scale)
        caption = thing.label if len(thing.label) <= _CAPTION else thing.label[: _CAPTION - 1].rstrip() + "…"
        marks.append(replace(mark, row=row, caption=caption))
    return tuple(marks)


def _marks(things: Sequence[Dated], scale: _Scale) -> tuple[Mark, ...]:
    """Things of the same extent become one mark; each mark takes the first row where it has room."""
    extents: dict[tuple[float, float], list[Dated]] = {}
    for thing in things:
        first, last = edtf.bounds((thing.when.date if thing.when.dated else thing.when.bounds) or "")
        start = scale.x(first.toordinal() if first else scale.low)
        end = scale.x((last.toordinal() + 1) if last else scale.high)
        extents.setdefault((start, round(end - start, 1)), []).append(thing)
    marks, free = [], [-1.0] * _MOST_ROWS
    for (start, width), group in sorted(extents.items()):
        row = next((i for i, until in enumerate(free) if until <= start), _MOST_ROWS - 1)
        free[row] = start + max(width, 7.0) + 1.0
        label = "; ".join(thing.label for thing in group[:3]) + (f"; and {len(group) - 3} more" if len(group) > 3 else "")
        marks.append(Mark(label, group[0].href if len(group) == 1 else None, start, width, row, len(group)))
    return tuple(marks)


def _ticks(first: int, last: int, scale: _Scale) -> tuple[Tick, ...]:
    every = next(step for step in (1, 2, 5, 10, 20, 50, 100, 1000) if (last - first + 1) / step <= 12 or step == 1000)
    years = [y for y in range(first, last + 1) if y % every == 0 or first == last]
    return tuple(Tick(str(year), scale.x(date(year, 1, 1).toordinal())) for year in years)
