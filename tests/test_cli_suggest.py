"""``onrecord suggest``: which names are alike, what is worth a record, and that the output can be pasted as it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from onrecord import authorities
from onrecord.alike import Likeness, names_alike, words_alike
from onrecord.authorities import KINDS
from onrecord.cli import main
from onrecord.cli.suggest import lines
from onrecord.offices import titles_beside
from onrecord.suggest import Suggestion

STRONG, WEAK, NONE = Likeness.STRONG, Likeness.WEAK, Likeness.NONE


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("Muhamad Husain Dost", "Mohammed Hussein Dost", STRONG),
        ("Vladimir Orlov", "Wladimir Orlow", STRONG),
        ("Yevgeny Belskyy", "Evgeny Belsky", STRONG),
        ("İlqar Əliyev", "Ilqar Aliyev", STRONG),
        ("Nora Q. Whitcombe", "Nora Whitcombe", STRONG),
        ("Park Jin", "Jin Park", STRONG),  # family name first
        ("Zaher Karman", "Zahir Karma", WEAK),  # only a shared office tells
        ("N. Whitcombe", "Nora Whitcombe", WEAK),
        ("Karim Dost", "Karin Dost", NONE),  # one letter, two people
        ("Nora Whitcombe", "Greta Whitcombe", NONE),  # a surname alone
        ("Whitcombe", "Nora Whitcombe", NONE),
        ("Anton Belov", "Anton Belova", NONE),
        ("Nora Q. Whitcombe", "Nora R. Whitcombe", NONE),
        ("Tomas Hartley Jr.", "Tomas Hartley", NONE),
        ("", "Nora Whitcombe", NONE),
    ],
)
def test_names_alike(first: str, second: str, expected: Likeness) -> None:
    assert names_alike(first, second) == expected
    assert names_alike(second, first) == expected


@given(st.text(max_size=12), st.text(max_size=12))
def test_likeness_of_words_has_no_direction(first: str, second: str) -> None:
    assert words_alike(first, second) == words_alike(second, first)
    assert words_alike(first, first) is STRONG


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("On Monday Foreign Minister *Nora Whitcombe* spoke.", ("Foreign Minister",)),
        ("Ellery's Minister of Trade *Nora Whitcombe* spoke.", ("Ellery's Minister of Trade",)),
        ("She met *Nora Whitcombe*, chairman of the harbour board, at noon.", ("chairman of the harbour board",)),
        ("A spokesman for *Nora Whitcombe* said so.", ()),  # somebody else's office
        ("Then *Nora Whitcombe*, tired, went home.", ()),
        ("*Nora Whitcombe*", ()),
        ("The minister left.\n*Nora Whitcombe* stayed.", ()),
    ],
)
def test_titles_beside_a_name(text: str, titles: tuple[str, ...]) -> None:
    start = text.index("*")
    end = text.index("*", start + 1) - 1
    assert titles_beside(text.replace("*", ""), start, end) == titles


ARTICLES = {
    "a": "Outlet: The Ellery Courier\n\n"
    "Minister Mohammed Hussein Dost met General Zaher Karman. “We agree,” Dost said. “We agree on all,” Dost said.",
    "b": "Outlet: The Ellery Courier\n\nMinister Muhamad Husain Dost said that the ferry was late. General Zahir Karma said nothing.",
    "c": "Outlet: Marrow Post\n\nNora Whitcombe said that the Marrow Trade Ministry was closed. Karin Velt laughed.",
    "d": "Outlet: Marrow Post\n\nMayor Greta Whitcombe said that the Marrow Trade Ministry was open. Karim Velt laughed.",
}
Suggest = Callable[..., str]


@pytest.fixture
def suggest(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Suggest:
    """Builds the articles with the authority files given, and returns what the command prints."""

    def run(records: Mapping[str, str], *options: str) -> str:
        for name, text in {f"sources/{name}.txt": f"Title: Story {name}\n{text}\n" for name, text in ARTICLES.items()}.items():
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")
        (tmp_path / "authorities").mkdir(exist_ok=True)
        for kind, text in records.items():
            (tmp_path / "authorities" / f"{kind}.yaml").write_text(text, encoding="utf-8")
        read = ["--articles", str(tmp_path / "articles"), "--authorities", str(tmp_path / "authorities")]
        kept = ["--cache", str(tmp_path / "cache"), "--corrections", str(tmp_path / "none.yaml")]
        assert main(["build", str(tmp_path / "sources"), *read, *kept, "--jobs", "1"]) == 0
        capsys.readouterr()
        assert main(["suggest", *read, *options]) == 0
        return capsys.readouterr().out

    return run


def pasted(output: str) -> dict[str, list[Any]]:
    """The output as the authority types read it; anything that does not fit raises."""
    loaded = yaml.safe_load(output) or {}
    return {kind: msgspec.convert(records, list[KINDS[kind]]) for kind, records in loaded.items()}  # type: ignore[valid-type]


def test_output_fits_the_authority_types(suggest: Suggest) -> None:
    found = pasted(suggest({}))
    people = {person.label: person.variants for person in found["people"]}
    assert people["Mohammed Hussein Dost"] == ("Muhamad Husain Dost",)
    assert people["Zaher Karman"] == ("Zahir Karma",)
    assert {"Nora Whitcombe", "Greta Whitcombe"} <= people.keys()
    assert [outlet.label for outlet in found["outlets"]] == ["Marrow Post", "The Ellery Courier"]
    assert [organization.label for organization in found["organizations"]] == ["Marrow Trade Ministry"]
    assert all(len({record.id for record in records}) == len(records) for records in found.values())


@pytest.mark.parametrize(
    "reason",
    [
        "# 1. one person under several spellings?",
        "the same letters or sounds; both stand beside: minister",
        "like letters; both stand beside: general",
        "#    Mohammed Hussein Dost: 3 mentions in 1 document (story-a)",
        "  #   - office: Minister  # 2 times",
        "# content/authorities/outlets.yaml",
        "an outlet without a record: 2 documents (story-c, story-d)",
    ],
)
def test_each_block_says_why(suggest: Suggest, reason: str) -> None:
    assert reason in suggest({})


def test_people_with_one_surname_and_those_one_letter_apart_stay_two(suggest: Suggest) -> None:
    output = suggest({})
    assert "Nora Whitcombe and Greta" not in output
    assert "Karin Velt and" not in output


def test_another_spelling_of_a_known_person_is_added_to_the_record(suggest: Suggest) -> None:
    record = "- {id: dost, label: Mohammed Hussein Dost, offices: [{office: Minister of Ferries, term: 2020/..}], note: kept}\n"
    (first, *_) = pasted(suggest({"people": record}))["people"]
    assert (first.id, first.variants, first.offices[0].term, first.note) == ("dost", ("Muhamad Husain Dost",), "2020/..", "kept")


@pytest.mark.parametrize(
    "records",
    [
        "- {id: dost, label: Mohammed Hussein Dost, variants: [Muhamad Husain Dost]}\n",
        "- {id: dost, label: Mohammed Hussein Dost}\n- {id: other, label: Muhamad Husain Dost}\n",
        "- {id: dost, label: Mohammed Hussein Dost, not_same_as: [m-dost]}\n- {id: m-dost, label: Muhamad Husain Dost}\n",
    ],
    ids=["one record with both names", "two records", "told apart"],
)
def test_what_a_person_has_decided_is_not_suggested_again(suggest: Suggest, records: str) -> None:
    assert "Dost" not in suggest({"people": records})


def test_known_outlets_are_not_suggested(suggest: Suggest) -> None:
    found = pasted(suggest({"outlets": "- {id: post, label: The Marrow Post, variants: [Marrow Post]}\n"}))
    assert [outlet.label for outlet in found["outlets"]] == ["The Ellery Courier"]


def test_suggestions_can_be_pasted_and_are_then_settled(suggest: Suggest, tmp_path: Path) -> None:
    output = suggest({})
    kinds = re.findall(r"^(\w+):", output, re.MULTILINE)
    sections = re.split(r"^\w+:.*\n", output, flags=re.MULTILINE)[1:]
    again = suggest(dict(zip(kinds, sections, strict=True)))
    assert authorities.load(tmp_path / "authorities").people
    assert again.strip() == "# nothing to suggest"


def test_limit_counts_each_kind(suggest: Suggest) -> None:
    found = pasted(suggest({}, "--limit", "1"))
    assert {kind: len(records) for kind, records in found.items()} == {"people": 2, "organizations": 1, "outlets": 1}


@pytest.mark.parametrize(
    ("options", "message"),
    [(["--limit", "0"], "name a number from 1 up"), ([], "run `onrecord build` first")],
)
def test_misuse_exits_2(tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str], message: str) -> None:
    assert main(["suggest", "--articles", str(tmp_path), "--authorities", str(tmp_path), *options]) == 2
    assert message in capsys.readouterr().err


NASTY = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)


@given(NASTY, NASTY)
def test_whatever_a_name_holds_the_output_is_yaml(label: str, reason: str) -> None:
    text = "\n".join(lines([Suggestion("people", {"id": "x", "label": label}, (reason, label), (reason,))]))
    assert yaml.safe_load(text) == {"people": [{"id": "x", "label": label}]}
