import pytest

from grader.checks.answer import Answer
from grader.model.evidence import Evidence
from grader.model.result import CriterionResult
from grader.model.rubric import CellSelector, Criterion, Question
from grader.model.verdict import Verdict
from grader.scoring.points import score, verdict_of

NONE = Evidence(comparisons=())
FULL = {Verdict.PASS, Verdict.CARRIED}


def _results(*verdicts):
    return [
        CriterionResult(
            id=str(place),
            verdict=Verdict(verdict),
            fraction=1.0 if Verdict(verdict) in FULL else 0.5 if verdict == "partial" else 0.0,
            evidence=NONE,
        )
        for place, verdict in enumerate(verdicts)
    ]


@pytest.mark.parametrize(
    ("verdicts", "question"),
    [
        (("pass", "pass"), "pass"),
        (("fail", "fail"), "fail"),
        (("blocked", "blocked"), "blocked"),
        (("not_attempted", "not_attempted"), "not_attempted"),
        (("pass", "carried"), "carried"),
        (("fail", "blocked"), "fail"),
        (("pass", "fail"), "partial"),
        (("partial", "not_attempted"), "partial"),
        (("pass", "pending"), "pending"),
        (("pending", "error"), "error"),
    ],
)
def test_a_questions_verdict_is_what_its_criteria_share(verdicts, question):
    assert verdict_of(_results(*verdicts)).value == question


def test_pending_points_are_withheld_and_counted():
    check = Answer(cell=CellSelector(tag="t"))
    criteria = tuple(Criterion(id=str(place), title="c", points=3, check=check) for place in range(3))
    found = score(Question(id="q", title="Q", criteria=criteria), _results("pass", "pending", "fail"))
    assert (found.score, found.max_score, found.pending) == (3, 9, 3)
