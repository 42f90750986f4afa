"""What a person has decided, put into the authority files: all of it or nothing, and every file whole at every moment."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord import authorities
from onrecord.authorities import KINDS, Record
from onrecord.errors import ConfigurationError
from onrecord.handwriting import rewrite


@dataclass(frozen=True, slots=True)
class Change:
    """A record as it shall be from now on; ``kind`` is its file (``people``). ``remarks`` follow a new record as comments."""

    kind: str
    record: Record
    remarks: tuple[str, ...] = ()


def put(folder: Path, changes: Sequence[Change]) -> tuple[Path, ...]:
    """Write records into the authority files of a folder; returns the files that changed.

    Raises :class:`ConfigurationError`, with nothing written, when the files do not fit as they are or would not afterwards.
    """
    authorities.load(folder)
    before: dict[Path, bytes | None] = {}
    texts: dict[str, str] = {}
    for kind in KINDS:
        wanted = [change for change in changes if change.kind == kind]
        path = folder / f"{kind}.yaml"
        before[path] = path.read_bytes() if path.exists() else None
        text = (before[path] or b"").decode("utf-8")
        remarks = {change.record.id: change.remarks for change in wanted}
        texts[kind] = rewrite(text, str(path), [change.record for change in wanted], remarks)
    authorities.load(folder, instead=texts)
    new = {folder / f"{kind}.yaml": text.encode("utf-8") for kind, text in texts.items()}
    return replace_files({path: data for path, data in new.items() if data != (before[path] or b"")}, before)


def replace_files(files: Mapping[Path, bytes], before: Mapping[Path, bytes | None]) -> tuple[Path, ...]:
    """Replace files one by one, each at a stroke: who reads one sees the old or the new, never a half.

    Raises :class:`ConfigurationError`, with nothing written, when one is no longer what it was read as: somebody saved it.
    """
    changed = [str(path) for path in files if (path.read_bytes() if path.exists() else None) != before[path]]
    if changed:
        raise ConfigurationError(f"{', '.join(changed)}: changed meanwhile; nothing was written, run the command again")
    drafts = {}
    try:
        for path, data in files.items():
            target = path.resolve()  # a link stays a link
            target.parent.mkdir(parents=True, exist_ok=True)
            drafts[target] = target.with_name(f".{target.name}.{os.getpid()}")
            drafts[target].write_bytes(data)
            if target.exists():
                drafts[target].chmod(target.stat().st_mode & 0o777)
        for target, draft in drafts.items():
            draft.replace(target)
    finally:
        for draft in drafts.values():
            draft.unlink(missing_ok=True)
    return tuple(files)
