"""The application: each request is checked, given to its page, and answered, or told in a sentence why not."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from functools import partial
from inspect import isawaitable
from urllib.parse import quote, urlencode

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from grader import __version__
from grader.errors import CallerError, GraderError, MachineError
from grader.errors.full_text import write_full_text
from grader.report.refusal import reworded
from grader.report.words import LANGUAGES

from .forms import read_form
from .pages.language import COOKIE as LANGUAGE
from .registry import all_pages
from .rendering import is_own_address, plain_page
from .rendering import page as class_page
from .request import Form, Page, ReviewRequest
from .review import Review
from .security import is_own_host, is_same_origin, let_in, marker_of, set_session, token_of, with_headers
from .sessions import is_same
from .sign_in import SignIn
from .static import static_file
from .words import review_words

SIGN_IN = "/sign-in"
"""The address of the page to sign in on, where markers have passwords."""
STATUS = {
    "review_stale": 409,
    "group_decided_meanwhile": 409,
    "no_such_group": 404,
    "no_such_question": 404,
    "no_such_group_decision": 409,
    "review_handed_in_anew": 409,
    "review_comment_changed": 409,
    "review_preview_outdated": 409,
    "review_mistake_outdated": 409,
    "review_appeal_answered": 409,
    "review_no_such_appeal": 404,
    "review_no_such_hand_in": 404,
    "review_no_such_place": 404,
    "review_no_such_question": 404,
    "review_no_such_answer": 404,
    "review_no_such_page": 404,
    "review_not_signed_in": 401,
    "review_wrong_password": 401,
    "review_too_many_passwords": 429,
    "review_marker_removed": 403,
    "review_foreign_form": 403,
    "review_foreign_host": 403,
    "review_form_too_large": 413,
}
"""The status of the response for errors that have one of their own; others of the caller's give 400, ours 503."""
WRITTEN = ("points", "comment", "answer")
"""Fields of forms that people write in; what they wrote is shown again where it was not recorded."""
Endpoint = Callable[[Request], Awaitable[Response]]


def review_app(review: Review) -> Starlette:
    """Return the application that serves a class."""
    sign_in = SignIn(review)
    routes = [Route("/static/{name}", static_file)]
    for page in all_pages():
        methods = [*(["GET"] if page.show else []), *(["POST"] if page.act else [])]
        routes.append(Route(page.path, _endpoint(review, sign_in, page), methods=methods))
    routes.append(Route("/{rest:path}", _endpoint(review, sign_in, None), methods=["GET", "POST"]))
    return Starlette(routes=routes, lifespan=partial(_lifespan, review))


@asynccontextmanager
async def _lifespan(review: Review, _app: Starlette) -> AsyncIterator[None]:
    """Write decisions in the background while pages are served, and the last of them at the end."""
    task = asyncio.create_task(review.keep_up())
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        await review.close()


def _endpoint(review: Review, sign_in: SignIn, page: Page | None) -> Endpoint:
    async def answered(request: Request) -> Response:
        language = language_of(request, review)
        try:
            response = await _answer(review, sign_in, page, request, language)
        except GraderError as error:
            response = problem(error, language, request)
        except Exception as error:  # our own failure: its full text goes into a file, the server goes on
            path, kind = write_full_text(error, __version__), type(error).__name__
            response = problem(MachineError("own_failure", kind=kind, path=path), language, request)
        return with_headers(response, review.settings)

    return answered


def language_of(request: Request, review: Review) -> str:
    """Return the language of a request's page: the one that its reader chose, else the server's."""
    chosen = request.cookies.get(LANGUAGE, "")
    return chosen if chosen in LANGUAGES else review.settings.language


async def _answer(review: Review, sign_in: SignIn, page: Page | None, request: Request, language: str) -> Response:
    settings = review.settings
    if not is_own_host(request, settings):
        raise CallerError("review_foreign_host", host=request.headers.get("host", ""), origin=settings.origin)
    if "token" in request.query_params and request.method == "GET" and not settings.is_remote:
        return _entered(review, request)
    if settings.is_remote and request.url.path == SIGN_IN:
        return await sign_in.answer(request, language)
    try:
        marker = marker_of(request, settings, review.proofs())
    except CallerError as error:
        if settings.is_remote and request.method == "GET" and error.key == "review_not_signed_in":
            return RedirectResponse(f"{SIGN_IN}?back={quote(request.url.path)}", status_code=303)
        raise
    form = Form()
    if request.method == "POST":
        form = request.state.form = await read_form(request)
        if not (is_same_origin(request) and is_same(form.text("token"), token_of(request, settings))):
            raise CallerError("review_foreign_form")
    asked = ReviewRequest(
        review=review,
        state=review.state(),
        marker=marker,
        language=language,
        words=review_words(language),
        path={name: str(value) for name, value in request.path_params.items()},
        query=dict(request.query_params),
        form=form,
        form_token=token_of(request, settings),
        address=_address(request),
    )
    request.state.asked = asked
    if page is None:
        raise CallerError("review_no_such_page", path=request.url.path)
    called = page.act if request.method == "POST" else page.show
    assert called is not None  # noqa: S101 - the routes name the methods that a page has
    found = called(asked)
    return await found if isawaitable(found) else found


def _address(request: Request) -> str:
    """Return the address that was asked for, without what was said on top of the page."""
    query = urlencode([one for one in request.query_params.multi_items() if one[0] != "said"])
    return request.url.path + (f"?{query}" if query else "")


def _entered(review: Review, request: Request) -> Response:
    """Return the way to the same page without the token, with a cookie instead."""
    settings = review.settings
    marker = let_in(request, settings)
    if not marker:
        raise CallerError("review_not_signed_in")
    response = RedirectResponse(request.url.path, status_code=303)
    set_session(response, settings, marker)
    return response


def problem(error: GraderError, language: str, request: Request) -> Response:
    """Return the page that says what is wrong, why, and what to do."""
    told = reworded(error, language)
    status = STATUS.get(error.key, 400 if isinstance(error, CallerError) else 503)
    form, w = getattr(request.state, "form", Form()), review_words(language)
    kept = [(w(f"review.field_{name}"), form.text(name)) for name in WRITTEN if form.text(name)]
    back = form.text("back") if is_own_address(form.text("back")) else "/"
    facts = {"told": told, "where": error.where, "kept": kept, "back": back}
    asked: ReviewRequest | None = getattr(request.state, "asked", None)
    if asked is None:
        return plain_page("problem.html.j2", w, status=status, **facts)
    address = asked.address if request.method == "GET" else back  # a page, also where a form led to none
    return class_page(replace(asked, address=address), "problem.html.j2", status=status, **facts)
