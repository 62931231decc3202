"""Prints for people: names that students choose cannot move the cursor, add lines or turn text around on a terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click
from rich.text import Text

from grader.report.plain import shown_signs


def say(line: str, err: bool = False) -> None:
    """Print a line, with invisible characters written as their code points.

    Args:
        line: the line; a newline in it is such a character too.
        err: whether it goes to the standard error.
    """
    click.echo(shown_signs(line), err=err)


def safe_text(text: object, style: str = "") -> Text:
    """Return a text for a table or a console, with invisible characters written as their code points.

    Args:
        text: the text.
        style: its style, such as `bold`.
    """
    return Text(shown_signs(str(text)), style=style)


def say_json(content: Mapping[str, Any]) -> None:
    """Print an object as JSON, an element of its lists at a time."""
    from grader.files.json_pieces import dense_pieces  # here, since most commands print none

    for piece in dense_pieces(content):
        click.echo(piece, nl=False)
    click.echo()
