"""Looks over a built site before it is published: links, addresses, what it would load from others, and its size.

Only files are read; nothing of the program that wrote them is trusted. What is found has a code of ``vocabulary/problems.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

from lxml import etree, html

from onrecord.articles import SITE_MARK
from onrecord.check import Finding

MOST_BYTES = 1_000_000_000
"""A site on GitHub Pages. Source: GitHub Docs, GitHub Pages limits (published sites may be no larger than 1 GB)."""
NEAR = 0.8
"""The part of it from which the size is told: time enough to think of what to leave out."""
MOST_BYTES_OF_A_FILE = 100_000_000
"""A file in a repository on GitHub. Source: GitHub Docs, about large files on GitHub (100 MiB, rounded down)."""

_LOADING_LINKS = frozenset({"stylesheet", "icon", "preload", "modulepreload", "prefetch", "preconnect", "dns-prefetch", "manifest"})
"""Values of ``rel`` with which a browser asks for what a ``link`` names; others only tell of it."""
_LOADING = frozenset({"src", "srcset", "poster", "data", "background"})
_LINKING = frozenset({"href", "action", "cite"})
_ELSEWHERE = re.compile(rb"""(?:url\(\s*["']?|@import\s+["']|\b(?:fetch|import|importScripts|Worker)\(\s*["'`])(?:https?:)?//[^"'`)\s]*""")
"""What a style sheet or a script of the theme would load from another server."""
_OWN = "//link[@rel='canonical']/@href | //meta[@property='og:url' or @name='citation_public_url']/@content"
"""Where a page says under which address it is published."""
_NOT_FOUND = "404.html"


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was looked at, and what was found. ``size`` is in bytes."""

    pages: int
    links: int
    files: int
    size: int
    findings: tuple[Finding, ...]


@dataclass(slots=True)
class _Site:
    """A site while it is looked over. ``url`` is its address without a slash at the end; empty where it has none."""

    files: dict[str, Path]
    url: str
    ids: dict[str, frozenset[str]] = field(default_factory=dict)
    wanted: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    """File and fragment → the first page and link that lead there."""
    stated: list[tuple[str, str]] = field(default_factory=list)
    """File and address that it states as one of this site."""
    links: int = 0


def inspect(folder: Path, url: str = "") -> Inspection:
    """Look over the site in a folder that is published at an address; without one, at the address that its own map states."""
    files = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != SITE_MARK}
    site = _Site(files, url.rstrip("/") or _stated_address(files))
    found = [*_pages(site), *_fragments(site), *_addresses(site), *_theme(site), *_machine(site, folder), *_sizes(site)]
    size = sum(path.stat().st_size for path in files.values())
    return Inspection(len(site.ids), site.links, len(files), size, tuple(found))


def _stated_address(files: dict[str, Path]) -> str:
    """The address under which the map of the site has its home page; nothing where there is no map."""
    homes = [loc.removesuffix("/index.html") for loc in _locations(files) if loc.endswith("/index.html")]
    return min(homes, key=len, default="")


def _locations(files: dict[str, Path]) -> Iterator[str]:
    if path := files.get("sitemap.xml"):
        yield from (element.text or "" for element in etree.parse(path).iter("{*}loc"))


def _pages(site: _Site) -> Iterator[Finding]:
    parser = html.HTMLParser(huge_tree=True)
    for name, path in site.files.items():
        if not name.endswith(".html"):
            continue
        root = html.document_fromstring(path.read_bytes(), parser=parser, ensure_head_body=True)
        site.ids[name] = frozenset(value for value in (*root.xpath("//@id"), *root.xpath("//a/@name")))
        site.stated += [(name, str(address)) for address in root.xpath(_OWN)]
        linked, loaded = _references(root)
        site.links += len(linked) + len(loaded)
        yield from (problem for link in sorted(linked | loaded) if (problem := _judged(site, name, link)))
        yield from (Finding(name, None, "site-elsewhere", load) for load in sorted(loaded) if _is_elsewhere(site, load))


def _references(root: html.HtmlElement) -> tuple[set[str], set[str]]:
    """What a page leads to, and what a browser loads with it."""
    linked: set[str] = set()
    loaded: set[str] = set()
    for element in root.iter(etree.Element):
        for name, value in element.attrib.items():
            if name in _LOADING and element.tag != "data":
                loaded |= {part.split()[0] for part in value.split(",") if part.strip()} if name == "srcset" else {value}
            elif name in _LINKING:
                loads = element.tag == "link" and not _LOADING_LINKS.isdisjoint(element.get("rel", "").split())
                (loaded if loads else linked).add(value.strip())
        if element.tag == "meta" and element.get("http-equiv", "").lower() == "refresh":
            linked |= set(re.findall(r"url=(.+)", element.get("content", ""), re.IGNORECASE))
    return linked, loaded


def _judged(site: _Site, page: str, link: str) -> Finding | None:
    """What is wrong with a link of a page, if anything; the place that it names in another page is looked up when all are read."""
    parts = urlsplit(link)
    whole = bool(site.url) and (link == site.url or link.startswith((f"{site.url}/", f"{site.url}#")))
    if parts.scheme == "file" or (not parts.scheme and not parts.netloc and parts.path.startswith("/")):
        return Finding(page, None, "site-link-absolute", link)
    if (parts.scheme or parts.netloc) and not whole:
        return None
    if page == _NOT_FOUND and site.url and not whole and parts.path:
        return Finding(page, None, "site-link-relative", link)
    if whole:
        inside = unquote(urlsplit(link[len(site.url) :]).path)
        target = normpath(inside.lstrip("/") or "index.html")
    else:
        inside = unquote(parts.path)
        target = normpath(join(dirname(page), inside)) if inside else page
    if target not in site.files:
        return Finding(page, None, "site-link-broken", f"{link}{_other_case(site, target)}")
    # What a script reads, as in #speaker=…, is no place on a page.
    if parts.fragment and "=" not in parts.fragment:
        site.wanted.setdefault((target, unquote(parts.fragment)), (page, link))
    return None


def _other_case(site: _Site, target: str) -> str:
    alike = next((name for name in site.files if name.lower() == target.lower()), None)
    return f" (there is {alike}: large and small letters differ on the web)" if alike else ""


def _fragments(site: _Site) -> Iterator[Finding]:
    for (target, fragment), (page, link) in sorted(site.wanted.items()):
        if target in site.ids and fragment not in site.ids[target] and fragment != "top":
            yield Finding(page, None, "site-fragment-broken", link)


def _is_elsewhere(site: _Site, load: str) -> bool:
    parts = urlsplit(load)
    return bool(parts.netloc or parts.scheme in ("http", "https")) and not (site.url and load.startswith(f"{site.url}/"))


def _addresses(site: _Site) -> Iterator[Finding]:
    """Addresses in pages, in the map, in the feeds and for search fields: of this site, and of a file that is there."""
    stated = [*site.stated, *(("sitemap.xml", loc) for loc in _locations(site.files))]
    for name in site.files:
        if name == "opensearch.xml" or (name.startswith("feeds/") and name.endswith(".xml")):
            stated += [(name, str(address)) for address in etree.parse(site.files[name]).xpath("//@href | //@template")]
    for name, address in dict.fromkeys(stated):
        inside = unquote(urlsplit(address[len(site.url) :]).path).lstrip("/") or "index.html"
        if not site.url or not address.startswith(f"{site.url}/") or inside not in site.files:
            yield Finding(name, None, "site-address-wrong", address)


def _theme(site: _Site) -> Iterator[Finding]:
    for name, path in site.files.items():
        if name.startswith("theme/") and name.endswith((".css", ".js")):
            for match in _ELSEWHERE.finditer(path.read_bytes()):
                yield Finding(name, None, "site-elsewhere", match[0].decode(errors="replace"))


def _machine(site: _Site, folder: Path) -> Iterator[Finding]:
    """Paths of this machine: of the folder in which the command runs, and of the site."""
    places = {str(place) for place in (Path.cwd().resolve(), folder.resolve()) if len(place.parts) > 2}
    for name, path in site.files.items():
        content = path.read_bytes()
        for place in sorted(places, key=len):
            if place.encode() in content:
                yield Finding(name, None, "site-path-of-machine", place)
                break


def _sizes(site: _Site) -> Iterator[Finding]:
    sizes = {name: path.stat().st_size for name, path in site.files.items()}
    total = sum(sizes.values())
    if total > MOST_BYTES:
        yield Finding(".", None, "site-too-large", megabytes(total))
    elif total > NEAR * MOST_BYTES:
        yield Finding(".", None, "site-nearly-too-large", megabytes(total), "note")
    yield from (
        Finding(name, None, "site-file-large", megabytes(size), "note") for name, size in sizes.items() if size > MOST_BYTES_OF_A_FILE
    )


def megabytes(size: int) -> str:
    """A number of bytes in megabytes, as GitHub counts them: ``3.4 MB``."""
    return f"{size / 1_000_000:,.1f} MB"


def summary(found: Inspection) -> str:
    """What was looked at, in a line."""
    counted = f"{found.pages:,} pages, {found.links:,} links, {found.files:,} files"
    return f"{counted}; {megabytes(found.size)}, {found.size / MOST_BYTES:.1%} of what GitHub Pages takes"
