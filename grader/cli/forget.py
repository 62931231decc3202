"""`grader forget`: remove all data of one student from a folder of results."""

from __future__ import annotations

from pathlib import Path

import click

from grader.cli import options
from grader.cli.say import say
from grader.gradebook.forget import forget
from grader.grading.lock import class_locked


@click.command("forget")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.argument("student")
@options.error_language
def command(folder: Path, student: str) -> None:
    r"""Remove all data of STUDENT from FOLDER, the --out of `grader batch`.

    Reports, records, decisions, complaints and rows of the gradebook go, and what was written for a platform, which
    is written anew. A hand-in of a group stays while others share it.

    \b
    Example:
      grader forget results 00123
    """
    with class_locked(folder):
        found = forget(folder, student)
    say(f"{found.student}: removed from the gradebook.")
    for name in found.removed:
        say(f"{name}: reports, records and decisions removed.")
    for name in found.kept:
        say(f"{name}: kept, others handed it in too.")
    say("The hand-in itself lies where the class's hand-ins lie; remove it there too.")
