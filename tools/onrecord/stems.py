"""Words without their endings, so that forms of one word count as one (the stemmers of Snowball)."""

from __future__ import annotations

from functools import cache, lru_cache

import Stemmer
from anyascii import anyascii

from onrecord.vocabulary import words


@cache
def _stemmer(language: str) -> Stemmer.Stemmer | None:
    try:
        return Stemmer.Stemmer(language)
    except KeyError:
        return None


@lru_cache(maxsize=200_000)
def stem(word: str, language: str = "en") -> str:
    """A word without its endings, in small Latin letters; in a language without a stemmer, the whole word."""
    stemmer = _stemmer(language)
    return anyascii(stemmer.stemWord(word.casefold()) if stemmer else word).casefold()


@cache
def joining() -> frozenset[str]:
    """Words that join others and name nothing, in small letters, and single letters."""
    return frozenset(words("function-words")) | frozenset("abcdefghijklmnopqrstuvwxyz")
