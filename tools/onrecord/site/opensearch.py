"""The OpenSearch description of a published site: with it a browser offers to search the site from its address bar."""

from __future__ import annotations

from onrecord.cite.records import clean
from onrecord.xmltext import element, escaped

ADDRESS = "opensearch.xml"
_NAMESPACE = "http://a9.com/-/spec/opensearch/1.1/"
_SHORT, _DESCRIPTION = 16, 1024
"""Characters that OpenSearch 1.1 allows for a name and for a description."""


def description(site_url: str, name: str, subtitle: str) -> bytes:
    """The description document. It holds absolute addresses."""
    texts = {
        "ShortName": clean(name)[:_SHORT].strip(),
        "Description": clean(f"Search {name}{f': {subtitle}' if subtitle else ''}")[:_DESCRIPTION],
        "InputEncoding": "UTF-8",
    }
    search = {"type": "text/html", "method": "get", "template": f"{site_url}/search.html?q={{searchTerms}}"}
    content = [*(element(tag, {}, escaped(text)) for tag, text in texts.items()), element("Url", search)]
    root = element("OpenSearchDescription", {"xmlns": _NAMESPACE}, *content)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{root}\n'.encode()
