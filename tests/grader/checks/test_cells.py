"""Cells of a notebook are found by tag or text, and their numbers behind a label."""

import pytest

from grader.checks.cells import keeps, numbers_in, select
from grader.model.rubric import CellSelector, Shown
from grader.model.submission import Cell

CELLS = (
    Cell(index=0, kind="markdown", source="check"),
    Cell(index=1, kind="code", source="run(check)", tags=("first",)),
    Cell(index=2, kind="code", source="more"),
)
FIRST = CellSelector(tag="first")


@pytest.mark.parametrize(
    ("selector", "index"),
    [(FIRST, 1), (CellSelector(contains="CHECK"), 1), (CellSelector(tag="gone", contains="more"), 2)],
)
def test_a_cell_is_found_by_tag_or_by_text(selector, index):
    assert select(selector, CELLS, "code").index == index


@pytest.mark.parametrize(
    ("text", "found"),
    [("e: 1e-9", [1e-9]), ("e:-.5", [-0.5]), ("e: inf", [float("inf")]), ("e: none", []), ("e: 1\ne: 2", [1, 2])],
)
def test_numbers_stand_behind_their_label(text, found):
    assert numbers_in("e:", text) == found


def test_every_number_shown_keeps_to_the_bounds_and_nan_keeps_to_none():
    shown = Shown(label="dx error:", cell=FIRST, most=1e-6)
    assert keeps(shown, [1e-9, 1e-7])
    assert not keeps(shown, [])
    assert not keeps(shown, [1e-9, float("nan")])
