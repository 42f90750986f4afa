"""Documents → ``content/articles``: for each a Markdown file for people and a JSON file with the annotations.

All bytes are made before the first file is written; a file is replaced only when its bytes change, and only as a whole.
Files of documents that are gone are removed; a page that somebody wrote by hand (no JSON beside it) is never touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import yaml

from onrecord.articles import FrontMatter, StandOff
from onrecord.markdown import BETWEEN_BLOCKS, escape
from onrecord.records import Account, Entity, Parallel
from onrecord.relate import FIELDS, Related
from onrecord.relate.events import Named


def write(related: Iterable[Related], folder: Path) -> int:
    """Write the documents and remove those that are gone; returns how many files changed."""
    files = {name: data for document in related for name, data in _files(document)}
    folder.mkdir(parents=True, exist_ok=True)
    changed = sum(_replace(folder / name, data) for name, data in sorted(files.items()))
    for stale in written(folder):
        if f"{stale.slug}.json" not in files:
            (folder / f"{stale.slug}.json").unlink()
            (folder / f"{stale.slug}.md").unlink(missing_ok=True)
            changed += 1
    for orphan in sorted(folder.glob("*.md")):
        if orphan.name not in files and not orphan.with_suffix(".json").exists() and _generated(orphan):
            orphan.unlink()
            changed += 1
    return changed


@dataclass(frozen=True, slots=True)
class Written:
    """A document written before: its id, the name of its source, the slug under which it was published, whom and what it named,
    and its parallel passages."""

    id: str
    name: str
    slug: str
    named: Named
    parallels: tuple[Parallel, ...] = ()


def written(folder: Path) -> tuple[Written, ...]:
    """The documents written before, by slug. A file that is not one of ours, or cannot be read, is left out."""
    found = []
    for path in sorted(folder.glob("*.json")):
        try:
            kept = msgspec.json.decode(path.read_bytes(), type=_Kept)
        except (msgspec.MsgspecError, OSError):
            continue
        found.append(Written(kept.id, kept.name, path.stem, Named(kept.entities, kept.accounts), kept.parallels))
    return tuple(found)


class _Kept(msgspec.Struct):
    format: int
    id: str
    name: str
    sha256: str
    entities: tuple[Entity, ...] = ()
    accounts: tuple[Account, ...] = ()
    parallels: tuple[Parallel, ...] = ()


def by_hand(folder: Path) -> frozenset[str]:
    """The slugs of the pages that somebody wrote by hand, which no document may take: no JSON beside them, no digest in them."""
    alone = (path for path in folder.glob("*.md") if not path.with_suffix(".json").exists())
    return frozenset(path.stem for path in alone if not _generated(path))


def _generated(path: Path) -> bool:
    """Whether a Markdown file is one of ours, whose JSON was lost: its front matter names the digest of a source."""
    return re.search(rb"^sha256: [0-9a-f]{64}$", path.read_bytes()[:20_000], re.MULTILINE) is not None


def _replace(path: Path, data: bytes) -> bool:
    if path.exists() and path.read_bytes() == data:
        return False
    temporary = path.with_name(f".{path.name}.new")
    temporary.write_bytes(data)
    temporary.replace(path)
    return True


def _files(document: Related) -> Iterator[tuple[str, bytes]]:
    described = document.annotated.described
    source = described.cleaned.source
    body = BETWEEN_BLOCKS.join(escape(described.cleaned.body[block.start : block.end], block.kind) for block in described.blocks)
    yield f"{document.slug}.md", f"---\n{_front_matter(document)}---\n\n{body}\n".encode()
    standoff = StandOff(
        id=source.id,
        name=source.name,
        sha256=source.sha256,
        fields=document.fields,
        entities=document.entities,
        mentions=document.annotated.mentions,
        accounts=document.annotated.accounts,
        statements=document.annotated.statements,
        deleted=document.deleted,
        blocks=described.blocks,
        problems=document.problems,
        duplicate_of=document.duplicate_of,
        duplicate_kind=document.duplicate_kind,
        parallels=document.parallels,
        edits=described.cleaned.text.edits,
        source=source.text,
    )
    yield f"{document.slug}.json", _line_by_line(msgspec.to_builtins(standoff))


def _front_matter(document: Related) -> str:
    values: dict[str, Any] = {name: found[0].value for name, found in document.fields.items() if name != "authors" and found}
    source = document.annotated.described.cleaned.source
    front = FrontMatter(
        **(values | {"title": values["title"] or source.name}),
        authors=tuple(author.value for author in document.fields["authors"] if author.value),
        speakers=tuple(dict.fromkeys(s.speaker_name for s in document.annotated.statements if s.speaker is not None and s.speaker_name)),
        basis={name: document.fields[name][0].basis for name in FIELDS if document.fields[name] and document.fields[name][0].value},
        id=source.id,
        source=source.name,
        sha256=source.sha256,
    )
    kept = {key: value for key, value in msgspec.to_builtins(front).items() if value not in (None, [], ())}
    return str(yaml.dump(kept, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=120))


def _line_by_line(record: dict[str, Any]) -> bytes:
    """JSON with one line for each key, and for each item of a list: a change of one annotation is a diff of one line."""
    lines = []
    for key, value in record.items():
        if isinstance(value, list | tuple) and value:
            text = "[\n" + ",\n".join(msgspec.json.encode(item).decode() for item in value) + "]"
        else:
            text = msgspec.json.encode(value).decode()
        lines.append(f"{msgspec.json.encode(key).decode()}:{text}")
    return ("{" + ",\n".join(lines) + "}\n").encode()
