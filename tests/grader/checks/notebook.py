"""Three cells of a notebook, and our run of them."""

from grader.model.observation import CellRun, CellStatus, Transcript
from grader.model.rubric import CellSelector
from grader.model.submission import Cell

CELLS = (
    Cell(index=0, kind="markdown", source="check"),
    Cell(index=1, kind="code", source="run(check)", tags=("first",)),
    Cell(index=2, kind="code", source="more"),
)
TRANSCRIPT = Transcript(
    status="raised",
    cells=(
        CellRun(index=1, status=CellStatus.OK, shown="dx error:  1.5e-09\ndx error: nan"),
        CellRun(index=2, status=CellStatus.RAISED),
    ),
)
FIRST = CellSelector(tag="first")
