"""A new empty corpus: the files of this project without its articles and records, so that there is no second copy to keep.

A corpus carries the program that builds it. Where this package runs from a checkout, the files are taken from there; the
wheel has them in ``scaffold/project``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from importlib import resources
from pathlib import Path

from onrecord.authorities import KINDS
from onrecord.errors import ConfigurationError

_PACKAGE = Path(__file__).resolve().parents[1]

WHOLE = (
    ".gitignore",
    ".github/workflows/pages.yml",
    "LICENSE",
    "content/pages/curating.md",
    "content/pages/guide.md",
    "content/pages/lasting.md",
    "content/pages/method.md",
    "content/pages/publishing.md",
    "publishconf.py",
    "pyproject.toml",
    "requirements.lock",
    "theme",
    "tools/install",
)
"""Files and folders of the project that a new corpus takes as they are."""

HEADS = ("content/corrections.yaml", *(f"content/authorities/{kind}.yaml" for kind in KINDS))
"""Hand-kept files of which a new corpus takes the comment at the head, which says how to fill them."""

COMMANDS = frozenset({"help", "html", "publish", "archive", "serve", "devserver", "clean"})
"""Targets of the Makefile for those who have a corpus; the others are for those who work on the program."""

EXECUTABLE = frozenset({"tools/install"})

_NEVER = frozenset({"__pycache__", "project"})
"""Folders of the package that are no part of the program: compiled files, and the wheel's copy of what is copied here."""


def create(folder: Path) -> int:
    """Write a new corpus into a folder that is empty or not there yet; returns how many files it has.

    Raises :class:`ConfigurationError` when something stands there already, or the folder cannot be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ConfigurationError(f"{folder}: {'this folder is not empty' if folder.is_dir() else 'this is a file'}; name a new folder")
    files = plan(title_of(folder))
    try:
        for name, data in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            if name in EXECUTABLE:
                path.chmod(0o755)
    except OSError as error:
        raise ConfigurationError(f"{folder}: {error.strerror or error}; name a folder that you may write") from error
    return len(files)


def title_of(folder: Path) -> str:
    """A first name for a corpus, from the name of its folder: ``port-ellery`` → ``Port ellery``."""
    words = " ".join(re.findall(r"\w+", folder.resolve().name))
    return words[:1].upper() + words[1:] or "A new corpus"


def plan(title: str) -> Mapping[str, bytes]:
    """Name inside the corpus → bytes, for every file of a new corpus."""
    project = _project()
    files = {name: path.read_bytes() for name, path in (*_whole(project), *_program())}
    files |= {name: _head(project / name).encode() for name in HEADS}
    files["Makefile"] = _makefile((project / "Makefile").read_text(encoding="utf-8")).encode()
    files["pelicanconf.py"] = _settings((project / "pelicanconf.py").read_text(encoding="utf-8"), title).encode()
    files["content/articles/.gitkeep"] = b""
    templates = resources.files(__name__) / "templates"
    for name, place in (("README.md", ""), ("about.md", "content/pages/"), ("the-ferry-returns.txt", "content/sources/")):
        files[place + name] = (templates / name).read_text(encoding="utf-8").replace("{title}", title).encode()
    return dict(sorted(files.items()))


def _project() -> Path:
    """The folder with the files of this project: a checkout, or the copy in the wheel."""
    for folder in (_PACKAGE.parents[1], _PACKAGE / "scaffold" / "project"):
        if all((folder / name).exists() for name in (*WHOLE, *HEADS, "Makefile", "pelicanconf.py")):
            return folder
    raise ConfigurationError("this installation of onrecord lacks the files of a new corpus; install it anew, or run it from a checkout")


def _whole(project: Path) -> Iterator[tuple[str, Path]]:
    for name in WHOLE:
        path = project / name
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file():
                yield file.relative_to(project).as_posix(), file


def _program() -> Iterator[tuple[str, Path]]:
    for file in sorted(_PACKAGE.rglob("*")):
        inside = file.relative_to(_PACKAGE)
        if file.is_file() and not _NEVER & set(inside.parts):
            yield f"tools/onrecord/{inside.as_posix()}", file


def _head(path: Path) -> str:
    """The lines of a hand-kept file before its first record."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    first = next((number for number, line in enumerate(lines) if not line.startswith("#")), len(lines))
    return "".join(lines[:first])


def _makefile(text: str) -> str:
    """The Makefile without the targets for work on the program itself: its paragraphs are one target each."""
    kept = []
    for paragraph in text.rstrip("\n").split("\n\n"):
        target = re.match(r"\.PHONY: ([\w-]+)\n", paragraph)
        if (target is None or target[1] in COMMANDS) and not paragraph.startswith("$(DEV):"):
            kept.append(paragraph.replace("find tools tests ", "find tools "))
    lines = "\n\n".join(kept).splitlines()
    left = [line for line in lines if not re.match(r"(?:SIZES|DOCUMENTS|EVAL|SETS|ARGS|DEV) [?:]=", line)]
    return "".join(f"{re.sub(' SIZES DOCUMENTS EVAL SETS', '', line)}\n" for line in left)


def _settings(text: str, title: str) -> str:
    """The settings with another name for the site."""
    named = re.sub(r'^SITENAME = ".*?"', lambda _: f'SITENAME = "{title}"', text, flags=re.MULTILINE)
    return re.sub(r'^SITESUBTITLE = ".*?"', 'SITESUBTITLE = ""', named, flags=re.MULTILINE)
