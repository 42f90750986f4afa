"""``datapackage.json`` (Data Package 2.0 of the Frictionless project) and ``metadata.json`` for Datasette, from the table of fields."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec

from onrecord.cite.files import FORMATS
from onrecord.fields import Field, File, Table, tables
from onrecord.interchange import skos
from onrecord.site.corpus import Corpus
from onrecord.site.database import FULL_TEXT, VIEWS
from onrecord.site.dataset import Dataset, citation_file
from onrecord.site.downloads import DATABASE, Download, described
from onrecord.site.exports import JOINED

DESCRIPTOR = "datapackage.json"
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"

MEDIA_TYPES = {
    **{format_.ending: format_.media_type for format_ in FORMATS},
    "csv": "text/csv",
    "jsonl": "application/jsonl",
    "sqlite": "application/vnd.sqlite3",
    "ttl": "text/turtle",
    "json": "application/json",
    "cff": "application/yaml",
    "zip": "application/zip",
}
"""Ending → media type (IANA; JSON lines have none registered, and this is the one in use). ``json`` holds more than citations."""
_CITATIONS = tuple((format_.ending, format_.label) for format_ in FORMATS)
DESCRIPTIONS = {
    **{f"citations.{ending}": f"Every document as a reference ({name})." for ending, name in _CITATIONS},
    **{f"citations-statements.{ending}": f"Every statement as a reference ({name})." for ending, name in _CITATIONS},
    "onrecord.sqlite": "All tables with their keys, the texts, full-text tables and views, for SQLite and Datasette.",
    "tei.zip": "Every document as TEI P5 with its statements, names and evidence; each is also linked from its page.",
    "metadata.json": "What Datasette shows beside the tables.",
    "authorities.ttl": "The authority records as a thesaurus in SKOS.",
    "CITATION.cff": "How to cite the data set, for programs that manage references.",
    "datapackage.json": "What each file is, its checksum, and what its fields mean (Frictionless Data Package).",
}
"""File that is no table → what it is."""
_TYPES = {"objects": "array", "edtf": "string", "date": "date", "uri": "string"}
_EDTF = "http://id.loc.gov/datatypes/edtf/EDTF"


def write(dataset: Dataset, corpus: Corpus, downloads: Iterable[Download], folder: Path) -> tuple[Download, ...]:
    """Write what describes the data set beside its tables, the descriptor of all files last; returns all files."""
    base = f"{dataset.url}/" if dataset.url else skos.BASE
    beside = {
        "metadata.json": datasette(dataset),
        "authorities.ttl": skos.turtle(corpus.authorities, base).encode(),
        "CITATION.cff": citation_file(dataset),
    }
    every = [*downloads]
    for name, content in beside.items():
        (folder / name).write_bytes(content)
        every.append(described(folder / name))
    (folder / DESCRIPTOR).write_bytes(descriptor(dataset, every, [entry.name for entry in corpus.of_kind("outlet")]))
    return *every, described(folder / DESCRIPTOR)


def descriptor(dataset: Dataset, downloads: Iterable[Download], sources: Sequence[str]) -> bytes:
    """The descriptor of the data set: what each file is, its checksum, and what each of its fields means.

    ``sources`` are the names of the outlets whose articles it is made from.
    """
    listed = [download for download in downloads if not _is_nothing(download)]
    names = {_name(download) for download in listed}
    package = {
        "$schema": PROFILE,
        "name": dataset.name,
        "title": dataset.title,
        "description": dataset.description,
        "homepage": f"{dataset.url}/data.html" if dataset.url else None,
        "licenses": [{"name": dataset.licence}] if dataset.licence else None,
        "contributors": [{"title": keeper.name, "path": keeper.orcid, "roles": ["dataCurator"]} for keeper in dataset.keepers],
        "sources": [{"title": outlet} for outlet in sources],
        "resources": [_resource(download, names) for download in listed],
    }
    return msgspec.json.format(msgspec.json.encode(_known(package)), indent=1) + b"\n"


def _known(value: Any) -> Any:
    """A value without keys that have nothing to say: the standard knows no null."""
    if isinstance(value, dict):
        return {key: _known(item) for key, item in value.items() if item is not None and item not in ([], {})}
    return [_known(item) for item in value] if isinstance(value, list) else value


def _is_nothing(download: Download) -> bool:
    """Whether a file has not a byte: JSON lines without a row, of which no program can tell that they are a table. The CSV has its
    header and stands for both."""
    return download.bytes == 0


def _resource(download: Download, names: Container[str]) -> dict[str, Any]:
    table = tables().get(download.table or "")
    described = {
        "name": _name(download),
        "type": "table" if table else None,
        "path": download.name,
        "title": table.label if table else None,
        "description": table.description if table else DESCRIPTIONS.get(download.name),
        "format": download.format,
        "mediatype": MEDIA_TYPES[download.format],
        "encoding": None if download.format in ("sqlite", "zip") else "utf-8",
        "bytes": download.bytes,
        "hash": f"sha256:{download.sha256}",
    }
    return described | ({"schema": _schema(table, "csv" if download.format == "csv" else "jsonl", names)} if table else {})


def _name(download: Download) -> str:
    """The name of a resource: that of its table for CSV, that of the file for others."""
    return download.name.lower().removesuffix(".csv")


def _schema(table: Table, file: File, names: Container[str]) -> dict[str, Any]:
    """What the standard calls a table schema. A key leads to the table in the same kind of file, where that is among ``names``."""
    ending = "" if file == "csv" else f".{file}"
    keys = [
        {
            "fields": [here for here, _ in pairs],
            "reference": {"resource": "" if target == table.name else f"{target}{ending}", "fields": [there for _, there in pairs]},
        }
        for target, pairs in table.foreign.items()
        if {here for here, _ in pairs} <= set(table.names(file)) and f"{target}{ending}" in names
    ]
    schema = {
        "fields": [_described(field, file) for field in table.of(file)],
        "missingValues": [""],
        "primaryKey": list(table.primary),
        "foreignKeys": keys,
    }
    return {key: value for key, value in schema.items() if value}


def _described(field: Field, file: File) -> dict[str, Any]:
    listed = field.type == "list"
    constraints = {"required": (field.always and not listed) or None, "enum": list(field.values)}
    return {
        "name": field.name,
        "type": ("list" if file == "csv" else "array") if listed else _TYPES.get(field.type, field.type),
        "delimiter": JOINED if listed and file == "csv" else None,
        "title": field.label,
        "description": field.description,
        "rdfType": _EDTF if field.type == "edtf" else f"https://schema.org/{field.schema}" if field.schema.isalpha() else None,
        "constraints": constraints,
    }


# ---- Datasette -----------------------------------------------------------------------------------------------------------


def datasette(dataset: Dataset) -> bytes:
    """``metadata.json``: titles, descriptions and facets for Datasette."""
    described = {
        "title": dataset.title,
        "description": dataset.description,
        "license": dataset.licence or None,
        "source": dataset.title,
        "source_url": dataset.url or None,
        "databases": {
            DATABASE.partition(".")[0]: {
                "tables": {table.name: _shown(table) for table in tables().values()}
                | {name: {"title": name.replace("_", " ").capitalize(), "description": text} for name, (text, _) in VIEWS.items()}
            }
        },
    }
    return msgspec.json.format(msgspec.json.encode(_known(described)), indent=1) + b"\n"


def _shown(table: Table) -> dict[str, Any]:
    fields = {field.name: field for field in table.of("sqlite")}
    return {
        "title": table.label,
        "description": table.description,
        "columns": {name: field.description for name, field in fields.items()},
        "facets": [{"array": name} if fields[name].type == "list" else name for name in table.facets],
        "label_column": next((name for name in ("title", "name") if name in fields), None),
        "fts_table": f"{table.name}_fts" if table.name in FULL_TEXT else None,
    }
