"""Encodes and decodes frames: a JSON head and a tree of plain values, then raw array buffers, never a pickle.

Why it is so: docs/decisions/0003.
"""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from .values.decode import Decoder
from .values.encode import Encoder, Opaque
from .values.limits import MAX_ARRAYS, MAX_DEPTH, MAX_ITEMS, MAX_LISTED, WireError

__all__ = [
    "MAX_ARRAYS",
    "MAX_DEPTH",
    "MAX_ITEMS",
    "MAX_JSON",
    "FrameReader",
    "Opaque",
    "WireError",
    "pack",
    "through_wire",
    "unpack",
]

PREFIX = struct.Struct("!II")
"""The head of a frame: the sizes of its JSON part and of its array part, bytes."""
MAX_JSON = 8 << 20
"""Longest JSON part of a frame, bytes."""
DTYPES = {
    f"{order}{kind}" for order in "<|" for kind in ("b1", *(f"{sign}{size}" for sign in "iu" for size in (1, 2, 4, 8)))
}
DTYPES |= {"<f2", "<f4", "<f8", "<c8", "<c16"}
"""Array types that are read, by name; numpy's own reader of such names accepts far more."""


def pack(head: dict[str, Any], values: object = None, most: int = MAX_JSON) -> bytes:
    """Return one frame.

    Args:
        head: plain JSON: what the frame is.
        values: arrays, numbers, strings, booleans, None and nested tuples, lists, dictionaries of them.
        most: longest JSON part, bytes.

    Raises:
        WireError: the values are too many, too deep or too large.
    """
    encoder = Encoder()
    tree = encoder.tree(values)
    described = [[array.dtype.str, list(array.shape)] for array in encoder.arrays]
    text = json.dumps({"head": head, "values": tree, "arrays": described}).encode()
    buffers = [array.tobytes() for array in encoder.arrays]
    if len(text) > most:
        raise WireError(f"more than {most >> 20} MiB of text")
    return b"".join([PREFIX.pack(len(text), sum(map(len, buffers))), text, *buffers])


def unpack(text: bytes, payload: bytes) -> tuple[dict[str, Any], Any]:
    """Return the head and values of one frame; every part of it is checked before use.

    Args:
        text: the frame's JSON part.
        payload: the frame's array part, all buffers one after the other.

    Raises:
        WireError: the frame is malformed.
    """
    try:
        frame = json.loads(text)
        head, described = frame["head"], frame["arrays"]
        if not isinstance(head, dict):
            raise WireError("the head of a frame is no object")
        return head, Decoder(_arrays(described, payload)).tree(frame["values"])
    except (ValueError, KeyError, TypeError, IndexError, OverflowError, RecursionError) as error:
        raise WireError(f"a frame that cannot be read: {type(error).__name__}") from error


def through_wire(values: object) -> Any:
    """Encode and decode values, so that a run in this process, as in the self-check, gets the same as from a sandbox.

    Raises:
        WireError: they cannot travel.
    """
    frame = pack({}, values)
    length, _ = PREFIX.unpack_from(frame)
    return unpack(frame[PREFIX.size : PREFIX.size + length], frame[PREFIX.size + length :])[1]


def head_of(frame: bytes) -> dict[str, Any]:
    """Return the head of a whole frame that the grader sent, without checking it."""
    text_length, _ = PREFIX.unpack_from(frame)
    head: dict[str, Any] = json.loads(frame[PREFIX.size : PREFIX.size + text_length])["head"]
    return head


def frame_in(raw: bytes) -> tuple[dict[str, Any], Any]:
    """Return the head and values of the bytes of a whole frame.

    Raises:
        WireError: the frame is malformed.
    """
    text_length, _ = PREFIX.unpack_from(raw)
    return unpack(raw[PREFIX.size : PREFIX.size + text_length], raw[PREFIX.size + text_length :])


def _arrays(described: list[Any], payload: bytes) -> list[np.ndarray[Any, Any] | None]:
    arrays: list[np.ndarray[Any, Any] | None] = []
    start = 0
    for name, shape in described:
        if name not in DTYPES or len(shape) > 32:
            raise WireError("arrays of this kind do not travel")
        dtype = np.dtype(name)
        count = 1
        for length in shape:
            if not isinstance(length, int) or length < 0:
                raise WireError("a shape is a list of lengths")
            count *= length
        if not count and max(shape) > MAX_LISTED:
            raise WireError("an empty array with a length that nothing holds")
        stop = start + count * dtype.itemsize
        if stop > len(payload):
            raise WireError("an array is longer than its buffer")
        arrays.append(np.frombuffer(payload, dtype=dtype, count=count, offset=start).reshape(shape).copy())
        start = stop
    if start != len(payload):
        raise WireError("bytes behind the last array")
    return arrays


@dataclass
class FrameReader:
    """Collects bytes as they arrive and returns whole frames; a frame over the bounds is refused at its prefix."""

    buffer: bytearray = field(default_factory=bytearray)
    most: int = MAX_JSON
    """Longest JSON part of a frame, bytes."""

    def feed(self, chunk: bytes) -> None:
        """Add bytes that came from the pipe."""
        self.buffer += chunk

    def next(self) -> tuple[dict[str, Any], Any] | None:
        """Return the next whole frame, or None until more bytes have come.

        Raises:
            WireError: the frame is malformed or over the bounds.
        """
        raw = self.next_raw()
        return None if raw is None else frame_in(raw)

    def next_raw(self) -> bytes | None:
        """Return the bytes of the next whole frame, undecoded, or None until more have come.

        Raises:
            WireError: the frame is over the bounds.
        """
        if len(self.buffer) < PREFIX.size:
            return None
        text_length, array_length = PREFIX.unpack_from(self.buffer)
        if text_length > self.most or array_length > MAX_ARRAYS:
            raise WireError("a frame over the bounds")
        whole = PREFIX.size + text_length + array_length
        if len(self.buffer) < whole:
            return None
        raw = bytes(self.buffer[:whole])
        del self.buffer[:whole]
        return raw
