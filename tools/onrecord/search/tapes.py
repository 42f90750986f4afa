"""Columns of numbers in the files of a folder: written part by part, then read as if they were memory.

There need not be memory for all of them at once, and another process that reads them shares it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Column = NDArray[Any]

_PART = 2**20
"""Numbers that are changed at a time."""


class Tape:
    """One column while it is written, as wide as the widest of its parts. The name of its file is its own and that of its type."""

    def __init__(self, folder: Path, name: str) -> None:
        self._folder, self._name = folder, name
        self._type: np.dtype[Any] = np.dtype(np.uint8)
        self._path.touch()

    @property
    def _path(self) -> Path:
        return self._folder / f"{self._name}.{self._type}"

    def add(self, part: Column) -> None:
        """Write some more numbers."""
        wider = np.promote_types(self._type, part.dtype)
        if wider != self._type:
            former, held = self._path, np.fromfile(self._path, dtype=self._type)
            self._type = wider
            held.astype(wider).tofile(self._path)
            former.unlink()
        with self._path.open("ab") as file:
            part.astype(wider, copy=False).tofile(file)

    def replace(self, table: Column) -> None:
        """Put what a table has in the place of each number; it has nothing wider."""
        numbers = _mapped(self._path, "r+")
        for first in range(0, len(numbers), _PART):
            part = numbers[first : first + _PART]
            part[:] = table[part]


def tapes(folder: Path) -> dict[str, Column]:
    """The columns of a folder by their names."""
    return {path.stem: _mapped(path, "r") for path in folder.iterdir()}


def _mapped(path: Path, mode: Any) -> Column:
    type_ = np.dtype(path.suffix[1:])
    return np.asarray(np.memmap(path, dtype=type_, mode=mode)) if path.stat().st_size else np.zeros(0, dtype=type_)
