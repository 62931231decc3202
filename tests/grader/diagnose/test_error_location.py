"""Places are told by the cases, entries and indices that are wrong while others are right."""

import numpy as np
import pytest

from grader.diagnose.differing_arrays import Pair
from grader.diagnose.error_location import locate
from grader.model.evidence import Comparison
from grader.model.verdict import Rung

CASES = {
    "plain": {"N": 5, "eps": 1e-5, "reg": 0.0},
    "large": {"N": 6, "eps": 0.3, "reg": 0.0},
    "single": {"N": 1, "eps": 1e-5, "reg": 0.0, "dtype": np.float32},
    "penal": {"N": 7, "eps": 1e-5, "reg": 0.7},
}


def compared(wrong, outputs=("out",)):
    return [
        Comparison(case=case, output=output, rung=Rung.VALUES if (case, output) in wrong or case in wrong else None)
        for case in CASES
        for output in outputs
    ]


@pytest.mark.parametrize(
    ("wrong", "kind", "facts"),
    [
        ({"large"}, "where_large", {"name": "eps"}),
        ({"single"}, "where_value", {"name": "N", "value": "1"}),
        ({"penal"}, "where_not_zero", {"name": "reg"}),
    ],
)
def test_the_parameter_that_separates_wrong_from_right_cases_is_named(wrong, kind, facts):
    (found,) = locate(compared(wrong), CASES, {})
    assert (found.kind, found.facts) == (kind, facts)


@pytest.mark.parametrize("wrong", [set(), set(CASES), {"plain", "single"}])
def test_where_nothing_separates_nothing_is_said(wrong):
    assert locate(compared(wrong), CASES, {}) == []


def test_a_kind_of_number_can_separate():
    cases = {"double": {"N": 5, "dtype": np.float64}, "more": {"N": 5}, "float": {"N": 5, "dtype": np.float32}}
    cases["more"]["dtype"] = np.float64
    comparisons = [
        Comparison(case="double", output="out", rung=None),
        Comparison(case="more", output="out", rung=None),
        Comparison(case="float", output="out", rung=Rung.VALUES),
    ]
    assert [finding.kind for finding in locate(comparisons, cases, {})] == ["where_single"]


def test_small_values_can_separate():
    cases = {"few": {"D": 2}, "many": {"D": 9}, "most": {"D": 12}}
    wrong = {"few": Rung.VALUES}
    comparisons = [Comparison(case=case, output="o", rung=wrong.get(case)) for case in cases]
    assert [(f.kind, f.facts) for f in locate(comparisons, cases, {})] == [("where_small", {"name": "D"})]


def test_entries_that_are_wrong_while_most_are_right_are_listed():
    outputs = [f"grads[{name}]" for name in ("W1", "b1", "W2", "b2", "gamma1", "beta1")]
    wrong = {(case, name) for case in CASES for name in ("grads[beta1]", "grads[gamma1]")}
    (found,) = locate(compared(wrong, outputs), CASES, {})
    assert (found.kind, found.facts) == ("where_entries", {"entries": "grads[beta1], grads[gamma1]"})


def test_cases_that_are_not_known_tell_nothing():
    assert locate(compared({"large"}), {}, {}) == []


def spoiled(shape, index, axis=0):
    expected = np.random.default_rng(1).normal(size=shape)
    got = expected.copy()
    np.moveaxis(got, axis, 0)[index] += 1
    return Pair(name="dx", got=got, expected=expected, limit=1e-6, inputs={})


@pytest.mark.parametrize(("index", "axis", "told"), [(0, 0, "0"), (-1, 0, "-1"), (-1, 1, "-1")])
def test_errors_in_the_first_or_last_slice_alone_are_placed_there(index, axis, told):
    (found,) = locate([], {}, {"dx": [spoiled((5, 7), index, axis), spoiled((9, 4), index, axis)]})
    assert (found.kind, found.facts) == ("where_index", {"output": "dx", "axis": str(axis), "index": told})


@pytest.mark.parametrize(
    "arrays",
    [
        [spoiled((5, 7), 2)],
        [spoiled((5, 7), 0), spoiled((5, 7), -1)],
        [spoiled((5, 7), slice(0, 3))],
        [spoiled((5,), 0)],
        [spoiled((2, 7), 0)],
    ],
)
def test_errors_elsewhere_are_not_placed(arrays):
    assert locate([], {}, {"dx": arrays}) == []


def test_two_cases_alone_tell_nothing():
    cases = {"few": {"D": 2}, "many": {"D": 9}}
    comparisons = [Comparison(case="few", output="o", rung=Rung.VALUES), Comparison(case="many", output="o", rung=None)]
    assert locate(comparisons, cases, {}) == []
