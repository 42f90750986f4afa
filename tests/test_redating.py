"""A corrected date: the days that a text tells relative to it are read anew."""

from __future__ import annotations

import pytest

from builders import AUTHORITIES, MORE_PROSE, PROSE, extracted
from onrecord.corrections import Correction
from onrecord.redating import redated
from onrecord.relate import relate

TEXT = (
    f"The bridge\nDate: 6 January 2016\n\n“The bridge will hold,” Marta Ekholm said on Tuesday.\n\n{PROSE}\n\n"
    f"“It was built in haste,” Henrik Okafor said on 2 January 2016.\n\n{MORE_PROSE}"
)


@pytest.mark.parametrize(
    ("date", "said"),
    [
        ("2016-02-10", ["2016-02-09", "2016-01-02"]),
        ("2016-01-06", ["2016-01-05", "2016-01-02"]),
        ("2016-02", [None, "2016-01-02"]),
        (None, [None, "2016-01-02"]),
        ("2015-12-31", ["2015-12-29", None]),
    ],
)
def test_what_was_said_on_a_weekday_was_said_beside_the_corrected_date(date: str | None, said: list[str | None]) -> None:
    """A date that is no day does not say which Tuesday; nothing was said after the document."""
    item = extracted(TEXT)
    decision = Correction(document=item.id, field="date", value=date, reason="the paper is dated", by="N. N.")
    (found,), _ = relate(redated([item], [decision], AUTHORITIES), [decision], {}, records=AUTHORITIES)
    assert [statement.said_on for statement in found.annotated.statements] == said
    value = found.fields["date"][0]
    assert (value.value, value.basis) == (date, "editor")
    assert [rival.value for rival in value.rivals] == ["2016-01-06"]


def test_documents_of_which_no_date_was_corrected_stay_as_they_are() -> None:
    item = extracted(TEXT)
    others = [
        Correction(document=item.id, field="title", value="A bridge", reason="so in print"),
        Correction(document="another", field="date", value="2016-02-10", reason="the paper is dated"),
    ]
    assert redated([item], others, AUTHORITIES) == [item]
