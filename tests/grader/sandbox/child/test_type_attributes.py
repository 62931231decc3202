import numpy as np
import pytest

from grader.sandbox.child import type_attributes
from grader.sandbox.child.type_attributes import ABSENT, set_attributes


def test_an_attribute_of_a_type_in_c_is_seen_by_c_code_and_is_given_back():
    before = set_attributes(np.ndarray, {"__float__": lambda array: 7.5})
    try:
        assert float(np.zeros(3)) == 7.5
        assert "%.1f" % np.zeros(3) == "7.5"  # noqa: UP031 - the operator reads the number in C
    finally:
        set_attributes(np.ndarray, before)
    assert float(np.array(2.0)) == 2.0
    with pytest.raises(TypeError):
        float(np.zeros(3))


def test_a_new_method_is_removed_again():
    before = set_attributes(np.ndarray, {"twice": lambda array: 2 * array})
    assert before == {"twice": ABSENT}
    assert np.ones(1).twice().tolist() == [2]
    set_attributes(np.ndarray, before)
    assert not hasattr(np.ones(1), "twice")


def test_the_type_can_be_changed_by_nobody_else():
    set_attributes(np.ndarray, set_attributes(np.ndarray, {"twice": None}))
    with pytest.raises(TypeError, match="immutable"):
        np.ndarray.twice = None


def test_nothing_is_touched_where_memory_is_laid_out_otherwise(monkeypatch):
    monkeypatch.setattr(type_attributes, "_MEMBERS_BEFORE", 17)
    assert set_attributes(np.ndarray, {"twice": None}) == {}
    assert not hasattr(np.ndarray, "twice")
