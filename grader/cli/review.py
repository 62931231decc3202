"""`grader review`: open a graded class in the browser, for the people who mark it."""

from __future__ import annotations

from pathlib import Path

import click

from grader.cli import options
from grader.cli.say import say
from grader.errors import CallerError


@click.command("review")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--marker", "markers", multiple=True, help="Who marks; each gets an address. Your account's name without it."
)
@click.option("--port", type=click.IntRange(0, 65535), default=8737, help="The port; 0 for any that is free.")
@click.option("--rubric", type=click.Path(path_type=Path), hidden=True, help="Names the environment to enter.")
@click.option("--evidence", is_flag=True, hidden=True, help="Answer the pages' questions for reports for staff.")
@options.language
def command(
    folder: Path, markers: tuple[str, ...], port: int, rubric: Path | None, evidence: bool, language: str
) -> None:
    r"""Open the class in FOLDER, the --out of `grader batch`, in the browser: to look, to mark, to answer complaints.

    Prints an address for each marker and serves it until Ctrl-C. Every mark is on the disk before a page says so.

    \b
    Example:
      grader review results --marker ada --marker bo
    """
    if evidence:
        from grader.grading.staff_reports import serve_staff_reports

        return serve_staff_reports(folder, language)
    try:
        from grader.review.serve import serve
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("starlette", "uvicorn", "multipart", "anyio", "h11"):
            raise
        raise CallerError("review_not_installed", module=error.name) from error
    return serve(folder, markers, port, language, say)
