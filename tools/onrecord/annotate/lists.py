"""The word lists of the rules for names, folded and ready to be looked up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from onrecord.annotate.tokens import fold
from onrecord.vocabulary import table, values, words


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The word lists of the rules, folded."""

    given: frozenset[str]
    female: frozenset[str]
    male: frozenset[str]
    particles: frozenset[str]
    suffixes: frozenset[str]
    never: frozenset[str]
    """Words that are no part of a person's name."""
    no_names: frozenset[str]
    """Nationalities, days of the week and months: capitalised words that alone name nothing."""
    function: frozenset[str]
    honorifics: Mapping[str, str]
    """Folded title before a name → gender (``m``, ``f`` or empty)."""
    offices: frozenset[tuple[str, ...]]
    """Folded words of each office or role."""
    within_offices: frozenset[tuple[str, ...]]
    """Two words or more that end an office behind "of": ``army staff``."""
    closing: frozenset[str]
    weak: frozenset[str]
    """Closing words that need other evidence, such as a known place at the beginning of the name."""
    houses: frozenset[str]
    """Weak closing words that behind two words or more close no person's name: ``Church``."""
    common: frozenset[str]
    """Common words."""
    countries: Mapping[str, str]
    """Id of a place → id of its country."""
    abbreviated: Mapping[str, str]
    """Folded abbreviation of a region with a full stop → id of its country: ``calif`` → ``united-states``."""
    opening: frozenset[str]
    companies: frozenset[str]
    """Closing words of companies: ``Ltd``."""
    anywhere: frozenset[str]
    events: frozenset[str]
    honorifics_begin: frozenset[str]
    """The first words of titles; those of ``opening`` and the last of ``closing`` and ``anywhere`` follow. Nearly all words are none."""
    opening_begins: frozenset[str]
    closing_ends: frozenset[str]


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The word lists, read once."""
    organization = {
        position: frozenset(fold(r["word"]) for r in table("organization-words") if r["position"] == position and r["note"] != "weak")
        for position in ("last", "first", "any")
    }
    calendar = {fold(row["name"]) for name in ("dates/months", "dates/weekdays") for row in table(name) if row["language"] == "en"}
    honorifics = {fold(row["form"]): row["gender"] for row in table("honorifics")}
    offices = frozenset(tuple(fold(word) for word in row["form"].replace("-", " ").split()) for row in table("offices"))
    return Vocabulary(
        given=frozenset(fold(name) for name in words("given-names") | words("given-names-more"))
        - frozenset(fold(w) for w in words("not-given-names")),
        female=frozenset(fold(name) for name in words("given-names-female")),
        male=frozenset(fold(name) for name in words("given-names-male")),
        particles=frozenset(fold(word) for word in words("name-particles")),
        suffixes=frozenset(fold(word) for word in words("name-suffixes")),
        never=frozenset(fold(word) for word in words("not-names")),
        no_names=frozenset(fold(word) for row in table("countries") for word in values(row["demonyms"])) | calendar,
        function=words("function-words"),
        honorifics=honorifics,
        offices=offices,
        within_offices=frozenset(form[n:] for form in offices for n in range(2, len(form) - 1) if "of" in (form[n - 1], form[n - 2])),
        closing=organization["last"],
        weak=frozenset(fold(r["word"]) for r in table("organization-words") if r["position"] == "last" and r["note"] == "weak"),
        houses=frozenset({"church", "mosque"}),
        common=frozenset(row["word"] for row in table("common-words")),
        countries={row["id"]: row["country"] for row in table("places") if row["country"]},
        abbreviated={fold(form): row["country"] for row in table("places") for form in values(row["variants"]) if form.endswith(".")},
        opening=organization["first"],
        companies=frozenset(fold(r["word"]) for r in table("organization-words") if r["note"] == "company"),
        anywhere=organization["any"],
        events=frozenset(fold(row["head"]) for row in table("event-words") if row["note"] != "weak"),
        honorifics_begin=frozenset(form.split()[0] for form in honorifics),
        opening_begins=frozenset(form.split()[0] for form in organization["first"]),
        closing_ends=frozenset(form.split()[-1] for form in organization["last"] | organization["any"]),
    )
