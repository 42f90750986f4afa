"""The data set: what is written is read back by the libraries of others, means the same in every file, and is the same each time."""

from __future__ import annotations

import csv
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
import pytest
import yaml
from frictionless import validate
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from invented import AUTHORITIES, CORPUS, HOSTILE, RECORD, Draft, corpus
from rdflib import RDF, SKOS, Graph, Namespace, URIRef

import strategies
from onrecord import articles, authorities
from onrecord.articles import Article
from onrecord.authorities import Authorities
from onrecord.errors import ConfigurationError
from onrecord.fields import Field, tables
from onrecord.records import Value
from onrecord.rights import publishing
from onrecord.rights.publication import Policy
from onrecord.rights.withholding import FILLER
from onrecord.site import datapackage, datapage, dataset, downloads, exports
from onrecord.site.build import Options, build
from onrecord.site.corpus import Corpus, gather
from onrecord.site.database import VIEWS
from onrecord.site.dataset import Dataset, Keeper
from onrecord.site.parallels import Threads

ODD = "=1+1\n“a”, 'b' \"c\"\r\n@x | y\u202e\u2066\ufeff\u0085\u2028\x01\x1f\\ \ttab; ends\ufffd"
"""A formula, line ends of every kind, quotation marks, what joins lists, marks of direction, and control characters."""
HOSTILE_DRAFTS = (
    *CORPUS,
    Draft(
        "odd",
        (ODD.replace("\r", "").replace("\n", " "), "+1 said “-2”."),
        title=f"-{HOSTILE}",
        names=(("person", "formula", "=1+1"), ("outlet", "at", "@x"), ("topic", "tab", "tab")),
        quotes=(("direct", "-2", "formula", "=1+1"), ("indirect", "+1", None, "@x | y")),
        front={"outlet": ODD, "authors": ("=a | b", '"', ODD), "rights": ODD, "subtitle": "\t", "date": "2004-06~/2004-08"},
        fields={"outlet": (Value(ODD, "stated"),)},
        parallels=(("+1 said", "t-1"),),
    ),
    Draft("odd-too", ("+1 said “-2”.",), title="'", parallels=(("+1 said", "t-1"),), duplicate_of="odd", duplicate_kind="same"),
)
KEEPERS = (
    Keeper(name="Ada Lindqvist", family="Lindqvist", given="Ada", orcid="https://orcid.org/0000-0002-1825-0097"),
    Keeper(name="Port Office"),
)
DATASET = Dataset(title="Ferries & bridges", subtitle="Invented", url="https://example.org/corpus", keepers=KEEPERS, licence="CC-BY-4.0")
BARE = Dataset(title="漢", subtitle="", url="", keepers=(), licence="")

Rows = list[dict[str, Any]]
KEPT: Mapping[str, Rows] = AUTHORITIES  # type: ignore[assignment]  # the builders' own type is wider


def records() -> Authorities:
    return msgspec.convert({kind: {one["id"]: one for one in held} for kind, held in KEPT.items()}, Authorities)


def starter(root: Path) -> Corpus:
    return gather(articles.load(root / "content" / "articles"), authorities.load(root / "content" / "authorities"))


def invented(drafts: Iterable[Draft]) -> Corpus:
    return gather([draft.article() for draft in drafts], records())


def written(found: Corpus, folder: Path, work: Dataset = DATASET) -> Path:
    downloads_ = downloads.write(found, Threads(found), folder)
    datapackage.write(work, found, downloads_, folder)
    return folder


@pytest.fixture(scope="module", params=["starter", "invented", "hostile", "empty"])
def data(request: pytest.FixtureRequest, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data set of a corpus."""
    made: Mapping[str, Any] = {
        "starter": lambda: starter(root),
        "invented": lambda: invented((*CORPUS, RECORD)),
        "hostile": lambda: invented(HOSTILE_DRAFTS),
        "empty": lambda: gather((), Authorities()),
    }
    return written(made[request.param](), tmp_path_factory.mktemp("data"), BARE if request.param == "empty" else DATASET)


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(invented(HOSTILE_DRAFTS), tmp_path_factory.mktemp("odd"))


def lines(folder: Path, table: str) -> Rows:
    return [json.loads(line) for line in (folder / f"{table}.jsonl").read_text(encoding="utf-8").split("\n")[:-1]]


def sheet(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def asked(folder: Path, query: str, *values: object) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(folder / downloads.DATABASE)) as connection:
        return connection.execute(query, values).fetchall()


def asked_by_name(folder: Path, query: str) -> list[dict[str, Any]]:
    with closing(sqlite3.connect(folder / downloads.DATABASE)) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(query)]


def flat(table: str, rows: Rows) -> Rows:
    return [passage | {"id": row["id"]} for row in rows for passage in row["passages"]] if table == "parallels" else rows


# ---- Frictionless ----------------------------------------------------------------------------------------------------------


def test_the_data_package_is_valid(data: Path) -> None:
    report = validate(str(data / "datapackage.json"))
    assert report.flatten(["name", "rowNumber", "fieldName", "type", "note"]) == []
    filled = {path.name for path in data.iterdir() if path.stat().st_size}
    expected = [name.removesuffix(".csv") for t in tables() for name in (f"{t}.csv", f"{t}.jsonl") if name in filled]
    assert [task.name for task in report.tasks if task.type == "table"] == expected


@pytest.mark.parametrize(
    ("file", "old", "new", "error"),
    [
        ("statements.csv", b"direct", b"spoken", "hash-count"),
        ("statements.csv", b"direct", b"spoken", "constraint-error"),
        ("mentions.csv", b",formula,", b",formulb,", "foreign-key"),
        ("entities.jsonl", b'"known":false', b'"known":"no"', "type-error"),
        ("articles.jsonl", b'"slug":"odd-too"', b'"slug":"odd"', "primary-key"),
    ],
)
def test_a_data_package_that_was_changed_is_not(odd: Path, tmp_path: Path, file: str, old: bytes, new: bytes, error: str) -> None:
    for path in odd.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    before = (tmp_path / file).read_bytes()
    assert old in before
    (tmp_path / file).write_bytes(before.replace(old, new))
    descriptor = json.loads((tmp_path / "datapackage.json").read_bytes())
    if error != "hash-count":
        for resource in descriptor["resources"]:
            del resource["hash"], resource["bytes"]
    (tmp_path / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    assert error in {found for (found,) in validate(str(tmp_path / "datapackage.json")).flatten(["type"])}


def test_the_data_package_says_what_the_settings_say(odd: Path) -> None:
    package = json.loads((odd / "datapackage.json").read_bytes())
    assert (package["name"], package["title"], package["homepage"]) == ("ferries-bridges", "Ferries & bridges", f"{DATASET.url}/data.html")
    assert package["licenses"] == [{"name": "CC-BY-4.0"}]
    assert [who["title"] for who in package["contributors"]] == ["Ada Lindqvist", "Port Office"]
    assert {"title": "Oster Courier"} in package["sources"]
    assert not {"created", "version"} & package.keys()
    assert {resource["path"] for resource in package["resources"]} == {p.name for p in odd.iterdir()} - {"datapackage.json"}


def test_a_key_does_not_lead_to_a_file_without_rows(tmp_path: Path) -> None:
    draft = Draft("x", ("“We wait,” said a sailor.",), quotes=(("direct", "We wait,", None, "a sailor"),))
    folder = written(gather([draft.article()], Authorities()), tmp_path)
    assert lines(folder, "entities") == []
    assert validate(str(folder / "datapackage.json")).valid


def test_what_is_not_known_is_left_out(tmp_path: Path) -> None:
    package = json.loads((written(gather((), Authorities()), tmp_path, BARE) / "datapackage.json").read_bytes())
    assert set(package) == {"$schema", "name", "title", "description", "resources"}


# ---- the same in every file ------------------------------------------------------------------------------------------------


def test_every_row_has_the_fields_of_its_table(data: Path) -> None:
    for name, table in tables().items():
        assert all(tuple(row) == table.names("jsonl") for row in lines(data, name))
        assert (data / f"{name}.csv").read_bytes().partition(b"\r\n")[0].decode().split(",") == list(table.names("csv"))


def cell(value: object) -> str:
    """A cell as a person would expect it."""
    text = "" if value is None else " | ".join(value) if isinstance(value, list) else str(value)
    return "'" + text if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def test_csv_says_what_the_json_lines_say(data: Path) -> None:
    for name, table in tables().items():
        rows = flat(name, lines(data, name))
        assert sheet(data, name) == [{field: cell(row[field]) for field in table.names("csv")} for row in rows]


def test_no_cell_begins_a_formula(odd: Path) -> None:
    cells = [text for name in tables() for row in sheet(odd, name) for text in row.values()]
    assert "'=1+1" in cells
    assert [text for text in cells if text[:1] in ("=", "+", "-", "@", "\t", "\r")] == []


def test_the_database_says_what_the_json_lines_say(data: Path) -> None:
    for name, table in tables().items():
        fields = [field for field in table.of("sqlite") if field.files != ("sqlite",)]
        rows = [stored(row, fields) for row in asked_by_name(data, f"SELECT * FROM {name} ORDER BY rowid")]
        assert rows == [{field.name: row[field.name] for field in fields} for row in flat(name, lines(data, name))]


def stored(row: Mapping[str, Any], fields: Iterable[Field]) -> dict[str, Any]:
    """A row of the database as the JSON lines have it."""
    return {f.name: json.loads(row[f.name]) if f.type in ("list", "object", "objects") else row[f.name] for f in fields}


def test_offsets_of_mentions_point_at_their_words() -> None:
    found = invented((*CORPUS, RECORD))
    sources = {d.slug: d.article.standoff.source for d in found.documents if d.article.standoff}
    rows = list(exports.mentions(found))
    assert len(rows) > 10
    assert [row["text"] for row in rows] == [sources[row["article"]][row["start"] : row["end"]] for row in rows]


# ---- SQLite ----------------------------------------------------------------------------------------------------------------


def test_the_database_is_whole(data: Path) -> None:
    assert asked(data, "PRAGMA integrity_check") == [("ok",)]
    assert asked(data, "PRAGMA foreign_key_check") == []
    assert asked(data, "PRAGMA freelist_count") == [(0,)]
    assert asked(data, "SELECT count(*) FROM sqlite_master WHERE sql LIKE '%FOREIGN KEY%'") == [(4,)]
    for table in ("articles", "statements"):
        asked(data, f"INSERT INTO {table}_fts ({table}_fts) VALUES ('integrity-check')")  # raises where the words are not the table's


def test_the_database_is_kept_from_rows_that_do_not_fit(odd: Path) -> None:
    with closing(sqlite3.connect(odd / downloads.DATABASE)) as connection, pytest.raises(sqlite3.IntegrityError, match="CHECK"):
        connection.execute("UPDATE statements SET kind = 'shouted'")


@pytest.mark.parametrize(
    ("table", "words", "column", "found"),
    [
        ("articles", "lindqvist quay", "slug", ["words-on-the-quay"]),
        ("articles", '"left at noon"', "slug", ["a-digest", "the-ferry-in-short"]),
        ("articles", "nowhere", "slug", []),
        ("statements", "tóll", "article", ["words-on-the-quay"]),
        ("statements", "speaker: sailor", "text", ["a long goodbye"]),
    ],
)
def test_words_are_found(tmp_path: Path, table: str, words: str, column: str, found: list[str]) -> None:
    written(invented(CORPUS), tmp_path)
    query = f"SELECT t.{column} FROM {table}_fts AS f JOIN {table} AS t ON t.rowid = f.rowid WHERE {table}_fts MATCH ? ORDER BY 1"
    assert [row[0] for row in asked(tmp_path, query, words)] == found


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("SELECT name, kind, statements FROM speakers", [("Ada Lindqvist", "person", 4)]),
        ("SELECT * FROM documents_by_year", [(None, 2, 0), (2018, 2, 2), (2019, 2, 0), (2020, 1, 0)]),
        ("SELECT outlet, earliest, latest FROM statements_with_sources WHERE text = 'the toll would fall'", [(None, "2017-06-01", "2021-05-31")]),
        ("SELECT outlet, earliest, latest, date FROM statements_with_sources WHERE text LIKE 'the Oster%'", [("Oster Courier", "2019-06-03", "2019-06-03", "2019-06-05")]),
        ("SELECT slug, earliest, latest FROM articles WHERE date = '2019-05'", [("the-ferry-in-short", "2019-05-01", "2019-05-31")]),
        ("SELECT date, earliest, latest FROM articles WHERE slug = 'hostile'", [("XXXX-03-23", None, None)]),
        ("SELECT known, same_as FROM entities WHERE id = 'ada-lindqvist'", [(1, '["https://example.org/ada"]')]),
    ],
)  # fmt: skip
def test_views_and_bounds(tmp_path: Path, query: str, rows: list[tuple[Any, ...]]) -> None:
    unsure = [Draft(f"unsure-{n}", front={"date": date}) for n, date in enumerate(("2018?", "2018-05-14~"))]
    written(invented((*CORPUS, RECORD, *unsure)), tmp_path)
    assert asked(tmp_path, query) == rows


def test_every_view_can_be_asked(data: Path) -> None:
    for view in VIEWS:
        asked(data, f"SELECT * FROM {view}")


def test_datasette_is_told_of_what_is_there(odd: Path) -> None:
    told = json.loads((odd / "metadata.json").read_bytes())["databases"]["onrecord"]["tables"]
    assert set(told) == {*tables(), *VIEWS}
    for name, table in told.items():
        columns = {row[1] for row in asked(odd, f"PRAGMA table_info({name})")}
        facets = [facet if isinstance(facet, str) else facet["array"] for facet in table.get("facets", ())]
        assert {*table.get("columns", ()), *facets, *([table["label_column"]] if "label_column" in table else [])} <= columns
        if "fts_table" in table:
            assert asked(odd, "SELECT count(*) FROM sqlite_master WHERE name = ?", table["fts_table"]) == [(1,)]


# ---- the same each time ----------------------------------------------------------------------------------------------------


def test_the_same_corpus_is_the_same_bytes(tmp_path: Path) -> None:
    drafts = (*CORPUS, RECORD)
    first, second = written(invented(drafts), tmp_path / "a"), written(invented(reversed(drafts)), tmp_path / "b" / "c")
    files = {path.name: path.read_bytes() for path in first.iterdir()}
    assert len(files) == 2 * len(tables()) + 5
    assert files == {path.name: path.read_bytes() for path in second.iterdir()}
    assert not any(str(tmp_path).encode() in content for content in files.values())
    number = int.from_bytes(files[downloads.DATABASE][96:100])
    assert number == sqlite3.sqlite_version_info[0] * 10**6 + sqlite3.sqlite_version_info[1] * 1000 + sqlite3.sqlite_version_info[2]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(strategies.texts, min_size=5, max_size=5))
def test_whatever_values_hold_is_read_back(tmp_path: Path, values: Sequence[str]) -> None:
    title, outlet, author, rights, name = values
    draft = Draft(
        "x",
        ("Ada spoke.",),
        title=title,
        names=(("person", "ada", "Ada"),),
        front={"outlet": outlet, "authors": (author,), "rights": rights},
    )
    article = draft.article()
    assert article.standoff is not None
    entity = msgspec.structs.replace(article, standoff=msgspec.structs.replace(article.standoff, entities=[named(article, name)]))
    folder = written(gather([entity], Authorities()), tmp_path)
    (row,) = lines(folder, "articles")
    assert (row["title"], row["outlet"], row["authors"], row["rights"]) == (title, outlet, [author], rights)
    assert asked(folder, "SELECT title, outlet, json_extract(authors, '$[0]'), rights FROM articles") == [(title, outlet, author, rights)]
    (cells,) = sheet(folder, "articles")
    assert (cells["title"], cells["outlet"], cells["authors"], cells["rights"]) == tuple(map(cell, (title, outlet, author, rights)))
    assert {json.dumps(entry["name"]) for entry in lines(folder, "entities")} >= {json.dumps(name)}


def named(article: Article, name: str) -> Any:
    assert article.standoff is not None
    return msgspec.convert({**msgspec.to_builtins(article.standoff.entities[0]), "name": name}, type(article.standoff.entities[0]))


# ---- how it is cited -------------------------------------------------------------------------------------------------------

Words = Annotated[str, msgspec.Meta(min_length=1)]


class Author(msgspec.Struct, forbid_unknown_fields=True, rename={"family": "family-names", "given": "given-names"}):
    """A person or a body in the Citation File Format, with the keys that are written."""

    name: Words | None = None
    family: Words | None = None
    given: Words | None = None
    orcid: Annotated[str, msgspec.Meta(pattern=r"^https://orcid\.org/[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]$")] | None = None


class Cited(msgspec.Struct, forbid_unknown_fields=True, rename={"version": "cff-version"}):
    """What the schema of the Citation File Format 1.2.0 says of the keys that are written."""

    version: Literal["1.2.0"]
    message: Words
    title: Words
    authors: Annotated[list[Author], msgspec.Meta(min_length=1)]
    type: Literal["dataset", "software"]
    abstract: Words
    url: Annotated[str, msgspec.Meta(pattern="^(https|http|ftp|sftp)://.+")] | None = None
    license: Words | None = None


@pytest.mark.parametrize(
    ("work", "authors", "absent"),
    [
        (DATASET, [{"given-names": "Ada", "family-names": "Lindqvist", "orcid": KEEPERS[0].orcid}, {"name": "Port Office"}], set()),
        (BARE, [{"name": "漢"}], {"url", "license"}),
        (Dataset('"Yes": no\n# x', "", "", (Keeper(name="- on"),), ""), [{"name": "- on"}], {"url", "license"}),
    ],
)
def test_the_citation_file(work: Dataset, authors: list[dict[str, str]], absent: set[str]) -> None:
    cited = yaml.safe_load(dataset.citation_file(work))
    assert msgspec.convert(cited, Cited).title == work.title
    assert {"url", "license"} - set(cited) == absent
    assert cited["authors"] == authors


@pytest.mark.parametrize(
    ("work", "words"),
    [
        (DATASET, "Ada Lindqvist; Port Office. Ferries & bridges [data set]. https://example.org/corpus/data.html."),
        (BARE, "漢 [data set]."),
    ],
)
def test_the_citation_in_words(work: Dataset, words: str) -> None:
    assert work.citation == words


def settings_with(keepers: object) -> dict[str, object]:
    return {"SITENAME": "X", "SITESUBTITLE": "", "ONRECORD_SITEURL": "", "ONRECORD_KEEPERS": keepers, "ONRECORD_LICENCE": ""}


@pytest.mark.parametrize(
    ("keepers", "names"),
    [((), []), ("Ada Lindqvist", ["Ada Lindqvist"]), (["A", {"name": "B", "orcid": "https://orcid.org/0000-0002-1825-0097"}], ["A", "B"])],
)
def test_keepers_are_names_or_records(keepers: object, names: list[str]) -> None:
    assert [keeper.name for keeper in dataset.of(settings_with(keepers)).keepers] == names


@pytest.mark.parametrize(
    "keepers", [[{"family": "B"}], [{"name": "B", "mail": "x"}], [{"name": "B", "orcid": "0000-0002-1825-0097"}], [""], [7]]
)
def test_other_keepers_are_refused(keepers: object) -> None:
    with pytest.raises(ConfigurationError, match="ONRECORD_KEEPERS"):
        dataset.of(settings_with(keepers))


@pytest.mark.parametrize("licence", ["CC BY", "<b>", "https://creativecommons.org/licenses/by/4.0/"])
def test_a_licence_is_an_spdx_id(licence: str) -> None:
    with pytest.raises(ConfigurationError, match="ONRECORD_LICENCE"):
        dataset.of(settings_with(()) | {"ONRECORD_LICENCE": licence})


# ---- authority records -----------------------------------------------------------------------------------------------------

ORG, SEM = Namespace("http://www.w3.org/ns/org#"), Namespace("http://semanticweb.cs.vu.nl/2009/11/sem/")


def test_authority_records_are_a_thesaurus_with_offices_and_participants(odd: Path) -> None:
    graph = Graph().parse(odd / "authorities.ttl", format="turtle")
    base = f"{DATASET.url}/"
    ada, bridge = URIRef(f"{base}people/ada-lindqvist"), URIRef(f"{base}events/bridge")
    assert len(set(graph.subjects(RDF.type, SKOS.Concept))) == sum(map(len, KEPT.values()))
    (office,) = graph.objects(ada, ORG.hasMembership)
    assert str(graph.value(office, SKOS.prefLabel)) == "Mayor of Oster Bay"
    assert graph.value(office, ORG.member) == ada
    assert list(graph.objects(bridge, SEM.hasActor)) == [ada]
    assert list(graph.objects(bridge, SEM.hasPlace)) == [URIRef(f"{base}places/oster-bay")]


# ---- the page --------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = corpus(tmp_path_factory.mktemp("site"), HOSTILE_DRAFTS)
    with path.open("a", encoding="utf-8") as file:
        file.write(
            'ONRECORD_SITEURL = "https://example.org/corpus"\nONRECORD_PUBLISH = "full"\nONRECORD_KEEPERS = ["Ada <b>"]\nONRECORD_LICENCE = "CC0-1.0"\n'
        )
    return build(Options(path))


def test_the_page_tells_of_every_file_and_field(site: Path) -> None:
    html = (site / "data.html").read_text(encoding="utf-8")
    for path in (path for path in (site / "data").iterdir() if path.is_file() and path.suffix != ".js"):
        assert f'<a href="data/{path.name}" download>{path.name}</a>' in html
        assert datapage.size(path.stat().st_size) in html
        assert f"<loc>https://example.org/corpus/data/{path.name}</loc>" in (site / "sitemap.xml").read_text(encoding="utf-8")
    for table in tables().values():
        for field in table.fields:
            assert f"<code>{field.name}</code></th>" in html
    assert "Ada &lt;b&gt;. Ferries &amp; bridges [data set]. https://example.org/corpus/data.html." in html
    assert "<code>CC0-1.0</code>" in html


@pytest.mark.filterwarnings("ignore:unclosed file", "ignore::pytest.PytestUnraisableExceptionWarning")  # the library leaves archives open
def test_the_package_of_a_site_has_its_citations_and_is_valid(site: Path) -> None:
    report = validate(str(site / "data" / "datapackage.json"))
    assert report.flatten(["name", "type", "note"]) == []
    named = {task.name for task in report.tasks}
    assert {f"{stem}.{ending}" for stem in ("citations", "citations-statements") for ending in ("bib", "ris", "json")} <= named


def test_the_answers_on_the_page_are_those_of_the_database(site: Path) -> None:
    html = (site / "data.html").read_text(encoding="utf-8")
    query = html.partition("sqlite3 onrecord.sqlite &#34;")[2].partition("&#34;</code>")[0].replace("&#39;", "'")
    shown = html.partition("<samp>")[2].partition("</samp>")[0]
    answer = asked(site / "data", query)
    assert answer[0] == ("Ada Lindqvist", 2)
    assert shown.splitlines()[0] == "Ada Lindqvist|2"
    assert len(shown.splitlines()) == len(answer)


def test_the_fields_of_the_notebook_example_exist() -> None:
    assert 'said["speaker"]' in datapage.PANDAS
    assert "statements.jsonl" in datapage.PANDAS
    assert "speaker" in tables()["statements"].names("jsonl")


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "0 bytes"), (999, "999 bytes"), (1000, "1.0 kB"), (12_345, "12 kB"), (1_234_567, "1.2 MB"), (2 * 10**9, "2.0 GB")],
)
def test_sizes_in_words(count: int, words: str) -> None:
    assert datapage.size(count) == words


# ---- what may not be published ---------------------------------------------------------------------------------------------


def withheld() -> Iterator[Article]:
    hidden = "The river was high that day and the ferry did not run at all, which made the guests late for the dinner that followed."
    said = "We have waited nine years for this day"
    yield Draft(
        "kept-back",
        ("Ada Lindqvist came.", f"“{said},” Ada Lindqvist said.", hidden, hidden.replace("river", "canal")),
        title="The bridge is open",
        names=(("person", "ada-lindqvist", "Ada Lindqvist"), ("topic", "ferries", "ferry")),
        quotes=(("direct", said, "ada-lindqvist", "Ada Lindqvist"),),
        front={"outlet": "Oster Courier", "rights": "No portion may be reproduced."},
    ).article()


def test_what_is_withheld_stands_in_no_file(tmp_path: Path) -> None:
    published = publishing.published(tuple(withheld()), records(), Policy())
    folder = written(gather(published, records()), tmp_path)
    assert asked(folder, "SELECT publish FROM articles") == [("excerpt",)]
    assert asked(folder, "SELECT count(*) FROM articles_fts WHERE articles_fts MATCH 'river OR guests'") == [(0,)]
    for path in folder.iterdir():
        content = path.read_bytes()
        assert b"river was high" not in content
        assert FILLER.encode() not in content
    ((body,),) = asked(folder, "SELECT body FROM articles")
    assert body.endswith("[…]")
    assert [row["text"] for row in lines(folder, "statements")] == ["We have waited nine years for this day"]


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("", ""),
        ("https://example.org", "https://example.org"),
        ("https://example.org/corpus/", "https://example.org/corpus"),
        ("http://localhost:8000", "http://localhost:8000"),
        ("https://name.github.io/my_corpus-2", "https://name.github.io/my_corpus-2"),
        ("https://example.org/caf%C3%A9/корпус", "https://example.org/caf%C3%A9/корпус"),
    ],
)
def test_an_address_of_a_site(written: str, url: str) -> None:
    assert dataset.address(written) == url


@pytest.mark.parametrize(
    "written",
    [
        "example.org/corpus",
        "//example.org",
        "ftp://example.org/corpus",
        "javascript:alert(1)",
        "https://",
        "https:///corpus",
        "https://example.org/corpus?x=1",
        "https://example.org/corpus#top",
        "https://user:secret@example.org/corpus",
        'https://example.org/"><script>',
        "https://example.org/my corpus",
        "https://example.org/corpus\n",
        " https://example.org",
    ],
)
def test_what_is_no_address_of_a_site(written: str) -> None:
    with pytest.raises(ConfigurationError, match="https://example.org/corpus"):
        dataset.address(written)
