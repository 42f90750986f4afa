"""The search index of a published site, read back by the reader of the site itself: texts and lists hold nothing that is withheld."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

sys.path += [str(Path(__file__).resolve().parents[1] / "site")]
from leaking import passages
from test_publishing import VOW, made, secrets

from onrecord import articles, authorities
from onrecord.rights import publishing
from onrecord.rights.publication import Policy
from onrecord.site.build import Options, build

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.site]

READ = """async () => {
  const index = await new onrecord.Index("").open(), texts = [], lists = [];
  for (let number = 0; number < index.head.count; number += 1) {
    const text = await index.text(number);
    texts.push(text.blocks.map((block) => (block.before || "") + block.words.map((word, at) => word + (block.gaps[at] || " ")).join("")));
    lists.push([]);
  }
  for (const term of await index.terms("", null, "", () => true)) {
    const held = await index.list("documents", term), places = await index.list("positions", term);
    let from = 0;
    held.documents.forEach((number, n) => {
      places.slice(from, from += held.counts[n]).forEach((place) => { lists[number][place] = term.part.decoded[term.at]; });
    });
  }
  return [texts, lists.map((words) => Array.from(words, (word) => word || "\\n").join(" "))];
}"""
"""Each document's blocks from the file of its text, and its words from the lists of all forms."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("publishing")
    made(folder)
    return folder


def read(browser: Browser, site: Path) -> tuple[list[list[str]], list[str]]:
    scripts = "".join(f'<script src="theme/js/search/{name}.js"></script>' for name in ("bits", "words", "index"))
    (site / "reader.html").write_text(f"<!DOCTYPE html><meta charset=utf-8><title>t</title>{scripts}", encoding="utf-8")
    page = browser.new_page()
    page.goto((site / "reader.html").as_uri())
    found: Any = page.evaluate(READ)
    page.close()
    (site / "reader.html").unlink()
    return found[0], found[1]


def test_texts_and_lists_of_the_index_hold_no_passage_that_is_withheld(browser: Browser, folder: Path) -> None:
    """Also where a site for local reading, whose index holds everything, stood in the same folder before."""
    content = folder / "content"
    documents = publishing.published(articles.load(content / "articles"), authorities.load(content / "authorities"), Policy())
    hidden = secrets(folder, documents)
    output = folder / "output"
    texts, lists = read(browser, build(Options(folder / "pelicanconf.py", output=output)))
    assert any(passages(text) & hidden for text in lists), "lists of a site where nothing is withheld"
    assert any(passages(block) & hidden for blocks in texts for block in blocks)
    texts, lists = read(browser, build(Options(folder / "publishconf.py", output=output)))
    assert not any(passages(" ".join(blocks)) & hidden for blocks in texts)
    assert not any(passages(text) & hidden for text in lists)
    assert any(passages(VOW) <= passages(text) for text in lists), "what is shown is found"
