"""A folder of sources → ``content/articles``: what has changed is extracted, in parallel; the rest comes from the cache.

The cache is keyed by content: the bytes and the name of the source, those of its lines that recur in its folder, the rules
(this package's own files and the versions of the libraries that read for it) and the authority files. Corrections are applied
after it.
"""

from __future__ import annotations

import hashlib
import os
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import metadata
from itertools import islice
from multiprocessing import get_all_start_methods, get_context
from pathlib import Path

import msgspec

from onrecord import authorities, corrections
from onrecord.articles import SITE_MARK
from onrecord.authorities import Authorities
from onrecord.clean.recurring import learn
from onrecord.errors import ConfigurationError, OnrecordError
from onrecord.extract import Extracted, Extractor
from onrecord.read import SUFFIXES, identify
from onrecord.records import Problem
from onrecord.redating import redated
from onrecord.relate import Related, relate
from onrecord.relate.parallels import Thread, find_threads
from onrecord.relate.passages import Telling
from onrecord.relate.threads import with_parallels
from onrecord.slugs import unique
from onrecord.write import by_hand, write, written

_READING_LIBRARIES = tuple(
    "anyascii cmarkgfm edtf fastwarc ftfy lxml mammoth msgspec nupunkt pypdfium2 pyyaml resiliparse trafilatura".split()
)
"""Libraries that decide what is read from a source; those for PDF and Word files may not be installed."""
_NOT_RULES = (
    *("site", "cli", "scaffold", "relate", "suggest", "interchange", "scripts.py", "search", "stems.py", "wordings.py"),
    *("alike.py", "check.py", "decisions.py", "explain.py", "handwriting.py", "offices.py", "refusals.py"),
)
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
    """One source to extract: where it is, its name inside the folder, its id, and those of its lines that recur in its folder."""

    path: Path
    name: str
    id: str
    recurring: frozenset[str] = frozenset()


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
    _refuse_what_is_no_folder_of_sources(sources, articles, authorities_folder)
    records = authorities.load(authorities_folder)
    decided = corrections.load(corrections_file)
    before = written(articles)
    planned, odd = plan(sources, {document.name: document.id for document in before})
    if not planned:
        raise ConfigurationError(f"{sources}: no source in this folder; put {', '.join(sorted(SUFFIXES))} files into it")
    decided = _of_this_folder(decided, {job.id for job in planned}, corrections_file, sources, articles)
    planned = _with_recurring(planned)
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
    slugs, published = {document.id: document.slug for document in before}, {document.id: document.named for document in before}
    related, unused = relate(redated(ordered, decided, records), decided, slugs, by_hand(articles), records, published)
    related = with_parallels(related, {document.id: document.parallels for document in before}, lambda found: _threads(found, cache))
    changed = write(related, articles)
    by_id = {document.annotated.described.cleaned.source.id: document for document in related}
    problems = [*odd, *((item.name, p) for item in ordered for p in (by_id[item.id].problems if item.id in by_id else item.problems))]
    problems += [(f"{corrections_file}, line {line}", problem) for line, problem in unused]
    return Report(related, tuple(problems), len(planned), len(missing), changed)


def plan(sources: Path, known: Mapping[str, str] | None = None) -> tuple[list[Job], list[tuple[str, Problem]]]:
    """The sources of a folder and its subfolders, by name, each with an id of its own; and the files that are none.

    ``known`` maps names to the ids they had before, which they keep: a newcomer never takes the id of another document.
    """
    paths: dict[str, Path] = {}
    odd: list[tuple[str, Problem]] = []
    root = sources.resolve()
    for folder, inner, files in os.walk(sources):
        # A site that onrecord built is no source, wherever its folder lies.
        inner[:] = sorted(name for name in inner if not name.startswith(".") and not (Path(folder) / name / SITE_MARK).exists())
        for file in sorted(files):
            path = Path(folder) / file
            name = printable(path.relative_to(sources).as_posix())
            if file.startswith("."):
                continue
            if problem := _no_source(path, root):
                odd.append((name, problem))
            else:
                paths[name] = path
    paths = dict(sorted(paths.items()))
    ids = {name: id_ for name, id_ in (known or {}).items() if name in paths}
    taken = set(ids.values())
    for name, path in paths.items():
        if name not in ids:
            ids[name] = unique(identify(name), path.suffix.lower().strip("."), taken)
            taken.add(ids[name])
    return [Job(path, name, ids[name]) for name, path in paths.items()], odd


def _refuse_what_is_no_folder_of_sources(sources: Path, articles: Path, authorities_folder: Path) -> None:
    """Raise :class:`ConfigurationError` for a file, for nothing, and for a folder in which a corpus keeps other files too."""
    if sources.is_file():
        raise ConfigurationError(f"{sources}: is a file; name the folder that holds your articles (`onrecord extract` reads single files)")
    if not sources.is_dir():
        raise ConfigurationError(f"{sources}: there is no such folder; name the folder that holds your articles")
    for kept, what in ((authorities_folder, "authority files"), (articles, "generated articles")):
        if kept.exists() and sources.resolve() in (kept.resolve(), *kept.resolve().parents):
            raise ConfigurationError(f"{sources}: holds the {what} ({kept}), which are no sources; name the folder of your articles alone")


_LOOKED_AT = 20_000
"""Files beside the sources that are looked at for the documents of corrections: the folder may lie in somebody's home."""


def _of_this_folder(
    decided: tuple[corrections.Correction, ...], ids: set[str], corrections_file: Path, sources: Path, articles: Path
) -> tuple[corrections.Correction, ...]:
    """The corrections without those of a shared file that speak of a document in a folder beside the sources."""
    missing = {correction.document for correction in decided} - ids
    if not missing or not corrections.is_shared(corrections_file, sources):
        return decided
    elsewhere = missing & {identify(name) for name in islice(_names_beside(sources.resolve(), articles.resolve()), _LOOKED_AT)}
    return tuple(correction for correction in decided if correction.document not in elsewhere)


def _names_beside(sources: Path, articles: Path) -> Iterator[str]:
    """The names of the files in the folders beside the sources, each as its own folder's build would have it."""
    for beside in sorted(sources.parent.iterdir()):
        if beside in (sources, articles) or beside.name.startswith(".") or not beside.is_dir() or (beside / SITE_MARK).exists():
            continue
        for folder, inner, files in os.walk(beside):
            inner[:] = sorted(name for name in inner if not name.startswith("."))
            here = Path(folder)
            yield from (printable((here / file).relative_to(beside).as_posix()) for file in files if Path(file).suffix.lower() in SUFFIXES)


def _with_recurring(jobs: list[Job]) -> list[Job]:
    """The jobs, each with those lines of its source that recur in the folder among the sources of these jobs."""
    learned = learn(job.path for job in jobs)
    return [replace(job, recurring=learned.get(job.path, job.recurring)) for job in jobs]


def _no_source(path: Path, root: Path) -> Problem | None:
    """Why a file of the sources folder is not read, if it is not."""
    if path.suffix.lower() not in SUFFIXES:
        return Problem("unknown-kind", f"'{path.suffix or 'no ending'}' is not among {', '.join(sorted(SUFFIXES))}")
    if path.is_symlink() and not path.exists():
        return Problem("unreadable", "a link that leads nowhere")
    if path.is_symlink() and root not in path.resolve().parents:
        return Problem("unreadable", "a link that leads out of the folder of sources")
    if path.exists() and not path.is_file():
        return Problem("unreadable", "not a regular file")
    return None


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
    return _extractor.extract(job.path, job.name, job.id, job.recurring)


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
    # Workers are started afresh: a fork would copy the locks of the thread that draws the progress bar.
    start = get_context("forkserver" if "forkserver" in get_all_start_methods() else "spawn")
    with ProcessPoolExecutor(count, mp_context=start, initializer=_prepare, initargs=(records,)) as pool:
        try:
            yield from pool.map(_run, jobs, chunksize=max(1, min(16, len(jobs) // (count * 4))))
        except BrokenProcessPool as error:
            raise OnrecordError("a process that reads sources ended unexpectedly; --jobs 1 shows at which source") from error


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
    digest.update(f"python {sys.version_info[:2]} {unicodedata.unidata_version}\n".encode())
    for library in _READING_LIBRARIES:
        digest.update(f"{library} {_version(library)}\n".encode())
    return digest.hexdigest()


def _version(library: str) -> str:
    """The version of a library, or that there is none: a source whose reader was missing is read again once it is installed."""
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return "none"


def _fingerprint(records: Authorities) -> str:
    return hashlib.sha256(_rules().encode() + msgspec.json.encode(records)).hexdigest()


def _key(job: Job, fingerprint: str) -> Path:
    digest = hashlib.sha256(fingerprint.encode() + job.name.encode("utf-8", "surrogatepass") + b"\0" + job.id.encode() + b"\0")
    digest.update("\n".join(sorted(job.recurring)).encode())
    try:
        with job.path.open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    except OSError:
        digest.update(b"unreadable")
    name = digest.hexdigest()
    return Path(name[:2]) / f"{name[2:]}.json"


def _threads(documents: Sequence[Telling], cache: Path) -> Sequence[Thread]:
    """The parallel passages of the folder: those found before, as long as no document has changed."""
    package = Path(__file__).parent
    digest = hashlib.sha256(_rules().encode() + f"pystemmer {_version('pystemmer')}".encode())
    for path in (package / "stems.py", *sorted((package / "relate").glob("*.py"))):
        digest.update(path.read_bytes())
    digest.update(msgspec.json.encode(documents))
    kept = cache / "parallels.json"
    key = digest.hexdigest()
    try:
        known = msgspec.json.decode(kept.read_bytes(), type=_Threads)
    except (OSError, msgspec.MsgspecError):
        known = None
    if known is not None and known.key == key:
        return known.threads
    found = _Threads(key, find_threads(documents))
    _write_cache(kept, found)
    return found.threads


class _Threads(msgspec.Struct, frozen=True):
    """The last search for parallel passages and a digest of what was searched."""

    key: str
    threads: tuple[Thread, ...]


def _read_cache(path: Path) -> Extracted | None:
    """What the cache has; a file that cannot be read counts as nothing."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Extracted)
    except (OSError, msgspec.MsgspecError):
        return None


def _write_cache(path: Path, result: Extracted | _Threads) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    temporary.write_bytes(msgspec.json.encode(result))
    temporary.replace(path)


def paths_of(items: Iterable[Path]) -> tuple[list[Job], list[Extracted]]:
    """The jobs for single files and folders named on a command line, in the order given; and the files that are no sources."""
    jobs: list[Job] = []
    odd: list[Extracted] = []
    taken: set[str] = set()
    for item in items:
        if not item.exists():
            odd.append(Extracted(identify(item.name), printable(item.name), None, (Problem("unreadable", "there is no such file"),)))
            continue
        planned, others = plan(item) if item.is_dir() else ([Job(item, printable(item.name), identify(item.name))], [])
        for job in planned:
            id_ = unique(job.id, job.path.suffix.lower().strip("."), taken)
            taken.add(id_)
            jobs.append(Job(job.path, job.name, id_))
        odd += [Extracted(identify(name), name, None, (problem,)) for name, problem in others]
    return _with_recurring(jobs), odd


def extract_all(jobs: list[Job], records: Authorities, workers: int | None = None) -> Iterator[Extracted]:
    """Extract single files, without cache and without writing, in the order given."""
    return _extract(jobs, records, workers, None)
