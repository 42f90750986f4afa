"""Writing into hand-kept YAML: what is touched changes, and every other byte stays."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.authorities import KINDS, Office, Person, Topic, load
from onrecord.errors import ConfigurationError
from onrecord.hand import parse_records
from onrecord.handwriting import rewrite
from strategies import people_by_hand, people_of

KINDS_OF_FILE = sorted(KINDS)
CLARA = Person(id="clara", label="Clara Nyberg", variants=("C. Nyberg",))


def read(text: str) -> dict[str, Person]:
    return {record.id: record for record, _ in parse_records(text, "people.yaml", Person)}


def clara(**changes: object) -> Person:
    return msgspec.structs.replace(CLARA, **changes)


CASES = [
    (
        "- id: clara  # the mayor\n  label: Clara Nyberg\n  variants: [C. Nyberg]  # sic\n\n# the end\n",
        clara(variants=("C. Nyberg", "K. Nyberg: mayor")),
        "- id: clara  # the mayor\n  label: Clara Nyberg\n  variants: [C. Nyberg, 'K. Nyberg: mayor']  # sic\n\n# the end\n",
        "an item is added inside the brackets",
    ),
    (
        "- id: clara\n  label: Clara Nyberg\n  variants:\n  - C. Nyberg  # in the Courier\n\n- {id: b, label: B}\n",
        clara(variants=("C. Nyberg", "K. Nyberg")),
        "- id: clara\n  label: Clara Nyberg\n  variants:\n  - C. Nyberg  # in the Courier\n  - K. Nyberg\n\n- {id: b, label: B}\n",
        "an item is added in the indentation of its list",
    ),
    (
        "- id: clara\r\n  label: Clara Nyberg\r\n  variants: [C. Nyberg]",
        clara(note="Mayor."),
        "- id: clara\r\n  label: Clara Nyberg\r\n  variants: [C. Nyberg]\r\n  note: Mayor.",
        "the line ends of the file, and no line end where it has none",
    ),
    (
        "- {label: Clara Nyberg, id: clara, variants: [C. Nyberg]} # short\n",
        clara(dates="1961-03/.."),
        "- {label: Clara Nyberg, id: clara, variants: [C. Nyberg], dates: 1961-03/..} # short\n",
        "a record in brackets stays in brackets",
    ),
    (
        "- id: clara\n  # how she signs\n  label: Clara Nyberg\n  variants: [C. Nyberg]\n  note: >-\n    A long\n    remark.\n\n\n- {id: b, label: B}\n",
        clara(),
        "- id: clara\n  # how she signs\n  label: Clara Nyberg\n  variants: [C. Nyberg]\n\n\n- {id: b, label: B}\n",
        "a field is taken out with its lines",
    ),
    (
        "- id: clara\n  label: Clara Nyberg\n  variants: [Nybarg, C. Nyberg]\n",
        clara(),
        "- id: clara\n  label: Clara Nyberg\n  variants: [C. Nyberg]\n",
        "the first of a list is taken out",
    ),
    (
        "- id: clara\n  label: Clara Nyberg\n  variants:\n    - C. Nyberg\n  offices:\n    - office: Mayor  # of Brandholm\n      titles:\n        - the mayor\n",
        clara(offices=(Office(office="Mayor", term="2010/..", titles=("the mayor", "town mayor")), Office(office="Guard"))),
        "- id: clara\n  label: Clara Nyberg\n  variants:\n    - C. Nyberg\n  offices:\n    - office: Mayor  # of Brandholm\n      term: 2010/..\n      titles:\n        - the mayor\n        - town mayor\n    - office: Guard\n",
        "an office is changed in place, another follows it",
    ),
    ("\ufeff# head\n- {id: b, label: B}\n", CLARA, "\ufeff# head\n- {id: b, label: B}\n\n- id: clara\n  label: Clara Nyberg\n  variants: [C. Nyberg]\n", "a new record"),
    ("# head\n", CLARA, "# head\n\n- id: clara\n  label: Clara Nyberg\n  variants: [C. Nyberg]\n", "the first record"),
    ("", CLARA, "- id: clara\n  label: Clara Nyberg\n  variants: [C. Nyberg]\n", "a new file"),
    ("# none\n[]\n", CLARA, "# none\n- id: clara\n  label: Clara Nyberg\n  variants: [C. Nyberg]\n", "an empty list"),
    ("[{id: b, label: B}]\n", CLARA, "[{id: b, label: B}, {id: clara, label: Clara Nyberg, variants: [C. Nyberg]}]\n", "a list in brackets"),
    ("- {id: a, label: A}\n- {id: b, label: B}", clara(variants=()), "- {id: a, label: A}\n- {id: b, label: B}\n- id: clara\n  label: Clara Nyberg\n", "records without empty lines between them"),
    (
        "- &c\n  id: clara\n  label: &n Clara Nyberg\n  variants: [*n]\n",
        clara(variants=("C. Nyberg",)),
        "- id: clara\n  label: Clara Nyberg\n  variants: [C. Nyberg]\n",
        "a record of anchors is written anew as a whole",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "record", "expected", "why"), CASES, ids=[why for *_, why in CASES])
def test_a_record_is_written_where_it_belongs(text: str, record: Person, expected: str, why: str) -> None:
    assert rewrite(text, "people.yaml", [record]) == expected
    assert rewrite(expected, "people.yaml", [record]) == expected


def test_remarks_stand_under_a_new_record_as_comments() -> None:
    assert rewrite("", "people.yaml", [clara(variants=())], {"clara": ["offices:", "  - office: Mayor"]}).endswith(
        "\n  # offices:\n  #   - office: Mayor\n"
    )


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("- id: clara\n  label: [\n", "no YAML"),
        ("- id: clara\n", "another record that does not fit"),
        (
            "- {id: a, label: &n A}\n- {id: clara, label: *n}\n- {id: b, label: B}\n...\n",
            "the end of a document in front of the new record",
        ),
    ],
)
def test_a_file_that_cannot_be_kept_whole_is_refused(text: str, why: str) -> None:
    with pytest.raises(ConfigurationError, match=r"people\.yaml"):
        rewrite(text, "people.yaml", [Person(id="new", label="New")])


@pytest.mark.parametrize("kind", KINDS_OF_FILE)
def test_the_starter_files_written_unchanged_are_the_same_bytes(root: Path, kind: str) -> None:
    text = (root / "content" / "authorities" / f"{kind}.yaml").read_text(encoding="utf-8")
    records = getattr(load(root / "content" / "authorities"), kind)
    assert rewrite(text, kind, list(records.values())) == text


def test_a_change_of_the_starter_files_is_one_line(root: Path) -> None:
    text = (root / "content" / "authorities" / "topics.yaml").read_text(encoding="utf-8")
    topics = load(root / "content" / "authorities").topics
    first: Topic = next(iter(topics.values()))
    new = rewrite(text, "topics.yaml", [msgspec.structs.replace(first, terms=(*first.terms, "a new term"))])
    assert len(set(new.splitlines()) - set(text.splitlines())) == 1


IDS = ("a", "b", "c")


@settings(max_examples=30)
@given(st.data())
def test_whatever_changes_every_other_record_keeps_its_bytes(data: st.DataObject) -> None:
    before = data.draw(people_of(IDS))
    pieces = data.draw(people_by_hand(before))
    text = "".join(pieces)
    assert read(text) == {record.id: record for record in before}
    assert rewrite(text, "people.yaml", list(before)) == text
    number = data.draw(st.integers(0, 2))
    (changed,) = data.draw(people_of([IDS[number]]))
    new = rewrite(text, "people.yaml", [changed])
    assert read(new) == read(text) | {changed.id: changed}
    assert new.startswith("".join(pieces[: number + 1]))
    assert new.endswith("".join(pieces[number + 2 :]))


@settings(max_examples=30)
@given(st.data())
def test_new_records_leave_the_file_before_them_as_it_was(data: st.DataObject) -> None:
    before = data.draw(people_of(IDS))
    text = "".join(data.draw(people_by_hand(before)))
    new = data.draw(people_of(["d", "e"]))
    written = rewrite(text, "people.yaml", list(new))
    assert list(read(written).values()) == [*before, *new]
    assert written.startswith(text)
