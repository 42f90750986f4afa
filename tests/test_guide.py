"""The pages of the guide: every example is played and prints what the page shows; every operator and setting is told of."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from onrecord.site import settings
from played import ROOT, Reader, Typed, matches, typed

PAGES = ROOT / "content" / "pages"


def page(name: str) -> str:
    return (PAGES / f"{name}.md").read_text(encoding="utf-8")


@pytest.mark.site
@pytest.mark.parametrize("name", [path.stem for path in sorted(PAGES.glob("*.md")) if any(typed(path.read_text(encoding="utf-8")))])
def test_examples_print_what_the_page_shows(name: str, tmp_path: Path) -> None:
    reader = Reader(tmp_path)
    for example in typed(page(name)):
        printed = reader.play(example)
        assert matches(example.shown, printed), f"$ {example.command}\n{printed}"


def test_the_guide_has_examples_of_every_verb_of_a_keeper() -> None:
    played = " ".join(example.command for example in typed(page("guide")))
    verbs = ("onrecord new", "make html", "onrecord explain", "onrecord check", "check --publish", "make publish", "make archive")
    assert [verb for verb in verbs if verb not in played] == []


def test_the_guide_tells_of_every_way_to_ask() -> None:
    asked = re.findall(r"<code>([^<{]+)</code>", (ROOT / "theme/templates/search.html").read_text(encoding="utf-8").split("<tbody>")[1])
    marks = {mark for way in asked for mark in re.findall(r'OR|NOT|NEAR/|title:|said:|[*="]', html.unescape(way))}
    assert marks == {"OR", "NOT", "NEAR/", "title:", "said:", "*", "=", '"'}
    assert [mark for mark in sorted(marks) if mark not in page("guide")] == []


@pytest.mark.parametrize("name", [name for name in vars(settings) if name.startswith("ONRECORD_")])
def test_every_setting_is_explained_where_it_is_made(name: str) -> None:
    text = Path(settings.__file__).read_text(encoding="utf-8")
    assert re.search(rf'^{name}\b.*\n"""\S', text, re.MULTILINE)


@pytest.mark.parametrize("point", [*(f"1.{n}" for n in (1, 2, 3)), "2.1", "2.2", *(f"3.{n}" for n in (1, 2, 3)), *(f"4.{n}" for n in range(1, 10)), *(f"5.{n}" for n in range(1, 6))])  # fmt: skip
def test_every_principle_of_the_endings_project_is_gone_through(point: str) -> None:
    assert re.search(rf"^\| (?:[\d., ]+)?{re.escape(point)}[ ,|]", page("lasting"), re.MULTILINE)


@pytest.mark.parametrize(
    ("shown", "printed", "same"),
    [
        ("a\nb", "a\nb\n", True),
        ("a\nb", "a  \nb", True),
        ("a", "a\nb", False),
        ("a\n…", "a\nb\nc", True),
        ("…\nc", "a\nb\nc", True),
        ("a\n…\nc", "a\nc", False),
        ("a\n…\nc", "a\nb\nb\nc", True),
        ("(… MB)", "(0.5 MB)", True),
        ("(… MB)", "(0.5\nMB)", False),
        ("a.c", "abc", False),
        ("", "a", False),
    ],
)
def test_what_counts_as_the_same(shown: str, printed: str, same: bool) -> None:
    assert matches(shown, printed) is same


def test_examples_are_read_in_their_order() -> None:
    text = "```\n$ a\nx\n\n$ b\n```\n\n```yaml\n# content/corrections.yaml\n- y\n```\n\n```\nno example\n```\n"
    assert list(typed(text)) == [Typed("a", "x"), Typed("b", ""), Typed("", "# content/corrections.yaml\n- y", "content/corrections.yaml")]
