"""What bad input gets: a correct page or a listed problem, and the other files still build."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from builders import MORE_PROSE, PROSE
from onrecord.articles import Article, load
from test_build import Corpus, article


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    found = Corpus(tmp_path)
    found.put("good.txt", article(1))
    return found


def articles(corpus: Corpus) -> dict[str, Article]:
    return {article.id: article for article in load(corpus.articles)}


BAD = [
    (b"", "empty", "an empty file"),
    (b"  \n\t ", "empty", "white space"),
    (bytes(range(256)) * 40, "binary", "a binary"),
    (b"\x00\x01\x02" * 500, "binary", "another"),
]


@pytest.mark.parametrize(("data", "code", "why"), BAD)
def test_a_source_that_cannot_be_read_is_listed_and_the_others_are_built(corpus: Corpus, data: bytes, code: str, why: str) -> None:
    corpus.put("bad.txt", data)
    report = corpus.build()
    assert [(name, problem.code) for name, problem in report.problems] == [("bad.txt", code)]
    assert list(articles(corpus)) == ["good"]


def test_a_file_of_50_megabytes_is_listed(corpus: Corpus) -> None:
    with (corpus.sources / "large.txt").open("wb") as file:
        file.truncate(50_000_000)
    assert [(name, problem.code) for name, problem in corpus.build().problems] == [("large.txt", "too-large")]


def test_a_dangling_link_and_a_folder_with_an_ending_are_no_harm(corpus: Corpus) -> None:
    (corpus.sources / "link.txt").symlink_to("nowhere.txt")
    (corpus.sources / "folder.txt").mkdir()
    assert [(name, problem.code) for name, problem in corpus.build().problems] == [("link.txt", "unreadable")]


def test_links_that_lead_nowhere_or_out_and_pipes_are_listed(corpus: Corpus) -> None:
    (corpus.sources / "circle.txt").symlink_to("circle.txt")
    (corpus.sources / "out.txt").symlink_to("/dev/zero")
    (corpus.sources / "within.txt").symlink_to("good.txt")
    os.mkfifo(corpus.sources / "pipe.txt")
    found = {(name, problem.code, problem.detail) for name, problem in corpus.build().problems if problem.code == "unreadable"}
    assert found == {
        ("circle.txt", "unreadable", "a link that leads nowhere"),
        ("out.txt", "unreadable", "a link that leads out of the folder of sources"),
        ("pipe.txt", "unreadable", "not a regular file"),
    }
    assert sorted(articles(corpus)) == ["good", "within"]


def test_names_that_differ_in_case_alone_are_two_documents(corpus: Corpus) -> None:
    for name, word in (("case.txt", "bridge"), ("Case.txt", "tunnel"), ("CASE.TXT", "mill")):
        corpus.put(name, f"The {word} is open\n\n{PROSE.replace('bridge', word)}\n\n{MORE_PROSE.replace('piers', word)}")
    if len(list(corpus.sources.iterdir())) < 4:
        pytest.skip("this file system takes them for one name")
    corpus.build()
    assert sorted(found.front.title for found in articles(corpus).values())[-3:] == [
        "The bridge is open",
        "The mill is open",
        "The tunnel is open",
    ]


def test_a_file_of_another_kind_is_listed(corpus: Corpus) -> None:
    corpus.put("table.csv", "a,b\n")
    corpus.put(".hidden.txt", "not a source")
    corpus.put(".git/config.txt", "nor this")
    assert [(name, problem.code) for name, problem in corpus.build().problems] == [("table.csv", "unknown-kind")]


def test_a_wrong_encoding_is_read_and_listed(corpus: Corpus) -> None:
    corpus.put("old.txt", (article(2).replace("number 2", "numéro 2") * 2).encode("windows-1252"))
    assert [(name, problem.code) for name, problem in corpus.build().problems if problem.code == "encoding-guessed"] == [
        ("old.txt", "encoding-guessed")
    ]
    assert "numéro" in articles(corpus)["old"].front.title


def test_two_files_of_one_text_are_both_built_and_one_is_listed(corpus: Corpus) -> None:
    corpus.put("copy.txt", article(1))
    report = corpus.build()
    assert [(name, problem.code, problem.detail) for name, problem in report.problems] == [
        ("good.txt", "duplicate", "the same text as copy")
    ]
    assert sorted(articles(corpus)) == ["copy", "good"]


def test_two_titles_with_one_slug_are_two_pages(corpus: Corpus) -> None:
    corpus.put("one.txt", f"The bridge: open!\n\n{PROSE}\n\n{MORE_PROSE}")
    corpus.put("two.txt", f"The Bridge — open?\n\n{MORE_PROSE}\n\n{PROSE}")
    corpus.build()
    assert sorted(article.slug for article in load(corpus.articles))[1:] == ["the-bridge-open", "the-bridge-open-two"]


NAMES = [
    ("a\nb.txt", "line break"),
    ("a..\\..\\evil.txt", "a path of another system"),
    ("x..txt.txt", "dots"),
    ("x" * 240 + ".txt", "very long"),
    ("мост через реку.txt", "Cyrillic"),
    ("桥.txt", "Chinese"),
    ("   .txt", "spaces"),
    ("<script>alert(1)<!script>.txt", "a tag"),
    ("{{ 7*7 }}.txt", "a template"),
    ("a\u202etxt.html.txt", "a direction mark"),
    ("CON.txt", "a name that Windows keeps for itself"),
    ("-rf.txt", "an option"),
]


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """A corpus of sources with odd names, built."""
    found = Corpus(tmp_path_factory.mktemp("names"))
    for name, why in NAMES:
        found.put(name, f"{why}: {PROSE}\n\n{MORE_PROSE}")
    assert found.build().problems
    return found


@pytest.mark.parametrize(("name", "why"), NAMES)
def test_an_odd_name_gives_a_safe_address(names: Corpus, name: str, why: str) -> None:
    """The page's name is plain and not too long, and the name that is shown is one line."""
    (found,) = (article for article in load(names.articles) if article.body.startswith(f"{why}: "))
    assert found.front.source and found.front.source.isprintable()
    assert set(found.slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-") and len(found.slug) <= 90


def test_odd_names_lead_nowhere_else(names: Corpus) -> None:
    """Nothing is written outside the folder of articles and the cache."""
    assert all(path.parent == names.articles for path in names.articles.rglob("*"))
    assert {path.name for path in names.root.iterdir()} == {"sources", "articles", "cache"}
    assert not [path for path in names.sources.parent.parent.iterdir() if path.name.startswith("evil")]


def test_a_name_that_is_no_text_at_all(corpus: Corpus) -> None:
    """File names are bytes; these are not UTF-8."""
    try:
        (corpus.sources / os.fsdecode(b"caf\xe9.txt")).write_text(PROSE, encoding="utf-8")
    except OSError:
        pytest.skip("this file system refuses names that are not UTF-8")
    assert len(corpus.build().documents) == 2
    load(corpus.articles)


def test_two_names_with_one_slug_are_two_documents(corpus: Corpus) -> None:
    for name in ("Über.txt", "Uber.txt", "uber.md", "u/ber.txt", "u-ber.txt"):
        corpus.put(name, f"{name}\n\n{PROSE}\n\n{name} {MORE_PROSE}")
    assert len(corpus.build().documents) == 6
    assert len(articles(corpus)) == 6


TEXTS = [
    (f"{PROSE}\n\n---\n\n{MORE_PROSE}", "a rule in the body"),
    (f"---\n\n{PROSE}\n\n---\n\n{MORE_PROSE}", "a rule before it"),
    (
        f"The {{{{ title }}}} of {{% raw %}}\n\n{PROSE}\n\n{{{{ 7 * 7 }}}} {{# no comment #}} is a template, or so it says, and nobody should ever run it here.",
        "templates",
    ),
    (
        f"<script>alert(1)</script> in a headline\n\n{PROSE}\n\n<img src=x onerror=alert(1)> is what the page of the town showed to everybody who came by.",
        "tags",
    ),
    (f"Title: The bridge: a history: part 2\nDate: 3 May 2016: noon\n\n{PROSE}", "colons in headers"),
    (
        f"[A headline](javascript:alert(1))\n\n{PROSE}\n\n![x](javascript:alert(1)) and [y](data:text/html,z) are links that no page of ours should ever carry on.",
        "links that run",
    ),
    (f"# Not *a* heading_ `here`\n\n1. {PROSE}\n\n> {MORE_PROSE}\n\n- [ ] a list? | a | table |", "signs of Markdown in a text file"),
    (f"null\n\n{PROSE}", "a word of YAML"),
    (f"'It''s \"quoted\"' & <b>\n\n{PROSE}", "quotation marks"),
    (f"\ufeff\u202eThe bridge\u200b\x07 is open\n\n{PROSE}", "characters that cannot be seen"),
    ("word " * 50_000, "one endless paragraph"),
    ("“" * 3000, "opening marks only, with no word"),
    (f"“a {'“ ' * 500} b\n\n{PROSE}", "many marks that never close"),
    ("\n".join(f"line {number}" for number in range(3000)), "thousands of short lines"),
    ("A, " * 5000 + "said Clara Nyberg.", "a sentence without an end"),
    (f"{'(' * 3000}{PROSE}{'[' * 3000}", "brackets"),
    ("Said said said that that said he said she said. " * 300, "nothing but reporting verbs"),
]


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Article], dict[str, list[str]]]:
    """A corpus of odd texts, built: (articles by id, problem codes by source)."""
    found = Corpus(tmp_path_factory.mktemp("texts"))
    for number, (text, _) in enumerate(TEXTS):
        found.put(f"odd-{number}.txt", text)
    problems: dict[str, list[str]] = {}
    for name, problem in found.build().problems:
        problems.setdefault(name, []).append(problem.code)
    return articles(found), problems


TAG = re.compile(r"<(?!/?(?:p|h[1-6])>)")


@pytest.mark.parametrize("number", range(len(TEXTS)), ids=[why for _, why in TEXTS])
def test_an_odd_text_gives_a_page_that_shows_it(odd: tuple[dict[str, Article], dict[str, list[str]]], number: int) -> None:
    """The body on the page is the body that was annotated; nothing in it is an element of its own, and no rule stumbled."""
    found, problems = odd
    assert "failed" not in problems.get(f"odd-{number}.txt", [])
    if f"odd-{number}" in found:
        assert found[f"odd-{number}"].standoff is not None
        assert not TAG.search(found[f"odd-{number}"].html)
    else:
        assert problems[f"odd-{number}.txt"] == ["empty"]


HOSTILE = [
    "The talks of the two went very well, " + "Author Doctor " * 20 + "foo said Clara Nyberg.",
    "The talks of the two went very well, " + "Author " * 40 + "x Clara Nyberg said.",
    "According to " * 400,
    "Clara " * 1200,
    '"a" ' * 800,
    "3 May 2016 " * 800,
    "President General Dr. " * 800,
    "[a](" * 2000,
    "Clara Nyberg " + "really " * 2000 + "said that it was so.",
    "Clara Nyberg " + "ly" * 40 + "x said that it was so.",
    "IN ANSWER TO THE NEW PROPOSAL TO CLOSE THE OLD HARBOUR, SUPPORTERS RALLIED, SAYING: “We all agree to it now and for ever.”",
    "“The bridge is safe for all of us,” according to the council. " * 1500,
    "said the “bridge” and the " * 1500,
    "The bridge is safe, and " + "a" * 1500 + "!, Clara Nyberg said.",
    "Clara Nyberg said that the bridge is safe, " + "A" * 1500 + "!",
    "Clara Nyberg told " + "A" * 1500 + "! that the bridge is safe.",
    "The bridge opens again\n\n" + "A" * 1500 + "!\n\nThe bridge is safe.",
    "<!---->" * 200 + "The bridge is safe.",
]


def test_hostile_texts_are_read_in_time(tmp_path: Path, root: Path) -> None:
    """No pattern may run for ever on a text that was made for it: one small file would stop the whole corpus."""
    for number, text in enumerate(HOSTILE):
        (tmp_path / f"hostile-{number}.txt").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "onrecord", "extract", "--jobs", "1", "--json", str(tmp_path)]
    try:
        done = subprocess.run(
            command,
            cwd=tmp_path,
            env={"PYTHONPATH": str(root / "tools"), "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"},
            capture_output=True,
            timeout=15,
            check=True,
        )
    except subprocess.TimeoutExpired as error:
        read = (error.stdout or b"").count(b"\n")
        pytest.fail(f"the source after {read} others was not read in time")
    assert done.stdout.count(b"\n") == len(HOSTILE)


def test_a_text_and_its_markdown_twin_do_not_disturb_each_other(corpus: Corpus) -> None:
    corpus.put("good.md", f"---\ntitle: Twin\n---\n\n{MORE_PROSE}\n")
    corpus.build()
    assert sorted(articles(corpus)) in (["good", "good-md"], ["good", "good-txt"])
