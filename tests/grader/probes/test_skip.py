"""What could explain nothing is not asked; what could is."""

import numpy as np
import pytest

from grader.compare.tolerance import same
from grader.model.observation import NotNumeric

WRONG_FORWARD = """
_right = batchnorm_forward
def batchnorm_forward(x, gamma, beta, bn_param):
    out, cache = _right(x, gamma, beta, bn_param)
    return out + 0.1, cache
"""


def _ways(record):
    return {probe.way for probe in record.observations}


def _shifted(record):
    return {p.scenario for p, seen in record.observations.items() if p.way == "points" and seen.values["shifted"]}


def test_of_a_right_submission_neither_wiring_nor_slopes_are_asked(marker):
    record = marker.record(marker.changed())
    assert _ways(record) == {"run", "points"}
    assert _shifted(record) == set()


def test_of_a_wrong_forward_slopes_are_asked_and_of_its_net_the_wiring(marker):
    record = marker.record(marker.changed(WRONG_FORWARD))
    assert _ways(record) == {"run", "points", "carried by fc_batchnorm"}
    assert _shifted(record) == {"batchnorm_backward", "batchnorm_backward_alt"}


@pytest.mark.parametrize(
    ("got", "right", "equal"),
    [
        (np.ones(3) + 1e-14, np.ones(3), True),
        (np.ones(3) + 1e-11, np.ones(3), False),
        ({"W1": np.ones(2)}, {"W1": np.ones(2), "b1": np.zeros(2)}, False),
        ([1.0, np.nan], [1.0, 2.0], False),
        (None, np.ones(3), False),
        (NotNumeric(type_name="Odd"), 1.0, False),
    ],
)
def test_same_means_to_twelve_digits(got, right, equal):
    assert same(got, right) is equal
