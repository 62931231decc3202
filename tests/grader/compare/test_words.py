"""Words and times are equal or not, entry by entry."""

import numpy as np
import pytest

from grader.compare.place import Place
from grader.compare.words import MOST_TEXT, compare_entries
from grader.model.verdict import Rung

PLACE = Place("c", "out", 1e-6)


def _found(got, due):
    return compare_entries(PLACE, np.asarray(got), np.asarray(due))


def test_evidence_says_which_word_is_another_and_no_more_of_it_than_fits():
    found = _found(["a", "x" * 1000], ["a", "b"])
    assert (found.rung, found.wrong, found.total, found.worst_index, found.limit) == (Rung.VALUES, 1, 2, (1,), None)
    assert (found.got, found.expected) == ("x" * MOST_TEXT, "b")


def test_words_in_another_shape_are_told():
    assert _found([["a", "b"]], ["a", "b"]).reshaped
    assert not _found([["a", "c"]], ["a", "b"]).reshaped
    assert _found(["a"], ["a", "b"]).rung is Rung.SHAPE


@pytest.mark.parametrize(
    ("got", "due", "right"),
    [
        (["2020", "NaT"], ["2020", "NaT"], True),
        (["2020", "2021"], ["2020", "NaT"], False),
        (["2020-01-01", "NaT"], ["2020", "NaT"], True),
    ],
)
def test_a_missing_time_is_right_where_it_is_due(got, due, right):
    assert (_found(np.array(got, "M8[D]"), np.array(due, "M8[Y]")).rung is None) is right


def test_months_are_no_number_of_days():
    assert _found(np.array([1, 2], "m8[M]"), np.array([30, 60], "m8[D]")).wrong == 2
