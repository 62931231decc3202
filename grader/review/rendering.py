"""Makes responses of templates: a page in the house's style, or a sentence on what could not be done."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader
from starlette.responses import HTMLResponse, RedirectResponse, Response

from grader.report.html import SYMBOLS, environment
from grader.report.plain import shown_signs
from grader.report.words import LANGUAGES, Words

from .class_state import key_of
from .notices import notices_of
from .registry import linked_pages
from .request import ReviewRequest

TEMPLATES = Path(__file__).parent / "templates"


@cache
def templates() -> Environment:
    """Return the environment of the templates: those of reports, and those beside this file."""
    reports = environment()
    loaders = [FileSystemLoader(TEMPLATES), *([reports.loader] if reports.loader else [])]
    found = reports.overlay(loader=ChoiceLoader(loaders))
    found.filters = {**found.filters, "signs_of": signs_of, "when": when}
    found.globals = {**found.globals, "key_of": key_of, "symbols": SYMBOLS, "languages": LANGUAGES}
    return found


def signs_of(text: str) -> str:
    """Return a text of several lines, with invisible characters written as their code points."""
    return "\n".join(shown_signs(line) for line in text.splitlines())


def when(text: str) -> str:
    """Return a time as a reader knows it, `2026-11-30 05:51 UTC`; other texts as they are."""
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        return shown_signs(text)
    return time.strftime("%Y-%m-%d %H:%M") + (" UTC" if time.utcoffset() == timedelta(0) else f" {time:%z}".rstrip())


def page(request: ReviewRequest, template: str, *, status: int = 200, **facts: Any) -> Response:
    """Return a page.

    Args:
        request: what was asked for; the template finds it as `request`, its sentences as `w`, the class as `state`.
        template: the name of the template, which extends `base.html.j2`.
        status: the status of the response.
        facts: what else the template shows.
    """
    text = (
        templates()
        .get_template(template)
        .render(
            request=request,
            w=request.words,
            state=request.state,
            links=linked_pages(),
            notices=notices_of(request),
            **facts,
        )
    )
    return HTMLResponse(text, status_code=status)


def plain_page(template: str, w: Words, *, status: int = 200, **facts: Any) -> Response:
    """Return a page that needs no class and no marker, such as the one to sign in."""
    text = templates().get_template(template).render(w=w, request=None, links=(), notices=(), **facts)
    return HTMLResponse(text, status_code=status)


def back_to(address: str, said: str = "") -> Response:
    """Return the way to a page after a form was acted on, so that loading it again sends nothing twice.

    Args:
        address: the page, from `/` on; anything else leads to the first page.
        said: a key of the words of `review`, `said_…`, which that page shows on top; empty for nothing.
    """
    place = address if is_own_address(address) else "/"
    if said:
        bare, mark, anchor = place.partition("#")
        place = f"{bare}{'&' if '?' in bare else '?'}said={said}{mark}{anchor}"
    return RedirectResponse(place, status_code=303)


def is_own_address(address: str) -> bool:
    """Return whether an address that a form brought leads to a page of this server."""
    return address.startswith("/") and address.isprintable() and not address.startswith(("//", "/\\"))
