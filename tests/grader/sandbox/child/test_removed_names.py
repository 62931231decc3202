import builtins

import numpy as np
import pytest

from grader.model.removed_names import OLD_NAMES
from grader.sandbox.child.removed_names import OldNames


@pytest.fixture
def old(monkeypatch):
    monkeypatch.setattr(np, "__getattr__", np.__getattr__)
    for name in OLD_NAMES:
        if not name.startswith("np."):
            monkeypatch.setattr(builtins, name, None, raising=False)
    return OldNames(OLD_NAMES)


def test_a_removed_name_of_numpy_means_what_it_meant_and_is_noted(old):
    product = "product"  # by a name that no linter reads
    assert getattr(np, product)([2, 3]) == 6
    assert getattr(np, product)([2]) == 2
    assert old.used == ["np.product"]


def test_a_name_of_python_2_means_what_it_meant_and_is_noted(old):
    assert list(builtins.xrange(3)) == [0, 1, 2]
    assert builtins.reduce(lambda a, b: a + b, [1, 2, 3]) == 6
    assert old.used == ["xrange", "reduce"]


def test_every_name_of_the_table_has_a_meaning(old):
    names = [name.removeprefix("np.") for name in OLD_NAMES if name.startswith("np.")]
    assert [name for name in names if getattr(np, name, None) is None] == []


def test_what_numpy_never_had_is_still_missing(old):
    assert not hasattr(np, "nothing_of_the_kind")
    assert not old.used
