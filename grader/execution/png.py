"""Makes a picture anew of a PNG that came out of a sandbox: plain pixels of bounded size, nothing else of it is kept.

No library reads it: the format is taken apart here, to the filtered rows, and written again (docs/decisions/0048).
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Collection, Iterator
from typing import Any

import numpy as np

from grader.model.observation import Picture
from grader.sandbox.child.figures import MOST_PICTURES
from grader.sandbox.child.picture import MOST_BYTES, MOST_SIDE

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_CHANNELS = {2: 3, 6: 4}
"""By colour type (true colour, and with transparency) the bytes of a pixel at eight bits a channel."""
_FILTERS = 4
"""The highest filter type of a row. Source: PNG specification, third edition, section 9."""
_MOST_CHUNKS = 1_000


def picture_in(cell: int, content: bytes) -> Picture | None:
    """Return the picture that a PNG holds, written anew; None where it is no PNG of the one form that is taken.

    Args:
        cell: the index of the cell that drew it.
        content: what came back.
    """
    try:
        width, height, rows, kind = _read(content)
    except (ValueError, struct.error, zlib.error):
        return None
    return Picture(cell=cell, width=width, height=height, png=_written(width, height, rows, kind))


def pictures_in(values: Any, cells: Collection[int]) -> Iterator[Picture]:
    """Yield the pictures that came with a record, of cells that there are; what cannot be used is left out.

    Args:
        values: what came, not yet checked.
        cells: the indices of the notebook's cells.
    """
    found = values.get("pictures") if isinstance(values, dict) else None
    for name, content in list(found.items())[:MOST_PICTURES] if isinstance(found, dict) else ():
        index = int(name) if isinstance(name, str) and name.isascii() and name.isdecimal() and len(name) < 9 else -1
        if index in cells and isinstance(content, np.ndarray) and content.dtype == np.uint8:
            picture = picture_in(index, content[: MOST_BYTES + 1].tobytes()) if content.ndim == 1 else None
            if picture is not None:
                yield picture


def _read(content: bytes) -> tuple[int, int, bytes, int]:
    """Return width, height, filtered rows and colour type.

    Raises:
        ValueError: it is of another form, or larger than is taken.
    """
    if len(content) > MOST_BYTES or not content.startswith(_SIGNATURE):
        raise ValueError("no picture")
    chunks = list(_chunks(content))
    if not chunks or chunks[0][0] != b"IHDR":
        raise ValueError("no head")
    width, height, depth, kind, compression, filtering, interlaced = struct.unpack("!IIBBBBB", chunks[0][1])
    known = depth == 8 and kind in _CHANNELS and not (compression or filtering or interlaced)
    if not known or not (0 < width <= MOST_SIDE + 1 and 0 < height <= MOST_SIDE + 1):
        raise ValueError("another form")
    row = 1 + width * _CHANNELS[kind]
    reader = zlib.decompressobj()
    rows = reader.decompress(b"".join(data for name, data in chunks if name == b"IDAT"), row * height + 1)
    if len(rows) != row * height or any(rows[start] > _FILTERS for start in range(0, len(rows), row)):
        raise ValueError("other rows")
    return width, height, rows, kind


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = len(_SIGNATURE)
    for _ in range(_MOST_CHUNKS):
        size, name = struct.unpack_from("!I4s", content, place)
        data = content[place + 8 : place + 8 + size]
        if len(data) != size:
            raise ValueError("cut short")
        yield name, data
        place += 12 + size
        if name == b"IEND":
            return
    raise ValueError("too many parts")


def _written(width: int, height: int, rows: bytes, kind: int) -> bytes:
    head = struct.pack("!IIBBBBB", width, height, 8, kind, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 6)), (b"IEND", b""))
    return _SIGNATURE + b"".join(
        struct.pack("!I", len(data)) + name + data + struct.pack("!I", zlib.crc32(name + data)) for name, data in parts
    )
