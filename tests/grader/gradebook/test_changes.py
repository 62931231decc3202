"""Which changed line of a rubric moved a criterion's points."""

from types import SimpleNamespace

import pytest

from grader.gradebook.changes import points_changes, rubric_changes
from grader.gradebook.rows import CriterionPoints, Row

RUBRIC = """[assignment]
seed = 3
[[question]]
id = "first"
title = "First"
[[question.criterion]]
points = 2
id = "a"
tolerance = 1e-6
[[question.criterion]]
id = "b"
points = 1
shares = { x = 1 }
[[question]]
id = "second"
builds_on = ["first"]
[[question.criterion]]
id = "a"
points = 5
"""


def _about(text=RUBRIC, **mistakes):
    return SimpleNamespace(text=text, mistakes=mistakes)


def _changed(old, new):
    assert old in RUBRIC
    return rubric_changes(_about(), _about(RUBRIC.replace(old, new, 1)))


def _row(**scores):
    points = [
        CriterionPoints(
            question=place.split("_")[0], criterion=place.split("_")[1], verdict="", score=score, max_score=9
        )
        for place, score in scores.items()
    ]
    return Row(
        submission="s",
        sha256="",
        status="graded",
        score=0,
        max_score=9,
        pending=0,
        criteria=tuple(points),
        questions={},
    )


@pytest.mark.parametrize(
    ("old", "new", "line", "question", "criterion"),
    [
        ("points = 2", "points = 3", 7, "first", "a"),
        ("tolerance = 1e-6", "tolerance = 1e-4", 9, "first", "a"),
        ("tolerance = 1e-6\n", "", 9, "first", "a"),
        ("points = 1\n", "points = 1\ntolerance = 1e-3\n", 13, "first", "b"),
        ("points = 5", "points = 6", 19, "second", "a"),
        ('builds_on = ["first"]', "builds_on = []", 16, "second", ""),
        ("seed = 3", "seed = 4", 2, "", ""),
    ],
)
def test_a_changed_line_belongs_to_its_criterion(old, new, line, question, criterion):
    (change,) = _changed(old, new)
    assert (change.line, change.question, change.criterion) == (line, question, criterion)


def test_a_changed_line_is_told_as_it_was_and_is():
    (change,) = _changed("points = 2", "points = 3")
    assert (change.before, change.after) == ("points = 2", "points = 3")


@pytest.mark.parametrize("new", ['title = "Other"', 'title = "First"\n# why', 'title = "First"\nhints = ["try"]', ""])
def test_words_move_no_points(new):
    assert _changed('title = "First"', new) == ()


def test_a_changed_mistake_is_a_change():
    found = rubric_changes(_about(one="1", two="2", gone="3"), _about(one="1", two="x", new="4"))
    assert [(change.line, change.before, change.after) for change in found] == [
        (None, "gone", ""),
        (None, "", "new"),
        (None, "two", "two"),
    ]


def test_what_moved_is_told_with_the_lines_of_its_own():
    changed = (*_changed("points = 2", "points = 3"), *_changed("seed = 3", "seed = 4"))
    (one,) = points_changes(_row(first_a=1, first_b=1), _row(first_a=3, first_b=1), changed)
    assert (one.question, one.criterion, one.before, one.after) == ("first", "a", 1, 3)
    assert [change.line for change in one.because] == [7]


def test_without_lines_of_its_own_those_of_its_question_and_else_all_are_told():
    changed = (*_changed("points = 2", "points = 3"), *_changed("seed = 3", "seed = 4"))
    (same_question,) = points_changes(_row(first_b=1), _row(first_b=0), changed)
    (elsewhere,) = points_changes(_row(second_a=1), _row(second_a=0), changed)
    assert [change.line for change in same_question.because] == [7]
    assert [change.line for change in elsewhere.because] == [7, 2]


def test_a_criterion_that_came_or_went_moved():
    assert [(one.before, one.after) for one in points_changes(_row(first_a=2), _row(first_b=1), ())] == [(2, 0), (0, 1)]
