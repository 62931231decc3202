"""What scenarios see of mistakes, and which mistakes they cannot tell apart."""

import numpy as np
import pytest

from grader.diagnose.coverage import indistinguishable_pairs, questions_that_detect
from grader.model.rubric import Rubric

DOUBLED = np.array([[2.0, 4.0], [6.0, 10.0]])
ODD = np.array([[0.3, 9.0], [1.0, 7.0]])
ONE = {"first": {"dx": DOUBLED}}


def rubric(bench):
    return Rubric(id="r", title="", notebook="N.ipynb", seed=1, functions={}, opaque=(), questions=(bench.question,))


@pytest.mark.parametrize(
    ("values", "questions"),
    [(ONE, {"q"}), ({"first": None}, {"q"}), ({}, set()), ({"first": {"dx": DOUBLED / 2}}, set())],
)
def test_a_mistake_is_seen_where_some_number_of_it_is_off(bench, values, questions):
    b = bench(one=values)
    assert questions_that_detect(rubric(b), b.expectations) == {"one": questions}


@pytest.mark.parametrize(
    ("other", "pairs"),
    [
        (ONE, [("one", "other", "q")]),
        ({"first": {"dx": DOUBLED * (1 + 1e-9)}}, [("one", "other", "q")]),
        ({"first": {"dx": ODD}}, []),
        ({"first": {"dx": DOUBLED}, "second": {"dx": ODD}}, []),
        ({**ONE, "functions": ("g",)}, []),
        ({**ONE, "mark": "p[mode] = mode"}, []),
    ],
)
def test_two_are_alike_when_no_number_of_a_question_tells_them_apart(bench, other, pairs):
    b = bench(one=ONE, other=other)
    assert indistinguishable_pairs(rubric(b), b.expectations) == pairs


def test_two_that_raise_in_the_same_place_are_alike(bench):
    b = bench(one={"first": None}, other={"first": None})
    assert indistinguishable_pairs(rubric(b), b.expectations) == [("one", "other", "q")]


def test_two_that_nothing_sees_are_no_pair(bench):
    b = bench(one={}, other={})
    assert indistinguishable_pairs(rubric(b), b.expectations) == []
