"""What could explain nothing is not asked; what could is."""

from types import SimpleNamespace

import numpy as np
import pytest

from grader.model.expectation import Probe
from grader.model.observation import NotNumeric, Observation, Outcome
from grader.probes.skip import forward_around

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


BASE = Probe("s", "case", "points")
EXPECTATIONS = SimpleNamespace(
    values={BASE: {"base": np.ones(3)}}, points={BASE: SimpleNamespace(shifts={"x": np.zeros((4, 3))})}
)


@pytest.mark.parametrize(
    ("base", "asked"),
    [
        (np.ones(3) + 1e-14, [[]]),
        (np.ones(3) + 1e-11, [[], ["x"]]),
        (np.array([1.0, np.nan, 1.0]), [[], ["x"]]),
        (None, [[], ["x"]]),
        (NotNumeric(type_name="Odd"), [[], ["x"]]),
    ],
)
def test_slopes_are_asked_where_a_forward_is_another_in_twelve_digits(base, asked):
    got = []

    def ask(shifts):
        got.append(list(shifts))
        return Observation(outcome=Outcome.RETURNED, values={"base": base})

    forward_around(ask, BASE, EXPECTATIONS)
    assert got == asked


def test_of_a_forward_that_raises_nothing_more_is_asked():
    raised = Observation(outcome=Outcome.RAISED)
    got = []
    assert forward_around(lambda shifts: got.append(shifts) or raised, BASE, EXPECTATIONS) is raised
    assert got == [{}]
