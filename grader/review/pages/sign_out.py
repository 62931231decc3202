"""Signs a marker out who came in with a password: others may sit at the same machine."""

from __future__ import annotations

from starlette.responses import RedirectResponse, Response

from ..request import Page, ReviewRequest


def leave(request: ReviewRequest) -> Response:
    """Take the cookie back, and lead to the page to sign in on."""
    settings = request.review.settings
    response = RedirectResponse("/sign-in" if settings.is_remote else "/", status_code=303)
    response.delete_cookie(settings.cookie, httponly=True, samesite="lax", secure=settings.is_remote)
    return response


PAGES = (Page(path="/sign-out", act=leave),)
