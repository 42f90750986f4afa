"""``onrecord suggest``: which names are alike, what is worth a record, and that the output can be pasted as it is."""

from __future__ import annotations

import io
import re
from collections import Counter
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
from onrecord.authorities import KINDS, Person
from onrecord.cli import main
from onrecord.cli.suggest import lines
from onrecord.decisions import Change
from onrecord.offices import titles_beside
from onrecord.refusals import Refusals
from onrecord.suggest import Suggestion
from onrecord.suggest.newcomers import newcomers
from onrecord.suggest.proposals import Ids, Quote
from onrecord.suggest.standings import Standing

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
        ("Nora Q.R. Whitcombe", "Nora R. Whitcombe", NONE),
        ("Nora Q.R. Whitcombe", "Nora QR Whitcombe", STRONG),
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
        ("On Monday the foreign minister *Nora Whitcombe* spoke.", ("foreign minister",)),
        ("She met *Nora Whitcombe*, chairman of the harbour board, at noon.", ("chairman of the harbour board",)),
        ("A spokesman for *Nora Whitcombe* said so.", ()),  # somebody else's office
        ("Then *Nora Whitcombe*, tired, went home.", ()),
        ("She saw the Norvanian minister, *Nora Whitcombe*, there.", ("Norvanian minister",)),
        ("She saw the minister, *Nora Whitcombe* and others.", ()),  # a list
        ("They saw the minister, *Nora Whitcombe*, and her ferry.", ("minister",)),
        ("Otto Falk, the minister, *Nora Whitcombe* came.", ()),  # his office
        ("*Nora Whitcombe*, secretary of the U.S. Mint, came.", ("secretary of the U.S. Mint",)),
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
        "  one person under several names?",
        "the same letters or sounds; both stand beside: minister",
        "names that are like each other: Zaher Karman, Zahir Karma; office in common: general",
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
    assert "Dost" not in " ".join(person.label for person in pasted(suggest({"people": records}))["people"])


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


# ---- deciding ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def decide(suggest: Suggest, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Suggest:
    """Runs the command once more on what was built, with ``typed`` as what somebody types."""

    def run(*options: str, typed: str = "") -> str:
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        read = ["--articles", str(tmp_path / "articles"), "--authorities", str(tmp_path / "authorities")]
        status = main(["suggest", *read, *options])
        shown = capsys.readouterr()
        return shown.out if status == 0 else f"{status} {shown.err}"

    return run


def listed(output: str) -> list[dict[str, Any]]:
    return [msgspec.json.decode(line) for line in output.splitlines()]


def merge_of(output: str, name: str) -> str:
    return str(next(found["id"] for found in listed(output) if found["what"] == "merge" and name in found["names"]))


def test_json_has_the_evidence_in_its_context(suggest: Suggest) -> None:
    found = next(row for row in listed(suggest({}, "--json")) if "Mohammed Hussein Dost" in row["names"])
    assert (found["what"], found["file"], found["documents"], found["statements"]) == ("merge", "people", 1, 1)
    assert found["evidence"][0] == {
        "document": "story-a",
        "paragraph": "p1",
        "before": "Minister ",
        "words": "Mohammed Hussein Dost",
        "after": " met General Zaher Karman. “We agree,” Dost said. “We agree ",
    }


def test_an_accepted_merge_is_one_record_with_both_names_and_is_settled_at_once(suggest: Suggest, decide: Suggest, tmp_path: Path) -> None:
    people = "# ours\n- {id: nora, label: Nora Whitcombe} # first\n"
    id_ = merge_of(suggest({"people": people}, "--json"), "Mohammed Hussein Dost")
    assert "mohammed-hussein-dost written into" in decide("--apply", id_)
    text = (tmp_path / "authorities" / "people.yaml").read_text(encoding="utf-8")
    assert text.startswith(people)
    assert "  # offices:\n  #   - office: Minister" in text
    assert authorities.load(tmp_path / "authorities").people["mohammed-hussein-dost"].variants == ("Muhamad Husain Dost",)
    assert "Dost" not in {name for row in listed(decide("--json")) for name in row["names"]}


def test_a_refusal_is_noted_and_not_offered_again(suggest: Suggest, decide: Suggest, tmp_path: Path) -> None:
    id_ = merge_of(suggest({}, "--json"), "Mohammed Hussein Dost")
    decide("--refuse", id_, "--why", "the tall one is somebody else")
    (refusal,) = yaml.safe_load((tmp_path / "authorities" / "refused.yaml").read_text(encoding="utf-8"))
    assert refusal == {
        "what": "merge",
        "kind": "people",
        "names": ["Mohammed Hussein Dost", "Muhamad Husain Dost"],
        "why": "the tall one is somebody else",
    }
    assert not authorities.load(tmp_path / "authorities").people
    left = [row["names"] for row in listed(decide("--json")) if row["file"] == "people"]
    assert ["Mohammed Hussein Dost", "Muhamad Husain Dost"] not in left
    assert ["Mohammed Hussein Dost"] in left  # a record for each alone is another question


def test_two_who_are_two_get_a_record_each(suggest: Suggest, decide: Suggest, tmp_path: Path) -> None:
    id_ = merge_of(suggest({}, "--json"), "Mohammed Hussein Dost")
    decide("--apart", id_)
    people = authorities.load(tmp_path / "authorities").people
    assert people["mohammed-hussein-dost"].not_same_as == ("muhamad-husain-dost",)
    assert people["muhamad-husain-dost"].not_same_as == ("mohammed-hussein-dost",)
    assert "Dost" not in {name for row in listed(decide("--json")) for name in row["names"]}


def test_asked_one_by_one(suggest: Suggest, decide: Suggest, tmp_path: Path) -> None:
    suggest({})
    shown = decide("--apply", typed="n\nperhaps\ny\nv\nq\n")
    assert "y yes, n not now" in shown
    assert shown.rstrip().endswith("2 decided, 1 put off; run `onrecord build` to see what has changed")
    assert len(authorities.load(tmp_path / "authorities").people) == 1
    assert (tmp_path / "authorities" / "refused.yaml").exists()


def test_the_end_of_the_input_ends_the_asking(suggest: Suggest, decide: Suggest, tmp_path: Path) -> None:
    suggest({})
    assert decide("--apply").rstrip().endswith("0 decided, 0 put off")
    assert list((tmp_path / "authorities").iterdir()) == []


def test_ids_stay_when_other_suggestions_are_settled(suggest: Suggest, decide: Suggest) -> None:
    before = {tuple(row["names"]): row["id"] for row in listed(suggest({}, "--json"))}
    decide("--apply", merge_of(decide("--json"), "Mohammed Hussein Dost"))
    after = {tuple(row["names"]): row["id"] for row in listed(decide("--json"))}
    assert after.items() <= before.items()
    assert len(after) == len(before) - 1


def test_misuse_of_ids_decides_nothing(suggest: Suggest, decide: Suggest, tmp_path: Path) -> None:
    record = next(row["id"] for row in listed(suggest({}, "--json")) if row["what"] == "record")
    assert decide("--apply", record, "0000000").startswith("2 onrecord: 0000000: no such suggestion")
    assert decide("--apart", record).startswith(f"2 onrecord: {record}: only names to join can be told apart")
    assert list((tmp_path / "authorities").iterdir()) == []


def test_a_file_with_a_mistake_is_never_written_to(suggest: Suggest, decide: Suggest, tmp_path: Path) -> None:
    id_ = merge_of(suggest({}, "--json"), "Mohammed Hussein Dost")
    broken = tmp_path / "authorities" / "topics.yaml"
    broken.write_text("- {id: trade}\n", encoding="utf-8")
    assert decide("--apply", id_).startswith(f"2 onrecord: {broken}, line 1")
    assert [path.name for path in (tmp_path / "authorities").iterdir()] == ["topics.yaml"]


def test_two_named_side_by_side_are_never_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "sources").mkdir()
    text = "Title: Talks\n\nNadim Razan met Nadeem Raza on Monday.\n\nNadim Razan said that the talks were short.\n"
    (tmp_path / "sources" / "talks.txt").write_text(text, encoding="utf-8")
    places = ["--articles", str(tmp_path / "articles"), "--authorities", str(tmp_path / "authorities")]
    kept = ["--cache", str(tmp_path / "cache"), "--corrections", str(tmp_path / "none.yaml"), "--jobs", "1"]
    assert main(["build", str(tmp_path / "sources"), *places, *kept]) == 0
    capsys.readouterr()
    assert main(["suggest", *places, "--json"]) == 0
    assert {row["what"] for row in listed(capsys.readouterr().out)} == {"record"}


NASTY = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)


@given(NASTY, NASTY)
def test_whatever_a_name_holds_the_output_is_yaml(label: str, reason: str) -> None:
    change = Change("people", Person(id="x", label=label), (reason, label))
    quote = Quote(label, "p1", reason, label, reason)
    found = Suggestion("record", "people", ("x",), (label,), (change,), (reason, label), 1, 1, (quote,))
    text = "\n".join(lines([found]))
    assert yaml.safe_load(text) == {"people": [{"id": "x", "label": label}]}


DUES = "Title: Dues {n}\n\n{place} raised its harbour dues in {month}. The harbour dues had been low. Boats left {place} for want of harbour dues.\n"


def test_words_that_come_back_are_suggested_as_a_topic(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "sources").mkdir()
    for n, (place, month) in enumerate([("Marrow", "May"), ("Ellery", "June")]):
        (tmp_path / "sources" / f"{n}.txt").write_text(DUES.format(n=n, place=place, month=month), encoding="utf-8")
    places = ["--articles", str(tmp_path / "articles"), "--authorities", str(tmp_path / "authorities")]
    kept = ["--cache", str(tmp_path / "cache"), "--corrections", str(tmp_path / "none.yaml"), "--jobs", "1"]
    assert main(["build", str(tmp_path / "sources"), *places, *kept]) == 0
    capsys.readouterr()
    assert main(["suggest", *places, "--json"]) == 0
    (found,) = [row for row in listed(capsys.readouterr().out) if row["file"] == "topics"]
    assert found["records"] == [{"id": "harbour-due", "label": "harbour dues", "terms": ["harbour dues"]}]
    assert found["evidence"][0]["words"] == "harbour dues"
    assert main(["suggest", *places, "--refuse", found["id"]]) == 0
    capsys.readouterr()
    assert main(["suggest", *places, "--json"]) == 0
    assert [row for row in listed(capsys.readouterr().out) if row["file"] == "topics"] == []


Offered = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def offered(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Offered:
    """Builds documents of these texts, and returns what is suggested of people."""

    def run(texts: list[str]) -> list[dict[str, Any]]:
        (tmp_path / "sources").mkdir()
        for number, text in enumerate(texts):
            (tmp_path / "sources" / f"{number}.txt").write_text(f"Title: Story {number}\n\n{text}\n", encoding="utf-8")
        places = ["--articles", str(tmp_path / "articles"), "--authorities", str(tmp_path / "authorities")]
        kept = ["--cache", str(tmp_path / "cache"), "--corrections", str(tmp_path / "none.yaml"), "--jobs", "1"]
        assert main(["build", str(tmp_path / "sources"), *places, *kept]) == 0
        capsys.readouterr()
        assert main(["suggest", *places, "--json"]) == 0
        return [row for row in listed(capsys.readouterr().out) if row["file"] == "people"]

    return run


@pytest.mark.parametrize(
    ("texts", "merges"),
    [
        pytest.param(
            ["Nora Q.R. Whitcombe swam.", "Nora QR Whitcombe sang.", "Nora R. Whitcombe cooked.", "Nora said that it was late."],
            [["Nora Q.R. Whitcombe", "Nora QR Whitcombe"]],
            id="other middle initials, and a given name",
        ),
        pytest.param(["Thomas Whitcombe swam.", "Tom Whitcombe sang.", "Thomas P. Whitcombe left."], [["Thomas P. Whitcombe", "Thomas Whitcombe"]], id="two at a time"),
        pytest.param(["Aldous Whitcombe said so.", "Thomas Aldous Whitcombe left."], [["Aldous Whitcombe", "Thomas Aldous Whitcombe"]], id="a second given name"),
    ],
)  # fmt: skip
def test_two_are_joined_at_a_time(offered: Offered, texts: list[str], merges: list[list[str]]) -> None:
    found = [row for row in offered(texts) if row["what"] == "merge"]
    assert [sorted(row["names"]) for row in found] == merges
    written = [name for row in found for record in row["records"] for name in record.get("variants", ())]
    assert all(" " in name for name in written)


def test_a_surname_is_found_by_its_office_and_never_written(offered: Offered, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (found,) = [row for row in offered(["Nora Whitcombe swam.", "Minister Whitcombe said that it was late."]) if row["what"] == "merge"]
    assert found["records"] == [{"id": "nora-whitcombe", "label": "Nora Whitcombe"}]
    assert "with the office (minister) in the record it is found" in found["reasons"][-1]
    places = ["--articles", str(tmp_path / "articles"), "--authorities", str(tmp_path / "authorities")]
    assert main(["suggest", *places, "--apart", found["id"]]) == 0  # a surname gets no record: it is not asked again
    assert "noted in" in capsys.readouterr().out
    assert main(["suggest", *places, "--json"]) == 0
    assert "merge" not in {row["what"] for row in listed(capsys.readouterr().out)}


def test_initials_alone_are_nobody() -> None:
    found = Standing("people", "n-h", known=False, names=Counter({"N.H.": 3}), documents=["a", "b"], statements=1)
    none = authorities.Authorities()
    assert list(newcomers({"people": {"n-h": found}}, (), none, Refusals(), Ids(none))) == []


@pytest.mark.parametrize(
    ("texts", "note"),
    [
        (
            ["Finance Minister Otto Falk lowered the tax.", "Otto Falk, chairman of Marrow Mills, sold flour."],
            "The documents say different things of this name: Finance Minister; chairman of Marrow Mills. They may be two people.",
        ),
        (["Finance Minister Otto Falk lowered the tax.", "Trade Minister Otto Falk raised it."], None),  # an office is followed by another
        (["Finance Minister Otto Falk met Nora Whitcombe.", "Otto Falk, chairman of Marrow Mills, met Nora Whitcombe."], None),
        (["Finance Minister Otto Falk lowered the tax.", "Otto Falk sold flour."], None),
    ],
)
def test_two_people_of_one_name_are_noticed(offered: Offered, texts: list[str], note: str | None) -> None:
    found = [record["note"] for row in offered(texts) if row["what"] == "split" for record in row["records"]]
    assert found == ([note] if note else [])
