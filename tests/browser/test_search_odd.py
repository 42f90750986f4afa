"""The index of corpora that are unlike any other, in a browser: texts come back as they were, and words are found where they stand."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from itertools import accumulate, product
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest

sys.path.append(str(Path(__file__).resolve().parents[1] / "search"))
from brute import Phrase, Read

from onrecord.search import Document, Said, Text, files, lexicon

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.site]

SCRIPTS = ("bits", "words", "index", "query", "spans")


def _document(body: str, title: str = "A title", url: str = "articles/a-title.html", blocks: int = 1) -> Document:
    return Document(url, title, Text(body, [(0, len(body))][:blocks], 1))


FORMS = [" ".join(f"w{number * 7919 % 70_000}x" for number in range(first, first + 7000)) for first in range(0, 70_000, 7000)]
_SOME = " ".join(FORMS).split(" ")[::611]
AGAIN = " ".join([*(f"{word} {word} {word.upper()}" for word in _SOME), *Random(1).choices(_SOME[:20], k=3000), *_SOME])
"""Words that have a symbol and words that are spelt, each again at once, soon, and after thousands of others."""
TOLD = [
    ("A. Title/s…  ", "a", "Gazette,  1 May 1990"),
    ("", "x/", ""),
    ("Ünique ./ ", "/.html", "東京 Gazette, in 1990 (also the quay/side; …)"),
]
HEADINGS = [
    Document(f"{url}{n % 3}", title, Text("The quay.", [(0, 9)], 1, above=n % 2), carrier)
    for n in range(40)
    for title, url, carrier in TOLD
]
CORPORA = {
    "no document": ([], []),
    "one document": ([_document("The ferry left the quay.", "The ferry left the quay.", "articles/the-ferry-left-the-quay-2.html")], ["the", "ferry"]),
    "no words": ([_document("…"), _document(""), _document("", blocks=0)], ["ferry"]),
    "letters beyond the basic plane, and more than have a code": (
        [_document("𝔸lpha 𠀀𠀁 😀 word 𝔸lpha zz𝔸 " + "".join(map(chr, range(0x4E00, 0x4F00))))],
        ["𝔸lpha", "𠀁", "zz𝔸", "\u4e10"],
    ),
    "words that share letters beyond the basic plane": (
        [_document("𐐀𐐁𐐂 𐐃𐐁𐐂 𐐀𐐁𐐃 𐐁𐐂 𐐄𐐂 a𐐀b c𐐀b"), _document("\uff21\ue000 \ue000𐐀 𐐀𐐁 𐐂")],
        ["𐐀𐐁𐐂", "𐐃𐐁𐐂", "𐐀𐐁*", "*𐐁𐐂", "*𐐂", "a𐐀b", "𐐂"],
    ),
    "equal documents": ([_document("The same words, the same “words” — always.", url=f"a/{n}.html") for n in range(150)], ["same", "the"]),
    "headings": (HEADINGS, ["quay"]),
    "seventy thousand forms": ([_document(body) for body in FORMS], ["w0x", "w5x", "w69999x", "w12345x"]),
    "words again, near and far": ([_document(body) for body in (*FORMS[:1] * 2, AGAIN, *FORMS[1:3], AGAIN)], ["w0x", _SOME[50], _SOME[-1]]),
}  # fmt: skip


def _opened(documents: Sequence[Document], browser: Browser, tmp_path: Path, root: Path) -> Page:
    """A page that can read the index of some documents."""
    folder = tmp_path / "ferry.js.example"  # as the host of many a site; its name is that of no file
    (folder / "search").mkdir(parents=True)
    for path, content in files(documents, ()):
        (folder / path).write_bytes(content)
    scripts = "".join(
        f"<script>{(root / f'theme/static/js/search/{script}.js').read_text(encoding='utf-8')}</script>" for script in SCRIPTS
    )
    (folder / "page.html").write_text(f"<!DOCTYPE html><meta charset=utf-8><title>t</title>{scripts}", encoding="utf-8")
    page = browser.new_page()
    page.goto((folder / "page.html").as_uri())
    return page


@pytest.mark.parametrize("name", CORPORA)
def test_texts_come_back_and_words_are_found(name: str, browser: Browser, tmp_path: Path, root: Path) -> None:
    documents, asked = CORPORA[name]
    texts, found = _opened(documents, browser, tmp_path, root).evaluate(
        """async ([count, asked]) => {
          const index = await new onrecord.Index("").open(), texts = [], found = [];
          for (let number = 0; number < count; number += 1) {
            const text = await index.text(number);
            texts.push([text.url, text.title, text.carrier, text.above, text.blocks.map((block) => block.before + block.words.map((word, n) => word + block.gaps[n]).join(""))]);
          }
          for (const word of asked) {
            const hits = await onrecord.answer(index, onrecord.parse(word));
            found.push(Array.from(hits).map(([document, hit]) => [document, hit.count]).sort((a, b) => a[0] - b[0]));
          }
          return [texts, found];
        }""",
        [len(documents), asked],
    )
    assert texts == [[d.url, d.title, d.carrier, d.text.above, [d.text.body[a:b] for a, b in d.text.blocks]] for d in documents]
    for word, hits in zip(asked, found, strict=True):
        read = [(number, len(Read(document).places(Phrase((word,))))) for number, document in enumerate(documents)]
        assert hits == [[number, count] for number, count in read if count], word


SHARED = ("the", "The", "of", "Älv", "он", "Ёлка", "東", "𠀁", "𐐀", "ᏣᎳᎩ", "ᾠδή", "rare")


def _blocks(random: Random) -> Document:
    """Some of the words, in blocks that are mostly short."""
    parts = [" ".join(random.choices(SHARED[:-1], k=random.randint(0, 6))) for _ in range(4)]
    parts[-1] += " rare" * (random.random() < 0.1)
    ends = [*accumulate(len(part) + 2 for part in parts)]
    blocks = [(end - 2 - len(part), end - 2) for part, end in zip(parts, ends, strict=True)]
    return Document("a.html", "", Text("\n\n".join(parts), blocks, 1, blocks[2:3]), said=[Said(0, "ada", direct=True)])


@pytest.mark.parametrize("whole", [1, 20])
def test_words_that_are_told_as_several_forms_are_found(
    whole: int, browser: Browser, tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    random = Random(2)
    documents = [_blocks(random) for _ in range(60)]
    monkeypatch.setattr(lexicon, "WHOLE", whole)
    written = [*SHARED, "t*", "*а"]
    phrases = [Phrase(words) for words in product(written, repeat=2)]
    phrases += [Phrase(tuple(random.choices(written, k=n % 4 + 1)), n % 3 == 0, ("", "", "said", "title")[n // 3 % 4]) for n in range(150)]
    page = _opened(documents, browser, tmp_path, root)
    found = page.evaluate(
        """async (queries) => {
          const index = await new onrecord.Index("").open(), counts = [];
          for (const query of queries) {
            let places = 0;
            (await onrecord.answer(index, onrecord.parse(query))).forEach((hit) => { places += hit.count; });
            counts.push(places);
          }
          return counts;
        }""",
        [str(phrase) for phrase in phrases],
    )
    read = [Read(document) for document in documents]
    assert dict(zip(map(str, phrases), found, strict=True)) == {str(one): sum(len(text.places(one)) for text in read) for one in phrases}
