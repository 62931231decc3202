"""What is not final is counted and refused."""

import pytest

from grader.errors import CallerError
from grader.platforms.pending import Pending, pending_of, refuse

from .conftest import criterion, grade, question, report


def _report(*verdicts):
    return report("x", question("q", *(criterion(f"c{n}", verdict, 0.0, 4.0) for n, verdict in enumerate(verdicts))))


def test_points_and_answers_are_counted_once_a_hand_in():
    grades = [grade(name, 1.0, pending=8.0, submission="team") for name in ("a", "b")]
    found = pending_of(grades, {"team": _report("pending", "pending", "pass")})
    assert found == Pending(points=8.0, answers=2, submissions=("team",))


def test_what_the_grader_failed_on_does_not_wait_for_a_person():
    grades = [grade("a", 1.0, pending=8.0), grade("b", status="error", pending=8.0, submission="s_b"), grade("c")]
    found = pending_of(grades, {"s_a": _report("pending", "error"), "s_b": _report("error", "error")})
    assert found == Pending(points=4.0, answers=1, submissions=("s_a",), failed=("s_a", "s_b"))


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (Pending(points=12.5, answers=3, submissions=("a", "b")), "12.5 points of 3 answers in 2 submissions wait for"),
        (Pending(failed=("ada",)), r"the grader itself failed on 1 submissions \(ada\)"),
    ],
)
def test_what_is_not_final_is_refused(found, told):
    with pytest.raises(CallerError, match=told):
        refuse(found, "results")


def test_what_is_final_is_not_refused():
    refuse(Pending(), "results")
