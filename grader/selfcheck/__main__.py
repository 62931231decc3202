"""Runs the self-check in a terminal: `python selfcheck.pyz check`, `hint` and `pack`."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence

from grader.errors.full_text import write_full_text

from . import FILE
from .card import Card
from .console import say
from .session import session


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command, and print its answer.

    Args:
        arguments: the command and its arguments; those of the command line unless given.

    Returns:
        The exit code: 0 when the command was carried out, whatever its result; 2 when it could not be; 3 when the
        self-check itself failed; 130 when the student stopped it.
    """
    asked = _parser().parse_args(arguments)
    try:
        return _run(asked)
    except KeyboardInterrupt:
        return 130
    except Exception as error:  # a fault of the self-check, which must not look like one of the student's code
        say(_failed(error), sys.stderr)
        return 3


def _run(asked: argparse.Namespace) -> int:
    card = _answer(asked)
    if asked.command == "check" and asked.json:
        print(json.dumps(card.summary()))
    else:
        say(repr(card))
    return 0 if card.is_answer else 2


def _failed(error: Exception) -> str:
    """Write the full text of a failure of the self-check to a file, and return the sentence that names the file."""
    kind, path = type(error).__name__, write_full_text(error, "of the self-check")
    try:
        return session().bundle.words("selfcheck.failed", kind=kind, path=path or "-")
    except Exception:  # its catalogue of sentences cannot be read either
        return f"The self-check itself failed ({kind}); the full text is in {path or '-'}."


def _answer(asked: argparse.Namespace) -> Card:
    session().notebook = asked.notebook
    if asked.command == "pack":
        return session().pack(asked.to)
    if asked.command == "hint":
        return session().hint(asked.question, asked.number)
    return session().check(asked.question)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=f"python {FILE}",
        description="Check your work on practice inputs, get a hint, or build the zip that you hand in.",
    )
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="check one question, or all of them")
    check.add_argument("question", nargs="?", help="its id, such as the name of the function")
    check.add_argument("--json", action="store_true", help="print the result for a program")
    hint = commands.add_parser("hint", help="one hint on a question")
    hint.add_argument("question", help="its id")
    hint.add_argument("number", nargs="?", type=int, help="which hint, from 1")
    pack = commands.add_parser("pack", help="build the zip that you hand in, and check what is in it")
    pack.add_argument("--to", help="the zip's path")
    for command in (check, hint, pack):
        command.add_argument("--notebook", default="", help="the notebook's path, where it is not the assignment's own")
    return parser


if __name__ == "__main__":
    sys.exit(main())
