"""Pages in a browser: accessible, no wider than a phone, readable and complete without scripts and from the folder."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

sys.path.append(str(Path(__file__).resolve().parents[1] / "site"))
from invented import CORPUS, corpus, crowd

from onrecord.site.build import Options, build

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.site]

FLAGS = ("--no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-component-update --disable-sync").split()

KINDS_OF_PAGE = (
    *("index.html", "articles.html", "statements.html", "timeline.html", "data.html", "about.html", "404.html"),
    *("people.html", "people-2.html", "events.html", "outlets.html"),
    *("articles/the-ferry-is-retired.html", "articles/words-on-the-quay.html", "articles/by-hand.html", "articles/hostile.html"),
    *("people/ada-lindqvist.html", "organizations/port-office.html", "places/oster-bay.html"),
    *("events/bridge.html", "events/harbour-fair.html", "topics/ferries.html", "outlets/oster-courier.html"),
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(Options(corpus(tmp_path_factory.mktemp("site"), [*CORPUS, crowd(130)])))


@pytest.fixture(scope="module")
def browser(chromium: Path) -> Iterator[Browser]:
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(chromium), args=FLAGS)
        yield browser
        browser.close()


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
        page.goto((site / address).as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()


def unfolded(page: Page, site: Path, address: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto((site / address).as_uri())
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
        page.goto((site / address).as_uri(), wait_until="load")
    assert [url for url in asked if not url.startswith(site.as_uri())] == []
    assert (failed, errors) == ([], [])


def test_the_filter_narrows_the_list_and_says_how_much_is_left(opened: Callable[..., Page]) -> None:
    page = opened("articles.html")
    page.get_by_label("Show only").fill("FERRY courier")
    assert page.locator("li.document:visible").count() == 1
    assert page.get_by_role("status").inner_text() == "1 of 6 on this page"


def test_without_scripts_the_whole_list_is_there_and_no_dead_control(opened: Callable[..., Page]) -> None:
    page = opened("articles.html", java_script_enabled=False)
    assert page.locator("li.document").count() == 6
    assert page.locator("input:visible, button:visible").count() == 0


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
