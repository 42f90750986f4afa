"""The outlet that carried the article, and the host that shows a copy of it; one name for the spellings of each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import urlsplit

from onrecord.authorities import Authorities
from onrecord.clean.imprint import is_outlet
from onrecord.describe.witnesses import MARKUP, TEXT, WEAK, Candidate, choose, stated
from onrecord.letters import letters
from onrecord.records import NOT_STATED, Cleaned, Evidence, Value
from onrecord.vocabulary import table, values, words


@dataclass(frozen=True, slots=True)
class Outlets:
    """Known outlets: folded name or domain → preferred label; the folded names of hosts; and the names of the corpus' own
    outlets in lower case, with which a report may be signed."""

    labels: Mapping[str, str]
    hosts: Mapping[str, str]
    signatures: frozenset[str]

    @classmethod
    def of(cls, authorities: Authorities) -> Outlets:
        """The outlets of a corpus' authority file, and the agencies and hosts of the vocabulary."""
        labels = {_folded(agency): agency for agency in sorted(words("agencies"))}
        hosts = {_folded(name): row["name"] for row in table("aggregators") for name in (row["name"], *values(row["variants"]))}
        for record in authorities.outlets.values():
            names = (record.label, *record.variants, *record.domains)
            (hosts if record.host else labels).update({_folded(name): record.label for name in names})
        signatures = frozenset(name.casefold() for record in authorities.outlets.values() for name in (record.label, *record.variants))
        return cls({name: label for name, label in labels.items() if name not in hosts}, hosts, signatures)

    def label(self, name: str) -> str | None:
        """The preferred label of a name as it stands in a text, or ``None`` for an unknown outlet."""
        return self.labels.get(_folded(name))


def _folded(name: str) -> str:
    name = re.sub(r"^(?:https?://)?(?:www\.)?", "", name.strip().casefold()).rstrip("/")
    return " ".join(re.sub(r"^the\s+", "", name).split())


def outlet_of(cleaned: Cleaned, outlets: Outlets) -> Value:
    """The publication that carried the article.

    Of the names that a page gives itself, one that its own address repeats goes before one that it does not: the publisher of a
    page may be given as the agency or the company behind it.
    """
    candidates = [*_stated(cleaned), *_formula(cleaned, outlets), *_address(cleaned, outlets)]
    candidates += [replace(agency, rank=WEAK) for agency in stated(cleaned, "agency")]
    candidates += [
        replace(holder, rank=WEAK + 1, value=name)
        for holder in [*stated(cleaned, "copyright"), *stated(cleaned, "footer")]
        if (name := _holder(holder, outlets.labels))
    ]
    named = [replace(candidate, value=_name(candidate.value, outlets)) for candidate in candidates]
    named += _domain(cleaned)
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


@lru_cache(maxsize=4096)
def _words(text: str) -> str:
    return " " + " ".join(re.findall(r"[^\W_]+", text)) + " "


_REPORTS = re.compile(
    r"(?:^|(?<=\n)|[,;(]\s+|\b(?:told|tells|according\s+to|with\s+reference\s+to|citing|by)\s+)(?P<name>[A-Z][\w.&’'-]*(?:\s[A-Z][\w.&’'-]*){0,3})\s+(?:reports?|reported|informs|writes)\b"
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
    """The known outlet to whose domain the page's address belongs: below the names that the page gives itself, for the canonical
    address of a copy is that of the original."""
    for candidate in stated(cleaned, "address"):
        domain = (urlsplit(candidate.value).hostname or "").removeprefix("www.")
        while domain.count("."):
            if label := outlets.label(domain):
                yield replace(candidate, value=label, rank=MARKUP + 70)
                break
            domain = domain.partition(".")[2]


# ---- the names that a page gives itself -------------------------------------------------------------------------------

_AGREES, _IN_PART, _NOT = 0, 20, 40
"""Added to the rank of a name that equals the page's domain, that shares letters with it, or neither."""
_LONGEST = 60
_SEPARATOR = re.compile(r"\s+(?:[|»«—–•·/-]|::)\s+|\s*[|»«—]\s*|:\s+")
_COMPANY = re.compile(r",\s+an?\s.*$|,?\s+(?:LLC|Ltd|Limited|Inc|Corp|GmbH|AG|S\.?A|plc|Pvt)\b\.?.*$", re.IGNORECASE)


def site_names(cleaned: Cleaned) -> frozenset[str]:
    """The letters of the names that a page gives its site, and of the labels of its domain."""
    own = {letters(c.value) for field in ("outlet", "site") for c in stated(cleaned, field)}
    ends = [_SEPARATOR.split(c.value) for c in stated(cleaned, "title") if c.evidence.rule == "element title"]
    own |= {letters(parts[end]) for parts in ends if len(parts) > 1 for end in (0, -1)}
    return frozenset(own | set(_labels(cleaned)) | {letters(host) for host in _hosts(cleaned)})


_IN_FRAME = "name in the page's frame"
"""The rule of a name found among a page's buttons: it does not stand against the address that the page prints of itself."""


def _stated(cleaned: Cleaned) -> Iterator[Candidate]:
    """Names from labelled lines and markup, ranked by how they agree with the page's domain."""
    labels = _labels(cleaned)
    title = next((letters(c.value) for c in sorted(stated(cleaned, "title"), key=lambda c: c.rank)), "")
    for candidate in [*stated(cleaned, "outlet"), *_other_names(cleaned, title)]:
        if candidate.evidence.start is not None or candidate.rank < MARKUP:
            on_page = cleaned.source.format == "html" and candidate.rank < MARKUP
            denied = candidate.evidence.rule == _IN_FRAME and labels and _agreement(candidate.value, labels) == _NOT
            yield replace(candidate, rank=WEAK + 11 if denied else TEXT if on_page else candidate.rank)
            continue
        parts = _SEPARATOR.split(candidate.value)
        for text in dict.fromkeys((candidate.value, *parts)):
            name = _COMPANY.sub("", _bare_host(text)).strip()
            own = letters(name)
            if own and own != title and "/" not in name and len(name) <= _LONGEST and not name.startswith("@"):
                whole = 0 if len(parts) == 1 else 5 if text == candidate.value else 1
                yield replace(candidate, value=name, rank=candidate.rank + _agreement(name, labels) + whole)


def _other_names(cleaned: Cleaned, title: str) -> Iterator[Candidate]:
    """What the site calls itself, what the page's ``title`` adds to the headline, and the holder of its copyright."""
    for candidate in stated(cleaned, "site"):
        yield replace(candidate, rank=MARKUP + 12)
    for candidate in stated(cleaned, "title"):
        for part in _SEPARATOR.split(candidate.value)[1:] + _SEPARATOR.split(candidate.value)[:1]:
            own = letters(part)
            known = _agreement(part, _labels(cleaned)) < _NOT
            if known and title and title != letters(candidate.value) and own not in title and title in letters(candidate.value):
                yield replace(candidate, value=part, rank=MARKUP + 13, evidence=replace(candidate.evidence, rule="end of the page’s title"))
        if candidate.evidence.rule == "element title" and len(parts := _SEPARATOR.split(candidate.value)) > 1 and is_outlet(parts[-1]):
            yield replace(
                candidate, value=parts[-1], rank=MARKUP + 14, evidence=replace(candidate.evidence, rule="end of the page’s title")
            )
    for candidate in stated(cleaned, "copyright"):
        match = re.search(r"(?:©|\(c\)|copyright)[\s©\d,–-]*(?:(?:provided\s+)?by\s+)?([^\d.|©]{3,60})", candidate.value, re.IGNORECASE)
        name = _COMPANY.sub("", re.sub(r"[\s,]*all rights.*", "", match[1], flags=re.IGNORECASE)).strip() if match else ""
        if _labels(cleaned) and _agreement(name, _labels(cleaned)) < _NOT:
            yield replace(candidate, value=name, rank=MARKUP + 16)


def _agreement(name: str, labels: Sequence[str]) -> int:
    if not labels:
        return _AGREES
    own = letters(name)
    shorter = re.sub(r"^the", "", own)
    if own in labels or shorter in labels:
        return _AGREES + 1 if "." in name else _AGREES
    initials = "".join(word[0] for word in re.findall(r"\w+", name)).casefold()
    for label in labels:
        if len(label) > 2 and (label in own or initials == label or (len(own) > 3 and own in label)):
            return _IN_PART
    return _NOT


def _hosts(cleaned: Cleaned) -> list[str]:
    found = [(urlsplit(candidate.value).hostname or "") for candidate in sorted(stated(cleaned, "address"), key=lambda c: c.rank)]
    return [host.removeprefix("www.") for host in found if re.fullmatch(r"[\w.-]+\.[a-z]{2,}", host)]


_SECOND_LEVEL = frozenset({"co", "com", "org", "net", "gov", "ac", "edu", "gob", "or", "ne"})


def _labels(cleaned: Cleaned) -> list[str]:
    """The letters of the labels of the page's hosts that name it: "timesofexample" of www.timesofexample.co.uk; and the whole."""
    found: dict[str, None] = {}
    for host in _hosts(cleaned):
        labels = host.split(".")[:-1]
        found[letters(host)] = None
        found |= dict.fromkeys(letters(label) for label in labels if label not in _SECOND_LEVEL and len(label) > 1)
    return list(found)


def _bare_host(name: str) -> str:
    match = re.fullmatch(r"https?://(?:www\.)?([\w.-]+)/?", name.strip())
    return match[1] if match else name


def _domain(cleaned: Cleaned) -> Iterator[Candidate]:
    """The host of the page's address, or else the name of its account, where nothing else names the outlet."""
    for candidate, host in zip(sorted(stated(cleaned, "address"), key=lambda c: c.rank), _hosts(cleaned), strict=False):
        note = "the host of the page’s address; no name is stated"
        yield Candidate(host, WEAK + 10, replace(candidate.evidence, note=note), "derived")
        return
    for candidate in stated(cleaned, "handle")[:1]:
        note = "the page’s account; no name is stated"
        yield Candidate(candidate.value.removeprefix("@"), WEAK + 11, replace(candidate.evidence, note=note), "derived")
