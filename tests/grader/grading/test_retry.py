"""One rule says what is run once more, and how often."""

from contextlib import nullcontext
from pathlib import Path

import pytest

from grader.gradebook.rows import Row
from grader.gradebook.summary import GradedSubmission
from grader.grading.alone import Alone, judged_alone
from grader.grading.retry import (
    FIRST,
    MOST_RUNS,
    MOST_STOPS,
    Attempt,
    Postponed,
    WorkerEnded,
    concluded,
    must_run_again,
)
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


def _ended(*judging, over=False):
    return WorkerEnded(reason="it ended", judging=judging, over=over)


class FakeGrader:
    """Gives one record after the other."""

    def __init__(self, whys):
        self.left = [_record(why=why) for why in whys]

    def bounded(self, stopped):
        return nullcontext()

    def run(self, submission):
        return self.left.pop(0)

    def keep(self, record, reports, observations):
        return record


@pytest.mark.parametrize(("records", "kept"), [(["wall", ""], ""), (["wall", "wall", ""], "wall"), (["cpu"], "cpu")])
def test_one_submission_by_itself_follows_the_same_rule(records, kept):
    grader = FakeGrader(records)

    def engine(tasks):
        return ((name, judged_alone(grader, task)) for name, task in tasks.items())

    task = Alone(path=Path("a"), reports=Path("reports"), observations=Path("observations"))
    ((_, record),) = concluded(engine, engine, {"a": task})
    (seen,) = record.observations.values()
    assert seen.failure.why == kept


def test_what_certainly_went_over_a_limit_is_left_out_at_once():
    assert FIRST.after(_ended("s", over=True)) == Attempt(runs_before=1, stopped=("s",), stops=1)


def test_what_ended_for_no_known_reason_is_tried_once_more_as_it_was_and_then_left_out():
    again = FIRST.after(_ended("s"))
    assert again == Attempt(runs_before=1)
    assert again.after(_ended("s")) == Attempt(runs_before=1, stopped=("s",), stops=1)


def test_it_is_given_up_where_nothing_more_can_be_left_out():
    assert FIRST.after(_ended(over=True)) is None
    assert Attempt(stopped=("s",), stops=1).after(_ended("s", over=True)) is None
    assert Attempt(stops=MOST_STOPS).after(_ended("s", over=True)) is None
