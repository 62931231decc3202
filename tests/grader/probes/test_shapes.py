"""Shapes are named as evidence names values, those inside others too."""

import numpy as np
import pytest

from grader.model.observation import Misfit
from grader.probes.shapes import misfit_of, oversized, shapes_of

NESTED = {"params": {"W1": np.ones((2, 3)), "b1": 0.5}, "history": [1.0, 2.0, np.ones(4)], "name": "text"}
SHAPES = {"params[W1]": (2, 3), "params[b1]": (), "history": (3,), "history[2]": (4,)}


def test_every_number_and_sequence_has_a_shape_and_a_text_none():
    assert shapes_of(NESTED) == SHAPES


@pytest.mark.parametrize(
    ("values", "found"),
    [
        (NESTED, None),
        ({"params": {"W1": np.ones((3, 2))}}, Misfit(name="params[W1]", shape=(3, 2), expected_shape=(2, 3))),
        ({"history": [1.0]}, Misfit(name="history", shape=(1,), expected_shape=(3,))),
        ({"more": np.ones(9)}, None),
    ],
)
def test_the_first_other_shape_is_named(values, found):
    assert misfit_of(values, SHAPES) == found


def test_size_counts_what_lies_inside():
    assert oversized({"params": {"W1": np.ones(5000)}, "history": [1.0] * 10}, SHAPES) == ["params"]
