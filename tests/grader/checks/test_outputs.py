"""The check `outputs`: numbers that our run shows keep to their bounds."""

from grader.checks.outputs import Outputs
from grader.model.observation import CellRun, CellStatus, Transcript
from grader.model.rubric import CellSelector, Shown
from grader.model.submission import Cell

CELLS = (Cell(index=0, kind="code", source="check", tags=("first",)),)


def test_every_number_shown_keeps_to_the_bounds_and_nan_keeps_to_none(see):
    check = Outputs(shown=(Shown(label="e:", cell=CellSelector(tag="first"), most=1e-6),), requires=())

    def held(text):
        run = CellRun(index=0, status=CellStatus.OK, shown=text)
        return check.measure(see(check, CELLS, Transcript(status="ok", cells=(run,)))).facts["held"]

    assert [held(text) for text in ("e: 1e-9", "e: 1e-9\ne: nan", "e: 1", "nothing")] == [1, 0, 0, 0]
