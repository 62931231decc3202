"""Renders a report as one self-contained HTML page, without scripts or network."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import nh3
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markdown_it import MarkdownIt
from markupsafe import Markup

from .counted import counted_lines
from .head import is_open, score_line
from .highlight import highlighted
from .markdown import shown_number, stops
from .numbers import decimals_of, earned, points, short, whole
from .page import arranged
from .people import answer_lines, appeal_link, comment_lines
from .pictures import WIDTH, dots, is_binned, is_telling, where
from .plain import plain, shown_signs, visible
from .template_code import TemplateCode
from .words import Words, words

LONGEST_ANSWER = 4000
"""Largest number of characters of a written answer that the page shows; the JSON has the whole text."""
_SMALL_NUMBER = re.compile(r"\b\d\.\de[-+]\d+\b")
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
"""A symbol for each verdict, so that meaning never depends on colour alone."""


def html(report: dict[str, Any]) -> str:
    """Return the content of report.html."""
    template = environment().get_template("report.html.j2")
    w, decimals = words(report["language"]), decimals_of(report)

    def worth(part: dict[str, Any]) -> str:
        most = points(part["max_score"])
        return f"{'-' if is_open(part) else earned(part['score'], part['max_score'], decimals)} / {most}"

    return template.render(
        report=report,
        groups={group.value: shown for group, shown in arranged(w, report).items()},
        score=score_line(w, report),
        cells=stops(w, report),
        counted=counted_lines(w, report),
        comments=comment_lines(w, report),
        answers=answer_lines(w, report),
        appeal=_appeal(w, report),
        worth=worth,
        titles_of={question["id"]: question["title"] for question in report["questions"]},
        lost=lambda value: earned(value, decimals=decimals),
        w=w,
        symbols=SYMBOLS,
        longest=LONGEST_ANSWER,
    )


def _appeal(w: Words, report: dict[str, Any]) -> Markup:
    """Return the sentence on where to complain, with a link where there is an address; empty where nowhere is."""
    address, told = appeal_link(report)
    if not address and not told:
        return Markup()
    text = w("people.appeal", address=address) if address else w("people.appeal_told", told=plain(told))
    attributes = {"a": {"href"}}
    clean = nh3.clean(
        _reader().renderInline(text), tags={"a"}, attributes=attributes, url_schemes={"http", "https", "mailto"}
    )
    return Markup(clean)  # noqa: S704 - cleaned right here


@cache
def environment() -> Environment:
    """Return the Jinja environment of the templates, with the filters that they use."""
    templates = Path(__file__).parent / "templates"
    found = Environment(
        loader=FileSystemLoader(templates),
        bytecode_cache=TemplateCode(templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters |= {"points": points, "number": shown_number, "prose": _prose, "line": _line, "slug": _slug}
    found.filters |= {"visible": visible, "dots": dots, "highlighted": highlighted}
    found.filters |= {"whole": whole, "signs": shown_signs, "short": short}
    found.globals |= {"where": where, "is_binned": is_binned, "is_telling": is_telling, "scatter_width": WIDTH}
    return found


@cache
def _reader() -> MarkdownIt:
    found = MarkdownIt("commonmark", {"html": False})
    found.add_render_rule("heading_open", lambda *_: "<p><strong>")  # a page's own headings are its outline
    found.add_render_rule("heading_close", lambda *_: "</strong></p>\n")
    return found


@lru_cache(maxsize=2048)
def _prose(text: str) -> Markup:
    """Return Markdown as safe HTML, in which a number such as 1.0e-06 is not broken after its minus sign."""
    clean = nh3.clean(_reader().render(text), tags=_TAGS, attributes={})  # no attributes, so all numbers are text
    return Markup(_SMALL_NUMBER.sub(r'<span class="number">\g<0></span>', clean))  # noqa: S704 - cleaned right here


@lru_cache(maxsize=2048)
def _line(text: str) -> Markup:
    """Return a title or hint as safe HTML, with its code spans."""
    return Markup(nh3.clean(_reader().renderInline(plain(text)), tags={"code"}, attributes={}))  # noqa: S704 - cleaned


def _slug(text: str) -> str:
    """Return an id as part of an anchor; different ids give different anchors."""
    return re.sub(r"[^A-Za-z0-9_-]", lambda sign: f"~{ord(sign[0]):x}~", text)
