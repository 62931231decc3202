"""Which cell of a hand-in should draw a figure."""

import pytest

from grader.model.rubric import CellSelector, Figure, Rubric
from grader.model.submission import Cell, CellKind
from grader.submission.drawing import drawing_cells

TEMPLATE = ["import numpy as np", "# Question 1: draw the decay of the sample", "# Question 2: draw its sum"]


def _rubric(**selector):
    figures = {"decay": Figure(cell=CellSelector(**selector), draw="draw_decay")}
    return Rubric(
        id="r",
        title="R",
        notebook="n.ipynb",
        seed=0,
        functions={},
        opaque=(),
        questions=(),
        figures=figures,
        draws=True,
    )


def _cells(*sources, tagged=None):
    tags = {} if tagged is None else {tagged: ("decay",)}
    return [
        Cell(index=index, kind=CellKind.CODE, source=source, tags=tags.get(index, ()))
        for index, source in enumerate(sources)
    ]


OWN = ["x = 1", *TEMPLATE[:1], TEMPLATE[1] + "\nplt.plot(t, y)", TEMPLATE[2]]


@pytest.mark.parametrize(
    ("cells", "selector", "index"),
    [
        (_cells(*OWN, tagged=3), {"tag": "decay"}, 3),
        (_cells(*OWN), {"tag": "decay"}, 2),
        (_cells(*OWN), {"contains": "question 2"}, 3),
        (_cells("x = 1"), {"tag": "decay"}, None),
    ],
    ids=["its tag", "the template's cell", "its words", "no such cell"],
)
def test_a_cell_is_found_by(cells, selector, index):
    found = drawing_cells(_rubric(**selector), cells, _cells(*TEMPLATE, tagged=1))
    assert found == ({} if index is None else {"decay": index})
