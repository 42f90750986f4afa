"""The five seed articles against what a careful reader finds in them; names are compared by the scorer's own rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from onrecord.hand import load_mapping


def load(path: Path) -> list[Mapping[str, Any]]:
    """The reader's findings, one row an article, with its file name less the ending as ``id``."""
    found = load_mapping(path.read_text(encoding="utf-8"), path.name)
    return [{**row, "id": name.removesuffix(".txt")} for name, row in found.items() if name.endswith(".txt")]


def score(scorer: ModuleType, rows: Sequence[Mapping[str, Any]], records: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Values of title, date, outlet and author that are right (``n/N``); people, speakers, statements and topics found."""
    right = [field for row in rows for field in _fields(scorer, row, records[row["id"]])]
    people, speakers, statements, topics = scorer.PRF(), scorer.PRF(), scorer.PRF(), scorer.PRF()
    for row in rows:
        record = records[row["id"]]
        _add(people, scorer, record["people"], [[person["name"], *person.get("as", ())] for person in row["people"]])
        _add(speakers, scorer, record["speakers"], [[name] for name in row["speakers"]])
        found = sum(_is_found(scorer, wanted, record["statements"]) for wanted in row["statements"])
        statements.add(found, found, len(row["statements"]))
        found = len({name.casefold() for name in row["topics"]} & {name.casefold() for name in record["topics"]})
        topics.add(found, found, len(row["topics"]))
    return {
        "fields": f"{sum(right)}/{len(right)}",
        "people": people.d(),
        "speakers": speakers.d(),
        "statements": statements.d(),
        "topics": topics.d(),
    }


def _fields(scorer: ModuleType, row: Mapping[str, Any], record: Mapping[str, Any]) -> list[bool]:
    """Whether title, date, outlet and author are right; what is not stated must not be given as stated."""
    title, outlet, byline = row["title"]["value"], row["outlet"]["value"], row["byline"]
    return [
        scorer.ratio(title, record["title"]) >= 0.9 if title else record["title_basis"] != "stated",
        record["date"] == row["date"]["value"],
        scorer.same_outlet(record["outlet"], [outlet]) if outlet else record["outlet"] is None,
        [byline] == record["authors"] if byline else not record["authors"],
    ]


def _add(total: Any, scorer: ModuleType, given: Sequence[str], wanted: Sequence[Sequence[str]]) -> None:
    right, found, distinct = scorer.match_set(given, wanted, scorer.same_person)
    total.add(right, distinct, len(wanted), found)


def _is_found(scorer: ModuleType, wanted: Mapping[str, Any], statements: Sequence[Mapping[str, Any]]) -> bool:
    """Whether a statement holds the first and the last words of the one that is wanted, and has its speaker and kind.

    Reported speech may be noted from its verb on, which for us is the cue and no part of the statement.
    """
    ends = [scorer.norm(wanted[end]) for end in ("begins", "ends") if end in wanted]
    return any(
        statement["kind"] == wanted["kind"]
        and scorer.last_match(statement["speaker"], wanted["speaker"])
        and all(end in scorer.norm(f"{statement['cue'] if statement['kind'] == 'indirect' else ''} {statement['text']}") for end in ends)
        for statement in statements
    )
