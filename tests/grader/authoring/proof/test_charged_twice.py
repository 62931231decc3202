"""A mistake that costs points where the function is right is told by question."""

from dataclasses import replace

import pytest

from grader.authoring.proof.charged_twice import charged_twice
from grader.model.evidence import Evidence
from grader.model.result import CriterionResult, QuestionResult, Result
from grader.model.verdict import Verdict


def _result(rubric, lost, verdict=Verdict.FAIL):
    """A result in which everything passes but one question."""

    def criterion(question, found):
        wrong = question.id == lost
        return CriterionResult(
            id=found.id,
            verdict=verdict if wrong else Verdict.PASS,
            fraction=0.0 if wrong else 1.0,
            evidence=Evidence(comparisons=()),
        )

    questions = tuple(
        QuestionResult(
            id=q.id,
            verdict=Verdict.PASS,
            score=0,
            max_score=0,
            pending=0,
            criteria=tuple(criterion(q, c) for c in q.criteria),
        )
        for q in rubric.questions
    )
    return Result(questions=questions, remarks=())


@pytest.mark.parametrize(
    ("lost", "verdict", "told"),
    [
        ("fc_batchnorm", Verdict.FAIL, ["m charged in fc_batchnorm"]),
        ("fc_batchnorm", Verdict.BLOCKED, []),
        ("batchnorm_forward", Verdict.FAIL, []),
        ("notebook", Verdict.PARTIAL, []),
    ],
)
def test_a_loss_is_a_second_charge_where_another_function_is_asked_for(assignment, lost, verdict, told):
    result = _result(assignment.rubric, lost, verdict)
    assert charged_twice(assignment.rubric, result, "m", ("batchnorm_forward",)) == told


def test_what_earns_everything_is_no_charge(assignment):
    result = _result(assignment.rubric, "")
    assert charged_twice(assignment.rubric, replace(result), "m", ("batchnorm_forward",)) == []
