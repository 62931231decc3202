"""The language of the pages, as their reader chooses it."""

from __future__ import annotations

from starlette.responses import Response

from grader.report.words import LANGUAGES

from ..rendering import back_to
from ..request import Page, ReviewRequest

COOKIE = "grader-review-language"
"""Name of the cookie with the language that somebody chose."""


def choose(request: ReviewRequest) -> Response:
    """Remember the chosen language, and go back to the page."""
    response = back_to(request.form.text("back"))
    if request.form.text("language") in LANGUAGES:
        set_language(response, request.form.text("language"))
    return response


def set_language(response: Response, language: str) -> None:
    """Give a reader the cookie that says the language of the pages."""
    response.set_cookie(COOKIE, language, samesite="lax", httponly=True)


PAGES = (Page(path="/language", act=choose),)
