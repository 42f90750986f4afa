"""What would be published of each document, why, and what a person can do about it: for those who keep a corpus."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from onrecord.articles import Article
from onrecord.rights.publication import Extent, Ground, Level

DO: Mapping[Ground, str] = {
    "correction": "Change or remove the correction (field: publish).",
    "own": "Nothing: it is published in full.",
    "record": "Change `publish` in the outlet's record, or add a correction of this document (field: publish).",
    "source": "If you have permission, or read the words otherwise, say so in corrections.yaml (field: publish) or in the outlet's record.",
    "default": "If you know the rights, say so in the outlet's record (publish, rights_uri) or in corrections.yaml (field: publish).",
}
"""What decided → what to do to have it otherwise."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A document with the decision on it. ``words`` are the lines of the source that decided, ``statement`` the address of the
    licence or the statement of rights and ``label`` its name; ``extent`` is how much is shown."""

    document: str
    title: str
    level: Level
    ground: Ground
    ambiguous: bool
    reason: str
    words: tuple[str, ...]
    label: str | None
    statement: str | None
    extent: Extent

    @property
    def do(self) -> str:
        """What to do to have it otherwise."""
        return DO[self.ground]

    @property
    def why(self) -> str:
        """The reason, with the words of the source."""
        return self.reason + "".join(f"{', ' if n else ': '}“{words}”" for n, words in enumerate(self.words))


def listing(published: Iterable[Article]) -> tuple[Listed, ...]:
    """One row for each document that was prepared for publication, in the order of the documents."""
    rows = []
    for article in published:
        publication = article.publication
        if publication is None or publication.extent is None:
            continue
        d = publication.decision
        row = Listed(article.id, article.front.title, d.level, d.ground, d.ambiguous, d.reason, d.words, d.label, d.uri, publication.extent)
        rows.append(row)
    return tuple(rows)
