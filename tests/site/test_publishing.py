"""What may not be published is in no byte of a published site: proved on sources with rights of all kinds, read from the outside."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable
from pathlib import Path
from random import Random

import msgspec
import pytest
from invented import corpus as empty_corpus
from leaking import READERS, leaks, passages, texts, withheld

from onrecord import articles, authorities
from onrecord.articles import Article
from onrecord.build import build as extract
from onrecord.cli.render import lacking
from onrecord.rights import publishing
from onrecord.rights.copies import led_by_the_freest
from onrecord.rights.publication import Decision, Extent, Policy, Publication
from onrecord.rights.withholding import FILLER
from onrecord.site.build import Options, build
from onrecord.site.withheld import searched

pytestmark = pytest.mark.site

ROOT = Path(__file__).resolve().parents[2]


def prose(seed: int, paragraphs: int = 6) -> list[str]:
    """Paragraphs that no two sources share, of words that every source has."""
    random = Random(seed)  # noqa: S311  (nothing is secret)
    things = "the ferry|the old quay|a net of the north bank|the pier|the toll house|a lamp on the mole|the winter ice|the last boat".split(
        "|"
    )
    did = "stood|waited|was painted|lay in the rain|went under|came back|was counted twice|fell silent".split("|")
    when = "before noon|in the spring of that year|after the storm|on the third day|when the bell rang|for nine weeks".split("|")

    def sentence() -> str:
        # What begins otherwise than anything else on a page makes no passage with what happens to stand before it.
        told = (random.choice(things), random.choice(did), random.choice(when), random.choice(things), random.choice(did))
        return "on day {} {} {} {} and {} {}".format(random.randrange(1000), *told)

    return [". ".join(sentence().capitalize() for _ in range(5)) + "." for _ in range(paragraphs)]


VOW = "We shall keep the ferry running between the two towns until the last pier of the bridge stands in dry stone"
COUNT = "nobody has ever counted the nights on which the lamp on the mole was out and the pilots steered by the smell of tar"

WHISPER = "the board has sold the ferry and the quay and the bell to a man whom no one of us has met or will ever meet"


def source(seed: int, title: str, *, date: str, rights: str = "", said: Iterable[str] = (), outlet: str = "Oster Courier") -> str:
    head = [title, f"Date: {date}", f"Source: {outlet}"]
    return "\n\n".join(["\n".join(head), *said, *prose(seed), *([rights] if rights else [])]) + "\n"


MET = "President Marta Ekholm of Norvania met Prime Minister Henrik Okafor of Sudland in Brandholm on 4 October 2016, and the two spoke of {}."
SOURCES = {
    "free.txt": source(
        1,
        "The ferry is to stay",
        date="3 May 2016",
        rights="This article is licensed under CC BY 4.0.",
        said=[f"“{VOW},” Ada Lindqvist said on Tuesday.", MET.format("the toll and of the ice")],
    ),
    "reserved.txt": source(
        2,
        "A promise on the quay of the old town by the mayor of the north bank",
        date="4 May 2016",
        rights="© 2016 Holm Gazette. All rights reserved.",
        said=[f"“{VOW},” Ada Lindqvist said.", f"Lev Brandt said that {COUNT}.", MET.format("the pilots")],
        outlet="Holm Gazette",
    ),
    "private.txt": source(3, "Notes for the board", date="5 May 2016", rights="NOT FOR PUBLICATION", said=[f"Lev Brandt said that {WHISPER}."]),
    "unknown.txt": source(
        4, "The pilots", date="6 May 2016", said=[f"Lev Brandt told the council that {COUNT}.", f"“{VOW},” said Ada Lindqvist."]
    ),
    "copy-of-the-free-one.txt": source(
        1,
        "The ferry is to stay",
        date="7 May 2016",
        rights="No part of this article may be reproduced without the written consent of the publisher.",
        said=[f"“{VOW},” Ada Lindqvist said on Tuesday.", MET.format("the toll and of the ice")],
        outlet="Quay Notes",
    ),
    "copy-of-the-reserved-one.txt": source(
        2,
        "A promise on the quay of the old town by the mayor of the north bank",
        date="8 May 2016",
        rights="© 2016 Quay Notes. All rights reserved.",
        said=[f"“{VOW},” Ada Lindqvist said."],
        outlet="Quay Notes",
    ),
    "untitled.txt": "\n\n".join(prose(5)) + f"\n\nLev Brandt said that {COUNT}.\n",
    "recorded.txt": source(6, "The records of the toll house", date="9 May 2016", outlet="Toll House Review", said=[f"“{VOW},” Ada Lindqvist said."]),
    "corrected.txt": source(
        7, "A letter to the port", date="10 May 2016", rights="This article is licensed under CC BY 4.0.", said=[f"Lev Brandt said that {COUNT}."]
    ),
    "page.html": (
        "<!DOCTYPE html><html><head><title>The ice</title><meta name='description' content='{0}'>"
        "<script type='application/ld+json'>{{\"@type\": \"NewsArticle\", \"headline\": \"The ice\", \"description\": \"{0}\", "
        "\"copyrightNotice\": \"All rights reserved\"}}</script></head><body><nav><a href='/'>Home</a></nav><article><h1>The ice</h1>{1}"
        "<p>“{2},” Ada Lindqvist said.</p></article><footer>© 2016 Holm Gazette. All rights reserved.</footer></body></html>"
    ).format(prose(8)[0], "".join(f"<p>{text}</p>" for text in prose(8)), VOW),
}  # fmt: skip
LEVELS = {
    "free": "full",
    "reserved": "excerpt",
    "private": "metadata",
    "unknown": "excerpt",
    "copy-of-the-free-one": "excerpt",
    "copy-of-the-reserved-one": "excerpt",
    "untitled": "excerpt",
    "recorded": "metadata",
    "corrected": "metadata",
    "page": "excerpt",
    "note": "metadata",
}
CORRECTIONS = "- document: corrected\n  field: publish\n  value: metadata\n  reason: The writer asked us not to.\n"
OUTLETS = [{"id": "toll-house-review", "label": "Toll House Review", "publish": "metadata", "rights_uri": "http://rightsstatements.org/vocab/InC/1.0/"}]  # fmt: skip
NOTE = "---\ntitle: A note of the keeper\npublish: metadata\n---\n\n" + "\n\n".join(prose(9)) + "\n"


def made(folder: Path) -> Path:
    """The corpus, built from its sources; returns the settings."""
    settings = empty_corpus(folder, (), {"outlets": OUTLETS})
    (folder / "sources").mkdir()
    for name, text in SOURCES.items():
        (folder / "sources" / name).write_text(text, encoding="utf-8")
    (folder / "corrections.yaml").write_text(CORRECTIONS, encoding="utf-8")
    content = folder / "content"
    extract(
        folder / "sources",
        content / "articles",
        authorities_folder=content / "authorities",
        corrections_file=folder / "corrections.yaml",
        cache=folder / "cache",
        jobs=1,
    )
    (content / "articles/by-hand.md").unlink()
    (content / "articles/note.md").write_text(NOTE, encoding="utf-8")
    publish = folder / "publishconf.py"
    publish.write_text(
        settings.read_text(encoding="utf-8") + 'ONRECORD_SITEURL = "https://corpus.example/holm"\nONRECORD_WITHHOLD = True\n',
        encoding="utf-8",
    )
    return publish


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("publishing")
    made(folder)
    return folder


@pytest.fixture(scope="module")
def documents(folder: Path) -> tuple[Article, ...]:
    """The documents as they are published."""
    content = folder / "content"
    return publishing.published(articles.load(content / "articles"), authorities.load(content / "authorities"), Policy())


@pytest.fixture(scope="module")
def site(folder: Path) -> Path:
    """A site for local reading that was published over: nothing of the first may be left."""
    output = folder / "output"
    build(Options(folder / "pelicanconf.py", output=output))
    return build(Options(folder / "publishconf.py", output=output))


def told(article: Article) -> list[str]:
    """What may be told of a document: its words that are shown, its fields, and whom and what it names."""
    front, standoff, publication = article.front, article.standoff, article.publication
    assert publication is not None
    fields = (front.title, front.outlet, front.host, *front.authors, front.rights, front.digest_of, front.source)
    names = [name for entity in standoff.entities for name in (entity.name, *entity.variants)] if standoff else []
    return [*re.split(f"{FILLER}+", article.body), *(field for field in fields if field), *names, *publication.decision.words]


def hidden_in(whole: str, published: str) -> list[str]:
    """The stretches of a text of which nothing is published."""
    return [whole[match.start() : match.end()] for match in re.finditer(f"[{FILLER}\n]+", published) if FILLER in match[0]]


def secrets(folder: Path, documents: Iterable[Article]) -> set[tuple[str, ...]]:
    """The passages in what is withheld of all sources, furniture and all, that no published document tells."""
    before = {article.slug: article for article in articles.load(folder / "content/articles")}
    stretches, free = [], []
    for article in documents:
        whole, left = before[article.slug], article.standoff
        if whole.standoff is None or left is None:
            stretches += hidden_in(whole.body, article.body)
        elif article.publication and article.publication.withheld:
            stretches += hidden_in(whole.standoff.source, left.source)
        else:
            free.append(whole.standoff.source)
    return withheld(stretches, [*free, *(text for article in documents for text in told(article))])


def test_every_document_has_its_level(documents: tuple[Article, ...]) -> None:
    assert {a.id: a.publication.decision.level for a in documents if a.publication} == LEVELS


def test_no_file_of_a_published_site_holds_a_passage_that_is_withheld(folder: Path, site: Path, documents: tuple[Article, ...]) -> None:
    hidden = secrets(folder, documents)
    assert len(hidden) > 500
    assert leaks(site, hidden) == []
    assert [str(path) for path in site.rglob("*") if path.is_file() and FILLER.encode() in path.read_bytes()] == []


def test_the_same_search_finds_them_in_a_site_for_local_reading(folder: Path, documents: tuple[Article, ...], tmp_path: Path) -> None:
    """The proof can fail: where nothing is withheld, pages, data, lists and the database all hold such passages."""
    local = build(Options(folder / "pelicanconf.py", output=tmp_path / "local"))
    found = {name for name, _ in leaks(local, secrets(folder, documents))}
    assert {"data/articles.jsonl", "data/statements.csv", "data/onrecord.sqlite", "statements.html", "people/lev-brandt.html"} <= found
    assert any(name.startswith("data/statements/") for name in found)
    assert {f"articles/{a.slug}.html" for a in documents if a.publication and a.publication.withheld} <= found


def test_words_that_one_document_publishes_are_no_secret_of_its_copy(folder: Path, site: Path, documents: tuple[Article, ...]) -> None:
    free = prose(1)[2]
    assert not passages(free) & secrets(folder, documents)
    slug = next(a.slug for a in documents if a.id == "copy-of-the-free-one")
    page = texts("a.html", (site / f"articles/{slug}.html").read_bytes())
    assert not any(passages(free) & passages(text) for text in page)


def test_of_two_documents_with_one_text_the_one_that_may_be_shown_stands_for_both(documents: tuple[Article, ...]) -> None:
    """Also where the other, which is withheld, is the one that has more around the text."""
    fuller = {"free": "copy-of-the-free-one", "copy-of-the-free-one": None}
    found = [
        msgspec.structs.replace(a, standoff=msgspec.structs.replace(a.standoff, duplicate_of=fuller[a.id], duplicate_kind=kind))
        for a, kind in ((a, "same" if fuller.get(a.id) else None) for a in documents)
        if a.standoff and a.id in fuller
    ]
    led = {a.id: (a.standoff.duplicate_of, a.standoff.duplicate_kind) for a in led_by_the_freest(found) if a.standoff}
    assert led == {"free": (None, None), "copy-of-the-free-one": ("free", "same")}
    back = led_by_the_freest(found)
    assert led_by_the_freest(back) == back


def test_what_two_documents_say_is_no_parallel_where_one_may_not_be_shown(documents: tuple[Article, ...], site: Path) -> None:
    shown = {a.slug for a in documents if a.standoff and a.standoff.parallels}
    rows = (site / "data/parallels.jsonl").read_text(encoding="utf-8")
    assert all(f'"article":"{a.slug}"' not in rows for a in documents if a.slug not in shown)
    assert VOW in rows, "two documents show it"


def test_publishing_twice_gives_the_same_bytes(folder: Path, site: Path, tmp_path: Path) -> None:
    again = build(Options(folder / "publishconf.py", output=tmp_path / "again"))
    files = {path.relative_to(again) for path in again.rglob("*") if path.is_file()}
    assert files == {path.relative_to(site) for path in site.rglob("*") if path.is_file()}
    assert [str(path) for path in files if (again / path).read_bytes() != (site / path).read_bytes()] == []


def test_an_address_alone_withholds_too(folder: Path, documents: tuple[Article, ...], tmp_path: Path) -> None:
    settings = folder / "addressed.py"
    settings.write_text((folder / "publishconf.py").read_text(encoding="utf-8").replace("ONRECORD_WITHHOLD = True", ""), encoding="utf-8")
    assert leaks(build(Options(settings, output=tmp_path / "out")), secrets(folder, documents)) == []


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("reserved", "All rights reserved"),
        ("reserved", 'href="http://rightsstatements.org/vocab/InC/1.0/"'),
        ("reserved", "words."),
        ("private", "The text is not published here"),
        ("private", "NOT FOR PUBLICATION"),
        ("recorded", "so the record of Toll House Review says"),
        ("corrected", "The writer asked us not to."),
        ("unknown", "the setting of this corpus decides"),
        ("unknown", "withheld</p>"),
        ("note", "6 paragraphs withheld"),
        ("free", 'href="https://creativecommons.org/licenses/by/4.0/"'),
    ],
)
def test_a_page_tells_what_is_shown_and_why(site: Path, documents: tuple[Article, ...], name: str, shown: str) -> None:
    slug = next(a.slug for a in documents if a.id == name)
    page = (site / f"articles/{slug}.html").read_text(encoding="utf-8").lower()
    assert shown.lower() in page
    assert FILLER not in page


@pytest.mark.parametrize(
    ("shown", "told"),
    [
        ([(20, 20), (0, 0)], None),
        ([(20, 20), (100, 15)], "1 in excerpts only; of their 100 words 15 are shown."),
        ([(20, 0), (8, 0)], "2 without the text; of their 28 words 0 are shown."),
        ([(2000, 150), (100, 0), (5, 5)], "1 in excerpts only and 1 without the text; of their 2,100 words 150 are shown."),
    ],
)
def test_it_is_told_how_much_can_be_searched(shown: list[tuple[int, int]], told: str | None) -> None:
    decision = Decision("excerpt", "default", "Nothing else is said.")
    assert searched([None, Publication(decision), *(Publication(decision, Extent(*words, 0, 0)) for words in shown)]) == told


@pytest.mark.parametrize(
    ("page", "more"), [("search.html", "may have them."), ("concordance.html", "collocates count only what is shown.")]
)
def test_pages_that_search_say_before_their_form_that_words_are_missing(
    folder: Path, site: Path, documents: tuple[Article, ...], tmp_path: Path, page: str, more: str
) -> None:
    before, _ = (site / page).read_text(encoding="utf-8").split('<form class="finder', 1)
    told = searched(article.publication for article in documents if not (article.standoff and article.standoff.duplicate_of))
    assert told is not None
    assert f"documents this site shows {told} Words that are not shown are not found" in before
    assert more in before
    local = build(Options(folder / "pelicanconf.py", output=tmp_path / "local"))
    assert "Words that are not shown" not in (local / page).read_text(encoding="utf-8")


def test_paragraphs_keep_their_addresses(folder: Path, site: Path, tmp_path: Path) -> None:
    """A link to a paragraph that is withheld leads to the line that says so."""
    local = build(Options(folder / "pelicanconf.py", output=tmp_path / "local"))
    for page in sorted((local / "articles").glob("*.html")):
        before, after = (set(re.findall(r'id="(p\d+)"', p.read_text(encoding="utf-8"))) for p in (page, site / "articles" / page.name))
        assert before == after, page.name


def test_a_format_without_a_reader_fails_the_proof(tmp_path: Path) -> None:
    (tmp_path / "data.parquet").write_bytes(b"")
    with pytest.raises(AssertionError, match="no reader for files that end in .parquet"):
        leaks(tmp_path, set())


LINE = "the lamp on the mole was out for nine nights"


@pytest.mark.parametrize("ending", sorted(set(READERS) - {".woff2", ".sqlite", ".zip"}))
def test_every_reader_finds_a_passage(tmp_path: Path, ending: str) -> None:
    content = {
        ".html": "<p>The <b>lamp</b> on the mole <i>was</i> out for nine&#32;nights</p>",
        ".js": f'onrecord.receive("x",["{LINE}"])',
        ".json": f'{{"a": ["{LINE}"]}}',
        ".jsonl": f'{{"a": "{LINE.replace("a", chr(92) + "u0061")}"}}',
        ".csv": f'a,"{LINE}"\r\n',
    }.get(ending, f"<a><b>{LINE[:20]}</b>{LINE[20:]}</a>" if ending in (".xml", ".svg") else LINE)
    name = ending if ending == ".onrecord-site" else f"file{ending}"
    (tmp_path / name).write_text(content, encoding="utf-8")
    assert [file for file, _ in leaks(tmp_path, passages(LINE))] == [name]


def test_an_archive_is_read_file_by_file(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "copy.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a/page.html", f"<p>{LINE}</p>")
    assert [file for file, _ in leaks(tmp_path, passages(LINE))] == ["copy.zip"]


def test_the_starter_corpus_is_published_in_full() -> None:
    """Its documents are digests: the words are the corpus's own."""
    found = publishing.published(articles.load(ROOT / "content/articles"), authorities.load(ROOT / "content/authorities"), Policy())
    assert {a.publication.decision.level for a in found if a.publication} == {"full"}


def test_the_five_articles_of_the_publishers_do_not_leak(shared: Path, tmp_path: Path) -> None:
    settings = empty_corpus(tmp_path, (), {})
    content = tmp_path / "content"
    records = ROOT / "content/authorities"
    extract(
        shared / "seeds",
        content / "articles",
        authorities_folder=records,
        corrections_file=tmp_path / "none.yaml",
        cache=tmp_path / "cache",
        jobs=1,
    )
    settings.write_text(f"{settings.read_text(encoding='utf-8')}ONRECORD_WITHHOLD = True\n", encoding="utf-8")
    site = build(Options(settings, authorities=records, output=tmp_path / "output"))
    found = publishing.published(articles.load(content / "articles"), authorities.load(records), Policy())
    own = [path.read_text(encoding="utf-8") for path in sorted(records.glob("*.yaml"))]
    hidden = secrets(tmp_path, [a for a in found if a.standoff]).difference(*map(passages, own))
    assert len(hidden) > 1000
    assert leaks(site, hidden) == []


def test_one_place_alone_reads_the_articles_of_a_site() -> None:
    """Whatever else of the site read them would have the words that are withheld."""
    parts = [path for name in ("site", "search", "cite", "interchange") for path in (ROOT / "tools/onrecord" / name).rglob("*.py")]
    reading = [path.name for path in parts if re.search(r"\barticles\.(?:load|read)\(", path.read_text(encoding="utf-8"))]
    importing = [
        path.name for path in parts if re.search(r"from onrecord\.articles import .*\b(?:load|read)\b", path.read_text(encoding="utf-8"))
    ]
    assert (reading, importing) == (["generator.py"], [])


def test_the_list_of_problems_is_for_those_who_keep_the_corpus(folder: Path, site: Path, tmp_path: Path) -> None:
    at_home = build(Options(folder / "pelicanconf.py", output=tmp_path / "home"))
    heads = [
        [page.name for page in where.glob("articles/*.html") if 'class="problems"' in page.read_text("utf-8")] for where in (at_home, site)
    ]
    assert heads[0]
    assert heads[1] == []


@pytest.mark.parametrize(
    ("more", "lacks"),
    [
        ({}, ["no address", "ONRECORD_KEEPERS"]),
        ({"ONRECORD_SITEURL": "https://example.org"}, ["ONRECORD_KEEPERS"]),
        ({"ONRECORD_SITEURL": "https://example.org", "ONRECORD_KEEPERS": ("Ada Lindqvist",)}, []),
        ({"ONRECORD_WITHHOLD": False}, []),
    ],
)
def test_what_a_published_site_lacks_is_told(more: dict[str, object], lacks: list[str]) -> None:
    found = list(lacking({"ONRECORD_WITHHOLD": True, "ONRECORD_SITEURL": "", "ONRECORD_KEEPERS": ()} | more))
    assert len(found) == len(lacks)
    assert all(words in note for words, note in zip(lacks, found, strict=True))
