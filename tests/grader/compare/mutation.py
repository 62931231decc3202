"""Spoils values: one entry moved beyond every tolerance, added or dropped."""

import cmath

import numpy as np
from hypothesis import strategies as st


def moved(draw, value):
    """The same value with one entry that is another; None where it has no entries."""
    if isinstance(value, np.ma.MaskedArray):
        return _moved_mask(draw, value)
    if isinstance(value, np.ndarray):
        return _moved_array(draw, value)
    if isinstance(value, (list, tuple, dict, set, frozenset)):
        return _moved_container(draw, value)
    return _moved_scalar(value)


def _moved_scalar(value):
    if value is None or isinstance(value, str):
        return f"{value}x"
    if isinstance(value, bytes):
        return value + b"x"
    if isinstance(value, (bool, np.bool_)):
        return not value
    if isinstance(value, (float, complex)) and not cmath.isfinite(value):
        return 3.0
    return value + 1 if not isinstance(value, np.datetime64) else value + np.timedelta64(1, "s")


def _place(draw, shape):
    return tuple(draw(st.integers(0, length - 1)) for length in shape)


def _moved_array(draw, value):
    if not value.size:
        return None
    found, place = value.copy(), _place(draw, value.shape)
    if value.dtype.names:
        found[place]["x"] += 1
    elif value.dtype.kind in "iu":
        found[place] ^= 1
    elif value.dtype.kind == "U":
        found[place] = "z" if value[place] != "z" else "y"
    else:
        entry = value[place]
        found[place] = 3.0 if value.dtype.kind in "fc" and not np.isfinite(entry) else _moved_scalar(entry)
    return found


def _moved_mask(draw, value):
    found, place = value.copy(), _place(draw, value.shape)
    mask = np.ma.getmaskarray(value)
    if mask[place] or draw(st.booleans()):
        return np.ma.array(value.data, mask=mask ^ _only(place, value.shape))
    found.data[place] += 1
    return found


def _only(place, shape):
    found = np.zeros(shape, dtype=bool)
    found[place] = True
    return found


def _moved_container(draw, value):
    if not value:
        return None
    if isinstance(value, dict):
        name = draw(st.sampled_from(list(value)))
        inner = moved(draw, value[name])
        return None if inner is None else {**value, name: inner}
    entries = list(value)
    place = draw(st.integers(0, len(entries) - 1))
    inner = moved(draw, entries[place])
    if inner is None or (isinstance(value, (set, frozenset)) and inner in value):
        return None
    entries[place] = inner
    return type(value)(entries)


def longer(value):
    """The same value with one entry more; None where it has none."""
    if isinstance(value, dict):
        return {**value, "one more": 1.0}
    if isinstance(value, (set, frozenset)):
        return value | {"one more"}
    if isinstance(value, (list, tuple)):
        return type(value)([*value, value[-1]]) if value else type(value)([1.0])
    if isinstance(value, np.ndarray) and value.ndim and value.size:
        return (
            np.ma.concatenate([value, value[-1:]])
            if isinstance(value, np.ma.MaskedArray)
            else np.append(value, value[-1:], axis=0)
        )
    return None


def shorter(value):
    """The same value without its last entry; None where it has none."""
    if isinstance(value, (np.ndarray, list, tuple)) and np.size(value) if isinstance(value, np.ndarray) else value:
        if isinstance(value, dict):
            return dict(list(value.items())[:-1])
        if isinstance(value, (set, frozenset)):
            return set(list(value)[:-1])
        if isinstance(value, (list, tuple)) or (isinstance(value, np.ndarray) and value.ndim):
            return value[:-1]
    return None
