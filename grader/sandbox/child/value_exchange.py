"""Encodes values that pass between test code and a student's objects; what cannot be encoded passes as a handle.

Both sides use it: the sandbox returns handles for objects that stay there, and takes them back as arguments.
"""

from __future__ import annotations

import datetime
from collections import Counter, OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import Any

import numpy as np

from .tables import is_table, table_of, told_table

HANDLE, SET, FROZEN, ITEMS, RANGE, BYTES, TEXTS, OBJECTS, MATRIX, MASKED, COUNTS, ORDERED, QUEUE, VIEW = (
    f"\0{name}"
    for name in (
        *("handle", "set", "frozenset", "items", "range", "bytes", "texts", "objects", "matrix", "masked"),
        *("counter", "ordered", "deque", "view"),
    )
)
DECIMAL, FRACTION, DATE, DATETIME, SPAN, SLICE, DOTS, TABLE = (
    f"\0{name}" for name in ("decimal", "fraction", "date", "datetime", "timedelta", "slice", "ellipsis", "table")
)
"""First item of a tuple that encodes another kind of value; no ordinary text is equal to it."""
ITERATOR = "\0iterator"
"""Stands for the plain value of one of Python's own iterators, from which nothing is drawn before it is asked for."""
_PLAIN = (bool, int, float, complex, str, type(None))
_KEYS = (bool, int, float, str, type(None))
MOST_OBJECTS = 20_000
"""Most entries of an array of objects that is encoded."""
Keep = Callable[[Any], Any]
"""Function that returns the handle for an object that cannot be encoded."""


@dataclass(frozen=True, slots=True)
class ToldByValue:
    """A table that is told by value beside the handle for it."""

    value: Any


def encode(value: Any, keep: Keep) -> Any:
    """Return a value in a form that a frame can hold.

    Args:
        value: anything.
        keep: returns the handle for an object that cannot be encoded.
    """
    kind = type(value)
    if kind in _PLAIN or issubclass(kind, np.generic):
        return value
    if kind is np.ndarray:
        return _array(value, keep)
    if kind in (list, tuple):
        return kind(encode(item, keep) for item in value)
    if kind is dict:
        if all(type(key) in _KEYS for key in value):
            return {key: encode(item, keep) for key, item in value.items()}
        return (ITEMS, _pairs(value, keep))
    make = _ENCODED.get(kind)
    if make is not None:
        return make(value, keep)
    told = told_table(value) if is_table(kind) else None
    return keep(value) if told is None else (TABLE, [*told, keep(ToldByValue(value))])


def decode(tree: Any, given: Callable[[tuple[Any, ...], Any], Any], form: Any = None) -> Any:
    """Return the value that was encoded.

    Args:
        tree: the encoded value.
        given: returns the object for a handle, from the handle's content and the form that is asked for.
        form: what is asked for, with `at(place)` for the parts of a container; None asks for nothing.
    """
    if isinstance(tree, np.ndarray):
        return tree[()] if tree.ndim == 0 else tree.copy()  # what is recorded is not what test code may change
    kind = type(tree)
    if kind is tuple and tree and type(tree[0]) is str and tree[0] in _MARKED:
        return given(tree[1:], form) if tree[0] == HANDLE else _MARKED[tree[0]](tree[1], given, form)
    if kind is list or kind is tuple:
        return kind(_items(tree, given, form))
    if kind is dict:
        return {key: decode(item, given, at(form, key)) for key, item in tree.items()}
    return tree


def at(form: Any, place: Any) -> Any:
    """Return the form of a part, at an index or key; of nothing nothing."""
    return None if form is None else form.at(place)


def _items(tree: Any, given: Any, form: Any) -> list[Any]:
    return [decode(item, given, at(form, place)) for place, item in enumerate(tree)]


def _array(array: np.ndarray[Any, Any], keep: Keep) -> Any:
    """Return an array of numbers, times or records as it is, one of texts or objects marked."""
    kind = array.dtype.kind
    if kind in "biufcmMS" or (kind == "V" and not array.dtype.hasobject):
        return array
    if kind == "U":
        return (TEXTS, array.tolist())
    if kind == "O" and array.size <= MOST_OBJECTS:
        return (OBJECTS, [list(array.shape), [encode(item, keep) for item in array.ravel()]])
    return keep(array)


def _objects(found: Any, given: Any, form: Any) -> np.ndarray[Any, Any]:
    shape, items = found
    array = np.empty(len(items), dtype=object)
    for place, item in enumerate(_items(items, given, form)):
        array[place] = item
    return array.reshape(shape)


def _table(found: Any, given: Any, form: Any) -> Any:
    """Return a table; where pandas is not installed or refuses its parts, what stands for the object."""
    told, frequency, handle = found
    try:
        return table_of(told, str(frequency))
    except Exception:  # pandas' own refusal of what a sandbox tells
        return decode(handle, given, form)


def _pairs(value: Any, keep: Keep) -> list[Any]:
    return [(encode(key, keep), encode(item, keep)) for key, item in value.items()]


def _dict(pairs: Any, given: Any, form: Any) -> dict[Any, Any]:
    keys = [decode(key, given) for key, _ in pairs]
    return {key: decode(item, given, at(form, key)) for key, (_, item) in zip(keys, pairs, strict=True)}


def _members(value: Any, keep: Keep) -> list[Any]:
    return [encode(item, keep) for item in sorted(value, key=repr)]


def _view(name: str, value: Any, keep: Keep) -> Any:
    return (VIEW, [name, [encode(item, keep) for item in value]])


_ENCODED: dict[Any, Callable[[Any, Keep], Any]] = {
    set: lambda value, keep: (SET, _members(value, keep)),
    frozenset: lambda value, keep: (FROZEN, _members(value, keep)),
    range: lambda value, keep: (RANGE, [value.start, value.stop, value.step]),
    bytes: lambda value, keep: (BYTES, value.decode("latin-1")),
    np.matrix: lambda value, keep: (MATRIX, _array(np.asarray(value), keep)),
    np.ma.MaskedArray: lambda value, keep: (
        (MASKED, [np.asarray(value.data), np.ma.getmaskarray(value)]) if value.dtype.kind in "biufc" else keep(value)
    ),
    Counter: lambda value, keep: (COUNTS, _pairs(value, keep)),
    OrderedDict: lambda value, keep: (ORDERED, _pairs(value, keep)),
    deque: lambda value, keep: (QUEUE, [[encode(item, keep) for item in value], value.maxlen]),
    **{type(getattr({}, name)()): partial(_view, name) for name in ("keys", "values", "items")},
    Decimal: lambda value, keep: (DECIMAL, str(value)),
    Fraction: lambda value, keep: (FRACTION, [value.numerator, value.denominator]),
    datetime.date: lambda value, keep: (DATE, value.isoformat()),
    datetime.datetime: lambda value, keep: (DATETIME, value.isoformat()) if value.tzinfo is None else keep(value),
    datetime.timedelta: lambda value, keep: (SPAN, [value.days, value.seconds, value.microseconds]),
    slice: lambda value, keep: (SLICE, [encode(end, keep) for end in (value.start, value.stop, value.step)]),
    type(...): lambda value, keep: (DOTS, None),
}
"""By exact type, what encodes a value that is marked; a class that inherits from one of them is an object."""
_VIEWS: dict[str, Callable[[list[Any]], Any]] = {
    "keys": lambda items: dict.fromkeys(items).keys(),
    "values": lambda items: dict(enumerate(items)).values(),
    "items": lambda items: dict(items).items(),
}
_MARKED: dict[Any, Any] = {
    HANDLE: None,
    SET: lambda found, given, form: set(_items(found, given, form)),
    FROZEN: lambda found, given, form: frozenset(_items(found, given, form)),
    ITEMS: _dict,
    RANGE: lambda found, given, form: range(*found),
    BYTES: lambda found, given, form: str(found).encode("latin-1", "replace"),
    TEXTS: lambda found, given, form: np.array(found, dtype=str),
    OBJECTS: _objects,
    MATRIX: lambda found, given, form: np.asmatrix(decode(found, given)),
    MASKED: lambda found, given, form: np.ma.MaskedArray(found[0].copy(), mask=np.array(found[1], dtype=bool)),
    COUNTS: lambda found, given, form: Counter(_dict(found, given, form)),
    ORDERED: lambda found, given, form: OrderedDict(_dict(found, given, form)),
    QUEUE: lambda found, given, form: deque(_items(found[0], given, form), found[1]),
    VIEW: lambda found, given, form: _VIEWS[found[0]](_items(found[1], given, form)),
    DECIMAL: lambda found, given, form: Decimal(found),
    FRACTION: lambda found, given, form: Fraction(*found),
    DATE: lambda found, given, form: datetime.date.fromisoformat(found),
    DATETIME: lambda found, given, form: datetime.datetime.fromisoformat(found),
    SPAN: lambda found, given, form: datetime.timedelta(*found),
    SLICE: lambda found, given, form: slice(*_items(found, given, None)),
    DOTS: lambda found, given, form: ...,
    TABLE: _table,
}
