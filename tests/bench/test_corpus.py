"""The invented corpora are what the figures rest on: repeatable, varied, and of the lengths of real articles."""

from __future__ import annotations

from pathlib import Path

import pytest
from corpus import LAYOUTS, write_corpus

ARTICLES = 3 * len(LAYOUTS)


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in write_corpus(tmp_path_factory.mktemp("corpus"), ARTICLES)]


def test_same_seed_gives_the_same_bytes(tmp_path: Path, texts: list[str]) -> None:
    assert [path.read_text(encoding="utf-8") for path in write_corpus(tmp_path, ARTICLES)] == texts


def test_another_seed_gives_other_articles(tmp_path: Path, texts: list[str]) -> None:
    others = {path.read_text(encoding="utf-8") for path in write_corpus(tmp_path, ARTICLES, seed=2)}
    assert not others & set(texts)


def test_no_two_articles_are_alike(texts: list[str]) -> None:
    assert len(set(texts)) == ARTICLES


@pytest.mark.parametrize("number", range(ARTICLES))
def test_articles_are_as_long_as_real_ones(number: int, texts: list[str]) -> None:
    assert 300 <= len(texts[number].split()) <= 1600


@pytest.mark.parametrize("number", range(ARTICLES))
def test_every_place_of_a_template_is_filled(number: int, texts: list[str]) -> None:
    assert "{" not in texts[number]
    assert "}" not in texts[number]
