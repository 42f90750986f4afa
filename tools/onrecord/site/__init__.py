"""The Pelican plugin: pages for the documents, people, organizations, places, events, topics and outlets of a corpus.

It reads what stands in ``content/articles`` and ``content/authorities``, and nothing of the pipeline that wrote it.
"""

from __future__ import annotations

from typing import Any


def register() -> None:
    """Called by Pelican: adds the corpus generator to the stock ones."""
    from pelican.plugins import signals

    signals.get_generators.connect(_generator)


def _generator(pelican: Any) -> type:
    from onrecord.site.generator import CorpusGenerator

    del pelican
    return CorpusGenerator
