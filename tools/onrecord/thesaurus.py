"""The topics a document can have before anybody has decided anything: the starter thesaurus, and a corpus' own records over it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

import msgspec

from onrecord.authorities import Topic
from onrecord.vocabulary import table, values


@dataclass(frozen=True, slots=True)
class Starter:
    """A topic of the thesaurus.

    ``once`` says that one mention of a term tells much; the words of ``also`` count less, and nothing counts inside the phrases
    of ``excluded``.
    """

    record: Topic
    once: bool
    also: tuple[str, ...]
    excluded: tuple[str, ...]


@cache
def starters() -> Mapping[str, Starter]:
    """The topics of ``vocabulary/topics.tsv`` by id."""
    return {row["id"]: _starter(row) for row in table("topics")}


def _starter(row: Mapping[str, str]) -> Starter:
    record = Topic(id=row["id"], label=row["label"], terms=values(row["terms"]), broader=row["broader"] or None)
    return Starter(record, row["once"] == "yes", values(row["also"]), values(row["not"]))


def topics(records: Mapping[str, Topic]) -> Mapping[str, Topic]:
    """The topics that documents can have, by id: those of the thesaurus under the records of a corpus, less what is off."""
    found = {id_: starter.record for id_, starter in starters().items()} | {id_: _completed(record) for id_, record in records.items()}
    return {id_: record for id_, record in found.items() if not record.off}


def by_thesaurus(records: Mapping[str, Topic]) -> Mapping[str, Starter]:
    """The topics that are found by the terms of the thesaurus, by id, under the labels of the records that rename them."""
    return {
        id_: replace(starter, record=_completed(records[id_])) if id_ in records else starter
        for id_, starter in starters().items()
        if id_ not in records or not (records[id_].terms or records[id_].off)
    }


def _completed(record: Topic) -> Topic:
    """A record that says nothing of the terms of a topic of the thesaurus has that topic's."""
    starter = starters().get(record.id)
    if starter is None or record.terms:
        return record
    return msgspec.structs.replace(record, terms=starter.record.terms, broader=record.broader or starter.record.broader)
