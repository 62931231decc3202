"""`grader review`: open a graded class in the browser, for the people who mark it."""

from __future__ import annotations

from pathlib import Path

import click

from grader.cli import options
from grader.cli.say import say
from grader.errors import CallerError
from grader.gradebook.appeal_files import appeals_in
from grader.gradebook.appeals import add_appeals
from grader.gradebook.class_record import read_class_settings

EXTRA = ("starlette", "uvicorn", "multipart", "python_multipart", "anyio", "h11", "argon2", "rapidfuzz")
"""Modules that only the extra `review` brings."""
_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command("review")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--marker", "markers", multiple=True, help="Who marks; each gets an address. Your account without it.")
@click.option("--port", type=click.IntRange(0, 65535), default=8737, help="The port; 0 for any that is free.")
@click.option("--appeals", type=_FILE, help="Take in what students asked to be looked at again: CSV, or JSON Lines.")
@click.option("--host", help="Serve beyond this machine, under this name; needs --tls-cert, --tls-key, --passwords.")
@click.option("--tls-cert", type=_FILE, help="The file with the TLS certificate.")
@click.option("--tls-key", type=_FILE, help="The file with its key.")
@click.option("--passwords", type=_FILE, help="The file with the markers' hashed passwords.")
@click.option("--add-marker", help="Ask for a password, put it into --passwords under this name, and end.")
@click.option("--rubric", type=click.Path(path_type=Path), hidden=True, help="Names the environment to enter.")
@click.option("--evidence", is_flag=True, hidden=True, help="Answer the pages' questions for reports for staff.")
@options.language
def command(
    folder: Path,
    markers: tuple[str, ...],
    port: int,
    appeals: Path | None,
    host: str | None,
    tls_cert: Path | None,
    tls_key: Path | None,
    passwords: Path | None,
    add_marker: str | None,
    rubric: Path | None,
    evidence: bool,
    language: str,
) -> None:
    r"""Open the class in FOLDER, the --out of `grader batch`, in the browser: to look, to mark, to answer complaints.

    Prints an address for each marker and serves it until Ctrl-C. Every mark is on the disk before a page says so.

    \b
    Examples:
      grader review results --marker ada --marker bo
      grader review results --host grade.uni.edu --tls-cert cert.pem --tls-key key.pem --passwords markers.txt
    """
    if evidence:
        from grader.grading.staff_reports import serve_staff_reports

        return serve_staff_reports(folder, language)
    read_class_settings(folder)
    try:
        from grader.review.passwords import add_password
        from grader.review.registry import all_pages
        from grader.review.serve import Remote, serve

        all_pages()
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in EXTRA:
            raise
        raise CallerError("review_not_installed", module=error.name) from error
    if add_marker is not None:
        if passwords is None:
            raise click.UsageError("--add-marker needs --passwords, the file that it goes into.")
        return add_password(passwords, add_marker, click.prompt("Password", hide_input=True, confirmation_prompt=True))
    remote = None
    if host is not None:
        if tls_cert is None or tls_key is None or passwords is None:
            raise CallerError("review_host_unprotected", host=host)
        remote = Remote(host=host, certificate=tls_cert, key=tls_key, passwords=passwords)
    elif tls_cert is not None or tls_key is not None or passwords is not None:
        raise click.UsageError("--tls-cert, --tls-key and --passwords belong to --host.")
    if appeals is not None:
        _take_in(folder, appeals)
    return serve(folder, markers, port, language, say, remote)


def _take_in(folder: Path, path: Path) -> None:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise CallerError("appeals_unreadable", where=str(path), error=error.strerror or str(error)) from error
    found = appeals_in(content, path.name)
    say(f"{path}: {add_appeals(folder, found)} of {len(found)} complaints are new.")
