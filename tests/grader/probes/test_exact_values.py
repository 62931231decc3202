"""What is kept of the reference's values is read exactly as it was written, or not at all."""

from fractions import Fraction

import numpy as np
import pytest

from grader.probes.exact_values import NotExactError, packed, unpacked
from grader.sandbox.child.values.foreign import Foreign
from grader.sandbox.child.wire import Opaque

VALUES = [
    *(None, True, 3, -(1 << 80), 0.1, float("inf"), 1 - 2j, "text", b"bytes", Fraction(1, 3)),
    *(np.float32(0.1), np.float64(0.1), np.int8(3), np.bool_(True), np.datetime64("2026-01-02", "D")),
    *((1, [2.0, (3,)]), {"a": {1: [None]}, (1, 2): "x"}, {1, 2}, frozenset({"a"})),
    Foreign("pandas.Series", {"values": (1, 2.5)}),
    Opaque("generator"),
]
ARRAYS = [
    np.arange(6.0).reshape(2, 3),
    np.asfortranarray(np.arange(6, dtype=">i4").reshape(2, 3)),
    np.array(1.5, dtype=np.float16),
    np.zeros((0, 3)),
    np.array(["a", "bcd"]),
    np.array(["2026-01-02", "NaT"], dtype="M8[s]"),
    np.array([1j, np.nan]),
    np.arange(4, dtype=np.longdouble),
]


@pytest.mark.parametrize("value", VALUES, ids=str)
def test_a_value_is_read_with_its_type(value):
    found = unpacked(packed(value))
    assert type(found) is type(value)
    assert found == value


@pytest.mark.parametrize("array", ARRAYS, ids=lambda array: array.dtype.str)
def test_an_array_is_read_with_its_type_order_and_bits(array):
    found = unpacked(packed({"x": array}))["x"]
    assert found.dtype == array.dtype
    assert found.dtype.byteorder == array.dtype.byteorder
    assert found.shape == array.shape
    assert found.flags.f_contiguous == array.flags.f_contiguous
    assert found.tobytes() == array.tobytes()
    assert found.flags.writeable


def test_an_array_of_objects_and_a_masked_one_are_read():
    objects = unpacked(packed(np.array([1, "a", None], dtype=object)))
    assert objects.tolist() == [1, "a", None]
    masked = unpacked(packed(np.ma.MaskedArray([1.0, 2.0], mask=[True, False])))
    assert masked.mask.tolist() == [True, False]


class _Number(float):
    """A number of a class of its own."""


@pytest.mark.parametrize(
    "value", [_Number(1), object(), len, np.zeros(2, dtype=[("a", "f8")]), np.arange(2.0).view(np.recarray)]
)
def test_what_would_be_read_as_something_else_is_not_written(value):
    with pytest.raises(NotExactError):
        packed([value])


@pytest.mark.parametrize(
    "content",
    [b"", b"\xc1", packed([1])[:-1], b"\x92\xa4none\x00", b"\x95\xa5array\xa3|O8\x90\xc2\xc4\x08" + bytes(8)],
)
def test_bytes_that_hold_no_value_are_refused(content):
    with pytest.raises(NotExactError):
        unpacked(content)
