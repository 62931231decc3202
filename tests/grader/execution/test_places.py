"""The places of a hand-in's notebook above which tests take their names."""

from types import SimpleNamespace

from grader.execution.places import places_in
from grader.model.anchor import anchors_from
from grader.model.submission import Cell, CellKind

TEMPLATE = [
    ("import numpy", ()),
    ("# your code", ()),
    ("assert f(1)", ("q1",)),
    ("## Next", ()),
    ("assert g(1)", ("q2",)),
]


def _rubric(*places):
    def question(place):
        check = SimpleNamespace(anchors_of_place=anchors_from(TEMPLATE, place))
        return SimpleNamespace(id=place, criteria=(SimpleNamespace(id="tests", check=check),))

    return SimpleNamespace(questions=tuple(map(question, places)))


def _cells(*told):
    return [
        Cell(index=index, kind=CellKind.CODE, source=source, tags=tags) for index, (source, tags) in enumerate(told)
    ]


def test_places_are_found_by_tag_in_the_notebook_s_order():
    cells = _cells(("a = 1", ()), ("changed", ("q2",)), ("b = 2", ()), ("assert f(1)", ("q1",)))
    assert places_in(cells, _rubric("q1", "q2")) == [(1, "q2.tests"), (3, "q1.tests")]


def test_a_deleted_cell_lies_above_the_next_of_the_template():
    assert places_in(_cells(("def f(x): ...", ()), ("## Next", ())), _rubric("q1")) == [(1, "q1.tests")]


def test_without_any_of_them_there_is_no_place():
    assert places_in(_cells(("def f(x): ...", ())), _rubric("q1")) == []


def test_of_a_copied_cell_the_first_counts():
    assert places_in(_cells(("x", ("q1",)), ("x", ("q1",))), _rubric("q1")) == [(0, "q1.tests")]
