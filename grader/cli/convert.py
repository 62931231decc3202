"""`grader convert`: make an assignment from one that was written for another grader."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from grader.authoring.conversion.proved import ProvedConversion, convert_and_prove
from grader.authoring.convert import FORMATS
from grader.cli import options
from grader.cli.progress import steps
from grader.cli.say import say
from grader.grading.pool import jobs_allowed
from grader.report.plain import visible
from grader.sandbox.selftest import chosen

STATES = {"crossed": "crossed", "marked": "crossed, but", "person": "for a person", "left": "left out"}
"""The word of the table for each state of a part."""


@click.command("convert")
@click.argument("form", type=click.Choice(sorted(FORMATS)), metavar="nbgrader|otter")
@click.argument("source", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--out", required=True, type=click.Path(path_type=Path, file_okay=False), help="The assignment's folder; a new one."
)
@options.isolation
@options.error_language
@options.as_json
def command(form: str, source: Path, out: Path, isolation: str, as_json: bool) -> None:
    r"""Make an assignment from the source notebook of another grader: points, ids, tests and answers stay.

    The tests then run in the grader, where student code cannot reach them. Each is proved before this ends: the solved
    notebook passes it twice, the students' version does not, and a wrong answer fails. What does not hold is left out.

    \b
    Example:
      grader convert nbgrader source/ps1/problem1.ipynb --out ps1
    """
    begun = time.monotonic()
    with steps(quiet=as_json) as tell:
        made = convert_and_prove(form, source, out, chosen(isolation), tell, jobs_allowed())
    if as_json:
        click.echo(json.dumps(_for_machines(made), default=str, ensure_ascii=False))
    else:
        for line in _lines(made):
            say(line)
        say(f"{time.monotonic() - begun:.0f} seconds.")
    options.leave(0 if made.audited else 1)


def _for_machines(made: ProvedConversion) -> dict[str, Any]:
    found = asdict(made)
    left = [part for part in found["parts"] if part["state"] == "left"]
    counts = {"tests": made.tests, "crossed": made.crossed, "manual": len(made.parts) - made.tests}
    return {**found, **counts, "left": left}


def _lines(made: ProvedConversion) -> Iterator[str]:
    rows = [(_name(part.question, part.id), f"{part.points:g}", STATES[part.state], part) for part in made.parts]
    wide = max(len("question"), *(len(name) for name, *_ in rows))
    yield f"{'question':{wide}}  points  result"
    for name, points, state, part in rows:
        why = f" (cell {part.cell + 1}): {visible(part.why)}" if part.state == "left" else f" {visible(part.why)}"
        yield f"{name:{wide}}  {points:>6}  {state}{why if part.why else ''}"
    if made.cells:
        yield "Of the solved notebook the reference has all but this (cells as students get them):"
        yield from (f"  cell {left.cell + 1}: {left.why}" for left in made.cells)
    if made.files:
        more = f" and {len(made.files) - 12} more" if len(made.files) > 12 else ""
        yield f"Files beside it that students get too: {', '.join(map(visible, made.files[:12]))}{more}."
    test, person, lost = made.points("crossed", "marked"), made.points("person"), made.points("left")
    yield (
        f"{made.rubric}: {made.crossed} of {made.tests} tests grade here. Of {made.points():g} points "
        f"{test:g} are theirs, {person:g} a person's, and {lost:g} are lost."
    )
    if made.audited:
        yield f"Proved, and grader audit --rubric {made.rubric} says so."
    else:
        yield f"Not proved as a whole; see what is missing with: grader audit --rubric {made.rubric}"


def _name(question: str, part: str) -> str:
    return visible(question if part in (question, "answer") else f"{question}.{part}")
