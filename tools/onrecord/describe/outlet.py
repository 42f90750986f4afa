"""The outlet that carried the article, and the host that shows a copy of it; one name for the spellings of each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import urlsplit

from onrecord.authorities import Authorities
from onrecord.describe.witnesses import TEXT, WEAK, Candidate, choose, stated
from onrecord.records import NOT_STATED, Cleaned, Evidence, Value
from onrecord.vocabulary import table, values, words


@dataclass(frozen=True, slots=True)
class Outlets:
    """Known outlets: folded name or domain → preferred label; and the folded names of hosts."""

    labels: Mapping[str, str]
    hosts: Mapping[str, str]

    @classmethod
    def of(cls, authorities: Authorities) -> Outlets:
        """The outlets of a corpus' authority file, and the agencies and hosts of the vocabulary."""
        return _outlets(tuple(authorities.outlets.values()))

    def label(self, name: str) -> str | None:
        """The preferred label of a name as it stands in a text, or ``None`` for an unknown outlet."""
        return self.labels.get(_folded(name))


@lru_cache(maxsize=4)
def _outlets(records: tuple[object, ...]) -> Outlets:
    labels = {_folded(agency): agency for agency in sorted(words("agencies"))}
    hosts = {_folded(name): row["name"] for row in table("aggregators") for name in (row["name"], *values(row["variants"]))}
    for record in records:
        names = (record.label, *record.variants, *record.domains)  # type: ignore[attr-defined]  # records are hashable Outlet structs
        (hosts if record.host else labels).update({_folded(name): record.label for name in names})  # type: ignore[attr-defined]
    return Outlets({name: label for name, label in labels.items() if name not in hosts}, hosts)


def _folded(name: str) -> str:
    name = re.sub(r"^(?:https?://)?(?:www\.)?", "", name.strip().casefold()).rstrip("/")
    return " ".join(re.sub(r"^the\s+", "", name).split())


def outlet_of(cleaned: Cleaned, outlets: Outlets) -> Value:
    """The publication that carried the article."""
    candidates = [*stated(cleaned, "outlet"), *_formula(cleaned, outlets), *_address(cleaned, outlets)]
    candidates += [replace(agency, rank=WEAK) for agency in stated(cleaned, "agency")]
    candidates += [
        replace(holder, rank=WEAK + 1, value=name)
        for holder in [*stated(cleaned, "copyright"), *stated(cleaned, "footer")]
        if (name := _holder(holder, outlets.labels))
    ]
    named = [replace(candidate, value=_name(candidate.value, outlets)) for candidate in candidates]
    return choose(candidate for candidate in named if candidate.value and _folded(candidate.value) not in outlets.hosts)


def host_of(cleaned: Cleaned, outlets: Outlets) -> Value:
    """The site or database that shows a copy of another outlet's article, where page furniture names one."""
    candidates = stated(cleaned, "host")
    for place in ("footer", "copyright", "outlet"):
        candidates += [replace(c, value=name) for c in stated(cleaned, place) if (name := _holder(c, outlets.hosts))]
    return choose(candidates) if candidates else NOT_STATED


def _name(text: str, outlets: Outlets) -> str:
    """The preferred label, or the name as it stands, without a place in brackets after it."""
    bare = re.sub(r"\s*\([^)]*\)\s*$", "", text).strip(" .,;")
    return outlets.label(bare) or outlets.label(text) or bare


def _holder(candidate: Candidate, names: Mapping[str, str]) -> str | None:
    """The known name that stands in a copyright line or in a value."""
    text = _words(candidate.value.casefold())
    found = [name for name in names if _words(name) in text]
    return names[max(found, key=len)] if found else None


def _words(text: str) -> str:
    return " " + " ".join(re.findall(r"[^\W_]+", text)) + " "


_REPORTS = re.compile(
    r"(?:^|[,;(]\s+|\b(?:told|tells|according\s+to|with\s+reference\s+to|citing|by)\s+)(?P<name>(?:[A-Z][\w.&’'-]*\s?){1,4}?)\s+(?:reports?|reported|informs|writes)\b"
)


def _formula(cleaned: Cleaned, outlets: Outlets) -> Iterator[Candidate]:
    """``…, News.az reports.`` in one of the first blocks, when the name is a known outlet or a domain."""
    for block in cleaned.blocks[:3]:
        for match in _REPORTS.finditer(cleaned.body, block.start, block.end):
            name = match["name"].strip()
            if outlets.label(name) or re.fullmatch(r"[\w-]+\.[A-Za-z]{2,4}", name):
                start, end = cleaned.text.to_source(*match.span("name"))
                yield Candidate(name, TEXT, Evidence(cleaned.source.text[start:end], "“… reports”", start, end))


def _address(cleaned: Cleaned, outlets: Outlets) -> Iterable[Candidate]:
    """The known outlet to whose domain the page's own address belongs."""
    for candidate in stated(cleaned, "address"):
        domain = (urlsplit(candidate.value).hostname or "").removeprefix("www.")
        while domain.count("."):
            if label := outlets.label(domain):
                yield replace(candidate, value=label, rank=TEXT)
                break
            domain = domain.partition(".")[2]
