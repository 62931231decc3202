"""Outputs are equal leaf by leaf: by form first, then by number."""

import numpy as np
import pytest

from grader.compare.rules import ComparisonRules
from grader.diagnose.flatten import Stack, flatten
from grader.model.observation import NotNumeric
from grader.sandbox.child.values.foreign import Foreign

RULES = ComparisonRules(limit=1e-6)
RIGHT = [1.0, 2.0]
TABLE = Foreign("pandas.DataFrame", {"columns": ["a", "b"], "index": [0, 1], "data": [np.ones(2), np.zeros(2)]})


def stack_of(*variants, right=RIGHT):
    return Stack([None if value is None else leaf(value) for value in variants], leaf(right), RULES)


def leaf(value, like=0.0):
    return dict(flatten("out", value, like))["out"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ([3.0, 0.0], [3.0, 1e-13], True),
        ([3.0, 0.0], [3.0, 1e-5], False),
        ([np.nan, 1.0], [np.nan, 1.0], True),
        ([np.nan, 1.0], [1.0, 1.0], False),
        ([np.inf, 1.0], [np.inf, 1.0], True),
        ([np.inf, 1.0], [-np.inf, 1.0], False),
        (np.ones(3), np.ones((1, 3)), True),
        (np.ones((2, 3)), np.ones((3, 2)), False),
        (np.ones(2), np.ones(3), False),
        (np.zeros(0), np.zeros(0), True),
        (2, 2.0, True),
        ([1 + 1j], [1.0], False),
        ("a text", "a text", True),
        ("a text", "another", False),
        ("a text", np.ones(2), False),
        (None, None, True),
        (None, 0.0, False),
        (True, 1, False),
        (NotNumeric(type_name="x"), NotNumeric(type_name="x"), True),
        (NotNumeric(type_name="x"), [[1.0], [1.0, 2.0]], False),
        (np.array(["a"]), np.array(["a"]), True),
        (np.array(["a"]), np.array(["b"]), False),
        ({1, 2}, {2, 1}, True),
    ],
)
def test_two_leaves_are_the_same_when_form_and_numbers_are(one, other, same):
    assert Stack([leaf(one)], leaf(RIGHT), RULES).equal(leaf(other)).tolist() == [same]


def test_names_and_order_are_the_references():
    like = {"W1": np.ones(2), "more": [1.0, "b"]}
    found = dict(flatten("grads", {"more": (5.0,), "W2": 1, "W1": np.zeros(2)}, like))
    assert list(found) == ["grads[W1]", "grads[more][0]", "grads[more][1]"]
    assert [held.form for held in found.values()] == [(2,), (), "absent"]


@pytest.mark.parametrize("value", [None, 3.0, [1.0]])
def test_an_entry_of_what_is_no_dictionary_is_absent(value):
    assert [held.form for _, held in flatten("grads", value, {"W1": 1.0})] == ["absent"]


@pytest.mark.parametrize(("value", "telling"), [(5.0, False), ([2.0, 2.0], False), ([2.0, 3.0], True), ("a", False)])
def test_only_numbers_that_differ_among_themselves_tell_something(value, telling):
    assert leaf(value).is_telling is telling


def test_a_stack_answers_for_every_variant_and_no_for_what_is_not_there():
    stack = stack_of([1.0, 2.0], None, [1.0, 3.0], 3.0)
    assert stack.equal(leaf([1.0, 2.0])).tolist() == [True, False, False, False]
    assert stack.alike().tolist() == np.diag([True, False, True, True]).tolist()


def test_the_scale_is_the_variants_own_and_what_is_small_beside_the_right_numbers_is_noise():
    assert stack_of([1e6, 0.0], [1.0, 0.0]).equal(leaf([1e6, 1e-4])).tolist() == [True, False]
    assert stack_of([1e-17, 0.0]).equal(leaf([3e-17, 0.0])).tolist() == [True]
    assert stack_of([1e-17, 0.0], right=[2e-17, 1e-17]).equal(leaf([3e-17, 0.0])).tolist() == [False]


def test_integers_are_told_apart_exactly():
    whole = np.array([2_500_000, 3])
    right = leaf(whole, like=whole)
    assert Stack([leaf(whole), leaf(whole + 1)], right, RULES).equal(leaf(whole)).tolist() == [True, False]


@pytest.mark.parametrize("value", [TABLE, np.zeros((2, 2)), np.zeros(3), {"a": [1.0]}, None, [1, 2]])
def test_the_leaves_of_a_table_are_its_columns_whatever_came(value):
    assert [name for name, _ in flatten("y", value, TABLE)] == ["y[a]", "y[b]"]


def test_an_array_stands_for_a_table_column_by_column():
    (_, one), (_, other) = flatten("y", np.array([[1.0, 3.0], [2.0, 4.0]]), TABLE)
    assert (one.numbers.tolist(), other.numbers.tolist()) == ([1, 2], [3, 4])
