"""What may be published of a document, why, and how much of it that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Level = Literal["full", "excerpt", "metadata"]
"""The whole text; attributed statements within a limit; or title, date, outlet and the other fields alone."""

LEVELS: Sequence[Level] = ("full", "excerpt", "metadata")
"""From the freest to the strictest."""

Ground = Literal["correction", "own", "record", "source", "default"]
"""What decides: a correction of this document, that the words are those of the keeper of the corpus, the record of the outlet, what
the source states, or the setting for all documents of which nothing is known."""

EXCERPT_WORDS = 150
"""Words of a document that are shown at most, unless the setting ``ONRECORD_EXCERPT_WORDS`` says otherwise: about two paragraphs, as
long as an abstract. No law names a number; the Berne Convention (art. 10) allows quotations to the extent that their purpose justifies."""

SHARE = 5
"""One word in so many at most, whatever the setting: the excerpts of a short notice must not be the notice."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What may be published of a document. ``reason`` is a sentence for readers; ``words`` are the lines of the source that it rests on.

    ``uri`` and ``label`` are the statement of rights or the licence. ``ambiguous`` says that the source states two things, of
    which the stricter was taken.
    """

    level: Level
    ground: Ground
    reason: str
    words: tuple[str, ...] = ()
    uri: str | None = None
    label: str | None = None
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class Extent:
    """How much of a document is shown: words of the text below its headline, and statements."""

    words: int
    words_shown: int
    statements: int
    statements_shown: int


@dataclass(frozen=True, slots=True)
class Publication:
    """The decision on a document, and, where it was followed, how much is shown. A site for local reading shows everything."""

    decision: Decision
    extent: Extent | None = None

    @property
    def withheld(self) -> bool:
        """Whether words are missing that the source has."""
        return self.extent is not None and self.decision.level != "full"


@dataclass(frozen=True, slots=True)
class Policy:
    """The settings of a corpus: ``level`` for documents of which nothing is known, and the most ``words`` of an excerpt."""

    level: Level = "excerpt"
    words: int = EXCERPT_WORDS
