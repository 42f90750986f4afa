"""Suggestions that a person refused: kept by hand beside the authority files, and never offered again.

``content/authorities/refused.yaml`` says what was refused in words, so that a line can be taken out again. A refused merge says
no more than that nobody wants to hear of it: that two people are two is said with ``not_same_as`` in their records.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from onrecord.authorities import KINDS
from onrecord.decisions import replace_files
from onrecord.errors import ConfigurationError
from onrecord.hand import load_records
from onrecord.handwriting import append

What = Literal["merge", "split", "record"]
Names = Annotated[tuple[str, ...], msgspec.Meta(min_length=1)]

HEAD = """\
# Suggestions of `onrecord suggest` that were refused; they are not offered again.
#
#   what   merge (these names are not to be joined), split (this record stays whole), record (no record for this name)
#   kind   people, organizations, places, events, topics or outlets
#   names  as they stand in the texts
#   why    for whoever asks later; may be left out
# Take a record out, and the suggestion comes back. That two of a name are two is better said in their records: not_same_as.

"""


class Refusal(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One suggestion that was refused. ``names`` are those of everything that it spoke of."""

    what: What
    kind: str
    names: Names
    why: str | None = None


@dataclass(frozen=True)
class Refusals:
    """What was refused, ready to be looked up."""

    refused: tuple[Refusal, ...] = ()

    def merge(self, kind: str, first: Iterable[str], second: Iterable[str]) -> bool:
        """Whether joining two bearers of these names was refused."""
        a, b = _folded(first), _folded(second)
        return any(a & names and b & names for names in self._names["merge", kind])

    def about(self, what: What, kind: str, names: Iterable[str]) -> bool:
        """Whether a split or a record was refused for one of these names."""
        wanted = _folded(names)
        return any(wanted & refused for refused in self._names[what, kind])

    @cached_property
    def _names(self) -> defaultdict[tuple[What, str], list[set[str]]]:
        found: defaultdict[tuple[What, str], list[set[str]]] = defaultdict(list)
        for refusal in self.refused:
            found[refusal.what, refusal.kind].append(_folded(refusal.names))
        return found


def _folded(names: Iterable[str]) -> set[str]:
    return {name.casefold() for name in names}


def path_in(folder: Path) -> Path:
    """The file of refusals of a folder of authority files."""
    return folder / "refused.yaml"


def load(folder: Path) -> Refusals:
    """Read what was refused; a missing file holds nothing. Raises :class:`ConfigurationError` with the line of what does not fit."""
    path = path_in(folder)
    records = load_records(path, Refusal)
    errors = [
        f"{path}, line {line}: there is no kind '{refusal.kind}'; choose among {', '.join(KINDS)}"
        for refusal, line in records
        if refusal.kind not in KINDS
    ]
    if errors:
        raise ConfigurationError("\n".join(errors))
    return Refusals(tuple(refusal for refusal, _ in records))


def remember(folder: Path, refusal: Refusal) -> Path:
    """Add a refusal to the file; one that stands there already is left as it is."""
    path = path_in(folder)
    if refusal not in load(folder).refused:
        before = path.read_bytes() if path.exists() else None
        text = HEAD if before is None else before.decode("utf-8")
        new = append(text, str(path), [msgspec.to_builtins(refusal)], Refusal)
        replace_files({path: new.encode("utf-8")}, {path: before})
    return path
