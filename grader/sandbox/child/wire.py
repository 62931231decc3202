"""Encodes and decodes frames: a JSON head and a tree of plain values, then raw array buffers, never a pickle.

Why it is so: docs/decisions/0003.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

PREFIX = struct.Struct("!II")
"""The head of a frame: the sizes of its JSON part and of its array part, bytes."""
MAX_JSON = 8 << 20
"""Longest JSON part of a frame, bytes."""
MAX_ARRAYS = 128 << 20
"""Longest array part of a frame, bytes."""
MAX_ITEMS = 20_000
"""Most values in one tree."""
MAX_DEPTH = 24
"""Deepest nesting of one tree."""
DTYPES = {
    f"{order}{kind}" for order in "<|" for kind in ("b1", *(f"{sign}{size}" for sign in "iu" for size in (1, 2, 4, 8)))
}
DTYPES |= {"<f2", "<f4", "<f8", "<c8", "<c16"}
"""Array types that are read, by name; numpy's own reader of such names accepts far more."""


class WireError(Exception):
    """Raised for a frame or value that breaks the format; on the grader's side this is the student's outcome."""


@dataclass(frozen=True)
class Opaque:
    """A placeholder for a value that cannot be encoded."""

    type_name: str
    """The value's type, in words."""


@dataclass
class _Encoder:
    arrays: list[np.ndarray[Any, Any]] = field(default_factory=list)
    items: int = 0
    size: int = 0

    def tree(self, value: object, depth: int = 0) -> list[Any]:
        self.items += 1
        if self.items > MAX_ITEMS or depth > MAX_DEPTH:
            raise WireError(f"a value with more than {MAX_ITEMS} parts or {MAX_DEPTH} levels")
        if value is None or type(value) in (bool, str):
            return ["plain", value]
        if type(value) is int:
            return ["int", str(value)] if value.bit_length() < 1024 else ["opaque", "huge int"]
        if type(value) is float:
            return ["float", value.hex()]
        if isinstance(value, (np.ndarray, np.generic)) or type(value) is complex:
            return self._array(np.asarray(value))
        if isinstance(value, (tuple, list)):
            kind = "tuple" if isinstance(value, tuple) else "list"
            return [kind, [self.tree(item, depth + 1) for item in value]]
        if isinstance(value, dict):
            return ["dict", [[self.tree(k, depth + 1), self.tree(v, depth + 1)] for k, v in value.items()]]
        name = value.type_name if isinstance(value, Opaque) else type(value).__name__
        return ["opaque", name[:80]]

    def _array(self, array: np.ndarray[Any, Any]) -> list[Any]:
        if array.dtype.kind not in "biufc":
            return ["opaque", f"array of {array.dtype.name}"[:80]]
        self.size += array.nbytes
        if self.size > MAX_ARRAYS:
            raise WireError(f"more than {MAX_ARRAYS >> 20} MiB of arrays")
        self.arrays.append(_portable(array))
        return ["array", len(self.arrays) - 1]


def _portable(array: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Return the numbers as a plain, little-endian array of at most 64 bits a number (128 for complex ones)."""
    if array.dtype.kind == "f" and array.dtype.itemsize > 8:
        array = array.astype("<f8")
    if array.dtype.kind == "c" and array.dtype.itemsize > 16:
        array = array.astype("<c16")
    return np.asarray(array, dtype=array.dtype.newbyteorder("<"))


def pack(head: dict[str, Any], values: object = None, most: int = MAX_JSON) -> bytes:
    """Return one frame.

    Args:
        head: plain JSON: what the frame is.
        values: arrays, numbers, strings, booleans, None and nested tuples, lists, dictionaries of them.
        most: longest JSON part, bytes.

    Raises:
        WireError: the values are too many, too deep or too large.
    """
    encoder = _Encoder()
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
        return head, _Decoder(_arrays(described, payload)).tree(frame["values"])
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
        stop = start + count * dtype.itemsize
        if stop > len(payload):
            raise WireError("an array is longer than its buffer")
        arrays.append(np.frombuffer(payload, dtype=dtype, count=count, offset=start).reshape(shape).copy())
        start = stop
    if start != len(payload):
        raise WireError("bytes behind the last array")
    return arrays


@dataclass
class _Decoder:
    """Decodes trees within the bounds of encoding; each array may be used once."""

    arrays: list[np.ndarray[Any, Any] | None]
    items: int = 0

    def tree(self, tree: list[Any], depth: int = 0) -> Any:
        """Return the value that a tree describes; a value that could not be encoded is an `Opaque`."""
        self.items += 1
        if self.items > MAX_ITEMS or depth > MAX_DEPTH:
            raise WireError(f"a value with more than {MAX_ITEMS} parts or {MAX_DEPTH} levels")
        kind, content = tree
        if kind == "array":
            return self._array(content)
        if kind in ("tuple", "list"):
            parts = [self.tree(item, depth + 1) for item in content]
            return tuple(parts) if kind == "tuple" else parts
        if kind == "dict":
            return {_key(self.tree(k, depth + 1)): self.tree(v, depth + 1) for k, v in content}
        return _PLAIN[kind](content)

    def _array(self, place: int) -> np.ndarray[Any, Any]:
        found, self.arrays[place] = self.arrays[place], None
        if found is None:
            raise WireError("an array in two places")
        return found


_PLAIN: dict[str, Callable[[Any], Any]] = {
    "plain": lambda content: content if isinstance(content, (bool, str)) else None,
    "int": lambda content: int(str(content)[:400]),
    "float": lambda content: float.fromhex(content),
    "opaque": lambda content: Opaque(str(content)[:80]),
}


def _key(value: object) -> str | int | float | bool | None:
    if isinstance(value, (str, int, float, bool)) or value is None:
        return value
    return f"<{type(value).__name__}>"


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
        if raw is None:
            return None
        text_length, _ = PREFIX.unpack_from(raw)
        return unpack(raw[PREFIX.size : PREFIX.size + text_length], raw[PREFIX.size + text_length :])

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
