"""Decides whether a request is answered: it comes from this origin, from a known marker, with the form's token."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

from .sessions import address_token, cookie_of, form_token, is_same, name_in
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


def marker_of(request: Request, settings: ReviewSettings) -> str:
    """Return the name that a request's cookie proves; empty where it proves none.

    The name may be one that is no marker's any more: `is_marker` says so.
    """
    cookie = request.cookies.get(settings.cookie, "")
    name = name_in(cookie)
    return name if name and is_same(cookie, cookie_of(settings.secret, name)) else ""


def token_of(request: Request, settings: ReviewSettings) -> str:
    """Return what the forms of a request's pages bring back."""
    return form_token(settings.secret, request.cookies.get(settings.cookie, ""))
