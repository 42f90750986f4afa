"""The OpenSearch description of a published site: with it a browser offers to search the site from its address bar."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from onrecord.cite.records import clean

ADDRESS = "opensearch.xml"
_NAMESPACE = "http://a9.com/-/spec/opensearch/1.1/"
_SHORT, _DESCRIPTION = 16, 1024
"""Characters that OpenSearch 1.1 allows for a name and for a description."""


def description(site_url: str, name: str, subtitle: str) -> bytes:
    """The description document. It holds absolute addresses."""
    ET.register_namespace("", _NAMESPACE)
    root = ET.Element(f"{{{_NAMESPACE}}}OpenSearchDescription")
    for tag, text in (
        ("ShortName", clean(name)[:_SHORT].strip()),
        ("Description", clean(f"Search {name}{f': {subtitle}' if subtitle else ''}")[:_DESCRIPTION]),
        ("InputEncoding", "UTF-8"),
    ):
        ET.SubElement(root, f"{{{_NAMESPACE}}}{tag}").text = text
    attributes = {"type": "text/html", "method": "get", "template": f"{site_url}/search.html?q={{searchTerms}}"}
    ET.SubElement(root, f"{{{_NAMESPACE}}}Url", attributes)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"
