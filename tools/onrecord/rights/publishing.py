"""The articles of a corpus as a site gets them: whole for local reading, or with what may be published of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from onrecord.articles import Article
from onrecord.authorities import Authorities
from onrecord.errors import ConfigurationError
from onrecord.rights.copies import led_by_the_freest
from onrecord.rights.deciding import decide
from onrecord.rights.publication import LEVELS, Policy, Publication
from onrecord.rights.withholding import withhold


def policy(settings: Mapping[str, Any]) -> Policy:
    """The policy that the settings of a site state. Raises :class:`ConfigurationError` for a value that is none."""
    level, words = settings["ONRECORD_PUBLISH"], settings["ONRECORD_EXCERPT_WORDS"]
    if level not in LEVELS:
        raise ConfigurationError(f"ONRECORD_PUBLISH is {level!r}; write 'full', 'excerpt' or 'metadata'")
    if not isinstance(words, int) or isinstance(words, bool) or words < 0:
        raise ConfigurationError(f"ONRECORD_EXCERPT_WORDS is {words!r}; write a number of words, from 0")
    return Policy(level, words)


def withholds(settings: Mapping[str, Any]) -> bool:
    """Whether a site of these settings has only what may be published: where they say so, and wherever it has an address."""
    return bool(settings["ONRECORD_WITHHOLD"] or settings["ONRECORD_SITEURL"])


def decided(articles: Iterable[Article], authorities: Authorities, policy: Policy) -> tuple[Article, ...]:
    """The articles for local reading: whole, each with what would be published of it and why."""
    return tuple(msgspec.structs.replace(article, publication=Publication(decide(article, authorities, policy))) for article in articles)


def published(articles: Iterable[Article], authorities: Authorities, policy: Policy) -> tuple[Article, ...]:
    """The articles for publication: of each only what may be shown; of several with one text, the freest stands for them."""
    return led_by_the_freest([withhold(article, decide(article, authorities, policy), policy.words) for article in articles])


def totals(articles: Iterable[Article]) -> str:
    """How many documents are published in full, as excerpts and as metadata, and how many of their words, in a line."""
    found = [article.publication for article in articles if article.publication is not None]
    full, excerpt, metadata = (sum(one.decision.level == level for one in found) for level in LEVELS)
    shown = sum(one.extent.words_shown for one in found if one.extent)
    everything = sum(one.extent.words for one in found if one.extent)
    return (
        f"{len(found):,} documents: {full:,} in full, {excerpt:,} as excerpts, {metadata:,} as metadata alone; "
        f"{shown:,} of {everything:,} words shown"
    )
