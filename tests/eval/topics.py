"""Topics of newswire against the subject tags it carries: a closed list of goods and figures, given where an editor gave one."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from eval.bodies import Counts
from onrecord.thesaurus import starters

_TABLE = Path(__file__).with_name("wire-topics.tsv")


@cache
def tagged() -> Mapping[str, frozenset[str]]:
    """Tag → the ids of the topics that say the same, or the wider one."""
    lines = [line for line in _TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return {row["tag"]: frozenset(row["topics"].split("|")) for row in csv.DictReader(lines, delimiter="\t")}


def compare(rows: Iterable[Mapping[str, Any]], records: Mapping[str, Mapping[str, Any]]) -> Iterator[Counts]:
    """Counts of each report that carries tags. Topics that no tag could speak of are not counted; neither are reports without tags."""
    ids = {starter.record.label: id_ for id_, starter in starters().items()}
    for row in rows:
        tags = [tag for tag in row.get("topics") or () if tag in tagged()]
        if tags:
            yield _counts(tags, {ids[label] for label in records.get(row["id"], {}).get("topics", ()) if label in ids})


def _counts(tags: Sequence[str], given: set[str]) -> Counts:
    meant = frozenset().union(*(tagged()[tag] for tag in tags))
    comparable = given & frozenset().union(*tagged().values())
    return Counts(
        right=len(comparable & meant),
        given=len(comparable),
        there=len(tags),
        found=sum(not tagged()[tag].isdisjoint(given) for tag in tags),
    )
