"""People's points over what was measured."""

import pytest

from grader.checks.answer import Answer
from grader.model.decision import Decision
from grader.model.evidence import Evidence
from grader.model.finding import Finding, FindingKind
from grader.model.result import CriterionResult, Result
from grader.model.rubric import CellSelector, Criterion, Question, Rubric
from grader.model.verdict import Confidence, Verdict
from grader.scoring.decisions import decided, revision_of
from grader.scoring.points import score

FOUND = Finding(kind=FindingKind.UNKNOWN, confidence=Confidence.POSSIBLE)
TEXT = "It depends.\ud800"


def _rubric(**changes):
    check = Answer(cell=CellSelector(tag="a"))
    criteria = tuple(Criterion(id=name, title=name, points=4, check=check) for name in ("a", "b"))
    question = Question(id="q", title="Q", criteria=criteria, **changes)
    return Rubric(id="r", title="R", notebook="n", seed=0, functions={}, opaque=(), questions=(question,))


def _result(rubric, verdict=Verdict.PENDING):
    results = [
        CriterionResult(
            id=name, verdict=verdict, fraction=0.0, evidence=Evidence(comparisons=()), findings=(FOUND,), answer=TEXT
        )
        for name in ("a", "b")
    ]
    return Result(questions=(score(rubric.questions[0], results),))


def _decision(points, criterion="a", **changes):
    place = {"submission": "s", "question": "q", "criterion": criterion}
    return Decision(**place, points=points, comment="", who="", when="", **changes)


def _decided(*decisions, verdict=Verdict.PENDING):
    rubric = _rubric()
    return decided(_result(rubric, verdict), rubric, decisions).questions[0].criteria[0]


@pytest.mark.parametrize(("points", "verdict"), [(0, "fail"), (1, "partial"), (4, "pass"), (5, "pass"), (-9, "fail")])
def test_points_give_a_verdict(points, verdict):
    found = _decided(_decision(points))
    assert (found.verdict.value, found.fraction) == (verdict, max(0, min(1, points / 4)))


def test_the_question_and_the_points_that_wait_follow():
    rubric = _rubric()
    (question,) = decided(_result(rubric), rubric, [_decision(3)]).questions
    assert (question.score, question.pending, question.verdict) == (3, 4, Verdict.PENDING)
    (question,) = decided(_result(rubric), rubric, [_decision(3), _decision(4, "b")]).questions
    assert (question.score, question.pending, question.verdict) == (7, 0, Verdict.PARTIAL)


def test_the_last_decision_counts_and_none_goes_back_to_what_was_measured():
    assert _decided(_decision(1), _decision(2)).fraction == 0.5
    assert _decided(_decision(1), _decision(None)).verdict is Verdict.PENDING


def test_where_the_grader_failed_a_person_may_give_points():
    assert _decided(_decision(4), verdict=Verdict.ERROR).verdict is Verdict.PASS


def test_findings_stay_while_points_are_missing():
    assert _decided(_decision(1)).findings == (FOUND,)
    assert _decided(_decision(4)).findings == ()


@pytest.mark.parametrize(("answer", "fraction"), [("", 1), (revision_of(TEXT), 1), (revision_of("Other."), 0)])
def test_points_for_an_answer_hold_for_its_text_alone(answer, fraction):
    assert _decided(_decision(4, answer=answer)).fraction == fraction


def test_without_decisions_nothing_changes():
    rubric = _rubric()
    assert decided(_result(rubric), rubric, ()) == _result(rubric)


def test_bonus_questions_add_points_and_ask_for_none():
    rubric = _rubric(bonus=True)
    found = decided(_result(rubric), rubric, [_decision(4)])
    assert (found.score, found.max_score) == (4, 0)
