"""The vocabulary's tables: what the loader accepts, the order they are kept in, and rows that must be there."""

from __future__ import annotations

import importlib.util
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from onrecord import vocabulary
from onrecord.errors import ConfigurationError
from onrecord.vocabulary import table, values, words

ROOT = Path(__file__).parents[1]
FOLDER = Path(vocabulary.__file__).parent

LISTS = (
    "actor-nouns",
    "agencies",
    "common-verbs",
    "general-phrases",
    "general-words",
    "given-names",
    "given-names-more",
    "headline-verbs",
    "judging-words",
    "name-particles",
    "name-suffixes",
    "not-given-names",
    "not-names",
    "nouns-like-adjectives",
)
REQUIRED = {
    "aggregators": {"name", "variants"},
    "countries": {"id", "label"},
    "event-words": {"head", "kind"},
    "honorifics": {"form", "kind", "canonical"},
    "offices": {"form", "kind"},
    "organization-words": {"word", "position"},
    "organizations": {"id", "label"},
    "places": {"id", "label"},
}
"""Table → the columns whose cells must not be empty."""
FILES = tuple(f"{name}.txt" for name in LISTS) + tuple(f"{name}.tsv" for name in REQUIRED)


def script(name: str) -> ModuleType:
    """A script of tools/vocabulary, imported without being run."""
    spec = importlib.util.spec_from_file_location(f"vocabulary_{name}", ROOT / "tools" / "vocabulary" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty vocabulary that the loader reads instead of the package's own."""
    package = tmp_path / "invented_vocabulary"
    package.mkdir()
    (package / "__init__.py").write_text("", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(vocabulary, "__name__", package.name)
    monkeypatch.delitem(sys.modules, package.name, raising=False)
    for load in (words, table):
        load.cache_clear()
    yield package
    for load in (words, table):
        load.cache_clear()
    sys.modules.pop(package.name, None)


def test_words_skip_comments_and_empty_lines(folder: Path) -> None:
    (folder / "rivers.txt").write_bytes(b"# Rivers.\n\nNile\r\nAmu Darya\n")
    assert words("rivers") == {"Nile", "Amu Darya"}


def test_table_rows_are_mappings_whose_last_cells_may_be_missing(folder: Path) -> None:
    (folder / "towns.tsv").write_text("# Towns.\nid\tlabel\tvariants\na\tAville\tA|Old A\nb\tBeeton\n", encoding="utf-8")
    first, second = table("towns")
    assert dict(first) == {"id": "a", "label": "Aville", "variants": "A|Old A"}
    assert dict(second) == {"id": "b", "label": "Beeton", "variants": ""}
    assert values(first["variants"]) == ("A", "Old A")
    assert values(second["variants"]) == ()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("id\tlabel\na\tAville\tmore\n", "towns.tsv, line 2: 3 cells where the header names 2 columns"),
        ("# Towns.\nid\tlabel\na Aville\n", "towns.tsv, line 3: 1 cells where the header names 2 columns"),
        ("id\tlabel\n\tAville\n", "towns.tsv, line 2: the first cell (id) is empty"),
        ("id\tlabel\na\t Aville\n", "towns.tsv, line 2: a stray tab or space in ' Aville'"),
        ("id\tid\n", "towns.tsv, line 1: the header must name every column, each once"),
        ("", "towns.tsv, line 1: the header must name every column, each once"),
        ("id\tlabel\na\tA\xff\n", "towns.tsv: not UTF-8 at byte"),
    ],
)
def test_malformed_tables_are_errors_with_file_and_line(folder: Path, content: str, message: str) -> None:
    (folder / "towns.tsv").write_bytes(content.encode("latin-1"))
    with pytest.raises(ConfigurationError) as error:
        table("towns")
    assert message in str(error.value)


@pytest.mark.parametrize(("line", "place"), [("Nile \n", "rivers.txt, line 1"), ("Volga\nAmu\tDarya\n", "rivers.txt, line 2")])
def test_malformed_words_are_errors_with_file_and_line(folder: Path, line: str, place: str) -> None:
    (folder / "rivers.txt").write_text(line, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=place):
        words("rivers")


@pytest.mark.usefixtures("folder")
def test_a_missing_table_is_an_error_that_names_it() -> None:
    with pytest.raises(ConfigurationError, match=r"towns\.tsv: there is no such table"):
        table("towns")


@pytest.mark.parametrize("file", FILES)
def test_tables_are_sorted_and_unique_and_say_what_they_are(file: str) -> None:
    text = (FOLDER / file).read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert text == script("sort_tables").sorted_text(text, header=file.endswith(".tsv"))


@pytest.mark.parametrize("file", sorted(path.name for path in FOLDER.glob("*.tsv")))
def test_every_table_in_the_folder_loads(file: str) -> None:
    assert table(file.removesuffix(".tsv"))


@pytest.mark.parametrize("name", LISTS)
def test_word_lists_load_every_line(name: str) -> None:
    lines = [line for line in (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert len(words(name)) == len(lines) > 0


@pytest.mark.parametrize("name", REQUIRED)
def test_required_cells_are_filled_and_keys_unique(name: str) -> None:
    rows = table(name)
    blank = [dict(row) for row in rows for column in REQUIRED[name] if not row[column]]
    assert rows
    assert blank == []
    key = next(iter(rows[0]))
    keys = Counter((row[key], row.get("position", "")) for row in rows)
    assert [entry for entry, count in keys.items() if count > 1] == []


@pytest.mark.parametrize("name", ["aggregators", "countries", "organizations", "places"])
def test_cells_of_several_values_have_no_gaps_and_no_repetition(name: str) -> None:
    for row in table(name):
        for cell in row.values():
            assert sorted(set(values(cell)) - {""}) == sorted(values(cell)), dict(row)


@pytest.mark.parametrize(
    ("name", "column", "allowed"),
    [
        ("event-words", "kind", "conflict atrocity upheaval meeting agreement vote sport culture disaster exercise law"),
        ("honorifics", "gender", "m f"),
        ("honorifics", "kind", "title"),
        ("offices", "kind", "state military business academic media other"),
        ("organization-words", "position", "first last any"),
    ],
)
def test_codes_are_of_their_list(name: str, column: str, allowed: str) -> None:
    assert {row[column] for row in table(name)} - {""} == set(allowed.split())


@pytest.mark.parametrize(
    ("column", "allowed"),
    [
        ("kind", "speech attitude"),
        ("frames", "quote that clause hearer object quoted-object naming as for to about wh work document"),
    ],
)
def test_reporting_verbs_have_kinds_and_frames_that_their_table_explains(column: str, allowed: str) -> None:
    head = (FOLDER / "cues.tsv").read_text(encoding="utf-8").partition("lemma\t")[0]
    assert {value for row in table("cues") for value in row[column].split("|")} == set(allowed.split())
    assert [value for value in allowed.split() if not re.search(rf"(?:#   |: |or ){value}\b", head)] == []


@pytest.mark.parametrize("name", ["clause-words", "reporting-words"])
def test_a_class_of_words_is_read_somewhere_and_has_each_word_once(name: str) -> None:
    rules = "".join(path.read_text(encoding="utf-8") for path in (FOLDER.parent / "annotate").glob("*.py"))
    assert [row["class"] for row in table(name) if not re.search(rf"""(?:word_class|one_of)\(["']{row["class"]}["']\)""", rules)] == []
    assert [row["class"] for row in table(name) if len(set(values(row["words"]))) < len(values(row["words"]))] == []


def test_every_table_is_named_with_its_origin() -> None:
    origins = (FOLDER / "SOURCES.md").read_text(encoding="utf-8")
    tables = [path for path in FOLDER.rglob("*") if path.suffix in (".tsv", ".txt", ".yaml")]
    assert [path.name for path in tables if f"`{path.relative_to(FOLDER).as_posix()}`" not in origins] == []


def test_a_name_leads_to_one_place_only() -> None:
    forms = Counter(form for name in ("countries", "places") for row in table(name) for form in {row["label"], *values(row["variants"])})
    assert [form for form, count in forms.items() if count > 1] == []


def test_a_demonym_leads_to_one_country_only() -> None:
    demonyms = Counter(form for row in table("countries") for form in values(row["demonyms"]))
    assert [form for form, count in demonyms.items() if count > 1] == []


def test_an_organization_name_leads_to_one_organization_only() -> None:
    forms = Counter(form for row in table("organizations") for form in {row["label"], *values(row["variants"])})
    assert [form for form, count in forms.items() if count > 1] == []


def test_ids_of_places_are_unique_and_their_countries_exist() -> None:
    countries = {row["id"] for row in table("countries")}
    places = {row["id"] for row in table("places")}
    assert countries & places == set()
    assert {row["country"] for row in table("places")} - {""} <= countries


@pytest.mark.parametrize("name", ["countries", "organizations", "places"])
def test_ids_are_good_for_addresses(name: str) -> None:
    assert [row["id"] for row in table(name) if not set(row["id"]) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")] == []


@pytest.mark.parametrize("word", ["March", "Reading", "Nice", "Mobile", "Orange", "Split", "Bath", "Republic"])
def test_no_place_is_an_ordinary_word(word: str) -> None:
    assert word not in {form for row in table("places") for form in (row["label"], *values(row["variants"]))}


@pytest.mark.parametrize(
    ("name", "entry"),
    [
        ("agencies", "Reuters"),
        ("agencies", "Xinhua"),
        ("given-names", "Mark"),
        ("given-names", "Grace"),
        ("given-names", "Sergey"),
        ("given-names-more", "Vagif"),
        ("given-names-more", "Tewodros"),
        ("name-particles", "oglu"),
        ("name-particles", "bin"),
        ("name-suffixes", "Jr."),
        ("not-given-names", "China"),
        ("not-given-names", "March"),
        ("not-names", "According"),
        ("not-names", "Monday"),
        ("not-names", "Breaking"),
    ],
)
def test_words_that_must_be_listed(name: str, entry: str) -> None:
    assert entry in words(name)


@pytest.mark.parametrize(
    ("name", "key", "column", "value"),
    [
        ("aggregators", "Gale", "variants", "Gale Group"),
        ("aggregators", "The Free Library", "variants", "TheFreeLibrary.com"),
        ("countries", "azerbaijan", "demonyms", "Azerbaijanis"),
        ("countries", "turkey", "variants", "Türkiye"),
        ("countries", "turkey", "demonyms", "Turks"),
        ("countries", "united-states", "variants", "U.S."),
        ("countries", "united-arab-emirates", "variants", "U.A.E."),
        ("countries", "myanmar", "variants", "Burma"),
        ("event-words", "Summit", "kind", "meeting"),
        ("honorifics", "Gen.", "canonical", "General"),
        ("honorifics", "Mrs", "gender", "f"),
        ("offices", "foreign minister", "kind", "state"),
        ("offices", "spokeswoman", "kind", "state"),
        ("organization-words", "University", "position", "last"),
        ("organization-words", "Ministry of", "position", "first"),
        ("organizations", "united-nations", "variants", "U.N."),
        ("organizations", "islamic-state", "variants", "Daesh"),
        ("places", "kyiv", "variants", "Kiev"),
        ("places", "strait-of-hormuz", "label", "Strait of Hormuz"),
        ("places", "west-bank", "country", "palestine"),
    ],
)
def test_cells_that_must_be_filled(name: str, key: str, column: str, value: str) -> None:
    row = next(row for row in table(name) if next(iter(row.values())) == key)
    assert value in values(row[column])


def test_given_names_leave_out_what_is_mostly_something_else() -> None:
    assert words("given-names") & words("not-given-names") == set()
    assert words("given-names-more") & words("not-given-names") == set()


def test_no_word_is_both_a_given_name_and_never_a_name() -> None:
    assert (words("given-names") | words("given-names-more")) & words("not-names") == set()


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("Сергей", ["Sergey"]),
        ("Σταύρος", ["Stavros"]),
        ("Λουκάς", ["Loukas"]),
        ("ქეთევან", ["Ketevan"]),
        ("ვახტანგ", ["Vakhtang"]),
        ("Հարություն", ["Harutyun"]),
        ("Игорь", ["Igor"]),
        ("Zoë", ["Zoë"]),
        ("Jean-Luc", ["Jean-Luc"]),
        ("חנה", []),
        ("美咲", []),
        ("de", []),
        ("J", []),
    ],
)
def test_given_names_are_written_in_latin_script_or_left_out(name: str, form: list[str]) -> None:
    pytest.importorskip("faker")
    pytest.importorskip("anyascii")
    assert list(script("given_names").latin([name])) == form


@pytest.mark.parametrize("name", ["given-names.txt", "given-names-female.txt", "given-names-male.txt"])
def test_given_names_are_what_the_script_writes(name: str) -> None:
    faker = pytest.importorskip("faker")
    committed = (FOLDER / name).read_text(encoding="utf-8")
    if f"Faker {faker.VERSION}:" not in committed:
        pytest.skip(f"{name} was written from another version of Faker than the {faker.VERSION} installed")
    assert script("given_names").tables()[name] == committed
