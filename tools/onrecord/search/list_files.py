"""The files of the lexicon and of the lists.

A form in few documents has its lists beside those of the other such forms of its part: that of documents in the file of the part
itself, that of positions in one other file. Of a form in more documents the lexicon tells in which files its lists lie and where.
These files are in the order of the last letters within several rows of the lexicon together: there are more of them than parts, and
few forms of one ending or beginning.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from onrecord.search.coding import joined, packs, written
from onrecord.search.columns import numbers
from onrecord.search.lexicon import Lexicon, front_coded
from onrecord.search.lists import Lists

FEW = 32
"""Documents of a form whose lists lie in the files of its part."""
ROWS = 4
"""Rows of the lexicon whose other lists lie together."""
FULL = {"documents": 4000, "positions": 6000}
"""Bytes from which a file of lists holds no more."""
LONG = 24_000
"""Bytes of a list that begins a file of its own."""

Lain = Mapping[int, tuple[int, int]]
"""Number of a form → the file in which a list lies, and the byte there."""


def list_files(lexicon: Lexicon, lists: Lists) -> Iterator[tuple[str, object]]:
    """(name, content) of each file."""
    few: list[Mapping[str, str]] = []
    many: dict[str, list[bytes]] = {kind: [] for kind in FULL}
    in_many = lists.documents > FEW
    for part in lexicon.parts:
        chosen, coded = in_many[part.forms.start : part.forms.stop], lists.code(part.forms)
        for kind, of_kind in coded.items():
            of_chosen = of_kind.of(chosen)
            many[kind] += packs(of_chosen.codes, of_chosen.bounds)
        few.append({kind: joined(of_kind.of(~chosen).codes) for kind, of_kind in coded.items()})
    forms = np.flatnonzero(in_many).tolist()
    order = _order(lexicon, forms)
    lain: dict[str, Lain] = {}
    for kind, held in many.items():
        lain[kind] = yield from _files(kind, [forms[n] for n in order], [held[n] for n in order])
    for number, (part, packed) in enumerate(zip(lexicon.parts, few, strict=True)):
        places = _places(lain, [form for form in part.forms if in_many[form]])
        yield f"lexicon-{number}", {**_counted(lexicon, lists, part.forms), "lists": packed["documents"], "places": places}
        yield f"few-{number}", packed["positions"]


def _order(lexicon: Lexicon, forms: Sequence[int]) -> list[int]:
    """The order of some forms in the files, as their numbers among these."""
    begins = [part.forms.start for part in lexicon.parts if not part.ending][::ROWS]
    row = np.searchsorted(begins, forms, side="right").tolist()
    return sorted(range(len(forms)), key=lambda n: (row[n], *lexicon.forms[forms[n]].backwards))


def _files(kind: str, forms: Sequence[int], lists: Sequence[bytes]) -> Generator[tuple[str, object], None, Lain]:
    """The files of lists of one kind, in this order; returns where they lie."""
    lain: dict[int, tuple[int, int]] = {}
    number, held = 0, bytearray()
    for form, packed in zip(forms, lists, strict=True):
        if len(held) >= FULL[kind] or (held and len(packed) >= LONG):
            yield f"{kind}-{number}", written(held)
            number, held = number + 1, bytearray()
        lain[form] = number, len(held)
        held += packed
    if lain:
        yield f"{kind}-{number}", written(held)
    return lain


def _counted(lexicon: Lexicon, lists: Lists, here: range) -> dict[str, Any]:
    """Some forms, and how many documents and occurrences each has."""
    forms = lexicon.forms[here.start : here.stop]
    documents, occurrences = lists.documents[here.start : here.stop], lists.occurrences[here.start : here.stop]
    return {
        "forms": front_coded(forms),
        "shares": [[at, form.share, form.kinds] for at, form in enumerate(forms) if form.kinds > 1],
        "documents": numbers(documents - 1),
        "more": numbers(occurrences - documents),
    }


def _places(lain: Mapping[str, Lain], forms: Sequence[int]) -> list[Any]:
    """Where the lists of some forms lie, kind by kind: the first file, how many files further each lies than the one before, and where."""
    files, steps, bytes_ = [], [], []
    for of_kind in lain.values():
        places = [of_kind[form] for form in forms]
        numbers_ = [file for file, _ in places]
        files.append(numbers_[0] if places else 0)
        steps += np.diff(numbers_, prepend=numbers_[:1]).tolist()
        bytes_ += [at for _, at in places]
    return [files, numbers(steps), numbers(bytes_)]
