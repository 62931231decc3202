"""`grader regrade`: judge a class again from its records by the current rubric."""

from __future__ import annotations

import json
from pathlib import Path

import click

from grader.cli import options
from grader.cli.say import say
from grader.cli.score_changes import as_json as moves_as_json
from grader.cli.score_changes import in_words
from grader.grading.lock import class_locked
from grader.grading.override import write_decisions
from grader.grading.pool import jobs_allowed
from grader.grading.regrade import regrade


@click.command("regrade")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@options.class_rubric
@click.option("--html", "pages", is_flag=True, help="Write report.html and report.md also where there are none.")
@click.option("--dry-run", is_flag=True, help="Only say who would gain and who would lose, by how much and why.")
@click.option(
    "--marks", is_flag=True, help="Only bring what people decided into the reports; quick, nothing else moves."
)
@options.error_language
@options.as_json
def command(folder: Path, rubric_path: Path | None, pages: bool, dry_run: bool, marks: bool, as_json: bool) -> None:
    r"""Judge the class in FOLDER, the --out of `grader batch`, again from its records: no student code runs.

    Points that people gave stay, and pages for people are kept up to date where there are any: they are made by
    `grader batch`, and here with --html.

    \b
    Example:
      grader regrade results --dry-run
    """
    if marks and dry_run:
        raise click.UsageError("--marks and --dry-run do not go together.")
    with class_locked(folder, brief=marks):
        found = (
            write_decisions(folder, rubric=rubric_path)
            if marks
            else regrade(folder, rubric_path, pages=pages, dry_run=dry_run, jobs=jobs_allowed())
        )
    if as_json:
        click.echo(json.dumps(moves_as_json(found), ensure_ascii=False))
    else:
        for line in in_words(found):
            say(line)
