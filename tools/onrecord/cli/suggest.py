"""Name variants to join, and people, organizations and outlets worth an authority record: as YAML to paste.

Read from what `onrecord build` wrote. Each block says why it is there; take over what you have checked into the file of
content/authorities that its section names.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from itertools import count

import yaml

from onrecord import articles, authorities
from onrecord.cli import corpus
from onrecord.errors import ConfigurationError
from onrecord.explain import documents, visible
from onrecord.suggest import Suggestion, suggest

EXAMPLE = "onrecord suggest --limit 5"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    corpus.add_built(parser)
    corpus.add_authorities(parser)
    parser.add_argument("--limit", metavar="N", type=int, default=20, help="at most N suggestions of a kind (default: 20)")


def run(arguments: argparse.Namespace) -> int:
    """Print the suggestions; exit status 0 also when there is none."""
    if arguments.limit < 1:
        raise ConfigurationError(f"--limit {arguments.limit}: name a number from 1 up")
    records = authorities.load(arguments.authorities)
    folder = corpus.articles(arguments)
    documents(folder)
    found = suggest(articles.load(folder), records, arguments.limit)
    sys.stdout.write("\n".join(lines(found)) + "\n")
    return 0


def lines(suggestions: Iterable[Suggestion]) -> Iterator[str]:
    """The suggestions as one YAML mapping, file → records, whose items stand at the margin so that they can be pasted."""
    numbers = count(1)
    file = None
    for suggestion in suggestions:
        if suggestion.file != file:
            file = suggestion.file
            yield f"{file}: # content/authorities/{file}.yaml\n"
        first, *more = suggestion.reasons
        yield _comment(f"{next(numbers)}. {first}")
        yield from (_comment(f"   {reason}") for reason in more)
        yield yaml.safe_dump([dict(suggestion.record)], allow_unicode=True, sort_keys=False, width=120).rstrip("\n")
        yield from (_comment(line, "  # ") for line in suggestion.unsure)
        yield ""
    if file is None:
        yield "# nothing to suggest"


def _comment(text: str, lead: str = "# ") -> str:
    """A comment of one line, whatever the text holds."""
    return f"{lead}{visible(text)}"
