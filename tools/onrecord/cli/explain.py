"""Why a value is what it is: the rule, the words in context, the rivals that lost, the corrections.

DOC is a document's id, its slug or the name of its source file; without it, the documents are listed. FIELD is one of title,
subtitle, date, date_bounds, outlet, host, authors, rights, language, digest_of, copy_of, speakers, people, organizations,
places, events, topics, statements; without it, all are shown, and of the names only the first place each.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from onrecord.cli import corpus
from onrecord.errors import ConfigurationError
from onrecord.explain import CORRECTION, FIELDS, Account, Passage, Reading, copied_by, documents, explain, find, visible

EXAMPLE = "onrecord explain friendship-of-two-countries-2021 date"

_SINGLE = frozenset({"title", "subtitle", "date", "date_bounds", "outlet", "host", "rights", "language", "digest_of", "copy_of"})
_SHOWN = 160
"""Characters of a value or of its words on one line."""
_LINES = 3
"""Lines of the source that are shown for one piece of evidence; a statement may run over many."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("document", metavar="DOC", nargs="?", help="id, slug or source file name")
    parser.add_argument("field", metavar="FIELD", nargs="?", help="one field (default: all)")
    corpus.add_built(parser)
    parser.add_argument("--json", action="store_true", help="one JSON object: field → accounts; without DOC: id → slug")


def run(arguments: argparse.Namespace) -> int:
    """Explain one document, or list the documents there are."""
    folder = corpus.articles(arguments)
    if arguments.document is None:
        _list(documents(folder), as_json=arguments.json)
        return 0
    if arguments.field is not None and arguments.field not in FIELDS:
        raise ConfigurationError(f"'{arguments.field}' is no field; choose one of {', '.join(FIELDS)}")
    article = find(folder, arguments.document)
    accounts = explain(article, [arguments.field] if arguments.field else FIELDS, copied_by(folder, article))
    if arguments.json:
        sys.stdout.buffer.write(msgspec.json.encode(accounts) + b"\n")
        return 0
    console = Console(highlight=False, soft_wrap=True)
    console.print(Text(visible(f"{article.front.title}")), style="bold")
    console.print(
        Text(
            visible(f"id {article.id}, page articles/{article.slug}.html, source {article.front.source or 'none: a page written by hand'}")
        )
    )
    console.print()
    for field, found in accounts.items():
        for line in _field(field, found, whole=arguments.field is not None):
            console.print(line)
    return 0


def _list(slugs: Mapping[str, str], *, as_json: bool) -> None:
    if as_json:
        sys.stdout.buffer.write(msgspec.json.encode(slugs, order="sorted") + b"\n")
        return
    for id_, slug in sorted(slugs.items()):
        print(id_ if id_ == slug else f"{id_}  {slug}")


def _field(field: str, accounts: Sequence[Account], *, whole: bool) -> Iterable[Text]:
    """The lines about one field. ``whole``: every place of a name is shown, and not only the first."""
    if len(accounts) == 1 and accounts[0].value is None and not accounts[0].readings:
        corrected = accounts[0].known == "editor"
        nothing = "no other document" if field == "copy_of" else "not stated"
        yield Text.assemble((f"{field:13}", "bold"), f" {nothing}", " (editor)" if corrected else "", style="" if corrected else "dim")
        return
    if field in _SINGLE and len(accounts) == 1:
        yield from _account(accounts[0], f"{field:13} ", whole=True)
        return
    yield Text.assemble((f"{field:13}", "bold"), f" {len(accounts)}")
    for account in accounts:
        yield from _account(account, "  ", whole=whole or field in ("authors", "statements"))


def _account(account: Account, lead: str, *, whole: bool) -> Iterable[Text]:
    value = account.value if account.value is not None else "not stated" if account.known in ("none", "editor") else "speaker not named"
    yield Text.assemble((lead, "bold"), (_short(value), "green"), f"  [{account.known}]")
    shown = account.readings if whole else account.readings[:1]
    for reading in shown:
        yield from _reading(reading)
    if rest := Counter(reading.rule for reading in account.readings[len(shown) :]):
        yield Text(f"    and {', '.join(f'{times} more by: {rule}' for rule, times in rest.items())}", style="dim")
    for rival in account.rivals:
        rules = ", ".join(dict.fromkeys(reading.rule for reading in rival.readings))
        yield Text.assemble(
            "    lost: ", (_short(rival.value or "not stated"), "yellow"), f"  [{rival.known}]", f"  rule: {rules}" if rules else ""
        )
        for reading in rival.readings:
            yield from _passages(reading.passages, "      ")


def _reading(reading: Reading) -> Iterable[Text]:
    if reading.rule == CORRECTION:
        yield Text(f"    correction: {visible(reading.note or '')}")
        return
    yield Text(f"    rule: {reading.rule}")
    if reading.note:
        yield Text(f"    argument: {visible(reading.note)}")
    if reading.passages:
        yield from _passages(reading.passages, "    ")
    elif reading.words:
        yield Text(f"    words: {_short(reading.words)} (not in the text as it stands: markup, or the file's name)")


def _passages(passages: Sequence[Passage], indent: str) -> Iterable[Text]:
    """Each line with its number, and carets under the words, which also show where there are no colours."""
    for passage in passages[:_LINES]:
        lead = f"{indent}{passage.line:>5} │ "
        line = Text.assemble((lead, "dim"), passage.text)
        line.stylize("bold underline", len(lead) + passage.start, len(lead) + passage.end)
        yield line
        before, words = passage.text[: passage.start], passage.text[passage.start : passage.end]
        yield Text(f"{' ' * (len(lead) - 2)}│ {' ' * cell_len(before)}{'^' * cell_len(words)}", style="dim")
    if len(passages) > _LINES:
        yield Text(f"{indent}      … and {len(passages) - _LINES} more lines", style="dim")


def _short(text: str) -> str:
    shown = visible(text)
    return shown if len(shown) <= _SHOWN else f"{shown[: _SHOWN - 1].rstrip()}…"
