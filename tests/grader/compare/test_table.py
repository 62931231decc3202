"""Issue 15's table, row by row: the right value of every kind earns, and a wrong one beside it does not."""

import datetime
import math
from collections import OrderedDict, deque
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from tests.grader.compare.journey import is_right

TABLE = {
    "truth value": [
        (True, [True, np.True_, np.array(True)], [False, 1, 1.0, np.False_, np.array([True]), "True", None]),
        (np.False_, [False, np.array(False)], [True, 0, np.True_]),
        (np.array([True, False]), [[True, False], (np.True_, False), [1, 0]], [[True, True], [True], [2, 0]]),
    ],
    "truth value among numbers": [((True, 0.5), [[np.True_, 0.5]], [(1, 0.5), (1.0, 0.5), (False, 0.5), (True, 0.6)])],
    "truth value beside lists": [
        ([False, [None, []]], [(np.False_, (None, []))], [[0, [None, []]], [False, [None, [1]]]])
    ],
    "string": [
        (
            "cat",
            [np.str_("cat"), np.array("cat"), np.array("cat", dtype=object)],
            ["cats", "", b"cat", None, 3, ["cat"]],
        ),
        (b"cat", [np.bytes_(b"cat"), bytearray(b"cat")], ["cat", b"dog"]),
        (
            ["cat", "dog"],
            [np.array(["cat", "dog"]), np.array(["cat", "dog"], dtype=object), ("cat", np.str_("dog"))],
            [["dog", "cat"], ["cat"], ["cat", "dog", "owl"], ["cat", None], np.array(["cat", "do"])],
        ),
        (
            [["a", "b"], ["c", "d"]],
            [np.array([["a", "b"], ["c", "d"]])],
            [["a", "b", "c", "d"], [["a", "b"], ["c", "e"]]],
        ),
        (["a\0"], [("a\0",)], [["a"]]),
    ],
    "list": [
        (
            [1.5, 2.5],
            [np.array([1.5, 2.5]), (1.5, 2.5), iter([1.5, 2.5]), deque([1.5, 2.5])],
            [[1.5, 2.6], 1.5, [[1.5, 2.5]]],
        ),
        (
            [[1.0], [2.0, 3.0]],
            [[np.array([1.0]), np.array([2.0, 3.0])], ([1.0], (2.0, 3.0)), np.array([[1.0], [2.0, 3.0]], dtype=object)],
            [[[1.0], [2.0, 4.0]], [[1.0], [2.0]], [1.0, 2.0, 3.0], [[1.0]]],
        ),
        ([], [(), np.zeros(0)], [[1.0], None]),
        ([[], []], [[(), np.zeros(0)]], [[[]], []]),
        (
            [1, 2, 3],
            [range(1, 4), np.arange(1, 4), [1.0, 2.0, 3.0]],
            [[1, 2, 3, 4], [1, 2], [1, 3, 2], np.arange(1, 9)],
        ),
        ([1, "a", None], [(1, "a", None)], [[1, "a", 0], [1, "b", None], ["a", 1, None]]),
    ],
    "large integer": [
        ([0, 2**63 + 1], [np.array([0, 2**63 + 1], dtype=np.uint64)], [[0, 2**63 + 2], [0.0, 2.0**63]]),
        ([2**60 + 1, 0.5], [(2**60 + 1, 0.5)], [[2**60 + 2, 0.5]]),
        (2**64, [2**64, float(2**64)], [2**64 + 1, 2**64 - 1, 1.0]),
        (2**64 - 1, [np.uint64(2**64 - 1)], [2**64, float(2**64), -1]),
        ([1, 2**70], [(1, 2**70), np.array([1, 2**70], dtype=object)], [[1, 2**70 + 1], [2, 2**70]]),
        ([2**70, 0.5], [[2**70, 0.5 + 1e-12]], [[2**70 + 1, 0.5], [2**70, 0.7]]),
        ([2**70, math.nan, math.inf, 1j], [[2**70, math.nan, math.inf, 1j]], [[2**70, 1.0, math.inf, 1j], [2**70] * 4]),
        (10**5000, [10**5000], [10**5000 + 1, 10**5001, 0]),
        (math.factorial(30), [math.factorial(30)], [math.factorial(30) + 1]),
        (np.array([2**64 - 1], dtype=np.uint64), [[2**64 - 1]], [[-1], [2**64 - 2], np.array([-1])]),
    ],
    "array": [
        (
            np.array([1.0, 2.0]),
            [np.array([1, 2.0], dtype=object), [Fraction(1), np.float32(2)]],
            [["a", 2.0], [1.0, None]],
        ),
        (
            np.arange(30_000) * 0.5,
            [[0.5 * n for n in range(30_000)]],
            [[0.5 * n for n in range(29_999)], [0.5] * 30_000],
        ),
        (
            np.array([[1, 2], [3, 4]]),
            [[[1, 2], [3, 4]], np.array([[1, 2], [3, 4]], dtype=object)],
            [[1, 2, 3, 4], [[1, 3], [2, 4]]],
        ),
        (np.array([{"a": 1}, None], dtype=object), [[{"a": 1}, None]], [[{"a": 2}, None], [None, {"a": 1}]]),
        (np.array(None), [None], [0, np.zeros(0)]),
    ],
    "dictionary": [
        (
            {1: 2.0},
            [{np.int64(1): 2.0}, OrderedDict({1.0: 2})],
            [{2: 2.0}, {1: 3.0}, {}, {1: 2.0, 3: 4.0}, [2.0], {"1": 2.0}],
        ),
        ({(1, 2): 3}, [{(np.int64(1), np.int32(2)): 3}], [{(2, 1): 3}, {(1, 2): 4}]),
        ({math.nan: 1, None: 2}, [{np.nan: 1, None: 2}, {float("nan"): 1, None: 2}], [{math.nan: 2, None: 2}]),
        (
            {datetime.date(2020, 1, 1): 1, datetime.timedelta(1): 2},
            [{np.datetime64("2020-01-01T00"): 1, np.timedelta64(24, "h"): 2}],
            [{datetime.date(2020, 1, 2): 1, datetime.timedelta(1): 2}],
        ),
    ],
    "set": [
        (
            {1, 2},
            [frozenset({2, 1}), {np.int64(1), 2.0}, [2, 1], np.array([1, 2])],
            [{1}, {1, 3}, {1, 2, 3}, [1, 1], 1, {"1", "2"}],
        ),
        (frozenset({"a", None}), [{None, "a"}], [{"a"}, {None, "b"}]),
        ({(1, "a"), (2, "b")}, [[(2, "b"), (1, "a")]], [{(1, "b"), (2, "a")}]),
        ({frozenset({1, 2}), frozenset({3})}, [{frozenset({3}), frozenset({2, 1})}], [{frozenset({1, 2, 3})}]),
        ({10**5000}, [{10**5000}], [{10**5000 + 1}]),
        (set(), [[], frozenset()], [{1}, None]),
    ],
    "not finite": [
        (math.nan, [np.nan, np.array(np.nan)], [0.0, math.inf]),
        (math.inf, [np.inf], [-math.inf, 1e308, math.nan]),
        (np.array([1.0, np.nan]), [[1.0, np.nan]], [[np.nan, 1.0], [1.0, 0.0], [1.0, np.inf]]),
        (complex(math.inf, 1), [complex(math.inf, 1)], [complex(math.inf, 2), complex(-math.inf, 1)]),
        (np.array([1, 1]), [], [[np.nan, 1]]),
    ],
    "time": [
        (
            np.array(["2020-01-01", "NaT"], dtype="M8[D]"),
            [[datetime.date(2020, 1, 1), np.datetime64("NaT", "D")], np.array(["2020-01-01", "NaT"], dtype="M8[ns]")],
            [np.array(["2020-01-02", "NaT"], dtype="M8[D]"), np.array([18262, 0]), np.array([1, 2], dtype="m8[D]")],
        ),
        (
            [datetime.date(2020, 1, 1)],
            [np.array(["2020-01-01"], dtype="M8[D]")],
            [[datetime.date(2020, 1, 2)], ["2020-01-01"]],
        ),
        (
            np.timedelta64(1, "D"),
            [datetime.timedelta(days=1), np.timedelta64(24, "h")],
            [1, np.timedelta64(25, "h"), np.timedelta64(1, "Y")],
        ),
    ],
    "structured": [
        (
            np.array([(1, 2.0)], dtype=[("a", int), ("b", float)]),
            [np.array([(2.0, 1)], dtype=[("b", float), ("a", int)]), {"a": [1], "b": [2.0]}],
            [np.array([(1, 3.0)], dtype=[("a", int), ("b", float)]), np.array([(1,)], dtype=[("a", int)]), [(1, 2.0)]],
        ),
        (
            list(np.ones(2, dtype=[("a", float)])),
            [np.ones(2, dtype=[("a", float)])],
            [np.zeros(2, dtype=[("a", float)])],
        ),
        (np.zeros(2, dtype=[]), [np.zeros(2, dtype=[])], [np.zeros(2)]),
    ],
    "masked": [
        (
            np.ma.array([1.0, 2.0], mask=[0, 1]),
            [np.ma.array([1.0, -9.0], mask=[0, 1]), np.ma.array([1.0, np.nan], mask=[0, 1])],
            [np.ma.array([1.0, 2.0], mask=[1, 0]), np.array([1.0, 2.0]), np.ma.array([3.0, 2.0], mask=[0, 1]), None],
        ),
        (np.ma.array([1.0, 2.0]), [np.array([1.0, 2.0])], [np.ma.array([1.0, 2.0], mask=[0, 1])]),
        ([np.ma.array([1.0, 2.0], mask=[0, 1])], [[np.ma.array([1.0, 3.0], mask=[0, 1])]], [[np.array([1.0, 2.0])]]),
        (
            np.ma.array(["a", "b"], mask=[0, 1]),
            [np.ma.array(["a", "c"], mask=[0, 1])],
            [np.ma.array(["x", "b"], mask=[0, 1])],
        ),
        (
            np.ma.array(np.array(["2020", "2021"], "M8[Y]"), mask=[0, 1]),
            [np.ma.array(np.array(["2020", "2000"], "M8[Y]"), mask=[0, 1])],
            [np.ma.array(np.array(["2021", "2021"], "M8[Y]"), mask=[0, 1])],
        ),
        (
            np.ma.array([(1, 2.0)], dtype=[("a", int), ("b", float)], mask=[(0, 1)]),
            [np.ma.array([(1, 3.0)], dtype=[("a", int), ("b", float)], mask=[(0, 1)])],
            [np.ma.array([(1, 2.0)], dtype=[("a", int), ("b", float)], mask=[(0, 0)])],
        ),
    ],
    "none": [(None, [None, np.array(None)], [0, False, "", [], np.nan]), ([None], [(None,)], [[0], [], [None, None]])],
    "count": [
        (
            2_500_000,
            [2_500_000.0, np.int32(2_500_000), 2_500_000 + 1e-9, 2_500_000 + 0j],
            [2_500_001, 2_499_999, 2_500_000.5, 2_500_000 + 1j],
        ),
        (np.array([2_500_000]), [[2_500_000.0]], [[2_500_001]]),
        ([2_500_000, 0.5], [[2_500_000, 0.5]], [[2_500_001, 0.5]]),
        ([[2_500_000, 0.5], [1, 2.0]], [np.array([[2_500_000, 0.5], [1, 2.0]])], [[[2_500_001, 0.5], [1, 2.0]]]),
        (np.array([2_500_000, 0.5], dtype=object), [[2_500_000, 0.5]], [[2_500_001, 0.5]]),
        ([Fraction(2_500_000), Decimal(3)], [[2_500_000, 3]], [[2_500_001, 3]]),
        (2_500_000.0, [2_500_001.0], [2_500_010.0]),
    ],
    "small": [
        (6.6e-34, [6.6e-34 * (1 + 1e-9)], [0.0, 6.7e-34, -6.6e-34]),
        (np.array([6.6e-34, 3e-34]), [[6.6e-34, 3e-34]], [[0.0, 3e-34], [6.6e-34, 0.0]]),
        (Fraction(1, 10**9), [1e-9], [0.0, 1.1e-9]),
        (Fraction(1, 3), [1 / 3, Decimal(1) / 3], [0.3333]),
    ],
    "factorials": [
        (
            [math.factorial(n) for n in range(1, 15)],
            [np.cumprod(np.arange(1, 15)), np.cumprod(np.arange(1.0, 15.0))],
            [[0] * 6 + [math.factorial(n) for n in range(7, 15)]],
        ),
        (np.cumprod(np.arange(1.0, 15.0)), [], [np.where(np.arange(14) < 6, 0.0, np.cumprod(np.arange(1.0, 15.0)))]),
    ],
    "complex and zero": [
        (1 + 2j, [np.complex64(1 + 2j), np.array(1 + 2j)], [1 - 2j, 1.0, 2j]),
        (np.array([1 + 0j, 2j]), [[1.0, 2j]], [[1.0, 2.0]]),
        (0.0, [-0.0, 0, np.float32(-0.0)], [1e-300, math.nan]),
    ],
}


def _cases(which):
    """Each value of the table beside what is due, by the row's name."""
    return [
        pytest.param(got, row[0], id=f"{kind} {number}.{place}")
        for kind, rows in TABLE.items()
        for number, row in enumerate(rows)
        for place, got in enumerate(row[which])
    ]


DUE = [pytest.param(row[0], id=f"{kind} {number}") for kind, rows in TABLE.items() for number, row in enumerate(rows)]


@pytest.mark.parametrize(("got", "due"), _cases(1))
def test_a_right_value_of_another_kind_earns(got, due):
    assert is_right(got, due)


@pytest.mark.parametrize(("got", "due"), _cases(2))
def test_a_wrong_value_does_not(got, due):
    assert not is_right(got, due)


@pytest.mark.parametrize("due", DUE)
def test_what_is_due_is_right_itself(due):
    assert is_right(due, due)
