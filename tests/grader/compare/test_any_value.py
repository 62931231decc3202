"""What holds for any value of any kind: it equals itself, its like of another kind, and nothing else."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.chosen_examples import examples
from tests.grader.compare.journey import comparisons, is_right
from tests.grader.compare.mutation import longer, moved, shorter
from tests.grader.compare.strategies import KINDS

ORDERED = ("words", "times", "record", "masked")
COUNTS = [200]
"""Values of a kind."""


def holds(count, test, *strategies):
    """A test holds for a number of values of each strategy."""
    examples(count)(given(*strategies)(test))()


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("kind", KINDS)
def test_a_value_equals_itself_and_its_like_of_another_kind(kind, count):
    def test(value):
        for near in (lambda same: same, *KINDS[kind].near):
            assert near(value) is None or is_right(near(value), value)
            assert near(value) is None or is_right(value, near(value))
        assert all(is_right(other(value), value) for other in KINDS[kind].stands_for)

    holds(count, test, KINDS[kind].values)


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("kind", KINDS)
def test_a_value_with_one_entry_that_is_another_is_wrong(kind, count):
    def test(value, data):
        other = moved(data.draw, value)
        assume(other is not None)
        assert not is_right(other, value)

    holds(count, test, KINDS[kind].values, st.data())


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("kind", KINDS)
def test_a_value_with_an_entry_too_many_or_too_few_is_wrong(kind, count):
    def test(value):
        for other in (longer(value), shorter(value)):
            assert other is None or not is_right(other, value)

    holds(count, test, KINDS[kind].values)


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("kind", [name for name in KINDS if "list" in name or "array" in name or name in ORDERED])
def test_order_counts_unless_a_rubric_says_otherwise(kind, count):
    def test(value, data):
        assume(np.ndim(value) if isinstance(value, np.ndarray) else True)
        places = data.draw(st.permutations(range(len(value))))
        other = [value[place] for place in places] if isinstance(value, list) else value[list(places)]
        assert is_right(other, value, unordered=True)
        assert is_right(other, value) == all(is_right(one, due) for one, due in zip(other, value, strict=True))

    holds(count, test, KINDS[kind].values, st.data())


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("kind", KINDS)
def test_any_value_can_be_compared_with_any_other(kind, count):
    """Nothing that a student returns ends the comparison."""

    def test(value, other):
        comparisons(other, value)
        comparisons(other, value, unordered=True)

    others = st.one_of(*(one.values for one in KINDS.values()))
    holds(count, test, KINDS[kind].values, others)
