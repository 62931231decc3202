"""The check `runs`: cells that ran to their end are counted."""

from grader.checks.runs import Runs
from grader.model.observation import CellRun, CellStatus, Transcript
from grader.model.rubric import CellSelector
from grader.model.submission import Cell

CELLS = (
    Cell(index=0, kind="code", source="run(check)", tags=("first",)),
    Cell(index=1, kind="code", source="more"),
)
TRANSCRIPT = Transcript(
    status="raised",
    cells=(CellRun(index=0, status=CellStatus.OK), CellRun(index=1, status=CellStatus.RAISED)),
)


def test_cells_that_ran_are_counted(see):
    selectors = (CellSelector(tag="first"), CellSelector(contains="more"), CellSelector(tag="gone"))
    check = Runs(cells=selectors, requires=())
    assert check.measure(see(check, CELLS, TRANSCRIPT)).facts == {"held": 1, "of": 3}
