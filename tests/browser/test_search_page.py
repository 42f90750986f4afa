"""The page that searches, as it is rendered: address, form and results agree, the numbers are those that reading every text gives,
keys lead through it, and every mistake is told."""

from __future__ import annotations

import functools
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest

sys.path.append(str(Path(__file__).resolve().parents[1] / "site"))
from invented import Draft, corpus
from opening import WAYS, opened

from onrecord import edtf
from onrecord.records import EntityKind
from onrecord.site.build import Options, build

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

pytestmark = [pytest.mark.browser, pytest.mark.site]

OUTLETS = ("Oster Courier", "Holm Gazette", None)
PEOPLE = {"ada-lindqvist": "Ada Lindqvist", "yevgeni-brandt": "Yevgeni Brandt", "lev-ask": "Lev Ask"}
DATES = ("2019-05-14", "2019-05", "2019", "2020-02-29", "2021-11", None)
EXTENTS = {"date": DATES, "date_bounds": ("2018/2019-06", "2020-01-01/..")}
RECORDS = {"people": [{"id": "yevgeni-brandt", "label": "Yevgeni Brandt", "variants": ["Evgeny Brandt", "Евгений Брандт", "Evgeny Brant"]}]}
WORDS = "ferry ferry quay toll bridge treaty fog harbour pier sailor noon winter crew".split()


def _draft(number: int) -> Draft:
    random = Random(number)
    people = random.sample(sorted(PEOPLE), random.randint(0, 2))
    names: list[tuple[EntityKind, str, str]] = [("person", id_, PEOPLE[id_]) for id_ in people]
    if number == 7:
        names.append(("person", "yevgeni-brandt", "Evgeny Brant"))
    mentioned = [name for _, _, name in names]
    text = " ".join([*random.choices(WORDS, k=random.randint(8, 30)), *mentioned, *random.choices(WORDS, k=4)]) + "."
    said = "the " + " ".join(random.choices(WORDS, k=5))
    quotes = [("indirect", said, people[0], PEOPLE[people[0]])] if people else []
    kind = random.choice(["date", "date", "date_bounds"])
    front = {kind: random.choice(EXTENTS[kind]), "outlet": random.choice(OUTLETS), "language": random.choice(["en", "fr"])}
    if number % 5 == 2 and front.get("date"):
        front["date"] = f"{front['date']}{'?~%'[number % 3]}"
    return Draft(
        f"d{number:02}",
        (text[0].upper() + text[1:], f"Somebody said that {said}."),
        title=f"Report {number}",
        names=names,
        quotes=quotes,  # type: ignore[arg-type]  # kinds of statements, as literals
        basis={"date_bounds": "inferred"} if kind == "date_bounds" else {},
        front={key: value for key, value in front.items() if value},
    )


DRAFTS = [_draft(number) for number in range(48)]


@dataclass(frozen=True)
class Asked:
    """A question to the page, and the same in Python."""

    address: str
    fits: Callable[[Draft], bool] = lambda _: True
    words: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    certainly: bool = False

    def holds(self, draft: Draft, *, but_facets: bool = False) -> bool:
        said = [word.lower() for word in re.findall(r"\w+", f"{draft.title} {draft.body}")]
        return all(word in said for word in self.words) and (but_facets or self.fits(draft)) and self._within(draft)

    def places(self, draft: Draft) -> int:
        return sum(word.lower() in self.words for word in re.findall(r"\w+", f"{draft.title} {draft.body}"))

    def undated(self, held: Sequence[Draft]) -> int:
        """Documents without a date, where they lie possibly within the time that is asked for."""
        if self.certainly or not (self.since or self.until):
            return 0
        return sum(not draft.front.get("date") and not draft.front.get("date_bounds") for draft in held)

    def _within(self, draft: Draft) -> bool:
        extent = draft.front.get("date") or draft.front.get("date_bounds")
        first, last = edtf.bounds(extent) if extent else (None, None)
        since = edtf.bounds(self.since)[0] if self.since else None
        until = edtf.bounds(self.until)[1] if self.until else None
        if self.certainly:
            sure = not (since or until) or not set(extent or "") & set("?~%")
            return sure and (not since or (first is not None and first >= since)) and (not until or (last is not None and last <= until))
        return (not since or last is None or last >= since) and (not until or first is None or first <= until)


def _person(id_: str) -> Callable[[Draft], bool]:
    return lambda draft: any(name[1] == id_ for name in draft.names)


ASKED = [
    Asked("q=ferry", words=("ferry",)),
    Asked("q=ferry+toll", words=("ferry", "toll")),
    Asked("q=report", words=("report",)),
    Asked("q=ferry&outlet=oster-courier", lambda draft: draft.front.get("outlet") == "Oster Courier", ("ferry",)),
    Asked("q=toll&person=ada-lindqvist", _person("ada-lindqvist"), ("toll",)),
    Asked("person=lev-ask&language=fr", lambda draft: _person("lev-ask")(draft) and draft.front.get("language") == "fr"),
    Asked("q=quay&speaker=ada-lindqvist", lambda draft: any(quote[2] == "ada-lindqvist" for quote in draft.quotes), ("quay",)),
    Asked("kind=indirect", lambda draft: bool(draft.quotes)),
    Asked("q=ferry&from=2019-05-14&to=2019-05-14", words=("ferry",), since="2019-05-14", until="2019-05-14"),
    Asked("q=ferry&from=2019&to=2019-06&dates=certainly", words=("ferry",), since="2019", until="2019-06", certainly=True),
    Asked("from=2020-02&dates=certainly", since="2020-02", certainly=True),
    Asked("to=2019-05", until="2019-05"),
    Asked(
        "q=bridge&to=2018-12-31&outlet=holm-gazette",
        lambda draft: draft.front.get("outlet") == "Holm Gazette",
        ("bridge",),
        until="2018-12-31",
    ),
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    settings = corpus(folder, DRAFTS, RECORDS)
    (folder / "content/articles/by-hand.md").unlink()
    return build(Options(settings))


@pytest.fixture(scope="module", params=WAYS)
def place(request: pytest.FixtureRequest, site: Path) -> Iterator[str]:
    """The address of the site."""
    with opened(site, request.param) as address:
        yield address


@pytest.fixture(scope="module")
def page(browser: Browser, place: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def ask(page: Page, place: str, address: str) -> str:
    """The status of the page once it has answered."""
    page.goto("about:blank")
    page.goto(f"{place}/search.html{address}")
    return answered(page)


def answered(page: Page) -> str:
    page.wait_for_function(
        "/^(?!Searching)./.test(document.querySelector('.filter-result').textContent) && !document.querySelector('[aria-busy]')"
    )
    return page.get_by_role("status").inner_text()


def titles(page: Page) -> list[str]:
    """What was found, over all pages."""
    found: list[str] = []
    while True:
        found += page.locator(".search-found h2").all_inner_texts()
        following = page.get_by_role("button", name="Next")
        if not following.is_visible() or following.is_disabled():
            return found
        shown = page.locator(".found-page").inner_text()
        following.click()
        page.wait_for_function("(shown) => document.querySelector('.found-page').textContent !== shown", arg=shown)


@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: asked.address)
def test_an_address_finds_what_reading_every_text_finds(page: Page, place: str, asked: Asked) -> None:
    held = [draft for draft in DRAFTS if asked.holds(draft)]
    places = sum(map(asked.places, held))
    counted = f"{places} hit{'s' * (places != 1)} in " if places else ""
    status = ask(page, place, f"#{asked.address}")
    undated = asked.undated(held)
    told = f", {undated} of them without a known date" if undated else ""
    assert status.split(", page")[0] == f"{counted}{len(held)} document{'s' * (len(held) != 1)} of {len(DRAFTS)}{told}"
    assert sorted(titles(page)) == sorted(draft.title for draft in held)


@pytest.mark.parametrize(
    "address",
    [
        *(f"q={words}&{fields}" for words in ("the", "said:the", "ferry+OR+said:ferr*", "ferry+NOT+said:toll") for fields in (
            "", "said=all", "said=direct", "speaker=ada-lindqvist", "speaker=ada-lindqvist&said=all", "speaker=nobody&said=all",
        )),
        "q=ferry+ferry", "q=Brant", "q=said:the&from=2019&to=2019-06",
    ],
)  # fmt: skip
def test_an_address_finds_as_much_on_both_pages(page: Page, place: str, address: str) -> None:
    said = ask(page, place, f"#{address}")
    page.goto("about:blank")
    page.goto(f"{place}/concordance.html#{address}")
    page.wait_for_function("document.querySelector('.concordance').getAttribute('aria-busy') === 'false'")
    lines = page.get_by_role("status").inner_text()
    assert _counts(said) == _counts(lines), (said, lines)


def _counts(status: str) -> list[int]:
    """Hits and documents; of none it is not said that they are hits."""
    found = [int(number) for number, _ in re.findall(r"(\d+) (hit|line|document)", status)]
    return found if len(found) > 1 else [0, *found]


@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: asked.address)
def test_the_form_filled_by_hand_writes_the_same_address_and_finds_the_same(page: Page, place: str, asked: Asked) -> None:
    status = ask(page, place, f"#{asked.address}")
    state = dict(part.split("=", 1) for part in asked.address.split("&"))
    page.goto("about:blank")
    page.goto(f"{place}/search.html")
    page.get_by_text("More to choose by").click()
    for name, value in state.items():
        field = page.locator(f".search-form [name={name}]")
        if field.evaluate("field => field.tagName") == "SELECT":
            field.focus()
            page.wait_for_function("([name, value]) => document.querySelector(`[name=${name}] option[value=${value}]`)", arg=[name, value])
            field.select_option(value)
        else:
            field.fill(value.replace("+", " "))
    page.wait_for_function("(status) => document.querySelector('.filter-result').textContent === status", arg=status)
    assert page.url.split("#")[1] == "&".join(f"{name}={state[name]}" for name in _order(page) if name in state)


def _order(page: Page) -> list[str]:
    names: list[str] = page.evaluate(
        "Array.from(document.querySelector('.search-form').elements).map((field) => field.name).filter(Boolean)"
    )
    return names


@pytest.mark.parametrize("asked", ASKED[:9], ids=lambda asked: asked.address)
def test_the_number_beside_a_value_is_what_choosing_it_leaves(page: Page, place: str, asked: Asked) -> None:
    """Under the other facets and the dates; a value that would leave nothing is not offered."""
    ask(page, place, f"#{asked.address}")
    state = dict(part.split("=", 1) for part in asked.address.split("&"))
    page.locator("[name=outlet]").focus()
    page.wait_for_function("document.querySelector('[name=outlet] option[value=holm-gazette]')?.textContent.includes('(')")
    shown = page.evaluate(
        "Array.from(document.querySelectorAll('[name=outlet] option[value]:not([value=\"\"])')).map((o) => o.textContent)"
    )
    but_outlet = Asked("", asked.fits, asked.words, asked.since, asked.until, asked.certainly)
    held = [draft for draft in DRAFTS if but_outlet.holds(draft, but_facets="outlet" in state)]
    counts = {name: sum(draft.front.get("outlet") == name for draft in held) for name in OUTLETS if name}
    assert sorted(shown) == sorted(f"{name} ({count})" for name, count in counts.items() if count)


@pytest.mark.parametrize(
    "address",
    [
        "q=said:the",
        "q=said:(ferry OR quay)",
        "q=toll NOT said:ferry",
        'q=said:"the ferry" OR said:fog&from=2019',
        "q=said:toll&speaker=lev-ask",
    ],
)
def test_the_number_beside_a_speaker_is_what_choosing_this_one_leaves_where_words_are_said(page: Page, place: str, address: str) -> None:
    ask(page, place, f"#{address}")
    page.locator("[name=speaker]").focus()
    page.wait_for_function("document.querySelector('[name=speaker]').options[1]?.textContent.includes('(')")
    shown = page.evaluate("Object.fromEntries([...document.querySelector('[name=speaker]').options].map((one) => [one.value, one.text]))")
    del shown[""]
    wanted = {}
    for id_, name in PEOPLE.items():
        status = ask(page, place, f"#{address.removesuffix('&speaker=lev-ask')}&speaker={id_}")
        if number := int(re.findall(r"(\d+) documents? of", status)[0]):
            wanted[id_] = f"{name} ({number})"
    assert wanted
    assert shown == wanted


@pytest.mark.parametrize("address", ["q=said:ferry NEAR the", "q=said:the&said=direct"])
def test_speakers_have_no_numbers_where_it_would_take_a_search_for_each(page: Page, place: str, address: str) -> None:
    ask(page, place, f"#{address}")
    page.locator("[name=speaker]").focus()
    page.wait_for_function("document.querySelector('[name=speaker]').options.length > 1")
    ask(page, place, f"#{address}&speaker=lev-ask")
    page.wait_for_function("document.querySelector('[name=speaker]').options.length > 1")
    assert not page.evaluate("[...document.querySelector('[name=speaker]').options].some((one) => one.text.includes('('))")


@pytest.mark.parametrize("sort", ["newest", "oldest", "relevance"])
def test_orders(page: Page, place: str, sort: str) -> None:
    ask(page, place, f"#q=ferry&sort={sort}")
    found = titles(page)
    again = ask(page, place, f"#q=ferry&sort={sort}") and titles(page)
    assert found == again
    of = {draft.title: edtf.bounds(draft.front["date"])[0] for draft in DRAFTS if "date" in draft.front}
    days = [of[title] for title in found if title in of]
    if sort != "relevance":
        assert days == sorted(days, key=lambda day: day.toordinal() if day else 0, reverse=sort == "newest")


def test_headlines_outside_the_text_are_found_and_marked(page: Page, place: str) -> None:
    """Each draft has its title beside the body: it is marked where the document is named, and no line repeats it."""
    assert ask(page, place, '#q=title:"report 7"').startswith("1 hit in 1 document of")
    assert page.locator(".search-found h2").all_inner_texts() == ["Report 7"]
    assert page.locator(".search-found h2 mark").all_inner_texts() == ["Report 7"]
    assert page.locator(".search-found .line").count() == 0
    ask(page, place, "#q=ferry report 7")
    anchors = page.evaluate("Array.from(document.querySelectorAll('.search-found .line')).map((link) => link.hash)")
    assert "#p1" in anchors
    assert set(anchors) <= {"#p1", "#p2"}  # a draft has two paragraphs
    page.goto("about:blank")
    page.goto(f'{place}/concordance.html#q=title:"report 7"')
    page.wait_for_selector(".kwic tbody tr")
    line = page.locator(".kwic tbody tr")
    assert line.locator(".kwic-node").all_inner_texts() == ["Report 7"]
    assert "articles/d07.html#:~:text=Report%207" in (line.locator("a").get_attribute("href") or "")


def test_lines_are_of_the_field_that_is_asked_for(page: Page, place: str) -> None:
    """Each draft has a statement in its second paragraph; the words stand in the first as well."""
    assert "hits in" in ask(page, place, "#q=said:ferry")
    lines = page.locator(".search-found .line").all_inner_texts()
    assert lines
    assert all(line.startswith("Somebody said that") for line in lines)
    ask(page, place, "#q=ferry OR said:toll")
    assert not all(line.startswith("Somebody said that") for line in page.locator(".search-found .line").all_inner_texts())
    assert set(page.locator(".search-found mark").all_inner_texts()) <= {"ferry", "Ferry", "toll"}


def test_pages_of_what_was_found_stand_in_the_address(page: Page, place: str) -> None:
    status = ask(page, place, "#q=ferry&page=2")
    assert status.endswith(f"page 2 of {-(-sum('ferry' in draft.body.lower() for draft in DRAFTS) // 10)}")
    assert page.locator(".search-found ol").get_attribute("start") == "11"
    page.locator("select[name='outlet']").focus()
    page.wait_for_function("document.querySelector('select[name=outlet]').options.length > 1")
    assert answered(page) == status, "a list of choices that is opened leaves the page as it is"
    page.get_by_role("button", name="Previous").click()
    page.wait_for_function("document.querySelector('.found-page').textContent.startsWith('page 1')")
    assert page.url.endswith("#q=ferry")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Documents found"


def test_a_question_of_another_page_comes_behind_a_question_mark(page: Page, place: str) -> None:
    assert ask(page, place, "?q=ferry") == ask(page, place, "#q=ferry")


TOLD = [
    ("#from=2021-13", "“2021-13” is no date of the calendar; write a year, a month or a day: 2021, 2021-03 or 2021-03-05", ""),
    ("#q=ferry&from=2021-02-29", "“2021-02-29” is no date of the calendar", ""),
    ("#q=ferry&to=last+year", "“last year” is no date of the calendar", ""),
    ("#from=2021&to=2020", "No day lies between 2021 and 2020: the first date is the later one", ""),
    ("#q=ferry&person=nobody", "0 documents of 48", "Person: no document has “nobody”."),
    ("#q=ferry&to=1800&dates=certainly", "0 documents of 48", "hold this, but none of the time"),
    ("#q=ferry+zepplin", "0 documents of 48", "zepplin 0 documents"),
    ('#q="treaty ferry treaty ferry"', "0 documents of 48", "Alone: treaty "),
    ("#q=trety", "0 documents of 48", "Did you mean treaty?"),
    ("#q=ferry+NOT+trety", "", "“trety” stands in no document. Did you mean treaty?"),
    ("#q=ferry+OR+zzzzz", "", "“zzzzz” stands in no document."),
    ("#q=" + "(" * 60 + "ferry", "This is too involved", ""),
    ('#q="ferry', "", "A quotation mark is not closed"),
    ("#q=ferry+or+toll", "", "“or” is looked for as a word; written OR it would mean either."),
]


@pytest.mark.parametrize(("address", "status", "note"), TOLD)
def test_mistakes_are_told(page: Page, place: str, address: str, status: str, note: str) -> None:
    assert ask(page, place, address).startswith(status)
    assert note in page.locator(".search-notes").inner_text()


@pytest.mark.parametrize("query", ["*", "NOT", "()", "title:", "%", "="])
@pytest.mark.parametrize("name", ["search", "concordance"])
def test_what_has_no_word_is_told(page: Page, place: str, name: str, query: str) -> None:
    page.goto("about:blank")
    page.goto(f"{place}/{name}.html#{urlencode({'q': query})}")
    page.wait_for_function("document.querySelector('.search-notes').textContent")
    assert page.get_by_role("status").inner_text() == f"“{query}” has no word to look for"


def test_documents_that_are_only_possibly_within_are_told(page: Page, place: str) -> None:
    asked = Asked("q=ferry&from=2019", words=("ferry",), since="2019")
    held = [draft for draft in DRAFTS if asked.holds(draft)]
    undated = asked.undated(held)
    assert undated
    assert f" of 48, {undated} of them without a known date" in ask(page, place, f"#{asked.address}")
    page.get_by_role("link", name="only those certainly within").click()
    certain = Asked("", words=("ferry",), since="2019", certainly=True)
    count = sum(map(certain.holds, DRAFTS))
    page.wait_for_function(
        "(told) => document.querySelector('.filter-result').textContent.includes(told)", arg=f" in {count} documents of 48"
    )
    assert "possibly" not in page.locator(".search-notes").inner_text()


@pytest.mark.parametrize("name", ["search", "concordance"])
def test_the_way_back_leads_from_one_question_to_the_one_before(page: Page, place: str, name: str) -> None:
    def shown(hash_: str) -> None:
        page.wait_for_function("(hash) => location.hash === hash && document.querySelector('.filter-result').textContent", arg=hash_)

    page.goto("about:blank")
    page.goto(f"{place}/{name}.html#q=quay")
    field = page.locator(".finder [name=q]")
    for words in ("ferry", "toll"):
        field.fill("")
        field.press_sequentially(words)
        shown(f"#q={words}")
        field.press("Enter")
    page.locator("[name=dates]").select_option("certainly")
    shown("#q=toll&dates=certainly")
    for hash_ in ("#q=toll", "#q=ferry", "#q=quay"):
        page.go_back()
        shown(hash_)
        assert field.input_value() == hash_[3:]


def test_on_a_small_screen_what_was_found_comes_into_view(browser: Browser, place: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 700})
    ask(page, place, "#q=quay&sort=newest")
    outlet, summary = page.locator("[name=outlet]"), page.get_by_text("Narrow down and order")
    assert summary.inner_text() == "Narrow down and order (1 chosen)"
    assert not outlet.is_visible()
    page.locator(".finder [name=q]").fill("ferry")
    summary.press("Enter")
    assert outlet.is_visible()
    page.locator(".finder [name=q]").press("Enter")
    page.wait_for_function("document.querySelector('.search-found h2').getBoundingClientRect().top < innerHeight")
    assert not outlet.is_visible()
    page.set_viewport_size({"width": 1280, "height": 700})
    outlet.wait_for()
    assert not summary.is_visible()
    page.close()


def test_on_a_small_screen_all_fields_are_there_where_nothing_is_asked(browser: Browser, place: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 700})
    page.goto(f"{place}/search.html")
    page.locator("[name=outlet]").wait_for()
    page.close()


def test_a_proposal_is_a_link_that_asks(page: Page, place: str) -> None:
    ask(page, place, "#q=trety")
    page.get_by_role("link", name="treaty").click()
    page.wait_for_function("document.querySelectorAll('.search-found li').length > 0")
    assert page.url.endswith("#q=treaty")
    assert page.get_by_label("Words").input_value() == "treaty"


@pytest.mark.parametrize("typed", ["Евгений Брандт", "Evgeny Brandt", '"Евгений Брандт"', "Брант"])
def test_names_are_found_under_their_other_spellings_and_only_as_typed_where_that_is_asked(page: Page, place: str, typed: str) -> None:
    ask(page, place, f"#q={typed}")
    wanted = sum(_person("yevgeni-brandt")(draft) for draft in DRAFTS)
    assert f" in {wanted} documents" in page.get_by_role("status").inner_text()
    assert "Yevgeni Brandt" in page.locator(".search-notes").inner_text()
    page.get_by_role("link", name="only as typed").click()
    page.wait_for_function("document.querySelector('.search-notes').textContent.startsWith('Only as typed')")
    assert page.url.endswith("&names=typed")
    exact = ask(page, place, f'#q=="{typed.strip(chr(34))}"')
    assert exact.startswith("0 documents")
    assert "found under" not in page.locator(".search-notes").inner_text()


def test_keys_lead_through_what_was_found_and_back(page: Page, place: str) -> None:
    ask(page, place, "#q=ferry")
    focused = functools.partial(page.evaluate, "document.activeElement.textContent || document.activeElement.name")
    shown = page.locator(".search-found h2").all_inner_texts()
    seen = []
    for key in ("/", "ArrowDown", "ArrowDown", "j", "k", "ArrowUp", "ArrowUp", "ArrowDown", "Tab", "j", "Escape"):
        page.keyboard.press(key)
        seen.append(focused())
    assert [text for text in seen if text in (*shown, "q")] == ["q", *(shown[n] for n in (0, 1, 2, 1, 0)), "q", shown[0], shown[1], "q"]
    page.keyboard.type("/j?")
    assert page.get_by_label("Words").input_value() == "ferry/j?"


@pytest.mark.parametrize(("typed", "focused"), [("harbour", "A"), ("zzyzx", "INPUT"), ('"to" NEAR', "INPUT")])
def test_who_went_on_to_documents_that_are_replaced_is_not_lost(page: Page, place: str, typed: str, focused: str) -> None:
    ask(page, place, "#q=ferry")
    field, former = page.locator(".finder [name=q]"), page.get_by_role("status").inner_text()
    field.fill(typed)
    field.press("ArrowDown")
    assert page.evaluate("document.activeElement.tagName") == "A"
    page.wait_for_function("(former) => document.querySelector('.filter-result').textContent !== former", arg=former)
    assert page.evaluate("document.activeElement.tagName") == focused
    if focused == "A":
        assert page.evaluate("document.activeElement === document.querySelector('.search-found h2 a')")


@pytest.mark.parametrize("width", [390, 1280])
def test_documents_stand_below_the_heading(browser: Browser, place: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 700})
    ask(page, place, "#q=ferry")
    heading, document = page.evaluate("['h1', '.search-found h2'].map((name) => document.querySelector(name).getBoundingClientRect().left)")
    assert heading == document
    page.close()


def test_enter_opens_a_result_and_a_question_mark_the_help(page: Page, place: str) -> None:
    ask(page, place, "#q=ferry")
    page.locator(".search-found h2 a").first.focus()
    page.keyboard.press("?")
    assert page.evaluate("document.activeElement.textContent") == "How to ask"
    assert page.locator("#search-how kbd").first.is_visible()
    page.locator(".search-found h2 a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/articles/*.html")


def test_every_control_is_reached_and_left_with_the_tab_key(page: Page, place: str) -> None:
    ask(page, place, "#q=ferry")
    page.locator(".skip").focus()
    seen = []
    for _ in range(90):
        page.keyboard.press("Tab")
        seen.append(
            page.evaluate(
                "document.activeElement.closest('.search-form') ? 'form' : document.activeElement.closest('.search-found') ? 'found' : document.activeElement.closest('.colophon') ? 'foot' : ''"
            )
        )
    assert [one for one in dict.fromkeys(seen) if one] == ["form", "found", "foot"]


def test_a_page_without_a_question_makes_ready_for_one(browser: Browser, site: Path) -> None:
    """What any answer needs is there when the question comes."""
    page = browser.new_page()
    loaded: list[str] = []
    page.on("requestfinished", lambda request: loaded.append(request.url))
    page.goto(f"{site.as_uri()}/search.html", wait_until="networkidle")
    assert _files(loaded) == ["index.js", "names.js", "words.js"]
    del loaded[:]
    page.get_by_label("Words").fill("ferry")
    answered(page)
    kinds = {file.split("-")[0] for file in _files(loaded)}
    assert "text" in kinds and kinds.isdisjoint(["index.js", "names.js", "words.js"])
    page.close()


def _files(addresses: Sequence[str]) -> list[str]:
    """Those of the index, without their folder."""
    return sorted(address.split("/output/search/")[1] for address in addresses if "/output/search/" in address)


def test_a_slow_answer_is_announced_and_a_missing_file_is_told(browser: Browser, site: Path) -> None:
    page = browser.new_page()
    held: list[Route] = []
    page.route("**/search/lexicon-0.js", lambda route: held.append(route))  # noqa: PLW0108  (Playwright marks its handlers)
    page.goto(f"{site.as_uri()}/search.html#q=ferry", wait_until="commit")  # it loads no further
    page.wait_for_function("document.querySelector('.filter-result')?.textContent === 'Searching …'")
    assert page.locator(".search-found").get_attribute("aria-busy") == "true"
    held[0].continue_()
    assert "documents of 48" in answered(page)
    page.unroute_all()
    page.route("**/search/text-0.js", lambda route: route.abort())
    page.goto("about:blank")
    page.goto(f"{site.as_uri()}/search.html#q=ferry")
    assert "The file search/text-0.js of this site could not be loaded." in answered(page)
    page.route("**/search/facet-speaker.js", lambda route: route.abort())
    page.locator("[name=speaker]").focus()
    page.wait_for_function("document.querySelector('.filter-result').textContent.startsWith('The file search/facet-speaker.js')")
    page.close()


def test_a_list_is_filled_that_is_opened_before_the_index_is_there(browser: Browser, site: Path) -> None:
    page = browser.new_page()
    held: list[Route] = []
    page.route("**/output/search/index.js", lambda route: held.append(route))  # noqa: PLW0108
    page.goto(f"{site.as_uri()}/search.html", wait_until="commit")
    with page.expect_request_finished(lambda request: request.url.endswith("/facet-outlet.js")):
        page.locator("[name=outlet]").focus()
    held[0].continue_()
    page.wait_for_function("document.querySelector('[name=outlet]').options.length === 3")
    page.close()


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ("<!DOCTYPE html><title>Not found</title>", "The file search/lexicon-0.js of this site could not be loaded."),
        ('onrecord.receive("lexicon-0", {})', "This page failed to answer, through an error of its own: "),
    ],
)
def test_a_file_that_is_none_of_the_index_is_missing_and_any_other_failure_is_told_as_one(
    browser: Browser, site: Path, sent: str, told: str
) -> None:
    page = browser.new_page()
    logged: list[str] = []
    page.on("console", lambda message: logged.append(message.type))
    page.route("**/search/lexicon-0.js", lambda route: route.fulfill(body=sent, content_type="text/javascript"))
    page.goto(f"{site.as_uri()}/search.html#q=ferry")
    assert answered(page).startswith(told)
    assert ("error" in logged) is told.startswith("This page")
    page.close()
