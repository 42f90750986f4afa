"""The command line: one module a command, each with a docstring (its help), ``EXAMPLE``, ``add_arguments`` and ``run``."""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module

from onrecord import __version__
from onrecord.errors import OnrecordError

COMMANDS = ("extract", "build", "render", "serve", "explain", "check", "suggest", "authorities", "archive", "new")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Exit status: 0 done, 1 problems that ``--strict`` counts, 2 a mistake the user can mend."""
    parser = argparse.ArgumentParser(
        prog="onrecord", description="A folder of articles in; a site that shows who said what, when, where, and how we know, out."
    )
    parser.add_argument("--version", action="version", version=f"onrecord {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    given = sys.argv[1:] if argv is None else list(argv)
    wanted = given[:1] if given and given[0] in COMMANDS else COMMANDS  # the modules of the other commands need not be loaded
    for name in wanted:
        module = import_module(f"onrecord.cli.{name}")
        summary, _, more = (module.__doc__ or "").partition("\n")
        command = commands.add_parser(
            name,
            help=summary.rstrip("."),
            description=f"{summary}\n{more.rstrip()}",
            epilog=f"example:\n  {module.EXAMPLE}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        module.add_arguments(command)
        command.set_defaults(run=module.run)
    try:
        arguments = parser.parse_args(given)
        with _terminated_like_interrupted():
            return int(arguments.run(arguments))
    except OnrecordError as error:
        print(f"onrecord: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        return 0
    except KeyboardInterrupt:
        print("onrecord: interrupted; what was built before stands as it was", file=sys.stderr)
        return 130
    except OSError as error:
        print(f"onrecord: {error.filename or 'a file'}: {error.strerror or error}", file=sys.stderr)
        return 2


@contextmanager
def _terminated_like_interrupted() -> Iterator[None]:
    """Have SIGTERM end what is done as Ctrl+C does. By default it ends the process at once, and temporary folders stay."""
    former = signal.signal(signal.SIGTERM, _interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, former)


def _interrupt(number: int, _frame: object) -> None:
    signal.signal(number, signal.SIG_IGN)  # a second one would break off the clearing away
    raise KeyboardInterrupt
