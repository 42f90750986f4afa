"""Pages in a browser: accessible, no wider than a phone, readable and complete without scripts and from the folder."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest

sys.path.append(str(Path(__file__).resolve().parents[1] / "site"))
from invented import CORPUS, RECORD, corpus, crowd

from onrecord.site.build import Options, build

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.site]

KINDS_OF_PAGE = (
    *("index.html", "articles.html", "statements.html", "timeline.html", "data.html", "about.html", "404.html"),
    *("people.html", "people-2.html", "people-by-frequency.html", "people-only-named.html", "events.html", "outlets.html"),
    *("people.html#words=guest&record=0", "curation.html", "search.html", "search.html#q=ferry"),
    *(
        "concordance.html",
        "concordance.html#q=ferry&with=the",
        "concordance.html#q=the&view=time",
        "concordance.html#q=the&view=collocates&least=1",
    ),
    *("articles/the-ferry-is-retired.html", "articles/words-on-the-quay.html", "articles/by-hand.html", "articles/hostile.html"),
    *("articles/what-the-harbour-thinks.html", "statements.html#kind=indirect"),
    *("people/ada-lindqvist.html", "organizations/port-office.html", "places/oster-bay.html"),
    *("concordance/people/ada-lindqvist.html", "concordance/topics/ferries.following.html"),
    *("events/bridge.html", "events/harbour-fair.html", "topics/ferries.html", "outlets/oster-courier.html"),
)


def uri(site: Path, address: str) -> str:
    """An address of the site with its query and fragment, as a browser has it."""
    path, rest = re.match(r"([^#?]*)(.*)", address, re.DOTALL).groups()  # type: ignore[union-attr]  # matches anything
    return f"{(site / path).as_uri()}{rest}"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(Options(corpus(tmp_path_factory.mktemp("site"), [*CORPUS, RECORD, crowd(130)])))


@pytest.fixture(scope="module")
def shared_page(browser: Browser) -> Iterator[Page]:
    """One page for all tests that only look: opening a window costs more than the looking."""
    context = browser.new_context(color_scheme="light", viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


@pytest.fixture
def opened(browser: Browser, site: Path) -> Iterator[Callable[..., Page]]:
    """Opens a page in a window of its own, with its own memory."""
    contexts = []

    def open_page(address: str, **options: Any) -> Page:
        contexts.append(browser.new_context(**options))
        page: Page = contexts[-1].new_page()
        page.goto(uri(site, address))
        return page

    yield open_page
    for context in contexts:
        context.close()


def unfolded(page: Page, site: Path, address: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(uri(site, address))
    page.evaluate("document.querySelectorAll('details').forEach(element => element.open = true)")


@pytest.mark.parametrize("address", KINDS_OF_PAGE)
def test_axe_finds_nothing(shared_page: Page, site: Path, address: str) -> None:
    """All rules in the light scheme; in the dark one, those that depend on colour."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    unfolded(shared_page, site, address)
    found = axe.run(shared_page).response["violations"]
    shared_page.emulate_media(color_scheme="dark")
    found += axe.run(shared_page, options={"runOnly": ["color-contrast", "link-in-text-block"]}).response["violations"]
    shared_page.emulate_media(color_scheme="light")
    assert [(rule["id"], [node["html"][:160] for node in rule["nodes"][:3]]) for rule in found] == []


@pytest.mark.parametrize("address", KINDS_OF_PAGE)
def test_no_page_is_wider_than_its_window(shared_page: Page, site: Path, address: str) -> None:
    unfolded(shared_page, site, address)
    widths = {}
    for width in (390, 768, 1280):
        shared_page.set_viewport_size({"width": width, "height": 844})
        widths[width] = shared_page.evaluate("document.documentElement.scrollWidth")
    assert {width: shown for width, shown in widths.items() if shown > width} == {}


def test_a_page_asks_for_nothing_that_is_missing_or_elsewhere(opened: Callable[..., Page], site: Path) -> None:
    page = opened("index.html")
    asked: list[str] = []
    failed: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("requestfailed", lambda request: failed.append(request.url) if request.failure != "net::ERR_ABORTED" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    for address in KINDS_OF_PAGE:
        page.goto(uri(site, address), wait_until="load")
    assert [url for url in asked if not url.startswith(site.as_uri())] == []
    assert (failed, errors) == ([], [])


def test_the_filter_narrows_the_list_and_says_how_much_is_left(opened: Callable[..., Page]) -> None:
    page = opened("articles.html")
    page.get_by_label("Show only").fill("FERRY courier")
    assert page.locator("li.document:visible").count() == 1
    assert page.get_by_role("status").inner_text() == "1 of 7 on this page"


def test_without_scripts_the_whole_list_is_there_and_no_dead_control(opened: Callable[..., Page]) -> None:
    page = opened("articles.html", java_script_enabled=False)
    assert page.locator("li.document").count() == 7
    assert page.locator("input:visible, button:visible").count() == 0


def test_an_index_is_narrowed_over_all_its_pages_and_the_question_stands_in_the_address(opened: Callable[..., Page]) -> None:
    page = opened("people-2.html")
    page.get_by_role("searchbox", name="Name").fill("guest numbér12")
    page.locator(".found li:visible").first.wait_for()  # the names are loaded now
    assert page.locator(".found li:visible").count() == 10
    assert page.get_by_role("status").inner_text() == "10 of 132"
    assert page.url.endswith("#words=guest%20numb%C3%A9r12")
    page.get_by_role("button", name="Clear").click()
    page.get_by_label("Role").select_option("speak")
    page.get_by_label("To year").fill("2019")
    assert page.locator(".found li:visible a").all_inner_texts() == ["Ada Lindqvist"]
    assert page.locator(".all").is_hidden()
    page.locator(".found li a").click()
    assert page.url.endswith("/people/ada-lindqvist.html")


def test_a_long_answer_is_shown_by_and_by(opened: Callable[..., Page]) -> None:
    page = opened("people.html#words=guest")
    page.locator(".found li:visible").first.wait_for()
    assert page.locator(".found li:visible").count() == 100
    page.get_by_role("button", name="Show more").click()
    assert page.locator(".found li:visible").count() == 130
    assert page.get_by_role("button", name="Show more").count() == 0


def test_without_scripts_orders_and_facets_are_links(opened: Callable[..., Page]) -> None:
    page = opened("people.html", java_script_enabled=False)
    assert page.locator("input:visible, select:visible, button:visible").count() == 0
    page.get_by_role("link", name="only named").click()
    assert page.url.endswith("/people-only-named.html")
    page.get_by_role("link", name="frequency").click()
    assert page.locator("h2").all_inner_texts() == ["3 or 4 documents", "1 document"]


def test_words_to_paste_are_copied_as_they_stand(opened: Callable[..., Page]) -> None:
    page = opened("curation.html")
    details = page.locator("details.paste").first
    details.locator("summary").click()
    details.get_by_role("button", name="Copy").click()
    details.get_by_role("button", name=re.compile("^Copied")).wait_for()


def test_the_chosen_scheme_is_remembered_on_the_next_page(opened: Callable[..., Page], site: Path) -> None:
    page = opened("index.html", color_scheme="light")
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    page.get_by_role("button", name="Dark").click()
    dark = page.evaluate(ground)
    page.goto((site / "articles/the-ferry-is-retired.html").as_uri())
    assert dark != light
    assert page.evaluate(ground) == dark


def test_a_link_to_a_statement_leads_to_its_words(opened: Callable[..., Page]) -> None:
    page = opened("statements.html")
    page.get_by_role("link", name="Nobody asked the ferry").click()
    assert page.url.endswith("articles/the-ferry-is-retired.html#s-nobody-asked-the-ferry-whether-it-wished-to-be-a")
    assert page.locator(":target").inner_text().startswith("Nobody asked the ferry")


def finder(page: Page) -> tuple[str, list[str]]:
    """What the finder says and shows: its count, and the words of the rows that can be seen."""
    page.wait_for_function("document.querySelector('.finder .filter-result').textContent.includes('statement')")
    return page.locator(".finder .filter-result").inner_text(), page.locator("li.said:visible .said-words").all_inner_texts()


def test_the_finder_narrows_by_facets_and_words_and_writes_it_into_the_address(opened: Callable[..., Page], site: Path) -> None:
    page = opened("statements.html")
    assert finder(page)[0] == "9 statements"
    page.get_by_label("Speaker").select_option("ada-lindqvist")
    page.get_by_label("Kind").select_option("indirect")
    page.wait_for_selector(".found:visible")
    assert finder(page) == ("2 of 9 statements", ["said on Monday that the Oster Bay ferry would be missed", "the toll would fall"])
    page.get_by_label("Words").fill("FERRY")
    page.wait_for_function("document.querySelector('.filter-result').textContent.startsWith('1 of')")
    assert page.url.endswith("statements.html#speaker=ada-lindqvist&kind=indirect&words=FERRY")
    again = opened("statements.html#speaker=ada-lindqvist&kind=indirect&words=FERRY")
    again.wait_for_selector(".found:visible")
    assert finder(again) == ("1 of 9 statements", ["said on Monday that the Oster Bay ferry would be missed"])
    again.get_by_role("button", name="Clear").click()
    again.wait_for_selector(".all:visible")
    assert (finder(again)[0], again.url) == ("9 statements", (site / "statements.html").as_uri())


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("kind=attitude", ["hopes that the fog stays"]),
        ("speaker=~unnamed", ["Nobody tells us anything", "a long goodbye"]),
        ("speaker=~document", ["the piers are sound"]),
        ("topic=ferries&year=2019&kind=direct", ["Nobody asked the ferry whether it wished to be a bridge"]),
        ("event=bridge", ["said on Monday that the Oster Bay ferry would be missed"]),
        ("year=none&speaker=ada-lindqvist", ["the toll would fall"]),
        ("words=lóng+GOODBYE", ["a long goodbye"]),
        ("words=“Nobody+asked+the ferry,”", ["Nobody asked the ferry whether it wished to be a bridge"]),
        ("words=hopes", ["hopes that the fog stays"]),
        ("words=alert(1)&speaker=~unidentified", ["alert(1)"]),
        ("words=nowhere", []),
        ("speaker=somebody-gone", []),
    ],
)
def test_an_address_can_be_sent_to_somebody(opened: Callable[..., Page], state: str, words: list[str]) -> None:
    for mark in "#?":
        page = opened(f"statements.html{mark}{state}")
        page.wait_for_function("document.querySelector('.filter-result').textContent.includes(' of ')")
        page.wait_for_function("n => document.querySelectorAll('.found li').length === n", arg=len(words))
        assert finder(page)[1] == words


def test_what_a_query_asked_for_moves_behind_the_hash_and_goes_when_cleared(opened: Callable[..., Page], site: Path) -> None:
    page = opened("statements.html?kind=attitude")
    page.wait_for_selector(".found:visible")
    assert page.url == uri(site, "statements.html#kind=attitude")
    page.get_by_role("button", name="Clear").click()
    page.wait_for_selector(".all:visible")
    assert page.url == uri(site, "statements.html")


def test_counts_of_a_facet_follow_the_others(opened: Callable[..., Page]) -> None:
    page = opened("statements.html#kind=attitude")
    page.wait_for_selector(".found:visible")
    assert page.locator("#find-speaker option:enabled").all_inner_texts() == ["all", "Ada Lindqvist (1)"]
    assert "reported (4)" in page.locator("#find-kind option").all_inner_texts()


def test_a_row_that_was_found_is_the_row_of_the_list(opened: Callable[..., Page]) -> None:
    page = opened("statements.html")
    finder(page)
    listed = page.locator(".all li.said").evaluate_all("rows => rows.map(row => row.outerHTML)")
    page.get_by_label("Year").select_option("2019")
    page.wait_for_selector(".found:visible")
    found = page.locator(".found li.said").evaluate_all("rows => rows.map(row => row.outerHTML)")
    assert found and set(found) <= set(listed)


def test_the_finder_is_worked_by_keyboard(opened: Callable[..., Page]) -> None:
    page = opened("statements.html")
    finder(page)
    page.get_by_label("Words").focus()
    page.keyboard.press("Tab")
    page.keyboard.type("Ada")
    page.wait_for_selector(".found:visible")
    assert page.get_by_label("Speaker").input_value() == "ada-lindqvist"


def test_without_scripts_all_statements_are_listed_and_can_be_cited(opened: Callable[..., Page]) -> None:
    page = opened("statements.html", java_script_enabled=False)
    assert page.locator("li.said:visible").count() == 9
    assert page.locator("select:visible, input:visible, button:visible").count() == 0
    page.get_by_text("Cite").first.click()
    assert page.locator(".cite-text").first.is_visible()


def test_a_citation_is_copied_with_its_address(opened: Callable[..., Page], site: Path) -> None:
    page = opened("statements.html#kind=attitude", permissions=["clipboard-read", "clipboard-write"])
    page.wait_for_selector(".found:visible")
    page.locator(".found .cite summary").click()
    page.locator(".found").get_by_role("button", name="Copy").click()
    page.locator(".found").get_by_role("button", name="Copied").wait_for()
    page.get_by_label("Words").fill("")
    page.get_by_label("Words").press("Control+v")
    address = (site / "articles/what-the-harbour-thinks.html").as_uri()
    assert page.get_by_label("Words").input_value() == (
        f"Ada Lindqvist, view reported (“hopes that”) in “What the harbour thinks”, Oster Courier, 5 June 2019, ¶ 2. {address}#s-the-fog-stays"
    )


@pytest.mark.parametrize("scripts", [True, False])
def test_the_switch_leaves_the_statements_with_their_speakers(opened: Callable[..., Page], scripts: bool) -> None:
    page = opened("articles/words-on-the-quay.html", java_script_enabled=scripts)
    page.get_by_label("Show the 2 statements alone").check()
    page.emulate_media(media="print")
    assert page.locator(".body .rest:visible, .body .silent:visible, .body .margin:visible").count() == 0
    page.emulate_media(media="screen")
    assert page.locator(".body .rest:visible, .body .silent:visible, .body .margin:visible").count() == 0
    assert page.locator(".statement:visible").all_inner_texts() == ["the toll would fall", "a long goodbye"]


@pytest.mark.parametrize("media", ["screen", "print"])
def test_statements_alone_stand_behind_the_words_that_introduce_them(
    opened: Callable[..., Page], media: Literal["screen", "print"]
) -> None:
    page = opened("articles/what-the-harbour-thinks.html")
    page.emulate_media(media=media)
    shown = "all => all.map(element => getComputedStyle(element, '::before').content)"
    introduced = page.locator(".body .introduced")
    assert introduced.evaluate_all(shown) == ["none", "none"]
    page.locator("#statements-only").evaluate("box => box.checked = true")
    assert introduced.evaluate_all(shown) == ['"said on Monday that "', '"hopes that "']


def test_the_chosen_statement_shows_how_to_cite_it(opened: Callable[..., Page]) -> None:
    page = opened("articles/words-on-the-quay.html#s-a-long-goodbye")
    assert page.locator(".cite-card p").inner_text().startswith("“A sailor” (unnamed source), quoted in “Ada Lindqvist spoke on the quay”")
    page.locator(".statement.indirect").click()
    page.wait_for_url("**#s-the-toll-would-fall")
    assert page.locator(".cite-card").count() == 1


def test_a_note_lights_up_its_words(opened: Callable[..., Page]) -> None:
    page = opened("articles/words-on-the-quay.html")
    page.locator(".margin a[data-cite]").first.focus()
    assert page.locator(".statement.lit").all_inner_texts() == ["the toll would fall"]


def test_on_a_phone_the_scheme_button_stands_beside_the_name_of_the_site(opened: Callable[..., Page]) -> None:
    page = opened("index.html", viewport={"width": 390, "height": 844})
    name, button = page.locator(".site-name").bounding_box(), page.get_by_role("button", name="Dark").bounding_box()
    assert name and button
    assert button["y"] < name["y"] + name["height"]


@pytest.mark.parametrize(("width", "shown"), [(390, True), (1280, False)])
def test_the_time_line_says_that_it_scrolls_where_it_does(opened: Callable[..., Page], width: int, shown: bool) -> None:
    page = opened("timeline.html", viewport={"width": width, "height": 844})
    assert page.evaluate("(e => e.scrollWidth > e.clientWidth)(document.querySelector('.figure-wide .scroll'))") is shown
    assert page.locator(".scroll-hint").is_visible() is shown


@pytest.mark.parametrize("address", ["articles/the-ferry-is-retired.html", "articles/words-on-the-quay.html"])
def test_the_notes_of_one_paragraph_do_not_run_into_those_of_the_next(opened: Callable[..., Page], address: str) -> None:
    page = opened(address, viewport={"width": 1280, "height": 900})
    boxes = [box for note in page.locator(".body .margin").all() if (box := note.bounding_box())]
    assert boxes
    assert all(above["y"] + above["height"] < below["y"] for above, below in pairwise(boxes))
    text = page.locator(".body p").first.bounding_box()
    assert text and all(box["x"] > text["x"] + text["width"] for box in boxes)


def test_on_paper_there_is_text_and_no_menu(opened: Callable[..., Page]) -> None:
    page = opened("articles/the-ferry-is-retired.html", color_scheme="dark")
    page.emulate_media(media="print")
    assert page.locator("nav:visible").count() == 0
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.locator("#p2").is_visible()
