"""Groups with names, and the edits of the reference that do what they do."""

from grader.gradebook.book import read_book
from grader.grading.assignment_grader import AssignmentGrader
from grader.grading.group_override import decide_group
from grader.grading.named_groups import named_groups, variants_giving

from .low_passes import KEEPS_ONE_MORE


def _named(grouped, whose, name="a name"):
    group = grouped.index().hand_ins[whose].groups["low_pass"]
    decide_group(grouped.out, "low_pass", group, points={}, name=name)
    return named_groups(grouped.out, read_book(grouped.out))


def _variants(grouped, named):
    grader = AssignmentGrader(grouped.course.rubric)
    return variants_giving(named.behaviour, grader.assignment, grader.expectations)


def test_a_name_stays_with_the_behaviour(grouped):
    (found,) = _named(grouped, "doubled", "twice as high")
    assert (found.name, found.members) == ("twice as high", ("doubled", "doubled_too"))
    (found,) = _named(grouped, "doubled", "a factor of two")
    assert found.name == "a factor of two"


def test_an_edit_of_the_reference_that_does_the_same_is_found(grouped):
    grouped.write("one_more", KEEPS_ONE_MORE)
    (found,) = _named(grouped, "one_more")
    variants = _variants(grouped, found)
    assert variants
    assert all(one.functions == ("low_pass",) for one in variants)


def test_where_no_edit_does_the_same_none_is_found(grouped):
    (found,) = _named(grouped, "plus")
    assert _variants(grouped, found) == ()


def test_of_what_stops_no_edit_is_looked_for(grouped):
    (found,) = _named(grouped, "crash")
    assert _variants(grouped, found) == ()
