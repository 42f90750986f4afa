"""Builds a site with Pelican, in this process: into a folder beside the output, which is replaced only when all went well."""

from __future__ import annotations

import glob
import logging
import shutil
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import jinja2
import msgspec

from onrecord.articles import SITE_MARK
from onrecord.errors import ConfigurationError, OnrecordError
from onrecord.site.dataset import address


@dataclass(frozen=True, slots=True)
class Options:
    """Where a build reads and writes; what is ``None`` stands in the settings file.

    ``name`` is the name of another corpus than the settings speak of; their subtitle and the page ``about.md``, which tell
    of their own corpus, are left out with it.
    """

    settings: Path
    articles: Path | None = None
    authorities: Path | None = None
    output: Path | None = None
    name: str | None = None
    tell: Callable[[str], None] = lambda _: None
    """Gets the totals of what is published, where something may be withheld."""


def build(options: Options) -> Path:
    """Build the site and return its folder.

    Raises :class:`OnrecordError` when a file, a template or a setting does not fit, or when Pelican warns of anything;
    the site built before then still stands.
    """
    settings = settled(options)
    output = Path(settings["OUTPUT_PATH"])
    _refuse_to_overwrite(output)
    try:
        with _workshop(output) as workshop:
            staging = workshop / "new"
            staging.mkdir()
            _run(settings | {"OUTPUT_PATH": str(staging), "ONRECORD_FORMER": str(output), "ONRECORD_TELL": options.tell})
            (staging / SITE_MARK).write_bytes(b"")
            _swap(staging, output, workshop / "old")
    except OSError as error:
        raise OnrecordError(f"{error.filename or output}: {error.strerror}") from error
    return output


def reads(options: Options) -> tuple[list[Path], bytes, Path]:
    """The folders and files that a site is made of, its settings as far as they are plain values, and the folder it is built in.

    Raises :class:`ConfigurationError` as ``build`` does.
    """
    settings = settled(options)
    base = Path(settings["PATH"])
    places = [base, Path(settings["THEME"]), *map(Path, settings["THEME_TEMPLATES_OVERRIDES"])]
    places += [base / settings["ONRECORD_ARTICLES"], base / settings["ONRECORD_AUTHORITIES"]]
    places += sorted(options.settings.resolve().parent.glob("*.py"))  # a settings file may import its neighbours
    values = msgspec.json.encode(settings, enc_hook=lambda value: type(value).__name__, order="sorted")
    return places, values, Path(settings["OUTPUT_PATH"])


_WORKSHOP = ".onrecord-"
_BUILDING = "building"
"""A file in a workshop that its build keeps locked: the lock of a build that was killed is free."""


@contextmanager
def _workshop(output: Path) -> Iterator[Path]:
    """A folder of this build alone, beside the output so that a finished site moves in one step.

    When all went well, what killed builds of the same output have left is removed too; until then it may hold the last good site.
    """
    output.parent.mkdir(parents=True, exist_ok=True)
    prefix = f"{_WORKSHOP}{output.name}-"
    workshop = Path(tempfile.mkdtemp(prefix=prefix, dir=output.parent))
    try:
        with (workshop / f"{_BUILDING}.new").open("wb") as lock:
            _lock(lock)
            (workshop / f"{_BUILDING}.new").rename(workshop / _BUILDING)
            yield workshop
            for left in output.parent.glob(f"{glob.escape(prefix)}*"):
                if left != workshop and _is_abandoned(left):
                    shutil.rmtree(left, ignore_errors=True)
    finally:
        shutil.rmtree(workshop, ignore_errors=True)


def _is_abandoned(workshop: Path) -> bool:
    """Whether a folder is the workshop of a build that runs no more."""
    try:
        with (workshop / _BUILDING).open("rb") as file:
            return _lock(file)
    except OSError:
        return False


def _lock(file: IO[bytes]) -> bool:
    """Lock a file until it is closed; ``False`` where another process has locked it, or where the system has no such locks."""
    if sys.platform == "win32":
        return False
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def settled(options: Options) -> dict[str, Any]:
    """The settings of a build, with what the options choose. Raises :class:`ConfigurationError` for a file that does not fit."""
    if not options.settings.is_file():
        raise ConfigurationError(f"{options.settings}: no such settings file; name one with --settings")
    from pelican.settings import get_settings_from_file, read_settings

    chosen = {"ONRECORD_ARTICLES": options.articles, "ONRECORD_AUTHORITIES": options.authorities, "OUTPUT_PATH": options.output}
    override = {name: str(path.resolve()) for name, path in chosen.items() if path is not None}
    if options.name:
        override |= {"SITENAME": options.name, "SITESUBTITLE": ""}
    with _warnings_are_errors():
        try:
            missing = sorted(
                {"ONRECORD_ARTICLES", "ONRECORD_AUTHORITIES", "ONRECORD_SITEURL"} - set(get_settings_from_file(str(options.settings)))
            )
            settings: dict[str, Any] = read_settings(str(options.settings), override=override) if not missing else {}
        except OnrecordError:
            raise
        except Exception as error:  # the file is a program: anything may go wrong in it
            words = " ".join(str(error.args[0] if error.args else "").split()) or type(error).__name__
            raise ConfigurationError(f"{options.settings}{_settings_line(error, options.settings)}: {words}") from error
    if missing:
        raise ConfigurationError(f"{options.settings}: {missing[0]} is missing; begin the file with `from onrecord.site.settings import *`")
    address(settings["ONRECORD_SITEURL"])
    if options.name:
        settings["IGNORE_FILES"] = [*settings["IGNORE_FILES"], _ABOUT]
    articles = Path(settings["PATH"]) / settings["ONRECORD_ARTICLES"]
    if not articles.is_dir():
        raise ConfigurationError(f"{articles}: no such folder; run `onrecord build` first, or name the articles with --articles")
    return settings


_ABOUT = "about.md"
"""The hand-kept page that tells of the corpus of the settings."""


def _settings_line(error: Exception, path: Path) -> str:
    """The line of the settings file that an error came from, or nothing where it came from elsewhere."""
    path = path.resolve()
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if Path(frame.filename).resolve() == path]
    if isinstance(error, SyntaxError) and error.filename and Path(error.filename).resolve() == path:
        lines.append(error.lineno)
    return f", line {lines[-1]}" if lines else ""


def _run(settings: dict[str, Any]) -> None:
    from pelican import Pelican
    from pelican.log import console

    console.quiet = True  # It would report "0 articles": it knows nothing of ours.
    with _warnings_are_errors():
        try:
            Pelican(settings).run()
        except jinja2.TemplateSyntaxError as error:
            raise OnrecordError(f"{error.filename or error.name}, line {error.lineno}: {error.message}") from error
        except jinja2.TemplateError as error:
            raise OnrecordError(f"{_template_line(error)}: {error.message}") from error


def _template_line(error: BaseException) -> str:
    """The innermost template and line that a template error passed through."""
    trace, where = error.__traceback__, "templates"
    while trace is not None:
        if trace.tb_frame.f_code.co_filename.endswith(".html"):
            where = f"{trace.tb_frame.f_code.co_filename}, line {trace.tb_lineno}"
        trace = trace.tb_next
    return where


@contextmanager
def _warnings_are_errors() -> Iterator[None]:
    """Turn what Pelican only logs into an error: a missing plugin or an unreadable page would otherwise pass unseen."""
    from pelican.log import LimitFilter

    # Pelican passes over a message that it has shown before in this process.
    LimitFilter._raised_messages.clear()  # noqa: SLF001  (there is no public way)
    logger = logging.getLogger()
    level = logger.level
    handler = _Raise(logging.WARNING)
    logger.addHandler(handler)
    logger.setLevel(logging.WARNING)
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)


class _Raise(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        cause = record.exc_info[1] if record.exc_info else None
        if isinstance(cause, OnrecordError):
            raise cause
        raise OnrecordError(" ".join(record.getMessage().split()) + (f" ({cause})" if cause else ""))


def _refuse_to_overwrite(output: Path) -> None:
    if output.exists() and not output.is_dir():
        raise ConfigurationError(f"{output}: is a file; name a folder for the site with --output")
    if output.is_dir() and any(output.iterdir()) and not (output / SITE_MARK).exists():
        raise ConfigurationError(
            f"{output}: holds files that are no site built by onrecord; name another folder with --output, or empty it yourself"
        )


def _swap(staging: Path, output: Path, old: Path) -> None:
    """Put the new site in the place of the old one, or leave the old one where it was."""
    if output.exists():
        output.rename(old)
    try:
        staging.rename(output)
    except OSError:
        if old.exists() and not output.exists():
            old.rename(output)
        raise
