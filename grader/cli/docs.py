"""`grader docs`: read the documentation without a clone."""

from __future__ import annotations

import click

from grader.cli import options
from grader.cli.say import say
from grader.errors import CallerError
from grader.files.pages import pages


@click.command("docs")
@click.argument("page", required=False)
@options.error_language
def command(page: str | None) -> None:
    r"""Print a page of the documentation, or the list of pages.

    \b
    Example:
      grader docs rubrics
    """
    found = pages()
    if page is None:
        for name, path in found.items():
            say(f"{name:24} {path.read_text(encoding='utf-8').splitlines()[0].lstrip('# ')}")
        return
    if page not in found:
        raise CallerError("no_such_page", page=page, known=", ".join(found) or "none")
    for line in found[page].read_text(encoding="utf-8").splitlines():
        say(line)
