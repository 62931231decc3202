"""Values of other libraries are compared by their parts, which student code may have made as it liked."""

import numpy as np
import pytest

from grader.compare.ladder import compare
from grader.compare.rules import ComparisonRules
from grader.model.verdict import Rung
from grader.sandbox.child.values.foreign import Foreign, Options

INDEX, VALUES = np.arange(2), np.array([1.0, 2.0])
SERIES = Foreign("pandas.Series", {"values": VALUES, "index": INDEX})


def table(order=(0, 1), columns=("n", "word"), words=("a", "b")):
    """A table with its rows in some order."""
    places = list(order)
    data = {"n": VALUES[places], "word": np.array(words)[places]}
    parts = {"columns": list(columns), "index": INDEX[places], "data": [data[name] for name in columns]}
    return Foreign("pandas.DataFrame", parts)


def right(got, due, *, table=None, **rules):
    found = compare("", "", got, due, ComparisonRules(limit=1e-6, table=table or Options(), **rules))
    return all(one.rung is None for one in found)


@pytest.mark.parametrize(("index", "is_right"), [(True, False), (False, True)])
def test_an_index_counts_where_the_rubric_says_so(index, is_right):
    other = Foreign("pandas.Series", {"values": VALUES, "index": INDEX + 1})
    assert right(other, SERIES, table=Options(index=index)) is is_right
    assert right(SERIES, SERIES, table=Options(index=index))


@pytest.mark.parametrize(("column_order", "is_right"), [(True, False), (False, True)])
def test_the_order_of_columns_counts_where_the_rubric_says_so(column_order, is_right):
    assert right(table(columns=("word", "n")), table(), table=Options(column_order=column_order)) is is_right


def test_rows_stay_together_where_their_order_does_not_count():
    assert right(table((1, 0)), table(), unordered=True)
    assert not right(table((1, 0)), table())
    assert not right(table((1, 0), words=("b", "a")), table(), unordered=True)


def test_values_stay_with_their_labels_where_order_does_not_count():
    turned = Foreign("pandas.Series", {"values": VALUES[::-1], "index": INDEX[::-1]})
    exchanged = Foreign("pandas.Series", {"values": VALUES[::-1], "index": INDEX})
    assert right(turned, SERIES, unordered=True)
    assert not right(exchanged, SERIES, unordered=True)
    assert right(exchanged, SERIES, unordered=True, table=Options(index=False))


@pytest.mark.parametrize(
    "parts",
    [
        {},
        {"values": None},
        {"values": "a", "index": INDEX},
        {"values": VALUES + 1},
        {"values": Foreign("pandas.Series", {}), "index": INDEX},
        {"values": {"a": 2}, "index": {"b": 2}},
        {"values": np.zeros((2, 0)), "index": None},
    ],
)
@pytest.mark.parametrize("due", [SERIES, table(), VALUES, {"a": 1.0}, [1.0, 2.0]])
def test_parts_that_no_value_has_are_wrong_and_nothing_else(parts, due):
    for kind in ("pandas.Series", "pandas.DataFrame", "pint.Quantity", "scipy.sparse", "no.Such"):
        assert not right(Foreign(kind, parts), due)
        assert not right(Foreign(kind, parts), due, unordered=True)


@pytest.mark.parametrize(
    "parts",
    [
        {"shape": [2, 2], "coordinates": np.array([[0], [5]]), "values": np.ones(1)},
        {"shape": [-2, -2], "coordinates": np.array([[0], [0]]), "values": np.ones(1)},
        {"shape": [1 << 40, 1 << 40], "coordinates": np.array([[0], [0]]), "values": np.ones(1)},
        {"shape": [2, 2], "coordinates": np.array([[0], [0]]), "values": np.ones(3)},
        {"shape": "22", "coordinates": None, "values": None},
    ],
)
def test_a_sparse_array_with_entries_outside_is_wrong(parts):
    assert not right(Foreign("scipy.sparse", parts), np.eye(2))
    due = Foreign("scipy.sparse", {"shape": [2, 2], "coordinates": np.array([[0], [0]]), "values": np.ones(1)})
    assert not right(Foreign("scipy.sparse", parts), due)
    assert right(due, due)


def test_a_quantity_of_another_dimension_is_told_by_the_dimension():
    length, duration = (
        Foreign("pint.Quantity", {"values": VALUES, "unit": name, "base": VALUES, "dimension": {name: 1.0}})
        for name in ("metre", "second")
    )
    found = [one for one in compare("c", "out", duration, length, ComparisonRules(limit=1e-6)) if one.rung is not None]
    assert {one.rung for one in found} <= {Rung.MISSING, Rung.SHAPE}
    assert all(one.output.startswith("out[dimension]") for one in found)


def test_numbers_of_a_library_in_a_list_are_numbers():
    third = Foreign("sympy.Expr", {"number": 0.5, "text": "1/2"})
    assert right([third, 1.0], np.array([0.5, 1.0]))
    assert right(np.array([third, 1.0], dtype=object), [0.5, 1.0])
    assert right([[third], [third]], np.array([[0.5], [0.5]]))
    assert not right([third, 1.0], np.array([0.6, 1.0]))
