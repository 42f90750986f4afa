"""``onrecord archive``: a bag that others' programs validate, the same bytes twice, and nothing in it that is withheld."""

from __future__ import annotations

import hashlib
import re
import stat
import zipfile
from pathlib import Path

import bagit
import pytest
from invented import Draft, corpus

from onrecord import deposit
from onrecord.cli import main
from onrecord.errors import ConfigurationError

pytestmark = pytest.mark.site

SETTINGS = """
SITENAME = "Ferries & bridges"
SITESUBTITLE = "Invented"
ONRECORD_SITEURL = "https://corpus.example/ferries"
ONRECORD_KEEPERS = ("Ada Lindqvist",)
ONRECORD_BAG = {"Source-Organization": "Port Office", "Contact-Email": "port@corpus.example"}
"""
HIDDEN = "the lamp on the mole was out for nine nights and nobody counted them"


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    settings = corpus(tmp_path, [Draft("one"), Draft("two")], {})
    note = f"---\ntitle: A note\npublish: metadata\n---\n\nOn that day {HIDDEN}.\n"
    (tmp_path / "content/articles/note.md").write_text(note, encoding="utf-8")
    settings.write_text(settings.read_text(encoding="utf-8") + SETTINGS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return settings


def archived(settings: Path, name: str = "a.zip") -> Path:
    to = settings.parent / name
    assert main(["archive", "--settings", str(settings), "--output", "site", "--to", str(to)]) == 0
    return to


def unpacked(archive: Path, folder: Path) -> Path:
    with zipfile.ZipFile(archive) as opened:
        opened.extractall(folder)
    (bag,) = folder.iterdir()
    return bag


def test_the_library_of_congress_reads_the_bag(settings: Path, tmp_path: Path) -> None:
    place = unpacked(archived(settings), tmp_path / "unpacked")
    assert place.name == "ferries-bridges"
    bag = bagit.Bag(str(place))
    assert bag.validate()
    assert bag.info == {
        "Source-Organization": "Port Office",
        "Contact-Name": "Ada Lindqvist",
        "Contact-Email": "port@corpus.example",
        "External-Description": "Ferries & bridges: Invented",
        "External-Identifier": "https://corpus.example/ferries",
        "Payload-Oxum": bag.info["Payload-Oxum"],
        "Bag-Software-Agent": bag.info["Bag-Software-Agent"],
    }
    assert {"data/index.html", "data/data/datapackage.json", "data/data/CITATION.cff"} <= set(bag.payload_entries())


@pytest.mark.parametrize("name", ["data/index.html", "bag-info.txt", "README.txt"])
def test_a_change_is_found(settings: Path, tmp_path: Path, name: str) -> None:
    place = unpacked(archived(settings), tmp_path / "unpacked")
    (place / name).write_bytes((place / name).read_bytes().replace(b"a", b"b", 1))
    with pytest.raises(bagit.BagValidationError):
        bagit.Bag(str(place)).validate()


def test_the_bag_is_the_published_site_byte_by_byte(settings: Path, tmp_path: Path) -> None:
    place = unpacked(archived(settings), tmp_path / "unpacked") / "data"
    kept = {path.relative_to(place).as_posix(): path.read_bytes() for path in place.rglob("*") if path.is_file()}
    site = tmp_path / "site"
    assert kept == {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file() and path.suffix}


def test_the_same_articles_make_the_same_bytes(settings: Path) -> None:
    first, second = archived(settings, "a.zip"), archived(settings, "another name.zip")
    assert first.read_bytes() == second.read_bytes()


def test_the_zip_tells_nothing_of_time_or_machine(settings: Path) -> None:
    with zipfile.ZipFile(archived(settings)) as opened:
        entries = opened.infolist()
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {(entry.create_system, stat.S_IMODE(entry.external_attr >> 16)) for entry in entries} == {(3, 0o644)}
    payload = [entry.filename for entry in entries if "/data/" in entry.filename]
    assert payload == sorted(payload)


@pytest.mark.parametrize(("given", "day"), [("0", "1970-01-01"), ("1700000000", "2023-11-14")])
def test_a_date_that_is_given_is_stated(settings: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: str, day: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", given)
    assert bagit.Bag(str(unpacked(archived(settings), tmp_path / "unpacked"))).info["Bagging-Date"] == day


def test_nothing_that_is_withheld_is_in_it(settings: Path) -> None:
    with zipfile.ZipFile(archived(settings)) as opened:
        assert [name for name in opened.namelist() if HIDDEN.encode() in opened.read(name)] == []
        readme = opened.read("ferries-bridges/README.txt").decode()
    assert re.search(r"Published: \d+ documents: \d+ in full, \d+ as excerpts, 1 as metadata alone", readme)


def test_settings_that_withhold_nothing_make_no_archive(settings: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings.write_text(settings.read_text(encoding="utf-8").replace("https://corpus.example/ferries", ""), encoding="utf-8")
    assert main(["archive", "--settings", str(settings), "--output", "site"]) == 2
    assert "these settings withhold nothing" in capsys.readouterr().err
    assert not Path("site").exists()


def test_without_a_place_it_is_named_after_the_corpus(settings: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["archive", "--settings", str(settings), "--output", "site"]) == 0
    assert Path("ferries-bridges.zip").is_file()
    assert "open ferries-bridges/data/index.html" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"Source": "Port Office"}, "'Source' is no label"),
        ({"Payload-Oxum": "1.1"}, "'Payload-Oxum' is no label"),
        ({"Contact-Name": "Ada\nLindqvist"}, "Contact-Name is"),
        ({"Contact-Name": " "}, "Contact-Name is"),
        ({"Contact-Name": 7}, "Contact-Name is 7; write a line of text"),
    ],
)
def test_labels_that_do_not_fit(given: dict[str, object], error: str) -> None:
    with pytest.raises(ConfigurationError, match=error):
        deposit.information(given, {})


def test_what_the_settings_give_counts_before_what_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    known = {"External-Description": "x", "Contact-Name": "", "External-Identifier": "https://corpus.example"}
    given = {"External-Identifier": "doi:10.5555/12345678", "Source-Organization": "Port Office"}
    assert list(deposit.information(given, known).items()) == [
        ("Source-Organization", "Port Office"),
        ("External-Description", "x"),
        ("External-Identifier", "doi:10.5555/12345678"),
    ]


def test_a_date_that_is_none_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    with pytest.raises(ConfigurationError, match="seconds since 1970"):
        deposit.information({}, {})


def test_names_of_files_are_encoded_as_the_standard_has_it(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "100%25.txt").write_text("x", encoding="utf-8")
    deposit.write(tmp_path / "site", tmp_path / "a.zip", "bag", {}, "")
    place = unpacked(tmp_path / "a.zip", tmp_path / "unpacked")
    digest = hashlib.sha256(b"x").hexdigest()
    assert (place / "manifest-sha256.txt").read_text(encoding="utf-8") == f"{digest}  data/100%2525.txt\n"


def test_a_failed_archive_leaves_the_last_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "a.txt").write_text("x", encoding="utf-8")
    deposit.write(tmp_path / "site", tmp_path / "a.zip", "bag", {}, "")
    before = (tmp_path / "a.zip").read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(deposit, "_add", full)
    with pytest.raises(OSError, match="No space"):
        deposit.write(tmp_path / "site", tmp_path / "a.zip", "bag", {}, "")
    assert (tmp_path / "a.zip").read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.zip", "site"]
