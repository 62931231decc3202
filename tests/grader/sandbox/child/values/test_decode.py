"""A forged tree is refused with `WireError`, or is a value that compares with anything; nothing else can come of it."""

import resource

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.compare.ladder import compare
from grader.compare.rules import ComparisonRules
from grader.diagnose.flatten import flatten
from grader.execution.decode import plain
from grader.sandbox.child.values.foreign import Foreign
from grader.sandbox.child.values.limits import MAX_LISTED
from grader.sandbox.child.wire import WireError
from tests.chosen_examples import examples
from tests.grader.sandbox.child.values.frames import decoded

ONES, BYTES = np.ones(3), np.zeros(MAX_LISTED + 1, dtype=np.uint8)
WORD = ["plain", "a"]


@pytest.mark.parametrize(
    ("tree", "arrays"),
    [
        (["array"], ()),
        (["array", -1], ()),
        (["array", "0"], (ONES,)),
        (["list", 0], (BYTES,)),
        (["list", {"scalars": 0}], (BYTES,)),
        (["list", {"words": ["a"]}], ()),
        (["list", {"strings": 5}], ()),
        (["tuple", [["list", 0], ["list", 0]]], (ONES,)),
        (["dict", [[["plain", "a"]]]], ()),
        (["dict", [5]], ()),
        (["int", "many"], ()),
        (["float", "0x1p999999"], ()),
        (["float", 1.5], ()),
        (["ratio", "0x1"], ()),
        (["times", "M8[D]", 0], (ONES,)),
        (["times", "O", 0], (np.arange(3),)),
        (["times", "M8[D],O", 0], (np.arange(3),)),
        (["times", "M8[0D]", 0], (np.arange(3),)),
        (["times", "M8", 0], (np.zeros(3, dtype=np.int8),)),
        (["masked", ["array", 0], 1], (ONES, np.zeros(2, dtype=bool))),
        (["masked", ["array", 0], 1], (ONES, ONES)),
        (["masked", ["plain", "a"], 0], (np.zeros(1, dtype=bool),)),
        (["masked", ["dict", []], 0], (np.zeros(1, dtype=bool),)),
        (["objects", [2], [WORD]], ()),
        (["objects", [-1], []], ()),
        (["objects", [1 << 62, 1 << 62], [WORD]], ()),
        (["objects", [1] * 40, [WORD]], ()),
        (["objects", [True], [WORD]], ()),
        (["objects", 1, [WORD]], ()),
        (["objects", [0, 1 << 62], []], ()),
        (["times", "M8", 0], (np.arange(3),)),
        (["record", [1 << 40], []], ()),
        (["record", [2], [["a", ["array", 0]]]], (ONES,)),
        (["record", [3], [["a", ["array", 0]], ["a", ["array", 1]]]], (ONES, ONES)),
        (["record", [], [["a", ["array", 0]]] * 201], (ONES,)),
        (["record", [1000], [["a", ["array", 0]], ["b", ["array", 1]]]], (np.zeros(1000), np.zeros((1, 1 << 20)))),
        (["foreign", "pandas.Series", ["plain", 1]], ()),
        (["foreign", "pandas.Series", ["list", []]], ()),
        (["set", 5], ()),
        (["frozenset", ["unknown"]], ()),
        (["opaque"], ()),
        ({}, ()),
        ([], ()),
        (None, ()),
        ([["list"], []], ()),
        (["array", 0], (np.zeros((0, 1 << 40)),)),
    ],
)
def test_a_malformed_tree_is_refused(tree, arrays):
    with pytest.raises(WireError):
        decoded(tree, *arrays)


@pytest.mark.parametrize("name", ["list", "tuple", "set", "frozenset"])
def test_a_tree_that_is_nested_too_deep_is_refused(name):
    tree = WORD
    for _ in range(30):
        tree = [name, [tree]]
    with pytest.raises(WireError):
        decoded(tree)


def test_arrays_of_words_do_not_grow_by_their_longest_one():
    """800 arrays with one long word each would take 6 GB, since numpy gives all words the room of the longest."""
    tree = ["list", [["objects", [2000], {"strings": ["x" * 1024, *[""] * 1999]}]] * 100]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found = decoded(tree)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000  # KiB
    assert {array.dtype.kind for array in found} == {"U", "O"}
    assert found[0][0] == found[99][0]


def test_no_key_of_a_dictionary_hides_another():
    keys = [["opaque", "A"], ["opaque", "A"], ["array", 0], ["array", 1]]
    found = decoded(["dict", [[key, WORD] for key in keys]], np.array(1.0), np.array(1))
    assert len(found) == 4


def test_nan_is_one_key_and_so_is_a_time_in_any_unit():
    nan = decoded(["dict", [[["float", "nan"], WORD]]])
    assert float("nan") not in nan
    assert nan == decoded(["dict", [[["array", 0], WORD]]], np.array(np.nan))
    day = decoded(["dict", [[["times", "M8[D]", 0], WORD]]], np.array(1))
    assert day == decoded(["dict", [[["times", "M8[h]", 0], WORD]]], np.array(24))


NAMES = st.sampled_from(
    [
        "pandas.Series",
        "pandas.DataFrame",
        "pandas.Index",
        "scipy.sparse",
        "sympy.Expr",
        "pint.Quantity",
        "sympy.Matrix",
        "sympy.FiniteSet",
        "torch.Tensor",
        "torch.Module",
        "xarray.DataArray",
        "none",
    ]
)
PARTS = st.sampled_from(
    [
        "values",
        "index",
        "columns",
        "data",
        "shape",
        "coordinates",
        "number",
        "symbols",
        "entries",
        "members",
        "text",
        "dimension",
        "base",
        "dims",
        "coords",
        "parameters",
        "gradients",
        "arrays",
    ]
)
SMALL = st.integers(-2, 5)
LEAVES = st.one_of(
    st.tuples(st.just("array"), SMALL),
    st.tuples(st.just("plain"), st.none() | st.booleans() | st.text(max_size=3) | SMALL),
    st.tuples(st.just("int"), st.sampled_from(["0x1", "-0x5", "0x" + "f" * 5000, "x"])),
    st.tuples(st.just("float"), st.sampled_from(["nan", "inf", "0x1p3", "0x0p0"])),
    st.tuples(st.just("ratio"), st.just("0x1"), st.sampled_from(["0x3", "0x0", "-0x1"])),
    st.tuples(st.just("bytes"), st.text(max_size=2)),
    st.tuples(st.just("opaque"), st.text(max_size=3)),
    st.tuples(st.just("list"), SMALL | st.fixed_dictionaries({"scalars": SMALL})),
    st.tuples(st.just("list"), st.fixed_dictionaries({"strings": st.lists(st.text(max_size=2), max_size=3)})),
    st.tuples(st.just("times"), st.sampled_from(["M8[D]", "M8[ns]", "m8[Y]", "m8", "M8", "m8[5s]", "O"]), SMALL),
)  # fmt: skip


def _nodes(inner):
    lists = st.lists(inner, max_size=3)
    shapes = st.lists(SMALL, max_size=2)
    named = st.lists(st.tuples(st.text("ab", max_size=2), inner), max_size=3)
    parts = st.lists(st.tuples(st.tuples(st.just("plain"), PARTS), inner), max_size=4).map(
        lambda items: ("dict", items)
    )
    return st.one_of(
        st.tuples(st.sampled_from(["list", "tuple", "set", "frozenset"]), lists),
        st.tuples(st.just("dict"), st.lists(st.tuples(inner, inner), max_size=3)),
        st.tuples(st.just("masked"), inner, SMALL),
        st.tuples(st.just("objects"), shapes, lists),
        st.tuples(st.just("record"), shapes, named),
        st.tuples(st.just("foreign"), NAMES, parts),
    )


TREES = st.recursive(LEAVES, _nodes, max_leaves=12)
ARRAYS = (np.arange(3), np.ones(3), np.array([True, False, True]), np.zeros((2, 2)), np.arange(3), np.array(1j))
DUE = [
    1, 2.5, True, None, "a", [1, "a"], [True, [1.5, [2]]], {"a": 1}, {1, 2}, np.ones(3), np.arange(3),
    np.ma.array([1, 2], mask=[0, 1]),
    np.array(["2020"], "M8[D]"), np.zeros(2, dtype=[("a", float)]), [np.zeros(2), np.zeros(3)], 2**70, ["a", "b"],
    Foreign("pandas.Series", {"values": np.ones(3), "index": np.arange(3)}),
    Foreign("pandas.DataFrame", {"columns": ["a"], "index": np.arange(3), "data": [np.ones(3)]}),
    Foreign("scipy.sparse", {"shape": [2, 2], "coordinates": np.zeros((2, 1), dtype=int), "values": np.ones(1)}),
    Foreign("torch.Module", {"parameters": {"w": np.ones(2)}, "gradients": {"w": None}}),
]  # fmt: skip


@pytest.mark.parametrize("count", [100, pytest.param(3000, marks=pytest.mark.slow)])
def test_any_tree_is_refused_or_compares_with_anything(count):
    @examples(count)
    @given(TREES)
    def holds(tree):
        try:
            found = plain(decoded(tree, *ARRAYS))
        except WireError:
            return
        for due in DUE:
            compare("", "", found, due, ComparisonRules(limit=1e-6))
            compare("", "", found, due, ComparisonRules(limit=1e-6, unordered=True))
            assert list(flatten("out", found, due))

    holds()
