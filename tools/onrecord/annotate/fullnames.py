"""Full names of people by their parts, and which of them contradict one another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from onrecord.annotate.knowledge import vocabulary
from onrecord.annotate.tokens import fold
from onrecord.vocabulary import table, values

_GENERATIONS = frozenset({"jr", "sr", "junior", "senior", "ii", "iii", "iv", "v", "vi", "vii", "viii"})
"""What tells people of one name apart; a degree or an order behind a name (``PhD``, ``OBE``) does not."""


@dataclass(frozen=True, slots=True)
class FullName:
    """A full name, folded: ``given`` its first word, ``middle`` what stands between, ``family`` its last word, ``generation`` Jr."""

    given: str
    middle: tuple[str, ...]
    family: str
    generation: str = ""


@lru_cache(maxsize=65536)
def full_name(name: str) -> FullName | None:
    """The parts of a full name; ``None`` for a surname or a given name alone. Particles (``van der``) tell nothing."""
    folded = [fold(word) for word in re.findall(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*", name)]
    generation = ""
    while len(folded) > 2 and folded[-1] in _suffixes():
        generation = folded[-1] if folded[-1] in _GENERATIONS else generation
        folded.pop()
    if len(folded) < 2 or not re.search(r"\s", name):
        return None
    return FullName(folded[0], tuple(word for word in folded[1:-1] if word not in vocabulary().particles), folded[-1], generation)


def contradict(first: FullName, second: FullName) -> bool:
    """Whether two names of one surname are two people's: other given names, other middle names, Jr. behind one and Sr. behind the other."""
    generations = {first.generation, second.generation} - {""}
    return (
        len(generations) > 1 or not middle_fits(first.middle, second.middle) or full_forms(first.given).isdisjoint(full_forms(second.given))
    )


def middle_fits(first: Sequence[str], second: Sequence[str]) -> bool:
    """Middle names may be left out from the last on, or shortened to initials; George W. is not George H. W."""
    return all(word == other or (1 in (len(word), len(other)) and word[0] == other[0]) for word, other in zip(first, second, strict=False))


def full_forms(given: str) -> frozenset[str]:
    """A folded given name and those for which it is a short form."""
    return _short_forms().get(given, frozenset()) | {given}


@cache
def _short_forms() -> dict[str, frozenset[str]]:
    return {fold(row["short"]): frozenset(map(fold, values(row["full"]))) for row in table("short-given-names")}


@cache
def _suffixes() -> frozenset[str]:
    return vocabulary().suffixes | _GENERATIONS
