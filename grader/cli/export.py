"""`grader export`: give results back in the form of a learning platform or of CI."""

from __future__ import annotations

import json
from pathlib import Path

import click

from grader.cli import options
from grader.cli.platform_name import PlatformName
from grader.cli.say import say
from grader.files.atomic import unwritable, write_bytes, written
from grader.files.zips import write_zip
from grader.gradebook.book import grades_of, refuse_unwritten
from grader.platforms import report_folder as folder
from grader.platforms.column_fill import FillOptions
from grader.platforms.export_job import ExportJob
from grader.platforms.export_result import ExportResult, as_lines
from grader.platforms.export_result import as_json as export_json
from grader.platforms.pending import pending_of, refuse
from grader.platforms.platform import TABLE_OPTIONS, ExportOption
from grader.platforms.registry import EXPORTERS, exporter_of

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command("export")
@click.argument("platform", type=PlatformName(EXPORTERS))
@click.argument("results", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--into", type=_FILE, help="The platform's own table: Canvas's gradebook, Moodle's grading worksheet.")
@click.option("--column", default="", help="Its column for the grades; found by the assignment's title without it.")
@click.option("--missing", type=click.Choice(["zero"]), help="Give a zero to who handed in nothing; blank without it.")
@click.option("--unreadable", type=click.Choice(["zero"]), help="Give a zero to what cannot be read; kept without it.")
@click.option("--scale", is_flag=True, help="Scale points to the platform's maximum, where that differs from ours.")
@click.option("--feedback", is_flag=True, help="Pack the reports into a zip that the platform deals out.")
@click.option(
    "--out", type=click.Path(path_type=Path), help="Where the result goes; without it the table is changed in place."
)
@click.option("--provisional", is_flag=True, help="Go on though points wait for a person, or the grader failed.")
@options.error_language
@options.as_json
def command(
    platform: str,
    results: Path,
    into: Path | None,
    column: str,
    missing: str | None,
    unreadable: str | None,
    scale: bool,
    feedback: bool,
    out: Path | None,
    provisional: bool,
    as_json: bool,
) -> None:
    r"""Give the results in DIR back to PLATFORM: canvas, moodle, gradescope, nbgrader, dodona, csv, junit or github.

    DIR is what `grader batch` or `grader grade` wrote. In the platform's own table only our students' cells of one
    column change. Without --out it is changed in place; with --feedback it is only read, unless --out names a table.
    Other forms go into DIR, and GitHub's to the step's summary.

    \b
    Examples:
      grader export canvas results --into gradebook.csv --column "Assignment 2" --out upload.csv
      grader export moodle results --into worksheet.csv --feedback --out feedback.zip
      grader export csv results --out grades.csv --provisional
    """
    exporter = exporter_of(platform)
    given = {
        ExportOption.INTO: into is not None,
        ExportOption.COLUMN: bool(column),
        ExportOption.MISSING: missing is not None,
        ExportOption.UNREADABLE: unreadable is not None,
        ExportOption.SCALE: scale,
        ExportOption.FEEDBACK: feedback,
    }
    _refuse_stray(platform, {option for option, there in given.items() if there}, exporter.options)
    single = folder.single(results)
    if not single:
        refuse_unwritten(results)
    grades = (single,) if single else grades_of(results)
    reports = folder.reports_of(results, grades)
    pending = pending_of(grades, reports)
    if not provisional:
        refuse(pending, str(results))
    job = ExportJob(
        platform=platform,
        folder=results,
        grades=grades,
        reports=reports,
        pending=pending,
        fill=FillOptions(
            column=column, missing_zero=missing == "zero", unreadable_zero=unreadable == "zero", scale=scale
        ),
        into=into,
        out=out,
        feedback=feedback,
        provisional=provisional,
    )
    outcome = exporter.export(job)
    _write(outcome)
    _print(outcome, as_json)


def _refuse_stray(platform: str, given: set[ExportOption], taken: frozenset[ExportOption]) -> None:
    """Refuse options that this platform does not use; ignoring them silently would hide the caller's mistake."""
    if given - taken:
        *most, last = [option for option in ExportOption if option not in taken]
        listed = f"{', '.join(most)} and {last} are" if most else f"{last} is"
        raise click.UsageError(f"{listed} not for {platform}.")
    if given & (TABLE_OPTIONS - {ExportOption.INTO}) and ExportOption.INTO not in given:
        raise click.UsageError("--column, --missing, --unreadable and --scale need the platform's table, --into FILE.")


def _write(outcome: ExportResult) -> None:
    """Write all files of an export; append to a file where the result says so."""
    for path, content in outcome.files.items():
        if not outcome.appended:
            write_bytes(path, content)
            continue
        try:
            with path.open("ab") as file:
                file.write(content)
        except OSError as error:
            raise unwritable(path, error) from error
    for path, pages in outcome.zips.items():
        with written(path) as archive:
            write_zip(archive, pages)


def _print(outcome: ExportResult, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(export_json(outcome), ensure_ascii=False))
        return
    for line in as_lines(outcome):
        say(line)
