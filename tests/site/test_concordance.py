"""Concordances written out: which there are, what each line shows, and where it is cut."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import Draft, corpus

from onrecord.authorities import Authorities
from onrecord.records import BY_PARTICIPANTS, Block, EntityKind, Mention
from onrecord.rights.publication import Decision
from onrecord.rights.withholding import FILLER, withhold
from onrecord.search.words import pieces
from onrecord.site import concordance
from onrecord.site.build import Options, build
from onrecord.site.concordance import CONTEXT, LINES, MOST, Concordances, LinesContext, context
from onrecord.site.corpus import Corpus, gather
from onrecord.site.rows import Rows
from onrecord.site.views import Views
from strategies import characters, lines

ADA: tuple[EntityKind, str, str] = ("person", "ada", "Ada")
QUAY: tuple[EntityKind, str, str] = ("place", "quay", "the quay")


def gathered(drafts: Sequence[Draft]) -> Corpus:
    return gather((draft.article() for draft in drafts), Authorities())


def written(drafts: Sequence[Draft]) -> list[LinesContext]:
    found = gathered(drafts)
    return list(Concordances(found, Rows(found)).pages())


def folded(text: str) -> str:
    return re.sub(r"\s+", " ", text)


@pytest.mark.parametrize(
    ("text", "left", "right"),
    [
        ("The ferry left [Oster Bay] at noon.", "The ferry left ", " at noon."),
        ("[Oster Bay].", "", "."),
        ("the mayor (“[Ada]”)", "the mayor (“", "”)"),
        ("The ferry is late.\n\nThe crew of [Ada] waits.\n\nSo does the pilot.", "The crew of ", " waits."),
        ("toll " * 20 + "[Ada]" + " toll" * 20, "toll " * 9, " toll" * 9),  # a tenth word would be cut
        (
            "x" * (CONTEXT - 5) + " the [Ada] of " + "y" * (CONTEXT - 4),
            "x" * (CONTEXT - 5) + " the ",
            " of " + "y" * (CONTEXT - 4),
        ),  # just as much as there is room for
        ("z" * CONTEXT + " the [Ada] of " + "z" * CONTEXT, "the ", " of"),
        ("He didn't " + "toll " * 8 + "[Ada]", "didn't " + "toll " * 8, ""),  # no negation without its verb
        ("[Ada]" + " toll" * 7 + " “twenty-one” and", "", " toll" * 7 + " “twenty-one”"),
        ("[Ada]" + " toll" * 9 + ", or", "", " toll" * 9 + ","),
        ("so pre-[Ada]'s-like it", "so pre-", "'s-like it"),
        ("a " + "x-" * 60 + "[Ada]" + "-x" * 60 + " b", "x-" * CONTEXT, "-x" * CONTEXT),
        ("a " + "x" * 60 + "[Ada]" + "x" * 60 + " b", "x" * 60, "x" * 60),  # one long word
        ("漢" * 60 + "[名]" + "字" * 60, "漢" * CONTEXT, "字" * CONTEXT),
        (
            "ก\u0e34" * 30 + "y[Ada]y" + "ก\u0e34" * 30,
            "ก\u0e34" * (CONTEXT // 2 - 1) + "y",
            "y" + "ก\u0e34" * (CONTEXT // 2 - 1),
        ),  # no vowel sign without its letter
        ("ביום שני [עדה] אמרה", "ביום שני ", " אמרה"),
        (
            f"{FILLER * 6} met {FILLER * 4}The toll is for [Ada] to pay.{FILLER * 6}",
            "The toll is for ",
            " to pay.",
        ),  # nothing that is withheld
        ("\u202eshe met [Ada]\u202c there", "she met ", "\u202c there"),
    ],
)
def test_context_is_what_stands_between_spaces_in_the_same_paragraph(text: str, left: str, right: str) -> None:
    start, end = text.index("["), text.index("]") - 1
    body = text.replace("[", "").replace("]", "")
    blocks = [match.span() for match in re.finditer(r"[^\n]+", body)]
    block = next(Block(*span) for span in blocks if span[0] <= start <= span[1])
    first, last = context(body, start, end, block)
    assert (body[first:start], body[end:last]) == (left, right)


@given(st.text(characters, max_size=200), st.data())
def test_context_never_leaves_its_paragraph_nor_cuts_between_spaces_what_fits(body: str, data: st.DataObject) -> None:
    block_start, start, end, block_end = sorted(data.draw(st.tuples(*[st.integers(0, len(body))] * 4)))
    first, last = context(body, start, end, Block(block_start, block_end))
    assert block_start <= first <= start <= end <= last <= block_end
    assert max(start - first, last - end) <= 2 * CONTEXT
    for cut in {first, last} - {block_start, block_end}:
        beside = body[cut - 1 : cut + 1]
        unspaced = concordance._hangs_on(beside[0]) or len(pieces(beside)) > 3  # two words and nothing between them
        joined = len(re.split(r"\s", body[block_start:cut])[-1] + re.split(r"\s", body[cut:block_end])[0])
        assert re.search(r"\s", beside) or unspaced or joined > CONTEXT


@given(st.lists(lines(), min_size=1, max_size=4), st.data())
def test_every_line_stands_in_its_paragraph_and_every_mention_has_one(paragraphs: list[str], data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(" ".join(paragraphs).split()))
    drafts = [Draft(f"d{n}", paragraphs, names=[("person", "x", name)]) for n in range(2)]
    (by_time, following) = written(drafts)
    mentions = [mention for draft in drafts for mention in draft.stand_off().mentions]
    assert by_time.mentions == len(mentions)
    if len(mentions) <= LINES:
        assert len(by_time.page.rows) == len(mentions)
    assert sorted(map(repr, by_time.page.rows)) == sorted(map(repr, following.page.rows))
    for line in by_time.page.rows:
        assert f"{line.left}{line.node}{line.right}" in folded(paragraphs[line.paragraph - 1])
        assert line.node == folded(name)


def test_what_is_withheld_gives_no_line_and_is_told() -> None:
    said = Draft(
        "said",
        (
            "Ada came late to the meeting of the port office. The mayor said that Ada is never late. And so on.",
            *["Nothing else was said."] * 20,
        ),
        names=(ADA,),
        quotes=(("indirect", "Ada is never late", None, "The mayor"),),
    )
    silent = Draft("silent", ("Ada came.",), names=(ADA,))
    found = [withhold(draft.article(), Decision("excerpt", "source", "reserved"), 20) for draft in (said, silent)]
    by_time, _ = Views(gather(found, Authorities())).concordances.pages()
    assert [line.left + line.node + line.right for line in by_time.page.rows] == ["[…] The mayor said that Ada is never late. […]"]
    assert (by_time.mentions, by_time.documents, by_time.silent, by_time.withheld) == (1, 1, 0, 1)


def shown(page: LinesContext) -> list[tuple[str, str, str]]:
    return [(line.left + line.node + line.right, line.when.words, line.href) for line in page.page.rows]


PAIR = (
    Draft("late", ("Ada saw the quay. Ada left.",), names=(ADA, QUAY), front={"date": "2020-03"}),
    Draft("never", ("Nobody met Ada at all.",), names=(ADA,)),
    Draft("early", ("So Ada came.",), names=(ADA,), front={"date": "2019-05-01", "outlet": "Oster Courier"}),
)


def test_lines_stand_by_time_and_by_the_words_that_follow() -> None:
    by_time, following = written(PAIR)
    assert (by_time.mentions, by_time.documents, by_time.forms) == (4, 3, (("Ada", 4),))
    assert by_time.figure is not None
    assert [bar.count for bar in by_time.figure.bars if bar.count] == [1, 2]
    assert shown(by_time) == [
        ("So Ada came.", "1 May 2019", "articles/early.html#p1"),
        ("Ada saw the quay. Ada left.", "March 2020", "articles/late.html#p1"),
        ("Ada saw the quay. Ada left.", "March 2020", "articles/late.html#p1"),
        ("Nobody met Ada at all.", "not dated", "articles/never.html#p1"),
    ]
    assert [line.right for line in following.page.rows] == [" at all.", " came.", " left.", " saw the quay. Ada left."]
    assert (by_time.url, following.url) == ("concordance/people/ada.html", "concordance/people/ada.following.html")
    assert following.figure is None


def test_a_name_of_one_document_has_none() -> None:
    views = Views(gathered(PAIR))
    assert [(label, [(link.text, link.count) for link in links]) for label, links in views.concordances.listed] == [
        ("People", [("Ada", 4)])
    ]
    quay, ada = (views.entity(gathered(PAIR).entities[key])[0] for key in (("place", "quay"), ("person", "ada")))
    assert (quay.concordance, ada.concordance and ada.concordance.href) == (None, "concordance/people/ada.html")


def test_the_narrowest_statement_around_a_mention_says_who_speaks() -> None:
    words = "Ada is late, and “Ada is never late” is a lie"
    draft = Draft(
        "said",
        (f"Ada asked. The mayor said that {words}.",),
        names=(ADA,),
        quotes=(("indirect", words, None, "The mayor"), ("direct", "Ada is never late", None, "The crew")),
    )
    page, _ = written([draft, Draft("other", ("Ada.",), names=(ADA,))])
    assert [(line.speaker and line.speaker.text, line.said) for line in page.page.rows] == [
        (None, None),
        (None, None),
        ("The mayor", "reported"),
        ("The crew", "quoted"),
    ]


def test_a_copy_gives_no_lines_of_its_own() -> None:
    copy = Draft("copy", ("So Ada came.",), names=(ADA,), duplicate_of="early")
    assert [page.mentions for page in written([*PAIR, copy])] == [4, 4]


def test_a_paragraph_that_only_tells_of_an_event_is_no_line(monkeypatch: pytest.MonkeyPatch) -> None:
    fair: tuple[EntityKind, str, str] = ("event", "fair", "the fair")
    told = Mention(0, 12, "event", "fair", BY_PARTICIPANTS)
    silent = Draft("told", ("Ada met Lev.",), names=(("event", "fair", "absent"),))
    monkeypatch.setattr(Draft, "_mentions", lambda draft, found=Draft._mentions: [told] if draft is silent else found(draft))
    by_time, _ = written([Draft("fair", ("At the fair.",), names=(fair,)), silent])
    assert (by_time.mentions, by_time.documents, by_time.silent) == (1, 1, 1)


def test_many_lines_are_shown_in_equal_steps_and_many_names_by_number_of_documents() -> None:
    crowd: list[tuple[EntityKind, str, str]] = [("person", f"p{n:03}", f"P{n:03}") for n in range(MOST + 5)]
    text = " ".join(name for _, _, name in crowd)
    drafts = [Draft(f"d{n}", (text, *["So Ada came."] * 150), names=[ADA, *crowd]) for n in range(2)]
    drafts.append(Draft("more", (crowd[-1][2],), names=crowd[-1:]))
    pages = written(drafts)
    ada = [page for page in pages if page.entity.text == "Ada"]
    assert [(page.url.removeprefix("concordance/people/"), page.mentions, page.page.total, len(page.page.rows)) for page in ada] == [
        ("ada.html", 300, LINES, 100),
        ("ada.2.html", 300, LINES, 100),
        ("ada.following.html", 300, LINES, 100),
        ("ada.following.2.html", 300, LINES, 100),
    ]
    assert [line.href for line in ada[0].page.rows[:4]] == [f"articles/d0.html#p{n}" for n in (2, 3, 5, 6)]
    assert ada[1].page.rows[-1].href == "articles/d1.html#p150"
    names = [page.entity.text for page in pages if page.page.number == 1 and page.figure is None and "following" not in page.url]
    assert (names[:3], len(names)) == (["P054", "Ada", "P000"], MOST)


@pytest.mark.parametrize(
    ("forms", "query"),
    [
        (["Ada"], '"ada"'),
        (["Lindqvist", "Ada Lindqvist", "A. Lindqvist"], '"lindqvist"'),  # each of the others holds it
        (["Ada", "Adan"], '"ada" OR "adan"'),
        (['the "Ada"', "ADA  II"], '"the ada" OR "ada ii"'),
        (["a", "b", "c", "d", "e"], '"a" OR "b" OR "c" OR "d"'),
    ],
)
def test_the_interactive_concordance_is_asked_for_the_forms_of_the_name(forms: list[str], query: str) -> None:
    assert concordance._asked([(form, 1) for form in forms]) == query


HOSTILE = '<img src=x onerror=alert(1)> "Ada" &amp; {{ 7*7 }}'


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    drafts = [
        Draft("one", (f"Then {HOSTILE} came.",), title=HOSTILE, names=(("person", "hostile", HOSTILE),), front={"outlet": HOSTILE}),
        Draft(
            "two", ("\u202eabc", f"שלום {HOSTILE} עולם"), names=(("person", "hostile", HOSTILE),), quotes=(("direct", "שלום", None, "x"),)
        ),
        *PAIR,
    ]
    return build(Options(corpus(tmp_path_factory.mktemp("concordances"), drafts)))


def test_a_line_as_it_is_rendered(site: Path) -> None:
    html = (site / "concordance/people/ada.html").read_text(encoding="utf-8")
    line = (
        '<tr role="row" dir="auto"><td role="cell" class="kwic-left">So </td><td role="cell" class="kwic-node">Ada</td>'
        '<td role="cell" class="kwic-right"> came.</td><td role="cell" class="kwic-source" dir="ltr">'
        '<a href="../../articles/early.html#p1" title="The ferry"><bdi><time datetime="2019-05-01">1 May 2019</time></bdi>, '
        "<bdi>Oster Courier</bdi>, ¶&nbsp;1</a></td></tr>"
    )
    assert line in html
    assert "</bdi>, “<bdi>The ferry</bdi>”, ¶&nbsp;1</a>" in html
    assert '<a href="../../concordance.html#q=%22ada%22&amp;person=ada">' in html
    assert '<a href="../../concordance/people/ada.following.html">the words that follow</a>' in html
    assert '<a href="../concordance/people/ada.html">Concordance of 4 mentions</a>' in (site / "people/ada.html").read_text(
        encoding="utf-8"
    )


def test_hostile_words_are_shown_and_do_nothing(site: Path) -> None:
    for page in ("hostile.html", "hostile.following.html"):
        html = (site / "concordance/people" / page).read_text(encoding="utf-8")
        assert "<img" not in html
        assert "49" not in html
        assert html.count("&lt;img src=x onerror=alert(1)&gt; &#34;Ada&#34; &amp;amp; {{ 7*7 }}</td>") == 2
