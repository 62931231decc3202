"""Serves the style and the scripts of the pages; nothing else on disk can be asked for by name."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from grader.report import html

STATIC = Path(__file__).parent / "static"
REPORTS = Path(html.__file__).parent / "templates"
KINDS = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8"}


async def static_file(request: Request) -> Response:
    """Return a file of `static/`; `reports.css` is the style of reports and of the class page."""
    found = files().get(request.path_params["name"])
    if found is None:
        return Response(status_code=404)
    content, kind = found
    headers = {"Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff"}
    return Response(content, media_type=kind, headers=headers)


@cache
def files() -> dict[str, tuple[bytes, str]]:
    """Return the content and kind of each file by name."""
    found = {path.name: (path.read_bytes(), KINDS[path.suffix]) for path in STATIC.iterdir() if path.suffix in KINDS}
    style = b"\n".join((REPORTS / name).read_bytes() for name in ("report.css", "class.css"))
    return {**found, "reports.css": (style, KINDS[".css"])}
