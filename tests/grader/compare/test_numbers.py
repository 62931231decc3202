"""Numbers: integers are exact, NaN is right only where it is due, evidence says where the worst error is."""

import json
from fractions import Fraction

import numpy as np
import pytest

from grader.compare.arrays import array_of, integers_in
from grader.compare.numbers import compare_numbers
from grader.compare.place import Place
from grader.compare.rules import Scale
from grader.model.verdict import Rung
from grader.report.numbers import jsonable

PLACE = Place("c", "out", 1e-6)
ENTRY = Scale(norm="entry", share=1e-3)


def _found(got, due):
    got, whole = array_of(got), integers_in(due)
    return compare_numbers(PLACE, got, array_of(due), ENTRY, whole)


@pytest.mark.parametrize(
    ("got", "rung"),
    [
        ([1, 2], None),
        ([1.0, 2 + 1e-7], None),
        ([1.0, 2 + 1e-5], Rung.VALUES),
        ([1.0, np.nan], Rung.NON_FINITE),
        ([1.0, 2 + 1e-9j], None),
        ([1.0, 2 + 1j], Rung.VALUES),
        ([True, 2], None),
        ([1], Rung.SHAPE),
    ],
)
def test_a_float_stands_for_the_integer_next_to_it(got, rung):
    assert _found(got, [1, 2]).rung is rung


@pytest.mark.parametrize("bits", [31, 53, 63, 64, 200, 20_000])
def test_integers_of_any_size_are_exact(bits):
    size = 1 << bits
    assert _found(size, size).rung is None
    assert _found(size + 1, size).rung is Rung.VALUES
    assert _found([size, 1], [size, 1]).rung is None
    assert _found([size, 2], [size, 1]).worst_index == (1,)


def test_many_integers_of_other_signs_are_compared_in_time():
    due = np.arange(200_000, dtype=np.uint64)
    assert _found(due.astype(np.int64), due).rung is None


def test_an_integer_among_floats_is_exact_and_no_measure_of_them():
    due = [2**60, 0.5, 3]
    assert _found([2**60, 0.5 + 1e-9, 3.0], due).rung is None
    assert _found([2**60, 0.6, 3], due).worst_index == (1,)
    wrong = _found([2**60, 0.5, 4], due)
    assert (wrong.rung, wrong.worst_index, wrong.wrong, wrong.limit) == (Rung.VALUES, (2,), 1, None)


def test_evidence_of_a_very_long_integer_can_be_written_as_json():
    wrong = _found(10**5000 + 1, 10**5000)
    assert json.loads(json.dumps(jsonable([wrong.got, wrong.expected]))) == ["1.000000e+5000"] * 2


def test_evidence_of_a_fraction_is_a_number():
    wrong = _found([2**70, Fraction(1, 2)], [2**70, 0.75])
    assert (wrong.got, wrong.expected, wrong.wrong) == (0.5, 0.75, 1)


def test_values_that_are_right_but_for_axes_of_length_one_are_told():
    assert _found([[1, 2]], [1, 2]).reshaped
    assert _found([[1.5, 2]], [1.5, 2]).reshaped
    assert not _found([[1, 3]], [1, 2]).reshaped


@pytest.mark.parametrize(
    ("got", "rung", "wrong"),
    [
        ([np.nan, np.inf, 1.0], None, 0),
        ([1.0, np.inf, 1.0], Rung.VALUES, 1),
        ([np.nan, -np.inf, np.nan], Rung.NON_FINITE, 1),
    ],
)
def test_what_is_not_finite_is_right_only_where_it_is_due(got, rung, wrong):
    found = _found(np.array(got), np.array([np.nan, np.inf, 1.0]))
    assert (found.rung, found.wrong) == (rung, wrong)
