"""Which names of events tell one event from another.

"World War", "the Olympics", "the election" name another event in the next document: such a name is the document's own, unless the
document names one event in full to which it belongs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from onrecord.records import Entity
from onrecord.vocabulary import table, words

_WORD = re.compile(r"[^\W_]+")


def is_shared(entity: Entity) -> bool:
    """Whether an event is called by nothing but words that many events share: no year, ordinal, place or person stands in its names."""
    return all(_words(name) <= _common() for name in (entity.name, *entity.variants))


def fuller(event: Entity, others: Iterable[Entity]) -> Entity | None:
    """The one event of the same document whose name says all that the shared name of ``event`` says, and more."""
    found = [other for other in others if not is_shared(other) and any(_words(name) > _words(event.name) for name in _names(other))]
    return found[0] if len(found) == 1 else None


def _names(entity: Entity) -> tuple[str, ...]:
    return (entity.name, *entity.variants)


def _words(name: str) -> frozenset[str]:
    return frozenset(_WORD.findall(name.casefold()))


@cache
def _common() -> frozenset[str]:
    heads = {row["head"].casefold() for row in table("event-words")}
    return frozenset(heads | words("shared-event-words")) - {word for row in table("events") for word in _alone(row["label"])}


def _alone(label: str) -> frozenset[str]:
    """The word of an event that goes by one word alone, as the Holocaust."""
    found = _words(label)
    return found if len(found) == 1 else frozenset()
