"""The command line: one small file a command, imported when it is used."""

from __future__ import annotations

import gc
import importlib
import io
import keyword
import sys
from typing import Any, NoReturn

import click

from grader import __version__
from grader.cli.interruption import Terminated, listen
from grader.cli.own_environment import enter_environment
from grader.cli.say import say
from grader.errors import GraderError, MachineError
from grader.report.refusal import reworded
from grader.report.words import words

COMMANDS = {
    "answers": "Written answers out for people to mark, and marks back in.",
    "audit": "Prove a rubric: the reference earns everything, the template nothing.",
    "batch": "Grade a folder of submissions.",
    "check": "Check your own work on practice inputs.",
    "convert": "Make an assignment from one of nbgrader or otter.",
    "docs": "Read the documentation.",
    "env": "Make the environment with the libraries that a rubric needs.",
    "export": "Results back in a learning platform's own form.",
    "forget": "Remove one student's data.",
    "grade": "Grade one submission and write its report.",
    "import": "Make a learning platform's download a folder of submissions.",
    "learn": "List what a class did often and nobody wrote down.",
    "new": "Make a new assignment.",
    "override": "Give points in place of what was measured.",
    "review": "Open a class in the browser, to look and to mark.",
    "regrade": "Judge a class again from its records.",
    "package": "Build the autograder of a platform.",
    "release": "Build what students get.",
    "sandbox": "Say which isolation this machine can give, by trying it.",
    "show": "Show the gradebook, or one student of it.",
}
"""The line in the help by command; a command's module has its name, followed by `_` where it is a Python keyword."""


class _Commands(click.Group):
    """The group of all commands, which imports a command's module only when the command is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module = f"{name}_" if keyword.iskeyword(name) else name
        command: click.Command = _imported(f"grader.cli.{module}").command
        command.help = (command.help or "").replace("\\b\n", "\b\n")  # click reads one sign, a raw docstring has two
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(sorted(COMMANDS.items()))


def _imported(name: str) -> Any:
    """Import a module with all that it needs, of which nothing is garbage, and which is never looked through again."""
    gc.disable()
    try:
        return importlib.import_module(name)
    finally:
        gc.freeze()
        gc.enable()


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="grader")
def cli() -> None:
    """Grade numeric notebook assignments: fair marks, and feedback that names the mistake."""


def main() -> NoReturn:
    """Run the command line and exit.

    A GraderError is printed and ends with its exit code; a full disk, and any other exception of ours, with 3.
    """
    listen()
    spoken = {"language": "en"}
    enter_environment(sys.argv[1:])
    printed = sys.stdout
    try:
        found = cli.main(standalone_mode=False, obj=spoken)
        code = found if isinstance(found, int) else 0
    except GraderError as error:
        _tell(error, spoken["language"])
        sys.exit(error.exit_code)
    except click.ClickException as error:
        _show_usage(error)
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        say(words(spoken["language"])("terminal.interrupted"), err=True)
        sys.exit(130)
    except Terminated:
        sys.exit(143)
    except (Exception, SystemExit, BaseExceptionGroup) as error:  # our own failure: its full text goes into a file
        if isinstance(error, SystemExit) and (
            sys.stdout is not printed or isinstance(error.__context__, BrokenPipeError)
        ):
            sys.exit(141)  # who reads has seen enough, as `head` has: click puts another stdout there, rich ends in it
        failure = _own_failure(error)
        _tell(failure, spoken["language"])
        sys.exit(failure.exit_code)
    sys.exit(code)


def _own_failure(error: BaseException) -> GraderError:
    from grader.errors.full_text import write_full_text  # here: only who needs it waits for what it imports
    from grader.files.atomic import disk_full

    full = disk_full(error)
    if full is not None:
        return full
    kind, path = type(error).__name__, write_full_text(error, __version__)
    if not path:
        return MachineError("own_failure_unwritten", kind=kind)
    return MachineError("own_failure", kind=kind, path=path)


def _show_usage(error: click.ClickException) -> None:
    """Print what is wrong with the arguments, among which may be names of files."""
    told = io.StringIO()
    error.show(told)
    for line in told.getvalue().rstrip("\n").split("\n"):
        say(line, err=True)


def _tell(error: GraderError, language: str) -> None:
    said, told = words(language), reworded(error, language)
    place = f"{error.where}: " if error.where else ""
    say(said("terminal.error", what=f"{place}{told.what}"), err=True)
    why = said("terminal.why", why=told.why)
    for line in why.split("\n") if "reasons" in error.facts else [why]:  # lists of ours stand below each other
        say(line, err=True)
    say(said("terminal.mend", mend=told.mend), err=True)
