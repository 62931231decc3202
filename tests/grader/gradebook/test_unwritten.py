"""Decisions that no report contains yet: of each criterion the latest."""

import pytest

from grader.gradebook.rows import CriterionPoints, Row
from grader.gradebook.unwritten import unwritten, with_decisions
from grader.model.decision import Decision
from grader.model.grade import GradeStatus


def _decision(points, when="1", comment=""):
    place = {"submission": "s", "question": "q", "criterion": "c"}
    return Decision(**place, points=points, comment=comment, who="ta", when=when)


def test_what_came_since_is_there_once_for_each_criterion():
    assert unwritten([_decision(1)], [_decision(1), _decision(2), _decision(3)]) == (_decision(3),)


def test_what_reports_contain_is_not():
    assert unwritten([_decision(1)], [_decision(1)]) == ()


def test_a_changed_comment_of_a_mark_that_was_superseded_is_nothing_new():
    old, new = _decision(1, comment="old words"), _decision(1, comment="new words")
    assert unwritten([old, _decision(2)], [new, _decision(2)]) == ()


@pytest.mark.parametrize(("points", "counted"), [(-9.0, 0.0), (1.0, 1.0), (9.0, 2.0)])
def test_points_of_a_line_that_somebody_wrote_stay_within_the_criterion(points, counted):
    criterion = CriterionPoints(question="q", criterion="c", verdict="fail", score=0.0, max_score=2.0)
    row = Row(
        submission="s",
        sha256="",
        status=GradeStatus.GRADED,
        score=0.0,
        max_score=2.0,
        pending=0.0,
        criteria=(criterion,),
        questions={"q": 0.0},
    )
    after = with_decisions(row, [_decision(points)])
    assert (after.score, after.criteria[0].score) == (counted, counted)
