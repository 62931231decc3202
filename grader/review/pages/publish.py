"""Before publishing: what waits, what a changed rubric would do, then reports and platform files in one step."""

from __future__ import annotations

from pathlib import Path

from starlette.responses import Response

from grader.errors import CallerError
from grader.gradebook.paths import PUBLISHED
from grader.platforms.platform import ExportOption
from grader.platforms.registry import platform_of

from ..class_state import ClassState
from ..complaints import complaints_of
from ..publishing import PLATFORMS, Wanted, judge_again, preview, publish, results_hash
from ..rendering import back_to, page
from ..request import Page, ReviewRequest
from ..rubric_now import rubric_hash
from ..selection import Selection
from .overview import waiting_questions

FEEDBACK = "{platform}_feedback.zip"
"""Name of the packed reports, in the folder of results or beside the platform's table."""


def show(request: ReviewRequest) -> Response:
    """Show what has to be looked at before results go out."""
    state, seen = request.state, request.review.preview
    current = seen is not None and (seen.rubric, seen.before) == (rubric_hash(state), results_hash(state))
    return page(
        request,
        "publish.html.j2",
        waits=list(waiting_questions(state)),
        failed=sum(row.status == "error" or _has_failed(state, name) for name, row in state.rows.items()),
        failed_link=Selection(verdict="error").address,
        complaints=sum(not one.answers for one in complaints_of(state)),
        seen=seen,
        current=current,
        titles={name: title for name, title, _ in state.about.asked},
        platforms=[(name, platform_of(name).title) for name in PLATFORMS],
        with_table=[name for name in PLATFORMS if ExportOption.INTO in _options(name)],
        told=request.review.published,
        files=sorted(_files(request)),
    )


async def look(request: ReviewRequest) -> Response:
    """Compute what judging the class again would change."""
    request.review.preview = await preview(request.state)
    return back_to("/publish#changes")


async def apply(request: ReviewRequest) -> Response:
    """Judge the class again, as it was shown."""
    await judge_again(request.state, request.review.preview)
    request.review.preview = None
    return back_to("/publish", "judged_again")


async def write(request: ReviewRequest) -> Response:
    """Write reports and a platform's files: `platform`, `table`, `column`, `missing`, `feedback`, `provisional`."""
    form = request.form
    table = form.files.get("table")
    wanted = Wanted(
        platform=form.text("platform"),
        table=b"" if table is None else table.content,
        column=form.text("column"),
        missing_zero=bool(form.text("missing")),
        feedback=bool(form.text("feedback")),
        provisional=bool(form.text("provisional")),
    )
    request.review.published = await publish(request.state, wanted)
    return back_to("/publish#files", "published")


def download(request: ReviewRequest) -> Response:
    """Give one of the written files."""
    found = _files(request).get(request.path["name"])
    if found is None:
        raise CallerError("review_no_such_page", path=request.address)
    named = {"Content-Disposition": f'attachment; filename="{request.path["name"]}"'}
    return Response(found.read_bytes(), media_type="application/octet-stream", headers=named)


def _files(request: ReviewRequest) -> dict[str, Path]:
    """Return the files that can be given, by name: those that exports wrote, never a report or record by itself."""
    folder = request.folder
    packed = [folder / FEEDBACK.format(platform=name) for name in PLATFORMS]
    told = [Path(name) for name in (request.review.published or {}).get("files", ())]
    beside = [path for path in told if path.parent.resolve() == folder.resolve()]
    found = (*packed, *beside, *(folder / PUBLISHED).glob("[!.]*"))
    return {path.name: path for path in found if path.is_file() and not path.is_symlink()}


def _options(name: str) -> frozenset[ExportOption]:
    exporter = platform_of(name).exporter
    return frozenset() if exporter is None else exporter.options


def _has_failed(state: ClassState, name: str) -> bool:
    return any(one.verdict == "error" for one in state.rows[name].criteria)


PAGES = (
    Page(path="/publish", show=show, act=write, link="review.publish", place=70),
    Page(path="/publish/look", act=look),
    Page(path="/publish/judge", act=apply),
    Page(path="/published/{name}", show=download),
)
