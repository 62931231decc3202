"""Squares, differentiated: what a backward must give, and where it is told to be wrong."""

import numpy as np
import pytest

from grader.checks.gradient import Gradient, measure
from grader.model.expectation import DifferencePoints, Expectations, Probe
from grader.model.observation import Observation, Outcome

RUN, POINTS = Probe("squares", "only", "run"), Probe("squares", "only", "points")
CHECK = Gradient(scenario="squares", output="out", upstream="dout", wrt={"dx": "x"}, shares={"dx": 1.0})
STEP = 1e-5


def _measured(gradient, shape=(2, 3), seeded=False, forward=np.square):
    """The one comparison of a hand-in that returns this change to the right gradient."""
    rng = np.random.default_rng(1)
    x, dout = rng.normal(size=shape) + 3, rng.normal(size=shape)
    directions = rng.normal(size=(12, *shape)) if seeded else np.eye(x.size).reshape(x.size, *shape)
    shifts = np.concatenate([[x + s * STEP * v for s in (1, -1, 0.5, -0.5)] for v in directions])
    points = DifferencePoints(shifts={"x": shifts}, directions={"x": directions}, steps={"x": STEP})
    right = {"base": x**2, "shifted": {"x": shifts**2}}
    own = {"base": forward(x), "shifted": {"x": forward(shifts)}}
    expectations = Expectations(
        inputs={RUN: {"x": x, "dout": dout}}, values={RUN: {}, POINTS: right}, points={POINTS: points}
    )
    observations = {
        RUN: Observation(outcome=Outcome.RETURNED, values={"dx": gradient(2 * x * dout)}),
        POINTS: Observation(outcome=Outcome.RETURNED, values=own),
    }
    evidence = measure(CHECK, observations, expectations, lambda _: True)
    (found,) = evidence.comparisons
    return found, evidence.facts


def _one_wrong(dx):
    dx[1, 2] += 1
    return dx


@pytest.mark.parametrize("seeded", [False, True])
def test_the_right_gradient_passes(seeded):
    found, facts = _measured(lambda dx: dx, seeded=seeded)
    assert found.rung is None
    assert facts["forward"] == "right"


def test_a_wrong_entry_is_told_by_its_place():
    found, _ = _measured(_one_wrong)
    assert (found.wrong, found.worst_index) == (1, (1, 2))


def test_along_seeded_directions_no_place_is_told():
    found, _ = _measured(_one_wrong, seeded=True)
    assert found.rung is not None
    assert found.worst_index == ()


def test_staff_may_see_both_derivatives_along_each_direction():
    found, _ = _measured(_one_wrong)
    assert len(found.pairs) == 6
    assert sum(abs(got - expected) > 0.5 for got, expected in found.pairs) == 1


def test_right_values_in_another_shape_are_told_apart():
    found, _ = _measured(lambda dx: dx[None], shape=(1, 4))
    assert found.reshaped


def test_a_backward_of_a_forward_far_from_right_is_judged_by_the_reference():
    found, facts = _measured(lambda dx: dx, forward=np.zeros_like)
    assert found.rung is None
    assert facts["forward"] == "far"


def test_around_a_point_where_the_forward_is_right_its_slope_is_the_references():
    """Nothing was asked around that point; the other case says what the forward is."""
    x, step = np.array([1.0, 2.0]), STEP * np.array([1, -1, 0.5, -0.5])
    shifts = np.concatenate([x + step[:, None] * v for v in np.eye(2)])
    points = DifferencePoints(shifts={"x": shifts}, directions={"x": np.eye(2)}, steps={"x": STEP})
    runs, asked = ([Probe("squares", case, way) for case in ("a", "b")] for way in ("run", "points"))
    right = {"base": x**2, "shifted": {"x": shifts**2}}
    expectations = Expectations(
        inputs={run: {"x": x, "dout": np.ones(2)} for run in runs},
        values={**{run: {} for run in runs}, **dict.fromkeys(asked, right)},
        points=dict.fromkeys(asked, points),
    )
    own = {asked[0]: {"base": x**2, "shifted": {}}, asked[1]: {"base": 1.1 * x**2, "shifted": {"x": 1.1 * shifts**2}}}
    slopes = {runs[0]: {"dx": 2 * x}, runs[1]: {"dx": 2.2 * x}}
    seen = {probe: Observation(outcome=Outcome.RETURNED, values=values) for probe, values in {**own, **slopes}.items()}
    evidence = measure(CHECK, seen, expectations, lambda _: True)
    assert evidence.facts["forward"] == "near"
    assert [comparison.rung for comparison in evidence.comparisons] == [None, None]
