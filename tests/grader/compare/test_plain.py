"""A value of another library stands for the plain value that it is equal to."""

import numpy as np

from grader.compare.plain import plain_of, plain_within
from grader.sandbox.child.values.foreign import Foreign

SERIES = Foreign("pandas.Series", {"values": np.array([1.0, 2.0]), "index": ["a", np.array(7)]})


def test_the_form_is_that_of_the_value_with_which_it_is_compared():
    assert plain_of(SERIES, None).tolist() == [1.0, 2.0]
    assert plain_of(SERIES, {}) == {"a": 1.0, 7: 2.0}


def test_a_plain_value_and_one_that_is_malformed_stay_as_they_are():
    malformed = Foreign("pandas.Series", {})
    assert plain_of(3, None) == 3
    assert plain_of(malformed, None) is malformed
    assert plain_of(Foreign("no.Such", {"values": 1}), None).kind == "no.Such"


def test_entries_of_a_sequence_are_looked_at_too():
    number = Foreign("sympy.Expr", {"number": 3, "text": "3"})
    assert plain_within(([number], np.array([number, 1], dtype=object))) == [[3], [3, 1]]
