"""Documents in TEI: valid by the schema, the text and every annotation whole, the header as the table of fields says.

The schema is the DTD of TEI P5 4.8.0 (282 elements: header, core, names and dates, linking, corpus) that trafilatura brings. A DTD
does not know what a pointer or a date is, so what these must be is tested here beside it.
"""

from __future__ import annotations

import io
import re
import zipfile
from importlib.resources import as_file, files
from pathlib import Path
from typing import get_args

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from invented import CORPUS, HOSTILE, RECORD, SPEECH, Draft
from lxml import etree

from onrecord import articles, markdown, xmltext
from onrecord.anchors import anchors
from onrecord.articles import Article, FrontMatter
from onrecord.authorities import Authorities, Person
from onrecord.fields import tables
from onrecord.records import (
    BY_PARTICIPANTS,
    Account,
    BlockKind,
    Entity,
    EntityKind,
    Evidence,
    Mention,
    Revision,
    Statement,
    Value,
)
from onrecord.rights import publishing
from onrecord.rights.publication import Policy
from onrecord.rights.withholding import FILLER
from onrecord.site.corpus import Corpus, gather
from onrecord.site.dataset import Dataset, Keeper
from onrecord.site.tei import dates
from onrecord.site.tei import files as tei

ROOT = Path(__file__).parents[2]
TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
DATASET = Dataset("Ferries & <bridges>", "", "", (Keeper(name="Mira Osei", orcid="https://orcid.org/0000-0002-1825-0097"),), "CC-BY-4.0")


@pytest.fixture(scope="session")
def schema() -> etree.DTD:
    with as_file(files("trafilatura") / "data" / "tei_corpus.dtd") as path:
        return etree.DTD(str(path))


def corpus_of(*found: Article, authorities: Authorities | None = None) -> Corpus:
    authorities = authorities or Authorities()
    return gather(publishing.decided(found, authorities, Policy()), authorities)


def parsed(corpus: Corpus, slug: str, dataset: Dataset = DATASET) -> etree._Element:
    return etree.fromstring(tei.document(corpus, corpus.by_slug[slug], dataset))


def written(article: Article) -> etree._Element:
    return parsed(corpus_of(article), article.slug)


def query(root: etree._Element, path: str) -> list[str]:
    """The values at a path of the table of fields, whose names are TEI's."""
    found = root.xpath(re.sub(r"(?<![@\w:'\"-])([a-z]\w*)(?=[/\[|]|$)", r"t:\1", path, flags=re.IGNORECASE), namespaces={"t": TEI[1:-1]})
    return [value if isinstance(value, str) else "".join(value.itertext()) for value in found]


def blocks_of(root: etree._Element) -> list[str]:
    """The text of each block, with the fillers in the place of gaps."""
    (body,) = root.iter(f"{TEI}body")
    found = []
    for block in body.iter(f"{TEI}p", f"{TEI}head"):
        if block.get(XML_ID):
            for gap in block.iter(f"{TEI}gap"):
                gap.text = FILLER * int(gap.get("quantity", "0"))
            found.append("".join(block.itertext()))
    return found


def whole(root: etree._Element, first: etree._Element) -> list[str]:
    """The words of an annotation, fragment by fragment."""
    by_id = {element.get(XML_ID): element for element in root.iter() if element.get(XML_ID)}
    found = ["".join(first.itertext())]
    while (following := first.get("next")) is not None:
        assert by_id[following[1:]].get("prev") == f"#{first.get(XML_ID)}"
        first = by_id[following[1:]]
        found.append("".join(first.itertext()))
    return found


# ---- the schema -----------------------------------------------------------------------------------------------------------

FULL = Draft(
    "the-full-record",
    ("The ferry stays", "Ada Lindqvist spoke in Oster Bay.", f"“{SPEECH},” Lindqvist said at the harbour fair.", "She was not glad."),
    title="The ferry stays",
    names=(
        ("person", "ada-lindqvist", "Ada Lindqvist"),
        ("organization", "port-office", "harbour"),
        ("place", "oster-bay", "Oster Bay"),
        ("event", "harbour-fair", "harbour fair"),
        ("topic", "ferries", "ferry"),
    ),
    quotes=(("direct", SPEECH, "ada-lindqvist", "Ada Lindqvist"), ("indirect", "not glad", None, "She")),
    said_on="2019-05-13",
    details={
        SPEECH: {
            "cue": "said",
            "speaker_span": "Lindqvist",
            "event": "harbour-fair",
            "revisions": (Revision("speaker", "Lev Brandt", "It was she (M. O., 2020-01-02)"),),
        },
        "not glad": {"attitude": True, "said_on": None},
    },
    fields={
        "date": (Value("2019-05-14", "stated", (Evidence("14 May 2019", "dateline", 3, 14),)),),
        "outlet": (Value("Oster Courier", "editor", (Evidence("", "correction", note="So the masthead (M. O., 2020-01-02)"),)),),
        "authors": (Value("Lev Brandt", "stated", (Evidence("By Lev Brandt", "byline"),)),),
    },
    accounts=(
        Account(
            "harbour-fair",
            17,
            33,
            date=Value("2019-05", "inferred", (Evidence("May", "r"),)),
            places=(Value("oster-bay", "stated"),),
            participants=(Value("ada-lindqvist", "stated"),),
        ),
    ),
    basis={"outlet": "editor"},
    front={
        "subtitle": "A day in May",
        "date": "2019-05-14",
        "outlet": "Oster Courier",
        "host": "Open Newsstand",
        "authors": ("Lev Brandt", "Ina Roth"),
        "rights": "All rights reserved.",
        "language": "en",
        "speakers": ("Ada Lindqvist",),
        "digest_of": "The ferry, Oster Courier, 2019",
    },
)
BY_HAND = Article(
    slug="by-hand",
    front=FrontMatter(title="By hand"),
    **dict(
        zip(("html", "body", "blocks"), markdown.parse("# By hand\n\n## Below\n\n- one\n- two\n\n### Later\n\n### Last\n"), strict=True)
    ),  # type: ignore[arg-type]
    standoff=None,
)
ARABIC = Draft(
    "the-quay",
    ("قالت ليلى حداد إن الجسر سيبقى.",),
    title="الجسر",
    names=(("person", "layla-haddad", "ليلى حداد"),),
    front={"language": "ar"},
)
EMPTY = Article(slug="empty", front=FrontMatter(title="Empty"), body="", html="", blocks=(), standoff=None)
EVERY = (*(draft.article() for draft in (*CORPUS, FULL, RECORD, ARABIC)), BY_HAND, EMPTY)


@pytest.mark.parametrize("article", EVERY, ids=lambda article: article.slug)
def test_every_document_is_valid(schema: etree.DTD, article: Article) -> None:
    root = parsed(corpus_of(*EVERY), article.slug)
    assert schema.validate(root), schema.error_log
    points_and_dates_are_sound(root)


@pytest.mark.parametrize("level", ["excerpt", "metadata"])
def test_what_is_published_is_valid(schema: etree.DTD, level: str) -> None:
    found = [msgspec.structs.replace(one, front=msgspec.structs.replace(one.front, publish=level)) for one in EVERY]
    corpus = gather(publishing.published(found, Authorities(), Policy()), Authorities())
    for document in corpus.documents:
        root = parsed(corpus, document.slug)
        assert schema.validate(root), schema.error_log
        points_and_dates_are_sound(root)
        assert blocks_of(root) == [document.article.body[b.start : b.end] for b in document.blocks]


def test_the_starter_corpus_is_valid(schema: etree.DTD) -> None:
    corpus = corpus_of(*articles.load(ROOT / "content/articles"))
    for document in corpus.documents:
        root = parsed(corpus, document.slug)
        assert schema.validate(root), schema.error_log
        points_and_dates_are_sound(root)


DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?|--\d\d(-\d\d)?")


def points_and_dates_are_sound(root: etree._Element) -> None:
    """What a DTD cannot say (TEI's datatypes): ids are unique names, what points into the file arrives, dates are dates."""
    ids = [element.get(XML_ID) for element in root.iter() if element.get(XML_ID)]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[a-z][a-z0-9.-]*(_[a-z]+)?", id_.lower()) for id_ in ids if id_)
    for element in root.iter(etree.Element):
        for name in ("ref", "who", "target", "corresp", "next", "prev", "datingMethod"):
            for pointer in element.get(name, "").split():
                assert not pointer.startswith("#") or pointer[1:] in ids, (element.tag, name, pointer)
        for name in ("when", "from", "to", "notBefore", "notAfter"):
            assert element.get(name) is None or DATE.fullmatch(element.get(name, "")), element.attrib
        assert element.get("evidence") in (None, "internal", "external", "conjecture")
        assert element.get("status") in (None, "free", "unknown", "restricted")
        assert element.get("cert") in (None, "low")
    (language,) = {element.get(LANG) for element in root.iter(f"{TEI}text")}
    assert language


def test_the_schema_refuses_what_is_wrong(schema: etree.DTD) -> None:
    """The proof can fail."""
    root = written(FULL.article())
    etree.SubElement(next(root.iter(f"{TEI}body")), f"{TEI}title")
    assert not schema.validate(root)


# ---- the text ------------------------------------------------------------------------------------------------------------

KINDS = st.sampled_from(get_args(BlockKind))
TEXTS = st.lists(st.text(alphabet="ab <>&\"'“é]\r\t\x00\x1b\u202e\ufffe█\n", min_size=1, max_size=12).filter(str.strip), max_size=4)
ENTITIES = tuple(Entity(kind, id_, f"{kind} {id_}") for kind in get_args(EntityKind) for id_ in ("a", "b"))


@st.composite
def annotated(draw: st.DrawFn) -> Article:
    """An article with blocks of any kind and annotations anywhere."""
    body, blocks = markdown.join((text, draw(KINDS)) for text in draw(TEXTS))
    ends = st.lists(st.integers(0, len(body)), min_size=2, max_size=2, unique=True)
    span = ends.map(lambda pair: (min(pair), max(pair)))
    statements, mentions = [], []
    for parts in draw(st.lists(st.lists(span, min_size=1, max_size=3), max_size=4)) if body else []:
        whole_span = min(parts)[0], max(end for _, end in parts)
        cue, named = draw(st.none() | span), draw(st.none() | span)
        who = draw(st.sampled_from(["a", "b", "stranger", None]))
        statements.append(Statement("direct", *whole_span, tuple(sorted(parts)), "r", cue, who, "A <b>", "person", named))
    for start, end in draw(st.lists(span, max_size=5)) if body else []:
        kind = draw(st.sampled_from(get_args(EntityKind)))
        mentions.append(Mention(start, end, kind, draw(st.sampled_from("abc")), draw(st.sampled_from(["r", BY_PARTICIPANTS]))))
    article = Draft("x", ("Placeholder.",)).article()
    assert article.standoff is not None
    standoff = msgspec.structs.replace(
        article.standoff,
        entities=ENTITIES,
        mentions=tuple(mentions),
        statements=tuple(statements),
        blocks=blocks,
        edits=(),
        source=body,
    )
    return msgspec.structs.replace(article, body=body, blocks=blocks, standoff=standoff)


@given(annotated())
def test_the_text_is_the_body_and_the_file_is_valid(schema: etree.DTD, article: Article) -> None:
    root = written(article)
    assert blocks_of(root) == [xmltext.legal(article.body[b.start : b.end]) for b in article.blocks]
    assert schema.validate(root), schema.error_log
    points_and_dates_are_sound(root)


@given(annotated())
def test_every_annotation_is_there_with_its_words(article: Article) -> None:
    assert article.standoff is not None
    root = written(article)

    def inside(*spans: tuple[int, int]) -> str:
        """The characters of some spans, those that two of them share once, without what stands between blocks."""
        offsets = {n for start, end in spans for n in range(start, end) if any(b.start <= n < b.end for b in article.blocks)}
        return xmltext.legal("".join(article.body[n] for n in sorted(offsets)))

    said = {element.get(XML_ID): element for element in root.iter(f"{TEI}said") if element.get("prev") is None}
    wanted = dict(zip(anchors(article.body, article.standoff.statements), article.standoff.statements, strict=True))
    assert {id_: "".join(whole(root, element)) for id_, element in said.items()} == {
        id_: words for id_, s in wanted.items() if (words := inside(*s.parts))
    }
    segments = [("".join(whole(root, e)), e.get("type"), e.get("corresp")) for e in root.iter(f"{TEI}seg") if e.get("prev") is None]
    cues = [(s.cue, "cue", f"#{id_}") for id_, s in wanted.items()] + [(s.speaker_span, "source", f"#{id_}") for id_, s in wanted.items()]
    assert sorted(segments) == sorted((words, type_, id_) for span, type_, id_ in cues if span and (words := inside(span)))
    (body,) = root.iter(f"{TEI}body")
    tags = [f"{TEI}{name}" for name in ("persName", "orgName", "placeName", "name", "term")]
    names = ["".join(whole(root, element)) for element in body.iter(*tags) if element.get("prev") is None]
    mentions = [m for m in article.standoff.mentions if m.rule != BY_PARTICIPANTS]
    assert sorted(names) == sorted(words for m in mentions if (words := inside((m.start, m.end))))


TEXT = "Ms Ada Vey said so."


@pytest.mark.parametrize(
    ("said", "names", "markup"),
    [
        ([(11, 18)], [(3, 10)], "Ms <n>Ada Vey</n> <s>said so</s>."),
        ([(0, 18)], [(3, 10)], "<s>Ms <n>Ada Vey</n> said so</s>."),
        ([(3, 10)], [(3, 10)], "Ms <s><n>Ada Vey</n></s> said so."),
        ([(0, 6)], [(3, 10)], "<s>Ms </s><n><s>Ada</s> Vey</n> said so."),
        ([(7, 18)], [(3, 10)], "Ms <n>Ada <s>Vey</s></n><s> said so</s>."),
        ([], [(0, 6), (3, 10)], "<n>Ms <n>Ada</n></n><n> Vey</n> said so."),
        ([(0, 2), (7, 18)], [], "<s>Ms</s> Ada <s>Vey said so</s>."),
        ([], [(0, 10), (3, 10), (3, 6)], "<n>Ms <n><n>Ada</n> Vey</n></n> said so."),
    ],
)
def test_where_a_name_crosses_a_statement_the_statement_is_cut(
    said: list[tuple[int, int]], names: list[tuple[int, int]], markup: str
) -> None:
    article = Draft("x", (TEXT,)).article()
    statement = Statement("direct", said[0][0], said[-1][1], tuple(said), "r") if said else None
    mentions = tuple(Mention(start, end, "person", "x", "r") for start, end in names)
    standoff = msgspec.structs.replace(article.standoff, statements=(statement,) if statement else (), mentions=mentions)  # type: ignore[type-var]
    text = tei.document(corpus := corpus_of(msgspec.structs.replace(article, standoff=standoff)), corpus.documents[0], DATASET).decode()
    found = re.search(r'<p xml:id="p1">(.*)</p>', text)
    assert found
    assert re.sub(r"<(/?)(persName|said)\b[^>]*>", lambda m: f"<{m[1]}{m[2].replace('persName', 'n')[0]}>", found[1]) == markup


def test_a_statement_over_paragraphs_is_chained() -> None:
    paragraphs = ("“The river gives.", "“The river takes,” she said.")
    body = "\n\n".join(paragraphs)
    second = body.index("The river takes,")
    article = Draft("x", paragraphs).article()
    statement = Statement("direct", 1, second + 16, ((1, 17), (second, second + 16)), "r")
    root = written(msgspec.structs.replace(article, standoff=msgspec.structs.replace(article.standoff, statements=(statement,))))  # type: ignore[type-var]
    first, other = root.iter(f"{TEI}said")
    assert whole(root, first) == ["The river gives.", "The river takes,"]
    assert (first.get("next"), other.get("prev")) == (f"#{other.get(XML_ID)}", f"#{first.get(XML_ID)}")
    assert [p.get(XML_ID) for p in root.iter(f"{TEI}p") if p.get(XML_ID)] == ["p1", "p2"]


def test_headings_open_divisions() -> None:
    (body,) = parsed(corpus_of(BY_HAND), "by-hand").iter(f"{TEI}body")
    shape = [(etree.QName(e).localname, e.get(XML_ID), e.get("type")) for e in body.iterdescendants(etree.Element)]
    assert shape == [
        ("head", "p1", "main"),
        ("head", "p2", "sub"),
        ("p", "p3", None),
        ("p", "p4", None),
        ("div", None, None),
        ("head", "p5", None),
        ("head", "p6", None),
        ("p", None, None),
    ]


def test_hostile_text_is_text() -> None:
    root = parsed(corpus_of(*EVERY), "hostile")
    assert query(root, "teiHeader/fileDesc/titleStmt/title") == [HOSTILE, HOSTILE]
    assert HOSTILE in blocks_of(root)
    assert not [element for element in root.iter() if "script" in str(element.tag) or "img" in str(element.tag)]


@given(st.text())
@example("]]>\x00\r\n\t\ufffe\U0001fffe\u202e&amp;")
def test_text_is_read_back(text: str) -> None:
    root = etree.fromstring(xmltext.element("a", {"b": text}, xmltext.escaped(text)).encode())
    assert (root.text or "", root.get("b")) == (xmltext.legal(text), xmltext.legal(text))


def test_a_language_that_is_not_stated_is_undetermined() -> None:
    corpus = corpus_of(*EVERY)
    languages = {slug: next(parsed(corpus, slug).iter(f"{TEI}text")).get(LANG) for slug in ("the-quay", "by-hand", "the-full-record")}
    assert languages == {"the-quay": "ar", "by-hand": "und", "the-full-record": "en"}


def test_the_sign_for_what_is_withheld_is_a_character_in_a_text_that_is_whole() -> None:
    root = written(Draft("x", (f"A bar {FILLER} chart.",)).article())
    assert blocks_of(root) == [f"A bar {FILLER} chart."]
    assert not list(root.iter(f"{TEI}gap"))


# ---- dates ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "attributes"),
    [
        ("2021-03-03", {"when": "2021-03-03"}),
        ("2021-03", {"when": "2021-03"}),
        ("2021", {"when": "2021"}),
        ("2013-09-09/2018-09-09", {"from": "2013-09-09", "to": "2018-09-09"}),
        ("2013/2018-09", {"from": "2013", "to": "2018-09"}),
        ("2013/..", {"from": "2013", "when-custom": "2013/.."}),
        ("../2018-09-09", {"to": "2018-09-09", "when-custom": "../2018-09-09"}),
        ("2013/", {"from": "2013", "when-custom": "2013/"}),
        ("2016-10~", {"when": "2016-10", "precision": "low", "when-custom": "2016-10~"}),
        ("2016?", {"when": "2016", "cert": "low", "when-custom": "2016?"}),
        ("2016-10-02%", {"when": "2016-10-02", "cert": "low", "precision": "low", "when-custom": "2016-10-02%"}),
        ("XXXX-03-23", {"when": "--03-23", "when-custom": "XXXX-03-23"}),
        ("XXXX-03", {"when": "--03", "when-custom": "XXXX-03"}),
        ("201X", {"notBefore": "2010-01-01", "notAfter": "2019-12-31", "when-custom": "201X"}),
        ("2021-22", {"notBefore": "2021-06-01", "notAfter": "2021-08-31", "when-custom": "2021-22"}),
        ("2016~/2018", {"notBefore": "2016-01-01", "notAfter": "2018-12-31", "when-custom": "2016~/2018"}),
    ],
)
def test_a_date_in_edtf_has_the_attributes_of_tei(value: str, attributes: dict[str, str]) -> None:
    method = {"datingMethod": "#edtf"} if "when-custom" in attributes else {}
    assert {key: said for key, said in dates.happened(value).items() if said is not None} == attributes | method


@pytest.mark.parametrize(
    ("value", "attributes"),
    [
        ("2017-06-01/2021-05-31", {"notBefore": "2017-06-01", "notAfter": "2021-05-31"}),
        ("2020-09-27/..", {"notBefore": "2020-09-27"}),
        ("../2018", {"notAfter": "2018"}),
        ("2019", {"notBefore": "2019", "notAfter": "2019"}),
        ("2016~/2018", {"notBefore": "2016-01-01", "notAfter": "2018-12-31", "when-custom": "2016~/2018", "datingMethod": "#edtf"}),
    ],
)
def test_bounds_are_limits(value: str, attributes: dict[str, str]) -> None:
    assert {key: said for key, said in dates.bounded(value).items() if said is not None} == attributes


# ---- the header ----------------------------------------------------------------------------------------------------------

PLACES = {field.name: field.tei for field in tables()["articles"].fields if field.tei}


@pytest.mark.parametrize(
    ("slug", "field", "values"),
    [
        ("the-full-record", "id", ["the-full-record"]),
        ("the-full-record", "slug", ["the-full-record"]),
        ("the-full-record", "url", ["../../articles/the-full-record.html"]),
        ("the-full-record", "source", ["the-full-record.txt"]),
        ("the-full-record", "sha256", [FULL.front_matter().sha256]),
        ("the-full-record", "language", ["en"]),
        ("the-full-record", "title", ["The ferry stays"]),
        ("the-full-record", "subtitle", ["A day in May"]),
        ("the-full-record", "date", ["14 May 2019"]),
        ("words-on-the-quay", "date_bounds", ["between 1 June 2017 and 31 May 2021"]),
        ("the-full-record", "outlet", ["Oster Courier"]),
        ("the-full-record", "host", ["Open Newsstand"]),
        ("the-full-record", "authors", ["Lev Brandt", "Ina Roth"]),
        ("the-full-record", "rights", ["All rights reserved."]),
        ("the-full-record", "digest_of", ["The ferry, Oster Courier, 2019"]),
        ("the-full-record", "speakers", ["Ada Lindqvist"]),
        ("the-full-record", "people", ["Ada Lindqvist"]),
        ("the-full-record", "organizations", ["harbour"]),
        ("the-full-record", "places", ["Oster Bay"]),
        ("the-full-record", "events", ["harbour fair"]),
        ("the-full-record", "topics", ["ferry"]),
        ("the-full-record", "statements", [SPEECH, "not glad"]),
        ("the-full-record", "publish", ["excerpt"]),
        ("the-ferry-in-short", "duplicate_kind", ["excerpt"]),
        ("cc", "rights_uri", ["https://creativecommons.org/licenses/by/4.0/"]),
        ("the-full-record", "body", ["".join(f"\n{p}" for p in FULL.paragraphs)]),
    ],
)
def test_each_field_stands_where_the_table_says(slug: str, field: str, values: list[str]) -> None:
    copy = msgspec.structs.replace(EVERY[2], standoff=msgspec.structs.replace(EVERY[2].standoff, duplicate_kind="excerpt"))  # type: ignore[type-var]
    licensed = Draft("cc", front={"rights": "Licensed under CC BY 4.0."}).article()
    corpus = corpus_of(*EVERY[:2], copy, *EVERY[3:], licensed)
    found = query(parsed(corpus, slug), PLACES[field])
    assert ([found[0].rstrip().replace("\n\n", "\n")] if field == "body" else found) == values


def test_every_place_in_the_table_is_tested() -> None:
    marks = test_each_field_stands_where_the_table_says.pytestmark  # type: ignore[attr-defined]
    assert {row[1] for row in marks[0].args[1]} == set(PLACES)


def test_what_is_known_of_a_statement_stands_beside_it() -> None:
    root = parsed(corpus_of(*EVERY), "the-full-record")
    first, second = root.iter(f"{TEI}said")
    assert (first.get("who"), first.get("direct"), first.get("aloud")) == ("#person-ada-lindqvist", "true", None)
    assert (second.get("who"), second.get("direct"), second.get("aloud")) == (None, "false", "false")
    notes = {note.get("target", "")[1:]: note for note in root.iter(f"{TEI}note") if note.get("type") == "statement"}
    said_on, at = notes[first.get(XML_ID, "")]
    assert (said_on.get("when"), said_on.get("evidence"), at.get("ref")) == ("2019-05-13", "internal", "#event-harbour-fair")
    assert "".join(notes[second.get(XML_ID, "")].itertext()) == "She"
    assert [(seg.get("type"), seg.text, seg.get("corresp")) for seg in root.iter(f"{TEI}seg")] == [
        ("source", "Lindqvist", f"#{first.get(XML_ID)}"),
        ("cue", "said", f"#{first.get(XML_ID)}"),
    ]


def test_values_carry_their_evidence_and_corrections_their_reasons() -> None:
    root = parsed(corpus_of(*EVERY), "the-full-record")
    notes = {n.get("target"): ("".join(n.itertext()), n.get("subtype")) for n in root.iter(f"{TEI}note") if n.get("type") == "evidence"}
    assert notes["#field-date"] == ("Date: 14 May 2019 (characters 3 to 14, rule: dateline)", "stated")
    assert notes["#field-outlet"] == ("Outlet: (rule: correction): So the masthead (M. O., 2020-01-02)", "editor")
    assert notes["#field-authors"] == ("Byline: By Lev Brandt (rule: byline)", "stated")
    assert ["".join(change.itertext()) for change in root.iter(f"{TEI}change")] == [
        "Outlet: So the masthead (M. O., 2020-01-02)",
        "speaker: It was she (M. O., 2020-01-02) (before: Lev Brandt)",
    ]
    assert not list(written(ARABIC.article()).iter(f"{TEI}revisionDesc"))


def test_what_is_not_stated_is_absent_and_said() -> None:
    root = parsed(corpus_of(*EVERY), "the-quay")
    (note,) = (n for n in root.iter(f"{TEI}note") if n.get("type") == "not-stated")
    assert note.text == "Not stated: Outlet, Date, Byline, Rights."
    (date,) = root.iter(f"{TEI}date")
    assert (dict(date.attrib), date.text) == ({"type": "published"}, "not stated")
    assert not [e for e in root.iter(f"{TEI}title") if e.get("level") == "j"]


def test_an_account_names_day_place_and_people() -> None:
    (note,) = (n for n in parsed(corpus_of(*EVERY), "the-full-record").iter(f"{TEI}note") if n.get("type") == "account")
    assert note.get("target") == "#p2"
    assert [(etree.QName(e).localname, e.get("ref") or e.get("when"), e.get("evidence")) for e in note] == [
        ("name", "#event-harbour-fair", None),
        ("date", "2019-05", "conjecture"),
        ("placeName", "#place-oster-bay", None),
        ("persName", "#person-ada-lindqvist", None),
    ]


def test_a_copy_points_to_the_fuller_text_and_an_event_without_its_name_to_the_event() -> None:
    corpus = corpus_of(*EVERY)
    root = parsed(corpus, "the-ferry-in-short")
    assert [p.get("target") for i in root.iter(f"{TEI}relatedItem") for p in i] == ["the-ferry-is-retired.xml"]
    article = FULL.article()
    assert article.standoff is not None
    told = Mention(17, 50, "event", "harbour-fair", BY_PARTICIPANTS)
    root = written(msgspec.structs.replace(article, standoff=msgspec.structs.replace(article.standoff, mentions=(told,))))
    assert [p.get(XML_ID) for p in root.iter(f"{TEI}p") if p.get("corresp") == "#event-harbour-fair"] == ["p2"]


def test_identifiers_of_records_and_absolute_addresses_are_given() -> None:
    record = Person(id="ada-lindqvist", label="Ada Lindqvist", same_as=("https://example.org/ada",))
    corpus = corpus_of(FULL.article(), authorities=Authorities(people={record.id: record}))
    root = parsed(corpus, FULL.slug, Dataset("Ferries", "", "https://example.org/ferries", (), ""))
    (person,) = root.iter(f"{TEI}person")
    assert [i.text for i in person.iter(f"{TEI}idno")] == ["https://example.org/ada"]
    assert [p.get("target") for p in person.iter(f"{TEI}ptr")] == ["https://example.org/ferries/people/ada-lindqvist.html"]
    assert query(root, "teiHeader/fileDesc/publicationStmt/authority") == ["Ferries"]


@pytest.mark.parametrize(
    ("level", "status", "shown"),
    [("full", "free", "May be published in full."), ("excerpt", "restricted", "Excerpts: "), ("metadata", "restricted", "The text is not")],
)
def test_the_rights_say_what_is_shown(level: str, status: str, shown: str) -> None:
    article = FULL.article()
    article = msgspec.structs.replace(article, front=msgspec.structs.replace(article.front, publish=level, digest_of=None))
    root = parsed(gather(publishing.published([article], Authorities(), Policy()), Authorities()), FULL.slug)
    (availability,) = root.iter(f"{TEI}availability")
    assert availability.get("status") == status
    assert query(root, PLACES["publish"]) == [level]
    assert any((p.text or "").startswith(shown) for p in availability)
    assert bool(list(root.iter(f"{TEI}gap"))) == (level != "full")


# ---- the files -----------------------------------------------------------------------------------------------------------


def test_the_zip_holds_the_files_and_is_the_same_each_time(tmp_path: Path) -> None:
    paths = [tei.write(corpus_of(*EVERY), DATASET, tmp_path / name / "data") for name in ("first", "second") if _made(tmp_path / name)]
    assert len({path.read_bytes() for path in paths}) == 1
    with zipfile.ZipFile(io.BytesIO(paths[0].read_bytes())) as archive:
        assert sorted(archive.namelist()) == sorted(f"tei/{article.slug}.xml" for article in EVERY)
        for name in archive.namelist():
            assert archive.read(name) == (paths[0].parent / name).read_bytes()


def _made(folder: Path) -> bool:
    (folder / "data").mkdir(parents=True)
    return True
