"""Pages at addresses that an entity had before it was found to be the same as another: each leads on to where the entity is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.records import PLURALS
from onrecord.site import addresses
from onrecord.site.contexts import Base, Link
from onrecord.site.corpus import Corpus, Key


@dataclass(frozen=True, slots=True)
class MovedContext(Base):
    """``moved.html``: the page of the entity that stood here, from the site's root."""

    to: Link

    @property
    def way(self) -> str:
        """The address to go on to, from this page."""
        return f"{self.root}{self.to.href}"


def pages(corpus: Corpus) -> Iterator[MovedContext]:
    """One page for each former address that nothing else stands at now; one that several have leads to the first of them."""
    seen: set[Key] = set()
    for entry in corpus.entities.values():
        for id_ in entry.former:
            if (entry.kind, id_) not in corpus.entities and (entry.kind, id_) not in seen:
                seen.add((entry.kind, id_))
                url = addresses.entity(entry.kind, id_)
                yield MovedContext(
                    url=url,
                    title=entry.name,
                    description=f"What stood here is told of {entry.name}.",
                    section=PLURALS[entry.kind],
                    to=Link(entry.name, entry.url),
                )
