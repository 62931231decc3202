"""Two edits that should pass together are foretold from what each does alone."""

import numpy as np

from grader.repairs.superposed import foretold

BEFORE, DUE = np.array([1.0, 2.0, 4.0]), np.array([9.0, 10.0, 12.0])
WHOLE = [slice(0, 3)]


def pairs(after, before=BEFORE, due=DUE, spans=WHOLE):
    return foretold(before, np.array(after), due, spans, 0.01)


def test_what_adds_up_is_a_pair():
    assert pairs([BEFORE + 3, BEFORE + 7, BEFORE + 5]) == [(0, 2)]


def test_what_multiplies_is_a_pair():
    assert pairs([BEFORE * 2, BEFORE * 3, BEFORE * 9], due=BEFORE * 6) == [(0, 1)]


def test_an_array_of_another_shape_has_to_be_right_after_one_of_both():
    broken, due = np.array([np.nan, np.nan, 1.0]), np.array([5.0, 6.0, 3.0])
    after = [[5.0, 6.0, 1.0], [np.nan, np.nan, 3.0], [7.0, 6.0, 1.0]]
    assert pairs(after, broken, due, [slice(0, 2), slice(2, 3)]) == [(0, 1)]


def test_what_changes_nothing_and_what_spoils_an_array_have_no_pair():
    assert pairs([BEFORE, DUE, [np.nan, 1.0, 1.0]]) == []


def test_of_edits_alike_the_first_stands_for_all():
    assert pairs([BEFORE + 3, BEFORE + 3, BEFORE + 5]) == [(0, 2)]
