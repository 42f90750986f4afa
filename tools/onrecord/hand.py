"""Hand-kept YAML: read into typed records, with the file and the line of whatever does not fit.

The types are the schema. A file is a list of records; each is checked by itself, so that one run lists every bad record.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import yaml

from onrecord.errors import ConfigurationError

T = TypeVar("T")


class Loader(yaml.CSafeLoader):
    """Safe YAML in which words stay words: 2021-03-03 is EDTF and no ``datetime.date``, ``on`` and ``NO`` are no booleans."""


_WORDS = ("tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool")
Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag not in _WORDS]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}
Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))


def load_mapping(text: str, origin: str, first_line: int = 1) -> Any:
    """Parse one YAML document. Raises :class:`ConfigurationError` with the line, counted from ``first_line``."""
    try:
        return yaml.load(text, Loader=Loader)  # noqa: S506  (Loader is a safe loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + first_line if error.problem_mark else first_line
        raise ConfigurationError(f"{origin}, line {line}: {error.problem}") from error
    except yaml.YAMLError as error:
        raise ConfigurationError(f"{origin}: {error}") from error


def load_records(path: Path, kind: type[T]) -> tuple[tuple[T, int], ...]:
    """Read a list of records of one type; returns each with its line. A missing or empty file holds no records.

    Raises :class:`ConfigurationError` that names the file and line of every record that does not fit.
    """
    return parse_records(_text(path), str(path), kind) if path.exists() else ()


def parse_records(text: str, origin: str, kind: type[T]) -> tuple[tuple[T, int], ...]:
    """The same for the text of a file; ``origin`` is what errors call it."""
    root = compose(text, origin)
    if root is None:
        return ()
    records: list[tuple[T, int]] = []
    errors: list[str] = []
    values = load_mapping(text, origin)
    for node, value in zip(root.value, values, strict=True):
        try:
            records.append((msgspec.convert(value, kind), node.start_mark.line + 1))
        except msgspec.ValidationError as error:
            message, _, where = plainly(error).partition(" - at `$")
            errors.append(
                f"{origin}, line {_line(node, where.rstrip('`'))}: {message}{where and f' ({where.strip(chr(96)).lstrip(chr(46))})'}"
            )
    if errors:
        raise ConfigurationError("\n".join(errors))
    return tuple(records)


_FORMS = {
    "^https?://": "must be an address that begins with http:// or https://",
    "^[a-z0-9]": "must be small Latin letters and digits, with hyphens between words, such as port-office",
}
"""How a pattern of the schemas begins → what it asks for."""


def plainly(error: msgspec.ValidationError) -> str:
    """What a value must be, in words where the schema has a pattern for it; the place in the record stands behind it as before."""
    message = str(error)
    asked = next((words for pattern, words in _FORMS.items() if f"matching regex '{pattern}" in message), None)
    return re.sub(r"^Expected `str` matching regex '.*'", asked, message) if asked else message


def compose(text: str, origin: str) -> yaml.SequenceNode | None:
    """The YAML nodes of a list of records, each with its place in the text; ``None`` where the file holds nothing.

    Raises :class:`ConfigurationError` for what is no YAML or no list.
    """
    try:
        root = yaml.compose(text, Loader=Loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ConfigurationError(f"{origin}, line {line}: {error.problem}") from error
    except yaml.YAMLError as error:
        raise ConfigurationError(f"{origin}: {error}") from error
    if root is None or root.tag == "tag:yaml.org,2002:null":
        return None
    if not isinstance(root, yaml.SequenceNode):
        raise ConfigurationError(f"{origin}, line {root.start_mark.line + 1}: expected a list of records, each beginning with '- '")
    return root


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise ConfigurationError(f"{path}: not UTF-8 at byte {error.start}; save the file as UTF-8") from error


def _line(node: yaml.Node, where: str) -> int:
    """The line of the innermost node that a msgspec path such as ``.offices[1].term`` leads to."""
    for step in where.replace("[", ".[").split(".")[1:]:
        inner = _step(node, step)
        if inner is None:
            break
        node = inner
    return int(node.start_mark.line) + 1


def _step(node: yaml.Node, step: str) -> yaml.Node | None:
    if isinstance(node, yaml.SequenceNode) and step.startswith("["):
        index = step.strip("[]")
        return node.value[int(index)] if index.isdigit() else None
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == step), None)
    return None
