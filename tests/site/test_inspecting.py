"""``onrecord check --site``: what is wrong with a built site is found, one table of small sites with one flaw each."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.cli import main
from onrecord.site import inspecting
from onrecord.site.inspecting import inspect

URL = "https://name.example/corpus"
MAP = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>{}</loc></url></urlset>'
FEED = '<feed xmlns="http://www.w3.org/2005/Atom"><link href="{}"/></feed>'
SOUND = {
    "index.html": '<a href="a/b/deep.html#p1">x</a> <a href="#top">top</a> <img src="theme/icon.svg"> <a href="https://other.example/">x</a>',
    "a/b/deep.html": '<p id="p1"><a href="../../index.html">home</a> <a href="../../caf%C3%A9.html?q=1">x</a></p><link rel="icon" href="../../theme/icon.svg">',
    "café.html": f'<link rel="canonical" href="{URL}/caf%C3%A9.html"><a href="index.html#speaker=ada&amp;kind=direct">what a script reads</a>',
    "404.html": f'<a href="{URL}/index.html">home</a><link rel="stylesheet" href="{URL}/theme/a.css"><a href="#main">x</a><p id="main">',
    "sitemap.xml": MAP.format(f"{URL}/index.html"),
    "feeds/all.atom.xml": FEED.format(f"{URL}/a/b/deep.html#p1"),
    "theme/icon.svg": "<svg/>",
    "theme/a.css": "a { background: url(icon.svg) }",
}
MACHINE = str(Path.cwd().resolve())


def site(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_nothing_is_found_in_a_sound_site(tmp_path: Path) -> None:
    found = inspect(site(tmp_path, SOUND), URL)
    assert found.findings == ()
    assert (found.pages, found.files) == (4, 8)
    assert found.size == sum(len(text.encode()) for text in SOUND.values())


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("x.html", '<a href="nothing.html">x</a>', "site-link-broken"),
        ("x.html", '<a href="people/">a folder has a page on a server alone</a>', "site-link-broken"),
        ("x.html", '<a href="a/b/Deep.html">on a disk that knows no large letters it works</a>', "site-link-broken"),
        ("a/b/x.html", '<a href="../index.html">one folder too low</a>', "site-link-broken"),
        ("x.html", '<a href="../index.html">out of the site</a>', "site-link-broken"),
        ("x.html", f'<a href="{URL}/nothing.html">x</a>', "site-link-broken"),
        ("x.html", '<form action="nothing.html"></form>', "site-link-broken"),
        ("x.html", '<img srcset="theme/icon.svg 1x, theme/large.svg 2x">', "site-link-broken"),
        ("x.html", '<meta http-equiv="refresh" content="0; url=nothing.html">', "site-link-broken"),
        ("x.html", '<a href="index.html#p9">x</a>', "site-fragment-broken"),
        ("x.html", '<a href="#p9">x</a>', "site-fragment-broken"),
        ("x.html", '<a href="/index.html">x</a>', "site-link-absolute"),
        ("x.html", '<script src="/theme/a.js"></script>', "site-link-absolute"),
        ("x.html", '<a href="file:///srv/site/index.html">x</a>', "site-link-absolute"),
        ("404.html", '<a href="index.html">x</a>', "site-link-relative"),
        ("x.html", '<script src="https://cdn.example/a.js"></script>', "site-elsewhere"),
        ("x.html", '<script src="//cdn.example/a.js"></script>', "site-elsewhere"),
        ("x.html", '<link rel="preconnect" href="https://fonts.example">', "site-elsewhere"),
        ("x.html", '<video poster="http://cdn.example/a.png"></video>', "site-elsewhere"),
        ("theme/b.css", "@import 'https://fonts.example/a.css';", "site-elsewhere"),
        ("theme/b.css", "a { background: url(//cdn.example/a.png) }", "site-elsewhere"),
        ("theme/b.js", 'fetch("https://count.example/hit")', "site-elsewhere"),
        ("data/a.csv", f"source\r\n{MACHINE}/sources/a.txt\r\n", "site-path-of-machine"),
        ("x.html", '<link rel="canonical" href="https://elsewhere.example/x.html">', "site-address-wrong"),
        ("x.html", f'<link rel="canonical" href="{URL}-2/index.html">', "site-address-wrong"),
        ("x.html", '<meta property="og:url" content="example.org/corpus/index.html">', "site-address-wrong"),
        ("x.html", '<link rel="canonical" href="index.html">', "site-address-wrong"),
        ("x.html", '<meta property="og:url" content="http://localhost:8000/x.html">', "site-address-wrong"),
        ("x.html", f'<meta name="citation_public_url" content="{URL}/y.html">', "site-address-wrong"),
        ("opensearch.xml", '<a template="https://elsewhere.example/search.html?q={searchTerms}"/>', "site-address-wrong"),
        ("sitemap.xml", MAP.format("https://elsewhere.example/index.html"), "site-address-wrong"),
        ("sitemap.xml", MAP.format(f"{URL}/nothing.html"), "site-address-wrong"),
        ("feeds/all.atom.xml", FEED.format("articles/a.html"), "site-address-wrong"),
        ("feeds/all.atom.xml", FEED.format("https://name.example/other/index.html"), "site-address-wrong"),
    ],
)
def test_a_flaw_is_found_where_it_is(tmp_path: Path, name: str, text: str, code: str) -> None:
    found = inspect(site(tmp_path, {**SOUND, name: text}), URL).findings
    assert [(finding.file, finding.code, finding.severity) for finding in found] == [(name, code, "problem")]


@pytest.mark.parametrize(
    "text",
    [
        '<a href="https://cdn.example/a.js">a link loads nothing</a>',
        '<link rel="license" href="https://creativecommons.org/licenses/by/4.0/">',
        '<a href="mailto:port@name.example">x</a>',
        '<img src="data:image/png;base64,AAAA">',
        '<blockquote cite="https://other.example/a">x</blockquote>',
        '<data value="1">1</data>',
        f'<link rel="canonical" href="{URL}/x.html"><meta property="og:url" content="{URL}/x.html">',
    ],
)
def test_what_is_no_flaw(tmp_path: Path, text: str) -> None:
    assert inspect(site(tmp_path, {**SOUND, "x.html": text}), URL).findings == ()


def test_a_wrong_case_is_told(tmp_path: Path) -> None:
    (found,) = inspect(site(tmp_path, {**SOUND, "x.html": '<a href="Index.html">x</a>'}), URL).findings
    assert found.detail == "Index.html (there is index.html: large and small letters differ on the web)"


def test_without_an_address_given_the_map_states_it(tmp_path: Path) -> None:
    assert inspect(site(tmp_path, SOUND)).findings == ()


def test_another_address_than_that_of_the_build_is_found(tmp_path: Path) -> None:
    found = {finding.file for finding in inspect(site(tmp_path, SOUND), "https://moved.example").findings}
    assert found == {"404.html", "café.html", "sitemap.xml", "feeds/all.atom.xml"}


@pytest.mark.parametrize(
    ("most", "of_a_file", "codes"),
    [
        (10_000, 5_000, []),
        (1_000, 5_000, [("site-nearly-too-large", "note")]),
        (800, 5_000, [("site-too-large", "problem")]),
        (10_000, 200, [("site-file-large", "note")]),
    ],
)
def test_limits_of_the_host(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int, of_a_file: int, codes: list[tuple[str, str]]
) -> None:
    monkeypatch.setattr(inspecting, "MOST_BYTES", most)
    monkeypatch.setattr(inspecting, "MOST_BYTES_OF_A_FILE", of_a_file)
    site(tmp_path, {"index.html": "<p>" + "x" * 600, "a.txt": "y" * 50, "b.txt": "z" * 197})
    if of_a_file == 200:
        (tmp_path / "index.html").write_text("<p>" + "x" * 198, encoding="utf-8")
    assert [(finding.code, finding.severity) for finding in inspect(tmp_path).findings] == codes


def test_the_command_lists_advises_and_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITEURL", URL)
    site(tmp_path, SOUND)
    assert main(["check", "--site", str(tmp_path), "--strict"]) == 0
    assert (
        "0 problems, 0 notes\nLooked over: 4 pages, 12 links, 8 files; 0.0 MB, 0.0% of what GitHub Pages takes.\n"
        in capsys.readouterr().out
    )
    site(tmp_path, {"x.html": '<a href="nothing.html">x</a>'})
    assert main(["check", "--site", str(tmp_path), "--strict", "--json"]) == 1
    (row,) = map(json.loads, capsys.readouterr().out.splitlines())
    assert (row["file"], row["code"], row["detail"]) == ("x.html", "site-link-broken", "nothing.html")
    assert row["do"].startswith("Correct the link")


def test_a_folder_without_a_site_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--site", str(tmp_path)]) == 2
    assert "no site stands there" in capsys.readouterr().err
