"""Whatever a student returns becomes plain parts, or a placeholder; a class that lies is taken for what it is."""

import datetime
from collections import UserDict, defaultdict, deque
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from grader.sandbox.child.values.encode import FEW, Encoder, Opaque
from grader.sandbox.child.values.limits import MAX_LISTED
from grader.sandbox.child.wire import WireError, pack, through_wire


class Liar:
    """Says of itself that it is something else, and raises wherever it is touched."""

    def __init__(self, claimed):
        self._claimed = claimed

    @property
    def __class__(self):
        return self._claimed

    def __getattr__(self, name):
        raise RuntimeError(name)


@pytest.mark.parametrize(
    "claimed",
    [int, float, str, bytes, list, tuple, dict, set, Fraction, Decimal, np.ndarray, np.float64, np.ma.MaskedArray],
)
def test_a_class_that_lies_is_a_placeholder(claimed):
    assert through_wire(Liar(claimed)) == Opaque("Liar")


@pytest.mark.parametrize("value", [object(), len, type, UserDict(a=1), np.zeros(1, dtype="V3")])
def test_what_does_not_travel_is_a_placeholder(value):
    assert isinstance(through_wire(value), Opaque)


@pytest.mark.parametrize(
    ("value", "arrived"),
    [
        (defaultdict(int, a=1), {"a": 1}),
        (deque([1]), [1]),
        ({"a": 1}.values(), [1]),
        (map(float, "12"), [1.0, 2.0]),
        (Decimal("0.25"), Fraction(1, 4)),
        (Decimal("1e-400"), Fraction(1, 10**400)),
        (bytearray(b"a\xff"), b"a\xff"),
        ("half \ud800", "half \ud800"),
        ([1.5] * FEW, [1.5] * FEW),
        ([2**70] * FEW, [2**70] * FEW),
        ([True] * FEW, [True] * FEW),
        (["a"] * FEW, ["a"] * FEW),
    ],
)
def test_containers_and_numbers_of_python_arrive(value, arrived):
    found = through_wire(value)
    assert found == arrived
    assert type(found) is type(arrived)


def test_a_long_list_travels_as_one_array():
    encoder = Encoder()
    assert encoder.tree([0.5] * 30_000) == ["list", 0]
    assert encoder.tree(list(np.arange(30_000))) == ["list", {"scalars": 1}]
    assert encoder.room.items == 2


def test_a_list_that_would_be_too_many_objects_is_refused():
    with pytest.raises(WireError, match="entries"):
        pack({}, [0] * (MAX_LISTED + 1))


def test_python_times_arrive_in_utc():
    zone = datetime.timezone(datetime.timedelta(hours=2))
    found = through_wire(datetime.datetime(2020, 1, 1, 2, tzinfo=zone))
    assert found == np.datetime64("2020-01-01T00")
    assert through_wire(datetime.timedelta(1)) == np.timedelta64(1, "D")


def test_a_masked_record_arrives_by_its_fields():
    found = through_wire(np.ma.array([(1, 2.0)], dtype=[("a", int), ("b", float)], mask=[(0, 1)]))
    assert found["a"].tolist() == [1]
    assert np.ma.getmaskarray(found["b"]).tolist() == [True]


def test_a_value_on_which_its_library_fails_is_a_placeholder():
    broken = type("Series", (), {"__module__": "pandas.core"})
    assert through_wire(broken()) == Opaque("pandas.Series")


@pytest.mark.parametrize("inner", [lambda a: a.append(a), lambda a: a.append({0: a}), lambda a: a.append((a,))])
def test_a_container_that_holds_itself_is_refused(inner):
    endless = []
    inner(endless)
    with pytest.raises(WireError):
        pack({}, endless)
