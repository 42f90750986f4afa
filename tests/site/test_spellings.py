"""Which spellings a name leads to: pairs as they were observed in records and documents, with invented names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
import pytest
from invented import Draft

from onrecord.authorities import Authorities, Organization, Person, Place
from onrecord.records import EntityKind
from onrecord.site.corpus import Corpus, gather
from onrecord.site.spellings import in_latin, spellings, tables

CASES: list[tuple[EntityKind, Sequence[str], Sequence[str], Mapping[tuple[str, ...], Sequence[str]]]] = [
    # kind, names in documents, names of the record (the first its label), names that lead to others → all spellings that stand there
    ("person", ["Yevgeni Brandt", "Evgeny Brandt"], [], {
        ("evgeny brandt", "yevgeni brandt"): ["Evgeny Brandt", "Yevgeni Brandt"],
    }),
    ("person", ["Ada Brandt"], ["Ada Brandt", "Ада Брант"], {
        ("ada brant", "ada brandt"): ["Ada Brandt"], ("brant", "brandt"): ["Brandt"],
    }),  # one that no text has
    ("person", ["Ада Брант"], ["Ada Brandt", "Ада Брант"], {
        ("ada brant", "ada brandt"): ["Ада Брант"], ("brant", "brandt"): ["Брант"],
    }),
    ("person", ["Ada Brandt"], ["Ada Brandt"], {("ada brandt",): ["Ada Brandt"], ("brandt",): ["Brandt"]}),  # for who asks in another script
    ("person", ["Ада Брант"], [], {("ada brant",): ["Ада Брант"], ("brant",): ["Брант"]}),
    ("place", ["Άνω Όρος"], [], {("ano oros",): ["Άνω Όρος"]}),
    ("person", ["Ada Brant", "Ада Брант"], [], {("ada brant",): ["Ada Brant", "Ада Брант"], ("brant",): ["Brant", "Брант"]}),  # in its own letters
    ("person", ["Ada Aliyev", "Ada Aliev", "Ада Алиев", "Ada Əlyev"], ["Ada Aliyev", "Ada Alyjew"], {
        ("ada aliyev", "ada aliev", "ada elyev", "ada alyjew"): ["Ada Aliyev", "Ada Aliev", "Ада Алиев", "Ada Əlyev"],
        ("aliyev", "aliev", "elyev"): ["Aliyev", "Aliev", "Алиев", "Əlyev"],  # each as like one of the others as it must be
    }),
    ("person", ["ADA BRANDT", "Ada Brandt", "Àda Brandt"], [], {}),  # compared as one already
    ("person", ["Ada Brandt", "Mayor Brandt", "Ada"], ["Ada Brandt", "Mayor Brandt"], {
        ("ada brandt", "mayor brandt"): ["Ada Brandt", "Mayor Brandt"], ("ada",): ["Ada"], ("brandt",): ["Brandt"],
    }),
    ("person", ["Ada Brandt", "Mayor Brandt", "Brandt", "Ada"], [], {}),  # other words for her, and parts of her name
    ("person", ["Ada Brandt", "Ada Brandts"], [], {}),  # an ending
    ("place", ["Osterby", "Holm"], ["Holm", "Osterby"], {("holm", "osterby"): ["Holm", "Osterby"]}),  # one record, two names
    ("place", ["Osterby", "Holm"], [], {}),
    ("place", ["Lower Ostrby", "Lower Osterby"], [], {
        ("lower osterby", "lower ostrby"): ["Lower Ostrby", "Lower Osterby"], ("osterby", "ostrby"): ["Osterby", "Ostrby"],
    }),
    ("organization", ["Port Office", "Holm Port Office"], ["Port Office", "Holm Port Office", "PO"], {
        ("holm port office", "po", "port office"): ["Port Office", "Holm Port Office"],
    }),
]  # fmt: skip

RECORDS = {"person": Person, "place": Place, "organization": Organization}


@pytest.mark.parametrize(("kind", "there", "record", "wanted"), CASES)
def test_names_and_their_other_spellings(
    kind: EntityKind, there: Sequence[str], record: Sequence[str], wanted: Mapping[tuple[str, ...], Sequence[str]]
) -> None:
    found = spellings(_corpus(kind, there, record).entities.values())
    assert {name: sorted(others) for name, (others, _) in found.items()} == {
        name: sorted(others) for names, others in wanted.items() for name in names
    }


def _corpus(kind: EntityKind, there: Sequence[str], record: Sequence[str]) -> Corpus:
    drafts = [Draft(f"d{n}", (f"{name} spoke.",), names=[(kind, "it", name)]) for n, name in enumerate(there)]
    records = Authorities()
    if record:
        made = RECORDS[kind](id="it", label=record[0], variants=tuple(record[1:]))
        records = msgspec.structs.replace(
            records, **{{"person": "people", "place": "places", "organization": "organizations"}[kind]: {"it": made}}
        )
    return gather([draft.article() for draft in drafts], records)


@pytest.mark.parametrize(
    ("kind", "there", "record", "wanted"),
    [
        ("person", ["Ada I. Brandt", "Dr Brandt"], [], {"ada": ["Ada"], "ada i brandt": ["Ada I. Brandt"], "brandt": ["Brandt"],
                                                    "dr": ["Dr"], "dr brandt": ["Dr Brandt"]}),
        ("person", ["Ada Brandt"], ["Ada Brandt"], {"ada": ["Ada"]}),  # the rest is known
        ("person", ["Ада Брант"], [], {}),
        ("place", ["Lower Osterby"], [], {"lower osterby": ["Lower Osterby"]}),
        ("organization", ["Øst Port"], [], {"ost port": ["Øst Port"]}),
    ],
)  # fmt: skip
def test_names_for_who_asks_in_other_letters(
    kind: EntityKind, there: Sequence[str], record: Sequence[str], wanted: Mapping[str, Sequence[str]]
) -> None:
    entities = _corpus(kind, there, record).entities.values()
    assert {name: others for name, (others, _) in in_latin(entities, spellings(entities)).items()} == wanted


def test_a_name_of_two_in_two_scripts_leads_to_both() -> None:
    known = {"brant": (["Брант"], ["Ада Брант"])}
    entities = _corpus("person", ["Nina Brant"], []).entities.values()
    assert in_latin(entities, known)["brant"] == (["Brant", "Брант"], ["Ада Брант", "Nina Brant"])


def test_files_are_small_and_lie_in_order() -> None:
    found = {f"name {n:04}": ([f"Nahme {n}"], ["N."] * 5) for n in range(1000)}
    files = dict(tables(found, {}, ()))
    starts = [content.split(b'"')[3].decode() for path, content in files.items() if path.startswith("search/names-")]
    assert starts == sorted(starts)
    assert max(map(len, files.values())) < 12_000
    assert f'"starts":["{starts[0]}","{starts[1]}"'.encode() in files["search/names.js"]
