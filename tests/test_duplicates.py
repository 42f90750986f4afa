"""Which texts are copies of one another, and in which way; and which only look like it."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.copies import days_between, relation
from onrecord.relate.duplicates import Copy, Text, find_copies

REPORT = (
    "The council of Brandholm opened the new harbour bridge on Monday after nine years of work, and several thousand people "
    "walked across it in the rain.",
    "Mayor Lena Storm cut a rope that dockers had tied across the carriageway. “We have waited for this since my daughter was "
    "in school, and she is an engineer now,” she told the crowd.",
    "Traders on the south bank have shorter ways to the market now, while sailors see that the wide piers will change the "
    "current where the river meets the sea. The Union of Brandholm Boatmen has asked for measurements every spring.",
    "The bridge cost 48 million crowns, a third more than the council had voted in 2007. Two firms left the work unfinished, "
    "and the steel had to be ordered a second time from Sudland.",
    "Lorries may use it from the first of next month, when the last lamps are set up and the toll houses have been painted.",
)
LEAD = (
    "Thousands crossed the river at Brandholm dry-shod for the first time, as a bridge that nobody had believed in was opened "
    "to walkers at noon.",
    "A brass band played under umbrellas until the wind took the sheets of music into the water.",
    "Schools had given the children a free day, and most of them spent it running from one bank to the other.",
)
OTHER = (
    "Farmers in the upper valley have brought in the smallest harvest of apples since records began, the growers’ office said.",
    "Frost in the second week of May killed most of the blossom, and what was left fell in the hail of early July.",
    "Presses stand still in four villages, and the price of a crate has doubled within ten days at the market of Oster Bay.",
    "Insurers want to see the trees before they pay, which may take until the snow comes, growers complain.",
)
FOOTER = (
    "The Meridian Wire is an agency owned by its readers, with offices in eleven towns and correspondents in forty more. It has "
    "reported without a state subsidy for sixty years. Letters to the editors, corrections and requests to reprint are answered "
    "within three working days at the address of the head office."
)


def readout(who: str, land: str, day: str, matter: str) -> tuple[str, ...]:
    """One of a series, as the press office of a president gives it out after every visit."""
    return (
        f"President Marta Ekholm received the ambassador of {land}, {who}, on {day} at the Summer Palace.",
        f"The sides noted with satisfaction the high level of friendly relations between Norvania and {land} and exchanged views "
        "on bilateral cooperation and on regional questions of mutual interest.",
        f"The President stressed the importance of {matter} and asked the ambassador to convey her best wishes to the people of {land}.",
        f"{who} thanked the President for the warm welcome and said that {land} would spare no effort to deepen the partnership in "
        "all fields, including trade, culture and the exchange of students.",
    )


def text(id_: str, *paragraphs: str, title: str = "The harbour bridge is open", date: str | None = None, stated: int = 0) -> Text:
    return Text(id_, title, "\n".join(paragraphs), date, stated)


def found(*texts: Text) -> dict[str, tuple[str, str]]:
    return {id_: (copy.of, copy.kind) for id_, copy in find_copies(texts).items()}


FULL = text("full", *REPORT, date="2016-05-03")


@pytest.mark.parametrize(
    ("copy", "kind"),
    [
        (text("copy", *REPORT), "same"),
        (text("copy", *REPORT, title="Brandholm walks across"), "same"),
        (text("copy", *REPORT, date="2019-01-01"), "same"),  # printed again
        (text("copy", " ".join(REPORT).upper().replace("“", '"').replace("”", '"')), "same"),
        (text("copy", *REPORT, "Share this article"), "same"),  # furniture that was not recognized
        (text("copy", REPORT[0].replace("Brandholm", "Brantholm"), *REPORT[1:]), "same"),  # another spelling
        (text("copy", *REPORT[:3]), "excerpt"),
        (text("copy", *REPORT[1:4], title="From elsewhere", date="2016-05-20"), "excerpt"),
        (text("copy", "Seen in the Courier:", *REPORT[2:4], title="A note"), "excerpt"),
        (text("copy", *REPORT[:3], date="2016-05-02"), "update"),  # shorter, and of the day before
        (text("copy", *REPORT[:3], *OTHER[:2], date="2016-05-03"), "update"),  # much of it is told anew
    ],
)
def test_copies(copy: Text, kind: str) -> None:
    relations = found(FULL, copy)
    assert set(relations.values()) in ({("full", kind)}, {("copy", kind)})


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (FULL, text("b", *OTHER)),
        (FULL, text("b", *LEAD, date="2016-05-03")),  # one event, one headline, another pen
        (text("a", *REPORT[:2], FOOTER, title="A bridge"), text("b", *OTHER[:2], FOOTER, title="Apples")),
        (text("a", "Photo: the harbour at night."), text("b", "Photo: the harbour at night.")),
        (text("a", "Details follow shortly."), text("b", "Details follow shortly.", *OTHER)),
        (text("a"), text("b")),
        (
            text("a", *readout("Otto Falk", "Sudland", "Tuesday", "the river treaty"), title="President receives ambassador of Sudland"),
            text("b", *readout("Ines Bark", "Estmark", "Friday", "fair tolls"), title="President receives ambassador of Estmark"),
        ),
        (
            text("a", *readout("Otto Falk", "Sudland", "Tuesday", "the river treaty"), date="2016-05-03"),
            text("b", *readout("Otto Falk", "Sudland", "17 October", "new 2017 harvests"), date="2016-10-17"),
        ),
        (  # a paragraph on what went before, in two stories
            text("a", *OTHER[:2], *REPORT[2:4], title="Apples are dear"),
            text("b", *LEAD, *REPORT[2:4], title="The band in the rain"),
        ),
        (text("a", *REPORT[:3], *LEAD, date="2016-05-03"), text("b", *REPORT[:3], *OTHER, date="2018-05-03")),
    ],
)
def test_what_only_looks_like_a_copy(first: Text, second: Text) -> None:
    assert found(first, second) == {}


def test_one_readout_published_twice_is_found_among_its_like() -> None:
    """Its sentences are stock phrases of the folder; the whole of it is not."""
    people = ("Otto Falk", "Ines Bark", "Nils Aro", "Petra Quist", "Karl Voss", "Edda Lund", "Yann Roux", "Tara Mell")
    lands = ("Sudland", "Estmark", "Westria", "Ostovia", "Karland", "Lorn", "Breland", "Thule")
    readouts = [
        text(f"r{n}", *readout(who, land, "Tuesday", "the river treaty")) for n, (who, land) in enumerate(zip(people, lands, strict=True))
    ]
    again = text("again", *readout("Petra Quist", "Ostovia", "Tuesday", "the river treaty"))
    assert found(*readouts, again) == {"r3": ("again", "same")}


@pytest.mark.parametrize(
    ("texts", "shown"),
    [
        ((text("a", *REPORT[:4]), text("b", *REPORT)), "b"),  # the most complete
        ((text("a", *REPORT), text("b", *REPORT, stated=3)), "b"),  # among equals the one that says more of itself
        ((text("a", *REPORT, stated=3), text("b", *REPORT, "Print", stated=1)), "a"),  # a leftover makes no text fuller
        ((text("b", *REPORT), text("a", *REPORT)), "a"),  # then by id
        ((text("a", *REPORT[:3], stated=5), text("b", *REPORT), text("c", *REPORT, stated=1)), "c"),
    ],
)
def test_the_fullest_is_shown_first(texts: tuple[Text, ...], shown: str) -> None:
    relations = found(*texts)
    assert {fullest for fullest, _ in relations.values()} == {shown}
    assert set(relations) == {text.id for text in texts} - {shown}


def test_a_thousand_copies_are_one_group() -> None:
    """Every one is compared with the fullest, and none with the others."""
    many = [text(f"c{n:04}", f"No. {n}:", *REPORT) for n in range(1000)]
    assert {fullest for fullest, _ in found(*many).values()} == {"c0000"}


def test_a_script_without_spaces() -> None:
    story = "橋は九年の工事を経て月曜日に開通し、雨の中を数千人が歩いて渡った。市長は縄を切り、集まった人々に礼を述べた。漁師たちは川の流れが変わることを心配している。"
    assert found(text("a", story), text("b", story + "写真")) == {"a": ("b", "same")}


BANK = (*REPORT, *LEAD, *OTHER, FOOTER)


@given(st.lists(st.lists(st.integers(0, len(BANK) - 1), max_size=6, unique=True), max_size=5))
def test_groups_are_stars_and_do_not_depend_on_the_order(drawn: list[list[int]]) -> None:
    texts = [text(f"t{n}", *(BANK[i] for i in chosen)) for n, chosen in enumerate(drawn)]
    copies = find_copies(texts)
    assert not {copy.of for copy in copies.values()} & set(copies)
    assert all(find_copies(order) == copies for order in list(permutations(texts))[:6])
    assert all(isinstance(copy, Copy) for copy in copies.values())


@pytest.mark.parametrize(
    ("kind", "date", "fuller", "words"),
    [
        ("same", None, None, "the same text as"),
        ("excerpt", "2016-05-03", "2016-05-03", "an excerpt of"),
        ("update", "2016-05-02", "2016-05-03", "an earlier version of"),
        ("update", "2016-05-04", "2016-05-03", "a later version of"),
        ("update", "2016-05", "2016-05-03", "another version of"),
        ("update", None, "2016-05-03", "another version of"),
    ],
)
def test_the_relation_in_words(kind: str, date: str | None, fuller: str | None, words: str) -> None:
    assert relation(kind, date, fuller) == words  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("first", "second", "days"),
    [
        ("2016-05-01", "2016-05-03", 2),
        ("2016-05-03", "2016-05-01", -2),
        ("2015", "2016-01-02", 2),
        ("2016", "2016-01-02", 0),
        ("XXXX-05-01", "2016-05-03", 0),
        ("soon", "2016-05-03", 0),
        (None, "2016", 0),
    ],
)
def test_days_between_dates_that_are_not_exact_are_the_least(first: str | None, second: str | None, days: int) -> None:
    assert days_between(first, second) == days


@pytest.mark.parametrize(
    ("said", "unsaid"),
    [
        ("The town will pay 40 million for it.", "The town will pay 60 million for it."),
        ("The town will pay for it.", "The town will not pay for it."),
    ],
)
def test_texts_that_say_the_contrary_are_never_the_same(said: str, unsaid: str) -> None:
    """A figure or a denial is one word among hundreds, and changes what is said."""
    kinds = {kind for _, kind in found(text("a", *REPORT, said), text("b", *REPORT, unsaid)).values()}
    assert "same" not in kinds
