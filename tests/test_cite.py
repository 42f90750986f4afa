"""Citations: dates, names, records, the styles, and files that libraries read back."""

from __future__ import annotations

import json
from typing import Any

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from hypothesis import given
from hypothesis import strategies as st

from onrecord.articles import Article, FrontMatter
from onrecord.cite import dates, records
from onrecord.cite.files import FORMATS, bibtex, ris, written
from onrecord.cite.names import name
from onrecord.cite.styles import formatted
from onrecord.site.dates import When, words


@pytest.mark.parametrize(
    ("value", "csl", "iso"),
    [
        ("2021-03-03", {"date-parts": [[2021, 3, 3]]}, "2021-03-03"),
        ("2023-09", {"date-parts": [[2023, 9]]}, "2023-09"),
        ("1946", {"date-parts": [[1946]]}, "1946"),
        ("0987", {"date-parts": [[987]]}, "0987"),
        ("2016-10~", {"date-parts": [[2016, 10]], "circa": True}, None),
        ("2016?", {"date-parts": [[2016]]}, None),
        ("2016-10-05%", {"date-parts": [[2016, 10, 5]], "circa": True}, None),
        ("2013-09-09/2018-09-09", {"date-parts": [[2013, 9, 9], [2018, 9, 9]]}, None),
        ("2015-03~/2015-05", {"date-parts": [[2015, 3], [2015, 5]], "circa": True}, None),
        ("2016-22", {"date-parts": [[2016]], "season": 2}, None),
        ("2016-10-XX", {"date-parts": [[2016, 10]]}, "2016-10"),
        ("2016-XX", {"date-parts": [[2016]]}, "2016"),
        ("2016-10/..", None, None),
        ("../2016-10", None, None),
        ("201X", None, None),
        ("XXXX-03-23", None, None),
        (None, None, None),
    ],
)
def test_dates(value: str | None, csl: dict[str, Any] | None, iso: str | None) -> None:
    assert (dates.csl(value), dates.iso(value)) == (csl, iso)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lev Brandt", {"family": "Brandt", "given": "Lev"}),
        ("Anna van den Berg", {"family": "Berg", "given": "Anna", "non-dropping-particle": "van den"}),
        ("Ali ibn Omar", {"family": "Omar", "given": "Ali", "non-dropping-particle": "ibn"}),
        ("Jean-Paul M. Okko", {"family": "Okko", "given": "Jean-Paul M."}),
        ("Lev Brandt Jr.", {"family": "Brandt", "given": "Lev", "suffix": "Jr."}),
        ("Lev Brandt, Jr.", {"family": "Brandt", "given": "Lev", "suffix": "Jr."}),
        ("Port Office of Oster Bay", {"literal": "Port Office of Oster Bay"}),
        ("Oster News Agency", {"literal": "Oster News Agency"}),
        ("Ministry of Ferries", {"literal": "Ministry of Ferries"}),
        ("Buchizo Nsetaka", {"family": "Nsetaka", "given": "Buchizo"}),
        ("Ngozeli O’Karru", {"family": "O’Karru", "given": "Ngozeli"}),
        ("Ostermark Ferries", {"literal": "Ostermark Ferries"}),
        ("Ostermark Newsroom", {"literal": "Ostermark Newsroom"}),
        ("Guest Contributor", {"literal": "Guest Contributor"}),
        ("Editorial Board", {"literal": "Editorial Board"}),
        ("Daily Ostermark", {"literal": "Daily Ostermark"}),
        ("Anadolu Agency", {"literal": "Anadolu Agency"}),
        ("Al Jazeera", {"literal": "Al Jazeera"}),
        ("OSTER TASK", {"literal": "OSTER TASK"}),
        ("Бучизо Нсетака", {"literal": "Бучизо Нсетака"}),
        ("OSTER", {"literal": "OSTER"}),
        ("Staff reporter", {"literal": "Staff reporter"}),
        ("Brandt, Lev", {"literal": "Brandt, Lev"}),
    ],
)
def test_names(text: str, expected: dict[str, str]) -> None:
    assert name(text) == expected


def article(title: str = "The ferry is retired", *, basis: dict[str, Any] | None = None, **front: Any) -> Article:
    known = {"title": "stated", **dict.fromkeys(front, "stated"), **(basis or {})}
    kept = {key: value for key, value in known.items() if value != "editor"}
    return Article(
        slug="the-ferry", front=FrontMatter(title=title, basis=kept, id="ferry", **front), body="", html="", blocks=(), standoff=None
    )


def item(found: Article, url: str | None = None) -> records.Item:
    when = When(found.front.date, found.basis("date"), found.front.date_bounds)
    return records.document(found, when.words, url)


FULL: dict[str, Any] = {"date": "2019-05-14", "outlet": "Oster Courier", "authors": ("Lev Brandt",), "language": "en"}


def cited(found: Article, style: str, url: str | None = None) -> str:
    date = words(found.front.date) if found.front.date else ""
    return str(next(one.html for one in formatted(item(found, url), date) if one.style == style))


@pytest.mark.parametrize(
    ("front", "chicago", "apa", "mla"),
    [
        (
            FULL,
            "Brandt, Lev. “The ferry is retired.” <i>Oster Courier</i>, May 14, 2019.",
            "Brandt, L. (2019, May 14). The ferry is retired. <i>Oster Courier</i>.",
            "Brandt, Lev. “The ferry is retired.” <i>Oster Courier</i>, 14 May 2019.",
        ),
        (
            FULL | {"date": "2019-05"},
            "Brandt, Lev. “The ferry is retired.” <i>Oster Courier</i>, May 2019.",
            "Brandt, L. (2019, May). The ferry is retired. <i>Oster Courier</i>.",
            "Brandt, Lev. “The ferry is retired.” <i>Oster Courier</i>, May 2019.",
        ),
        (
            FULL | {"date": "2019~"},
            "Brandt, Lev. “The ferry is retired.” <i>Oster Courier</i>, ca. 2019.",
            "Brandt, L. (ca. 2019). The ferry is retired. <i>Oster Courier</i>.",
            "Brandt, Lev. “The ferry is retired.” <i>Oster Courier</i>, circa 2019.",
        ),
        (
            FULL | {"date": "2019?"},
            "Brandt, Lev. “The ferry is retired.” <i>Oster Courier</i>, [2019?].",
            "Brandt, L. ([2019?]). The ferry is retired. <i>Oster Courier</i>.",
            "Brandt, Lev. “The ferry is retired.” <i>Oster Courier</i>, [2019?].",
        ),
        (
            FULL | {"date": "2019-05-14%"},
            "Brandt, Lev. “The ferry is retired.” <i>Oster Courier</i>, [ca. 14 May 2019?].",
            "Brandt, L. ([ca. 14 May 2019?]). The ferry is retired. <i>Oster Courier</i>.",
            "Brandt, Lev. “The ferry is retired.” <i>Oster Courier</i>, [ca. 14 May 2019?].",
        ),
        (
            FULL | {"date": "2019-05-14/2019-06-02"},
            "Brandt, Lev. “The ferry is retired.” <i>Oster Courier</i>, 14 May to 2 June 2019.",
            "Brandt, L. (14 May to 2 June 2019). The ferry is retired. <i>Oster Courier</i>.",
            "Brandt, Lev. “The ferry is retired.” <i>Oster Courier</i>, 14 May to 2 June 2019.",
        ),
        (
            {"outlet": "Oster Courier", "date_bounds": "2017-06-01/2021-05-31"},
            "<i>Oster Courier</i>. “The ferry is retired.” n.d. Date: between 1 June 2017 and 31 May 2021.",
            "The ferry is retired. (n.d.). <i>Oster Courier</i>. Date: between 1 June 2017 and 31 May 2021.",
            "“The ferry is retired.” <i>Oster Courier</i>. Date: between 1 June 2017 and 31 May 2021.",
        ),
        (
            {"date": "XXXX-03-23"},
            "“The ferry is retired.” n.d. Date: 23 March, year not stated.",
            "The ferry is retired. (n.d.). Date: 23 March, year not stated.",
            "“The ferry is retired.” Date: 23 March, year not stated.",
        ),
        (
            FULL | {"authors": ("Anna van den Berg", "Oster News Agency"), "host": "Open Newsstand"},
            "van den Berg, Anna, and Oster News Agency. “The ferry is retired.” <i>Oster Courier</i>, May 14, 2019. Copy hosted by Open Newsstand.",
            "van den Berg, A., &amp; Oster News Agency. (2019, May 14). The ferry is retired. <i>Oster Courier</i>. Copy hosted by Open Newsstand.",
            "van den Berg, Anna, and Oster News Agency. “The ferry is retired.” <i>Oster Courier</i>, 14 May 2019. Copy hosted by Open Newsstand.",
        ),
        (
            {"date": "2020", "digest_of": "The ferry, Oster Courier, 2019"},
            "“The ferry is retired.” 2020. Digest of The ferry, Oster Courier, 2019.",
            "The ferry is retired. (2020). Digest of The ferry, Oster Courier, 2019.",
            "“The ferry is retired.” 2020. Digest of The ferry, Oster Courier, 2019.",
        ),
    ],
)
def test_a_document_in_each_style(front: dict[str, Any], chicago: str, apa: str, mla: str) -> None:
    found = article(**front)
    assert (cited(found, "Chicago"), cited(found, "APA"), cited(found, "MLA")) == (chicago, apa, mla)


@pytest.mark.parametrize(
    ("title", "chicago"),
    [
        ("Who sails?", "“Who sails?” <i>O</i>, 2019."),
        ("He left.", "“He left.” <i>O</i>, 2019."),
        ("Stop!", "“Stop!” <i>O</i>, 2019."),
        ("Mayor: “Who sails?”", "“Mayor: ‘Who sails?’” <i>O</i>, 2019."),
        ("Mayor says “we left.”", "“Mayor says ‘we left.’” <i>O</i>, 2019."),
        ("“No!”", "“‘No!’” <i>O</i>, 2019."),
        ('Mayor: "Stop!"', "“Mayor: ‘Stop!’” <i>O</i>, 2019."),
        ("“No!” says mayor", "“‘No!’ says mayor.” <i>O</i>, 2019."),
        ("“Nobody asked,” says mayor", "“‘Nobody asked,’ says mayor.” <i>O</i>, 2019."),
        ("5 % of {braces} & <b>", "“5 % of {braces} &amp; &lt;b&gt;.” <i>O</i>, 2019."),
        ("שלום עולם", "“שלום עולם.” <i>O</i>, 2019."),
        ("\ue000\ue001 700000\x07 a", "“700000 a.” <i>O</i>, 2019."),
    ],
)
def test_titles_of_all_sorts(title: str, chicago: str) -> None:
    assert cited(article(title, date="2019", outlet="O", authors=("OSTER",)), "Chicago") == f"OSTER. {chicago}"


def test_no_style_ends_a_sentence_twice() -> None:
    found = article("Mayor: “Who sails?”", outlet="Ahoy!", authors=("Lev Brandt",))
    assert cited(found, "Chicago") == "Brandt, Lev. “Mayor: ‘Who sails?’” <i>Ahoy!</i>, n.d."
    assert cited(found, "APA") == "Brandt, L. (n.d.). Mayor: “Who sails?” <i>Ahoy!</i>"
    assert cited(found, "MLA") == "Brandt, Lev. “Mayor: ‘Who sails?’” <i>Ahoy!</i>"


def test_many_authors_are_cut_as_the_manuals_say() -> None:
    many = tuple(
        f"{given} {family}" for given in ("Alma", "Bruno", "Carla", "Hugo", "Mina") for family in ("Bard", "Cordt", "Fenn", "Galli", "Orm")
    )
    found = article(authors=many, date="2019", outlet="O")
    assert cited(found, "Chicago").startswith("Bard, Alma, Alma Cordt, Alma Fenn, Alma Galli, Alma Orm, Bruno Bard, Bruno Cordt, et al. “")
    assert cited(found, "MLA").startswith("Bard, Alma, et al. “")


def test_a_derived_title_stands_in_brackets_and_an_inferred_date_is_told() -> None:
    found = item(article("Ada spoke on the quay", basis={"title": "derived", "date": "inferred"}, date="2019"))
    assert (found["title"], found["note"]) == ("[Ada spoke on the quay]", "Date inferred")


def test_only_what_is_known_is_in_the_record() -> None:
    assert item(article()) == {"id": "the-ferry", "type": "article-newspaper", "title": "The ferry is retired"}
    assert item(article(), "https://example.org/articles/the-ferry.html")["URL"] == "https://example.org/articles/the-ferry.html"


SAID = records.Words("s-nobody-asked", "Ada Lindqvist, quoted", "Nobody asked the ferry", 2)


def test_a_statement_is_cited_through_its_document() -> None:
    found = records.statement(item(article(**FULL), "https://example.org/a.html"), SAID)
    assert found == {
        "id": "the-ferry.s-nobody-asked",
        "type": "article-newspaper",
        "title": "The ferry is retired",
        "author": [{"family": "Brandt", "given": "Lev"}],
        "container-title": "Oster Courier",
        "issued": {"date-parts": [[2019, 5, 14]]},
        "URL": "https://example.org/a.html#s-nobody-asked",
        "language": "en",
        "note": "Ada Lindqvist, quoted, ¶ 2",
        "abstract": "Nobody asked the ferry",
    }


def read_ris(data: bytes) -> dict[str, Any]:
    (found,) = rispy.loads(data.decode())
    return dict(found)


def read_bibtex(data: bytes) -> dict[str, str]:
    library = parse_string(data.decode())
    assert not library.failed_blocks
    (entry,) = library.entries
    return {"type": entry.entry_type, "key": entry.key} | {field.key: str(field.value) for field in entry.fields}


def test_ris_is_read_back() -> None:
    found = read_ris(ris(item(article(**FULL, host="Open Newsstand"), "https://example.org/a.html")))
    assert found == {
        "type_of_reference": "NEWS",
        "id": "the-ferry",
        "title": "The ferry is retired",
        "authors": ["Brandt, Lev"],
        "secondary_title": "Oster Courier",
        "year": "2019",
        "date": "2019/05/14/",
        "urls": ["https://example.org/a.html"],
        "language": "en",
        "name_of_database": "Open Newsstand",
        "notes": ["Copy hosted by Open Newsstand"],
    }


@pytest.mark.parametrize(
    ("date", "year", "told"),
    [
        ("2019-05", "2019", None),
        ("2019~", "2019", "date: about 2019"),
        ("2019-05~", "2019", "date: about 2019-05"),
        ("2019?", "2019", "date: 2019 (uncertain)"),
        ("2019-05-14?", "2019", "date: 2019-05-14 (uncertain)"),
        ("2019%", "2019", "date: about 2019 (uncertain)"),
        ("2018?/2019", None, "date: 2018 to 2019 (uncertain)"),
        ("201X", None, "Date: 2010s"),
        ("2019-05-14/2019-06-02", None, "date: 2019-05-14 to 2019-06-02"),
        ("2019/..", None, "Date: not before 2019"),
        ("2019-22", "2019", "date: summer 2019"),
    ],
)
def test_what_a_date_field_cannot_hold_is_a_note(date: str, year: str | None, told: str | None) -> None:
    found = article(date=date)
    as_ris, as_bibtex = read_ris(ris(item(found))), read_bibtex(bibtex(item(found)))
    assert (as_ris.get("year"), as_bibtex.get("year")) == (year, year)
    assert (as_ris.get("notes", [None])[0], as_bibtex.get("note")) == (told, told)


def test_bibtex_is_read_back() -> None:
    found = read_bibtex(bibtex(item(article("50 % of {ferries} & \\bridges_ ~ # $", **FULL))))
    assert found["title"] == r"{50 \% of {\textbraceleft}ferries{\textbraceright} \& {\textbackslash}bridges\_ {\textasciitilde} \# \$}"
    assert (found["type"], found["key"], found["author"], found["journal"]) == ("article", "the-ferry", "Brandt, Lev", "Oster Courier")
    assert (found["year"], found["month"], found["day"]) == ("2019", "may", "14")


def test_an_outlet_that_signs_is_no_person() -> None:
    found = item(article(authors=("Tarsk Volna", "Lev Brandt"), outlet="Tarsk Volna"))
    assert found["author"] == [{"literal": "Tarsk Volna"}, {"family": "Brandt", "given": "Lev"}]


LINES = st.text(max_size=60)


@given(title=LINES.filter(lambda text: records.clean(text) != ""), outlet=LINES, author=LINES, note=LINES, language=LINES)
def test_whatever_a_source_says_the_files_are_read_back(title: str, outlet: str, author: str, note: str, language: str) -> None:
    made = item(article(title, outlet=outlet or None, authors=(author,), host=note or None, date="2019", language=language or None))
    as_json = json.loads(dict(written([made], "x"))["x.json"])
    assert as_json == [made]
    found = read_ris(ris(made))
    assert (found["title"], found.get("secondary_title", "")) == (made["title"], made.get("container-title", ""))
    assert read_bibtex(bibtex(made))["key"] == "the-ferry"
    for citation in formatted(made, "2019"):
        assert "<script" not in citation.html
        assert not any("\ue000" <= letter <= "\uf8ff" for letter in citation.html)


def test_a_list_is_one_file_of_each_format() -> None:
    items = [item(article()), records.statement(item(article(**FULL)), SAID)]
    files = dict(written(items, "data/citations"))
    assert list(files) == [f"data/citations.{format_.ending}" for format_ in FORMATS]
    assert len(rispy.loads(files["data/citations.ris"].decode())) == 2
    assert len(parse_string(files["data/citations.bib"].decode()).entries) == 2
    assert json.loads(files["data/citations.json"]) == items
    assert dict(written([], "x"))["x.json"] == b"[]\n"
