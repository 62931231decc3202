"""A report as one self-contained HTML page: no script, no network."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import nh3
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markdown_it import MarkdownIt
from markupsafe import Markup

from .markdown import points, shown_number
from .plain import plain, visible
from .summary import mend_first
from .words import words

_TAGS = {"p", "strong", "em", "code", "pre", "ul", "ol", "li", "br", "blockquote"}
SYMBOLS = {
    "pass": "✓",
    "partial": "◐",
    "fail": "✗",
    "carried": "✓",
    "not_attempted": "○",
    "blocked": "→",
    "pending": "…",
    "error": "!",
}
"""A sign for each verdict, so that colour never speaks alone."""


def html(report: dict[str, Any]) -> str:
    """The content of report.html."""
    template = _environment().get_template("report.html.j2")
    w = words(report["language"])
    stopped = [cell for cell in report["notebook"]["cells"] if cell["status"] != "ok"]
    return template.render(report=report, first=mend_first(report), stopped=stopped, w=w, symbols=SYMBOLS)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"points": points, "number": shown_number, "prose": _prose, "line": _line, "slug": _slug}
    environment.filters["visible"] = visible
    return environment


@cache
def _reader() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False})


def _prose(text: str) -> Markup:
    """Markdown as safe HTML."""
    return Markup(nh3.clean(_reader().render(text), tags=_TAGS, attributes={}))  # noqa: S704 - cleaned right here


def _line(text: str) -> Markup:
    """A title or hint as safe HTML, with its code spans."""
    return Markup(nh3.clean(_reader().renderInline(plain(text)), tags={"code"}, attributes={}))  # noqa: S704 - cleaned


def _slug(text: str) -> str:
    """An id as a part of an anchor: different ids stay different."""
    return re.sub(r"[^A-Za-z0-9_-]", lambda sign: f"~{ord(sign[0]):x}~", text)
