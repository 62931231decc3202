"""Three cells of a notebook, and our run of them."""

from grader.model.observation import CellRun, CellStatus, Transcript, TranscriptStatus
from grader.model.rubric import CellSelector
from grader.model.submission import Cell, CellKind

CELLS = (
    Cell(index=0, kind=CellKind.MARKDOWN, source="check"),
    Cell(index=1, kind=CellKind.CODE, source="run(check)", tags=("first",)),
    Cell(index=2, kind=CellKind.CODE, source="more"),
)
TRANSCRIPT = Transcript(
    status=TranscriptStatus.RAISED,
    cells=(
        CellRun(index=1, status=CellStatus.OK, shown="dx error:  1.5e-09\ndx error: nan"),
        CellRun(index=2, status=CellStatus.RAISED),
    ),
)
FIRST = CellSelector(tag="first")
