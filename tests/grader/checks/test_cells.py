import pytest

from grader.checks.cells import run_of, select
from grader.model.rubric import CellSelector
from tests.grader.checks.notebook import CELLS, FIRST, TRANSCRIPT


@pytest.mark.parametrize(
    ("selector", "index"),
    [(FIRST, 1), (CellSelector(contains="CHECK"), 1), (CellSelector(tag="gone", contains="more"), 2)],
)
def test_a_cell_is_found_by_tag_or_by_text(selector, index):
    assert select(selector, CELLS, "code").index == index
    assert run_of(selector, CELLS, TRANSCRIPT).index == index


def test_a_cell_that_is_not_there_was_not_run():
    assert run_of(CellSelector(tag="gone"), CELLS, TRANSCRIPT) is None
