"""A part of the index is made by a second process, while this one makes the rest."""

from __future__ import annotations

import pickle
import signal
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TypeVar

from onrecord.errors import OnrecordError

Told = TypeVar("Told")
Made = Generator[tuple[str, bytes], None, Told]
"""(path, content) of some files, and what else is to be known of them at last."""


@contextmanager
def beside(make: Callable[[], Made[Told]], kept: Path) -> Iterator[Callable[[], Made[Told]]]:
    """Begin to make some files in a second process; gives a function that waits for them, and yields and returns the same as ``make``.

    They are kept in a file until then. The process ends with the context at the latest. Raises :class:`OnrecordError` where it has not
    made them; its own traceback is on the standard error.
    """
    # It is started afresh: a fork would copy the locks of the threads of this one.
    process = get_context("spawn").Process(target=_keep, args=(make, kept), daemon=True)
    process.start()
    try:
        yield partial(_made, process, kept)
    finally:
        process.terminate()
        process.join()


def _keep(make: Callable[[], Made[Told]], kept: Path) -> None:
    """Write what was made into a file. This is what the second process does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # of an interruption the first process hears too, and ends this one
    with kept.open("wb") as file:
        for one in _then_told(make()):
            pickle.dump(one, file)


def _then_told(made: Made[Told]) -> Iterator[tuple[str, bytes] | Told | None]:
    told = yield from made
    yield from (None, told)


def _made(process: BaseProcess, kept: Path) -> Made[Told]:
    """Read what :func:`_keep` wrote, when it has ended."""
    process.join()
    if process.exitcode:
        raise OnrecordError(f"a process that makes the search index ended unexpectedly, with status {process.exitcode}")
    with kept.open("rb") as file:
        while (one := pickle.load(file)) is not None:  # noqa: S301  (written by our own process)
            yield one
        told: Told = pickle.load(file)  # noqa: S301
    return told
