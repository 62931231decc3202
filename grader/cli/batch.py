"""`grader batch`: grade every submission of a class."""

from __future__ import annotations

from pathlib import Path

import click

from grader.cli import options
from grader.cli.progress import progress
from grader.cli.say import say, say_json
from grader.cli.terminal import print_class
from grader.grading.batch import grade_class
from grader.grading.pool import GradingSettings, jobs_allowed
from grader.model.repair import RepairsWanted
from grader.model.submission import Audience
from grader.report.words import words
from grader.sandbox.selftest import chosen
from grader.submission.times import DayOrder


@click.command("batch")
@click.argument("folder", type=click.Path(path_type=Path))
@options.rubric
@options.out
@options.audience
@options.isolation
@click.option("--jobs", type=click.IntRange(min=1), help="How many at a time; as many as the machine has room for.")
@click.option(
    "--events",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A file that gets a line of JSON for each submission, without names.",
)
@click.option("--force", is_flag=True, help="Run every submission again, also what has not changed.")
@click.option("--engine", default="local", help="Who grades: `local`, or a Dask cluster as `dask://HOST:PORT`.")
@click.option(
    "--repair",
    type=click.Choice([word.value for word in RepairsWanted]),
    default=RepairsWanted.AUTO.value,
    help="Which wrong functions a mending edit is looked for: those nobody has a name for, none, or all.",
)
@options.dates
@click.option("--names", is_flag=True, help="Name hand-ins in class.html.")
@click.option(
    "--fail-on",
    type=click.Choice(["unreadable"]),
    help="End with exit code 1 where a hand-in cannot be read.",
)
@options.language
@options.as_json
def command(
    folder: Path,
    rubric_path: Path,
    out: Path,
    audience: Audience,
    isolation: str,
    jobs: int | None,
    events: Path | None,
    force: bool,
    names: bool,
    engine: str,
    repair: str,
    dates: DayOrder | None,
    fail_on: str | None,
    language: str,
    as_json: bool,
) -> None:
    r"""Grade every submission in FOLDER: sub-folders, .ipynb files and .zip files.

    What was graded before and has not changed is not run again: an interrupted batch goes on where it stopped.
    Writes reports/ and observations/ for each, gradebook.sqlite, results.csv, class.html, and last summary.json.

    \b
    Example:
      grader batch examples/class --rubric rubrics/batch_normalization.toml --out results
    """
    settings = GradingSettings(rubric=rubric_path, audience=audience, language=language, isolation=chosen(isolation))
    with progress(language, events, quiet=as_json) as tell:
        summary = grade_class(
            folder,
            out,
            settings,
            jobs or jobs_allowed(),
            tell,
            force,
            names,
            engine,
            dates,
            RepairsWanted(repair),
        )
    for name, reason in summary.get("not_repaired", {}).items():
        say(words(language)("terminal.not_repaired", name=name, reason=reason), err=True)
    if as_json:
        say_json(summary)
    else:
        print_class(summary, out, language)
    unread = fail_on is not None and any(row["status"] == fail_on for row in summary["submissions"])
    options.leave(4 if summary["errors"] else 1 if unread else 0)
