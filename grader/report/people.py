"""Words what people say in a report: comments at lines of code, answers to complaints, and where to complain."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .numbers import points
from .plain import code, plain
from .words import Words

LINKED = ("https://", "http://", "mailto:")
"""How an address begins that a page links to; anything else is a sentence."""


def comment_lines(w: Words, report: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return the place and the words, both as markdown, of each comment at a line of code.

    Args:
        w: the sentences of its language.
        report: report.json.
    """
    return [(_place(w, one), one["comment"]) for one in report.get("line_comments", [])]


def answer_lines(w: Words, report: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return what was asked to be looked at again, and what came of it, both as markdown."""
    return [(plain(one["asked"]), _outcome(w, one)) for one in report.get("appeals", [])]


def appeal_link(report: Mapping[str, Any]) -> tuple[str, str]:
    """Return the address that a page links to for complaints, and the sentence where there is none to link to."""
    told = report.get("appeals_to", "")
    return (told, "") if told.startswith(LINKED) else ("", told)


def _place(w: Words, one: Mapping[str, Any]) -> str:
    where = {"line": one["line"], "source": code(one["source"])}
    if "cell" in one:
        return w("people.in_cell", cell=one["cell"] + 1, **where)
    return w("people.in_file", path=code(one["path"]), **where)


def _outcome(w: Words, one: Mapping[str, Any]) -> str:
    if "after" not in one:
        return str(one["answer"])
    before = "-" if one["before"] is None else points(one["before"])
    moved = w("people.points", before=before, after=points(one["after"]))
    return w("style.between_sentences").join((str(one["answer"]), moved))
