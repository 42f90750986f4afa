"""What search engines read of a published site: the map of its pages, and where it is."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.xmltext import escaped


def sitemap(urls: Iterable[str], site_url: str) -> bytes:
    """The site's pages for search engines (sitemaps.org, 0.9)."""
    rows = "".join(f"<url><loc>{escaped(f'{site_url}/{url}')}</loc></url>\n" for url in sorted(urls))
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</urlset>\n'.encode()
    )


def robots(site_url: str) -> bytes:
    """Leave for every robot, and where the map is (RFC 9309). It is read at the root of a server alone, so no other site has one."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {site_url}/sitemap.xml\n".encode()
