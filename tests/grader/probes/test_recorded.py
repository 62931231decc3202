"""The reference's values take the form in which a student's come back, and plain ones are not copied."""

from collections import OrderedDict, namedtuple

import numpy as np
import pytest

from grader.probes.recorded import as_recorded
from grader.sandbox.child.wire import WireError

Pair = namedtuple("Pair", "a b")


@pytest.mark.parametrize(
    "value", [np.ones(3), 1.5, "a", None, True, 2**70, [1.0, np.ones(2)], {"a": np.ones(2), 1: (1, 2)}, np.float32(1)]
)
def test_a_plain_value_is_itself(value):
    assert as_recorded({"out": value})["out"] is value


@pytest.mark.parametrize(
    ("value", "recorded"),
    [
        (Pair(1, 2), (1, 2)),
        (OrderedDict(a=1), {"a": 1}),
        ({np.int64(1): 2}, {1: 2}),
        ({(1, np.int64(2)): 3}, {(1, 2): 3}),
        (range(3), [0, 1, 2]),
        ({1, 2}, {1, 2}),
        ([np.str_("a")], ["a"]),
        (list(range(200)), list(range(200))),
    ],
)
def test_another_one_is_what_would_come_back(value, recorded):
    found = as_recorded({"out": value})["out"]
    assert found == recorded
    assert type(found) is type(recorded)


@pytest.mark.parametrize("value", [object(), len, [object()]])
def test_what_does_not_travel_becomes_a_placeholder(value):
    assert "Opaque" in repr(as_recorded({"out": value})["out"])


def test_what_is_too_large_to_travel_is_refused():
    with pytest.raises(WireError):
        as_recorded({"out": [[1]] * 60_000})
