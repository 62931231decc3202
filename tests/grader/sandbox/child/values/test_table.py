"""Tables by their columns, whatever their names are."""

import numpy as np
import pytest

from grader.sandbox.child.values.table import as_array, columns_of


def _table(*columns):
    return {"columns": [name for name, _ in columns], "data": [np.asarray(values) for _, values in columns]}


def test_a_column_of_any_name_is_found():
    names = [np.array("2020", "M8[D]"), np.nan, ("a", 1), 7]
    found = columns_of(_table(*((name, [1]) for name in names)))
    assert list(found) == ["2020-01-01", pytest.approx(np.nan, nan_ok=True), ("a", 1), 7]


def test_of_two_columns_of_one_name_both_are_kept():
    assert len(columns_of(_table(("a", [1]), ("a", [2]), ("a", [3])))) == 3


def test_columns_stand_side_by_side():
    assert as_array(_table(("a", [1, 2]), ("b", [3.5, 4.0]))).tolist() == [[1.0, 3.5], [2.0, 4.0]]
    assert as_array(_table(("a", [1]), ("b", ["x"]))).tolist() == [[1, "x"]]
    assert as_array(_table()).shape == (0, 0)


@pytest.mark.parametrize("other", [["x"], np.array(1.0), np.zeros(5, dtype="M8[s]")])
def test_columns_of_other_lengths_or_too_many_objects_are_refused(other):
    large = np.zeros(1 << 23, dtype=np.uint8)
    with pytest.raises(ValueError, match=r"large|shape|axes"):
        as_array(_table(("a", large), ("b", other)))
