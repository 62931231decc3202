import pytest

from grader.checks.outputs import Outputs, Shown, keeps, numbers_in, showed
from tests.grader.checks.notebook import CELLS, FIRST, TRANSCRIPT


@pytest.mark.parametrize(
    ("text", "found"),
    [("e: 1e-9", [1e-9]), ("e:-.5", [-0.5]), ("e: inf", [float("inf")]), ("e: none", []), ("e: 1\ne: 2", [1, 2])],
)
def test_numbers_stand_behind_their_label(text, found):
    assert numbers_in("e:", text) == found


def test_every_number_shown_keeps_to_the_bounds_and_nan_keeps_to_none():
    shown = Shown(label="dx error:", cell=FIRST, most=1e-6)
    assert keeps(shown, [1e-9, 1e-7])
    assert not keeps(shown, [])
    assert not keeps(shown, [1e-9, float("nan")])
    assert showed(Outputs(shown=(shown,), requires=()), CELLS, TRANSCRIPT).facts == {"held": 0, "of": 1}
