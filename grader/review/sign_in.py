"""Signs markers in by name and password, where the pages are served beyond this machine, and out again."""

from __future__ import annotations

import asyncio
import time
from collections import deque

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from grader.errors import CallerError
from grader.report.words import LANGUAGES

from .forms import read_form
from .pages.language import set_language
from .passwords import is_password, read_passwords
from .rendering import is_own_address, plain_page
from .review import Review
from .security import is_same_origin, set_session
from .words import review_words

MOST_FAILURES = 20
"""Number of wrong passwords within `WINDOW`, of all names together, after which nobody is signed in for a while."""
WINDOW = 60.0
"""Seconds in which they are counted."""


class SignIn:
    """The page to sign in on, which counts wrong passwords."""

    def __init__(self, review: Review) -> None:
        self._review = review
        self._failures: deque[float] = deque()

    async def answer(self, request: Request, language: str) -> Response:
        """Show the form, or sign in who sent it.

        Raises:
            CallerError: name and password do not belong together, or there were too many that did not.
        """
        back = request.query_params.get("back", "/")
        if request.method == "GET":
            chosen = request.query_params.get("language", "")
            words = review_words(chosen if chosen in LANGUAGES else language)
            response = plain_page("sign_in.html.j2", words, back=back if is_own_address(back) else "/")
            if chosen in LANGUAGES:
                set_language(response, chosen)
            return response
        if not is_same_origin(request):
            raise CallerError("review_foreign_form")
        form = request.state.form = await read_form(request)
        path = self._review.settings.passwords
        assert path is not None  # noqa: S101 - there is no such page without it
        self._refuse_many()
        passwords, name = read_passwords(path), form.text("name")
        if not await asyncio.to_thread(is_password, passwords, name, form.text("password")):
            self._failures.append(time.monotonic())
            raise CallerError("review_wrong_password")
        back = form.text("back")
        response = RedirectResponse(back if is_own_address(back) else "/", status_code=303)
        set_session(response, self._review.settings, name, passwords[name])
        return response

    def _refuse_many(self) -> None:
        while self._failures and self._failures[0] < time.monotonic() - WINDOW:
            self._failures.popleft()
        if len(self._failures) >= MOST_FAILURES:
            raise CallerError("review_too_many_passwords")
