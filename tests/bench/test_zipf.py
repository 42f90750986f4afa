"""The documents that the search is measured with: repeatable, and with the statistics of real texts, on which the figures rest."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from zipf import FACETS, documents, read_documents, write_documents

from onrecord.search import Document
from onrecord.search.words import fold, pieces
from onrecord.site import searching

DOCUMENTS = 60


@pytest.fixture(scope="module")
def found() -> list[Document]:
    return list(documents(DOCUMENTS))


@pytest.fixture(scope="module")
def words(found: list[Document]) -> list[list[str]]:
    return [pieces(document.text.body)[1::2] for document in found]


def test_the_same_seed_gives_the_same_documents_and_a_folder_gives_them_back(tmp_path: Path, found: list[Document]) -> None:
    assert write_documents(tmp_path, documents(DOCUMENTS)) == DOCUMENTS
    assert list(read_documents(tmp_path)) == found


def test_another_seed_gives_others(found: list[Document]) -> None:
    assert next(documents(DOCUMENTS, seed=2)).text != found[0].text


def test_documents_are_as_long_as_articles(words: list[list[str]]) -> None:
    assert all(270 < len(document) < 1600 for document in words)
    assert 850 < sum(map(len, words)) / DOCUMENTS < 1000


def test_words_recur_as_in_news(words: list[list[str]]) -> None:
    forms = Counter(word for document in words for word in document)
    total = forms.total()
    folded = Counter(fold(word) for word in forms.elements())
    held = sum(len(set(document)) for document in words)
    assert 0.21 < sum(count for _, count in folded.most_common(12)) / total < 0.26, "the twelve commonest"
    assert 0.45 < held / total < 0.52, "different words of a document"
    assert 0.12 < len(forms) / total < 0.18, "different words of 55,000 (real articles: 0.14)"


def test_documents_stand_in_the_order_of_time(found: list[Document]) -> None:
    first = [document.days[0] for document in found]
    dated = [day for day in first if day]
    assert first == [*sorted(dated), *[None] * (DOCUMENTS - len(dated))]


def test_quoted_words_are_spans_of_the_text(found: list[Document]) -> None:
    for document in found:
        assert len(document.said) == len(document.text.said)
        assert all(document.text.body[start - 1] == "“" and document.text.body[end - 1 : end + 2] for start, end in document.text.said)
    assert sum(len(document.said) for document in found) > 2 * DOCUMENTS


def test_the_facets_are_those_of_the_site(found: list[Document]) -> None:
    assert tuple(searching.FACETS) == FACETS
    assert {name for document in found for name in document.facets} == set(FACETS)
