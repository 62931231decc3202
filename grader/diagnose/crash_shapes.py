"""Explains crashes over shapes, indices and types of numbers."""

from __future__ import annotations

import re

from grader.model.finding import Finding
from grader.model.verdict import Confidence

from .crash import Crash

_WHOLE = (
    "'float' object cannot be interpreted as an integer",
    "slice indices must be integers",
    "list indices must be integers or slices, not float",
    "can't multiply sequence by non-int of type 'float'",
    "expected a sequence of integers or a single integer",
    "only integers, slices",
)
"""Texts of Python and NumPy for a fraction where a whole number is needed."""
_RESHAPE = re.compile(r"cannot reshape array of size (\d{1,6}) into shape .*")
_CORE = re.compile(r".*\(n\?,k\),\(k,m\?\).*\(size (\d{1,4}) is different from (\d{1,4})\).*")


def broadcast(crash: Crash) -> Finding | None:
    """Explain two shapes that do not go together, and what is likely missing."""
    if crash.failure.error != "ValueError" or "broadcast" not in crash.text:
        return None
    shapes = crash.shapes()
    if len(shapes) < 2:
        return crash.finding("shapes_unfit")
    one, other = (tuple(_lengths(shape)) for shape in shapes)
    kind = "shapes_keepdims" if _lacks_kept_axis(one, other) or _lacks_kept_axis(other, one) else "shapes_broadcast"
    return crash.finding(kind, one=shapes[0], other=shapes[1])


def product(crash: Crash) -> Finding | None:
    """Explain a matrix product whose inner lengths differ."""
    core = _CORE.fullmatch(crash.text)
    aligned = "not aligned" in crash.text or core is not None
    if crash.failure.error != "ValueError" or not aligned:
        return None
    shapes = crash.shapes() if core is None else []
    if len(shapes) == 2:
        one, other = (_lengths(shape) for shape in shapes)
        turned = len(one) == len(other) == 2 and (one[1] == other[1] or one[0] == other[0])
        return crash.finding("product_transpose" if turned else "product_unfit", one=shapes[0], other=shapes[1])
    if core is not None:
        return crash.finding("product_lengths", one=core.group(2), other=core.group(1))
    return crash.finding("shapes_unfit")


def reshape(crash: Crash) -> Finding | None:
    """Explain a reshape into a shape with another number of entries."""
    told = _RESHAPE.fullmatch(crash.text)
    if crash.failure.error != "ValueError" or told is None:
        return None
    shapes = crash.shapes()
    return crash.finding("reshape_unfit", size=told.group(1), shape=shapes[-1] if shapes else "()")


def axis(crash: Crash) -> Finding | None:
    """Explain an axis that an array does not have."""
    told = re.search(r"axis (-?\d) is out of bounds for array of dimension (\d)", crash.text)
    if told is None:
        return None
    return crash.finding("no_such_axis", axis=told.group(1), axes=told.group(2))


def whole_number(crash: Crash) -> Finding | None:
    """Explain a number with a fraction where a whole one is needed: `/` for `//`, as Python 2 allowed."""
    if crash.failure.error not in ("TypeError", "IndexError") or not any(text in crash.text for text in _WHOLE):
        return None
    divided = any("/" in frame.source for frame in crash.failure.frames)
    return crash.finding("whole_number", Confidence.CERTAIN if divided else Confidence.LIKELY)


def index(crash: Crash) -> Finding | None:
    """Explain an index beyond the end."""
    if crash.failure.error != "IndexError" or ("out of range" not in crash.text and "out of bounds" not in crash.text):
        return None
    return crash.finding("index_beyond")


def _lengths(shape: str) -> list[int]:
    return [int(part) for part in shape.strip("()").split(",") if part.strip()]


def _lacks_kept_axis(whole: tuple[int, ...], reduced: tuple[int, ...]) -> bool:
    """Return whether one shape is the other without an axis that was summed over, other than the first."""
    left = [whole[:place] + whole[place + 1 :] for place in range(1, len(whole))]
    return len(whole) > 1 and reduced in left
