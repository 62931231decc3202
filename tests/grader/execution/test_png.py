"""A picture that came out of a sandbox is made anew; whatever is no plain picture of bounded size is left out."""

import struct
import zlib

import numpy as np
import pytest

from grader.execution.png import picture_in, pictures_in


def png(width=3, height=2, *, kind=6, depth=8, rows=None, interlaced=0, extra=(), end=True):
    channels = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[kind]
    rows = (b"\0" + b"\x7f" * width * channels) * height if rows is None else rows
    head = struct.pack("!IIBBBBB", width, height, depth, kind, 0, 0, interlaced)
    parts = [(b"IHDR", head), *extra, (b"IDAT", zlib.compress(rows)), *([(b"IEND", b"")] if end else [])]
    chunk = lambda name, data: struct.pack("!I", len(data)) + name + data + struct.pack("!I", zlib.crc32(name + data))  # noqa: E731
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts)


@pytest.mark.parametrize("kind", [2, 6])
def test_a_plain_picture_is_made_anew(kind):
    found = picture_in(4, png(kind=kind))
    assert (found.cell, found.width, found.height) == (4, 3, 2)
    assert picture_in(4, found.png) == found


def test_nothing_else_of_it_is_kept():
    text = (b"tEXt", b"Comment\0<script>alert(1)</script>")
    assert b"script" not in picture_in(0, png(extra=(text,))).png
    assert b"after" not in picture_in(0, png() + b"after").png


HOSTILE = {
    "empty": b"",
    "text": b"<svg onload=alert(1)>",
    "only a head": b"\x89PNG\r\n\x1a\n",
    "cut short": png()[:-20],
    "no end": png(end=False),
    "too wide": png(width=5000),
    "no width": png(width=0),
    "palette": png(kind=3),
    "grey": png(kind=0),
    "sixteen bits": png(depth=16),
    "interlaced": png(interlaced=1),
    "too few rows": png(rows=b"\0" + b"\x7f" * 12),
    "too many rows": png(rows=(b"\0" + b"\x7f" * 12) * 9),
    "a filter that there is not": png(rows=(b"\x09" + b"\x7f" * 12) * 2),
    "a bomb": png(rows=b"\0" * (100 << 20)),
    "no zlib": png().replace(b"IDAT", b"IDAU"),
    "many parts": png(extra=[(b"tEXt", b"")] * 2000),
    "large": png() + b"\0" * 200_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_plain_picture_is_left_out(name):
    assert picture_in(0, HOSTILE[name]) is None


def test_only_pictures_of_cells_that_there_are_come():
    good = np.frombuffer(png(), np.uint8)
    values = {
        "pictures": {
            "1": good,
            "9": good,
            "x": good,
            "-1": good,
            "3": good.astype(float),
            "4": "text",
            "5": good.reshape(1, -1),
        }
    }
    assert [picture.cell for picture in pictures_in(values, [1, 3, 4, 5])] == [1]


@pytest.mark.parametrize("values", [None, [], {}, {"pictures": None}, {"pictures": [1]}])
def test_where_no_pictures_came_there_are_none(values):
    assert list(pictures_in(values, [0])) == []
