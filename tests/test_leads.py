"""The words that introduce a statement: never without what denies or refuses, never with a clause of their own."""

from __future__ import annotations

import pytest

from onrecord.leads import lead
from onrecord.records import Statement

CASES = [
    # The sentence, with ‹name›, [verb] and {words of the statement}; the words that introduce it.
    ("‹Lena Corvo› [refused] {to resign}.", "refused"),
    ("‹Bernard Lisle› [accused] {the port of waste}.", "accused"),
    ("‹Bernard Lisle› has repeatedly [denied] {that he left}.", "has repeatedly denied"),
    ("‹Ilse Vandermeer› no longer [believes] {the pier is lost}.", "no longer believes"),
    ("‹Ilse Vandermeer›, who has led the port since 2019, never [promised] {a bridge}.", "never promised"),
    ("‹Ilse Vandermeer› and the other members of the board of the port [said] {the pier is lost}.", "said"),
    ("‹Lisle› smiled, and [denied] {that he left}.", "denied"),
    ("‹Lisle› neither confirmed nor [denied] {that he left}.", "neither confirmed nor denied"),
    ("‹Lisle› [told] reporters in Oster Bay on Monday that {the toll would fall}.", "told reporters in Oster Bay on Monday that"),
    ("‹Lisle› [said]: “{The toll will fall}.”", "said"),
    ("[According to] ‹Lisle›, {the toll will fall}.", "According to Lisle"),
    ("{The toll would fall}, ‹Lisle› never [said].", "never said"),
    ("“{The toll will fall},” [said] ‹Lisle›, who left. The pier stays.", "said"),
    ("“{The toll},” ‹Lisle› [said] on Monday, “{will fall}.”", "said on Monday"),
    ("‹Lisle› [spoke]. The pier is new. {The toll will fall}.", "spoke"),
    ("‹Lisle› [said] of the town, in which a hundred and twenty ships had lain at anchor, {the toll would fall}.", "said"),
    ("{The toll will fall}.", None),
]


def marked(text: str) -> tuple[str, Statement]:
    """A body and its statement, from a text with marks around name, verb and words."""
    spans: dict[str, list[tuple[int, int]]] = {"‹": [], "[": [], "{": []}
    body, opened = "", 0
    for letter in text:
        if letter in "‹[{":
            opened = len(body)
        elif letter in "›]}":
            spans[{"›": "‹", "]": "[", "}": "{"}[letter]].append((opened, len(body)))
        else:
            body += letter
    parts = tuple(spans["{"])
    cue, named = (next(iter(spans[mark]), None) for mark in "[‹")
    return body, Statement("indirect", parts[0][0], parts[-1][1], parts, "r", cue=cue, speaker_span=named)


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_statement_is_introduced_by(text: str, expected: str | None) -> None:
    body, statement = marked(text)
    assert lead(body, statement) == expected
    assert expected is None or expected in body
