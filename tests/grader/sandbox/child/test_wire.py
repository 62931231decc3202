import numpy as np
import pytest

from grader.sandbox.child.wire import MAX_ITEMS, PREFIX, FrameReader, Opaque, WireError, pack, unpack


def _travel(value):
    reader = FrameReader()
    reader.feed(pack({"op": "test"}, value))
    head, values = reader.next()
    assert head == {"op": "test"}
    return values


@pytest.mark.parametrize(
    "value",
    [None, True, "text", 3, -(2**70), 1.5, float("inf"), (1, [2.0, "x"]), {"a": {1: None}}, []],
)
def test_plain_values_arrive_as_they_were(value):
    assert _travel(value) == value


@pytest.mark.parametrize("dtype", ["f8", "f4", "i8", "u1", "?", "c16", ">f8"])
def test_arrays_arrive_with_their_numbers(dtype):
    array = np.arange(6).reshape(2, 3).astype(dtype)
    arrived = _travel({"x": array})["x"]
    assert arrived.dtype.kind == array.dtype.kind
    np.testing.assert_array_equal(arrived, array)


def test_an_empty_array_keeps_its_shape():
    assert _travel(np.zeros((0, 3))).shape == (0, 3)


def test_a_subclass_arrives_as_a_plain_array():
    assert type(_travel(np.ma.array([1.0, 2.0]))) is np.ndarray


@pytest.mark.parametrize("value", [object(), lambda: 1, type, np])
def test_what_is_no_number_arrives_as_opaque(value):
    assert isinstance(_travel(value), Opaque)


def test_a_list_that_holds_itself_is_refused():
    endless = []
    endless.append(endless)
    with pytest.raises(WireError):
        pack({}, endless)


@pytest.mark.parametrize(
    ("text", "payload"),
    [
        (b"nonsense", b""),
        (b"[]", b""),
        (b'{"head": [], "values": ["plain", null], "arrays": []}', b""),
        (b'{"head": {}, "values": ["array", 0], "arrays": []}', b""),
        (b'{"head": {}, "values": ["array", 0], "arrays": [["<f8", [2]]]}', b"12345678"),
        (b'{"head": {}, "values": ["array", 0], "arrays": [["<f8", [1]]]}', b"1234567890"),
        (b'{"head": {}, "values": ["array", 0], "arrays": [["O", [1]]]}', b"12345678"),
        (b'{"head": {}, "values": ["array", 0], "arrays": [["<f8", [-1]]]}', b""),
        (b'{"head": {}, "values": ["array", 0], "arrays": [["<f8", [99999999999999]]]}', b""),
        (b'{"head": {}, "values": ["unknown", 0], "arrays": []}', b""),
        (b'{"head": {}, "values": ["array", 0], "arrays": [["(1,2", [1]]]}', b""),
        (b'{"head": {}, "values": ["array", 0], "arrays": [["a5", [1]]]}', b"12345"),
        (b'{"head": {}, "values": ["list", [["array", 0], ["array", 0]]], "arrays": [["<f8", [0]]]}', b""),
        (b'{"head": {}, "values": ["list", [' + b'["list", [' * 30 + b"]]" * 30 + b']], "arrays": []}', b""),
        (b'{"head": {}, "values": ["list", [' + b'["plain", 1], ' * MAX_ITEMS + b'["plain", 1]]], "arrays": []}', b""),
    ],
)
def test_a_forged_frame_is_refused(text, payload):
    with pytest.raises(WireError):
        unpack(text, payload)


def test_a_frame_over_the_bounds_is_refused_at_its_prefix():
    reader = FrameReader()
    reader.feed(PREFIX.pack(2**31, 0))
    with pytest.raises(WireError):
        reader.next()


def test_a_frame_in_pieces_comes_whole():
    reader, frame = FrameReader(), pack({"op": "x"}, np.arange(5))
    for byte in frame[:-1]:
        reader.feed(bytes([byte]))
        assert reader.next() is None
    reader.feed(frame[-1:])
    assert reader.next() is not None
