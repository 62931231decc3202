import pytest

from grader.report.places import inputs_of, line_of, place_of
from grader.report.words import words

SOURCE = {"path": "layers.py", "line": 3, "lines": [], "marked": [5], "cut": False}


@pytest.mark.parametrize(
    ("index", "told"),
    [
        ([0], "the 1st entry"),
        ([1], "the 2nd entry"),
        ([2], "the 3rd entry"),
        ([3], "the 4th entry"),
        ([10], "the 11th entry"),
        ([11], "the 12th entry"),
        ([22], "the 23rd entry"),
        ([110], "the 111th entry"),
        ([1, 0], "row 2, column 1"),
        ([1, 0, 2], "index [1, 0, 2] (counted from 0)"),
    ],
)
def test_a_place_is_told_as_people_count(index, told):
    assert place_of(words(), index) == told


@pytest.mark.parametrize(
    ("case", "told"), [("train/one_row", "one row"), ("wide", "wide"), ("a/b-c", "b c"), ("s/`x`", "x")]
)
def test_inputs_are_told_without_the_signs_of_names(case, told):
    assert inputs_of(case) == told


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ({}, ""),
        ({"source": {**SOURCE, "marked": []}}, ""),
        ({"source": SOURCE}, "`layers.py`, line 5"),
        ({"source": {**SOURCE, "cell": 3}}, "cell 4, line 5"),
        ({"source": SOURCE, "repair": {"places": [{"path": "b.py", "line": 9}]}}, "`b.py`, line 9"),
        ({"source": SOURCE, "repair": {"places": [{"path": "n", "line": 2, "cell": 0}]}}, "cell 1, line 2"),
    ],
)
def test_the_line_to_mend_is_that_of_a_repair_else_where_it_stopped(question, told):
    assert line_of(words(), question) == told
