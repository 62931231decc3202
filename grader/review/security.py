"""Decides whether a request is answered: it comes from this origin, from a known marker, with the form's token."""

from __future__ import annotations

import time
from collections.abc import Mapping
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

from grader.errors import CallerError

from .sessions import address_token, cookie_of, form_token, is_proved, is_same, name_in
from .settings import ReviewSettings

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""What a page may load: its own style, scripts and pictures; no script stands in a page."""
FRAME_POLICY = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'; "
    "frame-ancestors 'self'"
)
"""What a page may load that shows what students made, in a frame: its own style, pictures within it; nothing runs."""
HOURS_REMOTE, DAYS_HERE = 12 * 60 * 60, 30 * 24 * 60 * 60
"""Seconds after which a marker has to come in anew: beyond this machine, and on it."""
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def with_headers(response: Response, settings: ReviewSettings) -> Response:
    """Return a response with the headers that shut it in; a page in a frame brings its own policy."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Content-Security-Policy", POLICY)
    if settings.is_remote:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    return response


def is_own_host(request: Request, settings: ReviewSettings) -> bool:
    """Return whether a request names this server: a strange name that leads here could read pages as its own."""
    if settings.is_remote:
        return True
    host, _, port = request.headers.get("host", "").rpartition(":")
    return host in ("127.0.0.1", "localhost", "[::1]") and port == settings.origin.rpartition(":")[2]


def is_same_origin(request: Request) -> bool:
    """Return whether a form was sent from a page of this server."""
    origin = request.headers.get("origin")
    if origin is None:
        return request.headers.get("sec-fetch-site") == "same-origin"
    parts = urlsplit(origin)
    return parts.scheme == request.url.scheme and parts.netloc == request.headers.get("host", "")


def let_in(request: Request, settings: ReviewSettings) -> str:
    """Return the marker whose address was asked for; empty where it is nobody's."""
    token = request.query_params.get("token", "")
    fitting = [name for name in settings.markers if is_same(token, address_token(settings.secret, name))]
    return fitting[0] if fitting else ""


def marker_of(request: Request, settings: ReviewSettings, proofs: Mapping[str, str]) -> str:
    """Return the marker who asks.

    Args:
        request: what was asked for.
        settings: with what the pages are served.
        proofs: by the name of each marker, what a cookie has to prove.

    Raises:
        CallerError: the cookie proves nobody, or somebody who is no marker any more.
    """
    cookie = request.cookies.get(settings.cookie, "")
    name = name_in(settings.secret, cookie, time.time())
    if not name:
        raise CallerError("review_not_signed_in")
    if name not in proofs:
        raise CallerError("review_marker_removed", marker=name)
    if not is_proved(settings.secret, cookie, name, proofs[name]):
        raise CallerError("review_not_signed_in")
    return name


def set_session(response: Response, settings: ReviewSettings, marker: str, proof: str = "") -> None:
    """Give a marker the cookie that says who it is.

    Args:
        response: what the marker gets.
        settings: with what the pages are served.
        marker: the marker's name.
        proof: what has to stay the same while the cookie is good.
    """
    seconds = HOURS_REMOTE if settings.is_remote else DAYS_HERE
    value = cookie_of(settings.secret, marker, int(time.time()) + seconds, proof)
    secure = settings.is_remote
    response.set_cookie(settings.cookie, value, httponly=True, samesite="lax", max_age=seconds, secure=secure)


def token_of(request: Request, settings: ReviewSettings) -> str:
    """Return what the forms of a request's pages bring back."""
    return form_token(settings.secret, request.cookies.get(settings.cookie, ""))
