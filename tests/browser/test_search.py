"""Searching in a browser, over HTTP and from the folder: as many documents and places as reading every text gives, always."""

from __future__ import annotations

import functools
import itertools
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import numpy as np
import pytest

sys.path += [str(Path(__file__).resolve().parents[1] / "search"), str(Path(__file__).resolve().parent)]
from brute import Phrase, Read, widest, within
from opening import WAYS, opened
from searched import FIRST_DAY, documents

from onrecord import search
from onrecord.search.coding import Huffman, NumberCode, pack
from onrecord.search.words import fold, foldings
from onrecord.site import spellings

if TYPE_CHECKING:
    import firefox
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.site]

DOCUMENTS = documents(400)
READ = [Read(document) for document in DOCUMENTS]
SCRIPTS = ("bits", "words", "index", "query", "spans", "names", "hints", "lines")
FACETS = ("outlet", "topic")
SMALL = {
    "lexicon.PART": 2,
    "lexicon.WHOLE": 400,
    "list_files.FEW": 230,
    "files.FEW": 230,
    "list_files.ROWS": 2,
    "files.FULL_TEXT": 9000,
    "files.SAID": 30,
}
"""Few words have lists as long as those of many: what divides files is as small, so that there are many of them."""
SPELLINGS = {
    "aland": (["ÅLAND", "Kraków Åland"], ["Aland"]),
    "aland aliyev": (["Kraków Əlixan"], ["Ada Aliyev"]),
    "aliyev": (["Əlixan", "zzyzx"], ["Ada Aliyev"]),
    "council river": (["o'clock", "O’Clock"], ["Council River"]),
    "elixan": (["Aliyev"], ["Ada Aliyev"]),
    "ferry": (["Kraków"], ["The Ferry"]),
    "izmir": (["Тверь", "ferry"], ["Izmir"]),
    "krakow": (["Kraków", "Åland Øresund"], ["Krakow"]),
    "o clock": (["o'clock", "Council-river"], ["Council River"]),
    "oresund izmir": (["Åland Aliyev", "Тверь"], ["Oresund Izmir"]),
    "tver": (["Тверь"], ["Tver"]),
    "vladivostok": (["Əlixan"], ["Vladivostok"]),
}
"""Invented: folded name → spellings, some of which stand in no text, and whose."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    folder = tmp_path_factory.mktemp("search")
    (folder / "search").mkdir()
    with pytest.MonkeyPatch.context() as patched:
        for place, small in SMALL.items():
            module, name = place.split(".")
            patched.setattr(sys.modules[f"onrecord.search.{module}"], name, small)
        for path, content in search.files(DOCUMENTS, FACETS):
            (folder / path).write_bytes(content)
    for path, content in spellings.tables(SPELLINGS, {}, ("Владивосток",)):
        (folder / path).write_bytes(content)
    scripts = "".join(f"<script>{(root / f'theme/static/js/search/{name}.js').read_text(encoding='utf-8')}</script>" for name in SCRIPTS)
    (folder / "page.html").write_text(f"<!DOCTYPE html><meta charset=utf-8><title>t</title>{scripts}", encoding="utf-8")
    return folder


@pytest.fixture(scope="module", params=["chromium", "firefox"])
def tab(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page | firefox.Page]:
    if request.param == "chromium":
        yield request.getfixturevalue("browser").new_page()
        return
    executable = next(filter(None, map(shutil.which, ("firefox-esr", "firefox"))), None)
    if executable is None:
        pytest.skip("no Firefox on this machine (on Debian: apt install firefox-esr)")
    driver = pytest.importorskip("firefox", reason="websockets is not installed")
    with driver.launch(Path(executable), tmp_path_factory.mktemp("firefox")) as page:
        yield page


@pytest.fixture(scope="module", params=WAYS)
def page(request: pytest.FixtureRequest, tab: Page | firefox.Page, folder: Path) -> Iterator[Page | firefox.Page]:
    with opened(folder, request.param) as address:
        tab.goto(f"{address}/page.html")
        yield tab


ASK = """async (queries) => {
  const index = await new onrecord.Index("").open(), answers = [];
  for (const query of queries) {
    const found = await onrecord.answer(index, onrecord.parse(query));
    let places = 0;
    found.forEach((hit) => { places += hit.count; });
    answers.push([Array.from(found.keys()).sort((a, b) => a - b), places]);
  }
  return answers;
}"""


def _some_words(random: Random, most: int = 4) -> tuple[str, ...]:
    """Words that stand side by side in some document, or part of one."""
    while True:
        read = random.choice(READ)
        start, size = random.choice([*read.words, 0]), random.randint(1, most)
        if all(start + step in read.words for step in range(size)):
            return tuple(read.words[start + step][0] for step in range(size))


def _phrase(random: Random, most: int = 4) -> Phrase:
    words = _some_words(random, most)
    if len(words) == 1 and len(words[0]) > 3 and random.random() < 0.5:
        words = (random.choice([f"{words[0][:2]}*", f"*{words[0][-2:]}", f"{words[0][0]}*{words[0][-1]}"]),)
    return Phrase(words, exact=random.random() < 0.2, field=random.choice(["", "", "", "title", "said"]))


@functools.cache
def _phrases() -> dict[Phrase, list[list[int]]]:
    """Phrases with their places in every document."""
    random = Random(3)
    return {phrase: [read.places(phrase) for read in READ] for phrase in (_phrase(random) for _ in range(250))}


def _counted_truly(page: Page | firefox.Page, phrases: dict[Phrase, list[list[int]]]) -> None:
    answers = page.evaluate(ASK, [str(phrase) for phrase in phrases])
    for (phrase, places), (found, count) in zip(phrases.items(), answers, strict=True):
        assert (found, count) == ([n for n, held in enumerate(places) if held], sum(map(len, places))), str(phrase)


def test_phrases_words_and_parts_of_words_are_counted_truly(page: Page | firefox.Page) -> None:
    _counted_truly(page, _phrases())


@functools.cache
def _with_any_words() -> dict[Phrase, list[list[int]]]:
    """Phrases in which any word may stand in some places, with their places; many of these phrases would reach over the end of a block."""
    random = Random(8)
    phrases: dict[Phrase, list[list[int]]] = {}
    while len(phrases) < 150:
        read = random.choice(READ)
        at, size = random.choice([*read.words, 0]), random.randint(3, 5)
        words = [read.words.get(at + step, ("*", 0))[0] for step in range(size)]
        words[1:-1] = (random.choice([word, "*", "*"]) for word in words[1:-1])
        if "*" in words[1:-1] and "*" not in (words[0], words[-1]):
            phrase = Phrase(tuple(words), exact=random.random() < 0.2, field=random.choice(["", "", "title", "said"]))
            phrases[phrase] = [read.places(phrase) for read in READ]
    return phrases


def test_a_star_alone_within_a_phrase_is_any_word(page: Page | firefox.Page) -> None:
    _counted_truly(page, _with_any_words())


ENDINGS = ("*y", "*rry", "*ferry", "*erries", "*cils", "*ридж", "*ерь", "*ь", "*京", "*zz", "*Ferry", "*ridges")


@functools.cache
def _of_grammar() -> dict[Phrase, list[list[int]]]:
    """Phrases that end in common words or hold nothing else, and words of which only the ending is known, with their places."""
    random = Random(5)
    rare, common = ("ferry", "treaty", "quay", "council", "Тверь"), ("the", "of", "to", "a", "and", "in")
    fields = ("", "", "said", "title")
    phrases = [
        Phrase((*random.choices(rare, k=n % 3), *random.choices(common, k=1 + n % 2)), n % 5 == 0, random.choice(fields))
        for n in range(120)
    ]
    phrases += [
        Phrase((ending, *more), exact, field)
        for ending in ENDINGS
        for exact in (False, True)
        for field in ("", "said")
        for more in ((), ("the",))
    ]
    return {phrase: [read.places(phrase) for read in READ] for phrase in phrases}


@pytest.mark.parametrize("costs", [{}, {"dear": 0, "text": 0}, {"dear": 0, "position": 1, "text": 4}])
def test_common_words_are_counted_truly_whether_lists_or_texts_are_read(page: Page | firefox.Page, costs: dict[str, float]) -> None:
    former = page.evaluate(
        "(costs) => { const former = { ...onrecord.costs }; Object.assign(onrecord.costs, costs); return former; }", costs
    )
    _counted_truly(page, _of_grammar())
    _counted_truly(page, _with_any_words())
    page.evaluate("(costs) => { Object.assign(onrecord.costs, costs); }", former)


BEGINNINGS = ("", "f", "fer", "b", "東", "zz")


@pytest.mark.parametrize("beginning", BEGINNINGS)
def test_only_the_parts_of_the_lexicon_are_read_that_may_hold_a_word(page: Page | firefox.Page, beginning: str) -> None:
    found, held, parts, rows = page.evaluate(
        """async ([beginning, endings]) => {
          const index = await new onrecord.Index("").open(), count = index.head.lexicon.reduce((sum, row) => sum + row[1].length, 0);
          const found = [], held = [], all = await Promise.all(Array.from({ length: count }, (_, number) => index.part(number)));
          for (const ending of endings) {
            found.push(index.parts(beginning, beginning ? beginning + "\uffff" : null, ending));
            held.push(all.filter((part) => part.folded.some((word) => word.startsWith(beginning) && word.endsWith(ending))).map((part) => part.number));
          }
          return [found, held, count, index.head.lexicon.length];
        }""",
        [beginning, ["", "y", "rry", "erry", "京", "zz"]],
    )
    assert all(set(needed) <= set(read) for read, needed in zip(found, held, strict=True))
    # Besides, a part is read in each row where the letters may lie between its last form and the first of the next.
    assert all(len(read) <= len(needed) + rows for read, needed in zip(found[1:], held[1:], strict=True))
    assert rows > 2
    assert parts > 3 * rows


@functools.cache
def _trees() -> list[tuple[str, set[int]]]:
    """Queries with the documents that answer them."""
    random = Random(4)
    queries: list[tuple[str, set[int]]] = []
    for _ in range(60):
        one, two, three = (Phrase(_some_words(random, 2)) for _ in range(3))
        a, b, c = ({n for n, read in enumerate(READ) if read.places(phrase)} for phrase in (one, two, three))
        within = random.choice([1, 2, 10])
        near = {n for n, read in enumerate(READ) if read.near(one, two, within)}
        queries += [
            (f"{one} {two}", a & b),
            (f"{one} OR {two} {three}", a | (b & c)),
            (f"({one} OR {two}) NOT {three}", (a | b) - c),
            (f"{one} -{two}", a - b),
            (f"{one} NEAR/{within} {two}", near),
        ]
    return queries


def test_and_or_not_and_near_find_the_same_documents(page: Page | firefox.Page) -> None:
    queries = _trees()
    answers = page.evaluate(ASK, [query for query, _ in queries])
    for (query, expected), (found, _) in zip(queries, answers, strict=True):
        assert set(found) == expected, query


@functools.cache
def _overlapping() -> list[tuple[str, list[int], int]]:
    """Queries whose phrases are parts of each other, with their documents and hits."""
    random = Random(6)
    queries: list[tuple[str, list[int], int]] = []
    while len(queries) < 80:
        words = _some_words(random, 3)
        first = random.randrange(len(words))
        part = words[first : random.randint(first + 1, len(words))]
        if len(words) == 3 and random.random() < 0.4:
            words = words[0], "*", words[2]
        if random.random() < 0.4:
            part = tuple(f"{word[:2]}*" if len(word) > 3 else word for word in part)
        phrases = [Phrase(words, exact=random.random() < 0.3), Phrase(part, field=random.choice(["", "said", "title"]))]
        phrases += [Phrase(_some_words(random, 2))] * random.randint(0, 1)
        random.shuffle(phrases)
        how = random.choice([" ", " OR "])
        held = [[{(at, len(one.words)) for at in read.places(one)} for one in phrases] for read in READ]
        spans = [set().union(*of) if how == " OR " or all(of) else set() for of in held]
        queries.append((how.join(map(str, phrases)), [n for n, of in enumerate(spans) if of], sum(len(widest(of)) for of in spans)))
    return queries


def test_a_place_counts_once_however_many_phrases_it_lies_within(page: Page | firefox.Page) -> None:
    answers = page.evaluate(ASK, [query for query, *_ in _overlapping()])
    for (query, holding, places), found in zip(_overlapping(), answers, strict=True):
        assert found == [holding, places], query


@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        ("council OR treaty", ["documents"]),
        ('council OR "the council"', ["documents", "positions"]),
        ("ferry ferry", ["documents", "positions"]),
    ],
)
def test_positions_are_read_only_where_phrases_can_share_words(page: Page | firefox.Page, query: str, kinds: list[str]) -> None:
    read = page.evaluate(
        """async (query) => {
          const index = await new onrecord.Index("").open(), former = index.list, read = new Set();
          index.list = function (kind, term) { read.add(kind); return former.call(index, kind, term); };
          await onrecord.answer(index, onrecord.parse(query));
          return [...read].sort();
        }""",
        query,
    )
    assert read == kinds


FOLDED = [
    "ƏLİYEV",
    "Øresund",
    "Straße",
    "Ёлка",
    "йод",
    "И\u0306од",
    "Е\u0301лка",
    "їжак",
    "Ѝ",
    "Ўсё",
    "Подъезд",
    "Όρος",
    "ΟΡΟΣ",
    "ᾠδή",
    "ΐ",
    "Երևան",
    "ᏣᎳᎩ",
    "김",
    "東",
]


@pytest.mark.parametrize("known", [False, True])
def test_words_are_folded_as_the_index_has_them_whether_or_not_it_holds_their_letters(page: Page | firefox.Page, *, known: bool) -> None:
    read = page.evaluate(
        "([words, letters]) => words.map((word) => onrecord.fold(word, letters))", [FOLDED, foldings(FOLDED) if known else {}]
    )
    assert read == [fold(word) for word in FOLDED]


WIDEN = """async ([queries, typed]) => {
  const index = await new onrecord.Index("").open(), answers = [];
  for (const query of queries) {
    const tree = onrecord.parse(query), names = await onrecord.widen(index, tree, typed), found = await onrecord.answer(index, tree);
    let places = 0;
    found.forEach((hit) => { places += hit.count; });
    answers.push([Array.from(found.keys()).sort((a, b) => a - b), places, names.map((name) => name.others)]);
  }
  return answers;
}"""

WIDENED = [
    # query, every spelling that is found, what the page says was added
    ("Aliyev", ["Aliyev", "Əlixan"], [["Əlixan"]]),
    ("ELIXAN", ["Aliyev", "Əlixan"], [["Aliyev"]]),
    ("Владивосток", ["Əlixan"], [["Əlixan"]]),  # no text holds a letter of it but the names do
    (
        '"the Аланд"',
        ['"the Åland"', '"the Kraków Åland"'],
        [["ÅLAND", "Kraków Åland"]],
    ),  # a name in another script than the texts have it in
    ("TVER", ["Тверь"], [["Тверь"]]),
    ("Тверь", ["Тверь"], []),
    ("он", ["он"], []),  # a word that is no name is not looked for in other scripts
    ("tve*", ["tve*"], []),
    ("Kraków", ["Kraków", '"Åland Øresund"'], [["Åland Øresund"]]),  # one word by two
    ('"Øresund İzmir"', ['"Øresund İzmir"', '"Åland Aliyev"', "Тверь"], [["Åland Aliyev", "Тверь"]]),
    ('"the Aliyev"', ['"the Aliyev"', '"the Əlixan"'], [["Əlixan"]]),
    ("title:Aliyev", ["title:Aliyev", "title:Əlixan"], [["Əlixan"]]),
    ("said:Kraków", ["said:Kraków", 'said:"Åland Øresund"'], [["Åland Øresund"]]),
    ("İzmir", ["İzmir", "Тверь"], [["Тверь"]]),  # another spelling that is an ordinary word is left out
    ("ferry", ["ferry"], []),  # an ordinary word that also is a name
    ("=Aliyev", ["=Aliyev"], []),
    ("Aliy*", ["Aliy*"], []),
    ("bridge", ["bridge"], []),
    ('"o clock"', ['"o clock"', '"council river"'], [["Council-river"]]),  # the same words are no other spelling
    ("Åland", ["Åland"], []),  # nor are those with more words beside them, all of which are found
    ('"the Åland"', ['"the Åland"', '"the Kraków Åland"'], [["Kraków Åland"]]),
]


def _read(written: str) -> Phrase:
    """A phrase as a query has it."""
    field, _, rest = written.rpartition(":")
    return Phrase(tuple(rest.strip('="').split()), exact=rest.startswith("="), field=field)


@functools.cache
def _places(written: str) -> list[set[int]]:
    return [set(read.places(_read(written))) for read in READ]


@pytest.mark.parametrize("typed", [False, True])
def test_names_are_found_in_all_their_spellings_and_it_is_said(page: Page | firefox.Page, *, typed: bool) -> None:
    answers = page.evaluate(WIDEN, [[query for query, *_ in WIDENED], typed])
    for (query, spelt, said), (found, count, others) in zip(WIDENED, answers, strict=True):
        every = [_places(one) for one in ([query] if typed else spelt)]
        places = [set().union(*held) for held in zip(*every, strict=True)]
        assert (found, count, others) == ([n for n, held in enumerate(places) if held], sum(map(len, places)), said), query


@functools.cache
def _holding(written: str) -> set[int]:
    """The documents in which a phrase stands."""
    return {n for n, held in enumerate(_places(written)) if held}


def _without(words: str, *excluded: str) -> set[int]:
    return _holding(words).difference(*map(_holding, excluded))


TOLD_APART = [
    # query, documents, what the page says was added
    ("Aliyev NOT Əlixan", _without("Aliyev", "Əlixan"), []),
    ("Əlixan -Aliyev", _without("Əlixan", "Aliyev"), []),
    ('Kraków NOT "Åland Øresund"', _without("Kraków", '"Åland Øresund"'), []),
    ("Əli* NOT Aliyev", _without("Əlixan", "Aliyev"), []),
    ("Aliyev NOT =Əlixan", _without("Aliyev", "Əlixan"), []),
    ("Владивосток NOT Aliyev", _without("Əlixan", "Aliyev"), [["Əlixan"]]),  # a third spelling is looked for, and so not excluded
    ("bridge NOT Aliyev", _without("bridge", "Aliyev", "Əlixan"), [["Əlixan"]]),
    ("Aliyev NOT NOT Əlixan", (_holding("Aliyev") | _holding("Əlixan")), [["Əlixan"], ["Aliyev"]]),
]


def test_spellings_that_a_query_tells_apart_are_not_taken_for_each_other(page: Page | firefox.Page) -> None:
    answers = page.evaluate(WIDEN, [[query for query, *_ in TOLD_APART], False])
    assert [(query, set(found), others) for (query, *_), (found, _, others) in zip(TOLD_APART, answers, strict=True)] == TOLD_APART


def test_a_surname_in_another_spelling_is_found_apart_from_the_first_name_where_the_words_need_not_stand_together(
    page: Page | firefox.Page,
) -> None:
    whole, quoted = page.evaluate(WIDEN, [["Åland Aliyev", '"Åland Aliyev"'], False])
    apart = _holding("Åland") & (_holding("Aliyev") | _holding("Əlixan"))
    assert (set(whole[0]), whole[2]) == (apart | _holding('"Kraków Əlixan"'), [["Kraków Əlixan"], ["Əlixan"]])
    assert (set(quoted[0]), quoted[2]) == (_holding('"Åland Aliyev"') | _holding('"Kraków Əlixan"'), [["Kraków Əlixan"]])


@pytest.mark.parametrize(
    ("query", "words", "others", "said"),
    [
        ("Øresund İzmir", ("Øresund", "İzmir"), ('"Åland Aliyev"', "Тверь"), [["Åland Aliyev", "Тверь"]]),
        ("council river", ("council", "river"), ('"o clock"',), [["o'clock", "O’Clock"]]),  # no word of these alone tells of the name
        ("said:council said:river", ("said:council", "said:river"), ('said:"o clock"',), [["o'clock", "O’Clock"]]),
        ("o clock", ("o", "clock"), ('"council river"',), [["Council-river"]]),
    ],
)
def test_a_name_whose_words_need_not_stand_together_is_found_in_other_spellings_whose_words_do(
    page: Page | firefox.Page, query: str, words: tuple[str, str], others: tuple[str, ...], said: list[list[str]]
) -> None:
    together = _holding(words[0]) & _holding(words[1])
    ((found, count, told), (beside, _, _)) = page.evaluate(WIDEN, [[query, f"the {query} quay NOT treaty"], False])
    every = together.union(*map(_holding, others))
    assert (set(found), told) == (every, said)
    assert count == sum(len(_places(word)[n]) for word in words for n in together) + sum(
        len(held) for one in others for held in _places(one)
    )
    assert set(beside) == every & _holding("the") & _without("quay", "treaty")


def test_a_name_near_a_word_is_near_in_each_spelling_of_as_many_words(page: Page | firefox.Page) -> None:
    near = [
        set(read.near(Phrase(("Aliyev",)), Phrase(("quay",)), 3)) | set(read.near(Phrase(("Əlixan",)), Phrase(("quay",)), 3))
        for read in READ
    ]
    ((found, count, _), (krakow, _, others)) = page.evaluate(WIDEN, [["Aliyev NEAR/3 quay", "Kraków NEAR/3 quay"], False])
    assert (found, count) == ([n for n, held in enumerate(near) if held], sum(map(len, near)))
    assert (set(krakow), others) == ({n for n, read in enumerate(READ) if read.near(Phrase(("Kraków",)), Phrase(("quay",)), 3)}, [])


@pytest.mark.parametrize("query", ["treaty", '"the ferry"'])
def test_more_mentions_in_a_shorter_text_with_the_words_in_its_headline_come_first(page: Page | firefox.Page, query: str) -> None:
    ranked = page.evaluate(
        """async (query) => {
          const index = await new onrecord.Index("").open(), found = await onrecord.answer(index, onrecord.parse(query));
          return Array.from(found).map(([document, hit]) => [hit.score, hit.count, -index.lengths[document], document]);
        }""",
        query,
    )
    titled = {n for n, read in enumerate(READ) if read.places(Phrase(_read(query).words, field="title"))}
    better = [
        (one, other)
        for one, other in itertools.product(ranked, repeat=2)
        if one[3] in titled and other[3] not in titled and one[1] >= other[1] and one[2] >= other[2]
    ]
    assert better
    assert [pair for pair in better if pair[0][0] <= pair[1][0]] == []


SLIPS = [
    ("ferry treaty", []),
    ('"ferry treaty', ["A quotation mark is not closed: the phrase runs to the end."]),
    ("(ferry OR treaty", ["A bracket is not closed."]),
    ("ferry) treaty", ["A bracket is closed that was not opened."]),
    ("ferry OR", ["OR needs a word on both sides; it is left out."]),
    ("AND ferry", ["AND needs a word on both sides; it is left out."]),
    ("ferry NOT", ["NOT needs a word behind it; it is left out."]),
    ("ferry NEAR/3", ["NEAR/3 needs a word on both sides."]),
    ("ferry or treaty", ["“or” is looked for as a word; written OR it would mean either."]),
    ('"ferry or treaty"', []),
    ("ferry NOT (treaty OR quay)", []),
    ("ferry * treaty", ["A star alone stands for no word; it is left out."]),
    ("*", ["A star alone stands for no word; it is left out."]),
    ('title:"*"', ["A star alone stands for no word; it is left out."]),
    ('"ferry * treaty" "f* treat*"', []),
    ('-"* ferry"', ["A star alone stands for a word between two others; at an end of a phrase it is left out."]),
    ('"ferry treaty ** "', ["A star alone stands for a word between two others; at an end of a phrase it is left out."]),
    ("()", ["Nothing is looked for: no letter or digit stands in this."]),
    ("😀 %", ["Nothing is looked for: no letter or digit stands in this."]),
    ("title:", ["“title:” needs a word right behind it; it is left out."]),
    ("=", ["“=” needs a word right behind it; it is left out."]),
    ("said: ferry", ["“said:” needs a word right behind it; it is left out."]),
    ("ferry - treaty", ["“-” needs a word right behind it; it is left out."]),
    ('ferry -"the quay" -(treaty OR quay) said:(ferry)', []),
    ("title:said:ferry", ["“title:said:” asks for one of the two only: “said:” counts."]),
    ("title:=Ferry", []),
    ("ferry NEAR/0 quay", ["NEAR/0 finds nothing; NEAR/1 is side by side."]),
    ("ferry near/5 quay", ["“near/5” is looked for as a word; written NEAR/5 it would look for words close to each other."]),
    ('title:"the ferry"', []),
    ("ferry NEAR/-1 quay", ["“NEAR/-1” is looked for as a word; NEAR has a whole number behind it: NEAR/5."]),
    ("speaker:ask ferry", ["“speaker:” is looked for as a word; the list “Speaker” beside the words chooses by that."]),
    ("col?r", ["A question mark stands for no letter; * stands for any letters."]),
    ("ferry?", []),
    ("“the ferry", ["A quotation mark is not closed: the phrase runs to the end."]),
]


def test_slips_are_told(page: Page | firefox.Page) -> None:
    assert page.evaluate(
        "(queries) => queries.map((query) => onrecord.slips(query, ['outlet', 'speaker']))", [query for query, _ in SLIPS]
    ) == [told for _, told in SLIPS]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("“the ferry” quay", '"the ferry" quay'),
        ("„the ferry“", '"the ferry"'),
        ("«the ferry» OR ‹the quay›", '"the ferry" OR "the quay"'),
        ("‘the ferry’", '"the ferry"'),
        ("said:‘the council’s ferry’ quay", 'said:"the council’s ferry" quay'),
        ("council’s ferry’s quay", "council’s ferry’s quay"),
        ("=“The Ferry”", '="The Ferry"'),
        ("「東京」", '"東京"'),
    ],
)
def test_all_quotation_marks_hold_phrases(page: Page | firefox.Page, written: str, read: str) -> None:
    one, other = page.evaluate("(queries) => queries.map((query) => JSON.stringify(onrecord.parse(query)))", [written, read])
    assert one == other


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("title:(ferry OR treaty)", "title:ferry OR title:treaty"),
        ('said:(ferry "the quay")', 'said:ferry said:"the quay"'),
        ("=(Ferry OR FERRY)", "=Ferry OR =FERRY"),
        ("title:(said:ferry OR treaty)", "said:ferry OR title:treaty"),
        ("title:(ferry NEAR/3 quay)", "title:ferry NEAR/3 title:quay"),
        ("-title:(ferry OR treaty)", "NOT (title:ferry OR title:treaty)"),
        ("title:(ferry OR (=Quay NOT treaty))", "title:ferry OR (title:=Quay NOT title:treaty)"),
        ("Title:ferry SAID:treaty", "title:ferry said:treaty"),
        ("ferry - treaty", "ferry treaty"),
        ('ferry - "the quay"', 'ferry "the quay"'),
        ("ferry -treaty", "ferry NOT treaty"),
        ("title: ferry", "ferry"),
        ("said: (ferry OR quay)", "ferry OR quay"),
        ("ferry OR treaty quay", "ferry OR (treaty quay)"),
        ("ferry OR quay OR ferry", "ferry OR quay"),
        ("ferry OR ferry", "ferry"),
        ("(" * 50 + "ferry" + ")" * 50, "ferry"),
        ("'ferry quay'", "ferry quay"),
    ],
)
def test_signs_hold_for_what_is_right_behind_them(page: Page | firefox.Page, written: str, read: str) -> None:
    one, other = page.evaluate("(queries) => queries.map((query) => JSON.stringify(onrecord.parse(query)))", [written, read])
    assert one == other


TOO_INVOLVED = "This is too involved: more than 50 brackets, signs or NEAR within each other"


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("(" * 20_000 + "ferry", TOO_INVOLVED),
        ("-" * 20_000 + "ferry", TOO_INVOLVED),
        ("NOT " * 20_000 + "ferry", TOO_INVOLVED),
        ("ferry NEAR " * 20_000 + "ferry", TOO_INVOLVED),
        (" ".join(f"w{n}" for n in range(501)), "These are 501 words; at most 500 can be looked for at once"),
        (" ".join(f"w{n}" for n in range(500)), ""),
        (" OR ".join(["ferry"] * 3000), ""),
    ],
    ids=["brackets", "minuses", "NOT", "NEAR", "501 words", "500 words", "one word 3000 times"],
)
def test_what_would_take_too_long_is_refused_in_words(page: Page | firefox.Page, query: str, told: str) -> None:
    refused = "(query) => { try { onrecord.parse(query); return ''; } catch (error) { if (error instanceof onrecord.Unclear) return error.message; throw error; } }"
    assert page.evaluate(refused, query) == told


@pytest.mark.parametrize(
    ("asked", "word", "fits"),
    [
        ("a*a*a*b", "a" * 3000, False),
        ("a*a*a*b", "a" * 3000 + "b", True),
        ("a*a", "a", False),
        ("a*a", "aa", True),
        ("*ab*", "xaby", True),
        ("a*bc*c", "abc", False),
        ("a*bc*c", "abcc", True),
        ("a**b", "ab", True),
        ("*é", "café", True),
    ],
)
def test_stars_stand_for_any_letters_and_long_words_take_no_time(page: Page | firefox.Page, asked: str, word: str, fits: bool) -> None:
    matched = """async ([asked, word]) => {
      const index = await new onrecord.Index("").open(), began = performance.now();
      return [onrecord.matcher(index, asked, false).fits(index.fold(word), word), performance.now() - began];
    }"""
    found, took = page.evaluate(matched, [asked, word])
    assert found == fits
    assert took < 1000


@pytest.mark.parametrize(
    ("text", "word", "other", "exchanged"),
    [
        ("kelping kelpin", "kelpin", "kelping", "kelping kelping"),
        ("kelpin* kelpin", "kelpin", "kelp", "kelpin* kelp"),
        ('title:"the kelpin" -kelpin', "kelpin", "kelp", 'title:"the kelp" -kelp'),
    ],
)
def test_a_proposal_takes_the_place_of_whole_words(page: Page | firefox.Page, text: str, word: str, other: str, exchanged: str) -> None:
    assert page.evaluate("([text, word, other]) => onrecord.exchanged(text, word, other)", [text, word, other]) == exchanged


def test_words_that_stand_in_no_document_are_known_wherever_they_are_asked_for(page: Page | firefox.Page) -> None:
    cases = {
        "ferry NOT trety": ["trety"],
        "ferry OR (quay fery)": ["fery"],
        'ferry -"the quya"': ["quya"],
        "trety NEAR zzq*": ["trety", "zzq*"],
        "ferry OR =fErRy": ["fErRy"],
        "ferry NOT treaty": [],
    }
    absent = """async (queries) => {
      const index = await new onrecord.Index("").open();
      return Promise.all(queries.map(async (query) => (await onrecord.absent(index, onrecord.parse(query))).map((one) => one.word)));
    }"""
    assert page.evaluate(absent, list(cases)) == list(cases.values())


def test_words_that_are_written_almost_alike_are_proposed(page: Page | firefox.Page) -> None:
    cases = {
        "fery": ["ferry"],
        "trety": ["treaty"],
        "hrabour": ["harbour", "harbor"],
        "ferry": [],
        "zzzz": [],
        "councilor": ["councillor", "council"],
    }
    nearest = """async (words) => {
      const index = await new onrecord.Index("").open();
      return Promise.all(words.map((word) => onrecord.nearest(index, word)));
    }"""
    assert dict(zip(cases, page.evaluate(nearest, list(cases)), strict=True)) == cases


def test_codes_of_any_length_are_read(page: Page | firefox.Page) -> None:
    """Counts that grow as Fibonacci's numbers make the longest codes there can be: here of up to 39 bits."""
    counts = [1, 1]
    while len(counts) < 40:
        counts.append(counts[-1] + counts[-2])
    code, symbols = Huffman(counts), np.array([*range(40), *range(39, -1, -3), 0, 39, 0])
    numbers = np.array([0, 1, 2, 2**24, 2**25 - 1, 2**31, 2**33 + 5, 7])
    many = NumberCode(NumberCode.count(numbers, np.zeros_like(numbers)))
    (coded,), (more,) = pack(code.encode(symbols), [0, len(symbols)]), pack(many.encode(numbers, np.zeros_like(numbers)), [0, len(numbers)])
    read = page.evaluate(
        """([table, coded, count, numbers]) => {
          const bits = new onrecord.Bits(coded), code = onrecord.table(table);
          return [Array.from({ length: count }, () => bits.symbol(code)), onrecord.numbers(numbers, 8)];
        }""",
        [code.table(), coded, len(symbols), [many.table()[0], more]],
    )
    assert read == [symbols.tolist(), numbers.tolist()]


def test_numbers_are_read_whatever_was_expected(page: Page | firefox.Page) -> None:
    """Each of those with which a magnitude begins or ends, where it was expected and where another was."""
    limits = [0, *(least + step for bits in range(30) for least in (2 << bits, 3 << bits) for step in (-1, 0))]
    numbers, expected = np.array(limits * 2), np.array([*limits, *reversed(limits)])
    code = NumberCode(NumberCode.count(numbers, expected))
    (coded,) = pack(code.encode(numbers, expected), [0, len(numbers)])
    read = page.evaluate(
        """([signs, coded, expected]) => {
          const bits = new onrecord.Bits(coded), tables = onrecord.tables(signs);
          return expected.map((number) => bits.gap(tables, number));
        }""",
        [code.table(), coded, expected.tolist()],
    )
    assert read == numbers.tolist()


def test_texts_come_back_as_they_were(page: Page | firefox.Page) -> None:
    texts = page.evaluate(
        """async (count) => {
          const index = await new onrecord.Index("").open(), texts = [];
          for (let number = 0; number < count; number += 1) {
            const text = await index.text(number);
            texts.push([text.url, text.title, text.carrier, text.above, text.blocks.map((block) => block.before + block.words.map((word, n) => word + block.gaps[n]).join(""))]);
          }
          return texts;
        }""",
        len(DOCUMENTS),
    )
    wanted = [[d.url, d.title, d.carrier, d.text.above, [d.text.body[a:b] for a, b in d.text.blocks]] for d in DOCUMENTS]
    assert texts == wanted


def test_values_of_facets_have_their_documents(page: Page | firefox.Page) -> None:
    for name in FACETS:
        values = page.evaluate(
            """async (name) => (await (await new onrecord.Index("").open()).facet(name)).map((v) => [v.id, v.label, Array.from(v.documents)])""",
            name,
        )
        held: dict[tuple[str, str], list[int]] = {}
        for number, document in enumerate(DOCUMENTS):
            for value in document.facets[name]:
                held.setdefault(value, []).append(number)
        assert sorted(values) == sorted([*value, numbers] for value, numbers in held.items())


@pytest.mark.parametrize("certainly", [True, False])
@pytest.mark.parametrize(("first", "last"), [(0, 30), (10, 10), (50, None), (None, 90), (None, None), (-400, 150), (-3000, -400)])
def test_a_range_of_dates_holds_what_lies_in_it(page: Page | firefox.Page, first: int | None, last: int | None, *, certainly: bool) -> None:
    since, until = (None if day is None else FIRST_DAY + day for day in (first, last))

    found = page.evaluate(
        """async ([from, to, certainly, count]) => {
          const index = await new onrecord.Index("").open();
          return [...Array(count).keys()].filter((document) => index.within(document, from, to, certainly));
        }""",
        [since, until, certainly, len(DOCUMENTS)],
    )
    assert found == [n for n, document in enumerate(DOCUMENTS) if within(document, since, until, certainly=certainly)]


def test_statements_are_where_they_stand(page: Page | firefox.Page) -> None:
    spans = page.evaluate(
        """async (count) => {
          const index = await new onrecord.Index("").open(), found = await index.said([...Array(count).keys()]);
          return [...Array(count).keys()].map((document) => found.get(document).map((span) => [span.first, span.last, span.direct]));
        }""",
        len(DOCUMENTS),
    )
    for document, read, found in zip(DOCUMENTS, READ, spans, strict=True):
        wanted = []
        for number, (start, end) in enumerate(document.text.said):
            inside = [at for at, (_, offset) in read.words.items() if start <= offset < end]
            if inside:
                wanted.append([inside[0], inside[-1], bool(number % 2)])
        assert found == wanted
