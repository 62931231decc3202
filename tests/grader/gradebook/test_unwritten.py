"""Decisions that no report contains yet: of each criterion the latest."""

from grader.gradebook.unwritten import unwritten
from grader.model.decision import Decision


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
