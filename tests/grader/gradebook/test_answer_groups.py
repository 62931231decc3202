"""Equal answers are one, whatever blanks they hold; what can mean something keeps them apart."""

import pytest

from grader.gradebook.answer_groups import grouped, normalised
from grader.gradebook.answers import WrittenAnswer


def answer(text, submission="s", **changed):
    given = {"question": "q", "criterion": "c", "title": "Why?", "points": None, "max_points": 2.0, "comment": ""}
    return WrittenAnswer(submission=submission, students=(submission,), text=text, **{**given, **changed})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("It rings.", " It   rings.\n"),
        ("It rings.\n\nAlways.", "It rings. Always."),
        ("caf\u00e9", "cafe\u0301"),
        ("```python\nx = 1\n```", "```python\nx = 1   \n```"),
    ],
)
def test_blanks_and_the_writing_of_accents_make_no_difference(one, other):
    assert normalised(one) == normalised(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("It rings.", "it rings."),
        ("x²", "x2"),
        ("x < 1", "x > 1"),
        ("It rings.", "It rings"),
        ("```python\nif a:\n    b\nc\n```", "```python\nif a:\n    b\n    c\n```"),
    ],
)
def test_what_can_mean_something_does(one, other):
    assert normalised(one) != normalised(other)


def test_the_largest_groups_come_first():
    groups = grouped([answer("b", "1"), answer("a", "2"), answer("a ", "3")])
    assert [[one.submission for one in group.answers] for group in groups] == [["2", "3"], ["1"]]


def test_another_question_or_another_picture_is_another_group():
    several = [answer("a", "1"), answer("a", "2", question="p"), answer("a", "3", drawn="x")]
    assert len(grouped(several)) == 3


def test_a_group_keeps_its_id_when_it_grows_or_is_marked():
    (one,), (two,) = grouped([answer("a", "1")]), grouped([answer("a", "1", points=2.0), answer("a", "2")])
    assert one.id == two.id
