"""The page of concordances in a browser, over HTTP and from the folder: lines, orders, numbers over time and collocates are those that
reading every text gives."""

from __future__ import annotations

import csv
import io
import math
import re
import shutil
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import islice
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlencode

import pytest

sys.path.append(str(Path(__file__).resolve().parents[1] / "search"))
sys.path.append(str(Path(__file__).resolve().parents[1] / "site"))
from brute import Phrase, Read, widest, within
from invented import CORPUS, corpus
from opening import WAYS, opened
from searched import documents

from onrecord import search
from onrecord.scripts import script
from onrecord.search.words import fold, pieces
from onrecord.site.build import Options, build
from onrecord.site.companions import log_likelihood
from onrecord.site.searching import FACETS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.site]


OUTLETS = {"o0": "Quay Post", "o1": "ferry notes", "o2": "Tollhouse Review", "o3": "Æbelø Tidende", "o4": "Ferry News"}


def _told(document: search.Document) -> search.Document:
    """With what the site tells of each: who speaks, and the outlet where it is known, as of most."""
    speakers = {one.speaker: f"Speaker {one.speaker[1:]}" for one in document.said}
    ((outlet, _),), number = document.facets["outlet"], int(document.title.split()[1])
    known = f"{OUTLETS[outlet]}, 1991", f"{OUTLETS[outlet]}, not dated (also Holm Gazette, 1992)"
    carrier = ("1991", "not dated (also Holm Gazette, 1992)", *known * 4)[number % 10]
    title = document.title + " on the ferries that cross the sound" * (number % 3 == 1)
    facets = {**document.facets, "outlet": [(outlet, OUTLETS[outlet])], "speaker": list(speakers.items())}
    return replace(document, carrier=carrier, title=title, facets=facets)


DOCUMENTS = [_told(document) for document in documents(300)]
READ = [Read(document) for document in DOCUMENTS]
SHOWN = 100
"""Lines on a page."""


# ---- brute force


@dataclass(frozen=True)
class Line:
    """A place of a phrase: number of the document, position, words."""

    document: int
    position: int
    size: int

    @property
    def read(self) -> Read:
        return READ[self.document]

    @property
    def start(self) -> int:
        return self.read.words[self.position][1]

    @property
    def end(self) -> int:
        word, offset = self.read.words[self.position + self.size - 1]
        return offset + len(word)

    @property
    def block(self) -> int:
        return next(n for n, (a, b) in enumerate(self.read.document.text.blocks) if a <= self.start < b)

    def said(self) -> search.Said | None:
        spans = self.read.document.text.said
        return next((one for one in self.read.document.said if spans[one.span][0] <= self.start and self.end <= spans[one.span][1]), None)

    def context(self, width: int) -> tuple[str, str, str]:
        """Whole words, with what stands between them, as far as so many characters reach on each side; then on to the next space."""
        body, (first, last) = self.read.document.text.body, self.read.document.text.blocks[self.block]
        before, behind = pieces(body[first : self.start]), pieces(body[self.end : last])
        # A word and the gap behind it, and a gap and the word behind it: what is kept or left out together.
        left = [word + gap for gap, word in zip(before[:0:-2], before[-2::-2], strict=True)]
        right = [gap + word for gap, word in zip(behind[:-1:2], behind[1::2], strict=True)]
        kept_left, kept_right = (_within(found, width) for found in (left, right))
        at_left = next(n for n in range(self.start - len("".join(kept_left)), first - 1, -1) if n == first or _may_part(body, n))
        at_right = next(n for n in range(self.end + len("".join(kept_right)), last + 1) if n == last or _may_part(body, n))
        # What stands behind the last word, or before the first, is shown with it.
        at_left = at_left if any(map(str.isalnum, body[first:at_left])) else first
        at_right = at_right if any(map(str.isalnum, body[at_right:last])) else last
        return body[at_left : self.start].lstrip(), re.sub(r"\s+", " ", body[self.start : self.end]), body[self.end : at_right].rstrip()

    def word(self, step: int) -> str:
        """The word so many steps behind the last one, or before the first; nothing beyond the paragraph."""
        words, here = self.read.words, self.position + self.size - 1 if step > 0 else self.position
        path = range(here, here + step, 1 if step > 0 else -1)
        return fold(words[here + step][0]) if all(at in words for at in path) and here + step in words else ""

    def words(self) -> list[str]:
        return [fold(self.read.words[self.position + n][0]) for n in range(self.size)]

    def row(self, width: int) -> list[str]:
        document, said = self.read.document, self.said()
        short = document.title if len(document.title) <= 48 else document.title[:47].rsplit(" ", 1)[0] + "…"
        title = "" if document.facets["outlet"][0][1] in document.carrier else f"“{short}”, "
        source = title + document.carrier + (f" Speaker {said.speaker[1:]}" if said else "")
        # The words to be marked follow in the fragment.
        return [*self.context(width), source, self.address if "#" in self.address else f"{self.address}#"]

    @property
    def address(self) -> str:
        """Of its paragraph, or of the page, where it stands above the first."""
        document = self.read.document
        return document.url if self.block < document.text.above else f"{document.url}#p{self.block - document.text.above + 1}"


def _may_part(body: str, place: int) -> bool:
    """Whether a line may be cut here: at a space, or between two letters of which one is written without spaces."""
    beside = body[place - 1 : place + 1]
    return any(map(str.isspace, beside)) or bool(re.search("[東京ไทย]", beside) and beside.isalnum())


def _within(found: Sequence[str], width: int) -> list[str]:
    kept = []
    for one in found:
        width -= len(one)
        if width < 0:
            break
        kept.append(one)
    return kept


@dataclass(frozen=True)
class Asked:
    """What the form asks, and how brute force answers."""

    phrases: tuple[Phrase, ...]
    how: str = "one"
    """one: the only phrase; or, and, not: of two."""
    fields: tuple[tuple[str, str], ...] = ()

    @property
    def query(self) -> str:
        return {"or": " OR ", "and": " ", "not": " NOT ", "one": ""}[self.how].join(map(str, self.phrases))

    @property
    def address(self) -> str:
        return urlencode([("q", self.query), *self.fields])

    def lines(self) -> list[Line]:
        return list(_lines(self))

    def find(self) -> list[Line]:
        return [line for n in range(len(READ)) if self._chosen(n) for line in self._in(n) if self._said(line)]

    def _in(self, n: int) -> list[Line]:
        found = [{(at, len(phrase.words)) for at in READ[n].places(phrase) if self._speaks(n, at, phrase)} for phrase in self.phrases]
        if (self.how == "and" and not all(found)) or (self.how == "not" and found[1]):
            return []
        return [Line(n, *span) for span in widest(found[0] if self.how == "not" else set().union(*found))]

    def _speaks(self, n: int, at: int, phrase: Phrase) -> bool:
        """``said:`` means the statements of the speaker who is chosen."""
        wanted, said = dict(self.fields).get("speaker"), Line(n, at, len(phrase.words)).said()
        return phrase.field != "said" or wanted is None or (said is not None and said.speaker == wanted)

    def _chosen(self, n: int) -> bool:
        fields, document = dict(self.fields), READ[n].document
        values = {name: {id_ for id_, _ in held} for name, held in document.facets.items()}
        if any(name in fields and fields[name] not in values[name] for name in ("outlet", "topic", "speaker")):
            return False
        since, until = (date(int(fields[name]), *day).toordinal() if name in fields else None for name, day in _ENDS)
        return within(document, since, until, certainly=fields.get("dates") == "certainly")

    def _said(self, line: Line) -> bool:
        fields, said = dict(self.fields), line.said()
        if "said" not in fields:
            return True
        wanted = said and (said.direct or fields.get("said") != "direct")
        return bool(wanted and said and fields.get("speaker", said.speaker) == said.speaker)

    def ordered(self) -> list[Line]:
        lines, order = self.lines(), dict(self.fields).get("order", "")
        if match := re.fullmatch(r"(left|right)([123])", order):
            sign, first = -1 if match[1] == "left" else 1, int(match[2])
            return sorted(lines, key=lambda line: [line.word(sign * (first + n)) for n in range(4)])
        if order == "word":
            return sorted(lines, key=lambda line: [*line.words(), *(line.word(n) for n in range(1, 5))])
        if order in ("speaker", "outlet"):
            return sorted(lines, key=lambda line: _named(line, order))
        if order == "newest":
            dated = sorted({n for n in range(len(READ)) if DOCUMENTS[n].days[0]}, reverse=True)
            rank = {n: at for at, n in enumerate([*dated, *sorted(set(range(len(READ))) - set(dated), reverse=True)])}
            return sorted(lines, key=lambda line: rank[line.document])
        return lines


@cache
def _lines(asked: Asked) -> tuple[Line, ...]:
    """Once for both ways to open the page."""
    return tuple(asked.find())


_ENDS = (("from", (1, 1)), ("to", (12, 31)))


def _named(line: Line, order: str) -> tuple[bool, str, str]:
    """Without case; lines without a name last."""
    said = line.said()
    name = (f"Speaker {said.speaker[1:]}" if said else "") if order == "speaker" else DOCUMENTS[line.document].facets["outlet"][0][1]
    return not name, fold(name), name


ORDERS = ("", "newest", "left1", "left2", "left3", "right1", "right2", "right3", "word", "speaker", "outlet")


def _questions(count: int, seed: int) -> Iterator[Asked]:
    random = Random(seed)
    while count:
        how = random.choice(["one", "one", "one", "or", "and", "not"])
        asked = Asked(tuple(_phrase(random) for _ in range(1 if how == "one" else 2)), how, (*_fields(random), ("names", "typed")))
        if not asked.lines() and random.random() < 0.8:  # mostly what finds something
            continue
        count -= 1
        yield asked


def _phrase(random: Random) -> Phrase:
    while True:
        read = random.choice(READ)
        start, size = random.choice([*read.words, 0]), random.choice([1, 1, 2, 3])
        if all(start + step in read.words for step in range(size)):
            words = tuple(read.words[start + step][0] for step in range(size))
            if size == 1 and len(words[0]) > 3 and random.random() < 0.4:
                words = (random.choice([f"{words[0][:2]}*", f"*{words[0][-2:]}"]),)
            return Phrase(words, exact=random.random() < 0.1, field=random.choice(["", "", "", "", "title", "said"]))


def _fields(random: Random) -> Iterator[tuple[str, str]]:
    some = [
        ("outlet", f"o{random.randrange(5)}"),
        ("topic", f"t{random.randrange(3)}"),
        ("from", "1991"),
        ("to", random.choice(["1991", "1992"])),
        ("speaker", f"p{random.randrange(3)}"),
        ("said", random.choice(["all", "direct"])),
        ("width", random.choice(["50", "100", "250"])),
    ]
    yield from random.sample(some, random.choice([0, 0, 1, 2]))
    if random.random() < 0.5:
        yield "dates", "certainly"
    if order := random.choice(ORDERS):
        yield "order", order


# ---- the page


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of an invented site over the index of other documents, of which brute force knows everything."""
    site = build(Options(corpus(tmp_path_factory.mktemp("concordance"), CORPUS)))
    shutil.rmtree(site / "search")
    (site / "search").mkdir()
    spelt = {"aliyev": [["Əlixan", "Kraków bridge"], ["A. Aliyev"], 0]}
    (site / "search/names.js").write_bytes(script("names", {"starts": ["a"], "foldings": {}}))
    (site / "search/letters.js").write_bytes(script("letters", {"starts": [], "latin": {}}))
    (site / "search/names-0.js").write_bytes(script("names-0", spelt))
    for path, content in search.files(DOCUMENTS, tuple(FACETS)):
        (site / path).write_bytes(content)
    return site


@pytest.fixture(scope="module", params=WAYS)
def page(request: pytest.FixtureRequest, browser: Browser, site: Path) -> Iterator[Page]:
    with opened(site, request.param) as address:
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(f"{address}/concordance.html")
        yield page
        page.close()


ASK = """async (address) => {
  const found = document.querySelector(".concordance");
  if (location.hash.slice(1) !== address) {
    const heard = new Promise((resolve) => window.addEventListener("hashchange", resolve, { once: true }));
    location.hash = address;
    await heard;
  }
  await new Promise((resolve) => setTimeout(resolve));
  while (found.getAttribute("aria-busy") !== "false") await new Promise((resolve) => setTimeout(resolve, 5));
  return {
    said: document.querySelector(".filter-result").textContent,
    partly: found.querySelector(".partly").hidden ? "" : found.querySelector(".partly").textContent,
    rows: found.hidden ? [] : Array.from(found.querySelectorAll(".kwic tbody tr"), (row) => [
      ...Array.from(row.cells, (cell) => cell.textContent), row.querySelector("a").getAttribute("href").split(":~:")[0]])
  };
}"""


def ask(page: Page, address: str) -> dict[str, Any]:
    """What the page tells and shows once it has answered."""
    found: dict[str, Any] = page.evaluate(ASK, address)
    return found


def table(page: Page, selector: str) -> list[list[str]]:
    """The cells of a table's body as they can be read."""
    rows: list[list[str]] = page.locator(f"{selector} tbody tr").evaluate_all(
        "rows => rows.map((row) => Array.from(row.cells, (cell) => cell.textContent))"
    )
    return rows


def saved(page: Page) -> list[list[str]]:
    """The table that the page gives to take away, read by another program."""
    with page.expect_download() as download:
        page.get_by_role("button", name="Download as CSV").click()
    with Path(download.value.path()).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_lines_are_those_of_the_texts_in_every_order(page: Page) -> None:
    asked = list(_questions(120, 11))
    for one in asked:
        lines, width = one.ordered(), int(dict(one.fields).get("width", "40"))
        found = ask(page, one.address)
        held = len({line.document for line in lines})
        assert re.match(r"([\d,]+) lines?.* in ([\d,]+) documents? of", found["said"]), (one.address, found["said"])
        assert _numbers(found["said"])[:3] == [len(lines), held, len(DOCUMENTS)], one.address
        if found["partly"]:  # which of them are read is another test's
            assert len(lines) > 1000 and _by_words(one), one.address
        else:
            assert found["rows"] == [line.row(width) for line in lines[:SHOWN]], one.address


OVERLAPPING = (
    (Phrase(("ferry",)), Phrase(("ferry",))),
    (Phrase(("ferry",)), Phrase(("ferr*",))),
    (Phrase(("ferry",)), Phrase(("the", "ferry"))),
    (Phrase(("ferry",)), Phrase(("ferry",), field="said")),
    (Phrase(("the", "f*")), Phrase(("the", "ferry", "t*"))),
    (Phrase(("The", "ferry"), exact=True), Phrase(("the", "ferry"))),
    (Phrase(("the", "*", "to")), Phrase(("ferry", "*", "the"))),
    (Phrase(("the", "*", "to")), Phrase(("ferry",))),
)


@pytest.mark.parametrize("phrases", OVERLAPPING, ids=lambda phrases: " ".join(map(str, phrases)))
@pytest.mark.parametrize("how", ["or", "and"])
def test_a_place_that_lies_within_another_is_one_line_with_it(page: Page, phrases: tuple[Phrase, Phrase], how: str) -> None:
    asked = Asked(phrases, how, (("names", "typed"),))
    found = ask(page, asked.address)
    assert _numbers(found["said"])[0] == len(asked.lines())
    assert found["rows"] == [line.row(40) for line in asked.lines()[:SHOWN]]


def _numbers(text: str) -> list[int]:
    return [int(number.replace(",", "")) for number in re.findall(r"(?<![\w])[\d,]+(?= |$)", re.sub(r"Speaker \d", "", text))]


def _by_words(asked: Asked) -> bool:
    return bool(re.match("left|right|word", dict(asked.fields).get("order", "")))


def test_a_name_is_found_under_its_other_spellings_and_the_page_says_so(page: Page) -> None:
    spellings = (Phrase(("aliyev",)), Phrase(("Əlixan",)), Phrase(("Kraków", "bridge")))
    found = ask(page, "q=Aliyev")
    lines = Asked(spellings, "or").lines()
    assert _numbers(found["said"])[0] == len(lines)
    assert found["rows"] == [line.row(40) for line in lines[:SHOWN]]
    assert page.locator(".search-notes").inner_text().startswith("Also found under: Əlixan, Kraków bridge (a name of A. Aliyev)")
    found = ask(page, "q=Aliyev&names=typed")
    assert found["rows"] == [line.row(40) for line in Asked(spellings[:1]).lines()[:SHOWN]]


def test_the_second_page_has_the_lines_that_follow(page: Page) -> None:
    asked = Asked((Phrase(("ferries",)),), fields=(("order", "right1"),))
    lines = asked.ordered()
    ask(page, asked.address)
    page.get_by_role("button", name="Next").click()
    found = ask(page, asked.address + "&page=2")
    assert found["rows"] == [line.row(40) for line in lines[SHOWN : 2 * SHOWN]]
    assert page.locator(".found-page").inner_text() == f"page 2 of {math.ceil(len(lines) / SHOWN)}"
    assert page.evaluate("document.activeElement.className") == "found concordance"


def test_what_is_partly_read_says_so_until_all_is_read(browser: Browser, site: Path) -> None:
    asked = Asked((Phrase(("*e*",)),), fields=(("order", "left1"),))
    page = browser.new_page()
    page.goto(f"{(site / 'concordance.html').as_uri()}#{asked.address}")
    found = ask(page, asked.address)
    lines = asked.ordered()
    assert len(lines) > 1000
    assert (
        found["partly"]
        .strip()
        .startswith(f"Only the first 1,000 of {len(lines):,} lines in order of time are read, put in order and shown.")
    )
    first = Asked(asked.phrases, asked.how).lines()[:1000]
    assert found["rows"] == [line.row(40) for line in sorted(first, key=lambda one: [one.word(-1 - n) for n in range(4)])[:SHOWN]]
    assert page.locator(".kwic caption").inner_text() == f"1–100 of the first 1,000 of {len(lines):,} lines"
    page.get_by_role("button", name=re.compile("Read all: about")).click()
    found = ask(page, page.evaluate("location.hash.slice(1)"))
    assert (found["partly"], found["rows"]) == ("", [line.row(40) for line in lines[:SHOWN]])
    page.close()


@pytest.mark.parametrize(
    "fields", [(), (("speaker", "p1"), ("said", "all")), (("outlet", "o3"), ("order", "left1")), (("said", "direct"), ("order", "speaker"))]
)
def test_lines_to_take_away_are_all_of_them(page: Page, fields: tuple[tuple[str, str], ...]) -> None:
    asked = Asked((Phrase(("ferr*",)),), fields=fields)
    ask(page, asked.address)
    head, *rows = saved(page)
    assert head == ["left", "node", "right", "speaker", "outlet", "earliest", "latest", "source", "title", "url", "query"]
    wanted = []
    for line in asked.ordered():
        document, said = DOCUMENTS[line.document], line.said()
        left, node, right = (part.strip() for part in line.context(40))
        days = (date.fromordinal(day).isoformat() if day else "" for day in document.days)
        speaker = f"Speaker {said.speaker[1:]}" if said else ""
        cells = [left, node, right, speaker, document.facets["outlet"][0][1], *days, document.carrier, document.title]
        wanted.append([*(f"'{cell}" if cell[:1] in tuple("=+-@") else cell for cell in cells), line.address])
    assert [row[:-1] for row in rows] == wanted
    assert {unquote(row[-1]) for row in rows} == {f"concordance.html#{unquote(asked.address)}"}


@pytest.mark.parametrize(
    ("fields", "name"),
    [((), "speaker"), ((), "outlet"), ((("speaker", "p1"), ("said", "all")), "outlet"), ((("said", "direct"),), "speaker")],
)
def test_numbers_beside_the_values_are_the_lines_that_choosing_them_leaves(
    page: Page, fields: tuple[tuple[str, str], ...], name: str
) -> None:
    asked = Asked((Phrase(("ferr*",)),), fields=fields)
    ask(page, asked.address)
    page.get_by_label(name.capitalize(), exact=True).focus()
    page.wait_for_function("(name) => /\\(/.test(document.getElementById('ask-' + name).options[1].textContent)", arg=name)
    ask(page, page.evaluate("location.hash.slice(1)"))
    told = page.locator(f"#ask-{name} option:enabled").evaluate_all("all => all.slice(1).map((one) => [one.value, one.textContent])")
    wanted = {
        id_: len(replace(asked, fields=(("said", "all"), *fields, (name, id_)) if name == "speaker" else (*fields, (name, id_))).lines())
        for id_ in {f"{name[0].replace('s', 'p')}{n}" for n in range(7)}
    }
    assert {id_: _numbers(re.sub(r".*\((.*)\)", r"\1", label))[0] for id_, label in told} == {id_: n for id_, n in wanted.items() if n}


# ---- over time


@pytest.mark.parametrize(
    "fields",
    [
        (),
        (("from", "1991"), ("to", "1991"), ("dates", "certainly")),
        (("speaker", "p0"), ("said", "all")),
        (("said", "direct"),),
        (("topic", "t2"),),
    ],
)
def test_numbers_over_time_are_those_of_the_texts(page: Page, fields: tuple[tuple[str, str], ...]) -> None:
    asked = Asked((Phrase(("ferr*",)),), fields=fields)
    ask(page, asked.address + "&view=time")
    chosen = [n for n in range(len(READ)) if asked._chosen(n)]
    counted = Counter(line.document for line in asked.lines())
    bins: defaultdict[str, list[int]] = defaultdict(list)
    for n in chosen:
        bins[_year(*DOCUMENTS[n].days, unsure=DOCUMENTS[n].unsure)].append(n)
    wanted = {
        label: [sum(counted[n] for n in held), sum(counted[n] > 0 for n in held), len(held), sum(_searched(n, asked) for n in held)]
        for label, held in bins.items()
    }
    head, *rows = saved(page)
    assert head == ["year", "lines", "documents_with_any", "documents", "words", "per_10000_words"]
    told = {label: [int(cell) for cell in cells[:4]] for label, *cells in rows}
    assert {label: cells for label, cells in told.items() if cells[2]} == wanted
    assert all(not any(cells) for label, cells in told.items() if label not in wanted)
    for _, places, _, _, words, rate in rows:
        assert rate == (f"{10_000 * int(places) / int(words):.4f}" if int(words) else "")
    shown = [[cell.replace(",", "") for cell in row] for row in table(page, "[data-shows=time]")]
    assert [row[:5] for row in shown] == [row[:5] for row in rows if row[0] not in ("Dated roughly", "Not dated") or int(row[3])]
    drawn = [row for row in shown if row[0] not in ("Dated roughly", "Not dated") and row[5] != "–"]
    highest = [f"{max(int(row[1]) for row in drawn):,}", f"{max(float(row[5]) for row in drawn):,.2f}"]
    assert f"the highest bar {highest[0]} and {highest[1]}." in page.locator("figcaption").inner_text()


@pytest.mark.parametrize(
    ("carrier", "parts"),
    [
        ("Quay Post, 5 March 2021", ["Quay Post", "5 March 2021"]),
        ("\u0635\u062d\u064a\u0641\u0629, 5 March 2021", ["\u0635\u062d\u064a\u0641\u0629", "5 March 2021"]),
        ("not dated (also Holm Gazette, 1992; 1993)", ["not dated", "Holm Gazette", "1992", "1993)"]),
        ("", [""]),
    ],
)
def test_a_date_stays_whole_beside_an_outlet_in_letters_that_run_to_the_left(page: Page, carrier: str, parts: list[str]) -> None:
    ask(page, "q=ferry")
    told = page.evaluate(
        """(carrier) => {
          const made = onrecord.carried(carrier), bdis = [...made.children].map((one) => [one.tagName, one.textContent]);
          return [made.textContent, bdis];
        }""",
        carrier,
    )
    assert told == [carrier, [["BDI", part] for part in parts]]
    assert page.locator(".kwic-source a > bdi + bdi").count() > 0


@pytest.mark.parametrize(("rate", "written"), [(1333.3333, "1,333.33"), (0, "0.00"), (999.999, "1,000.00"), (12.5, "12.50"), (None, "–")])
def test_a_rate_is_written_with_two_digits(page: Page, rate: float | None, written: str) -> None:
    ask(page, "q=ferry")
    assert page.evaluate("(rate) => onrecord.rated(rate)", rate) == written


def _year(first: int | None, last: int | None, *, unsure: bool) -> str:
    """The stretch in which a document is counted: years, because of some that are certain to the year no month is known."""
    if first is None or last is None:
        return "Not dated"
    years = {date.fromordinal(first).year, date.fromordinal(last).year}
    return str(years.pop()) if len(years) == 1 and not unsure else "Dated roughly"


@pytest.mark.parametrize(
    ("days", "unit", "bins", "rough", "undated"),
    [
        (
            ["2020-11-05", "2021-01-31", "2021-01-01"],
            "month",
            {"November 2020": 1, "December 2020": 0, "January 2021": 2},
            0,
            0,
        ),
        (["2020-11-05", "2021-01-01/2021-12-31"], "year", {"2020": 1, "2021": 1}, 0, 0),
        (["2020-11-05", "2020-12-20/2021-01-10", "2021-01-01/", "/2021-01-01", "/"], "month", {"November 2020": 1}, 1, 3),
        (["2016-11-05", "2019-01-10"], "year", {"2016": 1, "2017": 0, "2018": 0, "2019": 1}, 0, 0),
        (["1946-03-05", "2019-01-10", "2011-05-01/2018-05-01"], "decade", {"1940s": 1, "2010s": 2}, 0, 0),
        (["1946-03-05", "2019-01-10", "2009-05-01/2018-05-01"], "decade", {"1940s": 1, "2010s": 1}, 1, 0),
        (["/2021-01-01"], "year", {}, 0, 1),
        (["2020-11-05", "2021-01-31?", "2018-01-01/2018-12-31?"], "month", {"November 2020": 1}, 2, 0),
        (["2018-01-01/2018-12-31?", "/2021-01-01?"], "year", {}, 1, 1),
    ],
)
def test_only_certain_dates_are_drawn(page: Page, days: list[str], unit: str, bins: dict[str, int], rough: int, undated: int) -> None:
    sure = [one.rstrip("?") for one in days]
    ends = [[date.fromisoformat(day).toordinal() if day else 0 for day in (*one.split("/"), one)[:2]] for one in sure]
    times = page.evaluate(
        """([ends, unsure]) => onrecord.overTime(
          { first: ends.map((end) => end[0]), spans: ends.map((end) => end[1] && end[1] - end[0] + 1), unsure: new Set(unsure) },
          ends.map((_, number) => number), () => 100, () => 1)""",
        [ends, [n for n, one in enumerate(days) if one != sure[n]]],
    )
    counted = {one["label"]: one["places"] for one in times["bins"]}
    assert (times["unit"], times["rough"]["places"], times["undated"]["places"]) == (unit, rough, undated)
    assert {label: count for label, count in counted.items() if count or label in bins} == bins


def _searched(n: int, asked: Asked) -> int:
    """The words of a document in which was looked."""
    fields, read = dict(asked.fields), READ[n]
    if "said" not in fields:
        return len(read.words)
    spans = [
        read.document.text.said[one.span]
        for one in read.document.said
        if fields.get("speaker", one.speaker) == one.speaker and (one.direct or fields.get("said") != "direct")
    ]
    return sum(any(a <= offset < b for a, b in spans) for _, offset in read.words.values())


# ---- collocates


@pytest.mark.parametrize(
    ("words", "fields"),
    [
        (("treaty",), ()),
        (("ferr*",), (("left", "2"), ("right", "0"), ("least", "1"))),
        (("river", "ferry"), (("left", "10"), ("right", "10"), ("least", "2"))),
        (("council*",), (("speaker", "p1"), ("said", "all"), ("least", "1"))),
        (("東",), (("left", "1"), ("right", "1"), ("least", "1"))),
        (("bridge",), (("outlet", "o2"), ("left", "0"), ("right", "3"))),
    ],
)
def test_collocates_are_those_of_the_texts(page: Page, words: tuple[str, ...], fields: tuple[tuple[str, str], ...]) -> None:
    asked, given = Asked((Phrase(words),), fields=fields), dict(fields)
    ask(page, asked.address + "&view=collocates&read=all")
    wanted = _collocates(asked.lines(), int(given.get("left", 5)), int(given.get("right", 5)), int(given.get("least", 3)))
    head, *rows = saved(page)
    assert head == ["word", "together", "before", "after", "documents", "expected", "in_the_corpus", "log_likelihood", "log_dice"]
    assert {fold(row[0]): row[1:] for row in rows} == wanted
    assert [float(row[7]) for row in rows] == sorted((float(row[7]) for row in rows), reverse=True)
    assert [row[1:4] for row in table(page, ".collocates")] == [row[1:4] for row in islice(rows, 50)]


def _collocates(lines: Sequence[Line], before: int, behind: int, least: int) -> dict[str, list[str]]:
    """By the definition: every word is looked at, and its distance to every line."""
    nodes = {(line.document, line.position + n) for line in lines for n in range(line.size)}
    by_document: defaultdict[int, list[Line]] = defaultdict(list)
    for line in lines:
        by_document[line.document].append(line)
    left, right = Counter[str](), Counter[str]()
    held: defaultdict[str, set[int]] = defaultdict(set)
    for n, near in by_document.items():
        for at, (word, _) in READ[n].words.items():
            distances = [one for line in near if (one := _distance(READ[n], at, line, before, behind))]
            if (n, at) in nodes or not distances:
                continue
            _, side = min(distances)
            (right if side == 0 else left)[fold(word)] += 1
            held[fold(word)].add(n)
    corpus_words = Counter(fold(word) for read in READ for word, _ in read.words.values())
    in_nodes = Counter(fold(READ[n].words[at][0]) for n, at in nodes)
    around, outside = (left + right).total(), corpus_words.total() - len(nodes)
    found = {}
    for word, both in (left + right).items():
        elsewhere = corpus_words[word] - in_nodes[word]
        expected = around * elsewhere / outside
        if both < least or both <= expected:
            continue
        g2 = max(0, log_likelihood(both, around, elsewhere, outside))
        dice = 14 + math.log2(2 * both / (len(lines) + corpus_words[word]))
        counts = [str(number) for number in (both, left[word], right[word], len(held[word]))]
        found[word] = [*counts, f"{expected:.4f}", str(corpus_words[word]), f"{g2:.4f}", f"{dice:.4f}"]
    return found


def _distance(read: Read, at: int, line: Line, before: int, behind: int) -> tuple[int, int] | None:
    """How far a word is from a line, and on which side (0 behind, 1 before); none where it is too far or in another paragraph."""
    last = line.position + line.size - 1
    path = range(last, at + 1) if at > last else range(at, line.position)
    steps = at - last if at > last else line.position - at
    if line.position <= at <= last or steps > (behind if at > last else before) or not all(step in read.words for step in path):
        return None
    return steps, int(at < line.position)


def test_a_collocate_leads_to_the_lines_that_have_it(page: Page) -> None:
    asked = Asked((Phrase(("ferry",)),))
    ask(page, asked.address + "&view=collocates")
    links = page.locator(".collocates tbody th a").evaluate_all("links => links.map((link) => [link.textContent, link.hash.slice(1)])")
    assert len(links) > 3
    for word, address in links[:4]:
        found = ask(page, address)
        near = [line for line in asked.lines() if fold(word) in {line.word(step) for step in (*range(-5, 0), *range(1, 6))}]
        assert _numbers(found["said"])[0] == len(near)
        assert found["rows"] == [line.row(40) for line in near[:SHOWN]]


@pytest.mark.parametrize(
    ("cells", "published"),
    [
        # Dunning 1993, table 3: both words, the first alone, the second alone, neither
        ((110, 2442, 111, 29114), 270.72),
        ((29, 13, 123, 31612), 263.90),
        ((31, 23, 139, 31584), 256.84),
        ((10, 0, 3, 31764), 167.23),
        # by hand: as often as by chance
        ((1, 9, 9, 81), 0.0),
    ],
)
def test_log_likelihood_is_that_of_the_paper(page: Page, cells: tuple[int, int, int, int], published: float) -> None:
    both, first, second, neither = cells
    counts = [both, both + first, both + second, both + first + second + neither]
    assert page.evaluate("(n) => onrecord.logLikelihood(...n)", counts) == pytest.approx(published, abs=0.005)


@pytest.mark.parametrize(
    ("counts", "dice"),
    [
        # Rychlý 2008: together, lines, in the corpus → 14 + log2 of the Dice coefficient, which is easily reckoned
        ((50, 50, 50), 14),
        ((25, 50, 50), 13),
        ((10, 100, 60), 11),
        ((1, 1000, 1048), 4),
    ],
)
def test_log_dice_is_that_of_the_paper(page: Page, counts: tuple[int, int, int], dice: float) -> None:
    assert page.evaluate("(n) => onrecord.logDice(...n)", counts) == pytest.approx(dice)


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+a", "'+a"),
        ("-a", "'-a"),
        ("@a", "'@a"),
        ("\ta", "'\ta"),
        ('a "b", c', 'a "b", c'),
        ("two\r\nlines", "two\r\nlines"),
        ("Øresund 東京", "Øresund 東京"),
    ],
)
def test_a_table_to_take_away_is_read_by_other_programs_and_holds_no_formula(page: Page, cell: str, written: str) -> None:
    text = page.evaluate("(cell) => onrecord.csv([[cell, 'b'], [-1, null]])", cell)
    assert list(csv.reader(io.StringIO(text, newline=""))) == [[written, "b"], ["-1", ""]]


def test_lines_are_read_with_the_keyboard_alone(page: Page) -> None:
    ask(page, "q=ferry")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"
    page.evaluate("document.activeElement.blur()")
    for key, line in (("j", 0), ("j", 1), ("ArrowDown", 2), ("k", 1), ("ArrowUp", 0), ("k", 0)):
        page.keyboard.press(key)
        assert page.locator(".kwic tbody tr").nth(line).locator("a").evaluate("link => link === document.activeElement"), (key, line)
    assert page.locator(".kwic a[tabindex='0']").count() == 1


def test_a_question_is_taken_to_the_search_and_back(page: Page) -> None:
    asked = Asked((Phrase(("ferr*",)),), fields=(("outlet", "o1"), ("from", "1991"), ("dates", "certainly")))
    found = ask(page, asked.address + "&order=left1&view=time")["said"]
    for other, name in (("Search", "search"), ("Concordance", "concordance")):
        page.get_by_role("main").get_by_role("link", name=other).click()
        page.wait_for_url(re.compile(f"/{name}\\.html#"))
        page.wait_for_function("document.querySelector('.filter-result')?.textContent.includes('document')")
        assert _numbers(page.locator(".filter-result").inner_text())[:3] == _numbers(found)


def test_without_scripts_the_page_leads_to_what_is_written_out_and_has_no_dead_control(browser: Browser, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "concordance.html").as_uri())
    assert page.locator("input:visible, select:visible, button:visible, .kwic:visible").count() == 0
    assert "needs JavaScript" in page.locator("main").inner_text()
    page.locator(".ready a").first.click()
    assert "/concordance/" in page.url
    assert page.locator(".kwic tbody tr").count() > 0
    context.close()
