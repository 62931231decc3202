"""`grader export`: results back in the form of a learning platform or of CI."""

from __future__ import annotations

import json
import os
from pathlib import Path

import click

from grader.cli import options
from grader.files.atomic import unwritable, write_bytes
from grader.gradebook.book import grades_of
from grader.platforms import report_folder as folder
from grader.platforms.column_fill import FillOptions
from grader.platforms.export_jobs import FORMS, Job, exported
from grader.platforms.export_result import ExportResult, said, told
from grader.platforms.github import annotated
from grader.platforms.pending import refuse, waiting

_TABLES = ("canvas", "moodle")
_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command("export")
@click.argument("platform", type=click.Choice(FORMS))
@click.argument("results", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--into", type=_FILE, help="The platform's own table: Canvas's gradebook, Moodle's grading worksheet.")
@click.option("--column", default="", help="Its column for the grades; found by the assignment's title without it.")
@click.option("--missing", type=click.Choice(["zero"]), help="Give a zero to who handed in nothing; blank without it.")
@click.option("--scale", is_flag=True, help="Scale points to the platform's maximum, where that differs from ours.")
@click.option("--feedback", is_flag=True, help="Pack the reports into a zip that the platform deals out.")
@click.option("--out", type=click.Path(path_type=Path), help="Where the result goes; the table is changed in place.")
@click.option("--provisional", is_flag=True, help="Go on though points wait for a person, or the grader failed.")
@options.error_language
@options.as_json
def command(
    platform: str,
    results: Path,
    into: Path | None,
    column: str,
    missing: str | None,
    scale: bool,
    feedback: bool,
    out: Path | None,
    provisional: bool,
    as_json: bool,
) -> None:
    r"""Give the results in DIR back to PLATFORM: canvas, moodle, gradescope, csv, junit or github.

    DIR is what `grader batch` or `grader grade` wrote. In the platform's own table only our students' cells of one
    column change. Without --out it is changed in place; other forms go into DIR, and GitHub's to the step's summary.

    \b
    Examples:
      grader export canvas results --into gradebook.csv --column "Assignment 2" --out upload.csv
      grader export moodle results --into worksheet.csv --feedback --out feedback.zip
      grader export csv results --out grades.csv --provisional
    """
    _refuse_stray(platform, into, feedback, bool(column or missing or scale))
    single = folder.single(results)
    grades = (single,) if single else grades_of(results)
    reports = folder.reports_of(results, grades)
    held = waiting(grades, reports)
    if not provisional:
        refuse(held, str(results))
    summary = _step_summary() if platform == "github" and out is None else None
    job = Job(
        platform=platform,
        folder=results,
        grades=grades,
        reports=reports,
        waiting=held,
        wishes=FillOptions(column=column, missing_zero=missing == "zero", scale=scale),
        into=into,
        out=out or summary,
        used=summary.stat().st_size if summary and summary.is_file() else 0,
        feedback=feedback,
        provisional=provisional,
    )
    outcome = exported(job)
    _write(outcome, append=summary is not None)
    _tell(outcome, annotated(reports.values()) if platform == "github" else [], as_json)


def _refuse_stray(platform: str, into: Path | None, feedback: bool, filling: bool) -> None:
    """Options that would do nothing are a mistake that somebody would rather hear of."""
    if platform not in _TABLES and (into or feedback or filling):
        raise click.UsageError(f"--into, --column, --missing, --scale and --feedback are not for {platform}.")
    if filling and into is None:
        raise click.UsageError("--column, --missing and --scale need the platform's table, --into FILE.")


def _step_summary() -> Path | None:
    named = os.environ.get("GITHUB_STEP_SUMMARY")
    return Path(named) if named else None


def _write(outcome: ExportResult, append: bool) -> None:
    """Write all files; a step's summary may hold what others wrote before."""
    for path, content in outcome.files.items():
        if not append:
            write_bytes(path, content)
            continue
        try:
            with path.open("ab") as file:
                file.write(content)
        except OSError as error:
            raise unwritable(path, error) from error


def _tell(outcome: ExportResult, commands: list[str], as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps({**told(outcome), **({"annotations": commands} if commands else {})}, ensure_ascii=False))
        return
    for line in [*commands, *said(outcome)]:
        click.echo(line)
