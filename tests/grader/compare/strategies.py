"""Values of every kind of Python and numpy, with values of other kinds that are equal to them."""

import math
from collections import OrderedDict
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

FLOATS = st.one_of(st.floats(1e-3, 1e4), st.floats(-1e4, -1e-3), st.sampled_from([0.0, -0.0]))
ANY_FLOATS = FLOATS | st.sampled_from([math.nan, math.inf, -math.inf])
INTEGERS = st.integers(-1000, 1000) | st.integers(-(2**62), 2**62)
WORDS = st.text("abcä \0", max_size=4)
SHAPES = hnp.array_shapes(min_dims=0, max_dims=3, max_side=4) | st.just((0,))
ROWS = hnp.array_shapes(min_dims=1, max_dims=2, min_side=1, max_side=5)


def arrays(dtype, elements, shapes=SHAPES):
    """Arrays of any shape."""
    return hnp.arrays(dtype, shapes, elements=elements)


@dataclass(frozen=True)
class Kind:
    """A kind of value."""

    values: object
    """A strategy of values."""
    near: tuple = ()
    """Functions of a value that give an equal one of another kind, or None where there is none."""
    stands_for: tuple = ()
    """Functions of a value that give one of another kind that is right where it is due, not the other way round."""


def as_objects(array):
    """The same entries as an array of objects."""
    found = np.empty(np.shape(array), dtype=object)
    found[...] = array
    return found


def _spread(entries):
    found = np.empty(len(entries), dtype=object)
    for place, entry in enumerate(entries):
        found[place] = entry
    return found


def _without_last_null(array):
    return array if all(not word.endswith("\0") for word in np.ravel(array)) else None


def _fits(value):
    return np.int64(value) if abs(value) < 2**63 else None


def _under(masked):
    other = masked.copy()
    other.data[np.ma.getmaskarray(masked)] = 7
    return other


def _record(pair):
    numbers, words = pair
    found = np.zeros(len(numbers), dtype=[("x", float), ("word", "U4")])
    found["x"], found["word"] = numbers, words
    return found


def _masked(pair):
    data, mask = pair
    return np.ma.array(data, mask=mask)


_FLOAT_ARRAYS = arrays(float, ANY_FLOATS)
_PAIRS = st.integers(1, 5).flatmap(
    lambda n: st.tuples(*(st.lists(one, min_size=n, max_size=n) for one in (FLOATS, st.text("abc", max_size=4))))
)
_MASKS = hnp.array_shapes(max_dims=2, max_side=4).flatmap(
    lambda shape: st.tuples(hnp.arrays(float, shape, elements=FLOATS), hnp.arrays(bool, shape))
)
TIMES = hnp.arrays("M8[s]", ROWS, elements=st.integers(0, 2**31).map(lambda n: np.datetime64(n, "s")))
KEYS = st.one_of(INTEGERS, WORDS, FLOATS, st.tuples(st.integers(0, 9), WORDS), st.none())
LEAVES = st.one_of(
    FLOATS, INTEGERS, WORDS, st.none(), st.booleans(), arrays(float, FLOATS), arrays(int, st.integers(-9, 9))
)
_MEMBERS = st.one_of(st.integers(-(2**70), 2**70), WORDS, FLOATS, st.tuples(st.integers(0, 9), WORDS))

KINDS = {
    "float": Kind(ANY_FLOATS, (np.float64, np.array, lambda x: complex(x, 0.0), lambda x: as_objects(np.array(x)))),
    "integer": Kind(
        INTEGERS | st.integers(-(2**80), 2**80),
        (_fits, Fraction, lambda n: np.array(n, dtype=object), lambda n: float(n) if abs(n) < 2**53 else None),
    ),
    "truth value": Kind(st.booleans(), (np.bool_, np.array)),
    "complex": Kind(st.builds(complex, ANY_FLOATS, FLOATS), (np.complex128, np.array)),
    "string": Kind(WORDS, (np.str_, lambda word: np.array(word, dtype=object), _without_last_null)),
    "bytes": Kind(st.binary(max_size=5), (bytearray,)),
    "none": Kind(st.none(), (np.array,)),
    "fraction": Kind(st.fractions(-100, 100, max_denominator=1000), (float,)),
    "float array": Kind(
        _FLOAT_ARRAYS,
        (np.ndarray.tolist, as_objects, np.ma.array, lambda x: x.astype(">f8"), lambda x: x.copy(order="F")),
    ),
    "float32 array": Kind(
        arrays(np.float32, st.floats(1, 100, width=32)), (lambda x: x.astype(float), np.ndarray.tolist)
    ),
    "integer array": Kind(arrays(np.int64, INTEGERS), (np.ndarray.tolist, as_objects, np.ma.array)),
    "unsigned array": Kind(arrays(np.uint64, st.integers(0, 2**64 - 1)), (np.ndarray.tolist, as_objects)),
    "truth array": Kind(arrays(bool, st.booleans()), (np.ndarray.tolist, as_objects)),
    "complex array": Kind(arrays(complex, st.builds(complex, ANY_FLOATS, FLOATS)), (np.ndarray.tolist, as_objects)),
    "words": Kind(arrays("U4", st.text("abcä", max_size=4), ROWS), (np.ndarray.tolist, as_objects)),
    "times": Kind(TIMES, (np.ndarray.tolist, lambda x: x.astype("M8[us]"), lambda x: _spread(list(x)))),
    "record": Kind(_PAIRS.map(_record), (lambda x: {name: x[name].tolist() for name in x.dtype.names},)),
    "masked": Kind(_MASKS.map(_masked), (_under,)),
    "list of numbers": Kind(st.lists(ANY_FLOATS, max_size=40), (tuple, np.array, iter)),
    "list of integers": Kind(st.lists(st.integers(-(2**70), 2**70), max_size=40), (tuple, _spread)),
    "list of numbers of both kinds": Kind(
        st.lists(FLOATS | st.integers(-(2**40), 2**40), max_size=40), (tuple, _spread)
    ),
    "list of strings": Kind(st.lists(WORDS, min_size=1, max_size=40), (tuple, _spread)),
    "ragged list": Kind(
        st.lists(st.lists(FLOATS, max_size=4), min_size=1, max_size=6),
        (tuple, lambda x: list(map(np.array, x)), _spread, lambda x: tuple(map(tuple, x))),
    ),
    "list of anything": Kind(st.lists(LEAVES, max_size=6), (tuple, _spread)),
    "tuple": Kind(st.tuples(LEAVES, LEAVES), (list,)),
    "dictionary": Kind(st.dictionaries(KEYS, LEAVES, max_size=6), (OrderedDict, lambda x: dict(reversed(x.items())))),
    "set": Kind(st.sets(_MEMBERS, max_size=30), (frozenset,), (list,)),
    "nested": Kind(
        st.recursive(LEAVES, lambda x: st.lists(x, max_size=3) | st.dictionaries(WORDS, x, max_size=3), max_leaves=8)
    ),
}
