"""Show how far a batch is: a bar or a line a submission for people, a line of JSON without names for machines."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from grader.files.atomic import unwritable
from grader.report.plain import shown_signs
from grader.report.words import Words, words

Tell = Callable[[int, int, str, str, bool], None]
"""A function that is called after each submission with the number done, the number of all, its id, its status and
whether its earlier result was kept."""


@contextmanager
def progress(language: str, events: Path | None, quiet: bool) -> Iterator[Tell]:
    """Show how far a batch is while it runs.

    Args:
        language: the language of what is printed for people.
        events: a file that gets a line of JSON for each submission, or None.
        quiet: whether nothing is printed for people.

    Raises:
        OutputError: the file cannot be written.
    """
    with ExitStack() as stack:
        tells: list[Tell] = [] if quiet else [_for_people(stack, words(language))]
        if events is not None:
            tells.append(_for_machines(stack, events))

        def tell(done: int, count: int, name: str, status: str, kept: bool) -> None:
            for one in tells:
                one(done, count, name, status, kept)

        yield tell


@contextmanager
def steps(quiet: bool) -> Iterator[Callable[[int, int, str], None]]:
    """Show how far a command is, with a bar and a clock; nothing where nobody watches.

    The yielded function takes the number of steps done, the number of all, and what is done now.

    Args:
        quiet: whether nothing is shown in any case.
    """
    console = Console(file=sys.stderr)  # this very file, as above
    if quiet or not console.is_terminal:
        yield lambda _done, _count, _what: None
        return
    columns = (MofNCompleteColumn(), BarColumn(), TextColumn("{task.fields[what]}"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=None, what="")
        yield lambda done, count, what: bar.update(task, completed=done, total=count, what=what)


def _for_people(stack: ExitStack, w: Words) -> Tell:
    console = Console(file=sys.stderr)  # this very file: what rubrics print is captured by replacing sys.stderr
    if not console.is_terminal:
        return _lines(console, w)
    columns = (MofNCompleteColumn(), BarColumn(), TextColumn("{task.fields[rate]}"), TimeRemainingColumn())
    bar = stack.enter_context(Progress(*columns, console=console))
    task, started = bar.add_task("", total=None, rate=""), time.monotonic()

    def tell(done: int, count: int, name: str, status: str, _kept: bool) -> None:
        bar.update(task, completed=done, total=count, rate=_rate(w, done, started))
        if status != "graded":
            bar.console.print(f"{shown_signs(name)}  {w(f'terminal.status_{status}')}", markup=False, highlight=False)

    return tell


def _lines(console: Console, w: Words) -> Tell:
    started = time.monotonic()

    def tell(done: int, count: int, name: str, status: str, kept: bool) -> None:
        left = round((count - done) * (time.monotonic() - started) / done)
        told = f"{done}/{count}  {shown_signs(name)}  {w('terminal.kept' if kept else f'terminal.status_{status}')}"
        pace = w("terminal.left", rate=_rate(w, done, started), seconds=left)
        console.print(f"{told}  {pace}", markup=False, highlight=False, soft_wrap=True)

    return tell


def _rate(w: Words, done: int, started: float) -> str:
    return w("terminal.rate", number=f"{done / max(time.monotonic() - started, 1e-3):.1f}")


def _for_machines(stack: ExitStack, path: Path) -> Tell:
    try:
        file = stack.enter_context(path.open("a", encoding="utf-8"))
    except OSError as error:
        raise unwritable(path, error) from error

    def tell(done: int, count: int, _name: str, status: str, kept: bool) -> None:
        event = {"event": "submission", "done": done, "count": count, "status": status, "kept": kept}
        event["time"] = round(time.time(), 3)
        try:
            file.write(json.dumps(event) + "\n")
            file.flush()
        except OSError as error:
            raise unwritable(path, error) from error

    return tell
