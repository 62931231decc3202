"""Dictionaries, sets and sequences: lengths and names first, then entry by entry."""

import numpy as np
import pytest

from grader.compare.containers import MOST_NAMED
from grader.model.verdict import Rung
from tests.grader.compare.journey import comparisons


def _told(got, due, **rules):
    return [(found.output, found.rung) for found in comparisons(got, due, **rules) if found.rung is not None]


def test_a_wrong_entry_of_a_dictionary_is_named():
    assert _told({"a": 1.0, "b": 3.0}, {"a": 1.0, "b": 2.0}) == [("out[b]", Rung.VALUES)]
    assert _told({"a": 1.0}, {"a": 1.0, "b": 2.0}) == [("out[b]", Rung.MISSING)]


def test_a_key_that_may_be_hidden_data_is_told_by_its_number():
    assert _told({}, {"w 1": 1.0, 7: 2.0, (1, 2): 3.0}) == [(f"out[#{n}]", Rung.MISSING) for n in range(3)]


def test_an_entry_too_many_is_a_matter_of_length():
    (found,) = [one for one in comparisons({"a": 1.0, "b": 2.0}, {"a": 1.0}) if one.rung is not None]
    assert (found.rung, found.shape, found.expected_shape, found.expected_kind) == (Rung.SHAPE, (2,), (1,), "dict")


@pytest.mark.parametrize(
    ("got", "due", "kinds"),
    [
        ([1.0], {"a": 1.0}, ("list", "dict")),
        (None, {"a": 1.0}, ("none", "dict")),
        (1, {1}, ("number", "set")),
        ("a", {"a"}, ("text", "set")),
        ({"a": 1}, [1, "a"], ("dict", "list")),
    ],
)
def test_another_kind_is_told_in_fixed_words(got, due, kinds):
    (found,) = comparisons(got, due)
    assert (found.kind, found.expected_kind) == kinds


def test_lengths_are_compared_before_anything_is_looked_at():
    """An array of 60 million numbers where a ragged list is due does not become 60 million objects."""
    (found,) = comparisons(np.zeros(60 << 20, dtype=np.uint8), [[1.0], [2.0, 3.0]])
    assert (found.rung, found.shape) == (Rung.SHAPE, (60 << 20,))
    (found,) = comparisons(np.zeros(60 << 20, dtype=np.uint8), {1, 2})
    assert (found.rung, found.shape) == (Rung.SHAPE, (60 << 20,))


def test_of_many_entries_the_wrong_ones_are_shown():
    due = {f"k{n}": float(n) for n in range(100)}
    assert len(comparisons(due, due)) == MOST_NAMED
    wrong = comparisons({**due, "k99": -1.0}, due)
    assert [found.output for found in wrong] == ["out[k99]"]


def test_an_empty_container_is_right_by_itself():
    for empty in ({}, set(), [], ()):
        assert [found.rung for found in comparisons(empty, empty)] == [None]


@pytest.mark.parametrize("got", [[1, 1], [[1, 2]], [1, 3], np.array(1)])
def test_a_sequence_stands_for_a_set_where_it_names_each_member_once(got):
    assert _told(got, {1, 2})
