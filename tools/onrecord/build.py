"""A folder of sources → ``content/articles``: what has changed is extracted, in parallel; the rest comes from the cache.

The cache is keyed by content: the bytes and the name of the source, the rules (this package's own files and the versions of
the libraries that read for it) and the authority files. Corrections are applied after it.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from importlib import metadata
from pathlib import Path

import msgspec

from onrecord import authorities, corrections
from onrecord.authorities import Authorities
from onrecord.errors import ConfigurationError
from onrecord.extract import Extracted, Extractor
from onrecord.read import SUFFIXES, identify
from onrecord.records import Problem
from onrecord.relate import Related, relate
from onrecord.slugs import unique
from onrecord.write import by_hand, published, write

_READING_LIBRARIES = ("anyascii", "cmarkgfm", "lxml", "nupunkt", "resiliparse", "trafilatura")
_NOT_RULES = ("site", "cli", "scaffold", "alike.py", "check.py", "explain.py", "suggest.py")
"""Parts of the package that read no source: a change of theirs leaves the cache as it is."""
_FEW = 12
"""Sources; below this a process pool costs more time than it saves."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did. ``problems`` are (source name, problem), by name; ``extracted`` counts what the cache did not have."""

    documents: tuple[Related, ...]
    problems: tuple[tuple[str, Problem], ...]
    found: int
    extracted: int
    changed: int


@dataclass(frozen=True, slots=True)
class Job:
    """One source to extract: where it is, its name inside the folder, its id."""

    path: Path
    name: str
    id: str


def build(  # noqa: PLR0913  (the folders of a corpus and how to work, all but two by keyword)
    sources: Path,
    articles: Path,
    *,
    authorities_folder: Path,
    corrections_file: Path,
    cache: Path,
    jobs: int | None = None,
    executor: Executor | None = None,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> Report:
    """Build the articles of a corpus.

    ``progress`` is told (documents done, documents in all). ``executor`` may be any ``concurrent.futures`` executor;
    without one, ``jobs`` processes are used. Raises :class:`ConfigurationError` for a hand-kept file that does not fit,
    or a folder without sources, before anything is written.
    """
    if not sources.is_dir():
        raise ConfigurationError(f"{sources}: there is no such folder; name the folder that holds your articles")
    records = authorities.load(authorities_folder)
    decided = corrections.load(corrections_file)
    planned, odd = plan(sources)
    if not planned:
        raise ConfigurationError(f"{sources}: no source in this folder; put {', '.join(sorted(SUFFIXES))} files into it")
    fingerprint = _fingerprint(records)
    extracted: dict[str, Extracted] = {}
    missing: list[tuple[Job, Path]] = []
    for job in planned:
        kept = cache / _key(job, fingerprint)
        if (known := _read_cache(kept)) is not None:
            extracted[job.name] = known
        else:
            missing.append((job, kept))
    done = len(extracted)
    progress(done, len(planned))
    for (job, kept), result in zip(missing, _extract([job for job, _ in missing], records, jobs, executor), strict=True):
        extracted[job.name] = result
        _write_cache(kept, result)
        done += 1
        progress(done, len(planned))
    ordered = [extracted[job.name] for job in planned]
    related, unused = relate(ordered, decided, published(articles), by_hand(articles))
    changed = write(related, articles)
    by_id = {document.annotated.described.cleaned.source.id: document for document in related}
    problems = [*odd, *((item.name, p) for item in ordered for p in (by_id[item.id].problems if item.id in by_id else item.problems))]
    if sources.resolve().parent == corrections_file.resolve().parent:  # the corrections of this corpus, not of another one
        problems += [(corrections_file.name, problem) for problem in unused]
    return Report(related, tuple(problems), len(planned) + len(odd), len(missing), changed)


def plan(sources: Path) -> tuple[list[Job], list[tuple[str, Problem]]]:
    """The sources of a folder and its subfolders, by name, each with an id of its own; and the files that are none."""
    jobs: list[Job] = []
    odd: list[tuple[str, Problem]] = []
    taken: set[str] = set()
    for path in sorted(path for path in sources.rglob("*") if not any(part.startswith(".") for part in path.relative_to(sources).parts)):
        name = path.relative_to(sources).as_posix()
        if path.is_dir():
            continue
        if path.suffix.lower() not in SUFFIXES:
            odd.append(
                (printable(name), Problem("unknown-kind", f"'{path.suffix or 'no ending'}' is not among {', '.join(sorted(SUFFIXES))}"))
            )
            continue
        id_ = unique(identify(name), path.suffix.lower().strip("."), taken)
        taken.add(id_)
        jobs.append(Job(path, printable(name), id_))
    return jobs, odd


def printable(name: str) -> str:
    """A file name as it can be shown on one line: characters that cannot be seen or that move the text are escaped."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape", "surrogatepass").decode() for c in name)


# ---- extraction ---------------------------------------------------------------------------------------------------------

_extractor: Extractor | None = None


def _prepare(records: Authorities) -> None:
    global _extractor  # noqa: PLW0603  (one extractor for each process, built once for the same authority files)
    if _extractor is None or _extractor.authorities != records:
        _extractor = Extractor(records)


def _run(job: Job) -> Extracted:
    assert _extractor is not None  # noqa: S101  (set by _prepare before any job)
    return _extractor.extract(job.path, job.name, job.id)


def _extract(jobs: list[Job], records: Authorities, workers: int | None, executor: Executor | None) -> Iterator[Extracted]:
    """The results in the order of the jobs."""
    if executor is not None:
        yield from executor.map(_alone, jobs, [records] * len(jobs))
        return
    count = workers or os.cpu_count() or 1
    if count == 1 or len(jobs) < _FEW:
        if jobs:
            _prepare(records)
        yield from map(_run, jobs)
        return
    with ProcessPoolExecutor(count, initializer=_prepare, initargs=(records,)) as pool:
        yield from pool.map(_run, jobs, chunksize=max(1, min(16, len(jobs) // (count * 4))))


def _alone(job: Job, records: Authorities) -> Extracted:
    """One job on an executor that was not prepared by us."""
    _prepare(records)
    return _run(job)


# ---- cache --------------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _rules() -> str:
    """A digest of everything that decides what is read from a source, besides the authority files."""
    digest = hashlib.sha256()
    package = Path(__file__).parent
    for path in sorted(package.rglob("*")):
        relative = path.relative_to(package)
        if path.is_file() and path.suffix in (".py", ".tsv", ".txt", ".yaml", ".gz") and relative.parts[0] not in _NOT_RULES:
            digest.update(relative.as_posix().encode() + b"\0" + path.read_bytes())
    for library in _READING_LIBRARIES:
        digest.update(f"{library} {metadata.version(library)}\n".encode())
    return digest.hexdigest()


def _fingerprint(records: Authorities) -> str:
    return hashlib.sha256(_rules().encode() + msgspec.json.encode(records)).hexdigest()


def _key(job: Job, fingerprint: str) -> Path:
    digest = hashlib.sha256(fingerprint.encode() + job.name.encode("utf-8", "surrogatepass") + b"\0" + job.id.encode() + b"\0")
    try:
        with job.path.open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    except OSError:
        digest.update(b"unreadable")
    name = digest.hexdigest()
    return Path(name[:2]) / f"{name[2:]}.json"


def _read_cache(path: Path) -> Extracted | None:
    """What the cache has; a file that cannot be read counts as nothing."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Extracted)
    except (OSError, msgspec.MsgspecError):
        return None


def _write_cache(path: Path, result: Extracted) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    temporary.write_bytes(msgspec.json.encode(result))
    temporary.replace(path)


def paths_of(items: Iterable[Path]) -> list[Job]:
    """The jobs for single files and folders named on a command line, in the order given."""
    jobs: list[Job] = []
    for item in items:
        if item.is_dir():
            jobs += plan(item)[0]
        else:
            jobs.append(Job(item, printable(item.name), identify(item.name)))
    return jobs


def extract_all(jobs: list[Job], records: Authorities, workers: int | None = None) -> Iterator[Extracted]:
    """Extract single files, without cache and without writing, in the order given."""
    return _extract(jobs, records, workers, None)
