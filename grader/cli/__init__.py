"""The command line: one small file a command, imported when it is used."""

from __future__ import annotations

import importlib
import signal
import sys
from typing import NoReturn

import click

from grader import __version__
from grader.errors import GraderError

COMMANDS = {
    "audit": "Prove a rubric: the reference earns everything, the template nothing.",
    "batch": "Grade a folder of submissions.",
    "grade": "Grade one submission and write its report.",
}
"""Each command's module in this package, and its line in the help."""


class _Commands(click.Group):
    """Knows all commands by name and imports one only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"grader.cli.{name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(sorted(COMMANDS.items()))


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="grader")
def cli() -> None:
    """Grade numeric notebook assignments: fair marks, and feedback that names the mistake."""


def main() -> NoReturn:
    """Run the command line; a GraderError becomes its message and exit code."""
    signal.signal(signal.SIGTERM, _terminated)
    try:
        code = cli.main(standalone_mode=False)
        sys.exit(code if isinstance(code, int) else 0)
    except GraderError as error:
        _tell(error)
        sys.exit(error.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrupted.", err=True)
        sys.exit(130)


def _terminated(_number: int, _frame: object) -> NoReturn:
    """End by the usual way out, so that the sandbox is closed and its folder removed."""
    sys.exit(143)


def _tell(error: GraderError) -> None:
    place = f"{error.where}: " if error.where else ""
    click.echo(f"error: {place}{error.what}\n  why:  {error.why}\n  mend: {error.mend}", err=True)
