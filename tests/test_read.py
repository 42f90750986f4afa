"""Bytes → text: encodings, kinds of file, and what a file says of itself for machines."""

from __future__ import annotations

import codecs
import os
from pathlib import Path

import pytest

from builders import MORE_PROSE, PROSE
from onrecord.errors import SourceError
from onrecord.read import LARGEST, SUFFIXES, identify, read
from onrecord.records import Source

PAGE = f"""<!DOCTYPE html>
<html lang="en-GB"><head>
<title>The bridge is open | Brandholm Courier</title>
<meta property="og:title" content="The bridge is open">
<meta property="article:published_time" content="2016-05-03T08:00:00+02:00">
<meta name="author" content="Clara Nyberg">
<link rel="canonical" href="https://courier.example/bridge.html">
<script type="application/ld+json">
{{"@context": "https://schema.org", "@graph": [{{"@type": "NewsArticle", "headline": "The bridge is open",
 "datePublished": "2016-05-03", "author": [{{"@type": "Person", "name": "Clara Nyberg"}}, {{"name": "Otto Brandt"}}],
 "publisher": {{"@type": "Organization", "name": "Brandholm Courier"}}}}]}}
</script></head><body>
<nav><a href="/">Home</a> <a href="/news">News</a></nav>
<article><h1>The bridge is open</h1><time datetime="2016-05-03">3 May</time>
<p>{PROSE}</p><p>{MORE_PROSE} <em>Nobody</em> asked &lt;script&gt; them.</p><p>{PROSE}</p></article>
<footer>© 2016 Brandholm Courier</footer></body></html>"""


def read_bytes(folder: Path, data: bytes, name: str = "sample.txt") -> Source:
    path = folder / name
    path.write_bytes(data)
    return read(path, name, identify(name))


LETTERS = "Fürst Ålesund sah “die Brücke” – für 5 €. "
RUSSIAN = "Мост через реку был открыт в понедельник, и тысячи людей перешли его под дождём. "
TURKISH = "Köprü pazartesi günü açıldı ve binlerce kişi yağmurun altında karşıya geçti; şehir ışıl ışıldı. "

ENCODINGS = [
    ("utf-8", LETTERS, b"", [], "the usual one"),
    ("utf-8", LETTERS, codecs.BOM_UTF8, [], "with the mark that Windows programs write"),
    ("utf-16-le", LETTERS, codecs.BOM_UTF16_LE, [], "“Unicode” in old Windows editors"),
    ("utf-16-be", LETTERS, codecs.BOM_UTF16_BE, [], "the other byte order"),
    ("windows-1252", LETTERS * 4, b"", ["encoding-guessed"], "western Windows; a guess is listed"),
    ("windows-1251", RUSSIAN * 4, b"", ["encoding-guessed"], "Cyrillic Windows"),
    ("windows-1254", TURKISH * 4, b"", ["encoding-guessed"], "Turkish Windows"),
]
BROKEN = [
    (RUSSIAN.encode() + b"\xff\xfe" + RUSSIAN.encode(), f"{RUSSIAN}��{RUSSIAN}", "encoding-broken", "UTF-8, but for 2 places", "two bytes of UTF-8 are none"),
    (codecs.BOM_UTF16_LE + LETTERS.encode("utf-16-le") + b"\n", f"{LETTERS}�", "encoding-broken", "UTF-16, but for 1 place", "half a letter at the end"),
    (LETTERS.replace(" ", "\0 ", 1).encode(), LETTERS, "text-repaired", "1 character left out that no text holds (NUL, surrogates)", "a NUL"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "text", "code", "detail", "why"), BROKEN)
def test_what_is_no_letter_is_listed(tmp_path: Path, data: bytes, text: str, code: str, detail: str, why: str) -> None:
    source = read_bytes(tmp_path, data)
    assert source.text.removeprefix("\ufeff") == text
    assert [(problem.code, problem.detail) for problem in source.problems] == [(code, detail)]


STRANGE = [("unicode_escape", "\\ud800"), ("utf-7", "+2AA-"), ("utf-16", "x"), ("idna", "x"), ("zlib", "x"), ("undefined", "x")]


@pytest.mark.parametrize(("charset", "word"), STRANGE)
@pytest.mark.parametrize("kind", ["html", "eml"])
def test_a_declared_encoding_leads_to_no_half_character(tmp_path: Path, charset: str, word: str, kind: str) -> None:
    data = {
        "html": f"<html><head><meta charset={charset}></head><body><article><p>{word} {PROSE}</p><p>{MORE_PROSE}</p></article></body></html>",
        "eml": f"Subject: x\nContent-Type: text/plain; charset={charset}\n\n{word} {PROSE}\n",
    }[kind]
    source = read_bytes(tmp_path, data.encode(), f"sample.{kind}")
    assert PROSE in source.text
    source.text.encode("utf-8")


def test_a_page_states_a_value_ten_thousand_times_and_the_others_are_read_as_well(tmp_path: Path) -> None:
    many = '<meta name="author" content="Eva Lind">' * 10_000
    source = read_bytes(tmp_path, PAGE.replace("<meta", f"{many}<meta", 1).encode(), "sample.html")
    stated = [(item.origin, item.key) for item in source.markup]
    assert stated.count(("meta", "author")) == 200 and ("element", "title") in stated


def test_a_class_as_long_as_a_book_is_passed_over(tmp_path: Path) -> None:
    source = read_bytes(tmp_path, PAGE.replace("<h1>", f'<h1 class="{"x " * 500_000}">').encode(), "sample.html")
    assert ("element", "h1", "The bridge is open") in [(item.origin, item.key, item.value) for item in source.markup]


def test_latin_1_means_what_browsers_take_it_for(tmp_path: Path) -> None:
    page = PAGE.replace("<title>", '<meta charset="iso-8859-1"><title>').replace("Nobody", "„Nobody“ –")
    source = read_bytes(tmp_path, page.encode("windows-1252"), "sample.html")
    assert ("„Nobody“ –" in source.text, source.problems) == (True, ())


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(SourceError, match="not a regular file"):
        read(tmp_path / "pipe.txt", "pipe.txt", "pipe")


@pytest.mark.parametrize("text", ["word " * 200_001, "line\n" * 20_002])
def test_a_text_longer_than_any_article_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(SourceError) as caught:
        read_bytes(tmp_path, text.encode())
    assert caught.value.code == "too-large"


@pytest.mark.parametrize(("encoding", "text", "bom", "problems", "why"), ENCODINGS)
def test_decodes_a_text_file(tmp_path: Path, encoding: str, text: str, bom: bytes, problems: list[str], why: str) -> None:
    source = read_bytes(tmp_path, bom + text.encode(encoding))
    assert source.text.removeprefix("\ufeff") == text
    assert [problem.code for problem in source.problems] == problems


def test_line_ends_and_odd_characters_are_kept_as_they_are(tmp_path: Path) -> None:
    """Offsets count the characters of the file: nothing is normalized while reading."""
    text = "One\r\ntwo\u2028three\t\u200bfour\u202e e\u0301\n"
    assert read_bytes(tmp_path, text.encode()).text == text


REFUSED = [
    (b"", "a.txt", "empty", "no bytes"),
    (b" \r\n\t\n", "a.txt", "empty", "white space only"),
    (codecs.BOM_UTF8, "a.txt", "empty", "a byte-order mark and nothing else"),
    (b"\x00" * 400, "a.txt", "empty", "zeros, as a crashed disk leaves them"),
    (b"--- *** ... !!!\n", "a.txt", "empty", "signs without a word"),
    (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00" + bytes(range(256)) * 9, "a.txt", "binary", "a picture"),
    (bytes(range(256)) * 40, "a.txt", "binary", "every byte there is"),
    (b"PK\x03\x04\x14\x00\x06\x00" + b"\x08\x00!\x00\xdf\xa4\xd2l" * 50, "a.md", "binary", "a zip archive under another name"),
    (b"Text", "a.xyz", "unknown-kind", "an ending that nobody reads"),
    (b"Text", "noending", "unknown-kind", "no ending at all"),
    (b"<html><body></body></html>", "a.html", "empty", "a page without a word"),
    (b"", "a.html", "empty", "an empty page"),
]


@pytest.mark.parametrize(("data", "name", "code", "why"), REFUSED)
def test_refuses_what_is_no_article(tmp_path: Path, data: bytes, name: str, code: str, why: str) -> None:
    with pytest.raises(SourceError) as caught:
        read_bytes(tmp_path, data, name)
    assert caught.value.code == code
    assert caught.value.detail


def test_a_file_of_50_megabytes_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(SourceError) as caught:
        read(path, "large.txt", "large")
    assert (caught.value.code, caught.value.detail) == ("too-large", f"50 MB, and an article has at most {LARGEST // 1_000_000} MB")


def test_a_file_that_is_not_there_is_a_problem_of_this_source(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as caught:
        read(tmp_path / "gone.txt", "gone.txt", "gone")
    assert caught.value.code == "unreadable"


def test_a_dangling_link_is_a_problem_of_this_source(tmp_path: Path) -> None:
    (tmp_path / "link.txt").symlink_to(tmp_path / "nowhere.txt")
    with pytest.raises(SourceError) as caught:
        read(tmp_path / "link.txt", "link.txt", "link")
    assert caught.value.code == "unreadable"


@pytest.mark.parametrize(
    "start", ["<!DOCTYPE html>", "<html>", "  \n<HTML lang=en>", "<!-- saved from url=(0014)about:internet -->\n<html>"]
)
def test_a_text_file_that_is_really_a_page_is_read_as_one(tmp_path: Path, start: str) -> None:
    """Browsers save pages as .txt when told to; the tags are not the article."""
    source = read_bytes(tmp_path, f"{start}<body><article><p>{PROSE}</p><p>{MORE_PROSE}</p></article></body></html>".encode())
    assert source.format == "html"
    assert "<" not in source.text
    assert PROSE in source.text


def test_a_text_that_speaks_of_tags_stays_text(tmp_path: Path) -> None:
    source = read_bytes(tmp_path, b"The tag <html> opens a page.\n")
    assert (source.format, source.text) == ("plain", "The tag <html> opens a page.\n")


IDS = [
    ("Bridge Opens.txt", "bridge-opens"),
    ("2016/May/bridge.md", "2016-may-bridge"),
    ("мост.txt", "most"),
    ("a\nb.txt", "a-b"),
    ("../../x.txt", "x"),
    ("v1.2 final.txt", "v1-2-final"),
]


@pytest.mark.parametrize(("name", "id_"), IDS)
def test_the_id_is_the_file_name_as_a_slug(name: str, id_: str) -> None:
    assert identify(name) == id_


def test_a_name_without_a_letter_still_has_an_id_of_its_own() -> None:
    assert identify("???.txt").startswith("source-")
    assert identify("???.txt") != identify("!!!.txt")


class TestFrontMatter:
    def test_values_keep_their_places(self, tmp_path: Path) -> None:
        source = read_bytes(tmp_path, f"---\ntitle: The bridge\nauthor: [Clara Nyberg, Otto Brandt]\n---\n\n{PROSE}\n".encode(), "a.md")
        assert [(item.key, item.value, source.text[item.start : item.end]) for item in source.markup] == [
            ("title", "The bridge", "The bridge"),
            ("author", "Clara Nyberg", "Clara Nyberg"),
            ("author", "Otto Brandt", "Otto Brandt"),
        ]

    @pytest.mark.parametrize("written", ["2016-05-03", "2016-05", "2016", "'2016-05-03'"])
    def test_dates_stay_strings(self, tmp_path: Path, written: str) -> None:
        """YAML's own dates would lose the precision: 2016-05 is a month here, 2016 a year."""
        source = read_bytes(tmp_path, f"---\ndate: {written}\n---\nText\n".encode(), "a.md")
        assert [item.value for item in source.markup] == [written.strip("'")]

    PLACES = [
        ('title: "Bridge: open"', "Bridge: open", True, "quotation marks are YAML's, not the value's"),
        ("title: 'Bridge: open'", "Bridge: open", True, "single ones too"),
        ("note: Ängelholm\nsummary: 漢字 🙂\ntitle: Brücke", "Brücke", True, "offsets count characters, not bytes"),
        ("title: 'the town''s bridge'", "the town's bridge", False, "an escape stands not verbatim in the file"),
        ("title: |\n  two\n  lines", "two lines", False, "a value is one line"),
        ("title: >\n  folded\n  over lines", "folded over lines", False, "however YAML breaks it"),
        ('title: "a \\u202e b \\x07 c"', "a b c", False, "and shows nothing that cannot be seen"),
    ]

    @pytest.mark.parametrize(("front", "value", "verbatim", "why"), PLACES)
    def test_a_value_has_offsets_where_its_words_stand(self, tmp_path: Path, front: str, value: str, verbatim: bool, why: str) -> None:
        source = read_bytes(tmp_path, f"---\n{front}\n---\n\nText\n".encode(), "a.md")
        item = next(item for item in source.markup if item.key == "title")
        assert item.value == value
        assert (item.start is not None) is verbatim
        assert item.start is None or source.text[item.start : item.end] == value

    def test_a_colon_in_a_title_is_a_problem_with_its_line(self, tmp_path: Path) -> None:
        source = read_bytes(tmp_path, b"---\ndate: 2016-05-03\ntitle: Bridge: open at last\n---\n\nThe text.\n", "a.md")
        assert [(problem.code, problem.detail.partition(":")[0]) for problem in source.problems] == [("front-matter-unreadable", "line 3")]
        assert source.markup == ()
        assert "The text." in source.text

    @pytest.mark.parametrize("front", ["- a\n- b", "just words", "", "? [a, b]\n: c", "a: &x [*x]", "title: {nested: {deep: yes}}"])
    def test_front_matter_of_another_shape_does_no_harm(self, tmp_path: Path, front: str) -> None:
        source = read_bytes(tmp_path, f"---\n{front}\n---\n\n{PROSE}\n".encode(), "a.md")
        assert PROSE in source.text

    def test_a_rule_in_the_body_is_no_front_matter(self, tmp_path: Path) -> None:
        source = read_bytes(tmp_path, b"First paragraph.\n\n---\n\nauthor: nobody\n\n---\n", "a.md")
        assert source.markup == ()

    def test_a_rule_after_the_front_matter_does_not_prolong_it(self, tmp_path: Path) -> None:
        source = read_bytes(tmp_path, b"---\ntitle: One\n---\n\nText.\n\n---\n\ntitle: Two\n", "a.md")
        assert [item.value for item in source.markup] == ["One"]

    def test_windows_line_ends(self, tmp_path: Path) -> None:
        source = read_bytes(tmp_path, b"---\r\ntitle: One\r\ndate: 2016-05-03\r\n---\r\n\r\nText.\r\n", "a.md")
        assert [(item.value, source.text[item.start : item.end]) for item in source.markup] == [
            ("One", "One"),
            ("2016-05-03", "2016-05-03"),
        ]

    def test_tags_that_build_objects_are_not_obeyed(self, tmp_path: Path) -> None:
        source = read_bytes(tmp_path, b"---\ntitle: !!python/object/apply:os.system ['true']\n---\nText.\n", "a.md")
        assert "Text." in source.text


class TestPages:
    def test_the_article_is_text_and_its_surroundings_are_not(self, tmp_path: Path) -> None:
        source = read_bytes(tmp_path, PAGE.encode(), "bridge.html")
        assert PROSE in source.text
        assert "Home" not in source.text
        assert source.blocks is not None
        assert [source.text[block.start : block.end] for block in source.blocks] == source.text.split("\n\n")

    def test_escaped_tags_stay_text(self, tmp_path: Path) -> None:
        """What a page shows as <script> is the word, never an element."""
        assert "Nobody asked <script> them." in read_bytes(tmp_path, PAGE.encode(), "bridge.html").text

    STATED = [
        ("json-ld", "headline", ["The bridge is open"]),
        ("json-ld", "datepublished", ["2016-05-03"]),
        ("json-ld", "author", ["Clara Nyberg", "Otto Brandt"]),
        ("json-ld", "publisher", ["Brandholm Courier"]),
        ("meta", "og:title", ["The bridge is open"]),
        ("meta", "article:published_time", ["2016-05-03T08:00:00+02:00"]),
        ("meta", "author", ["Clara Nyberg"]),
        ("link", "canonical", ["https://courier.example/bridge.html"]),
        ("element", "h1", ["The bridge is open"]),
        ("element", "title", ["The bridge is open | Brandholm Courier"]),
        ("element", "time", ["2016-05-03"]),
        ("element", "lang", ["en-GB"]),
    ]

    @pytest.mark.parametrize(("origin", "key", "expected"), STATED)
    def test_what_the_page_states_for_machines_is_kept(self, tmp_path: Path, origin: str, key: str, expected: list[str]) -> None:
        source = read_bytes(tmp_path, PAGE.encode(), "bridge.html")
        assert [item.value for item in source.markup if (item.origin, item.key) == (origin, key)] == expected

    def test_a_page_without_an_article_is_read_as_its_visible_text_and_listed(self, tmp_path: Path) -> None:
        source = read_bytes(tmp_path, b"<html><body><p>Closed.</p></body></html>", "a.html")
        assert source.text.strip() == "Closed."
        assert [problem.code for problem in source.problems] in ([], ["page-without-article"])

    def test_the_declared_encoding_is_believed(self, tmp_path: Path) -> None:
        page = f'<html><head><meta charset="windows-1251"></head><body><article><p>{RUSSIAN * 3}</p></article></body></html>'
        assert RUSSIAN.strip() in read_bytes(tmp_path, page.encode("windows-1251"), "a.html").text

    def test_a_declaration_that_is_wrong_is_not(self, tmp_path: Path) -> None:
        page = f'<html><head><meta charset="no-such-set"></head><body><article><p>{LETTERS * 6}</p></article></body></html>'
        assert LETTERS.strip() in read_bytes(tmp_path, page.encode(), "a.html").text

    BROKEN = [
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": </script>',
        '<script type="application/ld+json">[1, null, "x", {"@type": ["NewsArticle", 3], "author": 5, "headline": {"name": null}}]</script>',
        f'<script type="application/ld+json">{"[" * 5000}</script>',
        "<meta property='og:title'><meta content='x'><meta name='' content=''>",
        "<p><b><i></p></b></i></div></span>",
        "<?xml version='1.0' encoding='utf-8'?>",
        "<svg><title>An icon</title></svg>",
    ]

    @pytest.mark.parametrize("head", BROKEN)
    def test_broken_markup_costs_only_itself(self, tmp_path: Path, head: str) -> None:
        source = read_bytes(
            tmp_path,
            f"{head if head.startswith('<?') else ''}<html><head>{head}</head><body><article><p>{PROSE}</p><p>{MORE_PROSE}</p></article></body></html>".encode(),
            "a.html",
        )
        assert PROSE in source.text

    ODD_CHARACTERS = [
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "The \\ud83d bridge"}</script>',
            "headline",
            "The bridge",
            "half a surrogate pair",
        ),
        ('<meta property="og:title" content="The&#10;bridge">', "og:title", "The bridge", "a line break"),
        ('<meta property="og:title" content="The&#x202e; bridge&#8203;">', "og:title", "The bridge", "marks that turn or hide"),
        (
            '<meta property="og:title" content="The &#xD800; bridge &#0;">',
            "og:title",
            "The \ufffd bridge \ufffd",
            "references to no character",
        ),
    ]

    @pytest.mark.parametrize(("head", "key", "value", "why"), ODD_CHARACTERS)
    def test_what_a_page_states_is_one_line_of_text(self, tmp_path: Path, head: str, key: str, value: str, why: str) -> None:
        page = f"<html><head>{head}</head><body><article><p>&#0;{PROSE}</p><p>{MORE_PROSE}</p></article></body></html>"
        source = read_bytes(tmp_path, page.encode(), "a.html")
        assert [item.value for item in source.markup if item.key == key] == [value]
        assert PROSE in source.text
        source.text.encode()

    def test_a_page_without_an_element_is_read_as_its_text(self, tmp_path: Path) -> None:
        assert read_bytes(tmp_path, PROSE.encode(), "a.html").text == PROSE

    def test_the_title_of_a_drawing_is_not_the_title_of_the_page(self, tmp_path: Path) -> None:
        page = (
            f"<html><head><title>Bridge</title></head><body><svg><title>Icon</title></svg><article><p>{PROSE}</p></article></body></html>"
        )
        source = read_bytes(tmp_path, page.encode(), "a.html")
        assert [item.value for item in source.markup if item.key == "title"] == ["Bridge"]


def test_the_endings_that_are_read_are_those_that_the_documentation_names() -> None:
    assert {".txt", ".md", ".markdown", ".html", ".htm"} <= SUFFIXES


def test_an_ending_in_capitals_is_the_same_ending(tmp_path: Path) -> None:
    assert read_bytes(tmp_path, PROSE.encode(), "BRIDGE.TXT").text == PROSE
