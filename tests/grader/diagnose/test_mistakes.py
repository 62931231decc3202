"""A known mistake is named when it gives the student's numbers, and only then."""

from dataclasses import replace

import numpy as np
import pytest

from grader.diagnose.mistakes import MistakeMatcher, bare
from grader.model.verdict import Confidence

DOUBLED = np.array([[2.0, 4.0], [6.0, 10.0]])
NEGATIVE = np.array([-1.0, 2.0])
ODD = np.array([[0.3, 9.0], [1.0, 7.0]])


def named(bench, seen, check=0, **more):
    found = MistakeMatcher(bench.question, seen, bench.expectations, **more).name(bench.checks[check])
    return [(finding.mistake, finding.confidence, finding.outputs) for finding in found]


def test_numbers_of_a_mistake_in_every_check_make_it_certain(bench):
    b = bench(doubled={"first": {"dx": DOUBLED}, "second": {"dx": DOUBLED}})
    seen = b.seen(first={"dx": DOUBLED}, second={"dx": DOUBLED})
    assert named(b, seen) == [("doubled", Confidence.CERTAIN, ())]


def test_numbers_of_a_mistake_in_one_check_alone_make_it_likely(bench):
    b = bench(doubled={"first": {"dx": DOUBLED}, "second": {"dx": DOUBLED}})
    assert named(b, b.seen(first={"dx": DOUBLED})) == [("doubled", Confidence.LIKELY, ())]


def test_a_check_in_which_a_mistake_does_not_show_says_nothing_against_it(bench):
    b = bench(doubled={"first": {"dx": DOUBLED}})
    assert named(b, b.seen(first={"dx": DOUBLED}, second={"dx": ODD})) == [("doubled", Confidence.CERTAIN, ())]


def test_of_two_that_fit_the_one_that_explains_more_checks_is_named(bench):
    b = bench(first_only={"first": {"dx": DOUBLED}}, both={"first": {"dx": DOUBLED}, "second": {"dw": NEGATIVE}})
    seen = b.seen(first={"dx": DOUBLED}, second={"dw": NEGATIVE})
    (finding,) = MistakeMatcher(b.question, seen, b.expectations).name(b.checks[0])
    assert (finding.mistake, finding.runners_up) == ("both", ("first_only",))


@pytest.mark.parametrize(
    "dx", [ODD, DOUBLED * (1 + 1e-4), DOUBLED.T, np.where(DOUBLED > 9, np.nan, DOUBLED), None, "a text"]
)
def test_other_numbers_name_nothing(bench, dx):
    b = bench(doubled={"first": {"dx": DOUBLED}})
    assert named(b, b.seen(first={"dx": dx})) == []


def test_right_numbers_name_nothing(bench):
    b = bench(doubled={"first": {"dx": DOUBLED}}, harmless={"first": {"dx": DOUBLED / 2}})
    assert named(b, b.seen()) == []


def test_an_axis_of_length_one_more_does_not_hide_a_mistake(bench):
    b = bench(doubled={"first": {"dx": DOUBLED}})
    assert named(b, b.seen(first={"dx": DOUBLED[None]})) == [("doubled", Confidence.CERTAIN, ())]


def test_two_mistakes_in_two_outputs_are_both_named(bench):
    b = bench(doubled={"first": {"dx": DOUBLED}}, negative={"first": {"dw": NEGATIVE}})
    found = named(b, b.seen(first={"dx": DOUBLED, "dw": NEGATIVE}))
    assert found == [("doubled", Confidence.LIKELY, ("dx",)), ("negative", Confidence.LIKELY, ("dw",))]


def test_where_one_output_stays_unexplained_the_other_is_possible(bench):
    b = bench(doubled={"first": {"dx": DOUBLED}})
    found = named(b, b.seen(first={"dx": DOUBLED, "dw": np.array([7.0, 8.0])}))
    assert found == [("doubled", Confidence.POSSIBLE, ("dx",))]


def test_a_mistake_that_would_spoil_another_output_too_is_not_named_for_one(bench):
    b = bench(both={"first": {"dx": DOUBLED, "dw": NEGATIVE}})
    assert named(b, b.seen(first={"dx": DOUBLED})) == []
    assert named(b, b.seen(first={"dx": DOUBLED, "dw": np.array([7.0, 8.0])})) == []


def test_a_mistake_that_would_spoil_more_checks_that_are_right_than_it_explains_is_not_named(bench):
    b = bench(wide={"first": {"dx": DOUBLED}, "second": {"dx": DOUBLED}, "third": {"dx": DOUBLED}})
    assert named(b, b.seen(first={"dx": DOUBLED})) == []
    assert named(b, b.seen(first={"dx": DOUBLED}, second={"dx": DOUBLED})) == [("wide", Confidence.LIKELY, ())]


def test_an_output_that_is_constant_explains_nothing_by_itself(bench):
    b = bench(zero={"first": {"dx": np.zeros((2, 2))}})
    assert named(b, b.seen(first={"dx": np.zeros((2, 2)), "dw": np.array([7.0, 8.0])})) == []


def test_an_exception_is_explained_by_a_mistake_that_raises_there(bench):
    b = bench(crashing={"first": None, "second": {"dx": DOUBLED}})
    assert named(b, b.seen(first=None, second={"dx": DOUBLED}), check=1) == [("crashing", Confidence.CERTAIN, ())]
    assert named(b, b.seen(second={"dx": DOUBLED}), check=1) == [("crashing", Confidence.LIKELY, ())]


def test_an_exception_alone_is_no_evidence_of_a_mistake(bench):
    b = bench(crashing={"first": None, "second": None})
    assert named(b, b.seen(first=None, second=None)) == []


def test_mistakes_of_other_functions_are_not_named(bench):
    b = bench(other={"first": {"dx": DOUBLED}, "functions": ("g",)})
    assert named(b, b.seen(first={"dx": DOUBLED})) == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [("def f(x):\n    p[ mode ] = mode  # as given", "marked"), ("def f(x): pass  # p[mode] = mode", "plain")],
)
def test_the_students_code_decides_between_mistakes_with_the_same_numbers(bench, source, expected):
    b = bench(plain={"first": {"dx": DOUBLED}}, marked={"first": {"dx": DOUBLED}, "mark": "p[mode] = mode"})
    assert named(b, b.seen(first={"dx": DOUBLED}), source=bare(source))[0][0] == expected


def test_what_is_wrong_before_is_taken_into_account(bench):
    b = bench(doubled={"first": {"dx": DOUBLED}})
    together = b.signature("doubled", first={"dx": ODD})
    known = {(("g", "early"), ("f", "doubled")): together}
    b.expectations = replace(b.expectations, combined=lambda parts, _probes: known[parts])
    assert named(b, b.seen(first={"dx": ODD})) == []
    assert named(b, b.seen(first={"dx": ODD}), earlier=[(("g", "early"),)]) == [("doubled", Confidence.LIKELY, ())]


def _by_column(bench):
    """The same bench, whose `dx` has a column of ones beside one of millions, and whose checks compare by column."""

    class ByColumn(bench):
        norm = "column"
        right = LARGE_BESIDE_SMALL

    return ByColumn


LARGE_BESIDE_SMALL = {"dx": np.array([[1.0, 2e6], [3.0, 5e6]]), "dw": np.array([1.0, -2.0])}
SMALL_WRONG = np.array([[1.5, 2e6], [2.5, 5e6]])
"""Wrong in the small column alone, by less than a millionth of the large one."""


@pytest.mark.parametrize("dx", [SMALL_WRONG, SMALL_WRONG[None]])
def test_a_mistake_in_a_small_column_is_named_by_the_norm_that_measures_it(bench, dx):
    b = _by_column(bench)(small={"first": {"dx": SMALL_WRONG}})
    assert named(b, b.seen(first={"dx": dx})) == [("small", Confidence.CERTAIN, ())]


def test_other_numbers_in_a_small_column_are_another_mistake(bench):
    other = np.array([[1.0, 2e6], [2.0, 5e6]])
    b = _by_column(bench)(small={"first": {"dx": SMALL_WRONG}}, other={"first": {"dx": other}})
    assert named(b, b.seen(first={"dx": other})) == [("other", Confidence.CERTAIN, ())]
