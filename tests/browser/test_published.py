"""A published site in a browser: as a project page under a sub-path, and unpacked from its archive into a folder."""

from __future__ import annotations

import mimetypes
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest

sys.path.append(str(Path(__file__).resolve().parents[1] / "site"))
from invented import CORPUS, RECORD, corpus

from onrecord import deposit
from onrecord.site.build import Options, build

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

pytestmark = [pytest.mark.browser, pytest.mark.site]

ADDRESS = "https://name.example/repository"
KINDS_OF_PAGE = (
    *("index.html", "articles.html", "articles/the-ferry-is-retired.html", "people/ada-lindqvist.html", "statements.html"),
    *("search.html", "concordance.html", "concordance/people/ada-lindqvist.html", "data.html", "about.html"),
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The corpus as it is published; its documents may be shown in full, so that there is something to find."""
    settings = corpus(tmp_path_factory.mktemp("published"), [*CORPUS, RECORD])
    more = f'ONRECORD_SITEURL = "{ADDRESS}"\nONRECORD_PUBLISH = "full"\n'
    settings.write_text(settings.read_text(encoding="utf-8") + more, encoding="utf-8")
    return build(Options(settings))


class Host:
    """What GitHub Pages does with a project page: files under a sub-path, and ``404.html`` for all that is not there."""

    def __init__(self, site: Path, page: Page) -> None:
        self._site = site
        self.outside: list[str] = []
        self.missing: list[str] = []
        page.route("**/*", self._answer)

    def _answer(self, route: Route) -> None:
        url = urlsplit(route.request.url)
        if not route.request.url.startswith(f"{ADDRESS}/"):
            self.outside.append(route.request.url)
            route.abort()
            return
        path = self._site / (unquote(url.path.removeprefix("/repository/")) or "index.html")
        if path.is_file():
            route.fulfill(status=200, body=path.read_bytes(), content_type=mimetypes.guess_type(path.name)[0] or "application/octet-stream")
        else:
            self.missing.append(url.path)
            route.fulfill(status=404, body=(self._site / "404.html").read_bytes(), content_type="text/html; charset=utf-8")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


def found(page: Page) -> list[str]:
    page.locator(".search-found li a").first.wait_for()
    links: list[str] = page.locator(".search-found li a").evaluate_all("links => links.map(link => link.href)")
    return links


def test_a_project_page_works_under_its_sub_path(page: Page, site: Path) -> None:
    host = Host(site, page)
    for address in KINDS_OF_PAGE:
        answer = page.goto(f"{ADDRESS}/{address}")
        assert answer is not None
        assert answer.status == 200
    page.goto(f"{ADDRESS}/")
    page.locator(".masthead").get_by_role("link", name="Articles", exact=True).click()
    page.get_by_role("link", name="The ferry is retired").first.click()
    assert page.url == f"{ADDRESS}/articles/the-ferry-is-retired.html"
    assert (host.outside, host.missing) == ([], [])


def test_searching_answers_under_a_sub_path(page: Page, site: Path) -> None:
    host = Host(site, page)
    page.goto(f"{ADDRESS}/search.html#q=ferry")
    assert f"{ADDRESS}/articles/the-ferry-is-retired.html" in [link.partition("#")[0] for link in found(page)]
    assert (host.outside, host.missing) == ([], [])


@pytest.mark.parametrize("address", ["nothing.html", "articles/nothing.html", "a/b/c/nothing"])
def test_the_page_for_missing_addresses_leads_home_from_any_depth(page: Page, site: Path, address: str) -> None:
    host = Host(site, page)
    answer = page.goto(f"{ADDRESS}/{address}")
    assert answer is not None
    assert answer.status == 404
    page.get_by_role("link", name="All articles").click()
    assert page.url == f"{ADDRESS}/articles.html"
    page.go_back()
    if page.locator(".masthead-search input:visible").count():
        page.locator(".masthead-search input").fill("ferry")
        page.locator(".masthead-search input").press("Enter")
        page.wait_for_url(f"{ADDRESS}/search.html*")
    assert (host.outside, host.missing[1:]) == ([], host.missing[:1] * len(host.missing[1:]))


def test_an_archive_opens_from_its_folder(page: Page, site: Path, tmp_path: Path) -> None:
    deposit.write(site, tmp_path / "a.zip", "ferries", {}, "")
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        archive.extractall(tmp_path / "unpacked")
    home = (tmp_path / "unpacked" / "ferries" / "data").as_uri()
    asked: list[str] = []
    failed: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("requestfailed", lambda request: failed.append(request.url) if request.failure != "net::ERR_ABORTED" else None)
    page.on("pageerror", lambda error: failed.append(str(error)))
    for address in KINDS_OF_PAGE:
        page.goto(f"{home}/{address}")
    page.goto(f"{home}/articles/the-ferry-is-retired.html")
    assert page.get_by_role("heading", level=1).inner_text() == "The ferry is retired"
    page.goto(f"{home}/search.html#q=ferry")
    assert f"{home}/articles/the-ferry-is-retired.html" in [link.partition("#")[0] for link in found(page)]
    assert [url for url in asked if not url.startswith(f"{home}/")] == []
    assert failed == []
