"""Prints the groups of equal behaviour at a question."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from grader.behaviour.groups import Group
from grader.behaviour.index import groups_of
from grader.cli.say import safe_text
from grader.errors import CallerError
from grader.gradebook.store import GradebookContents
from grader.grading.behaviour_index import index_of

SHOWN = 8
"""Number of digits of a group's name that are printed; more are not needed to tell groups apart."""
MOST_NAMES = 3
"""Most hand-ins of a group that are printed."""


def groups_at(folder: Path, contents: GradebookContents, question: str) -> Sequence[Group]:
    """Return the groups at a question, the largest first.

    Args:
        folder: the class's results.
        contents: the class.
        question: the question's id.

    Raises:
        CallerError: there is no such question, or the rubric was changed since the class was graded.
    """
    known = [name for name, _, _ in contents.about.asked]
    if question not in known:
        raise CallerError("no_such_question", question=repr(question), known=", ".join(known))
    return groups_of(index_of(folder, contents), question, contents.about.submissions)


def print_groups(groups: Sequence[Group]) -> None:
    """Print a table of groups."""
    table = Table("Group", "Hand-ins", "What is seen", "Where", "Who", box=None, pad_edge=False)
    for group in groups:
        told = group.evidence
        seen = " ".join(part for part in (told.kind.value, told.exception or told.output) if part)
        where = f"{len(told.failing)} of {told.of} cases" if told.failing else ""
        more = ", …" if len(group.members) > MOST_NAMES else ""
        who = ", ".join(group.members[:MOST_NAMES]) + more
        table.add_row(group.id[:SHOWN], str(len(group.members)), safe_text(seen), where, safe_text(who))
    Console().print(table)
