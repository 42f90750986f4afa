"""The border: articles are read back whole, and a file that does not fit is told with its name."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import MORE_PROSE, PROSE, extracted
from onrecord.articles import Article, load, read
from onrecord.errors import ConfigurationError
from onrecord.relate import relate
from onrecord.write import write

TEXT = f"Share\n\nThe bridge is open\n\nDate: 3 May 2016\n\n{PROSE}\n\n{MORE_PROSE}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(relate([extracted(TEXT, "bridge")], (), {})[0], tmp_path)
    return tmp_path


@pytest.fixture
def article(folder: Path) -> Article:
    return read(folder / "the-bridge-is-open.md")


def test_a_generated_article(article: Article) -> None:
    assert (article.slug, article.id, article.front.title, article.front.date) == (
        "the-bridge-is-open",
        "bridge",
        "The bridge is open",
        "2016-05-03",
    )
    assert article.body == f"The bridge is open\n\n{PROSE}\n\n{MORE_PROSE}"
    assert [block.kind for block in article.blocks] == ["title", "paragraph", "paragraph"]


def test_offsets_lead_back_to_the_source(article: Article) -> None:
    assert article.text is not None and article.standoff is not None
    start, end = article.text.to_source(*(article.blocks[1].start, article.blocks[1].end))
    assert article.standoff.source[start:end] == PROSE


def test_how_a_value_is_known(article: Article) -> None:
    assert [article.basis(field) for field in ("title", "date", "outlet", "authors")] == ["stated", "stated", "none", "none"]


def test_articles_come_by_slug(folder: Path) -> None:
    for name in ("zebra", "aardvark"):
        (folder / f"{name}.md").write_text(f"---\ntitle: {name}\n---\n\nText.\n", encoding="utf-8")
    assert [article.slug for article in load(folder)] == ["aardvark", "the-bridge-is-open", "zebra"]


class TestByHand:
    def page(self, folder: Path, text: str) -> Article:
        path = folder / "by-hand.md"
        path.write_text(text, encoding="utf-8")
        return read(path)

    def test_needs_a_title_and_nothing_else(self, tmp_path: Path) -> None:
        article = self.page(tmp_path, "---\ntitle: By hand\n---\n\nA *short* text.\n")
        assert (article.id, article.body, article.standoff, article.text) == ("by-hand", "A short text.", None, None)
        assert article.basis("title") == "editor"

    def test_dates_stay_edtf(self, tmp_path: Path) -> None:
        assert self.page(tmp_path, "---\ntitle: By hand\ndate: 2016-05\n---\n\nText.\n").front.date == "2016-05"

    def test_a_rule_in_the_body_is_no_front_matter(self, tmp_path: Path) -> None:
        assert self.page(tmp_path, "---\ntitle: By hand\n---\n\nOne.\n\n---\n\nTwo.\n").body == "One.\n\nTwo."

    def test_templates_and_scripts_are_text(self, tmp_path: Path) -> None:
        article = self.page(tmp_path, "---\ntitle: '{{ 7 * 7 }}'\n---\n\n{{ settings }} {% raw %} <script>alert(1)</script>\n")
        assert article.front.title == "{{ 7 * 7 }}"
        assert "{{ settings }}" in article.html
        assert "<script" not in article.html

    MISTAKES = [
        ("Text without front matter.\n", "line 1: no front matter"),
        ("---\ndate: 2016\n---\n\nText.\n", "by-hand.md"),
        ("---\ntitle: One: two\n---\n\nText.\n", "line 2"),
        ("---\ntitle: One\nurl: x\n---\n\nText.\n", "url"),
        ("---\ntitle: [One]\n---\n\nText.\n", "title"),
        ("---\n- title\n---\n\nText.\n", "by-hand.md"),
        ("---\ntitle: One\n", "line 1: no front matter"),
    ]

    @pytest.mark.parametrize(("text", "message"), MISTAKES)
    def test_a_mistake_names_the_file(self, tmp_path: Path, text: str, message: str) -> None:
        with pytest.raises(ConfigurationError) as caught:
            self.page(tmp_path, text)
        assert str(tmp_path / "by-hand.md") in str(caught.value)
        assert message in str(caught.value)

    def test_another_encoding_names_the_file(self, tmp_path: Path) -> None:
        path = tmp_path / "by-hand.md"
        path.write_bytes(b"---\ntitle: \xc5lesund\n---\n\nText.\n")
        with pytest.raises(ConfigurationError, match=r"by-hand\.md.*UTF-8"):
            read(path)

    def test_windows_line_ends_and_a_mark_at_the_start(self, tmp_path: Path) -> None:
        path = tmp_path / "by-hand.md"
        path.write_bytes(b"\xef\xbb\xbf---\r\ntitle: By hand\r\n---\r\n\r\nText.\r\n")
        assert (read(path).front.title, read(path).body) == ("By hand", "Text.")


class TestBroken:
    def test_a_body_that_was_edited_no_longer_fits_its_annotations(self, folder: Path) -> None:
        """The message says what to do instead."""
        path = folder / "the-bridge-is-open.md"
        path.write_text(path.read_text(encoding="utf-8").replace("harbour", "river"), encoding="utf-8")
        with pytest.raises(ConfigurationError, match=r"the-bridge-is-open\.md: the body was edited.*corrections\.yaml"):
            read(path)

    @pytest.mark.parametrize("content", ["", "{", "[]", '{"format": 1}'])
    def test_annotations_that_cannot_be_read_name_their_file(self, folder: Path, content: str) -> None:
        (folder / "the-bridge-is-open.json").write_text(content, encoding="utf-8")
        with pytest.raises(ConfigurationError, match=r"the-bridge-is-open\.json: .*onrecord build"):
            read(folder / "the-bridge-is-open.md")
