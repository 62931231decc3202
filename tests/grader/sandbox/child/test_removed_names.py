import builtins
from operator import attrgetter

import numpy as np
import pytest

from grader.model.removed_names import OLD_NAMES
from grader.sandbox.child.removed_names import OldNames


@pytest.fixture
def old(monkeypatch):
    monkeypatch.setattr(np, "__getattr__", np.__getattr__)
    monkeypatch.setattr(np.linalg, "__getattr__", None, raising=False)
    del np.linalg.__getattr__
    for name in OLD_NAMES:
        if not name.startswith("np."):
            monkeypatch.setattr(builtins, name, None, raising=False)
    return OldNames({name: removed.now for name, removed in OLD_NAMES.items()})


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
    assert [name for name in names if attrgetter(name)(np) is None] == []


@pytest.mark.parametrize(
    ("name", "args", "value"),
    [
        ("msort", ([[3, 1], [2, 5]],), [[2, 1], [3, 5]]),
        ("asfarray", ([1, 2],), [1.0, 2.0]),
        ("longfloat", (2,), 2),
        ("row_stack", (([1], [2]),), [[1], [2]]),
        ("math.sqrt", (4,), 2.0),
        ("linalg.linalg.norm", ([3, 4],), 5.0),
    ],
)
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_removed_function_gives_what_it_gave(old, name, args, value):
    found = attrgetter(name)(np)(*args)
    assert np.array_equal(found, value)
    assert np.asarray(found).dtype.kind == np.asarray(value).dtype.kind or name == "longfloat"


def test_what_numpy_never_had_is_still_missing(old):
    assert not hasattr(np, "nothing_of_the_kind")
    assert not old.used
