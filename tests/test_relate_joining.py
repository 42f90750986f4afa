"""Which names of different documents are one entity's, and which stay apart."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.authorities import Authorities, Organization, Person
from onrecord.offices import is_public, offices_in
from onrecord.records import Entity, EntityKind, Mention
from onrecord.relate import bodies, people
from onrecord.relate.bearers import IN, Document
from onrecord.relate.joining import find, likely
from onrecord.slugs import slug

_KINDS: dict[str, EntityKind] = {"p": "person", "o": "organization", "l": "place", "e": "event"}


def document(id_: str, marked: str, date: str | None = None, known: Sequence[str] = ()) -> Document:
    """A document from a text in which ``[p Nora Whitcombe]`` marks a person; of a surname alone nobody knows whose it is."""
    body, mentions = "", []
    variants: dict[tuple[EntityKind, str], dict[str, None]] = {}
    last = 0
    for match in re.finditer(r"\[(\w) ([^\]]+)\]", marked):
        body += marked[last : match.start()]
        kind, name = _KINDS[match[1]], match[2]
        alone = (kind == "person" and " " not in name) or (kind == "organization" and bodies.is_shared(name))
        id_of = f"{slug(name)}{IN}{id_}" if alone else slug(name)
        mentions.append(Mention(len(body), len(body) + len(name), kind, id_of, "test"))
        variants.setdefault((kind, id_of), {})[name] = None
        body += name
        last = match.end()
    entities = tuple(Entity(kind, i, next(iter(names)), tuple(names), i in known) for (kind, i), names in variants.items())
    return Document(id_, body + marked[last:], date, entities, tuple(mentions))


def groups(*texts: str | tuple[str, str], records: Authorities = Authorities()) -> list[list[str]]:  # noqa: B008  (frozen)
    """The labels of those that are joined, each group in the order of its names."""
    documents = [document(f"d{n}", *(text if isinstance(text, tuple) else (text,))) for n, text in enumerate(texts)]
    return [sorted(b.label for b in group.bearers) for group in find(documents, records).groups if len(group.bearers) > 1]


WITH = "Foreign Minister [p {}] opened the harbour."
BOARD = "[p {}], chairman of the [o Pilots Committee], met [p Otto Falk] on 3 May 2016."


@pytest.mark.parametrize(
    ("first", "second", "rule"),
    [
        ("The ferry was named by [p İlqar Əzizov].", "[p Ilqar Azizov] came late.", "letters"),
        ("[p Ильгар Алиев] came.", "Then [p Ilgar Aliyev] left.", "letters"),
        ("[p Jürgen Möllner] came.", "Then [p Juergen Moellner] left.", "letters"),
        (WITH.format("Nora Q. Whitcombe"), WITH.format("Nora Whitcombe"), "middle"),
        (WITH.format("Nora Quill Whitcombe"), WITH.format("Nora Q. Whitcombe"), "middle"),
        (WITH.format("Nora Q. Whitcombe"), "The Norvanian foreign minister, [p Nora Whitcombe], opened it.", "middle"),
        (WITH.format("Thomas Whitcombe"), WITH.format("Tom Whitcombe"), "short"),
        (WITH.format("Thomas Aldous Whitcombe"), WITH.format("Aldous Whitcombe"), "second"),
        (WITH.format("Thomas Whitcombe Jr."), WITH.format("Thomas Whitcombe"), "generation"),
        (WITH.format("T. Whitcombe"), WITH.format("Thomas Whitcombe"), "initial"),
        (WITH.format("Park Jin"), WITH.format("Jin Park"), "order"),
        (BOARD.format("Zaher Karman"), BOARD.format("Zahir Karma"), "like"),
        (BOARD.format("Muhamad Dost"), BOARD.format("Mohammed Dost"), "spelling"),
    ],
)
def test_people_are_joined_on_strong_evidence(first: str, second: str, rule: people.Relation) -> None:
    found = find([document("a", first), document("b", second)], Authorities()).groups
    bonds = [bond for group in found for bond in group.bonds.values() if bond.first.kind == "person"]
    assert [bond.evidence[0].rule for bond in bonds] == [people.RULES[rule]]


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param(["[p Nora Q. Whitcombe] swam.", "[p Nora Whitcombe] cooked."], id="a middle name, and nothing else in common"),
        pytest.param(["[p Thomas Aldous Whitcombe] swam.", "[p Aldous Whitcombe] cooked."], id="a second given name, and nothing else"),
        pytest.param(["[p Bill Whitcombe] swam.", "[p William Whitcombe] cooked."], id="a short form, and nothing else"),
        pytest.param([WITH.format("Nora Q. Whitcombe"), WITH.format("Nora R. Whitcombe")], id="other middle names"),
        pytest.param(
            [WITH.format("Nora Q. Whitcombe"), WITH.format("Nora R. Whitcombe"), WITH.format("Nora Whitcombe")],
            id="who is meant without the middle name is open",
        ),
        pytest.param([WITH.format("Nora Whitcombe"), WITH.format("Greta Whitcombe")], id="a surname"),
        pytest.param([WITH.format("Anton Belov"), WITH.format("Anton Belova")], id="two forms of one surname"),
        pytest.param([WITH.format("Thomas Hartley Jr."), WITH.format("Thomas Hartley Sr.")], id="two generations"),
        pytest.param(["[p Zaher Karman] swam.", "[p Zahir Karma] cooked."], id="like sound alone"),
        pytest.param(["General [p Zaher Karman] swam.", "General [p Zahir Karma] cooked."], id="like sound and an office"),
        pytest.param([BOARD.format("Karim Dost"), BOARD.format("Karin Dost")], id="one letter, two people"),
        pytest.param([f"{BOARD.format('Zaher Karman')} General [p Zahir Karma] sat beside him.", "x"], id="two in one document"),
        pytest.param(["A spokesman, [p T. Hale], left.", "A spokesman, [p Tim Hale], left."], id="a role of many"),
        pytest.param(["President [p Whitcombe] spoke.", "[p Nora Whitcombe] spoke."], id="a surname, without its office"),
        pytest.param(["[p Whitcombe] spoke.", "President [p Nora Whitcombe] spoke."], id="an office, not beside the surname"),
        pytest.param(["Vice President [p Whitcombe] spoke.", "President [p Nora Whitcombe] spoke."], id="another office"),
        pytest.param(["Mrs. [p Whitcombe] spoke.", "Mr. [p Whitcombe] spoke."], id="surnames with forms of address"),
        pytest.param(
            ["President [p Whitcombe] spoke.", "President [p Nora Whitcombe] spoke.", "President [p Otto Whitcombe] spoke."],
            id="two who had the office",
        ),
        pytest.param([("President [p Whitcombe] spoke.", "1950"), ("President [p Nora Whitcombe] spoke.", "2016")], id="other times"),
        pytest.param(
            ["[o Ellery Ltd] grew.", "[o Ellery Inc] grew.", "[o Ellery] grew."], id="two companies and a name that may be either's"
        ),
        pytest.param(["The [o New Ferry] sank.", "[o New Ferrys] came."], id="a plural of two words"),
        pytest.param(["[o University of Ellery] grew.", "[o Ellery University] grew."], id="other order"),
        pytest.param(["[o Pilots Union (PU)].", "[p PU] spoke."], id="another kind"),
        pytest.param(["The [o Pilots Union] (PU).", "The [o Painters Union] (PU).", "[o PU] spoke."], id="an acronym of two"),
        pytest.param(["The [o Pilots Union] (ABC).", "[o ABC] spoke."], id="letters that are no acronym of it"),
        pytest.param(["The [o Finance Ministry] paid.", "The [o Finance Ministry] paid."], id="a name that every country has"),
        pytest.param(["Danish [o Finance Ministry].", "Swedish [o Finance Ministry]."], id="of two countries"),
        pytest.param(["Danish [o Embassy].", "Danish [o Embassy]."], id="of one country, which has many"),
        pytest.param(["[l Ellery City] slept.", "[l Ellery] slept."], id="a city and a region"),
    ],
)
def test_what_stays_apart(texts: list[str | tuple[str, str]]) -> None:
    assert groups(*texts) == []


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["President [p Whitcombe] spoke.", "President [p Nora Whitcombe] spoke."], ["Nora Whitcombe", "Whitcombe"]),
        (["The [p Whitcombe] administration fell.", "President [p Nora Whitcombe] spoke."], ["Nora Whitcombe", "Whitcombe"]),
        (["Sen. [p Whitcombe] spoke.", "Senator [p Nora Whitcombe] spoke."], ["Nora Whitcombe", "Whitcombe"]),
        (["Chief Justice [p Whitcombe] spoke.", "Chief Justice [p Whitcombe] left."], ["Whitcombe", "Whitcombe"]),
        (["President [p Whitcombe].", "President [p Nora Whitcombe].", "[p Otto Whitcombe] sang."], ["Nora Whitcombe", "Whitcombe"]),
        (
            ["[o Harbour & River Co Ltd] grew.", "[o Harbour and River Company] grew."],
            ["Harbour & River Co Ltd", "Harbour and River Company"],
        ),
        (["The [o Ellery Defence Board] met.", "The [o Ellery Defense Board] met."], ["Ellery Defence Board", "Ellery Defense Board"]),
        (["The [o Harbour Pilots Union] (HPU) met.", "[o HPU] met."], ["HPU", "Harbour Pilots Union"]),
        (
            ["The [o Board of Pilots, Ellery] met.", "The [o Board for Pilots Ellery] met."],
            ["Board for Pilots Ellery", "Board of Pilots, Ellery"],
        ),
        (["Danish [o Finance Ministry].", "Denmark's [o Finance Ministry]."], ["Finance Ministry", "Finance Ministry"]),
        (["[o Ministry of Finance] of Denmark.", "Danish [o Ministry of Finance]."], ["Ministry of Finance", "Ministry of Finance"]),
        (["In the [l City of Ellery] it rained.", "In [l Ellery] it rained."], ["City of Ellery", "Ellery"]),
        (["In [l Ft. Ellery] it rained.", "In [l Fort Ellery] it rained."], ["Fort Ellery", "Ft. Ellery"]),
        (
            ["The [e 2nd Lantern Congress] met.", "The [e Second Lantern Congress] met."],
            ["2nd Lantern Congress", "Second Lantern Congress"],
        ),
    ],
)
def test_other_names_of_one(texts: list[str], expected: list[str]) -> None:
    assert groups(*texts) == [expected]


class TestRecords:
    """What a person has decided wins."""

    NORA = Person(id="nora-whitcombe", label="Nora Whitcombe")
    NORA_Q = Person(id="nora-q-whitcombe", label="Nora Q. Whitcombe")

    def test_two_with_a_record_each_stay_two(self) -> None:
        records = Authorities(people={person.id: person for person in (self.NORA, self.NORA_Q)})
        assert groups(WITH.format("Nora Q. Whitcombe"), WITH.format("Nora Whitcombe"), records=records) == []

    def test_nor_are_they_brought_together_by_a_third(self) -> None:
        records = Authorities(people={person.id: person for person in (self.NORA, self.NORA_Q)})
        texts = [WITH.format(name) for name in ("Nora Q. Whitcombe", "Nora Whitcombe", "Nora Quill Whitcombe")]
        assert groups(*texts, records=records) == [["Nora Q. Whitcombe", "Nora Quill Whitcombe"]]

    def test_who_is_told_apart_stays_apart_and_is_not_suggested(self) -> None:
        other = Person(id="nora-whitcombe", label="Nora Whitcombe", not_same_as=("nora-q-whitcombe",))
        records = Authorities(people={other.id: other})
        documents = [document("a", WITH.format("Nora Q. Whitcombe")), document("b", WITH.format("Nora Whitcombe"))]
        assert (groups(*(d.body for d in documents), records=records), list(likely(documents, records))) == ([], [])

    def test_the_one_with_a_record_is_the_one_others_are_joined_to(self) -> None:
        record = Organization(id="hpu", label="HPU")
        documents = [document("a", "The [o Harbour Pilots Union] (HPU) met."), document("b", "[o HPU] met.")]
        (group,) = (g for g in find(documents, Authorities(organizations={"hpu": record})).groups if len(g.bearers) > 1)
        assert group.bearers[0].id == "hpu"


def test_what_is_left_is_likely_with_its_reasons() -> None:
    documents = [document("a", "[p Nora Q. Whitcombe] swam."), document("b", "[p Nora Whitcombe] cooked.")]
    (pair,) = likely(documents, Authorities())
    assert (pair.kind, {pair.first_id, pair.second_id}) == ("person", {"nora-whitcombe", "nora-q-whitcombe"})
    assert [(reason.rule, reason.text) for reason in pair.reasons] == [(people.RULES["middle"], "Nora Q. Whitcombe, Nora Whitcombe")]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("Nora Whitcombe", "Nora Whitcombe", "same"),
        ("İlham Əzizli", "Ilham Azizli", "letters"),
        ("Ильхам Азизли", "Ilham Azizli", "letters"),
        ("Łukasz Wójcik", "Lukasz Wojcik", "same"),
        ("Nora Q. Whitcombe", "Nora Whitcombe", "middle"),
        ("Karel van der Berg", "Karel Berg", "same"),
        ("Bill Whitcombe", "William Whitcombe", "short"),
        ("Will Whitcombe", "Bill Whitcombe", "short"),
        ("Albert Whitcombe", "Alan Whitcombe", None),
        ("N. Whitcombe", "Nora Whitcombe", "initial"),
        ("Nora W. Hale", "Nora H. W. Hale", None),
        ("Tom Hartley Jr.", "Tom Hartley", "generation"),
        ("Tom Hartley Jr.", "Tom Hartley Sr.", None),
        ("Tom Hartley PhD", "Tom Hartley", "same"),
        ("Whitcombe", "Nora Whitcombe", None),
    ],
)
def test_how_two_names_go_together(first: str, second: str, expected: people.Relation | None) -> None:
    assert (people.relation(first, second), people.relation(second, first)) == (expected, expected)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Foreign Minister", ["foreign minister"]),
        ("former Vice President", ["vice president"]),
        ("Sen.", ["senator"]),
        ("chairwoman of the harbour board", ["chair"]),
        ("President and chief executive", ["president and chief executive"]),
        ("government spokesman", []),  # many are
        ("presidential candidate", []),
        ("friend", []),  # no office
    ],
)
def test_offices_as_they_are_compared(title: str, expected: list[str]) -> None:
    assert list(offices_in(title)) == expected


def test_offices_of_the_state_are_public() -> None:
    assert [is_public(office) for office in ("foreign minister", "general", "chair", "editor")] == [True, True, False, False]


@pytest.mark.parametrize(
    ("acronym", "name", "expected"),
    [
        ("HPU", "Harbour Pilots Union", True),
        ("UHPU", "Union of Harbour Pilots in Ellery", False),
        ("OIC", "Organization of Inland Ports", False),
        ("OHP", "Organization of Harbour Pilots", True),
        ("OoHP", "Organization of Harbour Pilots", True),
        ("H.P.U.", "Harbour Pilots Union", True),
        ("D-ELL", "Democrat", False),
    ],
)
def test_acronyms(acronym: str, name: str, expected: bool) -> None:
    assert bodies.stands_for(acronym, name) is expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Finance Ministry", True),
        ("Ministry of Finance", True),
        ("Parliament", True),
        ("City Council", True),
        ("Times", True),
        ("Social Democratic Party", True),
        ("Ellery Council", False),
        ("Ministry of Inland Trade and Industry", False),
        ("Harbour Pilots Union", False),
    ],
)
def test_names_that_many_organizations_have(name: str, expected: bool) -> None:
    assert bodies.is_shared(name) is expected


NAMES = [
    "[p Nora Whitcombe]", "[p Nora Q. Whitcombe]", "[p Nora R. Whitcombe]", "[p Whitcombe]", "[p Tom Hale]", "[p Thomas Hale]", "[p T. Hale]",
    "[p Hale]", "[o Harbour Pilots Union] (HPU)", "[o HPU]", "[o Ellery Co]", "[o Ellery Company Ltd]", "[o Ellery]", "[o Ellery Inc]", "Danish [o Army]", "[o Army]",
]  # fmt: skip
TITLES = ["President ", "Foreign Minister ", "Mr. ", ""]
corpora = st.lists(
    st.lists(st.tuples(st.sampled_from(TITLES), st.sampled_from(NAMES)), min_size=1, max_size=3).map(
        lambda named: " spoke to ".join(f"{title}{name}" for title, name in named)
    ),
    min_size=1,
    max_size=7,
)


@given(corpora, st.randoms(use_true_random=False))
def test_the_order_of_the_documents_changes_nothing(texts: list[str], random: object) -> None:
    documents = [document(f"d{n}", text) for n, text in enumerate(texts)]
    shuffled = documents[:]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert [[b.key for b in g.bearers] for g in find(documents, Authorities()).groups] == [
        [b.key for b in g.bearers] for g in find(shuffled, Authorities()).groups
    ]


@given(corpora)
def test_nobody_is_joined_to_who_cannot_be_meant(texts: list[str]) -> None:
    """Within a group no two names contradict one another, no kinds mix, and everybody hangs on the head by bonds."""
    for group in find([document(f"d{n}", text) for n, text in enumerate(texts)], Authorities()).groups:
        assert len({bearer.kind for bearer in group.bearers}) == 1
        assert not any(people.contradict(a.names, b.names) for a in group.bearers for b in group.bearers)
        assert set(group.bonds) == {bearer.key for bearer in group.bearers[1:]}
        assert all(bond.evidence for bond in group.bonds.values())
