from grader.checks.runs import Runs, ran
from grader.model.rubric import CellSelector
from tests.grader.checks.notebook import CELLS, FIRST, TRANSCRIPT


def test_cells_that_ran_are_counted():
    check = Runs(cells=(FIRST, CellSelector(contains="more"), CellSelector(tag="gone")), requires=())
    assert ran(check, CELLS, TRANSCRIPT).facts == {"held": 1, "of": 3}
