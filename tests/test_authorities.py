"""Authority files: what fits is read, what does not is told with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.authorities import Authorities, load
from onrecord.errors import ConfigurationError


def write(folder: Path, **files: str) -> Path:
    for kind, text in files.items():
        (folder / f"{kind}.yaml").write_text(text, encoding="utf-8")
    return folder


def test_a_missing_folder_means_that_nothing_was_decided(tmp_path: Path) -> None:
    assert load(tmp_path / "none") == Authorities()


def test_records_are_known_by_their_ids(tmp_path: Path) -> None:
    found = load(
        write(
            tmp_path,
            people="- id: clara-nyberg\n  label: Clara Nyberg\n  offices:\n    - {office: Mayor, term: 2010-01-01/.., place: brandholm}\n",
            places="- {id: norvania, label: Norvania, demonyms: [Norvanian]}\n- {id: brandholm, label: Brandholm, country: norvania}\n",
            events="- {id: fair, label: Fair, date: 2016-05, participants: [clara-nyberg], places: [brandholm]}\n",
            topics="- {id: trade, label: trade}\n- {id: harbour-trade, label: harbour trade, broader: trade, terms: [harbour trade]}\n",
            outlets="- {id: courier, label: Courier, domains: [courier.example]}\n",
            organizations="- {id: guild, label: Guild, place: brandholm}\n",
        )
    )
    assert found.people["clara-nyberg"].offices[0].term == "2010-01-01/.."
    assert found.topics["harbour-trade"].broader == "trade"
    assert list(found.places) == ["norvania", "brandholm"]


MISTAKES = [
    ("people", "- {id: a, label: A}\n- {id: a, label: B}\n", "people.yaml, line 2: the id 'a' is taken by the record in line 1"),
    ("people", "- {id: Clara Nyberg, label: A}\n", "people.yaml, line 1"),
    ("people", "- {id: a, label: ''}\n", "people.yaml, line 1"),
    ("people", "- id: a\n", "people.yaml, line 1"),
    ("people", "- {id: a, label: A, same_as: ['javascript:alert(1)']}\n", "people.yaml, line 1"),
    ("people", "- {id: a, label: A, born: 1950}\n", "people.yaml, line 1"),
    (
        "people",
        "- id: a\n  label: A\n  offices:\n    - {office: Mayor, term: long ago}\n",
        "people.yaml, line 1: 'long ago' is no EDTF date",
    ),
    (
        "people",
        "- id: a\n  label: A\n  offices:\n    - {office: Mayor, term: 2020/2010}\n",
        "people.yaml, line 1: '2020/2010' is no EDTF date",
    ),
    (
        "people",
        "- id: a\n  label: A\n  offices:\n    - {office: Mayor, place: nowhere}\n",
        "people.yaml, line 1: place names 'nowhere', which places.yaml does not have",
    ),
    (
        "people",
        "- id: a\n  label: A\n  offices:\n    - {office: Chair, organization: none}\n",
        "organization names 'none', which organizations.yaml does not have",
    ),
    ("people", "- {id: a, label: A, not_same_as: [b]}\n", "not_same_as names 'b', which people.yaml does not have"),
    ("people", "- {id: a, label: A, dates: long ago}\n", "people.yaml, line 1: 'long ago' is no EDTF date"),
    ("people", "- {id: a, label: A, not_same_as: [a]}\n", "not_same_as names 'a' itself; name the other record"),
    ("outlets", "- {id: a, label: A, not_same_as: [b]}\n", "not_same_as names 'b', which outlets.yaml does not have"),
    ("organizations", "- {id: a, label: A, dates: 1990/1980}\n", "organizations.yaml, line 1: '1990/1980' is no EDTF date"),
    ("organizations", "- {id: a, label: A, place: nowhere}\n", "organizations.yaml, line 1: place names 'nowhere'"),
    ("places", "- {id: a, label: A, country: nowhere}\n", "places.yaml, line 1: country names 'nowhere'"),
    ("events", "- {id: a, label: A, date: 2021-02-30}\n", "events.yaml, line 1: '2021-02-30' is no EDTF date"),
    ("events", "- {id: a, label: A, participants: [nobody]}\n", "participants names 'nobody', which people.yaml does not have"),
    ("events", "- {id: a, label: A, places: [nowhere]}\n", "places names 'nowhere', which places.yaml does not have"),
    ("topics", "- {id: a, label: A, broader: b}\n", "topics.yaml, line 1: broader names 'b', which topics.yaml does not have"),
    (
        "topics",
        "- {id: a, label: A, broader: b}\n- {id: b, label: B, broader: a}\n",
        "topics.yaml, line 1: broader leads back to 'a' (a → b → a); leave it out of one of them",
    ),
    ("places", "- {id: a, label: A, country: a}\n", "country leads back to 'a' (a → a)"),
    ("outlets", "- {id: a, label: A, host: perhaps}\n", "outlets.yaml, line 1"),
    (
        "outlets",
        "- id: a\n  label: A\n  rights_uri: nonsense\n",
        "outlets.yaml, line 3: must be an address that begins with http:// or https:// (rights_uri)",
    ),
    ("topics", "topics:\n  - {id: a, label: A}\n", "topics.yaml, line 1: expected a list of records"),
]


@pytest.mark.parametrize(("kind", "text", "message"), MISTAKES)
def test_a_mistake_names_file_and_line(tmp_path: Path, kind: str, text: str, message: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        load(write(tmp_path, **{kind: text}))
    assert str(caught.value).startswith(str(tmp_path / f"{kind}.yaml"))
    assert message in str(caught.value)


def test_mistakes_of_all_files_are_listed_in_one_run(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError) as caught:
        load(write(tmp_path, people="- id: a\n", events="- {id: e, label: E, date: soon}\n", topics="- {id: t, label: T}\n"))
    assert [Path(line.partition(",")[0]).name for line in str(caught.value).splitlines()] == ["people.yaml", "events.yaml"]


def test_the_starter_files_fit(root: Path) -> None:
    found = load(root / "content" / "authorities")
    assert found.people and found.organizations and found.places and found.events and found.topics and found.outlets
