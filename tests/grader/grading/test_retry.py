"""One rule says what is run once more, and how often."""

import pytest

from grader.gradebook.rows import Row
from grader.gradebook.summary import GradedSubmission
from grader.grading.assignment_grader import AssignmentGrader
from grader.grading.retry import MOST_RUNS, Postponed, WorkerEnded, must_run_again
from grader.model.observation import Failure, Observation, Outcome, Transcript, TranscriptStatus
from grader.model.record import Isolation, IsolationLevel, Record
from grader.model.submission import Submission


def _record(why="", waited=False):
    return Record(
        submission=Submission(id="a", sha256="", files={}),
        isolation=Isolation(level=IsolationLevel.FULL, enforced=(), not_enforced=()),
        transcript=Transcript(status=TranscriptStatus.KILLED, waited=waited),
        observations={0: Observation(outcome=Outcome.LIMIT, failure=Failure(function="f", why=why))},
    )


def _graded(status):
    row = Row(
        submission="a", sha256="", status=status, score=0.0, max_score=1.0, pending=0.0, criteria=(), questions={}
    )
    return GradedSubmission(points=row, summary_entry={})


@pytest.mark.parametrize(
    ("came", "again"),
    [
        (_record(why="wall"), True),
        (_record(waited=True), True),
        (_record(why="cpu"), False),
        (_record(), False),
        (_graded("error"), True),
        (_graded("graded"), False),
        (_graded("unreadable"), False),
        (WorkerEnded(reason="it ended"), True),
        (Postponed(), True),
        (OSError("no room"), False),
    ],
)
def test_what_tells_nothing_of_the_submission_is_run_again_and_no_more_than_so_often(came, again):
    assert [must_run_again(came, runs) for runs in range(1, MOST_RUNS + 1)] == [again] * (MOST_RUNS - 1) + [False]


@pytest.mark.parametrize(("records", "kept"), [(["wall", ""], ""), (["wall", "wall", ""], "wall"), (["cpu"], "cpu")])
def test_one_submission_by_itself_follows_the_same_rule(records, kept):
    left = [_record(why=why) for why in records]

    class Instead(AssignmentGrader):
        def __init__(self):
            pass

        def run(self, submission):
            return left.pop(0)

        def keep(self, record, reports, observations, decisions=()):
            return record

    (seen,) = Instead().grade("a", "reports", "observations").observations.values()
    assert seen.failure.why == kept
