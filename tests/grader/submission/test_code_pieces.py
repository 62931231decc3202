"""What people look at of a hand-in: functions first, then the notebook's other cells, each line where it stands."""

from grader.model.submission import Cell, CellKind, Definition, Submission
from grader.submission.code_pieces import pieces_of, text_at


def _submission():
    cells = [
        Cell(index=0, kind=CellKind.MARKDOWN, source="# Title"),
        Cell(index=1, kind=CellKind.CODE, source="def f():\n    return 1"),
        Cell(index=2, kind=CellKind.CODE, source="x = 1\ny = f()"),
        Cell(index=3, kind=CellKind.CODE, source="  \n"),
    ]
    definitions = {
        "f": Definition(path="cell 2", cell=1, line=1, source="def f():\n    return 1"),
        "g": Definition(path="m.py", line=7, source="def g():\n    pass"),
        "h": Definition(path="m.py", line=9, source="def h(): pass", unchanged=True),
    }
    return Submission(id="s", sha256="0", files={}, notebook="A.ipynb", cells=tuple(cells), definitions=definitions)


def test_what_the_student_wrote_comes_once_and_in_order():
    assert [piece[:4] for piece in pieces_of(_submission())] == [
        ("A.ipynb", 1, "f", 1),
        ("m.py", None, "g", 7),
        ("A.ipynb", 2, "", 1),
    ]


def test_a_line_is_found_at_its_place():
    found = _submission()
    assert text_at(found, "m.py", None, 8) == "    pass"
    assert text_at(found, "A.ipynb", 2, 2) == "y = f()"
    assert text_at(found, "A.ipynb", 2, 3) is None
    assert text_at(found, "other.py", None, 7) is None
