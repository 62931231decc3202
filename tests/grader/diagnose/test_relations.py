"""A relation is told where it holds in every case, and where it could not be an accident."""

import numpy as np
import pytest

from grader.diagnose.differing_arrays import Pair
from grader.diagnose.input_sizes import lengths
from grader.diagnose.relations import relate
from grader.model.verdict import Confidence

SHAPES = [(5, 7), (9, 3)]


@pytest.fixture
def rng():
    return np.random.default_rng(7)


def pairs(rng, wrong, shapes=SHAPES):
    """Random arrays, and what a student makes of them."""
    found = []
    for shape in shapes:
        expected, x = rng.normal(size=shape) + 0.3, rng.normal(size=shape)
        inputs = {"x": x, "gamma": rng.normal(size=shape[1])}
        found.append(Pair(name="dx", got=wrong(expected, x), expected=expected, limit=1e-6, inputs=inputs))
    return found


RELATIONS = {
    "sign": (lambda e, x: -e, {}),
    "factor": (lambda e, x: 2 * e, {"factor": "2"}),
    "factor of a third": (lambda e, x: e / 3, {"factor": "1/3"}),
    "factor of any number": (lambda e, x: 1.2345 * e, {"factor": "1.2"}),
    "times_length": (lambda e, x: len(e) * e, {"length": "x.shape[0]"}),
    "times_length of the other axis": (lambda e, x: e.shape[1] * e, {"length": "x.shape[1]"}),
    "times_length of both": (lambda e, x: e.size * e, {"length": "x.shape[0]*x.shape[1]"}),
    "over_length": (lambda e, x: e / len(e), {"length": "x.shape[0]"}),
    "transposed": (lambda e, x: e.T, {}),
    "reversed": (lambda e, x: e[::-1], {"axis": "0"}),
    "reordered": (lambda e, x: np.roll(e, 1, axis=0), {}),
    "reordered into another shape": (lambda e, x: e.T.reshape(e.shape), {}),
    "offset": (lambda e, x: e + 0.7, {}),
    "offset_along": (lambda e, x: e + x.mean(axis=0), {"axis": "0"}),
    "offset_along the other axis": (lambda e, x: e + x.mean(axis=1, keepdims=True), {"axis": "1"}),
    "squared": (lambda e, x: e**2, {}),
    "inverted": (lambda e, x: 1 / e, {}),
    "clipped": (lambda e, x: np.maximum(e, 0), {}),
    "absolute": (lambda e, x: np.abs(e), {}),
    "precision": (lambda e, x: (e * (1 + 2e-7)).astype(np.float32).astype(np.float64), {}),
    "zeros": (lambda e, x: 0 * e, {}),
    "is_input": (lambda e, x: x, {"input": "x"}),
    "constant": (lambda e, x: np.full_like(e, 0.3), {}),
}


@pytest.mark.parametrize("name", RELATIONS)
def test_a_relation_that_holds_everywhere_is_told(rng, name):
    wrong, facts = RELATIONS[name]
    limit = 1e-9 if name == "precision" else 1e-6
    given = [Pair(name=p.name, got=p.got, expected=p.expected, limit=limit, inputs=p.inputs) for p in pairs(rng, wrong)]
    found = relate("dx", given)
    assert (found.kind, found.facts) == (name.split()[0], {"output": "dx", **facts})
    assert found.confidence is Confidence.LIKELY
    assert found.outputs == ("dx",)


def test_a_root_is_told_of_what_is_positive(rng):
    made = pairs(rng, lambda e, x: e)
    positive = [Pair(name="v", got=np.sqrt(p.expected**2), expected=p.expected**2, limit=1e-6, inputs={}) for p in made]
    roots = [Pair(name="v", got=np.sqrt(p.expected), expected=p.expected, limit=1e-6, inputs={}) for p in positive]
    assert relate("v", roots).kind == "rooted"


@pytest.mark.parametrize("seed", range(20))
def test_numbers_that_have_nothing_in_common_are_not_related(seed):
    rng = np.random.default_rng(seed)
    assert relate("dx", pairs(rng, lambda e, x: rng.normal(size=e.shape))) is None
    assert relate("dx", pairs(rng, lambda e, x: e + 0.1 * x)) is None


def test_zeros_turned_upside_down_relate_to_nothing(rng):
    expected = np.array([0.0, 2.0, 3.0])
    assert (
        relate("dx", [Pair(name="dx", got=np.array([0.0, 1.0, 1.5]), expected=expected, limit=1e-6, inputs={})]).kind
        == "factor"
    )
    assert (
        relate("dx", [Pair(name="dx", got=np.array([0.0, 1.0, 1.7]), expected=expected, limit=1e-6, inputs={})]) is None
    )


def test_what_holds_in_one_case_alone_is_not_told(rng):
    one, other = pairs(rng, lambda e, x: 2 * e)[0], pairs(rng, lambda e, x: e + x)[1]
    assert relate("dx", [one, other]) is None


def test_a_single_case_makes_a_relation_possible_only(rng):
    assert relate("dx", pairs(rng, lambda e, x: -e)[:1]).confidence is Confidence.POSSIBLE


@pytest.mark.parametrize("expected", [np.zeros(4), np.ones(4), np.array(3.0), np.array([np.nan, 1.0])])
def test_arrays_on_which_anything_would_hold_tell_nothing(expected):
    assert relate("dx", [Pair(name="dx", got=2 * expected, expected=expected, limit=1e-6, inputs={})]) is None


@pytest.mark.parametrize("got", [np.full((5, 7), np.nan), np.ones(3), np.empty((0,))])
def test_what_cannot_be_compared_is_not_related(rng, got):
    assert relate("dx", pairs(rng, lambda e, x: got, shapes=[(5, 7)])) is None or got.size == 3


def test_lengths_are_named_by_input_and_axis():
    found = lengths({"x": np.ones((2, 3)), "gamma": np.ones(3), "one": np.ones((1, 4)), "eps": 0.1})
    assert found == {
        "x.shape[0]": 2,
        "x.shape[1]": 3,
        "x.shape[0]*x.shape[1]": 6,
        "one.shape[1]": 4,
        "one.shape[0]*one.shape[1]": 4,
    }
