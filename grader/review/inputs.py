"""Reads what people typed into a form, and refuses it in words."""

from __future__ import annotations

import math

from grader.errors import CallerError

from .request import Form

LONGEST = 10_000
"""Largest number of characters of a comment or answer."""


def points_in(form: Form, name: str) -> float:
    """Return the points in a field; a comma stands for a point too.

    Raises:
        CallerError: it holds no number.
    """
    text = form.text(name)
    try:
        points = float(text.replace(",", "."))
    except ValueError:
        points = math.nan
    if not math.isfinite(points):
        raise CallerError("review_no_points", text=repr(text[:40]))
    return points


def words_in(form: Form, name: str) -> str:
    """Return the words in a field.

    Raises:
        CallerError: they are too many.
    """
    text = form.text(name)
    if len(text) > LONGEST:
        raise CallerError("review_text_too_long", count=len(text), most=LONGEST)
    return text.encode("utf-8", "replace").decode()
