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
    """Documents over time. ``undated`` and ``coarse`` (dated, but not finely or surely enough for a bar) are counted apart."""

    bars: tuple[Bar, ...]
    unit: str
    undated: int
    coarse: int
    top: int
    width: int = WIDTH
    height: int = 132


@dataclass(frozen=True, slots=True)
class _Bins:
    """The stretches of time in which things are counted: months, years or decades, without a gap."""

    unit: str
    keys: tuple[int, ...]
    labels: tuple[tuple[str, str], ...]
    """(label, tick on the axis or nothing)."""

    def of(self, span: _Span) -> int | None:
        """The bin that holds a date; none for a date that is too coarse."""
        first, last = span
        if not first or not last or first.year != last.year:
            return None
        if self.unit == "month":
            return first.year * 12 + first.month if first.month == last.month else None
        return first.year if self.unit == "year" else first.year // 10 * 10


_Span = tuple[date | None, date | None]
_UNSURE: _Span = (None, None)


def _span(when: When) -> _Span | None:
    """The first and the last day of a date, neither of them where it is uncertain or approximate; nothing where there is no date."""
    if not when.dated or not when.date:
        return None
    return _UNSURE if edtf.is_qualified(when.date) else edtf.bounds(when.date)


def _bins(dated: Sequence[_Span]) -> _Bins | None:
    """By month, or by year when the dates span more than three years or one has no month, or by decade; none without a year."""
    sure = [span for span in dated if span != _UNSURE]
    known = [(first, last) for first, last in sure if first and last]
    years = [first.year for first, last in known if first.year == last.year]
    if not years:
        return None
    low, high = min(years), max(years)
    if high - low < _MONTHLY_UP_TO and all((first.year, first.month) == (last.year, last.month) for first, last in known) and known == sure:
        months = [first.year * 12 + first.month for first, _ in known]
        keys = range(min(months), max(months) + 1)
        names = [(MONTHS[(key - 1) % 12], (key - 1) // 12) for key in keys]
        ticks = (f"{name[:3]} {year}" if name == MONTHS[0] or not i else "" for i, (name, year) in enumerate(names))
        return _Bins("month", tuple(keys), tuple((f"{name} {year}", tick) for (name, year), tick in zip(names, ticks, strict=True)))
    step, unit = (10, "decade") if high - low >= _YEARLY_UP_TO else (1, "year")
    keys = range(low // step * step, high + 1, step)
    every = max(1, len(keys) // (12 if step == 1 else 10))
    labels = [f"{key}s" if step > 1 else str(key) for key in keys]
    return _Bins(unit, tuple(keys), tuple((label, "" if i % every else label) for i, label in enumerate(labels)))


def histogram(times: Iterable[When]) -> Histogram:
    """Count dated documents by month, or by year when they span more than three years or a date has no month."""
    all_times = tuple(times)
    dated = [span for when in all_times if (span := _span(when))]
    undated, bins = len(all_times) - len(dated), _bins(dated)
    if bins is None:
        return Histogram((), "year", undated, len(dated), 0)
    counted = Counter(bins.of(span) for span in dated)
    coarse = counted.pop(None, 0)
    labels = [(label, tick, counted[key]) for key, (label, tick) in zip(bins.keys, bins.labels, strict=True)]
    return Histogram(_bars(labels), bins.unit, undated, coarse, max(counted.values()))


@dataclass(frozen=True, slots=True)
class Series:
    """One row of a figure over time; ``undated`` and ``coarse`` as in a histogram."""

    bars: tuple[Bar, ...]
    total: int
    undated: int
    coarse: int
    top: int


@dataclass(frozen=True, slots=True)
class OverTime:
    """Documents above and statements below, on one axis of time, each row to its own scale. ``statements`` may have none."""

    unit: str
    labels: tuple[str, ...]
    ticks: tuple[Tick, ...]
    documents: Series
    statements: Series
    width: int = WIDTH

    @property
    def table(self) -> tuple[tuple[str, int, int], ...]:
        """(label, documents, statements) of every stretch that has any, then of what is dated roughly or not at all."""
        documents, statements = ({bar.label: bar.count for bar in series.bars} for series in (self.documents, self.statements))
        rows = [(label, documents.get(label, 0), statements.get(label, 0)) for label in self.labels]
        rows.append(("Dated roughly", self.documents.coarse, self.statements.coarse))
        rows.append(("Not dated", self.documents.undated, self.statements.undated))
        return tuple(row for row in rows if row[1] or row[2])


def over_time(documents: Iterable[When], statements: Iterable[When]) -> OverTime | None:
    """Lay out what an entity is named in and what it says over time, or ``None`` where there are not two stretches to compare."""
    rows = [[_span(when) for when in found] for found in (documents, statements)]
    bins = _bins([span for row in rows for span in row if span])
    if bins is None or len(bins.keys) < _COMPARED:
        return None
    first, second = (_series(bins, row) for row in rows)
    step = WIDTH / len(bins.keys)
    ticks = tuple(Tick(tick, round((i + 0.5) * step, 1)) for i, (_, tick) in enumerate(bins.labels) if tick)
    return OverTime(bins.unit, tuple(label for label, _ in bins.labels), ticks, first, second)


_COMPARED = 2


def _series(bins: _Bins, spans: Sequence[_Span | None]) -> Series:
    dated = [span for span in spans if span]
    counted = Counter(bins.of(span) for span in dated)
    coarse = counted.pop(None, 0)
    labels = [(label, tick, counted[key]) for key, (label, tick) in zip(bins.keys, bins.labels, strict=True)]
    bars = _bars(labels, 24.0, 34.0) if counted else ()
    return Series(bars, len(spans), len(spans) - len(dated), coarse, max(counted.values(), default=0))


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
    """A dated thing on the time line: a point, or a stretch when the date is not exact. ``count`` things share it. One whose date is
    uncertain or approximate (``unsure``) can lie beyond it, and its label says so."""

    label: str
    href: str | None
    x: float
    width: float
    row: int
    count: int = 1
    unsure: bool = False
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

    @property
    def extent(self) -> str:
        """The date, or the bounds of one that is not known."""
        return (self.when.date if self.when.dated else self.when.bounds) or ""

    @property
    def unsure(self) -> bool:
        """Whether the extent is uncertain or approximate."""
        return edtf.is_qualified(self.extent)

    @property
    def told(self) -> str:
        """The label, with an unsure date in words."""
        return f"{self.label}, {self.when.words}" if self.unsure else self.label


def time_line(events: Sequence[Dated], documents: Sequence[Dated]) -> TimeLine | None:
    """Lay out the time line, or ``None`` where nothing has a place on it. Ranges that are open are drawn to the edge."""
    spans = [edtf.bounds(thing.extent) for thing in (*events, *documents) if thing.extent]
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
    """Things of the same extent that are equally sure become one mark; each mark takes the first row where it has room."""
    extents: dict[tuple[float, float, bool], list[Dated]] = {}
    for thing in things:
        first, last = edtf.bounds(thing.extent)
        start = scale.x(first.toordinal() if first else scale.low)
        end = scale.x((last.toordinal() + 1) if last else scale.high)
        extents.setdefault((start, round(end - start, 1), thing.unsure), []).append(thing)
    marks, free = [], [-1.0] * _MOST_ROWS
    for (start, width, unsure), group in sorted(extents.items()):
        row = next((i for i, until in enumerate(free) if until <= start), _MOST_ROWS - 1)
        free[row] = start + max(width, 7.0) + 1.0
        label = "; ".join(thing.told for thing in group[:3]) + (f"; and {len(group) - 3} more" if len(group) > 3 else "")
        marks.append(Mark(label, group[0].href if len(group) == 1 else None, start, width, row, len(group), unsure))
    return tuple(marks)


def _ticks(first: int, last: int, scale: _Scale) -> tuple[Tick, ...]:
    every = next(step for step in (1, 2, 5, 10, 20, 50, 100, 1000) if (last - first + 1) / step <= 12 or step == 1000)
    years = [y for y in range(first, last + 1) if y % every == 0 or first == last]
    return tuple(Tick(str(year), scale.x(date(year, 1, 1).toordinal())) for year in years)
