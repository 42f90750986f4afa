"""Numbers of documents, so many of each: files hold those of some documents, in codes that fit those of all."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.search.coding import NumberCode, Numbers, joined, sums


class Rows:
    """``counts`` has for each document how many entries it has in each of the columns."""

    def __init__(self, counts: Numbers, *columns: Numbers) -> None:
        self._counts, self._columns = counts, columns
        self._codes = [NumberCode.of(column) for column in (counts, *columns)]

    def table(self) -> list[str]:
        """What a reader needs: the code of the counts, and that of each column."""
        return [code.table()[0] for code in self._codes]

    def files(self, size: int) -> Iterator[str]:
        """The counts of so many documents at a time, and what the columns have for these."""
        bounds = sums(self._counts)
        for first in range(0, len(self._counts), size):
            counts = self._counts[first : first + size]
            entries = slice(int(bounds[first]), int(bounds[first + len(counts)]))
            held = [counts, *(column[entries] for column in self._columns)]
            coded = [code.encode(numbers) for code, numbers in zip(self._codes, held, strict=True)]
            yield joined(coded[0].beside(*coded[1:]))
