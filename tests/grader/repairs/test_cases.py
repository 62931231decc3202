"""A variant's values are scored output by output, by the rules of the check."""

from dataclasses import replace

import numpy as np
import pytest

from grader.model.observation import Failure, Observation, Outcome
from grader.repairs.cases import FAR, cases_of, quick_error


@pytest.fixture
def case(assignment, expectations):
    questions = [question for question in assignment.rubric.questions if question.id == "batchnorm_backward"]
    return cases_of(questions, assignment, expectations)[0]


def returned(case, **changed):
    values = {**case.expectations.values[case.probe], **changed}
    return case.score(Observation(outcome=Outcome.RETURNED, values=values))


def test_the_references_values_are_right(case):
    assert returned(case).is_right


def test_a_wrong_output_has_its_error_and_the_others_are_right(case):
    due = case.expectations.values[case.probe]["dx"]
    found = returned(case, dx=1.5 * due)
    assert found.right == {"dgamma", "dbeta"}
    assert found.errors["dx"] == pytest.approx(0.5)


@pytest.mark.parametrize("wrong", [None, "text", np.ones((1, 1)), np.nan])
def test_what_cannot_be_compared_is_infinitely_far(case, wrong):
    assert returned(case, dx=wrong).errors["dx"] == FAR


def test_an_exception_makes_every_output_wrong(case):
    seen = Observation(outcome=Outcome.RAISED, failure=Failure(function="f"))
    assert set(case.score(seen).errors.values()) == {FAR}


def test_an_error_is_relative_to_the_largest_entry_and_never_broadcast():
    assert quick_error(np.array([2.0, 4.0]), np.array([1.0, 4.0])) == 0.25
    assert quick_error(np.ones((3, 1)), np.ones(3)) == FAR
    assert quick_error({}, {}) is None


def test_a_question_that_only_asks_for_gradients_has_cases(assignment, expectations):
    question = next(question for question in assignment.rubric.questions if question.id == "batchnorm_backward")
    only = replace(question, criteria=tuple(c for c in question.criteria if c.check.differentiates))
    found = cases_of([only], assignment, expectations)
    assert found
    assert {output for case in found for output in case.outputs} == set(only.criteria[0].check.output_names)
