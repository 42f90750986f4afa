"""Writes the files: one a document, and a zip of all of them with the same bytes each time."""

from __future__ import annotations

import zipfile
from pathlib import Path

from onrecord.site import addresses
from onrecord.site.corpus import Corpus, Document
from onrecord.site.dataset import Dataset
from onrecord.site.tei.body import text
from onrecord.site.tei.entities import ids, standoff
from onrecord.site.tei.header import header
from onrecord.xmltext import element

ARCHIVE = "tei.zip"
NAMESPACE = "http://www.tei-c.org/ns/1.0"
SCHEMA = "https://tei-c.org/release/xml/tei/custom/schema/relaxng/tei_all.rng"


def document(corpus: Corpus, one: Document, dataset: Dataset) -> bytes:
    """One document in TEI."""
    said = corpus.said_in.get(one.slug, ())

    def address(url: str) -> str:
        return f"{dataset.url}/{url}" if dataset.url else f"../../{url}"

    known = ids(one)
    content = (header(corpus, one, said, dataset, address), standoff(corpus, one, said, address), text(one, said, known))
    root = element("TEI", {"xmlns": NAMESPACE, "xml:lang": "en"}, "\n", *content, "\n")
    schema = f'<?xml-model href="{SCHEMA}" type="application/xml" schematypens="http://relaxng.org/ns/structure/1.0"?>'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{schema}\n{root}\n'.encode()


def write(corpus: Corpus, dataset: Dataset, folder: Path) -> Path:
    """Write all documents below a folder and into a zip beside them, whose path is returned."""
    path = folder / ARCHIVE
    with zipfile.ZipFile(path, "w") as archive:
        for one in corpus.documents:
            name, content = addresses.tei(one.slug), document(corpus, one, dataset)
            target = folder.parent / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
            entry = zipfile.ZipInfo(f"tei/{target.name}", (1980, 1, 1, 0, 0, 0))  # the earliest day that a zip knows
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return path
