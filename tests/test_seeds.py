"""The five articles of the starter corpus, field by field, against what a careful reader finds in them.

The texts belong to their publishers and the reader's findings stand beside them, outside the repository; where they are not,
this file is skipped. No word of either is written here: both are read when the test runs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from onrecord import authorities
from onrecord.authorities import Authorities
from onrecord.extract import Extractor, as_json
from onrecord.hand import load_mapping
from onrecord.read import identify
from onrecord.records import Annotated
from onrecord.relate.entities import unite

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
GOLD = SHARED / "gold" / "seeds.yaml"

pytestmark = pytest.mark.skipif(not GOLD.exists(), reason="the folder ../shared with the texts of the publishers is not here")

HOSTS = {"001_93e1e3fd9c3fc8a4.txt": ("Gale", "Cengage", "Farlex")}
"""The aggregators that an article's page names; any of them is right."""


@lru_cache(maxsize=1)
def gold() -> Mapping[str, Any]:
    """What the reader found, by file name."""
    found: Mapping[str, Any] = load_mapping(GOLD.read_text(encoding="utf-8"), str(GOLD))
    return {name: record for name, record in found.items() if name.endswith(".txt")}


@lru_cache(maxsize=1)
def records() -> Authorities:
    """The starter authority files."""
    return authorities.load(ROOT / "content" / "authorities")


@lru_cache(maxsize=8)
def extracted(name: str) -> Mapping[str, Any]:
    """What the rules find."""
    return as_json(Extractor(records()).extract(SHARED / "seeds" / name, name, identify(name)), with_text=True)


NAMES = sorted(path.name for path in (SHARED / "seeds").glob("*.txt"))


@pytest.mark.parametrize("name", NAMES)
def test_metadata(name: str) -> None:
    """Title and its basis, subtitle, date, outlet, host, authors and rights: right in each, or not stated where nothing is."""
    mismatches = list(_metadata(gold()[name], extracted(name)))
    assert mismatches == []


@pytest.mark.parametrize("name", NAMES)
def test_who_and_what_is_named(name: str) -> None:
    """Everybody the reader found is found, under the name of the authority record; nothing is taken for a person that is none."""
    mismatches = list(_named(gold()[name], extracted(name)))
    assert mismatches == []


@pytest.mark.parametrize("name", NAMES)
def test_statements(name: str) -> None:
    """Each statement has its speaker, its kind, its words and the day it was made on."""
    mismatches = list(_statements(gold()[name], extracted(name)))
    assert mismatches == []


@pytest.mark.parametrize("name", NAMES)
def test_speakers(name: str) -> None:
    assert sorted(extracted(name)["speakers"]) == sorted(gold()[name]["speakers"])


@pytest.fixture(scope="module")
def united() -> Mapping[str, Annotated]:
    """What a new corpus of the five has, without any authority record: file name → the document, its names joined."""
    extractor = Extractor(Authorities())
    found = {name: extractor.extract(SHARED / "seeds" / name, name, identify(name)).annotated for name in NAMES}
    return unite({name: document for name, document in found.items() if document is not None}, {}, Authorities())


@pytest.mark.parametrize("name", NAMES)
def test_without_records_the_people_are_those_the_reader_found(name: str, united: Mapping[str, Annotated]) -> None:
    """All of them, each once, and nobody else."""
    found = sorted(entity.name for entity in united[name].entities if entity.kind == "person")
    assert found == sorted(person["name"] for person in gold()[name]["people"])


def test_without_records_nobody_is_two_people_in_two_articles(united: Mapping[str, Annotated]) -> None:
    ids = {(entity.id, entity.name) for document in united.values() for entity in document.entities if entity.kind == "person"}
    wanted = {person["name"] for record in gold().values() for person in record["people"]}
    assert (len(ids), {name for _, name in ids}) == (len(wanted), wanted)


def _metadata(wanted: Mapping[str, Any], found: Mapping[str, Any]) -> Iterator[str]:
    title = wanted["title"]
    basis = "derived" if title["basis"] == "derived" else "stated"
    if found["title_basis"] != basis or (title["value"] and found["title"] != title["value"]):
        yield f"title: {found['title']!r} ({found['title_basis']}), expected {title['value']!r} ({basis})"
    for field in ("subtitle", "date", "outlet"):
        expected = (wanted.get(field) or {}).get("value")
        if found[field] != expected:
            yield f"{field}: {found[field]!r}, expected {expected!r}"
    if found["date_basis"] != ("stated" if wanted["date"]["value"] else "none"):
        yield f"date_basis: {found['date_basis']}"
    hosts = HOSTS.get(found["source"])
    if (hosts is None) != (found["host"] is None) or (hosts and not any(host in found["host"] for host in hosts)):
        yield f"host: {found['host']!r}, expected one of {hosts}"
    if found["authors"] != ([wanted["byline"]] if wanted["byline"] else []):
        yield f"authors: {found['authors']}, expected {wanted['byline']!r}"
    if bool(found["rights"]) != bool(wanted.get("rights")):
        yield f"rights: {found['rights']!r}"
    if found["language"] != "en":
        yield f"language: {found['language']!r}"


def _named(wanted: Mapping[str, Any], found: Mapping[str, Any]) -> Iterator[str]:
    for person in wanted["people"]:
        if person["name"] not in found["people"]:
            yield f"people: {person['name']} is missing in {found['people']}"
    for name in wanted.get("not_people", ()):
        if name in found["people"]:
            yield f"people: {name} is no person"
    for country in wanted["countries"]:
        if country not in found["places"]:
            yield f"places: {country} is missing in {found['places']}"
    for kind in ("organizations", "events", "topics"):
        labels = _labels(kind)
        for name in wanted[kind]:
            if labels.get(name.casefold(), name) not in found[kind]:
                yield f"{kind}: {name} is missing in {found[kind]}"


def _labels(kind: str) -> dict[str, str]:
    """Any name or term of an authority record, folded → its label."""
    found: dict[str, str] = {}
    for record in getattr(records(), kind).values():
        for name in (*getattr(record, "terms", ()), *record.variants, record.label):
            found[name.casefold()] = record.label
    return found


def _statements(wanted: Mapping[str, Any], found: Mapping[str, Any]) -> Iterator[str]:
    text = found["source_text"]
    for row in wanted["statements"]:
        kind, speaker = row["kind"], row["speaker"]
        spans = [(s, _span(text, s["start"], s["end"])) for s in found["statements"] if (s["speaker"], s["kind"]) == (speaker, kind)]
        places = [_span(text, *match.span()) for match in re.finditer(re.escape(row["begins"]), text)]
        hits = [s for s, span in spans if any(_is(row, text, span, place) for place in places)]
        if not places:
            yield f"{row['begins']!r} does not stand in the source"
        elif not hits:
            yield f"{kind} of {speaker} from {row['begins']!r} to {row.get('ends')!r} is missing; found {[s['text'][:50] for s, _ in spans]}"
        elif row.get("said_on") and row["said_on"] not in {s["said_on"] for s in hits}:
            yield f"{row['begins']!r}: said on {[s['said_on'] for s in hits]}, expected {row['said_on']}"


def _is(row: Mapping[str, Any], text: str, span: tuple[int, int], place: tuple[int, int]) -> bool:
    """A quotation begins and ends where the reader says; reported speech has the words that the reader noted, or most of them."""
    if row["kind"] == "indirect":
        return min(span[1], place[1]) - max(span[0], place[0]) > (place[1] - place[0]) / 2
    return span[0] == place[0] and re.sub(r"\W+$", "", text[: span[1]]).endswith(re.sub(r"\W+$", "", row["ends"]))


def _span(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without what is no word at its ends: a comma or a quotation mark more or less makes no other statement."""
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return start, end
