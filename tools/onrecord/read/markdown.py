"""Markdown sources: a text file with front matter. The values keep their places, read from the YAML parser's own marks."""

from __future__ import annotations

import re
from dataclasses import replace

import yaml

from onrecord.hand import Loader
from onrecord.read import plain
from onrecord.records import Markup, Problem, Source

FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)


def read(source: Source, data: bytes) -> Source:
    """Decode the file and read its front matter; front matter that is no YAML is a problem, and the text is kept."""
    source = plain.read(source, data)
    match = FRONT_MATTER.match(source.text)
    if match is None:
        return source
    try:
        return replace(source, markup=tuple(_scalars(yaml.compose(match[1], Loader=Loader), source.text, match.start(1))))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"line {mark.line + 2}: " if mark else ""
        problem = Problem("front-matter-unreadable", f"{where}{getattr(error, 'problem', None) or 'not YAML'}")
        return replace(source, problems=(*source.problems, problem))


def _scalars(root: yaml.Node | None, text: str, offset: int) -> list[Markup]:
    """(key, value) for each scalar, and for each item of a list, in the mapping's first level.

    A value that YAML writes otherwise than it reads (folded over lines, with escapes) has no offsets.
    """
    found: list[Markup] = []
    if not isinstance(root, yaml.MappingNode):
        return found
    for key, value in root.value:
        nodes = value.value if isinstance(value, yaml.SequenceNode) else [value]
        for node in nodes:
            words = plain.one_line(node.value) if isinstance(node, yaml.ScalarNode) else ""
            if words:
                start = text.find(words, offset + node.start_mark.index, offset + node.end_mark.index)
                place = (start, start + len(words)) if start >= 0 else (None, None)
                found.append(Markup("front-matter", str(key.value).casefold(), words, *place))
    return found
