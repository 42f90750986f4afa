"""Words as topics compare them: without a plural ending, in one spelling."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from onrecord.vocabulary import table


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """A folded word in the singular and in one spelling: "defenses" and "defence", "organizations" and "organisation" are one."""
    forms = _forms()
    if word in forms:
        return forms[word]
    single = _singular(word)
    single = forms.get(single, single)
    return single.replace("isation", "ization") if "isation" in single else single


@lru_cache(maxsize=1)
def _forms() -> Mapping[str, str]:
    return {row["form"]: row["as"] for row in table("word-forms")}


def _singular(word: str) -> str:
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    return word[:-1]
