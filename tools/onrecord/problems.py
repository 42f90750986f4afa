"""What each problem means and what a person can do about it: the words are in ``vocabulary/problems.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib import resources

import msgspec

from onrecord.hand import load_mapping


class Advice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``means``: what was found; ``do``: the next step."""

    means: str
    do: str


@lru_cache(maxsize=1)
def all_advice() -> Mapping[str, Advice]:
    """Problem code → advice."""
    text = resources.files("onrecord.vocabulary").joinpath("problems.yaml").read_text(encoding="utf-8")
    return msgspec.convert(load_mapping(text, "vocabulary/problems.yaml"), dict[str, Advice])


def advice(code: str) -> Advice:
    """The advice for a problem. Raises ``KeyError`` for a code that the table does not have: a test holds them together."""
    return all_advice()[code]
