"""A few numbers of each array stand for all of them, and say what did not come."""

import numpy as np
import pytest

from grader.repairs.samples import sampler_of, share_right

DUE = {"out": np.arange(100.0).reshape(10, 10), "grads": {"W": np.ones(3), "b": 2.0}, "name": "text"}
SAMPLER = sampler_of(DUE)


def test_numbers_are_taken_of_every_array_and_of_those_in_dictionaries():
    assert len(SAMPLER.spans) == 3
    assert share_right(SAMPLER.of(DUE), SAMPLER.of(DUE)) == 1.0


@pytest.mark.parametrize("other", [{}, {"out": np.ones(3)}, {"out": None}, {"out": "text", "grads": 3}])
def test_what_did_not_come_is_not_a_number(other):
    assert np.isnan(SAMPLER.of(other)[SAMPLER.spans[0]]).all()


def test_errors_are_told_by_output():
    seen = {**DUE, "grads": {"W": np.ones(3), "b": 3.0}}
    assert SAMPLER.errors(SAMPLER.of(seen), SAMPLER.of(DUE)) == {"out": 0.0, "grads": 0.5}
    assert SAMPLER.errors(SAMPLER.of({}), SAMPLER.of(DUE))["out"] == float("inf")
