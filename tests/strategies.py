"""What the property tests draw from: texts, edits and articles, the awkward ones more often than chance would have them."""

from __future__ import annotations

from hypothesis import strategies as st

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
