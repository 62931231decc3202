"""When a number that is shown is within its bounds; a cell as run and as handed in is read alike."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.checks.reading import Shown, read, read_handed_in
from grader.checks.shown_numbers import ShownNumber
from grader.model.observation import CellRun, CellStatus, Transcript, TranscriptStatus
from grader.model.submission import Cell, CellKind
from tests.grader.checks.notebook import CELLS, FIRST, TRANSCRIPT

SHOWN = Shown(label="dx error:", cell=FIRST, least=0, most=1e-6)


def _number(value):
    return ShownNumber(value=complex(value), text=str(value))


@pytest.mark.parametrize(
    ("value", "held"),
    [(0, True), (1e-6, True), (-1e-9, False), (2e-6, False), (math.nan, False), (math.inf, False), (1e-9j, False)],
)
def test_a_number_is_held_against_both_bounds(value, held):
    assert SHOWN.allows(_number(value)) is held


def test_every_number_keeps_to_the_bounds_and_none_at_all_does_not():
    assert SHOWN.keeps([_number(1e-9), _number(1e-7)])
    assert not SHOWN.keeps([])
    assert not SHOWN.keeps([_number(1e-9), _number(math.nan)])


def test_our_run_of_a_cell_is_read():
    reading = read(SHOWN, CELLS, TRANSCRIPT)
    assert (reading.cell, reading.status, reading.holds) == (1, CellStatus.OK, False)
    assert [number.text for number in reading.found] == ["1.5e-09", "nan"]


@given(st.text(st.sampled_from("dx error:123.,-[] "), max_size=40))
def test_a_cell_as_handed_in_is_read_as_our_run_of_it_is(text):
    text = f"dx error: {text}"
    cell = Cell(index=1, kind=CellKind.CODE, source="", tags=("first",), shown=text)
    run = Transcript(status=TranscriptStatus.OK, cells=(CellRun(index=1, status=CellStatus.OK, shown=text),))
    assert read_handed_in(SHOWN, (cell,)) == read(SHOWN, (cell,), run).found
