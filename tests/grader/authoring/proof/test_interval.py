"""A share that was counted in a sample lies between two bounds."""

import pytest

from grader.authoring.proof.interval import share_interval


def test_a_share_of_all_is_itself():
    assert share_interval(9, 10, of=10) == pytest.approx((0.9, 0.9))


def test_a_share_of_many_has_wilsons_bounds():
    assert share_interval(9, 10, of=10**9) == pytest.approx((0.596, 0.982), abs=1e-3)


def test_bounds_are_shares_and_narrower_for_a_larger_sample():
    small, large = share_interval(10, 10, of=5000), share_interval(1000, 1000, of=5000)
    assert small[1] == large[1] == 1.0
    assert small[0] < large[0] < 1.0
