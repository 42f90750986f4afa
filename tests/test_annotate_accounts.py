"""Events that a document describes without naming them: what counts as one, who, when and where."""

from __future__ import annotations

import pytest

from builders import AUTHORITIES, MORE_PROSE, PROSE, annotated, described
from onrecord.annotate import Knowledge, annotate
from onrecord.authorities import Authorities
from onrecord.records import Account, Annotated

HEAD = "Date: 4 October 2016"  # a Tuesday
EKHOLM = "President of Norvania Marta Ekholm"
OKAFOR = "Prime Minister of Sudland Henrik Okafor"
WITHOUT_EVENTS = Knowledge.of(Authorities(people=AUTHORITIES.people, places=AUTHORITIES.places))


def read(lead: str, *, later: str = "", head: str = HEAD) -> Annotated:
    """A dated document with a first paragraph, and with another further down."""
    return annotate(described("\n\n".join(part for part in (head, lead, PROSE, later, MORE_PROSE) if part)), WITHOUT_EVENTS)


def labels(found: Annotated) -> list[str]:
    return [entity.name for entity in found.entities if entity.kind == "event"]


def only(found: Annotated) -> Account:
    (account,) = found.accounts
    return account


THIRD = "Meeting of Marta Ekholm and Henrik Okafor (2016-10-03)"
LEADS = [
    (f"{EKHOLM} has received {OKAFOR}.", ["Meeting of Marta Ekholm and Henrik Okafor (2016-10-04)"], "has received"),
    (f"{EKHOLM} received {OKAFOR}.", ["Meeting of Marta Ekholm and Henrik Okafor (c. 2016-10-04)"], "a day or two before"),
    (f"{EKHOLM} met with {OKAFOR} in Brandholm on Monday.", [THIRD], "a weekday"),
    (f"On Monday, {EKHOLM} met the {OKAFOR}.", [THIRD], "before the sentence"),
    ("Marta Ekholm met with the Prime Minister of Sudland, Henrik Okafor, on Monday.", [THIRD], "an office before a comma"),
    ("Marta Ekholm, the president of Norvania, met Henrik Okafor on Monday.", [THIRD], "an office between commas"),
    ("Marta Ekholm and Henrik Okafor met in Brandholm on Monday.", [THIRD], "both before the verb"),
    ("Marta Ekholm and Henrik Okafor held two-hour talks in Brandholm on Monday.", [THIRD], "a noun with a light verb"),
    (f"{OKAFOR} was received by {EKHOLM} on Monday.", [THIRD], "the passive"),
    ("The meeting between Marta Ekholm and Henrik Okafor took place in Brandholm on 3 October.", [THIRD], "the noun alone"),
    ("Marta Ekholm’s meeting with Henrik Okafor on Monday was short.", [THIRD], "an owner"),
    ("At a meeting with Henrik Okafor on Monday, Marta Ekholm praised the harbour.", [THIRD], "who speaks there"),
    (
        "On 3 October 2016, Marta Ekholm said that Norvania would help, during a video conference led by Henrik Okafor.",
        [THIRD],
        "the day on which it was said there",
    ),
    (f"{EKHOLM} received via video link a trade mission headed by {OKAFOR} on Monday.", [THIRD], "the head of a delegation"),
    (
        f"{EKHOLM} held a telephone conversation with {OKAFOR} on Monday.",
        ["Telephone conversation of Marta Ekholm and Henrik Okafor (2016-10-03)"],
        "a call is no meeting",
    ),
    ("Henrik Okafor paid an official visit to Norvania on 2 October.", ["Visit of Henrik Okafor to Norvania (2016-10-02)"], "a visit"),
    ("Henrik Okafor arrived in Brandholm on Sunday.", ["Visit of Henrik Okafor to Brandholm (2016-10-02)"], "an arrival"),
    (
        "Marta Ekholm and Henrik Okafor signed a memorandum on river transport in Brandholm on Monday.",
        ["Signing of the memorandum on river transport (2016-10-03)"],
        "an agreement by its name",
    ),
    (
        "The Declaration on Joint Fisheries was signed by Marta Ekholm and Henrik Okafor on Monday.",
        ["Signing of the Declaration on Joint Fisheries (2016-10-03)"],
        "the same in the passive",
    ),
    (
        "Marta Ekholm attended the opening ceremony of a school for sailors in Brandholm on Monday.",
        ["Opening ceremony of a school for sailors in Brandholm (2016-10-03)"],
        "a gathering with place and date",
    ),
    (
        "The third conference on river trade was held in Brandholm on 2 October 2016.",
        ["Third conference on river trade in Brandholm (2016-10-02)"],
        "one that took place",
    ),
    (f"{EKHOLM} will meet {OKAFOR} on Friday.", [], "still to come"),
    (f"{EKHOLM} did not meet {OKAFOR} on Monday.", [], "did not happen"),
    (f"{EKHOLM} refused to meet {OKAFOR} on Monday.", [], "did not happen either"),
    (f"{EKHOLM} received a letter from {OKAFOR} on Monday.", [], "a letter is received, not a person"),
    ("Marta Ekholm met the wife of Henrik Okafor on Monday.", [], "somebody else was met"),
    ("Marta Ekholm met fishermen in Brandholm on Monday.", [], "one person who is identified"),
    ("“Marta Ekholm met Henrik Okafor on Monday,” the sailor said.", [], "within a quotation"),
    ("Marta Ekholm attended a ceremony on Monday.", [], "a gathering without name and place"),
    ("Marta Ekholm signed the agreement on Monday.", [], "an agreement that is not named"),
    ("Marta Ekholm met Henrik Okafor two years ago.", [], "not the news, and no date that a calendar knows"),
]


@pytest.mark.parametrize(("text", "events", "why"), LEADS)
def test_what_the_first_paragraph_tells(text: str, events: list[str], why: str) -> None:
    assert labels(read(text)) == events, why


LATER = [
    ("Marta Ekholm met Henrik Okafor.", [], "what the body tells needs a date"),
    ("Marta Ekholm met Henrik Okafor on 3 May 2012.", ["Meeting of Marta Ekholm and Henrik Okafor (2012-05-03)"], "of its own"),
    ("Henrik Okafor visited Norvania in 2012.", ["Visit of Henrik Okafor to Norvania (2012)"], "be it a year"),
]


@pytest.mark.parametrize(("text", "events", "why"), LATER)
def test_what_the_body_tells(text: str, events: list[str], why: str) -> None:
    assert labels(read("It rained on the coast.", later=text)) == events, why


def test_each_value_has_its_words_in_the_source() -> None:
    found = read(f"{EKHOLM} met with {OKAFOR} in Brandholm on 3 October 2016.")
    source, account = found.described.cleaned.source.text, only(found)
    values = [account.date, *account.places, *account.participants]
    assert [(v.value, v.basis, [source[e.start : e.end] for e in v.evidence]) for v in values] == [
        ("2016-10-03", "stated", ["3 October 2016"]),
        ("brandholm", "stated", ["Brandholm"]),
        ("marta-ekholm", "stated", ["Marta Ekholm"]),
        ("henrik-okafor", "stated", ["Henrik Okafor"]),
    ]
    assert account.lead
    assert found.described.cleaned.body[account.start : account.end] == f"{EKHOLM} met with {OKAFOR}"


@pytest.mark.parametrize(
    ("text", "value", "note"),
    [
        (f"{EKHOLM} met {OKAFOR} on Monday.", "2016-10-03", "completed from the date of the document, 2016-10-04"),
        (f"{EKHOLM} met {OKAFOR}.", "2016-10-04~", "the text gives no day; the document is of 2016-10-04 and opens with it"),
    ],
)
def test_a_date_that_is_argued_says_how(text: str, value: str, note: str) -> None:
    date = only(read(text)).date
    assert (date.value, date.basis, date.evidence[0].note) == (value, "inferred", note)


def test_without_a_date_only_those_who_bear_offices_meet() -> None:
    """A story in which two people meet is no event of the record."""
    assert labels(read("Ada Lindqvist met Lev Brandt in the harbour.", head="")) == []
    official = read(f"{EKHOLM} received {OKAFOR}.", head="")
    assert (labels(official), only(official).event) == (
        ["Meeting of Marta Ekholm and Henrik Okafor"],
        "meeting-of-henrik-okafor-and-marta-ekholm-sample",
    )


def test_tellings_of_one_meeting_are_one_event() -> None:
    found = read(f"{EKHOLM} has received {OKAFOR}.", later="At the meeting with Henrik Okafor today, Marta Ekholm praised the harbour.")
    assert labels(found) == ["Meeting of Marta Ekholm and Henrik Okafor (2016-10-04)"]
    body = found.described.cleaned.body
    assert [body[m.start : m.end] for m in found.mentions if m.kind == "event"] == ["received", "meeting"]
    assert [entity.variants for entity in found.entities if entity.kind == "event"] == [("meeting",)]


def test_what_is_said_at_a_meeting_knows_it() -> None:
    found = read("At a meeting with Henrik Okafor on Monday, Marta Ekholm said that the harbour was open.")
    assert [statement.event for statement in found.statements] == [only(found).event]


def test_an_event_of_the_authority_file_keeps_its_id() -> None:
    """Found by those who met and the day, though no term of it stands in the text."""
    found = annotated(f"{HEAD}\n\n{EKHOLM} has received {OKAFOR} in the harbour of Brandholm.\n\n{PROSE}")
    assert [(account.event, account.date.value) for account in found.accounts] == [("brandholm-meeting-2016", "2016-10-04")]
    assert [entity.known for entity in found.entities if entity.kind == "event"] == [True]


@pytest.mark.parametrize("order", [(EKHOLM, OKAFOR), (OKAFOR, EKHOLM)])
def test_the_id_does_not_depend_on_who_is_named_first(order: tuple[str, str]) -> None:
    assert only(read(f"{order[0]} met {order[1]} on Monday.")).event == "meeting-of-henrik-okafor-and-marta-ekholm-2016-10-03"
