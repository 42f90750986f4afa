"""What is left of a document for publication: no passage that is not shown in any of its fields, and every offset where it was."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from random import Random
from typing import Any

import msgspec
import pytest
from hypothesis import assume, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from onrecord import markdown
from onrecord.anchors import anchors
from onrecord.articles import Article, FrontMatter, StandOff
from onrecord.edits import Edit, apply
from onrecord.leads import lead
from onrecord.records import (
    Account,
    Block,
    BlockKind,
    Entity,
    Evidence,
    Joined,
    Mention,
    Parallel,
    Problem,
    Revision,
    Statement,
    Value,
)
from onrecord.rights.publication import Decision, Level
from onrecord.rights.withholding import FILLER, GAP, WITHHELD, Collapsed, collapsed, withhold

NAMES = ("Ada Lindqvist", "Lev Brandt", "the Port Office of the Two Towns on the River Holm in the North")
WORDS = tuple(f"{a}{b}" for a in "bar kel mor tis van wol zer nup".split() for b in "a ed ing or us ik Ø-e n’t".split())


def passages(text: str) -> set[tuple[str, ...]]:
    """Eight words in a row, by a reading of words that owes nothing to the program's."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    found = re.findall(r"[^\W_]+", plain)
    return {tuple(found[n : n + 8]) for n in range(len(found) - 7)}


def strings(value: Any) -> Iterator[str]:
    """Every text in a record."""
    match value:
        case str():
            yield value
        case dict():
            for key, held in value.items():
                yield str(key)
                yield from strings(held)
        case list() | tuple():
            for held in value:
                yield from strings(held)


def count(text: str) -> int:
    return len(re.findall(r"[^\W_]+", text))


def _sentence(random: Random) -> str:
    text = " ".join(random.choices((*WORDS, *NAMES[:2]), k=random.randint(1, 14))).capitalize()
    return random.choice([f"{text}.", f"“{text},” {NAMES[0]} said.", f"{NAMES[1]} said that {text.lower()}.", f"“{text}.”"])


def _span(random: Random, start: int, end: int) -> tuple[int, int]:
    first, last = sorted((random.randint(start, end), random.randint(start, end)))
    return first, max(last, min(first + 1, end))


def _document(random: Random) -> Article:
    """A document with anything found anywhere in it, and evidence that quotes at will."""
    texts = [" ".join(_sentence(random) for _ in range(random.randint(1, 5))) for _ in range(random.randint(1, 6))]
    title = random.choice([texts[0][:70].strip(), "The ferry is retired"])
    if random.random() < 0.5:
        texts.insert(0, title)
    head, foot = _sentence(random), _sentence(random)
    body, blocks = markdown.join((text, "paragraph") for text in texts)
    kinds: list[BlockKind] = [
        "title" if n == 0 and text == title else "subtitle" if n == 1 else "paragraph" for n, text in enumerate(texts)
    ]
    blocks = tuple(Block(b.start, b.end, kind) for b, kind in zip(blocks, kinds, strict=True))
    source = f"{head}\n\n{body}\n\n{foot}"
    edits = [Edit(0, len(head) + 2, "", "furniture"), Edit(len(head) + 2 + len(body), len(source), "", "footer")]
    middle = len(head) + 2 + len(body) // 2
    if source[middle : middle + 2].isascii() and source[middle : middle + 2].isalpha():
        edits.append(Edit(middle, middle + 2, source[middle : middle + 2].upper(), "letters repaired"))
    body = apply(source, edits).text

    def quote() -> str:
        start = random.randrange(len(source))
        return source[start : start + random.choice([20, 120])]

    def evidence() -> Evidence:
        return Evidence(quote(), "rule", 0, 20, random.choice([None, quote()]))

    def statement() -> Statement:
        inside, other = random.choice(blocks), random.choice((*blocks, None))
        start, end = _span(random, inside.start, inside.end)
        named = _span(random, other.start, other.end) if other else None
        return Statement(
            random.choice(["direct", "indirect"]), start, end, ((start, end),), "rule", speaker="ada", speaker_kind="person",
            speaker_name=random.choice(["Ada Lindqvist", None, body[slice(*named)] if named else None]),
            cue=(start, min(start + 4, end)), speaker_span=named, revisions=(Revision("speaker", quote(), quote()),),
        )  # fmt: skip

    statements = sorted((statement() for _ in range(random.randint(0, 6))), key=lambda s: (s.start, s.end))
    some = [_span(random, b.start, b.end) for b in random.choices(blocks, k=3)]
    value = Value("2019", "stated", (evidence(),), (Value(quote(), "stated", (evidence(),)),))
    subtitle = next((body[b.start : b.end] for b in blocks if b.kind == "subtitle"), None)
    standoff = StandOff(
        id="ferry",
        name="ferry.txt",
        sha256="0" * 64,
        fields={
            "title": (Value(title, "stated", (evidence(),)),),
            "subtitle": (Value(subtitle, "stated", (evidence(),)),),
            "date": (value,),
        },
        entities=(Entity("person", "ada", NAMES[0], (*NAMES, quote()), joined=(Joined(NAMES[0], NAMES[1], (evidence(),)),)),),
        mentions=tuple(Mention(*s, "person", "ada", "rule") for s in some),
        accounts=tuple(Account("fair", *s, what=body[slice(*s)], date=value, places=(value,), participants=(value,)) for s in some),
        statements=tuple(statements),
        deleted=tuple(statements[:1]),
        blocks=blocks,
        problems=(Problem("date-ambiguous", quote()), Problem("duplicate", "short detail")),
        parallels=tuple(Parallel(*s, "t1") for s in some),
        edits=tuple(edits),
        source=source,
    )
    front = FrontMatter(title=title, subtitle=subtitle, date="2019", outlet="Oster Courier", speakers=(NAMES[0],), id="ferry")
    html = "".join(f"<p>{text}</p>" for text in texts)
    return Article(slug="ferry", front=front, body=body, html=html, blocks=blocks, standoff=standoff)


documents = st.builds(lambda seed: _document(Random(seed)), st.integers(0, 2**32))  # noqa: S311  (nothing is secret)
"""Documents as chance has them; drawn whole, for a document of many draws takes long to make."""
levels = st.sampled_from(["excerpt", "metadata"])
limits = st.sampled_from([0, 10, 40, 150, 10_000])


def published(article: Article, level: Level, most: int = 150) -> Article:
    return withhold(article, Decision(level, "default", "so it is"), most)


def shown(article: Article) -> list[str]:
    """What is left of the body, piece by piece."""
    return [part for part in re.split(f"{FILLER}+", article.body) if part.strip()]


@given(documents, levels, limits)
@hypothesis_settings(max_examples=200)
def test_no_passage_that_is_withheld_survives_in_any_field(article: Article, level: Level, most: int) -> None:
    assert article.standoff is not None
    left = published(article, level, most)
    told = (article.front.title, *NAMES[:2], *shown(left))
    withheld = passages(article.standoff.source).difference(*map(passages, told))
    for text in strings(msgspec.to_builtins(left)):
        for part in re.split(f"{FILLER}+", text):
            assert not passages(part) & withheld, part


@given(documents, limits)
def test_the_limit_is_kept_and_a_fifth_is_never_passed(article: Article, most: int) -> None:
    left = published(article, "excerpt", most)
    first = article.blocks[0]
    title = article.body[: first.end] if first.kind == "title" else ""
    below = article.body[len(title) :]
    words = sum(map(count, shown(left))) - count(title)
    assert left.publication is not None
    assert left.publication.extent is not None
    assert words == left.publication.extent.words_shown <= min(most, count(below) // 5)
    assert left.publication.extent.words == count(below)


@given(documents, levels, limits)
def test_offsets_stay_what_they_are(article: Article, level: Level, most: int) -> None:
    left = published(article, level, most)
    assert article.standoff is not None
    assert left.standoff is not None
    for before, after in ((article.body, left.body), (article.standoff.source, left.standoff.source)):
        assert len(before) == len(after)
        assert all(b in (a, FILLER) and (a == "\n") == (b == "\n") for a, b in zip(before, after, strict=True))
    assert apply(left.standoff.source, left.standoff.edits).text == left.body
    assert left.standoff.blocks == article.standoff.blocks
    assert left.slug == article.slug
    kept: tuple[Statement | Mention | Parallel | Account, ...] = (
        *left.standoff.statements,
        *left.standoff.mentions,
        *left.standoff.parallels,
        *left.standoff.accounts,
    )
    for held in kept:
        assert left.body[held.start : held.end] == article.body[held.start : held.end]


@given(documents, limits)
def test_what_is_left_of_statements_is_whole_and_keeps_its_address(article: Article, most: int) -> None:
    left = published(article, "excerpt", most)
    assert article.standoff is not None
    assert left.standoff is not None
    before = article.standoff.statements
    named = {(anchor, s.start, s.parts) for anchor, s in zip(anchors(article.body, before), before, strict=True)}
    for anchor, statement in zip(anchors(left.body, left.standoff.statements), left.standoff.statements, strict=True):
        assert (anchor, statement.start, statement.parts) in named
        assert FILLER not in (lead(left.body, statement) or "")
        assert FILLER not in (left.body[slice(*statement.speaker_span)] if statement.speaker_span else "")


@given(documents, limits)
def test_a_document_published_in_full_is_what_it_was(article: Article, most: int) -> None:
    left = published(article, "full", most)
    assert left.publication is not None
    assert not left.publication.withheld
    assert msgspec.structs.replace(left, publication=None) == article


@given(documents)
def test_metadata_show_no_statement_and_no_text_but_the_headline(article: Article) -> None:
    left = published(article, "metadata")
    assert left.standoff is not None
    assert (left.standoff.statements, left.standoff.accounts, left.standoff.deleted) == ((), (), ())
    assert "".join(shown(left)).strip() in ("", article.front.title)


@given(documents, limits)
def test_gaps_are_shown_as_one_sign_and_offsets_follow(article: Article, most: int) -> None:
    assume(article.standoff and article.standoff.statements)
    left = published(article, "excerpt", most)
    assert left.standoff is not None
    text = Collapsed(left.body)
    assert FILLER not in text.text
    assert FILLER not in collapsed(left.body)
    assert text.text.count(GAP) == len(re.findall(f"{FILLER}+", left.body))
    for statement in left.standoff.statements:
        assert text.text[text.at(statement.start) : text.at(statement.end)] == article.body[statement.start : statement.end]
    blocks = [text.text[text.at(block.start) : text.at(block.end)] for block in left.standoff.blocks]
    assert markdown.BETWEEN_BLOCKS.join(blocks) == text.text


SAID = "“The ferry was never late in ninety years, and now it is,” Ada Lindqvist said."
FILL = "Nobody on the quay of the old town could tell why the boats of the north bank came in so late that night. " * 8


def small(*, evidence: Evidence, subtitle: str | None = None) -> Article:
    body, blocks = markdown.join([(SAID, "paragraph"), (FILL.strip(), "paragraph")])
    start = body.index("The ferry")
    end = body.index(",” Ada")
    named = body.index("Ada Lindqvist")
    said = Statement(
        "direct", start, end, ((start, end),), "quotation", (named + 14, named + 18), "ada", "Ada Lindqvist", "person", (named, named + 13)
    )
    fields = {"date": (Value("2019-05-14", "stated", (evidence,)),)}
    if subtitle:
        fields["subtitle"] = (Value(subtitle, "stated", (Evidence(subtitle, "markup"),)),)
    standoff = StandOff(
        id="f", name="f.txt", sha256="0", fields=fields, entities=(), mentions=(), statements=(said,), blocks=blocks, problems=(), edits=(),
        source=body,
    )  # fmt: skip
    return Article(slug="f", front=FrontMatter(title="F", subtitle=subtitle), body=body, html="", blocks=blocks, standoff=standoff)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("14 May 2019", "14 May 2019"),
        ("the boats of the north bank came", "the boats of the north bank came"),  # seven words are no passage
        ("the boats of the north bank came in", WITHHELD),
        ("The ferry was never late in ninety years, and now it is", "The ferry was never late in ninety years, and now it is"),
        ("", ""),
    ],
)
def test_evidence_is_quoted_where_it_is_short_or_shown(words: str, told: str) -> None:
    left = published(small(evidence=Evidence(words, "dateline", 3, 9)), "excerpt")
    assert left.standoff is not None
    assert left.standoff.fields["date"][0].evidence == (Evidence(told, "dateline", 3, 9),)


def test_a_standfirst_is_text_and_only_its_being_there_is_told() -> None:
    left = published(small(evidence=Evidence("2019", "r"), subtitle="Nobody on the quay of the old town could tell why"), "excerpt")
    assert left.standoff is not None
    assert left.front.subtitle is None
    assert left.standoff.fields["subtitle"] == (Value(WITHHELD, "stated", (Evidence(WITHHELD, "markup"),)),)


def test_an_excerpt_is_the_sentence_with_its_speaker() -> None:
    left = published(small(evidence=Evidence("2019", "r")), "excerpt")
    assert collapsed(left.body) == f"{SAID}\n\n{GAP}"
    assert left.publication is not None
    assert left.publication.extent is not None
    assert left.publication.extent.words_shown == 15
    assert published(small(evidence=Evidence("2019", "r")), "excerpt", 14).body.strip(f"{FILLER}\n") == ""


def test_a_page_by_hand_that_may_not_be_published_keeps_its_paragraphs() -> None:
    body, blocks = markdown.join([("One word.", "paragraph"), ("Two more words.", "paragraph")])
    page = Article(slug="p", front=FrontMatter(title="P"), body=body, html="<p>One word.</p>", blocks=blocks, standoff=None)
    left = published(page, "metadata")
    assert left.html == f"<p>{FILLER}</p>\n" * 2
    assert set(left.body) == {FILLER, "\n"}
