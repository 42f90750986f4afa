"""Every kind of file the whole way: what the commands print of it, and what a broken one gets."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import MORE_PROSE, PROSE
from onrecord.problems import all_advice
from onrecord.read import LARGEST, LARGEST_CONTAINER, SUFFIXES
from test_contract import KEYS, of_bytes
from test_read_docx import paragraph, word
from test_read_eml import message
from test_read_pdf import PASSWORD, column, document
from test_read_warc import A, page, response

WEB = page().encode()
KINDS = [
    ("a.txt", f"{PROSE}\n\n{MORE_PROSE}".encode()),
    ("a.md", f"{PROSE}\n\n{MORE_PROSE}".encode()),
    ("a.html", WEB),
    ("a.mhtml", b"MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + WEB),
    ("a.eml", bytes(message(f"{PROSE}\n\n{MORE_PROSE}"))),
    ("a.pdf", document([column(f"{PROSE}\n\n{MORE_PROSE}", size=4)])),
    ("a.docx", word(paragraph(PROSE) + paragraph(MORE_PROSE))),
    ("a.warc", response(A, WEB)),
]


@pytest.mark.parametrize(("name", "data"), KINDS, ids=[name for name, _ in KINDS])
def test_the_article_of_every_kind_of_file_is_its_body(tmp_path: Path, name: str, data: bytes) -> None:
    record = of_bytes(tmp_path, data, name)
    assert [key for key in record if key != "source_text"] == KEYS
    assert record["body"] == f"{PROSE}\n\n{MORE_PROSE}"


BROKEN = [
    ("cut.html", WEB[: len(WEB) // 2], None, "a page that broke off"),
    ("cut-in-a-tag.html", WEB[: WEB.index(b"<article>") + 4], "empty", "a page that broke off before its text"),
    ("page.txt", WEB, None, "a page that was saved as text"),
    ("locked.pdf", document([column(PROSE)], trailer=PASSWORD), "encrypted", "a password"),
    ("scan.pdf", document([[], []]), "no-text-layer", "a scan"),
    ("none.docx", b"", "empty", "no bytes"),
    ("text.docx", PROSE.encode(), "corrupt", "a text under another name"),
    ("none.eml", b"", "empty", "no bytes"),
    ("text.mhtml", PROSE.encode(), "corrupt", "a text under another name"),
    ("text.warc", PROSE.encode(), "corrupt", "a text under another name"),
    ("other.txt", ("ქალაქის საბჭომ ახალი ხიდი ორშაბათს გახსნა. " * 9).encode(), None, "a language that no rule knows"),
]


@pytest.mark.parametrize(("name", "data", "code", "why"), BROKEN, ids=[why for *_, why in BROKEN])
def test_a_broken_file_is_read_as_far_as_it_goes_or_listed(tmp_path: Path, name: str, data: bytes, code: str | None, why: str) -> None:
    """No date, outlet or author is invented for it, and what can be done about it is known."""
    record = of_bytes(tmp_path, data, name)
    codes = [problem["code"] for problem in record["problems"]]
    assert (code in codes) if code else (record["body"] and "failed" not in codes)
    assert all(problem in all_advice() for problem in codes)
    assert (record["date"], record["outlet"], record["authors"]) == (None, None, [])


LIMITS = [
    ("a.txt", LARGEST),
    ("a.html", LARGEST),
    ("a.pdf", LARGEST_CONTAINER),
    ("a.docx", LARGEST_CONTAINER),
    ("a.warc.gz", LARGEST_CONTAINER),
]


@pytest.mark.parametrize(("name", "limit"), LIMITS)
def test_files_that_hold_pictures_may_be_larger(tmp_path: Path, name: str, limit: int) -> None:
    record = of_bytes(tmp_path, b" " * (limit + 600_000), name)
    assert [problem["code"] for problem in record["problems"]] == ["too-large"]
    assert f"at most {limit // 1_000_000} MB" in record["problems"][0]["detail"]


def test_the_endings_are_those_that_the_readme_names() -> None:
    readme = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    synonyms = {".markdown", ".htm", ".mht", ".gz"}
    assert sorted(suffix for suffix in SUFFIXES - synonyms if f"`{suffix}`" not in readme) == []
