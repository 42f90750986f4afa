"""Golden documents: invented sources and, byte for byte, the articles they become. ``make golden`` rewrites them; read the diff."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from onrecord.articles import load
from onrecord.build import build

HERE = Path(__file__).parent / "golden"


def generate(articles: Path, cache: Path) -> dict[str, bytes]:
    """Build the golden sources; what was written, by file name."""
    build(
        HERE / "sources", articles, authorities_folder=HERE / "authorities", corrections_file=HERE / "corrections.yaml", cache=cache, jobs=1
    )
    return {path.name: path.read_bytes() for path in sorted(articles.iterdir())}


def test_golden_documents(golden: bool, tmp_path: Path) -> None:
    """A change of rules shows as a diff of these files, and only a person decides that it is right."""
    kept = HERE / "articles"
    if golden:  # from nothing: an article that is there already would keep its address
        shutil.rmtree(kept, ignore_errors=True)
        generate(kept, tmp_path / "cache")
    written = generate(tmp_path / "articles", tmp_path / "cache")
    expected = {path.name: path.read_bytes() for path in sorted(kept.glob("*.*"))}
    assert sorted(written) == sorted(expected)
    changed = [name for name in written if written[name].splitlines() != expected[name].splitlines()]
    lines = [
        f"{name}: {new.decode()}"
        for name in changed
        for new, old in zip(written[name].splitlines(), expected[name].splitlines(), strict=False)
        if new != old
    ]
    assert not changed, "run `make golden` and read the diff; the first lines that differ:\n" + "\n".join(lines[:10])
    assert written == expected


@pytest.mark.parametrize(
    "field", ["title", "subtitle", "date", "date_bounds", "outlet", "host", "authors", "rights", "language", "speakers"]
)
def test_golden_documents_cover_every_field(field: str) -> None:
    """Together they must have each field at least once, or a change of its rule would not show."""
    assert any(getattr(article.front, field) for article in load(HERE / "articles"))
