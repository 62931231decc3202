"""The notebook as it ran, in the report: what was recorded, as text, within bounds."""

import pytest

from grader.model.observation import CellRun, CellStatus, Picture, Transcript, TranscriptStatus
from grader.model.record import Isolation, IsolationLevel, Record
from grader.model.submission import Cell, CellKind, Submission
from grader.report.as_run import MOST_PICTURES, MOST_SHOWN, MOST_SIGNS, MOST_SOURCE, as_run
from grader.report.html import html

from .test_html import EVIL, Page


def _record(cells, runs=(), pictures=(), status=TranscriptStatus.RAISED):
    listed = tuple(
        Cell(index=index, kind=kind, source=source, shown="as handed in") for index, (kind, source) in enumerate(cells)
    )
    return Record(
        submission=Submission(id="ada", sha256="0f", files={}, notebook="a.ipynb", cells=listed),
        isolation=Isolation(level=IsolationLevel.FULL, enforced=(), not_enforced=()),
        transcript=Transcript(status=status, cells=tuple(runs), pictures=tuple(pictures)),
        observations={},
    )


def _run(index=0, shown="", **facts):
    return CellRun(**{"index": index, "status": CellStatus.OK, "shown": shown, **facts})


def _code(*sources):
    return [(CellKind.CODE, source) for source in sources]


def _page(build, record):
    report = build.report()
    found = as_run(record)
    return html({**report, "as_run": found})


def test_each_cell_comes_with_what_it_showed_when_it_was_run():
    found = as_run(_record([*_code("print(1)"), (CellKind.MARKDOWN, "Some *words*")], [_run(shown="1\n")]))
    assert found == {
        "cells": [
            {"index": 0, "kind": "code", "source": "print(1)", "status": "ok", "shown": "1"},
            {"index": 1, "kind": "markdown", "source": "Some *words*"},
        ]
    }


def test_a_cell_that_stopped_says_where_but_not_with_which_words():
    run = _run(status=CellStatus.RAISED, error="ValueError", text="secret", line=3)
    (cell,) = as_run(_record(_code("f()"), [run]))["cells"]
    assert (cell["status"], cell["error"], cell["line"]) == ("raised", "ValueError", 3)
    assert "secret" not in str(cell)


@pytest.mark.parametrize("status", [TranscriptStatus.MISSING, TranscriptStatus.NOT_RUN])
def test_without_a_run_there_is_nothing_to_show(status):
    assert as_run(_record(_code("1"), [], status=status)) is None


def test_a_long_cell_and_a_long_output_are_cut_in_the_middle():
    (cell,) = as_run(_record(_code("x " * MOST_SOURCE), [_run(shown="y " * MOST_SHOWN)]))["cells"]
    assert len(cell["source"]) <= MOST_SOURCE
    assert len(cell["shown"]) <= MOST_SHOWN
    assert cell["cut"]


def test_a_long_notebook_has_a_bound_and_says_what_is_left_out():
    found = as_run(_record(_code(*["x = 1\n" * 500] * 100), [_run()]))
    assert sum(len(cell["source"]) for cell in found["cells"]) <= MOST_SIGNS
    assert found["left_out"] == 100 - len(found["cells"]) > 0


def test_pictures_have_a_bound_together():
    pictures = [Picture(cell=index, width=9, height=9, png=b"x" * 120_000) for index in range(6)]
    found = as_run(_record(_code(*"abcdef"), [_run(index) for index in range(6)], pictures))
    drawn = [cell["picture"]["png"] for cell in found["cells"] if "picture" in cell]
    assert len(drawn) == 2
    assert sum(map(len, drawn)) <= MOST_PICTURES


def test_a_picture_that_stands_elsewhere_is_not_shown_twice():
    record = _record(_code("a"), [_run()], [Picture(cell=0, width=9, height=9, png=b"x")])
    assert "picture" in as_run(record)["cells"][0]
    assert "picture" not in as_run(record, {0})["cells"][0]


def test_the_page_has_it_folded_with_words_for_what_stopped(build):
    text = _page(build, _record(_code("1 / 0"), [_run(status=CellStatus.RAISED, error="ZeroDivisionError", line=1)]))
    assert "The notebook as it ran" in text
    assert "stopped with <code>ZeroDivisionError</code> (line 1)" in text
    assert "<details><summary>Its 1 cells, with" in text


@pytest.mark.parametrize("kind", [CellKind.CODE, CellKind.MARKDOWN, CellKind.RAW])
@pytest.mark.parametrize(
    "evil", [*EVIL, "<svg onload=alert(1)>", "<style>*{display:none}</style>", "\x1b]0;title\x07\x00"]
)
def test_nothing_that_a_student_wrote_or_printed_is_markup(build, kind, evil):
    clean = Page(_page(build, _record([(CellKind.CODE, "1"), (kind, "x")], [_run(shown="x")])))
    page = Page(_page(build, _record([(CellKind.CODE, evil), (kind, evil)], [_run(shown=evil)])))
    assert set(page.tags) <= {*clean.tags, "strong", "em", "blockquote", "ul", "li"}
    assert not {name for name, _ in page.attributes} & {"onload", "onerror", "onclick", "srcdoc", "style", "href"} - {
        name for name, _ in clean.attributes
    }
