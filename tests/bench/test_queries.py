"""The answers that the benchmark compares with are those of the tests' reader, found faster; and the queries are the same each time."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from queries import Plain, answers, draw
from zipf import documents as invented

sys.path.append(str(Path(__file__).resolve().parents[1] / "search"))
from brute import Phrase, Read
from searched import documents

DOCUMENTS = documents(60)
PHRASES = [
    (Phrase(("the",)), "a common word"),
    (Phrase(("Bridge",), exact=True), "as written"),
    (Phrase(("oresund",)), "folded"),
    (Phrase(("the", "the")), "a phrase that begins again before it ends"),
    (Phrase(("of", "the")), "two words"),
    (Phrase(("ferr*",)), "the beginning of a word"),
    (Phrase(("*r",)), "its end"),
    (Phrase(("b*e",)), "both"),
    (Phrase(("ferry",), field="title"), "in headlines"),
    (Phrase(("on", "with"), field="said"), "in statements"),
    (Phrase(("Ferry", "treaty"), exact=True, field="said"), "in statements, as written"),
]


@pytest.mark.parametrize(("phrase", "why"), PHRASES)
def test_places_are_those_of_reading_word_by_word(phrase: Phrase, why: str) -> None:
    found = [Plain(document).count(phrase) for document in DOCUMENTS]
    assert found == [len(Read(document).places(phrase)) for document in DOCUMENTS]
    assert len(phrase.words) > 1 or any(found), "a case that shows nothing"


def test_queries_of_every_kind_are_drawn_and_answered_the_same_each_time() -> None:
    corpus = list(invented(80))
    queries = draw(corpus, len(corpus))
    again = draw(corpus, len(corpus))
    assert [str(query) for query in queries] == [str(query) for query in again]
    assert 60 <= len(queries) <= 80
    found = answers(queries, corpus)
    assert found == answers(again, corpus)
    assert all(count for query, (_, count) in zip(queries, found, strict=True) if query.kind not in ("NOT", "facet", "dates"))
