import itertools

import numpy as np
import pytest

from grader.probes.parameter_names import renaming_of


def _net(weight="W{}", b="b{}", gamma="gamma{}", beta="beta{}", shift=0, sizes=(5, 4, 3), **changes):
    made = {}
    for layer, (rows, columns) in enumerate(itertools.pairwise(sizes), 1 + shift):
        made[weight.format(layer)] = np.random.default_rng(0).normal(size=(rows, columns))
        made[b.format(layer)] = np.zeros(columns)
        if layer - shift < len(sizes) - 1:
            made[gamma.format(layer)] = np.ones(columns)
            made[beta.format(layer)] = np.zeros(columns)
    return made | changes


DUE = _net()


@pytest.mark.parametrize(
    ("names", "first"),
    [
        ({"shift": -1}, "W0"),
        ({"weight": "w{}"}, "w1"),
        ({"weight": "weight{}", "b": "bias{}"}, "weight1"),
        ({"weight": "W_{}", "b": "b_{}", "gamma": "gamma_{}", "beta": "beta_{}"}, "W_1"),
        ({"weight": "k{}", "b": "c{}", "gamma": "g{}", "beta": "s{}", "shift": -1}, "k0"),
        ({"weight": "l{}_w", "b": "l{}_b", "gamma": "l{}_g", "beta": "l{}_s"}, "l1_w"),
        ({"gamma": "beta{}", "beta": "gamma{}"}, "W1"),
    ],
)
def test_names_that_shapes_and_initial_values_prove_are_found(names, first):
    way = renaming_of([(DUE, _net(**names))])
    assert way is not None
    assert way.own("W1") == first
    assert {way.own(name) for name in DUE} == _net(**names).keys()


@pytest.mark.parametrize(
    "got",
    [
        DUE,
        _net(weight="w{}", b1=np.ones(4)),
        {name: value[None] for name, value in _net(weight="w{}").items()},
        {**_net(weight="w{}"), "extra1": np.zeros(3)},
        {name + "x" * 60: value for name, value in DUE.items()},
        {"W": DUE["W1"], "b": DUE["b1"]},
        {f"p{place}": value for place, value in enumerate(DUE.values())},
    ],
)
def test_names_that_are_not_proved_are_not_taken(got):
    assert renaming_of([(DUE, got)]) is None


def test_two_pairings_that_fit_prove_nothing():
    due = {"a1": np.zeros(3), "b1": np.zeros(3)}
    assert renaming_of([(due, {"x1": np.zeros(3), "y1": np.zeros(3)})]) is None


def test_all_new_nets_must_have_the_same_way_of_naming():
    deeper = (5, 4, 4, 3)
    pairs = [(DUE, _net(shift=-1)), (_net(sizes=deeper), _net(shift=-1, sizes=deeper))]
    assert renaming_of(pairs) is not None
    assert renaming_of([pairs[0], (pairs[1][0], _net(weight="w{}", sizes=deeper))]) is None
    assert renaming_of([]) is None
