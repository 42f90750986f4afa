"""A small corpus built to a site: links, escaping, sameness of a rebuild, and what a failed build leaves behind."""

from __future__ import annotations

import argparse
import fcntl
import re
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path

import pytest
from invented import CORPUS, HOSTILE, RECORD, Draft, corpus, crowd

from onrecord.cli import render
from onrecord.errors import ConfigurationError, OnrecordError
from onrecord.site.build import Options, build
from onrecord.site.inspecting import inspect

pytestmark = pytest.mark.site

LOADING = {("link", "href"), ("script", "src"), ("img", "src"), ("iframe", "src"), ("source", "src"), ("object", "data")}


class Page(HTMLParser):
    """What a page links to, loads, and names with an id."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.ids: list[str] = []
        self.tags: set[str] = set()
        self.handlers: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if (tag, name) in LOADING:
                self.loads.append(value or "")
            elif name == "href":
                self.links.append(value or "")
            if name.startswith("on"):
                self.handlers.append(name)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    return build(Options(corpus(folder, [*CORPUS, RECORD, crowd(130)])))


@pytest.fixture(scope="module")
def pages(site: Path) -> Mapping[str, Page]:
    return {path.relative_to(site).as_posix(): Page(path.read_text(encoding="utf-8")) for path in sorted(site.rglob("*.html"))}


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.mark.parametrize(
    "address",
    [
        *("index.html", "articles.html", "statements.html", "timeline.html", "data.html", "about.html", "404.html"),
        *("people.html", "people-2.html", "organizations.html", "places.html", "events.html", "topics.html", "outlets.html"),
        *("articles/the-ferry-is-retired.html", "articles/by-hand.html", "people/ada-lindqvist.html", "places/oster-bay.html"),
        *("events/bridge.html", "topics/ferries.html", "outlets/oster-courier.html", "organizations/port-office.html"),
        *("concordance/people/ada-lindqvist.html", "concordance/topics/ferries.following.html"),
        *("data/articles.jsonl", "data/articles.csv", "data/statements.jsonl", "data/statements.csv", "data/entities.jsonl"),
    ],
)
def test_the_addresses_that_people_cite_exist(site: Path, address: str) -> None:
    assert (site / address).is_file()


def test_no_link_is_broken_and_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    found = inspect(site)
    assert (found.findings, found.links > 5000) == ((), True)


def test_ids_are_unique_on_every_page(pages: Mapping[str, Page]) -> None:
    assert [address for address, page in pages.items() if len(page.ids) != len(set(page.ids))] == []


def test_a_hostile_article_is_shown_and_does_nothing(pages: Mapping[str, Page], site: Path) -> None:
    assert [(a, page.handlers) for a, page in pages.items() if page.handlers] == []
    assert [a for a, page in pages.items() if "img" in page.tags or [s for s in page.loads if s.endswith("x")]] == []
    for path in site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "<script>" not in text, path
        assert HOSTILE not in text, path
    assert "{{ 7*7 }}" in (site / "articles/hostile.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("articles/words-on-the-quay.html", "title derived</span>"),
        ("articles/words-on-the-quay.html", "between 1 June 2017 and 31 May 2021"),
        ("articles/words-on-the-quay.html", "She was mayor from June 2017 to May 2021."),
        ("articles/words-on-the-quay.html", "outlet not stated"),
        ("articles/words-on-the-quay.html", "date-missing"),
        ("articles/words-on-the-quay.html", "enter it in corrections.yaml with the reason."),
        ("articles/hostile.html", "<code>odd</code>"),
        ("events/harbour-fair.html", "no authority record gives a neutral label"),
        ("events/harbour-fair.html", "date not stated"),
        ("outlets/oster-courier.html", "What it published"),
        ("articles/a-digest.html", "This is a digest of:"),
        ("articles/a-digest.html", 'basis-editor">editor’s'),
        ("articles/the-ferry-is-retired.html", "copy hosted by Open Newsstand"),
        ("articles/the-ferry-is-retired.html", '<time datetime="2019-05-14">14 May 2019</time>'),
        ("articles/the-ferry-is-retired.html", '<del title="cut: footer">'),
        ("articles/the-ferry-is-retired.html", '<a class="mention" href="../people/ada-lindqvist.html">Ada Lindqvist</a>'),
        ("articles/the-ferry-in-short.html", "The same text as</strong>"),
        ("articles/by-hand.html", "This page was written by hand."),
        ("articles/by-hand.html", "about October 2022"),
        ("events/bridge.html", "These are the sources’ own terms"),
        ("statements.html", '<span class="speaker unnamed">an official who asked not to be named</span>'),
        ("statements.html", '<span class="speaker document">The report</span> <span class="basis basis-none">document</span>'),
        ("statements.html", '<span class="speaker unidentified">he</span> <span class="basis basis-none">not identified</span>'),
        ("statements.html", '<span class="office">Mayor of Oster Bay</span> <span class="named">“The mayor”</span>'),
        ("statements.html", '<p class="said-words"><span class="introduced">hopes that</span> <a href="'),
        ("statements.html", '3 June 2019</time></span> <span class="basis basis-inferred">inferred</span>, published <time'),
        ("statements.html", '<span>at <a href="events/bridge.html">Opening of the bridge</a></span>'),
        ("statements.html", "kind (was read as indirect): a hope (N. N.)"),
        (
            "statements.html",
            "Ada Lindqvist, reported (“said on Monday that”) in “What the harbour thinks”, Oster Courier, 5 June 2019, said 3 June 2019, ¶ 1</p>",
        ),
        ("articles/what-the-harbour-thinks.html", '<span class="introduced" data-by="hopes that"></span>the fog stays'),
        ("articles/what-the-harbour-thinks.html", 'id="s-the-fog-stays" data-speaker="Ada Lindqvist" data-kind="attitude"'),
        ("people/ada-lindqvist.html", "What others said of them"),
        ("people/ada-lindqvist.html", "Statements by month"),
        ("timeline.html", "range-mark"),
        ("index.html", "Ferries &amp; bridges"),
    ],
)
def test_what_a_page_must_say(site: Path, address: str, shown: str) -> None:
    assert shown in (site / address).read_text(encoding="utf-8")


def test_a_rebuild_gives_the_same_bytes(site: Path, tmp_path: Path) -> None:
    again = build(Options(corpus(tmp_path / "elsewhere", [*CORPUS, RECORD, crowd(130)])))
    assert tree(again) == tree(site)


def test_a_published_site_has_a_feed_and_a_map(tmp_path: Path) -> None:
    settings = corpus(tmp_path)
    settings.write_text(settings.read_text(encoding="utf-8") + 'ONRECORD_SITEURL = "https://example.org/corpus"\n', encoding="utf-8")
    output = build(Options(settings))
    assert "https://example.org/corpus/articles/the-ferry-is-retired.html" in (output / "feeds/all.atom.xml").read_text(encoding="utf-8")
    assert "<loc>https://example.org/corpus/about.html</loc>" in (output / "sitemap.xml").read_text(encoding="utf-8")
    assert 'href="https://example.org/corpus/articles.html"' in (output / "404.html").read_text(encoding="utf-8")
    assert inspect(output, "https://example.org/corpus").findings == ()


@pytest.mark.parametrize(("address", "has"), [("https://corpus.example", True), ("https://example.org/corpus", False)])
def test_robots_are_told_of_the_map_at_the_root_of_a_server_alone(tmp_path: Path, address: str, has: bool) -> None:
    settings = corpus(tmp_path, [Draft("one")], {})
    settings.write_text(settings.read_text(encoding="utf-8") + f'ONRECORD_SITEURL = "{address}"\n', encoding="utf-8")
    robots = build(Options(settings)) / "robots.txt"
    assert robots.exists() == has
    assert not has or robots.read_text(encoding="utf-8").endswith(f"\nSitemap: {address}/sitemap.xml\n")


def test_code_on_a_hand_kept_page_can_be_scrolled_with_the_keyboard(tmp_path: Path) -> None:
    settings = corpus(tmp_path, [Draft("one")], {})
    (tmp_path / "content/pages/x.md").write_text("Title: Use\nSlug: use\n\n```\n$ make <html>\n```\n", encoding="utf-8")
    page = (build(Options(settings)) / "use.html").read_text(encoding="utf-8")
    assert page.count("<pre") == page.count('<pre tabindex="0">') == 1


def test_a_hidden_page_is_in_the_map_and_not_in_the_footer(tmp_path: Path) -> None:
    settings = corpus(tmp_path, [Draft("one")], {})
    settings.write_text(settings.read_text(encoding="utf-8") + 'ONRECORD_SITEURL = "https://example.org"\n', encoding="utf-8")
    (tmp_path / "content/pages/x.md").write_text("Title: Details\nSlug: details\nStatus: hidden\n\nText.\n", encoding="utf-8")
    site = build(Options(settings))
    assert "Details" not in (site / "index.html").read_text(encoding="utf-8")
    assert "https://example.org/details.html" in (site / "sitemap.xml").read_text(encoding="utf-8")


def test_without_an_address_there_is_no_feed_and_no_map(site: Path) -> None:
    assert not (site / "feeds").exists()
    assert not (site / "sitemap.xml").exists()


def test_another_corpus_has_a_name_of_its_own(tmp_path: Path) -> None:
    settings = corpus(tmp_path, [Draft("one")], {})
    (tmp_path / "content/pages/method.md").write_text("Title: Method\n\nA page for any corpus.\n", encoding="utf-8")
    site = build(Options(settings, name="Letters & notes"))
    home = (site / "index.html").read_text(encoding="utf-8")
    assert ("Letters &amp; notes" in home, "Ferries" in home, "Invented" in home) == (True, False, False)
    assert ("about.html" in home, (site / "about.html").exists()) == (False, False)
    assert ("method.html" in home, (site / "method.html").exists()) == (True, True)


def test_the_footer_names_hand_kept_pages_as_they_name_themselves(tmp_path: Path) -> None:
    settings = corpus(tmp_path, [Draft("one")], {})
    (tmp_path / "content/pages/x.md").write_text("Title: Who we are\nSlug: us\n\nText.\n", encoding="utf-8")
    site = build(Options(settings))
    assert '<a href="us.html">Who we are</a>' in (site / "index.html").read_text(encoding="utf-8")
    assert (site / "us.html").is_file()


def test_an_empty_corpus_builds(tmp_path: Path) -> None:
    settings = corpus(tmp_path, [], {})
    (tmp_path / "content/articles/by-hand.md").unlink()
    assert (build(Options(settings)) / "timeline.html").is_file()


@pytest.mark.parametrize(
    ("path", "content", "error"),
    [
        ("content/articles/broken.md", "no front matter", "no front matter"),
        ("content/articles/broken.md", "---\ntitle: x\nunheard: of\n---\n\nText.\n", "unheard"),
        ("content/authorities/people.yaml", "- {id: x}\n", "line 1"),
        ("content/pages/broken.md", "Date: never\nTitle: x\n\nText.\n", "broken.md"),
        ("content/pages/crew.md", "Title: Crew\nSlug: people\n\nText.\n", "crew.md: the site has a page of its own at people.html"),
        ("overrides/home.html", "{% if %}", "home.html, line 1"),
        ("overrides/home.html", "{{ page.nothing }}", "nothing"),
    ],
)
def test_a_failed_build_leaves_the_site_as_it_was(tmp_path: Path, path: str, content: str, error: str) -> None:
    settings = corpus(tmp_path, [Draft("one")], {})
    overrides = f"THEME_TEMPLATES_OVERRIDES = [{str(tmp_path / 'overrides')!r}]\n"
    settings.write_text(settings.read_text(encoding="utf-8") + overrides, encoding="utf-8")
    (tmp_path / "overrides").mkdir()
    before = tree(build(Options(settings)))
    (tmp_path / path).write_text(content, encoding="utf-8")
    with pytest.raises(OnrecordError, match=re.escape(error)) as raised:
        build(Options(settings))
    assert "\n" not in str(raised.value)
    assert tree(tmp_path / "output") == before
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_a_site_that_cannot_be_put_in_place_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = corpus(tmp_path, [Draft("one")], {})
    before = tree(build(Options(settings)))
    rename = Path.rename

    def failing(self: Path, target: Path) -> Path:
        if self.name == "new":
            raise PermissionError(13, "Permission denied", str(self))
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(OnrecordError, match="Permission denied"):
        build(Options(settings))
    assert tree(tmp_path / "output") == before
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_a_build_leaves_those_that_still_run_alone_and_clears_up_after_killed_ones(tmp_path: Path) -> None:
    settings = corpus(tmp_path, [Draft("one")], {})
    running, killed, elsewhere, own = (
        tmp_path / name
        for name in (".onrecord-output-running", ".onrecord-output-killed", ".onrecord-public-killed", ".onrecord-output-notes")
    )
    for folder in (running, killed, elsewhere):
        (folder / "new").mkdir(parents=True)
        (folder / "building").touch()
    own.mkdir()  # not made by a build: nothing in it says so
    with (running / "building").open("rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        site = build(Options(settings))
    assert [folder.exists() for folder in (running, killed, elsewhere, own)] == [True, False, True, True]
    assert site.stat().st_mode & 0o777 == (tmp_path / "content").stat().st_mode & 0o777


def test_what_a_killed_build_left_stays_until_a_build_succeeds(tmp_path: Path) -> None:
    """It may hold the last good site."""
    settings = corpus(tmp_path, [Draft("one")], {})
    old = tmp_path / ".onrecord-output-killed" / "old"
    old.mkdir(parents=True)
    (old.parent / "building").touch()
    (tmp_path / "content" / "articles" / "one.md").write_text("broken", encoding="utf-8")
    with pytest.raises(OnrecordError):
        build(Options(settings))
    assert old.exists()
    Draft("one").write(tmp_path / "content" / "articles")
    build(Options(settings))
    assert not old.exists()


def test_a_folder_that_is_no_site_is_never_replaced(tmp_path: Path) -> None:
    settings = corpus(tmp_path / "corpus", [Draft("one")], {})
    letters = tmp_path / "letters"
    letters.mkdir()
    (letters / "dear.txt").write_text("Dear", encoding="utf-8")
    with pytest.raises(ConfigurationError, match="no site built by onrecord"):
        build(Options(settings, output=letters))
    assert tree(letters) == {"dear.txt": b"Dear"}


@pytest.mark.parametrize(
    ("options", "error"),
    [
        (["--settings", "nowhere.py"], "nowhere.py: no such settings file"),
        (["--settings", "broken.py"], "broken.py, line 2:"),
        (["--settings", "wrong.py"], "wrong.py, line 2: division by zero"),
        (["--settings", "silent.py"], "silent.py, line 1: AssertionError"),
        (["--settings", "unfit.py"], "unfit.py: You need to specify a path"),
        (["--settings", "bare.py"], "bare.py: ONRECORD_ARTICLES is missing"),
        (["--articles", "nowhere"], "nowhere: no such folder"),
        (["--output", "bare.py"], "bare.py: is a file"),
    ],
)
def test_what_is_missing_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: list[str], error: str) -> None:
    corpus(tmp_path, [Draft("one")], {})
    (tmp_path / "broken.py").write_text("SITENAME = 'x'\nSITESUBTITLE = (\n", encoding="utf-8")
    (tmp_path / "wrong.py").write_text("SITENAME = 'x'\nDEFAULT_PAGINATION = 1 / 0\n", encoding="utf-8")
    (tmp_path / "silent.py").write_text("assert False\n", encoding="utf-8")
    (tmp_path / "unfit.py").write_text("from onrecord.site.settings import *\nPATH = 'no such folder'\n", encoding="utf-8")
    (tmp_path / "bare.py").write_text("SITENAME = 'x'\nPATH = 'content'\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    parser = argparse.ArgumentParser()
    render.add_arguments(parser)
    with pytest.raises(ConfigurationError, match=re.escape(error)):
        render.run(parser.parse_args(options))


def test_the_command_says_where_the_site_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus(tmp_path, [Draft("one")], {})
    monkeypatch.chdir(tmp_path)
    parser = argparse.ArgumentParser()
    render.add_arguments(parser)
    assert render.run(parser.parse_args(["--output", "public"])) == 0
    assert str(Path("public") / "index.html") in capsys.readouterr().out
    assert (tmp_path / "public/articles/one.html").is_file()
