"""What the property tests draw from: texts, edits and articles, the awkward ones more often than chance would have them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from hypothesis import strategies as st

from onrecord.authorities import Office, Person, plain
from onrecord.edits import Edit

ODD = (
    "\t \u00a0\u2003\u2028\u2029\x85\x0b\x0c\x1c\x1f\r\n\x00\x07\x1a\u00ad\u200b\u200e\u202e\u2066\u2069\ufeff\ufffd"
    "“”„«»‘’'\"`´–—-…•·*_#<>[]()\\&~|=+:;,.!?/{}%$©🙂ıəßÅ漢שٱ1209"
)
"""Characters that mean something to Markdown, HTML, YAML or to the cleaning, or that cannot be seen."""

characters = st.one_of(st.sampled_from(ODD), st.characters(exclude_categories=["Cs"]), st.sampled_from("abc XYZ"))
texts = st.text(characters, max_size=60)

NO_LINE = st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp", "Zs"])
SIGNS = "#*_+-=|:`~<>[]()\\&!.1)“”«'\"{}%$/©;amp"


@st.composite
def lines(draw: st.DrawFn) -> str:
    """One block as cleaning leaves it: no line break or invisible character, single spaces, none at the ends."""
    words = draw(st.lists(st.text(st.one_of(st.sampled_from(SIGNS), NO_LINE), min_size=1, max_size=12), min_size=1, max_size=8))
    return draw(st.sampled_from([" ", "\u00a0"])).join(words)


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, tuple[Edit, ...]]:
    """A text and edits that do not overlap, in any order."""
    text = draw(texts)
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=12)))
    pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
    edits = [Edit(start, end, draw(st.text(max_size=3)), "rule") for start, end in pairs]
    return text, tuple(draw(st.permutations(edits)))


PARAGRAPHS = (
    "The mayor, Clara Nyberg, said that the bridge would stay open on Sundays.",
    "“We have waited nine years for this day,” Nyberg said. “It was worth it.”",
    "“The river gives and the river takes.",
    "It gave us this town,” he added.",
    "According to General Otto Brandt, the guard counted 4,000 people on 3 May 2016.",
    "President Marta Ekholm met Henrik Okafor in Brandholm, the Foreign Ministry of Norvania reported.",
    "'They never asked us,' said the fisherman.",
    "BRANDHOLM, May 3 (Courier) - Nothing moved on the river.",
    "Read more: bridges of the north",
    "Share | Tweet | Print",
    "date 2016-05-03 + ↺ − 16 px",
    "Copyright 2016 Brandholm Courier. All rights reserved.",
    "Date: 3 May 2016",
    "Author: Clara Nyberg",
    "---",
    "«Мы ждали», сказал он.",
    "Q: What next? A: We wait.",
    "",
)


@st.composite
def articles(draw: st.DrawFn) -> str:
    """A text like an article: paragraphs, furniture, quotations left open, and pieces of anything."""
    parts = draw(st.lists(st.one_of(st.sampled_from(PARAGRAPHS), st.text(characters, max_size=25)), min_size=1, max_size=8))
    return draw(st.sampled_from(["\n\n", "\n", "\r\n\r\n"])).join(parts)


names = st.one_of(
    st.text(st.characters(max_codepoint=0xFFFF, exclude_categories=["Cs"]), min_size=1, max_size=12),
    st.sampled_from(
        ["Clara Nyberg", "on", "null", "2016", "2016-05-03", "=1+1", "a|b", "- x", "K. Nyberg: mayor", "'", '"', "# no", "Əliyəva", " x "]
    ),
)
"""Names as nobody would write them, and those that YAML or a spreadsheet takes for something else."""
terms = st.sampled_from([None, "2016", "2016-05-03/..", "2010-01/2015"])
offices = st.builds(Office, office=names, term=terms, titles=st.lists(names, max_size=3).map(tuple))
addresses = st.sampled_from(["https://example.org/a", "https://example.org/b?c=d%7Ce,f#g"])


@st.composite
def people_of(draw: st.DrawFn, ids: Sequence[str]) -> tuple[Person, ...]:
    """One record for each id, with anything in it."""
    return tuple(
        Person(
            id=id_,
            label=draw(names),
            variants=tuple(draw(st.lists(names, max_size=3))),
            same_as=tuple(draw(st.lists(addresses, max_size=2))),
            note=draw(st.none() | names),
            offices=tuple(draw(st.lists(offices, max_size=2))),
            dates=draw(terms),
        )
        for id_ in ids
    )


@st.composite
def people_by_hand(draw: st.DrawFn, records: Sequence[Person]) -> list[str]:
    """Pieces of a file as different people write it: one a record, comments and empty lines in and between them."""
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    pieces = [draw(st.sampled_from(["", "# Kept by hand.\n#   - id: not a record\n\n", "---\n"]))]
    for record in records:
        if draw(st.booleans()):
            block = f"- {json.dumps(plain(record), ensure_ascii=True)}{draw(st.sampled_from(['', '  # checked']))}\n"
        else:
            block = _block(draw, plain(record))
        pieces.append(block + draw(st.sampled_from(["", "\n", "\n# Agencies\n\n", "  # checked\n\n"])))
    return [piece.replace("\n", newline) for piece in pieces]


def _block(draw: st.DrawFn, record: Mapping[str, Any]) -> str:
    gap = draw(st.sampled_from(["  ", "    "]))
    lines = []
    for number, (key, value) in enumerate(record.items()):
        lead = f"-{gap[1:]}" if number == 0 else gap
        if isinstance(value, list) and draw(st.booleans()):
            lines += [f"{lead}{key}:", *(f"{gap}- {json.dumps(item)}" for item in value)]
        else:
            lines.append(f"{lead}{key}: {json.dumps(value)}{draw(st.sampled_from(['', '   # sic']))}")
        if draw(st.booleans()):
            lines.append(f"{gap}# a remark: [odd")
    return "\n".join(lines) + "\n"
