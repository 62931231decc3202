import pytest

from grader.report.head import is_open, score_line
from grader.report.numbers import decimals_of, earned
from grader.report.words import words


def _report(*criteria, bonus=False):
    """A report with a question for each pair of verdict and earned points, of four points each."""
    questions = [
        {"criteria": [{"verdict": verdict, "max_score": 4.0}], **({"bonus": True} if bonus and not place else {})}
        for place, (verdict, _) in enumerate(criteria)
    ]
    most = 4.0 * (len(criteria) - bonus)
    pending = 4.0 * sum(verdict == "pending" for verdict, _ in criteria)
    return {"questions": questions, "score": sum(score for _, score in criteria), "max_score": most, "pending": pending}


@pytest.mark.parametrize(
    ("criteria", "bonus", "told"),
    [
        ((("pass", 4), ("fail", 0)), False, ("4", "of 8 points")),
        ((("partial", 3), ("pending", 0)), False, ("3", "of 4 points so far")),
        ((("pending", 0),), False, ("-", "of 4 points")),
        ((("pending", 0), ("pass", 4)), True, ("4", "of 4 points so far")),
    ],
)
def test_the_head_says_what_is_known_so_far(criteria, bonus, told):
    assert score_line(words(), _report(*criteria, bonus=bonus)) == told


@pytest.mark.parametrize(
    ("value", "most", "shown"),
    [(4.8765, 5, "4.9"), (4.98, 5, "4.9"), (5.0, 5, "5"), (0.02, 5, "0.1"), (0.0, 5, "0"), (-0.5, 5, "-0.5")],
)
def test_points_are_rounded_but_never_to_all_or_nothing(value, most, shown):
    assert earned(value, most) == shown


@pytest.mark.parametrize(("worth", "decimals"), [((1.0, 2.0), 1), ((1.0, 0.25), 2)])
def test_points_have_one_decimal_where_the_rubric_s_are_whole(worth, decimals):
    report = {"questions": [{"criteria": [{"max_score": most} for most in worth]}]}
    assert decimals_of(report) == decimals


def test_a_question_is_open_while_nothing_of_it_is_known():
    assert is_open({"criteria": [{"verdict": "pending"}]})
    assert not is_open({"criteria": [{"verdict": "pending"}, {"verdict": "pass"}]})
