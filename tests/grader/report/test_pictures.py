import pytest

from grader.report.pictures import MARGIN, WIDTH, dots, is_binned, where
from grader.report.words import words


@pytest.mark.parametrize(
    ("levels", "told"),
    [
        ([[1, 2], [3, 4]], "every entry is off"),
        ([[0, 0], [3, 4], [0, 0]], "only row 2"),
        ([[0, 3, 0], [0, 1, 0]], "only column 2"),
        ([[0, 3, 0], [1, 0, 0]], "2 of 6 fields"),
        ([[0, 3, 0]], "only the 2nd entry"),
    ],
)
def test_a_map_is_told_in_words(levels, told):
    assert where(words(), levels, binned=False) == told


def test_of_a_folded_map_no_row_or_column_is_named():
    assert where(words(), [[0, 3], [0, 3]], binned=True) == "2 of 4 fields"


@pytest.mark.parametrize(("shape", "binned"), [([2, 3], False), ([3], True), ([2, 3, 1], True), ([40, 3], True)])
def test_a_map_is_folded_unless_it_has_the_arrays_own_form(shape, binned):
    assert is_binned({"error_map": [[0, 0, 1], [0, 0, 1]], "expected_shape": shape}) is binned


def test_a_vector_is_one_row():
    assert not is_binned({"error_map": [[0, 1, 0]], "expected_shape": [3]})


def test_right_derivatives_lie_on_the_line_from_corner_to_corner():
    low, high = dots([[-1.0, -1.0], [3.0, 3.0]])
    assert (low.x, low.y) == (MARGIN, WIDTH - MARGIN)
    assert (high.x, high.y) == (WIDTH - MARGIN, MARGIN)


def test_dots_that_are_not_finite_are_left_out():
    assert len(dots([[1.0, 2.0], ["nan", 1.0], [1.0, "inf"]])) == 1
    assert dots([]) == []
