"""What is worth deciding: names to join or to part, and people, organizations and outlets without a record.

Read from what `onrecord build` wrote, the most worth first, as YAML to paste into the file of content/authorities that each
section names. With --apply alone you are asked one by one; with ids, these are written into the files, whose comments and
order stay as they are. What was refused is noted in content/authorities/refused.yaml and not offered again.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from onrecord import articles, authorities, decisions, refusals
from onrecord.articles import Article
from onrecord.authorities import plain
from onrecord.cli import corpus
from onrecord.errors import ConfigurationError
from onrecord.explain import documents, visible
from onrecord.handwriting import as_yaml
from onrecord.refusals import Refusal
from onrecord.suggest import Suggestion, best, suggest
from onrecord.suggest.proposals import quoted

EXAMPLE = "onrecord suggest --apply"

_ANSWERS = "y yes, n not now, t they are two (a merge), v never, q quit"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    corpus.add_built(parser)
    corpus.add_authorities(parser)
    parser.add_argument("--limit", metavar="N", type=int, default=20, help="at most N suggestions of each sort and file (default: 20)")
    parser.add_argument("--json", action="store_true", help="one JSON object a suggestion and line")
    parser.add_argument("--apply", metavar="ID", nargs="*", help="write these into the authority files; without ID, ask one by one")
    parser.add_argument("--apart", metavar="ID", nargs="+", default=[], help="of these merges: they are two; say so in their records")
    parser.add_argument("--refuse", metavar="ID", nargs="+", default=[], help="do not offer these again")
    parser.add_argument("--why", metavar="WORDS", help="the reason to note with --refuse")


def run(arguments: argparse.Namespace) -> int:
    """Print the suggestions, or decide some; exit status 0 also when there is none."""
    if arguments.limit < 1:
        raise ConfigurationError(f"--limit {arguments.limit}: name a number from 1 up")
    folder = corpus.articles(arguments)
    documents(folder)
    desk = _Desk(arguments.authorities, articles.load(folder))
    if arguments.apply or arguments.apart or arguments.refuse:
        _decide(desk, arguments)
    elif arguments.apply is not None:
        _ask(desk)
    else:
        found = tuple(best(desk.suggestions(), arguments.limit))
        shown = (msgspec.json.encode(row(suggestion)).decode() for suggestion in found) if arguments.json else lines(found)
        sys.stdout.buffer.write("".join(f"{line}\n" for line in shown).encode())
    return 0


@dataclass(frozen=True, slots=True)
class _Desk:
    """Where somebody decides: the authority files, and the articles that speak for each suggestion."""

    folder: Path
    articles: Sequence[Article]

    def suggestions(self) -> tuple[Suggestion, ...]:
        """What is to be decided now: everything that was decided a moment ago is taken into account."""
        return suggest(self.articles, authorities.load(self.folder), refusals.load(self.folder))

    def accept(self, suggestion: Suggestion) -> str:
        """Write the records; returns what was done."""
        return self._written(suggestion.changes)

    def part(self, suggestion: Suggestion) -> str:
        """Write that they are two; a surname gets no record, so of that a refusal is noted.

        Raises :class:`ConfigurationError` for what is no merge.
        """
        if suggestion.what != "merge":
            raise ConfigurationError(f"{suggestion.id}: only names to join can be told apart; use --refuse")
        return self._written(suggestion.apart) if suggestion.apart else self.refuse(suggestion, "they are two")

    def refuse(self, suggestion: Suggestion, why: str | None) -> str:
        """Note that nobody wants to be asked again."""
        refusal = Refusal(what=suggestion.what, kind=suggestion.file, names=suggestion.names, why=why)
        return f"noted in {refusals.remember(self.folder, refusal)}"

    def _written(self, changes: Sequence[decisions.Change]) -> str:
        files = decisions.put(self.folder, changes)
        ids = ", ".join(change.record.id for change in changes)
        return f"{ids} written into {', '.join(map(str, files))}" if files else f"{ids}: nothing to change"


def _decide(desk: _Desk, arguments: argparse.Namespace) -> None:
    """Decide the suggestions that are named; all ids must be known before the first is decided."""
    wanted = [
        *((id_, desk.accept) for id_ in arguments.apply or ()),
        *((id_, desk.part) for id_ in arguments.apart),
        *((id_, lambda suggestion: desk.refuse(suggestion, arguments.why)) for id_ in arguments.refuse),
    ]
    known = {suggestion.id for suggestion in desk.suggestions()}
    strangers = [id_ for id_, _ in wanted if id_ not in known]
    if strangers:
        raise ConfigurationError(f"{', '.join(strangers)}: no such suggestion (any more); `onrecord suggest` lists them with their ids")
    for id_, decide in wanted:
        suggestion = next((suggestion for suggestion in desk.suggestions() if suggestion.id == id_), None)
        print(f"{id_}: {visible(decide(suggestion)) if suggestion else 'settled by the decision before'}")


def _ask(desk: _Desk) -> None:
    """Show the suggestions one by one and do as is answered; the end of the input is `q`."""
    put_off: set[str] = set()
    written: set[tuple[str, str]] = set()
    decided = 0
    waiting = _waiting(desk, put_off)
    while waiting:
        suggestion = waiting.pop(0)
        if written & {(change.kind, change.record.id) for change in (*suggestion.changes, *suggestion.apart)}:
            waiting, written = _waiting(desk, put_off), set()  # a record was written that this one would write anew
            continue
        print(f"\n{len(waiting) + 1} to decide. {suggestion.file}:\n")
        print("\n".join(_block(suggestion)))
        answer = _answer(suggestion)
        if answer == "q":
            break
        if answer == "n":
            put_off.add(suggestion.id)
        else:
            done = desk.accept(suggestion) if answer == "y" else desk.part(suggestion) if answer == "t" else desk.refuse(suggestion, None)
            print(visible(done))
            decided += 1
            if answer != "v":
                written |= {(change.kind, change.record.id) for change in (*suggestion.changes, *suggestion.apart)}
        if not waiting and answer != "n":
            waiting, written = _waiting(desk, put_off), set()  # what follows from what was decided
    print(f"\n{decided} decided, {len(put_off)} put off{'; run `onrecord build` to see what has changed' if decided else ''}")


def _waiting(desk: _Desk, put_off: set[str]) -> list[Suggestion]:
    return [suggestion for suggestion in desk.suggestions() if suggestion.id not in put_off]


def _answer(suggestion: Suggestion) -> str:
    """One of the letters; whatever else is typed is asked again."""
    allowed = [letter for letter in "yntvq" if letter != "t" or suggestion.what == "merge"]
    while True:
        print(f"\n[{'/'.join(allowed)}] ", end="", flush=True)
        line = sys.stdin.readline()
        answer = line.strip().lower()[:1] if line else "q"
        if answer in allowed:
            return answer
        print(_ANSWERS)


# ---- how suggestions are shown -------------------------------------------------------------------------------------------


def lines(suggestions: Iterable[Suggestion]) -> Iterator[str]:
    """The suggestions as one YAML mapping, file → records, whose items stand at the margin so that they can be pasted."""
    by_file: dict[str, list[Suggestion]] = {}
    for suggestion in suggestions:
        by_file.setdefault(suggestion.file, []).append(suggestion)
    if not by_file:
        yield "# nothing to suggest"
        return
    yield "# Paste what you have checked; or `onrecord suggest --apply ID`, `--refuse ID`, or `--apply` alone to be asked one by one.\n"
    for file, found in by_file.items():
        yield f"{file}: # content/authorities/{file}.yaml\n"
        for suggestion in found:
            yield from _block(suggestion)
            yield ""


def _block(suggestion: Suggestion) -> Iterator[str]:
    """A suggestion with its reasons and its evidence as comments, and its records as they are written."""
    first, *more = suggestion.reasons
    yield _comment(f"{suggestion.id}  {first}")
    yield from (_comment(f"   {reason}") for reason in more)
    yield from (_comment(f"   {quoted(quote)}") for quote in suggestion.evidence)
    for change, text in zip(suggestion.changes, as_yaml(suggestion.records), strict=True):
        yield text
        yield from (_comment(line, "  # ") for line in change.remarks)


def _comment(text: str, lead: str = "# ") -> str:
    """A comment of one line, whatever the text holds."""
    return f"{lead}{visible(text)}"


def row(suggestion: Suggestion) -> dict[str, Any]:
    """A suggestion as a JSON object."""
    return {
        "id": suggestion.id,
        "what": suggestion.what,
        "file": suggestion.file,
        "names": suggestion.names,
        "records": suggestion.records,
        "apart": [plain(change.record) for change in suggestion.apart],
        "remarks": [remark for change in suggestion.changes for remark in change.remarks],
        "reasons": suggestion.reasons,
        "documents": suggestion.documents,
        "statements": suggestion.statements,
        "evidence": [msgspec.to_builtins(quote) for quote in suggestion.evidence],
    }
